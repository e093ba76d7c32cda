//! The pages of introductions: writing the questions, answering one, where it stands, asking along a path.

mod choose;
mod letter;
mod list;
mod one;
mod request;
mod write;

pub(super) use choose::choose;
pub(super) use letter::{
    answer as answer_letter, lift_by_letter, open as open_letter, open_outcome, tell_outcome, thanks,
};
pub(super) use list::{avoided, lift, list};
pub(super) use one::{answer, one, tell, withdraw};
pub(super) use request::{
    better, decline, new as new_request, one as request, pass_on, send as send_request, take_back, unfamiliar,
};
pub(super) use write::send;

use pergola_domain::{
    asks::Kind,
    ids::PersonId,
    introductions::{Given, Plain, Refusal},
    refusal::Refusal as _,
    text::first_name,
};
use serde::Deserialize;

use super::acts::looking::Person;
use crate::{
    asks::{self, Seen},
    http::{Failure, Here, layout::face},
    members::Account,
    pictures::TileSize,
    words::Speech,
};

/// An empty form.
#[derive(Debug, Deserialize)]
pub(super) struct Empty {}

/// Somebody on a page.
#[derive(Clone, Debug)]
pub(super) struct Node {
    pub(super) name: String,
    pub(super) first: String,
    pub(super) role: String,
    /// Empty for somebody on a card of another's.
    pub(super) path: String,
    pub(super) face: String,
}

impl Node {
    pub(super) fn of(account: &Account, size: TileSize) -> Self {
        Self {
            name: account.name.clone(),
            first: first_name(&account.name).to_owned(),
            role: account.headline.clone(),
            path: account.path(),
            face: face(account.id.0, &account.name, account.photo, size),
        }
    }

    /// As somebody reads it who is no member: the name, and a tile of its letters. Photos and pages are for members.
    pub(super) fn for_letter(person: &Person, size: TileSize) -> Self {
        Self::bare(person.id().number(), person.name(), size)
    }

    pub(super) fn bare(id: i64, name: &str, size: TileSize) -> Self {
        Self {
            name: name.to_owned(),
            first: first_name(name).to_owned(),
            role: String::new(),
            path: String::new(),
            face: face(id, name, None, size),
        }
    }

    pub(super) fn person(person: &Person, size: TileSize) -> Self {
        match person {
            Person::Member(account) => Self::of(account, size),
            Person::Card(card) => Self {
                name: card.name.clone(),
                first: first_name(&card.name).to_owned(),
                role: person.role(),
                path: String::new(),
                face: face(card.id.0, &card.name, None, size),
            },
        }
    }
}

/// What somebody asks or offers on the board.
#[derive(Clone, Debug)]
pub(super) struct Says {
    pub(super) is_ask: bool,
    pub(super) text: String,
    pub(super) path: String,
}

impl Says {
    pub(super) fn of(seen: &Seen) -> Self {
        Self { is_ask: seen.ask.kind == Kind::Ask, text: seen.ask.said.text.clone(), path: asks::path(&seen.ask) }
    }
}

/// "Giulia", "Giulia e Dario", "Giulia, Dario e Leila".
pub(super) fn joined(t: &Speech, names: &[String]) -> String {
    match names {
        [] => String::new(),
        [one] => one.clone(),
        [some @ .., last] => t.say("names-and").arg("some", some.join(", ")).arg("last", last).text(),
    }
}

/// What was wrong with a form: the field and the sentence.
#[derive(Clone, Debug)]
pub(super) struct Wrong {
    pub(super) field: &'static str,
    /// Its stable word.
    pub(super) code: &'static str,
    pub(super) sentence: String,
}

impl Wrong {
    pub(super) fn of(here: &Here, refusal: &Refusal, otherwise: &'static str) -> Self {
        Self {
            field: refusal.field().unwrap_or(otherwise),
            code: refusal.code(),
            sentence: here.speech().refusal(refusal.code(), &refusal.numbers()),
        }
    }
}

/// What a form of answers says.
pub(super) fn given(answer: &str) -> Result<Given, Failure<Refusal>> {
    match answer {
        "yes" => Ok(Given::Yes),
        "not_now" => Ok(Given::NotNow),
        "no" => Ok(Given::No),
        "never_by" => Ok(Given::NeverBy),
        _ => Err(Failure::Refused(Plain::AnswerUnknown.into())),
    }
}

/// Whoever looks, as one of the people in an introduction.
pub(super) fn me(here: &Here) -> PersonId {
    PersonId::Member(here.by().member)
}
