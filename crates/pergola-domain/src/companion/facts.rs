//! What the rule looks at, and what each step needs to have an opening.

use super::{GODPARENT_FROM_DAYS, NEWCOMER_DAYS, Step};

/// A few ties are not a network yet.
const FEW_TIES: i64 = 5;
/// Days of silence in a conversation after which it is said that somebody waits.
const SILENCE_DAYS: i64 = 2;
const YEAR_DAYS: i64 = 365;
const HALF_A_YEAR_DAYS: i64 = 180;

/// Why a step can be proposed: about whom or what, and how many.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Opening {
    /// A person, an ask, an introduction …; zero where it is about nobody in particular.
    pub subject: i64,
    pub count: i64,
}

/// What is known of the member's own side. An `Option` names the first of several.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own; no two of them make a state")]
pub struct Facts {
    pub joined_days: i64,
    /// Private questions that wait, and the first of them.
    pub question: Option<i64>,
    pub questions: i64,
    pub invitations: i64,
    pub request: Option<i64>,
    /// A godparent or newcomer who was proposed and waits for an answer.
    pub godparent_asked: Option<i64>,
    /// The conversation whose last word is another's, and since how many days.
    pub message: Option<(i64, i64)>,
    /// People in the garden, with a bed or without.
    pub people: i64,
    pub unplanted: i64,
    pub proposals: i64,
    /// A headline, work or studies are told.
    pub told: bool,
    /// Ties, without cards.
    pub ties: i64,
    pub suggestions: bool,
    /// Offers and asks ever made.
    pub offers: i64,
    pub asks: i64,
    /// Days since the last offer.
    pub last_offer_days: Option<i64>,
    /// The first ask of the pair that one could introduce.
    pub pair: Option<i64>,
    pub introductions_made: i64,
    /// An ask of the own network that an own offer fits.
    pub answerable: Option<i64>,
    /// An introduction about which one is asked whether it helped.
    pub outcome: Option<i64>,
    /// An introduction that one made and of which nothing was heard for a month.
    pub unheard: Option<i64>,
    /// Somebody named this week.
    pub due: Option<i64>,
    /// Somebody known for years and silent as long.
    pub dormant: Option<i64>,
    /// An own ask or offer whose time is over.
    pub over_ask: Option<i64>,
    pub over_offer: Option<i64>,
    pub unconfirmed: Option<i64>,
    pub joined_contact: Option<i64>,
    pub without_note: Option<i64>,
    /// Somebody who volunteers and suits.
    pub godparent: Option<i64>,
    pub has_godparent: bool,
    pub volunteers: bool,
    /// A newcomer one goes beside, without a word for a week.
    pub ungreeted: Option<i64>,
    pub last_archive_days: Option<i64>,
}

impl Facts {
    /// Whether a step can be proposed, and about what.
    #[must_use]
    pub fn opening(&self, step: Step) -> Option<Opening> {
        match step {
            Step::Import | Step::ChooseFive | Step::FirstOffer | Step::FirstIntroduction => self.of_first_hour(step),
            Step::FirstAsk | Step::FindGodparent => self.of_first_hour(step),
            Step::AnswerQuestion => self.question.map(|subject| Opening { subject, count: self.questions.max(1) }),
            Step::AnswerInvitation => many(self.invitations),
            Step::AnswerRequest => about(self.request),
            Step::AnswerGodparent => about(self.godparent_asked),
            Step::AnswerMessage => {
                let (subject, count) = self.message.filter(|(_, days)| *days >= SILENCE_DAYS)?;
                Some(Opening { subject, count })
            }
            Step::TellOutcome => about(self.outcome),
            Step::Introduce => about(self.pair.filter(|_| self.introductions_made > 0)),
            Step::AnswerAsk => about(self.answerable),
            Step::GreetNewcomer => about(self.ungreeted),
            Step::Tend => about(self.due),
            Step::Reawaken => about(self.dormant),
            Step::FollowUp => about(self.unheard),
            _ => self.of_own_side(step),
        }
    }

    fn of_first_hour(&self, step: Step) -> Option<Opening> {
        let newcomer = self.joined_days < NEWCOMER_DAYS;
        match step {
            Step::Import => when(self.people == 0),
            Step::ChooseFive => (self.people > 0 && self.unplanted == self.people)
                .then_some(Opening { subject: 0, count: self.unplanted }),
            Step::FirstOffer => when(self.offers == 0),
            Step::FirstIntroduction => about(self.pair.filter(|_| self.introductions_made == 0)),
            Step::FirstAsk => when(self.asks == 0 && self.offers > 0),
            Step::FindGodparent => about(self.godparent.filter(|_| newcomer && !self.has_godparent)),
            _ => None,
        }
    }

    fn of_own_side(&self, step: Step) -> Option<Opening> {
        let here_for = |days: i64| self.joined_days >= days;
        let not_for = |days: Option<i64>, least: i64| days.is_none_or(|days| days >= least);
        match step {
            Step::Renew => about(self.over_offer),
            Step::CloseAsk => about(self.over_ask),
            Step::TakeProposals => many(self.proposals),
            Step::ConfirmMet => about(self.unconfirmed),
            Step::Plant => many(self.unplanted),
            Step::TellOfYourself => when(!self.told),
            Step::InviteContact => about(self.joined_contact),
            Step::InviteSomebody => when(self.ties < FEW_TIES && self.suggestions),
            Step::WriteNote => about(self.without_note),
            Step::OfferAgain => when(self.last_offer_days.is_some_and(|days| days >= HALF_A_YEAR_DAYS)),
            Step::BecomeGodparent => {
                when(here_for(GODPARENT_FROM_DAYS * 3) && !self.volunteers && self.ties >= FEW_TIES)
            }
            Step::TakeArchive => when(here_for(HALF_A_YEAR_DAYS) && not_for(self.last_archive_days, YEAR_DAYS)),
            Step::LookAtSharing => when(here_for(HALF_A_YEAR_DAYS)),
            _ => None,
        }
    }
}

fn about(subject: Option<i64>) -> Option<Opening> {
    subject.map(|subject| Opening { subject, count: 1 })
}

fn many(count: i64) -> Option<Opening> {
    (count > 0).then_some(Opening { subject: 0, count })
}

fn when(holds: bool) -> Option<Opening> {
    holds.then_some(Opening::default())
}
