//! Asking to be introduced, and passing it on, for programs.

use axum::{
    Json,
    extract::{Path, Query},
    http::{StatusCode, header},
    response::IntoResponse,
};
use pergola_domain::ids::ApproachId;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{
    http::{
        Body, Failed, Here, Page,
        dress::Problem,
        paging::{Asked, Listed},
    },
    introductions::{
        acts::{
            passing,
            requesting::{self, Request, Wish},
        },
        api::OutcomeShape,
    },
    members::PersonShape,
    words::rfc3339,
};

/// Whom you want to be introduced to, and along which path.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::introductions) struct NewRequest {
    /// Handle.
    to: String,
    /// One or two connectors, your own connection first, as `GET /paths` gives them.
    through: Vec<String>,
    /// Why; the connectors read it, and if they pass it on so does the one you want to meet. 800 characters at most.
    message: String,
}

/// What a connector said who passed it on.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = SaidByConnectorShape)]
pub(in crate::introductions) struct SaidShape {
    by: PersonShape,
    words: String,
}

/// A request to be introduced, as you may see it.
#[derive(Debug, Serialize, ToSchema)]
pub(in crate::introductions) struct RequestShape {
    id: String,
    /// `asker` or `connector`.
    role: &'static str,
    /// For the asker `under_way`, `no_way`, `made`; for a connector `asked`, `passed_on`, `closed`, `made`.
    state: &'static str,
    to: PersonShape,
    asker: PersonShape,
    /// For the asker the path as chosen; for a connector those through whom it came.
    through: Vec<PersonShape>,
    /// Whom a connector would pass it on to; null where that is the one to be met.
    next: Option<PersonShape>,
    message: String,
    /// What those said through whom it came to a connector.
    said: Vec<SaidShape>,
    sent_at: String,
    until: String,
    /// Where it is made.
    introduction: Option<String>,
    /// What came of it for the asker, for a connector.
    outcome: Option<OutcomeShape>,
}

fn shape(here: &Here, request: &Request) -> RequestShape {
    let approach = &request.sent.approach;
    let people = |all: &[crate::members::Account]| all.iter().map(|account| PersonShape::of(here, account)).collect();
    let said = request.said().map(|(by, words)| SaidShape { by: PersonShape::of(here, by), words: words.to_owned() });
    RequestShape {
        id: approach.id.to_string(),
        role: if request.is_mine { "asker" } else { "connector" },
        state: request.standing.word(),
        to: PersonShape::of(here, &request.target),
        asker: PersonShape::of(here, &request.asker),
        through: people(&request.through),
        next: request.next.as_ref().map(|next| PersonShape::of(here, next)),
        message: request.sent.message.clone(),
        said: said.collect(),
        sent_at: rfc3339(approach.sent_at),
        until: rfc3339(if request.is_mine { approach.until() } else { approach.passing_until() }),
        introduction: request.introduction.filter(|_| request.sees_introduction).map(|id| id.to_string()),
        outcome: request.told.as_ref().map(|told| OutcomeShape::of(Some(PersonShape::of(here, &request.asker)), told)),
    }
}

async fn answer(here: &Here, id: ApproachId) -> Result<RequestShape, Failed> {
    let by = here.by();
    let found = here.app.db.read(async move |tx| requesting::find(tx, by.member, id, by.now).await).await?;
    Ok(shape(here, &found.ok_or(Failed::NotFound)?))
}

fn approach_id(text: &str) -> Result<ApproachId, Failed> {
    text.parse().map_err(|_why| Failed::NotFound)
}

/// Ask to be introduced. Until its time is over you see it under way.
#[utoipa::path(post, path = "/requests", tag = "introductions", request_body = NewRequest,
    responses((status = 201, body = RequestShape), (status = "default", description = "a problem", body = Problem)))]
pub(in crate::introductions) async fn send(here: Here, Body(new): Body<NewRequest>) -> Page {
    let wish = Wish { to: new.to, through: new.through, message: new.message };
    let id = requesting::request(&here.app, here.by(), wish).await?;
    let shape = answer(&here, id).await?;
    Ok((StatusCode::CREATED, [(header::LOCATION, format!("/api/v1/requests/{id}"))], Json(shape)).into_response())
}

/// Requests that you sent or that came to you, newest first.
#[utoipa::path(get, path = "/requests", tag = "introductions", params(Asked),
    responses((status = 200, body = Listed<RequestShape>), (status = "default", description = "a problem", body = Problem)))]
pub(in crate::introductions) async fn list(here: Here, Query(asked): Query<Asked>) -> Page {
    let (limit, before, by) = (asked.limit()?, asked.after()?, here.by());
    let read = async move |tx: &pergola_db::Tx| requesting::list(tx, by.member, before, limit + 1, by.now).await;
    let found = here.app.db.read(read).await?;
    let id = |request: &Request| request.sent.approach.id.0;
    Ok(Listed::new(found, limit, id, |request| shape(&here, &request)).answer("/api/v1/requests", limit))
}

/// One request.
#[utoipa::path(get, path = "/requests/{id}", tag = "introductions", params(("id" = String, Path)),
    responses((status = 200, body = RequestShape), (status = "default", description = "a problem", body = Problem)))]
pub(in crate::introductions) async fn get(here: Here, Path(id): Path<String>) -> Page {
    Ok(Json(answer(&here, approach_id(&id)?).await?).into_response())
}

/// Own words for the next one; and, if you like, how well you know that one: only you ever read it.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::introductions) struct Forwarding {
    words: String,
    /// 1 to 5.
    #[serde(default)]
    closeness: Option<i64>,
}

/// Pass it on.
#[utoipa::path(put, path = "/requests/{id}/forwarding", tag = "introductions", params(("id" = String, Path)), request_body = Forwarding,
    responses((status = 200, body = RequestShape), (status = "default", description = "a problem", body = Problem)))]
pub(in crate::introductions) async fn forward(
    here: Here,
    Path(id): Path<String>,
    Body(body): Body<Forwarding>,
) -> Page {
    let id = approach_id(&id)?;
    passing::pass_on(&here.app, here.by(), id, &body.words, body.closeness).await?;
    Ok(Json(answer(&here, id).await?).into_response())
}

/// Do not pass it on. Nobody learns of it.
#[utoipa::path(put, path = "/requests/{id}/refusal", tag = "introductions", params(("id" = String, Path)),
    responses((status = 200, body = RequestShape), (status = "default", description = "a problem", body = Problem)))]
pub(in crate::introductions) async fn refuse(here: Here, Path(id): Path<String>) -> Page {
    let id = approach_id(&id)?;
    passing::decline(&here.app, here.by(), id, false).await?;
    Ok(Json(answer(&here, id).await?).into_response())
}

/// You do not know the one to be met well enough. Nobody learns of it.
#[utoipa::path(put, path = "/requests/{id}/unfamiliarity", tag = "introductions", params(("id" = String, Path)),
    responses((status = 200, body = RequestShape), (status = "default", description = "a problem", body = Problem)))]
pub(in crate::introductions) async fn unfamiliar(here: Here, Path(id): Path<String>) -> Page {
    let id = approach_id(&id)?;
    passing::decline(&here.app, here.by(), id, true).await?;
    Ok(Json(answer(&here, id).await?).into_response())
}

/// Who knows the one to be met better: a connection of yours and, as far as you may see, of theirs.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::introductions) struct BetterConnector {
    /// Handle.
    connector: String,
    #[serde(default)]
    words: Option<String>,
}

/// Name somebody better: the request goes on through them.
#[utoipa::path(put, path = "/requests/{id}/better_connector", tag = "introductions", params(("id" = String, Path)), request_body = BetterConnector,
    responses((status = 200, body = RequestShape), (status = "default", description = "a problem", body = Problem)))]
pub(in crate::introductions) async fn name_better(
    here: Here,
    Path(id): Path<String>,
    Body(body): Body<BetterConnector>,
) -> Page {
    let id = approach_id(&id)?;
    passing::name_better(&here.app, here.by(), id, &body.connector, &body.words.unwrap_or_default()).await?;
    Ok(Json(answer(&here, id).await?).into_response())
}

/// Take an own request back.
#[utoipa::path(delete, path = "/requests/{id}", tag = "introductions", params(("id" = String, Path)),
    responses((status = 204), (status = "default", description = "a problem", body = Problem)))]
pub(in crate::introductions) async fn withdraw(here: Here, Path(id): Path<String>) -> Page {
    requesting::withdraw(&here.app, here.by(), approach_id(&id)?).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}
