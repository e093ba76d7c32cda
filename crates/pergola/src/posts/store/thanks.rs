//! The tables `post_thanks` and `post_asides`: what a reader did with a post, for the author's and for his own eyes.

use std::collections::BTreeSet;

use pergola_db::{Fault, Tx, in_list, params};
use pergola_domain::{
    ids::{MemberId, PostId},
    time::Timestamp,
};

/// Somebody's thanks.
#[derive(Clone, Debug)]
pub(crate) struct Thank {
    pub(crate) member: MemberId,
    /// The edition that he thanked for.
    pub(crate) edition: i64,
}

/// Thanks for a post as it says now. Gives false where he had thanked before.
pub(crate) async fn thank(
    tx: &Tx,
    post: PostId,
    member: MemberId,
    edition: i64,
    now: Timestamp,
) -> Result<bool, Fault> {
    let sql = "INSERT INTO post_thanks (post_id, member_id, edition, at) VALUES ($1, $2, $3, $4) \
               ON CONFLICT (post_id, member_id) DO NOTHING";
    Ok(tx.run(sql, &params![post, member, edition, now]).await? > 0)
}

pub(crate) async fn take_back(tx: &Tx, post: PostId, member: MemberId) -> Result<(), Fault> {
    let sql = "DELETE FROM post_thanks WHERE post_id = $1 AND member_id = $2";
    tx.run(sql, &params![post, member]).await.map(drop)
}

/// Who thanked, newest first: for the author alone.
pub(crate) async fn list_thanks(tx: &Tx, post: PostId, limit: i64) -> Result<Vec<Thank>, Fault> {
    let sql = "SELECT member_id, edition FROM post_thanks WHERE post_id = $1 ORDER BY at DESC, member_id LIMIT $2";
    tx.all(sql, &params![post, limit], |row| Ok(Thank { member: row.get(0)?, edition: row.get(1)? })).await
}

/// Those of these posts that the member thanked for.
pub(crate) async fn thanked(tx: &Tx, member: MemberId, posts: &[PostId]) -> Result<BTreeSet<PostId>, Fault> {
    let mut all = BTreeSet::new();
    for some in posts.chunks(128) {
        let mut values = params![member].to_vec();
        let marks = in_list(&mut values, some);
        let sql = format!("SELECT post_id FROM post_thanks WHERE member_id = $1 AND post_id IN ({marks})");
        all.extend(tx.all(&sql, &values, |row| row.get::<PostId>(0)).await?);
    }
    Ok(all)
}

/// The reader does not want to see it again, or does.
pub(crate) async fn put_aside(
    tx: &Tx,
    member: MemberId,
    post: PostId,
    aside: bool,
    now: Timestamp,
) -> Result<(), Fault> {
    let sql = if aside {
        "INSERT INTO post_asides (member_id, post_id, at) VALUES ($1, $2, $3) ON CONFLICT (member_id, post_id) DO NOTHING"
    } else {
        "DELETE FROM post_asides WHERE member_id = $1 AND post_id = $2 AND at <= $3"
    };
    tx.run(sql, &params![member, post, now]).await.map(drop)
}

/// What a reader did with posts lately.
#[derive(Debug, Default)]
pub(crate) struct Handled {
    /// Put aside.
    pub(crate) aside: BTreeSet<PostId>,
    /// Thanked for.
    pub(crate) thanked: BTreeSet<PostId>,
    /// Called no noise.
    pub(crate) opened: BTreeSet<PostId>,
}

/// What a member did with posts since then, of each kind the latest.
pub(crate) async fn handled(tx: &Tx, member: MemberId, since: Timestamp) -> Result<Handled, Fault> {
    let sql = "SELECT kind, post_id FROM (SELECT CAST(1 AS BIGINT) AS kind, post_id FROM post_asides                WHERE member_id = $1 AND at >= $2 ORDER BY at DESC LIMIT 1000) AS asides                UNION ALL SELECT kind, post_id FROM (SELECT CAST(2 AS BIGINT) AS kind, post_id FROM post_thanks                WHERE member_id = $1 AND at >= $2 ORDER BY at DESC LIMIT 1000) AS thanks                UNION ALL SELECT kind, post_id FROM (SELECT CAST(3 AS BIGINT) AS kind, post_id FROM post_openings                WHERE member_id = $1 AND at >= $2 ORDER BY at DESC LIMIT 1000) AS openings";
    let mut handled = Handled::default();
    for (kind, post) in tx.all(sql, &params![member, since], |row| Ok((row.get::<i64>(0)?, row.get(1)?))).await? {
        match kind {
            1 => handled.aside.insert(post),
            2 => handled.thanked.insert(post),
            _ => handled.opened.insert(post),
        };
    }
    Ok(handled)
}

/// A reader called it no noise; `kind`: as what it was folded for him, or nothing. Gives false where he had said so.
pub(crate) async fn open_post(
    tx: &Tx,
    member: MemberId,
    post: PostId,
    kind: &str,
    now: Timestamp,
) -> Result<bool, Fault> {
    let sql = "INSERT INTO post_openings (member_id, post_id, at, kind) VALUES ($1, $2, $3, $4) \
               ON CONFLICT (member_id, post_id) DO NOTHING";
    Ok(tx.run(sql, &params![member, post, now, kind]).await? > 0)
}

/// He takes that back. Gives the kind that he taught with it, where he had said so.
pub(crate) async fn close_post(tx: &Tx, member: MemberId, post: PostId) -> Result<Option<String>, Fault> {
    let sql = "SELECT kind FROM post_openings WHERE member_id = $1 AND post_id = $2";
    let kind = tx.one(sql, &params![member, post], |row| row.get(0)).await?;
    let sql = "DELETE FROM post_openings WHERE member_id = $1 AND post_id = $2";
    let gone = tx.run(sql, &params![member, post]).await? > 0;
    Ok(kind.filter(|_| gone))
}

/// What a member called no noise since then.
pub(crate) async fn opened(tx: &Tx, member: MemberId, since: Timestamp) -> Result<BTreeSet<PostId>, Fault> {
    let sql = "SELECT post_id FROM post_openings WHERE member_id = $1 AND at >= $2 ORDER BY at DESC LIMIT 1000";
    Ok(tx.all(sql, &params![member, since], |row| row.get(0)).await?.into_iter().collect())
}
