//! The table `comments`: what is said below posts, ads and events, one level deep.

use pergola_db::{Fault, Row, Tx, params};
use pergola_domain::{
    ids::{CommentId, EventId, JobId, MemberId, PostId},
    posts::State,
    time::Timestamp,
};

/// What a comment hangs below.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Hung {
    Post(PostId),
    Job(JobId),
    Event(EventId),
}

impl Hung {
    pub(crate) const fn word(self) -> &'static str {
        match self {
            Self::Post(_) => "post",
            Self::Job(_) => "job",
            Self::Event(_) => "event",
        }
    }

    pub(crate) const fn number(self) -> i64 {
        match self {
            Self::Post(PostId(id)) | Self::Job(JobId(id)) | Self::Event(EventId(id)) => id,
        }
    }

    fn of(word: &str, id: i64) -> Self {
        match word {
            "job" => Self::Job(JobId(id)),
            "event" => Self::Event(EventId(id)),
            _ => Self::Post(PostId(id)),
        }
    }
}

/// What somebody said below something.
#[derive(Clone, Debug)]
pub(crate) struct Comment {
    pub(crate) id: CommentId,
    pub(crate) below: Hung,
    pub(crate) author: MemberId,
    pub(crate) text: String,
    pub(crate) state: State,
    pub(crate) posted_at: Timestamp,
}

fn comment(row: &Row<'_>) -> Result<Comment, Fault> {
    Ok(Comment {
        id: row.get(0)?,
        below: Hung::of(&row.get::<String>(1)?, row.get(2)?),
        author: row.get(3)?,
        text: row.get(4)?,
        state: if row.get::<String>(5)? == "shown" { State::Shown } else { State::Held },
        posted_at: row.get(6)?,
    })
}

pub(crate) async fn keep_comment(tx: &Tx, new: &Comment) -> Result<(), Fault> {
    let sql = "INSERT INTO comments (id, about, about_id, member_id, text, state, posted_at) \
               VALUES ($1, $2, $3, $4, $5, $6, $7)";
    let (word, number) = (new.below.word(), new.below.number());
    let values = params![new.id, word, number, new.author, new.text, new.state.word(), new.posted_at];
    tx.run(sql, &values).await.map(drop)
}

/// One, whoever asks. A deleted one is not there.
pub(crate) async fn find_comment(tx: &Tx, id: CommentId) -> Result<Option<Comment>, Fault> {
    let sql = "SELECT id, about, about_id, member_id, text, state, posted_at FROM comments WHERE id = $1 \
               AND state <> 'deleted'";
    tx.one(sql, &params![id], comment).await
}

/// What hangs below something, oldest first, after `after`, but for what these people said.
pub(crate) async fn list_comments(tx: &Tx, below: Hung, after: CommentId, limit: i64) -> Result<Vec<Comment>, Fault> {
    let sql = "SELECT id, about, about_id, member_id, text, state, posted_at FROM comments WHERE about = $1 \
               AND about_id = $2 AND id > $3 AND state <> 'deleted' ORDER BY id LIMIT $4";
    tx.all(sql, &params![below.word(), below.number(), after, limit], comment).await
}

/// What was said after `after` and may be read, whatever it hangs below, oldest first.
pub(crate) async fn list_said_after(tx: &Tx, after: CommentId, limit: i64) -> Result<Vec<Comment>, Fault> {
    let sql = "SELECT id, about, about_id, member_id, text, state, posted_at FROM comments WHERE id > $1 \
               AND state = 'shown' ORDER BY id LIMIT $2";
    tx.all(sql, &params![after, limit], comment).await
}

/// Who said something below it that may be read.
pub(crate) async fn list_speakers(tx: &Tx, below: Hung, limit: i64) -> Result<Vec<MemberId>, Fault> {
    let sql = "SELECT DISTINCT member_id FROM comments WHERE about = $1 AND about_id = $2 AND state = 'shown' \
               ORDER BY member_id LIMIT $3";
    tx.all(sql, &params![below.word(), below.number(), limit], |row| row.get(0)).await
}

/// Whether somebody else than its author has said something below a post.
pub(crate) async fn has_answers(tx: &Tx, post: PostId, author: MemberId) -> Result<bool, Fault> {
    let sql = "SELECT id FROM comments WHERE about = 'post' AND about_id = $1 AND member_id <> $2 \
               AND state <> 'deleted' LIMIT 1";
    Ok(tx.one(sql, &params![post, author], |row| row.get::<CommentId>(0)).await?.is_some())
}

/// When somebody commented since then, oldest first; what he deleted meanwhile counts.
pub(crate) async fn commented_since(tx: &Tx, author: MemberId, since: Timestamp) -> Result<Vec<Timestamp>, Fault> {
    let sql = "SELECT posted_at FROM comments WHERE member_id = $1 AND posted_at > $2 ORDER BY posted_at LIMIT 1000";
    tx.all(sql, &params![author, since], |row| row.get(0)).await
}

/// A moderator holds it, or lets it go.
pub(crate) async fn keep_comment_state(tx: &Tx, id: CommentId, state: State) -> Result<(), Fault> {
    let sql = "UPDATE comments SET state = $2 WHERE id = $1 AND state <> 'deleted'";
    tx.run(sql, &params![id, state.word()]).await.map(drop)
}

/// No word of it is left.
pub(crate) async fn remove_comment(tx: &Tx, id: CommentId) -> Result<bool, Fault> {
    let sql = "UPDATE comments SET state = 'deleted', text = '' WHERE id = $1 AND state <> 'deleted'";
    Ok(tx.run(sql, &params![id]).await? > 0)
}

/// What it hung below is gone.
pub(crate) async fn forget_below(tx: &Tx, below: Hung) -> Result<(), Fault> {
    let sql = "DELETE FROM comments WHERE about = $1 AND about_id = $2";
    tx.run(sql, &params![below.word(), below.number()]).await.map(drop)
}

/// What was deleted before then, and counts for no limit any more.
pub(crate) async fn forget_removed(tx: &Tx, before: Timestamp) -> Result<(), Fault> {
    tx.run("DELETE FROM comments WHERE state = 'deleted' AND posted_at < $1", &params![before]).await.map(drop)
}
