//! The tables of the companion, and what it reads of a member's own side.

pub(super) mod beside;
pub(super) mod facts;
pub(super) mod steps;

use pergola_db::{Fault, Tx, params};
use pergola_domain::ids::MemberId;

/// Everything of a member's.
pub(crate) async fn erase(tx: &Tx, member: MemberId) -> Result<(), Fault> {
    tx.run("DELETE FROM steps WHERE member_id = $1", &params![member]).await?;
    tx.run("DELETE FROM godparents WHERE member_id = $1", &params![member]).await?;
    tx.run("DELETE FROM newcomers WHERE newcomer_id = $1", &params![member]).await?;
    tx.run("DELETE FROM newcomers WHERE godparent_id = $1", &params![member]).await.map(drop)
}
