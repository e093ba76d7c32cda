//! What a block does to conversations, meetings and events. The block itself keeps people apart at once; this makes it last.

use pergola_db::{Fault, Tx};
use pergola_domain::changes::Change;

use crate::{app::By, events, meetings, messages};

pub(super) async fn apply(tx: &Tx, by: &By, _: i64, change: &Change) -> Result<(), Fault> {
    match *change {
        Change::BlockPlaced { by: blocker, against } => {
            meetings::apply(tx, by, change).await?;
            events::apply(tx, by, change).await?;
            messages::end_between(tx, by, blocker, against).await
        }
        _ => Ok(()),
    }
}
