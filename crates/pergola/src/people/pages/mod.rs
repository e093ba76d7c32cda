//! The pages of people: a member's, a card's, and the list.

pub(super) mod card;
pub(super) mod list;
pub(super) mod member;

use crate::{http::layout::face, members::Account, pictures::TileSize};

/// Somebody in a list.
pub(super) struct Node {
    pub(super) name: String,
    pub(super) path: String,
    pub(super) headline: String,
    pub(super) face: String,
}

impl Node {
    pub(super) fn of(person: &Account, size: TileSize) -> Self {
        Self {
            name: person.name.clone(),
            path: person.path(),
            headline: person.headline.clone(),
            face: face(person.id.0, &person.name, person.photo, size),
        }
    }
}
