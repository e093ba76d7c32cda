//! How two people met, as each of them tells it.

use std::str::FromStr;

use super::{MET_CHARS, ORGANISATION_CHARS, Plain};
use crate::{
    changes::MetKind,
    ids::MemberId,
    members::fits,
    text,
    time::{DAY_US, Timestamp, YearMonth},
};

impl MetKind {
    pub const ALL: [Self; 6] = [Self::Worked, Self::Studied, Self::Event, Self::Introduced, Self::Online, Self::Other];

    /// Its word in tables and JSON.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Worked => "worked",
            Self::Studied => "studied",
            Self::Event => "event",
            Self::Introduced => "introduced",
            Self::Online => "online",
            Self::Other => "other",
        }
    }
}

impl FromStr for MetKind {
    type Err = Plain;

    fn from_str(word: &str) -> Result<Self, Plain> {
        Self::ALL.into_iter().find(|kind| kind.word() == word).ok_or(Plain::MetKindUnknown)
    }
}

/// How two people met, as one of them tells it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Met {
    pub kind: MetKind,
    pub text: String,
    pub organisation: String,
    pub from: Option<YearMonth>,
    pub to: Option<YearMonth>,
    /// Who introduced them, where they met so here and both said yes: nobody can type it.
    pub introduced_by: Option<MemberId>,
}

/// The same as it was typed or sent.
#[derive(Clone, Debug, Default)]
pub struct MetTyped {
    pub kind: String,
    pub text: String,
    pub organisation: String,
    pub from: String,
    pub to: String,
}

impl Met {
    /// A meeting that nobody told of.
    #[must_use]
    pub const fn untold() -> Self {
        Self {
            kind: MetKind::Other,
            text: String::new(),
            organisation: String::new(),
            from: None,
            to: None,
            introduced_by: None,
        }
    }

    /// Somebody who knew both brought them together.
    #[must_use]
    pub fn introduced(by: MemberId) -> Self {
        Self { kind: MetKind::Introduced, introduced_by: Some(by), ..Self::untold() }
    }

    /// What was typed, cleaned and within bounds.
    ///
    /// # Errors
    /// When the kind is none of ours, a text too long, a month unreadable, upside down or yet to come.
    pub fn read(typed: &MetTyped, now: Timestamp) -> Result<Self, Plain> {
        let met = Self {
            kind: typed.kind.trim().parse()?,
            text: text::line(&typed.text),
            organisation: text::line(&typed.organisation),
            from: month(&typed.from)?,
            to: month(&typed.to)?,
            introduced_by: None,
        };
        if !fits(&met.text, MET_CHARS) {
            return Err(Plain::MetTextTooLong);
        }
        if !fits(&met.organisation, ORGANISATION_CHARS) {
            return Err(Plain::MetOrganisationTooLong);
        }
        if matches!((met.from, met.to), (Some(from), Some(to)) if from.first_month() > to.last_month()) {
            return Err(Plain::MetUpsideDown);
        }
        if met.from.is_some_and(|from| begins(from) > now) {
            return Err(Plain::MetInTheFuture);
        }
        Ok(met)
    }

    /// Since when they know each other: the month they tell, else the day of the tie.
    #[must_use]
    pub fn since(&self, formed_at: Timestamp) -> Timestamp {
        self.from.map_or(formed_at, begins).min(formed_at)
    }

    /// Whether both tell the same, but for how it is written.
    #[must_use]
    pub fn agrees_with(&self, other: &Self) -> bool {
        self.kind == other.kind
            && text::fold(&self.text) == text::fold(&other.text)
            && text::fold(&self.organisation) == text::fold(&other.organisation)
            && self.from == other.from
            && self.to == other.to
            && self.introduced_by == other.introduced_by
    }
}

fn month(typed: &str) -> Result<Option<YearMonth>, Plain> {
    if typed.trim().is_empty() {
        return Ok(None);
    }
    typed.parse().map(Some).map_err(|()| Plain::MetMonthMalformed)
}

/// The first moment of a month in UTC (days from civil, after Howard Hinnant).
#[must_use]
pub fn begins(month: YearMonth) -> Timestamp {
    let (year, m) = (i64::from(month.year), i64::from(month.month.unwrap_or(1)));
    let (year, shifted) = if m > 2 { (year, m - 3) } else { (year - 1, m + 9) };
    let (era, of_era) = (year.div_euclid(400), year.rem_euclid(400));
    let day_of_year = (153 * shifted + 2) / 5;
    let days = era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + day_of_year - 719_468;
    Timestamp(days.saturating_mul(DAY_US))
}
