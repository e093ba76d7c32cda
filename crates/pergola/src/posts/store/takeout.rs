//! The own posts and comments for the member's archive.

use pergola_db::{Fault, Tx, params};
use pergola_domain::{
    ids::{CommentId, MemberId, PictureId, PostId},
    time::Timestamp,
};
use serde_json::{Value, json};

use super::{
    list_of, list_pictures,
    pictures::Kept,
    reading::{Before, history},
};
use crate::{groups, members, words::rfc3339};

/// Read at once.
const PART: i64 = 200;

/// Everything that the member wrote, oldest first, with the words it had before; then what he said below other things,
/// with the number of what it hangs below.
pub(crate) async fn takeout(tx: &Tx, member: MemberId) -> Result<Vec<Value>, Fault> {
    let mut all = Vec::new();
    let mut after = PostId(0);
    loop {
        let some = list_of(tx, member, after, PART).await?;
        let Some(last) = some.last() else { break };
        after = last.post.id;
        let ids: Vec<PostId> = some.iter().map(|read| read.post.id).collect();
        let pictures = list_pictures(tx, &ids).await?;
        for read in &some {
            let post = &read.post;
            let mut before = history(tx, post.id).await?;
            before.reverse();
            let said = &post.said;
            let shown = pictures.get(&post.id).map(Vec::as_slice).unwrap_or_default();
            let mut record = json!({
                "kind": "post",
                "key": post.id.to_string(),
                "text": said.text,
                "language": said.language,
                "audience": said.audience.word(),
                "at": rfc3339(post.posted_at),
            });
            let mut add = |name: &str, value: Value| {
                if let Some(fields) = record.as_object_mut() {
                    fields.insert(name.to_owned(), value);
                }
            };
            if let Some(group) = said.audience.group() {
                let named = groups::find_many(tx, &[group]).await?;
                let name = named.first().map(|group| group.told.name.as_str()).unwrap_or_default();
                add("group", json!({ "key": group.to_string(), "name": name }));
            }
            if !said.topics.is_empty() {
                add("topics", json!(said.topics.iter().map(|topic| topic.name.as_str()).collect::<Vec<_>>()));
            }
            if !shown.is_empty() {
                add("pictures", json!(shown.iter().map(|picture| picture.alt.as_str()).collect::<Vec<_>>()));
            }
            if !before.is_empty() {
                add("before", json!(told_before(&before, shown)));
            }
            all.push(record);
        }
    }
    all.extend(comments(tx, member).await?);
    all.extend(beside(tx, member).await?);
    Ok(all)
}

/// What a post said before, with what it showed by the numbers of the files: see [`super::pictures_of`].
fn told_before(before: &[Before], shown: &[Kept]) -> Vec<Value> {
    let mut others: Vec<PictureId> = before.iter().flat_map(|one| &one.pictures).map(|picture| picture.id).collect();
    others.retain(|id| shown.iter().all(|picture| picture.id != *id));
    others.sort_unstable();
    others.dedup();
    let all: Vec<PictureId> = shown.iter().map(|picture| picture.id).chain(others).collect();
    let told = |one: &Before| {
        let mut record = json!({ "text": one.text, "at": rfc3339(one.since) });
        let pictures: Vec<Value> = one
            .pictures
            .iter()
            .filter_map(|picture| {
                let place = all.iter().position(|id| *id == picture.id)?;
                Some(json!({ "number": place + 1, "alt": picture.alt }))
            })
            .collect();
        if let Some(fields) = record.as_object_mut().filter(|_| !pictures.is_empty()) {
            fields.insert("pictures".to_owned(), json!(pictures));
        }
        record
    };
    before.iter().map(told).collect()
}

/// What the member did with what others wrote, by its number; how he wants his feed.
async fn beside(tx: &Tx, member: MemberId) -> Result<Vec<Value>, Fault> {
    let mut all = Vec::new();
    for (kind, table) in [("thanks", "post_thanks"), ("not_noise", "post_openings"), ("aside", "post_asides")] {
        let sql = format!("SELECT post_id, at FROM {table} WHERE member_id = $1 ORDER BY at, post_id LIMIT 10000");
        let found: Vec<(PostId, Timestamp)> =
            tx.all(&sql, &params![member], |row| Ok((row.get(0)?, row.get(1)?))).await?;
        let record = |(post, at): (PostId, Timestamp)| {
            json!({ "kind": kind, "key": format!("{kind}:{post}"), "text": "", "at": rfc3339(at),
                    "below": { "kind": "post", "key": post.to_string() } })
        };
        all.extend(found.into_iter().map(record));
    }
    let sql = "SELECT manner, filter, outside_since FROM feed_choices WHERE member_id = $1";
    let chosen: Option<(String, String, Option<Timestamp>)> =
        tx.one(sql, &params![member], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?))).await?;
    if let Some((manner, filter, outside)) = chosen {
        let filter: Value = serde_json::from_str(&filter).unwrap_or_default();
        let open: Vec<Value> = {
            let ids: Vec<MemberId> = super::open_people(tx, member).await?.into_iter().collect();
            members::find_many(tx, &ids).await?.iter().map(|account| json!(account.handle)).collect()
        };
        // It is of no moment; the archive wants one.
        all.push(json!({ "kind": "feed", "key": "feed", "text": "", "at": rfc3339(outside.unwrap_or_default()),
                         "order": manner, "filter": filter, "outside": outside.is_some(), "open_people": open }));
    }
    Ok(all)
}

async fn comments(tx: &Tx, member: MemberId) -> Result<Vec<Value>, Fault> {
    let sql = "SELECT id, about, about_id, text, posted_at FROM comments WHERE member_id = $1 AND id > $2 \
               AND state <> 'deleted' ORDER BY id LIMIT $3";
    let (mut all, mut after) = (Vec::new(), CommentId(0));
    loop {
        let some: Vec<(CommentId, String, i64, String, Timestamp)> = tx
            .all(sql, &params![member, after, PART], |row| {
                Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?))
            })
            .await?;
        let Some(last) = some.last() else { return Ok(all) };
        after = last.0;
        all.extend(some.iter().map(|(id, about, number, text, at)| {
            json!({ "kind": "comment", "key": id.to_string(), "text": text, "at": rfc3339(*at),
                    "below": { "kind": about, "key": number.to_string() } })
        }));
    }
}
