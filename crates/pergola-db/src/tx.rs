//! The one transaction type, which does not say which engine it runs on. Everything takes it by shared reference, so
//! that `join!` can send several reads at once to `PostgreSQL`; on `SQLite` each is ready at once.
//!
//! What a transaction is not: it is not the place to wait for anything but the database, and it does not go on after a
//! statement failed. `PostgreSQL` refuses everything after the first failure, so we do the same on `SQLite`: a room that
//! catches a unique violation and carries on would work in one town and not in the next. Write `ON CONFLICT` instead.

use std::cell::{Cell, RefCell};
use std::fmt;
use std::rc::Rc;

use crate::{Engine, Fault, Row, Value, params, postgres, sqlite};

/// A transaction, or the reading side of one. Made by [`Db`](crate::Db), never kept.
pub struct Tx {
    place: Place,
    /// Why nothing more can be done here.
    spent: RefCell<Option<Fault>>,
    /// The highest log entry written here.
    recorded: Cell<i64>,
    /// Statements that were sent here.
    asked: Cell<u64>,
}

enum Place {
    Sqlite(Rc<sqlite::Connection>),
    Postgres(Rc<postgres::Connection>),
}

impl Tx {
    pub(crate) fn sqlite(connection: Rc<sqlite::Connection>) -> Self {
        Self::at(Place::Sqlite(connection))
    }

    pub(crate) fn postgres(connection: Rc<postgres::Connection>) -> Self {
        Self::at(Place::Postgres(connection))
    }

    fn at(place: Place) -> Self {
        Self { place, spent: RefCell::new(None), recorded: Cell::new(0), asked: Cell::new(0) }
    }

    /// Where this runs. Say beside each use what differs.
    pub fn engine(&self) -> Engine {
        match self.place {
            Place::Sqlite(_) => Engine::Sqlite,
            Place::Postgres(_) => Engine::Postgres,
        }
    }

    /// Every row of the answer. Bound it with LIMIT.
    ///
    /// Write `CAST(sum(x) AS BIGINT)`: `PostgreSQL` sums BIGINT to NUMERIC, which is none of our kinds. `count(*)` is
    /// BIGINT as it stands.
    pub async fn all<T>(
        &self,
        sql: &str,
        params: &[Value],
        map: impl Fn(&Row<'_>) -> Result<T, Fault>,
    ) -> Result<Vec<T>, Fault> {
        let mut found = Vec::new();
        let mut unreadable = None;
        let mut take = |row: &Row<'_>| match map(row) {
            Ok(item) => {
                found.push(item);
                true
            }
            Err(fault) => {
                unreadable = Some(fault);
                false
            }
        };
        self.rows(sql, params, &mut take).await?;
        unreadable.map_or(Ok(found), |fault| Err(fault.in_statement(sql)))
    }

    /// The first row of the answer, if there is one.
    pub async fn one<T>(
        &self,
        sql: &str,
        params: &[Value],
        map: impl Fn(&Row<'_>) -> Result<T, Fault>,
    ) -> Result<Option<T>, Fault> {
        let mut first = None;
        let mut take = |row: &Row<'_>| {
            first = Some(map(row));
            false
        };
        self.rows(sql, params, &mut take).await?;
        first.transpose().map_err(|fault| fault.in_statement(sql))
    }

    /// Gives each row to `take` until it says no. Compiled once: the program asks in a thousand places.
    async fn rows(&self, sql: &str, params: &[Value], take: &mut dyn FnMut(&Row<'_>) -> bool) -> Result<(), Fault> {
        self.unspent()?;
        self.asked.set(self.asked.get() + 1);
        match &self.place {
            Place::Sqlite(connection) => self.note(connection.query(sql, params, take), sql),
            Place::Postgres(connection) => {
                let rows = self.note(connection.query(sql, params).await, sql)?;
                for row in &rows {
                    if !take(&Row::postgres(row)) {
                        break;
                    }
                }
                Ok(())
            }
        }
    }

    /// Changes rows and says how many.
    pub async fn run(&self, sql: &str, params: &[Value]) -> Result<u64, Fault> {
        self.unspent()?;
        self.asked.set(self.asked.get() + 1);
        let touched = match &self.place {
            Place::Sqlite(connection) => connection.execute(sql, params),
            Place::Postgres(connection) => connection.execute(sql, params).await,
        };
        self.note(touched, sql)
    }

    /// Appends to the change log and gives the entry's number. Call it after the rows it tells of are written:
    /// then the numbers of two acts that touched the same row are in the order of the acts.
    pub async fn record(&self, at: i64, kind: &str, body: &str) -> Result<i64, Fault> {
        const APPEND: &str = "INSERT INTO log (at, kind, body) VALUES ($1, $2, $3) RETURNING seq";
        let seq = self
            .one(APPEND, &params![at, kind, body], |row| row.get::<i64>(0))
            .await?
            .ok_or_else(|| Fault::other("the change log gave no number"))?;
        self.recorded.set(self.recorded.get().max(seq));
        Ok(seq)
    }

    pub(crate) fn recorded(&self) -> i64 {
        self.recorded.get()
    }

    pub(crate) fn asked(&self) -> u64 {
        self.asked.get()
    }

    /// The failure after which this transaction can only be rolled back.
    pub(crate) fn spent(&self) -> Option<Fault> {
        self.spent.borrow().clone()
    }

    fn unspent(&self) -> Result<(), Fault> {
        match &*self.spent.borrow() {
            None => Ok(()),
            Some(first) => Err(first.clone().told_again()),
        }
    }

    fn note<T>(&self, outcome: Result<T, Fault>, sql: &str) -> Result<T, Fault> {
        outcome.map_err(|fault| {
            let fault = fault.in_statement(sql);
            self.spent.borrow_mut().get_or_insert_with(|| fault.clone());
            fault
        })
    }
}

impl fmt::Debug for Tx {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Tx").field("engine", &self.engine()).finish_non_exhaustive()
    }
}
