//! How far an import is, and what came of it.

use std::collections::BTreeMap;

use askama::Template;
use axum::{
    Json,
    extract::{Path, Query},
    response::IntoResponse,
};
use pergola_domain::{ids::ImportId, refusal::Refusal as _};
use serde::Serialize;

use super::{
    On,
    five::{self, Five, Said},
    trail::{self, Trail},
};
use crate::{
    exchange::{
        acts,
        store::imports::{Import, State},
    },
    http::{Failed, Frame, Here, Page, Place},
    words::Speech,
};

#[derive(Template)]
#[template(path = "exchange/pages/progress.html")]
struct ProgressPage {
    frame: Frame,
    trail: Option<Trail>,
    path: String,
    /// This page again.
    again: String,
    title: String,
    lead: String,
    head: String,
    import: Import,
    running: bool,
    done: bool,
    /// The sentence, and where in the file.
    failed: Option<(String, String)>,
    stages: Vec<Stage>,
    offers: i64,
    ignored: Option<Unread>,
    five: Option<Five>,
    next: &'static str,
}

/// One step of the reading.
#[derive(Debug, Serialize)]
struct Stage {
    class: &'static str,
    #[serde(skip)]
    name: String,
    says: String,
}

/// Whole files that were not read: how many, and their names under each reason.
#[derive(Debug)]
struct Unread {
    count: usize,
    reasons: BTreeMap<String, Vec<String>>,
}

async fn unread(here: &Here, import: &Import) -> Result<Option<Unread>, Failed> {
    let (t, found) = (here.speech(), acts::imports::ignored(&here.app, import.id).await?);
    let (count, mut reasons) = (found.len(), BTreeMap::<String, Vec<String>>::new());
    for one in found {
        let reason = t.s(&["exchange-ignored-", &one.reason].concat()).to_owned();
        reasons.entry(reason).or_default().push(one.file);
    }
    Ok((count > 0).then_some(Unread { count, reasons }))
}

/// Where the page of an import is.
pub(super) fn address(id: ImportId, welcome: bool) -> String {
    if welcome { format!("/imports/{id}?welcome=1") } else { format!("/imports/{id}") }
}

pub(crate) async fn page(here: Here, Path(id): Path<String>, Query(on): Query<On>) -> Page {
    let id: ImportId = id.parse().map_err(|_no_id| Failed::NotFound)?;
    draw(&here, id, on.welcome.is_some(), &Said::default()).await
}

/// The page, with what was said of the first five where that was refused.
pub(super) async fn draw(here: &Here, id: ImportId, welcome: bool, said: &Said) -> Page {
    let import = acts::imports::find(&here.app, here.me()?.member, id).await?;
    let t = here.speech();
    let next = if welcome { "/welcome/beds" } else { "/garden" };
    let five = match import.state {
        State::Done if !welcome => five::form(here, format!("/imports/{id}/beds"), next, said).await?,
        _ => None,
    };
    let (title, lead) = title_and_lead(&t, &import);
    let frame = here.frame("import-title", Place::None);
    let page = ProgressPage {
        trail: welcome.then(|| trail::at(here, 2)),
        path: format!("/imports/{id}"),
        again: address(id, welcome),
        title,
        lead,
        head: head(&t, &import),
        running: !import.state.ended(),
        done: import.state == State::Done,
        failed: import
            .refusal()
            .map(|refusal| (t.refusal(refusal.code(), &refusal.numbers()), import.failure_detail.clone())),
        stages: stages(&t, &import),
        offers: acts::proposals::count(&here.app, import.member).await?,
        ignored: unread(here, &import).await?,
        five,
        next,
        frame: if said.is_refused() { frame.with_errors() } else { frame },
        import,
    };
    if said.is_refused() { here.draw_refused(&page) } else { here.draw(&page) }
}

/// "I am reading your archive", and what that means for who waits.
fn title_and_lead(t: &Speech, import: &Import) -> (String, String) {
    let key = ["import-", import.state.word()].concat();
    let lead = t.say([&key, "-lead"].concat()).arg("file", &import.file_name).text();
    (t.s(&[&key, "-title"].concat()).to_owned(), lead)
}

/// "214 people".
fn head(t: &Speech, import: &Import) -> String {
    match (import.state, import.stage.as_str()) {
        (State::Waiting, _) => t.s("import-head-waiting").to_owned(),
        (State::Running, "moments") => t.s("import-head-moments").to_owned(),
        _ => t.say("import-head-people").arg("count", counted(import, &PEOPLE)).text(),
    }
}

const PEOPLE: [&str; 2] = ["connections", "contacts"];
const MOMENTS: [&str; 5] = ["messages", "invitations", "recommendations", "endorsements", "moments"];
const OWN: [&str; 7] = ["profile", "positions", "education", "skills", "languages", "links", "volunteering"];

fn counted(import: &Import, kinds: &[&str]) -> i64 {
    kinds.iter().filter_map(|kind| import.tally.counts.get(*kind)).sum()
}

fn stages(t: &Speech, import: &Import) -> Vec<Stage> {
    let place = match (import.state, import.stage.as_str()) {
        (State::Waiting, _) => 0,
        (State::Running, "moments") => 2,
        (State::Running | State::Failed, _) => 1,
        (State::Done, _) => 4,
    };
    let (people, here) = (counted(import, &PEOPLE), counted(import, &["here"]));
    let said = [
        ("received", t.say("import-stage-received-says").arg("file", &import.file_name).text()),
        ("people", t.say("import-stage-people-says").arg("count", people).arg("here", here).text()),
        ("moments", t.say("import-stage-moments-says").arg("count", counted(import, &MOMENTS)).text()),
        ("own", t.say("import-stage-own-says").arg("count", counted(import, &OWN)).text()),
    ];
    let stage = |(number, (name, says)): (usize, (&str, String))| Stage {
        class: match number.cmp(&place) {
            std::cmp::Ordering::Less => "",
            std::cmp::Ordering::Equal if import.state == State::Failed => "no",
            std::cmp::Ordering::Equal => "now",
            std::cmp::Ordering::Greater => "next",
        },
        name: t.s(&["import-stage-", name].concat()).to_owned(),
        says,
    };
    (0..).zip(said).map(stage).collect()
}

/// How far it is, for the script that keeps the page fresh.
#[derive(Debug, Serialize)]
struct Fresh {
    title: String,
    lead: String,
    percent: i64,
    head: String,
    stages: Vec<Stage>,
    running: bool,
}

pub(crate) async fn fresh(here: Here, Path(id): Path<String>) -> Page {
    let id: ImportId = id.parse().map_err(|_no_id| Failed::NotFound)?;
    let import = acts::imports::find(&here.app, here.me()?.member, id).await?;
    let t = here.speech();
    let (title, lead) = title_and_lead(&t, &import);
    let fresh = Fresh {
        title,
        lead,
        percent: import.percent(),
        head: head(&t, &import),
        stages: stages(&t, &import),
        running: !import.state.ended(),
    };
    Ok(Json(fresh).into_response())
}
