//! The table `barred_domains`. Whether an address or a link is at one of them is asked in `members`, where people join.

use pergola_db::{Fault, Tx, params};
use pergola_domain::{ids::MemberId, time::Timestamp};

pub(in crate::moderation) async fn keep(tx: &Tx, domain: &str, by: MemberId, now: Timestamp) -> Result<bool, Fault> {
    let sql = "INSERT INTO barred_domains (domain, by_id, at) VALUES ($1, $2, $3) ON CONFLICT (domain) DO NOTHING";
    Ok(tx.run(sql, &params![domain, by, now]).await? > 0)
}

pub(in crate::moderation) async fn remove(tx: &Tx, domain: &str) -> Result<bool, Fault> {
    Ok(tx.run("DELETE FROM barred_domains WHERE domain = $1", &params![domain]).await? > 0)
}

pub(in crate::moderation) async fn list(tx: &Tx, limit: i64) -> Result<Vec<(String, Timestamp)>, Fault> {
    let sql = "SELECT domain, at FROM barred_domains ORDER BY domain LIMIT $1";
    tx.all(sql, &params![limit], |row| Ok((row.get(0)?, row.get(1)?))).await
}
