//! The own posts and comments for the member's archive.

use pergola_db::{Fault, Tx, params};
use pergola_domain::{
    ids::{CommentId, MemberId, PostId},
    time::Timestamp,
};
use serde_json::{Value, json};

use super::{list_of, list_pictures, reading::history};
use crate::words::rfc3339;

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
            if !said.topics.is_empty() {
                add("topics", json!(said.topics.iter().map(|topic| topic.name.as_str()).collect::<Vec<_>>()));
            }
            if !shown.is_empty() {
                add("pictures", json!(shown.iter().map(|picture| picture.alt.as_str()).collect::<Vec<_>>()));
            }
            if !before.is_empty() {
                let told = before.iter().map(|(_, text, at)| json!({ "text": text, "at": rfc3339(*at) }));
                add("before", json!(told.collect::<Vec<_>>()));
            }
            all.push(record);
        }
    }
    all.extend(comments(tx, member).await?);
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
