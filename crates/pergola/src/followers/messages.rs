//! What a block does to conversations, meetings and events, and who comes and goes to a group's conversation. The block
//! itself keeps people apart at once, and so does the group; this makes it last.

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
        Change::GroupPeopleChanged { group } | Change::GroupHidden { group } => {
            messages::follow_group(tx, by, group).await
        }
        _ => Ok(()),
    }
}
