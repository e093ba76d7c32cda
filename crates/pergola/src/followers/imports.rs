//! Reads the files that wait, one at a time. Who dies over one loses it to the next, who begins again.

use std::time::Duration;

use pergola_db::{Fault, queue};
use tokio::sync::watch;

use crate::{app::App, exchange};

const TRIES: i64 = 6;
const LOOKS_EVERY: Duration = Duration::from_secs(2);

/// Works until `stop` turns true.
pub(super) async fn run(app: App, mut stop: watch::Receiver<bool>) {
    loop {
        work_off(&app, &stop).await;
        tokio::select! {
            _ = stop.wait_for(|stop| *stop) => return,
            () = tokio::time::sleep(LOOKS_EVERY) => {}
            () = app.handed_in.imports.notified() => {}
        }
    }
}

/// Reads all that waits.
pub(super) async fn work_off(app: &App, stop: &watch::Receiver<bool>) {
    while !*stop.borrow() {
        match next(app, stop).await {
            Ok(true) => {}
            Ok(false) => return,
            Err(fault) => {
                tracing::warn!(fault.cause = %fault, "an import stumbled and will be taken up again");
                return;
            }
        }
    }
}

async fn next(app: &App, stop: &watch::Receiver<bool>) -> Result<bool, Fault> {
    let now = app.now().0;
    let kinds = [exchange::IMPORT];
    let jobs: Vec<queue::Job> =
        app.db.write(async move |tx| queue::claim(tx, &kinds, now, exchange::LEASE_US, 1).await).await?;
    let Some(job) = jobs.into_iter().next() else { return Ok(false) };
    let Ok(id) = job.body.parse() else { return settle(app, job.id, true).await };
    if job.attempts > TRIES {
        exchange::give_up(app, job.id, id).await?;
        return settle(app, job.id, true).await;
    }
    let ended = exchange::work(app, job.id, id, stop).await?;
    settle(app, job.id, ended == exchange::Ended::Done).await
}

async fn settle(app: &App, job: i64, done: bool) -> Result<bool, Fault> {
    let now = app.now().0;
    app.db
        .write(async move |tx| if done { queue::done(tx, job).await } else { queue::retry(tx, job, now, "").await })
        .await?;
    Ok(done)
}
