//! One introduction: proposing it, answering, taking it back, telling what came of it, and what each may see.
//!
//! Whoever is asked is a member or a card of the broker's; the rule treats both alike.

use super::seen::{Mine, Role, Sight};
use super::{
    ASKED_A_WEEK, LETTERS_A_DAY, LETTERS_AN_ADDRESS, OUTCOME_DAYS, PEOPLE, PROPOSED_A_DAY, Plain, QUESTION_DAYS,
    REMINDER_DAYS, Refusal,
};
use crate::{
    ids::{IntroductionId, MemberId, PersonId},
    time::Timestamp,
};

/// Where an introduction stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    Open,
    Made { at: Timestamp },
    Withdrawn { at: Timestamp },
    Over { at: Timestamp },
}

impl State {
    /// Its word in the table.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Made { .. } => "made",
            Self::Withdrawn { .. } => "withdrawn",
            Self::Over { .. } => "over",
        }
    }

    /// When it ended, if it did.
    #[must_use]
    pub const fn ended_at(self) -> Option<Timestamp> {
        match self {
            Self::Open => None,
            Self::Made { at } | Self::Withdrawn { at } | Self::Over { at } => Some(at),
        }
    }
}

/// What somebody said who was asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// The question does not reach him: he wants none from this broker, or had enough of them this week.
    Unheard,
    Waiting,
    NotNow,
    Yes,
    No,
    NeverBy,
}

impl Answer {
    pub const ALL: [Self; 6] = [Self::Unheard, Self::Waiting, Self::NotNow, Self::Yes, Self::No, Self::NeverBy];

    /// Its word in the table.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Unheard => "unheard",
            Self::Waiting => "waiting",
            Self::NotNow => "not_now",
            Self::Yes => "yes",
            Self::No => "no",
            Self::NeverBy => "never_by",
        }
    }

    pub(super) const fn waits(self) -> bool {
        matches!(self, Self::Waiting | Self::NotNow)
    }
}

/// What may be said to a question.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Given {
    Yes,
    NotNow,
    No,
    NeverBy,
}

impl Given {
    const fn answer(self) -> Answer {
        match self {
            Self::Yes => Answer::Yes,
            Self::NotNow => Answer::NotNow,
            Self::No => Answer::No,
            Self::NeverBy => Answer::NeverBy,
        }
    }
}

/// Whether it helped, as one of those who were put in touch tells it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Helped {
    Yes,
    NotYet,
    No,
}

impl Helped {
    pub const ALL: [Self; 3] = [Self::Yes, Self::NotYet, Self::No];

    /// Its word in tables and JSON.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Yes => "yes",
            Self::NotYet => "not_yet",
            Self::No => "no",
        }
    }
}

impl std::str::FromStr for Helped {
    type Err = Plain;

    fn from_str(word: &str) -> Result<Self, Plain> {
        Self::ALL.into_iter().find(|helped| helped.word() == word).ok_or(Plain::HelpedUnknown)
    }
}

/// What came of it for one of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    pub helped: Helped,
    pub thanks: String,
    pub at: Timestamp,
}

impl Told {
    /// It helped, or there are words of thanks: then whoever passed a request on hears it too.
    #[must_use]
    pub fn is_thanks(&self) -> bool {
        self.helped == Helped::Yes || !self.thanks.is_empty()
    }
}

/// Somebody who is asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Party {
    pub person: PersonId,
    pub answer: Answer,
    pub told: Option<Told>,
}

/// The wish of one member to put others in touch.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Introduction {
    pub id: IntroductionId,
    pub broker: MemberId,
    /// Who asked along a path to be introduced: his yes is given, and he learns of it only when it is made.
    pub requested_by: Option<MemberId>,
    pub parties: Vec<Party>,
    pub state: State,
    pub proposed_at: Timestamp,
}

/// What an answer did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answered {
    pub introduction: Introduction,
    /// It was the last yes, and nothing stands between them.
    pub made: bool,
}

impl Introduction {
    /// When the question closes by itself.
    #[must_use]
    pub const fn until(&self) -> Timestamp {
        self.proposed_at.plus_days(QUESTION_DAYS)
    }

    /// Whether answers still count.
    #[must_use]
    pub fn is_open(&self, now: Timestamp) -> bool {
        self.state == State::Open && now < self.until()
    }

    pub(super) fn party(&self, person: PersonId) -> Option<&Party> {
        self.parties.iter().find(|party| party.person == person)
    }

    /// Somebody who is asked answers. `whole` says whether it can still be made: the broker's ties to all are those on
    /// which it was proposed, nobody in it has blocked another since, all are here and mean to stay.
    ///
    /// Where it is not whole, a last yes is kept like any other and nothing comes of it: it looks as silence does.
    ///
    /// # Errors
    /// When he is not asked, has answered, or it is not open for him any more.
    pub fn answer(
        self,
        who: PersonId,
        given: Given,
        (sight, whole): (Sight, bool),
        now: Timestamp,
    ) -> Result<Answered, Plain> {
        let view = self.view_of(who, sight, now).ok_or(Plain::NoLongerOpen)?;
        if view.role == Role::Broker {
            return Err(Plain::NotAsked);
        }
        if !view.may_answer {
            let said = matches!(view.mine, Some(Mine::Yes | Mine::No | Mine::NeverBy));
            return Err(if said { Plain::AlreadyAnswered } else { Plain::NoLongerOpen });
        }
        let mut next = self;
        for party in next.parties.iter_mut().filter(|party| party.person == who) {
            party.answer = given.answer();
        }
        let made = whole && next.parties.iter().all(|party| party.answer == Answer::Yes);
        if made {
            next.state = State::Made { at: now };
        }
        Ok(Answered { introduction: next, made })
    }

    /// The broker takes it back, knowing nothing of the answers.
    ///
    /// # Errors
    /// When somebody else asks it, or it has ended.
    pub fn withdraw(self, who: MemberId, now: Timestamp) -> Result<Self, Plain> {
        if who != self.broker {
            return Err(Plain::OnlyTheBroker);
        }
        if self.is_open(now) {
            Ok(Self { state: State::Withdrawn { at: now }, ..self })
        } else {
            Err(Plain::NoLongerOpen)
        }
    }

    /// Its time is over. Gives none where it is not, or it ended before.
    #[must_use]
    pub fn expire(self, now: Timestamp) -> Option<Self> {
        let due = self.state == State::Open && now >= self.until();
        let at = self.until();
        due.then_some(Self { state: State::Over { at }, ..self })
    }

    /// Whether this party gets the one reminder now: asked, and not a word so far.
    #[must_use]
    pub fn reminds(&self, who: PersonId, now: Timestamp) -> bool {
        let silent = self.party(who).is_some_and(|party| party.answer == Answer::Waiting);
        silent && self.is_open(now) && now >= self.proposed_at.plus_days(REMINDER_DAYS)
    }

    /// Whether it is time to ask whether it helped.
    #[must_use]
    pub fn asks_outcome(&self, now: Timestamp) -> bool {
        matches!(self.state, State::Made { at } if now >= at.plus_days(OUTCOME_DAYS))
    }

    /// One of those put in touch tells what came of it, once. It may be told before it is asked.
    ///
    /// # Errors
    /// When it was not made, he told before, or he was not one of them.
    pub fn tell(self, who: PersonId, helped: Helped, thanks: String, now: Timestamp) -> Result<Self, Plain> {
        if who == PersonId::Member(self.broker) {
            return Err(Plain::NotAsked);
        }
        let mut next = self;
        let made = matches!(next.state, State::Made { .. });
        let party = next.parties.iter_mut().find(|party| party.person == who);
        match party {
            _ if !made => Err(Plain::NotMade),
            None => Err(Plain::NotAsked),
            Some(party) if party.told.is_some() => Err(Plain::AlreadyTold),
            Some(party) => {
                party.told = Some(Told { helped, thanks, at: now });
                Ok(next)
            }
        }
    }
}

/// Somebody whom the broker names.
#[derive(Clone, Copy, Debug)]
pub struct Named {
    pub person: PersonId,
    /// Tied to the broker, or a card of his.
    pub known: bool,
    /// There is a way to ask: always for a member; for a card, an address.
    pub reachable: bool,
    /// Once said "I would rather not be introduced by" this broker.
    pub never_by: bool,
    /// Questions that reached him in the last week; for a card, its address in the last two.
    pub asked_lately: i64,
}

/// Two of those named.
#[derive(Clone, Copy, Debug)]
pub struct Pair {
    pub one: PersonId,
    pub other: PersonId,
    /// Tied to each other; and whether the broker may see that.
    pub tied: Option<bool>,
    /// A block between them, either way.
    pub apart: bool,
    /// The same member proposed these two lately and did not take it back.
    pub proposed: bool,
    /// Whether the one, and the other, lately said no to being put in touch with each other.
    pub refused: [bool; 2],
}

/// What proposing depends on.
#[derive(Clone, Debug)]
pub struct Circumstances {
    pub broker: MemberId,
    pub people: Vec<Named>,
    /// Each two of them.
    pub pairs: Vec<Pair>,
    /// When the proposals of the last day were made, oldest first.
    pub proposed_today: Vec<Timestamp>,
    /// When each question of the last day to somebody on a card was written, oldest first; delivered or not, or it would
    /// tell which was.
    pub written_today: Vec<Timestamp>,
}

/// Whether these people may be proposed to each other now, and how the question begins for each.
///
/// # Errors
/// When not. Nothing in the answer depends on what anybody answered before.
pub fn propose(circumstances: &Circumstances, now: Timestamp) -> Result<Vec<Party>, Refusal> {
    let people = &circumstances.people;
    let count = i64::try_from(people.len()).unwrap_or(i64::MAX);
    if people.iter().any(|named| named.person == PersonId::Member(circumstances.broker)) {
        return Err(Plain::Oneself.into());
    }
    if people.iter().enumerate().any(|(place, one)| people.iter().skip(place + 1).any(|two| two.person == one.person)) {
        return Err(Plain::Twice.into());
    }
    if count < 2 {
        return Err(Plain::TooFew.into());
    }
    if count > PEOPLE {
        return Err(Plain::TooMany.into());
    }
    if people.iter().any(|named| !named.known) {
        return Err(Plain::Stranger.into());
    }
    if people.iter().any(|named| !named.reachable) {
        return Err(Plain::NoAddress.into());
    }
    pairs(&circumstances.pairs)?;
    if let Some(seconds) = super::full_again_in(&circumstances.proposed_today, PROPOSED_A_DAY, now) {
        return Err(Refusal::TooManyToday { seconds });
    }
    let letters = people.iter().filter(|named| named.person.is_contact()).count();
    // Room for all of them, or for none: a place for the last is there when the first so many are a day old.
    let before = LETTERS_A_DAY - i64::try_from(letters).unwrap_or(LETTERS_A_DAY) + 1;
    if letters > 0
        && let Some(seconds) = super::full_again_in(&circumstances.written_today, before, now)
    {
        return Err(Refusal::TooManyLettersToday { seconds });
    }
    let begins = |named: &Named| Party {
        person: named.person,
        answer: if reaches(named, &circumstances.pairs) { Answer::Waiting } else { Answer::Unheard },
        told: None,
    };
    Ok(people.iter().map(begins).collect())
}

fn pairs(pairs: &[Pair]) -> Result<(), Plain> {
    if pairs.iter().all(|pair| pair.tied == Some(true)) {
        return Err(Plain::AlreadyTied);
    }
    if pairs.iter().any(|pair| pair.apart) || pairs.iter().all(|pair| pair.tied.is_some()) {
        return Err(Plain::NotThesePeople);
    }
    if pairs.iter().all(|pair| pair.proposed) {
        return Err(Plain::AlreadyProposed);
    }
    Ok(())
}

/// Whether the question reaches somebody. Where it does not, all others are asked as ever, and the broker sees it wait.
pub(super) fn reaches(named: &Named, pairs: &[Pair]) -> bool {
    let enough = if named.person.is_contact() { LETTERS_AN_ADDRESS } else { ASKED_A_WEEK };
    let refuses = |pair: &Pair| {
        let [one, other] = pair.refused;
        (pair.one == named.person && one) || (pair.other == named.person && other)
    };
    !named.never_by && named.asked_lately < enough && !pairs.iter().any(refuses)
}
