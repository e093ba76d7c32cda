//! Keeping something in memory in step with the change log: how a follower waits for what is committed, and how long a
//! question waits for its follower.
//!
//! ```text
//! // the follower, in a task of its own
//! in_step::follow("network", app, stop, Pace { looks_every, gathers: None }, async |app| …catch up…).await
//! // a question
//! let mut looks = Looks::until_committed(&app.db);
//! while !has_read(looks.wanted()) {
//!     if !looks.again().await { …the log is unsettled: answer from what is read, less `unsettled`… }
//!     …catch up…
//! }
//! ```
//! What is read, and from where, is each one's own. Followers that write to the tables keep their place there: see
//! `followers/reader.rs`.

use std::time::Duration;

use pergola_db::{Db, Fault};
use pergola_domain::changes::Change;
use tokio::sync::watch;

use crate::app::App;

/// How often a question looks for what is still settling. On PostgreSQL each look waits some 15 ms by itself, so this is half
/// a second.
const LOOKS: u32 = 30;
const BETWEEN_LOOKS: Duration = Duration::from_millis(1);
/// Entries read at once of what is unsettled.
const BATCH: usize = 4_096;

/// How a follower waits.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Pace {
    /// On PostgreSQL others commit too, and cannot wake us.
    pub(crate) looks_every: Duration,
    /// After a commit here, more are waited for so long, so that many are read at once.
    pub(crate) gathers: Option<Duration>,
}

/// Reads what is settled at each commit of this server, and now and then, until `stop` turns true. A commit wakes it at once.
pub(crate) async fn follow(
    name: &'static str,
    app: &App,
    mut stop: watch::Receiver<bool>,
    pace: Pace,
    read: impl AsyncFn(&App) -> Result<(), Fault>,
) {
    let mut committed = app.db.committed();
    loop {
        tokio::select! {
            _ = stop.wait_for(|stop| *stop) => return,
            outcome = read(app) => if let Err(fault) = outcome {
                tracing::error!(follower.name = name, fault.cause = %fault, "a follower stumbled and will try again");
            }
        }
        let woken = tokio::select! {
            _ = stop.wait_for(|stop| *stop) => return,
            () = tokio::time::sleep(pace.looks_every) => false,
            changed = committed.changed() => if changed.is_ok() { true } else { return },
        };
        if let Some(gathers) = pace.gathers.filter(|_| woken) {
            tokio::select! {
                _ = stop.wait_for(|stop| *stop) => return,
                () = tokio::time::sleep(gathers) => {}
            }
        }
    }
}

/// The looks of one question.
#[derive(Debug)]
pub(crate) struct Looks {
    wanted: i64,
    left: u32,
}

impl Looks {
    /// All that this server committed until now is to be read.
    pub(crate) fn until_committed(db: &Db) -> Self {
        Self { wanted: *db.committed().borrow(), left: LOOKS }
    }

    /// The place that is to be reached.
    pub(crate) const fn wanted(&self) -> i64 {
        self.wanted
    }

    /// Whether to look again; waits a moment before each look but the first. What is not there after all of them is held up
    /// by a transaction of somebody else that wrote to the log: nothing may be read before it ends.
    pub(crate) async fn again(&mut self) -> bool {
        if self.left == 0 {
            return false;
        }
        if self.left < LOOKS {
            tokio::time::sleep(BETWEEN_LOOKS).await;
        }
        self.left -= 1;
        true
    }
}

/// What is committed behind a place and is not settled: others may still come before and between. For whoever must not show
/// what has ended meanwhile, and reads on from the same place later.
pub(crate) async fn unsettled(db: &Db, mut after: i64) -> Result<Vec<Change>, Fault> {
    let mut changes = Vec::new();
    loop {
        let logged = db.committed_after(after, BATCH).await?;
        let Some(last) = logged.last() else { return Ok(changes) };
        after = last.seq;
        changes.extend(logged.iter().filter_map(|entry| serde_json::from_str::<Change>(&entry.body).ok()));
    }
}
