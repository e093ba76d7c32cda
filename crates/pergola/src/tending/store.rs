//! The tables `beds`, `tending` and `moments`. Here: who is in a garden, and that moments move the rhythm.

pub(super) mod beds;
pub(super) mod handover;
pub(super) mod moments;
pub(super) mod rows;

use pergola_db::{Fault, Tx, params};
use pergola_domain::{
    ids::{MemberId, MomentId, PersonId},
    time::Timestamp,
};

/// Something that happened between an owner and a person.
#[derive(Clone, Debug)]
pub(crate) struct Moment {
    pub(crate) id: MomentId,
    pub(crate) person: PersonId,
    /// `met`, `called`, `wrote`, `helped`, `introduced`, `tied`, `recommended`, `endorsed`, `invited`, `other`.
    pub(crate) kind: String,
    /// `both`, `out` (from the owner), `in`.
    pub(crate) direction: String,
    pub(crate) at: Timestamp,
    pub(crate) text: String,
    /// `hand`, `pergola`, `import`.
    pub(crate) source: String,
    /// What makes it one and the same when it is told twice; empty for one written by hand.
    pub(crate) source_key: String,
}

/// Puts a person into the owner's garden, without bed or rhythm yet. Who is there already stays as he is.
pub(crate) async fn plant(tx: &Tx, owner: MemberId, person: PersonId, met_at: Timestamp) -> Result<(), Fault> {
    let sql = "INSERT INTO tending (owner_id, person_id, is_contact, bed_id, cadence_days, resting, closeness, notes, met_at, version) \
               VALUES ($1, $2, $3, NULL, NULL, FALSE, NULL, '', $4, 1) ON CONFLICT (owner_id, person_id) DO NOTHING";
    tx.run(sql, &params![owner, person.number(), person.is_contact(), met_at]).await.map(drop)
}

/// Takes a person out of the owner's garden, with notes and moments.
pub(crate) async fn uproot(tx: &Tx, owner: MemberId, person: PersonId) -> Result<(), Fault> {
    let values = params![owner, person.number()];
    tx.run("DELETE FROM moments WHERE owner_id = $1 AND person_id = $2", &values).await?;
    tx.run("DELETE FROM nudges WHERE owner_id = $1 AND person_id = $2", &values).await?;
    tx.run("DELETE FROM tending WHERE owner_id = $1 AND person_id = $2", &values).await.map(drop)
}

/// Keeps a moment, and that the rhythm begins again with it. Gives false where it is known already.
pub(crate) async fn remember(tx: &Tx, owner: MemberId, moment: &Moment) -> Result<bool, Fault> {
    let fresh = keep(tx, owner, moment).await?;
    if fresh {
        refresh(tx, owner, moment.person).await?;
    }
    Ok(fresh)
}

/// Keeps a moment that can go both ways: told again in the other direction, it went both ways, at the later time.
pub(crate) async fn remember_exchange(tx: &Tx, owner: MemberId, moment: &Moment) -> Result<(), Fault> {
    if !keep(tx, owner, moment).await? {
        let sql = "UPDATE moments SET direction = 'both', at = $4 \
                   WHERE owner_id = $1 AND source_key = $2 AND direction <> $3 AND direction <> 'both'";
        if tx.run(sql, &params![owner, moment.source_key, moment.direction, moment.at]).await? == 0 {
            return Ok(());
        }
    }
    refresh(tx, owner, moment.person).await
}

/// Keeps many moments with the same person at once. Gives how many were new.
pub(crate) async fn remember_all(
    tx: &Tx,
    owner: MemberId,
    person: PersonId,
    moments: &[Moment],
) -> Result<usize, Fault> {
    let mut fresh = 0;
    for moment in moments {
        fresh += usize::from(keep(tx, owner, moment).await?);
    }
    if fresh > 0 {
        refresh(tx, owner, person).await?;
    }
    Ok(fresh)
}

async fn keep(tx: &Tx, owner: MemberId, moment: &Moment) -> Result<bool, Fault> {
    let key = if moment.source_key.is_empty() { moment.id.to_string() } else { moment.source_key.clone() };
    let kept = tx
        .run(
            "INSERT INTO moments (id, owner_id, person_id, kind, direction, at, text, source, source_key) \
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT (owner_id, source_key) DO NOTHING",
            &params![
                moment.id,
                owner,
                moment.person.number(),
                moment.kind,
                moment.direction,
                moment.at,
                moment.text,
                moment.source,
                key
            ],
        )
        .await?;
    Ok(kept > 0)
}

/// Brings the kept dates of a person in line with the moments. An exchange went both ways when both were there at
/// once, or when a word was answered: then it counts from the older of the two latest.
pub(super) async fn refresh(tx: &Tx, owner: MemberId, person: PersonId) -> Result<(), Fault> {
    // Each is one step into an index: a history of years costs no more than one of a week.
    let sql = "SELECT (SELECT min(at) FROM moments WHERE owner_id = $1 AND person_id = $2), \
               (SELECT max(at) FROM moments WHERE owner_id = $1 AND person_id = $2), \
               (SELECT max(at) FROM moments WHERE owner_id = $1 AND person_id = $2 AND direction = 'both'), \
               (SELECT max(at) FROM moments WHERE owner_id = $1 AND person_id = $2 AND direction = 'out'), \
               (SELECT max(at) FROM moments WHERE owner_id = $1 AND person_id = $2 AND direction = 'in'), \
               met_at, last_moment_at, last_two_way_at FROM tending WHERE owner_id = $1 AND person_id = $2";
    let dates = tx
        .one(sql, &params![owner, person.number()], |row| {
            let (both, out, back): (Option<i64>, Option<i64>, Option<i64>) = (row.get(2)?, row.get(3)?, row.get(4)?);
            let (first, met): (Option<i64>, i64) = (row.get(0)?, row.get(5)?);
            let two_way = both.max(out.zip(back).map(|(o, b)| o.min(b)));
            let now = (first.map_or(met, |first| first.min(met)), row.get::<Option<i64>>(1)?, two_way);
            Ok(((met, row.get(6)?, row.get(7)?), now))
        })
        .await?;
    let Some((_, (met, last, two_way))) = dates.filter(|(before, now)| before != now) else { return Ok(()) };
    let sql = "UPDATE tending SET last_moment_at = $3, last_two_way_at = $4, \
               met_at = CASE WHEN $5 < met_at THEN $5 ELSE met_at END WHERE owner_id = $1 AND person_id = $2";
    tx.run(sql, &params![owner, person.number(), last, two_way, met]).await.map(drop)
}
