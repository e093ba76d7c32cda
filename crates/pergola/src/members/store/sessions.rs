//! The tables `sessions` and `tokens`. Keys are random, so a plain SHA-256 of them is kept.

use std::collections::BTreeSet;

use pergola_db::{Fault, Row, Tx, in_list, params};
use pergola_domain::{
    ids::{MemberId, SessionId, TokenId},
    members::{Language, SESSION_DAYS, SESSION_IDLE_DAYS},
    time::Timestamp,
};

use crate::{http::identity::Me, members::known::Kept};

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

const ME: &str = "m.id, m.handle, m.name, m.photo_id, m.is_admin, m.leaving_at, m.language, m.theme, m.is_moderator, \
                  m.is_suspended, m.silenced_until";

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
        moderator: row.get(8)?,
        suspended: row.get(9)?,
        silenced_until: row.get(10)?,
        session: None,
        token: None,
    })
}

/// Whose session this is, where it has not ended.
pub(in crate::members) async fn find_session(tx: &Tx, key_hash: &str, now: Timestamp) -> Result<Option<Kept>, Fault> {
    let sql = format!(
        "SELECT {ME}, s.id, s.seen_at, s.created_at FROM sessions s JOIN members m ON m.id = s.member_id \
         WHERE s.key_hash = $1 AND s.seen_at > $2 AND s.created_at > $3"
    );
    let (idle, oldest) = (now.plus_days(-SESSION_IDLE_DAYS), now.plus_days(-SESSION_DAYS));
    tx.one(&sql, &params![key_hash, idle, oldest], |row| {
        let (seen, created): (Timestamp, Timestamp) = (row.get(12)?, row.get(13)?);
        let good_until = seen.plus_days(SESSION_IDLE_DAYS).min(created.plus_days(SESSION_DAYS));
        let me = Me { session: Some(row.get::<SessionId>(11)?), ..me(row)? };
        Ok(Kept { me, good_until, seen: Some(seen) })
    })
    .await
}

/// Those of these sessions and keys of programs that are still good. Whatever ends a sign-in ends it here, too.
pub(crate) async fn still_signed_in(
    tx: &Tx,
    sessions: &[SessionId],
    tokens: &[TokenId],
    now: Timestamp,
) -> Result<(BTreeSet<SessionId>, BTreeSet<TokenId>), Fault> {
    let (mut alive, mut keys) = (BTreeSet::new(), BTreeSet::new());
    for some in sessions.chunks(128) {
        let mut values = params![now.plus_days(-SESSION_IDLE_DAYS), now.plus_days(-SESSION_DAYS)].to_vec();
        let marks = in_list(&mut values, some);
        let sql = format!(
            "SELECT s.id FROM sessions s JOIN members m ON m.id = s.member_id \
             WHERE s.seen_at > $1 AND s.created_at > $2 AND s.id IN ({marks})"
        );
        alive.extend(tx.all(&sql, &values, |row| row.get::<SessionId>(0)).await?);
    }
    for some in tokens.chunks(128) {
        let mut values = Vec::new();
        let marks = in_list(&mut values, some);
        let sql = format!("SELECT t.id FROM tokens t JOIN members m ON m.id = t.member_id WHERE t.id IN ({marks})");
        keys.extend(tx.all(&sql, &values, |row| row.get::<TokenId>(0)).await?);
    }
    Ok((alive, keys))
}

pub(in crate::members) async fn keep_seen(tx: &Tx, id: SessionId, now: Timestamp) -> Result<(), Fault> {
    tx.run("UPDATE sessions SET seen_at = $2 WHERE id = $1", &params![id, now]).await.map(drop)
}

/// Ends one session of this member's own.
pub(in crate::members) async fn remove_session(tx: &Tx, member: MemberId, id: SessionId) -> Result<bool, Fault> {
    Ok(tx.run("DELETE FROM sessions WHERE id = $1 AND member_id = $2", &params![id, member]).await? > 0)
}

/// Ends all sessions of a member but one.
pub(in crate::members) async fn remove_other_sessions(
    tx: &Tx,
    member: MemberId,
    but: Option<SessionId>,
) -> Result<(), Fault> {
    let but = but.unwrap_or(SessionId(0));
    tx.run("DELETE FROM sessions WHERE member_id = $1 AND id <> $2", &params![member, but]).await.map(drop)
}

/// Takes away the sessions that are over: one that has ended does not begin again when a clock is set back.
pub(in crate::members) async fn remove_over(tx: &Tx, now: Timestamp) -> Result<(), Fault> {
    let (idle, oldest) = (now.plus_days(-SESSION_IDLE_DAYS), now.plus_days(-SESSION_DAYS));
    let sql = "DELETE FROM sessions WHERE seen_at <= $1 OR created_at <= $2";
    tx.run(sql, &params![idle, oldest]).await.map(drop)
}

/// A session as its owner knows it.
#[derive(Clone, Debug)]
pub(in crate::members) struct Session {
    pub(in crate::members) id: SessionId,
    pub(in crate::members) agent: String,
    pub(in crate::members) created_at: Timestamp,
    pub(in crate::members) seen_at: Timestamp,
}

/// The sessions of a member that have not ended, the last used first.
pub(in crate::members) async fn list_sessions(
    tx: &Tx,
    member: MemberId,
    now: Timestamp,
) -> Result<Vec<Session>, Fault> {
    let sql = "SELECT id, agent, created_at, seen_at FROM sessions \
               WHERE member_id = $1 AND seen_at > $2 AND created_at > $3 ORDER BY seen_at DESC, id DESC LIMIT 100";
    let (idle, oldest) = (now.plus_days(-SESSION_IDLE_DAYS), now.plus_days(-SESSION_DAYS));
    tx.all(sql, &params![member, idle, oldest], |row| {
        Ok(Session { id: row.get(0)?, agent: row.get(1)?, created_at: row.get(2)?, seen_at: row.get(3)? })
    })
    .await
}

/// A program's key as its owner knows it.
#[derive(Clone, Debug)]
pub(in crate::members) struct Token {
    pub(in crate::members) id: TokenId,
    pub(in crate::members) name: String,
    pub(in crate::members) created_at: Timestamp,
    pub(in crate::members) used_at: Option<Timestamp>,
}

pub(in crate::members) async fn list_tokens(tx: &Tx, member: MemberId) -> Result<Vec<Token>, Fault> {
    let sql = "SELECT id, name, created_at, used_at FROM tokens WHERE member_id = $1 ORDER BY id DESC LIMIT 100";
    tx.all(sql, &params![member], |row| {
        Ok(Token { id: row.get(0)?, name: row.get(1)?, created_at: row.get(2)?, used_at: row.get(3)? })
    })
    .await
}

pub(in crate::members) async fn remove_token(tx: &Tx, member: MemberId, id: TokenId) -> Result<bool, Fault> {
    Ok(tx.run("DELETE FROM tokens WHERE id = $1 AND member_id = $2", &params![id, member]).await? > 0)
}

/// Takes all keys of programs away but one.
pub(in crate::members) async fn remove_other_tokens(
    tx: &Tx,
    member: MemberId,
    but: Option<TokenId>,
) -> Result<(), Fault> {
    let but = but.unwrap_or(TokenId(0));
    tx.run("DELETE FROM tokens WHERE member_id = $1 AND id <> $2", &params![member, but]).await.map(drop)
}

pub(in crate::members) async fn keep_used(tx: &Tx, id: TokenId, now: Timestamp) -> Result<(), Fault> {
    tx.run("UPDATE tokens SET used_at = $2 WHERE id = $1", &params![id, now]).await.map(drop)
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

/// Whose key this is. It has no end but its owner's word.
pub(in crate::members) async fn find_token(tx: &Tx, key_hash: &str) -> Result<Option<Kept>, Fault> {
    let sql = format!(
        "SELECT {ME}, t.id, t.used_at FROM tokens t JOIN members m ON m.id = t.member_id WHERE t.key_hash = $1"
    );
    tx.one(&sql, &params![key_hash], |row| {
        let me = Me { token: Some(row.get::<TokenId>(11)?), ..me(row)? };
        Ok(Kept { me, good_until: Timestamp(i64::MAX), seen: row.get(12)? })
    })
    .await
}
