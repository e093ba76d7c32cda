//! Moderation: what members bring to moderators, what these may decide, and how one is heard against it.
//!
//! ```text
//! case:      open ──decision──► decided        reports of the same thing are one case
//! decision:  stands ──appeal──► appealed ──another moderator──► upheld | lifted
//! private:   closed ──one asks──► asked ──another agrees──► open for this case, until it is decided
//! ```
//! Nobody judges his own matter: neither who wrote it nor who reported it, and an appeal is heard by somebody else than
//! who decided. Who reported is told to nobody but the moderators.

use serde::{Deserialize, Serialize};

use crate::{ids::MemberId, refusal, refusals, text, time::Timestamp};

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
        AppealMissing => "moderation.appeal_missing" @ "words",
        AppealTooLong => "moderation.appeal_too_long" @ "words" { limit: APPEAL_CHARS },
        AlreadyAppealed => "moderation.already_appealed",
        AppealTooLate => "moderation.appeal_too_late" { days: APPEAL_DAYS },
        NothingToAppeal => "moderation.nothing_to_appeal",
        NotAppealed => "moderation.not_appealed",
        OwnDecision => "moderation.own_decision",
        DomainMalformed => "moderation.domain_malformed" @ "domain",
        /// A moderator decided that he does not write for others for a while.
        Silenced => "moderation.silenced",
        /// The account is closed by a moderator's decision.
        Suspended => "moderation.suspended",
    }
}

/// A refusal of this room.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    Plain(Plain),
    TooManyToday,
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
            Self::TooManyToday => "moderation.too_many_today",
        }
    }

    fn field(&self) -> Option<&'static str> {
        match self {
            Self::Plain(plain) => plain.field(),
            Self::TooManyToday => None,
        }
    }

    fn numbers(&self) -> Vec<(&'static str, i64)> {
        match self {
            Self::Plain(plain) => plain.numbers(),
            Self::TooManyToday => vec![("limit", REPORTS_A_DAY)],
        }
    }

    fn retry_after_seconds(&self) -> Option<u64> {
        matches!(self, Self::TooManyToday).then_some(86_400)
    }
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
    /// Whether moderators may read what it is about: everybody may, or two of them agreed, or it waits to be read by
    /// them before it goes out, which its author knows.
    #[must_use]
    pub const fn may_be_read(&self) -> bool {
        self.is_open && (!self.is_private || self.is_held || self.agreed_by.is_some())
    }

    /// Nobody judges his own matter.
    ///
    /// # Errors
    /// When this moderator wrote it or reported it.
    pub fn may_be_judged_by(&self, moderator: MemberId, reporters: &[MemberId]) -> Ruled<()> {
        let own = self.author == Some(moderator) || reporters.contains(&moderator);
        if own { Err(Plain::OwnMatter) } else { Ok(()) }
    }

    /// A moderator asks to read what only some can read, or agrees with one who asked.
    ///
    /// # Errors
    /// When it can be read anyway, is decided, or the second would be the first.
    pub fn ask_to_read(self, moderator: MemberId) -> Ruled<Self> {
        if !self.is_open {
            return Err(Plain::AlreadyDecided);
        }
        if self.may_be_read() {
            return Err(Plain::NotPrivate);
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
/// When it is decided already, the measure does not fit, or its reason is missing: whom it meets has a right to it.
pub fn decide(case: &Case, typed: &Typed, now: Timestamp) -> Ruled<Ruling> {
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
pub fn hear(hearing: Hearing, (decided_by, hears): (MemberId, MemberId), others: bool, reason: &str) -> Ruled<String> {
    if hearing != Hearing::Appealed {
        return Err(Plain::NotAppealed);
    }
    if decided_by == hears && others {
        return Err(Plain::OwnDecision);
    }
    let reason = bounded(reason, REASON_CHARS).ok_or(Plain::ReasonTooLong)?;
    if reason.is_empty() { Err(Plain::ReasonMissing) } else { Ok(reason) }
}

/// A domain as typed: of addresses that cannot join, and of links that wait for a moderator.
///
/// # Errors
/// When it is none.
pub fn domain(typed: &str) -> Ruled<String> {
    let domain = typed.trim().trim_start_matches('@').trim_end_matches('.').to_lowercase();
    let label =
        |label: &str| !label.is_empty() && label.len() <= 63 && label.chars().all(|c| c.is_alphanumeric() || c == '-');
    let whole = domain.contains('.') && crate::members::fits(&domain, DOMAIN_CHARS) && domain.split('.').all(label);
    if whole { Ok(domain) } else { Err(Plain::DomainMalformed) }
}

/// The domains that a name belongs to, itself first: `mail.posta.example`, `posta.example`, `example`.
pub fn parents(host: &str) -> impl Iterator<Item = &str> {
    let host = host.trim_end_matches('.');
    std::iter::once(host).chain(host.match_indices('.').filter_map(|(at, _)| host.get(at + 1..)))
}

/// The hosts that a text leads to: of addresses of the web and of mail. At most 20.
#[must_use]
pub fn hosts(text: &str) -> Vec<String> {
    let ends = |c: char| !(c.is_alphanumeric() || matches!(c, '-' | '.'));
    let mut found: Vec<String> = Vec::new();
    for word in text.split(|c: char| c.is_whitespace() || matches!(c, '(' | ')' | '<' | '>' | '"' | '[' | ']')) {
        let rest = word.split_once("://").map_or(word, |(_, rest)| rest);
        let rest = rest.rsplit_once('@').map_or(rest, |(_, rest)| rest);
        let host = rest.split(ends).next().unwrap_or_default().trim_matches('.').to_lowercase();
        if domain(&host).is_ok() && !found.contains(&host) && found.len() < 20 {
            found.push(host);
        }
    }
    found
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

#[cfg(test)]
mod tests {
    use super::*;

    const ADA: MemberId = MemberId(1);
    const BRUNO: MemberId = MemberId(2);
    const CARLA: MemberId = MemberId(3);
    const NOW: Timestamp = Timestamp::from_seconds(1_773_133_200);

    fn case(about: About) -> Case {
        let author = Some(ADA);
        let subject = Subject::new(about, 9);
        Case { subject, author, is_open: true, is_private: false, is_held: false, asked_by: None, agreed_by: None }
    }

    fn typed(measure: &str, days: &str, reason: &str) -> Typed {
        Typed { measure: measure.into(), days: days.into(), reason: reason.into() }
    }

    #[test]
    fn a_report_has_a_kind_and_a_few_words() {
        assert_eq!(reported("fraud", " asks for \u{0} money ").map(|(why, _)| why), Ok(Why::Fraud));
        assert_eq!(reported("", ""), Err(Plain::WhyUnknown));
        assert_eq!(reported("spam", &"a".repeat(1_001)), Err(Plain::WordsTooLong));
    }

    #[test]
    fn a_decision_fits_what_it_is_about_and_has_a_reason() {
        let post = case(About::Post);
        for (measure, days, reason, expected) in [
            ("hide", "", "rule 2", Ok((Measure::Hide, None))),
            ("nothing", "", "", Ok((Measure::Nothing, None))),
            ("silence", "7", "rule 2", Ok((Measure::Silence, Some(NOW.plus_days(7))))),
            ("suspend", "", "rule 2", Ok((Measure::Suspend, None))),
            ("suspend", "30", "rule 2", Ok((Measure::Suspend, Some(NOW.plus_days(30))))),
            ("hide", "", " ", Err(Plain::ReasonMissing)),
            ("silence", "", "rule 2", Err(Plain::DaysMalformed)),
            ("silence", "91", "rule 2", Err(Plain::DaysMalformed)),
            ("suspend", "-1", "rule 2", Err(Plain::DaysMalformed)),
            ("banish", "", "rule 2", Err(Plain::MeasureUnknown)),
        ] {
            let ruled = decide(&post, &typed(measure, days, reason), NOW).map(|ruling| (ruling.measure, ruling.until));
            assert_eq!(ruled, expected, "{measure} {days}");
        }
        let long = "a".repeat(1_001);
        assert_eq!(decide(&post, &typed("warn", "", &long), NOW), Err(Plain::ReasonTooLong));
        assert_eq!(decide(&case(About::Member), &typed("hide", "", "x"), NOW), Err(Plain::MeasureUnfit));
        let gone = Case { author: None, ..post };
        assert_eq!(decide(&gone, &typed("suspend", "", "x"), NOW), Err(Plain::MeasureUnfit));
        assert!(decide(&gone, &typed("hide", "", "x"), NOW).is_ok());
        let decided = Case { is_open: false, ..post };
        assert_eq!(decide(&decided, &typed("hide", "", "x"), NOW), Err(Plain::AlreadyDecided));
    }

    #[test]
    fn nobody_judges_his_own_matter() {
        let post = case(About::Post);
        assert_eq!(post.may_be_judged_by(ADA, &[]), Err(Plain::OwnMatter));
        assert_eq!(post.may_be_judged_by(BRUNO, &[BRUNO]), Err(Plain::OwnMatter));
        assert_eq!(post.may_be_judged_by(CARLA, &[BRUNO]), Ok(()));
    }

    #[test]
    fn what_only_some_can_read_takes_two_to_open() {
        let message = Case { is_private: true, ..case(About::Message) };
        assert!(!message.may_be_read());
        let asked = message.ask_to_read(BRUNO).unwrap();
        assert!(!asked.may_be_read());
        assert_eq!(asked.ask_to_read(BRUNO).unwrap_err(), Plain::SecondPerson);
        let agreed = asked.ask_to_read(CARLA).unwrap();
        assert!(agreed.may_be_read());
        assert_eq!(agreed.ask_to_read(ADA).unwrap_err(), Plain::NotPrivate);
        let decided = Case { is_open: false, ..agreed };
        assert!(!decided.may_be_read(), "decided, it is closed again");
        assert_eq!(decided.ask_to_read(ADA).unwrap_err(), Plain::AlreadyDecided);
        assert!(Case { is_held: true, ..message }.may_be_read(), "what waits for them is theirs to read");
    }

    #[test]
    fn an_appeal_comes_once_and_in_time_and_is_heard_by_another() {
        let told = |measure, hearing, now| appeal(measure, hearing, NOW, "It was a joke.", now);
        assert!(told(Measure::Hide, Hearing::Stands, NOW.plus_days(30)).is_ok());
        assert_eq!(told(Measure::Hide, Hearing::Stands, NOW.plus_days(31)), Err(Plain::AppealTooLate));
        assert_eq!(told(Measure::Hide, Hearing::Upheld, NOW), Err(Plain::AlreadyAppealed));
        assert_eq!(told(Measure::Nothing, Hearing::Stands, NOW), Err(Plain::NothingToAppeal));
        assert_eq!(appeal(Measure::Warn, Hearing::Stands, NOW, "  ", NOW), Err(Plain::AppealMissing));
        let long = "a".repeat(2_001);
        assert_eq!(appeal(Measure::Warn, Hearing::Stands, NOW, &long, NOW), Err(Plain::AppealTooLong));
        assert_eq!(hear(Hearing::Appealed, (BRUNO, BRUNO), true, "so"), Err(Plain::OwnDecision));
        assert!(hear(Hearing::Appealed, (BRUNO, BRUNO), false, "so").is_ok(), "nobody else is there");
        assert!(hear(Hearing::Appealed, (BRUNO, CARLA), true, "so").is_ok());
        assert_eq!(hear(Hearing::Stands, (BRUNO, CARLA), true, "so"), Err(Plain::NotAppealed));
        assert_eq!(hear(Hearing::Appealed, (BRUNO, CARLA), true, ""), Err(Plain::ReasonMissing));
    }

    #[test]
    fn domains_are_read_and_found_in_texts() {
        assert_eq!(domain(" @Mail.Example. "), Ok("mail.example".to_owned()));
        for bad in ["", "example", "a b.example", "x..example", "https://x.example/"] {
            assert_eq!(domain(bad), Err(Plain::DomainMalformed), "{bad}");
        }
        let all: Vec<&str> = parents("a.b.example").collect();
        assert_eq!(all, ["a.b.example", "b.example", "example"]);
        assert_eq!(
            hosts("Guarda (https://oro.example/x?y=1), scrivi a me@posta.example o www.Foto.example."),
            ["oro.example", "posta.example", "www.foto.example"]
        );
        assert!(hosts(&"x.example ".repeat(9)).len() == 1 && hosts("e.g. 3.5 ecc. ciao").len() <= 2);
    }

    #[test]
    fn counts_for_all_are_coarse() {
        for (count, told) in [(0, 0), (1, 4), (4, 4), (5, 5), (9, 5), (10, 10), (123, 120)] {
            assert_eq!(coarse(count), told, "{count}");
        }
    }
}
