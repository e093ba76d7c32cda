//! The one question after a meeting: was it good, what next? Each answers for himself, and the other never reads it.

use std::str::FromStr;

use super::{Meeting, Plain, State, words};

/// Whether it was good.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Good {
    Yes,
    SoSo,
    /// It did not take place: then it is no moment either.
    Missed,
}

/// What comes next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Next {
    /// To meet again.
    Again,
    /// To introduce the other to somebody.
    Introduce,
    /// To write to the other.
    Write,
    Nothing,
}

impl Good {
    pub const ALL: [Self; 3] = [Self::Yes, Self::SoSo, Self::Missed];

    /// Its word in tables and JSON.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Yes => "yes",
            Self::SoSo => "so_so",
            Self::Missed => "missed",
        }
    }
}

impl FromStr for Good {
    type Err = Plain;

    fn from_str(word: &str) -> Result<Self, Plain> {
        Self::ALL.into_iter().find(|good| good.word() == word).ok_or(Plain::GoodUnknown)
    }
}

impl Next {
    pub const ALL: [Self; 4] = [Self::Again, Self::Introduce, Self::Write, Self::Nothing];

    /// Its word in tables and JSON.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Again => "again",
            Self::Introduce => "introduce",
            Self::Write => "write",
            Self::Nothing => "nothing",
        }
    }
}

impl FromStr for Next {
    type Err = Plain;

    fn from_str(word: &str) -> Result<Self, Plain> {
        Self::ALL.into_iter().find(|next| next.word() == word).ok_or(Plain::NextUnknown)
    }
}

/// What one of the two tells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    pub good: Good,
    pub next: Next,
    /// For the own story with the other.
    pub words: String,
}

impl Told {
    /// What is told of a meeting that was held, once. `before`: he told of it already.
    ///
    /// # Errors
    /// When it is not over, was told, or a word is none of ours.
    pub fn read(meeting: &Meeting, before: bool, good: &str, next: &str, typed: &str) -> Result<Self, Plain> {
        if !matches!(meeting.state, State::Held { .. }) {
            return Err(Plain::NotOverYet);
        }
        if before {
            return Err(Plain::AlreadyTold);
        }
        let next = if next.trim().is_empty() { Next::Nothing } else { next.trim().parse()? };
        Ok(Self { good: good.trim().parse()?, next, words: words(typed)? })
    }
}
