//! Sends the letters that wait in the queue. A letter that cannot go is tried again, later each time, for two days.

use pergola_db::{Fault, queue};

use crate::{
    app::App,
    outside::mail::{LETTER, Posted},
};

const AT_ONCE: usize = 16;
const LEASE_US: i64 = 60_000_000;
const TRIES: i64 = 12;

/// Sends what is due.
pub(super) async fn deliver(app: &App) {
    if !app.mail.goes() {
        return;
    }
    loop {
        let now = app.now().0;
        let due = app.db.read(async move |tx| queue::is_due(tx, &[LETTER], now).await).await;
        if matches!(due, Ok::<bool, Fault>(false)) {
            return;
        }
        let claimed = app.db.write(async move |tx| queue::claim(tx, &[LETTER], now, LEASE_US, AT_ONCE).await).await;
        let jobs = match claimed {
            Ok(jobs) => jobs,
            Err(fault) => {
                let fault: Fault = fault;
                tracing::warn!(fault.cause = %fault, "the queue of letters cannot be read");
                return;
            }
        };
        if jobs.is_empty() {
            return;
        }
        for job in jobs {
            let sent = match serde_json::from_str::<Posted>(&job.body) {
                Ok(letter) => app.mail.send(&letter, job.id).await,
                Err(_) => Err("a letter in the queue cannot be read".to_owned()),
            };
            settle(app, job, sent).await;
        }
    }
}

async fn settle(app: &App, job: queue::Job, sent: Result<(), String>) {
    let now = app.now();
    let tried = job.attempts;
    let failed = sent.err();
    if let Some(why) = &failed {
        tracing::warn!(job.id = job.id, job.attempts = tried, fault.cause = why, "a letter could not be sent");
    }
    let settled: Result<(), Fault> = app
        .db
        .write(async move |tx| match &failed {
            Some(why) if tried < TRIES => {
                let minutes = 1_i64 << tried.clamp(0, 8);
                queue::retry(tx, job.id, now.plus_seconds(minutes * 60).0, why).await
            }
            _ => queue::done(tx, job.id).await,
        })
        .await;
    if let Err(fault) = settled {
        tracing::warn!(fault.cause = %fault, "a letter's place in the queue was not kept");
    }
}
