//! Who may ask whom to be tied, what an answer does, and what the asker may learn of it.
//!
//! ```text
//!            ┌── accepted           a tie stands
//! open ──────┼── refused            the asker still sees "waiting", for ever
//!            ├── withdrawn          by the asker
//!            └── void               by a block
//! ```
//! A no is never told. So a refused invitation behaves for its asker exactly as an open one does: it waits, it can be
//! withdrawn, its token comes back on the same day. Somebody asked again too soon after a no is not bothered, and the
//! asker is not told that either: such an invitation is born refused.

mod met;
#[cfg(test)]
mod tests;

pub use met::{Met, MetTyped, begins};

use crate::{
    ids::{InvitationId, MemberId},
    members::fits,
    text,
    time::Timestamp,
};

pub const MET_CHARS: i64 = 200;
pub const ORGANISATION_CHARS: i64 = 120;
pub const MESSAGE_CHARS: i64 = 600;
/// Invitations to strangers that one member may have out at once.
pub const TOKENS: i64 = 5;
/// Days after which a token comes back whatever became of its invitation; a yes brings it back at once.
///
/// The same for a no as for silence: a token that came back with the no would tell of it.
pub const TOKEN_DAYS: i64 = 14;
pub const INVITATIONS_A_DAY: i64 = 30;
/// Days that an invitation waits before the same person may be asked again, and that a no holds.
pub const ASK_AGAIN_DAYS: i64 = 180;

crate::refusals! {
    /// Why a tie or an invitation stays as it is.
    Plain {
        Oneself => "ties.oneself" @ "to",
        AlreadyTied => "ties.already_tied" @ "to",
        /// Also said where the other side refused: it must look like waiting.
        AlreadyAsked => "ties.already_asked" @ "to",
        TheyAskedYou => "ties.they_asked_you" @ "to",
        MetKindUnknown => "ties.met_kind_unknown" @ "kind",
        MetTextTooLong => "ties.met_text_too_long" @ "text" { limit: MET_CHARS },
        MetOrganisationTooLong => "ties.met_organisation_too_long" @ "organisation" { limit: ORGANISATION_CHARS },
        MetMonthMalformed => "ties.met_month_malformed" @ "from",
        MetUpsideDown => "ties.met_upside_down" @ "to_month",
        MetInTheFuture => "ties.met_in_the_future" @ "from",
        MessageTooLong => "ties.message_too_long" @ "message" { limit: MESSAGE_CHARS },
        AlreadyAnswered => "ties.already_answered",
        NoLongerOpen => "ties.no_longer_open",
        NothingToConfirm => "ties.nothing_to_confirm",
        BlocksOneself => "ties.blocks_oneself",
    }
}

crate::paced_refusals! {
    /// A refusal of this room; two of them say when it goes on.
    Refusal of Plain,
    paced { TooManyToday => "ties.too_many_today" { limit: INVITATIONS_A_DAY } },
    counted {
        /// All tokens are with strangers; the next comes back in so many days at the latest.
        NoTokensLeft(days) => "ties.no_tokens_left" { tokens: TOKENS },
    }
}

/// What a refused invitation is in the eyes of its asker: what it would be had nobody answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shown {
    Waiting,
    /// He took it back.
    Withdrawn,
    /// A block ended it.
    Void,
}

impl Shown {
    /// As the table keeps it: whether it left the asker's list, and whether by a block.
    #[must_use]
    pub const fn of(hidden: bool, ended: bool) -> Self {
        match (hidden, ended) {
            (false, _) => Self::Waiting,
            (true, false) => Self::Withdrawn,
            (true, true) => Self::Void,
        }
    }

    /// The word of the state that the asker may know: with a no it is the same as with silence.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Waiting => "open",
            Self::Withdrawn => "withdrawn",
            Self::Void => "void",
        }
    }
}

/// Where an invitation stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    Open,
    Accepted {
        at: Timestamp,
    },
    /// `shown`: what it is for the asker, who does not know.
    Refused {
        at: Timestamp,
        shown: Shown,
    },
    Withdrawn {
        at: Timestamp,
    },
    Void {
        at: Timestamp,
    },
}

impl State {
    /// Its word in the table; what a refused one is for its asker has columns of its own.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Accepted { .. } => "accepted",
            Self::Refused { .. } => "refused",
            Self::Withdrawn { .. } => "withdrawn",
            Self::Void { .. } => "void",
        }
    }

    /// When it was answered, if it was.
    #[must_use]
    pub const fn answered_at(self) -> Option<Timestamp> {
        match self {
            Self::Open => None,
            Self::Accepted { at } | Self::Refused { at, .. } | Self::Withdrawn { at } | Self::Void { at } => Some(at),
        }
    }

    /// Whether the asker sees it wait.
    #[must_use]
    pub const fn waits(self) -> bool {
        matches!(self, Self::Open | Self::Refused { shown: Shown::Waiting, .. })
    }

    /// The word of what the asker may know of it.
    #[must_use]
    pub const fn told_asker(self) -> &'static str {
        match self {
            Self::Refused { shown, .. } => shown.word(),
            known => known.word(),
        }
    }
}

/// The wish of one member to be tied to another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Invitation {
    pub id: InvitationId,
    pub from: MemberId,
    pub to: MemberId,
    pub state: State,
    pub met: Met,
    pub message: String,
    pub costs_token: bool,
    pub sent_at: Timestamp,
}

impl Invitation {
    /// The invited says yes.
    ///
    /// # Errors
    /// When it is not open any more. (To anybody else it does not exist: the room has seen to that.)
    pub fn accept(self, now: Timestamp) -> Result<Self, Plain> {
        self.answer(State::Accepted { at: now })
    }

    /// The invited says no, without a word.
    ///
    /// # Errors
    /// When it is not open any more.
    pub fn refuse(self, now: Timestamp) -> Result<Self, Plain> {
        self.answer(State::Refused { at: now, shown: Shown::Waiting })
    }

    fn answer(self, state: State) -> Result<Self, Plain> {
        match self.state {
            State::Open => Ok(Self { state, ..self }),
            State::Accepted { .. } | State::Refused { .. } => Err(Plain::AlreadyAnswered),
            State::Withdrawn { .. } | State::Void { .. } => Err(Plain::NoLongerOpen),
        }
    }

    /// The asker takes it back; a refused one all the same.
    ///
    /// # Errors
    /// When it was accepted, withdrawn or made void before.
    pub fn withdraw(self, now: Timestamp) -> Result<Self, Plain> {
        match self.state {
            State::Open => Ok(Self { state: State::Withdrawn { at: now }, ..self }),
            State::Refused { at, shown: Shown::Waiting } => {
                Ok(Self { state: State::Refused { at, shown: Shown::Withdrawn }, ..self })
            }
            State::Accepted { .. } => Err(Plain::AlreadyAnswered),
            State::Refused { .. } | State::Withdrawn { .. } | State::Void { .. } => Err(Plain::NoLongerOpen),
        }
    }

    /// A tie was made another way: the other side's own invitation was accepted. That is a yes to this one as well.
    #[must_use]
    pub fn settle(self, now: Timestamp) -> Self {
        if self.state.waits() { Self { state: State::Accepted { at: now }, ..self } } else { self }
    }

    /// A block ends the waiting.
    #[must_use]
    pub fn end(self, now: Timestamp) -> Self {
        let state = match self.state {
            State::Open => State::Void { at: now },
            State::Refused { at, shown: Shown::Waiting } => State::Refused { at, shown: Shown::Void },
            done => done,
        };
        Self { state, ..self }
    }
}

/// What asking depends on.
#[derive(Clone, Debug, Default)]
pub struct Circumstances {
    pub tied: bool,
    /// The other side asked, and it is open.
    pub asked_by_them: bool,
    /// The latest invitation of the asker to this person that waits in his eyes.
    pub waiting_since: Option<Timestamp>,
    /// The last no of this person to the asker.
    pub refused_at: Option<Timestamp>,
    /// A tie, an organisation or a school in common.
    pub something_in_common: bool,
    /// When the invitations went that hold a token now, oldest first.
    pub tokens_out: Vec<Timestamp>,
    /// When the invitations of the last day went, oldest first.
    pub sent_today: Vec<Timestamp>,
}

/// How an invitation begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Beginning {
    pub state: State,
    pub costs_token: bool,
}

/// Whether somebody may be asked now, and at what price.
///
/// # Errors
/// When not. Nothing in the answer depends on whether an earlier invitation was refused or still waits.
pub fn ask(circumstances: &Circumstances, now: Timestamp) -> Result<Beginning, Refusal> {
    if circumstances.tied {
        return Err(Plain::AlreadyTied.into());
    }
    if circumstances.asked_by_them {
        return Err(Plain::TheyAskedYou.into());
    }
    if circumstances.waiting_since.is_some_and(|since| now < since.plus_days(ASK_AGAIN_DAYS)) {
        return Err(Plain::AlreadyAsked.into());
    }
    if let Some(seconds) = full_again_in(&circumstances.sent_today, INVITATIONS_A_DAY, 1, now) {
        return Err(Refusal::TooManyToday { seconds });
    }
    let costs_token = !circumstances.something_in_common;
    if costs_token && let Some(seconds) = full_again_in(&circumstances.tokens_out, TOKENS, TOKEN_DAYS, now) {
        return Err(Refusal::NoTokensLeft { days: (seconds + 86_399).div_euclid(86_400).max(1) });
    }
    let muted = circumstances.refused_at.filter(|at| now < at.plus_days(ASK_AGAIN_DAYS));
    let state = muted.map_or(State::Open, |at| State::Refused { at, shown: Shown::Waiting });
    Ok(Beginning { state, costs_token })
}

/// How many tokens are at hand.
#[must_use]
pub fn tokens_left(tokens_out: &[Timestamp]) -> i64 {
    (TOKENS - i64::try_from(tokens_out.len()).unwrap_or(TOKENS)).max(0)
}

/// Where `limit` are used: the seconds until the first is free again, `days` after it was taken.
fn full_again_in(taken: &[Timestamp], limit: i64, days: i64, now: Timestamp) -> Option<i64> {
    let limit = usize::try_from(limit).unwrap_or(0);
    let over = taken.len().checked_sub(limit)?;
    let free_at = taken.get(over)?.plus_days(days);
    Some((free_at - now).div_euclid(1_000_000).max(1))
}

/// A message as it will be shown.
///
/// # Errors
/// When it has more than [`MESSAGE_CHARS`].
pub fn message(typed: &str) -> Result<String, Plain> {
    let message = text::paragraphs(typed);
    if fits(&message, MESSAGE_CHARS) { Ok(message) } else { Err(Plain::MessageTooLong) }
}
