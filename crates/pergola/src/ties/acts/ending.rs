//! A tie ends: one of the two takes it back, blocks the other, or leaves Pergola.
//!
//! What each wrote of the other is his own. Why it becomes a private card, and when it does not: decision 0006.

use pergola_db::{Fault, Tx};
use pergola_domain::{
    changes::Change,
    ids::{MemberId, PersonId},
    ties::{Plain, Refusal, State},
};

use crate::{
    app::{App, By, record},
    contacts,
    http::Failure,
    members::{self, Account},
    tending,
    ties::{
        acts::asking::words_gone,
        store::{self, blocks, former, invitations, ties},
    },
};

/// Takes a tie back, at both ends.
pub(in crate::ties) async fn remove(app: &App, by: By, handle: &str) -> Result<(), Failure<Refusal>> {
    let handle = handle.to_owned();
    app.db
        .write(async move |tx| {
            let other = crate::ties::find_visible(tx, by.member, &handle).await?.ok_or(Failure::NotFound)?;
            store::one_at_a_time(tx, by.member, other.id).await?;
            let gone = end(tx, &by, &other, true).await?;
            if gone { Ok(()) } else { Err(Failure::NotFound) }
        })
        .await
}

/// Two members do not exist for each other any more. Twice is once.
///
/// `keeps_words`: what the blocker wrote of the other stays on a private card.
pub(in crate::ties) async fn block(app: &App, by: By, handle: &str, keeps_words: bool) -> Result<(), Failure<Refusal>> {
    let handle = handle.to_owned();
    app.db
        .write(async move |tx| {
            let other = members::find_by_handle(tx, &handle).await?.ok_or(Failure::NotFound)?;
            if other.id == by.member {
                return Err(Failure::Refused(Plain::BlocksOneself.into()));
            }
            store::one_at_a_time(tx, by.member, other.id).await?;
            let (by_me, by_them) = blocks::between(tx, by.member, other.id).await?;
            if by_me {
                return Ok(());
            }
            if by_them {
                // Who was blocked cannot tell that the other is here, so neither by blocking in return.
                return Err(Failure::NotFound);
            }
            blocks::keep(tx, by.member, other.id, by.now).await?;
            for (from, to) in [(by.member, other.id), (other.id, by.member)] {
                close(tx, &by, from, to).await?;
            }
            end(tx, &by, &other, keeps_words).await?;
            record(tx, &by, &Change::BlockPlaced { by: by.member, against: other.id }).await?;
            Ok(())
        })
        .await
}

/// Nothing comes back with it, but that they can find each other again.
pub(in crate::ties) async fn unblock(app: &App, by: By, handle: &str) -> Result<(), Failure<Refusal>> {
    let handle = handle.to_owned();
    app.db
        .write(async move |tx| {
            let other = members::find_by_handle(tx, &handle).await?.ok_or(Failure::NotFound)?;
            if !blocks::remove(tx, by.member, other.id).await? {
                return Err(Failure::NotFound);
            }
            record(tx, &by, &Change::BlockLifted { by: by.member, against: other.id }).await?;
            Ok(())
        })
        .await
}

/// Everything of ties that a member who leaves was part of. Of him nothing stays with others, but their own words in
/// cards that they made by hand.
pub(crate) async fn erase(tx: &Tx, by: &By, member: MemberId) -> Result<(), Fault> {
    for other in ties::all_of(tx, member).await? {
        tending::uproot(tx, other, PersonId::Member(member)).await?;
        ties::remove(tx, member, other).await?;
        record(tx, by, &Change::TieRemoved { one: member, other }).await?;
    }
    for (owner, card) in former::list_of(tx, member).await? {
        contacts::remove(tx, owner, card).await?;
    }
    former::erase(tx, member).await?;
    ties::forget_introducer(tx, member).await?;
    for invitation in invitations::list_held(tx, member).await? {
        words_gone(tx, by, invitation).await?;
    }
    invitations::erase(tx, member).await?;
    blocks::erase(tx, member).await
}

/// Ends the waiting between two.
async fn close(tx: &Tx, by: &By, from: MemberId, to: MemberId) -> Result<(), Failure<Refusal>> {
    for (invitation, version) in invitations::between(tx, from, to).await? {
        let was = invitation.state;
        let next = invitation.end(by.now);
        if next.state == was {
            continue;
        }
        if !invitations::keep_state(tx, &next, version, by.now).await? {
            return Err(Failure::Stale);
        }
        words_gone(tx, by, next.id).await?;
        if was == State::Open {
            record(tx, by, &Change::InvitationClosed { invitation: next.id, from, to }).await?;
        }
    }
    Ok(())
}

/// Takes the tie out of both lists and both gardens. Gives false where there was none.
async fn end(tx: &Tx, by: &By, other: &Account, keeps_words: bool) -> Result<bool, Failure<Refusal>> {
    if !ties::remove(tx, by.member, other.id).await? {
        return Ok(false);
    }
    let me = members::find(tx, by.member).await?.ok_or(Failure::NotFound)?;
    part(tx, by, by.member, other, keeps_words).await?;
    part(tx, by, other.id, &me, true).await?;
    record(tx, by, &Change::TieRemoved { one: by.member, other: other.id }).await?;
    Ok(true)
}

/// Takes a member out of the owner's garden; the owner's words stay on a card, where there are any.
async fn part(tx: &Tx, by: &By, owner: MemberId, gone: &Account, keeps_words: bool) -> Result<(), Fault> {
    let person = PersonId::Member(gone.id);
    if keeps_words && tending::has_own_words(tx, owner, person).await? {
        let card = contacts::keep_named(tx, by, owner, &gone.name).await?;
        tending::hand_over(tx, owner, person, PersonId::Contact(card), true).await?;
        former::keep(tx, owner, gone.id, card).await?;
    }
    tending::uproot(tx, owner, person).await
}
