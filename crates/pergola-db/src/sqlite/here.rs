//! Reading where the asker is. Most questions take less time than waking a thread for them and being woken by it, so each is
//! tried on the spot first, with a connection from a small shelf and for so short that who shares the asker's thread does not
//! feel it. What is not answered by then is asked once more, from its start, on a thread that may take its time
//! (threads.rs): a closure may be called again.

use std::path::{Path, PathBuf};
use std::rc::Rc;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use super::connection::{Connection, Purpose};
use super::threads::in_one_snapshot;
use crate::act::Act;
use crate::{Fault, threads};

/// How long a question may take on the asker’s own thread: longer than a turn that somebody else takes on its processor.
const LONGEST_HERE: Duration = Duration::from_millis(5);

/// Connections that lie ready for whoever asks. Each is in one pair of hands at a time.
pub(super) struct Shelf {
    file: PathBuf,
    /// As many as can ask at the same moment.
    most: usize,
    line: Mutex<Line>,
}

#[derive(Default)]
struct Line {
    /// The one that was used last is taken first: what it read lies ready in it.
    free: Vec<Connection>,
    /// Free and taken.
    all: usize,
    closed: bool,
}

impl Shelf {
    pub(super) fn new(file: &Path) -> Self {
        let most = std::thread::available_parallelism().map_or(2, usize::from).clamp(2, 8);
        Self { file: file.to_owned(), most, line: Mutex::default() }
    }

    /// Whether it was answered. Where it was not, whatever the closure said counts for nothing.
    pub(super) fn read(&self, act: &mut dyn Act) -> bool {
        let Some(connection) = self.take() else { return false };
        let connection = Rc::new(connection);
        let seen = threads::within(|| in_one_snapshot(&connection, act, LONGEST_HERE));
        let (healthy, answered) = match seen {
            // A thread looks whether a connection of its own does better, and tells.
            Err(_) => (false, false),
            Ok(seen) => {
                let failed = seen.spent.as_ref().is_some_and(Fault::is_storage);
                (seen.ended && !failed, !failed && !seen.spent.as_ref().is_some_and(Fault::is_late))
            }
        };
        match Rc::into_inner(connection).filter(|_| healthy) {
            Some(connection) => self.put(connection),
            None => self.lock().all -= 1,
        }
        answered
    }

    fn take(&self) -> Option<Connection> {
        let mut line = self.lock();
        if line.closed {
            return None;
        }
        if let Some(connection) = line.free.pop() {
            return Some(connection);
        }
        if line.all >= self.most {
            return None;
        }
        line.all += 1;
        drop(line);
        let opened = Connection::open(&self.file, Purpose::Reading);
        if opened.is_err() {
            self.lock().all -= 1;
        }
        opened.ok()
    }

    fn put(&self, connection: Connection) {
        let mut line = self.lock();
        if line.closed {
            line.all -= 1;
        } else {
            line.free.push(connection);
        }
    }

    /// Nobody reads here any more.
    pub(super) fn close(&self) {
        let mut line = self.lock();
        line.closed = true;
        line.all -= line.free.len();
        line.free.clear();
    }

    fn lock(&self) -> MutexGuard<'_, Line> {
        // Nothing that can panic runs while this is held.
        self.line.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::Shelf;
    use crate::act::{Act, Asked};
    use crate::{Fault, Tx};

    /// How often the closure was called, and whether it was answered here.
    fn asked(shelf: &Shelf, sql: &'static str, swallows: bool) -> (usize, bool, Result<i64, Fault>) {
        let calls = Arc::new(AtomicUsize::new(0));
        let counted = Arc::clone(&calls);
        let closure = async move |tx: &Tx| {
            counted.fetch_add(1, Ordering::Relaxed);
            let found = tx.one(sql, &[], |row| row.get(0)).await;
            let found = if swallows { Ok(found.ok().flatten()) } else { found };
            Ok::<_, Fault>(found?.unwrap_or(-1_i64))
        };
        let (mut act, outcome) = made(closure);
        let answered = shelf.read(&mut *act);
        (calls.load(Ordering::Relaxed), answered, outcome(act))
    }

    type Outcome<T> = fn(Box<dyn Act>) -> Result<T, Fault>;

    fn made<T: Send + 'static>(
        closure: impl AsyncFn(&Tx) -> Result<T, Fault> + Send + 'static,
    ) -> (Box<dyn Act>, Outcome<T>) {
        fn outcome_of<F, T>(_: &F) -> Outcome<T>
        where
            F: AsyncFn(&Tx) -> Result<T, Fault> + Send + 'static,
            T: Send + 'static,
        {
            Asked::<F, T, Fault>::outcome
        }
        let outcome = outcome_of(&closure);
        (Asked::boxed(closure), outcome)
    }

    #[test]
    fn what_takes_long_is_left_to_a_thread_even_if_its_failure_is_swallowed() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("town.db");
        std::fs::write(&file, "").unwrap();
        let shelf = Shelf::new(&file);
        let long = "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT max(i) FROM n";
        for swallows in [false, true] {
            let (calls, answered, _) = asked(&shelf, long, swallows);
            assert_eq!((calls, answered), (1, false), "{swallows}");
            let (calls, answered, outcome) = asked(&shelf, "SELECT 7", swallows);
            assert_eq!((calls, answered, outcome.unwrap()), (1, true, 7));
        }
        // What is wrong by itself is told here.
        let (_, answered, outcome) = asked(&shelf, "SELECT nothing", false);
        assert!(answered && outcome.is_err());
        shelf.close();
        let (calls, answered, _) = asked(&shelf, "SELECT 7", false);
        assert_eq!((calls, answered), (0, false));
    }
}
