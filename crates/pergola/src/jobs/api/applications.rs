//! Applications and referrals for programs.

use axum::{
    Json,
    extract::{Path, Query},
    http::{HeaderValue, StatusCode, header},
    response::IntoResponse,
};
use pergola_domain::{ids::ApplicationId, jobs::By as Side};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{
    number,
    shapes::{JobShape, PayShape},
};
use crate::{
    http::{
        Body, Failed, Here, Page,
        dress::Problem,
        paging::{Asked, Listed},
    },
    jobs::{
        acts::applications::{self as acts, Read, Wish},
        store::applications::{AdThen, Move, Sent},
    },
    members::PersonShape,
    words::rfc3339,
};

/// What to send.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::jobs) struct NewApplication {
    #[serde(default)]
    letter: Option<String>,
    /// In the order of the ad's questions, one for each.
    #[serde(default)]
    answers: Vec<String>,
    /// Parts of the profile: `experience`, `education`, `skills`, `about`, `links`; and the forms in which they go: `page`, `resume`
    /// (JSON Resume), `pdf`, one or several; the page where none is named. Name, headline, place, address and languages always go
    /// along.
    sends: Vec<String>,
    /// Those who have referred the applicant until now, and whose word he uses, may see how it goes.
    #[serde(default)]
    referrer_sees: bool,
}

/// An application, for its two sides.
#[derive(Debug, Serialize, ToSchema)]
#[expect(clippy::struct_excessive_bools, reason = "what programs are told of an application, each for itself")]
pub(in crate::jobs) struct ApplicationShape {
    id: String,
    job: JobShape,
    applicant: PersonShape,
    mine: bool,
    /// `sent`, `seen`, `in_conversation`, `offer`, `hired`, `not_this_time`, `withdrawn`.
    stage: &'static str,
    sent_at: String,
    moved_at: String,
    seen_at: Option<String>,
    answered_at: Option<String>,
    letter: String,
    answers: Vec<AnswerShape>,
    /// Exactly what was sent of the profile, as JSON Resume. Null for the organisation where it was sent as a PDF alone.
    resume: serde_json::Value,
    with_page: bool,
    with_file: bool,
    /// Sent as a PDF too: at `/applications/{id}/pdf`.
    with_pdf: bool,
    referrer_sees: bool,
    /// Those that the applicant uses.
    referrals: Vec<WordShape>,
    /// The organisation came into other hands: on its side nobody reads it any more.
    over: bool,
    /// The ad as it was applied to; null for those from before this was kept.
    ad: Option<AdThenShape>,
    /// How it went, the first move first.
    moves: Vec<MoveShape>,
    /// Where the two talk, once they do; null before, and for those who are not in it.
    conversation_id: Option<String>,
    /// When all of it is erased.
    erased_at: String,
    url: String,
}

/// What an ad said when somebody applied to it.
#[derive(Debug, Serialize, ToSchema)]
struct AdThenShape {
    title: String,
    /// Markdown.
    text: String,
    place: String,
    pay: PayShape,
}

impl AdThenShape {
    fn of(ad: &AdThen) -> Self {
        let (title, text, place) = (ad.title.clone(), ad.text.clone(), ad.place.clone());
        Self { title, text, place, pay: PayShape::of(&ad.pay()) }
    }
}

#[derive(Debug, Serialize, ToSchema)]
struct MoveShape {
    stage: &'static str,
    at: String,
    /// What was said with it; may be empty.
    words: String,
}

impl MoveShape {
    fn of(one: &Move) -> Self {
        Self { stage: one.stage.name(), at: rfc3339(one.at), words: one.words.clone() }
    }
}

#[derive(Debug, Serialize, ToSchema)]
struct AnswerShape {
    question: String,
    answer: String,
}

#[derive(Debug, Serialize, ToSchema)]
struct WordShape {
    person: PersonShape,
    text: String,
}

impl ApplicationShape {
    fn of(here: &Here, read: &Read) -> Self {
        let sent = &read.sent;
        Self {
            id: sent.id.to_string(),
            job: JobShape::of(here, &read.job, &read.organisation),
            applicant: PersonShape::of(here, &read.applicant),
            mine: read.side == Side::Applicant,
            stage: sent.state.stage.name(),
            sent_at: rfc3339(sent.state.sent_at),
            moved_at: rfc3339(sent.state.moved_at),
            seen_at: sent.seen_at.map(rfc3339),
            answered_at: sent.state.answered_at.map(rfc3339),
            letter: sent.letter.clone(),
            answers: answers_of(sent),
            resume: resume_of(read),
            with_page: sent.with_page,
            with_file: sent.with_file,
            referrer_sees: sent.referrer_sees,
            referrals: read
                .referrals
                .iter()
                .map(|(one, person)| WordShape { person: PersonShape::of(here, person), text: one.text.clone() })
                .collect(),
            over: read.over,
            with_pdf: sent.with_pdf,
            ad: sent.ad.as_ref().map(AdThenShape::of),
            moves: read.moves.iter().map(MoveShape::of).collect(),
            conversation_id: read.talk.map(|id| id.to_string()),
            erased_at: rfc3339(sent.erase_at),
            url: format!("{}/applications/{}", here.app.config.address, sent.id),
        }
    }
}

fn answers_of(sent: &Sent) -> Vec<AnswerShape> {
    let answers = sent.questions.iter().zip(&sent.answers);
    answers.map(|(question, answer)| AnswerShape { question: question.clone(), answer: answer.clone() }).collect()
}

/// What the reader has of the profile beside a PDF.
fn resume_of(read: &Read) -> serde_json::Value {
    let has = read.side == Side::Applicant || read.sent.with_page || read.sent.with_file;
    if has { serde_json::from_str(&read.sent.snapshot).unwrap_or_default() } else { serde_json::Value::Null }
}

fn application_id(id: &str) -> Result<ApplicationId, Failed> {
    id.parse().map_err(|_why| Failed::NotFound)
}

fn listed(here: &Here, read: Vec<Read>, limit: i64) -> Listed<ApplicationShape> {
    Listed::new(read, limit, |read| read.sent.id.0, |read| ApplicationShape::of(here, &read))
}

/// One's own applications, newest first.
#[utoipa::path(get, path = "/applications", tag = "jobs", params(Asked),
    responses((status = 200, body = Listed<ApplicationShape>), (status = "default", description = "a problem", body = Problem)))]
pub(in crate::jobs) async fn list(here: Here, Query(asked): Query<Asked>) -> Page {
    let (limit, before) = (asked.limit()?, asked.after()?);
    let read = acts::mine(&here.app, &here.by(), before, limit + 1).await?;
    Ok(listed(&here, read, limit).answer("/api/v1/applications", limit))
}

/// What was sent to an ad: for those who speak for its organisation.
#[utoipa::path(get, path = "/jobs/{id}/applications", tag = "jobs", params(("id" = String, Path), Asked),
    responses((status = 200, body = Listed<ApplicationShape>), (status = "default", description = "a problem", body = Problem)))]
pub(in crate::jobs) async fn to_job(here: Here, Path(id): Path<String>, Query(asked): Query<Asked>) -> Page {
    let (limit, before, job) = (asked.limit()?, asked.after()?, number(&id)?);
    let read = acts::to_job(&here.app, here.by(), job, before, limit + 1).await?;
    Ok(listed(&here, read, limit).answer(&format!("/api/v1/jobs/{job}/applications"), limit))
}

impl NewApplication {
    fn wish(self) -> Wish {
        Wish {
            letter: self.letter.unwrap_or_default(),
            answers: self.answers,
            sends: self.sends,
            referrer_sees: self.referrer_sees,
        }
    }
}

/// What would be sent, exactly, if it were sent now.
#[expect(clippy::struct_excessive_bools, reason = "what programs are told of an application, each for itself")]
#[derive(Debug, Serialize, ToSchema)]
struct ApplicationPreview {
    letter: String,
    answers: Vec<AnswerShape>,
    /// What of the profile would be kept for both sides, as JSON Resume.
    resume: serde_json::Value,
    with_page: bool,
    with_file: bool,
    with_pdf: bool,
    referrer_sees: bool,
    /// When all of it would be erased.
    erased_at: String,
}

impl ApplicationPreview {
    fn of(sent: &Sent) -> Self {
        Self {
            letter: sent.letter.clone(),
            answers: answers_of(sent),
            resume: serde_json::from_str(&sent.snapshot).unwrap_or_default(),
            with_page: sent.with_page,
            with_file: sent.with_file,
            with_pdf: sent.with_pdf,
            referrer_sees: sent.referrer_sees,
            erased_at: rfc3339(sent.erase_at),
        }
    }
}

/// See what would be sent before it is: nothing is kept and nobody is told.
#[utoipa::path(post, path = "/jobs/{id}/applications/preview", tag = "jobs", params(("id" = String, Path)),
    request_body = NewApplication,
    responses((status = 200, body = ApplicationPreview), (status = "default", description = "a problem", body = Problem)))]
pub(in crate::jobs) async fn preview(here: Here, Path(id): Path<String>, Body(new): Body<NewApplication>) -> Page {
    let (_, sent) = acts::preview(&here.app, here.by(), number(&id)?, &new.wish()).await?;
    Ok(Json(ApplicationPreview::of(&sent)).into_response())
}

/// Apply, once.
#[utoipa::path(post, path = "/jobs/{id}/applications", tag = "jobs", params(("id" = String, Path)),
    request_body = NewApplication,
    responses((status = 201, body = ApplicationShape), (status = "default", description = "a problem", body = Problem)))]
pub(in crate::jobs) async fn apply(here: Here, Path(id): Path<String>, Body(new): Body<NewApplication>) -> Page {
    let application = acts::apply(&here.app, here.by(), number(&id)?, &new.wish()).await?;
    let read = acts::read(&here.app, here.by(), application).await?;
    let location = format!("/api/v1/applications/{application}");
    let shape = Json(ApplicationShape::of(&here, &read));
    Ok((StatusCode::CREATED, [(header::LOCATION, location)], shape).into_response())
}

/// One application, for its applicant and for those who speak for the organisation; these have seen it then.
#[utoipa::path(get, path = "/applications/{id}", tag = "jobs", params(("id" = String, Path)),
    responses((status = 200, body = ApplicationShape), (status = "default", description = "a problem", body = Problem)))]
pub(in crate::jobs) async fn read(here: Here, Path(id): Path<String>) -> Page {
    let read = acts::read(&here.app, here.by(), application_id(&id)?).await?;
    Ok(Json(ApplicationShape::of(&here, &read)).into_response())
}

/// What an applicant may still change.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::jobs) struct ApplicationChanges {
    referrer_sees: bool,
}

/// Whether those who have referred him until now see how it goes: for the applicant.
#[utoipa::path(patch, path = "/applications/{id}", tag = "jobs", params(("id" = String, Path)),
    request_body = ApplicationChanges,
    responses((status = 200, body = ApplicationShape), (status = "default", description = "a problem", body = Problem)))]
pub(in crate::jobs) async fn change(
    here: Here,
    Path(id): Path<String>,
    Body(changes): Body<ApplicationChanges>,
) -> Page {
    let id = application_id(&id)?;
    acts::share(&here.app, here.by(), id, changes.referrer_sees).await?;
    let read = acts::read(&here.app, here.by(), id).await?;
    Ok(Json(ApplicationShape::of(&here, &read)).into_response())
}

/// The file that was sent: JSON Resume.
#[utoipa::path(get, path = "/applications/{id}/resume", tag = "jobs", params(("id" = String, Path)),
    responses((status = 200, body = serde_json::Value), (status = "default", description = "a problem", body = Problem)))]
pub(in crate::jobs) async fn resume(here: Here, Path(id): Path<String>) -> Page {
    let read = acts::read(&here.app, here.by(), application_id(&id)?).await?;
    if !read.sent.with_file {
        return Err(Failed::NotFound);
    }
    let mut response = read.sent.snapshot.into_response();
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("application/json"));
    Ok(response)
}

/// The page that was sent, as a PDF in the caller's language.
#[utoipa::path(get, path = "/applications/{id}/pdf", tag = "jobs", params(("id" = String, Path)),
    responses((status = 200, content_type = "application/pdf", body = Vec<u8>), (status = "default", description = "a problem", body = Problem)))]
pub(in crate::jobs) async fn as_pdf(here: Here, Path(id): Path<String>) -> Page {
    crate::jobs::pages::reading::as_pdf(here, Path(id)).await
}

/// Where it goes.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::jobs) struct NewStage {
    /// `in_conversation`, `offer`, `hired`, `not_this_time` by the organisation; `withdrawn` by the applicant.
    stage: String,
    /// What is said with it, for both to read; 1,000 characters at most.
    #[serde(default)]
    words: Option<String>,
}

/// The next stage, as either side may say it.
#[utoipa::path(put, path = "/applications/{id}/stage", tag = "jobs", params(("id" = String, Path)),
    request_body = NewStage,
    responses((status = 200, body = ApplicationShape), (status = "default", description = "a problem", body = Problem)))]
pub(in crate::jobs) async fn stage(here: Here, Path(id): Path<String>, Body(new): Body<NewStage>) -> Page {
    let words = new.words.unwrap_or_default();
    let read = acts::move_to(&here.app, here.by(), application_id(&id)?, &new.stage, &words).await?;
    Ok(Json(ApplicationShape::of(&here, &read)).into_response())
}
