//! How a follower reads the change log: in order, from the place it keeps, each change at least once.
//!
//! ```text
//! // in followers/mod.rs
//! tasks.spawn(reader::follow("notices", app.clone(), stop.clone(), notices::apply));
//! // in followers/notices.rs: everything in the transaction that also keeps the place
//! pub(super) async fn apply(tx: &Tx, by: &By, seq: i64, change: &Change) -> Result<(), Fault> { … }
//! ```
//! A follower that dies begins again where its place says, and may see a few changes twice: what it does must be the
//! same when done twice (unique keys made of `seq`). What it writes and its place stand or fall together.

use std::time::Duration;

use pergola_db::{Fault, Logged, Tx, params};
use pergola_domain::{changes::Change, members::Language};
use tokio::sync::watch;

use crate::app::{App, By};

/// Changes in one transaction.
const BATCH: usize = 256;
/// On PostgreSQL other servers write too and cannot wake us.
const LOOKS_EVERY: Duration = Duration::from_secs(1);
/// Someone should look when a follower is so far behind.
const LAG_WORTH_A_LINE: i64 = 10_000;

/// Follows the log until `stop` turns true.
pub(super) async fn follow<F>(name: &'static str, app: App, mut stop: watch::Receiver<bool>, apply: F)
where
    F: AsyncFn(&Tx, &By, i64, &Change) -> Result<(), Fault> + Clone + Send + 'static,
{
    let mut committed = app.db.committed();
    loop {
        // Who is far behind does not keep the program from ending: a batch and its place stand or fall together, whether
        // or not somebody still waits for them.
        let outcome = tokio::select! {
            _ = stop.wait_for(|stop| *stop) => return,
            outcome = catch_up(name, &app, apply.clone()) => outcome,
        };
        if let Err(fault) = &outcome {
            tracing::error!(follower.name = name, fault.cause = %fault, "a follower stumbled and will try again");
        }
        tokio::select! {
            _ = stop.wait_for(|stop| *stop) => return,
            () = tokio::time::sleep(LOOKS_EVERY) => {}
            changed = super::gathered(&mut committed), if outcome.is_ok() => if changed.is_err() { return },
        }
    }
}

/// Reads all that is settled now.
pub(super) async fn catch_up<F>(name: &'static str, app: &App, apply: F) -> Result<(), Fault>
where
    F: AsyncFn(&Tx, &By, i64, &Change) -> Result<(), Fault> + Clone + Send + 'static,
{
    let mut place = place(app, name).await?;
    loop {
        let changes = app.db.changes_after(place, BATCH).await?;
        let Some(last) = changes.last().map(|change| change.seq) else { break };
        let by = app.by_itself(Language::default());
        let apply = apply.clone();
        app.db
            .write(async move |tx| -> Result<(), Fault> {
                for logged in &changes {
                    if let Some(change) = understood(logged) {
                        let by = By { now: pergola_domain::time::Timestamp(logged.at), ..by.clone() };
                        apply(tx, &by, logged.seq, &change).await?;
                    }
                }
                let sql = "INSERT INTO followers (name, seq) VALUES ($1, $2) \
                           ON CONFLICT (name) DO UPDATE SET seq = excluded.seq";
                tx.run(sql, &params![name, last]).await.map(drop)
            })
            .await?;
        app.live.nudge();
        place = last;
    }
    let lag = app.db.settled().await?.saturating_sub(place).max(0);
    metrics::gauge!("follower_lag_changes", "follower" => name).set(f64::from(i32::try_from(lag).unwrap_or(i32::MAX)));
    if lag > LAG_WORTH_A_LINE {
        tracing::warn!(follower.name = name, follower.lag = lag, "a follower is far behind");
    }
    Ok(())
}

async fn place(app: &App, name: &'static str) -> Result<i64, Fault> {
    let sql = "SELECT seq FROM followers WHERE name = $1";
    let kept: Option<i64> = app.db.read(async move |tx| tx.one(sql, &params![name], |row| row.get(0)).await).await?;
    Ok(kept.unwrap_or_default())
}

/// A change of a kind that this program does not know was written by a newer one beside it: not ours to act on.
pub(super) fn understood(logged: &Logged) -> Option<Change> {
    let change = serde_json::from_str(&logged.body);
    if change.is_err() {
        tracing::warn!(
            change.seq = logged.seq,
            change.kind = logged.kind,
            "a change of an unknown kind was passed over"
        );
    }
    change.ok()
}
