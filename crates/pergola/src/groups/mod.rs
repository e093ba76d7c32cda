//! Groups: circles of people with a purpose. Who is in which is asked here; the page of a group, with what is written in
//! it, is in the room of posts.
//!
//! [`find_known`] is the one question about who may know of a group, [`readable`] about who may read in it.

mod acts;
mod api;
mod pages;
mod store;

#[cfg(test)]
mod tests;

pub(crate) use acts::{enter as join, erase, hold, make, release, take_out_ask};
pub(crate) use pages::GroupCard;
#[cfg(test)]
pub(crate) use store::forget_today;
pub(crate) use store::{
    any_shared, asks_in, find_many, hang_ask, held_entry, inside, known, list_in, named, of_member, outside_since,
    readable, role, takeout, was_put_out, was_taken_out,
};

use pergola_db::{Fault, Tx};
use pergola_domain::{
    groups::{Group, Role},
    ids::{GroupId, MemberId},
};

use crate::http::{Doors, Who, routes};

pub(crate) fn doors() -> Doors {
    Doors::new()
        .get("/groups", Who::Member, pages::list)
        .post("/groups", Who::Unsilenced, pages::make)
        .get("/groups/new", Who::Member, pages::new)
        .post("/groups/{id}", Who::Unsilenced, pages::change)
        .get("/groups/{id}/edit", Who::Member, pages::edit)
        .post("/groups/{id}/removal", Who::Member, pages::remove)
        .post("/groups/{id}/membership", Who::Member, pages::enter)
        .get("/groups/{id}/members", Who::Member, pages::members)
        .post("/groups/{id}/members", Who::Unsilenced, pages::appoint)
        .api(Who::Unsilenced, routes!(api::list_groups, api::make_group))
        .api(Who::Unsilenced, routes!(api::read_group, api::change_group, api::remove_group))
        .api(Who::Member, routes!(api::enter_group, api::leave_group))
        .api(Who::Member, routes!(api::list_members))
        .api(Who::Unsilenced, routes!(api::appoint_member, api::remove_member))
}

/// A group with who made it, where he is still here: for those who judge what is reported, and what is held. For whom it is
/// is for whom it would be.
pub(crate) async fn find_made(tx: &Tx, id: GroupId) -> Result<Option<(Group, Option<MemberId>)>, Fault> {
    let Some(mut kept) = store::find(tx, id).await? else { return Ok(None) };
    if let Some(entry) = store::held_entry(tx, id).await? {
        kept.group.told.entry = entry;
    }
    Ok(Some((kept.group, store::maker(tx, id).await?)))
}

/// Whether somebody looks after a group; who does is asked one after the other, as its acts are.
pub(crate) async fn looks_after(tx: &Tx, group: GroupId, member: MemberId) -> Result<bool, Fault> {
    store::one_at_a_time(tx, group).await?;
    Ok(store::role(tx, group, member).await? == Some(Role::Moderator))
}

/// A group that the member may know of, and what he is in it.
pub(crate) async fn find_known(tx: &Tx, member: MemberId, id: GroupId) -> Result<Option<(Group, Option<Role>)>, Fault> {
    let Some(kept) = store::find(tx, id).await? else { return Ok(None) };
    let role = store::role(tx, id, member).await?;
    Ok(kept.group.may_be_known(role).then_some((kept.group, role)))
}
