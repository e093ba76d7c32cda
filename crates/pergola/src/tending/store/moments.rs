//! The table `moments`, one at a time and in pages.

use pergola_db::{Fault, Row, Tx, params};
use pergola_domain::garden::{MOMENT_CHARS, Written};
use pergola_domain::ids::{MemberId, MomentId, PersonId};

use crate::tending::Moment;

const COLUMNS: &str = "m.id, m.person_id, t.is_contact, m.kind, m.direction, m.at, m.text, m.source, m.source_key FROM moments m \
     JOIN tending t ON t.owner_id = m.owner_id AND t.person_id = m.person_id";

fn moment(row: &Row<'_>) -> Result<Moment, Fault> {
    Ok(Moment {
        id: row.get(0)?,
        person: PersonId::from_parts(row.get(1)?, row.get(2)?),
        kind: row.get(3)?,
        direction: row.get(4)?,
        at: row.get(5)?,
        text: row.get(6)?,
        source: row.get(7)?,
        source_key: row.get(8)?,
    })
}

pub(crate) async fn find(tx: &Tx, owner: MemberId, id: MomentId) -> Result<Option<Moment>, Fault> {
    let sql = format!("SELECT {COLUMNS} WHERE m.owner_id = $1 AND m.id = $2");
    tx.one(&sql, &params![owner, id], moment).await
}

/// What happened with one person, newest first.
pub(in crate::tending) async fn list_with(
    tx: &Tx,
    owner: MemberId,
    person: PersonId,
    limit: i64,
    offset: i64,
) -> Result<Vec<Moment>, Fault> {
    let sql = format!(
        "SELECT {COLUMNS} WHERE m.owner_id = $1 AND m.person_id = $2 ORDER BY m.at DESC, m.id DESC LIMIT $3 OFFSET $4"
    );
    tx.all(&sql, &params![owner, person.number(), limit, offset], moment).await
}

pub(in crate::tending) async fn count_with(tx: &Tx, owner: MemberId, person: PersonId) -> Result<i64, Fault> {
    let sql = "SELECT count(*) FROM moments WHERE owner_id = $1 AND person_id = $2";
    Ok(tx.one(sql, &params![owner, person.number()], |row| row.get(0)).await?.unwrap_or_default())
}

/// Whether so many with one person were written by hand. An index alone tells how many there are of all kinds; who wrote them
/// is looked up only where they are so many.
pub(in crate::tending) async fn has_by_hand(
    tx: &Tx,
    owner: MemberId,
    person: PersonId,
    many: i64,
) -> Result<bool, Fault> {
    if count_with(tx, owner, person).await? < many {
        return Ok(false);
    }
    let sql = "SELECT count(*) FROM moments WHERE owner_id = $1 AND person_id = $2 AND source = 'hand'";
    let by_hand: Option<i64> = tx.one(sql, &params![owner, person.number()], |row| row.get(0)).await?;
    Ok(by_hand.unwrap_or_default() >= many)
}

pub(in crate::tending) async fn rewrite(
    tx: &Tx,
    owner: MemberId,
    id: MomentId,
    written: &Written,
) -> Result<(), Fault> {
    let sql = "UPDATE moments SET kind = $3, direction = $4, at = $5, text = $6 \
               WHERE owner_id = $1 AND id = $2 AND source = 'hand'";
    let values = params![owner, id, written.kind.name(), written.direction.name(), written.at, written.text];
    tx.run(sql, &values).await.map(drop)
}

/// What Pergola recorded did not happen, says the owner.
pub(crate) async fn forget(tx: &Tx, owner: MemberId, person: PersonId, source_key: &str) -> Result<(), Fault> {
    let sql = "DELETE FROM moments WHERE owner_id = $1 AND person_id = $2 AND source_key = $3 AND source = 'pergola'";
    tx.run(sql, &params![owner, person.number(), source_key]).await?;
    super::refresh(tx, owner, person).await
}

/// The owner's own words to what Pergola recorded, no longer than a moment may be.
pub(crate) async fn reword(tx: &Tx, owner: MemberId, source_key: &str, text: &str) -> Result<(), Fault> {
    let most = usize::try_from(MOMENT_CHARS).unwrap_or(usize::MAX);
    let text: String = text.chars().take(most).collect();
    let sql = "UPDATE moments SET text = $3 WHERE owner_id = $1 AND source_key = $2 AND source = 'pergola'";
    tx.run(sql, &params![owner, source_key, text]).await.map(drop)
}

pub(in crate::tending) async fn remove(tx: &Tx, owner: MemberId, id: MomentId) -> Result<(), Fault> {
    tx.run("DELETE FROM moments WHERE owner_id = $1 AND id = $2", &params![owner, id]).await.map(drop)
}

/// The moments of an owner, or only those with one person, in the order of their ids, those after `after`: for
/// exports and lists of programs.
pub(crate) async fn list_all(
    tx: &Tx,
    owner: MemberId,
    person: Option<i64>,
    after: Option<i64>,
    limit: i64,
) -> Result<Vec<Moment>, Fault> {
    let with = if person.is_some() { "AND m.person_id = $4" } else { "" };
    let sql = format!("SELECT {COLUMNS} WHERE m.owner_id = $1 AND m.id > $2 {with} ORDER BY m.id LIMIT $3");
    let mut values = params![owner, after.unwrap_or(0), limit].to_vec();
    values.extend(person.map(pergola_db::Value::Int));
    tx.all(&sql, &values, moment).await
}
