//! Referrals for programs: given, received, used.

use axum::{
    Json,
    extract::{Path, Query},
    http::StatusCode,
    response::IntoResponse,
};
use pergola_domain::ids::ReferralId;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::number;
use crate::{
    http::{
        Body, Failed, Here, Page,
        dress::Problem,
        paging::{Asked, Listed},
    },
    jobs::acts::{
        ads,
        referrals::{self, Given, Received},
    },
    members::PersonShape,
    words::rfc3339,
};

fn referral_id(id: &str) -> Result<ReferralId, Failed> {
    id.parse().map_err(|_why| Failed::NotFound)
}

/// A sentence for somebody.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::jobs) struct NewReferral {
    /// Handle.
    applicant: String,
    /// 600 characters at most.
    text: String,
}

#[derive(Debug, Serialize, ToSchema)]
struct Referred {
    id: String,
}

/// Refer somebody one knows, where one works.
#[utoipa::path(post, path = "/jobs/{id}/referrals", tag = "jobs", params(("id" = String, Path)),
    request_body = NewReferral,
    responses((status = 201, body = Referred), (status = "default", description = "a problem", body = Problem)))]
pub(in crate::jobs) async fn refer(here: Here, Path(id): Path<String>, Body(new): Body<NewReferral>) -> Page {
    let id = referrals::refer(&here.app, here.by(), number(&id)?, &new.applicant, &new.text).await?;
    Ok((StatusCode::CREATED, Json(Referred { id: id.to_string() })).into_response())
}

/// Whom to ask, and with which words.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::jobs) struct NewReferralRequest {
    /// Handle of somebody who works there.
    of: String,
    /// The address of the ad stands below it.
    text: String,
}

#[derive(Debug, Serialize, ToSchema)]
struct ReferralAsked {
    /// Of the caller and whom he asks.
    conversation_id: String,
}

/// Ask somebody for a referral: a message to him, and to nobody else.
#[utoipa::path(post, path = "/jobs/{id}/referral-requests", tag = "jobs", params(("id" = String, Path)),
    request_body = NewReferralRequest,
    responses((status = 201, body = ReferralAsked), (status = "default", description = "a problem", body = Problem)))]
pub(in crate::jobs) async fn ask(here: Here, Path(id): Path<String>, Body(new): Body<NewReferralRequest>) -> Page {
    let seen = ads::seen(&here.app, &here.by(), number(&id)?).await?;
    let conversation = referrals::ask(&here.app, here.by(), &seen.job, (&new.of, &new.text)).await?;
    let asked = ReferralAsked { conversation_id: conversation.to_string() };
    Ok((StatusCode::CREATED, Json(asked)).into_response())
}

/// A referral that one gave.
#[derive(Debug, Serialize, ToSchema)]
struct ReferralShape {
    id: String,
    job_id: String,
    job_title: String,
    applicant: PersonShape,
    text: String,
    at: String,
    /// `seen`, `in_conversation`, `hired`, `not_this_time`…; null where the applicant has not applied, does not use it or does
    /// not want it told.
    stage: Option<&'static str>,
}

/// The referrals that one gave, with how they go as far as the applicants let it be told.
#[utoipa::path(get, path = "/referrals", tag = "jobs", params(Asked),
    responses((status = 200, body = Listed<ReferralShape>), (status = "default", description = "a problem", body = Problem)))]
pub(in crate::jobs) async fn referrals(here: Here, Query(asked): Query<Asked>) -> Page {
    let (limit, before) = (asked.limit()?, asked.after()?);
    let given = referrals::given(&here.app, &here.by(), before, limit + 1).await?;
    let shape = |one: Given| ReferralShape {
        id: one.referral.id.to_string(),
        job_id: one.job.id.to_string(),
        job_title: one.job.said.title.clone(),
        applicant: PersonShape::of(&here, &one.applicant),
        text: one.referral.text.clone(),
        at: rfc3339(one.referral.at),
        stage: one.stage.map(pergola_domain::jobs::Stage::name),
    };
    let listed = Listed::new(given, limit, |one| one.referral.id.0, shape);
    Ok(listed.answer("/api/v1/referrals", limit))
}

/// A referral that was said for the caller.
#[derive(Debug, Serialize, ToSchema)]
struct ReceivedShape {
    id: String,
    job_id: String,
    job_title: String,
    /// The ad is open.
    open: bool,
    referrer: PersonShape,
    text: String,
    at: String,
    /// `use`, `decline`; null before the caller said.
    answer: Option<&'static str>,
}

impl ReceivedShape {
    fn of(here: &Here, one: &Received) -> Self {
        Self {
            id: one.referral.id.to_string(),
            job_id: one.job.id.to_string(),
            job_title: one.job.said.title.clone(),
            open: one.open,
            referrer: PersonShape::of(here, &one.referrer),
            text: one.referral.text.clone(),
            at: rfc3339(one.referral.at),
            answer: Some(one.referral.answer.name()).filter(|answer| !answer.is_empty()),
        }
    }
}

/// The referrals that were said for the caller, newest first: he reads them before anybody does.
#[utoipa::path(get, path = "/referrals/received", tag = "jobs", params(Asked),
    responses((status = 200, body = Listed<ReceivedShape>), (status = "default", description = "a problem", body = Problem)))]
pub(in crate::jobs) async fn received(here: Here, Query(asked): Query<Asked>) -> Page {
    let (limit, before) = (asked.limit()?, asked.after()?);
    let received = referrals::received(&here.app, &here.by(), None, before, limit + 1).await?;
    let listed = Listed::new(received, limit, |one| one.referral.id.0, |one| ReceivedShape::of(&here, &one));
    Ok(listed.answer("/api/v1/referrals/received", limit))
}

/// What to make of a referral.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::jobs) struct ReferralAnswer {
    /// `use`: the organisation reads it with the application; `decline`: it does not. Its giver is not told.
    answer: String,
}

/// Use it, or rather not: for whom it was said.
#[utoipa::path(put, path = "/referrals/{id}/answer", tag = "jobs", params(("id" = String, Path)),
    request_body = ReferralAnswer,
    responses((status = 204), (status = "default", description = "a problem", body = Problem)))]
pub(in crate::jobs) async fn answer(here: Here, Path(id): Path<String>, Body(new): Body<ReferralAnswer>) -> Page {
    referrals::answer(&here.app, here.by(), referral_id(&id)?, &new.answer).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

/// Take it back: for who gave it.
#[utoipa::path(delete, path = "/referrals/{id}", tag = "jobs", params(("id" = String, Path)),
    responses((status = 204), (status = "default", description = "a problem", body = Problem)))]
pub(in crate::jobs) async fn take_back(here: Here, Path(id): Path<String>) -> Page {
    referrals::take_back(&here.app, here.by(), referral_id(&id)?).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}
