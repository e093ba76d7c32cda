//! What a member decided about the account, in the table `members`; and the end of all of it.

use pergola_db::{Fault, Tx, params};
use pergola_domain::{ids::MemberId, members::Language, time::Timestamp};

/// The account as its owner sees it. Never for anybody else, but for the address where it is shared.
#[derive(Clone, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "settings are what people switch on and off")]
pub(crate) struct Settings {
    pub(crate) email: String,
    pub(crate) email_confirmed: bool,
    pub(crate) language: Language,
    /// `light`, `dark`, or empty for the device's own.
    pub(crate) theme: String,
    pub(crate) connector: bool,
    pub(crate) hides_ties: bool,
    pub(crate) found_by_email: bool,
    pub(crate) shares_email: bool,
    pub(crate) is_admin: bool,
    pub(crate) created_at: Timestamp,
    pub(crate) leaving_at: Option<Timestamp>,
    pub(crate) password_changed_at: Option<Timestamp>,
}

impl Settings {
    /// The address that others may find this member by: confirmed, and its owner wants it.
    pub(crate) fn findable_address(&self) -> Option<&str> {
        (self.email_confirmed && self.found_by_email).then_some(self.email.as_str())
    }

    /// The address that ties may read.
    pub(crate) fn shared_address(&self) -> Option<&str> {
        (self.email_confirmed && self.shares_email).then_some(self.email.as_str())
    }
}

/// A member's settings.
pub(crate) async fn settings(tx: &Tx, id: MemberId) -> Result<Option<Settings>, Fault> {
    let sql = "SELECT email, email_confirmed_at, language, theme, connector, ties_shown, found_by_email, shares_email, \
               is_admin, created_at, leaving_at, password_changed_at FROM members WHERE id = $1";
    tx.one(sql, &params![id], |row| {
        Ok(Settings {
            email: row.get(0)?,
            email_confirmed: row.get::<Option<i64>>(1)?.is_some(),
            language: Language::from_tag(&row.get::<String>(2)?).unwrap_or_default(),
            theme: row.get(3)?,
            connector: row.get(4)?,
            hides_ties: row.get::<String>(5)? == "nobody",
            found_by_email: row.get(6)?,
            shares_email: row.get(7)?,
            is_admin: row.get(8)?,
            created_at: row.get(9)?,
            leaving_at: row.get(10)?,
            password_changed_at: row.get(11)?,
        })
    })
    .await
}

pub(in crate::members) async fn keep_settings(tx: &Tx, id: MemberId, settings: &Settings) -> Result<(), Fault> {
    let sql = "UPDATE members SET language = $2, theme = $3, connector = $4, ties_shown = $5, found_by_email = $6, \
               shares_email = $7, version = version + 1 WHERE id = $1";
    let shown = if settings.hides_ties { "nobody" } else { "ties" };
    let values = params![
        id,
        settings.language.tag(),
        settings.theme,
        settings.connector,
        shown,
        settings.found_by_email,
        settings.shares_email
    ];
    tx.run(sql, &values).await.map(drop)
}

pub(in crate::members) async fn keep_leaving(tx: &Tx, id: MemberId, at: Option<Timestamp>) -> Result<(), Fault> {
    tx.run("UPDATE members SET leaving_at = $2, version = version + 1 WHERE id = $1", &params![id, at]).await.map(drop)
}

/// Members whose grace is over, oldest first.
pub(crate) async fn list_leaving_before(tx: &Tx, now: Timestamp, limit: i64) -> Result<Vec<MemberId>, Fault> {
    let sql = "SELECT id FROM members WHERE leaving_at <= $1 ORDER BY leaving_at, id LIMIT $2";
    tx.all(sql, &params![now, limit], |row| row.get(0)).await
}

/// Removes every row of this room that is a member's: nothing of him stays but what others wrote. What other rooms
/// keep of him they remove themselves, in the same transaction.
pub(crate) async fn erase(tx: &Tx, member: MemberId) -> Result<(), Fault> {
    let address =
        tx.one("SELECT email FROM members WHERE id = $1", &params![member], |row| row.get::<String>(0)).await?;
    if let Some(address) = address {
        // Letters that still wait name the address at the very beginning of their JSON.
        let start = format!("{{\"to\":{}", serde_json::Value::String(address));
        let length = i64::try_from(start.chars().count()).unwrap_or_default();
        let sql = "DELETE FROM outbox WHERE kind = 'letter' AND substr(body, 1, $1) = $2";
        tx.run(sql, &params![length, start]).await?;
    }
    for table in
        ["sessions", "tokens", "letters", "positions", "education", "skills", "links", "photos", "requests", "notices"]
    {
        tx.run(&format!("DELETE FROM {table} WHERE member_id = $1"), &params![member]).await?;
    }
    tx.run("DELETE FROM notices WHERE person_id = $1", &params![member]).await?;
    tx.run("UPDATE members SET invited_by = NULL WHERE invited_by = $1", &params![member]).await?;
    tx.run("DELETE FROM members WHERE id = $1", &params![member]).await.map(drop)
}
