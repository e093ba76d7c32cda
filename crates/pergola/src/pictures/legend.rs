//! How to read the garden: the six pictures beside the words of the legend.

use std::sync::LazyLock;

use super::plants::{Look, Species, State, mini};

#[derive(Debug)]
pub(crate) struct Legend {
    pub(crate) bloom: String,
    pub(crate) leaf: String,
    pub(crate) thirsty: String,
    pub(crate) resting: String,
    pub(crate) sprout: String,
    pub(crate) potted: String,
}

/// The same on every page, so it is drawn once.
pub(crate) fn legend() -> &'static Legend {
    static LEGEND: LazyLock<Legend> = LazyLock::new(|| Legend {
        bloom: example("lg1", State::Bloom, false),
        leaf: example("lg2", State::Leaf, false),
        thirsty: example("lg3", State::Thirsty, false),
        resting: example("lg4", State::Resting, false),
        sprout: example("lg5", State::Sprout, false),
        potted: example("lg6", State::Leaf, true),
    });
    &LEGEND
}

fn example(id: &str, state: State, potted: bool) -> String {
    mini(id, Species::Lemon, Look { state, warmth: 2, potted })
}
