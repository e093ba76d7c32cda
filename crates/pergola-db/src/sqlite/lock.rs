//! Two servers on one file would each believe to be the only writer and the only follower. So the first keeps a lock on
//! a small file beside it until it ends; the system gives the lock back even after a crash.

use std::ffi::OsString;
use std::fs::{File, OpenOptions, TryLockError};
use std::path::Path;
use std::time::Duration;

use crate::Fault;

/// How often and how long to ask again: a server that restarts may find the old one still closing.
const TRIES: u32 = 40;
const BETWEEN_TRIES: Duration = Duration::from_millis(50);

#[derive(Debug)]
pub(super) struct Lock {
    _held: File,
}

impl Lock {
    pub(super) fn take(file: &Path) -> Result<Self, Fault> {
        // The database holds what people tell in confidence: nobody else on this machine reads it. SQLite gives
        // its other files the same permissions as this one.
        open_private(file)?;
        let mut name = OsString::from(file);
        name.push(".lock");
        let lock = open_private(Path::new(&name))?;
        for _ in 0..TRIES {
            match lock.try_lock() {
                Ok(()) => return Ok(Self { _held: lock }),
                Err(TryLockError::WouldBlock) => wait(),
                Err(TryLockError::Error(error)) => return Err(cannot_open(Path::new(&name), &error)),
            }
        }
        let file = file.display();
        Err(Fault::other(format!("another Pergola is running on {file}; stop it first, or give this one its own data")))
    }
}

#[expect(clippy::disallowed_methods, reason = "waits for another process, once, before the doors open")]
fn wait() {
    std::thread::sleep(BETWEEN_TRIES);
}

fn open_private(file: &Path) -> Result<File, Fault> {
    let mut options = OpenOptions::new();
    options.read(true).write(true).create(true).truncate(false);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt;
        options.mode(0o600);
    }
    options.open(file).map_err(|error| cannot_open(file, &error))
}

fn cannot_open(file: &Path, error: &std::io::Error) -> Fault {
    Fault::other(format!("cannot open {}: {error}", file.display()))
}
