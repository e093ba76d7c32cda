//! Taking out of a group what somebody wrote there, and what its author reads of it, for programs.

use axum::{extract::Path, http::StatusCode, response::IntoResponse};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{
    http::{Body, Failed, Here, Page, dress::Problem},
    moderation::{About, Subject, TakenOut},
    posts::acts,
};

/// Why it is taken out.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::posts) struct Exclusion {
    /// 1000 characters at most; its author reads it.
    reason: String,
}

/// Why it was taken out of its group: for its author alone.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct ExclusionShape {
    /// The decision, to appeal against.
    decision: String,
    group: String,
    reason: String,
}

impl ExclusionShape {
    pub(super) fn of(out: &TakenOut) -> Self {
        Self { decision: out.decision.to_string(), group: out.group.to_string(), reason: out.reason.clone() }
    }
}

async fn take_out(here: &Here, about: About, id: &str, reason: &str) -> Page {
    let id: i64 = id.parse().map_err(|_why| Failed::NotFound)?;
    acts::take_out(&here.app, here.by(), Subject::new(about, id), reason).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

/// Take a post of somebody else out of a group that the caller looks after. Its author is told why, and can appeal to the
/// moderators of the network.
#[utoipa::path(put, path = "/posts/{id}/exclusion", tag = "groups", params(("id" = String, Path)), request_body = Exclusion,
    responses((status = 204), (status = "default", description = "a problem", body = Problem)))]
pub(in crate::posts) async fn take_post_out(here: Here, Path(id): Path<String>, Body(new): Body<Exclusion>) -> Page {
    take_out(&here, About::Post, &id, &new.reason).await
}

/// The same of what somebody else said below a post or an event for a group that the caller looks after.
#[utoipa::path(put, path = "/comments/{id}/exclusion", tag = "groups", params(("id" = String, Path)), request_body = Exclusion,
    responses((status = 204), (status = "default", description = "a problem", body = Problem)))]
pub(in crate::posts) async fn take_comment_out(here: Here, Path(id): Path<String>, Body(new): Body<Exclusion>) -> Page {
    take_out(&here, About::Comment, &id, &new.reason).await
}
