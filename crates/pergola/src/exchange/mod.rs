//! Exchange: bring in files, take everything out. What a file brings is planted and offered, never written over.

mod acts;
mod api;
mod download;
mod farewell;
mod files;
mod gather;
mod offers;
mod profile;
mod store;
mod upload;
mod work;

#[cfg(test)]
mod tests;

pub(crate) use acts::exports::{KIND as EXPORT, make as make_export, tidy};
pub(crate) use acts::imports::KIND as IMPORT;
pub(crate) use farewell::{erase, remove_files};
pub(crate) use work::{Ended, LEASE_US, give_up, work};

use utoipa_axum::routes;

use crate::http::{Doors, Who};

pub(crate) fn doors() -> Doors {
    Doors::new()
        .api(Who::Member, routes!(api::create_import, api::list_imports))
        .api(Who::Member, routes!(api::read_import, api::delete_import))
        .api(Who::Member, routes!(api::create_export, api::list_exports))
        .api(Who::Member, routes!(api::read_export, api::delete_export))
        .api(Who::Member, routes!(api::fetch_export))
        .api(Who::Member, routes!(api::list_proposals))
        .api(Who::Member, routes!(api::accept_proposal))
        .api(Who::Member, routes!(api::refuse_proposal))
}
