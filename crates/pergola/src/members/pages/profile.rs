//! `/profile`: telling of oneself. Each section has its rows, a way to add one and a way to take one away.

use askama::Template;
use axum::extract::{Path, Request};
use pergola_db::Tx;
use pergola_domain::members::{
    Refusal,
    profile::{Link, Period},
};
use serde::Deserialize;

use super::door::{Empty, Wrong};
use crate::{
    app::By,
    http::{Failed, Failure, Form, Frame, Here, Page, Place, layout::face, see, uploads::Sender},
    members::{
        acts::{
            photo as photo_acts,
            profile::{self as acts, NewTexts},
        },
        store::profile::{self as store, Profile, Section},
    },
    pictures::TileSize,
    words::Speech,
};

#[derive(Template)]
#[template(path = "members/pages/profile.html")]
struct ProfilePage {
    frame: Frame,
    texts: Texts,
    face: String,
    has_photo: bool,
    photo_wrong: Option<String>,
    positions: Vec<Row>,
    schools: Vec<Row>,
    skills: Vec<Row>,
    links: Vec<Row>,
    draft: Draft,
    wrong: Option<Wrong>,
}

/// A skill or a link that has to be mended.
#[derive(Clone, Debug, Default)]
struct Draft {
    skill: String,
    label: String,
    url: String,
}

/// A row of a section: what it is, and its number.
struct Row {
    id: i64,
    text: String,
    more: String,
}

#[derive(Debug, Default, Deserialize)]
pub(crate) struct Texts {
    name: String,
    handle: String,
    #[serde(default)]
    headline: String,
    #[serde(default)]
    about: String,
    #[serde(default)]
    place: String,
    /// BCP 47 tags, divided by commas.
    #[serde(default)]
    languages: String,
}

impl Texts {
    fn of(profile: &Profile) -> Self {
        Self {
            name: profile.account.name.clone(),
            handle: profile.account.handle.clone(),
            headline: profile.account.headline.clone(),
            about: profile.about.clone(),
            place: profile.account.place.clone(),
            languages: profile.languages.join(", "),
        }
    }

    fn new_texts(&self) -> NewTexts {
        let tags = self.languages.split([',', ' ']).map(str::trim).filter(|tag| !tag.is_empty());
        NewTexts {
            handle: Some(self.handle.clone()),
            name: Some(self.name.clone()),
            headline: Some(self.headline.clone()),
            about: Some(self.about.clone()),
            place: Some(self.place.clone()),
            languages: Some(tags.map(str::to_owned).collect()),
        }
    }
}

pub(in crate::members) async fn page(here: Here) -> Page {
    draw(&here, None, Draft::default(), None).await
}

async fn draw(here: &Here, typed: Option<Texts>, draft: Draft, wrong: Option<Wrong>) -> Page {
    let member = here.me()?.member;
    let found = here.app.db.read(async move |tx| store::profile(tx, member).await).await?;
    let profile = found.ok_or(Failed::NotFound)?;
    let frame = here.frame("profile-title", Place::None);
    let t = frame.t.clone();
    let refused = wrong.is_some();
    let account = &profile.account;
    let page = ProfilePage {
        face: face(account.id.0, &account.name, account.photo, TileSize::Large),
        has_photo: account.photo.is_some(),
        photo_wrong: wrong.as_ref().filter(|wrong| wrong.field == "photo").map(|wrong| wrong.sentence.clone()),
        texts: typed.unwrap_or_else(|| Texts::of(&profile)),
        positions: profile
            .positions
            .into_iter()
            .map(|kept| Row {
                id: kept.id.0,
                text: [kept.told.organisation, kept.told.title].join(", "),
                more: period(&t, kept.told.period),
            })
            .collect(),
        schools: profile
            .education
            .into_iter()
            .map(|kept| Row { id: kept.id.0, text: kept.told.school, more: period(&t, kept.told.period) })
            .collect(),
        skills: profile.skills.into_iter().map(|(id, text)| Row { id: id.0, text, more: String::new() }).collect(),
        links: profile.links.into_iter().map(|(id, link)| Row { id: id.0, text: link.label, more: link.url }).collect(),
        frame: super::door::mended(frame, wrong.as_ref()),
        draft,
        wrong,
    };
    if refused { here.draw_refused(&page) } else { here.draw(&page) }
}

fn period(t: &Speech, period: Period) -> String {
    let month = |month: Option<pergola_domain::time::YearMonth>| month.map(|month| t.month(&month)).unwrap_or_default();
    match (period.from, period.to) {
        (None, None) => String::new(),
        (from, None) if !period.is_over => t.say("profile-since").arg("month", month(from)).text(),
        (from, to) => t.say("profile-span").arg("from", month(from)).arg("to", month(to)).text(),
    }
}

/// What an act of this page ends with.
type Done = Result<(), Failure<Refusal>>;

async fn kept(here: &Here, done: Done, typed: Option<Texts>, part: &str) -> Page {
    end(here, done, typed, Draft::default(), part).await
}

async fn end(here: &Here, done: Done, typed: Option<Texts>, draft: Draft, part: &str) -> Page {
    match done {
        Ok(()) => Ok(see(&["/profile", part].concat(), Some("profile-kept"))),
        Err(Failure::Refused(refusal)) => draw(here, typed, draft, Some(Wrong::of(here, refusal, "name"))).await,
        Err(other) => Err(other.into()),
    }
}

pub(in crate::members) async fn texts(here: Here, Form(form): Form<Texts>) -> Page {
    let (by, new) = (here.by(), form.new_texts());
    let done = here.app.db.write(async move |tx: &Tx| acts::set_texts(tx, &by, &new).await).await;
    kept(&here, done, Some(form), "").await
}

pub(in crate::members) async fn photo(here: Here, request: Request) -> Page {
    let done = photo_acts::receive(&here, request, Sender::Page).await?;
    kept(&here, done, None, "#photo-of-me").await
}

pub(in crate::members) async fn remove_photo(here: Here, Form(Empty {}): Form<Empty>) -> Page {
    let done = photo_acts::remove(&here.app, here.by()).await;
    kept(&here, done, None, "#photo-of-me").await
}

#[derive(Clone, Debug, Deserialize)]
pub(crate) struct SkillForm {
    skill: String,
}

pub(in crate::members) async fn skill(here: Here, Form(form): Form<SkillForm>) -> Page {
    let (by, draft) = (here.by(), Draft { skill: form.skill.clone(), ..Draft::default() });
    let done = here.app.db.write(async move |tx: &Tx| acts::add_skill(tx, &by, &form.skill).await).await;
    end(&here, done, None, draft, "#skills").await
}

#[derive(Clone, Debug, Deserialize)]
pub(crate) struct LinkForm {
    #[serde(default)]
    label: String,
    url: String,
}

pub(in crate::members) async fn link(here: Here, Form(form): Form<LinkForm>) -> Page {
    let (by, draft) = (here.by(), Draft { label: form.label.clone(), url: form.url.clone(), ..Draft::default() });
    let add =
        async move |tx: &Tx| acts::add_link(tx, &by, Link { label: form.label.clone(), url: form.url.clone() }).await;
    let done = here.app.db.write(add).await;
    end(&here, done, None, draft, "#links").await
}

/// Takes one row away; `section` as the page names it.
pub(in crate::members) async fn remove(
    here: Here,
    Path((section, id)): Path<(String, i64)>,
    Form(Empty {}): Form<Empty>,
) -> Page {
    let (section, part) = match section.as_str() {
        "positions" => (Section::Positions, "#work"),
        "education" => (Section::Education, "#study"),
        "skills" => (Section::Skills, "#skills"),
        "links" => (Section::Links, "#links"),
        _ => return Err(Failed::NotFound),
    };
    let by: By = here.by();
    let done = here.app.db.write(async move |tx: &Tx| acts::remove(tx, &by, section, id).await).await;
    kept(&here, done, None, part).await
}
