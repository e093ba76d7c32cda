//! Whom the garden names in a week: at most three, by a rule that everybody can read here.

use super::{DORMANT_DAYS, NUDGES_A_WEEK, USUAL_RHYTHM_DAYS};
use crate::ids::{MemberId, PersonId};

/// Somebody whom the garden may name this week.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Candidate {
    pub person: PersonId,
    /// Since the last moment.
    pub silent_days: i64,
    pub cadence_days: Option<i64>,
    pub closeness: Option<i64>,
    /// In one of the last `TURN_WEEKS` weeks.
    pub named_lately: bool,
}

/// Why somebody is named.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// The own rhythm is over.
    Thirsty,
    /// Three years without a word and no rhythm. Levin, Walter and Murnighan ("Dormant ties", Organization Science
    /// 22/4, 2011) found that such people bring as much as close ones: trust stays, and they have seen other things.
    Dormant,
}

impl Reason {
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Thirsty => "thirsty",
            Self::Dormant => "dormant",
        }
    }

    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        [Self::Thirsty, Self::Dormant].into_iter().find(|reason| reason.name() == name)
    }
}

/// Whether this is one of the weeks, every fourth, in which an owner is reminded of a dormant tie.
#[must_use]
pub const fn is_dormant_week(owner: MemberId, week: i64) -> bool {
    week.rem_euclid(4) == (owner.0 / 16_384 + owner.0).rem_euclid(4)
}

/// Whom the garden names, besides the `named` (tended or put aside, they count) of this week; never more than
/// [`NUDGES_A_WEEK`] in all, so nobody takes the place of who was put aside.
///
/// In a dormant week one place is for a dormant tie. The others go to the thirsty: first who was not named lately,
/// then by thirst in halves of the own rhythm (four rhythms and more are alike), then by closeness, then exactly by
/// thirst, and at last by id, so that the order in which they are given says nothing.
#[must_use]
pub fn nudges(
    owner: MemberId,
    week: i64,
    named: &[(PersonId, Reason)],
    candidates: &[Candidate],
) -> Vec<(PersonId, Reason)> {
    let mut free = NUDGES_A_WEEK.saturating_sub(named.len());
    let fresh = |candidate: &&Candidate| !named.iter().any(|(person, _)| *person == candidate.person);
    let dormant_wanted = is_dormant_week(owner, week) && !named.iter().any(|(_, reason)| *reason == Reason::Dormant);
    let dormant = candidates
        .iter()
        .filter(fresh)
        .filter(|candidate| candidate.cadence_days.is_none() && candidate.silent_days >= DORMANT_DAYS)
        .min_by_key(|candidate| dormant_key(candidate, week))
        .filter(|_| dormant_wanted && free > 0);
    free -= usize::from(dormant.is_some());
    let mut thirsty: Vec<_> = candidates
        .iter()
        .filter(fresh)
        .filter(|candidate| candidate.cadence_days.is_some_and(|days| candidate.silent_days > days))
        .collect();
    thirsty.sort_by_key(|candidate| thirst_key(candidate));
    thirsty.dedup();
    let thirsty = thirsty.into_iter().take(free).map(|candidate| (candidate.person, Reason::Thirsty));
    thirsty.chain(dormant.map(|candidate| (candidate.person, Reason::Dormant))).collect()
}

type Key = (bool, i64, i64, i64, PersonId);

fn thirst_key(candidate: &Candidate) -> Key {
    let days = candidate.cadence_days.unwrap_or(USUAL_RHYTHM_DAYS).max(1);
    let halves = (2 * candidate.silent_days / days).min(8);
    let exact = 1_000 * candidate.silent_days / days;
    (candidate.named_lately, -halves, -candidate.closeness.unwrap_or(0), -exact, candidate.person)
}

fn dormant_key(candidate: &Candidate, week: i64) -> (bool, i64, i64, PersonId) {
    let closeness = candidate.closeness.unwrap_or(0);
    (candidate.named_lately, -closeness, dormant_turn(candidate.person.number(), week), candidate.person)
}

/// A number that puts dormant ties in another order each week; the store sorts by the same.
#[must_use]
pub const fn dormant_turn(person: i64, week: i64) -> i64 {
    (person.rem_euclid(DORMANT_TURNS) + dormant_shift(week)) % DORMANT_TURNS
}

pub const DORMANT_TURNS: i64 = 1_009;

/// What a week adds to [`dormant_turn`].
#[must_use]
pub const fn dormant_shift(week: i64) -> i64 {
    week.rem_euclid(DORMANT_TURNS) * 97 % DORMANT_TURNS
}
