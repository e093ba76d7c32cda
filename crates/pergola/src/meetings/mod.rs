//! Meetings: two people who know each other agree on a time, and what came of it stands in the garden of each.
//!
//! What is agreed goes into their calendars by mail; what each says of it afterwards is read by nobody else. A meeting is
//! there for its two and for nobody else, and for neither of them over a block.

mod acts;
mod api;
pub(crate) mod clock;
mod pages;
mod store;

#[cfg(test)]
mod tests;

pub(crate) use acts::{Proposal, entries, pick, propose};
pub(crate) use acts::{apply, pass as pass_time};
pub(crate) use pages::{Coming, coming};
pub(crate) use store::{erase, takeout};

use pergola_db::{Fault, Tx};
use pergola_domain::ids::{MeetingId, MemberId};

use crate::{
    http::{Doors, Who, routes},
    members::Account,
};

pub(crate) fn doors() -> Doors {
    Doors::new()
        .get("/@{handle}/meet", Who::Member, pages::propose_form)
        .post("/@{handle}/meet", Who::Member, pages::propose)
        .get("/meetings", Who::Member, pages::list)
        .get("/meetings/{id}", Who::Member, pages::one)
        .get("/meetings/{id}/calendar", Who::Member, pages::calendar)
        .post("/meetings/{id}/acceptance", Who::Member, pages::pick)
        .post("/meetings/{id}/times", Who::Member, pages::other_times)
        .post("/meetings/{id}/refusal", Who::Member, pages::decline)
        .post("/meetings/{id}/removal", Who::Member, pages::call_off)
        .post("/meetings/{id}/place", Who::Member, pages::elsewhere)
        .post("/meetings/{id}/outcome", Who::Member, pages::tell)
        .api(Who::Member, routes!(api::list, api::propose))
        .api(Who::Member, routes!(api::get, api::elsewhere, api::call_off))
        .api(Who::Member, routes!(api::pick))
        .api(Who::Member, routes!(api::other_times))
        .api(Who::Member, routes!(api::decline))
        .api(Who::Member, routes!(api::tell))
        .api(Who::Member, routes!(api::halfway))
}

/// By which a moment is known as one and the same.
fn source_key(id: MeetingId) -> String {
    format!("meeting:{id}")
}

/// What waits for this member's answer, the newest first, and who asks.
pub(crate) async fn asking(tx: &Tx, member: MemberId, limit: i64) -> Result<Vec<(MeetingId, Account)>, Fault> {
    let found = store::list(tx, member, store::Which::Mine, None, limit).await?;
    let looked = acts::looked(tx, member, found).await?;
    Ok(looked.into_iter().map(|looked| (looked.meeting.id, looked.other)).collect())
}

pub(crate) async fn count_asking(tx: &Tx, member: MemberId) -> Result<i64, Fault> {
    store::count(tx, member, store::Which::Mine).await
}
