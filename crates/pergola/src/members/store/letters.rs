//! The tables `letters` and `unwanted`: links that went out by mail, each good once, and who wants none.

use pergola_db::{Fault, Tx, params};
use pergola_domain::{
    ids::{LetterId, MemberId},
    time::Timestamp,
};

/// What a link in a letter is good for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Purpose {
    /// An address is the member's.
    Confirm,
    /// A new password.
    Reset,
    /// Somebody may join; the member is who invites.
    Join,
}

impl Purpose {
    const fn word(self) -> &'static str {
        match self {
            Self::Confirm => "confirm",
            Self::Reset => "reset",
            Self::Join => "join",
        }
    }

    fn from_word(word: &str) -> Option<Self> {
        [Self::Confirm, Self::Reset, Self::Join].into_iter().find(|purpose| purpose.word() == word)
    }
}

/// A link that is still good.
#[derive(Clone, Debug)]
pub(in crate::members) struct OpenLetter {
    pub(in crate::members) id: LetterId,
    pub(in crate::members) purpose: Purpose,
    pub(in crate::members) member: MemberId,
    pub(in crate::members) email: String,
}

/// Keeps a link, by the hash of its key.
pub(in crate::members) async fn keep(
    tx: &Tx,
    letter: &OpenLetter,
    key_hash: &str,
    expires_at: Timestamp,
) -> Result<(), Fault> {
    let sql = "INSERT INTO letters (id, key_hash, kind, member_id, email, expires_at) VALUES ($1, $2, $3, $4, $5, $6)";
    let values = params![letter.id, key_hash, letter.purpose.word(), letter.member, letter.email, expires_at];
    tx.run(sql, &values).await.map(drop)
}

/// The link of a key, while it is good.
pub(in crate::members) async fn find(tx: &Tx, key_hash: &str, now: Timestamp) -> Result<Option<OpenLetter>, Fault> {
    let sql = "SELECT id, kind, member_id, email FROM letters \
               WHERE key_hash = $1 AND used_at IS NULL AND expires_at > $2";
    let found = tx
        .one(sql, &params![key_hash, now], |row| {
            let purpose = Purpose::from_word(&row.get::<String>(1)?);
            Ok(purpose.map(|purpose| (purpose, row.get(0), row.get(2), row.get(3))))
        })
        .await?;
    let Some((purpose, id, member, email)) = found.flatten() else { return Ok(None) };
    Ok(Some(OpenLetter { id: id?, purpose, member: member?, email: email? }))
}

/// Spends a link. Gives false where somebody was quicker.
pub(in crate::members) async fn spend(tx: &Tx, id: LetterId, now: Timestamp) -> Result<bool, Fault> {
    Ok(tx.run("UPDATE letters SET used_at = $2 WHERE id = $1 AND used_at IS NULL", &params![id, now]).await? > 0)
}

/// Spends the links whose time is over, so that none of them is good again when a clock is set back.
pub(in crate::members) async fn spend_over(tx: &Tx, now: Timestamp) -> Result<(), Fault> {
    let sql = "UPDATE letters SET used_at = expires_at WHERE used_at IS NULL AND expires_at <= $1";
    tx.run(sql, &params![now]).await.map(drop)
}

/// Spends all links of one purpose of a member.
pub(in crate::members) async fn spend_all(
    tx: &Tx,
    member: MemberId,
    purpose: Purpose,
    now: Timestamp,
) -> Result<(), Fault> {
    let sql = "UPDATE letters SET used_at = $3 WHERE member_id = $1 AND kind = $2 AND used_at IS NULL";
    tx.run(sql, &params![member, purpose.word(), now]).await.map(drop)
}

/// How many invitations by letter a member has out, sent after a moment; told by when they end.
pub(in crate::members) async fn count_sent(tx: &Tx, member: MemberId, ending_after: Timestamp) -> Result<i64, Fault> {
    let sql = "SELECT count(*) FROM letters WHERE member_id = $1 AND kind = 'join' AND expires_at > $2";
    Ok(tx.one(sql, &params![member, ending_after], |row| row.get(0)).await?.unwrap_or_default())
}

/// How many invitations of whomever an address has got that are still good.
pub(in crate::members) async fn count_got(tx: &Tx, email: &str, now: Timestamp) -> Result<i64, Fault> {
    let sql = "SELECT count(*) FROM letters WHERE email = $1 AND kind = 'join' AND used_at IS NULL AND expires_at > $2";
    Ok(tx.one(sql, &params![email, now], |row| row.get(0)).await?.unwrap_or_default())
}

pub(in crate::members) async fn is_unwanted(tx: &Tx, address_hash: &str) -> Result<bool, Fault> {
    let sql = "SELECT at FROM unwanted WHERE address_hash = $1";
    Ok(tx.one(sql, &params![address_hash], |row| row.get::<i64>(0)).await?.is_some())
}

pub(in crate::members) async fn keep_unwanted(tx: &Tx, address_hash: &str, now: Timestamp) -> Result<(), Fault> {
    let sql = "INSERT INTO unwanted (address_hash, at) VALUES ($1, $2) ON CONFLICT (address_hash) DO NOTHING";
    tx.run(sql, &params![address_hash, now]).await.map(drop)
}
