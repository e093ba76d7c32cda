//! A town that lives by the rules of introductions: the part of the rooms in it is written once more, plainly, in memory.

use std::collections::{BTreeMap, BTreeSet};

use super::super::{Approach, Given, Introduction, Nearness, Next, Sight, Standing, State, View};
use crate::{ids::MemberId, time::Timestamp};

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

pub(super) fn two(one: MemberId, other: MemberId) -> Two {
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

    pub(super) fn tie(&mut self, one: MemberId, other: MemberId) {
        self.last_tie += 1;
        self.ties.entry(two(one, other)).or_insert(self.last_tie);
    }

    pub(super) fn tied(&self, one: MemberId, other: MemberId) -> bool {
        self.ties.contains_key(&two(one, other))
    }

    pub(super) fn blocked(&self, one: MemberId, other: MemberId) -> bool {
        self.blocks.contains(&(one, other)) || self.blocks.contains(&(other, one))
    }

    pub(super) fn apart(&self, one: MemberId, other: MemberId, since: Timestamp) -> bool {
        one != other
            && (self.blocked(one, other)
                || self.gone.contains(&one)
                || self.gone.contains(&other)
                || self.blocked_at.get(&two(one, other)).is_some_and(|at| *at >= since))
    }

    pub(super) fn alive(&self, tie: i64) -> bool {
        self.ties.values().any(|alive| *alive == tie)
    }

    pub(super) fn members(introduction: &Introduction) -> Vec<MemberId> {
        let parties = introduction.parties.iter().map(|party| MemberId(party.person.number()));
        parties.chain([introduction.broker]).collect()
    }

    pub(super) fn sight(&self, asked: &Asked, viewer: MemberId) -> Sight {
        let since = asked.introduction.proposed_at;
        Sight {
            apart: Self::members(&asked.introduction).iter().any(|other| self.apart(viewer, *other, since)),
            tied: asked.bonds.get(&viewer).is_none_or(|tie| self.alive(*tie)),
        }
    }

    pub(super) fn whole(&self, asked: &Asked) -> bool {
        let people = Self::members(&asked.introduction);
        let since = asked.introduction.proposed_at;
        let apart = people.iter().any(|one| people.iter().any(|other| self.apart(*one, *other, since)));
        !apart && asked.bonds.values().all(|tie| self.alive(*tie))
    }

    pub(super) fn near(&self, place: usize, viewer: MemberId) -> Nearness {
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

    pub(super) fn world(&mut self, act: &Act) {
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
}
