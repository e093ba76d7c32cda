//! What moderators' decisions make of an account: columns of the table `members`, and the barred domains.

use pergola_db::{Fault, Tx, in_list, params};
use pergola_domain::{
    ids::{MemberId, SessionId, TokenId},
    moderation,
    time::Timestamp,
};

use super::sessions;

/// The account is closed: every sign-in ends at once, and nobody else sees it.
pub(crate) async fn suspend(tx: &Tx, member: MemberId, until: Option<Timestamp>) -> Result<(), Fault> {
    let sql = "UPDATE members SET is_suspended = TRUE, suspended_until = $2, version = version + 1 WHERE id = $1";
    tx.run(sql, &params![member, until]).await?;
    sessions::remove_other_sessions(tx, member, None::<SessionId>).await?;
    sessions::remove_other_tokens(tx, member, None::<TokenId>).await
}

pub(crate) async fn restore(tx: &Tx, member: MemberId) -> Result<(), Fault> {
    let sql = "UPDATE members SET is_suspended = FALSE, suspended_until = NULL, version = version + 1 WHERE id = $1";
    tx.run(sql, &params![member]).await.map(drop)
}

/// Until then he writes nothing for all; none: he may again.
pub(crate) async fn silence(tx: &Tx, member: MemberId, until: Option<Timestamp>) -> Result<(), Fault> {
    let sql = "UPDATE members SET silenced_until = $2, version = version + 1 WHERE id = $1";
    tx.run(sql, &params![member, until]).await.map(drop)
}

/// Until when somebody writes nothing for all.
pub(crate) async fn silenced_until(tx: &Tx, member: MemberId) -> Result<Option<Timestamp>, Fault> {
    let sql = "SELECT silenced_until FROM members WHERE id = $1";
    Ok(tx.one(sql, &params![member], |row| row.get(0)).await?.flatten())
}

/// Whose suspension is over by now.
pub(crate) async fn list_suspended_until(tx: &Tx, now: Timestamp, limit: i64) -> Result<Vec<MemberId>, Fault> {
    let sql = "SELECT id FROM members WHERE is_suspended AND suspended_until <= $1 ORDER BY id LIMIT $2";
    tx.all(sql, &params![now, limit], |row| row.get(0)).await
}

/// Everybody whose account is closed by a decision.
pub(crate) async fn list_suspended(tx: &Tx) -> Result<Vec<MemberId>, Fault> {
    tx.all("SELECT id FROM members WHERE is_suspended LIMIT 100000", &[], |row| row.get(0)).await
}

/// Everybody who is about to leave.
pub(crate) async fn list_leaving(tx: &Tx) -> Result<Vec<MemberId>, Fault> {
    tx.all("SELECT id FROM members WHERE leaving_at IS NOT NULL LIMIT 100000", &[], |row| row.get(0)).await
}

pub(crate) async fn suspended_among(tx: &Tx, people: &[MemberId]) -> Result<Vec<MemberId>, Fault> {
    let mut found = Vec::new();
    for some in people.chunks(256) {
        let mut values = Vec::new();
        let marks = in_list(&mut values, some);
        let sql = format!("SELECT id FROM members WHERE is_suspended AND id IN ({marks})");
        found.extend(tx.all(&sql, &values, |row| row.get::<MemberId>(0)).await?);
    }
    Ok(found)
}

pub(crate) async fn keep_moderator(tx: &Tx, member: MemberId, is_one: bool) -> Result<(), Fault> {
    let sql = "UPDATE members SET is_moderator = $2, version = version + 1 WHERE id = $1";
    tx.run(sql, &params![member, is_one]).await.map(drop)
}

/// Whether somebody is one of those who run this server.
pub(crate) async fn runs_server(tx: &Tx, member: MemberId) -> Result<bool, Fault> {
    let sql = "SELECT is_admin FROM members WHERE id = $1";
    Ok(tx.one(sql, &params![member], |row| row.get(0)).await?.unwrap_or_default())
}

/// Who may judge: appointed, or running the server. In the order of joining.
pub(crate) async fn list_moderators(tx: &Tx) -> Result<Vec<MemberId>, Fault> {
    let sql = "SELECT id FROM members WHERE (is_moderator OR is_admin) AND NOT is_suspended ORDER BY id LIMIT 200";
    tx.all(sql, &params![], |row| row.get(0)).await
}

/// Whether addresses of this domain, or links to it, are not welcome here: itself, or one that it belongs to.
pub(crate) async fn is_barred(tx: &Tx, host: &str) -> Result<bool, Fault> {
    let names: Vec<String> = moderation::parents(host).take(16).map(str::to_owned).collect();
    let mut values = Vec::new();
    let marks = in_list(&mut values, &names);
    let sql = format!("SELECT domain FROM barred_domains WHERE domain IN ({marks}) LIMIT 1");
    Ok(tx.one(&sql, &values, |row| row.get::<String>(0)).await?.is_some())
}

/// Whether an address is at a provider that is not welcome.
pub(in crate::members) async fn is_provider_barred(tx: &Tx, address: &str) -> Result<bool, Fault> {
    match address.rsplit_once('@') {
        Some((_, host)) => is_barred(tx, &host.to_lowercase()).await,
        None => Ok(false),
    }
}
