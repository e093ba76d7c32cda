//! Topics: what people speak of, in one spelling; whom they interest. Who follows or mutes a topic is his own business:
//! nothing here is shown to anybody else, or counted.
//!
//! The page of a topic and the list of topics are in the rooms that have something to show there.

mod acts;
mod api;
mod pages;
mod store;

#[cfg(test)]
mod tests;

pub(crate) use pergola_domain::topics::Way;
pub(crate) use store::{erase, find, list, takeout};

use crate::http::{Doors, Who, routes};

pub(crate) fn doors() -> Doors {
    Doors::new()
        .get("/topics", Who::Member, pages::list)
        .post("/topics/{key}/choice", Who::Member, pages::choose)
        .api(Who::Member, routes!(api::follow, api::unfollow))
        .api(Who::Member, routes!(api::mute, api::unmute))
}
