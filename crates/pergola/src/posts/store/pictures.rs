//! The tables `post_pictures` and `post_edition_pictures`: what posts show, in two sizes, what they showed before, and what
//! waits for its post.

use std::collections::BTreeMap;

use pergola_db::{Fault, Row, Tx, in_list, params};
use pergola_domain::{
    ids::{MemberId, PictureId, PostId},
    time::Timestamp,
};

use crate::outside::darkroom::Print;

/// A picture without its bytes.
#[derive(Clone, Debug)]
pub(crate) struct Kept {
    pub(crate) id: PictureId,
    pub(crate) alt: String,
    pub(crate) width: i64,
    pub(crate) height: i64,
    pub(crate) likeness: i64,
}

fn kept(row: &Row<'_>) -> Result<Kept, Fault> {
    Ok(Kept { id: row.get(0)?, alt: row.get(1)?, width: row.get(2)?, height: row.get(3)?, likeness: row.get(4)? })
}

/// Keeps a picture that waits for its post.
pub(crate) async fn keep_picture(
    tx: &Tx,
    (member, id): (MemberId, PictureId),
    print: &Print,
    alt: &str,
    now: Timestamp,
) -> Result<(), Fault> {
    let sql = "INSERT INTO post_pictures (id, member_id, post_id, place, alt, width, height, likeness, created_at, \
               small, large) VALUES ($1, $2, NULL, 0, $3, $4, $5, $6, $7, $8, $9)";
    let (width, height) = (i64::from(print.width), i64::from(print.height));
    let values = params![id, member, alt, width, height, print.likeness, now, print.small, print.large];
    tx.run(sql, &values).await.map(drop)
}

/// Those of these that are the member's and wait, or belong to this post of his, shown or not.
pub(crate) async fn find_usable(
    tx: &Tx,
    (member, post): (MemberId, Option<PostId>),
    ids: &[PictureId],
) -> Result<Vec<Kept>, Fault> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    // Nothing has the number zero.
    let mut values = params![member, post.unwrap_or(PostId(0))].to_vec();
    let marks = in_list(&mut values, ids);
    let sql = format!(
        "SELECT id, alt, width, height, likeness FROM post_pictures WHERE member_id = $1 \
         AND (post_id IS NULL OR post_id = $2) AND id IN ({marks})"
    );
    tx.all(&sql, &values, kept).await
}

pub(crate) async fn count_waiting(tx: &Tx, member: MemberId) -> Result<i64, Fault> {
    let sql = "SELECT count(*) FROM post_pictures WHERE member_id = $1 AND post_id IS NULL";
    Ok(tx.one(sql, &params![member], |row| row.get(0)).await?.unwrap_or_default())
}

/// The place of a picture that its post shows no more.
const NOT_SHOWN: i64 = -1;

/// From now on a post shows these, in this order and with these words. Gives false where one of them is not the member's,
/// or belongs to another post.
pub(crate) async fn show(
    tx: &Tx,
    (member, post): (MemberId, PostId),
    pictures: &[(PictureId, String)],
) -> Result<bool, Fault> {
    tx.run("UPDATE post_pictures SET place = $2 WHERE post_id = $1", &params![post, NOT_SHOWN]).await?;
    for (place, (id, alt)) in (0_i64..).zip(pictures) {
        let sql = "UPDATE post_pictures SET post_id = $3, place = $4, alt = $5 WHERE id = $1 AND member_id = $2 \
                   AND (post_id IS NULL OR post_id = $3)";
        if tx.run(sql, &params![*id, member, post, place, alt]).await? == 0 {
            return Ok(false);
        }
    }
    Ok(true)
}

/// What an edition showed, before others take its place.
pub(crate) async fn keep_shown(
    tx: &Tx,
    (post, edition): (PostId, i64),
    pictures: &[(PictureId, String)],
) -> Result<(), Fault> {
    for (place, (id, alt)) in (0_i64..).zip(pictures) {
        let sql = "INSERT INTO post_edition_pictures (post_id, edition, place, picture_id, alt) \
                   VALUES ($1, $2, $3, $4, $5) ON CONFLICT (post_id, edition, place) DO NOTHING";
        tx.run(sql, &params![post, edition, place, *id, alt]).await?;
    }
    Ok(())
}

/// What the editions of a post showed, each in its order, with the words of then.
pub(crate) async fn list_shown_before(tx: &Tx, post: PostId) -> Result<BTreeMap<i64, Vec<Kept>>, Fault> {
    let sql = "SELECT i.id, e.alt, i.width, i.height, i.likeness, e.edition FROM post_edition_pictures e \
               JOIN post_pictures i ON i.id = e.picture_id WHERE e.post_id = $1 ORDER BY e.edition, e.place LIMIT 400";
    let mut all: BTreeMap<i64, Vec<Kept>> = BTreeMap::new();
    for (edition, picture) in tx.all(sql, &params![post], |row| Ok((row.get(5)?, kept(row)?))).await? {
        all.entry(edition).or_default().push(picture);
    }
    Ok(all)
}

/// The pictures of these posts, in their order.
pub(crate) async fn list_pictures(tx: &Tx, posts: &[PostId]) -> Result<BTreeMap<PostId, Vec<Kept>>, Fault> {
    let mut all: BTreeMap<PostId, Vec<Kept>> = BTreeMap::new();
    for some in posts.chunks(256) {
        let mut values = Vec::new();
        let marks = in_list(&mut values, some);
        let sql = format!(
            "SELECT id, alt, width, height, likeness, post_id FROM post_pictures WHERE post_id IN ({marks}) \
             AND place >= 0 ORDER BY post_id, place"
        );
        for (post, picture) in tx.all(&sql, &values, |row| Ok((row.get(5)?, kept(row)?))).await? {
            all.entry(post).or_default().push(picture);
        }
    }
    Ok(all)
}

/// A picture in one of its sizes.
pub(crate) struct Found {
    pub(crate) owner: MemberId,
    /// The post that shows it, or showed it before.
    pub(crate) post: Option<PostId>,
    pub(crate) is_shown: bool,
    pub(crate) bytes: Vec<u8>,
}

pub(crate) async fn find_bytes(tx: &Tx, id: PictureId, small: bool) -> Result<Option<Found>, Fault> {
    let size = if small { "small" } else { "large" };
    let sql = format!("SELECT member_id, post_id, place, {size} FROM post_pictures WHERE id = $1");
    tx.one(&sql, &params![id], |row| {
        let is_shown = row.get::<i64>(2)? > NOT_SHOWN;
        Ok(Found { owner: row.get(0)?, post: row.get(1)?, is_shown, bytes: row.get(3)? })
    })
    .await
}

/// A picture of a member's post, for his archive.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Numbered {
    pub(crate) post: PostId,
    /// From 1 within its post: those that it shows in their order, then those that it showed before, as they came.
    pub(crate) number: usize,
    pub(crate) picture: PictureId,
    /// Of the large one.
    pub(crate) size_bytes: i64,
}

/// All that the posts of a member show now, newest posts first; then what they showed before and show no more.
pub(crate) async fn pictures_of(tx: &Tx, member: MemberId, limit: i64) -> Result<Vec<Numbered>, Fault> {
    let mut all = Vec::new();
    for (place, order) in [("i.place >= 0", "i.place"), ("i.place < 0", "i.id")] {
        let sql = format!(
            "SELECT i.post_id, i.id, CAST(length(i.large) AS BIGINT), (SELECT count(*) FROM post_pictures s \
             WHERE s.post_id = i.post_id AND s.place >= 0 AND i.place < 0) FROM post_pictures i JOIN posts p \
             ON p.id = i.post_id WHERE i.member_id = $1 AND p.member_id = $1 AND p.state <> 'deleted' \
             AND {place} ORDER BY i.post_id DESC, {order} LIMIT $2"
        );
        let left = limit.saturating_sub(i64::try_from(all.len()).unwrap_or(limit));
        let found: Vec<(PostId, PictureId, i64, i64)> = tx
            .all(&sql, &params![member, left], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?)))
            .await?;
        let mut numbers: BTreeMap<PostId, usize> = BTreeMap::new();
        for (post, picture, size_bytes, shown) in found {
            let number = numbers.entry(post).or_insert_with(|| usize::try_from(shown).unwrap_or(0));
            *number += 1;
            all.push(Numbered { post, number: *number, picture, size_bytes });
        }
    }
    Ok(all)
}

/// The large one of a picture of the member's own.
pub(crate) async fn own_picture(tx: &Tx, member: MemberId, id: PictureId) -> Result<Option<Vec<u8>>, Fault> {
    let found = find_bytes(tx, id, false).await?;
    Ok(found.filter(|found| found.owner == member).map(|found| found.bytes))
}

/// Pictures whose post never came.
pub(crate) async fn forget_waiting(tx: &Tx, before: Timestamp) -> Result<(), Fault> {
    let sql = "DELETE FROM post_pictures WHERE post_id IS NULL AND created_at < $1";
    tx.run(sql, &params![before]).await.map(drop)
}
