//! What is kept of a member beside the ties: blocks, invitations, what was put aside, where he belongs.
//!
//! Nothing of a member's private side is here: closeness, notes and moments are arguments of his own questions.

use std::sync::Arc;

use pergola_domain::network::Months;

use crate::{
    belongings::Belonging,
    cells::{at, narrow, wide},
};

/// The member blocked the other.
pub(crate) const PLACED: u8 = 1;
/// The other blocked the member.
pub(crate) const RECEIVED: u8 = 2;

/// The member answered an ask of the other's.
pub(crate) const GAVE: u8 = 1;
/// The other answered one of the member's.
pub(crate) const TOOK: u8 = 2;

/// Where somebody is or was.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Stay {
    pub(crate) belonging: Belonging,
    pub(crate) months: Months,
}

impl Stay {
    /// Of what has no years.
    pub(crate) const fn undated(belonging: Belonging) -> Self {
        Self { belonging, months: Months { from: 0, to: 0 } }
    }
}

/// All lists are in ascending order and without repeats, so that equal content is equal memory.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Aside {
    pub(crate) blocked: Vec<(u32, u8)>,
    pub(crate) asked: Vec<u32>,
    pub(crate) dismissed: Vec<u32>,
    /// Asks answered between the two: both know, and nobody else is told.
    pub(crate) answered: Vec<(u32, u8)>,
    pub(crate) stays: Vec<Stay>,
}

impl Aside {
    pub(crate) fn blocks(&self, other: u32) -> bool {
        self.blocked.binary_search_by_key(&other, |(other, _)| *other).is_ok()
    }

    /// Adds one direction of a block.
    pub(crate) fn block(&mut self, other: u32, direction: u8) {
        direct(&mut self.blocked, other, direction);
    }

    /// An ask was answered.
    pub(crate) fn answer(&mut self, other: u32, direction: u8) {
        direct(&mut self.answered, other, direction);
    }

    /// What was answered between the member and another.
    pub(crate) fn answers(&self, other: u32) -> u8 {
        let place = self.answered.binary_search_by_key(&other, |(other, _)| *other).ok();
        place.and_then(|place| self.answered.get(place)).map_or(0, |(_, directions)| *directions)
    }

    /// Takes one direction away; the other's block stays.
    pub(crate) fn unblock(&mut self, other: u32, direction: u8) {
        for (blocked, directions) in &mut self.blocked {
            if *blocked == other {
                *directions &= !direction;
            }
        }
        self.blocked.retain(|(_, directions)| *directions != 0);
    }

    /// Whether somebody is on any of the lists.
    pub(crate) fn names(&self, other: u32) -> bool {
        self.blocks(other)
            || self.answers(other) != 0
            || self.asked.binary_search(&other).is_ok()
            || self.dismissed.binary_search(&other).is_ok()
    }

    pub(crate) fn forget(&mut self, other: u32) {
        self.blocked.retain(|(blocked, _)| *blocked != other);
        self.asked.retain(|asked| *asked != other);
        self.dismissed.retain(|dismissed| *dismissed != other);
        self.answered.retain(|(answered, _)| *answered != other);
    }

    /// The longest time that two people were certainly at the same place of work or study.
    pub(crate) fn months_together(&self, other: &Self) -> u32 {
        months_together(&self.stays, &other.stays)
    }

    fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    fn bytes(&self) -> usize {
        size_of::<Self>()
            + 16
            + (self.blocked.capacity() + self.answered.capacity()) * size_of::<(u32, u8)>()
            + (self.asked.capacity() + self.dismissed.capacity()) * size_of::<u32>()
            + self.stays.capacity() * size_of::<Stay>()
    }
}

/// The longest time that two people were certainly at the same place of work or study.
pub(crate) fn months_together(one: &[Stay], other: &[Stay]) -> u32 {
    shared(one, other)
        .filter(|(one, _)| one.belonging.is_spell())
        .map(|(one, two)| one.months.together(two.months))
        .max()
        .unwrap_or(0)
}

/// Pairs of stays at the same place, any years.
pub(crate) fn shared<'a>(one: &'a [Stay], other: &'a [Stay]) -> impl Iterator<Item = (&'a Stay, &'a Stay)> {
    one.iter().flat_map(move |stay| {
        let from = other.partition_point(|other| other.belonging < stay.belonging);
        other.iter().skip(from).take_while(|other| other.belonging == stay.belonging).map(move |other| (stay, other))
    })
}

/// Adds a direction to what is between the member and another, in an ordered list.
fn direct(list: &mut Vec<(u32, u8)>, other: u32, direction: u8) {
    match list.binary_search_by_key(&other, |(other, _)| *other) {
        Ok(place) => {
            if let Some((_, directions)) = list.get_mut(place) {
                *directions |= direction;
            }
        }
        Err(place) => list.insert(place, (other, direction)),
    }
}

/// Puts a number into an ordered list without repeats.
pub(crate) fn insert(list: &mut Vec<u32>, number: u32) {
    if let Err(place) = list.binary_search(&number) {
        list.insert(place, number);
    }
}

const PAGE_BITS: u32 = 8;
const PAGE: usize = 256;
type Page = Arc<[Option<Arc<Aside>>]>;

/// The asides of all members; most members of a large network have a short one, many none.
#[derive(Clone, Debug, Default)]
pub(crate) struct Asides {
    pages: Arc<Vec<Page>>,
    none: Arc<Aside>,
}

impl Asides {
    #[inline]
    pub(crate) fn of(&self, number: u32) -> &Aside {
        let page = self.pages.get(wide(number >> PAGE_BITS));
        page.and_then(|page| at(page, number & (narrow(PAGE) - 1)).as_deref()).unwrap_or(&self.none)
    }

    /// Of everybody from the first number on.
    pub(crate) fn all(asides: Vec<Aside>) -> Self {
        let mut slots = asides.into_iter().map(|aside| (!aside.is_empty()).then(|| Arc::new(aside)));
        let mut pages = Vec::new();
        loop {
            let mut page: Vec<_> = slots.by_ref().take(PAGE).collect();
            if page.is_empty() {
                return Self { pages: Arc::new(pages), none: Arc::default() };
            }
            page.resize(PAGE, None);
            pages.push(Arc::from(page));
        }
    }

    pub(crate) fn change(&mut self, number: u32, change: impl FnOnce(&mut Aside)) {
        let mut aside = self.of(number).clone();
        change(&mut aside);
        let pages = Arc::make_mut(&mut self.pages);
        while pages.len() <= wide(number >> PAGE_BITS) {
            pages.push(Arc::from(vec![None; PAGE]));
        }
        if let Some(page) = pages.get_mut(wide(number >> PAGE_BITS))
            && let Some(slot) = Arc::make_mut(page).get_mut(wide(number & (narrow(PAGE) - 1)))
        {
            *slot = (!aside.is_empty()).then(|| Arc::new(aside));
        }
    }

    pub(crate) fn bytes(&self) -> usize {
        let held: usize = self.pages.iter().flat_map(|page| page.iter().flatten()).map(|aside| aside.bytes()).sum();
        held + self.pages.len() * (PAGE * size_of::<Option<Arc<Aside>>>() + 32)
    }
}
