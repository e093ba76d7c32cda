//! Notices for programs.

use axum::{Json, extract::Query, http::StatusCode, response::IntoResponse};
use pergola_domain::{ids::NoticeId, mailing::Choices};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{
    acts,
    store::{self, Notice, tellings},
    told::{people_of, sentence},
};
use crate::{
    http::{
        Body, Failed, Failure, Here, Page,
        dress::Problem,
        paging::{Asked, Listed},
    },
    members::{self, PersonShape},
    words,
};

/// Something that happened and concerns you.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct NoticeShape {
    id: String,
    /// A stable word, as `invited`, `tied`, `contact_joined`; there will be more.
    kind: String,
    /// Whom it is about.
    person: Option<PersonShape>,
    /// The sentence, in the language of the request.
    text: String,
    /// The page of what it is about.
    url: String,
    at: String,
    read: bool,
}

/// Notices, newest first.
#[utoipa::path(get, path = "/notices", tag = "notices", params(Asked),
    responses((status = 200, body = Listed<NoticeShape>), (status = "default", description = "a problem", body = Problem)))]
pub(super) async fn notices(here: Here, Query(asked): Query<Asked>) -> Page {
    let (limit, before, member) = (asked.limit()?, asked.after()?, here.me()?.member);
    let (found, people) = here
        .app
        .db
        .read(async move |tx| {
            let found = store::list(tx, member, before, limit + 1).await?;
            let people = members::find_many(tx, &people_of(&found)).await?;
            Ok::<_, pergola_db::Fault>((found, people))
        })
        .await?;
    let t = here.speech();
    let shape = |notice: Notice| {
        let (text, path) = sentence(&t, &notice, &people).unwrap_or_default();
        NoticeShape {
            id: notice.id.to_string(),
            person: people.iter().find(|person| Some(person.id) == notice.person).map(|p| PersonShape::of(&here, p)),
            text,
            url: format!("{}{path}", here.app.config.address),
            at: words::rfc3339(notice.at),
            read: notice.read_at.is_some(),
            kind: notice.kind,
        }
    };
    Ok(Listed::new(found, limit, |notice: &Notice| notice.id.0, shape).answer("/api/v1/notices", limit))
}

/// Up to which notice all are read.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct NoticesRead {
    up_to: String,
}

/// Notices up to this one are read.
#[utoipa::path(put, path = "/notices/reading", tag = "notices", request_body = NoticesRead,
    responses((status = 204), (status = "default", description = "a problem", body = Problem)))]
pub(super) async fn read_notices(here: Here, Body(body): Body<NoticesRead>) -> Page {
    let malformed = |_why| Failed::Malformed { code: "http.field_malformed", field: Some("up_to".to_owned()) };
    let up_to: NoticeId = body.up_to.parse().map_err(malformed)?;
    let by = here.by();
    let read = async move |tx: &pergola_db::Tx| store::mark_read(tx, by.member, up_to, by.now).await;
    here.app.db.write::<(), pergola_db::Fault, _>(read).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

/// What is told by mail, and when: each `now`, `daily` or `never`.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct MailChoices {
    /// Somebody wrote to you.
    messages: String,
    /// Somebody waits for your answer.
    questions: String,
    /// Everything else.
    news: String,
}

/// What you chose to be told by mail.
#[utoipa::path(get, path = "/notices/mail", tag = "notices",
    responses((status = 200, body = MailChoices), (status = "default", description = "a problem", body = Problem)))]
pub(super) async fn mail_choices(here: Here) -> Page {
    let member = here.me()?.member;
    let (chosen, _) = here.app.db.read(async move |tx| tellings::choices(tx, member).await).await?;
    let [messages, questions, news] =
        [chosen.messages, chosen.questions, chosen.news].map(|choice| choice.word().to_owned());
    Ok(Json(MailChoices { messages, questions, news }).into_response())
}

/// Choose what is told by mail.
#[utoipa::path(put, path = "/notices/mail", tag = "notices", request_body = MailChoices,
    responses((status = 204), (status = "default", description = "a problem", body = Problem)))]
pub(super) async fn choose_mail(here: Here, Body(body): Body<MailChoices>) -> Page {
    let chosen = Choices::read(&body.messages, &body.questions, &body.news).map_err(Failure::Refused)?;
    acts::choose(&here.app, here.by(), chosen).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}
