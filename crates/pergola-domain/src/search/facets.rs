//! What results are counted by, and the filters that choose among them.

use std::collections::BTreeSet;

use super::{Distance, Kind};

/// A property with many values.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Facet {
    Place,
    /// Where a person works now.
    Organisation,
    /// Where he worked once.
    Once,
    School,
    Topic,
    Language,
}

impl Facet {
    pub const ALL: [Self; 6] = [Self::Place, Self::Organisation, Self::Once, Self::School, Self::Topic, Self::Language];

    /// Its name in addresses and JSON.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Place => "place",
            Self::Organisation => "organisation",
            Self::Once => "organisation_once",
            Self::School => "school",
            Self::Topic => "topic",
            Self::Language => "language",
        }
    }

    const fn number(self) -> u8 {
        match self {
            Self::Place => 0,
            Self::Organisation => 1,
            Self::Once => 2,
            Self::School => 3,
            Self::Topic => 4,
            Self::Language => 5,
        }
    }

    const fn of_number(number: u32) -> Self {
        match number {
            0 => Self::Place,
            1 => Self::Organisation,
            2 => Self::Once,
            3 => Self::School,
            4 => Self::Topic,
            _ => Self::Language,
        }
    }

    const fn bit(self) -> u16 {
        1 << (self.number() + 3)
    }
}

const INDEX_BITS: u32 = 28;

/// A value of a facet: a number that stands for its words, so that a hundred thousand are counted in no time. The facet
/// is in its highest bits; the rest counts up over all facets.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Value(u32);

impl Value {
    /// Fills room that holds no value.
    pub(super) const NONE: Self = Self(0);

    /// None beyond a quarter of a thousand million.
    #[must_use]
    pub fn new(facet: Facet, index: u32) -> Option<Self> {
        (index < 1 << INDEX_BITS).then_some(Self((u32::from(facet.number()) << INDEX_BITS) | index))
    }

    #[must_use]
    pub const fn facet(self) -> Facet {
        Facet::of_number(self.0 >> INDEX_BITS)
    }

    #[must_use]
    pub const fn index(self) -> u32 {
        self.0 & ((1 << INDEX_BITS) - 1)
    }
}

/// What somebody chose to see. An empty choice takes all.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    pub kinds: BTreeSet<Kind>,
    /// 1 to 3, 4 for beyond.
    pub distances: BTreeSet<u8>,
    /// Of each facet in the order of [`Facet::ALL`]: none, or any of these.
    pub values: [Option<BTreeSet<Value>>; 6],
    /// Only people who ask for something that the viewer may see.
    pub open_asks: bool,
}

const KIND: u16 = 1;
const DISTANCE: u16 = 2;
const ASKS: u16 = 4;

impl Filter {
    /// Chooses among the values of a facet: any of these will do.
    pub fn choose(&mut self, facet: Facet, values: impl IntoIterator<Item = Value>) {
        if let Some(slot) = self.values.get_mut(usize::from(facet.number())) {
            *slot = Some(values.into_iter().collect());
        }
    }

    /// Whether anything is chosen.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Whether a result of this kind does not pass the choice of kinds: its bit.
    pub(super) fn fails_kind(&self, kind: Kind) -> u16 {
        // Somebody who knows about it is found twice, where it is not asked for: as himself already.
        let passes = if self.kinds.is_empty() { kind != Kind::Knows } else { self.kinds.contains(&kind) };
        if passes { 0 } else { KIND }
    }

    /// The other filters that a result does not pass, one bit each.
    pub(super) fn fails(&self, distance: Distance, asks: bool, values: &[Value]) -> u16 {
        let mut failed = 0;
        if !self.distances.is_empty() && distance.counted().is_none_or(|counted| !self.distances.contains(&counted)) {
            failed |= DISTANCE;
        }
        if self.open_asks && !asks {
            failed |= ASKS;
        }
        for (chosen, facet) in self.values.iter().zip(Facet::ALL) {
            if let Some(chosen) = chosen
                && !values.iter().any(|value| value.facet() == facet && chosen.contains(value))
            {
                failed |= facet.bit();
            }
        }
        failed
    }
}

/// How many results there are of each value. A facet is counted with all other filters held, but not its own: what one
/// would get by choosing otherwise.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    pub kinds: Vec<(Kind, u32)>,
    /// Of 1 to 3, and 4 for beyond.
    pub distances: [u32; 4],
    pub open_asks: u32,
    /// By [`Value::index`].
    by_index: Vec<u32>,
}

impl Counts {
    pub(super) fn new(values: usize) -> Self {
        Self { by_index: vec![0; values], ..Self::default() }
    }

    /// How many have this value.
    #[must_use]
    pub fn of(&self, value: Value) -> u32 {
        usize::try_from(value.index()).ok().and_then(|index| self.by_index.get(index)).copied().unwrap_or(0)
    }

    #[must_use]
    pub fn of_kind(&self, kind: Kind) -> u32 {
        self.kinds.iter().find(|(known, _)| *known == kind).map_or(0, |(_, count)| *count)
    }

    /// The indexes of all values that some have, with how many.
    pub fn values(&self) -> impl Iterator<Item = (u32, u32)> {
        (0_u32..).zip(&self.by_index).filter(|(_, count)| **count > 0).map(|(index, count)| (index, *count))
    }

    /// Counts a result that does not pass these filters: none of them, or one, whose own facet alone it counts for.
    pub(super) fn add(&mut self, failed: u16, kind: Kind, distance: Distance, asks: bool, values: &[Value]) {
        if failed & !KIND == 0 {
            match self.kinds.iter_mut().find(|(known, _)| *known == kind) {
                Some((_, count)) => *count += 1,
                None => self.kinds.push((kind, 1)),
            }
        }
        if failed & !DISTANCE == 0
            && let Some(count) = distance.counted().and_then(|at| self.distances.get_mut(usize::from(at) - 1))
        {
            *count += 1;
        }
        if failed & !ASKS == 0 && asks {
            self.open_asks += 1;
        }
        if failed & (KIND | DISTANCE | ASKS) != 0 {
            return;
        }
        for value in values {
            if (failed == 0 || failed & !value.facet().bit() == 0)
                && let Some(count) = usize::try_from(value.index()).ok().and_then(|at| self.by_index.get_mut(at))
            {
                *count += 1;
            }
        }
    }
}
