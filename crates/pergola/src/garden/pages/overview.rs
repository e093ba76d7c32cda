//! The garden: whom to tend this week, and all beds.

use std::collections::BTreeSet;

use askama::Template;
use axum::extract::Query;
use pergola_domain::garden::{DORMANT_DAYS, PEACE_WEEKS, Reason, State, YEAR_DAYS};
use pergola_domain::{ids::BedId, text::first_name, time::Timestamp};
use serde::Deserialize;

use super::seen::{Looks, PlantView, bed_title, line, people_in, rest_of_line, row, species_of};
use crate::{
    garden::{
        Plant,
        acts::{self, Counts, Due},
    },
    http::{Failed, Frame, Here, Page, Place},
    pictures::{self, Species},
    tending::{self, Bed},
    words::Speech,
};

/// How many of a bed the page lists; the rest has the bed's own pages.
pub(crate) const LISTED: i64 = 30;

#[derive(Debug, Default, Deserialize)]
pub(crate) struct Asked {
    #[serde(default)]
    view: String,
}

#[derive(Template)]
#[template(path = "garden/pages/overview.html")]
struct OverviewPage {
    frame: Frame,
    lead: String,
    due: Vec<DueCard>,
    due_lead: String,
    due_rule: String,
    /// Somebody has a place: before that the picture would be six empty bays.
    planted: bool,
    pictured: bool,
    listed: bool,
    legend: &'static pictures::Legend,
    beds: Vec<BedView>,
    unplanted: i64,
    sprite: String,
}

#[derive(Template)]
#[template(path = "garden/pages/empty.html")]
struct EmptyPage {
    frame: Frame,
    picture: String,
}

/// Somebody to tend this week.
#[derive(Debug)]
pub(crate) struct DueCard {
    pub(crate) number: i64,
    pub(crate) icon: String,
    pub(crate) name: String,
    pub(crate) href: String,
    pub(crate) why: String,
}

/// One bed on a page.
#[derive(Debug)]
pub(super) struct BedView {
    pub(super) id: BedId,
    pub(super) title: String,
    pub(super) people: String,
    pub(super) svg: String,
    pub(super) caption: String,
    pub(super) plants: Vec<PlantView>,
    /// "And 4 more in the list", where not all are drawn.
    pub(super) undrawn: Option<String>,
    /// How many the list of this page leaves out.
    pub(super) unlisted: i64,
}

pub(crate) async fn overview(here: Here, asked: Query<Asked>) -> Page {
    let by = here.by();
    let beds = tending::beds(&here.app, &by).await?;
    let due = acts::week(&here.app, &by).await?;
    let (owner, now) = (by.member, by.now);
    let ids: Vec<BedId> = beds.iter().map(|bed| bed.id).collect();
    let read = here.app.db.read(async move |tx| {
        let counts = acts::count(tx, owner, now).await?;
        Ok::<_, Failed>((counts, acts::plants_of(tx, owner, &ids, LISTED, now).await?))
    });
    let (counts, plants) = read.await?;
    let frame = here.frame("garden-title", Place::Garden);
    let total: i64 = counts.values().flat_map(|states| states.values()).sum();
    if total == 0 {
        return here.draw(&EmptyPage { frame, picture: pictures::empty_garden() });
    }
    let planted = i64::try_from(beds.iter().filter(|bed| counts.contains_key(&Some(bed.id))).count()).unwrap_or(0);
    let (pictured, listed) = (planted > 0 && asked.view != "list", asked.view != "picture");
    let due_people: BTreeSet<i64> = due.iter().map(|due| due.plant.person.number()).collect();
    let scene = Scene { t: here.speech(), now, beds: &beds, counts: &counts, due: &due_people, pictured };
    let mut looks = Looks::default();
    let page = OverviewPage {
        lead: lead(&scene.t, total, planted),
        due_lead: due_lead(&scene.t, due.len()),
        due_rule: due_rule(&scene.t),
        due: due.iter().map(|due| due_card(&scene.t, &beds, due, now)).collect(),
        planted: planted > 0,
        pictured,
        listed,
        legend: pictures::legend(),
        beds: beds.iter().map(|bed| scene.bed(bed, &plants, &mut looks)).collect(),
        unplanted: counts.get(&None).map_or(0, |states| states.values().sum()),
        sprite: looks.sprite(),
        frame,
    };
    here.draw(&page)
}

fn lead(t: &Speech, people: i64, beds: i64) -> String {
    let key = if beds == 0 { "garden-lead-no-beds" } else { "garden-lead" };
    t.say(key)
        .arg("people", people)
        .arg("people_words", t.count_first(people))
        .arg("beds", beds)
        .arg("beds_words", t.count(beds))
        .text()
}

fn due_lead(t: &Speech, due: usize) -> String {
    let due = i64::try_from(due).unwrap_or(0);
    t.say("garden-due-lead").arg("count", due).arg("words", t.count_first(due)).text()
}

/// How they are chosen, as `pergola_domain::garden::nudges` does it.
fn due_rule(t: &Speech) -> String {
    let years = DORMANT_DAYS / YEAR_DAYS;
    t.say("garden-due-rule")
        .arg("years", years)
        .arg("years_words", t.count(years))
        .arg("peace", PEACE_WEEKS)
        .arg("peace_words", t.count(PEACE_WEEKS))
        .text()
}

/// The card of somebody to tend: why him, in a sentence.
pub(crate) fn due_card(t: &Speech, beds: &[Bed], due: &Due, now: Timestamp) -> DueCard {
    let plant = &due.plant;
    let facts = &plant.facts;
    let why = match (due.reason, facts.cadence_days, facts.last_moment_at) {
        (Reason::Dormant, _, _) => {
            let years = now.days_since(facts.last_touched()) / 365;
            t.say("due-dormant").arg("years", years).arg("words", t.count(years)).text()
        }
        (Reason::Thirsty, Some(days), Some(at)) => {
            t.say("due-thirsty").arg("rhythm", t.every(days)).arg("ago", t.ago(at, now)).text()
        }
        (Reason::Thirsty, days, _) => t.say("due-untold").arg("rhythm", t.every(days.unwrap_or(1))).text(),
    };
    let number = plant.person.number();
    let icon = plant.mini(&format!("d{number}"), species_of(beds, plant.bed));
    DueCard { number, icon, name: plant.name.clone(), href: plant.href.clone(), why }
}

/// What all beds of a page share.
pub(super) struct Scene<'a> {
    pub(super) t: Speech,
    pub(super) now: Timestamp,
    pub(super) beds: &'a [Bed],
    pub(super) counts: &'a Counts,
    pub(super) due: &'a BTreeSet<i64>,
    pub(super) pictured: bool,
}

impl Scene<'_> {
    /// A bed with those of `plants` that stand in it.
    pub(super) fn bed(&self, bed: &Bed, plants: &[Plant], looks: &mut Looks) -> BedView {
        let species = species_of(self.beds, Some(bed.id));
        let here: Vec<&Plant> = plants.iter().filter(|plant| plant.bed == Some(bed.id)).collect();
        let drawn = draw(bed.id, species, &here, self.due, "");
        let total: i64 = self.counts.get(&Some(bed.id)).map_or(0, |states| states.values().sum());
        let listed = i64::try_from(here.len()).unwrap_or(0);
        let seen = here.iter().zip(&drawn.rows).map(|(plant, row_of)| match row_of {
            Some(_) if self.pictured => PlantView {
                icon: pictures::mini_use(&plant.person.number().to_string()),
                line: line(&self.t, plant, *row_of, self.now),
                ..row(&self.t, plant, species, &mut Looks::default(), self.now)
            },
            row_of => PlantView {
                line: line(&self.t, plant, *row_of, self.now),
                ..row(&self.t, plant, species, looks, self.now)
            },
        });
        let seen = seen.collect();
        let undrawn = total - listed + i64::try_from(drawn.listed_only()).unwrap_or(0);
        BedView {
            id: bed.id,
            title: bed_title(&self.t, bed),
            people: people_in(&self.t, total, species),
            caption: self.caption(bed.id, &here),
            plants: seen,
            undrawn: (undrawn > 0).then(|| self.t.say("bed-undrawn").arg("count", undrawn).text()),
            unlisted: total - listed,
            svg: if self.pictured { drawn.svg } else { String::new() },
        }
    }

    /// The picture in words: how many of each state, and who is thirsty, by first name where they are few.
    fn caption(&self, bed: BedId, plants: &[&Plant]) -> String {
        let Some(states) = self.counts.get(&Some(bed)) else { return self.t.s("bed-empty").to_owned() };
        let of = |state: State| states.get(&state).copied().unwrap_or_default();
        let parts: Vec<String> = [State::Bloom, State::Leaf, State::Sprout, State::Resting]
            .into_iter()
            .filter(|state| of(*state) > 0)
            .map(|state| self.t.say(["caption-", state.name()].concat()).arg("count", of(state)).text())
            .collect();
        let thirsty: Vec<&str> = plants
            .iter()
            .filter(|plant| plant.state == State::Thirsty)
            .map(|plant| first_name(&plant.name))
            .filter(|first| !first.is_empty())
            .collect();
        let named = thirsty.len() <= 3 && i64::try_from(thirsty.len()).is_ok_and(|few| few == of(State::Thirsty));
        let key = match (parts.is_empty(), of(State::Thirsty), named) {
            (false, 0, _) => "caption",
            (false, _, true) => "caption-with-thirsty",
            (false, _, false) => "caption-with-many-thirsty",
            (true, _, true) => "caption-only-thirsty",
            (true, _, false) => "caption-only-many-thirsty",
        };
        self.t
            .say(key)
            .arg("states", parts.join(", "))
            .arg("names", thirsty.join(", "))
            .arg("count", of(State::Thirsty))
            .text()
    }
}

/// The picture of a bed. Links lead to `address` and the person's path.
pub(crate) fn draw(
    id: BedId,
    species: Species,
    plants: &[&Plant],
    due: &BTreeSet<i64>,
    address: &str,
) -> pictures::Bed {
    let texts: Vec<(String, String)> =
        plants.iter().map(|plant| (plant.person.number().to_string(), format!("{address}{}", plant.href))).collect();
    let drawn: Vec<pictures::Plant<'_>> = plants
        .iter()
        .zip(&texts)
        .map(|(plant, (id, href))| pictures::Plant {
            id,
            name: &plant.name,
            href,
            look: plant.look(),
            strength: plant.picture_strength(),
            due: due.contains(&plant.person.number()),
        })
        .collect();
    pictures::bed(&id.to_string(), species, &drawn)
}

/// "every month; last time 5 weeks ago", for the column of Today.
pub(crate) fn due_line(t: &Speech, due: &Due, now: Timestamp) -> String {
    rest_of_line(t, &due.plant, now)
}
