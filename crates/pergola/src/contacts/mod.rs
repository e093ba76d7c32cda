//! Cards of people who are not members. A card is its owner's alone: no other member reads it, finds it, or learns that it
//! is there; two owners' cards of the same person are never joined.
//!
//! The person on a card is no member, so nothing here speaks to him. How one knows him is `tending`'s.

mod acts;
mod api;
mod objections;
mod pages;
mod store;

#[cfg(test)]
mod tests;

pub(crate) use acts::create;
pub(crate) use acts::{keep_card, keep_named};
pub(crate) use objections::{never_link, objects_to};
pub(crate) use store::{
    Contact, cards_of_address, count, erase, erase_waiting, find, find_many, findable_on, keep_waiting, list_all,
    owners_waiting, remove, take_waiting,
};

use crate::http::{Doors, Who, routes};

pub(crate) fn doors() -> Doors {
    Doors::new()
        .get("/contacts/new", Who::Member, pages::new_form)
        .post("/contacts", Who::Member, pages::create)
        .get("/contacts/{id}/edit", Who::Member, pages::edit_form)
        .post("/contacts/{id}", Who::Member, pages::edit)
        .post("/contacts/{id}/removal", Who::Member, pages::remove)
        .get("/contacts/removal", Who::Member, pages::remove_all_form)
        .post("/contacts/removal", Who::Member, pages::remove_all)
        .get("/objection", Who::Anyone, objections::form)
        .post("/objection", Who::Anyone, objections::ask)
        .get("/objection/now/{token}", Who::Anyone, objections::never_form)
        .post("/objection/now/{token}", Who::Anyone, objections::never)
        .get("/objection/{key}", Who::Anyone, objections::confirm_form)
        .post("/objection/{key}", Who::Anyone, objections::confirm)
        .api(Who::Member, routes!(api::list, api::create, api::remove_all))
        .api(Who::Member, routes!(api::get, api::edit, api::remove))
}
