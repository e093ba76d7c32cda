//! Two people whom a third could introduce: which pairs he sees today, and what his answers teach.
//!
//! ```text
//! found ─► shown, three a day at most ─┬─ introduced: it does not come again
//!                                      ├─ not now: it rests for a month
//!                                      └─ they do not go together: never again; others of the same two weigh less
//! ```
//! All of it belongs to the one in the middle. Nobody else learns that a pair was found, shown or put aside.

use crate::{
    ids::{AskId, MemberId, PersonId},
    time::Timestamp,
};

crate::refusals! {
    /// Why a pair stays where it is.
    Refusal {
        WhyUnknown => "pairs.why_unknown" @ "why",
        AlreadyAnswered => "pairs.already_answered",
    }
}

/// Pairs a day, those that were answered with them.
pub const A_DAY: usize = 3;
/// How long "not now" holds.
pub const RESTS_DAYS: i64 = 30;
/// What each "they do not go together" leaves of the weight of other pairs with one of the two in the same role.
const TAUGHT: f32 = 0.7;
/// What is left of an ask's weight when its time is nearly over.
const STALE: f32 = 0.4;
/// How close one is to somebody of whom he says nothing, of five.
const UNTOLD: u8 = 3;

/// Who asks, who answers and with what.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Pair {
    pub ask: AskId,
    pub asker: MemberId,
    /// None where it is what he tells of himself, or what stands on a card.
    pub offer: Option<AskId>,
    pub other: PersonId,
}

/// A pair that fits, with what its place depends on.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Candidate {
    pub pair: Pair,
    /// How well they fit, from nothing to one.
    pub fit: f32,
    /// How close the one in the middle says he is to each, 1 to 5.
    pub closeness: [Option<u8>; 2],
    /// Of the ask, in thousandths.
    pub freshness: u16,
}

/// What the one in the middle said of a pair.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    NotNow,
    NeverTogether,
}

impl Answer {
    pub const ALL: [Self; 2] = [Self::NotNow, Self::NeverTogether];

    /// Its word in tables, forms and JSON.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::NotNow => "not_now",
            Self::NeverTogether => "never_together",
        }
    }

    /// The answer of that word.
    #[must_use]
    pub fn of_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|answer| answer.word() == word)
    }
}

/// A pair that was shown before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shown {
    pub pair: Pair,
    /// On this day since 1970.
    pub day: i64,
    pub answer: Option<(Answer, Timestamp)>,
}

impl Shown {
    /// Whether a pair is the same to the one who sees it: the same ask, and the same person to answer it.
    fn is(&self, pair: &Pair) -> bool {
        self.pair.ask == pair.ask && self.pair.other == pair.other
    }

    fn keeps_away(&self, pair: &Pair, now: Timestamp) -> bool {
        match self.answer {
            Some((Answer::NotNow, at)) => self.is(pair) && now.days_since(at) < RESTS_DAYS,
            // Two people who do not go together do not for another ask of the same one either, until the offer is another.
            Some((Answer::NeverTogether, _)) => {
                self.is(pair)
                    || self.pair.asker == pair.asker && self.pair.other == pair.other && self.pair.offer == pair.offer
            }
            None => false,
        }
    }
}

/// Fit × how well he knows both × freshness of the ask × what he taught.
#[must_use]
pub fn weight(candidate: &Candidate, past: &[Shown]) -> f32 {
    let known = |closeness: Option<u8>| f32::from(closeness.unwrap_or(UNTOLD).clamp(1, 5)) / 5.0;
    let [asker, other] = candidate.closeness;
    let fresh = STALE + (1.0 - STALE) * f32::from(candidate.freshness.min(1_000)) / 1_000.0;
    let lessons = past.iter().filter(|shown| {
        let never = matches!(shown.answer, Some((Answer::NeverTogether, _)));
        never && (shown.pair.asker == candidate.pair.asker || shown.pair.other == candidate.pair.other)
    });
    let taught = lessons.take(8).fold(1.0, |left, _| left * TAUGHT);
    candidate.fit * (known(asker) * known(other)).sqrt() * fresh * taught
}

/// The pairs that are new today: as many as the day still takes, one of a person, the weightiest first.
///
/// What was shown today stays, so the day is steady; what comes later only fills it.
#[must_use]
pub fn new_today(candidates: &[Candidate], past: &[Shown], today: i64, now: Timestamp) -> Vec<Pair> {
    let of_today: Vec<Pair> = past.iter().filter(|shown| shown.day == today).map(|shown| shown.pair).collect();
    let mut weighed: Vec<(f32, Pair)> = candidates
        .iter()
        .filter(|candidate| !past.iter().any(|shown| shown.keeps_away(&candidate.pair, now)))
        .map(|candidate| (weight(candidate, past), candidate.pair))
        .collect();
    weighed.sort_by(|one, other| other.0.total_cmp(&one.0).then(one.1.cmp(&other.1)));
    let mut day = of_today.clone();
    for (_, pair) in weighed {
        if day.len() >= A_DAY {
            break;
        }
        let people = [PersonId::Member(pair.asker), pair.other];
        let named = |kept: &Pair| people.contains(&PersonId::Member(kept.asker)) || people.contains(&kept.other);
        if !day.iter().any(named) {
            day.push(pair);
        }
    }
    day.split_off(of_today.len())
}

#[cfg(test)]
mod tests {
    use super::{A_DAY, Answer, Candidate, Pair, RESTS_DAYS, Shown, new_today, weight};
    use crate::{
        ids::{AskId, MemberId, PersonId},
        time::{DAY_US, Timestamp},
    };

    const NOW: Timestamp = Timestamp(100 * DAY_US);
    const TODAY: i64 = 100;

    fn pair(number: i64) -> Pair {
        Pair {
            ask: AskId(number),
            asker: MemberId(100 + number),
            offer: Some(AskId(1_000 + number)),
            other: PersonId::Member(MemberId(200 + number)),
        }
    }

    fn candidate(number: i64, fit: f32) -> Candidate {
        Candidate { pair: pair(number), fit, closeness: [None, None], freshness: 1_000 }
    }

    fn shown(number: i64, day: i64, answer: Option<(Answer, Timestamp)>) -> Shown {
        Shown { pair: pair(number), day, answer }
    }

    #[test]
    fn the_best_three_of_the_day_and_no_more() {
        let all: Vec<Candidate> =
            (1..=5).map(|number| candidate(number, 0.1 * f32::from(u8::try_from(number).unwrap()))).collect();
        assert_eq!(new_today(&all, &[], TODAY, NOW), [pair(5), pair(4), pair(3)]);
        let past = [shown(1, TODAY, None), shown(2, TODAY, Some((Answer::NotNow, NOW)))];
        assert_eq!(new_today(&all, &past, TODAY, NOW), [pair(5)], "answered ones count for the day");
        let full: Vec<Shown> = (1..=3).map(|number| shown(number, TODAY, None)).collect();
        assert_eq!(full.len(), A_DAY);
        assert_eq!(new_today(&all, &full, TODAY, NOW), []);
    }

    #[test]
    fn knowing_both_well_and_a_fresh_ask_weigh() {
        let plain = candidate(1, 0.5);
        for less in [
            Candidate { closeness: [Some(1), None], ..plain },
            Candidate { closeness: [None, Some(1)], ..plain },
            Candidate { freshness: 100, ..plain },
            Candidate { fit: 0.4, ..plain },
        ] {
            assert!(weight(&less, &[]) < weight(&plain, &[]), "{less:?}");
        }
        assert!(weight(&Candidate { closeness: [Some(5), Some(5)], ..plain }, &[]) > weight(&plain, &[]));
        assert!(weight(&Candidate { freshness: 0, ..plain }, &[]) > 0.0);
    }

    #[test]
    fn not_now_rests_and_never_stays_away_and_teaches() {
        let all = [candidate(1, 0.5)];
        let not_now = [shown(1, 90, Some((Answer::NotNow, NOW.plus_days(-10))))];
        assert_eq!(new_today(&all, &not_now, TODAY, NOW), []);
        let later = NOW.plus_days(RESTS_DAYS);
        assert_eq!(new_today(&all, &not_now, TODAY + RESTS_DAYS, later), [pair(1)]);
        let never = [shown(1, 90, Some((Answer::NeverTogether, NOW.plus_days(-900))))];
        assert_eq!(new_today(&all, &never, TODAY, NOW), []);
        let again = Candidate { pair: Pair { ask: AskId(77), ..pair(1) }, ..candidate(1, 0.5) };
        assert_eq!(new_today(&[again], &never, TODAY, NOW), [], "nor for another ask of the same two");
        let else_offered = Candidate { pair: Pair { offer: Some(AskId(78)), ..again.pair }, ..again };
        assert_eq!(new_today(&[else_offered], &never, TODAY, NOW).len(), 1);
        assert!(weight(&else_offered, &never) < weight(&else_offered, &[]), "but it weighs less");
    }

    #[test]
    fn nobody_stands_in_two_pairs_of_a_day() {
        let same = Candidate { pair: Pair { asker: MemberId(101), ..pair(2) }, ..candidate(2, 0.4) };
        let turned =
            Candidate { pair: Pair { other: PersonId::Member(MemberId(101)), ..pair(3) }, ..candidate(3, 0.3) };
        assert_eq!(new_today(&[candidate(1, 0.5), same, turned], &[], TODAY, NOW), [pair(1)]);
    }
}
