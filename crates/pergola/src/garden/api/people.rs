//! The private side of one person for programs, by number or, for members, by handle.

use axum::{Json, extract::Path, response::IntoResponse};
use pergola_domain::{garden::Refusal, ids::BedId};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{PlantShape, told};
use crate::{
    garden::acts,
    http::{Body, Failed, Failure, Here, Page, dress::Problem},
    members,
    tending::{self, Changes},
};

/// How the owner tends somebody. What is not said stays; null takes a choice back.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct TendingChanges {
    /// The id of one of my beds; null: none.
    #[serde(default, deserialize_with = "told")]
    #[schema(value_type = Option<String>)]
    bed: Option<Option<BedId>>,
    /// 1 to 3,650; null: no rhythm.
    #[serde(default, deserialize_with = "told")]
    #[schema(value_type = Option<i64>)]
    cadence_days: Option<Option<i64>>,
    /// At rest by choice.
    #[serde(default)]
    resting: Option<bool>,
    /// 1, light, to 5, very close; null: not said.
    #[serde(default, deserialize_with = "told")]
    #[schema(value_type = Option<i64>)]
    closeness: Option<Option<i64>>,
    /// 10,000 characters at most; only its writer ever reads it.
    #[serde(default)]
    notes: Option<String>,
    /// The version that was read: with another one meanwhile, nothing is written (409).
    #[serde(default)]
    version: Option<i64>,
}

/// The private side of one person, for its owner alone.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Tending {
    #[serde(flatten)]
    plant: PlantShape,
    cadence_days: Option<i64>,
    resting: bool,
    closeness: Option<i64>,
    notes: String,
    version: i64,
}

/// Somebody in my garden.
#[utoipa::path(get, path = "/garden/{id}", tag = "garden", params(("id" = String, Path, description = "the number of a person in my garden")),
    responses((status = 200, description = "how I tend him", body = Tending),
              (status = "default", description = "a problem", body = Problem)))]
pub(crate) async fn find(here: Here, Path(id): Path<i64>) -> Page {
    shown(&here, id).await
}

/// Tend somebody in my garden, member or card.
#[utoipa::path(patch, path = "/garden/{id}", tag = "garden", request_body = TendingChanges,
    params(("id" = String, Path, description = "the number of a person in my garden")),
    responses((status = 200, description = "how I tend him now", body = Tending),
              (status = "default", description = "a problem", body = Problem)))]
pub(crate) async fn tend(here: Here, Path(id): Path<i64>, Body(changes): Body<TendingChanges>) -> Page {
    tended(&here, id, changes).await
}

/// The private side of a tie: bed, rhythm, closeness, notes.
#[utoipa::path(patch, path = "/ties/{handle}", tag = "ties", request_body = TendingChanges,
    params(("handle" = String, Path, description = "a member I am tied to")),
    responses((status = 200, description = "how I tend him now", body = Tending),
              (status = "default", description = "a problem", body = Problem)))]
pub(crate) async fn tend_tie(here: Here, Path(handle): Path<String>, Body(changes): Body<TendingChanges>) -> Page {
    let read = async move |tx: &pergola_db::Tx| members::find_by_handle(tx, &handle).await;
    let other = here.app.db.read(read).await?.ok_or(Failed::NotFound)?;
    tended(&here, other.id.0, changes).await
}

async fn tended(here: &Here, id: i64, changes: TendingChanges) -> Page {
    let TendingChanges { bed, cadence_days, resting, closeness, notes, version } = changes;
    let changes = Changes { bed, cadence_days, resting, closeness, notes, version };
    tending::tend(&here.app, here.by(), id, changes).await?;
    shown(here, id).await
}

async fn shown(here: &Here, id: i64) -> Page {
    let by = here.by();
    let due = acts::named(&here.app, &by).await?.iter().any(|due| due.plant.person.number() == id);
    let (owner, now) = (by.member, by.now);
    let read = here.app.db.read(async move |tx| {
        let tended = tending::find(tx, owner, id).await?.ok_or(Failure::<Refusal>::NotFound)?;
        let plant = acts::plants_these(tx, owner, &[id], now).await?.pop().ok_or(Failure::NotFound)?;
        Ok::<_, Failure<Refusal>>((tended, plant))
    });
    let (tended, plant) = read.await?;
    let shape = Tending {
        plant: PlantShape::of(here, &plant, due),
        cadence_days: tended.cadence_days,
        resting: tended.resting,
        closeness: tended.closeness,
        notes: tended.notes,
        version: tended.version,
    };
    Ok(Json(shape).into_response())
}
