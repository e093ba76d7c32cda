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
}

impl Account {
    /// The address of the member's page.
    pub(crate) fn path(&self) -> String {
        format!("/@{}", self.handle)
    }
}

const COLUMNS: &str =
    "id, handle, name, headline, place, photo_id, language, connector, ties_shown, leaving_at, created_at";

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
    pub(in crate::members) email: &'a str,
    pub(in crate::members) password: &'a str,
    pub(in crate::members) language: Language,
    pub(in crate::members) is_admin: bool,
    pub(in crate::members) now: Timestamp,
}

/// Keeps a new member. Gives false where handle or address are taken meanwhile.
pub(in crate::members) async fn keep(tx: &Tx, new: &NewMember<'_>) -> Result<bool, Fault> {
    let kept = tx
        .run(
            "INSERT INTO members (id, handle, name, name_folded, email, email_folded, password, language, is_admin, created_at) \
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) ON CONFLICT DO NOTHING",
            &params![
                new.id,
                new.handle,
                new.name,
                text::fold(new.name),
                new.email,
                new.email.to_lowercase(),
                new.password,
                new.language.tag(),
                new.is_admin,
                new.now
            ],
        )
        .await?;
    Ok(kept > 0)
}

/// Whether anybody joined yet: the first one runs the server.
pub(in crate::members) async fn is_empty(tx: &Tx) -> Result<bool, Fault> {
    Ok(tx.one("SELECT id FROM members LIMIT 1", &[], |row| row.get::<i64>(0)).await?.is_none())
}

/// Who has this address, if anybody.
pub(in crate::members) async fn find_by_email(tx: &Tx, email: &str) -> Result<Option<MemberId>, Fault> {
    tx.one("SELECT id FROM members WHERE email_folded = $1", &params![email.to_lowercase()], |row| row.get(0)).await
}

/// A member's password hash, by handle or address as typed.
pub(in crate::members) async fn find_for_sign_in(tx: &Tx, login: &str) -> Result<Option<(MemberId, String)>, Fault> {
    let login = login.trim().to_lowercase();
    let column = if login.contains('@') && !login.starts_with('@') { "email_folded" } else { "handle" };
    let sql = format!("SELECT id, password FROM members WHERE {column} = $1");
    tx.one(&sql, &params![login.trim_start_matches('@')], |row| Ok((row.get(0)?, row.get(1)?))).await
}
