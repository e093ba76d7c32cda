//! What is told by mail, and when: at once, in one letter a day, or never. Which letter, not what is in it.

use std::str::FromStr;

use crate::time::Timestamp;

/// How long a thing waits before it is mailed at once: who has the page open reads it meanwhile.
pub const READS_FIRST_SECONDS: i64 = 120;
/// What is due so soon after a letter goes along in it.
pub const GATHERED_SECONDS: i64 = 60;
/// The hour of the digest, on the clock of the server.
pub const MORNING_HOUR: i8 = 7;
/// Things named in one letter; the rest is counted.
pub const LINES: usize = 20;
/// Days after which what was told is forgotten.
pub const KEPT_DAYS: i64 = 60;

crate::refusals! {
    Refusal {
        MessagesUnchosen => "notices.messages_unchosen" @ "messages",
        QuestionsUnchosen => "notices.questions_unchosen" @ "questions",
        NewsUnchosen => "notices.news_unchosen" @ "news",
        /// A link of a letter that is none of ours, or that somebody altered.
        LinkBroken => "notices.link_broken",
    }
}

/// When somebody wants to be told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Choice {
    Now,
    Daily,
    Never,
}

impl Choice {
    pub const ALL: [Self; 3] = [Self::Now, Self::Daily, Self::Never];

    /// Its word in tables and JSON.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Now => "now",
            Self::Daily => "daily",
            Self::Never => "never",
        }
    }
}

/// A word that is no choice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NoChoice;

impl FromStr for Choice {
    type Err = NoChoice;

    fn from_str(word: &str) -> Result<Self, NoChoice> {
        Self::ALL.into_iter().find(|choice| choice.word() == word).ok_or(NoChoice)
    }
}

/// What a letter may be about: each has its own choice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum About {
    /// Somebody wrote in a conversation.
    Messages,
    /// Somebody waits for an answer.
    Questions,
    /// Everything else.
    News,
}

impl About {
    pub const ALL: [Self; 3] = [Self::Messages, Self::Questions, Self::News];

    /// Its word in tables, JSON and links.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Messages => "messages",
            Self::Questions => "questions",
            Self::News => "news",
        }
    }

    #[must_use]
    pub fn find(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|about| about.word() == word)
    }
}

/// What a member chose. Somebody who waits for an answer is told at once, the rest once a day, until he says otherwise.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Choices {
    pub messages: Choice,
    pub questions: Choice,
    pub news: Choice,
}

impl Default for Choices {
    fn default() -> Self {
        Self { messages: Choice::Now, questions: Choice::Now, news: Choice::Daily }
    }
}

impl Choices {
    /// As they were typed or sent.
    ///
    /// # Errors
    /// For the first that is none of the three.
    pub fn read(messages: &str, questions: &str, news: &str) -> Result<Self, Refusal> {
        Ok(Self {
            messages: messages.parse().map_err(|NoChoice| Refusal::MessagesUnchosen)?,
            questions: questions.parse().map_err(|NoChoice| Refusal::QuestionsUnchosen)?,
            news: news.parse().map_err(|NoChoice| Refusal::NewsUnchosen)?,
        })
    }

    #[must_use]
    pub const fn of(&self, about: About) -> Choice {
        match about {
            About::Messages => self.messages,
            About::Questions => self.questions,
            About::News => self.news,
        }
    }

    /// Without letters of one kind, or of any.
    #[must_use]
    pub const fn without(self, ended: Option<About>) -> Self {
        match ended {
            Some(About::Messages) => Self { messages: Choice::Never, ..self },
            Some(About::Questions) => Self { questions: Choice::Never, ..self },
            Some(About::News) => Self { news: Choice::Never, ..self },
            None => Self { messages: Choice::Never, questions: Choice::Never, news: Choice::Never },
        }
    }
}

/// Mornings around a moment.
#[derive(Clone, Copy, Debug)]
pub struct Mornings {
    /// The first after it was told.
    pub after_told: Timestamp,
    /// The last that has been.
    pub last: Timestamp,
    /// The next to come.
    pub next: Timestamp,
}

/// What becomes of a thing that is due.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    Drop,
    Now,
    InDigest,
    Later(Timestamp),
}

/// Which letter a thing goes in. `digested_at`: when the last digest was written; there is one for each morning.
#[must_use]
pub fn fate(choice: Choice, mornings: Mornings, digested_at: Option<Timestamp>, now: Timestamp) -> Fate {
    match choice {
        Choice::Never => Fate::Drop,
        Choice::Now => Fate::Now,
        Choice::Daily if mornings.after_told > now => Fate::Later(mornings.after_told),
        Choice::Daily if digested_at.is_some_and(|at| at >= mornings.last) => Fate::Later(mornings.next),
        Choice::Daily => Fate::InDigest,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SEVEN: Timestamp = Timestamp(1_773_133_200_000_000);

    fn mornings(after_told: Timestamp) -> Mornings {
        Mornings { after_told, last: SEVEN, next: SEVEN.plus_days(1) }
    }

    #[test]
    fn a_choice_is_a_word() {
        for choice in Choice::ALL {
            assert_eq!(choice.word().parse(), Ok(choice));
        }
        assert_eq!("sometimes".parse::<Choice>(), Err(NoChoice));
        assert_eq!(Choices::read("now", "daily", "never").map(|read| read.of(About::News)), Ok(Choice::Never));
        assert_eq!(Choices::read("", "now", "now"), Err(Refusal::MessagesUnchosen));
        assert_eq!(Choices::read("now", "sometimes", "now"), Err(Refusal::QuestionsUnchosen));
        assert_eq!(Choices::read("now", "now", "NOW"), Err(Refusal::NewsUnchosen));
    }

    #[test]
    fn what_is_ended_is_ended_alone() {
        for about in About::ALL {
            assert_eq!(About::find(about.word()), Some(about));
            let left = Choices::default().without(Some(about));
            for other in About::ALL {
                let expected = if other == about { Choice::Never } else { Choices::default().of(other) };
                assert_eq!(left.of(other), expected);
            }
        }
        let none = Choices::default().without(None);
        assert!(About::ALL.into_iter().all(|about| none.of(about) == Choice::Never));
        assert_eq!(About::find("everything"), None);
    }

    #[test]
    fn each_choice_has_its_fate() {
        let now = SEVEN.plus_seconds(60);
        assert_eq!(fate(Choice::Never, mornings(SEVEN), None, now), Fate::Drop);
        assert_eq!(fate(Choice::Now, mornings(SEVEN.plus_days(1)), None, now), Fate::Now);
        assert_eq!(fate(Choice::Daily, mornings(SEVEN), None, now), Fate::InDigest);
        let tomorrow = SEVEN.plus_days(1);
        assert_eq!(fate(Choice::Daily, mornings(tomorrow), None, now), Fate::Later(tomorrow));
    }

    #[test]
    fn a_morning_has_one_digest() {
        let now = SEVEN.plus_seconds(600);
        let late = fate(Choice::Daily, mornings(SEVEN), Some(SEVEN.plus_seconds(1)), now);
        assert_eq!(late, Fate::Later(SEVEN.plus_days(1)), "told late, after today's went");
        assert_eq!(fate(Choice::Daily, mornings(SEVEN), Some(SEVEN.plus_days(-1)), now), Fate::InDigest);
    }
}
