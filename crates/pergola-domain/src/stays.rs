//! "I will be in Turin next week": where a member will be for some days, told to those of his ties whom he chooses.
//!
//! It ends by itself: after its last day nobody is told of it any more.

use crate::{
    ids::{MemberId, StayId},
    members::fits,
    text,
    time::{DAY_US, Timestamp},
};

pub const PLACE_CHARS: i64 = 120;
pub const WORDS_CHARS: i64 = 300;
pub const AHEAD_DAYS: i64 = 365;
pub const LASTS_DAYS: i64 = 90;
/// Stays of one member that are not over.
pub const OPEN_AT_ONCE: i64 = 10;
/// Ties told of one stay.
pub const TOLD: i64 = 100;

crate::refusals! {
    /// Why a stay is not told.
    Refusal {
        PlaceMissing => "stays.place_missing" @ "place",
        PlaceTooLong => "stays.place_too_long" @ "place" { limit: PLACE_CHARS },
        DayMalformed => "stays.day_malformed" @ "from",
        UpsideDown => "stays.upside_down" @ "until",
        Over => "stays.over" @ "until",
        TooFarAhead => "stays.too_far_ahead" @ "from" { days: AHEAD_DAYS },
        LastsTooLong => "stays.lasts_too_long" @ "until" { days: LASTS_DAYS },
        WordsTooLong => "stays.words_too_long" @ "words" { limit: WORDS_CHARS },
        TooManyOpen => "stays.too_many_open" { limit: OPEN_AT_ONCE },
        NobodyChosen => "stays.nobody_chosen" @ "tell",
        /// One of those chosen is no tie; whoever that is.
        NoTie => "stays.no_tie" @ "tell",
        TooManyTold => "stays.too_many_told" @ "tell" { limit: TOLD },
    }
}

/// What somebody tells, as typed; days as the first moments of theirs.
#[derive(Clone, Debug, Default)]
pub struct Typed {
    pub place: String,
    pub from: Option<Timestamp>,
    pub until: Option<Timestamp>,
    pub words: String,
}

/// Where somebody will be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stay {
    pub id: StayId,
    pub member: MemberId,
    pub place: String,
    pub from: Timestamp,
    /// The last day: it counts until it is over.
    pub until: Timestamp,
    pub words: String,
}

impl Stay {
    /// # Errors
    /// When something is missing, too long, or the days make no sense.
    pub fn read(id: StayId, member: MemberId, typed: &Typed, now: Timestamp) -> Result<Self, Refusal> {
        let (place, words) = (text::line(&typed.place), text::line(&typed.words));
        if place.is_empty() {
            return Err(Refusal::PlaceMissing);
        }
        if !fits(&place, PLACE_CHARS) {
            return Err(Refusal::PlaceTooLong);
        }
        if !fits(&words, WORDS_CHARS) {
            return Err(Refusal::WordsTooLong);
        }
        let (Some(from), Some(until)) = (typed.from, typed.until) else { return Err(Refusal::DayMalformed) };
        if until < from {
            return Err(Refusal::UpsideDown);
        }
        if from > now.plus_days(AHEAD_DAYS) {
            return Err(Refusal::TooFarAhead);
        }
        if until - from > LASTS_DAYS * DAY_US {
            return Err(Refusal::LastsTooLong);
        }
        let stay = Self { id, member, place, from, until, words };
        if stay.is_over(now) { Err(Refusal::Over) } else { Ok(stay) }
    }

    /// The moment after its last day.
    #[must_use]
    pub const fn ends_at(&self) -> Timestamp {
        self.until.plus_days(1)
    }

    #[must_use]
    pub fn is_over(&self, now: Timestamp) -> bool {
        self.ends_at() <= now
    }
}

#[cfg(test)]
mod tests {
    use super::{AHEAD_DAYS, LASTS_DAYS, Refusal, Stay, Typed};
    use crate::{
        ids::{MemberId, StayId},
        time::{DAY_US, Timestamp},
    };

    const NOW: Timestamp = Timestamp(1_000 * DAY_US + 3_600_000_000);

    fn read(change: impl FnOnce(&mut Typed)) -> Result<Stay, Refusal> {
        let day = |days: i64| Some(Timestamp(1_000 * DAY_US).plus_days(days));
        let mut typed = Typed { place: "Torino".to_owned(), from: day(5), until: day(8), words: String::new() };
        change(&mut typed);
        Stay::read(StayId(1), MemberId(2), &typed, NOW)
    }

    #[test]
    fn each_bad_input_has_its_refusal() {
        let day = |days: i64| Some(Timestamp(1_000 * DAY_US).plus_days(days));
        assert_eq!(read(|typed| typed.place = " ".to_owned()), Err(Refusal::PlaceMissing));
        assert_eq!(read(|typed| typed.place = "a".repeat(121)), Err(Refusal::PlaceTooLong));
        assert_eq!(read(|typed| typed.words = "a".repeat(301)), Err(Refusal::WordsTooLong));
        assert_eq!(read(|typed| typed.from = None), Err(Refusal::DayMalformed));
        assert_eq!(read(|typed| typed.until = day(4)), Err(Refusal::UpsideDown));
        assert_eq!(read(|typed| typed.until = day(5 + LASTS_DAYS + 1)), Err(Refusal::LastsTooLong));
        let late = read(|typed| (typed.from, typed.until) = (day(AHEAD_DAYS + 2), day(AHEAD_DAYS + 2)));
        assert_eq!(late, Err(Refusal::TooFarAhead));
        assert_eq!(read(|typed| (typed.from, typed.until) = (day(-3), day(-1))), Err(Refusal::Over));
        let today = read(|typed| (typed.from, typed.until) = (day(-3), day(0))).unwrap();
        assert!(!today.is_over(NOW) && today.is_over(NOW.plus_days(1)), "its last day counts");
    }
}
