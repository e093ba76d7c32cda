//! Counts for the page that everybody may read. They are made coarse before they leave the room.

use pergola_db::{Fault, Tx, params};
use pergola_domain::time::Timestamp;

async fn by_word(tx: &Tx, sql: &str, (from, to): (Timestamp, Timestamp)) -> Result<Vec<(String, i64)>, Fault> {
    tx.all(sql, &params![from, to], |row| Ok((row.get(0)?, row.get(1)?))).await
}

/// Reports by kind, within a stretch of time.
pub(in crate::moderation) async fn reports(
    tx: &Tx,
    within: (Timestamp, Timestamp),
) -> Result<Vec<(String, i64)>, Fault> {
    let sql = "SELECT why, count(*) FROM reports WHERE at >= $1 AND at < $2 GROUP BY why ORDER BY why LIMIT 50";
    by_word(tx, sql, within).await
}

pub(in crate::moderation) async fn decisions(
    tx: &Tx,
    within: (Timestamp, Timestamp),
) -> Result<Vec<(String, i64)>, Fault> {
    let sql = "SELECT CASE WHEN group_id IS NULL THEN measure ELSE 'out_of_group' END, count(*) FROM decisions \
               WHERE at >= $1 AND at < $2 GROUP BY 1 ORDER BY 1 LIMIT 50";
    by_word(tx, sql, within).await
}

/// Appeals that were answered, by their outcome.
pub(in crate::moderation) async fn appeals(
    tx: &Tx,
    within: (Timestamp, Timestamp),
) -> Result<Vec<(String, i64)>, Fault> {
    let sql = "SELECT hearing, count(*) FROM decisions WHERE answered_at >= $1 AND answered_at < $2 \
               GROUP BY hearing ORDER BY hearing LIMIT 50";
    by_word(tx, sql, within).await
}

/// What the judge of spam held.
pub(in crate::moderation) async fn held(tx: &Tx, (from, to): (Timestamp, Timestamp)) -> Result<i64, Fault> {
    let sql = "SELECT count(*) FROM cases WHERE is_held AND opened_at >= $1 AND opened_at < $2";
    Ok(tx.one(sql, &params![from, to], |row| row.get(0)).await?.unwrap_or_default())
}
