//! The pages of ties: inviting, answering, whom somebody knows, leaving and blocking.

mod ending;
mod invite;
mod waiting;

pub(super) use ending::{block, block_form, blocked, farewell, farewell_form, ties_of, unblock};
pub(super) use invite::{form as invite_form, send as invite};
pub(super) use waiting::{accept, confirm, refuse, waiting, withdraw};

use pergola_domain::{
    changes::MetKind,
    refusal::Refusal as _,
    text::first_name,
    ties::{Met, MetTyped, Refusal},
};
use serde::Deserialize;

use crate::{
    http::{Here, layout::face},
    members::Account,
    pictures::TileSize,
    words::Speech,
};

/// Somebody in a list.
pub(super) struct Node {
    pub(super) name: String,
    pub(super) first: String,
    pub(super) handle: String,
    pub(super) path: String,
    pub(super) headline: String,
    pub(super) face: String,
}

impl Node {
    pub(super) fn of(person: &Account) -> Self {
        Self {
            name: person.name.clone(),
            first: first_name(&person.name).to_owned(),
            handle: person.handle.clone(),
            path: person.path(),
            headline: person.headline.clone(),
            face: face(person.id.0, &person.name, person.photo, TileSize::Usual),
        }
    }
}

/// An empty form.
#[derive(Debug, Deserialize)]
pub(super) struct Empty {}

/// How they met, as a form sends it.
#[derive(Clone, Debug, Default, Deserialize)]
pub(super) struct MetForm {
    #[serde(default)]
    pub(super) kind: String,
    #[serde(default)]
    pub(super) text: String,
    #[serde(default)]
    pub(super) organisation: String,
    #[serde(default)]
    pub(super) from: String,
    #[serde(default)]
    pub(super) to_month: String,
    #[serde(default)]
    pub(super) message: String,
}

impl MetForm {
    pub(super) fn typed(&self) -> MetTyped {
        MetTyped {
            kind: self.kind.clone(),
            text: self.text.clone(),
            organisation: self.organisation.clone(),
            from: self.from.clone(),
            to: self.to_month.clone(),
        }
    }
}

/// The kinds of meeting, their words, and which is chosen.
pub(super) fn kinds(t: &Speech, chosen: &str) -> Vec<(&'static str, String, bool)> {
    MetKind::ALL
        .into_iter()
        .map(|kind| (kind.word(), t.s(&["met-", kind.word()].concat()).to_owned(), kind.word() == chosen))
        .collect()
}

/// How they met, in one line: "avete lavorato insieme, Museo del Sale Rosa (2019): …".
pub(super) fn told(t: &Speech, met: &Met) -> String {
    let mut parts = vec![t.s(&["met-", met.kind.word()].concat()).to_owned()];
    if !met.organisation.is_empty() {
        parts.push(met.organisation.clone());
    }
    if let Some(from) = &met.from {
        parts.push(t.month(from));
    }
    if !met.text.is_empty() {
        parts.push(met.text.clone());
    }
    parts.join(" · ")
}

/// Which input of a form about how they met a refusal is about; the page itself where it is about none.
pub(super) fn input(field: &'static str) -> &'static str {
    match field {
        "to_month" => "from",
        "kind" | "organisation" | "from" | "text" | "message" => field,
        _ => "main",
    }
}

/// The field and the sentence of a refusal.
pub(super) fn wrong(here: &Here, refusal: &Refusal) -> (&'static str, String) {
    (refusal.field().unwrap_or("kind"), here.speech().refusal(refusal.code(), &refusal.numbers()))
}
