//! Being told which rows were written, so that what was read of them once can be kept in memory as long as it is true.
//!
//! On `SQLite` alone: its one writer sees every row that is written, by whichever statement, and tells of it after the commit
//! and before the writer is answered. On `PostgreSQL` others write too, and nothing is told. Not the change log: that
//! tells what came to pass, in the words of the rooms.

use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};

/// A table's name and the id of a row.
pub type Written = (&'static str, i64);

/// What is called with the rows.
type Told = dyn Fn(&[Written]) + Send + Sync;

/// Who is told of which tables. Their rows go by their id: `id BIGINT PRIMARY KEY`.
#[derive(Clone)]
pub struct Heed {
    tables: &'static [&'static str],
    told: Arc<Told>,
    /// Written since the last commit, and perhaps undone again.
    open: Arc<Mutex<Vec<Written>>>,
}

impl Heed {
    /// `told` is called on the thread that writes: it keeps nobody waiting and asks the database nothing.
    pub fn new(tables: &'static [&'static str], told: impl Fn(&[Written]) + Send + Sync + 'static) -> Self {
        Self { tables, told: Arc::new(told), open: Arc::default() }
    }

    pub(crate) fn note(&self, table: &str, id: i64) {
        if let Some(table) = self.tables.iter().find(|heeded| **heeded == table) {
            self.open.lock().unwrap_or_else(PoisonError::into_inner).push((table, id));
        }
    }

    /// Tells what was noted. Too much is told where it was undone, never too little.
    pub(crate) fn tell(&self) {
        let written = std::mem::take(&mut *self.open.lock().unwrap_or_else(PoisonError::into_inner));
        if !written.is_empty() {
            (self.told)(&written);
        }
    }
}

impl fmt::Debug for Heed {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Heed").field("tables", &self.tables).finish_non_exhaustive()
    }
}
