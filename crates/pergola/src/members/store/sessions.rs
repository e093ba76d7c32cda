//! The tables `sessions` and `tokens`. Keys are random, so a plain SHA-256 of them is kept.

use pergola_db::{Fault, Row, Tx, params};
use pergola_domain::{
    ids::{MemberId, SessionId, TokenId},
    members::{Language, SESSION_DAYS, SESSION_IDLE_DAYS},
    time::Timestamp,
};

use crate::http::identity::Me;

pub(in crate::members) async fn keep_session(
    tx: &Tx,
    id: SessionId,
    member: MemberId,
    key_hash: &str,
    agent: &str,
    now: Timestamp,
) -> Result<(), Fault> {
    let sql =
        "INSERT INTO sessions (id, member_id, key_hash, agent, created_at, seen_at) VALUES ($1, $2, $3, $4, $5, $5)";
    tx.run(sql, &params![id, member, key_hash, agent, now]).await.map(drop)
}

const ME: &str = "m.id, m.handle, m.name, m.photo_id, m.is_admin, m.leaving_at, m.language, m.theme";

fn me(row: &Row<'_>) -> Result<Me, Fault> {
    Ok(Me {
        member: row.get(0)?,
        handle: row.get(1)?,
        name: row.get(2)?,
        photo: row.get(3)?,
        admin: row.get(4)?,
        leaving: row.get::<Option<i64>>(5)?.is_some(),
        language: Language::from_tag(&row.get::<String>(6)?).unwrap_or_default(),
        theme: row.get(7)?,
        session: None,
        token: None,
    })
}

/// Whose session this is, where it has not ended, and when it was last seen.
pub(in crate::members) async fn find_session(
    tx: &Tx,
    key_hash: &str,
    now: Timestamp,
) -> Result<Option<(Me, Timestamp)>, Fault> {
    let sql = format!(
        "SELECT {ME}, s.id, s.seen_at FROM sessions s JOIN members m ON m.id = s.member_id \
         WHERE s.key_hash = $1 AND s.seen_at > $2 AND s.created_at > $3"
    );
    let (idle, oldest) = (now.plus_days(-SESSION_IDLE_DAYS), now.plus_days(-SESSION_DAYS));
    tx.one(&sql, &params![key_hash, idle, oldest], |row| {
        Ok((Me { session: Some(row.get::<SessionId>(8)?), ..me(row)? }, row.get(9)?))
    })
    .await
}

pub(in crate::members) async fn keep_seen(tx: &Tx, id: SessionId, now: Timestamp) -> Result<(), Fault> {
    tx.run("UPDATE sessions SET seen_at = $2 WHERE id = $1", &params![id, now]).await.map(drop)
}

/// Ends one session of this member's own.
pub(in crate::members) async fn remove_session(tx: &Tx, member: MemberId, id: SessionId) -> Result<bool, Fault> {
    Ok(tx.run("DELETE FROM sessions WHERE id = $1 AND member_id = $2", &params![id, member]).await? > 0)
}

pub(in crate::members) async fn keep_token(
    tx: &Tx,
    id: TokenId,
    member: MemberId,
    key_hash: &str,
    name: &str,
    now: Timestamp,
) -> Result<(), Fault> {
    let sql = "INSERT INTO tokens (id, member_id, key_hash, name, created_at) VALUES ($1, $2, $3, $4, $5)";
    tx.run(sql, &params![id, member, key_hash, name, now]).await.map(drop)
}

pub(in crate::members) async fn count_tokens(tx: &Tx, member: MemberId) -> Result<i64, Fault> {
    let count = tx.one("SELECT count(*) FROM tokens WHERE member_id = $1", &params![member], |row| row.get(0)).await?;
    Ok(count.unwrap_or_default())
}

pub(in crate::members) async fn find_token(tx: &Tx, key_hash: &str) -> Result<Option<Me>, Fault> {
    let sql = format!("SELECT {ME}, t.id FROM tokens t JOIN members m ON m.id = t.member_id WHERE t.key_hash = $1");
    tx.one(&sql, &params![key_hash], |row| Ok(Me { token: Some(row.get::<TokenId>(8)?), ..me(row)? })).await
}
