//! Organisations: what one tells of itself, who speaks for it, how it is shown that they may, and whom the reader knows there.
//!
//! Anybody may name an organisation as his place of work; its name alone makes it. Who speaks for it says what it is; a
//! proof shows that the name is theirs ([decision 15](../../../../docs/decisions/0015-who-speaks-for-an-organisation.md)).

mod acts;
mod api;
mod pages;
mod proving;
mod store;

#[cfg(test)]
pub(crate) mod tests;

pub(crate) use acts::{NewOrganisation, create, erase, forget_unnamed, name_employers};
pub(crate) use api::OrganisationShape;
pub(crate) use pages::{Acquaintance, Head};
pub(crate) use proving::{look_again, settle_for_demo};
pub(crate) use store::{
    Organisation, eldest, find, find_many, hands, hands_of, named_by, role, speakers, speakers_of, spoke, spoken_for,
    takeout, works_at,
};

use crate::http::{Doors, Who, routes};

pub(crate) fn doors() -> Doors {
    Doors::new()
        .get("/organisations/new", Who::Member, pages::new)
        .post("/organisations", Who::Unsilenced, pages::create)
        .get("/organisations/{id}", Who::Member, pages::page)
        .get("/organisations/{id}/edit", Who::Member, pages::edit)
        .post("/organisations/{id}", Who::Unsilenced, pages::change)
        .post("/organisations/{id}/speakers", Who::Unsilenced, pages::speaker)
        .post("/organisations/{id}/speakers/{handle}/removal", Who::Member, pages::remove_speaker)
        .post("/organisations/{id}/acceptance", Who::Unsilenced, pages::accept)
        .post("/organisations/{id}/refusal", Who::Member, pages::refuse)
        .get("/organisations/{id}/proofs", Who::Member, pages::proofs)
        .post("/organisations/{id}/proofs", Who::Unsilenced, pages::begin_proof)
        .post("/organisations/{id}/proofs/{proof}/finding", Who::Member, pages::find_proof)
        .get("/proofs/{proof}/{key}", Who::Member, pages::letter)
        .post("/proofs/{proof}/{key}", Who::Member, pages::open_letter)
        .api(Who::Unsilenced, routes!(api::list, api::create))
        .api(Who::Unsilenced, routes!(api::read, api::change))
        .api(Who::Member, routes!(api::spoken_for))
        .api(Who::Member, routes!(api::invited_speakers))
        .api(Who::Unsilenced, routes!(api::put_speaker, api::remove_speaker))
        .api(Who::Unsilenced, routes!(api::accept))
        .api(Who::Member, routes!(api::refuse))
        .api(Who::Unsilenced, routes!(api::list_proofs, api::begin_proof))
        .api(Who::Member, routes!(api::find_proof))
        .api(Who::Member, routes!(api::open_letter))
}
