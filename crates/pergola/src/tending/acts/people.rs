//! Tending somebody: bed, rhythm, rest, closeness, notes.

use pergola_db::{Fault, Tx};
use pergola_domain::garden::{self, PLANTED_AT_ONCE, Refusal};
use pergola_domain::ids::{BedId, MemberId, PersonId};

use crate::{
    app::{App, By},
    http::Failure,
    tending::{
        Tended,
        store::{beds, rows},
    },
};

/// What an owner changes: what is none stays as it is; the inner none takes a choice back.
#[derive(Clone, Debug, Default)]
pub(crate) struct Changes {
    pub(crate) bed: Option<Option<BedId>>,
    pub(crate) cadence_days: Option<Option<i64>>,
    pub(crate) resting: Option<bool>,
    pub(crate) closeness: Option<Option<i64>>,
    pub(crate) notes: Option<String>,
    /// The version that the owner saw; another one is answered with "stale". None: whatever it is.
    pub(crate) version: Option<i64>,
}

/// The owner changes how he tends somebody. `person` is the number of a member or card in his own garden.
pub(crate) async fn tend(app: &App, by: By, person: i64, changes: Changes) -> Result<Tended, Failure<Refusal>> {
    app.db
        .write(async move |tx| {
            let tended = rows::find(tx, by.member, person).await?.ok_or(Failure::NotFound)?;
            if changes.version.is_some_and(|seen| seen != tended.version) {
                return Err(Failure::Stale);
            }
            known_bed(tx, by.member, changes.bed.flatten()).await?;
            let changed = changed(&tended, changes.clone()).map_err(Failure::Refused)?;
            if !rows::keep(tx, by.member, &changed).await? {
                return Err(Failure::Stale);
            }
            Ok(Tended { version: changed.version + 1, ..changed })
        })
        .await
}

/// How close an owner feels to somebody, said in passing, in the transaction of another act. Bounds are the caller's.
pub(crate) async fn keep_closeness(tx: &Tx, owner: MemberId, person: PersonId, closeness: i64) -> Result<(), Fault> {
    if let Some(tended) = rows::find(tx, owner, person.number()).await? {
        rows::keep(tx, owner, &Tended { closeness: Some(closeness), ..tended }).await?;
    }
    Ok(())
}

fn changed(tended: &Tended, changes: Changes) -> Result<Tended, Refusal> {
    Ok(Tended {
        bed: changes.bed.unwrap_or(tended.bed),
        cadence_days: changes.cadence_days.map_or(Ok(tended.cadence_days), garden::cadence)?,
        resting: changes.resting.unwrap_or(tended.resting),
        closeness: changes.closeness.map_or(Ok(tended.closeness), garden::closeness)?,
        notes: changes.notes.map_or_else(|| Ok(tended.notes.clone()), |notes| garden::notes(&notes))?,
        ..tended.clone()
    })
}

/// A bed of somebody else is answered as one that is not there.
async fn known_bed(tx: &Tx, owner: MemberId, bed: Option<BedId>) -> Result<(), Failure<Refusal>> {
    match bed {
        Some(bed) if beds::find(tx, owner, bed).await?.is_none() => Err(Failure::Refused(Refusal::BedUnknown)),
        _ => Ok(()),
    }
}

/// Moves many people to one bed. A rhythm given here is for those who have none. Gives how many there were.
pub(crate) async fn move_to_bed(
    app: &App,
    by: By,
    people: Vec<i64>,
    bed: BedId,
    cadence_days: Option<i64>,
) -> Result<u64, Failure<Refusal>> {
    if people.is_empty() {
        return Err(Failure::Refused(Refusal::NobodyChosen));
    }
    if people.len() > PLANTED_AT_ONCE {
        return Err(Failure::Refused(Refusal::TooManyChosen));
    }
    let cadence_days = garden::cadence(cadence_days).map_err(Failure::Refused)?;
    app.db
        .write(async move |tx| {
            known_bed(tx, by.member, Some(bed)).await?;
            Ok(rows::move_many(tx, by.member, &people, bed, cadence_days).await?)
        })
        .await
}
