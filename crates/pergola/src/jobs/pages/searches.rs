//! Saved searches, to whom one is open to work, and who is.

use askama::Template;
use axum::extract::Path;
use pergola_domain::{
    ids::{MemberId, OrganisationId, SavedSearchId},
    jobs::{Contract, Openness, Refusal, Remote},
};
use serde::Deserialize;

use super::{Empty, facts, wrong};
use crate::{
    http::{Failed, Failure, Form, Frame, Here, Page, Place, layout::face, limits::Pace, see},
    jobs::{
        acts::{digest, searches as acts},
        filter::{Filter, PeopleFilter},
    },
    organisations,
    pictures::TileSize,
    words::Speech,
};

/// A search over people in words. `at`: the name of where they work.
fn people_words(t: &Speech, filter: &PeopleFilter, at: Option<&str>) -> String {
    let mut told = vec![t.s("jobs-people").to_owned()];
    let parts = [&filter.words, &filter.place, &filter.skill, &filter.employer];
    told.extend(parts.into_iter().filter(|text| !text.is_empty()).cloned());
    told.extend(at.map(str::to_owned));
    told.join(", ")
}

/// A search in words. `at`: the name of the organisation it is for.
fn words(t: &Speech, filter: &Filter, at: Option<&str>) -> String {
    let mut told: Vec<String> = Vec::new();
    told.extend([&filter.words, &filter.place].into_iter().filter(|text| !text.is_empty()).cloned());
    told.extend(filter.radius_km.map(|km| t.say("jobs-within").arg("km", i64::from(km)).text()));
    told.extend(Some(filter.language.clone()).filter(|text| !text.is_empty()));
    told.extend(at.map(str::to_owned));
    told.extend(filter.remote.map(|one: Remote| t.s(&["jobs-remote-", one.name()].concat()).to_owned()));
    told.extend(filter.contract.map(|one: Contract| t.s(&["jobs-contract-", one.name()].concat()).to_owned()));
    told.extend(filter.kinds.iter().map(|one| t.s(&["organisation-kind-", one.name()].concat()).to_owned()));
    if let Some(pay) = filter.pay_year {
        let amount = t.say("jobs-amount").arg("whole", pay).text();
        told.push(t.say("jobs-from-pay").arg("money", facts::money(t, amount, &filter.currency)).text());
    }
    told.extend(filter.known.map(|steps| t.s(&["jobs-known-", &steps.to_string()].concat()).to_owned()));
    if told.is_empty() { t.s("jobs-known-any").to_owned() } else { told.join(", ") }
}

#[derive(Template)]
#[template(path = "jobs/pages/searches.html")]
struct SearchesPage {
    frame: Frame,
    rows: Vec<SavedRow>,
}

struct SavedRow {
    words: String,
    /// Of the list.
    path: String,
    id: String,
    /// What it found last: words and address.
    found: Vec<(String, String)>,
}

/// `/jobs/searches`: those of the reader.
pub(in crate::jobs) async fn searches(here: Here) -> Page {
    let by = here.by();
    let saved = acts::saved(&here.app, &by).await?;
    let frame = here.frame("jobs-searches", Place::Jobs);
    let t = frame.t.clone();
    let mut rows = Vec::new();
    for one in &saved {
        let found = digest::found(&here.app, &by, one).await?;
        let mut told: Vec<(String, String)> =
            found.jobs.iter().map(|job| (job.said.title.clone(), job.path())).collect();
        told.extend(found.people.iter().map(|one| (one.person.name.clone(), one.person.path())));
        let (words, path) = match PeopleFilter::read(&one.query) {
            Some(filter) => {
                let filter = filter.unwrap_or_default();
                let at = name(&here, filter.at).await?;
                (people_words(&t, &filter, at.as_deref()), format!("/jobs/people?{}", filter.address()))
            }
            None => {
                let filter = Filter::read(&one.query).unwrap_or_default();
                let at = name(&here, filter.organisation).await?;
                (words(&t, &filter, at.as_deref()), format!("/jobs?{}", one.query))
            }
        };
        rows.push(SavedRow { words, path, id: one.id.to_string(), found: told });
    }
    let page = SearchesPage { rows, frame };
    here.draw(&page)
}

/// What an organisation is called.
async fn name(here: &Here, id: Option<OrganisationId>) -> Result<Option<String>, Failed> {
    let Some(id) = id else { return Ok(None) };
    let found = here.app.db.read(async move |tx| organisations::find(tx, id).await).await?;
    Ok(found.map(|one| one.name))
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
    /// One a line.
    also_not: String,
    wrong: Option<(&'static str, String)>,
}

#[derive(Clone, Debug, Default, Deserialize)]
pub(in crate::jobs) struct OpennessForm {
    #[serde(default)]
    openness: String,
    #[serde(default)]
    words: String,
    /// One a line.
    #[serde(default)]
    also_not: String,
}

async fn draw(here: &Here, form: Option<OpennessForm>, wrong: Option<(&'static str, String)>) -> Page {
    let (open, employers) = acts::openness(&here.app, &here.by()).await?;
    let form = form.unwrap_or_else(|| OpennessForm {
        openness: open.to.name().to_owned(),
        words: open.words.clone(),
        also_not: open.also_not.join("\n"),
    });
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
        also_not: form.also_not.clone(),
        wrong,
        frame: if refused { frame.with_errors() } else { frame },
    };
    if refused { here.draw_refused(&page) } else { here.draw(&page) }
}

pub(in crate::jobs) async fn openness(here: Here) -> Page {
    draw(&here, None, None).await
}

pub(in crate::jobs) async fn set_openness(here: Here, Form(form): Form<OpennessForm>) -> Page {
    let also_not: Vec<String> = form.also_not.lines().map(str::to_owned).collect();
    match acts::set_openness(&here.app, here.by(), &form.openness, &form.words, &also_not).await {
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
    filter: PeopleFilter,
    /// Face, name, address, headline, words.
    rows: Vec<[String; 5]>,
    next: Option<String>,
    /// The query to save, for those who may.
    saves: Option<String>,
    /// Where they work, for a search by its number.
    at: Option<(OrganisationId, String)>,
    wrong: Option<String>,
}

/// On the page.
const SHOWN: usize = 50;

/// `/jobs/people`: who is open to work and tells this reader.
pub(in crate::jobs) async fn people(here: Here) -> Page {
    let by = here.by();
    here.app.limits.take(Pace::Search, &by.member.to_string())?;
    let query = here.uri.query().unwrap_or_default();
    let filter = PeopleFilter::parts(query).map_err(|_bad| Failed::NotFound)?;
    let after = url::form_urlencoded::parse(query.as_bytes()).find(|(name, _)| name == "after");
    let after = MemberId(after.and_then(|(_, id)| id.parse().ok()).unwrap_or(0));
    let (mut found, refusal) = match acts::open_people(&here.app, &by, &filter, (after, SHOWN + 1)).await {
        Ok(found) => (found, None),
        Err(Failure::Refused(refusal)) if refusal == Refusal::OwnStaff => (Vec::new(), Some(refusal)),
        Err(other) => return Err(other.into()),
    };
    let more = found.len() > SHOWN;
    found.truncate(SHOWN);
    let next = found.last().filter(|_| more).map(|last| {
        let after = format!("after={}", last.person.id);
        let parts = [filter.address(), after];
        format!("/jobs/people?{}", parts.join("&").trim_start_matches('&'))
    });
    let row = |one: &acts::OpenPerson| {
        let person = &one.person;
        let face = face(person.id.0, &person.name, person.photo, TileSize::Usual);
        [face, person.name.clone(), person.path(), person.headline.clone(), one.words.clone()]
    };
    let wrong = refusal.map(|refusal| wrong(&here, &refusal).1);
    let refused = wrong.is_some();
    let frame = here.frame("jobs-people", Place::Jobs);
    let frame = match &wrong {
        Some(sentence) => frame.with_error_at("employer", sentence),
        None => frame,
    };
    let saves = if refused { false } else { acts::speaks_for_proven(&here.app, &by).await? };
    let page = PeoplePage {
        rows: found.iter().map(row).collect(),
        at: filter.at.zip(name(&here, filter.at).await?),
        next,
        saves: saves.then(|| filter.query()),
        filter,
        wrong,
        frame,
    };
    if refused { here.draw_refused(&page) } else { here.draw(&page) }
}
