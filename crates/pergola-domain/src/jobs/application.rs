//! An application: what is sent, where it is, who may move it.

use super::{ANSWER_CHARS, LETTER_CHARS, Refusal, SILENCE_DAYS};
use crate::{text, time::Timestamp};

/// Where an application is, in the order in which it goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stage {
    Sent,
    Seen,
    InConversation,
    Offer,
    Hired,
    NotThisTime,
    Withdrawn,
}

impl Stage {
    pub const ALL: [Self; 7] =
        [Self::Sent, Self::Seen, Self::InConversation, Self::Offer, Self::Hired, Self::NotThisTime, Self::Withdrawn];

    /// Its word in tables, sentences and JSON.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Sent => "sent",
            Self::Seen => "seen",
            Self::InConversation => "in_conversation",
            Self::Offer => "offer",
            Self::Hired => "hired",
            Self::NotThisTime => "not_this_time",
            Self::Withdrawn => "withdrawn",
        }
    }

    #[must_use]
    pub fn of_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|stage| stage.name() == name)
    }

    /// Whether nothing follows.
    #[must_use]
    pub const fn is_end(self) -> bool {
        matches!(self, Self::Hired | Self::NotThisTime | Self::Withdrawn)
    }

    /// Whether the applicant has an answer: being seen is none.
    #[must_use]
    pub const fn is_answer(self) -> bool {
        matches!(self, Self::InConversation | Self::Offer | Self::Hired | Self::NotThisTime)
    }

    /// What somebody who referred the applicant sees, where the applicant agreed: seen, interview, outcome.
    #[must_use]
    pub const fn as_referrer_sees(self) -> Self {
        match self {
            Self::Offer => Self::InConversation,
            Self::Withdrawn => Self::NotThisTime,
            stage => stage,
        }
    }
}

/// Who moves it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum By {
    Applicant,
    Organisation,
}

/// An application, as its rule knows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Application {
    pub sent_at: Timestamp,
    pub stage: Stage,
    pub moved_at: Timestamp,
    /// When the applicant first had an answer.
    pub answered_at: Option<Timestamp>,
}

impl Application {
    #[must_use]
    pub const fn sent(now: Timestamp) -> Self {
        Self { sent_at: now, stage: Stage::Sent, moved_at: now, answered_at: None }
    }

    /// The next stage. The organisation goes forward and may say no at any time; the applicant may only withdraw.
    ///
    /// # Errors
    /// When it has ended, would go backwards, or is not for this side to say.
    pub fn go_to(self, stage: Stage, by: By, now: Timestamp) -> Result<Self, Refusal> {
        match (by, stage) {
            _ if self.stage.is_end() => Err(Refusal::StageOver),
            (By::Applicant, Stage::Withdrawn) => Ok(self.moved(stage, now)),
            (By::Applicant, _) | (By::Organisation, Stage::Withdrawn) => Err(Refusal::StageBackwards),
            (By::Organisation, next) if next > self.stage => Ok(self.moved(next, now)),
            (By::Organisation, _) => Err(Refusal::StageBackwards),
        }
    }

    fn moved(self, stage: Stage, now: Timestamp) -> Self {
        let answered_at = self.answered_at.or(stage.is_answer().then_some(now));
        Self { stage, moved_at: now, answered_at, ..self }
    }

    /// Whether silence counts: so many days without an answer. Who withdrew was left in silence until then.
    #[must_use]
    pub fn is_silence(&self, now: Timestamp) -> bool {
        let until = if self.stage == Stage::Withdrawn { self.moved_at } else { now };
        self.answered_at.is_none() && until.days_since(self.sent_at) >= SILENCE_DAYS
    }
}

/// What an applicant is asked, and says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Asked {
    pub letter: String,
    pub answers: Vec<String>,
}

impl Asked {
    /// Cleaned and within the limits; each question has its answer.
    ///
    /// # Errors
    /// The first thing that is wrong, with its field.
    pub fn read(letter: &str, answers: &[String], questions: usize) -> Result<Self, Refusal> {
        let length = |text: &str| i64::try_from(text.chars().count()).unwrap_or(i64::MAX);
        let said = Self {
            letter: text::paragraphs(letter),
            answers: answers.iter().map(|answer| text::paragraphs(answer)).take(questions).collect(),
        };
        match () {
            () if length(&said.letter) > LETTER_CHARS => Err(Refusal::LetterTooLong),
            () if said.answers.iter().any(|answer| length(answer) > ANSWER_CHARS) => Err(Refusal::AnswerTooLong),
            () if said.answers.len() < questions || said.answers.iter().any(String::is_empty) => {
                Err(Refusal::AnswerMissing)
            }
            () => Ok(said),
        }
    }
}
