//! The threads that carry the connections, each with a small runtime of its own. A closure is sent to one of them in
//! turn and lives there until it is answered.

use std::collections::BTreeSet;
use std::panic::AssertUnwindSafe;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use futures_util::FutureExt;
use futures_util::future::LocalBoxFuture;
use tokio::runtime::Builder;
use tokio::sync::{mpsc, oneshot, watch};
use tokio::task::{JoinSet, LocalSet};

use super::migrate;
use super::server::Server;
use super::worker::Worker;
use crate::act::{How, Sent};
use crate::log::Settling;
use crate::{Fault, Options, Tx, threads};

type Errand = Box<dyn for<'a> FnOnce(&'a Worker) -> LocalBoxFuture<'a, ()> + Send>;

/// How many closures one thread may have in hand.
const MOST_IN_HAND: usize = 2048;

/// Connections for transactions, for each that is shared by reads.
const EXCLUSIVE_PER_SHARED: usize = 8;

/// How often the log is looked at anew within one question, while short transactions end: 15 ms in all.
const LOOKS_MS: [u64; 4] = [1, 2, 4, 8];

const FAREWELL: Duration = Duration::from_secs(1);

pub(crate) struct Workers {
    desks: Vec<Desk>,
    turn: AtomicUsize,
    settling: Settling,
    /// Ends when the last thread has ended.
    end: tokio::sync::Mutex<mpsc::Receiver<()>>,
}

/// The outside of a worker.
struct Desk {
    errands: mpsc::UnboundedSender<Option<Errand>>,
    in_hand: Arc<AtomicUsize>,
}

/// Counts an errand as long as it lives.
struct InHand(Arc<AtomicUsize>);

impl InHand {
    fn take(count: &Arc<AtomicUsize>) -> Result<Self, Fault> {
        let held = Self(Arc::clone(count));
        let before = count.fetch_add(1, Ordering::Relaxed);
        if before < MOST_IN_HAND { Ok(held) } else { Err(Fault::queue_full()) }
    }
}

impl Drop for InHand {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::Relaxed);
    }
}

impl Workers {
    pub(crate) async fn start(server: Server, options: &Options, committed: watch::Sender<i64>) -> Result<Self, Fault> {
        let connections = options.readers.clamp(1, 64);
        let threads = connections.min(4);
        let (ends, end) = mpsc::channel(1);
        let mut desks = Vec::with_capacity(threads);
        for number in 0..threads {
            let shared = connections / threads + usize::from(number < connections % threads);
            let (server, committed) = (server.clone(), committed.clone());
            let worker = move || Worker::new(server, shared, shared * EXCLUSIVE_PER_SHARED, committed);
            desks.push(start_one(number, worker, ends.clone())?);
        }
        drop(ends);
        let workers =
            Self { desks, turn: AtomicUsize::new(0), settling: Settling::default(), end: tokio::sync::Mutex::new(end) };
        let (known, now_us) = (options.migrations, options.now_us);
        let last = workers.ask(async move |_| migrate::migrate(&server, known, now_us).await).await?;
        committed.send_modify(|highest| *highest = last.max(*highest));
        // A first look, so that a transaction which stays open from now on holds back only what comes after it.
        workers.settled(0).await?;
        Ok(workers)
    }

    /// Sends an act to one of the threads; it goes back to the asker.
    pub(crate) fn send(&self, mut sent: Sent, how: How) -> Result<(), Fault> {
        self.go(move |worker| {
            Box::pin(async move {
                // As on SQLite, a panic in a closure is a fault of that closure; its connection is not used again.
                let done = AssertUnwindSafe(worker.carry_out(&mut *sent.act, how)).catch_unwind().await;
                if let Err(panic) = done {
                    sent.act.fail(Fault::panicked(panic.as_ref()));
                }
                sent.answer();
            })
        })
    }

    fn go(
        &self,
        errand: impl for<'a> FnOnce(&'a Worker) -> LocalBoxFuture<'a, ()> + Send + 'static,
    ) -> Result<(), Fault> {
        let turn = self.turn.fetch_add(1, Ordering::Relaxed);
        let desk = self.desks.get(turn % self.desks.len()).ok_or_else(Fault::closed)?;
        let in_hand = InHand::take(&desk.in_hand)?;
        let errand: Errand = Box::new(move |worker| {
            Box::pin(async move {
                errand(worker).await;
                drop(in_hand);
            })
        });
        desk.errands.send(Some(errand)).map_err(|_ended| Fault::closed())
    }

    async fn ask<T: Send + 'static>(
        &self,
        errand: impl AsyncFnOnce(&Worker) -> Result<T, Fault> + Send + 'static,
    ) -> Result<T, Fault> {
        let (asker, answer) = oneshot::channel();
        self.go(move |worker| {
            Box::pin(async move {
                let _gone = asker.send(errand(worker).await);
            })
        })?;
        answer.await.unwrap_or_else(|_gone| Err(Fault::closed()))
    }

    /// How far the log is settled (log.rs says what that means). Waits a moment for it to pass this number if there are
    /// entries to come.
    pub(crate) async fn settled(&self, beyond: i64) -> Result<i64, Fault> {
        let mut waits = LOOKS_MS.iter();
        loop {
            let look = self.settling.look();
            let given = self.ask(given).await?;
            let settled = match self.settling.nothing_beyond(given) {
                Some(settled) => settled,
                None => self.settling.saw(&look, given, self.ask(writers).await?),
            };
            let worth_waiting = settled <= beyond && given > beyond;
            match waits.next() {
                Some(ms) if worth_waiting => tokio::time::sleep(Duration::from_millis(*ms)).await,
                _ => return Ok(settled),
            }
        }
    }

    /// Everything sent before is still done.
    pub(crate) async fn close(&self) {
        for desk in &self.desks {
            // It may have ended already.
            let _ended = desk.errands.send(None);
        }
        while self.end.lock().await.recv().await.is_some() {}
    }
}

// The two questions of `settled`, each a statement of its own and in this order: within one statement the snapshot is
// older than anything it reads.

async fn given(worker: &Worker) -> Result<i64, Fault> {
    let sql = "SELECT CASE WHEN is_called THEN last_value ELSE 0 END FROM log_seq";
    let found = Tx::postgres(worker.shared().await?).one(sql, &[], |row| row.get(0)).await?;
    found.ok_or_else(|| Fault::other("the change log does not tell how far it is"))
}

/// The transactions, by names of the server's, that have written to the log of this database and are not over.
async fn writers(worker: &Worker) -> Result<BTreeSet<String>, Fault> {
    let sql = "SELECT virtualtransaction FROM pg_locks
               WHERE locktype = 'relation' AND relation = CAST('log' AS regclass) AND mode = 'RowExclusiveLock' AND granted
                   AND database = (SELECT oid FROM pg_database WHERE datname = current_database())";
    Ok(Tx::postgres(worker.shared().await?).all(sql, &[], |row| row.get(0)).await?.into_iter().collect())
}

fn start_one(
    number: usize,
    worker: impl FnOnce() -> Worker + Send + 'static,
    ends: mpsc::Sender<()>,
) -> Result<Desk, Fault> {
    let trouble = |error: std::io::Error| Fault::other(format!("cannot start a database thread: {error}"));
    let runtime = Builder::new_current_thread().enable_all().build().map_err(trouble)?;
    let (errands, mut arriving) = mpsc::unbounded_channel::<Option<Errand>>();
    let live = move || {
        let tasks = LocalSet::new();
        tasks.block_on(&runtime, async move {
            let worker = std::rc::Rc::new(worker());
            let mut under_way = JoinSet::new();
            while let Some(Some(errand)) = arriving.recv().await {
                let worker = std::rc::Rc::clone(&worker);
                under_way.spawn_local(async move { errand(&worker).await });
                while under_way.try_join_next().is_some() {}
            }
            arriving.close();
            while under_way.join_next().await.is_some() {}
        });
        // The worker is gone, so each connection says goodbye to the server.
        let _impatient = runtime.block_on(async { tokio::time::timeout(FAREWELL, tasks).await });
        drop(ends);
    };
    threads::start(format!("db-{number}"), live)?;
    Ok(Desk { errands, in_hand: Arc::default() })
}
