//! Moderation: what members bring to moderators, what these may decide, and how one is heard against it.
//!
//! ```text
//! case:      open ──decision──► decided        reports of the same thing are one case
//! decision:  stands ──appeal──► appealed ──another moderator──► upheld | lifted
//! private:   closed ──one asks──► asked ──another agrees──► open for these two and this case, until it is decided
//! out of a group: one of its moderators takes it out, with a reason; the appeal is heard by moderators of the network
//! ```
//! What the check of spam holds is no exception: where it is not for everybody, one alone lets it go or keeps it unread.
//! Nobody judges his own matter: neither who wrote it nor who reported it, and an appeal is heard by somebody else than
//! who decided. Who reported is told to nobody but the moderators.

mod domains;

#[cfg(test)]
mod tests;

pub use domains::{domain, hosts, parents};

use serde::{Deserialize, Serialize};

use crate::{ids::MemberId, refusals, text, time::Timestamp};

pub const WORDS_CHARS: i64 = 1_000;
pub const REASON_CHARS: i64 = 1_000;
pub const APPEAL_CHARS: i64 = 2_000;
pub const REPORTS_A_DAY: i64 = 20;
/// Days in which one may appeal.
pub const APPEAL_DAYS: i64 = 30;
pub const SILENCE_DAYS: i64 = 90;
pub const SUSPENSION_DAYS: i64 = 365;
/// Days for which somebody counts as new here: what he writes for others passes a check first.
pub const NEWCOMER_DAYS: i64 = 14;
pub const DOMAIN_CHARS: i64 = 253;
/// Counts below this are told as "a few": nobody is to be found in them.
pub const FEW: i64 = 5;

macro_rules! words {
    ($(#[$doc:meta])* $name:ident { $($(#[$of:meta])* $variant:ident = $word:literal),* $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum $name { $($(#[$of])* $variant),* }

        impl $name {
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            /// Its word in tables, addresses and JSON.
            #[must_use]
            pub const fn word(self) -> &'static str {
                match self { $(Self::$variant => $word),* }
            }

            #[must_use]
            pub fn from_word(word: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|one| one.word() == word)
            }
        }
    };
}

words! {
    /// What can be reported.
    About {
        Member = "member", Post = "post", Comment = "comment", Message = "message", Ask = "ask", Job = "job",
        Event = "event", Group = "group",
        /// What somebody wrote with an invitation; the wish itself is nobody's to judge.
        Invitation = "invitation",
        /// What somebody, member or not, writes to who runs the server; only the check of spam brings it here.
        Letter = "letter",
    }
}

words! {
    /// Why somebody reports.
    Why {
        Spam = "spam",
        Fraud = "fraud",
        Harassment = "harassment",
        Hate = "hate",
        /// Something of somebody's that is nobody else's business.
        Private = "private",
        /// A job that is none, or pays otherwise than it says.
        FalseJob = "false_job",
        Impersonation = "impersonation",
        Illegal = "illegal",
        Other = "other",
    }
}

words! {
    /// What a moderator can decide.
    Measure {
        /// Nothing is wrong with it: what was held goes out.
        Nothing = "nothing",
        /// It is not shown any more.
        Hide = "hide",
        Warn = "warn",
        /// He reads, and writes to nobody new and nothing for all.
        Silence = "silence",
        /// The account is closed, for some days or for good.
        Suspend = "suspend",
    }
}

/// One thing in one room.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Subject {
    pub about: About,
    pub id: i64,
}

impl Subject {
    #[must_use]
    pub const fn new(about: About, id: i64) -> Self {
        Self { about, id }
    }

    /// One name for all of one thing's open matters.
    #[must_use]
    pub fn key(self) -> String {
        format!("{}:{}", self.about.word(), self.id)
    }
}

refusals! {
    /// Why nothing comes of it.
    Plain {
        WhyUnknown => "moderation.why_unknown" @ "why",
        WordsTooLong => "moderation.words_too_long" @ "words" { limit: WORDS_CHARS },
        Oneself => "moderation.oneself",
        MeasureUnknown => "moderation.measure_unknown" @ "measure",
        MeasureUnfit => "moderation.measure_unfit" @ "measure",
        ReasonMissing => "moderation.reason_missing" @ "reason",
        ReasonTooLong => "moderation.reason_too_long" @ "reason" { limit: REASON_CHARS },
        DaysMalformed => "moderation.days_malformed" @ "days" { silence: SILENCE_DAYS, suspension: SUSPENSION_DAYS },
        OwnMatter => "moderation.own_matter",
        AlreadyDecided => "moderation.already_decided",
        NotPrivate => "moderation.not_private",
        AlreadyAsked => "moderation.already_asked",
        SecondPerson => "moderation.second_person",
        /// What the check holds, is not for everybody and nobody reported: it is decided unread.
        Unreported => "moderation.unreported",
        /// Nobody read it and nobody reported it: nothing comes of it for its author.
        Unread => "moderation.unread" @ "measure",
        AppealMissing => "moderation.appeal_missing" @ "words",
        AppealTooLong => "moderation.appeal_too_long" @ "words" { limit: APPEAL_CHARS },
        AlreadyAppealed => "moderation.already_appealed",
        AppealTooLate => "moderation.appeal_too_late" { days: APPEAL_DAYS },
        NothingToAppeal => "moderation.nothing_to_appeal",
        NotAppealed => "moderation.not_appealed",
        OwnDecision => "moderation.own_decision",
        /// Whoever else looks after the group was quicker.
        AlreadyTakenOut => "moderation.already_taken_out",
        /// Who runs the server is silenced and closed by nobody: else one moderator takes the server from all.
        RunsServer => "moderation.runs_server" @ "measure",
        DomainMalformed => "moderation.domain_malformed" @ "domain",
        /// A moderator decided that he does not write for others for a while.
        Silenced => "moderation.silenced",
        /// The account is closed by a moderator's decision.
        Suspended => "moderation.suspended",
    }
}

crate::paced_refusals! {
    /// A refusal of this room.
    Refusal of Plain,
    paced { TooManyToday => "moderation.too_many_today" { limit: REPORTS_A_DAY } }
}

type Ruled<T> = Result<T, Plain>;

/// What somebody reports, as typed.
///
/// # Errors
/// Where the kind is none, or the words are too long.
pub fn reported(why: &str, words: &str) -> Ruled<(Why, String)> {
    let why = Why::from_word(why).ok_or(Plain::WhyUnknown)?;
    let words = bounded(words, WORDS_CHARS).ok_or(Plain::WordsTooLong)?;
    Ok((why, words))
}

fn bounded(words: &str, limit: i64) -> Option<String> {
    let words = text::paragraphs(words);
    crate::members::fits(&words, limit).then_some(words)
}

/// A matter before the moderators.
#[derive(Clone, Copy, Debug)]
pub struct Case {
    pub subject: Subject,
    /// Whose it is; none where that person is gone.
    pub author: Option<MemberId>,
    pub is_open: bool,
    /// Only some can read it, so moderators cannot just look.
    pub is_private: bool,
    /// The judge of spam held it, before anybody else saw it.
    pub is_held: bool,
    pub asked_by: Option<MemberId>,
    pub agreed_by: Option<MemberId>,
}

impl Case {
    /// Whether this moderator may read what it is about: everybody may, or he and another agreed. That the check of spam
    /// holds it opens it to nobody.
    #[must_use]
    pub fn may_be_read_by(&self, moderator: MemberId) -> bool {
        self.is_open && (!self.is_private || self.agreed(moderator))
    }

    /// Of what nobody reported and he may not read he knows what the check says, and no more: it goes, or it does not.
    ///
    /// # Errors
    /// When the measure would meet its author for words that nobody read.
    pub fn may_be_met_by(&self, measure: Measure, moderator: MemberId, reporters: &[MemberId]) -> Ruled<()> {
        let unread = self.is_held && reporters.is_empty() && !self.may_be_read_by(moderator);
        let meets_author = matches!(measure, Measure::Warn | Measure::Silence | Measure::Suspend);
        if unread && meets_author { Err(Plain::Unread) } else { Ok(()) }
    }

    /// Whether he is one of the two who agreed.
    fn agreed(&self, moderator: MemberId) -> bool {
        self.agreed_by.is_some() && (self.agreed_by == Some(moderator) || self.asked_by == Some(moderator))
    }

    /// The same case where the thing may be less public by now, or was: once private, it is not looked at by one alone.
    #[must_use]
    pub const fn also_private(self, is_private: bool) -> Self {
        Self { is_private: self.is_private || is_private, ..self }
    }

    /// Nobody judges his own matter.
    ///
    /// # Errors
    /// When this moderator wrote it or reported it.
    pub fn may_be_judged_by(&self, moderator: MemberId, reporters: &[MemberId]) -> Ruled<()> {
        let own = self.author == Some(moderator) || reporters.contains(&moderator);
        if own { Err(Plain::OwnMatter) } else { Ok(()) }
    }

    /// Whether two who agree may read it: somebody reported it. That the check holds it opens it to nobody, not to two either.
    #[must_use]
    pub const fn may_be_opened(&self, reporters: &[MemberId]) -> bool {
        !(self.is_private && reporters.is_empty())
    }

    /// A moderator asks to read what only some can read and somebody reported, or agrees with one who asked.
    ///
    /// # Errors
    /// When it can be read anyway, is decided, nobody reported it, the second would be the first, or two agreed already.
    pub fn ask_to_read(self, moderator: MemberId, reporters: &[MemberId]) -> Ruled<Self> {
        if !self.is_open {
            return Err(Plain::AlreadyDecided);
        }
        if self.may_be_read_by(moderator) {
            return Err(Plain::NotPrivate);
        }
        if !self.may_be_opened(reporters) {
            return Err(Plain::Unreported);
        }
        if self.agreed_by.is_some() {
            return Err(Plain::AlreadyAsked);
        }
        match self.asked_by {
            None => Ok(Self { asked_by: Some(moderator), ..self }),
            Some(first) if first == moderator => Err(Plain::SecondPerson),
            Some(_) => Ok(Self { agreed_by: Some(moderator), ..self }),
        }
    }
}

/// What a moderator decides, as typed.
#[derive(Clone, Debug, Default)]
pub struct Typed {
    pub measure: String,
    /// Empty: for good, where that can be.
    pub days: String,
    pub reason: String,
}

/// What is decided.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ruling {
    pub measure: Measure,
    /// When it ends by itself.
    pub until: Option<Timestamp>,
    pub reason: String,
}

/// A moderator decides a case.
///
/// # Errors
/// When it is decided already, the measure does not fit, it would close the server to who runs it, or its reason is
/// missing: whom it meets has a right to it.
pub fn decide(case: &Case, typed: &Typed, runs_server: bool, now: Timestamp) -> Ruled<Ruling> {
    if !case.is_open {
        return Err(Plain::AlreadyDecided);
    }
    let measure = Measure::from_word(&typed.measure).ok_or(Plain::MeasureUnknown)?;
    let is_member = case.subject.about == About::Member;
    if measure == Measure::Hide && is_member || measure != Measure::Nothing && case.author.is_none() && is_member {
        return Err(Plain::MeasureUnfit);
    }
    if matches!(measure, Measure::Warn | Measure::Silence | Measure::Suspend) && case.author.is_none() {
        return Err(Plain::MeasureUnfit);
    }
    if runs_server && matches!(measure, Measure::Silence | Measure::Suspend) {
        return Err(Plain::RunsServer);
    }
    let reason = bounded(&typed.reason, REASON_CHARS).ok_or(Plain::ReasonTooLong)?;
    if reason.is_empty() && measure != Measure::Nothing {
        return Err(Plain::ReasonMissing);
    }
    let days = typed.days.trim();
    let within = |most: i64| days.parse().ok().filter(|days| (1..=most).contains(days)).ok_or(Plain::DaysMalformed);
    let until = match measure {
        Measure::Silence => Some(now.plus_days(within(SILENCE_DAYS)?)),
        Measure::Suspend if !days.is_empty() => Some(now.plus_days(within(SUSPENSION_DAYS)?)),
        _ => None,
    };
    Ok(Ruling { measure, until, reason })
}

/// Who looks after a group takes out of it what somebody else wrote there. Gives why, tidied.
///
/// # Errors
/// When it is his own, it was taken out before, or its author would not learn why.
pub fn take_out(own: bool, already: bool, reason: &str) -> Ruled<String> {
    if own {
        return Err(Plain::Oneself);
    }
    if already { Err(Plain::AlreadyTakenOut) } else { heard(reason) }
}

/// Until when several decisions of one kind hold together: the latest end, and none has no end. None where none stands.
#[must_use]
pub fn together(ends: &[Option<Timestamp>]) -> Option<Option<Timestamp>> {
    let latest = ends.iter().copied().flatten().max();
    if ends.iter().any(Option::is_none) { Some(None) } else { latest.map(Some) }
}

/// How far a decision is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hearing {
    Stands,
    Appealed,
    Upheld,
    Lifted,
}

impl Hearing {
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Stands => "stands",
            Self::Appealed => "appealed",
            Self::Upheld => "upheld",
            Self::Lifted => "lifted",
        }
    }

    #[must_use]
    pub fn from_word(word: &str) -> Self {
        match word {
            "appealed" => Self::Appealed,
            "upheld" => Self::Upheld,
            "lifted" => Self::Lifted,
            _ => Self::Stands,
        }
    }
}

/// Whom it meets says that it is wrong. Gives his words, tidied.
///
/// # Errors
/// When there is nothing to lift, it is too late, or it was said before.
pub fn appeal(measure: Measure, hearing: Hearing, at: Timestamp, words: &str, now: Timestamp) -> Ruled<String> {
    if measure == Measure::Nothing {
        return Err(Plain::NothingToAppeal);
    }
    if hearing != Hearing::Stands {
        return Err(Plain::AlreadyAppealed);
    }
    if now > at.plus_days(APPEAL_DAYS) {
        return Err(Plain::AppealTooLate);
    }
    let words = bounded(words, APPEAL_CHARS).ok_or(Plain::AppealTooLong)?;
    if words.is_empty() { Err(Plain::AppealMissing) } else { Ok(words) }
}

/// Another moderator hears the appeal; who decided hears it only where nobody else could.
///
/// # Errors
/// When nobody appealed, or another moderator is there to hear it.
pub fn may_hear(hearing: Hearing, (decided_by, hears): (MemberId, MemberId), others: bool) -> Ruled<()> {
    if hearing != Hearing::Appealed {
        return Err(Plain::NotAppealed);
    }
    if decided_by == hears && others { Err(Plain::OwnDecision) } else { Ok(()) }
}

/// Why it is answered, or taken out, as typed.
///
/// # Errors
/// Where there is no reason, or it is too long.
pub fn heard(reason: &str) -> Ruled<String> {
    let reason = bounded(reason, REASON_CHARS).ok_or(Plain::ReasonTooLong)?;
    if reason.is_empty() { Err(Plain::ReasonMissing) } else { Ok(reason) }
}

/// A count for everybody to read: none, "a few", or rounded down to fives. Nobody is found in it, and one more or less
/// is not seen.
#[must_use]
pub const fn coarse(count: i64) -> i64 {
    if count <= 0 {
        0
    } else if count < FEW {
        FEW - 1
    } else {
        count - count % FEW
    }
}
