//! The pages of organisations: one of them, telling of it, proving it.

mod proof;
mod writing;

pub(super) use proof::{begin_proof, find_proof, letter, open_letter, proofs};
pub(super) use writing::{change, create, edit, new};

use std::collections::BTreeMap;

use askama::Template;
use axum::extract::Path;
use pergola_db::Fault;
use pergola_domain::{
    ids::{MemberId, OrganisationId},
    organisations::{Kind, Refusal, Role},
    refusal::Refusal as _,
    text::first_name,
};
use serde::Deserialize;

use super::{Organisation, acts, store, store::Speaker};
use crate::{
    app::{App, By},
    http::{Failed, Failure, Form, Frame, Here, Page, Place, layout::face, see},
    members::{self, Account},
    network::{self, Inquiry, There, Told},
    pictures::{self, Strength, TileSize},
    ties,
    words::{Speech, capital},
};

/// People named on one page, each with the way there.
const PEOPLE: usize = 60;

/// An empty form.
#[derive(Debug, Deserialize)]
pub(super) struct Empty {}

fn id(text: &str) -> Result<OrganisationId, Failed> {
    text.parse().map_err(|_why| Failed::NotFound)
}

/// The field and the sentence of a refusal.
fn wrong(here: &Here, refusal: &Refusal) -> (&'static str, String) {
    (refusal.field().unwrap_or("name"), here.speech().refusal(refusal.code(), &refusal.numbers()))
}

/// An organisation as a page has it at its head, and an ad below its title.
#[derive(Clone, Debug)]
pub(crate) struct Head {
    pub(crate) number: String,
    pub(crate) name: String,
    pub(crate) path: String,
    pub(crate) word: String,
    /// The label's colour and icon.
    pub(crate) colour: &'static str,
    pub(crate) icon: &'static str,
    pub(crate) place: String,
    /// The domain that it has shown to be its own; empty where it has not.
    pub(crate) domain: String,
}

impl Head {
    pub(crate) fn of(t: &Speech, organisation: &Organisation) -> Self {
        let kind = organisation.kind.name();
        let (colour, icon) = match organisation.kind {
            Kind::HeadHunter => ("violet", "search"),
            Kind::Agency => ("cobalt", "people"),
            _ => ("green", "house"),
        };
        Self {
            number: organisation.id.to_string(),
            name: organisation.name.clone(),
            path: organisation.path(),
            word: capital(t.s(&["organisation-kind-", kind].concat())),
            colour,
            icon: pictures::icon(icon),
            place: organisation.place.clone(),
            domain: if organisation.is_proven() { organisation.domain.clone() } else { String::new() },
        }
    }
}

/// A step towards somebody.
#[derive(Clone, Debug)]
pub(crate) struct Step {
    pub(crate) name: String,
    pub(crate) path: String,
    pub(crate) handle: String,
    pub(crate) sprig: String,
    pub(crate) words: &'static str,
    pub(crate) reasons: Vec<String>,
}

/// Somebody who is or was there, and the way to him.
#[derive(Clone, Debug)]
pub(crate) struct Acquaintance {
    pub(crate) face: String,
    pub(crate) name: String,
    pub(crate) first: String,
    pub(crate) path: String,
    pub(crate) handle: String,
    /// "ci lavora dal 2020".
    pub(crate) when: String,
    /// "2014–2019": with the reader.
    pub(crate) together: Option<String>,
    pub(crate) now: bool,
    pub(crate) knows: bool,
    pub(crate) distance: u8,
    pub(crate) away: String,
    pub(crate) degree: String,
    pub(crate) steps: Vec<Step>,
    /// Where one asks to be introduced along this way; none to one's own ties, and where nobody may be named.
    pub(crate) ask: Option<String>,
}

impl Acquaintance {
    pub(crate) fn of(t: &Speech, person: &Account, there: &There, way: &[Told]) -> Self {
        let steps: Vec<Step> = way.iter().map(step).collect();
        let between: Vec<&str> = steps.iter().rev().skip(1).rev().map(|step| step.handle.as_str()).collect();
        let ask = format!("/requests/new?to={}&through={}", person.handle, between.join(","));
        let years = there.years(t);
        let key = match (there.is_now(), years.is_empty()) {
            (true, true) => "organisation-is-there",
            (true, false) => "organisation-is-there-years",
            (false, true) => "organisation-was-there",
            (false, false) => "organisation-was-there-years",
        };
        Self {
            face: face(person.id.0, &person.name, person.photo, TileSize::Usual),
            name: person.name.clone(),
            first: first_name(&person.name).to_owned(),
            path: person.path(),
            handle: person.handle.clone(),
            when: t.say(key).arg("years", years).text(),
            together: there.years_together(t),
            now: there.is_now(),
            knows: there.knows,
            distance: there.distance,
            away: t.say("steps-away").arg("steps", i64::from(there.distance)).text(),
            degree: pictures::degree(there.distance),
            ask: (there.distance > 1 && !between.is_empty()).then_some(ask),
            steps,
        }
    }
}

fn step(told: &Told) -> Step {
    Step {
        name: told.to.name.clone(),
        path: told.to.path(),
        handle: told.to.handle.clone(),
        sprig: pictures::sprig(told.strength),
        words: match told.strength {
            Strength::Strong => "tie-strong",
            Strength::Good => "tie-good",
            Strength::Light => "tie-light",
        },
        reasons: told.reasons.clone(),
    }
}

/// Those who speak for an organisation and are here for the reader.
pub(crate) async fn speaker_names(app: &App, by: &By, id: OrganisationId) -> Result<Vec<(Speaker, Account)>, Fault> {
    let viewer = by.member;
    app.db
        .read(async move |tx| {
            let speakers = store::speakers(tx, id).await?;
            let ids: Vec<MemberId> = speakers.iter().map(|speaker| speaker.member).collect();
            let unseen = ties::unseen(tx, viewer, &ids).await?;
            let people = members::find_many(tx, &ids).await?;
            let named =
                speakers.into_iter().filter(|speaker| !unseen.contains(&speaker.member)).filter_map(|speaker| {
                    let account = people.iter().find(|account| account.id == speaker.member)?.clone();
                    Some((speaker, account))
                });
            Ok(named.collect())
        })
        .await
}

/// Those who are asked to speak for it and are here for the reader. Who said no is among them: his no is his.
pub(super) async fn invited_names(app: &App, by: &By, id: OrganisationId) -> Result<Vec<(Role, Account)>, Fault> {
    let viewer = by.member;
    app.db
        .read(async move |tx| {
            let asked = store::list_invited(tx, id).await?;
            let ids: Vec<MemberId> = asked.iter().map(|one| one.member).collect();
            let unseen = ties::unseen(tx, viewer, &ids).await?;
            let people = members::find_many(tx, &ids).await?;
            let named = asked.into_iter().filter(|one| !unseen.contains(&one.member)).filter_map(|one| {
                let account = people.iter().find(|account| account.id == one.member)?.clone();
                Some((one.role, account))
            });
            Ok(named.collect())
        })
        .await
}

#[derive(Template)]
#[template(path = "organisations/pages/page.html")]
struct OrganisationPage {
    frame: Frame,
    head: Head,
    about: Vec<String>,
    /// Where people ask who speaks for it: nobody yet.
    claim: Option<String>,
    people: Vec<Acquaintance>,
    more: usize,
    speakers: Vec<SpeakerRow>,
    speaks: bool,
    owns: bool,
    /// Who asks the reader to speak for it, and as what.
    asked: Option<(String, String)>,
}

struct SpeakerRow {
    face: String,
    name: String,
    path: String,
    role: String,
}

pub(super) async fn page(here: Here, Path(id_text): Path<String>) -> Page {
    let id = id(&id_text)?;
    let by = here.by();
    let organisation = acts::one(&here.app, id).await?;
    let t = here.speech();
    let inquiry = Inquiry::of(&here.app, &by).await?;
    // Under all its names: as many as an ad of it counts.
    let names =
        here.app.db.read(async move |tx| network::alike(tx, &[id]).await).await?.remove(&id).unwrap_or_default();
    let all = network::there(&here.app, &by, &inquiry, &names, None).await?;
    let shown = all.get(..all.len().min(PEOPLE)).unwrap_or_default();
    let ways = network::ways_to(&here.app, &by, &inquiry, &t, shown).await?;
    let people = acquaintances(&here, shown, &ways).await?;
    let speakers = speaker_names(&here.app, &by, id).await?;
    let mine = speakers.iter().find(|(speaker, _)| speaker.member == by.member).map(|(speaker, _)| speaker.role);
    let row = |(speaker, account): &(Speaker, Account)| SpeakerRow {
        face: face(account.id.0, &account.name, account.photo, TileSize::Small),
        name: account.name.clone(),
        path: account.path(),
        role: t.s(&["organisation-role-", speaker.role.name()].concat()).to_owned(),
    };
    let unclaimed =
        speakers.is_empty() && here.app.db.read(async move |tx| store::speakers(tx, id).await).await?.is_empty();
    let asked = asked(&here, &t, id).await?;
    let claim = format!("/organisations/new?name={}", crate::words::encoded(&organisation.name));
    let page = OrganisationPage {
        head: Head::of(&t, &organisation),
        about: organisation.about.split("\n\n").filter(|part| !part.is_empty()).map(str::to_owned).collect(),
        claim: unclaimed.then_some(claim),
        asked,
        more: all.len().saturating_sub(shown.len()),
        people,
        speakers: speakers.iter().map(row).collect(),
        speaks: mine.is_some(),
        owns: mine == Some(Role::Owner),
        frame: here.frame(organisation.name.clone(), Place::Jobs),
    };
    here.draw(&page)
}

/// Who asks the reader to speak for it, and the word of what he would be.
async fn asked(here: &Here, t: &Speech, id: OrganisationId) -> Result<Option<(String, String)>, Failed> {
    let member = here.by().member;
    let found = here
        .app
        .db
        .read(async move |tx| {
            let Some(asked) = acts::invitation(tx, member, id).await? else { return Ok(None) };
            Ok::<_, Fault>(members::find(tx, asked.by).await?.map(|person| (person.name, asked.role)))
        })
        .await?;
    Ok(found.map(|(name, role)| (name, t.s(&["organisation-role-", role.name()].concat()).to_owned())))
}

pub(super) async fn accept(here: Here, Path(id_text): Path<String>, Form(_form): Form<Empty>) -> Page {
    let id = id(&id_text)?;
    acts::answer(&here.app, here.by(), id, true).await?;
    Ok(see(&format!("/organisations/{id}"), Some("speaks-now")))
}

pub(super) async fn refuse(here: Here, Path(id_text): Path<String>, Form(_form): Form<Empty>) -> Page {
    let id = id(&id_text)?;
    acts::answer(&here.app, here.by(), id, false).await?;
    Ok(see(&format!("/organisations/{id}"), Some("speaks-not")))
}

async fn acquaintances(
    here: &Here,
    shown: &[There],
    ways: &BTreeMap<MemberId, Vec<Told>>,
) -> Result<Vec<Acquaintance>, Failed> {
    let ids: Vec<MemberId> = shown.iter().map(|there| there.member).collect();
    let people = here.app.db.read(async move |tx| members::find_many(tx, &ids).await).await?;
    let t = here.speech();
    let one = |there: &There| {
        let person = people.iter().find(|person| person.id == there.member)?;
        Some(Acquaintance::of(&t, person, there, ways.get(&there.member).map_or(&[], Vec::as_slice)))
    };
    Ok(shown.iter().filter_map(one).collect())
}

#[derive(Debug, Default, Deserialize)]
pub(super) struct SpeakerForm {
    #[serde(default)]
    handle: String,
    #[serde(default)]
    role: String,
}

pub(super) async fn speaker(here: Here, Path(id_text): Path<String>, Form(form): Form<SpeakerForm>) -> Page {
    let id = id(&id_text)?;
    match acts::put_speaker(&here.app, here.by(), id, &form.handle, &form.role).await {
        Ok(()) => Ok(see(&format!("/organisations/{id}/edit"), Some("speaker-kept"))),
        Err(Failure::Refused(refusal)) => writing::draw_speakers(&here, id, wrong(&here, &refusal), &form.handle).await,
        Err(other) => Err(other.into()),
    }
}

pub(super) async fn remove_speaker(
    here: Here,
    Path((id_text, handle)): Path<(String, String)>,
    Form(_form): Form<Empty>,
) -> Page {
    let id = id(&id_text)?;
    match acts::remove_speaker(&here.app, here.by(), id, &handle).await {
        Ok(()) => Ok(see(&format!("/organisations/{id}"), Some("speaker-removed"))),
        Err(Failure::Refused(refusal)) => writing::draw_speakers(&here, id, wrong(&here, &refusal), "").await,
        Err(other) => Err(other.into()),
    }
}
