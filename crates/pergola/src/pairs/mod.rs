//! *You could introduce…*: two people whom a member knows, one of whom asks what the other offers, and who do not know each
//! other. Three a day at most, each with its reasons.
//!
//! All of it is the business of the one in the middle. The two learn nothing of it until he proposes them to each other
//! (`introductions`), and nothing is counted anywhere.

mod acts;
mod api;
mod find;
mod pages;
mod store;

#[cfg(test)]
mod tests;

pub(crate) use acts::{InVain, of_today_with, today};
pub(crate) use pages::{Beside, PairView, beside, between, views};
pub(crate) use store::{erase, takeout, tidy};

use crate::http::{Doors, Who, routes};

pub(crate) fn doors() -> Doors {
    Doors::new()
        .post("/pairs/{id}/dismissal", Who::Member, pages::dismiss)
        .api(Who::Member, routes!(api::list))
        .api(Who::Member, routes!(api::dismiss))
}
