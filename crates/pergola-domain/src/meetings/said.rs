//! What a proposal says: what to do, when, where, with which words; how it is read from what was typed.

use super::{AHEAD_DAYS, LINK_CHARS, MINUTES_LEAST, MINUTES_MOST, PLACE_CHARS, Plain, TIMES, WORDS_CHARS};
use crate::{members::fits, text, time::Timestamp};

/// What people do when they meet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Coffee,
    Call,
    Walk,
}

impl Kind {
    pub const ALL: [Self; 3] = [Self::Coffee, Self::Call, Self::Walk];

    /// Its word in tables and JSON.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Coffee => "coffee",
            Self::Call => "call",
            Self::Walk => "walk",
        }
    }

    /// The kind of moment that it becomes in a garden.
    #[must_use]
    pub const fn moment(self) -> &'static str {
        if matches!(self, Self::Call) { "called" } else { "met" }
    }
}

impl std::str::FromStr for Kind {
    type Err = Plain;

    fn from_str(word: &str) -> Result<Self, Plain> {
        Self::ALL.into_iter().find(|kind| kind.word() == word).ok_or(Plain::KindUnknown)
    }
}

/// What became of an hour on a wall in some zone, as the book of zones tells it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Read {
    At {
        at: Timestamp,
        /// The zone by its own name.
        zone: String,
    },
    Malformed,
    ZoneUnknown,
    Skipped,
    Repeated,
}

/// One of the times of a proposal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Slot {
    /// Minted anew with each proposal, so that nobody picks a time that is proposed no more.
    pub id: i64,
    pub starts_at: Timestamp,
    pub zone: String,
}

/// The times of a proposal, with an id for each from `ids`, in the order in which they come.
///
/// # Errors
/// None or too many, one that is no moment, past, far ahead, or there twice.
pub fn times(read: Vec<Read>, mut fresh: impl FnMut() -> i64, now: Timestamp) -> Result<Vec<Slot>, Plain> {
    if read.is_empty() {
        return Err(Plain::TimesMissing);
    }
    if read.len() > TIMES {
        return Err(Plain::TooManyTimes);
    }
    let mut slots: Vec<Slot> = Vec::with_capacity(read.len());
    for one in read {
        let (starts_at, zone) = match one {
            Read::At { at, zone } => (at, zone),
            Read::Malformed => return Err(Plain::TimeMalformed),
            Read::ZoneUnknown => return Err(Plain::ZoneUnknown),
            Read::Skipped => return Err(Plain::HourSkipped),
            Read::Repeated => return Err(Plain::HourRepeated),
        };
        if starts_at <= now {
            return Err(Plain::InThePast);
        }
        if starts_at > now.plus_days(AHEAD_DAYS) {
            return Err(Plain::TooFarAhead);
        }
        if slots.iter().any(|slot| slot.starts_at == starts_at) {
            return Err(Plain::TimeTwice);
        }
        slots.push(Slot { id: fresh(), starts_at, zone });
    }
    slots.sort_by_key(|slot| slot.starts_at);
    Ok(slots)
}

/// Where people meet, and for how long: as it was typed.
#[derive(Clone, Debug, Default)]
pub struct Typed {
    pub kind: String,
    pub minutes: Option<i64>,
    pub place: String,
    pub link: String,
    pub words: String,
}

/// The same, cleaned and within bounds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    pub kind: Kind,
    pub minutes: i64,
    pub place: String,
    pub link: String,
    /// A line from who proposed, or answered, last.
    pub words: String,
}

impl Said {
    /// # Errors
    /// When something is missing, unreadable or too long.
    pub fn read(typed: &Typed) -> Result<Self, Plain> {
        let kind: Kind = typed.kind.trim().parse()?;
        let minutes = typed.minutes.unwrap_or(if kind == Kind::Call { 30 } else { 60 });
        if !(MINUTES_LEAST..=MINUTES_MOST).contains(&minutes) {
            return Err(Plain::MinutesOutOfRange);
        }
        let (place, link) = (place(&typed.place)?, link(&typed.link)?);
        // People find each other by telephone without an address; for a coffee they need one.
        if kind != Kind::Call && place.is_empty() && link.is_empty() {
            return Err(Plain::PlaceMissing);
        }
        Ok(Self { kind, minutes, place, link, words: words(&typed.words)? })
    }
}

/// A place, cleaned.
///
/// # Errors
/// When it is too long.
pub fn place(typed: &str) -> Result<String, Plain> {
    let place = text::line(typed);
    if fits(&place, PLACE_CHARS) { Ok(place) } else { Err(Plain::PlaceTooLong) }
}

/// An address of a call, or nothing.
///
/// # Errors
/// When it is too long, or no address of the web.
pub fn link(typed: &str) -> Result<String, Plain> {
    let link = text::line(typed);
    if !fits(&link, LINK_CHARS) {
        return Err(Plain::LinkTooLong);
    }
    let whole = matches!(text::pieces(&link).as_slice(), [text::Piece::Link(only)] if *only == link);
    if link.is_empty() || whole { Ok(link) } else { Err(Plain::LinkMalformed) }
}

/// A line beside a proposal or an answer.
///
/// # Errors
/// When it is too long.
pub fn words(typed: &str) -> Result<String, Plain> {
    let words = text::paragraphs(typed);
    if fits(&words, WORDS_CHARS) { Ok(words) } else { Err(Plain::WordsTooLong) }
}
