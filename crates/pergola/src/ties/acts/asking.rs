//! Asking, and answering.

use pergola_db::{Fault, Tx};
use pergola_domain::{
    changes::Change,
    ids::{InvitationId, MemberId, TieId},
    ties::{self, Circumstances, Invitation, Met, MetTyped, Plain, Refusal, State},
};

use super::forming::{NewTie, form};
use crate::{
    app::{App, By, record},
    http::Failure,
    members::{self, Account},
    rooms,
    ties::store::{self, blocks, common, invitations},
};

/// What somebody says when asking.
#[derive(Clone, Debug, Default)]
pub(crate) struct Asking {
    pub(crate) to: String,
    pub(crate) met: MetTyped,
    pub(crate) message: String,
}

type Outcome<T> = Result<T, Failure<Refusal>>;

fn refused(plain: Plain) -> Failure<Refusal> {
    Failure::Refused(plain.into())
}

/// A member asks another to be tied.
///
/// Where the other said no less than half a year ago, he is left in peace, and the asker sees what he always sees.
pub(crate) async fn invite(app: &App, by: By, asking: Asking) -> Outcome<Invitation> {
    let met = Met::read(&asking.met, by.now).map_err(refused)?;
    let message = ties::message(&asking.message).map_err(refused)?;
    let words = [message.as_str(), &met.text, &met.organisation].join("\n");
    let look = rooms::look_first(app, &by, &asking.to, words.trim()).await?;
    app.db
        .write(async move |tx| {
            let to = askable(tx, &by, &asking.to).await?;
            store::one_at_a_time(tx, by.member, to.id).await?;
            let circumstances = circumstances(tx, &by, &to).await?.ok_or(Failure::NotFound)?;
            let beginning = ties::ask(&circumstances, by.now).map_err(Failure::Refused)?;
            for (earlier, version) in invitations::between(tx, by.member, to.id).await? {
                if let Ok(gone) = earlier.withdraw(by.now) {
                    keep(tx, &by, &gone, version).await?;
                }
            }
            let invitation = Invitation {
                id: InvitationId(by.fresh()),
                from: by.member,
                to: to.id,
                state: beginning.state,
                met: met.clone(),
                message: message.clone(),
                costs_token: beginning.costs_token,
                sent_at: by.now,
            };
            invitations::keep_new(tx, &invitation).await?;
            // Also where nobody will ever read them: who asks is told what he is always told.
            if look.holds() {
                invitations::keep_words_held(tx, invitation.id, true).await?;
                rooms::hold_words(tx, &by, invitation.id, &look).await?;
            }
            if invitation.state == State::Open {
                let (from, to) = (invitation.from, invitation.to);
                record(tx, &by, &Change::InvitationSent { invitation: invitation.id, from, to }).await?;
            }
            Ok(invitation)
        })
        .await
}

/// Somebody else, whose account no decision closed.
async fn askable(tx: &Tx, by: &By, handle: &str) -> Outcome<Account> {
    let to = members::find_by_handle(tx, handle).await?.ok_or(Failure::NotFound)?;
    if to.id == by.member {
        return Err(refused(Plain::Oneself));
    }
    if to.suspended { Err(Failure::NotFound) } else { Ok(to) }
}

/// What the rule of asking needs to know; none where the other does not exist for the asker.
async fn circumstances(tx: &Tx, by: &By, to: &Account) -> Result<Option<Circumstances>, Fault> {
    if blocks::between(tx, by.member, to.id).await? != (false, false) {
        return Ok(None);
    }
    let mine = invitations::between(tx, by.member, to.id).await?;
    let theirs = invitations::between(tx, to.id, by.member).await?;
    let refused_at = |state: State| if let State::Refused { at, .. } = state { Some(at) } else { None };
    Ok(Some(Circumstances {
        tied: store::ties::find(tx, by.member, to.id).await?.is_some(),
        asked_by_them: theirs.iter().any(|(invitation, _)| invitation.state == State::Open),
        waiting_since: mine.iter().filter(|(mine, _)| mine.state.waits()).map(|(mine, _)| mine.sent_at).max(),
        refused_at: mine.iter().filter_map(|(mine, _)| refused_at(mine.state)).max(),
        something_in_common: something_in_common(tx, by.member, to.id).await?,
        tokens_out: invitations::tokens_out(tx, by.member, by.now).await?,
        sent_today: invitations::sent_since(tx, by.member, by.now.plus_days(-1)).await?,
    }))
}

async fn something_in_common(tx: &Tx, one: MemberId, other: MemberId) -> Result<bool, Fault> {
    let (mutuals, _) = common::mutuals(tx, one, other, 0).await?;
    Ok(mutuals > 0
        || !common::shared_organisations(tx, one, other, 1).await?.is_empty()
        || rooms::something_shared(tx, one, other).await?)
}

/// What the form of an invitation says before it is sent: whom it goes to, and what it costs.
#[derive(Clone, Debug)]
pub(in crate::ties) struct Prospect {
    pub(in crate::ties) to: Account,
    pub(in crate::ties) costs_token: bool,
    pub(in crate::ties) tokens_left: i64,
    /// Why it cannot be sent now, where it cannot.
    pub(in crate::ties) refusal: Option<Refusal>,
}

pub(in crate::ties) async fn prospect(app: &App, by: By, handle: &str) -> Outcome<Prospect> {
    let handle = handle.to_owned();
    app.db
        .read(async move |tx| {
            let to = askable(tx, &by, &handle).await?;
            let circumstances = circumstances(tx, &by, &to).await?.ok_or(Failure::NotFound)?;
            Ok(Prospect {
                to,
                costs_token: !circumstances.something_in_common,
                tokens_left: ties::tokens_left(&circumstances.tokens_out),
                refusal: ties::ask(&circumstances, by.now).err(),
            })
        })
        .await
}

/// The invited says yes: as it was told, or with an own telling of how they met.
pub(in crate::ties) async fn accept(app: &App, by: By, id: InvitationId, own: Option<MetTyped>) -> Outcome<MemberId> {
    let own = own.map(|typed| Met::read(&typed, by.now)).transpose().map_err(refused)?;
    app.db
        .write(async move |tx| {
            let (invitation, version) = addressed(tx, &by, id).await?;
            // As he read it: words that wait for a moderator, or were taken away, come in by no tie.
            let read = invitations::find_read(tx, id).await?.ok_or(Failure::NotFound)?.0;
            let accepted = invitation.accept(by.now).map_err(refused)?;
            keep(tx, &by, &accepted, version).await?;
            let own = own.clone().unwrap_or_else(|| read.met.clone());
            let tie = NewTie {
                tie: TieId(by.fresh()),
                one: accepted.from,
                other: by.member,
                one_met: read.met.clone(),
                other_met: own,
                formed_at: by.now,
            };
            form(tx, &by, &tie).await?;
            Ok(accepted.from)
        })
        .await
}

/// The invited says no, without a word. Nobody is told.
pub(in crate::ties) async fn refuse(app: &App, by: By, id: InvitationId) -> Outcome<()> {
    app.db
        .write(async move |tx| {
            let (invitation, version) = addressed(tx, &by, id).await?;
            let next = invitation.refuse(by.now).map_err(refused)?;
            keep(tx, &by, &next, version).await
        })
        .await
}

/// The asker takes it back.
pub(in crate::ties) async fn withdraw(app: &App, by: By, id: InvitationId) -> Outcome<()> {
    app.db
        .write(async move |tx| {
            let (invitation, version) = invitations::find(tx, id).await?.ok_or(Failure::NotFound)?;
            if invitation.from != by.member || !crate::ties::may_see(tx, by.member, invitation.to).await? {
                return Err(Failure::NotFound);
            }
            let next = invitation.withdraw(by.now).map_err(refused)?;
            keep(tx, &by, &next, version).await
        })
        .await
}

/// An invitation to this member, from somebody who exists for him.
async fn addressed(tx: &Tx, by: &By, id: InvitationId) -> Outcome<(Invitation, i64)> {
    let (invitation, _) = invitations::find(tx, id).await?.ok_or(Failure::NotFound)?;
    if invitation.to != by.member {
        return Err(Failure::NotFound);
    }
    store::one_at_a_time(tx, invitation.from, invitation.to).await?;
    if !crate::ties::may_see(tx, by.member, invitation.from).await? {
        return Err(Failure::NotFound);
    }
    // Read again: what stood before may have changed while we waited for our turn.
    invitations::find(tx, id).await?.ok_or(Failure::NotFound)
}

/// Keeps the next state. Whoever follows the log learns that an invitation was closed, not how.
async fn keep(tx: &Tx, by: &By, next: &Invitation, version: i64) -> Outcome<()> {
    if !invitations::keep_state(tx, next, version, by.now).await? {
        return Err(Failure::Stale);
    }
    words_gone(tx, by, next.id).await?;
    if !matches!(next.state, State::Accepted { .. }) {
        let (from, to) = (next.from, next.to);
        record(tx, by, &Change::InvitationClosed { invitation: next.id, from, to }).await?;
    }
    Ok(())
}

/// It waits no more: either nobody reads its words, or the two know each other now. Nothing is left for a moderator to judge.
pub(super) async fn words_gone(tx: &Tx, by: &By, id: InvitationId) -> Result<(), Fault> {
    if invitations::words_held(tx, id).await? { rooms::words_gone(tx, id, by.now).await } else { Ok(()) }
}
