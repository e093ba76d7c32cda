//! The table `members`: who is here and how they are found.

use pergola_db::{Fault, Row, Tx, in_list, params};
use pergola_domain::{
    ids::{MemberId, PhotoId},
    members::Language,
    text,
    time::Timestamp,
};

/// A member as other rooms need him. Nothing private in it but what the member chose to share.
#[derive(Clone, Debug)]
pub(crate) struct Account {
    pub(crate) id: MemberId,
    pub(crate) handle: String,
    pub(crate) name: String,
    pub(crate) headline: String,
    pub(crate) place: String,
    pub(crate) photo: Option<PhotoId>,
    pub(crate) language: Language,
    pub(crate) connector: bool,
    pub(crate) hides_ties: bool,
    pub(crate) leaving_at: Option<Timestamp>,
    pub(crate) created_at: Timestamp,
    /// Closed by a decision of the moderators: nobody else sees it.
    pub(crate) suspended: bool,
}

impl Account {
    /// The address of the member's page.
    pub(crate) fn path(&self) -> String {
        format!("/@{}", self.handle)
    }
}

const COLUMNS: &str = "id, handle, name, headline, place, photo_id, language, connector, ties_shown, leaving_at, created_at, is_suspended";

fn account(row: &Row<'_>) -> Result<Account, Fault> {
    Ok(Account {
        id: row.get(0)?,
        handle: row.get(1)?,
        name: row.get(2)?,
        headline: row.get(3)?,
        place: row.get(4)?,
        photo: row.get(5)?,
        language: Language::from_tag(&row.get::<String>(6)?).unwrap_or_default(),
        connector: row.get(7)?,
        hides_ties: row.get::<String>(8)? == "nobody",
        leaving_at: row.get(9)?,
        created_at: row.get(10)?,
        suspended: row.get(11)?,
    })
}

/// One member.
pub(crate) async fn find(tx: &Tx, id: MemberId) -> Result<Option<Account>, Fault> {
    tx.one(&format!("SELECT {COLUMNS} FROM members WHERE id = $1"), &params![id], account).await
}

/// The member of a handle, typed in any case.
pub(crate) async fn find_by_handle(tx: &Tx, handle: &str) -> Result<Option<Account>, Fault> {
    let handle = handle.trim_start_matches('@').to_ascii_lowercase();
    tx.one(&format!("SELECT {COLUMNS} FROM members WHERE handle = $1"), &params![handle], account).await
}

/// Those of these members that there are, in no order. Asked 256 at a time.
pub(crate) async fn find_many(tx: &Tx, ids: &[MemberId]) -> Result<Vec<Account>, Fault> {
    let mut found = Vec::with_capacity(ids.len());
    for some in ids.chunks(256) {
        let mut values = Vec::new();
        let marks = in_list(&mut values, some);
        let sql = format!("SELECT {COLUMNS} FROM members WHERE id IN ({marks})");
        found.extend(tx.all(&sql, &values, account).await?);
    }
    Ok(found)
}

/// What joining keeps.
#[derive(Debug)]
pub(in crate::members) struct NewMember<'a> {
    pub(in crate::members) id: MemberId,
    pub(in crate::members) handle: &'a str,
    pub(in crate::members) name: &'a str,
    /// Only claimed until it is confirmed.
    pub(in crate::members) email: &'a str,
    pub(in crate::members) password: &'a str,
    pub(in crate::members) language: Language,
    pub(in crate::members) is_admin: bool,
    pub(in crate::members) invited_by: Option<MemberId>,
    pub(in crate::members) now: Timestamp,
}

/// Keeps a new member. Gives false where the handle is taken meanwhile.
pub(in crate::members) async fn keep(tx: &Tx, new: &NewMember<'_>) -> Result<bool, Fault> {
    let kept = tx
        .run(
            "INSERT INTO members (id, handle, name, name_folded, email, email_folded, claim_folded, password, language, \
             is_admin, invited_by, created_at) \
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) ON CONFLICT DO NOTHING",
            &params![
                new.id,
                new.handle,
                new.name,
                text::fold(new.name),
                new.email,
                format!("?{}", new.id),
                new.email.to_lowercase(),
                new.password,
                new.language.tag(),
                new.is_admin,
                new.invited_by,
                new.now
            ],
        )
        .await?;
    Ok(kept > 0)
}

/// An address becomes the member's. Ask [`find_by_email`] first: it must be nobody else's.
pub(in crate::members) async fn keep_email(tx: &Tx, id: MemberId, email: &str, now: Timestamp) -> Result<(), Fault> {
    let sql = "UPDATE members SET email = $2, email_folded = $3, claim_folded = NULL, email_confirmed_at = $4, \
               version = version + 1 WHERE id = $1";
    tx.run(sql, &params![id, email, email.to_lowercase(), now]).await.map(drop)
}

pub(in crate::members) async fn keep_password(tx: &Tx, id: MemberId, hash: &str, now: Timestamp) -> Result<(), Fault> {
    let sql = "UPDATE members SET password = $2, password_changed_at = $3, version = version + 1 WHERE id = $1";
    tx.run(sql, &params![id, hash, now]).await.map(drop)
}

pub(in crate::members) async fn keep_admin(tx: &Tx, id: MemberId, is_admin: bool) -> Result<(), Fault> {
    let sql = "UPDATE members SET is_admin = $2, version = version + 1 WHERE id = $1";
    tx.run(sql, &params![id, is_admin]).await.map(drop)
}

/// How many run the server.
pub(in crate::members) async fn count_admins(tx: &Tx) -> Result<i64, Fault> {
    Ok(tx.one("SELECT count(*) FROM members WHERE is_admin", &[], |row| row.get(0)).await?.unwrap_or_default())
}

/// Whether anybody joined yet: the first one runs the server.
pub(in crate::members) async fn is_empty(tx: &Tx) -> Result<bool, Fault> {
    Ok(tx.one("SELECT id FROM members LIMIT 1", &[], |row| row.get::<i64>(0)).await?.is_none())
}

/// Members in the order of their joining, a page at a time.
pub(in crate::members) async fn list(tx: &Tx, after: MemberId, limit: i64) -> Result<Vec<Account>, Fault> {
    let sql = format!("SELECT {COLUMNS} FROM members WHERE id > $1 ORDER BY id LIMIT $2");
    tx.all(&sql, &params![after, limit], account).await
}

/// Who has confirmed this address, if anybody.
pub(in crate::members) async fn find_by_email(tx: &Tx, email: &str) -> Result<Option<MemberId>, Fault> {
    tx.one("SELECT id FROM members WHERE email_folded = $1", &params![email.to_lowercase()], |row| row.get(0)).await
}

/// Who claims this address without having confirmed it, the latest first.
pub(in crate::members) async fn find_claims(tx: &Tx, email: &str, limit: i64) -> Result<Vec<MemberId>, Fault> {
    let sql = "SELECT id FROM members WHERE claim_folded = $1 ORDER BY id DESC LIMIT $2";
    tx.all(sql, &params![email.to_lowercase(), limit], |row| row.get(0)).await
}

/// A member and the hash of the password.
pub(in crate::members) type Known = (MemberId, String);

/// A member's password hash.
pub(in crate::members) async fn find_password(tx: &Tx, id: MemberId) -> Result<Option<Known>, Fault> {
    let sql = "SELECT id, password FROM members WHERE id = $1";
    tx.one(sql, &params![id], |row| Ok((row.get(0)?, row.get(1)?))).await
}

/// Whom a handle as typed may mean.
pub(in crate::members) async fn find_by_login(tx: &Tx, handle: &str) -> Result<Option<Known>, Fault> {
    let sql = "SELECT id, password FROM members WHERE handle = $1";
    tx.one(sql, &params![handle.trim_start_matches('@')], |row| Ok((row.get(0)?, row.get(1)?))).await
}

/// Whom an address as typed may mean: who confirmed it, and who claimed it last.
pub(in crate::members) async fn find_by_address(tx: &Tx, address: &str) -> Result<[Option<Known>; 2], Fault> {
    let confirmed = "SELECT id, password FROM members WHERE email_folded = $1";
    let claimed = "SELECT id, password FROM members WHERE claim_folded = $1 ORDER BY id DESC LIMIT 1";
    let confirmed = tx.one(confirmed, &params![address], |row| Ok((row.get(0)?, row.get(1)?))).await?;
    let claimed = tx.one(claimed, &params![address], |row| Ok((row.get(0)?, row.get(1)?))).await?;
    Ok([confirmed, claimed])
}
