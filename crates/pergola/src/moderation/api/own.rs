//! Reporting, and what was decided of oneself.

use axum::{
    Json,
    extract::{Path, Query},
    http::{StatusCode, header},
    response::IntoResponse,
};
use pergola_domain::ids::DecisionId;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{
    http::{
        Body, Failed, Here, Page,
        dress::Problem,
        paging::{Asked, Listed},
    },
    moderation::{
        acts::{appealing, reporting},
        pages::report::subject,
        store::{
            decisions::{self, Decision},
            reports,
        },
    },
    words::rfc3339,
};

/// What a report or a decision is about.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct AboutShape {
    /// `member`, `post`, `comment`, `message`, `ask`, `job`, `event`, `group`, `invitation`.
    kind: String,
    /// Its id; of a member the handle.
    id: String,
}

/// Something to report.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::moderation) struct NewReport {
    about: AboutShape,
    /// `spam`, `fraud`, `harassment`, `hate`, `private`, `false_job`, `impersonation`, `illegal`, `other`.
    why: String,
    /// 1000 characters at most.
    #[serde(default)]
    words: Option<String>,
}

/// A report of yours.
#[derive(Debug, Serialize, ToSchema)]
pub(in crate::moderation) struct ReportShape {
    id: String,
    kind: String,
    why: String,
    words: String,
    at: String,
    /// `open` or `decided`. What was decided is told to whom it meets.
    state: &'static str,
}

/// Report something that you can see. Moderators alone learn that it was you. Twice is once.
#[utoipa::path(post, path = "/reports", tag = "moderation", request_body = NewReport,
    responses((status = 201, body = ReportShape), (status = "default", description = "a problem", body = Problem)))]
pub(in crate::moderation) async fn report(here: Here, Body(new): Body<NewReport>) -> Page {
    let subject = subject(&here, &new.about.kind, &new.about.id).await?;
    let words = new.words.unwrap_or_default();
    let id = reporting::report(&here.app, here.by(), subject, &new.why, &words).await?;
    let me = here.me()?.member;
    let found = here.app.db.read(async move |tx| reports::list_by(tx, me, Some(id.0 + 1), 1).await).await?;
    let made = found.into_iter().next().ok_or(Failed::NotFound)?;
    let location = "/api/v1/reports";
    Ok((StatusCode::CREATED, [(header::LOCATION, location)], Json(report_shape(made))).into_response())
}

fn report_shape((report, kind, decided): (reports::Report, String, bool)) -> ReportShape {
    ReportShape {
        id: report.id.to_string(),
        kind,
        why: report.why,
        words: report.words,
        at: rfc3339(report.at),
        state: if decided { "decided" } else { "open" },
    }
}

/// What you reported, the latest first.
#[utoipa::path(get, path = "/reports", tag = "moderation", params(Asked),
    responses((status = 200, body = Listed<ReportShape>), (status = "default", description = "a problem", body = Problem)))]
pub(in crate::moderation) async fn reports(here: Here, Query(asked): Query<Asked>) -> Page {
    let (limit, before, me) = (asked.limit()?, asked.after()?, here.me()?.member);
    let found = here.app.db.read(async move |tx| reports::list_by(tx, me, before, limit + 1).await).await?;
    let id = |one: &(reports::Report, String, bool)| one.0.id.0;
    Ok(Listed::new(found, limit, id, report_shape).answer("/api/v1/reports", limit))
}

/// What moderators decided.
#[derive(Debug, Serialize, ToSchema)]
pub(in crate::moderation) struct DecisionShape {
    id: String,
    case: String,
    kind: String,
    /// `nothing`, `hide`, `warn`, `silence`, `suspend`.
    measure: String,
    until: Option<String>,
    reason: String,
    at: String,
    /// `stands`, `appealed`, `upheld`, `lifted`.
    hearing: String,
    appeal: String,
    answer: String,
    /// The group that it was taken out of by who looks after it; else null.
    group: Option<String>,
}

impl DecisionShape {
    pub(super) fn of(decision: Decision) -> Self {
        Self {
            id: decision.id.to_string(),
            case: decision.case.to_string(),
            kind: decision.subject.about.word().to_owned(),
            measure: decision.measure.word().to_owned(),
            until: decision.until.map(rfc3339),
            reason: decision.reason,
            at: rfc3339(decision.at),
            hearing: decision.hearing.word().to_owned(),
            appeal: decision.appeal,
            answer: decision.answer,
            group: decision.group.map(|group| group.to_string()),
        }
    }
}

/// What was decided of you, or of what you wrote, the latest first.
#[utoipa::path(get, path = "/decisions", tag = "moderation", params(Asked),
    responses((status = 200, body = Listed<DecisionShape>), (status = "default", description = "a problem", body = Problem)))]
pub(in crate::moderation) async fn decisions(here: Here, Query(asked): Query<Asked>) -> Page {
    let (limit, before, me) = (asked.limit()?, asked.after()?, here.me()?.member);
    let found = here.app.db.read(async move |tx| decisions::list_of(tx, me, before, limit + 1).await).await?;
    let id = |decision: &Decision| decision.id.0;
    Ok(Listed::new(found, limit, id, DecisionShape::of).answer("/api/v1/decisions", limit))
}

/// Why you think that it is wrong.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::moderation) struct NewAppeal {
    /// 2000 characters at most.
    words: String,
}

/// Appeal against a decision about you: once, within 30 days. Another moderator hears it.
#[utoipa::path(put, path = "/decisions/{id}/appeal", tag = "moderation", params(("id" = String, Path)), request_body = NewAppeal,
    responses((status = 204), (status = "default", description = "a problem", body = Problem)))]
pub(in crate::moderation) async fn appeal(here: Here, Path(of): Path<String>, Body(new): Body<NewAppeal>) -> Page {
    let of: DecisionId = of.parse().map_err(|_why| Failed::NotFound)?;
    appealing::appeal(&here.app, here.by(), of, &new.words).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}
