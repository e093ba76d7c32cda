//! Pairs for programs.

use axum::{Json, extract::Path, http::StatusCode, response::IntoResponse};
use pergola_domain::ids::PairId;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::acts::{self, Found};
use crate::{
    asks::{AskShape, ReasonShape, reason},
    http::{Body, Failed, Here, Page, dress::Problem},
    members::PersonShape,
};

/// The pairs of today that wait for a word: three at most.
#[derive(Debug, Serialize, ToSchema)]
struct Pairs {
    items: Vec<PairShape>,
}

/// Two people whom the caller could introduce.
#[derive(Debug, Serialize, ToSchema)]
struct PairShape {
    id: String,
    /// Who asks.
    first: PersonShape,
    /// Who could answer.
    second: PersonShape,
    ask: AskShape,
    /// Null where it is what the second tells of themselves.
    offer: Option<AskShape>,
    /// Never empty.
    reasons: Vec<ReasonShape>,
}

impl PairShape {
    fn of(here: &Here, pair: &Found) -> Self {
        let reasons = reason::said(&here.speech(), &pair.reasons, pair.offer.is_none());
        Self {
            id: pair.id.to_string(),
            first: PersonShape::of(here, &pair.first),
            second: PersonShape::of(here, &pair.second),
            ask: AskShape::of(here, &pair.ask, &[]),
            offer: pair.offer.as_ref().map(|offer| AskShape::of(here, offer, &[])),
            reasons: reasons.into_iter().map(ReasonShape::of).collect(),
        }
    }
}

/// Two people of one's own ties who fit and do not know each other: at most three a day.
#[utoipa::path(get, path = "/pairs", tag = "pairs",
    responses((status = 200, body = Pairs), (status = "default", description = "a problem", body = Problem)))]
pub(super) async fn list(here: Here) -> Page {
    let found = acts::today(&here.app, &here.by()).await?;
    Ok(Json(Pairs { items: found.iter().map(|pair| PairShape::of(&here, pair)).collect() }).into_response())
}

/// Why a pair is put aside.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Dismissal {
    /// `not_now`: it may come again after a month; `never_together`: not again, and others of the two weigh less.
    why: String,
}

/// Put a pair aside. Nobody else learns of it.
#[utoipa::path(put, path = "/pairs/{id}/dismissal", tag = "pairs", params(("id" = String, Path)),
    request_body = Dismissal,
    responses((status = 204), (status = "default", description = "a problem", body = Problem)))]
pub(super) async fn dismiss(here: Here, Path(id): Path<String>, Body(dismissal): Body<Dismissal>) -> Page {
    let id: PairId = id.parse().map_err(|_why| Failed::NotFound)?;
    acts::dismiss(&here.app, here.by(), id, &dismissal.why).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}
