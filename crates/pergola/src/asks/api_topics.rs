//! `GET /topics`: what the caller can see asks and offers about, and what he follows or mutes.

use std::collections::BTreeMap;

use axum::{Json, response::IntoResponse};
use pergola_domain::topics::Topic;
use serde::Serialize;
use utoipa::ToSchema;

use super::{board::board, pages::frequent, store::Filter};
use crate::{
    http::{Here, Page, dress::Problem},
    topics::{self, Way},
    words::encoded,
};

/// Asks and offers that the topics are read from, newest first.
const LOOKED_AT: i64 = 500;

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

/// Topics: those of the newest asks and offers that the caller may see, the most frequent first, then the others that he
/// follows or mutes.
#[utoipa::path(get, path = "/topics", tag = "topics",
    responses((status = 200, body = Topics), (status = "default", description = "a problem", body = Problem)))]
pub(super) async fn list_topics(here: Here) -> Page {
    let by = here.by();
    let newest = board(&here.app, &by, &Filter::default(), None, LOOKED_AT).await?.items;
    let chosen = here.app.db.read(async move |tx| topics::list(tx, by.member).await).await?;
    let ways: BTreeMap<String, Way> = chosen.iter().map(|choice| (choice.topic.key.clone(), choice.way)).collect();
    let mut all = frequent(&newest);
    for choice in chosen {
        if all.iter().all(|topic| topic.key != choice.topic.key) {
            all.push(choice.topic);
        }
    }
    all.truncate(500);
    let shape = |topic: Topic| TopicShape {
        way: ways.get(&topic.key).map(|way| way.word()),
        url: format!("{}/topics/{}", here.app.config.address, encoded(&topic.key)),
        key: topic.key,
        name: topic.name,
    };
    Ok(Json(Topics { items: all.into_iter().map(shape).collect(), next: None }).into_response())
}
