//! The threads that own connections: a few that read, one that writes. A closure comes through a queue, is called there,
//! and its future is polled once, to the end: every query is ready at once, however many it makes. Reading comes here
//! where it takes longer than a moment; see here.rs.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::pin::pin;
use std::rc::Rc;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Context, Poll, Waker};
use std::time::Duration;

use tokio::sync::{mpsc, watch};

use super::connection::{Connection, Purpose};
use super::here::Shelf;
use super::lock::Lock;
use super::migrate;
use super::queue::Queue;
use super::writer::Writer;
use crate::act::{Act, How, Sent};
use crate::{Fault, Options, Tx, threads};

/// How many may wait for a reading thread, and how many for the writing one.
const LONGEST_QUEUE: usize = 4096;

/// How long one stay of a reading closure may last.
pub(super) const LONGEST_READ: Duration = Duration::from_secs(10);

/// How long one may last that reads whole tables: a network of a million people takes a minute or two.
const LONGEST_READ_OF_EVERYTHING: Duration = Duration::from_mins(15);

/// Calls a closure to its end. True if it succeeded.
pub(super) fn called(act: &mut dyn Act, tx: &Tx) -> bool {
    // A panic in a closure is a fault of that closure. Nothing of ours is left half done by it: the transaction is
    // rolled back like after any other failure.
    let fault = match catch_unwind(AssertUnwindSafe(|| to_the_end(act.call(tx)))) {
        Ok(Some(stands)) => return stands,
        Ok(None) => Fault::awaited_something_else(),
        Err(panic) => Fault::panicked(panic.as_ref()),
    };
    act.fail(fault);
    false
}

fn to_the_end<T>(future: impl Future<Output = T>) -> Option<T> {
    match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(outcome) => Some(outcome),
        Poll::Pending => None,
    }
}

/// The threads of one database file.
pub(crate) struct Threads {
    here: Shelf,
    /// Nobody waits for what reads whole tables any more.
    ending: Arc<AtomicBool>,
    reads: Arc<Queue<(Sent, Duration)>>,
    writes: Arc<Queue<Sent>>,
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

        let ending = Arc::new(AtomicBool::new(false));
        let reads = Arc::new(Queue::new(LONGEST_QUEUE));
        let (reader_ends, readers_end) = mpsc::channel(1);
        for number in 0..options.readers.clamp(1, 64) {
            let (queue, ends, lock, file) =
                (Arc::clone(&reads), reader_ends.clone(), Arc::clone(&lock), file.to_owned());
            let ending = Arc::clone(&ending);
            threads::start(format!("db-read-{number}"), move || {
                read(&file, &queue, &ending);
                drop((lock, ends));
            })?;
        }
        let writes = Arc::new(Queue::new(LONGEST_QUEUE));
        let (writer_ends, writer_end) = mpsc::channel(1);
        let queue = Arc::clone(&writes);
        let writer = Writer { file: file.to_owned(), purpose, committed, heed: options.heed.clone() };
        threads::start("db-write".to_owned(), move || {
            writer.write(&queue);
            drop((lock, writer_ends));
        })?;
        Ok(Self {
            here: Shelf::new(file),
            ending,
            reads,
            writes,
            readers_end: tokio::sync::Mutex::new(readers_end),
            writer_end: tokio::sync::Mutex::new(writer_end),
        })
    }

    /// Answers on the spot what is answered quickly. False where nothing was said: then it is for a thread.
    pub(crate) fn read_here(&self, act: &mut dyn Act) -> bool {
        self.here.read(act)
    }

    pub(crate) fn send(&self, sent: Sent, how: How) -> Result<(), Fault> {
        match how {
            How::Write => self.writes.push(sent),
            How::ReadWhole => self.reads.push((sent, LONGEST_READ_OF_EVERYTHING)),
            How::Read | How::ReadSnapshot => self.reads.push((sent, LONGEST_READ)),
        }
    }

    /// Everything in the queues is still done, but for reading whole tables: that may take minutes and nothing is lost with it.
    /// The readers go first, so that the writer can empty the log file.
    pub(crate) async fn close(&self) {
        self.ending.store(true, Ordering::Relaxed);
        self.here.close();
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
fn read(file: &Path, queue: &Queue<(Sent, Duration)>, ending: &Arc<AtomicBool>) {
    let mut open: Option<Rc<Connection>> = None;
    let opened = || Connection::open_until(file, Purpose::Reading, Arc::clone(ending)).map(Rc::new);
    while let Some((mut sent, longest)) = queue.next() {
        let connection = match open.take().map_or_else(opened, Ok) {
            Ok(connection) => connection,
            Err(fault) => {
                sent.act.fail(fault);
                sent.answer();
                continue;
            }
        };
        let healthy = read_one(&connection, &mut *sent.act, longest);
        sent.answer();
        if healthy {
            open = Some(connection);
        }
    }
}

/// One closure in one snapshot. False when the connection should not be used again.
fn read_one(connection: &Rc<Connection>, act: &mut dyn Act, longest: Duration) -> bool {
    match in_one_snapshot(connection, act, longest) {
        Ok(seen) => seen.ended && !seen.spent.is_some_and(|fault| fault.is_storage()),
        Err(fault) => {
            act.fail(fault);
            false
        }
    }
}

/// How reading went, whatever the closure says.
pub(super) struct Seen {
    /// The connection is as it was before.
    pub(super) ended: bool,
    /// The failure that the closure met first, told or not.
    pub(super) spent: Option<Fault>,
}

/// Calls a closure for so long at most. An error is one of beginning: the closure was not called.
pub(super) fn in_one_snapshot(
    connection: &Rc<Connection>,
    act: &mut dyn Act,
    longest: Duration,
) -> Result<Seen, Fault> {
    connection.start_clock(longest);
    connection.plain("BEGIN DEFERRED")?;
    let tx = Tx::sqlite(Rc::clone(connection));
    called(act, &tx);
    let spent = tx.spent();
    connection.start_clock(LONGEST_READ);
    let ended = connection.is_outside_transaction() || connection.plain("ROLLBACK").is_ok();
    Ok(Seen { ended, spent })
}
