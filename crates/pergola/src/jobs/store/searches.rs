//! The tables `openness` and `saved_searches`.

use pergola_db::{Fault, Tx, params};
use pergola_domain::{
    ids::{JobId, MemberId, SavedSearchId},
    jobs::Openness,
    text,
    time::Timestamp,
};
use serde_json::{Value as Json, json};

use crate::words::rfc3339;

/// What a member says of himself, to whom.
#[derive(Clone, Debug, Default)]
pub(in crate::jobs) struct Open {
    pub(in crate::jobs) to: Openness,
    pub(in crate::jobs) words: String,
}

pub(in crate::jobs) async fn openness(tx: &Tx, member: MemberId) -> Result<Open, Fault> {
    let sql = "SELECT open_to, words FROM openness WHERE member_id = $1";
    let found = tx
        .one(sql, &params![member], |row| {
            Ok(Open { to: Openness::of_name(&row.get::<String>(0)?).unwrap_or_default(), words: row.get(1)? })
        })
        .await?;
    Ok(found.unwrap_or_default())
}

pub(in crate::jobs) async fn keep_openness(
    tx: &Tx,
    member: MemberId,
    open: &Open,
    now: Timestamp,
) -> Result<(), Fault> {
    if open.to == Openness::Nobody {
        return tx.run("DELETE FROM openness WHERE member_id = $1", &params![member]).await.map(drop);
    }
    let sql = "INSERT INTO openness (member_id, open_to, words, words_folded, changed_at) VALUES ($1, $2, $3, $4, $5) \
               ON CONFLICT (member_id) DO UPDATE SET open_to = excluded.open_to, words = excluded.words, \
               words_folded = excluded.words_folded, changed_at = excluded.changed_at";
    let values = params![member, open.to.name(), open.words, text::fold(&open.words), now];
    tx.run(sql, &values).await.map(drop)
}

/// Those who are open to anybody at all, by id after `after`. Whether a reader may know is asked of the rule, one by one.
pub(in crate::jobs) async fn list_open(
    tx: &Tx,
    words: &str,
    after: MemberId,
    limit: i64,
) -> Result<Vec<(MemberId, Open)>, Fault> {
    let like = format!("%{}%", text::fold(words).replace(['!', '%', '_'], ""));
    let sql = "SELECT o.member_id, o.open_to, o.words FROM openness o JOIN members m ON m.id = o.member_id \
               WHERE o.member_id > $1 AND m.leaving_at IS NULL AND o.words_folded LIKE $2 ORDER BY o.member_id LIMIT $3";
    tx.all(sql, &params![after, like, limit], |row| {
        let to = Openness::of_name(&row.get::<String>(1)?).unwrap_or_default();
        Ok((row.get(0)?, Open { to, words: row.get(2)? }))
    })
    .await
}

/// A search that its owner wants to hear from.
#[derive(Clone, Debug)]
pub(in crate::jobs) struct Saved {
    pub(in crate::jobs) id: SavedSearchId,
    pub(in crate::jobs) member: MemberId,
    pub(in crate::jobs) query: String,
    pub(in crate::jobs) created_at: Timestamp,
    pub(in crate::jobs) told_job: JobId,
}

fn saved(row: &pergola_db::Row<'_>) -> Result<Saved, Fault> {
    Ok(Saved {
        id: row.get(0)?,
        member: row.get(1)?,
        query: row.get(2)?,
        created_at: row.get(3)?,
        told_job: row.get(4)?,
    })
}

pub(in crate::jobs) async fn list_saved(tx: &Tx, member: MemberId) -> Result<Vec<Saved>, Fault> {
    let sql = "SELECT id, member_id, query, created_at, told_job FROM saved_searches WHERE member_id = $1 ORDER BY id LIMIT 100";
    tx.all(sql, &params![member], saved).await
}

/// Those whose owners were not told since then.
pub(in crate::jobs) async fn list_due(tx: &Tx, before: Timestamp, limit: i64) -> Result<Vec<Saved>, Fault> {
    let sql = "SELECT id, member_id, query, created_at, told_job FROM saved_searches WHERE told_at <= $1 \
               ORDER BY told_at, id LIMIT $2";
    tx.all(sql, &params![before, limit], saved).await
}

/// Keeps one; the same twice is once. Gives its id.
pub(in crate::jobs) async fn keep_saved(tx: &Tx, new: &Saved, now: Timestamp) -> Result<SavedSearchId, Fault> {
    let sql = "INSERT INTO saved_searches (id, member_id, query, created_at, told_job, told_at) \
               VALUES ($1, $2, $3, $4, $5, $4) ON CONFLICT (member_id, query) DO UPDATE SET query = excluded.query \
               RETURNING id";
    let values = params![new.id, new.member, new.query, now, new.told_job];
    let kept = tx.one(sql, &values, |row| row.get(0)).await?;
    kept.ok_or_else(|| Fault::other("a search that was just kept is not there"))
}

pub(in crate::jobs) async fn keep_told(tx: &Tx, id: SavedSearchId, job: JobId, now: Timestamp) -> Result<(), Fault> {
    let sql = "UPDATE saved_searches SET told_job = $2, told_at = $3 WHERE id = $1";
    tx.run(sql, &params![id, job, now]).await.map(drop)
}

/// Gives false where the member has none of this number.
pub(in crate::jobs) async fn remove_saved(tx: &Tx, member: MemberId, id: SavedSearchId) -> Result<bool, Fault> {
    let sql = "DELETE FROM saved_searches WHERE id = $1 AND member_id = $2";
    Ok(tx.run(sql, &params![id, member]).await? > 0)
}

pub(in crate::jobs) async fn erase(tx: &Tx, member: MemberId) -> Result<(), Fault> {
    tx.run("DELETE FROM openness WHERE member_id = $1", &params![member]).await?;
    tx.run("DELETE FROM saved_searches WHERE member_id = $1", &params![member]).await.map(drop)
}

/// To whom a member is open to work, for his archive.
pub(crate) async fn takeout_openness(tx: &Tx, member: MemberId) -> Result<Vec<Json>, Fault> {
    let open = openness(tx, member).await?;
    let told = json!({ "openness": open.to.name(), "words": open.words });
    Ok(if open.to == Openness::Nobody { Vec::new() } else { vec![told] })
}

/// The saved searches of a member, for his archive.
pub(crate) async fn takeout(tx: &Tx, member: MemberId) -> Result<Vec<Json>, Fault> {
    let saved = list_saved(tx, member).await?;
    let told = saved.iter().map(|one| json!({ "query": one.query, "since": rfc3339(one.created_at) }));
    Ok(told.collect())
}
