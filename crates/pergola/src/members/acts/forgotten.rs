//! Somebody forgot his password: the asking, and the letters that follow from it.
//!
//! Whether an address is known is looked up after the answer. So asking costs one row in the queue, whoever it is: neither
//! the answer nor its time tells who is here.

use pergola_db::{Fault, Tx, queue};
use pergola_domain::{
    ids::MemberId,
    members::{self, Language, Refusal},
};

use super::letters::{CLAIMS, keep_link, link, may_write_to, send};
use crate::{
    app::{App, By},
    http::Failure,
    members::store::{accounts, letters::Purpose, settings},
};

/// The queue's word for it. Its body is the address as it was typed, and goes with the job.
const FORGOTTEN: &str = "forgotten";
const AT_ONCE: usize = 16;
const LEASE_US: i64 = 60_000_000;
const TRIES: i64 = 12;

/// Somebody forgot the password of the account with this address.
pub(in crate::members) async fn ask(app: &App, by: By, email: &str) -> Result<(), Failure<Refusal>> {
    let email = members::email(email).map_err(Failure::Refused)?;
    if !may_write_to(app, &email) {
        return Ok(());
    }
    let id = by.fresh();
    app.db.write(async move |tx| Ok(queue::enqueue(tx, id, FORGOTTEN, &email, by.now.0).await?)).await
}

/// Looks for those who asked, and queues a letter with a link for each account that is meant.
pub(crate) async fn answer_forgotten(app: &App) {
    loop {
        match answer_some(app).await {
            Ok(true) => {}
            Ok(false) => return,
            Err(fault) => {
                tracing::warn!(fault.cause = %fault, "forgotten passwords could not be answered; it will be tried again");
                return;
            }
        }
    }
}

async fn answer_some(app: &App) -> Result<bool, Fault> {
    let now = app.now();
    if !app.db.read(async move |tx| queue::is_due(tx, &[FORGOTTEN], now.0).await).await? {
        return Ok(false);
    }
    let claimed = app.db.write(async move |tx| queue::claim(tx, &[FORGOTTEN], now.0, LEASE_US, AT_ONCE).await).await;
    let jobs: Vec<queue::Job> = claimed?;
    let some = !jobs.is_empty();
    for job in jobs {
        let (by, app_inside, email) = (app.by_itself(Language::En), app.clone(), job.body.clone());
        let answered: Result<(), Fault> = app
            .db
            .write(async move |tx| {
                write_to(tx, &app_inside, &by, &email).await?;
                queue::done(tx, job.id).await
            })
            .await;
        if let Err(fault) = answered {
            tracing::warn!(job.id = job.id, fault.cause = %fault, "a forgotten password was not answered");
            put_off(app, job.id, job.attempts).await?;
        }
    }
    Ok(some)
}

async fn put_off(app: &App, job: i64, attempts: i64) -> Result<(), Fault> {
    let due_at = app.now().plus_seconds(60).0;
    app.db
        .write(async move |tx| match attempts {
            ..TRIES => queue::retry(tx, job, due_at, "not answered").await,
            _ => queue::done(tx, job).await,
        })
        .await
}

async fn write_to(tx: &Tx, app: &App, by: &By, email: &str) -> Result<(), Fault> {
    let meant: Vec<MemberId> = match accounts::find_by_email(tx, email).await? {
        Some(owner) => vec![owner],
        None => accounts::find_claims(tx, email, CLAIMS).await?,
    };
    for member in meant {
        let (Some(own), Some(account)) = (settings::settings(tx, member).await?, accounts::find(tx, member).await?)
        else {
            continue;
        };
        // As its owner wrote it, not as it was typed just now.
        let email = own.email;
        let key = keep_link(tx, by, Purpose::Reset, member, &email).await?;
        let link = link(app, &key);
        let arguments = [("name", &*account.name), ("handle", &*account.handle), ("link", &link)];
        send(tx, app, by, &email, (account.language, "reset"), &arguments).await?;
    }
    Ok(())
}
