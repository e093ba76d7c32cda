//! Yes or no to what a file offers for the own profile.

use pergola_db::{Fault, Tx};
use pergola_domain::{
    exchange::Refusal,
    ids::{MemberId, ProposalId},
    members::PROFILE_ROWS,
};

use crate::{
    app::{App, By},
    exchange::{
        offers::Offer,
        profile,
        store::{self, proposals::Proposal},
    },
    http::Failure,
    members,
};

/// A member's open offers, oldest first.
pub(crate) async fn list(
    app: &App,
    member: MemberId,
    after: Option<i64>,
    limit: i64,
) -> Result<Vec<Proposal>, Failure<Refusal>> {
    Ok(app.db.read(async move |tx| store::proposals::list_open(tx, member, after, limit).await).await?)
}

/// How many offers wait.
pub(crate) async fn count(app: &App, member: MemberId) -> Result<i64, Failure<Refusal>> {
    Ok(app.db.read(async move |tx| store::proposals::count_open(tx, member).await).await?)
}

/// One offer is taken over into the profile.
pub(crate) async fn accept(app: &App, by: By, id: ProposalId) -> Result<(), Failure<Refusal>> {
    app.db
        .write(async move |tx| {
            let proposal = store::proposals::find(tx, by.member, id).await?.ok_or(Failure::NotFound)?;
            if !take(tx, &by, &proposal).await? {
                return Err(Failure::Refused(Refusal::ProposalStale));
            }
            Ok(())
        })
        .await
}

/// How many of them are taken over at once where all are.
pub(crate) async fn count_at_once(app: &App, member: MemberId) -> Result<i64, Failure<Refusal>> {
    Ok(app.db.read(async move |tx| store::proposals::count_at_once(tx, member).await).await?)
}

/// All of them are taken over, but for a name: who is called otherwise from now on says so by itself. Gives how many.
pub(crate) async fn accept_all(app: &App, by: By) -> Result<usize, Failure<Refusal>> {
    app.db
        .write(async move |tx| {
            let open = store::proposals::list_open(tx, by.member, None, PROFILE_ROWS * 8).await?;
            let mut taken = 0;
            for proposal in open.into_iter().filter(|proposal| !matches!(proposal.offer, Offer::Name { .. })) {
                taken += usize::from(take(tx, &by, &proposal).await?);
            }
            Ok(taken)
        })
        .await
}

/// One offer is put aside for good.
pub(crate) async fn refuse(app: &App, by: By, id: ProposalId) -> Result<(), Failure<Refusal>> {
    app.db
        .write(async move |tx| {
            let proposal = store::proposals::find(tx, by.member, id).await?.ok_or(Failure::NotFound)?;
            if !store::proposals::keep_answer(tx, proposal.id, "declined").await? {
                return Err(Failure::Refused(Refusal::ProposalStale));
            }
            Ok(forget(tx, by.member, &proposal).await?)
        })
        .await
}

/// What was kept only for an offer goes with it.
pub(in crate::exchange) async fn forget(tx: &Tx, member: MemberId, proposal: &Proposal) -> Result<(), Fault> {
    match proposal.offer {
        Offer::Photo { photo, .. } => members::remove_offered_photo(tx, member, photo).await,
        _ => Ok(()),
    }
}

/// Takes an offer over. Gives false where it was answered before, or the profile has no room for it.
async fn take(tx: &Tx, by: &By, proposal: &Proposal) -> Result<bool, Fault> {
    let open = proposal.state == "open";
    Ok(open
        && profile::take(tx, by, &proposal.offer).await?
        && store::proposals::keep_answer(tx, proposal.id, "taken").await?)
}
