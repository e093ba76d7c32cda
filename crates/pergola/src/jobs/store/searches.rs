//! The tables `openness` and `saved_searches`.

use pergola_db::{Fault, ToValue, Tx, params};
use pergola_domain::{
    ids::{JobId, MemberId, SavedSearchId},
    jobs::Openness,
    text,
    time::Timestamp,
};
use serde_json::{Value as Json, json};

use super::ads::literal;
use crate::words::rfc3339;

/// What a member says of himself, to whom.
#[derive(Clone, Debug, Default)]
pub(in crate::jobs) struct Open {
    pub(in crate::jobs) to: Openness,
    pub(in crate::jobs) words: String,
    /// Names whose people shall not learn it either.
    pub(in crate::jobs) also_not: Vec<String>,
}

fn open(row: &pergola_db::Row<'_>, from: usize) -> Result<Open, Fault> {
    Ok(Open {
        to: Openness::of_name(&row.get::<String>(from)?).unwrap_or_default(),
        words: row.get(from + 1)?,
        also_not: row.get::<String>(from + 2)?.lines().map(str::to_owned).collect(),
    })
}

pub(in crate::jobs) async fn openness(tx: &Tx, member: MemberId) -> Result<Open, Fault> {
    let sql = "SELECT open_to, words, also_not FROM openness WHERE member_id = $1";
    let found = tx.one(sql, &params![member], |row| open(row, 0)).await?;
    Ok(found.unwrap_or_default())
}

pub(in crate::jobs) async fn keep_openness(
    tx: &Tx,
    member: MemberId,
    open: &Open,
    now: Timestamp,
) -> Result<(), Fault> {
    if open.to == Openness::Nobody && open.also_not.is_empty() {
        return tx.run("DELETE FROM openness WHERE member_id = $1", &params![member]).await.map(drop);
    }
    let sql = "INSERT INTO openness (member_id, open_to, words, words_folded, changed_at, also_not) \
               VALUES ($1, $2, $3, $4, $5, $6) \
               ON CONFLICT (member_id) DO UPDATE SET open_to = excluded.open_to, words = excluded.words, \
               words_folded = excluded.words_folded, changed_at = excluded.changed_at, also_not = excluded.also_not";
    let values = params![member, open.to.name(), open.words, text::fold(&open.words), now, open.also_not.join("\n")];
    tx.run(sql, &values).await.map(drop)
}

/// Those who are open to anybody at all, by id after `after`, by words of what they would like and of what they can do. Whether
/// a reader may know is asked of the rule, one by one.
pub(in crate::jobs) async fn list_open(
    tx: &Tx,
    (words, skill): (&str, &str),
    after: MemberId,
    limit: i64,
) -> Result<Vec<(MemberId, Open)>, Fault> {
    let like = |words: &str| format!("%{}%", literal(&text::fold(words)));
    let skilled = if skill.is_empty() {
        ""
    } else {
        "AND EXISTS (SELECT 1 FROM skills s WHERE s.member_id = o.member_id AND s.name_folded LIKE $4 ESCAPE '!')"
    };
    let sql = format!(
        "SELECT o.member_id, o.open_to, o.words, o.also_not FROM openness o JOIN members m ON m.id = o.member_id \
         WHERE o.member_id > $1 AND o.open_to <> 'nobody' AND m.leaving_at IS NULL AND o.words_folded LIKE $2 ESCAPE '!' {skilled} \
         ORDER BY o.member_id LIMIT $3"
    );
    let mut values = params![after, like(words), limit].to_vec();
    if !skill.is_empty() {
        values.push(like(skill).to_value());
    }
    tx.all(&sql, &values, |row| Ok((row.get(0)?, open(row, 1)?))).await
}

/// A search that its owner wants to hear from.
#[derive(Clone, Debug)]
pub(in crate::jobs) struct Saved {
    pub(in crate::jobs) id: SavedSearchId,
    pub(in crate::jobs) member: MemberId,
    pub(in crate::jobs) query: String,
    pub(in crate::jobs) created_at: Timestamp,
    pub(in crate::jobs) told_job: JobId,
    /// What it found when it last found something: ads or members.
    pub(in crate::jobs) found: Vec<i64>,
    pub(in crate::jobs) found_at: Timestamp,
    /// Members whom it knows already.
    pub(in crate::jobs) known: Vec<i64>,
}

fn numbers(lines: &str) -> Vec<i64> {
    lines.lines().filter_map(|line| line.parse().ok()).collect()
}

fn lines(numbers: &[i64]) -> String {
    numbers.iter().map(i64::to_string).collect::<Vec<_>>().join("\n")
}

fn saved(row: &pergola_db::Row<'_>) -> Result<Saved, Fault> {
    Ok(Saved {
        id: row.get(0)?,
        member: row.get(1)?,
        query: row.get(2)?,
        created_at: row.get(3)?,
        told_job: row.get(4)?,
        found: numbers(&row.get::<String>(5)?),
        found_at: row.get(6)?,
        known: numbers(&row.get::<String>(7)?),
    })
}

pub(in crate::jobs) async fn list_saved(tx: &Tx, member: MemberId) -> Result<Vec<Saved>, Fault> {
    let sql = "SELECT id, member_id, query, created_at, told_job, found, found_at, known FROM saved_searches \
               WHERE member_id = $1 ORDER BY id LIMIT 100";
    tx.all(sql, &params![member], saved).await
}

/// Members of whose searches one was not looked at since then, who waited longest first.
pub(in crate::jobs) async fn list_due(tx: &Tx, before: Timestamp, limit: i64) -> Result<Vec<MemberId>, Fault> {
    let sql = "SELECT member_id FROM saved_searches WHERE told_at <= $1 GROUP BY member_id \
               ORDER BY MIN(told_at), member_id LIMIT $2";
    tx.all(sql, &params![before, limit], |row| row.get(0)).await
}

pub(in crate::jobs) async fn keep_saved(tx: &Tx, new: &Saved, now: Timestamp) -> Result<SavedSearchId, Fault> {
    let sql = "INSERT INTO saved_searches (id, member_id, query, created_at, told_job, told_at, known) \
               VALUES ($1, $2, $3, $4, $5, $4, $6) ON CONFLICT (member_id, query) DO UPDATE SET query = excluded.query \
               RETURNING id";
    let values = params![new.id, new.member, new.query, now, new.told_job, lines(&new.known)];
    let kept = tx.one(sql, &values, |row| row.get(0)).await?;
    kept.ok_or_else(|| Fault::other("a search that was just kept is not there"))
}

/// It was looked at: what is new is kept where there is something.
pub(in crate::jobs) async fn keep_told(tx: &Tx, next: &Saved, now: Timestamp) -> Result<(), Fault> {
    let sql =
        "UPDATE saved_searches SET told_job = $2, told_at = $3, found = $4, found_at = $5, known = $6 WHERE id = $1";
    let values = params![next.id, next.told_job, now, lines(&next.found), next.found_at, lines(&next.known)];
    tx.run(sql, &values).await.map(drop)
}

/// A day on which the searches of a member could not be looked at.
pub(in crate::jobs) async fn put_off(tx: &Tx, member: MemberId, now: Timestamp) -> Result<(), Fault> {
    tx.run("UPDATE saved_searches SET told_at = $2 WHERE member_id = $1", &params![member, now]).await.map(drop)
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
    let told = json!({ "openness": open.to.name(), "words": open.words, "also_not": open.also_not });
    Ok(if open.to == Openness::Nobody && open.also_not.is_empty() { Vec::new() } else { vec![told] })
}

/// The saved searches of a member, for his archive.
pub(crate) async fn takeout(tx: &Tx, member: MemberId) -> Result<Vec<Json>, Fault> {
    let saved = list_saved(tx, member).await?;
    let told = saved.iter().map(|one| json!({ "query": one.query, "since": rfc3339(one.created_at) }));
    Ok(told.collect())
}
