//! Yes or no to what a file offers for the own profile.

use pergola_db::{Fault, Tx};
use pergola_domain::{
    changes::Change,
    exchange::Refusal,
    ids::{MemberId, ProposalId},
    members::PROFILE_ROWS,
};

use crate::{
    app::{App, By, record},
    exchange::{
        offers::Offer,
        store::{self, proposals::Proposal},
    },
    http::Failure,
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
            tell(tx, &by, std::slice::from_ref(&proposal.offer)).await?;
            Ok(())
        })
        .await
}

/// All of them are taken over. Gives how many.
pub(crate) async fn accept_all(app: &App, by: By) -> Result<usize, Failure<Refusal>> {
    app.db
        .write(async move |tx| {
            let open = store::proposals::list_open(tx, by.member, None, PROFILE_ROWS * 8).await?;
            let mut taken = Vec::new();
            for proposal in open {
                if take(tx, &by, &proposal).await? {
                    taken.push(proposal.offer);
                }
            }
            tell(tx, &by, &taken).await?;
            Ok(taken.len())
        })
        .await
}

/// One offer is put aside for good.
pub(crate) async fn refuse(app: &App, by: By, id: ProposalId) -> Result<(), Failure<Refusal>> {
    app.db
        .write(async move |tx| {
            let proposal = store::proposals::find(tx, by.member, id).await?.ok_or(Failure::NotFound)?;
            if store::proposals::keep_answer(tx, proposal.id, "declined").await? {
                Ok(())
            } else {
                Err(Failure::Refused(Refusal::ProposalStale))
            }
        })
        .await
}

async fn take(tx: &Tx, by: &By, proposal: &Proposal) -> Result<bool, Fault> {
    if !store::proposals::keep_answer(tx, proposal.id, "taken").await? {
        return Ok(false);
    }
    store::profile::take(tx, by, &proposal.offer).await
}

/// Records what changed, once for all.
async fn tell(tx: &Tx, by: &By, taken: &[Offer]) -> Result<(), Fault> {
    let spell = |offer: &Offer| matches!(offer, Offer::Position(_) | Offer::Education(_));
    if taken.iter().any(spell) {
        let spells = store::profile::spells(tx, by.member).await?;
        record(tx, by, &Change::SpellsChanged { member: by.member, spells }).await?;
    }
    if taken.iter().any(|offer| !spell(offer)) {
        record(tx, by, &Change::ProfileChanged { member: by.member }).await?;
    }
    Ok(())
}
