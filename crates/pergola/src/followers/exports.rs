//! Makes the archives that were asked for, one at a time.

use pergola_db::{Fault, queue};

use crate::{app::App, exchange};

const LEASE_US: i64 = 300_000_000;
const TRIES: i64 = 6;

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
