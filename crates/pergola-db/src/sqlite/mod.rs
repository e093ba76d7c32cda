//! Everything that is only true of `SQLite`: one connection here, the threads that own them, and copies of the file.
//! Not here: what a transaction is (tx.rs), which migrations are due (migrate.rs).

mod connection;
mod copy;
mod fill;
mod here;
mod limit;
mod lock;
mod marks;
mod migrate;
mod queue;
mod threads;
mod writer;

pub(crate) use connection::{Connection, value_of};
pub(crate) use copy::{backup, check, checkpoint};
pub use fill::Fill;
pub(crate) use threads::Threads;
