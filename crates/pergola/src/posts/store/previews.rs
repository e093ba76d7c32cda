//! The table `post_previews`: what stands at the first address that a post names.

use std::collections::BTreeMap;

use pergola_db::{Fault, Tx, in_list, params};
use pergola_domain::{ids::PostId, time::Timestamp};

/// What a page tells of itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Found {
    pub(crate) site: String,
    pub(crate) title: String,
    pub(crate) description: String,
}

/// A preview that is there.
#[derive(Clone, Debug)]
pub(crate) struct Preview {
    pub(crate) url: String,
    pub(crate) found: Found,
}

/// A post names this address now; or none. What was there for another goes.
pub(crate) async fn want(tx: &Tx, post: PostId, url: Option<&str>, now: Timestamp) -> Result<(), Fault> {
    let sql = "DELETE FROM post_previews WHERE post_id = $1 AND url <> $2";
    tx.run(sql, &params![post, url.unwrap_or_default()]).await?;
    let Some(url) = url else { return Ok(()) };
    let sql = "INSERT INTO post_previews (post_id, url, state, site, title, description, tries, at) \
               VALUES ($1, $2, 'waiting', '', '', '', 0, $3) ON CONFLICT (post_id) DO NOTHING";
    tx.run(sql, &params![post, url, now]).await.map(drop)
}

/// Whose time has come, with the address and how often it was tried.
pub(crate) async fn due(tx: &Tx, now: Timestamp, limit: i64) -> Result<Vec<(PostId, String, i64)>, Fault> {
    // What waits for a moderator calls nobody.
    let sql = "SELECT v.post_id, v.url, v.tries FROM post_previews v JOIN posts p ON p.id = v.post_id \
               WHERE v.state = 'waiting' AND v.at <= $1 AND p.state = 'shown' ORDER BY v.at LIMIT $2";
    tx.all(sql, &params![now, limit], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?))).await
}

/// What was found there, or that nothing was. Gives false where the post names something else by now.
pub(crate) async fn found(
    tx: &Tx,
    (post, url): (PostId, &str),
    found: Option<&Found>,
    now: Timestamp,
) -> Result<bool, Fault> {
    let sql = "UPDATE post_previews SET state = $3, site = $4, title = $5, description = $6, at = $7 \
               WHERE post_id = $1 AND url = $2 AND state = 'waiting'";
    let state = if found.is_some() { "there" } else { "nothing" };
    let told = found.cloned().unwrap_or_default();
    Ok(tx.run(sql, &params![post, url, state, told.site, told.title, told.description, now]).await? > 0)
}

/// It is tried once more, later.
pub(crate) async fn put_off(tx: &Tx, post: PostId, until: Timestamp) -> Result<(), Fault> {
    let sql = "UPDATE post_previews SET tries = tries + 1, at = $2 WHERE post_id = $1 AND state = 'waiting'";
    tx.run(sql, &params![post, until]).await.map(drop)
}

/// The previews of these posts, as far as there are any.
pub(crate) async fn list_previews(tx: &Tx, posts: &[PostId]) -> Result<BTreeMap<PostId, Preview>, Fault> {
    let mut all = BTreeMap::new();
    for some in posts.chunks(256) {
        let mut values = Vec::new();
        let marks = in_list(&mut values, some);
        let sql = format!(
            "SELECT post_id, url, site, title, description FROM post_previews WHERE post_id IN ({marks}) \
             AND state = 'there'"
        );
        let rows = tx.all(&sql, &values, |row| {
            let found = Found { site: row.get(2)?, title: row.get(3)?, description: row.get(4)? };
            Ok((row.get(0)?, Preview { url: row.get(1)?, found }))
        });
        all.extend(rows.await?);
    }
    Ok(all)
}
