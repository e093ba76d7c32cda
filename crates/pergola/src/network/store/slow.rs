//! The answers of the network by SQL alone, straight from the words at the head of `pergola-index`: what the index is held
//! against. Slow, and nowhere else in use. Strengths are added by the rules of `pergola-domain`.

use pergola_db::{Fault, Row, Tx, params};
use pergola_domain::{
    changes::MetKind,
    ids::{MemberId, OrganisationId},
    time::Timestamp,
};

use super::tables::met_kind;

/// The graph that $1 may see when he asks about $2: its ties as `seen`, and who may be named in it as `willing`.
const VISIBLE: &str = "\
    gone AS MATERIALIZED (SELECT blocked_id AS id FROM blocks WHERE member_id IN ($1, $2) \
        UNION SELECT member_id FROM blocks WHERE blocked_id IN ($1, $2)), \
    hides AS MATERIALIZED (SELECT id FROM members WHERE ties_shown = 'nobody' OR leaving_at IS NOT NULL OR is_suspended), \
    willing AS MATERIALIZED (SELECT id FROM members WHERE connector AND id NOT IN (SELECT id FROM hides) \
        AND id NOT IN ($1, $2)), \
    seen AS NOT MATERIALIZED (SELECT member_id AS one, other_id AS other, since, \
        CASE WHEN met_confirmed THEN met_kind ELSE 'other' END AS met FROM ties \
        WHERE member_id NOT IN (SELECT id FROM gone) AND other_id NOT IN (SELECT id FROM gone) \
        AND (member_id = $1 OR other_id = $1 OR (member_id NOT IN (SELECT id FROM hides) \
            AND other_id NOT IN (SELECT id FROM hides))))";

/// Steps from one to the other, up to four.
pub(in crate::network) async fn distance(tx: &Tx, viewer: MemberId, target: MemberId) -> Result<Option<u8>, Fault> {
    if viewer == target {
        let there = tx.one("SELECT id FROM members WHERE id = $1", &params![viewer], |row| row.get::<i64>(0)).await?;
        return Ok(there.map(|_| 0));
    }
    let sql = format!(
        "WITH {VISIBLE}, \
         ring1 AS MATERIALIZED (SELECT other AS id FROM seen WHERE one = $1), \
         ring2 AS MATERIALIZED (SELECT DISTINCT other AS id FROM seen WHERE one IN (SELECT id FROM ring1)), \
         ring3 AS MATERIALIZED (SELECT DISTINCT other AS id FROM seen WHERE one IN (SELECT id FROM ring2)), \
         ring4 AS MATERIALIZED (SELECT DISTINCT other AS id FROM seen WHERE one IN (SELECT id FROM ring3)) \
         SELECT CAST(CASE WHEN EXISTS (SELECT 1 FROM ring1 WHERE id = $2) THEN 1 \
         WHEN EXISTS (SELECT 1 FROM ring2 WHERE id = $2) THEN 2 \
         WHEN EXISTS (SELECT 1 FROM ring3 WHERE id = $2) THEN 3 \
         WHEN EXISTS (SELECT 1 FROM ring4 WHERE id = $2) THEN 4 ELSE 0 END AS BIGINT)"
    );
    let steps: Option<i64> = tx.one(&sql, &params![viewer, target], |row| row.get(0)).await?;
    Ok(steps.and_then(|steps| u8::try_from(steps).ok()).filter(|steps| *steps > 0))
}

/// A tie as a step: since when, how they met.
pub(in crate::network) type Facts = (Timestamp, MetKind);

/// Whom both know and who may be named, with the viewer's own tie to each.
pub(in crate::network) async fn mutuals(
    tx: &Tx,
    viewer: MemberId,
    target: MemberId,
) -> Result<Vec<(MemberId, Facts)>, Fault> {
    let sql = format!(
        "WITH {VISIBLE} SELECT a.other, a.since, a.met FROM seen a JOIN seen b ON b.one = a.other AND b.other = $2 \
         WHERE a.one = $1 AND a.other IN (SELECT id FROM willing) AND $1 <> $2 LIMIT 1000000"
    );
    tx.all(&sql, &params![viewer, target], |row| Ok((row.get(0)?, facts(row, 1)?))).await
}

fn facts(row: &Row<'_>, at: usize) -> Result<Facts, Fault> {
    Ok((row.get(at)?, met_kind(&row.get::<String>(at + 1)?)))
}

/// A way: those between, and each step.
#[derive(Clone, Debug)]
pub(in crate::network) struct Way {
    pub(in crate::network) between: Vec<MemberId>,
    pub(in crate::network) steps: Vec<Facts>,
}

/// All ways with one or two people between who may be named.
pub(in crate::network) async fn ways(tx: &Tx, viewer: MemberId, target: MemberId) -> Result<Vec<Way>, Fault> {
    let one = format!(
        "WITH {VISIBLE} SELECT a.other, a.since, a.met, b.since, b.met FROM seen a \
         JOIN seen b ON b.one = a.other AND b.other = $2 \
         WHERE a.one = $1 AND a.other IN (SELECT id FROM willing) AND $1 <> $2 LIMIT 1000000"
    );
    let two = format!(
        "WITH {VISIBLE} SELECT a.other, m.other, a.since, a.met, m.since, m.met, b.since, b.met FROM seen a \
         JOIN seen m ON m.one = a.other JOIN seen b ON b.one = m.other AND b.other = $2 \
         WHERE a.one = $1 AND a.other IN (SELECT id FROM willing) AND m.other IN (SELECT id FROM willing) \
         AND $1 <> $2 LIMIT 1000000"
    );
    let values = params![viewer, target];
    let mut all = tx
        .all(&one, &values, |row| Ok(Way { between: vec![row.get(0)?], steps: vec![facts(row, 1)?, facts(row, 3)?] }))
        .await?;
    all.extend(
        tx.all(&two, &values, |row| {
            let steps = vec![facts(row, 2)?, facts(row, 4)?, facts(row, 6)?];
            Ok(Way { between: vec![row.get(0)?, row.get(1)?], steps })
        })
        .await?,
    );
    Ok(all)
}

/// The viewer's own tie to somebody.
pub(in crate::network) async fn own_tie(tx: &Tx, viewer: MemberId, other: MemberId) -> Result<Option<Facts>, Fault> {
    let sql = format!("WITH {VISIBLE} SELECT since, met FROM seen WHERE one = $1 AND other = $2");
    tx.one(&sql, &params![viewer, other], |row| facts(row, 0)).await
}

/// Everybody who is or was at an organisation, but for those who are leaving or suspended.
pub(in crate::network) async fn who_was_at(tx: &Tx, organisation: OrganisationId) -> Result<Vec<MemberId>, Fault> {
    let sql = "SELECT id FROM members WHERE leaving_at IS NULL AND NOT is_suspended AND id IN \
               (SELECT member_id FROM positions WHERE organisation_id = $1 \
               UNION SELECT member_id FROM education WHERE organisation_id = $1) LIMIT 1000000";
    tx.all(sql, &params![organisation], |row| row.get(0)).await
}

/// Everybody, and all organisations where somebody is or was, to draw questions from.
pub(in crate::network) async fn everybody(tx: &Tx) -> Result<(Vec<MemberId>, Vec<OrganisationId>), Fault> {
    let members = tx.all("SELECT id FROM members ORDER BY id LIMIT 1000000", &[], |row| row.get(0)).await?;
    // As often as there are people, so that large ones are asked about more.
    let sql = "SELECT organisation_id FROM positions UNION ALL SELECT organisation_id FROM education \
               ORDER BY organisation_id LIMIT 1000000";
    Ok((members, tx.all(sql, &[], |row| row.get(0)).await?))
}
