//! The table `tending`: one row for each person in a garden. Always asked with its owner.

use pergola_db::{Fault, Row, Tx, in_list, params};
use pergola_domain::{
    ids::{BedId, MemberId, PersonId},
    time::Timestamp,
};

use crate::tending::Tended;

const COLUMNS: &str = "person_id, is_contact, bed_id, cadence_days, resting, closeness, notes, version FROM tending";

fn tended(row: &Row<'_>) -> Result<Tended, Fault> {
    Ok(Tended {
        person: PersonId::from_parts(row.get(0)?, row.get(1)?),
        bed: row.get(2)?,
        cadence_days: row.get(3)?,
        resting: row.get(4)?,
        closeness: row.get(5)?,
        notes: row.get(6)?,
        version: row.get(7)?,
    })
}

/// Somebody in the owner's garden, by the number of the person.
pub(crate) async fn find(tx: &Tx, owner: MemberId, person: i64) -> Result<Option<Tended>, Fault> {
    let sql = format!("SELECT {COLUMNS} WHERE owner_id = $1 AND person_id = $2");
    tx.one(&sql, &params![owner, person], tended).await
}

/// Writes what an owner chose. Gives false where somebody else wrote meanwhile.
pub(in crate::tending) async fn keep(tx: &Tx, owner: MemberId, tended: &Tended) -> Result<bool, Fault> {
    let sql = "UPDATE tending SET bed_id = $3, cadence_days = $4, resting = $5, closeness = $6, notes = $7, \
               version = version + 1 WHERE owner_id = $1 AND person_id = $2 AND version = $8";
    let values = params![
        owner,
        tended.person.number(),
        tended.bed,
        tended.cadence_days,
        tended.resting,
        tended.closeness,
        tended.notes,
        tended.version
    ];
    Ok(tx.run(sql, &values).await? > 0)
}

/// Moves many at once to a bed; gives how many. A rhythm is set for those who have none.
pub(in crate::tending) async fn move_many(
    tx: &Tx,
    owner: MemberId,
    people: &[i64],
    bed: BedId,
    cadence_days: Option<i64>,
) -> Result<u64, Fault> {
    let mut moved = 0;
    for some in people.chunks(128) {
        let mut values = params![owner, bed, cadence_days].to_vec();
        let marks = in_list(&mut values, some);
        let sql = format!(
            "UPDATE tending SET bed_id = $2, cadence_days = coalesce(cadence_days, $3), version = version + 1 \
             WHERE owner_id = $1 AND person_id IN ({marks})"
        );
        moved += tx.run(&sql, &values).await?;
    }
    Ok(moved)
}

/// The rows of an owner in the order of their people's numbers, those after `after`: for exports.
pub(crate) async fn list_all(tx: &Tx, owner: MemberId, after: Option<i64>, limit: i64) -> Result<Vec<Tended>, Fault> {
    let sql = format!("SELECT {COLUMNS} WHERE owner_id = $1 AND person_id > $2 ORDER BY person_id LIMIT $3");
    tx.all(&sql, &params![owner, after.unwrap_or(0), limit], tended).await
}

/// Takes everything of an owner away.
pub(crate) async fn erase(tx: &Tx, owner: MemberId) -> Result<(), Fault> {
    for sql in [
        "DELETE FROM moments WHERE owner_id = $1",
        "DELETE FROM nudges WHERE owner_id = $1",
        "DELETE FROM tending WHERE owner_id = $1",
        "DELETE FROM beds WHERE owner_id = $1",
    ] {
        tx.run(sql, &params![owner]).await?;
    }
    Ok(())
}

/// Whom the garden named in the weeks from `since` on, with the week: newest first.
pub(crate) async fn nudges(tx: &Tx, owner: MemberId, since: i64, limit: i64) -> Result<Vec<Nudged>, Fault> {
    let sql = "SELECT n.week, n.person_id, t.is_contact, n.reason, n.dismissed FROM nudges n \
               JOIN tending t ON t.owner_id = n.owner_id AND t.person_id = n.person_id \
               WHERE n.owner_id = $1 AND n.week >= $2 ORDER BY n.week DESC, n.person_id LIMIT $3";
    tx.all(sql, &params![owner, since, limit], |row| {
        Ok(Nudged {
            week: row.get(0)?,
            person: PersonId::from_parts(row.get(1)?, row.get(2)?),
            reason: row.get(3)?,
            dismissed: row.get(4)?,
        })
    })
    .await
}

/// Somebody whom the garden named in a week.
#[derive(Clone, Debug)]
pub(crate) struct Nudged {
    pub(crate) week: i64,
    pub(crate) person: PersonId,
    pub(crate) reason: String,
    pub(crate) dismissed: bool,
}

pub(crate) async fn keep_nudge(
    tx: &Tx,
    owner: MemberId,
    week: i64,
    person: PersonId,
    reason: &str,
) -> Result<(), Fault> {
    let sql = "INSERT INTO nudges (owner_id, week, person_id, reason, dismissed) VALUES ($1, $2, $3, $4, FALSE) \
               ON CONFLICT (owner_id, week, person_id) DO NOTHING";
    tx.run(sql, &params![owner, week, person.number(), reason]).await.map(drop)
}

/// "Not now". Gives false where nobody of that number was named this week.
pub(crate) async fn dismiss_nudge(tx: &Tx, owner: MemberId, week: i64, person: i64) -> Result<bool, Fault> {
    let sql = "UPDATE nudges SET dismissed = TRUE WHERE owner_id = $1 AND week = $2 AND person_id = $3";
    Ok(tx.run(sql, &params![owner, week, person]).await? > 0)
}

/// What the owner's tables hold of exchanges with these people since a moment: (person, both, out, in).
pub(crate) async fn exchanges(
    tx: &Tx,
    owner: MemberId,
    people: &[i64],
    since: Timestamp,
) -> Result<Vec<(i64, [i64; 3])>, Fault> {
    let mut found = Vec::with_capacity(people.len());
    for some in people.chunks(256) {
        let mut values = params![owner, since].to_vec();
        let marks = in_list(&mut values, some);
        let sql = format!(
            "SELECT person_id, count(CASE WHEN direction = 'both' THEN 1 END), \
             count(CASE WHEN direction = 'out' THEN 1 END), count(CASE WHEN direction = 'in' THEN 1 END) \
             FROM moments WHERE owner_id = $1 AND at >= $2 AND person_id IN ({marks}) GROUP BY person_id"
        );
        found.extend(tx.all(&sql, &values, |row| Ok((row.get(0)?, [row.get(1)?, row.get(2)?, row.get(3)?]))).await?);
    }
    Ok(found)
}
