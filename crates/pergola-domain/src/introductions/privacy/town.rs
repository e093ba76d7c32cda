//! A town that lives by the rules of introductions: the part of the rooms in it is written once more, plainly, in memory.

use std::collections::{BTreeMap, BTreeSet};

use super::super::{
    AGAIN_DAYS, ASKED_A_WEEK, Answer, Approach, Circumstances, Given, Helped, Introduction, Mine, NO_HOLDS_DAYS, Named,
    Nearness, Next, Pair, Party, Plain, Progress, Requesting, Sight, Standing, State, View, propose, send,
};
use crate::{
    ids::{ApproachId, IntroductionId, MemberId, PersonId},
    time::Timestamp,
};

pub(super) const PEOPLE: i64 = 6;
const HOUR_US: i64 = 3_600_000_000;

/// What somebody does. A number names the introduction or request, the newest first.
#[derive(Clone, Debug)]
pub(super) enum Act {
    Propose(MemberId, Vec<MemberId>),
    Answer(MemberId, usize, Given),
    Withdraw(MemberId, usize),
    Tell(MemberId, usize),
    Request(MemberId, Vec<MemberId>, MemberId),
    PassOn(MemberId, usize),
    Decline(MemberId, usize, bool),
    NameBetter(MemberId, usize, MemberId),
    TakeBack(MemberId, usize),
    Block(MemberId, MemberId),
    Unblock(MemberId, MemberId),
    Tie(MemberId, MemberId),
    Untie(MemberId, MemberId),
    Leave(MemberId),
    Wait(i64),
}

impl Act {
    pub(super) fn who(&self) -> Option<MemberId> {
        match *self {
            Self::Propose(who, _)
            | Self::Answer(who, ..)
            | Self::Withdraw(who, _)
            | Self::Tell(who, _)
            | Self::Request(who, ..)
            | Self::PassOn(who, _)
            | Self::Decline(who, ..)
            | Self::NameBetter(who, ..)
            | Self::TakeBack(who, _)
            | Self::Block(who, _)
            | Self::Unblock(who, _)
            | Self::Tie(who, _)
            | Self::Untie(who, _)
            | Self::Leave(who) => Some(who),
            Self::Wait(_) => None,
        }
    }
}

pub(super) type Two = (MemberId, MemberId);

fn two(one: MemberId, other: MemberId) -> Two {
    (one.min(other), one.max(other))
}

#[derive(Clone, Debug)]
pub(super) struct Asked {
    pub(super) introduction: Introduction,
    /// The tie on which each party was asked.
    pub(super) bonds: BTreeMap<MemberId, i64>,
    pub(super) approach: Option<usize>,
}

#[derive(Clone, Debug)]
pub(super) struct Town {
    pub(super) now: Timestamp,
    pub(super) ties: BTreeMap<Two, i64>,
    pub(super) last_tie: i64,
    pub(super) blocks: BTreeSet<Two>,
    pub(super) blocked_at: BTreeMap<Two, Timestamp>,
    pub(super) gone: BTreeSet<MemberId>,
    pub(super) never_by: BTreeSet<Two>,
    pub(super) refusals: Vec<(MemberId, MemberId, Timestamp)>,
    pub(super) asked: Vec<Asked>,
    pub(super) approaches: Vec<Approach>,
}

/// All that somebody sees, and how his last act ended.
#[derive(Debug, PartialEq)]
pub(super) struct Look {
    pub(super) introductions: Vec<(usize, View)>,
    pub(super) requests: Vec<(usize, Standing, Vec<MemberId>)>,
    pub(super) waiting: usize,
    pub(super) ended: Option<String>,
}

impl Town {
    /// Whoever is tied at the start is for `tied` to say.
    pub(super) fn new(mut tied: impl FnMut() -> bool) -> Self {
        let mut town = Self {
            now: Timestamp(1_773_133_200_000_000),
            ties: BTreeMap::new(),
            last_tie: 0,
            blocks: BTreeSet::new(),
            blocked_at: BTreeMap::new(),
            gone: BTreeSet::new(),
            never_by: BTreeSet::new(),
            refusals: Vec::new(),
            asked: Vec::new(),
            approaches: Vec::new(),
        };
        for one in 1..=PEOPLE {
            for other in one + 1..=PEOPLE {
                if tied() {
                    town.tie(MemberId(one), MemberId(other));
                }
            }
        }
        town
    }

    fn tie(&mut self, one: MemberId, other: MemberId) {
        self.last_tie += 1;
        self.ties.entry(two(one, other)).or_insert(self.last_tie);
    }

    pub(super) fn tied(&self, one: MemberId, other: MemberId) -> bool {
        self.ties.contains_key(&two(one, other))
    }

    pub(super) fn blocked(&self, one: MemberId, other: MemberId) -> bool {
        self.blocks.contains(&(one, other)) || self.blocks.contains(&(other, one))
    }

    fn apart(&self, one: MemberId, other: MemberId, since: Timestamp) -> bool {
        one != other
            && (self.blocked(one, other)
                || self.gone.contains(&one)
                || self.gone.contains(&other)
                || self.blocked_at.get(&two(one, other)).is_some_and(|at| *at >= since))
    }

    fn alive(&self, tie: i64) -> bool {
        self.ties.values().any(|alive| *alive == tie)
    }

    pub(super) fn members(introduction: &Introduction) -> Vec<MemberId> {
        let parties = introduction.parties.iter().map(|party| MemberId(party.person.number()));
        parties.chain([introduction.broker]).collect()
    }

    fn sight(&self, asked: &Asked, viewer: MemberId) -> Sight {
        let since = asked.introduction.proposed_at;
        Sight {
            apart: Self::members(&asked.introduction).iter().any(|other| self.apart(viewer, *other, since)),
            tied: asked.bonds.get(&viewer).is_none_or(|tie| self.alive(*tie)),
        }
    }

    fn whole(&self, asked: &Asked) -> bool {
        let people = Self::members(&asked.introduction);
        let since = asked.introduction.proposed_at;
        let apart = people.iter().any(|one| people.iter().any(|other| self.apart(*one, *other, since)));
        !apart && asked.bonds.values().all(|tie| self.alive(*tie))
    }

    fn near(&self, place: usize, viewer: MemberId) -> Nearness {
        let approach = &self.approaches[place];
        let made = self
            .asked
            .iter()
            .any(|asked| asked.approach == Some(place) && matches!(asked.introduction.state, State::Made { .. }));
        let (mut seen, mut tied) = (vec![approach.asker, approach.target], true);
        if viewer == approach.asker {
            seen.extend(approach.chosen());
        } else {
            let before = approach.before(viewer).last().unwrap_or(approach.asker);
            let after = if let Next::Connector(next) = approach.after(viewer) { next } else { approach.target };
            seen.extend(approach.before(viewer).chain([after]));
            tied = self.tied(before, viewer) && self.tied(viewer, after);
        }
        Nearness { apart: seen.iter().any(|other| self.apart(viewer, *other, approach.sent_at)), tied, made }
    }

    pub(super) fn look(&self, viewer: MemberId, ended: Option<String>) -> Look {
        if self.gone.contains(&viewer) {
            return Look { introductions: Vec::new(), requests: Vec::new(), waiting: 0, ended };
        }
        let views = self.asked.iter().enumerate().filter_map(|(place, asked)| {
            let view = asked.introduction.view(viewer, self.sight(asked, viewer), self.now)?;
            // Ids grow with every introduction that is kept; nobody sees the place itself.
            Some((place, view))
        });
        let introductions: Vec<_> = views.collect();
        let standings = self.approaches.iter().enumerate().filter_map(|(place, approach)| {
            let standing = approach.standing(viewer, self.near(place, viewer), self.now)?;
            let people = if viewer == approach.asker {
                approach.chosen().collect()
            } else {
                approach.before(viewer).collect::<Vec<_>>()
            };
            Some((place, standing, people))
        });
        let waiting = introductions.iter().filter(|(_, view)| view.may_answer).count();
        Look { requests: standings.collect(), waiting, introductions, ended }
    }

    /// Lives an act. Gives how it ended, as its doer is told.
    pub(super) fn lives(&mut self, act: &Act) -> Option<String> {
        if act.who().is_some_and(|who| self.gone.contains(&who)) {
            return None;
        }
        let newest = |place: usize, len: usize| len.checked_sub(1 + place);
        match act {
            Act::Propose(who, people) => self.propose(*who, people),
            Act::Answer(who, place, given) => newest(*place, self.asked.len()).map(|at| self.answer(*who, at, *given)),
            Act::Withdraw(who, place) => newest(*place, self.asked.len()).map(|at| self.withdraw(*who, at)),
            Act::Tell(who, place) => newest(*place, self.asked.len()).map(|at| self.tell(*who, at)),
            Act::Request(who, through, target) => Some(self.request(*who, through, *target)),
            Act::PassOn(who, place) => newest(*place, self.approaches.len()).map(|at| self.pass_on(*who, at)),
            Act::Decline(who, place, unfamiliar) => newest(*place, self.approaches.len()).map(|at| {
                let near = self.near(at, *who);
                self.steps(at, |approach, now| approach.decline(*who, *unfamiliar, near, now))
            }),
            Act::NameBetter(who, place, named) => newest(*place, self.approaches.len()).map(|at| {
                let (near, target) = (self.near(at, *who), self.approaches[at].target);
                let both = self.tied(*who, *named) && self.tied(*named, target);
                self.steps(at, |approach, now| approach.name_better(*who, (*named, both, true), near, now))
            }),
            Act::TakeBack(who, place) => newest(*place, self.approaches.len()).map(|at| self.take_back(*who, at)),
            _ => {
                self.world(act);
                None
            }
        }
    }

    fn world(&mut self, act: &Act) {
        match *act {
            Act::Block(who, against) if who != against => {
                self.blocks.insert((who, against));
                self.blocked_at.insert(two(who, against), self.now);
                self.ties.remove(&two(who, against));
            }
            Act::Unblock(who, against) => drop(self.blocks.remove(&(who, against))),
            Act::Tie(one, other) if one != other && !self.blocked(one, other) && !self.gone.contains(&other) => {
                self.tie(one, other);
            }
            Act::Untie(one, other) => drop(self.ties.remove(&two(one, other))),
            Act::Leave(who) => {
                self.gone.insert(who);
                self.ties.retain(|(one, other), _| *one != who && *other != who);
            }
            Act::Wait(hours) => {
                self.now = self.now + hours * HOUR_US;
                for asked in &mut self.asked {
                    if let Some(over) = asked.introduction.clone().expire(self.now) {
                        asked.introduction = over;
                    }
                }
            }
            _ => {}
        }
    }

    fn refuses(&self, who: MemberId, other: MemberId) -> bool {
        let holds = |at: Timestamp| self.now < at.plus_days(NO_HOLDS_DAYS);
        self.refusals.iter().any(|(by, about, at)| (*by, *about) == (who, other) && holds(*at))
    }

    fn lately(&self, who: MemberId) -> i64 {
        let since = self.now.plus_days(-7);
        let heard = self.asked.iter().filter(|asked| asked.introduction.proposed_at > since).filter(|asked| {
            let own = asked.introduction.parties.iter().find(|party| party.person == PersonId::Member(who));
            own.is_some_and(|party| party.answer != Answer::Unheard)
        });
        i64::try_from(heard.count()).unwrap()
    }

    fn propose(&mut self, who: MemberId, people: &[MemberId]) -> Option<String> {
        if people.iter().any(|other| self.gone.contains(other) || self.blocked(who, *other)) {
            return Some("not found".to_owned());
        }
        let named = |other: &MemberId| Named {
            person: PersonId::Member(*other),
            known: self.tied(who, *other),
            reachable: true,
            never_by: self.never_by.contains(&(*other, who)),
            asked_lately: self.lately(*other),
        };
        let mut pairs = Vec::new();
        for (place, one) in people.iter().enumerate() {
            for other in &people[place + 1..] {
                let proposed = self.asked.iter().any(|asked| {
                    let earlier = &asked.introduction;
                    let all = Self::members(earlier);
                    earlier.broker == who
                        && asked.approach.is_none()
                        && !matches!(earlier.state, State::Withdrawn { .. })
                        && self.now < earlier.proposed_at.plus_days(AGAIN_DAYS)
                        && all.contains(one)
                        && all.contains(other)
                });
                pairs.push(Pair {
                    one: PersonId::Member(*one),
                    other: PersonId::Member(*other),
                    tied: self.tied(*one, *other).then_some(true),
                    apart: self.blocked(*one, *other),
                    proposed,
                    refused: [self.refuses(*one, *other), self.refuses(*other, *one)],
                });
            }
        }
        let day_ago = self.now.plus_days(-1);
        let own = self.asked.iter().map(|asked| &asked.introduction).filter(|earlier| earlier.broker == who);
        let proposed_today = own.map(|earlier| earlier.proposed_at).filter(|at| *at > day_ago).collect();
        let circumstances =
            Circumstances { broker: who, people: people.iter().map(named).collect(), pairs, proposed_today };
        Some(match propose(&circumstances, self.now) {
            Err(refusal) => format!("{refusal:?}"),
            Ok(parties) => {
                let bonds = people.iter().map(|other| (*other, self.ties[&two(who, *other)])).collect();
                let introduction = Introduction {
                    id: IntroductionId(1),
                    broker: who,
                    requested_by: None,
                    parties,
                    state: State::Open,
                    proposed_at: self.now,
                };
                self.asked.push(Asked { introduction, bonds, approach: None });
                "proposed".to_owned()
            }
        })
    }

    fn answer(&mut self, who: MemberId, at: usize, given: Given) -> String {
        let asked = self.asked[at].clone();
        let (sight, whole) = (self.sight(&asked, who), self.whole(&asked));
        let Some(before) = asked.introduction.view(who, sight, self.now) else { return "not found".to_owned() };
        let answered = match asked.introduction.clone().answer(PersonId::Member(who), given, (sight, whole), self.now) {
            Ok(answered) => answered,
            Err(refusal) => return format!("{refusal:?}"),
        };
        assert!(before.may_answer && matches!(before.mine, Some(Mine::None | Mine::NotNow)), "answers once, if asked");
        let people = Self::members(&answered.introduction);
        if matches!(given, Given::No | Given::NeverBy) {
            let others = people.iter().filter(|other| **other != who && **other != asked.introduction.broker);
            self.refusals.extend(others.map(|other| (who, *other, self.now)));
        }
        if given == Given::NeverBy {
            self.never_by.insert((who, asked.introduction.broker));
        }
        if answered.made {
            for (place, one) in people.iter().enumerate() {
                for other in &people[place + 1..] {
                    assert!(!self.blocked(*one, *other), "nothing is made over a block");
                }
            }
            assert!(answered.introduction.parties.iter().all(|party| party.answer == Answer::Yes));
            assert!(asked.bonds.values().all(|tie| self.alive(*tie)), "the ties of the one in the middle stand");
            let parties = answered.introduction.parties.iter().map(|party| MemberId(party.person.number()));
            let parties: Vec<_> = parties.collect();
            for (place, one) in parties.iter().enumerate() {
                for other in &parties[place + 1..] {
                    self.tie(*one, *other);
                }
            }
        }
        self.asked[at].introduction = answered.introduction;
        format!("answered, made: {}", answered.made)
    }

    fn withdraw(&mut self, who: MemberId, at: usize) -> String {
        let sight = self.sight(&self.asked[at], who);
        let introduction = self.asked[at].introduction.clone();
        if introduction.view(who, sight, self.now).is_none() {
            return "not found".to_owned();
        }
        match introduction.withdraw(who, self.now) {
            Ok(withdrawn) => {
                self.asked[at].introduction = withdrawn;
                "withdrawn".to_owned()
            }
            Err(refusal) => format!("{refusal:?}"),
        }
    }

    fn tell(&mut self, who: MemberId, at: usize) -> String {
        let sight = self.sight(&self.asked[at], who);
        let introduction = self.asked[at].introduction.clone();
        if introduction.view(who, sight, self.now).is_none() {
            return "not found".to_owned();
        }
        match introduction.tell(who, Helped::Yes, "Grazie".to_owned(), self.now) {
            Ok(told) => {
                self.asked[at].introduction = told;
                "told".to_owned()
            }
            Err(refusal) => format!("{refusal:?}"),
        }
    }

    fn request(&mut self, who: MemberId, through: &[MemberId], target: MemberId) -> String {
        let chain: Vec<_> = [who].into_iter().chain(through.iter().copied()).chain([target]).collect();
        if self.gone.contains(&target) || self.blocked(who, target) {
            return "not found".to_owned();
        }
        let stands = chain.windows(2).all(|pair| self.tied(pair[0], pair[1]))
            && chain.iter().all(|one| !self.blocked(who, *one) && !self.blocked(target, *one))
            && chain.iter().collect::<BTreeSet<_>>().len() == chain.len();
        let mine = self.approaches.iter().filter(|earlier| {
            earlier.asker == who && earlier.target == target && self.now < earlier.sent_at.plus_days(AGAIN_DAYS)
        });
        let mine: Vec<_> = mine.cloned().collect();
        let requesting = Requesting {
            asker: who,
            target,
            through: through.to_vec(),
            tied_to_target: self.tied(who, target),
            path_stands: stands,
            asked_this_way: mine.iter().any(|earlier| earlier.chosen().next() == through.first().copied()),
            asked_for_target: i64::try_from(mine.len()).unwrap(),
            sent_today: Vec::new(),
            first_asked_lately: 0,
        };
        match send(&requesting, self.now) {
            Err(refusal) => format!("{refusal:?}"),
            Ok(steps) => {
                for place in 0..self.approaches.len() {
                    if self.approaches[place].asker == who && self.approaches[place].target == target {
                        self.take_back(who, place);
                    }
                }
                let (progress, sent_at) = (Progress::Open, self.now);
                self.approaches.push(Approach { id: ApproachId(1), asker: who, target, steps, progress, sent_at });
                "sent".to_owned()
            }
        }
    }

    fn steps(&mut self, at: usize, act: impl FnOnce(Approach, Timestamp) -> Result<Approach, Plain>) -> String {
        match act(self.approaches[at].clone(), self.now) {
            Ok(next) => {
                self.approaches[at] = next;
                "done".to_owned()
            }
            Err(refusal) => format!("{refusal:?}"),
        }
    }

    fn pass_on(&mut self, who: MemberId, at: usize) -> String {
        let before = self.approaches[at].clone();
        let reaches = match before.after(who) {
            Next::Connector(next) => !self.apart(before.asker, next, before.sent_at),
            Next::Target => true,
        };
        let (next, to) = match before.clone().pass_on(who, (self.near(at, who), reaches), self.now) {
            Ok(passed) => passed,
            Err(refusal) => return format!("{refusal:?}"),
        };
        self.approaches[at] = next;
        if to == Next::Target && !self.apart(before.asker, before.target, before.sent_at) {
            let (asker, target) = (before.asker, before.target);
            let heard = !self.never_by.contains(&(target, who))
                && !self.refuses(target, asker)
                && self.lately(target) < ASKED_A_WEEK;
            let party = |person, answer| Party { person: PersonId::Member(person), answer, told: None };
            let introduction = Introduction {
                id: IntroductionId(1),
                broker: who,
                requested_by: Some(asker),
                parties: vec![
                    party(asker, Answer::Yes),
                    party(target, if heard { Answer::Waiting } else { Answer::Unheard }),
                ],
                state: State::Open,
                proposed_at: self.now,
            };
            let previous = before.before(who).last().unwrap_or(asker);
            let bonds =
                BTreeMap::from([(target, self.ties[&two(who, target)]), (asker, self.ties[&two(who, previous)])]);
            self.asked.push(Asked { introduction, bonds, approach: Some(at) });
        }
        "passed on".to_owned()
    }

    fn take_back(&mut self, who: MemberId, at: usize) -> String {
        let near = self.near(at, who);
        if self.approaches[at].standing(who, near, self.now).is_none() {
            return "not found".to_owned();
        }
        match self.approaches[at].clone().withdraw(who, near.made, self.now) {
            Ok(withdrawn) => self.approaches[at] = withdrawn,
            Err(refusal) => return format!("{refusal:?}"),
        }
        for asked in self.asked.iter_mut().filter(|asked| asked.approach == Some(at)) {
            if asked.introduction.is_open(self.now) {
                asked.introduction.state = State::Withdrawn { at: self.now };
            }
        }
        "taken back".to_owned()
    }
}
