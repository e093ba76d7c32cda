//! The record of who posts: made of what happened, so that nobody can edit it.

use super::{Application, Outcome};
use crate::time::Timestamp;

/// What happened so far.
#[derive(Clone, Debug, Default)]
pub struct Facts {
    pub open: i64,
    /// How closed ads ended.
    pub outcomes: Vec<Outcome>,
    pub applications: Vec<Application>,
}

/// What stands on each ad of the organisation.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Record {
    pub ads: i64,
    pub filled_here: i64,
    pub filled_otherwise: i64,
    pub stopped: i64,
    pub not_confirmed: i64,
    /// Applicants whose time for an answer has come, and those of them who had one.
    pub due: i64,
    pub answered: i64,
    /// The median of the days to the first answer; none where nobody was answered.
    pub median_days: Option<i64>,
}

impl Record {
    /// Share of the applicants who had an answer, in parts of a hundred; none where nobody's time has come.
    #[must_use]
    pub const fn answered_percent(&self) -> Option<i64> {
        if self.due == 0 { None } else { Some(self.answered * 100 / self.due) }
    }

    /// Adds up. Who withdrew before an answer counts neither way; who waits for less than the days of silence neither.
    #[must_use]
    pub fn of(facts: &Facts, now: Timestamp) -> Self {
        let count = |outcome| many(facts.outcomes.iter().filter(|one| **one == outcome).count());
        let mut days: Vec<i64> =
            facts.applications.iter().filter_map(|one| Some(one.answered_at?.days_since(one.sent_at))).collect();
        days.sort_unstable();
        let silent = many(facts.applications.iter().filter(|one| one.is_silence(now)).count());
        let answered = many(days.len());
        Self {
            ads: facts.open + many(facts.outcomes.len()),
            filled_here: count(Outcome::ThroughPergola),
            filled_otherwise: count(Outcome::Otherwise),
            stopped: count(Outcome::Stopped),
            not_confirmed: count(Outcome::NotConfirmed),
            due: answered + silent,
            answered,
            median_days: median(&days),
        }
    }
}

fn many(count: usize) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}

/// The middle one; of two in the middle the lower, so that it is a number of days that somebody really waited.
fn median(sorted: &[i64]) -> Option<i64> {
    sorted.get(sorted.len().checked_sub(1)? / 2).copied()
}
