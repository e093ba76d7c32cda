//! Toto and godparents for programs.

use axum::{Json, extract::Path, http::StatusCode, response::IntoResponse};
use pergola_domain::{companion::Side, ids::StepId};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{
    acts::{
        beside::{self, Answer},
        steps::{self, Proposed},
    },
    pages::step::Said,
};
use crate::{
    http::{Body, Failed, Here, Page, dress::Problem},
    members::PersonShape,
    words,
};

/// Today's step, where there is one.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct CompanionShape {
    step: Option<StepShape>,
    /// Today's step was taken or put off, and `POST /companion/steps` gives another.
    more: bool,
}

#[derive(Debug, Serialize, ToSchema)]
struct StepShape {
    id: String,
    kind: String,
    title: String,
    why: String,
    minutes: i64,
    /// `only_you`, `the_person`, `each_asked`, `when_all_said_yes`, `on_the_path`, `who_helped`, `whom_you_choose`.
    visible_to: String,
    /// Where it comes from, in a sentence.
    source: String,
    url: String,
}

fn shape(here: &Here, proposed: &Proposed) -> CompanionShape {
    let t = here.speech();
    let step = proposed.step.as_ref().map(|before| {
        let said = Said::of(&t, before);
        StepShape {
            id: before.id.to_string(),
            kind: before.step.name().to_owned(),
            title: said.title,
            why: said.why,
            minutes: before.step.minutes(),
            visible_to: before.step.seen().name().to_owned(),
            source: said.source,
            url: before.href.clone(),
        }
    });
    CompanionShape { step, more: proposed.more }
}

/// Toto's step of today; at most one new one a day, but for the answer to somebody who waits for the caller: to a question,
/// an invitation, a request, a newcomer or a message. That is said at once, since he would have to wait for the day to pass.
#[utoipa::path(get, path = "/companion", tag = "companion",
    responses((status = 200, body = CompanionShape), (status = "default", description = "a problem", body = Problem)))]
pub(super) async fn show(here: Here) -> Page {
    let proposed = steps::today(&here.app, &here.by(), false).await?;
    Ok(Json(shape(&here, &proposed)).into_response())
}

/// Another step today, since it is asked for.
#[utoipa::path(post, path = "/companion/steps", tag = "companion",
    responses((status = 200, body = CompanionShape), (status = "default", description = "a problem", body = Problem)))]
pub(super) async fn another(here: Here) -> Page {
    let proposed = steps::today(&here.app, &here.by(), true).await?;
    Ok(Json(shape(&here, &proposed)).into_response())
}

fn step_id(text: &str) -> Result<StepId, Failed> {
    text.parse().map_err(|_why| Failed::NotFound)
}

/// It is done already.
#[utoipa::path(put, path = "/companion/steps/{id}/done", tag = "companion", params(("id" = String, Path)),
    responses((status = 204), (status = "default", description = "a problem", body = Problem)))]
pub(super) async fn done(here: Here, Path(id): Path<String>) -> Page {
    steps::end(&here.app, here.by(), step_id(&id)?, true).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

/// Not today. Put off three times in a row, it is left alone for a month.
#[utoipa::path(put, path = "/companion/steps/{id}/postponement", tag = "companion", params(("id" = String, Path)),
    responses((status = 204), (status = "default", description = "a problem", body = Problem)))]
pub(super) async fn postpone(here: Here, Path(id): Path<String>) -> Page {
    steps::end(&here.app, here.by(), step_id(&id)?, false).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

/// Who goes beside whom, as this member may see it.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct GodparentsShape {
    /// Whether you would go beside a newcomer.
    willing: bool,
    /// Somebody who would go beside you, where you are new.
    offered: Option<PersonShape>,
    items: Vec<BesideShape>,
}

#[derive(Debug, Serialize, ToSchema)]
struct BesideShape {
    person: PersonShape,
    /// `newcomer` or `godparent`: what you are.
    you: String,
    /// `asked` or `beside`.
    state: String,
    since: Option<String>,
}

/// Godparents and newcomers.
#[utoipa::path(get, path = "/godparents", tag = "companion",
    responses((status = 200, body = GodparentsShape), (status = "default", description = "a problem", body = Problem)))]
pub(super) async fn godparents(here: Here) -> Page {
    let by = here.by();
    let standing = beside::list(&here.app, &by).await?;
    let accompanied = standing.iter().any(|one| one.side == Side::Newcomer);
    let offered = if accompanied || !beside::is_newcomer(&here.app, &by).await? {
        None
    } else {
        beside::offered(&here.app, &by).await?
    };
    let items = standing.iter().map(|one| {
        let since = match one.beside {
            pergola_domain::companion::Beside::Beside { since } => Some(words::rfc3339(since)),
            _ => None,
        };
        BesideShape {
            person: PersonShape::of(&here, &one.person),
            you: if one.side == Side::Newcomer { "newcomer" } else { "godparent" }.to_owned(),
            state: if since.is_some() { "beside" } else { "asked" }.to_owned(),
            since,
        }
    });
    let shape = GodparentsShape {
        willing: steps::volunteers(&here.app, &by).await?,
        offered: offered.map(|offered| PersonShape::of(&here, &offered.person)),
        items: items.collect(),
    };
    Ok(Json(shape).into_response())
}

/// Say that you would go beside a newcomer.
#[utoipa::path(put, path = "/godparents", tag = "companion",
    responses((status = 204), (status = "default", description = "a problem", body = Problem)))]
pub(super) async fn volunteer(here: Here) -> Page {
    beside::volunteer(&here.app, here.by(), true).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

/// Say that you would not any more. Whom you go with already, you go on with.
#[utoipa::path(delete, path = "/godparents", tag = "companion",
    responses((status = 204), (status = "default", description = "a problem", body = Problem)))]
pub(super) async fn rest(here: Here) -> Page {
    beside::volunteer(&here.app, here.by(), false).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

/// What to answer.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Yes {
    /// Yes, or let it pass.
    yes: bool,
}

/// Ask the volunteer who is offered to you, or let him pass: he does not learn of that.
#[utoipa::path(put, path = "/godparents/{handle}/asking", tag = "companion", params(("handle" = String, Path)), request_body = Yes,
    responses((status = 204), (status = "default", description = "a problem", body = Problem)))]
pub(super) async fn ask(here: Here, Path(handle): Path<String>, Body(body): Body<Yes>) -> Page {
    beside::ask(&here.app, here.by(), &handle, body.yes).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

/// Answer a newcomer who asks you. A no is not told.
#[utoipa::path(put, path = "/godparents/{handle}/answer", tag = "companion", params(("handle" = String, Path)), request_body = Yes,
    responses((status = 204), (status = "default", description = "a problem", body = Problem)))]
pub(super) async fn answer(here: Here, Path(handle): Path<String>, Body(body): Body<Yes>) -> Page {
    let answer = if body.yes { Answer::Yes } else { Answer::No };
    beside::answer(&here.app, here.by(), &handle, answer).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

/// End it, or take the asking back.
#[utoipa::path(delete, path = "/godparents/{handle}/answer", tag = "companion", params(("handle" = String, Path)),
    responses((status = 204), (status = "default", description = "a problem", body = Problem)))]
pub(super) async fn end(here: Here, Path(handle): Path<String>) -> Page {
    beside::answer(&here.app, here.by(), &handle, Answer::End).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}
