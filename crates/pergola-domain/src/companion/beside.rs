//! A godparent beside a newcomer: both may decline, and nobody learns of a no.
//!
//! ```text
//!   asked ──the godparent says yes──► beside ──either ends it──► over
//!     └──says no, or a week goes by──► over      (the newcomer sees "asked" until the week is over, either way)
//! ```
//! A newcomer is shown one volunteer at a time. That he let one pass is kept for him alone.

use super::{NEWCOMERS_EACH, Refusal};
use crate::time::Timestamp;

/// Days in which a godparent answers; after them another may be asked.
pub const PATIENCE_DAYS: i64 = 7;

/// Where the two of them are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Beside {
    Asked {
        at: Timestamp,
    },
    /// The godparent said no; for the newcomer it is still asked until the week is over.
    Declined {
        asked_at: Timestamp,
    },
    Beside {
        since: Timestamp,
    },
    Over,
}

/// Who looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    Newcomer,
    Godparent,
}

impl Beside {
    /// What this side sees now: a no and a silence look alike to the newcomer.
    #[must_use]
    pub fn seen_by(self, side: Side, now: Timestamp) -> Self {
        match (self, side) {
            (Self::Asked { at } | Self::Declined { asked_at: at }, _) if now.days_since(at) >= PATIENCE_DAYS => {
                Self::Over
            }
            (Self::Declined { asked_at }, Side::Newcomer) => Self::Asked { at: asked_at },
            (Self::Declined { .. }, Side::Godparent) => Self::Over,
            (state, _) => state,
        }
    }

    /// The godparent says yes.
    ///
    /// # Errors
    /// Where nothing is asked any more, or where he goes with enough newcomers already.
    pub fn accept(self, newcomers: i64, now: Timestamp) -> Result<Self, Refusal> {
        match self.seen_by(Side::Godparent, now) {
            Self::Asked { .. } if newcomers >= NEWCOMERS_EACH => Err(Refusal::EnoughNewcomers),
            Self::Asked { .. } => Ok(Self::Beside { since: now }),
            _ => Err(Refusal::NoOffer),
        }
    }

    /// The godparent says no, without a word.
    ///
    /// # Errors
    /// Where nothing is asked any more.
    pub fn decline(self, now: Timestamp) -> Result<Self, Refusal> {
        match self.seen_by(Side::Godparent, now) {
            Self::Asked { at } => Ok(Self::Declined { asked_at: at }),
            _ => Err(Refusal::NoOffer),
        }
    }

    /// Either side ends it.
    ///
    /// # Errors
    /// Where it was over before.
    pub fn end(self, now: Timestamp) -> Result<Self, Refusal> {
        match self.seen_by(Side::Newcomer, now) {
            Self::Over => Err(Refusal::NoOffer),
            _ => Ok(Self::Over),
        }
    }
}

/// What two people have in common, as far as both show it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct InCommon {
    pub language: bool,
    pub place: bool,
    pub organisations: i64,
    pub skills: i64,
    /// Newcomers that the godparent goes with already.
    pub newcomers: i64,
}

/// How well a godparent suits a newcomer; none where they share no language or nothing else, or he has enough.
#[must_use]
pub fn suits(common: &InCommon) -> Option<i64> {
    let shared = i64::from(common.place) * 3 + common.organisations.min(3) * 3 + common.skills.min(4) * 2;
    (common.language && shared > 0 && common.newcomers < NEWCOMERS_EACH).then_some(shared - common.newcomers)
}
