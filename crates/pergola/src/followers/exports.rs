//! Makes the archives that were asked for, one at a time.

use std::time::Duration;

use pergola_db::{Fault, queue};
use tokio::sync::watch;

use crate::{app::App, exchange};

const LOOKS_EVERY: Duration = Duration::from_secs(5);
const LEASE_US: i64 = 300_000_000;
const TRIES: i64 = 6;

/// Works until `stop` turns true.
pub(super) async fn run(app: App, mut stop: watch::Receiver<bool>) {
    loop {
        work_off(&app).await;
        tokio::select! {
            _ = stop.wait_for(|stop| *stop) => return,
            () = tokio::time::sleep(LOOKS_EVERY) => {}
            () = app.handed_in.exports.notified() => {}
        }
    }
}

/// Makes all that wait.
pub(super) async fn work_off(app: &App) {
    loop {
        match next(app).await {
            Ok(true) => {}
            Ok(false) => break,
            Err(fault) => {
                tracing::warn!(fault.cause = %fault, "an archive was not made and will be tried again");
                break;
            }
        }
    }
}

async fn next(app: &App) -> Result<bool, Fault> {
    let now = app.now();
    let claimed = app.db.write(async move |tx| queue::claim(tx, &[exchange::EXPORT], now.0, LEASE_US, 1).await).await;
    let jobs: Vec<queue::Job> = claimed?;
    let Some(job) = jobs.into_iter().next() else { return Ok(false) };
    let made = match job.body.parse() {
        Ok(id) => exchange::make_export(app, id).await,
        Err(_) => Ok(()),
    };
    let due_at = app.now().plus_seconds(60).0;
    let settled: Result<(), Fault> = app
        .db
        .write(async move |tx| match &made {
            Err(fault) if job.attempts < TRIES => queue::retry(tx, job.id, due_at, &fault.to_string()).await,
            _ => queue::done(tx, job.id).await,
        })
        .await;
    settled.map(|()| true)
}
