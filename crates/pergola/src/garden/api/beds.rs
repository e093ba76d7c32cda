//! Beds for programs.

use axum::{Json, extract::Path, http::StatusCode, response::IntoResponse};
use pergola_domain::ids::BedId;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{
    garden::pages::seen::bed_title,
    http::{Body, Here, Page, dress::Problem, paging::Listed},
    tending::{self, Bed},
};

/// A bed of my garden.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct BedShape {
    id: String,
    /// `customers`, `suppliers`, `partners`, `inspiration`, `mentors`, `work_mates` or `own`.
    kind: &'static str,
    name: String,
}

impl BedShape {
    fn of(here: &Here, bed: &Bed) -> Self {
        Self { id: bed.id.to_string(), kind: bed.kind.name(), name: bed_title(&here.speech(), bed) }
    }
}

/// My beds: the six that everybody has, then my own. Never more than 36, so there is one page.
#[utoipa::path(get, path = "/beds", tag = "garden",
    responses((status = 200, description = "beds", body = Listed<BedShape>),
              (status = "default", description = "a problem", body = Problem)))]
pub(crate) async fn list(here: Here) -> Page {
    let beds = tending::beds(&here.app, &here.by()).await?;
    let list = Listed::new(beds, 100, |bed| bed.id.0, |bed| BedShape::of(&here, &bed));
    Ok(Json(list).into_response())
}

/// A bed of one's own.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct NamedBed {
    /// 40 characters at most.
    name: String,
}

/// Make a bed of my own.
#[utoipa::path(post, path = "/beds", tag = "garden", request_body = NamedBed,
    responses((status = 201, description = "made", body = BedShape),
              (status = "default", description = "a problem", body = Problem)))]
pub(crate) async fn add(here: Here, Body(new): Body<NamedBed>) -> Page {
    let bed = tending::add_bed(&here.app, here.by(), &new.name).await?;
    Ok((StatusCode::CREATED, Json(BedShape::of(&here, &bed))).into_response())
}

/// Rename a bed of my own.
#[utoipa::path(patch, path = "/beds/{id}", tag = "garden", request_body = NamedBed, params(("id" = String, Path)),
    responses((status = 200, description = "renamed", body = BedShape),
              (status = "default", description = "a problem", body = Problem)))]
pub(crate) async fn rename(here: Here, Path(id): Path<BedId>, Body(named): Body<NamedBed>) -> Page {
    let bed = tending::rename_bed(&here.app, here.by(), id, &named.name).await?;
    Ok(Json(BedShape::of(&here, &bed)).into_response())
}

/// Remove a bed of my own; who stood in it stands in none.
#[utoipa::path(delete, path = "/beds/{id}", tag = "garden", params(("id" = String, Path)),
    responses((status = 204, description = "gone"), (status = "default", description = "a problem", body = Problem)))]
pub(crate) async fn remove(here: Here, Path(id): Path<BedId>) -> Page {
    tending::remove_bed(&here.app, here.by(), id).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}
