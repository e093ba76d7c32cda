//! The file as a whole: a verified copy of it while people write, its health, and the emptying of its log. Each opens a
//! connection of its own, so it may also be done beside a running server. Everything here blocks.

use std::ffi::OsString;
use std::fs::{self, File};
use std::path::Path;

use rusqlite::backup::{Backup, StepResult};
use rusqlite::{Connection, OpenFlags};

use crate::Fault;

/// Copies a live database. The copy appears under its name only when it is complete, checked and on the disk.
///
/// A plain `cp` would lose what is still in the log file. All pages go in one step: that holds one snapshot, which in
/// WAL mode stops no writer, while a copy in small steps begins anew with every commit and may never end.
pub(crate) fn backup(file: &Path, to: &Path) -> Result<(), Fault> {
    let mut name = OsString::from(to);
    name.push(".partial");
    let partial = Path::new(&name);
    let outcome = copy(file, partial).and_then(|()| put_in_place(partial, to));
    if outcome.is_err() {
        let _nothing_there = fs::remove_file(partial);
    }
    outcome
}

fn copy(file: &Path, partial: &Path) -> Result<(), Fault> {
    // A copy that was cut short earlier.
    let _nothing_there = fs::remove_file(partial);
    let from = existing(file)?;
    create_private(partial)?;
    let mut into = Connection::open(partial)?;
    if Backup::new(&from, &mut into)?.step(-1)? != StepResult::Done {
        return Err(Fault::new(crate::fault::Kind::Busy, "the database was too busy to be copied"));
    }
    // One file that can be carried away, without a log beside it.
    into.query_row("PRAGMA journal_mode = DELETE", [], |row| row.get::<_, String>(0))?;
    let found = integrity(&into)?;
    into.close().map_err(|(_, error)| error)?;
    match found.first() {
        None => Ok(()),
        Some(first) => Err(Fault::other(format!("the copy is damaged and was not kept: {first}"))),
    }
}

fn put_in_place(partial: &Path, to: &Path) -> Result<(), Fault> {
    let trouble = |error: std::io::Error| Fault::other(format!("cannot write {}: {error}", to.display()));
    File::open(partial).and_then(|copy| copy.sync_all()).map_err(trouble)?;
    fs::rename(partial, to).map_err(trouble)?;
    let folder = to.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    File::open(folder).and_then(|folder| folder.sync_all()).map_err(trouble)
}

fn create_private(file: &Path) -> Result<(), Fault> {
    let mut options = fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt;
        options.mode(0o600);
    }
    options.open(file).map(drop).map_err(|error| Fault::other(format!("cannot write {}: {error}", file.display())))
}

/// What is wrong with the file, in `SQLite`'s words; nothing when all is well.
pub(crate) fn check(file: &Path) -> Result<Vec<String>, Fault> {
    integrity(&existing(file)?)
}

fn integrity(connection: &Connection) -> Result<Vec<String>, Fault> {
    let mut found = Vec::new();
    let mut whole = connection.prepare("PRAGMA integrity_check(20)")?;
    let mut rows = whole.query([])?;
    while let Some(row) = rows.next()? {
        let line: String = row.get(0)?;
        if line != "ok" {
            found.push(line);
        }
    }
    let mut references = connection.prepare("PRAGMA foreign_key_check")?;
    let mut rows = references.query([])?;
    while let Some(row) = rows.next()? {
        let (table, parent): (String, String) = (row.get(0)?, row.get(2)?);
        found.push(format!("a row of {table} refers to a row of {parent} that is not there"));
        if found.len() >= 20 {
            break;
        }
    }
    Ok(found)
}

/// Brings everything into the main file and empties the log file, where deleted words would linger.
pub(crate) fn checkpoint(file: &Path) -> Result<(), Fault> {
    empty_the_wal(&existing(file)?)
}

pub(super) fn empty_the_wal(connection: &Connection) -> Result<(), Fault> {
    let blocked: i64 = connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get(0))?;
    if blocked == 0 {
        Ok(())
    } else {
        Err(Fault::new(crate::fault::Kind::Busy, "a long read kept the log file of the database from being emptied"))
    }
}

/// Brings into the main file what can be brought there without waiting for anybody.
pub(super) fn use_the_wal_again(connection: &Connection) -> Result<(), Fault> {
    Ok(connection.query_row("PRAGMA wal_checkpoint(PASSIVE)", [], |_| Ok(()))?)
}

fn existing(file: &Path) -> Result<Connection, Fault> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(file, flags)?;
    connection.busy_timeout(std::time::Duration::from_secs(5))?;
    Ok(connection)
}
