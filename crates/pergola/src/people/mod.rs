//! People: the page of somebody, whether a member or a person on an own card, and finding one.
//!
//! It only puts together what the rooms before it know: the profile, the tie, the garden, the network. What a reader may
//! see of a member is decided by `ties` (blocks) and the network (ties of others).

mod api;
mod pages;
mod photos;

#[cfg(test)]
mod tests;

use pergola_db::{Fault, Tx};
use pergola_domain::ids::MemberId;

use crate::{
    http::{Doors, Who, routes},
    members,
    ties::{self, Standing},
};

pub(crate) fn doors() -> Doors {
    Doors::new()
        .get("/people", Who::Member, pages::list::list)
        .get("/@{handle}", Who::Member, pages::member::member)
        .get("/contacts/{id}", Who::Member, pages::card::card)
        .get("/photos/{id}", Who::Member, photos::large)
        .get("/photos/{id}/small", Who::Member, photos::small)
        .api(Who::Member, routes!(api::member))
}

/// The address of a member that this viewer may read: a tie's, where its owner confirmed it and shares it with ties.
async fn shared_address(tx: &Tx, viewer: MemberId, member: MemberId) -> Result<Option<String>, Fault> {
    if !matches!(ties::standing(tx, viewer, member).await?, Standing::Tied) {
        return Ok(None);
    }
    let settings = members::settings(tx, member).await?;
    Ok(settings.and_then(|settings| settings.shared_address().map(str::to_owned)))
}
