//! What moderators decided reaches the rooms that have the things.

use pergola_db::{Fault, Tx};
use pergola_domain::changes::Change;

use crate::{app::By, rooms};

pub(super) async fn apply(tx: &Tx, by: &By, _seq: i64, change: &Change) -> Result<(), Fault> {
    match *change {
        Change::ThingHidden { about, id } => rooms::hide(tx, by, about, id).await,
        Change::ThingShown { about, id } => rooms::show(tx, by, about, id).await,
        Change::ThingReleased { about, id } => rooms::release(tx, by, about, id).await,
        _ => Ok(()),
    }
}
