//! Exchange: bring in files, take everything out. What a file brings is planted and offered, never written over.

mod acts;
mod album;
mod api;
mod download;
mod farewell;
mod files;
mod formers;
mod gather;
mod offers;
mod pages;
mod profile;
mod sections;
mod settings;
mod store;
mod upload;
mod work;

#[cfg(test)]
mod tests;

pub(crate) use acts::exports::{KIND as EXPORT, make as make_export, most_taken, tidy, write_to as write_export};
pub(crate) use acts::imports::{KIND as IMPORT, all_skips as skips, bring, find as import, ignored};
pub(crate) use farewell::{erase, remove_files};
pub(crate) use work::{Ended, LEASE_US, at_once as work_at_once, give_up, work};

use crate::http::{Doors, Who, routes};

pub(crate) fn doors() -> Doors {
    Doors::new()
        .get("/welcome", Who::Member, pages::welcome::you)
        .post("/welcome", Who::Member, pages::welcome::told)
        .get("/welcome/people", Who::Member, pages::imports::welcome)
        .get("/welcome/beds", Who::Member, pages::welcome::beds)
        .post("/welcome/beds", Who::Member, pages::welcome::planted)
        .get("/welcome/step", Who::Member, pages::welcome::step)
        .get("/import", Who::Member, pages::imports::form)
        .post("/imports", Who::Member, pages::imports::upload)
        .get("/imports/{id}", Who::Member, pages::progress::page)
        .get("/imports/{id}/progress", Who::Member, pages::progress::fresh)
        .get("/imports/{id}/skips", Who::Member, pages::imports::skips)
        .post("/imports/{id}/removal", Who::Member, pages::imports::remove)
        .post("/imports/{id}/beds", Who::Member, pages::imports::beds)
        .get("/imports/{id}/proposals", Who::Member, pages::proposals::list)
        .post("/imports/{id}/proposals", Who::Member, pages::proposals::answer)
        .get("/export", Who::EvenSuspended, pages::exports::page)
        .post("/exports", Who::EvenSuspended, pages::exports::begin)
        .get("/exports/{id}/file", Who::EvenSuspended, pages::exports::file)
        .post("/exports/{id}/removal", Who::Member, pages::exports::remove)
        .post("/formers/removal", Who::Member, pages::exports::forget)
        .api(Who::Member, routes!(api::create_import, api::list_imports))
        .api(Who::Member, routes!(api::read_import, api::delete_import))
        .api(Who::Member, routes!(api::create_export, api::list_exports))
        .api(Who::Member, routes!(api::read_export, api::delete_export))
        .api(Who::Member, routes!(api::fetch_export))
        .api(Who::Member, routes!(api::read_formers, api::forget_formers))
        .api(Who::Member, routes!(api::list_proposals))
        .api(Who::Member, routes!(api::accept_proposal))
        .api(Who::Member, routes!(api::refuse_proposal))
}
