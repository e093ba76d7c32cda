//! The work queue: what must still be done outside the transaction that asked for it (a mail, a delivery).
//!
//! It is a table, written in the same transaction as the act, so nothing is promised that was not kept. A job is claimed
//! for a while; who dies with it in hand loses it to the next. So a job may be done twice, and never not at all: make it
//! idempotent. This is not the line of closures before the database threads.

use crate::{Fault, Tx, Value, in_list, params};

/// Something to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Job {
    /// Given by the one who asked for it.
    pub id: i64,
    /// Which hands it is for.
    pub kind: String,
    /// What it needs, as the asker wrote it.
    pub body: String,
    /// How often it was begun, this time included.
    pub attempts: i64,
}

/// Puts a job into the queue, to be done from `due_at` on.
pub async fn enqueue(tx: &Tx, id: i64, kind: &str, body: &str, due_at: i64) -> Result<(), Fault> {
    let sql = "INSERT INTO outbox (id, kind, body, due_at) VALUES ($1, $2, $3, $4)";
    tx.run(sql, &params![id, kind, body, due_at]).await.map(drop)
}

/// Whether [`claim`] would find something: a read, so that looking at an empty queue keeps nobody from writing.
pub async fn is_due(tx: &Tx, kinds: &[&str], now: i64) -> Result<bool, Fault> {
    let mut values = params![now].to_vec();
    let marks = in_list(&mut values, kinds);
    let sql = format!("SELECT 1 FROM outbox WHERE due_at <= $1 AND claimed_until <= $1 AND kind IN ({marks}) LIMIT 1");
    Ok(tx.one(&sql, &values, |row| row.get::<i64>(0)).await?.is_some())
}

/// Takes up to `limit` jobs of these kinds that are due and in nobody's hands, for `lease_us`.
pub async fn claim(tx: &Tx, kinds: &[&str], now: i64, lease_us: i64, limit: usize) -> Result<Vec<Job>, Fault> {
    let limit = i64::try_from(limit).unwrap_or(i64::MAX);
    let mut values = params![now, now.saturating_add(lease_us), limit].to_vec();
    let marks = in_list(&mut values, kinds);
    // The last condition looks idle and is not: on PostgreSQL the loser of a race waits for the winner, and then
    // only the outer condition is looked at again, on the row as the winner left it.
    let sql = format!(
        "UPDATE outbox SET claimed_until = $2, attempts = attempts + 1
         WHERE id IN (
            SELECT id FROM outbox WHERE due_at <= $1 AND claimed_until <= $1 AND kind IN ({marks})
            ORDER BY due_at, id LIMIT $3
         ) AND claimed_until <= $1
         RETURNING id, kind, body, attempts, due_at"
    );
    let mut claimed = tx
        .all(&sql, &values, |row| {
            let job = Job { id: row.get(0)?, kind: row.get(1)?, body: row.get(2)?, attempts: row.get(3)? };
            Ok((row.get::<i64>(4)?, job))
        })
        .await?;
    claimed.sort_by_key(|(due_at, job)| (*due_at, job.id));
    Ok(claimed.into_iter().map(|(_, job)| job).collect())
}

/// It is done, or will never be: the job goes.
pub async fn done(tx: &Tx, id: i64) -> Result<(), Fault> {
    tx.run("DELETE FROM outbox WHERE id = $1", &[Value::Int(id)]).await.map(drop)
}

/// It failed; it is tried again from `due_at` on.
pub async fn retry(tx: &Tx, id: i64, due_at: i64, error: &str) -> Result<(), Fault> {
    let sql = "UPDATE outbox SET due_at = $2, claimed_until = 0, last_error = $3 WHERE id = $1";
    tx.run(sql, &params![id, due_at, error]).await.map(drop)
}

/// How many jobs are in the queue, due or not: a number to watch.
pub async fn waiting(tx: &Tx) -> Result<i64, Fault> {
    let found = tx.one("SELECT count(*) FROM outbox", &[], |row| row.get(0)).await?;
    Ok(found.unwrap_or_default())
}
