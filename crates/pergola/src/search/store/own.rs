//! A member's own cards, and what he notes about people. They are read when he looks, and stand in no index.

use pergola_db::{Fault, Tx, params};
use pergola_domain::{
    contacts::CARDS,
    ids::{MemberId, PersonId},
};
use pergola_search::Texts;

/// Notes and moments looked through: the newest.
const NOTES: i64 = 20_000;

/// The own cards: id, what stands on each, its place.
pub(in crate::search) async fn cards(tx: &Tx, owner: MemberId) -> Result<Vec<(i64, Texts, String)>, Fault> {
    let sql = "SELECT id, name, organisation, position, place FROM contacts WHERE owner_id = $1 \
               ORDER BY name_folded, id LIMIT $2";
    tx.all(sql, &params![owner, CARDS], |row| {
        let place: String = row.get(4)?;
        let head = [row.get::<String>(2)?, row.get::<String>(3)?, place.clone()].join("\n");
        Ok((row.get(0)?, Texts { name: row.get(1)?, head, ..Texts::default() }, place))
    })
    .await
}

/// What is noted about each person: the notes beside him, and the words of what happened.
pub(in crate::search) async fn notes(tx: &Tx, owner: MemberId) -> Result<Vec<(PersonId, String)>, Fault> {
    let sql = "SELECT person_id, is_contact, notes FROM tending WHERE owner_id = $1 AND notes <> '' \
               ORDER BY person_id DESC LIMIT $2";
    let person =
        |row: &pergola_db::Row<'_>| Ok((PersonId::from_parts(row.get(0)?, row.get(1)?), row.get::<String>(2)?));
    let mut notes = tx.all(sql, &params![owner, NOTES], person).await?;
    let sql = "SELECT m.person_id, t.is_contact, m.text FROM moments m JOIN tending t ON t.owner_id = m.owner_id \
               AND t.person_id = m.person_id WHERE m.owner_id = $1 AND m.text <> '' ORDER BY m.at DESC LIMIT $2";
    notes.extend(tx.all(sql, &params![owner, NOTES], person).await?);
    Ok(notes)
}
