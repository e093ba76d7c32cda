//! A town between two people who both tell where they are.

use pergola_db::Fault;

use crate::{
    app::{App, By},
    members::{self, Account},
};

/// Where each of the two says to be, and the town between, if there is one.
#[derive(Clone, Debug)]
pub(in crate::meetings) struct Halfway {
    pub(in crate::meetings) mine: String,
    pub(in crate::meetings) theirs: String,
    pub(in crate::meetings) town: Option<&'static str>,
}

/// None where one of the two says no place.
pub(in crate::meetings) async fn halfway(app: &App, by: &By, other: &Account) -> Result<Option<Halfway>, Fault> {
    let me = by.member;
    let mine = app.db.read(async move |tx| members::find(tx, me).await).await?.map(|me| me.place).unwrap_or_default();
    let theirs = other.place.clone();
    if mine.is_empty() || theirs.is_empty() {
        return Ok(None);
    }
    let both = pergola_places::find(&mine).zip(pergola_places::find(&theirs));
    let town = both.and_then(|(here, there)| pergola_places::between(here.spot, there.spot));
    Ok(Some(Halfway { mine, theirs, town: town.map(|city| city.name) }))
}
