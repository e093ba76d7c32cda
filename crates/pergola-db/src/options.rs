//! Where the data is and how it is opened. Read from the settings by the server; nothing here looks around for itself.

use std::fmt;
use std::path::PathBuf;

use crate::{Heed, Migration};

/// Which of the two engines.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    /// One file, one process, nothing to install.
    Sqlite,
    /// A server, for more than one process.
    Postgres,
}

/// Where the data is.
#[derive(Clone, PartialEq, Eq)]
pub enum Source {
    /// A file; made if it is not there. Two files appear beside it while it is open, and a lock.
    Sqlite(PathBuf),
    /// A server, at `postgres://user:password@host:port/database`. Without TLS: put both on one machine, on a socket or
    /// on a network of their own. The connections are sessions: a pooler between must pool by session, not by transaction.
    Postgres {
        /// The address.
        url: String,
        /// Made if it is not there, and then the only one looked into. Without it: what the server has set.
        schema: Option<String>,
    },
}

impl Source {
    /// Which engine this is.
    pub fn engine(&self) -> Engine {
        match self {
            Self::Sqlite(_) => Engine::Sqlite,
            Self::Postgres { .. } => Engine::Postgres,
        }
    }
}

impl fmt::Debug for Source {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Sqlite(file) => out.debug_tuple("Sqlite").field(file).finish(),
            // The address holds a password.
            Self::Postgres { schema, .. } => {
                out.debug_struct("Postgres").field("schema", schema).finish_non_exhaustive()
            }
        }
    }
}

/// How the data is opened.
#[derive(Clone, Debug)]
pub struct Options {
    /// Where it is.
    pub source: Source,
    /// All steps this program knows, in order, [`LOG_AND_QUEUE`](crate::LOG_AND_QUEUE) first.
    pub migrations: &'static [Migration],
    /// `SQLite`: threads that read, 2 to 4. `PostgreSQL`: connections that carry everybody's reads; up to eight times as
    /// many are opened for writing as they are needed.
    pub readers: usize,
    /// The moment, for the table of migrations.
    pub now_us: i64,
    /// Tests need not outlive a power cut.
    pub synchronous_off_for_tests: bool,
    /// Who is told which rows were written; `SQLite` only.
    pub heed: Option<Heed>,
}

impl Options {
    /// As a server opens it: durable, with two readers.
    pub fn new(source: Source, migrations: &'static [Migration], now_us: i64) -> Self {
        Self { source, migrations, readers: 2, now_us, synchronous_off_for_tests: false, heed: None }
    }
}
