//! Who is or was where: organisations, schools, groups, topics, places, skills, each with its people.

use std::{collections::BTreeMap, sync::Arc};

use pergola_domain::{
    ids::{GroupId, OrganisationId, TopicId},
    network::{Mark, Months},
};

use crate::{
    aside::{months, packed},
    cells::{at, wide},
};

/// Something that people have in common.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Belonging {
    Work(OrganisationId),
    Study(OrganisationId),
    /// A group whose members everybody may see.
    Group(GroupId),
    /// A topic that is followed for all to see.
    Topic(TopicId),
    Place(Mark),
    Skill(Mark),
}

/// How many kinds there are.
pub(crate) const KINDS: usize = 6;

/// Who tells of a belonging: what one tells anew replaces what it told before, and nothing else.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Source {
    Spells,
    Marks,
    Each,
}

impl Belonging {
    /// Whether years belong to it: a stretch of work or study.
    #[must_use]
    pub const fn is_spell(self) -> bool {
        matches!(self.source(), Source::Spells)
    }

    /// Words for each of its people.
    const fn width(self) -> usize {
        if self.is_spell() { 2 } else { 1 }
    }

    pub(crate) const fn source(self) -> Source {
        match self {
            Self::Work(_) | Self::Study(_) => Source::Spells,
            Self::Place(_) | Self::Skill(_) => Source::Marks,
            Self::Group(_) | Self::Topic(_) => Source::Each,
        }
    }

    /// For the image, and to spread over drawers.
    pub(crate) const fn parts(self) -> (u32, i64) {
        match self {
            Self::Work(OrganisationId(id)) => (0, id),
            Self::Study(OrganisationId(id)) => (1, id),
            Self::Group(GroupId(id)) => (2, id),
            Self::Topic(TopicId(id)) => (3, id),
            Self::Place(Mark(id)) => (4, id),
            Self::Skill(Mark(id)) => (5, id),
        }
    }

    pub(crate) const fn from_parts(kind: u32, id: i64) -> Option<Self> {
        match kind {
            0 => Some(Self::Work(OrganisationId(id))),
            1 => Some(Self::Study(OrganisationId(id))),
            2 => Some(Self::Group(GroupId(id))),
            3 => Some(Self::Topic(TopicId(id))),
            4 => Some(Self::Place(Mark(id))),
            5 => Some(Self::Skill(Mark(id))),
            _ => None,
        }
    }
}

const DRAWERS: usize = 256;
/// Numbers in order, and where years belong to the place, after each the months.
type List = Arc<[u32]>;
type Drawer = BTreeMap<Belonging, List>;

/// The people of every belonging. A change copies one drawer's pointers and one list.
#[derive(Clone, Debug)]
pub(crate) struct Belongings {
    drawers: Arc<Vec<Arc<Drawer>>>,
}

impl Default for Belongings {
    fn default() -> Self {
        Self { drawers: Arc::new((0..DRAWERS).map(|_| Arc::default()).collect()) }
    }
}

/// The people of one belonging, by number; somebody with two spells is there twice.
#[derive(Clone, Copy, Debug)]
pub(crate) struct People<'a> {
    words: &'a [u32],
    width: usize,
}

impl<'a> People<'a> {
    pub(crate) const fn len(self) -> usize {
        self.words.len() / self.width
    }

    pub(crate) fn numbers(self) -> impl Iterator<Item = u32> + 'a {
        self.words.iter().step_by(self.width).copied()
    }

    /// With the months, of a place that years belong to.
    pub(crate) fn spells(self) -> impl Iterator<Item = (u32, Months)> + 'a {
        self.words.as_chunks().0.iter().map(|[number, word]| (*number, months(*word)))
    }

    pub(crate) fn with_months(self) -> impl Iterator<Item = (u32, Months)> + 'a {
        self.words.chunks_exact(self.width).map(|one| match *one {
            [number, word] => (number, months(word)),
            [number] => (number, months(0)),
            _ => (0, months(0)),
        })
    }
}

impl Belongings {
    pub(crate) fn people(&self, belonging: Belonging) -> People<'_> {
        let words = at(&self.drawers, drawer(belonging)).get(&belonging).map_or(&[][..], |list| list);
        People { words, width: belonging.width() }
    }

    pub(crate) fn add(&mut self, belonging: Belonging, number: u32, months: Months) {
        self.change(belonging, |people| {
            if let Err(place) = people.binary_search(&(number, months)) {
                people.insert(place, (number, months));
            }
        });
    }

    pub(crate) fn remove(&mut self, belonging: Belonging, number: u32) {
        self.change(belonging, |people| people.retain(|(other, _)| *other != number));
    }

    fn change(&mut self, belonging: Belonging, change: impl FnOnce(&mut Vec<(u32, Months)>)) {
        let mut people: Vec<_> = self.people(belonging).with_months().collect();
        change(&mut people);
        let drawers = Arc::make_mut(&mut self.drawers);
        let Some(drawer) = drawers.get_mut(wide(drawer(belonging))) else { return };
        let drawer = Arc::make_mut(drawer);
        if people.is_empty() {
            drawer.remove(&belonging);
        } else {
            drawer.insert(belonging, list(belonging, people.into_iter()));
        }
    }

    /// Of everybody at once, in order and without repeats.
    pub(crate) fn of(all: &[(Belonging, u32, Months)]) -> Self {
        let mut drawers = vec![Drawer::new(); DRAWERS];
        for people in all.chunk_by(|one, other| one.0 == other.0) {
            if let Some((belonging, ..)) = people.first()
                && let Some(drawer) = drawers.get_mut(wide(drawer(*belonging)))
            {
                let people = people.iter().map(|(_, number, months)| (*number, *months));
                drawer.insert(*belonging, list(*belonging, people));
            }
        }
        Self { drawers: Arc::new(drawers.into_iter().map(Arc::new).collect()) }
    }

    /// With what a tree of such lists takes for each, more or less.
    pub(crate) fn bytes(&self) -> usize {
        let lists = self.drawers.iter().flat_map(|drawer| drawer.values());
        lists.map(|people| 64 + people.len() * 4).sum::<usize>() + DRAWERS * 64
    }
}

fn list(belonging: Belonging, people: impl Iterator<Item = (u32, Months)>) -> List {
    people.flat_map(|(number, months)| [number, packed(months)].into_iter().take(belonging.width())).collect()
}

#[expect(clippy::as_conversions, reason = "bits are mixed and cut to the number of drawers")]
const fn drawer(belonging: Belonging) -> u32 {
    let (kind, id) = belonging.parts();
    ((id as u64 ^ ((kind as u64) << 60)).wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 56) as u32
}

impl Belonging {
    pub(crate) const fn of_spell(spell: &pergola_domain::changes::Spell) -> Self {
        if spell.school { Self::Study(spell.organisation) } else { Self::Work(spell.organisation) }
    }
}
