//! The table `feeds`, and the ads of `jobs` that came by one.

use pergola_db::{Fault, Row, Tx, params};
use pergola_domain::{
    ids::{JobId, MemberId, OrganisationId},
    time::Timestamp,
};

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
}

const COLUMNS: &str = "f.id, f.organisation_id, f.member_id, f.url, f.pulled_at, f.trouble, f.taken, f.skipped";

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
    })
}

pub(in crate::jobs) async fn list(tx: &Tx, organisation: OrganisationId) -> Result<Vec<Feed>, Fault> {
    let sql = format!("SELECT {COLUMNS} FROM feeds f WHERE f.organisation_id = $1 ORDER BY f.id LIMIT 50");
    tx.all(&sql, &params![organisation], feed).await
}

/// Those of proven organisations that were not pulled since then.
pub(in crate::jobs) async fn list_due(tx: &Tx, before: Timestamp, limit: i64) -> Result<Vec<Feed>, Fault> {
    let sql = format!(
        "SELECT {COLUMNS} FROM feeds f JOIN organisation_pages p ON p.organisation_id = f.organisation_id \
         WHERE p.proven_at IS NOT NULL AND (f.pulled_at IS NULL OR f.pulled_at <= $1) ORDER BY f.id LIMIT $2"
    );
    tx.all(&sql, &params![before, limit], feed).await
}

pub(in crate::jobs) async fn keep_new(tx: &Tx, new: &Feed, now: Timestamp) -> Result<bool, Fault> {
    let sql = "INSERT INTO feeds (id, organisation_id, member_id, url, created_at, pulled_at, trouble, taken, skipped) \
               VALUES ($1, $2, $3, $4, $5, NULL, '', 0, 0) ON CONFLICT (organisation_id, url) DO NOTHING";
    Ok(tx.run(sql, &params![new.id, new.organisation, new.member, new.url, now]).await? > 0)
}

pub(in crate::jobs) async fn keep_pulled(
    tx: &Tx,
    id: i64,
    trouble: &str,
    (taken, skipped): (i64, i64),
    now: Timestamp,
) -> Result<(), Fault> {
    let sql = "UPDATE feeds SET pulled_at = $2, trouble = $3, taken = $4, skipped = $5 WHERE id = $1";
    tx.run(sql, &params![id, now, trouble, taken, skipped]).await.map(drop)
}

pub(in crate::jobs) async fn remove(tx: &Tx, organisation: OrganisationId, id: i64) -> Result<bool, Fault> {
    let sql = "DELETE FROM feeds WHERE id = $1 AND organisation_id = $2";
    Ok(tx.run(sql, &params![id, organisation]).await? > 0)
}

/// The ads that came by a feed, by its keys: open, or closed before.
pub(in crate::jobs) async fn jobs_of(tx: &Tx, feed: i64) -> Result<Vec<(String, JobId, bool)>, Fault> {
    let sql = "SELECT feed_key, id, state = 'open' FROM jobs WHERE feed_id = $1 ORDER BY id LIMIT 5000";
    tx.all(sql, &params![feed], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?))).await
}

/// Feeds of a member who leaves go on where somebody else speaks for the organisation; else nobody pulls them.
pub(in crate::jobs) async fn erase(tx: &Tx, member: MemberId) -> Result<(), Fault> {
    tx.run("DELETE FROM feeds WHERE member_id = $1", &params![member]).await.map(drop)
}
