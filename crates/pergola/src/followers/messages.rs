//! What a block does to conversations. The block itself keeps words apart at once; this makes it last.

use pergola_db::{Fault, Tx};
use pergola_domain::changes::Change;

use crate::{app::By, messages};

pub(super) async fn apply(tx: &Tx, by: &By, _: i64, change: &Change) -> Result<(), Fault> {
    match *change {
        Change::BlockPlaced { by: blocker, against } => messages::end_between(tx, by, blocker, against).await,
        _ => Ok(()),
    }
}
