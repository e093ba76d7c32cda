//! The pages of asks and offers: the board, one of them, writing, what came of it, the own ones, a topic.

mod board;
mod card;
mod fit;
mod item;
mod leaf;
mod mine;
mod outcome;
pub(crate) mod reason;
mod writing;

pub(super) use board::board;
pub(super) use card::first_for_reader;
pub(crate) use card::{Between, Card, cards};
pub(super) use item::{delete, item, renew, reply, say};
pub(crate) use leaf::{Leaf, leaf_cards};
pub(super) use mine::mine;
pub(super) use outcome::{close, outcome};
pub(super) use writing::{change, edit, new, post, preview};

use pergola_domain::{
    asks::{Kind, Refusal},
    ids::AskId,
    refusal::Refusal as _,
};
use serde::Deserialize;

use crate::http::{Failed, Here};

/// An empty form.
#[derive(Debug, Deserialize)]
pub(super) struct Empty {}

/// Which of the two an address speaks of: `/asks/…` or `/offers/…`.
pub(super) fn kind_of(here: &Here) -> Kind {
    if here.uri.path().starts_with("/offers") { Kind::Offer } else { Kind::Ask }
}

fn number(id: &str) -> Result<AskId, Failed> {
    id.parse().map_err(|_why| Failed::NotFound)
}

/// The field and the sentence of a refusal.
fn wrong(here: &Here, refusal: &Refusal) -> (&'static str, String) {
    (refusal.field().unwrap_or("text"), here.speech().refusal(refusal.code(), &refusal.numbers()))
}
