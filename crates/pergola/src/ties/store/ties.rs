//! The table `ties`: a tie stands once at each end, under its owner.

use pergola_db::{Fault, Row, Tx, in_list, params};
use pergola_domain::{
    ids::{MemberId, TieId},
    ties::Met,
    time::{Timestamp, YearMonth},
};

use super::met;
use crate::ties::TieFacts;

const FACTS: &str = "t.tie_id, t.other_id, t.since, t.formed_at, t.met_confirmed, \
                     t.met_kind, t.met_text, t.met_organisation, t.met_from, t.met_to, \
                     u.met_kind, u.met_text, u.met_organisation, u.met_from, u.met_to, \
                     t.introduced_by, u.introduced_by \
                     FROM ties t JOIN ties u ON u.member_id = t.other_id AND u.other_id = t.member_id";

fn facts(row: &Row<'_>) -> Result<TieFacts, Fault> {
    Ok(TieFacts {
        tie: row.get(0)?,
        other: row.get(1)?,
        since: row.get(2)?,
        formed_at: row.get(3)?,
        met_confirmed: row.get(4)?,
        met: Met { introduced_by: row.get(15)?, ..met(row, 5)? },
        their_met: Met { introduced_by: row.get(16)?, ..met(row, 10)? },
    })
}

pub(in crate::ties) async fn find(tx: &Tx, owner: MemberId, other: MemberId) -> Result<Option<TieFacts>, Fault> {
    let sql = format!("SELECT {FACTS} WHERE t.member_id = $1 AND t.other_id = $2");
    tx.one(&sql, &params![owner, other], facts).await
}

/// What the owner's ties to these are, where he has one.
pub(in crate::ties) async fn find_among(tx: &Tx, owner: MemberId, others: &[MemberId]) -> Result<Vec<TieFacts>, Fault> {
    let mut found = Vec::new();
    for some in others.chunks(128) {
        let mut values = params![owner].to_vec();
        let marks = in_list(&mut values, some);
        let sql = format!("SELECT {FACTS} WHERE t.member_id = $1 AND t.other_id IN ({marks})");
        found.extend(tx.all(&sql, &values, facts).await?);
    }
    Ok(found)
}

/// In the order of the others' ids: those after `after`. Whose account a decision closed is not there, here and below.
pub(in crate::ties) async fn list(
    tx: &Tx,
    owner: MemberId,
    after: Option<MemberId>,
    limit: i64,
) -> Result<Vec<TieFacts>, Fault> {
    let sql = format!(
        "SELECT {FACTS} JOIN members m ON m.id = t.other_id WHERE t.member_id = $1 AND t.other_id > $2 \
         AND NOT m.is_suspended ORDER BY t.other_id LIMIT $3"
    );
    tx.all(&sql, &params![owner, after.unwrap_or(MemberId(0)), limit], facts).await
}

/// Those of these people whom the owner is tied to.
pub(in crate::ties) async fn among(tx: &Tx, owner: MemberId, people: &[MemberId]) -> Result<Vec<MemberId>, Fault> {
    let mut found = Vec::new();
    for some in people.chunks(128) {
        let mut values = params![owner].to_vec();
        let marks = in_list(&mut values, some);
        let sql = format!("SELECT other_id FROM ties WHERE member_id = $1 AND other_id IN ({marks})");
        found.extend(tx.all(&sql, &values, |row| row.get::<MemberId>(0)).await?);
    }
    Ok(found)
}

/// Those of these ties that still stand.
pub(in crate::ties) async fn standing(tx: &Tx, ties: &[TieId]) -> Result<Vec<TieId>, Fault> {
    let mut found = Vec::new();
    for some in ties.chunks(128) {
        let mut values = Vec::new();
        let marks = in_list(&mut values, some);
        let sql = format!("SELECT tie_id FROM ties WHERE tie_id IN ({marks})");
        found.extend(tx.all(&sql, &values, |row| row.get::<TieId>(0)).await?);
    }
    Ok(found)
}

/// By name, from A to Z, for numbered pages.
pub(in crate::ties) async fn list_by_name(
    tx: &Tx,
    owner: MemberId,
    offset: i64,
    limit: i64,
) -> Result<Vec<MemberId>, Fault> {
    let sql = "SELECT t.other_id FROM ties t JOIN members m ON m.id = t.other_id WHERE t.member_id = $1 \
               AND NOT m.is_suspended ORDER BY m.name_folded, m.id LIMIT $2 OFFSET $3";
    tx.all(sql, &params![owner, limit, offset], |row| row.get(0)).await
}

pub(in crate::ties) async fn count(tx: &Tx, owner: MemberId) -> Result<i64, Fault> {
    let sql = "SELECT count(*) FROM ties t JOIN members m ON m.id = t.other_id WHERE t.member_id = $1 \
               AND NOT m.is_suspended";
    Ok(tx.one(sql, &params![owner], |row| row.get(0)).await?.unwrap_or_default())
}

/// One end of a tie.
#[derive(Debug)]
pub(in crate::ties) struct End<'a> {
    pub(in crate::ties) tie: TieId,
    pub(in crate::ties) owner: MemberId,
    pub(in crate::ties) other: MemberId,
    pub(in crate::ties) since: Timestamp,
    pub(in crate::ties) formed_at: Timestamp,
    pub(in crate::ties) met: &'a Met,
    pub(in crate::ties) confirmed: bool,
}

/// Keeps one end. Gives false where it stands already.
pub(in crate::ties) async fn keep(tx: &Tx, end: &End<'_>) -> Result<bool, Fault> {
    let sql = "INSERT INTO ties (member_id, other_id, tie_id, since, formed_at, met_kind, met_text, met_organisation, \
               met_from, met_to, met_confirmed, introduced_by, version) \
               VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, 1) \
               ON CONFLICT (member_id, other_id) DO NOTHING";
    let values = params![
        end.owner,
        end.other,
        end.tie,
        end.since,
        end.formed_at,
        end.met.kind.word(),
        end.met.text,
        end.met.organisation,
        end.met.from.map(YearMonth::packed),
        end.met.to.map(YearMonth::packed),
        end.confirmed,
        end.met.introduced_by
    ];
    Ok(tx.run(sql, &values).await? > 0)
}

/// Both ends tell the same from now on.
pub(in crate::ties) async fn confirm(tx: &Tx, tie: TieId, met: &Met, since: Timestamp) -> Result<(), Fault> {
    let sql = "UPDATE ties SET met_kind = $2, met_text = $3, met_organisation = $4, met_from = $5, met_to = $6, \
               since = $7, introduced_by = $8, met_confirmed = TRUE, version = version + 1 WHERE tie_id = $1";
    let values = params![
        tie,
        met.kind.word(),
        met.text,
        met.organisation,
        met.from.map(YearMonth::packed),
        met.to.map(YearMonth::packed),
        since,
        met.introduced_by
    ];
    tx.run(sql, &values).await.map(drop)
}

/// Removes both ends. Gives false where there were none.
pub(in crate::ties) async fn remove(tx: &Tx, one: MemberId, other: MemberId) -> Result<bool, Fault> {
    let sql = "DELETE FROM ties WHERE (member_id = $1 AND other_id = $2) OR (member_id = $2 AND other_id = $1)";
    Ok(tx.run(sql, &params![one, other]).await? > 0)
}

/// Everybody tied to somebody, to take leave of them.
pub(in crate::ties) async fn all_of(tx: &Tx, owner: MemberId) -> Result<Vec<MemberId>, Fault> {
    tx.all("SELECT other_id FROM ties WHERE member_id = $1 ORDER BY other_id", &params![owner], |row| row.get(0)).await
}

/// Who left is no longer said to have introduced anybody.
pub(in crate::ties) async fn forget_introducer(tx: &Tx, member: MemberId) -> Result<(), Fault> {
    tx.run("UPDATE ties SET introduced_by = NULL WHERE introduced_by = $1", &params![member]).await.map(drop)
}
