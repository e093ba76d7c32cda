//! The table `formers`: what archives told of another place.

use std::collections::BTreeSet;

use pergola_db::{Fault, Tx, params};
use pergola_domain::ids::{ImportId, MemberId};

use super::rows::{AT_ONCE, marks};
use crate::{
    app::By,
    exchange::formers::{ACCOUNT, BLOCKS, INVITATIONS, ROOM},
};

/// Records of one member, beyond any archive.
const MOST: i64 = 200_000;

/// A record to keep.
#[derive(Clone, Debug)]
pub(in crate::exchange) struct Record {
    pub(in crate::exchange) section: String,
    pub(in crate::exchange) key: String,
    pub(in crate::exchange) body: String,
    /// Where it stands in the archive; kept nowhere.
    pub(in crate::exchange) line: i64,
}

/// The bodies of a section, in their order.
pub(in crate::exchange) async fn list(tx: &Tx, member: MemberId, section: &str) -> Result<Vec<String>, Fault> {
    let sql = "SELECT body FROM formers WHERE member_id = $1 AND section = $2 ORDER BY position LIMIT $3";
    tx.all(sql, &params![member, section, MOST], |row| row.get(0)).await
}

/// The bodies of all rooms in their order, each with the name of its room.
pub(in crate::exchange) async fn list_rooms(tx: &Tx, member: MemberId) -> Result<Vec<(String, String)>, Fault> {
    let sql = "SELECT substr(section, 6), body FROM formers WHERE member_id = $1 AND substr(section, 1, 5) = $2 \
               ORDER BY section, position LIMIT $3";
    tx.all(sql, &params![member, ROOM, MOST], |row| Ok((row.get(0)?, row.get(1)?))).await
}

/// How many there are of each section, but for the account itself.
pub(in crate::exchange) async fn counts(tx: &Tx, member: MemberId) -> Result<Vec<(String, i64)>, Fault> {
    let sql = "SELECT section, count(*) FROM formers WHERE member_id = $1 AND section <> $2 \
               GROUP BY section ORDER BY section LIMIT 100";
    tx.all(sql, &params![member, ACCOUNT], |row| Ok((row.get(0)?, row.get(1)?))).await
}

/// Since when the member had a place elsewhere.
pub(in crate::exchange) async fn joined_at(tx: &Tx, member: MemberId) -> Result<Option<i64>, Fault> {
    let found = list(tx, member, ACCOUNT).await?;
    Ok(found.iter().filter_map(|body| body.parse().ok()).min())
}

/// How many more records the member may keep.
pub(in crate::exchange) async fn room(tx: &Tx, member: MemberId) -> Result<i64, Fault> {
    let sql = "SELECT count(*) FROM formers WHERE member_id = $1";
    Ok(MOST - tx.one(sql, &params![member], |row| row.get::<i64>(0)).await?.unwrap_or_default())
}

/// Keeps records that are not there yet.
pub(in crate::exchange) async fn keep_all(tx: &Tx, by: &By, import: ImportId, records: &[Record]) -> Result<(), Fault> {
    for some in records.chunks(AT_ONCE) {
        // One statement must not say the same key twice.
        let mut keys = BTreeSet::new();
        let mut values = Vec::with_capacity(some.len() * 6);
        for record in some.iter().filter(|record| keys.insert((&record.section, &record.key))) {
            values.extend(params![by.member, record.section, record.key, by.fresh(), record.body, import]);
        }
        let sql = format!(
            "INSERT INTO formers (member_id, section, source_key, position, body, import_id) VALUES {} \
             ON CONFLICT (member_id, section, source_key) DO NOTHING",
            marks(&values, 6)
        );
        tx.run(&sql, &values).await?;
    }
    Ok(())
}

/// Forgets all of it.
pub(in crate::exchange) async fn remove_all(tx: &Tx, member: MemberId) -> Result<(), Fault> {
    super::album::remove_all(tx, member).await?;
    tx.run("DELETE FROM formers WHERE member_id = $1", &params![member]).await.map(drop)
}

/// Takes a member who leaves out of what others brought along. Only whom their archives call by a bare handle: the others
/// are people of other servers.
pub(in crate::exchange) async fn erase(tx: &Tx, member: MemberId) -> Result<(), Fault> {
    remove_all(tx, member).await?;
    let sql = "SELECT handle FROM members WHERE id = $1";
    let Some(handle) = tx.one(sql, &params![member], |row| row.get::<String>(0)).await? else { return Ok(()) };
    let blocks = "DELETE FROM formers WHERE section = $1 AND source_key = $2";
    tx.run(blocks, &params![BLOCKS, handle]).await?;
    let start = format!("{handle} ");
    let length = i64::try_from(start.chars().count()).unwrap_or_default();
    let invitations = "DELETE FROM formers WHERE section = $1 AND substr(source_key, 1, $2) = $3";
    tx.run(invitations, &params![INVITATIONS, length, start]).await?;
    let named = format!("{{\"member\":\"{handle}\"}}");
    let rooms = "UPDATE formers SET body = replace(body, $1, '{\"member\":\"\"}') WHERE body LIKE '%' || $1 || '%'";
    tx.run(rooms, &params![named]).await?;
    let cards = "UPDATE contacts SET former = '' WHERE former LIKE '%' || $1 || '%'";
    tx.run(cards, &params![format!("{{\"handle\":\"{handle}\"")]).await.map(drop)
}
