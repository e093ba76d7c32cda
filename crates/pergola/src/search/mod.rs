//! Search: one box for people and for all that they wrote for others, with how far each is and who could take one there.
//!
//! Words are looked for in the index in memory (`pergola-search`), which follows the change log; who may see what, and what
//! is counted, is decided by `pergola_domain::search` on the tables and the network as they are at that moment. What is
//! then shown is read through the rooms that it belongs to. Own cards and notes stand in no index. What somebody looked
//! for is written nowhere: not in a log, not in a table.

mod acts;
mod api;
mod asked;
mod kept;
mod own;
mod pages;
mod places;
mod results;
mod snippet;
mod store;
mod verified;

#[cfg(test)]
mod tests;

pub(crate) use kept::{Search, doubt, follow, try_building};

use crate::http::{Doors, Who, routes};

pub(crate) fn doors() -> Doors {
    Doors::new()
        .get("/search", Who::Member, pages::search)
        .get("/search/suggestions", Who::Member, pages::suggestions)
        .api(Who::Member, routes!(api::search))
}
