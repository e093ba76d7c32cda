//! What follows a member: the private address of his calendar, an address book of his ties and cards for his telephone
//! (RFC 6352, to read), and the card of anybody who shares it.
//!
//! Each address has a key of its own, which is shown once, kept as a hash, and good for reading this one thing. Guessed or
//! taken back, there is nothing there.

mod acts;
mod api;
mod cards;
mod dav;
mod pages;
mod store;
mod xml;

#[cfg(test)]
mod tests;

pub(crate) use cards::gives as gives_card;
pub(crate) use store::{erase, takeout};

use crate::http::{Doors, Who, routes};

pub(crate) fn doors() -> Doors {
    Doors::new()
        .get("/subscriptions", Who::Member, pages::page)
        .post("/subscriptions/{kind}", Who::Member, pages::make)
        .post("/subscriptions/{kind}/removal", Who::Member, pages::revoke)
        .post("/card", Who::Member, pages::share)
        .get("/@{handle}/card", Who::Member, pages::card)
        .get("/calendar/{key}", Who::Anyone, pages::calendar)
        .dav("/.well-known/carddav", Who::Anyone, dav::well_known)
        .dav("/dav/", Who::Anyone, dav::answer)
        .dav("/dav/{*path}", Who::Anyone, dav::answer)
        .api(Who::Member, routes!(api::list))
        .api(Who::Member, routes!(api::make, api::revoke))
        .api(Who::Member, routes!(api::share))
        .api(Who::Member, routes!(api::card))
}
