//! Open to work and saved searches for programs.

use axum::{
    Json,
    extract::{Path, Query},
    http::StatusCode,
    response::IntoResponse,
};
use pergola_domain::{
    ids::{MemberId, OrganisationId, SavedSearchId},
    jobs::Openness,
};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::{
    http::{
        Body, Failed, Here, Page,
        dress::Problem,
        limits::Pace,
        paging::{Asked, Listed},
    },
    jobs::{
        acts::{digest, searches as acts},
        filter::PeopleFilter,
        store::searches::Saved,
    },
    members::PersonShape,
    words::rfc3339,
};

/// To whom one is open to work.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::jobs) struct NewOpenness {
    /// `nobody`, `organisations` (proven ones), `everybody`; the own employer never.
    openness: String,
    /// What one would like; 400 characters at most.
    #[serde(default)]
    words: Option<String>,
    /// Names of organisations whose people shall not learn it either: 20 at most. What is not named stays.
    #[serde(default)]
    also_not: Option<Vec<String>>,
}

#[derive(Debug, Serialize, ToSchema)]
struct OpennessShape {
    /// `nobody`, `organisations`, `everybody`.
    openness: &'static str,
    words: String,
    /// Names of organisations whose people never learn it: where one works now, and for whom one speaks.
    never: Vec<String>,
    /// Those that one added.
    also_not: Vec<String>,
}

async fn own(here: &Here) -> Page {
    let (open, never) = acts::openness(&here.app, &here.by()).await?;
    let shape = OpennessShape { openness: Openness::name(open.to), words: open.words, never, also_not: open.also_not };
    Ok(Json(shape).into_response())
}

/// To whom one is open to work: one's own business.
#[utoipa::path(get, path = "/me/openness", tag = "jobs",
    responses((status = 200, body = OpennessShape), (status = "default", description = "a problem", body = Problem)))]
pub(in crate::jobs) async fn read(here: Here) -> Page {
    own(&here).await
}

/// Say it.
#[utoipa::path(put, path = "/me/openness", tag = "jobs", request_body = NewOpenness,
    responses((status = 200, body = OpennessShape), (status = "default", description = "a problem", body = Problem)))]
pub(in crate::jobs) async fn put(here: Here, Body(new): Body<NewOpenness>) -> Page {
    let also_not = match new.also_not {
        Some(names) => names,
        None => acts::openness(&here.app, &here.by()).await?.0.also_not,
    };
    acts::set_openness(&here.app, here.by(), &new.openness, &new.words.unwrap_or_default(), &also_not).await?;
    own(&here).await
}

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub(in crate::jobs) struct PeopleAsked {
    /// Words of what they would like.
    #[serde(default)]
    q: Option<String>,
    /// Words of where they are.
    #[serde(default)]
    place: Option<String>,
    /// Words of what they can do.
    #[serde(default)]
    skill: Option<String>,
    /// Words of the name of where they work now; not one's own.
    #[serde(default)]
    employer: Option<String>,
    /// The same by its number.
    #[serde(default)]
    organisation: Option<String>,
    #[serde(default)]
    cursor: Option<String>,
    #[serde(default)]
    limit: Option<i64>,
}

#[derive(Debug, Serialize, ToSchema)]
struct OpenShape {
    person: PersonShape,
    words: String,
}

/// Who is open to work and tells the caller. Whoever speaks for a proven organisation is told more; nobody of a person's own
/// employer is told of him.
#[utoipa::path(get, path = "/jobs/people", tag = "jobs", params(PeopleAsked),
    responses((status = 200, body = Listed<OpenShape>), (status = "default", description = "a problem", body = Problem)))]
pub(in crate::jobs) async fn people(here: Here, Query(asked): Query<PeopleAsked>) -> Page {
    let by = here.by();
    here.app.limits.take(Pace::Search, &by.member.to_string())?;
    let page = Asked { cursor: asked.cursor, limit: asked.limit };
    let (limit, after) = (page.limit()?, MemberId(page.after()?.unwrap_or(0)));
    let at: Option<OrganisationId> =
        asked.organisation.as_deref().map(str::parse).transpose().map_err(|_why| Failed::NotFound)?;
    let short = |text: Option<String>| text.unwrap_or_default().chars().take(120).collect::<String>();
    let filter = PeopleFilter {
        words: short(asked.q),
        place: short(asked.place),
        skill: short(asked.skill),
        employer: short(asked.employer),
        at,
    };
    let wanted = usize::try_from(limit + 1).unwrap_or(0);
    let found = acts::open_people(&here.app, &by, &filter, (after, wanted)).await?;
    let shape = |one: acts::OpenPerson| OpenShape { person: PersonShape::of(&here, &one.person), words: one.words };
    let listed = Listed::new(found, limit, |one| one.person.id.0, shape);
    Ok(listed.answer(&format!("/api/v1/jobs/people?{}", filter.address()), limit))
}

/// A search to hear from.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::jobs) struct NewSearch {
    /// The query of a list of ads: `q=legno&place=Bologna&known=2`; or, for who speaks for a proven organisation, of people open
    /// to work: `who=people&q=legno`.
    query: String,
}

#[derive(Debug, Serialize, ToSchema)]
struct SearchShape {
    id: String,
    query: String,
    created_at: String,
    /// When it last found something new; null before.
    found_at: Option<String>,
    /// What it found then: ads that are open, people who tell the caller still.
    found: Vec<FoundShape>,
}

#[derive(Debug, Serialize, ToSchema)]
#[schema(as = FoundBySearchShape)]
struct FoundShape {
    /// `job`, `person`.
    kind: &'static str,
    id: String,
    /// The title, or the name.
    title: String,
    url: String,
}

impl SearchShape {
    async fn of(here: &Here, saved: &Saved) -> Result<Self, Failed> {
        let found = digest::found(&here.app, &here.by(), saved).await?;
        let address = &here.app.config.address;
        let mut all: Vec<FoundShape> = Vec::new();
        all.extend(found.jobs.iter().map(|job| FoundShape {
            kind: "job",
            id: job.id.to_string(),
            title: job.said.title.clone(),
            url: format!("{address}{}", job.path()),
        }));
        all.extend(found.people.iter().map(|one| FoundShape {
            kind: "person",
            id: one.person.id.to_string(),
            title: one.person.name.clone(),
            url: format!("{address}{}", one.person.path()),
        }));
        Ok(Self {
            id: saved.id.to_string(),
            query: saved.query.clone(),
            created_at: rfc3339(saved.created_at),
            found_at: (!saved.found.is_empty()).then(|| rfc3339(saved.found_at)),
            found: all,
        })
    }
}

/// One's saved searches.
#[utoipa::path(get, path = "/searches", tag = "jobs",
    responses((status = 200, body = Listed<SearchShape>), (status = "default", description = "a problem", body = Problem)))]
pub(in crate::jobs) async fn list(here: Here) -> Page {
    let saved = acts::saved(&here.app, &here.by()).await?;
    let mut items = Vec::with_capacity(saved.len());
    for one in &saved {
        items.push(SearchShape::of(&here, one).await?);
    }
    Ok(Json(Listed::<SearchShape> { items, next: None }).into_response())
}

/// Save a search: a notice tells, once a day, that there is something new. The same search twice is one.
#[utoipa::path(post, path = "/searches", tag = "jobs", request_body = NewSearch,
    responses((status = 201, body = SearchShape), (status = "default", description = "a problem", body = Problem)))]
pub(in crate::jobs) async fn save(here: Here, Body(new): Body<NewSearch>) -> Page {
    let id = acts::save(&here.app, here.by(), &new.query).await?;
    let saved = acts::saved(&here.app, &here.by()).await?;
    let saved = saved.iter().find(|saved| saved.id == id).ok_or(Failed::NotFound)?;
    Ok((StatusCode::CREATED, Json(SearchShape::of(&here, saved).await?)).into_response())
}

/// Forget a search.
#[utoipa::path(delete, path = "/searches/{id}", tag = "jobs", params(("id" = String, Path)),
    responses((status = 204), (status = "default", description = "a problem", body = Problem)))]
pub(in crate::jobs) async fn remove(here: Here, Path(id): Path<String>) -> Page {
    let id: SavedSearchId = id.parse().map_err(|_why| Failed::NotFound)?;
    acts::remove(&here.app, here.by(), id).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}
