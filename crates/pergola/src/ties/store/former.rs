//! The table `former_ties`: which card holds what somebody wrote of a member to whom he was tied.

use pergola_db::{Fault, Tx, params};
use pergola_domain::ids::{ContactId, MemberId};

pub(in crate::ties) async fn keep(tx: &Tx, owner: MemberId, member: MemberId, contact: ContactId) -> Result<(), Fault> {
    let sql = "INSERT INTO former_ties (owner_id, member_id, contact_id) VALUES ($1, $2, $3) \
               ON CONFLICT (owner_id, member_id) DO UPDATE SET contact_id = excluded.contact_id";
    tx.run(sql, &params![owner, member, contact]).await.map(drop)
}

/// The card, which is forgotten here with that.
pub(in crate::ties) async fn take(tx: &Tx, owner: MemberId, member: MemberId) -> Result<Option<ContactId>, Fault> {
    let sql = "DELETE FROM former_ties WHERE owner_id = $1 AND member_id = $2 RETURNING contact_id";
    tx.one(sql, &params![owner, member], |row| row.get(0)).await
}

/// All cards that others keep of a member.
pub(in crate::ties) async fn list_of(tx: &Tx, member: MemberId) -> Result<Vec<(MemberId, ContactId)>, Fault> {
    let sql = "SELECT owner_id, contact_id FROM former_ties WHERE member_id = $1";
    tx.all(sql, &params![member], |row| Ok((row.get(0)?, row.get(1)?))).await
}

pub(in crate::ties) async fn erase(tx: &Tx, member: MemberId) -> Result<(), Fault> {
    tx.run("DELETE FROM former_ties WHERE member_id = $1", &params![member]).await?;
    tx.run("DELETE FROM former_ties WHERE owner_id = $1", &params![member]).await.map(drop)
}
