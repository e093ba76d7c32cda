//! `/asks/{id}/outcome`: closing, with what came of it and whom to thank.

use askama::Template;
use axum::extract::Path;
use pergola_domain::{
    asks::{Ask, Kind, Plain, Refusal},
    ids::MemberId,
};
use serde::Deserialize;

use super::{kind_of, number, wrong};
use crate::{
    asks::{
        acts::{self, Told},
        path,
    },
    http::{Failure, Form, Frame, Here, Page, Place, see},
    members, ties,
};

/// Ties whom the form names while one types; any other can be typed.
const NAMED: i64 = 200;

#[derive(Clone, Debug, Default, Deserialize)]
pub(in crate::asks) struct OutcomeForm {
    #[serde(default)]
    answered: String,
    #[serde(default)]
    by: String,
    #[serde(default)]
    through: String,
}

#[derive(Template)]
#[template(path = "asks/pages/outcome.html")]
struct OutcomePage {
    frame: Frame,
    ask: bool,
    path: String,
    text: String,
    form: OutcomeForm,
    /// The author's ties, as all forms name people.
    people: Vec<String>,
    wrong: Option<(&'static str, String)>,
}

pub(in crate::asks) async fn outcome(here: Here, Path(id): Path<String>) -> Page {
    let ask = acts::find_own(&here.app, &here.by(), kind_of(&here), number(&id)?).await?;
    draw(&here, &ask, OutcomeForm::default(), None).await
}

async fn draw(here: &Here, ask: &Ask, form: OutcomeForm, wrong: Option<(&'static str, String)>) -> Page {
    let me = here.me()?.member;
    let people = here
        .app
        .db
        .read(async move |tx| {
            let ids: Vec<MemberId> = ties::list_by_name(tx, me, 0, NAMED).await?;
            members::find_many(tx, &ids).await
        })
        .await?;
    let mut people: Vec<String> =
        people.into_iter().map(|person| format!("{} (@{})", person.name, person.handle)).collect();
    people.sort();
    let frame = here.frame("asks-close-title", Place::Board);
    let refused = wrong.is_some();
    let page = OutcomePage {
        frame: if refused { frame.with_errors() } else { frame },
        ask: ask.kind == Kind::Ask,
        path: path(ask),
        text: ask.said.text.clone(),
        form,
        people,
        wrong,
    };
    if refused { here.draw_refused(&page) } else { here.draw(&page) }
}

pub(in crate::asks) async fn close(here: Here, Path(id): Path<String>, Form(form): Form<OutcomeForm>) -> Page {
    let (kind, id) = (kind_of(&here), number(&id)?);
    let answered = match form.answered.as_str() {
        "yes" => Some(true),
        "no" => Some(false),
        _ => None,
    };
    let closed = match answered {
        Some(answered) => {
            let told = Told { answered, by: form.by.clone(), through: form.through.clone() };
            acts::close(&here.app, here.by(), kind, id, told).await
        }
        None => Err(Failure::Refused(Plain::OutcomeMissing.into())),
    };
    match closed {
        Ok(ask) => Ok(see(&path(&ask), Some("ask-closed"))),
        Err(Failure::Refused(refusal @ Refusal::Plain(Plain::AlreadyClosed))) => Err(Failure::Refused(refusal).into()),
        Err(Failure::Refused(refusal)) => {
            let ask = acts::find_own(&here.app, &here.by(), kind, id).await?;
            draw(&here, &ask, form, Some(wrong(&here, &refusal))).await
        }
        Err(other) => Err(other.into()),
    }
}
