//! Posts and comments before moderators: what one may report, what it says, and what becomes of it.

use pergola_db::{Fault, Tx};
use pergola_domain::{
    changes::Change,
    ids::{CommentId, MemberId, PostId},
    posts::{Audience, State},
};

use super::{
    sight,
    store::{self, Hung},
};
use crate::{
    app::{App, By, record},
    moderation::Exhibit,
};

/// What a post is to moderators.
pub(crate) async fn exhibit(tx: &Tx, id: PostId) -> Result<Option<Exhibit>, Fault> {
    let Some(post) = store::find(tx, id).await? else { return Ok(None) };
    let is_private = post.said.audience != Audience::Everybody;
    let href = Some(format!("/posts/{id}"));
    Ok(Some(Exhibit { author: Some(post.author), is_private, text: post.said.text, href }))
}

pub(crate) async fn reportable(app: &App, by: &By, id: PostId) -> Result<Option<Exhibit>, Fault> {
    if sight::find_visible(app, by, id).await?.is_none() {
        return Ok(None);
    }
    app.db.read(async move |tx| exhibit(tx, id).await).await
}

/// What a comment is to moderators: as private as what it hangs below.
pub(crate) async fn exhibit_comment(tx: &Tx, id: CommentId) -> Result<Option<Exhibit>, Fault> {
    let Some(comment) = store::find_comment(tx, id).await? else { return Ok(None) };
    let below = match comment.below {
        Hung::Post(post) => exhibit(tx, post).await?,
        below => crate::rooms::exhibit_below(tx, below).await?,
    };
    let is_private = below.as_ref().is_some_and(|below| below.is_private);
    let href = below.and_then(|below| below.href);
    Ok(Some(Exhibit { author: Some(comment.author), is_private, text: comment.text, href }))
}

pub(crate) async fn reportable_comment(app: &App, by: &By, id: CommentId) -> Result<Option<Exhibit>, Fault> {
    let found = app.db.read(async move |tx| store::find_comment(tx, id).await).await?;
    let Some(comment) = found.filter(|comment| comment.state == State::Shown) else { return Ok(None) };
    let (viewer, author): (MemberId, MemberId) = (by.member, comment.author);
    let there = match comment.below {
        Hung::Post(post) => sight::find_visible(app, by, post).await?.is_some(),
        below => crate::rooms::is_there(app, by, below).await?,
    };
    let seen = app.db.read(async move |tx| crate::ties::may_see(tx, viewer, author).await).await?;
    if !there || !seen {
        return Ok(None);
    }
    app.db.read(async move |tx| exhibit_comment(tx, id).await).await
}

/// From now on its author alone sees it, or all again whom it is for.
pub(crate) async fn keep_held(tx: &Tx, by: &By, id: PostId, held: bool) -> Result<(), Fault> {
    let Some(post) = store::find(tx, id).await? else { return Ok(()) };
    store::keep_state(tx, id, if held { State::Held } else { State::Shown }).await?;
    record(tx, by, &Change::PostChanged { post: id, author: post.author }).await.map(drop)
}

pub(crate) async fn keep_comment_held(tx: &Tx, by: &By, id: CommentId, held: bool) -> Result<(), Fault> {
    let Some(comment) = store::find_comment(tx, id).await? else { return Ok(()) };
    store::keep_comment_state(tx, id, if held { State::Held } else { State::Shown }).await?;
    let by_whom = comment.author;
    let change = if held {
        Change::CommentRemoved { comment: id, by: by_whom }
    } else {
        Change::CommentWritten { comment: id, by: by_whom }
    };
    record(tx, by, &change).await.map(drop)
}
