//! The definition at the head of the crate, word for word, as slowly as it reads.

use std::{
    cmp::Reverse,
    collections::{BTreeMap, BTreeSet},
};

use pergola_domain::{
    changes::MetKind,
    ids::{MemberId, OrganisationId},
    network::{Ground, Months, age_days, day, own_step, path_strength},
    time::{DAY_US, Timestamp},
};
use pergola_index::{Asking, Belonging, Between};

use crate::town::{Town, ordered};

/// G(V, T): who is tied to whom.
pub(crate) type Visible = BTreeMap<MemberId, BTreeSet<MemberId>>;

/// A stretch that two were at one place: months but one, where, whether it is a school, which months.
pub(crate) type Shared = (Reverse<u16>, OrganisationId, bool, Months);

impl Town {
    fn hides(&self, member: MemberId) -> bool {
        self.members.get(&member).is_some_and(|sharing| sharing.hides || sharing.away())
    }

    /// Invariants 1 and 2.
    pub(crate) fn visible(&self, viewer: MemberId, target: MemberId) -> Visible {
        let mut visible = Visible::new();
        if self.is_blocked(viewer, target) {
            return visible;
        }
        let is_in = |member: MemberId| {
            member == viewer || member == target || !self.is_blocked(member, viewer) && !self.is_blocked(member, target)
        };
        for (one, other) in self.ties.keys() {
            let own = *one == viewer || *other == viewer;
            if is_in(*one) && is_in(*other) && (own || !self.hides(*one) && !self.hides(*other)) {
                visible.entry(*one).or_default().insert(*other);
                visible.entry(*other).or_default().insert(*one);
            }
        }
        visible
    }

    /// Invariant 3.
    pub(crate) fn distance(&self, viewer: MemberId, target: MemberId) -> Option<u8> {
        if !self.members.contains_key(&viewer) || !self.members.contains_key(&target) {
            return None;
        }
        let visible = self.visible(viewer, target);
        let mut reached = BTreeSet::from([viewer]);
        for distance in 0..=4 {
            if reached.contains(&target) {
                return Some(distance);
            }
            let next: Vec<_> = reached.iter().filter_map(|member| visible.get(member)).flatten().copied().collect();
            reached.extend(next);
        }
        None
    }

    /// Invariant 4, of a member of G(V, T) who is neither end.
    pub(crate) fn may_be_named(&self, member: MemberId) -> bool {
        !self.hides(member) && self.members.get(&member).is_some_and(|sharing| !sharing.unwilling)
    }

    pub(crate) fn mutuals(&self, viewer: MemberId, target: MemberId) -> BTreeSet<MemberId> {
        let visible = self.visible(viewer, target);
        let ties = |member| visible.get(&member).cloned().unwrap_or_default();
        let both = ties(viewer).intersection(&ties(target)).copied().collect::<BTreeSet<_>>();
        both.into_iter().filter(|member| viewer != target && self.may_be_named(*member)).collect()
    }

    /// Where somebody belongs, each once; of work and study each stretch, with its certain months.
    fn stays(&self, member: MemberId) -> BTreeSet<(Belonging, Months)> {
        let spells = self.spells.get(&member).into_iter().flatten().map(|spell| {
            let place = if spell.school { Belonging::Study } else { Belonging::Work };
            (place(spell.organisation), Months::of(spell))
        });
        let undated = Months { from: 0, to: 0 };
        let others = self.belongings.get(&member).into_iter().flatten().map(|belonging| (*belonging, undated));
        spells.chain(others).collect()
    }

    /// Each stretch of the one beside each of the other at the same place, with the months in which both were there for certain.
    fn side_by_side(&self, one: MemberId, other: MemberId) -> Vec<(Belonging, Option<Months>)> {
        let mut pairs = Vec::new();
        for (place, mine) in self.stays(one) {
            for (_, theirs) in self.stays(other).into_iter().filter(|(other, _)| *other == place) {
                let (from, to) = (mine.from.max(theirs.from), mine.to.min(theirs.to));
                pairs.push((place, (to > 0 && from <= to).then_some(Months { from, to })));
            }
        }
        pairs
    }

    /// The same place of work or study in the same months: the longest stretch first, then by organisation.
    pub(crate) fn together(&self, one: MemberId, other: MemberId) -> BTreeSet<Shared> {
        let shared = self.side_by_side(one, other).into_iter().filter_map(|(place, months)| Some((place, months?)));
        let by_organisation = shared.filter_map(|(place, months)| {
            let (Belonging::Work(organisation) | Belonging::Study(organisation)) = place else { return None };
            Some((Reverse(months.to - months.from), organisation, matches!(place, Belonging::Study(_)), months))
        });
        by_organisation.collect()
    }

    /// What else both have: groups, topics, places, skills, and organisations where they shared no month for certain. The
    /// three with the fewest in them, where two stretches count twice.
    pub(crate) fn common(&self, one: MemberId, other: MemberId) -> Vec<Belonging> {
        let both = self.side_by_side(one, other);
        let mut common: BTreeSet<Belonging> = both.iter().map(|(place, _)| *place).collect();
        for (place, _) in both.iter().filter(|(_, months)| months.is_some()) {
            common.remove(place);
        }
        let size = |place: &Belonging| {
            let all = self.members.keys().flat_map(|member| self.stays(*member));
            all.filter(|(other, _)| other == place).count()
        };
        let mut common: Vec<_> = common.into_iter().collect();
        common.sort_by_key(|place| (size(place), *place));
        common.truncate(3);
        common
    }

    /// What is told of a step: how they met, and the day since which they are tied.
    pub(crate) fn told(&self, one: MemberId, other: MemberId) -> (MetKind, Timestamp) {
        let (since, met) = self.ties[&ordered(one, other)];
        (met, Timestamp(i64::from(day(since)) * DAY_US))
    }

    /// The strength of a step for anybody: invariant 7.
    pub(crate) fn public_step(&self, one: MemberId, other: MemberId, asking: &Asking<'_>) -> u16 {
        let (since, met) = self.ties[&ordered(one, other)];
        let spells = |member| self.spells.get(&member).cloned().unwrap_or_default();
        let together = spells(one)
            .iter()
            .flat_map(|mine| spells(other).into_iter().map(|theirs| (*mine, theirs)))
            .filter(|(mine, theirs)| (mine.organisation, mine.school) == (theirs.organisation, theirs.school))
            .map(|(mine, theirs)| Months::of(&mine).together(Months::of(&theirs)))
            .max();
        Ground::of(met, together.unwrap_or(0)).strength(age_days(day(since), day(asking.now)))
    }

    pub(crate) fn step(&self, from: MemberId, to: MemberId, asking: &Asking<'_>) -> u16 {
        let public = self.public_step(from, to, asking);
        let closeness = asking.closeness.iter().find(|(member, _)| *member == to).map(|(_, closeness)| *closeness);
        if from == asking.viewer { own_step(closeness, public) } else { public }
    }

    /// All paths with one or two named people between, warmest first, then greedily those that share nobody.
    pub(crate) fn paths(&self, asking: &Asking<'_>, target: MemberId, between: Between) -> Vec<(u64, Vec<MemberId>)> {
        let viewer = asking.viewer;
        let visible = self.visible(viewer, target);
        let ties = |member| visible.get(&member).cloned().unwrap_or_default();
        let named = |member: &MemberId| *member != viewer && *member != target && self.may_be_named(*member);
        let mut all = Vec::new();
        for first in ties(viewer).into_iter().filter(named).filter(|_| viewer != target) {
            if ties(first).contains(&target) {
                all.push(vec![viewer, first, target]);
            }
            for second in ties(first).into_iter().filter(named) {
                if ties(second).contains(&target) {
                    all.push(vec![viewer, first, second, target]);
                }
            }
        }
        if between == Between::Fewest
            && let Some(fewest) = all.iter().map(Vec::len).min()
        {
            all.retain(|path| path.len() == fewest);
        }
        let mut all: Vec<_> = all
            .into_iter()
            .map(|path| {
                let steps: Vec<_> = path.windows(2).map(|pair| self.step(pair[0], pair[1], asking)).collect();
                (path_strength(&steps), path)
            })
            .collect();
        all.sort_by_key(|(strength, path)| (Reverse(*strength), path.len(), path.clone()));
        let mut used = BTreeSet::new();
        all.retain(|(_, path)| {
            let connectors = &path[1..path.len() - 1];
            let free = connectors.iter().all(|member| !used.contains(member));
            if free {
                used.extend(connectors.iter().copied());
            }
            free
        });
        all.truncate(5);
        all
    }

    /// Who is or was there, with distance, strength of the warmest way that may be shown, and through whom.
    pub(crate) fn people_at(
        &self,
        asking: &Asking<'_>,
        organisation: OrganisationId,
        farthest: u8,
    ) -> Vec<(u8, Reverse<u64>, MemberId, Option<MemberId>)> {
        let mut found = Vec::new();
        for (member, spells) in &self.spells {
            let away = self.members.get(member).is_some_and(|sharing| sharing.away());
            let there = !away && spells.iter().any(|spell| spell.organisation == organisation);
            let distance = self.distance(asking.viewer, *member).filter(|distance| (1..=farthest).contains(distance));
            let (true, Some(distance)) = (there, distance) else { continue };
            let (strength, through) = if distance == 1 {
                (path_strength(&[self.step(asking.viewer, *member, asking)]), None)
            } else {
                let paths = self.paths(asking, *member, Between::Fewest);
                paths.first().map_or((0, None), |(strength, path)| (*strength, Some(path[1])))
            };
            found.push((distance, Reverse(strength), *member, through));
        }
        found.sort_unstable();
        found
    }

    /// People by mutuals, without those who never come.
    pub(crate) fn by_mutuals(&self, viewer: MemberId) -> Vec<(MemberId, u32)> {
        let never = |other: MemberId| {
            other == viewer
                || self.ties.contains_key(&ordered(viewer, other))
                || self.invitations.contains(&(viewer, other))
                || self.invitations.contains(&(other, viewer))
                || self.dismissals.contains(&(viewer, other))
        };
        let mut people: Vec<_> = self
            .members
            .keys()
            .filter(|other| !never(**other))
            .map(|other| (*other, u32::try_from(self.mutuals(viewer, *other).len()).unwrap()))
            .filter(|(_, count)| *count > 0)
            .collect();
        people.sort_by_key(|(member, count)| (Reverse(*count), *member));
        people
    }
}
