//! What people do in the town, one act after another: asked of the rules, and kept as the rooms would keep it.

use std::collections::{BTreeMap, BTreeSet};

use super::super::{
    AGAIN_DAYS, ASKED_A_WEEK, Answer, Approach, Circumstances, Given, Helped, Introduction, Mine, NO_HOLDS_DAYS, Named,
    Next, Pair, Party, Plain, Progress, Requesting, State, propose, send,
};
use super::town::{Act, Asked, Town, two};
use crate::{
    ids::{ApproachId, IntroductionId, MemberId, PersonId},
    time::Timestamp,
};

impl Town {
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
        let circumstances = Circumstances {
            broker: who,
            people: people.iter().map(named).collect(),
            pairs,
            proposed_today,
            written_today: Vec::new(),
        };
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
        match introduction.tell(PersonId::Member(who), Helped::Yes, "Grazie".to_owned(), self.now) {
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
