//! Ads for programs.

use axum::{
    Json,
    extract::{Path, Query},
    http::{StatusCode, header},
    response::IntoResponse,
};
use pergola_domain::{ids::OrganisationId, jobs::Refusal};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::{
    number,
    shapes::{JobChanges, JobListed, JobShape, JobWhole, NewJob},
};
use crate::{
    http::{
        Body, Failed, Failure, Here, Page,
        dress::Problem,
        limits::Pace,
        paging::{Asked, Listed},
    },
    jobs::{
        Job,
        acts::ads as acts,
        filter::Filter,
        know::{Door, doors},
        pages::list::{Found, find, records},
    },
    members::PersonShape,
    network::StepThere,
    organisations::Organisation,
    posts::{self, CommentShape, Hung, NewComment},
};

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
#[expect(dead_code, reason = "the filter reads the query itself, for a kind may stand in it several times")]
pub(in crate::jobs) struct JobsAsked {
    q: Option<String>,
    /// A city, or words of the place.
    place: Option<String>,
    /// So far around the place, 1 to 500; a place that is no known city is looked for by its name.
    radius_km: Option<u16>,
    remote: Option<String>,
    contract: Option<String>,
    /// At least so much a year, in whole units of `currency`.
    pay: Option<i64>,
    currency: Option<String>,
    /// One of the ad's languages.
    language: Option<String>,
    /// Of whoever posts; several times for several.
    kind: Option<String>,
    /// Only where the caller knows somebody so many steps away at most, 1 to 3.
    known: Option<u8>,
    organisation: Option<String>,
    cursor: Option<String>,
    limit: Option<i64>,
}

const PARTS: [&str; 13] = [
    "q",
    "place",
    "radius_km",
    "remote",
    "contract",
    "pay",
    "currency",
    "language",
    "kind",
    "known",
    "organisation",
    "cursor",
    "limit",
];

/// The open ads, newest first, with whom the caller knows where each is from and the record of those who post.
#[utoipa::path(get, path = "/jobs", tag = "jobs", params(JobsAsked),
    responses((status = 200, body = Listed<JobListed>), (status = "default", description = "a problem", body = Problem)))]
pub(in crate::jobs) async fn list(here: Here) -> Page {
    let query = here.uri.query().unwrap_or_default();
    let part = |name: &str| {
        let mut pairs = url::form_urlencoded::parse(query.as_bytes());
        pairs.find(|(key, _)| key == name).map(|(_, value)| value.into_owned())
    };
    if let Some((name, _)) = url::form_urlencoded::parse(query.as_bytes()).find(|(name, _)| !PARTS.contains(&&**name)) {
        return Err(Failed::Malformed { code: "http.field_unknown", field: Some(name.into_owned()) });
    }
    // What is no number is out of the bounds too.
    let limit = part("limit").map(|text| text.parse().unwrap_or(-1));
    let page = Asked { cursor: part("cursor"), limit };
    let (limit, before) = (page.limit()?, page.after()?);
    let filter = Filter::read(query)
        .map_err(|bad| Failed::Malformed { code: "jobs.search_malformed", field: Some(bad.0.to_owned()) })?;
    here.app.limits.take(Pace::Search, &here.by().member.to_string())?;
    let (items, next) = page_of(&here, &filter, before, limit).await?;
    let listed = Listed { items, next };
    Ok(listed.answer(&format!("/api/v1/jobs?{}", filter.query()), limit))
}

/// Reads on until a page is full: a filter by whom one knows leaves gaps.
async fn page_of(
    here: &Here,
    filter: &Filter,
    mut before: Option<i64>,
    limit: i64,
) -> Result<(Vec<JobListed>, Option<String>), Failed> {
    let wanted = usize::try_from(limit).unwrap_or(0);
    let (mut jobs, mut all) = (Vec::new(), Found::default());
    // Bounded: so many ads are looked through for one page.
    for _ in 0..20 {
        let found = find(here, filter, before, limit + 1).await?;
        jobs.extend(found.jobs.into_iter().filter(|job| found.organisations.contains_key(&job.organisation)));
        all.organisations.extend(found.organisations);
        all.known.extend(found.known);
        before = found.last;
        if jobs.len() > wanted || before.is_none() {
            break;
        }
    }
    let more = jobs.len() > wanted;
    jobs.truncate(wanted);
    let next = if more { jobs.last().map(|job| job.id.0) } else { before };
    let records = records(here, &jobs, &all).await?;
    let shape = |job: &Job| {
        let organisation = all.organisations.get(&job.organisation)?;
        Some(JobListed::of(here, (job, organisation), all.known.get(&job.there()), records.get(&job.organisation)?))
    };
    Ok((jobs.iter().filter_map(shape).collect(), next.map(|next| next.to_string())))
}

/// The ads of the organisations that the caller speaks for, open and closed, newest first.
#[utoipa::path(get, path = "/jobs/mine", tag = "jobs", params(Asked),
    responses((status = 200, body = Listed<JobShape>), (status = "default", description = "a problem", body = Problem)))]
pub(in crate::jobs) async fn mine(here: Here, Query(asked): Query<Asked>) -> Page {
    let (limit, before) = (asked.limit()?, asked.after()?);
    let found = acts::mine(&here.app, &here.by(), before, limit + 1).await?;
    let shape = |(job, organisation): (Job, Organisation)| JobShape::of(&here, &job, &organisation);
    let listed = Listed::new(found, limit, |(job, _)| job.id.0, shape);
    Ok(listed.answer("/api/v1/jobs/mine", limit))
}

async fn whole(here: &Here, id: &str) -> Result<JobWhole, Failed> {
    let seen = acts::seen(&here.app, &here.by(), number(id)?).await?;
    Ok(JobWhole::of(here, &seen))
}

/// Post an ad in the name of an organisation that one speaks for.
#[utoipa::path(post, path = "/jobs", tag = "jobs", request_body = NewJob,
    responses((status = 201, body = JobWhole), (status = "default", description = "a problem", body = Problem)))]
pub(in crate::jobs) async fn post(here: Here, Body(new): Body<NewJob>) -> Page {
    let organisation: OrganisationId =
        new.organisation.parse().map_err(|_why| Failed::from(Failure::Refused(Refusal::NotSpeaking)))?;
    let job = acts::post(&here.app, here.by(), organisation, &new.typed()).await?;
    let id = job.id.to_string();
    let location = format!("/api/v1/jobs/{id}");
    Ok((StatusCode::CREATED, [(header::LOCATION, location)], Json(whole(&here, &id).await?)).into_response())
}

/// One ad; 410 once it is closed.
#[utoipa::path(get, path = "/jobs/{id}", tag = "jobs", params(("id" = String, Path)),
    responses((status = 200, body = JobWhole), (status = "default", description = "a problem", body = Problem)))]
pub(in crate::jobs) async fn read(here: Here, Path(id): Path<String>) -> Page {
    Ok(Json(whole(&here, &id).await?).into_response())
}

/// Say it otherwise.
#[utoipa::path(patch, path = "/jobs/{id}", tag = "jobs", params(("id" = String, Path)), request_body = JobChanges,
    responses((status = 200, body = JobWhole), (status = "default", description = "a problem", body = Problem)))]
pub(in crate::jobs) async fn change(here: Here, Path(id): Path<String>, Body(changes): Body<JobChanges>) -> Page {
    acts::change(&here.app, here.by(), number(&id)?, move |job| changes.over(&job.said)).await?;
    Ok(Json(whole(&here, &id).await?).into_response())
}

/// It still holds.
#[utoipa::path(put, path = "/jobs/{id}/confirmation", tag = "jobs", params(("id" = String, Path)),
    responses((status = 200, body = JobWhole), (status = "default", description = "a problem", body = Problem)))]
pub(in crate::jobs) async fn confirm(here: Here, Path(id): Path<String>) -> Page {
    acts::confirm(&here.app, here.by(), number(&id)?).await?;
    Ok(Json(whole(&here, &id).await?).into_response())
}

/// How it ended.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::jobs) struct Closure {
    /// `through_pergola`, `otherwise`, `stopped`.
    outcome: String,
}

/// Close it, with its outcome.
#[utoipa::path(put, path = "/jobs/{id}/closure", tag = "jobs", params(("id" = String, Path)), request_body = Closure,
    responses((status = 200, body = JobWhole), (status = "default", description = "a problem", body = Problem)))]
pub(in crate::jobs) async fn close(here: Here, Path(id): Path<String>, Body(closure): Body<Closure>) -> Page {
    acts::close(&here.app, here.by(), number(&id)?, &closure.outcome).await?;
    Ok(Json(whole(&here, &id).await?).into_response())
}

/// Whom the caller knows where the ad is from, best connector first.
#[derive(Debug, Serialize, ToSchema)]
struct PeopleThere {
    items: Vec<PersonThere>,
    /// How many more there are.
    more: usize,
}

#[derive(Debug, Serialize, ToSchema)]
struct PersonThere {
    person: PersonShape,
    /// 1 to 3.
    distance: u8,
    now: bool,
    /// In words: `2014–2019`; empty where unknown.
    years: String,
    /// The years in which the caller was there too, in words; null where they were not there together, or nobody knows.
    years_together: Option<String>,
    /// Tied to whoever posts, as far as the caller may know it.
    knows_author: bool,
    /// From the first step to the person; empty where no way may be told.
    path: Vec<StepThere>,
}

/// Whom one knows there: people within three steps who are or were where the ad is from, with the way to each.
#[utoipa::path(get, path = "/jobs/{id}/people", tag = "jobs", params(("id" = String, Path)),
    responses((status = 200, body = PeopleThere), (status = "default", description = "a problem", body = Problem)))]
pub(in crate::jobs) async fn people(here: Here, Path(id): Path<String>) -> Page {
    let by = here.by();
    let seen = acts::seen(&here.app, &by, number(&id)?).await?;
    let t = here.speech();
    let found = doors(&here.app, &by, &t, &seen.job).await?;
    let shape = |door: &Door| PersonThere {
        person: PersonShape::of(&here, &door.person),
        distance: door.there.distance,
        now: door.there.is_now(),
        years: door.there.years(&t),
        years_together: door.there.years_together(&t),
        knows_author: door.there.knows,
        path: door.way.iter().map(|step| StepThere::of(&here, step)).collect(),
    };
    Ok(Json(PeopleThere { items: found.shown.iter().map(shape).collect(), more: found.more }).into_response())
}

/// What is said below an ad, oldest first.
#[utoipa::path(get, path = "/jobs/{id}/comments", tag = "jobs", params(("id" = String, Path), Asked),
    responses((status = 200, body = Listed<CommentShape>), (status = "default", description = "a problem", body = Problem)))]
pub(in crate::jobs) async fn list_comments(here: Here, Path(id): Path<String>, Query(asked): Query<Asked>) -> Page {
    let job = acts::seen(&here.app, &here.by(), number(&id)?).await?.job;
    posts::listed(&here, (Hung::Job(job.id), job.author), &format!("/api/v1/jobs/{}/comments", job.id), &asked).await
}

/// Say something below an ad. It is taken away at `/comments/{id}`, by who said it or who posted the ad.
#[utoipa::path(post, path = "/jobs/{id}/comments", tag = "jobs", params(("id" = String, Path)), request_body = NewComment,
    responses((status = 201, body = CommentShape), (status = "default", description = "a problem", body = Problem)))]
pub(in crate::jobs) async fn write_comment(here: Here, Path(id): Path<String>, Body(new): Body<NewComment>) -> Page {
    let job = acts::seen(&here.app, &here.by(), number(&id)?).await?.job;
    posts::written(&here, (Hung::Job(job.id), job.author), &new.text).await
}
