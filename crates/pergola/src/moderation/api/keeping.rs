//! The log, the domains, who judges, and the counts for everybody.

use std::collections::BTreeMap;

use axum::{
    Json,
    extract::{Path, Query},
    http::StatusCode,
    response::IntoResponse,
};
use serde::Serialize;
use utoipa::ToSchema;

use crate::{
    http::{
        Failed, Here, Page,
        dress::Problem,
        paging::{Asked, Listed},
    },
    moderation::{
        acts::keeping,
        pages::transparency::{Quarter, quarters},
        store::{domains as kept_domains, log as kept_log},
    },
    words::rfc3339,
};

/// A line of the log.
#[derive(Debug, Serialize, ToSchema)]
pub(in crate::moderation) struct EntryShape {
    seq: String,
    at: String,
    /// The id of the moderator; `0` for the program itself.
    by: String,
    act: String,
    kind: String,
    subject: String,
    case: Option<String>,
    /// The hash of this line and of all before it. Of the newest, note `seq:chain` outside this server: who rewrites the
    /// whole log cannot make it fit.
    chain: String,
}

/// Who did what as a moderator, the latest first. Nothing in it changes.
#[utoipa::path(get, path = "/moderation/log", tag = "moderation", params(Asked),
    responses((status = 200, body = Listed<EntryShape>), (status = "default", description = "a problem", body = Problem)))]
pub(in crate::moderation) async fn log(here: Here, Query(asked): Query<Asked>) -> Page {
    let (limit, before) = (asked.limit()?, asked.after()?);
    let found = here.app.db.read(async move |tx| kept_log::list(tx, before, limit + 1).await).await?;
    let shape = |entry: kept_log::Entry| EntryShape {
        seq: entry.seq.to_string(),
        at: rfc3339(entry.at),
        by: entry.by.to_string(),
        act: entry.act,
        kind: entry.about,
        subject: entry.subject.to_string(),
        chain: entry.chain,
        case: Some(entry.case).filter(|case| *case > 0).map(|case| case.to_string()),
    };
    Ok(Listed::new(found, limit, |entry: &kept_log::Entry| entry.seq, shape).answer("/api/v1/moderation/log", limit))
}

/// Domains whose addresses cannot join and whose links wait for a moderator.
#[derive(Debug, Serialize, ToSchema)]
struct DomainsShape {
    items: Vec<String>,
}

/// The barred domains, at most 1000.
#[utoipa::path(get, path = "/moderation/domains", tag = "moderation",
    responses((status = 200, body = DomainsShape), (status = "default", description = "a problem", body = Problem)))]
pub(in crate::moderation) async fn domains(here: Here) -> Page {
    let found = here.app.db.read(async move |tx| kept_domains::list(tx, 1_000).await).await?;
    Ok(Json(DomainsShape { items: found.into_iter().map(|(domain, _)| domain).collect() }).into_response())
}

/// Bar a domain.
#[utoipa::path(put, path = "/moderation/domains/{domain}", tag = "moderation", params(("domain" = String, Path)),
    responses((status = 204), (status = "default", description = "a problem", body = Problem)))]
pub(in crate::moderation) async fn bar(here: Here, Path(of): Path<String>) -> Page {
    keeping::bar(&here.app, here.by(), &of).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

/// Let a domain in again.
#[utoipa::path(delete, path = "/moderation/domains/{domain}", tag = "moderation", params(("domain" = String, Path)),
    responses((status = 204), (status = "default", description = "a problem", body = Problem)))]
pub(in crate::moderation) async fn unbar(here: Here, Path(of): Path<String>) -> Page {
    keeping::unbar(&here.app, here.by(), &of).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

/// Appoint a moderator.
#[utoipa::path(put, path = "/moderation/moderators/{handle}", tag = "moderation", params(("handle" = String, Path)),
    responses((status = 204), (status = "default", description = "a problem", body = Problem)))]
pub(in crate::moderation) async fn appoint(here: Here, Path(of): Path<String>) -> Page {
    keeping::appoint(&here.app, here.by(), &of, true).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

/// Dismiss a moderator.
#[utoipa::path(delete, path = "/moderation/moderators/{handle}", tag = "moderation", params(("handle" = String, Path)),
    responses((status = 204), (status = "default", description = "a problem", body = Problem)))]
pub(in crate::moderation) async fn dismiss(here: Here, Path(of): Path<String>) -> Page {
    keeping::appoint(&here.app, here.by(), &of, false).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

/// Coarse counts of a quarter that is over: 4 stands for 1 to 4, others are rounded down to fives.
#[derive(Debug, Serialize, ToSchema)]
struct QuarterShape {
    /// `2026-Q1`.
    quarter: String,
    reports: BTreeMap<String, i64>,
    decisions: BTreeMap<String, i64>,
    appeals: BTreeMap<String, i64>,
    held: i64,
}

#[derive(Debug, Serialize, ToSchema)]
struct TransparencyShape {
    items: Vec<QuarterShape>,
}

/// What was reported and decided, in coarse counts.
#[utoipa::path(get, path = "/moderation/transparency", tag = "moderation",
    responses((status = 200, body = TransparencyShape), (status = "default", description = "a problem", body = Problem)))]
pub(in crate::moderation) async fn transparency(here: Here) -> Page {
    let found = quarters(&here.app, here.by().now).await.map_err(Failed::from)?;
    let shape = |quarter: Quarter| QuarterShape {
        quarter: format!("{}-Q{}", quarter.year, quarter.quarter),
        reports: quarter.reports.into_iter().collect(),
        decisions: quarter.decisions.into_iter().collect(),
        appeals: quarter.appeals.into_iter().collect(),
        held: quarter.held,
    };
    Ok(Json(TransparencyShape { items: found.into_iter().map(shape).collect() }).into_response())
}
