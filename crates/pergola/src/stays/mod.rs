//! "I will be in Turin next week": told to those ties whom one chooses, and over by itself.
//!
//! Who is near is proposed from what ties tell of their place; nobody is told unless he was chosen, and nobody learns who else
//! was.

mod acts;
mod api;
mod pages;
mod store;

#[cfg(test)]
mod tests;

pub(crate) use acts::plan;
pub(crate) use store::{erase, takeout, tidy};

use crate::http::{Doors, Who, routes};

pub(crate) fn doors() -> Doors {
    Doors::new()
        .get("/stays", Who::Member, pages::list)
        .post("/stays", Who::Member, pages::plan)
        .get("/stays/{id}", Who::Member, pages::one)
        .post("/stays/{id}/told", Who::Member, pages::tell)
        .post("/stays/{id}/removal", Who::Member, pages::remove)
        .api(Who::Member, routes!(api::list, api::plan))
        .api(Who::Member, routes!(api::heard))
        .api(Who::Member, routes!(api::remove))
        .api(Who::Member, routes!(api::near))
        .api(Who::Member, routes!(api::tell))
}
