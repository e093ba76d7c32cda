//! The network: how far somebody is, through whom, whom both know, who else, who is there.
//!
//! Questions go to the index in memory (`pergola-index`), which follows the change log; only words and names come from
//! tables. What a viewer may see is decided there, in one place, before anything is counted or shown.

mod acts;
mod api;
mod check;
mod evidence;
mod follower;
mod near;
mod pages;
mod store;
mod there;
mod tied;

#[cfg(test)]
mod tests;

pub(crate) use acts::{Common, Known, Suggested, answered, distances, mutuals, steps, suggestions, suggests, view};
pub(crate) use api::{CommonShape, MutualsShape, SaidShape, StepThere};
pub(crate) use check::{Chance, Compared, compare};
pub(crate) use follower::{Network, follow, tend};
pub(crate) use near::{Near, Reach, near, reaches};
pub(crate) use pages::reasons;
pub(crate) use store::{alike, any_answer, closeness, erase, takeout};
pub(crate) use there::{Acquainted, Inquiry, There, Told, acquainted, ours, there, ways_to};
pub(crate) use tied::{own_ties, strangers};

use crate::http::{Doors, Who, routes};

pub(crate) fn doors() -> Doors {
    Doors::new()
        .get("/@{handle}/paths", Who::Member, pages::paths)
        .get("/@{handle}/mutuals", Who::Member, pages::mutuals)
        .get("/suggestions", Who::Member, pages::suggestions)
        .post("/suggestions/{handle}/dismissal", Who::Member, pages::dismiss)
        .api(Who::Member, routes!(api::paths))
        .api(Who::Member, routes!(api::mutuals))
        .api(Who::Member, routes!(api::distances))
        .api(Who::Member, routes!(api::suggestions))
        .api(Who::Member, routes!(api::dismiss))
        .api(Who::Member, routes!(api::people_at))
}
