//! Saved searches, to whom one is open to work, and who is.

use askama::Template;
use axum::extract::Path;
use pergola_domain::{
    ids::{MemberId, OrganisationId, SavedSearchId},
    jobs::{Contract, Openness, Refusal, Remote},
};
use serde::Deserialize;

use super::{Empty, wrong};
use crate::{
    http::{Failed, Failure, Form, Frame, Here, Page, Place, layout::face, see},
    jobs::{acts::searches as acts, filter::Filter},
    pictures::TileSize,
    words::Speech,
};

/// A search in words.
fn words(t: &Speech, filter: &Filter) -> String {
    let mut told: Vec<String> = Vec::new();
    told.extend([&filter.words, &filter.place, &filter.language].into_iter().filter(|text| !text.is_empty()).cloned());
    told.extend(filter.remote.map(|one: Remote| t.s(&["jobs-remote-", one.name()].concat()).to_owned()));
    told.extend(filter.contract.map(|one: Contract| t.s(&["jobs-contract-", one.name()].concat()).to_owned()));
    told.extend(filter.kinds.iter().map(|one| t.s(&["organisation-kind-", one.name()].concat()).to_owned()));
    if let Some(pay) = filter.pay_year {
        let amount = t.say("jobs-amount").arg("whole", pay).text();
        told.push(t.say("jobs-from-pay").arg("amount", amount).arg("currency", &filter.currency).text());
    }
    told.extend(filter.known.map(|steps| t.s(&["jobs-known-", &steps.to_string()].concat()).to_owned()));
    if told.is_empty() { t.s("jobs-known-any").to_owned() } else { told.join(", ") }
}

#[derive(Template)]
#[template(path = "jobs/pages/searches.html")]
struct SearchesPage {
    frame: Frame,
    /// Words, address of the list, id.
    rows: Vec<(String, String, String)>,
}

/// `/jobs/searches`: those of the reader.
pub(in crate::jobs) async fn searches(here: Here) -> Page {
    let saved = acts::saved(&here.app, &here.by()).await?;
    let frame = here.frame("jobs-searches", Place::Jobs);
    let t = frame.t.clone();
    let row = |one: &crate::jobs::store::searches::Saved| {
        let filter = Filter::read(&one.query).unwrap_or_default();
        (words(&t, &filter), format!("/jobs?{}", one.query), one.id.to_string())
    };
    let page = SearchesPage { rows: saved.iter().map(row).collect(), frame };
    here.draw(&page)
}

#[derive(Debug, Default, Deserialize)]
pub(in crate::jobs) struct SearchForm {
    #[serde(default)]
    query: String,
}

pub(in crate::jobs) async fn save(here: Here, Form(form): Form<SearchForm>) -> Page {
    acts::save(&here.app, here.by(), &form.query).await?;
    Ok(see("/jobs/searches", Some("search-saved")))
}

pub(in crate::jobs) async fn remove(here: Here, Path(id): Path<String>, Form(_form): Form<Empty>) -> Page {
    let id: SavedSearchId = id.parse().map_err(|_why| Failed::NotFound)?;
    acts::remove(&here.app, here.by(), id).await?;
    Ok(see("/jobs/searches", Some("search-removed")))
}

#[derive(Template)]
#[template(path = "jobs/pages/openness.html")]
struct OpennessPage {
    frame: Frame,
    choices: Vec<(&'static str, String, bool)>,
    words: String,
    employers: Vec<String>,
    wrong: Option<(&'static str, String)>,
}

#[derive(Clone, Debug, Default, Deserialize)]
pub(in crate::jobs) struct OpennessForm {
    #[serde(default)]
    openness: String,
    #[serde(default)]
    words: String,
}

async fn draw(here: &Here, form: Option<OpennessForm>, wrong: Option<(&'static str, String)>) -> Page {
    let (open, employers) = acts::openness(&here.app, &here.by()).await?;
    let form = form.unwrap_or_else(|| OpennessForm { openness: open.to.name().to_owned(), words: open.words.clone() });
    let frame = here.frame("jobs-openness", Place::Jobs);
    let t = frame.t.clone();
    let choice = |one: Openness| {
        (one.name(), t.s(&["jobs-open-to-", one.name()].concat()).to_owned(), one.name() == form.openness)
    };
    let refused = wrong.is_some();
    let page = OpennessPage {
        choices: Openness::ALL.map(choice).to_vec(),
        words: form.words.clone(),
        employers,
        wrong,
        frame: if refused { frame.with_errors() } else { frame },
    };
    if refused { here.draw_refused(&page) } else { here.draw(&page) }
}

pub(in crate::jobs) async fn openness(here: Here) -> Page {
    draw(&here, None, None).await
}

pub(in crate::jobs) async fn set_openness(here: Here, Form(form): Form<OpennessForm>) -> Page {
    match acts::set_openness(&here.app, here.by(), &form.openness, &form.words).await {
        Ok(()) => Ok(see("/jobs/openness", Some("openness-kept"))),
        Err(Failure::Refused(refusal)) => {
            let wrong = wrong(&here, &refusal);
            draw(&here, Some(form), Some(wrong)).await
        }
        Err(other) => Err(other.into()),
    }
}

#[derive(Template)]
#[template(path = "jobs/pages/people.html")]
struct PeoplePage {
    frame: Frame,
    q: String,
    /// Face, name, address, headline, words.
    rows: Vec<[String; 5]>,
    wrong: Option<String>,
}

#[derive(Debug, Default, Deserialize)]
pub(in crate::jobs) struct PeopleAsked {
    #[serde(default)]
    q: String,
    #[serde(default)]
    organisation: String,
}

/// On the page.
const SHOWN: usize = 50;

/// `/jobs/people`: who is open to work and tells this reader.
pub(in crate::jobs) async fn people(
    here: Here,
    axum::extract::Query(asked): axum::extract::Query<PeopleAsked>,
) -> Page {
    let at: Option<OrganisationId> = match asked.organisation.trim() {
        "" => None,
        text => Some(text.parse().map_err(|_why| Failed::NotFound)?),
    };
    let q: String = asked.q.chars().take(120).collect();
    let found = acts::open_people(&here.app, &here.by(), &q, at, (MemberId(0), SHOWN)).await;
    let (found, refusal) = match found {
        Ok(found) => (found, None),
        Err(Failure::Refused(refusal)) if refusal == Refusal::OwnStaff => (Vec::new(), Some(refusal)),
        Err(other) => return Err(other.into()),
    };
    let row = |one: &acts::OpenPerson| {
        let person = &one.person;
        let face = face(person.id.0, &person.name, person.photo, TileSize::Usual);
        [face, person.name.clone(), person.path(), person.headline.clone(), one.words.clone()]
    };
    let wrong = refusal.map(|refusal| wrong(&here, &refusal).1);
    let refused = wrong.is_some();
    let page =
        PeoplePage { rows: found.iter().map(row).collect(), q, wrong, frame: here.frame("jobs-people", Place::Jobs) };
    if refused { here.draw_refused(&page) } else { here.draw(&page) }
}
