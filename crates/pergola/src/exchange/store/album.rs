//! The table `former_pictures`: pictures that an archive brought along, for the next one.

use pergola_db::{Fault, Tx, params};
use pergola_domain::ids::{ImportId, MemberId};

/// Names and sizes, the newest records first.
pub(in crate::exchange) async fn list(tx: &Tx, member: MemberId, limit: i64) -> Result<Vec<(String, i64)>, Fault> {
    let sql = "SELECT name, CAST(length(bytes) AS BIGINT) FROM former_pictures WHERE member_id = $1 \
               ORDER BY name DESC LIMIT $2";
    tx.all(sql, &params![member, limit], |row| Ok((row.get(0)?, row.get(1)?))).await
}

pub(in crate::exchange) async fn find(tx: &Tx, member: MemberId, name: &str) -> Result<Option<Vec<u8>>, Fault> {
    let sql = "SELECT bytes FROM former_pictures WHERE member_id = $1 AND name = $2";
    tx.one(sql, &params![member, name], |row| row.get(0)).await
}

/// Keeps one that is not there yet.
pub(in crate::exchange) async fn keep(
    tx: &Tx,
    member: MemberId,
    import: ImportId,
    name: &str,
    bytes: &[u8],
) -> Result<(), Fault> {
    let sql = "INSERT INTO former_pictures (member_id, name, bytes, import_id) VALUES ($1, $2, $3, $4) \
               ON CONFLICT (member_id, name) DO NOTHING";
    tx.run(sql, &params![member, name, bytes.to_vec(), import]).await.map(drop)
}

/// Forgets those that an import brought.
pub(in crate::exchange) async fn remove_of(tx: &Tx, member: MemberId, import: ImportId) -> Result<(), Fault> {
    let sql = "DELETE FROM former_pictures WHERE member_id = $1 AND import_id = $2";
    tx.run(sql, &params![member, import]).await.map(drop)
}

pub(in crate::exchange) async fn remove_all(tx: &Tx, member: MemberId) -> Result<(), Fault> {
    tx.run("DELETE FROM former_pictures WHERE member_id = $1", &params![member]).await.map(drop)
}
