//! Once an hour: forgets what was only kept for a while, such as the answers to repeated requests and spent letters.

use pergola_db::{Fault, params};
use pergola_domain::members::Language;

use crate::{app::App, asks, http::twice::KEPT_DAYS, introductions, outside::mail::LETTER, pairs, posts, stays};

/// Days that a spent or expired letter's key stays, so that its link still says what it was.
const LETTERS_DAYS: i64 = 30;
/// Days after which no link in a letter is good any more: one that still waits for a way out would lead nowhere.
const LINKS_DAYS: i64 = 14;

pub(super) async fn tidy(app: &App) {
    app.limits.tidy();
    let by = app.by_itself(Language::default());
    let (now, today) = (by.now, app.day_number(by.now));
    let mail_goes = app.mail.goes();
    let tidied: Result<(), Fault> = app
        .db
        .write(async move |tx| {
            tx.run("DELETE FROM requests WHERE at < $1", &params![now.plus_days(-KEPT_DAYS)]).await?;
            tx.run("DELETE FROM letters WHERE expires_at < $1", &params![now.plus_days(-LETTERS_DAYS)]).await?;
            if !mail_goes {
                let sql = "DELETE FROM outbox WHERE kind = $1 AND due_at < $2";
                tx.run(sql, &params![LETTER, now.plus_days(-LINKS_DAYS)]).await?;
            }
            introductions::tidy(tx).await?;
            pairs::tidy(tx, today - 7).await?;
            super::mailing::tidy(tx, &by).await?;
            asks::tidy(tx, &by).await?;
            posts::tidy(tx, &by).await?;
            stays::tidy(tx, now).await
        })
        .await;
    if let Err(fault) = tidied {
        tracing::warn!(fault.cause = %fault, "what is no longer needed could not be removed");
    }
}
