//! Toto's next step: one small thing, with its reason, and never more than one at a time.
//!
//! A pure rule over facts and over what was proposed before. The order of [`Step::ALL`] is the rule: the first step whose
//! opening there is, and which is not at rest, is the one. Who waits for an answer comes first, then what one can give,
//! then what one may ask, then the house. One new step a day, unless more is asked for or somebody waits: his question does
//! not become less by being told tomorrow, and he would wait for Toto's sake.
//!
//! ```text
//!             proposed ──"done"──────────────► at rest until its turn comes again (`rests_days`)
//!                │ └────"not today"──────────► at rest until tomorrow; the third time for a month
//!                └──the opening is gone──────► done by itself, without a word
//! ```
//! What it reads is the member's own; what it proposes nobody else sees, and nothing of it is counted anywhere.

mod beside;
mod facts;
mod steps;

pub use beside::{Beside, InCommon, PATIENCE_DAYS, Side, suits};
pub use facts::{Facts, Opening};
pub use steps::{Seen, Step};

use crate::{refusals, time::Timestamp};

/// After this many "not today" in a row a step is left alone for [`PEACE_DAYS`].
pub const PATIENCE: i64 = 3;
/// How long a step that was put off again and again is left alone.
pub const PEACE_DAYS: i64 = 30;

refusals! {
    /// Why a step cannot be answered.
    Refusal {
        /// It was answered before, or its time is over.
        StepOver => "companion.step_over",
        /// Nobody was proposed, or no longer.
        NoOffer => "companion.no_offer",
        /// A godparent goes with two newcomers at most.
        EnoughNewcomers => "companion.enough_newcomers" { most: NEWCOMERS_EACH },
        /// Who came this week is a newcomer.
        TooNew => "companion.too_new" { days: GODPARENT_FROM_DAYS },
    }
}

/// Days of membership from which one may go beside a newcomer.
pub const GODPARENT_FROM_DAYS: i64 = 30;
/// Days in which one is a newcomer, and may be offered somebody who goes beside him.
pub const NEWCOMER_DAYS: i64 = 60;
/// Newcomers beside one godparent at the same time.
pub const NEWCOMERS_EACH: i64 = 2;

/// How an earlier proposal ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    /// Still before the member.
    Open,
    Done {
        at: Timestamp,
    },
    /// "Not today", for the how-manieth time in a row.
    Postponed {
        at: Timestamp,
        times: i64,
    },
}

/// What was proposed before: the last proposal of each step about each subject.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Proposal {
    pub step: Step,
    /// Whom or what it is about; zero where it is about nobody in particular.
    pub subject: i64,
    pub proposed_at: Timestamp,
    pub ending: Ending,
}

/// What the member sees now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Today {
    /// The step of before is still there.
    Still(Step, Opening),
    /// A new one.
    New(Step, Opening),
    /// Today's step was taken or put off. There would be another, for who asks.
    Rest { more: bool },
    /// Nothing to propose.
    Nothing,
}

/// The step before the member. `more`: he asked for another today. `day` says which day a moment belongs to, as a number that
/// grows: where midnight is, is the server's to say.
///
/// A proposal that is open and whose opening is gone was done meanwhile; the caller keeps it as done.
#[must_use]
pub fn today(facts: &Facts, past: &[Proposal], now: Timestamp, more: bool, day: impl Fn(Timestamp) -> i64) -> Today {
    for earlier in past.iter().filter(|earlier| earlier.ending == Ending::Open) {
        if let Some(opening) = facts.opening(earlier.step).filter(|opening| opening.subject == earlier.subject) {
            return Today::Still(earlier.step, opening);
        }
    }
    let next = Step::ALL.into_iter().find_map(|step| {
        let opening = facts.opening(step)?;
        (!rests(step, opening.subject, past, now, &day)).then_some((step, opening))
    });
    let had_one = past.iter().any(|earlier| day(earlier.proposed_at) == day(now));
    match next {
        None if had_one => Today::Rest { more: false },
        None => Today::Nothing,
        // Somebody who waits for an answer does not wait for tomorrow.
        Some((step, opening)) if !had_one || more || step.somebody_waits() => Today::New(step, opening),
        Some(_) => Today::Rest { more: true },
    }
}

/// Whether a step about somebody is left alone for now.
fn rests(step: Step, subject: i64, past: &[Proposal], now: Timestamp, day: impl Fn(Timestamp) -> i64) -> bool {
    past.iter().filter(|earlier| earlier.step == step).any(|earlier| match earlier.ending {
        Ending::Open => false,
        // Done for one person, it is free for the next; done in general, it rests as a whole.
        Ending::Done { at } => earlier.subject == subject && now.days_since(at) < step.rests_days(),
        Ending::Postponed { at, times } if times >= PATIENCE => {
            earlier.subject == subject && now.days_since(at) < PEACE_DAYS
        }
        Ending::Postponed { at, .. } => day(at) == day(now),
    })
}

/// How often in a row a step about this subject was put off, with this time.
#[must_use]
pub fn times_postponed(before: Option<Ending>) -> i64 {
    match before {
        Some(Ending::Postponed { times, .. }) => times.saturating_add(1),
        _ => 1,
    }
}

#[cfg(test)]
mod tests;
