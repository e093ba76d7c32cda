//! One connection to the file, with its settings and its statements. It is in the hands of one thread at a time.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::time::Duration;

use rusqlite::types::{ToSqlOutput, ValueRef};
use rusqlite::{OpenFlags, ToSql};

use super::limit::Limit;
use super::marks;
use crate::fault::Kind;
use crate::{Fault, Row, Value};

/// Statements kept ready per connection; the program has a few hundred, and nine for each that holds a list.
const STATEMENTS_KEPT: usize = 1024;

/// How often a running query looks at the clock, in steps of `SQLite`'s machine: some 20 microseconds.
const STEPS_BETWEEN_LOOKS: i32 = 4096;

/// What a connection is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Purpose {
    Reading,
    Writing { synchronous_off_for_tests: bool },
}

/// A connection.
pub(crate) struct Connection {
    raw: rusqlite::Connection,
    /// Statements with `$n` and the same with `?n`.
    rewritten: RefCell<BTreeMap<Box<str>, Arc<str>>>,
    limit: Limit,
    /// Nothing is begun after the end of the time, either: a closure of many small questions is as long as one large one.
    stops_between: bool,
}

impl Connection {
    pub(super) fn open(file: &Path, purpose: Purpose) -> Result<Self, Fault> {
        Self::open_until(file, purpose, Arc::default())
    }

    /// One whose long reads are over when `ending` turns true.
    pub(super) fn open_until(file: &Path, purpose: Purpose, ending: Arc<AtomicBool>) -> Result<Self, Fault> {
        // Without CREATE: lock.rs made the file, and one that vanishes later must not come back empty.
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let mut raw = rusqlite::Connection::open_with_flags(file, flags)?;
        // Before everything else: switching to WAL may meet another connection and must be able to wait for it.
        raw.busy_timeout(Duration::from_secs(5))?;
        raw.query_row("PRAGMA journal_mode = WAL", [], |row| row.get::<_, String>(0))?;
        raw.execute_batch("PRAGMA foreign_keys = ON; PRAGMA trusted_schema = OFF; PRAGMA cache_size = -16384;")?;
        // Else SQLite looks at the values of parameters when it plans (those of a LIMIT too) and plans anew whenever others
        // are bound: nearly every statement, each time, a quarter of the time of a small question.
        raw.set_db_config(rusqlite::config::DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
        match purpose {
            // Sorting stays in memory. Not so where we write: the journal of an act that may have to be undone would be a
            // list in memory, and SQLite walks it from its beginning after each statement, so that acts of thousands of
            // rows spent nine tenths of their time there. As a file it is one from 64 kB on, and smaller ones are in
            // memory all the same.
            Purpose::Reading => raw.execute_batch("PRAGMA query_only = ON; PRAGMA temp_store = MEMORY")?,
            Purpose::Writing { synchronous_off_for_tests } => {
                // What was deleted leaves the file at the next checkpoint, not some day.
                // The log file of writes goes back to a modest size after a checkpoint, and a checkpoint, which waits
                // for the disk, comes after some 16 MiB.
                raw.execute_batch(
                    "PRAGMA secure_delete = ON; PRAGMA journal_size_limit = 67108864; PRAGMA wal_autocheckpoint = 4000;",
                )?;
                let synchronous = if synchronous_off_for_tests { "OFF" } else { "FULL" };
                raw.execute_batch(&format!("PRAGMA synchronous = {synchronous}"))?;
            }
        }
        raw.set_prepared_statement_cache_capacity(STATEMENTS_KEPT);
        let limit = Limit::new(ending);
        let looked_at = limit.clone();
        raw.progress_handler(STEPS_BETWEEN_LOOKS, Some(move || looked_at.is_over()))?;
        Ok(Self { raw, rewritten: RefCell::default(), limit, stops_between: purpose == Purpose::Reading })
    }

    /// Everything until the next call must be done within this time; a query that is not, fails.
    pub(super) fn start_clock(&self, length: Duration) {
        self.limit.start(length);
    }

    pub(super) fn raw(&self) -> &rusqlite::Connection {
        &self.raw
    }

    pub(super) fn raw_mut(&mut self) -> &mut rusqlite::Connection {
        &mut self.raw
    }

    /// A statement of our own, without parameters and without rows.
    pub(super) fn plain(&self, sql: &str) -> Result<(), Fault> {
        self.raw.prepare_cached(sql)?.raw_execute()?;
        Ok(())
    }

    /// Rows written since this was opened, also what was rolled back since.
    pub(super) fn changes(&self) -> u64 {
        self.raw.total_changes()
    }

    /// Outside of any transaction: either none was begun, or a grave failure has rolled it back.
    pub(super) fn is_outside_transaction(&self) -> bool {
        self.raw.is_autocommit()
    }

    /// Gives each row to `take` until it says no.
    pub(crate) fn query(
        &self,
        sql: &str,
        params: &[Value],
        take: &mut dyn FnMut(&Row<'_>) -> bool,
    ) -> Result<(), Fault> {
        if self.stops_between && self.limit.is_over() {
            return Err(Fault::late());
        }
        let mut statement = self.raw.prepare_cached(&self.marked(sql))?;
        bind(&mut statement, params)?;
        let mut rows = statement.raw_query();
        while let Some(row) = rows.next()? {
            if !take(&Row::sqlite(row)) {
                break;
            }
        }
        Ok(())
    }

    pub(crate) fn execute(&self, sql: &str, params: &[Value]) -> Result<u64, Fault> {
        let mut statement = self.raw.prepare_cached(&self.marked(sql))?;
        bind(&mut statement, params)?;
        let touched = statement.raw_execute()?;
        Ok(u64::try_from(touched).unwrap_or(u64::MAX))
    }

    fn marked(&self, sql: &str) -> Arc<str> {
        let mut known = self.rewritten.borrow_mut();
        if let Some(marked) = known.get(sql) {
            return Arc::clone(marked);
        }
        if known.len() >= STATEMENTS_KEPT {
            known.clear();
        }
        let marked: Arc<str> = marks::rewritten(sql).into();
        known.insert(sql.into(), Arc::clone(&marked));
        marked
    }
}

fn bind(statement: &mut rusqlite::Statement<'_>, params: &[Value]) -> Result<(), Fault> {
    if statement.parameter_count() != params.len() {
        let (wanted, given) = (statement.parameter_count(), params.len());
        return Err(Fault::other(format!("the statement has {wanted} parameters and was given {given}")));
    }
    for (number, value) in (1..).zip(params) {
        value.refuse_unkeepable()?;
        statement.raw_bind_parameter::<usize, _>(number, value)?;
    }
    Ok(())
}

impl ToSql for Value {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::Borrowed(match self {
            Self::Null => ValueRef::Null,
            Self::Int(number) => ValueRef::Integer(*number),
            Self::Real(number) => ValueRef::Real(*number),
            Self::Bool(truth) => ValueRef::Integer(i64::from(*truth)),
            Self::Text(text) => ValueRef::Text(text.as_bytes()),
            Self::Blob(bytes) => ValueRef::Blob(bytes),
        }))
    }
}

/// A column as one of our kinds.
pub(crate) fn value_of(row: &rusqlite::Row<'_>, index: usize) -> Result<Value, Fault> {
    Ok(match row.get_ref(index)? {
        ValueRef::Null => Value::Null,
        ValueRef::Integer(number) => Value::Int(number),
        ValueRef::Real(number) => Value::Real(number),
        ValueRef::Text(bytes) => {
            let text = std::str::from_utf8(bytes)
                .map_err(|_not_utf8| Fault::new(Kind::Other, "text that is not UTF-8 is in the database"))?;
            Value::Text(text.to_owned())
        }
        ValueRef::Blob(bytes) => Value::Blob(bytes.to_vec()),
    })
}

#[cfg(test)]
mod tests {
    use super::{Connection, Duration, Purpose};

    #[test]
    fn a_query_without_end_is_ended_and_the_next_one_is_not() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("town.db");
        std::fs::write(&file, "").unwrap();
        let connection = Connection::open(&file, Purpose::Writing { synchronous_off_for_tests: true }).unwrap();
        connection.start_clock(Duration::from_millis(5));
        let endless = "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n";
        assert!(connection.query(endless, &[], &mut |_| true).unwrap_err().is_busy());
        connection.start_clock(Duration::from_secs(10));
        connection.query("SELECT 1", &[], &mut |_| true).unwrap();
    }
}
