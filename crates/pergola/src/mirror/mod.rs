//! What I gave, and what I got: for the member alone, by month.
//!
//! It keeps nothing: it reads what came of introductions, asks and offers. There is no sum over the years, no rank and
//! nobody else's mirror; what was declined or is still open is not in it, so it tells nothing of who said no.

mod acts;
mod api;
mod pages;
mod store;

#[cfg(test)]
mod tests;

use crate::http::{Doors, Who, routes};

pub(crate) fn doors() -> Doors {
    Doors::new().get("/mirror", Who::Member, pages::mirror).api(Who::Member, routes!(api::mirror))
}
