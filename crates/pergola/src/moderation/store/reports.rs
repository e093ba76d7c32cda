//! The table `reports`. Who reported is told to moderators alone.

use pergola_db::{Fault, Row, Tx, params};
use pergola_domain::{
    ids::{MemberId, ReportId},
    time::Timestamp,
};

#[derive(Clone, Debug)]
pub(in crate::moderation) struct Report {
    pub(in crate::moderation) id: ReportId,
    pub(in crate::moderation) case: i64,
    pub(in crate::moderation) by: MemberId,
    pub(in crate::moderation) why: String,
    pub(in crate::moderation) words: String,
    pub(in crate::moderation) at: Timestamp,
}

fn report(row: &Row<'_>) -> Result<Report, Fault> {
    Ok(Report {
        id: row.get(0)?,
        case: row.get(1)?,
        by: row.get(2)?,
        why: row.get(3)?,
        words: row.get(4)?,
        at: row.get(5)?,
    })
}

const COLUMNS: &str = "id, case_id, reporter_id, why, words, at";

pub(in crate::moderation) async fn keep(tx: &Tx, new: &Report) -> Result<(), Fault> {
    let sql = format!("INSERT INTO reports ({COLUMNS}) VALUES ($1, $2, $3, $4, $5, $6)");
    tx.run(&sql, &params![new.id, new.case, new.by, new.why, new.words, new.at]).await.map(drop)
}

/// This member's report of a case.
pub(in crate::moderation) async fn find_of(tx: &Tx, case: i64, by: MemberId) -> Result<Option<Report>, Fault> {
    let sql = format!("SELECT {COLUMNS} FROM reports WHERE case_id = $1 AND reporter_id = $2 ORDER BY id LIMIT 1");
    tx.one(&sql, &params![case, by], report).await
}

pub(in crate::moderation) async fn list_of_case(tx: &Tx, case: i64) -> Result<Vec<Report>, Fault> {
    let sql = format!("SELECT {COLUMNS} FROM reports WHERE case_id = $1 ORDER BY id LIMIT 100");
    tx.all(&sql, &params![case], report).await
}

/// A member's own, the latest first, each with whether it was decided.
pub(in crate::moderation) async fn list_by(
    tx: &Tx,
    by: MemberId,
    before: Option<i64>,
    limit: i64,
) -> Result<Vec<(Report, String, bool)>, Fault> {
    let sql = "SELECT r.id, r.case_id, r.reporter_id, r.why, r.words, r.at, c.about, c.decided_at FROM reports r \
               JOIN cases c ON c.id = r.case_id WHERE r.reporter_id = $1 AND r.id < $2 ORDER BY r.id DESC LIMIT $3";
    let one = |row: &Row<'_>| Ok((report(row)?, row.get(6)?, row.get::<Option<i64>>(7)?.is_some()));
    tx.all(sql, &params![by, before.unwrap_or(i64::MAX), limit], one).await
}

pub(in crate::moderation) async fn count_since(tx: &Tx, by: MemberId, since: Timestamp) -> Result<i64, Fault> {
    let sql = "SELECT count(*) FROM reports WHERE reporter_id = $1 AND at > $2";
    Ok(tx.one(sql, &params![by, since], |row| row.get(0)).await?.unwrap_or_default())
}

/// Somebody is gone: what he reported, and what others said of him as long as their matters name him.
pub(in crate::moderation) async fn forget(tx: &Tx, member: MemberId) -> Result<(), Fault> {
    let sql = "UPDATE reports SET reporter_id = 0, words = '' WHERE reporter_id = $1";
    tx.run(sql, &params![member]).await?;
    let sql = "UPDATE reports SET words = '' WHERE case_id IN (SELECT id FROM cases WHERE author_id = $1)";
    tx.run(sql, &params![member]).await.map(drop)
}
