//! The one thread that writes. It commits in groups: whatever waits when a commit has returned goes into the next one,
//! so that one fsync pays for up to 64 acts. Each act has a SAVEPOINT of its own and does not feel the others; nobody is
//! answered before the COMMIT has returned.

use std::path::Path;
use std::rc::Rc;
use std::time::Duration;

use tokio::sync::watch;

use super::connection::{Connection, Purpose};
use super::queue::Queue;
use super::threads::Act;
use crate::{Fault, Tx};

const LARGEST_GROUP: usize = 64;

/// How long one act may take. The whole group waits for it, so this is generous, not usual.
const LONGEST_ACT: Duration = Duration::from_secs(10);

/// The life of the writing thread.
pub(super) fn write(file: &Path, purpose: Purpose, queue: &Queue<Box<dyn Act>>, committed: &watch::Sender<i64>) {
    let mut open: Option<Rc<Connection>> = None;
    while let Some(first) = queue.next() {
        let connection = match open.take().map_or_else(|| Connection::open(file, purpose).map(Rc::new), Ok) {
            Ok(connection) => connection,
            Err(fault) => {
                answer_all(vec![first], Some(&fault));
                continue;
            }
        };
        let group = Group::gather(&connection, first, queue);
        let healthy = group.failure.as_ref().is_none_or(|fault| !fault.is_storage());
        if group.failure.is_none() && group.recorded > 0 {
            committed.send_modify(|last| *last = group.recorded.max(*last));
        }
        answer_all(group.acts, group.failure.as_ref());
        // After a failure of the disk a fresh connection tells us whether space has come back; nobody need restart.
        if healthy && connection.is_outside_transaction() {
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

fn answer_all(acts: Vec<Box<dyn Act>>, failure: Option<&Fault>) {
    for mut act in acts {
        if let Some(fault) = failure {
            act.fail(fault.clone());
        }
        act.answer();
    }
}

struct Group {
    acts: Vec<Box<dyn Act>>,
    recorded: i64,
    /// Nothing of the group was kept.
    failure: Option<Fault>,
}

impl Group {
    fn gather(connection: &Rc<Connection>, first: Box<dyn Act>, queue: &Queue<Box<dyn Act>>) -> Self {
        let mut group = Self { acts: Vec::with_capacity(LARGEST_GROUP), recorded: 0, failure: None };
        connection.start_clock(LONGEST_ACT);
        // IMMEDIATE: a transaction that reads first and writes later could find the file changed in between.
        if let Err(fault) = connection.plain("BEGIN IMMEDIATE") {
            group.acts.push(first);
            group.failure = Some(fault);
            return group;
        }
        let mut next = Some(first);
        while let Some(mut act) = next {
            let done = group.act(connection, act.as_mut());
            group.acts.push(act);
            if let Err(fault) = done {
                group.failure = Some(fault);
                break;
            }
            next = if group.acts.len() < LARGEST_GROUP { queue.next_waiting() } else { None };
        }
        group.end(connection);
        group
    }

    /// One act. An error here is one of the whole group.
    fn act(&mut self, connection: &Rc<Connection>, act: &mut dyn Act) -> Result<(), Fault> {
        connection.start_clock(LONGEST_ACT);
        connection.plain("SAVEPOINT act")?;
        let tx = Tx::sqlite(Rc::clone(connection));
        let mut stands = act.call(&tx);
        let spent = tx.spent();
        connection.start_clock(LONGEST_ACT);
        if connection.is_outside_transaction() {
            // A full disk, a failing one or a query cut short has made SQLite roll everything back by itself.
            return Err(spent.unwrap_or_else(|| Fault::other("the transaction was ended from within")));
        }
        if let (true, Some(fault)) = (stands, spent) {
            // As on PostgreSQL: what failed once cannot be committed.
            act.fail(fault.told_again());
            stands = false;
        }
        if stands {
            self.recorded = self.recorded.max(tx.recorded());
        } else {
            connection.plain("ROLLBACK TO act")?;
        }
        connection.plain("RELEASE act")
    }

    fn end(&mut self, connection: &Connection) {
        connection.start_clock(LONGEST_ACT);
        if self.failure.is_none()
            && let Err(fault) = connection.plain("COMMIT")
        {
            self.failure = Some(fault);
        }
        if !connection.is_outside_transaction()
            && let Err(fault) = connection.plain("ROLLBACK")
        {
            tracing::error!(%fault, "a failed group of acts could not be rolled back; its connection is given up");
        }
    }
}
