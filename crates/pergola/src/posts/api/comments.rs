//! What readers do with posts, for programs: comments, thanks, putting aside.

use axum::{
    Json,
    extract::{Path, Query},
    http::StatusCode,
    response::IntoResponse,
};
use pergola_domain::{
    ids::{CommentId, MemberId},
    posts::State,
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{exclusion::ExclusionShape, number};
use crate::{
    http::{
        Body, Failed, Here, Page,
        dress::Problem,
        paging::{Asked, Listed},
    },
    members::PersonShape,
    moderation::{self, About},
    posts::{
        acts,
        sight::{Seen, SeenComment, comments, find_visible},
        store::Hung,
    },
    words::{markdown, rfc3339},
};

/// What to say.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct NewComment {
    /// Markdown, 2,000 characters at most.
    pub(crate) text: String,
}

/// What somebody said below something.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct CommentShape {
    id: String,
    person: PersonShape,
    /// Markdown, as it was written.
    text: String,
    /// The same as safe HTML.
    html: String,
    /// `shown`; the own ones also `held`, while a moderator has not looked.
    state: &'static str,
    /// Why it was taken out of its group, if it was: only for its author.
    exclusion: Option<ExclusionShape>,
    mine: bool,
    posted_at: String,
}

impl CommentShape {
    pub(crate) fn of(here: &Here, seen: &SeenComment) -> Self {
        let comment = &seen.comment;
        Self {
            id: comment.id.to_string(),
            person: PersonShape::of(here, &seen.author),
            text: comment.text.clone(),
            html: markdown(&comment.text),
            state: comment.state.word(),
            exclusion: None,
            mine: here.by().member == comment.author,
            posted_at: rfc3339(comment.posted_at),
        }
    }
}

async fn find(here: &Here, id: &str) -> Result<Seen, Failed> {
    find_visible(&here.app, &here.by(), number(id)?).await?.ok_or(Failed::NotFound)
}

/// What is said below a post, oldest first.
#[utoipa::path(get, path = "/posts/{id}/comments", tag = "posts", params(("id" = String, Path), Asked),
    responses((status = 200, body = Listed<CommentShape>), (status = "default", description = "a problem", body = Problem)))]
pub(in crate::posts) async fn list_comments(here: Here, Path(id): Path<String>, Query(asked): Query<Asked>) -> Page {
    let seen = find(&here, &id).await?;
    let place = (Hung::Post(seen.post.id), seen.author.id);
    listed(&here, place, &format!("/api/v1/posts/{}/comments", seen.post.id), &asked).await
}

/// What is said below something that the reader may see, at this address.
pub(crate) async fn listed(here: &Here, place: (Hung, MemberId), path: &str, asked: &Asked) -> Page {
    let (limit, after) = (asked.limit()?, CommentId(asked.after()?.unwrap_or(0)));
    let (found, next) = comments(&here.app, &here.by(), place, after, limit).await?;
    let me = here.by().member;
    let held = |seen: &&SeenComment| seen.comment.author == me && seen.comment.state == State::Held;
    let held: Vec<i64> = found.iter().filter(held).map(|seen| seen.comment.id.0).collect();
    let out = here.app.db.read(async move |tx| moderation::taken_out(tx, About::Comment, &held).await).await?;
    let shape = |seen: &SeenComment| {
        let exclusion = out.get(&seen.comment.id.0).map(ExclusionShape::of);
        CommentShape { exclusion, ..CommentShape::of(here, seen) }
    };
    let items = found.iter().map(shape).collect();
    let listed = Listed { items, next: next.map(|id| id.to_string()) };
    Ok(listed.answer(path, limit))
}

/// Say something below a post.
#[utoipa::path(post, path = "/posts/{id}/comments", tag = "posts", params(("id" = String, Path)), request_body = NewComment,
    responses((status = 201, body = CommentShape), (status = "default", description = "a problem", body = Problem)))]
pub(in crate::posts) async fn write_comment(here: Here, Path(id): Path<String>, Body(new): Body<NewComment>) -> Page {
    let seen = find(&here, &id).await?;
    let place = (Hung::Post(seen.post.id), seen.author.id);
    written(&here, place, &new.text).await
}

/// Says something below what the reader may see.
pub(crate) async fn written(here: &Here, place: (Hung, MemberId), text: &str) -> Page {
    let comment = acts::comment(&here.app, here.by(), place, text).await?;
    let me = comment.author;
    let found = here.app.db.read(async move |tx| crate::members::find(tx, me).await).await?;
    let author = found.ok_or(Failed::NotFound)?;
    let shape = CommentShape::of(here, &SeenComment { comment, author });
    Ok((StatusCode::CREATED, Json(shape)).into_response())
}

/// Take a comment away: an own one, or one below an own post, ad or event.
#[utoipa::path(delete, path = "/comments/{id}", tag = "posts", params(("id" = String, Path)),
    responses((status = 204), (status = "default", description = "a problem", body = Problem)))]
pub(in crate::posts) async fn delete_comment(here: Here, Path(id): Path<String>) -> Page {
    let id: CommentId = id.parse().map_err(|_why| Failed::NotFound)?;
    acts::remove_comment(&here.app, here.by(), id).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

/// Thank the author of a post, in private. Twice is once.
#[utoipa::path(put, path = "/posts/{id}/thanks", tag = "posts", params(("id" = String, Path)),
    responses((status = 204), (status = "default", description = "a problem", body = Problem)))]
pub(in crate::posts) async fn thank_post(here: Here, Path(id): Path<String>) -> Page {
    let seen = find(&here, &id).await?;
    acts::thank(&here.app, here.by(), &seen).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

/// Take the own thanks back. None is none.
#[utoipa::path(delete, path = "/posts/{id}/thanks", tag = "posts", params(("id" = String, Path)),
    responses((status = 204), (status = "default", description = "a problem", body = Problem)))]
pub(in crate::posts) async fn take_thanks_back(here: Here, Path(id): Path<String>) -> Page {
    let seen = find(&here, &id).await?;
    acts::take_back(&here.app, here.by(), seen.post.id).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

/// Do not show a post in the own feed again.
#[utoipa::path(put, path = "/posts/{id}/aside", tag = "posts", params(("id" = String, Path)),
    responses((status = 204), (status = "default", description = "a problem", body = Problem)))]
pub(in crate::posts) async fn put_aside(here: Here, Path(id): Path<String>) -> Page {
    let seen = find(&here, &id).await?;
    acts::put_aside(&here.app, here.by(), seen.post.id, true).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

/// Show it in the own feed again.
#[utoipa::path(delete, path = "/posts/{id}/aside", tag = "posts", params(("id" = String, Path)),
    responses((status = 204), (status = "default", description = "a problem", body = Problem)))]
pub(in crate::posts) async fn take_out_again(here: Here, Path(id): Path<String>) -> Page {
    let seen = find(&here, &id).await?;
    acts::put_aside(&here.app, here.by(), seen.post.id, false).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}
