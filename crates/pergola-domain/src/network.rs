//! Rules of the network: how strong a step is, what "the same years" means, which of two paths is warmer.
//!
//! Whole numbers only: the same facts give the same order on every machine, and a test can say what it expects.
//! What a member keeps to himself (closeness, notes, moments) is no fact here but an argument of his own questions,
//! see [`own_step`]: no rule between two other people takes it.

use serde::{Deserialize, Serialize};

use crate::{
    changes::{MetKind, Spell},
    text,
    time::{Timestamp, YearMonth},
};

/// Full strength: a step nobody could improve. Strengths are parts of a thousand.
pub const FULL: u16 = 1000;
/// Steps between two other people stop short of full: only the viewer himself may call somebody closest.
const PUBLIC_MOST: u16 = 952;
/// Months together after which more of them add nothing.
const MONTHS_ENOUGH: u32 = 36;
/// What [`MONTHS_ENOUGH`] months at one place add.
const TOGETHER: u32 = 252;
/// Years after which a tie no longer grows by age alone, and what a fresh one counts.
const YEARS_ENOUGH: u32 = 5;
const FRESH: u32 = 850;
const DAYS_IN_YEAR: u32 = 365;

/// The part of a step's strength that does not move with the calendar, in units of four parts of a thousand.
///
/// One byte, because the network keeps one for each direction of each tie.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Ground(pub u8);

impl Ground {
    /// From what both confirmed and what both show: how they met, and the longest time at the same place.
    #[must_use]
    pub fn of(met: MetKind, months_together: u32) -> Self {
        let together = TOGETHER * months_together.min(MONTHS_ENOUGH) / MONTHS_ENOUGH;
        let sum = (met_strength(met) + together).min(u32::from(PUBLIC_MOST));
        Self(u8::try_from(sum / 4).unwrap_or(u8::MAX))
    }

    /// The strength of the step for a third person, with the tie `age_days` old.
    #[must_use]
    pub fn strength(self, age_days: u32) -> u16 {
        let years = age_days.min(YEARS_ENOUGH * DAYS_IN_YEAR);
        let age = FRESH + (u32::from(FULL) - FRESH) * years / (YEARS_ENOUGH * DAYS_IN_YEAR);
        u16::try_from(u32::from(self.0) * 4 * age / u32::from(FULL)).unwrap_or(FULL)
    }
}

/// How much a way of meeting says by itself. All are multiples of four, see [`Ground`].
const fn met_strength(met: MetKind) -> u32 {
    match met {
        MetKind::Worked => 700,
        MetKind::Studied => 600,
        MetKind::Introduced => 552,
        MetKind::Event => 452,
        MetKind::Other => 400,
        MetKind::Online => 252,
    }
}

/// The viewer's own first step: his private closeness (1 to 5) where he said one, else what everybody sees.
#[must_use]
pub const fn own_step(closeness: Option<u8>, public: u16) -> u16 {
    match closeness {
        Some(0 | 1) => 300,
        Some(2) => 450,
        Some(3) => 650,
        Some(4) => 850,
        Some(_) => FULL,
        None => public,
    }
}

/// A path's strength in parts of a billion: the product of at most three steps.
#[must_use]
pub fn path_strength(steps: &[u16]) -> u64 {
    let whole = u64::from(FULL);
    let product = steps.iter().take(3).fold(1, |product, step| product * u64::from(*step));
    (steps.len()..3).fold(product, |product, _| product * whole)
}

/// The weak link: the position of the weakest step, of equals the one farthest from the viewer.
#[must_use]
pub fn weak_link(steps: &[u16]) -> Option<usize> {
    let weakest = steps.iter().min()?;
    steps.iter().rposition(|step| step == weakest)
}

/// Months in which somebody was somewhere for certain, both ends included.
///
/// Only certainty counts as "the same years": an unknown beginning is taken as late, an unknown end as early as can be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Months {
    pub from: u16,
    pub to: u16,
}

impl Months {
    /// The end of what still lasts.
    pub const NOW: u16 = u16::MAX;

    /// The certain months of a spell.
    #[must_use]
    pub fn of(spell: &Spell) -> Self {
        let from = spell.from.map(|month| short(month.first_month()));
        let to = match (spell.to, spell.ended) {
            (Some(month), _) => Some(short(month.last_month())),
            (None, false) => Some(Self::NOW),
            (None, true) => None,
        };
        match (from, to) {
            (Some(from), Some(to)) => Self { from, to: to.max(from) },
            (Some(month), None) | (None, Some(month)) => Self { from: month, to: month },
            (None, None) => Self { from: 0, to: 0 },
        }
    }

    /// Whether the spell is known to last.
    #[must_use]
    pub const fn lasts(self) -> bool {
        self.to == Self::NOW
    }

    /// Whether nothing is known of when it was.
    #[must_use]
    pub const fn is_unknown(self) -> bool {
        self.to == 0
    }

    /// How many months two people were there together for certain; what lasts for both is long enough.
    #[must_use]
    pub fn together(self, other: Self) -> u32 {
        if self.is_unknown() || other.is_unknown() {
            return 0;
        }
        let from = self.from.max(other.from);
        let to = self.to.min(other.to);
        if to < from { 0 } else { u32::from(to - from) + 1 }.max(if self.lasts() && other.lasts() {
            MONTHS_ENOUGH
        } else {
            0
        })
    }

    /// The shared months themselves, for showing.
    #[must_use]
    pub fn shared(self, other: Self) -> Option<Self> {
        (self.together(other) > 0).then(|| Self { from: self.from.max(other.from), to: self.to.min(other.to) })
    }

    /// The month as people say it; none for [`Months::NOW`] and for the unknown.
    #[must_use]
    pub fn month(number: u16) -> Option<YearMonth> {
        if number == 0 || number == Self::NOW {
            return None;
        }
        let month = u8::try_from(number % 12).ok()? + 1;
        YearMonth::new(i16::try_from(number / 12).ok()?, Some(month))
    }
}

/// Years 1900 to 2200 fit 16 bits as months; what lies outside was refused at the door.
fn short(month: i32) -> u16 {
    u16::try_from(month.clamp(1, i32::from(Months::NOW) - 1)).unwrap_or(1)
}

/// A place or a skill as the network and the change log know it: a number made of its words under this network's own key.
///
/// Equal words give equal marks, and that is all one can do with them: the words are in tables, and go with their member.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Mark(pub i64);

/// The words of a place that are compared: the first part, as in "Ancona, Marche", folded. None where nothing is told.
#[must_use]
pub fn place_words(place: &str) -> Option<String> {
    let folded = text::fold(place.split([',', '(', '/']).next().unwrap_or_default());
    (!folded.is_empty()).then_some(folded)
}

/// A day as the network keeps it: days since 1970, which fill 16 bits in 2149. Earlier moments are the first day.
#[must_use]
pub fn day(moment: Timestamp) -> u16 {
    u16::try_from(moment.days_since(Timestamp(0))).unwrap_or(u16::MAX)
}

/// How old a tie is, for [`Ground::strength`].
#[must_use]
pub fn age_days(since_day: u16, today: u16) -> u32 {
    u32::from(today.saturating_sub(since_day))
}

#[cfg(test)]
mod tests {
    use super::{FULL, Ground, Months, own_step, path_strength, place_words, weak_link};
    use crate::{
        changes::{MetKind, Spell},
        ids::OrganisationId,
        time::YearMonth,
    };

    fn spell(from: Option<i16>, to: Option<i16>, ended: bool) -> Spell {
        let year = |year: i16| YearMonth::new(year, None).unwrap();
        Spell { organisation: OrganisationId(1), school: false, from: from.map(year), to: to.map(year), ended }
    }

    #[test]
    fn working_together_beats_having_met_online_and_age_helps() {
        let worked = Ground::of(MetKind::Worked, 36).strength(4000);
        assert_eq!(worked, 952);
        assert!(Ground::of(MetKind::Worked, 36).strength(0) < worked);
        assert!(Ground::of(MetKind::Online, 0).strength(9999) < Ground::of(MetKind::Other, 0).strength(0));
        assert!(worked < FULL);
    }

    #[test]
    fn closeness_is_the_viewers_own() {
        assert_eq!(own_step(None, 400), 400);
        assert_eq!(own_step(Some(5), 400), FULL);
        assert!(own_step(Some(1), 900) < 400);
    }

    #[test]
    fn a_shorter_path_of_equal_steps_is_warmer() {
        assert!(path_strength(&[800, 800]) > path_strength(&[800, 800, 800]));
        assert_eq!(path_strength(&[FULL, FULL]), 1_000_000_000);
        assert_eq!(weak_link(&[500, 400, 400]), Some(2));
        assert_eq!(weak_link(&[]), None);
    }

    #[test]
    fn a_place_is_its_first_words() {
        assert_eq!(place_words("Ancòna, Marche").as_deref(), Some("ancona"));
        assert_eq!(place_words(" ANCONA (AN)").as_deref(), Some("ancona"));
        assert_eq!(place_words(" , Italia"), None);
    }

    #[test]
    fn only_certain_months_are_shared() {
        let months = |from, to, ended| Months::of(&spell(from, to, ended));
        let long = months(Some(2010), Some(2015), true);
        assert_eq!(long.together(months(Some(2015), None, false)), 12);
        assert_eq!(long.together(months(Some(2016), None, false)), 0);
        assert_eq!(long.together(months(None, None, true)), 0, "nothing is known of the other");
        assert!(months(Some(2030), None, false).together(months(None, None, false)) >= 36, "both are there now");
        assert_eq!(months(Some(2011), None, true).together(long), 1, "an unknown end is as early as can be");
        assert_eq!(Months::month(long.from), YearMonth::new(2010, Some(1)));
    }
}
