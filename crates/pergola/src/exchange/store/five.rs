//! Whom to begin with: people without a bed, those first with whom words went both ways lately.

use pergola_db::{Fault, Tx, params};
use pergola_domain::ids::{MemberId, PersonId};

/// Up to `limit` people, and whether words passed between them and the owner.
pub(in crate::exchange) async fn list(tx: &Tx, owner: MemberId, limit: i64) -> Result<Vec<(PersonId, bool)>, Fault> {
    let sql = "SELECT person_id, is_contact, last_moment_at FROM tending WHERE owner_id = $1 AND bed_id IS NULL \
               ORDER BY CASE WHEN last_two_way_at IS NOT NULL THEN 0 WHEN last_moment_at IS NOT NULL THEN 1 ELSE 2 END, \
               last_two_way_at DESC, last_moment_at DESC, met_at DESC, person_id LIMIT $2";
    tx.all(sql, &params![owner, limit], |row| {
        Ok((PersonId::from_parts(row.get(0)?, row.get(1)?), row.get::<Option<i64>>(2)?.is_some()))
    })
    .await
}
