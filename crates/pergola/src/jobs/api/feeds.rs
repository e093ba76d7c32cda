//! The feeds of an organisation for programs.

use axum::{Json, extract::Path, http::StatusCode, response::IntoResponse};
use pergola_domain::ids::OrganisationId;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{
    http::{Body, Failed, Here, Page, dress::Problem, paging::Listed},
    jobs::{acts::feeds as acts, store::feeds::Feed},
    words::rfc3339,
};

fn organisation_id(text: &str) -> Result<OrganisationId, Failed> {
    text.parse().map_err(|_why| Failed::NotFound)
}

/// A feed to read: XML of ads, or a page with their JSON-LD.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::jobs) struct NewFeed {
    url: String,
}

#[derive(Debug, Serialize, ToSchema)]
struct FeedShape {
    id: String,
    url: String,
    pulled_at: Option<String>,
    /// Null, or the code of what went wrong: `jobs.feed_unreachable`, `jobs.feed_private`, `jobs.feed_too_large`…
    trouble: Option<String>,
    taken: i64,
    /// Ads that were not taken.
    skipped: i64,
    /// Why, by code, and how many: `jobs.pay_missing`, `jobs.feed_of_another`, `jobs.feed_keyless`…
    skipped_for: Vec<SkippedFor>,
}

#[derive(Debug, Serialize, ToSchema)]
struct SkippedFor {
    code: String,
    count: i64,
}

impl FeedShape {
    fn of(feed: &Feed) -> Self {
        Self {
            id: feed.id.to_string(),
            url: feed.url.clone(),
            pulled_at: feed.pulled_at.map(rfc3339),
            trouble: Some(feed.trouble.clone()).filter(|code| !code.is_empty()),
            taken: feed.taken,
            skipped: feed.skipped,
            skipped_for: feed
                .reasons
                .iter()
                .map(|(code, count)| SkippedFor { code: code.clone(), count: *count })
                .collect(),
        }
    }
}

/// The feeds of an organisation that one speaks for.
#[utoipa::path(get, path = "/organisations/{id}/feeds", tag = "jobs", params(("id" = String, Path)),
    responses((status = 200, body = Listed<FeedShape>), (status = "default", description = "a problem", body = Problem)))]
pub(in crate::jobs) async fn list(here: Here, Path(id): Path<String>) -> Page {
    let (_, feeds) = acts::list(&here.app, here.by(), organisation_id(&id)?).await?;
    let items = feeds.iter().map(FeedShape::of).collect();
    Ok(Json(Listed::<FeedShape> { items, next: None }).into_response())
}

/// Have a feed read, every six hours; for a proven organisation. The same address twice is one.
#[utoipa::path(post, path = "/organisations/{id}/feeds", tag = "jobs", params(("id" = String, Path)),
    request_body = NewFeed,
    responses((status = 201, body = FeedShape), (status = "default", description = "a problem", body = Problem)))]
pub(in crate::jobs) async fn add(here: Here, Path(id): Path<String>, Body(new): Body<NewFeed>) -> Page {
    let id = organisation_id(&id)?;
    let feed = acts::add(&here.app, here.by(), id, &new.url).await?;
    let (_, feeds) = acts::list(&here.app, here.by(), id).await?;
    let feed = feeds.iter().find(|one| one.id == feed).ok_or(Failed::NotFound)?;
    Ok((StatusCode::CREATED, Json(FeedShape::of(feed))).into_response())
}

/// Stop reading it; the ads that came by it close.
#[utoipa::path(delete, path = "/organisations/{id}/feeds/{feed}", tag = "jobs",
    params(("id" = String, Path), ("feed" = String, Path)),
    responses((status = 204), (status = "default", description = "a problem", body = Problem)))]
pub(in crate::jobs) async fn remove(here: Here, Path((id, feed)): Path<(String, String)>) -> Page {
    let feed = feed.parse().map_err(|_why| Failed::NotFound)?;
    acts::remove(&here.app, here.by(), organisation_id(&id)?, feed).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}
