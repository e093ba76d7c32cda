//! The feed for programs, and how its reader wants it.

use std::collections::BTreeSet;

use axum::{
    Json,
    extract::{Path, Query},
    http::StatusCode,
    response::IntoResponse,
};
use pergola_domain::{
    feed::{Manner, PAST_DAYS},
    noise::Kind,
    time::Timestamp,
};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::{
    acts::{self, Chosen},
    compose::{self, Item, Said, compose},
    pages::{kept_open, midnight},
    told,
};
use crate::{
    asks::AskShape,
    http::{
        Body, Failed, Here, Page,
        dress::Problem,
        paging::{Asked, Listed},
    },
    members::PersonShape,
    posts::{
        api::PostShape,
        sight::{Seen, find_visible},
        store::{self, Choices},
    },
};

/// What stands in a feed: a post, or what somebody asks that the caller could answer. `kind` says which.
#[derive(Debug, Serialize, ToSchema)]
#[serde(untagged)]
#[schema(as = PostOrAskShape)]
enum SaidShape {
    Post(Box<FeedPost>),
    Ask(Box<AskShape>),
}

/// A post of `kind` `post`; what is asked is of `kind` `ask`.
#[derive(Debug, Serialize, ToSchema)]
struct FeedPost {
    /// Always `post`.
    kind: &'static str,
    #[serde(flatten)]
    post: PostShape,
}

/// A post, or what somebody asks, in its place in the caller's feed.
#[derive(Debug, Serialize, ToSchema)]
struct FeedItem {
    #[serde(flatten)]
    said: SaidShape,
    /// Why it is there, in the caller's language.
    why: String,
    /// Whether it is folded, and why; null where it is open.
    folded: Option<FoldedShape>,
}

/// Why something is folded. Nothing is hidden: the post is whole.
#[derive(Debug, Serialize, ToSchema)]
struct FoldedShape {
    /// A kind of noise, or `same_author`: more than two in a row.
    kind: &'static str,
    reason: String,
}

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub(in crate::posts) struct FeedAsked {
    /// So many days before today, 2 to 14: that day alone. Without it, since yesterday.
    #[serde(default)]
    day: Option<i64>,
    #[serde(default)]
    cursor: Option<String>,
    #[serde(default)]
    limit: Option<i64>,
}

fn item(here: &Here, item: &Item) -> FeedItem {
    let t = here.speech();
    let said = match &item.said {
        Said::Post(leaf) => {
            let post = PostShape::of(here, leaf, item.steps, item.thanked, None);
            SaidShape::Post(Box::new(FeedPost { kind: "post", post }))
        }
        Said::Ask(leaf) => SaidShape::Ask(Box::new(AskShape::of_leaf(here, leaf, item.steps))),
    };
    FeedItem {
        said,
        why: told::why(&t, &here.app.recent.said, item),
        folded: item
            .folded
            .as_ref()
            .map(|folded| FoldedShape { kind: told::kind_word(folded), reason: told::reason(&t, folded) }),
    }
}

/// Until when, and how many were read: where a page ended.
fn place(cursor: &str) -> Option<(Timestamp, usize)> {
    let (until, offset) = cursor.split_once('.')?;
    Some((Timestamp(until.parse().ok().filter(|until: &i64| *until > 0)?), offset.parse().ok()?))
}

/// What the caller's network wrote since yesterday, in the order of the written rule. It ends.
#[utoipa::path(get, path = "/feed", tag = "feed", params(FeedAsked),
    responses((status = 200, body = Listed<FeedItem>), (status = "default", description = "a problem", body = Problem)))]
pub(in crate::posts) async fn read_feed(here: Here, Query(asked): Query<FeedAsked>) -> Page {
    let limit = Asked { cursor: None, limit: asked.limit }.limit()?;
    if asked.day.is_some_and(|day| !(2..=PAST_DAYS).contains(&day)) {
        return Err(Failed::Malformed { code: "posts.day_malformed", field: Some("day".to_owned()) });
    }
    let now = here.by().now;
    let (until, offset) = match &asked.cursor {
        None => (now + 1, 0),
        Some(cursor) => {
            let (until, offset) = place(cursor)
                .ok_or_else(|| Failed::Malformed { code: "http.cursor_malformed", field: Some("cursor".to_owned()) })?;
            (until.min(now + 1), offset)
        }
    };
    let span = match asked.day {
        None => (midnight(&here, until, 1), until),
        Some(day) => (midnight(&here, until, day), midnight(&here, until, day - 1)),
    };
    let length = usize::try_from(limit).unwrap_or(20);
    let part = compose(&here.app, &here.by(), compose::Asked { span, offset, limit: length }).await?;
    let read = offset.saturating_add(length);
    let next = (part.count > read).then(|| format!("{}.{read}", until.0));
    let listed = Listed { items: part.items.iter().map(|one| item(&here, one)).collect(), next };
    let path = asked.day.map_or_else(|| "/api/v1/feed".to_owned(), |day| format!("/api/v1/feed?day={day}"));
    Ok(listed.answer(&path, limit))
}

/// How the caller wants his feed.
#[derive(Debug, Serialize, ToSchema)]
struct FeedSettings {
    /// `weighed`, `newest`.
    order: &'static str,
    /// The kinds of noise that are folded for him.
    folds: Vec<&'static str>,
    /// Whether what he writes for everybody may be read from outside, with a feed reader.
    outside: bool,
    /// Whose posts are never folded for him.
    open_people: Vec<PersonShape>,
    /// What he called no noise, the latest 50: `PUT /posts/{id}/noise` takes it back.
    open_posts: Vec<OpenPost>,
}

#[derive(Debug, Serialize, ToSchema)]
struct OpenPost {
    id: String,
    url: String,
}

impl FeedSettings {
    async fn of(here: &Here, choices: &Choices) -> Result<Self, Failed> {
        let (people, posts) = kept_open(here).await?;
        let url = |id| format!("{}/posts/{id}", here.app.config.address);
        let post = |seen: &Seen| OpenPost { id: seen.post.id.to_string(), url: url(seen.post.id) };
        Ok(Self {
            open_people: people.iter().map(|account| PersonShape::of(here, account)).collect(),
            open_posts: posts.iter().map(post).collect(),
            order: choices.manner.word(),
            folds: choices.filter.folded().iter().map(|kind| kind.word()).collect(),
            outside: choices.outside_since.is_some(),
        })
    }
}

/// What to change; what is not named stays.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::posts) struct FeedSettingsChanges {
    #[serde(default)]
    order: Option<String>,
    #[serde(default)]
    folds: Option<Vec<String>>,
    #[serde(default)]
    outside: Option<bool>,
}

/// How the caller wants his feed.
#[utoipa::path(get, path = "/feed/settings", tag = "feed",
    responses((status = 200, body = FeedSettings), (status = "default", description = "a problem", body = Problem)))]
pub(in crate::posts) async fn read_settings(here: Here) -> Page {
    let member = here.by().member;
    let choices = here.app.db.read(async move |tx| store::choices(tx, member).await).await?;
    Ok(Json(FeedSettings::of(&here, &choices).await?).into_response())
}

/// Choose the order of the own feed and what is folded in it.
#[utoipa::path(patch, path = "/feed/settings", tag = "feed", request_body = FeedSettingsChanges,
    responses((status = 200, body = FeedSettings), (status = "default", description = "a problem", body = Problem)))]
pub(in crate::posts) async fn change_settings(here: Here, Body(changes): Body<FeedSettingsChanges>) -> Page {
    let manner = changes.order.as_deref().map(|word| Manner::of(word).ok_or(word)).transpose();
    let manner =
        manner.map_err(|_word| Failed::Malformed { code: "posts.order_malformed", field: Some("order".to_owned()) })?;
    let known = |words: &Vec<String>| words.iter().map(|word| Kind::from_word(word)).collect::<Option<BTreeSet<_>>>();
    let folds = match &changes.folds {
        None => None,
        Some(words) => Some(
            known(words)
                .ok_or_else(|| Failed::Malformed { code: "posts.noise_malformed", field: Some("folds".to_owned()) })?,
        ),
    };
    let choices = acts::choose(&here.app, here.by(), Chosen { manner, folds, outside: changes.outside }).await?;
    Ok(Json(FeedSettings::of(&here, &choices).await?).into_response())
}

async fn find(here: &Here, id: &str) -> Result<Seen, Failed> {
    let id = id.parse().map_err(|_why| Failed::NotFound)?;
    find_visible(&here.app, &here.by(), id).await?.ok_or(Failed::NotFound)
}

/// This is not noise: opens the post in the own feed, and teaches the own filter.
#[utoipa::path(delete, path = "/posts/{id}/noise", tag = "feed", params(("id" = String, Path)),
    responses((status = 204), (status = "default", description = "a problem", body = Problem)))]
pub(in crate::posts) async fn not_noise(here: Here, Path(id): Path<String>) -> Page {
    let seen = find(&here, &id).await?;
    acts::teach(&here.app, here.by(), &seen, false).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

/// It is noise after all: takes the lesson back.
#[utoipa::path(put, path = "/posts/{id}/noise", tag = "feed", params(("id" = String, Path)),
    responses((status = 204), (status = "default", description = "a problem", body = Problem)))]
pub(in crate::posts) async fn noise_after_all(here: Here, Path(id): Path<String>) -> Page {
    let seen = find(&here, &id).await?;
    acts::teach(&here.app, here.by(), &seen, true).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

/// Never fold what somebody writes, in the own feed.
#[utoipa::path(put, path = "/feed/people/{handle}/openness", tag = "feed", params(("handle" = String, Path)),
    responses((status = 204), (status = "default", description = "a problem", body = Problem)))]
pub(in crate::posts) async fn keep_open(here: Here, Path(handle): Path<String>) -> Page {
    acts::open_by_handle(&here.app, here.by(), &handle, true).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

/// Fold it again like everybody's.
#[utoipa::path(delete, path = "/feed/people/{handle}/openness", tag = "feed", params(("handle" = String, Path)),
    responses((status = 204), (status = "default", description = "a problem", body = Problem)))]
pub(in crate::posts) async fn fold_again(here: Here, Path(handle): Path<String>) -> Page {
    acts::open_by_handle(&here.app, here.by(), &handle, false).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}
