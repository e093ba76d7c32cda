//! The beds of a garden: six that everybody has, and some of one's own.

use pergola_db::{Fault, Tx};
use pergola_domain::garden::{self, BedKind, OWN_BEDS, Refusal};
use pergola_domain::ids::{BedId, MemberId};

use crate::{
    app::{App, By, good_to_have},
    http::Failure,
    tending::{Bed, store::beds as store},
};

/// The owner's beds in their order. The six standard ones are made at the first look.
pub(crate) async fn beds(app: &App, by: &By) -> Result<Vec<Bed>, Fault> {
    let owner = by.member;
    let found = app.db.read(async move |tx| store::list(tx, owner).await).await?;
    if BedKind::STANDARD.iter().all(|kind| found.iter().any(|bed| bed.kind == *kind)) {
        return Ok(found);
    }
    let by = by.clone();
    let made = app
        .db
        .write(async move |tx| {
            for kind in BedKind::STANDARD {
                bed_for(tx, &by, kind, "").await?;
            }
            store::list(tx, by.member).await
        })
        .await;
    match made {
        Err(fault) if fault.is_read_only() => {
            good_to_have("the first beds", Err(fault));
            Ok(found)
        }
        made => made,
    }
}

/// The bed of a kind and, for own ones, a name: made where it is not there. Imports bring beds this way, so the limit
/// of own beds is not asked here.
pub(crate) async fn bed_for(tx: &Tx, by: &By, kind: BedKind, name: &str) -> Result<BedId, Fault> {
    let name = if kind == BedKind::Own { name } else { "" };
    if let Some(bed) = store::find_named(tx, by.member, kind, name).await? {
        return Ok(bed.id);
    }
    let fresh = Bed { id: BedId(by.fresh()), kind, name: name.to_owned() };
    if store::keep(tx, by.member, &fresh, by.now).await? {
        return Ok(fresh.id);
    }
    let there = store::find_named(tx, by.member, kind, name).await?;
    there.map(|bed| bed.id).ok_or_else(|| Fault::other("a bed is neither there nor can it be made"))
}

/// A bed of one's own.
pub(crate) async fn add_bed(app: &App, by: By, name: &str) -> Result<Bed, Failure<Refusal>> {
    let name = garden::bed_name(name).map_err(Failure::Refused)?;
    let bed = Bed { id: BedId(by.fresh()), kind: BedKind::Own, name };
    app.db
        .write(async move |tx| {
            if store::count_own(tx, by.member).await? >= OWN_BEDS {
                return Err(Failure::Refused(Refusal::TooManyBeds));
            }
            if !store::keep(tx, by.member, &bed, by.now).await? {
                return Err(Failure::Refused(Refusal::BedNameTaken));
            }
            Ok(bed.clone())
        })
        .await
}

/// Another name for an own bed.
pub(crate) async fn rename_bed(app: &App, by: By, id: BedId, name: &str) -> Result<Bed, Failure<Refusal>> {
    let name = garden::bed_name(name).map_err(Failure::Refused)?;
    app.db
        .write(async move |tx| {
            let bed = own(tx, by.member, id).await?;
            let namesake = store::find_named(tx, by.member, BedKind::Own, &name).await?;
            if namesake.is_some_and(|other| other.id != id) {
                return Err(Failure::Refused(Refusal::BedNameTaken));
            }
            store::rename(tx, by.member, id, &name).await?;
            Ok(Bed { name: name.clone(), ..bed })
        })
        .await
}

/// Takes an own bed away; who stood in it stands in none.
pub(crate) async fn remove_bed(app: &App, by: By, id: BedId) -> Result<(), Failure<Refusal>> {
    app.db
        .write(async move |tx| {
            own(tx, by.member, id).await?;
            Ok(store::remove(tx, by.member, id).await?)
        })
        .await
}

async fn own(tx: &Tx, owner: MemberId, id: BedId) -> Result<Bed, Failure<Refusal>> {
    let bed = store::find(tx, owner, id).await?.ok_or(Failure::NotFound)?;
    if bed.kind == BedKind::Own { Ok(bed) } else { Err(Failure::Refused(Refusal::BedFixed)) }
}
