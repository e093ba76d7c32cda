//! The threads that own the connections: a few that read, one that writes. A closure comes through a queue, is called
//! there, and its future is polled once, to the end: every query is ready at once, so a page costs one change of thread
//! however many queries it makes.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::pin::pin;
use std::rc::Rc;
use std::sync::Arc;
use std::task::{Context, Poll, Waker};
use std::time::Duration;

use tokio::sync::{mpsc, oneshot, watch};

use super::connection::{Connection, Purpose};
use super::lock::Lock;
use super::queue::Queue;
use super::{migrate, writer};
use crate::{Fault, Options, Tx, threads};

/// How many may wait for a reading thread, and how many for the writing one.
const LONGEST_QUEUE: usize = 4096;

/// How long one stay of a reading closure may last.
const LONGEST_READ: Duration = Duration::from_secs(10);

/// How long one may last that reads whole tables: a network of a million people takes a minute or two.
const LONGEST_READ_OF_EVERYTHING: Duration = Duration::from_mins(15);

/// A closure on its way to a thread, and its outcome on the way back.
pub(crate) trait Act: Send {
    /// How long it may read.
    fn longest(&self) -> Duration {
        LONGEST_READ
    }
    /// Calls the closure. True if it succeeded.
    fn call(&mut self, tx: &Tx) -> bool;
    /// Whatever the outcome was, it is now this.
    fn fail(&mut self, fault: Fault);
    /// Tells the one who waits.
    fn answer(self: Box<Self>);
}

/// An [`Act`] made of a closure.
pub(crate) struct Asked<F, T, E> {
    closure: F,
    longest: Duration,
    outcome: Option<Result<T, E>>,
    asker: oneshot::Sender<Result<T, E>>,
}

impl<F, T, E> Asked<F, T, E> {
    pub(crate) fn new(closure: F, asker: oneshot::Sender<Result<T, E>>) -> Box<Self> {
        Box::new(Self { closure, longest: LONGEST_READ, outcome: None, asker })
    }

    /// One that reads whole tables.
    pub(crate) fn of_everything(closure: F, asker: oneshot::Sender<Result<T, E>>) -> Box<Self> {
        Box::new(Self { closure, longest: LONGEST_READ_OF_EVERYTHING, outcome: None, asker })
    }
}

impl<F, T, E> Act for Asked<F, T, E>
where
    F: AsyncFn(&Tx) -> Result<T, E> + Send,
    T: Send,
    E: From<Fault> + Send,
{
    fn longest(&self) -> Duration {
        self.longest
    }

    fn call(&mut self, tx: &Tx) -> bool {
        // A panic in a closure is a fault of that closure. Nothing of ours is left half done by it: the transaction is
        // rolled back like after any other failure.
        let outcome = match catch_unwind(AssertUnwindSafe(|| to_the_end((self.closure)(tx)))) {
            Ok(Some(outcome)) => outcome,
            Ok(None) => Err(Fault::awaited_something_else().into()),
            Err(panic) => Err(Fault::panicked(panic.as_ref()).into()),
        };
        let stands = outcome.is_ok();
        self.outcome = Some(outcome);
        stands
    }

    fn fail(&mut self, fault: Fault) {
        self.outcome = Some(Err(fault.into()));
    }

    fn answer(self: Box<Self>) {
        if let Some(outcome) = self.outcome {
            // Nobody waits any more when the request was given up meanwhile.
            let _gone = self.asker.send(outcome);
        }
    }
}

fn to_the_end<T>(future: impl Future<Output = T>) -> Option<T> {
    match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(outcome) => Some(outcome),
        Poll::Pending => None,
    }
}

/// The threads of one database file.
pub(crate) struct Threads {
    reads: Arc<Queue<Box<dyn Act>>>,
    writes: Arc<Queue<Box<dyn Act>>>,
    /// End when the last thread of each kind has ended.
    readers_end: tokio::sync::Mutex<mpsc::Receiver<()>>,
    writer_end: tokio::sync::Mutex<mpsc::Receiver<()>>,
}

impl Threads {
    /// Opens the file, brings it up to date and starts the threads. Blocks: call it where that is allowed.
    pub(crate) fn start(file: &Path, options: &Options, committed: watch::Sender<i64>) -> Result<Self, Fault> {
        let lock = Arc::new(Lock::take(file)?);
        let purpose = Purpose::Writing { synchronous_off_for_tests: options.synchronous_off_for_tests };
        let mut first = Connection::open(file, purpose)?;
        migrate::migrate(&mut first, options.migrations, options.now_us)?;
        committed.send_replace(last_entry(&first)?);
        drop(first);

        let reads = Arc::new(Queue::new(LONGEST_QUEUE));
        let (reader_ends, readers_end) = mpsc::channel(1);
        for number in 0..options.readers.clamp(1, 64) {
            let (queue, ends, lock, file) =
                (Arc::clone(&reads), reader_ends.clone(), Arc::clone(&lock), file.to_owned());
            threads::start(format!("db-read-{number}"), move || {
                read(&file, &queue);
                drop((lock, ends));
            })?;
        }
        let writes = Arc::new(Queue::new(LONGEST_QUEUE));
        let (writer_ends, writer_end) = mpsc::channel(1);
        let (queue, file) = (Arc::clone(&writes), file.to_owned());
        threads::start("db-write".to_owned(), move || {
            writer::write(&file, purpose, &queue, &committed);
            drop((lock, writer_ends));
        })?;
        Ok(Self {
            reads,
            writes,
            readers_end: tokio::sync::Mutex::new(readers_end),
            writer_end: tokio::sync::Mutex::new(writer_end),
        })
    }

    pub(crate) fn read(&self, act: Box<dyn Act>) -> Result<(), Fault> {
        self.reads.push(act)
    }

    pub(crate) fn write(&self, act: Box<dyn Act>) -> Result<(), Fault> {
        self.writes.push(act)
    }

    /// Everything in the queues is still done. The readers go first, so that the writer can empty the log file.
    pub(crate) async fn close(&self) {
        self.reads.close();
        while self.readers_end.lock().await.recv().await.is_some() {}
        self.writes.close();
        while self.writer_end.lock().await.recv().await.is_some() {}
    }
}

impl Drop for Threads {
    fn drop(&mut self) {
        // Without waiting: this may well run on one of the threads.
        self.reads.close();
        self.writes.close();
    }
}

fn last_entry(connection: &Connection) -> Result<i64, Fault> {
    let there = connection.raw().table_exists(None, "log")?;
    if !there {
        return Ok(0);
    }
    Ok(connection.raw().query_row("SELECT coalesce(max(seq), 0) FROM log", [], |row| row.get(0))?)
}

/// The life of a reading thread. The connection is opened here, and again after a failure of the disk.
fn read(file: &Path, queue: &Queue<Box<dyn Act>>) {
    let mut open: Option<Rc<Connection>> = None;
    while let Some(mut act) = queue.next() {
        let connection = match open.take().map_or_else(|| Connection::open(file, Purpose::Reading).map(Rc::new), Ok) {
            Ok(connection) => connection,
            Err(fault) => {
                act.fail(fault);
                act.answer();
                continue;
            }
        };
        let healthy = read_one(&connection, act.as_mut());
        act.answer();
        if healthy {
            open = Some(connection);
        }
    }
}

/// One closure in one snapshot. False when the connection should not be used again.
fn read_one(connection: &Rc<Connection>, act: &mut dyn Act) -> bool {
    connection.start_clock(act.longest());
    if let Err(fault) = connection.plain("BEGIN DEFERRED") {
        act.fail(fault);
        return false;
    }
    let tx = Tx::sqlite(Rc::clone(connection));
    act.call(&tx);
    let storage_failed = tx.spent().is_some_and(|fault| fault.is_storage());
    connection.start_clock(LONGEST_READ);
    let ended = connection.is_outside_transaction() || connection.plain("ROLLBACK").is_ok();
    ended && !storage_failed
}
