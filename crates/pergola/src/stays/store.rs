//! The tables `stays` and `stay_told`.

use pergola_db::{Fault, Row, Tx, params};
use pergola_domain::{
    ids::{MemberId, StayId},
    stays::Stay,
    time::Timestamp,
};
use serde_json::{Value, json};

use crate::{members, ties, words::day_input};

const COLUMNS: &str = "s.id, s.member_id, s.place, s.from_at, s.until_at, s.words";
/// What is over is forgotten after so many days.
const KEPT_DAYS: i64 = 30;

fn stay(row: &Row<'_>) -> Result<Stay, Fault> {
    Ok(Stay {
        id: row.get(0)?,
        member: row.get(1)?,
        place: row.get(2)?,
        from: row.get(3)?,
        until: row.get(4)?,
        words: row.get(5)?,
    })
}

pub(super) async fn keep(tx: &Tx, new: &Stay) -> Result<(), Fault> {
    let sql = "INSERT INTO stays (id, member_id, place, from_at, until_at, words) VALUES ($1, $2, $3, $4, $5, $6)";
    tx.run(sql, &params![new.id, new.member, new.place, new.from, new.until, new.words]).await.map(drop)
}

/// One's own; another's is not there.
pub(super) async fn find(tx: &Tx, member: MemberId, id: StayId) -> Result<Option<Stay>, Fault> {
    let sql = format!("SELECT {COLUMNS} FROM stays s WHERE s.id = $1 AND s.member_id = $2");
    tx.one(&sql, &params![id, member], stay).await
}

/// The own ones that are not over, the next first.
pub(super) async fn list(tx: &Tx, member: MemberId, now: Timestamp) -> Result<Vec<Stay>, Fault> {
    let sql = format!(
        "SELECT {COLUMNS} FROM stays s WHERE s.member_id = $1 AND s.until_at > $2 ORDER BY s.from_at, s.id LIMIT 100"
    );
    tx.all(&sql, &params![member, now.plus_days(-1)], stay).await
}

/// What ties told this member and is not over, the next first.
pub(super) async fn list_heard(tx: &Tx, member: MemberId, now: Timestamp) -> Result<Vec<Stay>, Fault> {
    let sql = format!(
        "SELECT {COLUMNS} FROM stays s JOIN stay_told d ON d.stay_id = s.id WHERE d.member_id = $1 AND s.until_at > $2 \
         AND EXISTS (SELECT 1 FROM ties t WHERE t.member_id = $1 AND t.other_id = s.member_id) \
         ORDER BY s.from_at, s.id LIMIT 100"
    );
    tx.all(&sql, &params![member, now.plus_days(-1)], stay).await
}

pub(super) async fn list_told(tx: &Tx, id: StayId) -> Result<Vec<MemberId>, Fault> {
    let sql = "SELECT member_id FROM stay_told WHERE stay_id = $1 ORDER BY member_id LIMIT 1000";
    tx.all(sql, &params![id], |row| row.get(0)).await
}

/// Gives false where he was told before.
pub(super) async fn keep_told(tx: &Tx, id: StayId, member: MemberId) -> Result<bool, Fault> {
    let sql = "INSERT INTO stay_told (stay_id, member_id) VALUES ($1, $2) ON CONFLICT (stay_id, member_id) DO NOTHING";
    Ok(tx.run(sql, &params![id, member]).await? > 0)
}

pub(super) async fn remove(tx: &Tx, id: StayId) -> Result<(), Fault> {
    tx.run("DELETE FROM stay_told WHERE stay_id = $1", &params![id]).await?;
    tx.run("DELETE FROM stays WHERE id = $1", &params![id]).await.map(drop)
}

/// Forgets what is long over.
pub(crate) async fn tidy(tx: &Tx, now: Timestamp) -> Result<(), Fault> {
    let before = now.plus_days(-KEPT_DAYS);
    let sql = "DELETE FROM stay_told WHERE stay_id IN (SELECT id FROM stays WHERE until_at < $1)";
    tx.run(sql, &params![before]).await?;
    tx.run("DELETE FROM stays WHERE until_at < $1", &params![before]).await.map(drop)
}

/// Everything of a member who leaves.
pub(crate) async fn erase(tx: &Tx, member: MemberId) -> Result<(), Fault> {
    for sql in [
        "DELETE FROM stay_told WHERE member_id = $1 OR stay_id IN (SELECT id FROM stays WHERE member_id = $1)",
        "DELETE FROM stays WHERE member_id = $1",
    ] {
        tx.run(sql, &params![member]).await?;
    }
    Ok(())
}

/// The own stays for the member's archive.
pub(crate) async fn takeout(tx: &Tx, member: MemberId) -> Result<Vec<Value>, Fault> {
    let sql = format!("SELECT {COLUMNS} FROM stays s WHERE s.member_id = $1 ORDER BY s.from_at, s.id LIMIT 1000");
    let all = tx.all(&sql, &params![member], stay).await?;
    let mut records = Vec::with_capacity(all.len());
    for stay in &all {
        let mut record = record(stay);
        let told = told_handles(tx, member, stay.id).await?;
        if let (false, Some(fields)) = (told.is_empty(), record.as_object_mut()) {
            fields.insert("told".to_owned(), json!(told));
        }
        records.push(record);
    }
    Ok(records)
}

/// Whom he told, as far as they are there for him.
async fn told_handles(tx: &Tx, member: MemberId, id: StayId) -> Result<Vec<String>, Fault> {
    let ids = list_told(tx, id).await?;
    let unseen = ties::unseen(tx, member, &ids).await?;
    let people = members::find_many(tx, &ids).await?;
    Ok(people.into_iter().filter(|one| !unseen.contains(&one.id)).map(|one| one.handle).collect())
}

fn record(stay: &Stay) -> Value {
    let mut record = json!({
        "key": stay.id.to_string(),
        "place": stay.place,
        "from": day_input(stay.from),
        "until": day_input(stay.until),
    });
    if let (false, Some(fields)) = (stay.words.is_empty(), record.as_object_mut()) {
        fields.insert("words".to_owned(), json!(stay.words));
    }
    record
}
