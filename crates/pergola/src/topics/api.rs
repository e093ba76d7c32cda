//! Following and muting topics, for programs. The list of topics is at `GET /topics`, in `posts`.

use axum::{extract::Path, http::StatusCode, response::IntoResponse};
use pergola_domain::topics::Way;

use super::{acts, pages::named};
use crate::http::{Here, Page, dress::Problem};

async fn choose(here: &Here, key: &str, way: Way) -> Page {
    acts::choose(&here.app, here.by(), named(key, key)?, way).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

async fn forget(here: &Here, key: &str, way: Way) -> Page {
    acts::forget(&here.app, here.by(), named(key, key)?, Some(way)).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

/// Follow a topic. Nobody is told.
#[utoipa::path(put, path = "/topics/{key}/following", tag = "topics", params(("key" = String, Path)),
    responses((status = 204), (status = "default", description = "a problem", body = Problem)))]
pub(super) async fn follow(here: Here, Path(key): Path<String>) -> Page {
    choose(&here, &key, Way::Follow).await
}

/// Follow a topic no more.
#[utoipa::path(delete, path = "/topics/{key}/following", tag = "topics", params(("key" = String, Path)),
    responses((status = 204), (status = "default", description = "a problem", body = Problem)))]
pub(super) async fn unfollow(here: Here, Path(key): Path<String>) -> Page {
    forget(&here, &key, Way::Follow).await
}

/// Mute a topic: it is not followed any more, and what is about it does not come into the own feed.
#[utoipa::path(put, path = "/topics/{key}/muting", tag = "topics", params(("key" = String, Path)),
    responses((status = 204), (status = "default", description = "a problem", body = Problem)))]
pub(super) async fn mute(here: Here, Path(key): Path<String>) -> Page {
    choose(&here, &key, Way::Mute).await
}

/// Mute a topic no more.
#[utoipa::path(delete, path = "/topics/{key}/muting", tag = "topics", params(("key" = String, Path)),
    responses((status = 204), (status = "default", description = "a problem", body = Problem)))]
pub(super) async fn unmute(here: Here, Path(key): Path<String>) -> Page {
    forget(&here, &key, Way::Mute).await
}
