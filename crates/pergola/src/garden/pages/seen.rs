//! How plants and beds are shown: their pictures, their lines in words. The words say all that the picture does.

use std::collections::BTreeMap;

use pergola_domain::garden::{BedKind, State, Strength};
use pergola_domain::{ids::BedId, time::Timestamp};

use crate::{
    garden::Plant,
    pictures::{self, Look, Species},
    tending::Bed,
    words::Speech,
};

/// One person in a list.
#[derive(Debug)]
pub(crate) struct PlantView {
    pub(crate) number: i64,
    pub(crate) icon: String,
    pub(crate) name: String,
    pub(crate) href: String,
    /// "in bloom, near the path; 3 weeks ago; potted".
    pub(crate) line: String,
    /// A headline or an organisation, where there is one.
    pub(crate) about: String,
}

/// What a bed is called.
pub(crate) fn bed_title(t: &Speech, bed: &Bed) -> String {
    if bed.kind == BedKind::Own { bed.name.clone() } else { t.s(&["bed-", bed.kind.name()].concat()).to_owned() }
}

/// The species of a bed: the standard ones have theirs, own ones take the next in that order.
pub(crate) fn species_of(beds: &[Bed], bed: Option<BedId>) -> Species {
    let place = beds.iter().position(|known| Some(known.id) == bed);
    place.map_or(Species::Jasmine, Species::of_bed)
}

/// The name of a species in words: "limoni", "lemon trees".
pub(super) fn species_word(t: &Speech, species: Species) -> String {
    let name = match species {
        Species::Lemon => "lemon",
        Species::Olive => "olive",
        Species::Vine => "vine",
        Species::Iris => "iris",
        Species::Pomegranate => "pomegranate",
        Species::Jasmine => "jasmine",
    };
    t.s(&["species-", name].concat()).to_owned()
}

/// "7 people, lemon trees".
pub(super) fn people_in(t: &Speech, count: i64, species: Species) -> String {
    t.say("bed-people").arg("count", count).arg("species", species_word(t, species)).text()
}

impl Plant {
    pub(crate) fn look(&self) -> Look {
        let state = match self.state {
            State::Bloom => pictures::State::Bloom,
            State::Leaf => pictures::State::Leaf,
            State::Thirsty => pictures::State::Thirsty,
            State::Resting => pictures::State::Resting,
            State::Sprout => pictures::State::Sprout,
        };
        Look { state, warmth: self.facts.warmth(), potted: self.person.is_contact() }
    }

    pub(crate) fn picture_strength(&self) -> pictures::Strength {
        match self.facts.strength() {
            Strength::Light => pictures::Strength::Light,
            Strength::Good => pictures::Strength::Good,
            Strength::Strong => pictures::Strength::Strong,
        }
    }

    /// The plant drawn by itself.
    pub(crate) fn mini(&self, id: &str, species: Species) -> String {
        pictures::mini(id, species, self.look())
    }
}

/// The state, the row, the last time, in words. Without a row the plant is not drawn: then the tie says how near it is.
pub(super) fn line(t: &Speech, plant: &Plant, row: Option<pictures::Strength>, now: Timestamp) -> String {
    let row = match row.unwrap_or_else(|| plant.picture_strength()) {
        pictures::Strength::Strong => "row-strong",
        pictures::Strength::Good => "row-good",
        pictures::Strength::Light => "row-light",
    };
    let (key, since) = match plant.facts.last_moment_at {
        Some(at) => ("plant-line", at),
        None => ("plant-line-untold", plant.facts.met_at),
    };
    let potted = if plant.person.is_contact() { "yes" } else { "no" };
    t.say(key)
        .arg("state", t.s(&["state-", plant.state.name()].concat()))
        .arg("row", t.s(row))
        .arg("ago", t.ago(since, now))
        .arg("potted", potted)
        .text()
}

/// "every two months; last time 3 weeks ago", for narrow columns.
pub(crate) fn rest_of_line(t: &Speech, plant: &Plant, now: Timestamp) -> String {
    let rhythm = plant.facts.cadence_days.map(|days| t.every(days));
    match (rhythm, plant.facts.last_moment_at) {
        (Some(rhythm), Some(at)) => t.say("rhythm-line").arg("rhythm", rhythm).arg("ago", t.ago(at, now)).text(),
        (Some(rhythm), None) => t.say("rhythm-line-untold").arg("rhythm", rhythm).text(),
        (None, Some(at)) => t.say("rhythm-line-free").arg("ago", t.ago(at, now)).text(),
        (None, None) => t.s("rhythm-line-free-untold").to_owned(),
    }
}

/// Icons of plants that the page does not draw in a bed: one drawing for each look, used by all rows that share it, so
/// that a page of fifty rows stays light.
#[derive(Debug, Default)]
pub(super) struct Looks {
    used: BTreeMap<String, (Species, Look)>,
}

impl Looks {
    pub(super) fn icon(&mut self, species: Species, look: Look) -> String {
        let warmth = if look.state == pictures::State::Bloom { look.warmth } else { 0 };
        let look = Look { warmth, ..look };
        let id = format!("k-{species:?}-{:?}-{warmth}-{}", look.state, u8::from(look.potted));
        let icon = pictures::mini_use(&id);
        self.used.insert(id, (species, look));
        icon
    }

    /// The drawings, for a place on the page before the rows.
    pub(super) fn sprite(&self) -> String {
        if self.used.is_empty() {
            return String::new();
        }
        let mut svg = r#"<svg class="sprite" width="0" height="0" aria-hidden="true" focusable="false">"#.to_owned();
        for (id, (species, look)) in &self.used {
            svg.push_str(&pictures::define(id, *species, *look));
        }
        svg.push_str("</svg>");
        svg
    }
}

/// A row of a list whose plant is not drawn elsewhere.
pub(super) fn row(t: &Speech, plant: &Plant, species: Species, looks: &mut Looks, now: Timestamp) -> PlantView {
    PlantView {
        number: plant.person.number(),
        icon: looks.icon(species, plant.look()),
        name: plant.name.clone(),
        href: plant.href.clone(),
        line: line(t, plant, None, now),
        about: plant.line.clone(),
    }
}
