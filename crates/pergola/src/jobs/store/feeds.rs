//! The table `feeds`, and the ads of `jobs` that came by one.

use std::collections::BTreeMap;

use pergola_db::{Fault, Row, Tx, params};
use pergola_domain::{
    ids::{JobId, MemberId, OrganisationId},
    time::Timestamp,
};
use serde_json::{Value as Json, json};

use crate::words::rfc3339;

/// A feed of an organisation.
#[derive(Clone, Debug)]
pub(in crate::jobs) struct Feed {
    pub(in crate::jobs) id: i64,
    pub(in crate::jobs) organisation: OrganisationId,
    pub(in crate::jobs) member: MemberId,
    pub(in crate::jobs) url: String,
    pub(in crate::jobs) pulled_at: Option<Timestamp>,
    /// Empty, or the code of what went wrong.
    pub(in crate::jobs) trouble: String,
    pub(in crate::jobs) taken: i64,
    pub(in crate::jobs) skipped: i64,
    /// Why those were left: codes, and how many.
    pub(in crate::jobs) reasons: Vec<(String, i64)>,
}

const COLUMNS: &str = "f.id, f.organisation_id, f.member_id, f.url, f.pulled_at, f.trouble, f.taken, f.skipped, \
                       f.reasons";

fn feed(row: &Row<'_>) -> Result<Feed, Fault> {
    Ok(Feed {
        id: row.get(0)?,
        organisation: row.get(1)?,
        member: row.get(2)?,
        url: row.get(3)?,
        pulled_at: row.get(4)?,
        trouble: row.get(5)?,
        taken: row.get(6)?,
        skipped: row.get(7)?,
        reasons: reasons(&row.get::<String>(8)?),
    })
}

fn reasons(lines: &str) -> Vec<(String, i64)> {
    let one = |line: &str| line.split_once(' ').and_then(|(code, count)| Some((code.to_owned(), count.parse().ok()?)));
    lines.lines().filter_map(one).collect()
}

pub(in crate::jobs) async fn list(tx: &Tx, organisation: OrganisationId) -> Result<Vec<Feed>, Fault> {
    let sql = format!("SELECT {COLUMNS} FROM feeds f WHERE f.organisation_id = $1 ORDER BY f.id LIMIT 50");
    tx.all(&sql, &params![organisation], feed).await
}

/// Those of proven organisations that were not pulled since then, by their ids, after that one.
pub(in crate::jobs) async fn list_due(
    tx: &Tx,
    before: Timestamp,
    (after, limit): (i64, i64),
) -> Result<Vec<Feed>, Fault> {
    let sql = format!(
        "SELECT {COLUMNS} FROM feeds f JOIN organisation_pages p ON p.organisation_id = f.organisation_id \
         WHERE p.proven_at IS NOT NULL AND (f.pulled_at IS NULL OR f.pulled_at <= $1) \
         AND f.id > $2 ORDER BY f.id LIMIT $3"
    );
    tx.all(&sql, &params![before, after, limit], feed).await
}

pub(in crate::jobs) async fn keep_new(tx: &Tx, new: &Feed, now: Timestamp) -> Result<bool, Fault> {
    let sql = "INSERT INTO feeds (id, organisation_id, member_id, url, created_at, pulled_at, trouble, taken, skipped) \
               VALUES ($1, $2, $3, $4, $5, NULL, '', 0, 0) ON CONFLICT (organisation_id, url) DO NOTHING";
    Ok(tx.run(sql, &params![new.id, new.organisation, new.member, new.url, now]).await? > 0)
}

/// It was read, with what was taken, and why others were left.
pub(in crate::jobs) async fn keep_pulled(
    tx: &Tx,
    id: i64,
    taken: i64,
    left: &BTreeMap<&'static str, i64>,
    now: Timestamp,
) -> Result<(), Fault> {
    let sql = "UPDATE feeds SET pulled_at = $2, trouble = '', taken = $3, skipped = $4, reasons = $5 WHERE id = $1";
    let lines: Vec<String> = left.iter().map(|(code, count)| format!("{code} {count}")).collect();
    tx.run(sql, &params![id, now, taken, left.values().sum::<i64>(), lines.join("\n")]).await.map(drop)
}

/// It could not be read: what was taken before stays.
pub(in crate::jobs) async fn keep_trouble(tx: &Tx, id: i64, trouble: &str, now: Timestamp) -> Result<(), Fault> {
    tx.run("UPDATE feeds SET pulled_at = $2, trouble = $3 WHERE id = $1", &params![id, now, trouble]).await.map(drop)
}

pub(in crate::jobs) async fn remove(tx: &Tx, organisation: OrganisationId, id: i64) -> Result<bool, Fault> {
    let sql = "DELETE FROM feeds WHERE id = $1 AND organisation_id = $2";
    Ok(tx.run(sql, &params![id, organisation]).await? > 0)
}

/// The ads that came by a feed, by its keys: open, or closed before. The newest, where there were very many: what is not
/// among them would be taken for new.
pub(in crate::jobs) async fn jobs_of(tx: &Tx, feed: i64) -> Result<Vec<(String, JobId, bool)>, Fault> {
    let sql = "SELECT feed_key, id, state = 'open' FROM jobs WHERE feed_id = $1 ORDER BY id DESC LIMIT 100000";
    tx.all(sql, &params![feed], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?))).await
}

/// Those that a member began, or took over.
pub(in crate::jobs) async fn list_by(tx: &Tx, member: MemberId) -> Result<Vec<Feed>, Fault> {
    let sql = format!("SELECT {COLUMNS} FROM feeds f WHERE f.member_id = $1 ORDER BY f.id LIMIT 500");
    tx.all(&sql, &params![member], feed).await
}

pub(in crate::jobs) async fn keep_member(tx: &Tx, id: i64, member: MemberId) -> Result<(), Fault> {
    tx.run("UPDATE feeds SET member_id = $2 WHERE id = $1", &params![id, member]).await.map(drop)
}

/// An organisation in new hands reads nothing that others chose.
pub(in crate::jobs) async fn remove_before(tx: &Tx, id: OrganisationId, before: Timestamp) -> Result<(), Fault> {
    tx.run("DELETE FROM feeds WHERE organisation_id = $1 AND created_at < $2", &params![id, before]).await.map(drop)
}

/// The feeds that a member has read, for his archive.
pub(crate) async fn takeout(tx: &Tx, member: MemberId) -> Result<Vec<Json>, Fault> {
    let sql =
        "SELECT id, organisation_id, url, created_at FROM feeds WHERE member_id = $1 ORDER BY created_at, id LIMIT 500";
    tx.all(sql, &params![member], |row| {
        Ok(json!({
            "key": row.get::<i64>(0)?.to_string(),
            "organisation": row.get::<OrganisationId>(1)?.to_string(),
            "url": row.get::<String>(2)?,
            "since": rfc3339(row.get(3)?),
        }))
    })
    .await
}
