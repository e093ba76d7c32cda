//! Members whose grace is over: everything of theirs goes in one act, from every room, and from the disk.
//!
//! What others wrote by hand on cards of their own stays with them. The change log names ids only.

use pergola_db::{Fault, Tx};
use pergola_domain::{changes::Change, ids::MemberId, members::Language};

use crate::{
    app::{App, By, record},
    asks, companion, contacts, drawer, events, exchange, groups, introductions, jobs, matching, meetings, members,
    messages, network, notices, organisations, pairs, posts, stays, subscriptions, tending, ties, topics,
};

const AT_ONCE: i64 = 100;

/// Erases all whose time has come.
pub(super) async fn see_off(app: &App) {
    if let Err(fault) = erase_due(app).await {
        tracing::error!(fault.cause = %fault, "an account that was to be erased is still there; it will be tried again");
    }
    if let Err(fault) = exchange::tidy(app).await {
        tracing::warn!(fault.cause = %fault, "archives whose time is over could not be removed");
    }
}

async fn erase_due(app: &App) -> Result<(), Fault> {
    let now = app.now();
    let due = app.db.read(async move |tx| members::list_leaving_before(tx, now, AT_ONCE).await).await?;
    for member in &due {
        erase(app, *member).await?;
    }
    if due.is_empty() {
        return Ok(());
    }
    // Deleted words linger in the log file of SQLite until it is emptied.
    app.db.checkpoint().await
}

/// Erases one member. What he thought again in the last moment counts.
async fn erase(app: &App, member: MemberId) -> Result<(), Fault> {
    let by = app.by_itself(Language::default());
    let left = app
        .db
        .write(async move |tx| -> Result<_, Fault> {
            let settings = members::settings(tx, member).await?;
            if settings.and_then(|settings| settings.leaving_at).is_none_or(|at| at > by.now) {
                return Ok(None);
            }
            let named = organisations::named_by(tx, member).await?;
            let left = exchange::erase(tx, member).await?;
            crate::moderation::erase(tx, &by, member).await?;
            messages::erase(tx, member).await?;
            matching::erase(tx, member).await?;
            asks::erase(tx, &by, member).await?;
            posts::erase(tx, &by, member).await?;
            groups::erase(tx, &by, member).await?;
            topics::erase(tx, member).await?;
            introductions::erase(tx, member).await?;
            meetings::erase(tx, member).await?;
            pairs::erase(tx, member).await?;
            let mute = organisations::erase(tx, &by, member).await?;
            jobs::erase(tx, &by, member, &mute).await?;
            events::erase(tx, &by, member).await?;
            stays::erase(tx, member).await?;
            subscriptions::erase(tx, member).await?;
            ties::erase(tx, &by, member).await?;
            network::erase(tx, member).await?;
            contacts::erase(tx, member).await?;
            contacts::erase_waiting(tx, member).await?;
            tending::erase(tx, member).await?;
            drawer::forget_stamps(tx, member).await?;
            companion::erase(tx, member).await?;
            notices::erase(tx, member).await?;
            members::erase(tx, member).await?;
            organisations::forget_unnamed(tx, &by, &named).await?;
            tell(tx, &by, member).await?;
            Ok(Some(left))
        })
        .await?;
    if let Some(left) = left {
        exchange::remove_files(app, &left);
        tracing::info!(member.id = member.0, "an account was erased");
    }
    Ok(())
}

async fn tell(tx: &Tx, by: &By, member: MemberId) -> Result<(), Fault> {
    record(tx, by, &Change::MemberErased { member }).await.map(drop)
}
