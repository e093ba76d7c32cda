//! Stays for programs.

use axum::{
    Json,
    extract::Path,
    http::{StatusCode, header},
    response::IntoResponse,
};
use pergola_domain::{
    ids::StayId,
    stays::{Stay, Typed},
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{acts, store};
use crate::{
    http::{Body, Failed, Here, Page, dress::Problem},
    members::PersonShape,
    words,
};

/// Where somebody will be.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct StayShape {
    id: String,
    place: String,
    /// Days: `2026-05-04`. The last one counts.
    from: String,
    until: String,
    words: String,
}

fn shape(stay: &Stay) -> StayShape {
    StayShape {
        id: stay.id.to_string(),
        place: stay.place.clone(),
        from: words::day_input(stay.from),
        until: words::day_input(stay.until),
        words: stay.words.clone(),
    }
}

fn number(id: &str) -> Result<StayId, Failed> {
    id.parse().map_err(|_why| Failed::NotFound)
}

#[derive(Debug, Serialize, ToSchema)]
pub(super) struct StayList {
    items: Vec<StayShape>,
}

/// Your stays that are not over.
#[utoipa::path(get, path = "/stays", tag = "stays",
    responses((status = 200, body = StayList), (status = "default", description = "a problem", body = Problem)))]
pub(super) async fn list(here: Here) -> Page {
    let (member, now) = (here.me()?.member, here.by().now);
    let found = here.app.db.read(async move |tx| store::list(tx, member, now).await).await?;
    Ok(Json(StayList { items: found.iter().map(shape).collect() }).into_response())
}

/// Where you will be, and whom of your ties you tell.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct StayBody {
    place: String,
    from: String,
    until: String,
    #[serde(default)]
    words: String,
    /// Handles; nobody is told who is not named.
    #[serde(default)]
    tell: Vec<String>,
}

/// Say where you will be.
#[utoipa::path(post, path = "/stays", tag = "stays", request_body = StayBody,
    responses((status = 201, body = StayShape), (status = "default", description = "a problem", body = Problem)))]
pub(super) async fn plan(here: Here, Body(body): Body<StayBody>) -> Page {
    let typed = Typed {
        place: body.place,
        from: words::parse(&body.from),
        until: words::parse(&body.until),
        words: body.words,
    };
    let stay = acts::plan(&here.app, here.by(), &typed, body.tell).await?;
    let location = format!("/api/v1/stays/{}", stay.id);
    Ok((StatusCode::CREATED, [(header::LOCATION, location)], Json(shape(&stay))).into_response())
}

/// What a tie told you.
#[derive(Debug, Serialize, ToSchema)]
struct HeardShape {
    person: PersonShape,
    stay: StayShape,
}

#[derive(Debug, Serialize, ToSchema)]
pub(super) struct HeardList {
    items: Vec<HeardShape>,
}

/// Where ties will be, as they told you.
#[utoipa::path(get, path = "/stays/heard", tag = "stays",
    responses((status = 200, body = HeardList), (status = "default", description = "a problem", body = Problem)))]
pub(super) async fn heard(here: Here) -> Page {
    let found = acts::heard(&here.app, &here.by()).await?;
    let shape = |(stay, person): &(Stay, crate::members::Account)| HeardShape {
        person: PersonShape::of(&here, person),
        stay: shape(stay),
    };
    Ok(Json(HeardList { items: found.iter().map(shape).collect() }).into_response())
}

/// Not after all: those who were told read it no more.
#[utoipa::path(delete, path = "/stays/{id}", tag = "stays", params(("id" = String, Path)),
    responses((status = 204), (status = "default", description = "a problem", body = Problem)))]
pub(super) async fn remove(here: Here, Path(id): Path<String>) -> Page {
    acts::remove(&here.app, here.by(), number(&id)?).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

#[derive(Debug, Serialize, ToSchema)]
pub(super) struct NearList {
    items: Vec<PersonShape>,
}

/// Ties who tell that they are in that place and were not told yet.
#[utoipa::path(get, path = "/stays/{id}/near", tag = "stays", params(("id" = String, Path)),
    responses((status = 200, body = NearList), (status = "default", description = "a problem", body = Problem)))]
pub(super) async fn near(here: Here, Path(id): Path<String>) -> Page {
    let looked = acts::find(&here.app, &here.by(), number(&id)?).await?;
    Ok(Json(NearList { items: looked.near.iter().map(|one| PersonShape::of(&here, one)).collect() }).into_response())
}

/// Whom to tell.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct TellBody {
    tell: Vec<String>,
}

/// Tell these ties. Each learns of it once, and of nobody else who was told.
#[utoipa::path(put, path = "/stays/{id}/told", tag = "stays", params(("id" = String, Path)), request_body = TellBody,
    responses((status = 200, body = StayShape), (status = "default", description = "a problem", body = Problem)))]
pub(super) async fn tell(here: Here, Path(id): Path<String>, Body(body): Body<TellBody>) -> Page {
    let stay = acts::tell(&here.app, here.by(), number(&id)?, body.tell).await?;
    Ok(Json(shape(&stay)).into_response())
}
