//! The network for programs.

use axum::{
    Json,
    extract::{Path, Query},
    http::StatusCode,
    response::IntoResponse,
};
use pergola_domain::ids::{MemberId, OrganisationId};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::{acts, evidence, pages, there};
use crate::{
    http::{
        Body, Failed, Here, Page,
        dress::Problem,
        paging::{Asked, Listed, linked},
    },
    members::{self, PersonShape},
    pictures::Strength,
    ties,
};

/// Handles in one question, at most.
const HANDLES: usize = 100;

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
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
    /// What speaks for the caller's own tie to the other member, as the caller tells it; empty where they are not tied.
    evidence: Vec<SaidShape>,
    in_common: Vec<CommonShape>,
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
#[schema(as = PathStepShape)]
struct StepShape {
    from: String,
    to: String,
    evidence: Vec<SaidShape>,
    /// Whether this is the weak link.
    weak: bool,
}

#[derive(Debug, Serialize, ToSchema)]
#[schema(as = StepEvidenceShape)]
pub(crate) struct SaidShape {
    /// `met`, `introduced`, `together`, `since`; of a suggestion `mutuals` and others.
    kind: String,
    text: String,
}

impl SaidShape {
    pub(crate) fn of(said: evidence::Said) -> Self {
        Self { kind: said.kind.to_owned(), text: said.text }
    }
}

/// What two people have in common: an organisation, a group, a place, a skill, a topic.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct CommonShape {
    name: String,
    /// Its page, where it has one.
    url: Option<String>,
}

impl CommonShape {
    pub(crate) fn of(here: &Here, common: &acts::Common) -> Self {
        let url = common.path.as_ref().map(|path| format!("{}{path}", here.app.config.address));
        Self { name: common.name.clone(), url }
    }
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
    let said = |step| ways.evidence.said(&t, step).into_iter().map(SaidShape::of).collect();
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
                evidence: said(step),
                weak: place == path.weak,
            })
            .collect(),
    });
    let mutuals = MutualsShape { count: ways.mutual_count, sample: ways.mutuals.iter().filter_map(person).collect() };
    let shape = WaysShape {
        distance: ways.distance,
        mutuals,
        evidence: ways.own.as_ref().map_or_else(Vec::new, said),
        in_common: ways.common.iter().map(|common| CommonShape::of(&here, common)).collect(),
        paths: paths.collect(),
    };
    Ok(Json(shape).into_response())
}

#[derive(Debug, Serialize, ToSchema)]
pub(super) struct MutualsList {
    /// How many there are in all.
    count: usize,
    items: Vec<PersonShape>,
    /// Give it as `cursor` to read on; null at the end.
    next: Option<String>,
}

/// Where the page behind this one begins, if there is one.
fn next(from: usize, length: usize, more: bool) -> Option<String> {
    more.then(|| from.saturating_add(length).to_string())
}

/// Whom both know and who may be named, closest to the caller first.
#[utoipa::path(get, path = "/members/{handle}/mutuals", tag = "network", params(("handle" = String, Path), Asked),
    responses((status = 200, body = MutualsList), (status = "default", description = "a problem", body = Problem)))]
pub(super) async fn mutuals(here: Here, Path(handle): Path<String>, Query(asked): Query<Asked>) -> Page {
    let (from, length) = asked.stretch()?;
    let both = acts::both(&here.app, &here.by(), &handle, |_count| (from, length)).await?;
    let next = next(from, length, both.count > from.saturating_add(length));
    let items = both.people.iter().map(|account| PersonShape::of(&here, account)).collect();
    let path = format!("/api/v1/members/{handle}/mutuals");
    let list = MutualsList { count: both.count, items, next: next.clone() };
    Ok(linked(Json(list).into_response(), &path, next.as_deref(), asked.limit()?))
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
    let (viewer, handles) = (here.me()?.member, asked.handles.clone());
    let found = here
        .app
        .db
        .read(async move |tx| {
            let mut found = Vec::with_capacity(handles.len());
            for handle in &handles {
                found.push(members::find_by_handle(tx, handle).await?.map(|account| account.id));
            }
            // Who does not exist for the caller is as unknown as nobody, whatever ties there are.
            let there: Vec<MemberId> = found.iter().copied().flatten().collect();
            let unseen = ties::unseen(tx, viewer, &there).await?;
            let seen = found.into_iter().map(|id| id.filter(|id| !unseen.contains(id)));
            Ok::<_, pergola_db::Fault>(seen.collect::<Vec<Option<MemberId>>>())
        })
        .await?;
    // Nobody's id is zero: the network does not know him.
    let ids: Vec<_> = found.iter().map(|id| id.unwrap_or(MemberId(0))).collect();
    let near = acts::distances(&here.app, &here.by(), &ids).await?;
    let items = asked.handles.into_iter().zip(near);
    let items = items.map(|(handle, (distance, mutuals))| Distance { handle, distance, mutuals }).collect();
    Ok(Json(Distances { items }).into_response())
}

#[derive(Debug, Serialize, ToSchema)]
struct SuggestionShape {
    person: PersonShape,
    /// Never empty.
    reasons: Vec<SaidShape>,
    mutuals: u32,
}

/// People one may know, likeliest first; 100 at most in all.
#[utoipa::path(get, path = "/suggestions", tag = "network", params(Asked),
    responses((status = 200, body = Listed<SuggestionShape>), (status = "default", description = "a problem", body = Problem)))]
pub(super) async fn suggestions(here: Here, Query(asked): Query<Asked>) -> Page {
    let t = here.speech();
    let (from, length) = asked.stretch()?;
    let (found, more) = acts::suggestions_from(&here.app, &here.by(), from, length).await?;
    let shape = |suggested: &acts::Suggested| SuggestionShape {
        person: PersonShape::of(&here, &suggested.person),
        mutuals: suggested.mutuals,
        reasons: pages::reasons(&t, suggested)
            .into_iter()
            .map(|(kind, text)| SaidShape { kind: kind.to_owned(), text })
            .collect(),
    };
    let list = Listed { items: found.iter().map(shape).collect(), next: next(from, length, more) };
    Ok(list.answer("/api/v1/suggestions", asked.limit()?))
}

/// Put a suggestion aside: it does not come again.
#[utoipa::path(put, path = "/suggestions/{handle}/dismissal", tag = "network", params(("handle" = String, Path)),
    responses((status = 204), (status = "default", description = "a problem", body = Problem)))]
pub(super) async fn dismiss(here: Here, Path(handle): Path<String>) -> Page {
    acts::dismiss(&here.app, here.by(), &handle).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub(super) struct Degree {
    /// How far, 1 to 3; 3 unless said.
    #[serde(default)]
    degree: Option<u8>,
    /// Where the page before ended, as it said in `next`.
    #[serde(default)]
    cursor: Option<String>,
    /// How many, 1 to 100; 20 unless said.
    #[serde(default)]
    limit: Option<i64>,
}

#[derive(Debug, Serialize, ToSchema)]
struct PeopleAt {
    organisation: String,
    items: Vec<PersonAtShape>,
    /// Give it as `cursor` to read on; null at the end.
    next: Option<String>,
}

#[derive(Debug, Serialize, ToSchema)]
struct PersonAtShape {
    person: PersonShape,
    distance: u8,
    /// 0 to 1; 0 where no path may be shown.
    strength: f64,
    /// The first connector of the warmest path.
    through: Option<PersonShape>,
    /// When, in words: `2014–2019`. What nobody knows is left out.
    years: Vec<String>,
    /// The years in which the caller was there too, in words; null where they were not there together, or nobody knows.
    years_together: Option<String>,
    now: bool,
    /// From the first step to the person; empty where no way may be told.
    path: Vec<StepThere>,
}

/// A step of the way to somebody, with what speaks for it.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct StepThere {
    person: PersonShape,
    /// `strong`, `good`, `light`.
    tie: &'static str,
    reasons: Vec<String>,
}

impl StepThere {
    pub(crate) fn of(here: &Here, told: &there::Told) -> Self {
        let tie = match told.strength {
            Strength::Strong => "strong",
            Strength::Good => "good",
            Strength::Light => "light",
        };
        Self { person: PersonShape::of(here, &told.to), tie, reasons: told.reasons.clone() }
    }
}

/// Whom one knows at an organisation or school, now or once, under all its names (`Mulino`, `Mulino Srl`): nearest and warmest
/// first, with the way to each.
#[utoipa::path(get, path = "/organisations/{id}/people", tag = "network", params(("id" = String, Path), Degree),
    responses((status = 200, body = PeopleAt), (status = "default", description = "a problem", body = Problem)))]
pub(super) async fn people_at(here: Here, Path(id): Path<String>, Query(asked): Query<Degree>) -> Page {
    let id: OrganisationId = id.parse().map_err(|_why| Failed::NotFound)?;
    let degree = asked.degree.unwrap_or(3);
    if !(1..=3).contains(&degree) {
        return Err(Failed::Malformed { code: "network.degree_malformed", field: Some("degree".to_owned()) });
    }
    let t = here.speech();
    let page = Asked { cursor: asked.cursor, limit: asked.limit };
    let (from, length) = page.stretch()?;
    let found = acts::people_at(&here.app, &here.by(), &t, (id, degree), (from, length)).await?;
    let next = next(from, length, found.people_at.len() > length);
    let items = found.people_at.iter().take(length).filter_map(|person| {
        Some(PersonAtShape {
            person: PersonShape::of(&here, found.people.get(&person.member)?),
            distance: person.distance,
            strength: acts::share(person.strength),
            through: person.through.and_then(|id| found.people.get(&id)).map(|account| PersonShape::of(&here, account)),
            years: person
                .stays
                .iter()
                .map(|stay| evidence::years(&t, stay.months))
                .filter(|years| !years.is_empty())
                .collect(),
            years_together: there::together(person, &found.own)
                .map(|months| evidence::years(&t, months))
                .filter(|years| !years.is_empty()),
            now: person.stays.iter().any(|stay| stay.months.lasts()),
            path: found
                .ways
                .get(&person.member)
                .map_or_else(Vec::new, |way| way.iter().map(|told| StepThere::of(&here, told)).collect()),
        })
    });
    let list = PeopleAt { organisation: found.name.clone(), items: items.collect(), next: next.clone() };
    let path = format!("/api/v1/organisations/{id}/people?degree={degree}");
    Ok(linked(Json(list).into_response(), &path, next.as_deref(), page.limit()?))
}
