//! The index held against the tables: random questions, answered once by the index and once by SQL alone.
//!
//! For operators who want to know (`pergola doctor --questions 10000`), and for the tests. Nothing is mended here: an index
//! that differs is a fault of ours, and a restart without the image builds it anew.

use std::{
    cmp::Reverse,
    collections::{BTreeMap, BTreeSet},
};

use pergola_db::{Fault, Tx};
use pergola_domain::{
    changes::Spell,
    ids::{MemberId, OrganisationId},
    network::{Ground, Months, age_days, day, own_step, path_strength},
};
use pergola_index::{Asking, Between, Fact, MOST_PATHS, View};

use super::store::{
    self,
    slow::{self, Facts, Way},
};
use crate::app::{App, By};

/// What was compared, and how often both said the same.
#[derive(Clone, Debug)]
pub(crate) struct Compared {
    pub(crate) what: &'static str,
    pub(crate) asked: u64,
    pub(crate) equal: u64,
    /// The first that differs, in ids.
    pub(crate) first_different: Option<String>,
}

impl Compared {
    const fn new(what: &'static str) -> Self {
        Self { what, asked: 0, equal: 0, first_different: None }
    }

    fn add<T: PartialEq + std::fmt::Debug>(&mut self, question: &impl std::fmt::Debug, index: &T, tables: &T) {
        self.asked += 1;
        if index == tables {
            self.equal += 1;
        } else {
            self.first_different
                .get_or_insert_with(|| format!("{question:?}: the index says {index:?}, the tables {tables:?}"));
        }
    }
}

/// Chance from a seed: the same questions every time.
#[derive(Clone, Debug)]
pub(crate) struct Chance(pub(crate) u64);

impl Chance {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (self.0 ^ self.0 >> 30).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ mixed >> 27).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ mixed >> 31
    }

    /// A number below `count`; zero where that is zero.
    pub(crate) fn below(&mut self, count: usize) -> usize {
        let count = u64::try_from(count).unwrap_or(u64::MAX).max(1);
        usize::try_from(self.next() % count).unwrap_or(0)
    }

    pub(crate) fn any<T: Copy>(&mut self, all: &[T]) -> Option<T> {
        all.get(self.below(all.len())).copied()
    }
}

/// Asks `questions` random questions in all: of twenty, eight for a distance, five for mutuals, five for paths, two for
/// who is at an organisation. Also whether the index, as kept, is the one that the tables give.
pub(crate) async fn compare(app: &App, by: &By, questions: usize, seed: u64) -> Result<Vec<Compared>, Fault> {
    app.network.catch_up(&app.db).await?;
    let (members, organisations) = app.db.read(async |tx| slow::everybody(tx).await).await?;
    let mut spells: Spells = BTreeMap::new();
    for (member, spell) in store::tables::spells(&app.db).await? {
        spells.entry(member).or_default().push(spell);
    }
    let mut asker = Asker { app, by, spells, view: app.network.view(&app.db).await?, chance: Chance(seed) };
    let mut all = [
        Compared::new("distances"),
        Compared::new("distances of a page of people"),
        Compared::new("lists of mutuals"),
        Compared::new("paths"),
        Compared::new("people at organisations"),
        Compared::new("facts of the index, kept and built anew"),
    ];
    let [distances, pages, mutuals, paths, people_at, facts] = &mut all;
    for turn in 0..if members.is_empty() { 0 } else { questions } {
        match turn % 20 {
            0..8 => asker.distance(&members, distances, (turn % 8 == 0).then_some(&mut *pages)).await?,
            8..13 => asker.mutuals(&members, mutuals).await?,
            13..18 => asker.paths(&members, paths).await?,
            _ => asker.people_at(&members, &organisations, people_at).await?,
        }
    }
    let built = app.network.built_anew(&app.db, &app.marks).await?;
    let (kept, built) = (asker.view.facts(), built.facts());
    let of = |these: &[Fact], those: &[Fact]| these.iter().find(|fact| those.binary_search(fact).is_err()).copied();
    facts.add(&kept.len(), &of(&kept, &built), &of(&built, &kept));
    Ok(all.into())
}

/// Somebody may ask about himself, and about nobody.
const NOBODY: MemberId = MemberId(i64::MAX);

type Spells = BTreeMap<MemberId, Vec<Spell>>;

struct Asker<'a> {
    app: &'a App,
    by: &'a By,
    spells: Spells,
    view: View,
    chance: Chance,
}

impl Asker<'_> {
    /// Two people, now and then the same, or one who is not there; and half of the time they are near.
    fn pair(&mut self, members: &[MemberId]) -> (MemberId, MemberId) {
        let viewer = self.chance.any(members).unwrap_or(NOBODY);
        let near = self.around(viewer);
        let target = match self.chance.below(100) {
            0 => viewer,
            1 => NOBODY,
            2..50 => self.chance.any(&near).unwrap_or(viewer),
            _ => self.chance.any(members).unwrap_or(NOBODY),
        };
        (viewer, target)
    }

    /// People two steps away, by the index: only to have something to ask about.
    fn around(&self, viewer: MemberId) -> Vec<MemberId> {
        self.view.people_by_mutuals(viewer, 200).into_iter().map(|(member, _)| member).collect()
    }

    async fn distance(
        &mut self,
        members: &[MemberId],
        compared: &mut Compared,
        page: Option<&mut Compared>,
    ) -> Result<(), Fault> {
        let (viewer, target) = self.pair(members);
        let slowly = self.slow_distance(viewer, target).await?;
        compared.add(&(viewer, target), &self.view.distance(viewer, target), &slowly);
        if let Some(page) = page {
            // The same question among those of a page, which the index answers another way.
            let mut targets: Vec<_> = (0..20).filter_map(|_| self.chance.any(members)).collect();
            targets.insert(self.chance.below(targets.len()), target);
            let place = targets.iter().position(|other| *other == target).unwrap_or(0);
            let found = self.view.distances(viewer, &targets).get(place).copied().flatten();
            page.add(&(viewer, target), &found, &slowly);
        }
        Ok(())
    }

    async fn reckoning(&self, viewer: MemberId) -> Result<Reckoning<'_>, Fault> {
        let closeness = self.app.db.read(async move |tx| store::closeness(tx, viewer).await).await?;
        Ok(Reckoning { by: self.by.on_behalf_of(viewer), viewer, closeness, spells: &self.spells })
    }

    async fn slow_distance(&self, viewer: MemberId, target: MemberId) -> Result<Option<u8>, Fault> {
        self.app.db.read(async move |tx| slow::distance(tx, viewer, target).await).await
    }

    async fn mutuals(&mut self, members: &[MemberId], compared: &mut Compared) -> Result<(), Fault> {
        let (viewer, target) = self.pair(members);
        let reckoning = self.reckoning(viewer).await?;
        let found = self.app.db.read(async move |tx| slow::mutuals(tx, viewer, target).await).await?;
        let mut expected = Vec::new();
        for (member, facts) in found {
            let strength = reckoning.public_step((viewer, member), facts);
            expected.push((Reverse(reckoning.closeness_to(member)), Reverse(strength), member));
        }
        expected.sort_unstable();
        let expected: Vec<_> = expected.into_iter().map(|(.., member)| member).collect();
        let index = self.view.mutuals(&reckoning.asking(), target);
        let count = usize::try_from(self.view.mutual_count(viewer, target)).unwrap_or(usize::MAX);
        compared.add(&(viewer, target), &(count, index), &(expected.len(), expected));
        Ok(())
    }

    async fn paths(&mut self, members: &[MemberId], compared: &mut Compared) -> Result<(), Fault> {
        let (viewer, target) = self.pair(members);
        let reckoning = self.reckoning(viewer).await?;
        let expected = reckoning.warmest(self.app, target, Between::Fewest).await?;
        let paths = self.view.paths(&reckoning.asking(), target, Between::Fewest, MOST_PATHS);
        let index: Vec<_> = paths.into_iter().map(|path| (path.strength, path.people)).collect();
        compared.add(&(viewer, target), &index, &expected);
        Ok(())
    }

    async fn people_at(
        &mut self,
        members: &[MemberId],
        organisations: &[OrganisationId],
        compared: &mut Compared,
    ) -> Result<(), Fault> {
        let viewer = self.chance.any(members).unwrap_or(NOBODY);
        let organisation = self.chance.any(organisations).unwrap_or(OrganisationId(i64::MAX));
        let reckoning = self.reckoning(viewer).await?;
        let there = self.app.db.read(async move |tx| slow::who_was_at(tx, organisation).await).await?;
        let mut expected = Vec::new();
        for member in there {
            let Some(distance) = self.slow_distance(viewer, member).await?.filter(|steps| (1..=3).contains(steps))
            else {
                continue;
            };
            let (strength, through) = reckoning.way_to(self.app, member, distance).await?;
            expected.push((distance, Reverse(strength), member, through));
        }
        expected.sort_unstable();
        let found = self.view.people_at(&reckoning.asking(), organisation, 3).into_iter();
        let index: Vec<_> = found.map(|at| (at.distance, Reverse(at.strength), at.member, at.through)).collect();
        compared.add(&(viewer, organisation), &index, &expected);
        Ok(())
    }
}

/// A viewer with what only he knows, and how steps get their strength for him.
struct Reckoning<'a> {
    by: By,
    viewer: MemberId,
    closeness: Vec<(MemberId, u8)>,
    spells: &'a Spells,
}

impl Reckoning<'_> {
    fn asking(&self) -> Asking<'_> {
        Asking { closeness: &self.closeness, ..Asking::plain(self.viewer, self.by.now) }
    }

    fn closeness_to(&self, other: MemberId) -> Option<u8> {
        self.closeness.iter().find(|(member, _)| *member == other).map(|(_, closeness)| *closeness)
    }

    /// The strength of a step for anybody.
    fn public_step(&self, (one, other): (MemberId, MemberId), (since, met): Facts) -> u16 {
        let spells = |member| self.spells.get(&member).map_or(&[][..], Vec::as_slice);
        let months = months_together(spells(one), spells(other));
        Ground::of(met, months).strength(age_days(day(since), day(self.by.now)))
    }

    fn step(&self, (from, to): (MemberId, MemberId), facts: Facts) -> u16 {
        let public = self.public_step((from, to), facts);
        if from == self.viewer { own_step(self.closeness_to(to), public) } else { public }
    }

    /// The warmest ways that share nobody, greedily from the warmest.
    async fn warmest(&self, app: &App, target: MemberId, between: Between) -> Result<Vec<(u64, Vec<MemberId>)>, Fault> {
        let viewer = self.viewer;
        let mut ways: Vec<Way> = app.db.read(async move |tx| slow::ways(tx, viewer, target).await).await?;
        if between == Between::Fewest
            && let Some(fewest) = ways.iter().map(|way| way.between.len()).min()
        {
            ways.retain(|way| way.between.len() == fewest);
        }
        let mut told = Vec::new();
        for way in ways {
            let people: Vec<_> = [viewer].into_iter().chain(way.between).chain([target]).collect();
            let mut strengths = Vec::new();
            for (pair, facts) in people.windows(2).zip(way.steps) {
                if let [from, to] = *pair {
                    strengths.push(self.step((from, to), facts));
                }
            }
            told.push((Reverse(path_strength(&strengths)), people.len(), people));
        }
        told.sort_unstable();
        let mut used = BTreeSet::new();
        told.retain(|(.., people)| {
            let connectors: Vec<_> = people.iter().filter(|member| **member != viewer && **member != target).collect();
            let free = connectors.iter().all(|member| !used.contains(*member));
            if free {
                used.extend(connectors.into_iter().copied());
            }
            free
        });
        told.truncate(MOST_PATHS);
        Ok(told.into_iter().map(|(Reverse(strength), _, people)| (strength, people)).collect())
    }

    /// The warmest way to somebody so far away that may be shown, and who is first on it.
    async fn way_to(&self, app: &App, other: MemberId, distance: u8) -> Result<(u64, Option<MemberId>), Fault> {
        let viewer = self.viewer;
        if distance == 1 {
            let own = app.db.read(async move |tx: &Tx| slow::own_tie(tx, viewer, other).await).await?;
            let Some(facts) = own else { return Ok((0, None)) };
            return Ok((path_strength(&[self.step((viewer, other), facts)]), None));
        }
        let ways = self.warmest(app, other, Between::Fewest).await?;
        Ok(ways.into_iter().next().map_or((0, None), |(strength, people)| (strength, people.get(1).copied())))
    }
}

fn months_together(one: &[Spell], other: &[Spell]) -> u32 {
    let mut most: BTreeMap<(OrganisationId, bool), u32> = BTreeMap::new();
    for mine in one {
        for theirs in
            other.iter().filter(|their| (their.organisation, their.school) == (mine.organisation, mine.school))
        {
            let months = Months::of(mine).together(Months::of(theirs));
            let known = most.entry((mine.organisation, mine.school)).or_default();
            *known = months.max(*known);
        }
    }
    most.into_values().max().unwrap_or(0)
}
