//! Notices: a word for the member about something that happened and concerns him. They are made by followers of the
//! change log, or by a room in its own act; here they are kept, read and told.
//!
//! Whoever has something new to tell begins in `kinds`.

mod acts;
mod api;
mod kinds;
mod pages;
mod store;
mod told;

#[cfg(test)]
mod tests;

pub(crate) use acts::ending_link;
pub(crate) use kinds::Kind;
pub(crate) use store::tellings::{
    Telling, choices, due, keep_digested, keep_mailed, keep_telling, list_due, put_off, takeout, tidy as tidy_tellings,
};
pub(crate) use store::{
    NewNotice, Notice, any_unread, arrived, erase, find, keep, kept_since, list, mark_read, remove_about, remove_of,
};
pub(crate) use told::{Told, people_of, sentence, told};

use crate::http::{Doors, Who, routes};

pub(crate) fn doors() -> Doors {
    Doors::new()
        .get("/notices", Who::Member, pages::page)
        .post("/notices/reading", Who::Member, pages::read)
        .get("/notices/{id}", Who::Member, pages::follow)
        .get("/settings/mail", Who::Member, pages::mail::page)
        .post("/settings/mail", Who::Member, pages::mail::choose)
        .get("/mail/{token}", Who::Anyone, pages::mail::ending)
        .post("/mail/{token}", Who::Anyone, pages::mail::end)
        .api(Who::Member, routes!(api::mail_choices, api::choose_mail))
        .api(Who::Member, routes!(api::notices))
        .api(Who::Member, routes!(api::read_notices))
}
