//! Notices: a word for the member about something that happened and concerns him. They are made by followers of the
//! change log, or by a room in its own act; here they are kept, read and told.
//!
//! Whoever has something new to tell begins in `kinds`.

mod api;
mod kinds;
mod pages;
mod store;
mod told;

#[cfg(test)]
mod tests;

use kinds::Kind;
pub(crate) use store::{NewNotice, Notice, any_unread, arrived, erase, keep, kept_since, list, remove_about};
pub(crate) use told::{Told, people_of, told};

use utoipa_axum::routes;

use crate::http::{Doors, Who};

pub(crate) fn doors() -> Doors {
    Doors::new()
        .get("/notices", Who::Member, pages::page)
        .post("/notices/reading", Who::Member, pages::read)
        .get("/notices/{id}", Who::Member, pages::follow)
        .api(Who::Member, routes!(api::notices))
        .api(Who::Member, routes!(api::read_notices))
}
