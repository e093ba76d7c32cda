//! Posts and comments before moderators: what one may report, what it says, and what becomes of it.

use pergola_db::{Fault, Tx};
use pergola_domain::{
    changes::Change,
    ids::{CommentId, GroupId, MemberId, PictureId, PostId},
    posts::{Audience, State},
};

use super::{
    acts,
    passing::with_topics,
    sight,
    store::{self, Hung},
};
use crate::{
    app::{App, By, record},
    moderation::{Earlier, Exhibit},
};

/// What a post is to moderators.
pub(crate) async fn exhibit(tx: &Tx, id: PostId) -> Result<Option<Exhibit>, Fault> {
    let Some(post) = store::find(tx, id).await? else { return Ok(None) };
    let is_private = post.said.audience != Audience::Everybody;
    let href = Some(format!("/posts/{id}"));
    let shown = store::list_pictures(tx, &[id]).await?.remove(&id).unwrap_or_default();
    let mut until = post.edited_at.unwrap_or(post.posted_at);
    let mut before = Vec::new();
    let mut pictures: Vec<(PictureId, String)> = shown.into_iter().map(|picture| (picture.id, picture.alt)).collect();
    for one in store::history(tx, id).await? {
        // Taken out since it was brought: it is judged all the same.
        for picture in one.pictures {
            if pictures.iter().all(|(known, _)| *known != picture.id) {
                pictures.push((picture.id, picture.alt));
            }
        }
        let is_private = one.audience != Some(Audience::Everybody);
        before.push(Earlier { text: one.text, since: one.since, until, is_private });
        until = one.since;
    }
    Ok(Some(Exhibit {
        author: Some(post.author),
        is_private,
        text: with_topics(&post.said.text, &post.said.topics),
        href,
        pictures,
        before,
        writer: None,
    }))
}

/// The group for whose people it is, where it is for one.
pub(crate) async fn group_of(tx: &Tx, id: PostId) -> Result<Option<GroupId>, Fault> {
    Ok(store::find(tx, id).await?.and_then(|post| post.said.audience.group()))
}

/// A picture of a post before moderators.
pub(crate) async fn exhibited(tx: &Tx, id: PostId, picture: PictureId) -> Result<Option<Vec<u8>>, Fault> {
    let found = store::find_bytes(tx, picture, false).await?;
    Ok(found.filter(|found| found.post == Some(id)).map(|found| found.bytes))
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
    let author = Some(comment.author);
    Ok(Some(Exhibit { author, is_private, text: comment.text, href, ..Exhibit::default() }))
}

pub(crate) async fn reportable_comment(app: &App, by: &By, id: CommentId) -> Result<Option<Exhibit>, Fault> {
    let found = app.db.read(async move |tx| store::find_comment(tx, id).await).await?;
    let Some(comment) = found.filter(|comment| comment.state == State::Shown) else { return Ok(None) };
    let viewer: MemberId = by.member;
    let there = match comment.below {
        Hung::Post(post) => sight::find_visible(app, by, post).await?.is_some(),
        below => crate::rooms::is_there(app, by, below).await?,
    };
    if !there {
        return Ok(None);
    }
    app.db
        .read(async move |tx| {
            let owner = match comment.below {
                Hung::Post(post) => store::find(tx, post).await?.map(|post| post.author),
                below => crate::rooms::owner_below(tx, below).await?,
            };
            let Some(owner) = owner else { return Ok(None) };
            // As its readers read it: whom the owner of the place blocked speaks there to nobody.
            let heard = sight::heard(tx, viewer, owner, vec![comment.clone()]).await?;
            if heard.is_empty() { Ok(None) } else { exhibit_comment(tx, id).await }
        })
        .await
}

/// From now on its author alone sees it, or all again whom it is for.
pub(crate) async fn keep_held(tx: &Tx, by: &By, id: PostId, held: bool) -> Result<(), Fault> {
    let Some(post) = store::find(tx, id).await? else { return Ok(()) };
    store::keep_state(tx, id, if held { State::Held } else { State::Shown }).await?;
    record(tx, by, &Change::PostChanged { post: id, author: post.author }).await.map(drop)
}

/// It waited for a moderator and goes out: for its readers it is of now, not of when it was typed.
pub(crate) async fn release(tx: &Tx, by: &By, id: PostId) -> Result<(), Fault> {
    store::date(tx, id, by.now).await?;
    keep_held(tx, by, id, false).await
}

/// The same of a comment; whose place it is hears of it now.
pub(crate) async fn release_comment(tx: &Tx, by: &By, id: CommentId) -> Result<(), Fault> {
    keep_comment_held(tx, by, id, false).await?;
    let Some(comment) = store::find_comment(tx, id).await? else { return Ok(()) };
    let owner = match comment.below {
        Hung::Post(post) => store::find(tx, post).await?.map(|post| post.author),
        below => crate::rooms::owner_below(tx, below).await?,
    };
    let Some(owner) = owner.filter(|owner| *owner != comment.author) else { return Ok(()) };
    if crate::ties::unseen(tx, owner, &[comment.author]).await?.is_empty() {
        acts::tell_owner(tx, by, &comment, owner).await?;
    }
    Ok(())
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
