//! The one thread that writes. It commits in groups: whatever waits when a commit has returned goes into the next one,
//! so that one fsync pays for up to 64 acts. No act feels the others; nobody is answered before the COMMIT has returned.
//!
//! Most acts that refuse have written nothing, so that there is nothing to take back. Where one has, the whole group is
//! rolled back and the others are done again, from then on for a while each with a SAVEPOINT of its own: with one, every
//! page that an act touches is copied first.

use std::collections::VecDeque;
use std::path::PathBuf;
use std::rc::Rc;
use std::time::Duration;

use tokio::sync::watch;

use super::connection::{Connection, Purpose};
use super::queue::Queue;
use super::threads::called;
use crate::act::{Act, Sent};
use crate::{Fault, Heed, Tx};

const LARGEST_GROUP: usize = 64;

/// Groups with savepoints after one was rolled back: who refuses after writing seldom comes alone.
const CAREFUL_GROUPS: u32 = 64;

/// How long one act may take. The whole group waits for it, so this is generous, not usual.
const LONGEST_ACT: Duration = Duration::from_secs(10);

/// What the writing thread writes to, and who hears of it.
pub(super) struct Writer {
    pub(super) file: PathBuf,
    pub(super) purpose: Purpose,
    pub(super) committed: watch::Sender<i64>,
    pub(super) heed: Option<Heed>,
}

impl Writer {
    /// The life of the writing thread.
    pub(super) fn write(&self, queue: &Queue<Sent>) {
        let mut open: Option<Rc<Connection>> = None;
        let mut line = Line { again: VecDeque::new(), queue };
        let mut careful = 0_u32;
        while let Some(first) = line.next() {
            let connection = match open.take().map_or_else(|| self.fresh(), Ok) {
                Ok(connection) => connection,
                Err(fault) => {
                    answer_all(vec![first], Some(&fault));
                    continue;
                }
            };
            let group = Group::gather(&connection, first, &mut line, careful > 0);
            careful = if matches!(group.end, End::Undone) { CAREFUL_GROUPS } else { careful.saturating_sub(1) };
            let healthy = !group.end.is_storage() && connection.is_outside_transaction();
            // What is kept in memory is let go before anybody is answered: who ended a session sees it ended.
            self.heed.iter().for_each(Heed::tell);
            group.answer(&self.committed, &mut line);
            // After a failure of the disk a fresh connection tells us whether space has come back; nobody need restart.
            if healthy {
                open = Some(connection);
            }
        }
        if let Some(connection) = open {
            connection.start_clock(Duration::from_secs(60));
            if let Err(fault) = super::copy::empty_the_wal(connection.raw()) {
                tracing::warn!(%fault, "the log file of the database stays; the next start reads it");
            }
        }
    }

    fn fresh(&self) -> Result<Rc<Connection>, Fault> {
        let mut connection = Connection::open(&self.file, self.purpose)?;
        if let Some(heed) = self.heed.clone() {
            let note = move |_, _: &str, table: &str, id| heed.note(table, id);
            connection.raw_mut().update_hook(Some(note))?;
        }
        // On a full disk this makes the log file usable again from its start. If it cannot be done, the next act will tell.
        if let Err(fault) = super::copy::use_the_wal_again(connection.raw()) {
            tracing::warn!(%fault, "the log file of the database could not be brought into the main file");
        }
        Ok(Rc::new(connection))
    }
}

fn answer_all(acts: Vec<Sent>, failure: Option<&Fault>) {
    for mut sent in acts {
        if let Some(fault) = failure {
            sent.act.fail(fault.clone());
        }
        sent.answer();
    }
}

/// Those who wait: first the ones that lost their group to another's failure, then the queue.
struct Line<'a> {
    again: VecDeque<Sent>,
    queue: &'a Queue<Sent>,
}

impl Line<'_> {
    fn next(&mut self) -> Option<Sent> {
        self.again.pop_front().or_else(|| self.queue.next())
    }

    fn next_waiting(&mut self) -> Option<Sent> {
        self.again.pop_front().or_else(|| self.queue.next_waiting())
    }

    /// Before all others, in the order in which they came.
    fn once_more(&mut self, acts: Vec<Sent>) {
        for act in acts.into_iter().rev() {
            self.again.push_front(act);
        }
    }
}

struct Group {
    acts: Vec<Sent>,
    /// Each act can be taken back alone.
    savepoints: bool,
    recorded: i64,
    end: End,
}

enum End {
    Committed,
    /// Nothing was kept.
    Failed(Fault),
    /// Nothing was kept, and it was the last act's doing: the others may have another try.
    SpoiledByLast(Fault),
    /// Nothing was kept: the last act refused after it had written, and has its answer. The others are done again.
    Undone,
}

impl End {
    fn is_storage(&self) -> bool {
        match self {
            Self::Committed | Self::Undone => false,
            Self::Failed(fault) | Self::SpoiledByLast(fault) => fault.is_storage(),
        }
    }
}

impl Group {
    fn gather(connection: &Rc<Connection>, first: Sent, line: &mut Line<'_>, savepoints: bool) -> Self {
        let mut group = Self { acts: Vec::with_capacity(LARGEST_GROUP), savepoints, recorded: 0, end: End::Committed };
        connection.start_clock(LONGEST_ACT);
        // IMMEDIATE: a transaction that reads first and writes later could find the file changed in between.
        if let Err(fault) = connection.plain("BEGIN IMMEDIATE") {
            group.acts.push(first);
            group.end = End::Failed(fault);
            return group;
        }
        let mut next = Some(first);
        while let Some(mut sent) = next {
            let done = group.act(connection, &mut *sent.act);
            group.acts.push(sent);
            if let Err(end) = done {
                group.end = end;
                break;
            }
            next = if group.acts.len() < LARGEST_GROUP { line.next_waiting() } else { None };
        }
        group.finish(connection);
        group
    }

    /// One act. An error here is the end of the whole group.
    fn act(&mut self, connection: &Rc<Connection>, act: &mut dyn Act) -> Result<(), End> {
        connection.start_clock(LONGEST_ACT);
        let before = connection.changes();
        if self.savepoints {
            connection.plain("SAVEPOINT act").map_err(End::Failed)?;
        }
        let tx = Tx::sqlite(Rc::clone(connection));
        let mut stands = called(act, &tx);
        let spent = tx.spent();
        connection.start_clock(LONGEST_ACT);
        if connection.is_outside_transaction() {
            // A full disk, a failing one or a query cut short has made SQLite roll everything back by itself.
            let why = spent.unwrap_or_else(|| Fault::other("the transaction was ended from within"));
            return Err(End::SpoiledByLast(why));
        }
        if let (true, Some(fault)) = (stands, spent) {
            // As on PostgreSQL: what failed once cannot be committed.
            act.fail(fault.told_again());
            stands = false;
        }
        if stands {
            self.recorded = self.recorded.max(tx.recorded());
        } else if self.savepoints {
            connection.plain("ROLLBACK TO act").map_err(End::Failed)?;
        } else if connection.changes() != before {
            return Err(End::Undone);
        }
        if self.savepoints { connection.plain("RELEASE act").map_err(End::Failed) } else { Ok(()) }
    }

    fn finish(&mut self, connection: &Connection) {
        connection.start_clock(LONGEST_ACT);
        if matches!(self.end, End::Committed)
            && let Err(fault) = connection.plain("COMMIT")
        {
            self.end = End::Failed(fault);
        }
        if !connection.is_outside_transaction()
            && let Err(fault) = connection.plain("ROLLBACK")
        {
            tracing::error!(%fault, "a failed group of acts could not be rolled back; its connection is given up");
        }
    }

    fn answer(mut self, committed: &watch::Sender<i64>, line: &mut Line<'_>) {
        match self.end {
            End::Committed => {
                if self.recorded > 0 {
                    committed.send_modify(|last| *last = self.recorded.max(*last));
                }
                answer_all(self.acts, None);
            }
            End::Failed(fault) => answer_all(self.acts, Some(&fault)),
            End::SpoiledByLast(fault) => {
                answer_all(Vec::from_iter(self.acts.pop()), Some(&fault));
                line.once_more(self.acts);
            }
            End::Undone => {
                answer_all(Vec::from_iter(self.acts.pop()), None);
                line.once_more(self.acts);
            }
        }
    }
}
