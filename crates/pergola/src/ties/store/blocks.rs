//! The table `blocks`.

use pergola_db::{Fault, Tx, in_list, params};
use pergola_domain::{ids::MemberId, time::Timestamp};

/// Whether the first blocked the second, and the second the first.
pub(in crate::ties) async fn between(tx: &Tx, one: MemberId, other: MemberId) -> Result<(bool, bool), Fault> {
    let sql = "SELECT member_id FROM blocks WHERE (member_id = $1 AND blocked_id = $2) \
               OR (member_id = $2 AND blocked_id = $1) LIMIT 2";
    let by: Vec<MemberId> = tx.all(sql, &params![one, other], |row| row.get(0)).await?;
    Ok((by.contains(&one), by.contains(&other)))
}

/// Those of these people between whom and the viewer there is a block, either way.
pub(in crate::ties) async fn among(tx: &Tx, viewer: MemberId, people: &[MemberId]) -> Result<Vec<MemberId>, Fault> {
    let mut found = Vec::new();
    for some in people.chunks(128) {
        for (mine, theirs) in [("member_id", "blocked_id"), ("blocked_id", "member_id")] {
            let mut values = params![viewer].to_vec();
            let marks = in_list(&mut values, some);
            let sql = format!("SELECT {theirs} FROM blocks WHERE {mine} = $1 AND {theirs} IN ({marks})");
            found.extend(tx.all(&sql, &values, |row| row.get::<MemberId>(0)).await?);
        }
    }
    Ok(found)
}

/// Everybody between whom and the viewer there is a block, either way.
pub(in crate::ties) async fn all(tx: &Tx, viewer: MemberId) -> Result<Vec<MemberId>, Fault> {
    let sql = "SELECT blocked_id FROM blocks WHERE member_id = $1 UNION SELECT member_id FROM blocks \
               WHERE blocked_id = $1 LIMIT 100000";
    tx.all(sql, &params![viewer], |row| row.get(0)).await
}

/// Gives false where it is placed already.
pub(in crate::ties) async fn keep(tx: &Tx, by: MemberId, against: MemberId, now: Timestamp) -> Result<bool, Fault> {
    let sql = "INSERT INTO blocks (member_id, blocked_id, created_at) VALUES ($1, $2, $3) \
               ON CONFLICT (member_id, blocked_id) DO NOTHING";
    let kept = tx.run(sql, &params![by, against, now]).await? > 0;
    for (one, other) in [(by, against), (against, by)] {
        let sql = "INSERT INTO last_blocks (member_id, other_id, at) VALUES ($1, $2, $3) \
                   ON CONFLICT (member_id, other_id) DO UPDATE SET at = excluded.at";
        tx.run(sql, &params![one, other, now]).await?;
    }
    Ok(kept)
}

/// With whom there is or was a block, either way, and when the last one was placed.
pub(in crate::ties) async fn last(tx: &Tx, member: MemberId) -> Result<Vec<(MemberId, Timestamp)>, Fault> {
    let sql = "SELECT other_id, at FROM last_blocks WHERE member_id = $1 ORDER BY at DESC LIMIT 10000";
    tx.all(sql, &params![member], |row| Ok((row.get(0)?, row.get(1)?))).await
}

pub(in crate::ties) async fn remove(tx: &Tx, by: MemberId, against: MemberId) -> Result<bool, Fault> {
    let sql = "DELETE FROM blocks WHERE member_id = $1 AND blocked_id = $2";
    Ok(tx.run(sql, &params![by, against]).await? > 0)
}

/// In the order of the ids: whom this member blocked, and when.
pub(in crate::ties) async fn list(
    tx: &Tx,
    by: MemberId,
    after: Option<MemberId>,
    limit: i64,
) -> Result<Vec<(MemberId, Timestamp)>, Fault> {
    let sql = "SELECT blocked_id, created_at FROM blocks WHERE member_id = $1 AND blocked_id > $2 \
               ORDER BY blocked_id LIMIT $3";
    let values = params![by, after.unwrap_or(MemberId(0)), limit];
    tx.all(sql, &values, |row| Ok((row.get(0)?, row.get(1)?))).await
}

pub(in crate::ties) async fn erase(tx: &Tx, member: MemberId) -> Result<(), Fault> {
    tx.run("DELETE FROM last_blocks WHERE member_id = $1", &params![member]).await?;
    tx.run("DELETE FROM last_blocks WHERE other_id = $1", &params![member]).await?;
    tx.run("DELETE FROM blocks WHERE member_id = $1", &params![member]).await?;
    tx.run("DELETE FROM blocks WHERE blocked_id = $1", &params![member]).await.map(drop)
}
