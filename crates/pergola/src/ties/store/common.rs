//! What two members have in common, as the one who asks may see it.
//!
//! A tie of somebody who shows it to nobody is in no answer here: not counted, not named, not even as a reason.

use pergola_db::{Fault, Tx, params};
use pergola_domain::ids::{MemberId, OrganisationId};

// `a` is the asker's own tie, `b` the one between the two others; either of these may hide it.
const MUTUAL: &str = "FROM ties a JOIN ties b ON b.member_id = $2 AND b.other_id = a.other_id \
                      JOIN members m ON m.id = a.other_id JOIN members o ON o.id = $2 \
                      WHERE a.member_id = $1 AND m.ties_shown <> 'nobody' AND o.ties_shown <> 'nobody' \
                      AND m.leaving_at IS NULL AND o.leaving_at IS NULL AND NOT m.is_suspended AND NOT o.is_suspended";

/// Whom both know: how many, and the first few by name.
pub(in crate::ties) async fn mutuals(
    tx: &Tx,
    viewer: MemberId,
    other: MemberId,
    limit: i64,
) -> Result<(i64, Vec<MemberId>), Fault> {
    let sql = format!("SELECT count(*) {MUTUAL}");
    let count: i64 = tx.one(&sql, &params![viewer, other], |row| row.get(0)).await?.unwrap_or_default();
    if count == 0 || limit == 0 {
        return Ok((count, Vec::new()));
    }
    let sql = format!("SELECT m.id {MUTUAL} ORDER BY m.name_folded, m.id LIMIT $3");
    Ok((count, tx.all(&sql, &params![viewer, other, limit], |row| row.get(0)).await?))
}

/// Organisations where both worked or studied, with whether each is a school, by name.
pub(in crate::ties) async fn shared_organisations(
    tx: &Tx,
    viewer: MemberId,
    other: MemberId,
    limit: i64,
) -> Result<Vec<(OrganisationId, String, bool)>, Fault> {
    let places = "SELECT organisation_id FROM positions WHERE member_id = $1 \
                  UNION SELECT organisation_id FROM education WHERE member_id = $1";
    let theirs = places.replace("$1", "$2");
    let sql = format!(
        "SELECT id, name, is_school FROM organisations WHERE id IN ({places}) AND id IN ({theirs}) \
         ORDER BY name_folded, id LIMIT $3"
    );
    tx.all(&sql, &params![viewer, other, limit], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?))).await
}

// Who is tied to $2, shows it, and exists for $1. The viewer's own tie is his to see.
const SHOWN: &str = "FROM ties t JOIN members m ON m.id = t.other_id WHERE t.member_id = $2 \
                     AND (m.ties_shown <> 'nobody' OR m.id = $1) AND NOT m.is_suspended \
                     AND NOT EXISTS (SELECT 1 FROM blocks k WHERE k.member_id = $1 AND k.blocked_id = m.id) \
                     AND NOT EXISTS (SELECT 1 FROM blocks k WHERE k.member_id = m.id AND k.blocked_id = $1)";

/// How many of a member's ties this viewer may see: as many as the list has.
pub(in crate::ties) async fn count_shown(tx: &Tx, viewer: MemberId, of: MemberId) -> Result<i64, Fault> {
    let sql = format!("SELECT count(*) {SHOWN}");
    Ok(tx.one(&sql, &params![viewer, of], |row| row.get(0)).await?.unwrap_or_default())
}

/// By name, for numbered pages.
pub(in crate::ties) async fn list_shown_by_name(
    tx: &Tx,
    viewer: MemberId,
    of: MemberId,
    offset: i64,
    limit: i64,
) -> Result<Vec<MemberId>, Fault> {
    let sql = format!("SELECT m.id {SHOWN} ORDER BY m.name_folded, m.id LIMIT $3 OFFSET $4");
    tx.all(&sql, &params![viewer, of, limit, offset], |row| row.get(0)).await
}

/// In the order of ids, for programs.
pub(in crate::ties) async fn list_shown(
    tx: &Tx,
    viewer: MemberId,
    of: MemberId,
    after: Option<MemberId>,
    limit: i64,
) -> Result<Vec<MemberId>, Fault> {
    let sql = format!("SELECT m.id {SHOWN} AND m.id > $3 ORDER BY m.id LIMIT $4");
    tx.all(&sql, &params![viewer, of, after.unwrap_or(MemberId(0)), limit], |row| row.get(0)).await
}
