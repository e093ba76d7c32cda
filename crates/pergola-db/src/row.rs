//! One row of an answer, read by position. Not a map by name: the columns are written out in the statement above it.

use std::fmt;

use crate::{Fault, FromValue, Value};

/// A row of either engine, alive only while it is being read.
pub struct Row<'a>(Inner<'a>);

enum Inner<'a> {
    Sqlite(&'a rusqlite::Row<'a>),
    Postgres(&'a tokio_postgres::Row),
}

impl<'a> Row<'a> {
    pub(crate) fn sqlite(row: &'a rusqlite::Row<'a>) -> Self {
        Self(Inner::Sqlite(row))
    }

    pub(crate) fn postgres(row: &'a tokio_postgres::Row) -> Self {
        Self(Inner::Postgres(row))
    }

    /// The column at this position, counted from 0.
    pub fn get<T: FromValue>(&self, index: usize) -> Result<T, Fault> {
        self.value(index).and_then(T::from_value).map_err(|fault| Fault::other(format!("column {index}: {fault}")))
    }

    fn value(&self, index: usize) -> Result<Value, Fault> {
        match &self.0 {
            Inner::Sqlite(row) => crate::sqlite::value_of(row, index),
            Inner::Postgres(row) => Ok(row.try_get::<_, Value>(index)?),
        }
    }
}

impl fmt::Debug for Row<'_> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Never the content.
        out.write_str("Row")
    }
}
