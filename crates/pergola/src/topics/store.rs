//! The table `topic_choices`.

use pergola_db::{Fault, Row, Tx, params};
use pergola_domain::{
    ids::MemberId,
    time::Timestamp,
    topics::{FOLLOWED, Topic, Way},
};
use serde_json::{Value, json};

use crate::words::rfc3339;

/// A topic that a member follows or mutes.
#[derive(Clone, Debug)]
pub(crate) struct Choice {
    pub(crate) topic: Topic,
    pub(crate) way: Way,
}

fn choice(row: &Row<'_>) -> Result<Choice, Fault> {
    let way = Way::of(&row.get::<String>(2)?).unwrap_or(Way::Follow);
    Ok(Choice { topic: Topic { key: row.get(0)?, name: row.get(1)? }, way })
}

/// What a topic is to a member, where he said.
pub(crate) async fn find(tx: &Tx, member: MemberId, key: &str) -> Result<Option<Choice>, Fault> {
    let sql = "SELECT topic, name, way FROM topic_choices WHERE member_id = $1 AND topic = $2";
    tx.one(sql, &params![member, key], choice).await
}

/// All topics that a member follows or mutes, in the order of their keys.
pub(crate) async fn list(tx: &Tx, member: MemberId) -> Result<Vec<Choice>, Fault> {
    let sql = "SELECT topic, name, way FROM topic_choices WHERE member_id = $1 ORDER BY topic LIMIT $2";
    tx.all(sql, &params![member, FOLLOWED], choice).await
}

pub(super) async fn count(tx: &Tx, member: MemberId) -> Result<i64, Fault> {
    let sql = "SELECT count(*) FROM topic_choices WHERE member_id = $1";
    Ok(tx.one(sql, &params![member], |row| row.get(0)).await?.unwrap_or_default())
}

pub(super) async fn keep(tx: &Tx, member: MemberId, topic: &Topic, way: Way, now: Timestamp) -> Result<(), Fault> {
    let sql = "INSERT INTO topic_choices (member_id, topic, name, way, created_at) VALUES ($1, $2, $3, $4, $5) \
               ON CONFLICT (member_id, topic) DO UPDATE SET name = excluded.name, way = excluded.way";
    tx.run(sql, &params![member, topic.key, topic.name, way.word(), now]).await.map(drop)
}

pub(super) async fn remove(tx: &Tx, member: MemberId, key: &str) -> Result<(), Fault> {
    tx.run("DELETE FROM topic_choices WHERE member_id = $1 AND topic = $2", &params![member, key]).await.map(drop)
}

/// The topics that a member follows or mutes, for his archive, in the order of choosing.
pub(crate) async fn takeout(tx: &Tx, member: MemberId) -> Result<Vec<Value>, Fault> {
    let sql = "SELECT topic, name, way, created_at FROM topic_choices WHERE member_id = $1 ORDER BY created_at, topic \
               LIMIT 1000";
    tx.all(sql, &params![member], |row| {
        let (key, name, way): (String, String, String) = (row.get(0)?, row.get(1)?, row.get(2)?);
        Ok(json!({ "key": key, "topic": name, "way": way, "at": rfc3339(row.get(3)?) }))
    })
    .await
}

/// Everything of a member.
pub(crate) async fn erase(tx: &Tx, member: MemberId) -> Result<(), Fault> {
    tx.run("DELETE FROM topic_choices WHERE member_id = $1", &params![member]).await.map(drop)
}
