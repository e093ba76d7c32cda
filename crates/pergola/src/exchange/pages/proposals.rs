//! What files offer for the own profile, to take or to leave.

use askama::Template;
use axum::extract::Path;
use pergola_domain::{
    ids::{ImportId, ProposalId},
    time::YearMonth,
};
use serde::Deserialize;

use crate::{
    exchange::{acts, offers::Offer, store::proposals::Proposal},
    http::{Failed, Form, Frame, Here, Page, Place, layout::face, see},
    pictures::TileSize,
    words::Speech,
};

const SHOWN: i64 = 100;

#[derive(Template)]
#[template(path = "exchange/pages/proposals.html")]
struct ProposalsPage {
    frame: Frame,
    back: String,
    to: String,
    count: i64,
    /// How many the button for all of them takes: a name has its own alone.
    at_once: i64,
    offers: Vec<Shown>,
    handle: String,
}

/// An offer in words.
#[derive(Debug)]
struct Shown {
    id: String,
    kind: String,
    what: String,
    detail: String,
    /// A picture of it, where it is one.
    picture: String,
}

pub(crate) async fn list(here: Here, Path(id): Path<String>) -> Page {
    let import: ImportId = id.parse().map_err(|_no_id| Failed::NotFound)?;
    let me = here.me()?;
    acts::imports::find(&here.app, me.member, import).await?;
    let found = acts::proposals::list(&here.app, me.member, None, SHOWN).await?;
    let t = here.speech();
    let page = ProposalsPage {
        back: format!("/imports/{import}"),
        to: format!("/imports/{import}/proposals"),
        count: acts::proposals::count(&here.app, me.member).await?,
        at_once: acts::proposals::count_at_once(&here.app, me.member).await?,
        offers: found.iter().map(|proposal| shown(&t, proposal)).collect(),
        handle: me.handle.clone(),
        frame: here.frame("offers-title", Place::None),
    };
    here.draw(&page)
}

fn shown(t: &Speech, proposal: &Proposal) -> Shown {
    let (what, detail) = match &proposal.offer {
        Offer::Name { text } | Offer::Headline { text } | Offer::Place { text } => (text.clone(), String::new()),
        Offer::About { text } => (text.chars().take(400).collect(), String::new()),
        Offer::Position(spell) => {
            (listed(&[&spell.title, &spell.organisation]), listed(&[&months(t, spell.from, spell.to), &spell.place]))
        }
        Offer::Education(study) => {
            (listed(&[&study.degree, &study.school]), listed(&[&months(t, study.from, study.to), &study.field]))
        }
        Offer::Skill { name } => (name.clone(), String::new()),
        Offer::Language { tag } => (t.language_name(tag), String::new()),
        Offer::Link { label, url } => (url.clone(), label.clone()),
        Offer::Photo { .. } => (t.s("offer-photo-says").to_owned(), String::new()),
        Offer::Setting { name, value } => setting(t, name, value),
    };
    let kind = t.s(&["offer-", proposal.offer.kind()].concat()).to_owned();
    let picture = match &proposal.offer {
        Offer::Photo { photo, .. } => face(0, "", Some(*photo), TileSize::Medium),
        _ => String::new(),
    };
    Shown { id: proposal.id.to_string(), kind, what, detail, picture }
}

/// A setting as the page of settings calls it, and what it would be.
fn setting(t: &Speech, name: &str, value: &str) -> (String, String) {
    let (label, told) = match (name, value) {
        ("language", tag) => return (t.s("settings-language").to_owned(), t.language_name(tag)),
        ("theme", "light") => ("settings-theme", "settings-theme-light"),
        ("theme", "dark") => ("settings-theme", "settings-theme-dark"),
        ("theme", _) => ("settings-theme", "settings-theme-device"),
        ("ties_shown", "nobody") => ("settings-ties", "settings-ties-nobody"),
        ("ties_shown", _) => ("settings-ties", "settings-ties-ties"),
        ("connector", value) => ("settings-connector", yes_or_no(value)),
        ("found_by_email", value) => ("settings-found", yes_or_no(value)),
        (_, value) => ("settings-shares", yes_or_no(value)),
    };
    (t.s(label).to_owned(), t.s(told).to_owned())
}

const fn yes_or_no(value: &str) -> &'static str {
    if matches!(value.as_bytes(), b"true") { "offer-yes" } else { "offer-no" }
}

/// Facts beside each other, those that there are.
fn listed(parts: &[&str]) -> String {
    parts.iter().copied().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
}

fn months(t: &Speech, from: Option<YearMonth>, to: Option<YearMonth>) -> String {
    match (from, to) {
        (None, None) => String::new(),
        (Some(from), None) => t.say("offer-since").arg("from", t.month(&from)).text(),
        (None, Some(to)) => t.say("offer-until").arg("to", t.month(&to)).text(),
        (Some(from), Some(to)) => t.say("offer-span").arg("from", t.month(&from)).arg("to", t.month(&to)).text(),
    }
}

/// Which button was pressed: that of one offer, or that of all.
#[derive(Debug, Deserialize)]
pub(crate) struct Answer {
    #[serde(default)]
    take: Option<String>,
    #[serde(default)]
    leave: Option<String>,
    #[serde(default)]
    all: Option<String>,
}

pub(crate) async fn answer(here: Here, Path(id): Path<String>, Form(form): Form<Answer>) -> Page {
    let import: ImportId = id.parse().map_err(|_no_id| Failed::NotFound)?;
    let offer = |text: String| text.parse::<ProposalId>().map_err(|_no_id| Failed::NotFound);
    let done = match form {
        Answer { take: Some(id), .. } => {
            acts::proposals::accept(&here.app, here.by(), offer(id)?).await?;
            "offer-taken"
        }
        Answer { leave: Some(id), .. } => {
            acts::proposals::refuse(&here.app, here.by(), offer(id)?).await?;
            "offer-left"
        }
        Answer { all: Some(_), .. } => {
            acts::proposals::accept_all(&here.app, here.by()).await?;
            "offers-taken"
        }
        Answer { .. } => return Err(Failed::NotFound),
    };
    Ok(see(&format!("/imports/{import}/proposals"), Some(done)))
}
