//! Everything that is only true of `PostgreSQL`: connections, the threads that carry them, values on the wire.
//! Closures run on threads of this crate because their futures cannot be shown to be `Send`.

mod connection;
mod migrate;
mod server;
mod value;
mod worker;
mod workers;

pub(crate) use connection::Connection;
pub(crate) use server::Server;
pub(crate) use workers::Workers;
