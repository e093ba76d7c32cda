//! Toto: one small step at a time; and a human beside a newcomer.
//!
//! The rule is `pergola-domain/companion`. This room gathers what it looks at, keeps what was proposed, and never shows
//! anything of it to anybody else.

mod acts;
mod api;
mod pages;
mod store;
mod takeout;

#[cfg(test)]
mod tests;

pub(crate) use acts::steps::today;
pub(crate) use pages::step::{StepView, step_view};
pub(crate) use store::erase;
pub(crate) use takeout::{restore, takeout, takeout_godparents};

use crate::http::{Doors, Who, routes};

pub(crate) fn doors() -> Doors {
    Doors::new()
        .post("/companion/steps", Who::Member, pages::step::another)
        .post("/companion/steps/{id}/done", Who::Member, pages::step::done)
        .post("/companion/steps/{id}/postponement", Who::Member, pages::step::not_today)
        .get("/godparents", Who::Member, pages::godparents::page)
        .post("/godparents/me", Who::Member, pages::godparents::volunteer)
        .post("/godparents/{handle}/asking", Who::Member, pages::godparents::ask)
        .post("/godparents/{handle}/answer", Who::Member, pages::godparents::answer)
        .api(Who::Member, routes!(api::show))
        .api(Who::Member, routes!(api::another))
        .api(Who::Member, routes!(api::done))
        .api(Who::Member, routes!(api::postpone))
        .api(Who::Member, routes!(api::godparents))
        .api(Who::Member, routes!(api::volunteer, api::rest))
        .api(Who::Member, routes!(api::ask))
        .api(Who::Member, routes!(api::answer, api::end))
}
