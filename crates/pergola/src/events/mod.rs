//! Events: gatherings that a member holds, for himself, for an organisation for which he speaks or for a group. Who has a place,
//! who waits for one, whom one could meet there and why.
//!
//! [`visible`] is the one question about who may see an event, and `Seen` what it then is to him. Who comes is shown as
//! each of those who come allows; nobody but who holds it is told how many.

mod acts;
mod api;
mod judged;
mod pages;
mod store;

#[cfg(test)]
mod tests;

pub(crate) use acts::{Proposal, apply, attend, entry, erase, post, visible, visible_among};
pub(crate) use judged::{exhibit, group_of, keep_held, release, reportable};
pub(crate) use pages::coming;
pub(crate) use store::{attended_by, takeout};

use crate::http::{Doors, Who, routes};

pub(crate) fn doors() -> Doors {
    Doors::new()
        .get("/events", Who::Member, pages::list)
        .post("/events", Who::Unsilenced, pages::post)
        .get("/events/new", Who::Member, pages::new)
        .get("/events/feed", Who::Anyone, pages::feed)
        .get("/events/{id}", Who::Anyone, pages::one)
        .post("/events/{id}", Who::Unsilenced, pages::change)
        .get("/events/{id}/edit", Who::Member, pages::edit)
        .get("/events/{id}/data", Who::Anyone, pages::data)
        .get("/events/{id}/calendar", Who::Anyone, pages::calendar)
        .get("/events/{id}/badges", Who::Member, pages::badges)
        .post("/events/{id}/attendance", Who::Member, pages::attend)
        .post("/events/{id}/absence", Who::Member, pages::leave)
        .post("/events/{id}/removal", Who::Member, pages::cancel)
        .post("/events/{id}/comments", Who::Member, pages::say)
        .api(Who::Unsilenced, routes!(api::list, api::post))
        .api(Who::Unsilenced, routes!(api::get, api::change, api::cancel))
        .api(Who::Member, routes!(api::attend, api::leave))
        .api(Who::Member, routes!(api::attendees))
        .api(Who::Member, routes!(api::people))
        .api(Who::Unsilenced, routes!(api::list_comments, api::write_comment))
}
