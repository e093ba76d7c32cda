//! The network for programs.

use axum::{
    Json,
    extract::{Path, Query},
    http::StatusCode,
    response::IntoResponse,
};
use pergola_domain::ids::OrganisationId;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::{acts, evidence, pages};
use crate::{
    http::{Body, Failed, Here, Page, dress::Problem},
    members::{self, PersonShape},
};

/// Handles in one question, at most.
const HANDLES: usize = 100;

#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
pub(super) struct PathsAsked {
    /// Handle of the other member.
    to: String,
    /// 1 to 5; 5 unless said.
    #[serde(default)]
    limit: Option<usize>,
}

#[derive(Debug, Serialize, ToSchema)]
pub(super) struct WaysShape {
    /// 0 to 4; null beyond, and where no path is known.
    distance: Option<u8>,
    mutuals: MutualsShape,
    paths: Vec<PathShape>,
}

/// Whom both know and who may be named.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct MutualsShape {
    pub(crate) count: u32,
    pub(crate) sample: Vec<PersonShape>,
}

#[derive(Debug, Serialize, ToSchema)]
struct PathShape {
    /// From the caller to the other member.
    people: Vec<PersonShape>,
    /// 0 to 1, the product of the steps' strengths; the first step counts the caller's own closeness.
    strength: f64,
    steps: Vec<StepShape>,
}

#[derive(Debug, Serialize, ToSchema)]
struct StepShape {
    from: String,
    to: String,
    evidence: Vec<SaidShape>,
    /// Whether this is the weak link.
    weak: bool,
}

#[derive(Debug, Serialize, ToSchema)]
struct SaidShape {
    kind: String,
    text: String,
}

/// The warmest paths to a member, through one or two people who may be named.
#[utoipa::path(get, path = "/paths", tag = "network", params(PathsAsked),
    responses((status = 200, body = WaysShape), (status = "default", description = "a problem", body = Problem)))]
pub(super) async fn paths(here: Here, Query(asked): Query<PathsAsked>) -> Page {
    let limit = asked.limit.unwrap_or(5);
    if !(1..=5).contains(&limit) {
        return Err(Failed::Malformed { code: "network.limit_malformed", field: Some("limit".to_owned()) });
    }
    let ways = acts::ways(&here.app, &here.by(), &asked.to, limit).await?;
    let t = here.speech();
    let person = |id| ways.people.get(id).map(|account| PersonShape::of(&here, account));
    let handle = |id| ways.people.get(id).map(|account| account.handle.clone()).unwrap_or_default();
    let paths = ways.paths.iter().map(|path| PathShape {
        people: path.people.iter().filter_map(person).collect(),
        strength: acts::share(path.strength),
        steps: path
            .steps
            .iter()
            .enumerate()
            .map(|(place, step)| StepShape {
                from: handle(&step.from),
                to: handle(&step.to),
                evidence: ways
                    .evidence
                    .said(&t, step)
                    .into_iter()
                    .map(|said| SaidShape { kind: said.kind.to_owned(), text: said.text })
                    .collect(),
                weak: place == path.weak,
            })
            .collect(),
    });
    let mutuals = MutualsShape { count: ways.mutual_count, sample: ways.mutuals.iter().filter_map(person).collect() };
    Ok(Json(WaysShape { distance: ways.distance, mutuals, paths: paths.collect() }).into_response())
}

/// Whom it is about.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Handles {
    /// 100 at most.
    handles: Vec<String>,
}

#[derive(Debug, Serialize, ToSchema)]
struct Distances {
    items: Vec<Distance>,
}

#[derive(Debug, Serialize, ToSchema)]
struct Distance {
    handle: String,
    /// 0 to 4; null beyond, unknown, and for nobody.
    distance: Option<u8>,
    mutuals: u32,
}

/// How far each of these members is. Unknown and unreachable ones answer alike.
#[utoipa::path(post, path = "/distances", tag = "network", request_body = Handles,
    responses((status = 200, body = Distances), (status = "default", description = "a problem", body = Problem)))]
pub(super) async fn distances(here: Here, Body(asked): Body<Handles>) -> Page {
    if asked.handles.len() > HANDLES {
        return Err(Failed::Malformed { code: "network.too_many_handles", field: Some("handles".to_owned()) });
    }
    let handles = asked.handles.clone();
    let found = here
        .app
        .db
        .read(async move |tx| {
            let mut found = Vec::with_capacity(handles.len());
            for handle in &handles {
                found.push(members::find_by_handle(tx, handle).await?.map(|account| account.id));
            }
            Ok::<_, pergola_db::Fault>(found)
        })
        .await?;
    // Nobody's id is zero: the network does not know him.
    let ids: Vec<_> = found.iter().map(|id| id.unwrap_or(pergola_domain::ids::MemberId(0))).collect();
    let near = acts::distances(&here.app, &here.by(), &ids).await?;
    let items = asked.handles.into_iter().zip(near);
    let items = items.map(|(handle, (distance, mutuals))| Distance { handle, distance, mutuals }).collect();
    Ok(Json(Distances { items }).into_response())
}

#[derive(Debug, Serialize, ToSchema)]
struct Suggestions {
    items: Vec<SuggestionShape>,
}

#[derive(Debug, Serialize, ToSchema)]
struct SuggestionShape {
    person: PersonShape,
    /// Never empty.
    reasons: Vec<SaidShape>,
    mutuals: u32,
}

/// People one may know, likeliest first.
#[utoipa::path(get, path = "/suggestions", tag = "network",
    responses((status = 200, body = Suggestions), (status = "default", description = "a problem", body = Problem)))]
pub(super) async fn suggestions(here: Here) -> Page {
    let t = here.speech();
    let found = acts::suggestions(&here.app, &here.by(), 20).await?;
    let shape = |suggested: &acts::Suggested| SuggestionShape {
        person: PersonShape::of(&here, &suggested.person),
        mutuals: suggested.mutuals,
        reasons: pages::reasons(&t, suggested)
            .into_iter()
            .map(|(kind, text)| SaidShape { kind: kind.to_owned(), text })
            .collect(),
    };
    Ok(Json(Suggestions { items: found.iter().map(shape).collect() }).into_response())
}

/// Put a suggestion aside: it does not come again.
#[utoipa::path(put, path = "/suggestions/{handle}/dismissal", tag = "network", params(("handle" = String, Path)),
    responses((status = 204), (status = "default", description = "a problem", body = Problem)))]
pub(super) async fn dismiss(here: Here, Path(handle): Path<String>) -> Page {
    acts::dismiss(&here.app, here.by(), &handle).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
pub(super) struct Degree {
    /// How far, 1 to 3; 3 unless said.
    #[serde(default)]
    degree: Option<u8>,
}

#[derive(Debug, Serialize, ToSchema)]
struct PeopleAt {
    organisation: String,
    items: Vec<PersonAtShape>,
}

#[derive(Debug, Serialize, ToSchema)]
struct PersonAtShape {
    person: PersonShape,
    distance: u8,
    /// 0 to 1; 0 where no path may be shown.
    strength: f64,
    /// The first connector of the warmest path.
    through: Option<PersonShape>,
    /// When, in words: `2014–2019`.
    years: Vec<String>,
    now: bool,
}

/// Whom one knows at an organisation, now or once: at most 100, nearest and warmest first.
#[utoipa::path(get, path = "/organisations/{id}/people", tag = "network", params(("id" = String, Path), Degree),
    responses((status = 200, body = PeopleAt), (status = "default", description = "a problem", body = Problem)))]
pub(super) async fn people_at(here: Here, Path(id): Path<String>, Query(asked): Query<Degree>) -> Page {
    let id: OrganisationId = id.parse().map_err(|_why| Failed::NotFound)?;
    let degree = asked.degree.unwrap_or(3);
    if !(1..=3).contains(&degree) {
        return Err(Failed::Malformed { code: "network.degree_malformed", field: Some("degree".to_owned()) });
    }
    let t = here.speech();
    let there = acts::people_at(&here.app, &here.by(), id, degree).await?;
    let items = there.people_at.iter().filter_map(|person| {
        Some(PersonAtShape {
            person: PersonShape::of(&here, there.people.get(&person.member)?),
            distance: person.distance,
            strength: acts::share(person.strength),
            through: person.through.and_then(|id| there.people.get(&id)).map(|account| PersonShape::of(&here, account)),
            years: person.stays.iter().map(|stay| evidence::years(&t, stay.months)).collect(),
            now: person.stays.iter().any(|stay| stay.months.lasts()),
        })
    });
    Ok(Json(PeopleAt { organisation: there.name.clone(), items: items.collect() }).into_response())
}
