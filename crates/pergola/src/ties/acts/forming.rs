//! A tie comes to be, and both come to tell the same of how they met.

use pergola_db::{Fault, Tx};
use pergola_domain::{
    changes::{Change, MetKind},
    ids::{MemberId, MomentId, PersonId, TieId},
    ties::{Met, Plain, Refusal},
    time::Timestamp,
};

use crate::{
    app::{App, By, record},
    contacts,
    http::Failure,
    tending::{self, Moment},
    ties::store::{blocks, former, invitations, ties},
};

/// A tie to be kept at both ends.
#[derive(Clone, Debug)]
pub(crate) struct NewTie {
    pub(crate) tie: TieId,
    pub(crate) one: MemberId,
    pub(crate) other: MemberId,
    /// How they met as each tells it; the same text makes it confirmed.
    pub(crate) one_met: Met,
    pub(crate) other_met: Met,
    pub(crate) formed_at: Timestamp,
}

/// Ties two members, in the act's own transaction: both ends, both gardens, the moment in both, the change.
///
/// Gives false, and does nothing, where they are tied already or a block is between them. Two whom a third brought
/// together are tied with [`Met::introduced`] on both sides: who it was is known to the two, and on paths it is named only
/// to those to whom that person may be named.
pub(crate) async fn form(tx: &Tx, by: &By, new: &NewTie) -> Result<bool, Fault> {
    if new.one == new.other || blocks::between(tx, new.one, new.other).await? != (false, false) {
        return Ok(false);
    }
    let confirmed = new.one_met.agrees_with(&new.other_met);
    let since = if confirmed { new.one_met.since(new.formed_at) } else { new.formed_at };
    for (owner, other, met) in [(new.one, new.other, &new.one_met), (new.other, new.one, &new.other_met)] {
        let end = ties::End { tie: new.tie, owner, other, since, formed_at: new.formed_at, met, confirmed };
        if !ties::keep(tx, &end).await? {
            return Ok(false);
        }
        grow(tx, by, owner, other, new, met).await?;
    }
    for (from, to) in [(new.one, new.other), (new.other, new.one)] {
        for (waiting, version) in invitations::between(tx, from, to).await? {
            if waiting.state.waits() {
                invitations::keep_state(tx, &waiting.settle(by.now), version, by.now).await?;
            }
        }
    }
    // What one side alone tells is its own word, and others learn nothing of it.
    let met = if confirmed { new.one_met.kind } else { MetKind::Other };
    let change = Change::TieFormed { tie: new.tie, one: new.one, other: new.other, since, met };
    record(tx, by, &change).await?;
    Ok(true)
}

/// The other one grows in the owner's garden; with what the owner wrote, if they were tied before.
async fn grow(tx: &Tx, by: &By, owner: MemberId, other: MemberId, new: &NewTie, met: &Met) -> Result<(), Fault> {
    let person = PersonId::Member(other);
    if let Some(card) = former::take(tx, owner, other).await?
        && contacts::find(tx, owner, card).await?.is_some()
    {
        tending::hand_over(tx, owner, PersonId::Contact(card), person, false).await?;
        contacts::remove(tx, owner, card).await?;
    }
    tending::plant(tx, owner, person, met.since(new.formed_at)).await?;
    let moment = Moment {
        id: MomentId(by.fresh()),
        person,
        kind: "tied".to_owned(),
        direction: "both".to_owned(),
        at: new.formed_at,
        text: String::new(),
        source: "pergola".to_owned(),
        source_key: format!("tie:{}", new.tie),
    };
    tending::remember(tx, owner, &moment).await.map(drop)
}

/// One side takes on the other's telling of how they met.
pub(in crate::ties) async fn confirm_met(app: &App, by: By, handle: &str) -> Result<(), Failure<Refusal>> {
    let handle = handle.to_owned();
    app.db
        .write(async move |tx| {
            let other = crate::ties::find_visible(tx, by.member, &handle).await?.ok_or(Failure::NotFound)?;
            let facts = ties::find(tx, by.member, other.id).await?.ok_or(Failure::NotFound)?;
            if facts.met_confirmed {
                return Err(Failure::Refused(Plain::NothingToConfirm.into()));
            }
            let since = facts.their_met.since(facts.formed_at);
            ties::confirm(tx, facts.tie, &facts.their_met, since).await?;
            let met = facts.their_met.kind;
            let change = Change::TieCorrected { tie: facts.tie, one: by.member, other: other.id, since, met };
            record(tx, &by, &change).await?;
            Ok(())
        })
        .await
}
