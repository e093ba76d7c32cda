//! Fills a file by the ten million rows, for trials at real size: without a way back, one after the other, and with nobody
//! beside. It is no way to write to a network with people in it: whatever stops it leaves a file that is good for nothing.

use std::path::Path;

use rusqlite::{Connection, OpenFlags};

use super::lock::Lock;
use super::marks;
use crate::{Fault, Value};

/// A file that is being filled.
#[derive(Debug)]
pub struct Fill {
    connection: Connection,
    /// What is made again at the end: one sort is quicker than as many searches as there are rows.
    indexes: Vec<String>,
    _lock: Lock,
}

impl Fill {
    /// Takes the file for itself. These indexes are set aside until the end; the others should be such that the rows come in
    /// their order.
    pub fn begin(file: &Path, indexes: &[&str]) -> Result<Self, Fault> {
        let lock = Lock::take(file)?;
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let connection = Connection::open_with_flags(file, flags)?;
        // Nothing is kept to go back to, and nothing waits for the disk before the end.
        connection.query_row("PRAGMA journal_mode = DELETE", [], |row| row.get::<_, String>(0))?;
        connection.query_row("PRAGMA journal_mode = OFF", [], |row| row.get::<_, String>(0))?;
        connection.query_row("PRAGMA locking_mode = EXCLUSIVE", [], |row| row.get::<_, String>(0))?;
        connection.execute_batch("PRAGMA synchronous = OFF; PRAGMA cache_size = -262144; PRAGMA threads = 2;")?;
        let mut set_aside = Vec::new();
        for index in indexes {
            let made = "SELECT sql FROM sqlite_master WHERE type = 'index' AND name = ?1";
            set_aside.push(connection.query_row(made, [index], |row| row.get(0))?);
            connection.execute_batch(&format!("DROP INDEX {index}"))?;
        }
        connection.execute_batch("BEGIN EXCLUSIVE")?;
        Ok(Self { connection, indexes: set_aside, _lock: lock })
    }

    /// Runs a statement once for each of these rows, whose values are its parameters.
    pub fn rows<const WIDTH: usize>(&self, sql: &str, rows: impl Iterator<Item = [Value; WIDTH]>) -> Result<(), Fault> {
        let mut statement = self.connection.prepare(&marks::rewritten(sql))?;
        for row in rows {
            for (number, value) in (1..).zip(&row) {
                value.refuse_unkeepable()?;
                statement.raw_bind_parameter::<usize, _>(number, value)?;
            }
            statement.raw_execute()?;
        }
        Ok(())
    }

    /// Makes the indexes and leaves the file as any other: whole, on the disk, with its log of writes.
    pub fn end(self) -> Result<(), Fault> {
        self.connection.execute_batch("COMMIT")?;
        for index in &self.indexes {
            self.connection.execute_batch(index)?;
        }
        self.connection.execute_batch("PRAGMA synchronous = FULL")?;
        self.connection.query_row("PRAGMA locking_mode = NORMAL", [], |row| row.get::<_, String>(0))?;
        self.connection.query_row("PRAGMA journal_mode = WAL", [], |row| row.get::<_, String>(0))?;
        let file = self.connection.path().map(ToOwned::to_owned).unwrap_or_default();
        self.connection.close().map_err(|(_, error)| error)?;
        let synced = std::fs::File::open(&file).and_then(|file| file.sync_all());
        synced.map_err(|error| Fault::other(format!("cannot write {file}: {error}")))
    }
}
