//! Moderation: what members report, what moderators decide and why, how one is heard against it; and where texts pass a
//! check before others read them ([`gate`]).
//!
//! It speaks of things by kind and number alone. What a thing says, and whether somebody may see it, its room knows:
//! `rooms::exhibit` and `rooms::reportable` ask there. What a decision does to a thing is told by the change log
//! (`ThingHidden`, `ThingShown`, `ThingReleased`), and its room follows.
//!
//! Who judges: members whom who runs the server appointed, and these themselves. See decision 0019; for the check, 0025.

pub(crate) mod acts;
mod api;
pub(crate) mod gate;
mod pages;
mod store;
mod takeout;

#[cfg(test)]
mod tests;

pub(crate) use acts::erasing::erase;
pub(crate) use acts::keeping::set_admin;
pub(crate) use acts::passing_time::pass_time;
pub(crate) use acts::taking_out::{Out, take_out};
pub(crate) use gate::{Look, gone, hold, hold_letter, look, look_anew, look_at_letter, verify_key};
pub(crate) use pergola_domain::moderation::{About, Subject};
pub(crate) use pergola_domain::spam::Place as Spot;
pub(crate) use store::decisions::{TakenOut, taken_out};
pub(crate) use store::log::{Damage, Head};
pub(crate) use takeout::takeout;

use pergola_db::{Fault, Tx};
use pergola_domain::{
    ids::{MemberId, PictureId},
    time::Timestamp,
};

use crate::{
    app::App,
    http::{Doors, Who, routes},
};

pub(crate) fn doors() -> Doors {
    Doors::new()
        .get("/report/{about}/{id}", Who::Member, pages::report::form)
        .post("/report/{about}/{id}", Who::Member, pages::report::send)
        .get("/reports", Who::Member, pages::own::reports)
        .get("/decisions", Who::EvenSuspended, pages::own::decisions)
        .get("/decisions/{id}", Who::EvenSuspended, pages::own::decision)
        .post("/decisions/{id}/appeal", Who::EvenSuspended, pages::own::appeal)
        .get("/moderation", Who::Moderator, pages::queue::queue)
        .get("/moderation/cases/{id}", Who::Moderator, pages::queue::case)
        .post("/moderation/cases/{id}/decision", Who::Moderator, pages::queue::decide)
        .post("/moderation/cases/{id}/opening", Who::Moderator, pages::queue::open)
        .get("/moderation/cases/{id}/pictures/{picture}", Who::Moderator, pages::queue::picture)
        .post("/moderation/decisions/{id}/answer", Who::Moderator, pages::queue::answer)
        .get("/moderation/log", Who::Moderator, pages::keeping::log)
        .get("/moderation/domains", Who::Moderator, pages::keeping::domains)
        .post("/moderation/domains", Who::Moderator, pages::keeping::bar)
        .post("/moderation/domains/{domain}/removal", Who::Moderator, pages::keeping::unbar)
        .get("/moderation/people", Who::Admin, pages::keeping::people)
        .post("/moderation/people", Who::Admin, pages::keeping::appoint)
        .post("/moderation/people/{handle}/removal", Who::Admin, pages::keeping::dismiss)
        .get("/transparency", Who::Anyone, pages::transparency::page)
        .api(Who::Member, routes!(api::own::report, api::own::reports))
        .api(Who::EvenSuspended, routes!(api::own::decisions))
        .api(Who::EvenSuspended, routes!(api::own::appeal))
        .api(Who::Moderator, routes!(api::queue::queue))
        .api(Who::Moderator, routes!(api::queue::case))
        .api(Who::Moderator, routes!(api::queue::open))
        .api(Who::Moderator, routes!(api::queue::decide, api::queue::decisions))
        .api(Who::Moderator, routes!(api::queue::answer))
        .api(Who::Moderator, routes!(api::keeping::log))
        .api(Who::Moderator, routes!(api::keeping::domains))
        .api(Who::Moderator, routes!(api::keeping::bar, api::keeping::unbar))
        .api(Who::Admin, routes!(api::keeping::appoint, api::keeping::dismiss))
        .api(Who::Anyone, routes!(api::keeping::transparency))
}

/// A thing as its room shows it for moderation.
#[derive(Clone, Debug, Default)]
pub(crate) struct Exhibit {
    pub(crate) author: Option<MemberId>,
    /// Name and address of who wrote it where that is no member, as he gave them.
    pub(crate) writer: Option<(String, String)>,
    /// Not everybody here may read it: moderators cannot just look.
    pub(crate) is_private: bool,
    pub(crate) text: String,
    /// Its page, where it has one that all may open.
    pub(crate) href: Option<String>,
    /// What it shows, each with the words for it. They are read by the case (`rooms::exhibited`), as the text is.
    pub(crate) pictures: Vec<(PictureId, String)>,
    /// What it said before, newest first.
    pub(crate) before: Vec<Earlier>,
}

/// What a thing said before.
#[derive(Clone, Debug)]
pub(crate) struct Earlier {
    pub(crate) text: String,
    /// From when until when.
    pub(crate) since: Timestamp,
    pub(crate) until: Timestamp,
    pub(crate) is_private: bool,
}

/// Whether it was taken out of a group, and that stands.
pub(crate) async fn is_out(tx: &Tx, subject: Subject) -> Result<bool, Fault> {
    Ok(taken_out(tx, subject.about, &[subject.id]).await?.contains_key(&subject.id))
}

/// Matters that are told at once to who listens.
const ARRIVED: i64 = 100;

/// How much waits for this moderator: open cases and appeals that are his to judge.
pub(crate) async fn count_waiting(tx: &Tx, moderator: MemberId) -> Result<i64, Fault> {
    let appeals = store::decisions::list_appealed(tx, moderator, 100).await?;
    Ok(store::cases::count_open(tx, moderator).await? + i64::try_from(appeals.len()).unwrap_or_default())
}

/// Matters that came before those of these members who judge, after `after`: each with who may judge it.
pub(crate) async fn arrived(tx: &Tx, members: &[MemberId], after: i64) -> Result<Vec<(MemberId, i64)>, Fault> {
    let mut found = Vec::new();
    for moderator in crate::members::list_moderators(tx).await? {
        if members.contains(&moderator) {
            let open = store::cases::list_open(tx, moderator, after, ARRIVED).await?;
            found.extend(open.into_iter().map(|kept| (moderator, kept.id)));
        }
    }
    Ok(found)
}

/// The open matter about a thing, if there is one.
pub(crate) async fn open_case_of(tx: &Tx, subject: Subject) -> Result<Option<i64>, Fault> {
    Ok(store::cases::find_open(tx, subject).await?.map(|kept| kept.id))
}

/// What is to be noted of the log, outside of this server; or how it is not as it was written.
pub(crate) async fn prove(tx: &Tx) -> Result<Result<Head, Damage>, Fault> {
    store::log::prove(tx).await
}

/// The hash that a line of the log has, to be held against what was noted of it.
pub(crate) async fn chain_of(tx: &Tx, line: i64) -> Result<Option<String>, Fault> {
    store::log::chain_of(tx, line).await
}

/// Says in the log of the server how far the log of moderation is: who keeps the one elsewhere can prove the other.
pub(crate) async fn tell_head(app: &App) {
    // In one moment, or a line that comes meanwhile would look like one too many.
    match app.db.read_snapshot(async |tx| prove(tx).await).await {
        Ok(Ok(head)) => {
            tracing::info!(moderation.lines = head.lines, moderation.chain = %head.chain, "the log of moderation is whole");
        }
        Ok(Err(damage)) => tracing::error!(?damage, "the log of moderation is not as it was written"),
        Err(fault) => tracing::warn!(fault.cause = %fault, "the log of moderation could not be read"),
    }
}
