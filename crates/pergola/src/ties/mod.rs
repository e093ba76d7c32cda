//! Ties: who knows whom, who wishes to, who does not want to. Whom one knows off Pergola is in `contacts`; how one tends
//! a tie is in `tending`.
//!
//! [`may_see`] is the one question about visibility between members: a blocked pair does not exist for each other.
//!
//! Rooms after this one tie two members by [`form`], in the transaction of their own act. Where somebody introduced them
//! and both said yes:
//!
//! ```text
//! let met = Met::introduced(broker);
//! let new = NewTie { tie: TieId(by.fresh()), one, other, one_met: met.clone(), other_met: met, formed_at: by.now };
//! let formed: bool = ties::form(tx, by, &new).await?;    false: tied already, or a block is between them
//! ```

mod acts;
mod api;
mod pages;
mod store;

#[cfg(test)]
mod tests;

pub(crate) use acts::asking::{Asking, invite};
pub(crate) use acts::ending::erase;
pub(crate) use acts::forming::{NewTie, form};

use std::collections::{BTreeMap, BTreeSet};

use pergola_db::{Fault, Tx};
use pergola_domain::{
    ids::{InvitationId, MemberId, TieId},
    ties::{Invitation, Met, State},
    time::Timestamp,
};

use crate::{
    http::{Doors, Who, routes},
    members::{self, Account},
};

pub(crate) fn doors() -> Doors {
    Doors::new()
        .get("/@{handle}/invite", Who::Member, pages::invite_form)
        .post("/@{handle}/invite", Who::Unsilenced, pages::invite)
        .get("/invitations", Who::Member, pages::waiting)
        .post("/invitations/{id}/acceptance", Who::Member, pages::accept)
        .post("/invitations/{id}/refusal", Who::Member, pages::refuse)
        .post("/invitations/{id}/withdrawal", Who::Member, pages::withdraw)
        .get("/@{handle}/ties", Who::Member, pages::ties_of)
        .post("/@{handle}/confirmation", Who::Member, pages::confirm)
        .get("/@{handle}/farewell", Who::Member, pages::farewell_form)
        .post("/@{handle}/farewell", Who::Member, pages::farewell)
        .get("/@{handle}/block", Who::Member, pages::block_form)
        .post("/@{handle}/block", Who::Member, pages::block)
        .get("/blocks", Who::Member, pages::blocked)
        .post("/blocks/{handle}/removal", Who::Member, pages::unblock)
        .api(Who::Unsilenced, routes!(api::invite, api::invitations))
        .api(Who::Member, routes!(api::accept))
        .api(Who::Member, routes!(api::refuse))
        .api(Who::Member, routes!(api::withdraw))
        .api(Who::Member, routes!(api::ties))
        .api(Who::Member, routes!(api::tie, api::untie))
        .api(Who::Member, routes!(api::confirm))
        .api(Who::Member, routes!(api::ties_of))
        .api(Who::Member, routes!(api::blocks))
        .api(Who::Member, routes!(api::block, api::unblock))
}

/// A tie as one of its two sees it.
#[derive(Clone, Debug)]
pub(crate) struct TieFacts {
    pub(crate) tie: TieId,
    pub(crate) other: MemberId,
    /// Since when they know each other, where both say so; else the day of the tie.
    pub(crate) since: Timestamp,
    pub(crate) formed_at: Timestamp,
    /// Both tell the same of how they met.
    pub(crate) met_confirmed: bool,
    /// The owner's own telling, and the other's.
    pub(crate) met: Met,
    pub(crate) their_met: Met,
}

/// What two members are to each other, as the first one may know it.
#[derive(Clone, Debug)]
pub(crate) enum Standing {
    Myself,
    Tied,
    /// The viewer asked and waits; also where the other side refused.
    Asked,
    /// The other asked the viewer.
    Asking,
    /// For the viewer this person is not there, but for the list of blocks.
    BlockedByMe,
    /// They blocked the viewer, or are gone: never there.
    Hidden,
    Stranger,
}

/// What the second member is to the first.
pub(crate) async fn standing(tx: &Tx, viewer: MemberId, other: MemberId) -> Result<Standing, Fault> {
    if viewer == other {
        return Ok(Standing::Myself);
    }
    let (by_me, by_them) = store::blocks::between(tx, viewer, other).await?;
    if by_them {
        return Ok(Standing::Hidden);
    }
    if by_me {
        return Ok(Standing::BlockedByMe);
    }
    if store::ties::find(tx, viewer, other).await?.is_some() {
        return Ok(Standing::Tied);
    }
    let open = |found: Vec<(Invitation, i64)>, waits: fn(State) -> bool| {
        found.iter().any(|(invitation, _)| waits(invitation.state))
    };
    if open(store::invitations::between(tx, other, viewer).await?, |state| state == State::Open) {
        return Ok(Standing::Asking);
    }
    if open(store::invitations::between(tx, viewer, other).await?, State::waits) {
        return Ok(Standing::Asked);
    }
    let there = members::find(tx, other).await?.is_some_and(|account| !account.suspended);
    Ok(if there { Standing::Stranger } else { Standing::Hidden })
}

/// Whether the second member exists for the first: there, and no block between them, either way.
pub(crate) async fn may_see(tx: &Tx, viewer: MemberId, other: MemberId) -> Result<bool, Fault> {
    if viewer == other {
        return Ok(true);
    }
    let blocked = store::blocks::between(tx, viewer, other).await?;
    let there = members::find(tx, other).await?.is_some_and(|account| !account.suspended);
    Ok(blocked == (false, false) && there)
}

/// The member of a handle, where he exists for the viewer.
pub(crate) async fn find_visible(tx: &Tx, viewer: MemberId, handle: &str) -> Result<Option<Account>, Fault> {
    let Some(account) = members::find_by_handle(tx, handle).await? else { return Ok(None) };
    let blocked = store::blocks::between(tx, viewer, account.id).await?;
    let hidden = account.suspended && account.id != viewer;
    Ok((blocked == (false, false) && !hidden).then_some(account))
}

/// Those of these people who do not exist for the viewer because of a block, either way, or because their accounts are
/// closed by a decision.
pub(crate) async fn unseen(tx: &Tx, viewer: MemberId, people: &[MemberId]) -> Result<BTreeSet<MemberId>, Fault> {
    let mut unseen: BTreeSet<MemberId> = store::blocks::among(tx, viewer, people).await?.into_iter().collect();
    unseen.extend(members::suspended_among(tx, people).await?.into_iter().filter(|member| *member != viewer));
    Ok(unseen)
}

/// Everybody who does not exist for the viewer, for whoever asks of very many at once: as [`unseen`].
pub(crate) async fn apart(tx: &Tx, viewer: MemberId) -> Result<BTreeSet<MemberId>, Fault> {
    let mut apart: BTreeSet<MemberId> = store::blocks::all(tx, viewer).await?.into_iter().collect();
    apart.extend(members::list_suspended(tx).await?.into_iter().filter(|member| *member != viewer));
    Ok(apart)
}

/// Those of these people whom the owner is tied to.
pub(crate) async fn tied_among(tx: &Tx, owner: MemberId, people: &[MemberId]) -> Result<BTreeSet<MemberId>, Fault> {
    Ok(store::ties::among(tx, owner, people).await?.into_iter().collect())
}

/// Makes two members' acts upon each other follow one another: whoever comes after a block sees it.
pub(crate) async fn one_at_a_time(tx: &Tx, one: MemberId, other: MemberId) -> Result<(), Fault> {
    store::one_at_a_time(tx, one, other).await
}

/// With whom the viewer is or was apart by a block, either way, and when the last one was placed: what was under way
/// between two does not come back when it is lifted.
pub(crate) async fn last_apart(tx: &Tx, viewer: MemberId) -> Result<BTreeMap<MemberId, Timestamp>, Fault> {
    Ok(store::blocks::last(tx, viewer).await?.into_iter().collect())
}

/// Those of these ties that still stand. A tie that ended does not come back: tied anew is another tie.
pub(crate) async fn standing_among(tx: &Tx, ties: &[TieId]) -> Result<BTreeSet<TieId>, Fault> {
    Ok(store::ties::standing(tx, ties).await?.into_iter().collect())
}

/// Makes the acts of these people upon each other follow one another, in one order for all who do so.
pub(crate) async fn all_at_a_time(tx: &Tx, people: &BTreeSet<MemberId>) -> Result<(), Fault> {
    let mut before = None;
    for person in people {
        store::one_at_a_time(tx, before.unwrap_or(*person), *person).await?;
        before = Some(*person);
    }
    Ok(())
}

/// The owner's tie to somebody.
pub(crate) async fn find(tx: &Tx, owner: MemberId, other: MemberId) -> Result<Option<TieFacts>, Fault> {
    store::ties::find(tx, owner, other).await
}

/// The same of several others, in no order.
pub(crate) async fn find_among(tx: &Tx, owner: MemberId, others: &[MemberId]) -> Result<Vec<TieFacts>, Fault> {
    store::ties::find_among(tx, owner, others).await
}

/// The owner's ties in the order of the others' ids, those after `after`.
pub(crate) async fn list(
    tx: &Tx,
    owner: MemberId,
    after: Option<MemberId>,
    limit: i64,
) -> Result<Vec<TieFacts>, Fault> {
    store::ties::list(tx, owner, after, limit).await
}

/// The people tied to the owner, by name.
pub(crate) async fn list_by_name(tx: &Tx, owner: MemberId, offset: i64, limit: i64) -> Result<Vec<MemberId>, Fault> {
    store::ties::list_by_name(tx, owner, offset, limit).await
}

pub(crate) async fn count(tx: &Tx, owner: MemberId) -> Result<i64, Fault> {
    store::ties::count(tx, owner).await
}

/// How many ties of a member this viewer may see; none where he may not see the list.
pub(crate) async fn count_shown(tx: &Tx, viewer: MemberId, of: &Account) -> Result<Option<i64>, Fault> {
    let tied = store::ties::find(tx, viewer, of.id).await?.is_some();
    if !tied || of.hides_ties {
        return Ok(None);
    }
    store::common::count_shown(tx, viewer, of.id).await.map(Some)
}

/// Who asked this member and waits for an answer, the latest first.
pub(crate) async fn asking(tx: &Tx, member: MemberId, limit: i64) -> Result<Vec<Account>, Fault> {
    let found = store::invitations::list_in(tx, member, None, limit).await?;
    let ids: Vec<MemberId> = found.iter().map(|invitation| invitation.from).collect();
    let people = members::find_many(tx, &ids).await?;
    Ok(ids.iter().filter_map(|id| people.iter().find(|account| account.id == *id).cloned()).collect())
}

/// What somebody wrote with an invitation: who, and the words; none where there are none.
pub(crate) async fn words_of(tx: &Tx, id: InvitationId) -> Result<Option<(MemberId, String)>, Fault> {
    let found = store::invitations::find(tx, id).await?;
    Ok(found.and_then(|(invitation, _)| words(invitation)))
}

fn words(invitation: Invitation) -> Option<(MemberId, String)> {
    let parts = [invitation.message, invitation.met.text, invitation.met.organisation];
    let told: Vec<&str> = parts.iter().map(String::as_str).filter(|part| !part.is_empty()).collect();
    (!told.is_empty()).then(|| (invitation.from, told.join("\n\n")))
}

/// The same as a member reads it who was invited and has not answered.
pub(crate) async fn words_to(tx: &Tx, member: MemberId, id: InvitationId) -> Result<Option<(MemberId, String)>, Fault> {
    let found = store::invitations::find_read(tx, id).await?;
    let Some((invitation, _)) = found.filter(|(found, _)| found.to == member && found.state == State::Open) else {
        return Ok(None);
    };
    Ok(if may_see(tx, member, invitation.from).await? { words(invitation) } else { None })
}

/// Its words wait for a moderator or were taken away; or they are there again.
pub(crate) async fn keep_words_held(tx: &Tx, id: InvitationId, held: bool) -> Result<(), Fault> {
    store::invitations::keep_words_held(tx, id, held).await
}

/// Invitations that wait for this member's answer.
pub(crate) async fn count_asking(tx: &Tx, member: MemberId) -> Result<i64, Fault> {
    store::invitations::count_in(tx, member).await
}

/// Whom a member blocked, in the order of joining: the one place where he still sees them.
pub(crate) async fn blocked_by(
    tx: &Tx,
    member: MemberId,
    after: Option<MemberId>,
    limit: i64,
) -> Result<Vec<Account>, Fault> {
    let blocked = store::blocks::list(tx, member, after, limit).await?;
    let ids: Vec<MemberId> = blocked.iter().map(|(id, _)| *id).collect();
    let people = members::find_many(tx, &ids).await?;
    Ok(ids.iter().filter_map(|id| people.iter().find(|account| account.id == *id).cloned()).collect())
}
