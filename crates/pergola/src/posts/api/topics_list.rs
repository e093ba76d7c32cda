//! `GET /topics`: what the caller can read asks, offers and posts about, and what he follows or mutes.

use std::collections::BTreeMap;

use axum::{Json, response::IntoResponse};
use pergola_domain::topics::Topic;
use serde::Serialize;
use utoipa::ToSchema;

use crate::{
    asks,
    http::{Here, Page, dress::Problem},
    posts::{sight::shelf, store::Filter},
    topics::{self, Way},
    words::encoded,
};

/// Asks and offers, and posts, that the topics are read from, newest first.
const ASKS: i64 = 500;
const POSTS: i64 = 200;
const SHOWN: usize = 500;

/// At most 500 topics: no further pages.
#[derive(Debug, Serialize, ToSchema)]
struct Topics {
    items: Vec<TopicShape>,
    next: Option<String>,
}

#[derive(Debug, Serialize, ToSchema)]
struct TopicShape {
    /// The same for all spellings; it stands in addresses.
    key: String,
    name: String,
    /// `follow`, `mute`, or null.
    way: Option<&'static str>,
    url: String,
}

/// Each once, the most frequent first.
fn frequent<'a>(all: impl Iterator<Item = &'a Topic>) -> Vec<Topic> {
    let mut counted: BTreeMap<&str, (i64, &Topic)> = BTreeMap::new();
    for topic in all {
        counted.entry(&topic.key).or_insert((0, topic)).0 += 1;
    }
    let mut named: Vec<(i64, &Topic)> = counted.into_values().collect();
    named.sort_by_key(|(count, topic)| (-count, topic.key.clone()));
    named.into_iter().map(|(_, topic)| topic.clone()).collect()
}

/// Topics: those of the newest asks, offers and posts that the caller may see, the most frequent first, then the others
/// that he follows or mutes.
#[utoipa::path(get, path = "/topics", tag = "topics",
    responses((status = 200, body = Topics), (status = "default", description = "a problem", body = Problem)))]
pub(in crate::posts) async fn list_topics(here: Here) -> Page {
    let by = here.by();
    let hung = asks::board(&here.app, &by, &asks::Filter::default(), None, ASKS).await?.items;
    let written = shelf(&here.app, &by, &Filter::default(), None, POSTS).await?.items;
    let chosen = here.app.db.read(async move |tx| topics::list(tx, by.member).await).await?;
    let ways: BTreeMap<String, Way> = chosen.iter().map(|choice| (choice.topic.key.clone(), choice.way)).collect();
    let of_asks = hung.iter().flat_map(|seen| &seen.ask.said.topics);
    let mut all = frequent(of_asks.chain(written.iter().flat_map(|seen| &seen.post.said.topics)));
    for choice in chosen {
        if all.iter().all(|topic| topic.key != choice.topic.key) {
            all.push(choice.topic);
        }
    }
    all.truncate(SHOWN);
    let shape = |topic: Topic| TopicShape {
        way: ways.get(&topic.key).map(|way| way.word()),
        url: format!("{}/topics/{}", here.app.config.address, encoded(&topic.key)),
        key: topic.key,
        name: topic.name,
    };
    Ok(Json(Topics { items: all.into_iter().map(shape).collect(), next: None }).into_response())
}
