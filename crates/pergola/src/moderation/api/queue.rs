//! The queue, one matter, deciding it, appeals: for moderators.

use axum::{
    Json,
    extract::{Path, Query},
    http::{StatusCode, header},
    response::IntoResponse,
};
use pergola_domain::{
    ids::{DecisionId, MemberId, PictureId},
    moderation::Typed,
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::own::DecisionShape;
use crate::{
    http::{
        Body, Failed, Here, Page,
        dress::Problem,
        paging::{Asked, Listed},
    },
    members::PersonShape,
    moderation::{
        Exhibit,
        acts::{appealing, deciding},
        store::{
            cases::{self, Kept},
            decisions::{self, Decision},
        },
    },
    words::rfc3339,
};

/// A matter before the moderators.
#[derive(Debug, Serialize, ToSchema)]
#[expect(clippy::struct_excessive_bools, reason = "what programs are told of a matter, each for itself")]
pub(in crate::moderation) struct CaseShape {
    id: String,
    /// `member`, `post`, `comment`, `message`, `ask`, `job`, `event`, `group`, `invitation`, `letter`.
    kind: String,
    why: String,
    /// Waits because of the check of spam.
    held: bool,
    /// Not for everybody: two moderators must agree to read it, also where the check of spam holds it.
    private: bool,
    /// Whether the caller may read it.
    readable: bool,
    /// A moderator asked to read it and waits for another to agree.
    asked: bool,
    /// `open` or `decided`.
    state: &'static str,
    signs: Vec<String>,
    opened_at: String,
}

fn case_shape(kept: Kept, moderator: MemberId) -> CaseShape {
    CaseShape {
        id: kept.id.to_string(),
        kind: kept.case.subject.about.word().to_owned(),
        held: kept.case.is_held,
        private: kept.case.is_private,
        readable: kept.case.may_be_read_by(moderator),
        asked: kept.case.asked_by.is_some() && kept.case.agreed_by.is_none(),
        state: if kept.case.is_open { "open" } else { "decided" },
        signs: kept.signs.split(' ').filter(|word| !word.is_empty()).map(str::to_owned).collect(),
        opened_at: rfc3339(kept.opened_at),
        why: kept.why,
    }
}

/// What waits and is the caller's to judge, the oldest first.
#[utoipa::path(get, path = "/moderation/queue", tag = "moderation", params(Asked),
    responses((status = 200, body = Listed<CaseShape>), (status = "default", description = "a problem", body = Problem)))]
pub(in crate::moderation) async fn queue(here: Here, Query(asked): Query<Asked>) -> Page {
    let (limit, after, me) = (asked.limit()?, asked.after()?.unwrap_or_default(), here.me()?.member);
    let found = here.app.db.read(async move |tx| cases::list_open(tx, me, after, limit + 1).await).await?;
    let shape = |kept| case_shape(kept, me);
    Ok(Listed::new(found, limit, |kept: &Kept| kept.id, shape).answer("/api/v1/moderation/queue", limit))
}

/// One report of a matter.
#[derive(Debug, Serialize, ToSchema)]
struct ReportedShape {
    by: Option<PersonShape>,
    why: String,
    words: String,
    at: String,
}

/// A picture of a matter.
#[derive(Debug, Serialize, ToSchema)]
struct ShownShape {
    alt: String,
    /// Read with the session of a browser, as long as the matter is open.
    url: String,
}

/// What a thing said before.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = SaidBeforeShape)]
struct SaidShape {
    text: String,
    at: String,
}

/// Who wrote to who runs the server.
#[derive(Debug, Serialize, ToSchema)]
struct WriterShape {
    name: String,
    email: String,
}

/// A matter with all that this moderator may know of it.
#[derive(Debug, Serialize, ToSchema)]
struct OpenedShape {
    #[serde(flatten)]
    case: CaseShape,
    author: Option<PersonShape>,
    /// Who wrote it where that is no member, as he says.
    writer: Option<WriterShape>,
    /// What it says; null where moderators may not read it, or where it is gone.
    text: Option<String>,
    /// What it shows, where its text may be read.
    pictures: Vec<ShownShape>,
    /// What it said since it was brought here, newest first.
    before: Vec<SaidShape>,
    reports: Vec<ReportedShape>,
    /// Who asked to read it.
    asked_by: Option<PersonShape>,
    /// Nobody else judges here who could agree to read it: it is decided unread.
    alone: bool,
    decision: Option<DecisionShape>,
}

/// One matter.
#[utoipa::path(get, path = "/moderation/cases/{id}", tag = "moderation", params(("id" = String, Path)),
    responses((status = 200, body = OpenedShape), (status = "default", description = "a problem", body = Problem)))]
pub(in crate::moderation) async fn case(here: Here, Path(of): Path<String>) -> Page {
    let opened = deciding::open_case(&here.app, &here.by(), number(&of)?).await?;
    let person = |id| {
        let found = opened.people.iter().find(|account| account.id == id);
        found.map(|account| PersonShape::of(&here, account))
    };
    let shown = |exhibit: &Exhibit| {
        let url =
            |id: PictureId| format!("{}/moderation/cases/{}/pictures/{id}", here.app.config.address, opened.kept.id);
        exhibit.pictures.iter().map(|(id, alt)| ShownShape { alt: alt.clone(), url: url(*id) }).collect()
    };
    let said = |exhibit: &Exhibit| {
        exhibit.before.iter().map(|one| SaidShape { text: one.text.clone(), at: rfc3339(one.since) }).collect()
    };
    let reports = if opened.own { &[][..] } else { &opened.reports };
    let shape = OpenedShape {
        author: opened.kept.case.author.and_then(person),
        writer: opened.writer.clone().map(|(name, email)| WriterShape { name, email }),
        pictures: opened.exhibit.as_ref().map(shown).unwrap_or_default(),
        before: opened.exhibit.as_ref().map(said).unwrap_or_default(),
        text: opened.exhibit.as_ref().map(|exhibit| exhibit.text.clone()),
        reports: reports
            .iter()
            .map(|report| ReportedShape {
                by: person(report.by),
                why: report.why.clone(),
                words: report.words.clone(),
                at: rfc3339(report.at),
            })
            .collect(),
        asked_by: opened.kept.case.asked_by.and_then(person),
        alone: opened.alone,
        decision: opened.decision.clone().map(DecisionShape::of),
        case: case_shape(opened.kept.clone(), here.me()?.member),
    };
    Ok(Json(shape).into_response())
}

fn number(text: &str) -> Result<i64, Failed> {
    text.parse().map_err(|_why| Failed::NotFound)
}

/// Ask to read what is not for everybody, or agree with another moderator who asked.
#[utoipa::path(put, path = "/moderation/cases/{id}/opening", tag = "moderation", params(("id" = String, Path)),
    responses((status = 204), (status = "default", description = "a problem", body = Problem)))]
pub(in crate::moderation) async fn open(here: Here, Path(of): Path<String>) -> Page {
    deciding::ask_to_read(&here.app, here.by(), number(&of)?).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

/// What is to happen.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::moderation) struct NewDecision {
    case: String,
    /// `nothing`, `hide`, `warn`, `silence`, `suspend`.
    measure: String,
    /// 1 to 90 for `silence`, 1 to 365 for `suspend` or none for good.
    #[serde(default)]
    days: Option<i64>,
    /// 1000 characters at most; whom it meets reads it.
    #[serde(default)]
    reason: Option<String>,
}

/// Decide a matter.
#[utoipa::path(post, path = "/moderation/decisions", tag = "moderation", request_body = NewDecision,
    responses((status = 201, body = DecisionShape), (status = "default", description = "a problem", body = Problem)))]
pub(in crate::moderation) async fn decide(here: Here, Body(new): Body<NewDecision>) -> Page {
    let days = new.days.map(|days| days.to_string()).unwrap_or_default();
    let typed = Typed { measure: new.measure, days, reason: new.reason.unwrap_or_default() };
    let id = deciding::decide(&here.app, here.by(), number(&new.case)?, typed).await?;
    let found = here.app.db.read(async move |tx| decisions::find(tx, id).await).await?;
    let decision = found.ok_or(Failed::NotFound)?;
    let location = "/api/v1/moderation/decisions";
    Ok((StatusCode::CREATED, [(header::LOCATION, location)], Json(DecisionShape::of(decision))).into_response())
}

/// What was decided, the latest first.
#[utoipa::path(get, path = "/moderation/decisions", tag = "moderation", params(Asked),
    responses((status = 200, body = Listed<DecisionShape>), (status = "default", description = "a problem", body = Problem)))]
pub(in crate::moderation) async fn decisions(here: Here, Query(asked): Query<Asked>) -> Page {
    let (limit, before) = (asked.limit()?, asked.after()?);
    let found = here.app.db.read(async move |tx| decisions::list(tx, before, limit + 1).await).await?;
    let id = |decision: &Decision| decision.id.0;
    Ok(Listed::new(found, limit, id, DecisionShape::of).answer("/api/v1/moderation/decisions", limit))
}

/// What comes of an appeal.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::moderation) struct NewAnswer {
    lift: bool,
    reason: String,
}

/// Answer an appeal against what another moderator decided.
#[utoipa::path(put, path = "/moderation/decisions/{id}/answer", tag = "moderation", params(("id" = String, Path)), request_body = NewAnswer,
    responses((status = 204), (status = "default", description = "a problem", body = Problem)))]
pub(in crate::moderation) async fn answer(here: Here, Path(of): Path<String>, Body(new): Body<NewAnswer>) -> Page {
    let of: DecisionId = of.parse().map_err(|_why| Failed::NotFound)?;
    appealing::answer(&here.app, here.by(), of, new.lift, &new.reason).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}
