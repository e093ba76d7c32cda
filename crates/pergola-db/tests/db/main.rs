//! The engine room, tried on `SQLite` always and on `PostgreSQL` again when `PERGOLA_TEST_DATABASE` holds an address.

#![expect(
    clippy::disallowed_methods,
    reason = "tests choose their database by a variable, and start tasks of their own"
)]

#[cfg(test)]
mod acts;
#[cfg(test)]
mod file;
#[cfg(test)]
mod groups;
#[cfg(test)]
mod log;
#[cfg(test)]
mod migrations;
#[cfg(test)]
mod postgres;
#[cfg(test)]
mod queue;
#[cfg(test)]
mod towns;
#[cfg(test)]
mod values;
