//! An ad: what it says, how long it lives, what came of it.

use super::{
    HOURS_LEAST, HOURS_MOST, KEPT_DAYS, KEPT_DAYS_LEAST, KEPT_DAYS_MOST, LIVES_DAYS, MOST_DAYS, Pay, QUESTION_CHARS,
    QUESTIONS, Refusal, SKILLS, STEP_CHARS, STEPS, TEXT_CHARS, TITLE_CHARS, WAITED_DAYS, past_pay::asks_past_pay,
    past_pay_in_text::text_asks_past_pay,
};
use crate::{
    members::profile,
    organisations,
    text::{self, fold},
    time::Timestamp,
};

macro_rules! words {
    ($(#[$doc:meta])* $name:ident { $($variant:ident => $word:literal),* $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub enum $name { $($variant,)* }

        impl $name {
            pub const ALL: [Self; [$($word),*].len()] = [$(Self::$variant),*];

            /// Its word in tables, sentences and JSON.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self { $(Self::$variant => $word,)* }
            }

            #[must_use]
            pub fn of_name(name: &str) -> Option<Self> {
                Self::ALL.into_iter().find(|one| one.name() == name)
            }
        }
    };
}

words! {
    /// For how long one is taken on.
    Contract { Permanent => "permanent", Temporary => "temporary", Freelance => "freelance", Apprentice => "apprentice",
               Internship => "internship", Volunteer => "volunteer" }
}
words! {
    /// Where one works.
    Remote { OnSite => "on_site", Mixed => "mixed", Anywhere => "anywhere" }
}
words! {
    /// What came of an ad.
    Outcome { ThroughPergola => "through_pergola", Otherwise => "otherwise", Stopped => "stopped", NotConfirmed => "not_confirmed" }
}

/// Where an ad is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AdState {
    Open {
        until: Timestamp,
    },
    Closed {
        at: Timestamp,
        outcome: Outcome,
    },
    /// Moderators took it away; it would have had to be confirmed until then.
    Hidden {
        at: Timestamp,
        until: Timestamp,
    },
}

/// An ad, as its rule knows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ad {
    pub posted_at: Timestamp,
    pub state: AdState,
}

impl Ad {
    #[must_use]
    pub const fn posted(now: Timestamp) -> Self {
        Self { posted_at: now, state: AdState::Open { until: now.plus_days(LIVES_DAYS) } }
    }

    /// Whether it can be read and applied to: also in the week in which its author is waited for.
    #[must_use]
    pub fn is_open(&self, now: Timestamp) -> bool {
        matches!(self.state, AdState::Open { until } if now < self.ends(until))
    }

    /// The last moment of an ad that must be confirmed until then.
    fn ends(&self, until: Timestamp) -> Timestamp {
        until.plus_days(WAITED_DAYS).min(self.posted_at.plus_days(MOST_DAYS))
    }

    /// The last moment of an open one, unless it is confirmed.
    #[must_use]
    pub fn lives_until(&self) -> Option<Timestamp> {
        match self.state {
            AdState::Open { until } => Some(self.ends(until)),
            AdState::Closed { .. } | AdState::Hidden { .. } => None,
        }
    }

    /// Whether its author is asked to confirm it now.
    #[must_use]
    pub fn waits_for_word(&self, now: Timestamp) -> bool {
        matches!(self.state, AdState::Open { until } if now >= until) && self.is_open(now)
    }

    /// Its author says that it still holds.
    ///
    /// # Errors
    /// When it is closed, when it is too early to ask, or when it would live longer than any ad may.
    pub fn confirm(self, now: Timestamp) -> Result<Self, Refusal> {
        let AdState::Open { until } = self.state else { return Err(Refusal::Closed) };
        if !self.is_open(now) {
            return Err(Refusal::Closed);
        }
        let last = self.posted_at.plus_days(MOST_DAYS);
        if until >= last {
            return Err(Refusal::TooOld);
        }
        if now.plus_days(WAITED_DAYS) < until {
            return Err(Refusal::NothingToConfirm);
        }
        Ok(Self { state: AdState::Open { until: now.plus_days(LIVES_DAYS).min(last) }, ..self })
    }

    /// Its author closes it and says what came of it.
    ///
    /// # Errors
    /// When it is closed before.
    pub fn close(self, outcome: Outcome, now: Timestamp) -> Result<Self, Refusal> {
        match self.state {
            AdState::Closed { .. } | AdState::Hidden { .. } => Err(Refusal::Closed),
            AdState::Open { .. } => Ok(Self { state: AdState::Closed { at: now, outcome }, ..self }),
        }
    }

    /// Moderators take it away: nobody reads it, and nobody closes or confirms it.
    ///
    /// # Errors
    /// When it is closed before.
    pub fn hide(self, now: Timestamp) -> Result<Self, Refusal> {
        match self.settle(now).state {
            AdState::Open { until } => Ok(Self { state: AdState::Hidden { at: now, until }, ..self }),
            AdState::Closed { .. } | AdState::Hidden { .. } => Err(Refusal::Closed),
        }
    }

    /// They took it back: it is as it was before, with the time it had. Where that ran out meanwhile it is closed, as it
    /// would be had nobody touched it.
    ///
    /// # Errors
    /// When it was not they who closed it.
    pub fn show(self, now: Timestamp) -> Result<Self, Refusal> {
        match self.state {
            AdState::Hidden { until, .. } => Ok(Self { state: AdState::Open { until }, ..self }.settle(now)),
            AdState::Open { .. } | AdState::Closed { .. } => Err(Refusal::Closed),
        }
    }

    /// One that a feed told of, that vanished there and stands there again: as if it had been confirmed.
    ///
    /// # Errors
    /// When somebody closed it, or it would live longer than any ad may.
    pub fn reopen(self, now: Timestamp) -> Result<Self, Refusal> {
        let last = self.posted_at.plus_days(MOST_DAYS);
        match self.state {
            AdState::Closed { outcome: Outcome::NotConfirmed, .. } if now < last => {
                Ok(Self { state: AdState::Open { until: now.plus_days(LIVES_DAYS).min(last) }, ..self })
            }
            AdState::Closed { outcome: Outcome::NotConfirmed, .. } => Err(Refusal::TooOld),
            AdState::Closed { .. } | AdState::Hidden { .. } => Err(Refusal::Closed),
            AdState::Open { .. } => Ok(self),
        }
    }

    /// Closed by itself when nobody confirmed it; unchanged otherwise.
    #[must_use]
    pub fn settle(self, now: Timestamp) -> Self {
        match self.state {
            AdState::Open { until } if !self.is_open(now) => {
                Self { state: AdState::Closed { at: self.ends(until), outcome: Outcome::NotConfirmed }, ..self }
            }
            _ => self,
        }
    }
}

/// What somebody typed.
#[derive(Clone, Debug, Default)]
pub struct Typed {
    pub title: String,
    pub text: String,
    pub place: String,
    pub remote: String,
    pub contract: String,
    pub hours: String,
    pub pay_from: String,
    pub pay_to: String,
    pub currency: String,
    pub period: String,
    pub skills: Vec<String>,
    pub languages: Vec<String>,
    pub questions: Vec<String>,
    /// How one is chosen, a line each.
    pub steps: Vec<String>,
    /// On whose behalf; empty where the organisation looks for itself.
    pub client: String,
    pub client_not_named: bool,
    pub kept_days: String,
}

/// What an ad says, cleaned and within the limits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    pub title: String,
    pub text: String,
    pub place: String,
    pub remote: Remote,
    pub contract: Contract,
    /// Hours a week; none where it does not matter.
    pub hours: Option<i64>,
    pub pay: Pay,
    pub skills: Vec<String>,
    pub languages: Vec<String>,
    pub questions: Vec<String>,
    pub steps: Vec<String>,
    pub client: String,
    pub client_not_named: bool,
    pub kept_days: i64,
}

impl Typed {
    /// Reads it for an organisation of that kind.
    ///
    /// # Errors
    /// The first thing that is wrong, with its field.
    pub fn read(&self, kind: organisations::Kind) -> Result<Said, Refusal> {
        let title = bounded(text::line(&self.title), TITLE_CHARS, Refusal::TitleMissing, Refusal::TitleTooLong)?;
        let body = bounded(text::paragraphs(&self.text), TEXT_CHARS, Refusal::TextMissing, Refusal::TextTooLong)?;
        if text_asks_past_pay(&title) {
            return Err(Refusal::TitleAsksPastPay);
        }
        if text_asks_past_pay(&body) {
            return Err(Refusal::TextAsksPastPay);
        }
        let remote = Remote::of_name(&self.remote).ok_or(Refusal::RemoteUnknown)?;
        let place: String = text::line(&self.place).chars().take(120).collect();
        if place.is_empty() && remote != Remote::Anywhere {
            return Err(Refusal::PlaceMissing);
        }
        let client: String = text::line(&self.client).chars().take(160).collect();
        if kind.acts_for_others() && client.is_empty() && !self.client_not_named {
            return Err(Refusal::ClientMissing);
        }
        if !kind.acts_for_others() && (!client.is_empty() || self.client_not_named) {
            return Err(Refusal::ClientOfNobody);
        }
        let skills = some(&self.skills, 80);
        if skills.len() > usize::try_from(SKILLS).unwrap_or(usize::MAX) {
            return Err(Refusal::TooManySkills);
        }
        Ok(Said {
            title,
            text: body,
            place,
            remote,
            contract: Contract::of_name(&self.contract).ok_or(Refusal::ContractUnknown)?,
            hours: hours(&self.hours)?,
            pay: Pay::read(&self.pay_from, &self.pay_to, &self.currency, &self.period)?,
            skills,
            languages: languages(&self.languages)?,
            questions: questions(&self.questions)?,
            steps: steps(&self.steps)?,
            client_not_named: self.client_not_named && client.is_empty(),
            client,
            kept_days: kept(&self.kept_days)?,
        })
    }
}

fn length(text: &str) -> i64 {
    i64::try_from(text.chars().count()).unwrap_or(i64::MAX)
}

fn bounded(text: String, most: i64, missing: Refusal, too_long: Refusal) -> Result<String, Refusal> {
    match () {
        () if text.is_empty() => Err(missing),
        () if length(&text) > most => Err(too_long),
        () => Ok(text),
    }
}

fn some(typed: &[String], most: usize) -> Vec<String> {
    let mut seen = Vec::new();
    let mut kept = Vec::new();
    for word in typed.iter().map(|word| text::line(word).chars().take(most).collect::<String>()) {
        if !word.is_empty() && !seen.contains(&fold(&word)) {
            seen.push(fold(&word));
            kept.push(word);
        }
    }
    kept
}

/// Tags such as `it` or `pt-br`, in lower case.
fn languages(typed: &[String]) -> Result<Vec<String>, Refusal> {
    let folded: Vec<String> = typed.iter().map(|tag| fold(tag)).collect();
    let tags = profile::languages(folded.iter().map(String::as_str)).map_err(|_why| Refusal::LanguagesMalformed)?;
    let most = usize::try_from(super::LANGUAGES).unwrap_or(usize::MAX);
    if tags.len() > most { Err(Refusal::LanguagesMalformed) } else { Ok(tags) }
}

fn hours(typed: &str) -> Result<Option<i64>, Refusal> {
    match typed.trim() {
        "" => Ok(None),
        text => match text.parse() {
            Ok(hours) if (HOURS_LEAST..=HOURS_MOST).contains(&hours) => Ok(Some(hours)),
            _ => Err(Refusal::HoursMalformed),
        },
    }
}

fn kept(typed: &str) -> Result<i64, Refusal> {
    match typed.trim() {
        "" => Ok(KEPT_DAYS),
        text => match text.parse() {
            Ok(days) if (KEPT_DAYS_LEAST..=KEPT_DAYS_MOST).contains(&days) => Ok(days),
            _ => Err(Refusal::KeptTooLong),
        },
    }
}

fn questions(typed: &[String]) -> Result<Vec<String>, Refusal> {
    let asked: Vec<String> = typed.iter().map(|one| text::line(one)).filter(|one| !one.is_empty()).collect();
    match () {
        () if asked.len() > usize::try_from(QUESTIONS).unwrap_or(usize::MAX) => Err(Refusal::TooManyQuestions),
        () if asked.iter().any(|one| length(one) > QUESTION_CHARS) => Err(Refusal::QuestionTooLong),
        () if asked.iter().any(|one| asks_past_pay(one)) => Err(Refusal::AsksPastPay),
        () => Ok(asked),
    }
}

/// How one is chosen. What may not be asked in writing may not be announced either.
fn steps(typed: &[String]) -> Result<Vec<String>, Refusal> {
    let told: Vec<String> = typed.iter().map(|one| text::line(one)).filter(|one| !one.is_empty()).collect();
    match () {
        () if told.len() > usize::try_from(STEPS).unwrap_or(usize::MAX) => Err(Refusal::TooManySteps),
        () if told.iter().any(|one| length(one) > STEP_CHARS) => Err(Refusal::StepTooLong),
        () if told.iter().any(|one| asks_past_pay(one)) => Err(Refusal::AsksPastPay),
        () => Ok(told),
    }
}

/// A step and how long it takes, where its line ends with that in parentheses: `A call with Berta (within 12 days)`.
#[must_use]
pub fn step(line: &str) -> (&str, &str) {
    let timed = line.strip_suffix(')').and_then(|line| line.rsplit_once(" ("));
    match timed {
        Some((what, when)) if !what.trim().is_empty() && !when.is_empty() && !when.contains(')') => (what.trim(), when),
        _ => (line, ""),
    }
}
