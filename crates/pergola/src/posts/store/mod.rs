//! The tables of posts. Nothing here asks who looks: whoever shows a row to somebody asks `sight` first.

mod choices;
mod comments;
mod pictures;
mod previews;
mod reading;
mod takeout;
mod thanks;

pub(super) use choices::{Choices, choices, keep_choices, open_people, open_person};
pub(super) use comments::{
    Comment, commented_since, find_comment, forget_removed as forget_removed_comments, has_answers, keep_comment,
    keep_comment_state, list_comments, list_said_after, list_speakers, remove_comment,
};
pub(crate) use comments::{Hung, forget_below};
pub(super) use pictures::{
    Kept, count_waiting, find_bytes, find_usable, forget_waiting, keep_picture, keep_shown, list_pictures, show,
};
pub(crate) use pictures::{Numbered, own_picture, pictures_of};
pub(crate) use previews::Found;
pub(super) use previews::{Preview, due, found, list_previews, put_off, want};
pub(super) use reading::{
    Before, Filter, Read, find, find_many, find_versioned, history, list, list_of, list_since, written_since,
};
pub(crate) use takeout::takeout;
pub(super) use thanks::{
    Handled, Thank, close_post, handled, list_thanks, open_post, opened, put_aside, take_back, thank, thanked,
};

use pergola_db::{Engine, Fault, Tx, params};
use pergola_domain::{
    ids::{MemberId, PostId},
    posts::{Post, State},
    time::Timestamp,
};

pub(super) async fn keep_new(tx: &Tx, new: &Post, noise: &str) -> Result<(), Fault> {
    let sql = "INSERT INTO posts (id, member_id, text, language, audience, group_id, state, noise, posted_at, edited_at, \
               edition, version) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, NULL, $10, 1)";
    let said = &new.said;
    let values = params![
        new.id,
        new.author,
        said.text,
        said.language,
        said.audience.word(),
        said.audience.group(),
        new.state.word(),
        noise,
        new.posted_at,
        new.edition
    ];
    tx.run(sql, &values).await?;
    keep_topics(tx, new).await
}

async fn keep_topics(tx: &Tx, post: &Post) -> Result<(), Fault> {
    tx.run("DELETE FROM post_topics WHERE post_id = $1", &params![post.id]).await?;
    for (place, topic) in (0_i64..).zip(&post.said.topics) {
        let sql = "INSERT INTO post_topics (post_id, topic, name, place) VALUES ($1, $2, $3, $4)";
        tx.run(sql, &params![post.id, topic.key, topic.name, place]).await?;
    }
    Ok(())
}

/// Writes the next state over the version that was read. Gives false where somebody else wrote meanwhile.
pub(super) async fn keep(tx: &Tx, next: &Post, noise: &str, version: i64) -> Result<bool, Fault> {
    let sql = "UPDATE posts SET text = $3, language = $4, audience = $5, group_id = $6, state = $7, noise = $8, \
               edited_at = $9, edition = $10, version = version + 1 WHERE id = $1 AND version = $2";
    let said = &next.said;
    let values = params![
        next.id,
        version,
        said.text,
        said.language,
        said.audience.word(),
        said.audience.group(),
        next.state.word(),
        noise,
        next.edited_at,
        next.edition
    ];
    let kept = tx.run(sql, &values).await? > 0;
    if kept {
        keep_topics(tx, next).await?;
    }
    Ok(kept)
}

/// A moderator holds it, or lets it go.
pub(super) async fn keep_state(tx: &Tx, id: PostId, state: State) -> Result<(), Fault> {
    let sql = "UPDATE posts SET state = $2, version = version + 1 WHERE id = $1 AND state <> 'deleted'";
    tx.run(sql, &params![id, state.word()]).await.map(drop)
}

/// It waited, and goes out now.
pub(super) async fn date(tx: &Tx, id: PostId, now: Timestamp) -> Result<(), Fault> {
    tx.run("UPDATE posts SET released_at = $2 WHERE id = $1", &params![id, now]).await.map(drop)
}

/// The words that were, with for whom, before others take their place.
pub(super) async fn keep_edition(tx: &Tx, before: &Post) -> Result<(), Fault> {
    let sql = "INSERT INTO post_editions (post_id, edition, text, at, audience, group_id) \
               VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (post_id, edition) DO NOTHING";
    let (at, audience) = (before.edited_at.unwrap_or(before.posted_at), before.said.audience);
    let values = params![before.id, before.edition, before.said.text, at, audience.word(), audience.group()];
    tx.run(sql, &values).await.map(drop)
}

/// Everything below a post, and beside it.
const BESIDE: [&str; 9] = [
    "DELETE FROM post_topics WHERE post_id = $1",
    "DELETE FROM post_editions WHERE post_id = $1",
    "DELETE FROM post_edition_pictures WHERE post_id = $1",
    "DELETE FROM post_pictures WHERE post_id = $1",
    "DELETE FROM post_previews WHERE post_id = $1",
    "DELETE FROM post_thanks WHERE post_id = $1",
    "DELETE FROM post_asides WHERE post_id = $1",
    "DELETE FROM post_openings WHERE post_id = $1",
    "UPDATE comments SET state = 'deleted', text = '' WHERE about = 'post' AND about_id = $1",
];

/// Takes every word of it and below it; what stays is that something was written, for the limit of the day.
pub(super) async fn remove(tx: &Tx, id: PostId, version: i64) -> Result<bool, Fault> {
    let sql = "UPDATE posts SET state = 'deleted', text = '', language = '', noise = '', \
               group_id = NULL, audience = 'ties', version = version + 1 WHERE id = $1 AND version = $2";
    if tx.run(sql, &params![id, version]).await? == 0 {
        return Ok(false);
    }
    for sql in BESIDE {
        tx.run(sql, &params![id]).await?;
    }
    Ok(true)
}

/// What was deleted before then, and counts for no limit any more.
pub(super) async fn forget_removed(tx: &Tx, before: Timestamp) -> Result<(), Fault> {
    tx.run("DELETE FROM posts WHERE state = 'deleted' AND posted_at < $1", &params![before]).await.map(drop)
}

/// Makes a member's writing follow one another, so that two at once cannot pass his limit together.
///
/// SQLite has one writer, and nothing needs to be done there.
pub(super) async fn one_at_a_time(tx: &Tx, member: MemberId) -> Result<(), Fault> {
    if tx.engine() == Engine::Sqlite {
        return Ok(());
    }
    tx.run("UPDATE members SET version = version WHERE id = $1", &params![member]).await.map(drop)
}

/// Everything of a member, and what he said and thanked elsewhere. Gives the posts that went.
pub(super) async fn erase(tx: &Tx, member: MemberId) -> Result<Vec<PostId>, Fault> {
    let sql = "SELECT id FROM posts WHERE member_id = $1 ORDER BY id";
    let gone: Vec<PostId> = tx.all(sql, &params![member], |row| row.get(0)).await?;
    for id in &gone {
        for sql in BESIDE {
            tx.run(sql, &params![*id]).await?;
        }
        tx.run("DELETE FROM comments WHERE about = 'post' AND about_id = $1", &params![*id]).await?;
    }
    for sql in [
        "DELETE FROM posts WHERE member_id = $1",
        "DELETE FROM post_pictures WHERE member_id = $1",
        "DELETE FROM comments WHERE member_id = $1",
        "DELETE FROM post_thanks WHERE member_id = $1",
        "DELETE FROM post_asides WHERE member_id = $1",
        "DELETE FROM post_openings WHERE member_id = $1",
        "DELETE FROM feed_choices WHERE member_id = $1",
        "DELETE FROM feed_open WHERE member_id = $1 OR author_id = $1",
    ] {
        tx.run(sql, &params![member]).await?;
    }
    Ok(gone)
}
