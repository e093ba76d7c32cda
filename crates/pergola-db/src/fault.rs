//! What can go wrong below the rooms: a [`Fault`] is ours to mend, never an answer for a member. It carries no values,
//! only our own SQL text and what the engine says about it: `PostgreSQL` puts the offending row into the detail of
//! its errors, and a row may be somebody's address.

use std::fmt;

/// Something failed in the engine room. Cheap to clone, because one failed commit is told to a whole group of acts.
#[derive(Clone, Debug)]
pub struct Fault {
    kind: Kind,
    message: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// The queue before the database is full, or the database is locked by someone else.
    Busy,
    /// No space left, or the disk fails: nothing can be kept until that is mended.
    Storage,
    /// A write where only reading is allowed.
    ReadOnly,
    /// A query was stopped because it took too long.
    Late,
    /// The connection to the server is gone; nothing was committed on it.
    Lost,
    /// Two transactions met; the same one may succeed when run again.
    Conflict,
    Unique,
    ForeignKey,
    /// Made by a newer Pergola.
    Newer,
    /// This database was closed, or is closing.
    Closed,
    /// A value that not both engines can keep.
    Unkeepable,
    Other,
}

impl Fault {
    pub(crate) fn new(kind: Kind, message: impl Into<String>) -> Self {
        Self { kind, message: message.into() }
    }

    /// A fault of the caller's own making: a stored body that cannot be read, a row that must be there and is not.
    pub fn other(message: impl Into<String>) -> Self {
        Self::new(Kind::Other, message)
    }

    /// Something before the database is full: nothing was changed, and it may succeed later.
    pub fn busy(message: impl Into<String>) -> Self {
        Self::new(Kind::Busy, message)
    }

    /// A row with this key is already there.
    pub fn is_unique_violation(&self) -> bool {
        self.kind == Kind::Unique
    }

    /// The row refers to one that is not there, or others still refer to the row.
    pub fn is_foreign_key_violation(&self) -> bool {
        self.kind == Kind::ForeignKey
    }

    /// The database was made by a newer Pergola than this one.
    pub fn is_newer(&self) -> bool {
        self.kind == Kind::Newer
    }

    /// Nothing is wrong with the request; it may succeed later. Doors answer 503 with a Retry-After.
    pub fn is_busy(&self) -> bool {
        matches!(self.kind, Kind::Busy | Kind::Storage | Kind::Late | Kind::Lost | Kind::Conflict | Kind::Closed)
    }

    /// A text held a NUL, or a number was none: what was sent is wrong, not what was done with it.
    pub fn is_unkeepable(&self) -> bool {
        self.kind == Kind::Unkeepable
    }

    /// Nothing can be written now: the storage is full, failing or read-only. Reading still works.
    pub fn is_read_only(&self) -> bool {
        matches!(self.kind, Kind::Storage | Kind::ReadOnly)
    }

    /// The transaction left nothing behind and may be run again from its start.
    pub(crate) fn may_run_again(&self) -> bool {
        matches!(self.kind, Kind::Conflict | Kind::Lost)
    }

    /// It took too long.
    pub(crate) fn is_late(&self) -> bool {
        self.kind == Kind::Late
    }

    pub(crate) fn is_lost(&self) -> bool {
        self.kind == Kind::Lost
    }

    /// The connection itself is in doubt and should be opened anew.
    pub(crate) fn is_storage(&self) -> bool {
        self.kind == Kind::Storage
    }

    pub(crate) fn closed() -> Self {
        Self::new(Kind::Closed, "the database is closed")
    }

    pub(crate) fn late() -> Self {
        Self::new(Kind::Late, "it took too long")
    }

    pub(crate) fn queue_full() -> Self {
        Self::new(Kind::Busy, "too many requests wait for the database")
    }

    pub(crate) fn awaited_something_else() -> Self {
        Self::other(
            "a closure given to the database awaited something that is not the database; \
             fetch it before, or follow the change log",
        )
    }

    pub(crate) fn asked_from_within() -> Self {
        Self::other(
            "a closure given to the database asked the database again; everything in it goes through its transaction",
        )
    }

    pub(crate) fn panicked(panic: &(dyn std::any::Any + Send)) -> Self {
        let words = panic
            .downcast_ref::<&str>()
            .map(|text| (*text).to_owned())
            .or_else(|| panic.downcast_ref::<String>().cloned())
            .unwrap_or_default();
        Self::other(format!("a closure given to the database panicked: {words}"))
    }

    /// The connection went away with the COMMIT: nobody can say whether it was kept, so it must not be run again.
    pub(crate) fn at_commit(self) -> Self {
        if self.is_lost() {
            Self::new(Kind::Busy, format!("it is unknown whether this was kept: {self}"))
        } else {
            self
        }
    }

    pub(crate) fn told_again(mut self) -> Self {
        self.message = format!("an earlier statement of this transaction failed: {}", self.message);
        self
    }

    /// Adds which statement it was. The text holds no values: those are parameters.
    pub(crate) fn in_statement(mut self, sql: &str) -> Self {
        let mut shown: String = sql.split_whitespace().collect::<Vec<_>>().join(" ");
        if let Some((cut, _)) = shown.char_indices().nth(200) {
            shown.truncate(cut);
            shown.push('…');
        }
        self.message = format!("{} [{shown}]", self.message);
        self
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.message)
    }
}

impl std::error::Error for Fault {}

impl From<rusqlite::Error> for Fault {
    fn from(error: rusqlite::Error) -> Self {
        use rusqlite::ErrorCode as Code;
        let kind = match &error {
            rusqlite::Error::SqliteFailure(cause, _) => match cause.code {
                Code::DatabaseBusy | Code::DatabaseLocked => Kind::Busy,
                Code::DiskFull | Code::SystemIoFailure | Code::CannotOpen | Code::OutOfMemory => Kind::Storage,
                Code::ReadOnly | Code::PermissionDenied => Kind::ReadOnly,
                Code::OperationInterrupted => Kind::Late,
                Code::ConstraintViolation => match cause.extended_code {
                    rusqlite::ffi::SQLITE_CONSTRAINT_UNIQUE
                    | rusqlite::ffi::SQLITE_CONSTRAINT_PRIMARYKEY
                    | rusqlite::ffi::SQLITE_CONSTRAINT_ROWID => Kind::Unique,
                    rusqlite::ffi::SQLITE_CONSTRAINT_FOREIGNKEY => Kind::ForeignKey,
                    _ => Kind::Other,
                },
                _ => Kind::Other,
            },
            _ => Kind::Other,
        };
        Self::new(kind, format!("SQLite: {error}"))
    }
}

impl From<tokio_postgres::Error> for Fault {
    fn from(error: tokio_postgres::Error) -> Self {
        use tokio_postgres::error::SqlState;
        let Some(cause) = error.as_db_error() else {
            let kind = if error.is_closed() || has_io_cause(&error) { Kind::Lost } else { Kind::Other };
            return Self::new(kind, format!("PostgreSQL: {}", with_causes(&error)));
        };
        let code = cause.code();
        let kind = match code.code().get(..2) {
            _ if *code == SqlState::UNIQUE_VIOLATION => Kind::Unique,
            _ if *code == SqlState::FOREIGN_KEY_VIOLATION => Kind::ForeignKey,
            _ if *code == SqlState::READ_ONLY_SQL_TRANSACTION => Kind::ReadOnly,
            _ if *code == SqlState::QUERY_CANCELED => Kind::Late,
            _ if *code == SqlState::T_R_SERIALIZATION_FAILURE || *code == SqlState::T_R_DEADLOCK_DETECTED => {
                Kind::Conflict
            }
            // 57P01 to 57P05: the server is stopping, starting, or threw us out.
            Some("57" | "08") => Kind::Lost,
            // Too many connections.
            _ if *code == SqlState::TOO_MANY_CONNECTIONS => Kind::Busy,
            // 53: out of disk, memory; 58: the disk fails.
            Some("53" | "58") => Kind::Storage,
            _ => Kind::Other,
        };
        // The detail is left out on purpose, see above.
        let constraint = cause.constraint().unwrap_or_default();
        Self::new(kind, format!("PostgreSQL: {} {} {constraint}", code.code(), cause.message()))
    }
}

fn has_io_cause(error: &tokio_postgres::Error) -> bool {
    let mut cause = std::error::Error::source(error);
    while let Some(inner) = cause {
        if inner.is::<std::io::Error>() {
            return true;
        }
        cause = inner.source();
    }
    false
}

fn with_causes(error: &dyn std::error::Error) -> String {
    let mut words = error.to_string();
    let mut cause = error.source();
    while let Some(inner) = cause {
        words.push_str(": ");
        words.push_str(&inner.to_string());
        cause = inner.source();
    }
    words
}
