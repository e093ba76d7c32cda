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

use std::str::FromStr;

use crate::{
    changes::MetKind,
    ids::{InvitationId, MemberId},
    members::fits,
    refusal, text,
    time::{DAY_US, Timestamp, YearMonth},
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

/// A refusal of this room; two of them say when it goes on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    Plain(Plain),
    /// All tokens are with strangers; the next comes back in so many days at the latest.
    NoTokensLeft {
        days: i64,
    },
    TooManyToday {
        seconds: i64,
    },
}

impl From<Plain> for Refusal {
    fn from(plain: Plain) -> Self {
        Self::Plain(plain)
    }
}

impl refusal::Refusal for Refusal {
    fn code(&self) -> &'static str {
        match self {
            Self::Plain(plain) => plain.code(),
            Self::NoTokensLeft { .. } => "ties.no_tokens_left",
            Self::TooManyToday { .. } => "ties.too_many_today",
        }
    }

    fn field(&self) -> Option<&'static str> {
        match self {
            Self::Plain(plain) => plain.field(),
            Self::NoTokensLeft { .. } | Self::TooManyToday { .. } => None,
        }
    }

    fn numbers(&self) -> Vec<(&'static str, i64)> {
        match self {
            Self::Plain(plain) => plain.numbers(),
            Self::NoTokensLeft { days } => vec![("tokens", TOKENS), ("days", *days)],
            Self::TooManyToday { .. } => vec![("limit", INVITATIONS_A_DAY)],
        }
    }

    fn retry_after_seconds(&self) -> Option<u64> {
        match self {
            Self::TooManyToday { seconds } => Some(u64::try_from(*seconds).unwrap_or(0).max(1)),
            Self::Plain(_) | Self::NoTokensLeft { .. } => None,
        }
    }
}

impl MetKind {
    pub const ALL: [Self; 6] = [Self::Worked, Self::Studied, Self::Event, Self::Introduced, Self::Online, Self::Other];

    /// Its word in tables and JSON.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Worked => "worked",
            Self::Studied => "studied",
            Self::Event => "event",
            Self::Introduced => "introduced",
            Self::Online => "online",
            Self::Other => "other",
        }
    }
}

impl FromStr for MetKind {
    type Err = Plain;

    fn from_str(word: &str) -> Result<Self, Plain> {
        Self::ALL.into_iter().find(|kind| kind.word() == word).ok_or(Plain::MetKindUnknown)
    }
}

/// How two people met, as one of them tells it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Met {
    pub kind: MetKind,
    pub text: String,
    pub organisation: String,
    pub from: Option<YearMonth>,
    pub to: Option<YearMonth>,
    /// Who introduced them, where they met so here and both said yes: nobody can type it.
    pub introduced_by: Option<MemberId>,
}

/// The same as it was typed or sent.
#[derive(Clone, Debug, Default)]
pub struct MetTyped {
    pub kind: String,
    pub text: String,
    pub organisation: String,
    pub from: String,
    pub to: String,
}

impl Met {
    /// A meeting that nobody told of.
    #[must_use]
    pub const fn untold() -> Self {
        Self {
            kind: MetKind::Other,
            text: String::new(),
            organisation: String::new(),
            from: None,
            to: None,
            introduced_by: None,
        }
    }

    /// Somebody who knew both brought them together.
    #[must_use]
    pub fn introduced(by: MemberId) -> Self {
        Self { kind: MetKind::Introduced, introduced_by: Some(by), ..Self::untold() }
    }

    /// What was typed, cleaned and within bounds.
    ///
    /// # Errors
    /// When the kind is none of ours, a text too long, a month unreadable, upside down or yet to come.
    pub fn read(typed: &MetTyped, now: Timestamp) -> Result<Self, Plain> {
        let met = Self {
            kind: typed.kind.trim().parse()?,
            text: text::line(&typed.text),
            organisation: text::line(&typed.organisation),
            from: month(&typed.from)?,
            to: month(&typed.to)?,
            introduced_by: None,
        };
        if !fits(&met.text, MET_CHARS) {
            return Err(Plain::MetTextTooLong);
        }
        if !fits(&met.organisation, ORGANISATION_CHARS) {
            return Err(Plain::MetOrganisationTooLong);
        }
        if matches!((met.from, met.to), (Some(from), Some(to)) if from.first_month() > to.last_month()) {
            return Err(Plain::MetUpsideDown);
        }
        if met.from.is_some_and(|from| begins(from) > now) {
            return Err(Plain::MetInTheFuture);
        }
        Ok(met)
    }

    /// Since when they know each other: the month they tell, else the day of the tie.
    #[must_use]
    pub fn since(&self, formed_at: Timestamp) -> Timestamp {
        self.from.map_or(formed_at, begins).min(formed_at)
    }

    /// Whether both tell the same, but for how it is written.
    #[must_use]
    pub fn agrees_with(&self, other: &Self) -> bool {
        self.kind == other.kind
            && text::fold(&self.text) == text::fold(&other.text)
            && text::fold(&self.organisation) == text::fold(&other.organisation)
            && self.from == other.from
            && self.to == other.to
            && self.introduced_by == other.introduced_by
    }
}

fn month(typed: &str) -> Result<Option<YearMonth>, Plain> {
    if typed.trim().is_empty() {
        return Ok(None);
    }
    typed.parse().map(Some).map_err(|()| Plain::MetMonthMalformed)
}

/// The first moment of a month in UTC (days from civil, after Howard Hinnant).
#[must_use]
pub fn begins(month: YearMonth) -> Timestamp {
    let (year, m) = (i64::from(month.year), i64::from(month.month.unwrap_or(1)));
    let (year, shifted) = if m > 2 { (year, m - 3) } else { (year - 1, m + 9) };
    let (era, of_era) = (year.div_euclid(400), year.rem_euclid(400));
    let day_of_year = (153 * shifted + 2) / 5;
    let days = era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + day_of_year - 719_468;
    Timestamp(days.saturating_mul(DAY_US))
}

/// Where an invitation stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    Open,
    Accepted {
        at: Timestamp,
    },
    /// `hidden`: the asker withdrew it, not knowing.
    Refused {
        at: Timestamp,
        hidden: bool,
    },
    Withdrawn {
        at: Timestamp,
    },
    Void {
        at: Timestamp,
    },
}

impl State {
    /// Its word in the table; `hidden` has a column of its own.
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
        matches!(self, Self::Open | Self::Refused { hidden: false, .. })
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
        self.answer(State::Refused { at: now, hidden: false })
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
            State::Refused { at, hidden: false } => Ok(Self { state: State::Refused { at, hidden: true }, ..self }),
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
            State::Refused { at, .. } => State::Refused { at, hidden: true },
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
    let state = muted.map_or(State::Open, |at| State::Refused { at, hidden: false });
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

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Timestamp = Timestamp(1_773_133_200_000_000);

    fn invitation(state: State) -> Invitation {
        Invitation {
            id: InvitationId(1),
            from: MemberId(1),
            to: MemberId(2),
            state,
            met: Met::untold(),
            message: String::new(),
            costs_token: true,
            sent_at: NOW,
        }
    }

    #[test]
    fn each_state_answers_each_act() {
        let open = State::Open;
        let yes = State::Accepted { at: NOW };
        let no = State::Refused { at: NOW, hidden: false };
        let hidden = State::Refused { at: NOW, hidden: true };
        let back = State::Withdrawn { at: NOW };
        let void = State::Void { at: NOW };
        let later = NOW.plus_days(1);
        for (state, accept, refuse, withdraw, end) in [
            (
                open,
                Ok(State::Accepted { at: later }),
                Ok(State::Refused { at: later, hidden: false }),
                Ok(State::Withdrawn { at: later }),
                State::Void { at: later },
            ),
            (yes, Err(Plain::AlreadyAnswered), Err(Plain::AlreadyAnswered), Err(Plain::AlreadyAnswered), yes),
            (no, Err(Plain::AlreadyAnswered), Err(Plain::AlreadyAnswered), Ok(hidden), hidden),
            (hidden, Err(Plain::AlreadyAnswered), Err(Plain::AlreadyAnswered), Err(Plain::NoLongerOpen), hidden),
            (back, Err(Plain::NoLongerOpen), Err(Plain::NoLongerOpen), Err(Plain::NoLongerOpen), back),
            (void, Err(Plain::NoLongerOpen), Err(Plain::NoLongerOpen), Err(Plain::NoLongerOpen), void),
        ] {
            assert_eq!(invitation(state).accept(later).map(|next| next.state), accept, "{state:?} accept");
            assert_eq!(invitation(state).refuse(later).map(|next| next.state), refuse, "{state:?} refuse");
            assert_eq!(invitation(state).withdraw(later).map(|next| next.state), withdraw, "{state:?} withdraw");
            assert_eq!(invitation(state).end(later).state, end, "{state:?} end");
        }
    }

    #[test]
    fn a_refused_one_waits_in_the_eyes_of_its_asker() {
        assert!(State::Open.waits() && State::Refused { at: NOW, hidden: false }.waits());
        assert!(!State::Refused { at: NOW, hidden: true }.waits() && !State::Withdrawn { at: NOW }.waits());
    }

    #[test]
    fn asking() {
        let plain = Circumstances::default();
        let friend = Circumstances { something_in_common: true, ..plain.clone() };
        let stranger = Beginning { state: State::Open, costs_token: true };
        assert_eq!(ask(&plain, NOW), Ok(stranger));
        assert_eq!(ask(&friend, NOW), Ok(Beginning { costs_token: false, ..stranger }));
        let tied = Circumstances { tied: true, ..plain.clone() };
        assert_eq!(ask(&tied, NOW), Err(Plain::AlreadyTied.into()));
        let asked = Circumstances { asked_by_them: true, ..plain.clone() };
        assert_eq!(ask(&asked, NOW), Err(Plain::TheyAskedYou.into()));
        let waits = |days: i64| Circumstances { waiting_since: Some(NOW.plus_days(-days)), ..plain.clone() };
        assert_eq!(ask(&waits(179), NOW), Err(Plain::AlreadyAsked.into()));
        assert_eq!(ask(&waits(180), NOW), Ok(stranger));
    }

    #[test]
    fn a_no_holds_for_half_a_year_and_nobody_is_told() {
        let after = |days: i64| Circumstances { refused_at: Some(NOW.plus_days(-days)), ..Circumstances::default() };
        let muted = ask(&after(10), NOW).unwrap();
        assert_eq!(muted.state, State::Refused { at: NOW.plus_days(-10), hidden: false }, "the first no counts on");
        assert!(muted.state.waits());
        assert_eq!(ask(&after(180), NOW).unwrap().state, State::Open);
    }

    #[test]
    fn five_tokens_come_back_by_themselves() {
        let out = |days: &[i64]| days.iter().map(|days| NOW.plus_days(-days)).collect::<Vec<_>>();
        let with = |days: &[i64]| Circumstances { tokens_out: out(days), ..Circumstances::default() };
        assert!(ask(&with(&[13, 9, 5, 1]), NOW).is_ok());
        assert_eq!(ask(&with(&[13, 9, 5, 1, 0]), NOW), Err(Refusal::NoTokensLeft { days: 1 }));
        assert_eq!(ask(&with(&[4, 4, 4, 4, 4]), NOW), Err(Refusal::NoTokensLeft { days: 10 }));
        assert_eq!((tokens_left(&out(&[1, 1])), tokens_left(&out(&[1; 9]))), (3, 0));
        let known = Circumstances { something_in_common: true, ..with(&[1; 5]) };
        assert!(ask(&known, NOW).is_ok(), "who has something in common needs none");
    }

    #[test]
    fn thirty_a_day() {
        let busy = |hours: i64| Circumstances {
            sent_today: vec![NOW.plus_seconds(-hours * 3_600); 30],
            something_in_common: true,
            ..Circumstances::default()
        };
        assert_eq!(ask(&busy(23), NOW), Err(Refusal::TooManyToday { seconds: 3_600 }));
    }

    #[test]
    fn meetings_are_read() {
        let typed = |kind: &str, from: &str, to: &str| MetTyped {
            kind: kind.to_owned(),
            text: " Fiera  di Ancona ".to_owned(),
            organisation: String::new(),
            from: from.to_owned(),
            to: to.to_owned(),
        };
        let met = Met::read(&typed("event", "2021-05", ""), NOW).unwrap();
        assert_eq!((met.kind, met.text.as_str()), (MetKind::Event, "Fiera di Ancona"));
        assert_eq!(met.since(NOW), Timestamp::from_seconds(1_619_827_200), "1 May 2021");
        for (typed, refusal) in [
            (typed("beer", "", ""), Plain::MetKindUnknown),
            (typed("event", "maggio", ""), Plain::MetMonthMalformed),
            (typed("event", "2021-05", "2020"), Plain::MetUpsideDown),
            (typed("event", "2030", ""), Plain::MetInTheFuture),
            (MetTyped { text: "x".repeat(201), ..typed("event", "", "") }, Plain::MetTextTooLong),
            (MetTyped { organisation: "x".repeat(121), ..typed("event", "", "") }, Plain::MetOrganisationTooLong),
        ] {
            assert_eq!(Met::read(&typed, NOW), Err(refusal));
        }
        assert_eq!(message(&"x".repeat(601)), Err(Plain::MessageTooLong));
        let shout = Met { text: "FIERA di ancona".to_owned(), ..met.clone() };
        assert!(met.agrees_with(&shout) && !met.agrees_with(&Met::untold()));
        assert_eq!(Met::untold().since(NOW), NOW);
        let [by_ada, by_bruno] = [1, 2].map(|id| Met::introduced(MemberId(id)));
        assert!(by_ada.kind == MetKind::Introduced && by_ada.agrees_with(&by_ada) && !by_ada.agrees_with(&by_bruno));
    }
}
