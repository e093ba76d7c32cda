//! The garden for programs, a file for each noun.

pub(super) mod beds;
pub(super) mod garden;
pub(super) mod moments;
pub(super) mod people;

use pergola_domain::{ids::BedId, time::Timestamp};
use serde::{Deserialize, Deserializer, Serialize};
use utoipa::ToSchema;

use crate::{garden::Plant, http::Here, words::rfc3339};

/// Somebody in a garden: a member, or a card of its owner's.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct GardenPerson {
    /// The number below `/garden/{id}`.
    id: String,
    /// None for a card.
    handle: Option<String>,
    name: String,
    /// A member's headline, a card's organisation.
    headline: String,
    url: String,
    /// Not on Pergola: a card.
    potted: bool,
}

/// A plant: how the owner stands with somebody.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct PlantShape {
    person: GardenPerson,
    bed: Option<String>,
    /// `bloom`, `leaf`, `thirsty`, `resting` or `sprout`.
    state: &'static str,
    /// 0 to 3: exchanges both ways in a year, from 1, 4 and 10 on.
    warmth: u8,
    /// `light`, `good` or `strong`.
    strength: &'static str,
    last_moment: Option<String>,
    /// Named this week.
    due: bool,
    /// When the rhythm is over; null without one, or at rest.
    due_at: Option<String>,
}

impl PlantShape {
    fn of(here: &Here, plant: &Plant, due: bool) -> Self {
        let moment = |at: Option<Timestamp>| at.map(rfc3339);
        Self {
            person: GardenPerson {
                id: plant.person.number().to_string(),
                handle: plant.handle.clone(),
                name: plant.name.clone(),
                headline: plant.line.clone(),
                url: format!("{}{}", here.app.config.address, plant.href),
                potted: plant.person.is_contact(),
            },
            bed: plant.bed.map(|bed: BedId| bed.to_string()),
            state: plant.state.name(),
            warmth: plant.facts.warmth(),
            strength: plant.facts.strength().name(),
            last_moment: moment(plant.facts.last_moment_at),
            due,
            due_at: moment(plant.facts.due_at()),
        }
    }
}

/// Tells "not in the request" from null: a choice is taken back with null.
fn told<'de, T: Deserialize<'de>, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Option<T>>, D::Error> {
    Option::<T>::deserialize(deserializer).map(Some)
}
