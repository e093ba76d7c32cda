//! The garden: what a plant looks like, who is due, whom the garden names in a week. All of it for the owner alone.
//!
//! ```text
//!   known < 30 days ──────────────► sprout
//!   the owner said so ────────────► resting
//!   went both ways, r ≤ 3/4 ──────► bloom        r = days since then / rhythm
//!   any moment, r ≤ 1 ────────────► leaf
//!   a rhythm, and r > 1 ──────────► thirsty
//! ```
//! Who has no rhythm is measured with half a year and is never thirsty: nobody is told to tend somebody for whom no
//! rhythm was chosen, and no plant falls bare by neglect. A moment from one side only (a letter without an answer)
//! begins the rhythm again, but does not bring flowers.

mod nudges;

pub use nudges::{Candidate, DORMANT_TURNS, Reason, dormant_shift, dormant_turn, is_dormant_week, nudges};

use crate::{refusals, text, time::Timestamp};

pub const SPROUT_DAYS: i64 = 30;
/// The measure of those without a rhythm.
pub const USUAL_RHYTHM_DAYS: i64 = 180;
pub const YEAR_DAYS: i64 = 365;
/// Days of silence after which a tie is called dormant.
pub const DORMANT_DAYS: i64 = 3 * 365;
pub const NUDGES_A_WEEK: usize = 3;
/// Weeks in which somebody who was put aside is not named.
pub const PEACE_WEEKS: i64 = 4;
/// Weeks in which somebody who was named lets others go first.
pub const TURN_WEEKS: i64 = 3;
pub const CADENCE_DAYS_LEAST: i64 = 1;
pub const CADENCE_DAYS_MOST: i64 = 3_650;
pub const CLOSENESS_MOST: i64 = 5;
pub const NOTES_CHARS: i64 = 10_000;
pub const MOMENT_CHARS: i64 = 500;
/// Written by hand, with one person.
pub const MOMENTS: i64 = 1_000;
pub const OWN_BEDS: i64 = 12;
pub const BED_NAME_CHARS: i64 = 40;
/// People moved to a bed at once.
pub const PLANTED_AT_ONCE: usize = 100;

refusals! {
    /// Why a garden stays as it is.
    Refusal {
        BedNameMissing => "garden.bed_name_missing" @ "name",
        BedNameTooLong => "garden.bed_name_too_long" @ "name" { limit: BED_NAME_CHARS },
        BedNameTaken => "garden.bed_name_taken" @ "name",
        TooManyBeds => "garden.too_many_beds" @ "name" { limit: OWN_BEDS },
        BedFixed => "garden.bed_fixed",
        BedUnknown => "garden.bed_unknown" @ "bed",
        CadenceOutOfRange => "garden.cadence_out_of_range" @ "cadence_days" { least: CADENCE_DAYS_LEAST, most: CADENCE_DAYS_MOST },
        ClosenessOutOfRange => "garden.closeness_out_of_range" @ "closeness",
        NotesTooLong => "garden.notes_too_long" @ "notes" { limit: NOTES_CHARS },
        MomentKindUnknown => "garden.moment_kind_unknown" @ "kind",
        DirectionUnknown => "garden.direction_unknown" @ "direction",
        MomentAhead => "garden.moment_ahead" @ "at",
        MomentUndated => "garden.moment_undated" @ "at",
        MomentTooLong => "garden.moment_too_long" @ "text" { limit: MOMENT_CHARS },
        MomentFixed => "garden.moment_fixed",
        TooManyMoments => "garden.too_many_moments" { limit: MOMENTS },
        PersonUnknown => "garden.person_unknown" @ "with",
        NobodyChosen => "garden.nobody_chosen" @ "people",
        TooManyChosen => "garden.too_many_chosen" @ "people" { limit: 100 },
    }
}

/// The six beds that everybody has, in the order of their plants; `Own` ones come after, each with its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum BedKind {
    Customers,
    Suppliers,
    Partners,
    Inspiration,
    Mentors,
    WorkMates,
    Own,
}

impl BedKind {
    pub const STANDARD: [Self; 6] =
        [Self::Customers, Self::Suppliers, Self::Partners, Self::Inspiration, Self::Mentors, Self::WorkMates];

    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Customers => "customers",
            Self::Suppliers => "suppliers",
            Self::Partners => "partners",
            Self::Inspiration => "inspiration",
            Self::Mentors => "mentors",
            Self::WorkMates => "work_mates",
            Self::Own => "own",
        }
    }

    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::STANDARD.into_iter().chain([Self::Own]).find(|kind| kind.name() == name)
    }
}

/// The name of an own bed.
///
/// # Errors
/// When nothing remains of it, or more than [`BED_NAME_CHARS`].
pub fn bed_name(typed: &str) -> Result<String, Refusal> {
    let name = text::line(typed);
    if !name.chars().any(char::is_alphanumeric) {
        return Err(Refusal::BedNameMissing);
    }
    bounded(name, BED_NAME_CHARS, Refusal::BedNameTooLong)
}

/// A private note about somebody.
///
/// # Errors
/// When it is longer than [`NOTES_CHARS`].
pub fn notes(typed: &str) -> Result<String, Refusal> {
    bounded(text::paragraphs(typed), NOTES_CHARS, Refusal::NotesTooLong)
}

/// A rhythm in days; none is a choice too.
///
/// # Errors
/// When it is less than a day or more than ten years.
pub fn cadence(days: Option<i64>) -> Result<Option<i64>, Refusal> {
    let good = days.is_none_or(|days| (CADENCE_DAYS_LEAST..=CADENCE_DAYS_MOST).contains(&days));
    if good { Ok(days) } else { Err(Refusal::CadenceOutOfRange) }
}

/// From 1, light, to 5, very close; none where it is not said.
///
/// # Errors
/// When it is another number.
pub fn closeness(said: Option<i64>) -> Result<Option<i64>, Refusal> {
    let good = said.is_none_or(|said| (1..=CLOSENESS_MOST).contains(&said));
    if good { Ok(said) } else { Err(Refusal::ClosenessOutOfRange) }
}

fn bounded(text: String, limit: i64, refusal: Refusal) -> Result<String, Refusal> {
    let chars = i64::try_from(text.chars().count()).unwrap_or(i64::MAX);
    if chars <= limit { Ok(text) } else { Err(refusal) }
}

/// From whom a moment came.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    Both,
    Out,
    In,
}

impl Direction {
    pub const ALL: [Self; 3] = [Self::Both, Self::Out, Self::In];

    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Both => "both",
            Self::Out => "out",
            Self::In => "in",
        }
    }
}

/// What may be written by hand; what Pergola and imports record has further kinds (`tied`, `endorsed`, `invited`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MomentKind {
    Met,
    Called,
    Wrote,
    Helped,
    Introduced,
    Recommended,
    Other,
}

impl MomentKind {
    pub const ALL: [Self; 7] =
        [Self::Met, Self::Called, Self::Wrote, Self::Helped, Self::Introduced, Self::Recommended, Self::Other];

    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Met => "met",
            Self::Called => "called",
            Self::Wrote => "wrote",
            Self::Helped => "helped",
            Self::Introduced => "introduced",
            Self::Recommended => "recommended",
            Self::Other => "other",
        }
    }

    /// Who did it, where the writer does not say: a meeting takes two.
    #[must_use]
    pub const fn usual_direction(self) -> Direction {
        match self {
            Self::Met | Self::Called | Self::Other => Direction::Both,
            Self::Wrote | Self::Helped | Self::Introduced | Self::Recommended => Direction::Out,
        }
    }
}

/// A moment as its owner writes it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    pub kind: MomentKind,
    pub direction: Direction,
    pub at: Timestamp,
    pub text: String,
}

/// A moment written by hand. `at` is none where the date could not be read.
///
/// # Errors
/// When kind or direction are unknown, the date is missing or still to come, or the text is too long.
pub fn written(
    kind: &str,
    direction: Option<&str>,
    at: Option<Timestamp>,
    typed: &str,
    now: Timestamp,
) -> Result<Written, Refusal> {
    let kind = MomentKind::ALL.into_iter().find(|known| known.name() == kind).ok_or(Refusal::MomentKindUnknown)?;
    let direction = match direction {
        None => kind.usual_direction(),
        Some(name) => Direction::ALL.into_iter().find(|known| known.name() == name).ok_or(Refusal::DirectionUnknown)?,
    };
    let at = at.filter(|at| *at >= FIRST_DAY).ok_or(Refusal::MomentUndated)?;
    if at > now {
        return Err(Refusal::MomentAhead);
    }
    let text = bounded(text::paragraphs(typed), MOMENT_CHARS, Refusal::MomentTooLong)?;
    Ok(Written { kind, direction, at, text })
}

/// 1 January 1900: before it, a date is a slip of the finger.
const FIRST_DAY: Timestamp = Timestamp::from_seconds(-2_208_988_800);

/// What a plant shows of a relation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum State {
    Bloom,
    Leaf,
    Thirsty,
    Resting,
    Sprout,
}

impl State {
    pub const ALL: [Self; 5] = [Self::Bloom, Self::Leaf, Self::Thirsty, Self::Resting, Self::Sprout];

    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Bloom => "bloom",
            Self::Leaf => "leaf",
            Self::Thirsty => "thirsty",
            Self::Resting => "resting",
            Self::Sprout => "sprout",
        }
    }
}

/// How strong a tie is, for its owner.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Strength {
    Light,
    Good,
    Strong,
}

impl Strength {
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Light => "light",
            Self::Good => "good",
            Self::Strong => "strong",
        }
    }
}

/// What the owner's tables say of one relation.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Facts {
    pub met_at: Timestamp,
    pub last_moment_at: Option<Timestamp>,
    pub last_two_way_at: Option<Timestamp>,
    pub cadence_days: Option<i64>,
    pub resting: bool,
    pub closeness: Option<i64>,
    /// Exchanges that went both ways in the last year, see [`exchanges`].
    pub exchanges: i64,
}

impl Facts {
    /// The state of the plant. A clock set back makes nobody thirsty: no days are less than none.
    #[must_use]
    pub fn state(&self, now: Timestamp) -> State {
        if now.days_since(self.met_at) < SPROUT_DAYS {
            return State::Sprout;
        }
        if self.resting {
            return State::Resting;
        }
        let rhythm = self.cadence_days.unwrap_or(USUAL_RHYTHM_DAYS);
        if self.last_two_way_at.is_some_and(|at| 4 * now.days_since(at) <= 3 * rhythm) {
            return State::Bloom;
        }
        let in_time = now.days_since(self.last_touched()) <= rhythm;
        if in_time || self.cadence_days.is_none() { State::Leaf } else { State::Thirsty }
    }

    /// The last moment of any kind; where there was none, the day they met.
    #[must_use]
    pub fn last_touched(&self) -> Timestamp {
        self.last_moment_at.unwrap_or(self.met_at)
    }

    /// How many blooms: 0 to 3.
    #[must_use]
    pub const fn warmth(&self) -> u8 {
        match self.exchanges {
            10.. => 3,
            4.. => 2,
            1.. => 1,
            _ => 0,
        }
    }

    /// What the owner said counts; where he said nothing, what happened does.
    #[must_use]
    pub const fn strength(&self) -> Strength {
        match (self.closeness, self.warmth()) {
            (Some(4..), _) | (None, 3..) => Strength::Strong,
            (Some(3), _) | (None, 2) => Strength::Good,
            _ => Strength::Light,
        }
    }

    /// When it is time again; none for those without a rhythm and those at rest.
    #[must_use]
    pub fn due_at(&self) -> Option<Timestamp> {
        let days = self.cadence_days.filter(|_| !self.resting)?;
        Some(self.last_touched().plus_days(days))
    }
}

/// How many exchanges went both ways: those of both at once, and one for each pair of a word and its answer.
#[must_use]
pub const fn exchanges(both: i64, outward: i64, inward: i64) -> i64 {
    both + if outward < inward { outward } else { inward }
}

#[cfg(test)]
mod tests;
