//! Asks and offers: what may be written on the board, how long it stands there, who may see it, what came of it.
//!
//! ```text
//!           ┌───────────────── renewed, by one tap ◄───────────────┐
//!           ▼                                                      │
//! posted ─► open ──(30 days an ask, 180 an offer)──► resting ──────┘
//!           │                                           │
//!           ├──────────► closed: answered, by whom and through whom, or not
//!           │                                           │
//!           ├──────────► deleted: no word of it is left ◄── from anywhere
//!           │
//!           ├──────────► held by the check of spam ──(a moderator lets it go)──► open; or hidden
//!           │
//!           └──────────► hidden by moderators ──(they took it back)──► open, or resting where its time is over
//! ```
//! Open turns into resting by the hour alone: an open one whose time is over rests, whether somebody has noted it or
//! not. Only an open one is seen by others; the rest is its author's.

mod moderated;
pub mod reasons;

use std::str::FromStr;

use crate::{
    ids::{AskId, MemberId},
    members::{fits, profile},
    text,
    time::{DAY_US, Timestamp},
    topics::{self, Topic},
};

pub const TEXT_CHARS: i64 = 500;
pub const PLACE_CHARS: i64 = 120;
/// Open at a time, of each kind.
pub const OPEN_AT_ONCE: i64 = 50;
/// Asks and offers together.
pub const POSTED_A_DAY: i64 = 60;
/// So many days before its time is over it may be renewed as if it were.
pub const DUE_DAYS: i64 = 7;

crate::refusals! {
    /// Why an ask or an offer stays as it is.
    Plain {
        TextMissing => "asks.text_missing" @ "text",
        TextTooLong => "asks.text_too_long" @ "text" { limit: TEXT_CHARS },
        PlaceTooLong => "asks.place_too_long" @ "place" { limit: PLACE_CHARS },
        LanguageMalformed => "asks.language_malformed" @ "language",
        AudienceUnknown => "asks.audience_unknown" @ "audience",
        KindUnknown => "asks.kind_unknown" @ "kind",
        TooManyOpen => "asks.too_many_open" { limit: OPEN_AT_ONCE },
        AlreadyClosed => "asks.already_closed",
        /// A moderator looks first.
        Waits => "asks.waits",
        /// Nobody of this name, or nobody whom the author may see: both alike.
        HelperUnknown => "asks.helper_unknown" @ "by",
        GoBetweenUnknown => "asks.go_between_unknown" @ "through",
        ThanksOneself => "asks.thanks_oneself" @ "by",
        ThroughOneself => "asks.through_oneself" @ "through",
        HelperTwice => "asks.helper_twice" @ "through",
        NobodyToThank => "asks.nobody_to_thank" @ "answered",
        OutcomeMissing => "asks.outcome_missing" @ "answered",
    }
}

crate::paced_refusals! {
    /// A refusal of this room.
    Refusal of Plain,
    through { Topic(topics::Refusal) },
    paced { TooManyToday => "asks.too_many_today" { limit: POSTED_A_DAY } }
}

/// What somebody wrote: that he needs something, or that he has something to give.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    Ask,
    Offer,
}

impl Kind {
    pub const ALL: [Self; 2] = [Self::Ask, Self::Offer];

    /// Its word in tables and JSON.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Ask => "ask",
            Self::Offer => "offer",
        }
    }

    /// How long it stands before it is renewed or rests.
    #[must_use]
    pub const fn life_days(self) -> i64 {
        match self {
            Self::Ask => 30,
            Self::Offer => 180,
        }
    }

    /// How fresh is what was written or renewed then, in thousandths: all at the start, nothing when its time is over.
    #[must_use]
    pub fn freshness(self, fresh_at: Timestamp, now: Timestamp) -> u16 {
        let life = self.life_days().saturating_mul(DAY_US);
        let left = life.saturating_sub((now - fresh_at).clamp(0, life));
        u16::try_from(left.saturating_mul(1_000) / life.max(1)).unwrap_or(1_000)
    }

    /// What answers it.
    #[must_use]
    pub const fn other(self) -> Self {
        match self {
            Self::Ask => Self::Offer,
            Self::Offer => Self::Ask,
        }
    }
}

impl FromStr for Kind {
    type Err = Plain;

    fn from_str(word: &str) -> Result<Self, Plain> {
        Self::ALL.into_iter().find(|kind| kind.word() == word).ok_or(Plain::KindUnknown)
    }
}

/// For whom it is, the nearest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Audience {
    Ties,
    TwoSteps,
    ThreeSteps,
    Everybody,
}

impl Audience {
    pub const ALL: [Self; 4] = [Self::Ties, Self::TwoSteps, Self::ThreeSteps, Self::Everybody];

    /// Its word in tables and JSON.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Ties => "ties",
            Self::TwoSteps => "two_steps",
            Self::ThreeSteps => "three_steps",
            Self::Everybody => "everybody",
        }
    }

    /// How many steps it reaches; none is everybody.
    #[must_use]
    pub const fn reach(self) -> Option<u8> {
        match self {
            Self::Ties => Some(1),
            Self::TwoSteps => Some(2),
            Self::ThreeSteps => Some(3),
            Self::Everybody => None,
        }
    }
}

impl FromStr for Audience {
    type Err = Plain;

    fn from_str(word: &str) -> Result<Self, Plain> {
        Self::ALL.into_iter().find(|audience| audience.word() == word).ok_or(Plain::AudienceUnknown)
    }
}

/// What it says, as it was typed or sent.
#[derive(Clone, Debug, Default)]
pub struct Typed {
    pub text: String,
    pub topics: Vec<String>,
    /// Empty for anywhere.
    pub place: String,
    pub language: String,
    pub audience: String,
}

/// What it says, cleaned and within bounds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    pub text: String,
    pub topics: Vec<Topic>,
    /// Empty for anywhere.
    pub place: String,
    /// BCP 47.
    pub language: String,
    pub audience: Audience,
}

impl Said {
    /// What was typed, cleaned.
    ///
    /// # Errors
    /// When the text is empty or too long, a topic none, the place too long, the language no tag, the audience unknown.
    pub fn read(typed: &Typed) -> Result<Self, Refusal> {
        let text = text::line(&typed.text.replace('\n', " "));
        if !text.chars().any(char::is_alphanumeric) {
            return Err(Plain::TextMissing.into());
        }
        if !fits(&text, TEXT_CHARS) {
            return Err(Plain::TextTooLong.into());
        }
        let topics = topics::read(typed.topics.iter().map(String::as_str))?;
        let place = text::line(&typed.place);
        if !fits(&place, PLACE_CHARS) {
            return Err(Plain::PlaceTooLong.into());
        }
        let tags = profile::languages([typed.language.as_str()]).unwrap_or_default();
        let language = tags.into_iter().next().ok_or(Plain::LanguageMalformed)?;
        Ok(Self { text, topics, place, language, audience: typed.audience.trim().parse()? })
    }
}

/// What came of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Nothing yet, and the author waits no longer.
    Unanswered,
    /// By whom, and who brought the two together; neither where it was somebody off Pergola, or is not told.
    Answered { by: Option<MemberId>, through: Option<MemberId> },
}

impl Outcome {
    /// What the author tells.
    ///
    /// # Errors
    /// When somebody is thanked for nothing, the author himself is, or one person twice.
    pub fn told(
        answered: bool,
        by: Option<MemberId>,
        through: Option<MemberId>,
        author: MemberId,
    ) -> Result<Self, Plain> {
        if !answered {
            let nobody = by.is_none() && through.is_none();
            return if nobody { Ok(Self::Unanswered) } else { Err(Plain::NobodyToThank) };
        }
        if by == Some(author) {
            return Err(Plain::ThanksOneself);
        }
        if through == Some(author) {
            return Err(Plain::ThroughOneself);
        }
        if by.is_some() && by == through {
            return Err(Plain::HelperTwice);
        }
        Ok(Self::Answered { by, through })
    }

    /// Whether something came of it.
    #[must_use]
    pub const fn is_answered(self) -> bool {
        matches!(self, Self::Answered { .. })
    }
}

/// Where it stands, as it was kept. What it is at a moment says [`Ask::at`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    Open {
        until: Timestamp,
    },
    Resting {
        since: Timestamp,
    },
    Closed {
        at: Timestamp,
        outcome: Outcome,
    },
    /// The check of spam holds it, until a moderator has looked; where nobody saw it yet its time has not begun.
    Held {
        at: Timestamp,
        until: Timestamp,
    },
    /// Moderators took it away: its time runs on.
    Hidden {
        at: Timestamp,
        until: Timestamp,
    },
}

impl State {
    /// Whether a moderator looks first.
    #[must_use]
    pub const fn waits(self) -> bool {
        matches!(self, Self::Held { .. })
    }

    /// Its word in tables and JSON.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Open { .. } => "open",
            Self::Resting { .. } => "resting",
            Self::Closed { .. } => "closed",
            Self::Held { .. } => "held",
            Self::Hidden { .. } => "hidden",
        }
    }
}

/// An ask or an offer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ask {
    pub id: AskId,
    pub kind: Kind,
    pub author: MemberId,
    pub said: Said,
    pub state: State,
    pub posted_at: Timestamp,
    /// When it was posted, or last renewed when its time had come: freshness counts from here.
    pub fresh_at: Timestamp,
    /// Its place on the board, newest first: its own number, or the one it got when it was renewed.
    pub turn: i64,
}

impl Ask {
    /// A new one, which is open from now.
    #[must_use]
    pub fn posted(id: AskId, kind: Kind, author: MemberId, said: Said, now: Timestamp) -> Self {
        let state = State::Open { until: now.plus_days(kind.life_days()) };
        Self { id, kind, author, said, state, posted_at: now, fresh_at: now, turn: id.0 }
    }

    /// Where it stands at a moment: an open one whose time is over rests.
    #[must_use]
    pub fn at(&self, now: Timestamp) -> State {
        match self.state {
            State::Open { until } if until <= now => State::Resting { since: until },
            kept => kept,
        }
    }

    /// Whether it stands on the board.
    #[must_use]
    pub fn is_open(&self, now: Timestamp) -> bool {
        matches!(self.at(now), State::Open { .. })
    }

    /// Whether it rests or soon will: the author is offered to renew it.
    #[must_use]
    pub fn is_due(&self, now: Timestamp) -> bool {
        match self.at(now) {
            State::Open { until } => until <= now.plus_days(DUE_DAYS),
            State::Resting { .. } => true,
            State::Closed { .. } | State::Held { .. } | State::Hidden { .. } => false,
        }
    }

    /// Until when it stands on the board, or stood.
    #[must_use]
    pub const fn until(&self) -> Timestamp {
        match self.state {
            State::Open { until } | State::Held { until, .. } | State::Hidden { until, .. } => until,
            State::Resting { since } => since,
            State::Closed { at, .. } => at,
        }
    }

    /// Its author says it otherwise.
    ///
    /// # Errors
    /// When it is closed, or moderators took it away.
    pub fn change(self, said: Said) -> Result<Self, Plain> {
        match self.state {
            State::Closed { .. } | State::Hidden { .. } => Err(Plain::AlreadyClosed),
            State::Open { .. } | State::Resting { .. } | State::Held { .. } => Ok(Self { said, ..self }),
        }
    }

    /// A whole life more from now. Only where its time had come does it stand before the others again (`turn`): asking
    /// for the same once more every day moves nothing.
    ///
    /// `others_open`: how many of this kind the author has open beside it.
    ///
    /// # Errors
    /// When it is closed, or too many others are open.
    pub fn renew(self, others_open: i64, turn: i64, now: Timestamp) -> Result<Self, Plain> {
        match self.state {
            State::Closed { .. } | State::Hidden { .. } => return Err(Plain::AlreadyClosed),
            State::Held { .. } => return Err(Plain::Waits),
            State::Open { .. } | State::Resting { .. } => {}
        }
        if others_open >= OPEN_AT_ONCE {
            return Err(Plain::TooManyOpen);
        }
        let due = self.is_due(now);
        let state = State::Open { until: now.plus_days(self.kind.life_days()).max(self.until()) };
        Ok(if due { Self { state, fresh_at: now, turn, ..self } } else { Self { state, ..self } })
    }

    /// Notes that its time is over. None where it is not, or was noted before.
    #[must_use]
    pub fn rest(self, now: Timestamp) -> Option<Self> {
        match (self.state, self.at(now)) {
            (State::Open { .. }, rests @ State::Resting { .. }) => Some(Self { state: rests, ..self }),
            _ => None,
        }
    }

    /// Its author tells what came of it.
    ///
    /// # Errors
    /// When it is closed already.
    pub fn close(self, outcome: Outcome, now: Timestamp) -> Result<Self, Plain> {
        match self.state {
            State::Closed { .. } | State::Hidden { .. } => Err(Plain::AlreadyClosed),
            State::Held { .. } => Err(Plain::Waits),
            State::Open { .. } | State::Resting { .. } => {
                Ok(Self { state: State::Closed { at: now, outcome }, ..self })
            }
        }
    }

    /// How fresh it is, in thousandths: all at the start, nothing when its time is over.
    #[must_use]
    pub fn freshness(&self, now: Timestamp) -> u16 {
        self.kind.freshness(self.fresh_at, now)
    }

    /// **The** question of visibility: everything that shows asks and offers to somebody comes by here.
    ///
    /// The author sees his own always. Others see it while it is open, where no block stands between them, the author
    /// is not about to leave, and they are as near as he said.
    #[must_use]
    pub fn may_be_seen(&self, viewer: &Viewer, now: Timestamp) -> bool {
        if viewer.member == self.author {
            return true;
        }
        let near = match self.said.audience.reach() {
            None => true,
            Some(reach) => viewer.steps.is_some_and(|steps| steps <= reach),
        };
        self.is_open(now) && !viewer.apart && near
    }
}

/// Somebody who looks at an ask, and what he is to its author.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Viewer {
    pub member: MemberId,
    /// How far its author is from him, as the network tells him.
    pub steps: Option<u8>,
    /// A block stands between them, or the author is leaving or gone.
    pub apart: bool,
}

/// What posting depends on.
#[derive(Clone, Debug, Default)]
pub struct Circumstances {
    /// Open ones of this kind.
    pub open: i64,
    /// When those of the last day were posted, oldest first, the deleted ones with them.
    pub posted_today: Vec<Timestamp>,
}

/// Whether one more may be posted now.
///
/// # Errors
/// When too many are open, or were posted today.
pub fn post(circumstances: &Circumstances, now: Timestamp) -> Result<(), Refusal> {
    if circumstances.open >= OPEN_AT_ONCE {
        return Err(Plain::TooManyOpen.into());
    }
    let limit = usize::try_from(POSTED_A_DAY).unwrap_or(0);
    let blocking =
        circumstances.posted_today.len().checked_sub(limit).and_then(|at| circumstances.posted_today.get(at));
    match blocking {
        Some(at) => Err(Refusal::TooManyToday { seconds: (at.plus_days(1) - now).div_euclid(1_000_000).max(1) }),
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests;
