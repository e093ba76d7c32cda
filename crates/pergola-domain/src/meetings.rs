//! Two people who want to meet: one proposes up to three times, the other picks one, and afterwards each is asked once
//! how it was.
//!
//! ```text
//!           ┌── declined                    by who was asked
//!           ├── withdrawn                   by who proposed last
//!  open ────┼── expired                     its last time began, and nobody had picked one
//!   ▲  └────┼── void                        by a block
//!   │  pick │
//!   │       ▼
//!   └─── agreed ──── its end passes ──── held      each may tell, once, what it was like
//!  other    │ └── cancelled                 by either
//!  times    └──── void
//! ```
//! Other times turn an open proposal around: who was asked now proposes. What was agreed can be moved in the same way; until
//! the other picks again nothing is agreed. A time is a moment, beside the zone that its proposer thinks in: how an hour on
//! a wall becomes a moment is asked outside, and only the answer ([`Read`]) comes in here.
//!
//! `revision` counts what calendars were told (RFC 5546: a SEQUENCE that grows): 0 while none of them knows of it.

mod said;
mod told;

#[cfg(test)]
mod tests;

pub use said::{Kind, Read, Said, Slot, Typed, link, place, times, words};
pub use told::{Good, Next, Told};

use crate::{
    ids::{MeetingId, MemberId},
    time::{DAY_US, Timestamp},
};

pub const TIMES: usize = 3;
pub const PLACE_CHARS: i64 = 200;
pub const LINK_CHARS: i64 = 500;
pub const WORDS_CHARS: i64 = 600;
pub const MINUTES_LEAST: i64 = 15;
pub const MINUTES_MOST: i64 = 480;
/// A meeting is not proposed for later than this.
pub const AHEAD_DAYS: i64 = 365;
/// Proposals of one member that wait for an answer.
pub const WAITING: i64 = 20;
pub const PROPOSALS_A_DAY: usize = 20;

crate::refusals! {
    /// Why a meeting stays as it is.
    Plain {
        Oneself => "meetings.oneself" @ "to",
        /// Only to ties, and to people one was put in touch with.
        NotInTouch => "meetings.not_in_touch" @ "to",
        KindUnknown => "meetings.kind_unknown" @ "kind",
        TimesMissing => "meetings.times_missing" @ "times",
        TooManyTimes => "meetings.too_many_times" @ "times" { limit: 3 },
        TimeMalformed => "meetings.time_malformed" @ "times",
        TimeTwice => "meetings.time_twice" @ "times",
        ZoneUnknown => "meetings.zone_unknown" @ "zone",
        /// Clocks jump over this hour on that day.
        HourSkipped => "meetings.hour_skipped" @ "times",
        /// Clocks show this hour twice on that day.
        HourRepeated => "meetings.hour_repeated" @ "times",
        InThePast => "meetings.in_the_past" @ "times",
        TooFarAhead => "meetings.too_far_ahead" @ "times" { days: AHEAD_DAYS },
        MinutesOutOfRange => "meetings.minutes_out_of_range" @ "minutes" { least: MINUTES_LEAST, most: MINUTES_MOST },
        PlaceMissing => "meetings.place_missing" @ "place",
        PlaceTooLong => "meetings.place_too_long" @ "place" { limit: PLACE_CHARS },
        LinkMalformed => "meetings.link_malformed" @ "link",
        LinkTooLong => "meetings.link_too_long" @ "link" { limit: LINK_CHARS },
        WordsTooLong => "meetings.words_too_long" @ "words" { limit: WORDS_CHARS },
        /// One proposal between the same two waits already.
        AlreadyWaiting => "meetings.already_waiting" @ "to",
        TooManyWaiting => "meetings.too_many_waiting" { limit: WAITING },
        NotYourTurn => "meetings.not_your_turn",
        SlotMissing => "meetings.slot_missing" @ "slot",
        /// Other times were proposed meanwhile.
        TimeGone => "meetings.time_gone" @ "slot",
        /// This one of the times began meanwhile.
        TimePast => "meetings.time_past" @ "slot",
        AlreadyAgreed => "meetings.already_agreed",
        NotAgreed => "meetings.not_agreed",
        NoLongerOpen => "meetings.no_longer_open",
        NotOverYet => "meetings.not_over_yet",
        GoodUnknown => "meetings.good_unknown" @ "good",
        NextUnknown => "meetings.next_unknown" @ "next",
        AlreadyTold => "meetings.already_told",
    }
}

crate::paced_refusals! {
    /// A refusal of this room; one of them says when it goes on.
    Refusal of Plain,
    paced { TooManyToday => "meetings.too_many_today" { limit: i64::try_from(PROPOSALS_A_DAY).unwrap_or(0) } }
}

/// Where a meeting stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum State {
    /// `by` proposed last: the other is asked.
    Open {
        by: MemberId,
    },
    Agreed {
        slot: Slot,
    },
    Held {
        slot: Slot,
    },
    Declined {
        by: MemberId,
    },
    Withdrawn,
    Cancelled {
        by: MemberId,
    },
    Expired,
    Void,
}

impl State {
    /// Its word in tables and JSON.
    #[must_use]
    pub const fn word(&self) -> &'static str {
        match self {
            Self::Open { .. } => "open",
            Self::Agreed { .. } => "agreed",
            Self::Held { .. } => "held",
            Self::Declined { .. } => "declined",
            Self::Withdrawn => "withdrawn",
            Self::Cancelled { .. } => "cancelled",
            Self::Expired => "expired",
            Self::Void => "void",
        }
    }
}

/// A meeting of two.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Meeting {
    pub id: MeetingId,
    /// Who proposed first.
    pub one: MemberId,
    pub other: MemberId,
    pub said: Said,
    pub times: Vec<Slot>,
    pub state: State,
    /// The time that was agreed last: whatever came after, it is the one that calendars were told of.
    pub settled: Option<Slot>,
    pub revision: i64,
    pub proposed_at: Timestamp,
    pub changed_at: Timestamp,
}

/// What calendars are told after something happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Calendar {
    Nothing,
    /// It is there, or it is otherwise.
    Request,
    /// It is not there any more.
    Cancel,
}

/// What the rule of proposing needs to know.
#[derive(Clone, Debug, Default)]
pub struct Circumstances {
    /// Tied, or put in touch.
    pub in_touch: bool,
    /// Something between the same two waits.
    pub waiting_between: bool,
    /// Proposals of this member that wait for anybody's answer.
    pub waiting: i64,
    /// When he proposed in the last day, oldest first.
    pub proposed_today: Vec<Timestamp>,
}

/// Whether somebody may propose a meeting to another.
///
/// # Errors
/// When they are strangers, or too much waits already.
pub fn propose(circumstances: &Circumstances, now: Timestamp) -> Result<(), Refusal> {
    if !circumstances.in_touch {
        return Err(Plain::NotInTouch.into());
    }
    if circumstances.waiting_between {
        return Err(Plain::AlreadyWaiting.into());
    }
    if circumstances.waiting >= WAITING {
        return Err(Plain::TooManyWaiting.into());
    }
    let today = &circumstances.proposed_today;
    if let Some(first) = today.len().checked_sub(PROPOSALS_A_DAY).and_then(|at| today.get(at)) {
        let seconds = (first.0.saturating_add(DAY_US).saturating_sub(now.0)).div_euclid(1_000_000) + 1;
        return Err(Refusal::TooManyToday { seconds });
    }
    Ok(())
}

impl Meeting {
    /// Whom somebody of the two meets.
    #[must_use]
    pub fn with(&self, member: MemberId) -> MemberId {
        if member == self.one { self.other } else { self.one }
    }

    /// Whether it is this one's to answer.
    #[must_use]
    pub fn asks(&self, member: MemberId) -> bool {
        matches!(self.state, State::Open { by } if by != member)
    }

    /// When what was agreed is over.
    #[must_use]
    pub fn ends(&self, slot: &Slot) -> Timestamp {
        slot.starts_at.plus_seconds(self.said.minutes * 60)
    }

    /// When time alone changes it: its last time begins, or its end passes.
    #[must_use]
    pub fn due_at(&self) -> Option<Timestamp> {
        match &self.state {
            State::Open { .. } => self.times.iter().map(|slot| slot.starts_at).max(),
            State::Agreed { slot } => Some(self.ends(slot)),
            _ => None,
        }
    }

    fn open(&self) -> Result<MemberId, Plain> {
        match self.state {
            State::Open { by } => Ok(by),
            State::Agreed { .. } | State::Held { .. } => Err(Plain::AlreadyAgreed),
            _ => Err(Plain::NoLongerOpen),
        }
    }

    fn asked(&self, by: MemberId) -> Result<(), Plain> {
        if self.open()? == by { Err(Plain::NotYourTurn) } else { Ok(()) }
    }

    fn now_is(self, state: State, now: Timestamp) -> Self {
        // Whoever has it in a calendar is told; while nothing is agreed there is nothing to tell.
        let told = matches!(state, State::Agreed { .. })
            || self.revision > 0 && !matches!(state, State::Open { .. } | State::Held { .. });
        let settled = match &state {
            State::Agreed { slot } => Some(slot.clone()),
            _ => self.settled,
        };
        Self { state, settled, changed_at: now, revision: self.revision + i64::from(told), ..self }
    }

    /// The time that stands in calendars, or stood there until it was called off; none where they never heard of it. Of what
    /// was called off before its time was kept, any of those proposed tells which day is meant.
    #[must_use]
    pub fn in_calendars(&self) -> Option<&Slot> {
        if self.revision == 0 {
            return None;
        }
        self.settled.as_ref().or_else(|| self.times.first())
    }

    /// Calendars were told of it, and then that it is off.
    #[must_use]
    pub const fn is_called_off(&self) -> bool {
        self.revision > 0 && !matches!(self.state, State::Open { .. } | State::Agreed { .. } | State::Held { .. })
    }

    /// What calendars hear of the way from `before` to here.
    #[must_use]
    pub const fn tells(&self, before: &Self) -> Calendar {
        match self.state {
            _ if self.revision == before.revision => Calendar::Nothing,
            State::Agreed { .. } => Calendar::Request,
            _ => Calendar::Cancel,
        }
    }

    /// Who is asked picks one of the times.
    ///
    /// # Errors
    /// When it is not his to answer, or this time is none of those proposed now, or began.
    pub fn pick(self, by: MemberId, slot: i64, now: Timestamp) -> Result<Self, Plain> {
        self.asked(by)?;
        let slot = self.times.iter().find(|one| one.id == slot).cloned().ok_or(Plain::TimeGone)?;
        if slot.starts_at <= now {
            return Err(Plain::TimePast);
        }
        Ok(self.now_is(State::Agreed { slot }, now))
    }

    /// Who is asked answers with other times, or one of the two moves what was agreed.
    ///
    /// # Errors
    /// When it is not his to answer, or nothing can be moved any more.
    pub fn other_times(self, by: MemberId, times: Vec<Slot>, words: String, now: Timestamp) -> Result<Self, Plain> {
        match &self.state {
            State::Agreed { slot } if slot.starts_at > now => {}
            State::Agreed { .. } | State::Held { .. } => return Err(Plain::NoLongerOpen),
            _ => self.asked(by)?,
        }
        let said = Said { words, ..self.said.clone() };
        Ok(Self { times, said, ..self }.now_is(State::Open { by }, now))
    }

    /// Who is asked would rather not, with a line if he likes.
    ///
    /// # Errors
    /// When it is not his to answer.
    pub fn decline(self, by: MemberId, words: String, now: Timestamp) -> Result<Self, Plain> {
        self.asked(by)?;
        let said = Said { words, ..self.said.clone() };
        Ok(Self { said, ..self }.now_is(State::Declined { by }, now))
    }

    /// Who proposed takes it back, or one of the two calls off what was agreed.
    ///
    /// # Errors
    /// When it is the other's proposal, or there is nothing to call off.
    pub fn call_off(self, by: MemberId, now: Timestamp) -> Result<Self, Plain> {
        match &self.state {
            State::Open { by: last } if *last == by => Ok(self.now_is(State::Withdrawn, now)),
            State::Open { .. } => Err(Plain::NotYourTurn),
            State::Agreed { slot } if self.ends(slot) > now => Ok(self.now_is(State::Cancelled { by }, now)),
            _ => Err(Plain::NoLongerOpen),
        }
    }

    /// One of the two says where instead, once a time is agreed.
    ///
    /// # Errors
    /// When nothing is agreed, or it is over.
    pub fn elsewhere(self, place: String, link: String, now: Timestamp) -> Result<Self, Plain> {
        let State::Agreed { slot } = self.state.clone() else { return Err(Plain::NotAgreed) };
        if self.ends(&slot) <= now {
            return Err(Plain::NoLongerOpen);
        }
        if self.said.kind != Kind::Call && place.is_empty() && link.is_empty() {
            return Err(Plain::PlaceMissing);
        }
        let said = Said { place, link, ..self.said.clone() };
        Ok(Self { said, ..self }.now_is(State::Agreed { slot }, now))
    }

    /// What time alone does to it; none where nothing is due.
    #[must_use]
    pub fn pass(self, now: Timestamp) -> Option<Self> {
        if self.due_at()? > now {
            return None;
        }
        let next = match self.state.clone() {
            State::Agreed { slot } => State::Held { slot },
            _ => State::Expired,
        };
        Some(self.now_is(next, now))
    }

    /// A block is between them; none where there is nothing left to void.
    #[must_use]
    pub fn void(self, now: Timestamp) -> Option<Self> {
        matches!(self.state, State::Open { .. } | State::Agreed { .. }).then(|| self.now_is(State::Void, now))
    }
}
