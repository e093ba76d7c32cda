//! The page of godparents: who goes beside me, beside whom I go, whether I would.

use askama::Template;
use axum::extract::Path;
use pergola_domain::companion::{Beside, InCommon, Side};
use serde::Deserialize;

use crate::{
    companion::acts::{
        beside::{self, Answer, Offered, Standing},
        steps,
    },
    http::{Form, Frame, Here, Page, Place, layout::face, see},
    pictures::TileSize,
    words::Speech,
};

#[derive(Template)]
#[template(path = "companion/pages/godparents.html")]
struct GodparentsPage {
    frame: Frame,
    offered: Option<(Person, String)>,
    standing: Vec<(Person, &'static str, &'static str)>,
    volunteers: bool,
}

struct Person {
    name: String,
    handle: String,
    path: String,
    headline: String,
    face: String,
}

impl Person {
    fn of(account: &crate::members::Account) -> Self {
        Self {
            name: account.name.clone(),
            handle: account.handle.clone(),
            path: account.path(),
            headline: account.headline.clone(),
            face: face(account.id.0, &account.name, account.photo, TileSize::Usual),
        }
    }
}

pub(in crate::companion) async fn page(here: Here) -> Page {
    let by = here.by();
    let standing = beside::list(&here.app, &by).await?;
    let accompanied = standing.iter().any(|one| one.side == Side::Newcomer);
    let newcomer = beside::is_newcomer(&here.app, &by).await?;
    let offered = if accompanied || !newcomer { None } else { beside::offered(&here.app, &by).await? };
    let volunteers = steps::volunteers(&here.app, &by).await?;
    let frame = here.frame("godparents-title", Place::None);
    let t = frame.t.clone();
    let page = GodparentsPage {
        offered: offered.map(|Offered { person, common }| (Person::of(&person), in_common(&t, &common))),
        standing: standing.iter().map(row).collect(),
        volunteers,
        frame,
    };
    here.draw(&page)
}

/// The person, the sentence of where the two are, what can be done.
fn row(standing: &Standing) -> (Person, &'static str, &'static str) {
    let (state, act) = match (standing.side, standing.beside) {
        (Side::Newcomer, Beside::Beside { .. }) => ("godparents-with-you", "end"),
        (Side::Newcomer, _) => ("godparents-you-asked", "end"),
        (Side::Godparent, Beside::Beside { .. }) => ("godparents-you-go", "end"),
        (Side::Godparent, _) => ("godparents-asks-you", "answer"),
    };
    (Person::of(&standing.person), state, act)
}

/// "You both live in the same place and both know about two things."
fn in_common(t: &Speech, common: &InCommon) -> String {
    t.say("godparents-common")
        .arg("place", i64::from(common.place))
        .arg("organisations", common.organisations)
        .arg("skills", common.skills)
        .text()
}

#[derive(Debug, Deserialize)]
pub(in crate::companion) struct Said {
    answer: String,
}

pub(in crate::companion) async fn volunteer(here: Here, Form(form): Form<Said>) -> Page {
    let willing = form.answer == "yes";
    beside::volunteer(&here.app, here.by(), willing).await?;
    Ok(see("/godparents", Some(if willing { "godparent-willing" } else { "godparent-unwilling" })))
}

pub(in crate::companion) async fn ask(here: Here, Path(handle): Path<String>, Form(form): Form<Said>) -> Page {
    let asked = form.answer == "yes";
    beside::ask(&here.app, here.by(), &handle, asked).await?;
    Ok(see("/godparents", asked.then_some("godparent-asked")))
}

pub(in crate::companion) async fn answer(here: Here, Path(handle): Path<String>, Form(form): Form<Said>) -> Page {
    let (answer, done) = match form.answer.as_str() {
        "yes" => (Answer::Yes, Some("godparent-yes")),
        "no" => (Answer::No, Some("godparent-no")),
        _ => (Answer::End, Some("godparent-over")),
    };
    beside::answer(&here.app, here.by(), &handle, answer).await?;
    Ok(see("/godparents", done))
}
