//! What is kept of a member beside the ties: blocks, invitations, what was put aside, where he belongs.
//!
//! Nothing of a member's private side is here: closeness, notes and moments are arguments of his own questions.

use std::{iter::Peekable, sync::Arc};

use pergola_domain::network::Months;

use crate::{
    belongings::{Belonging, KINDS},
    cells::{narrow, stretch, wide},
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

/// What is kept of a member, taken out to be changed. All lists are in ascending order and without repeats, so that equal
/// content is equal memory.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Lists {
    pub(crate) blocked: Vec<(u32, u8)>,
    pub(crate) asked: Vec<u32>,
    pub(crate) dismissed: Vec<u32>,
    /// Asks answered between the two: both know, and nobody else is told.
    pub(crate) answered: Vec<(u32, u8)>,
    pub(crate) stays: Vec<Stay>,
}

impl Lists {
    /// Adds one direction of a block.
    pub(crate) fn block(&mut self, other: u32, direction: u8) {
        direct(&mut self.blocked, other, direction);
    }

    /// An ask was answered.
    pub(crate) fn answer(&mut self, other: u32, direction: u8) {
        direct(&mut self.answered, other, direction);
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

    pub(crate) fn forget(&mut self, other: u32) {
        self.blocked.retain(|(blocked, _)| *blocked != other);
        self.asked.retain(|asked| *asked != other);
        self.dismissed.retain(|dismissed| *dismissed != other);
        self.answered.retain(|(answered, _)| *answered != other);
    }

    fn pack(&self, words: &mut Vec<u32>) {
        if *self == Self::default() {
            return;
        }
        let mut stays = [0_u32; KINDS];
        for stay in &self.stays {
            if let Some(count) = stays.get_mut(wide(stay.belonging.parts().0)) {
                *count += 1;
            }
        }
        let people = [self.blocked.len(), self.answered.len(), self.asked.len(), self.dismissed.len()].map(narrow);
        let are_many = stays.iter().any(|count| *count > COUNT_MASK);
        let named = people.iter().any(|count| *count > 0);
        let counts = if are_many { 0 } else { stays.iter().rev().fold(0, |sum, count| sum << COUNT_BITS | count) };
        words.push(counts | if named { NAMES } else { 0 } | if are_many { MANY } else { 0 });
        words.extend(people.iter().filter(|_| named));
        words.extend(stays.iter().filter(|_| are_many));
        for (other, directions) in self.blocked.iter().chain(&self.answered) {
            words.extend([*other, u32::from(*directions)]);
        }
        words.extend(self.asked.iter().chain(&self.dismissed));
        for stay in &self.stays {
            let (_, id) = stay.belonging.parts();
            let [a, b, c, d, e, f, g, h] = id.to_le_bytes();
            words.extend([u32::from_le_bytes([a, b, c, d]), u32::from_le_bytes([e, f, g, h])]);
            words.extend(stay.belonging.is_spell().then(|| packed(stay.months)));
        }
    }
}

/// Both ends of some months in a word; what is earlier is less.
pub(crate) fn packed(months: Months) -> u32 {
    u32::from(months.from) << 16 | u32::from(months.to)
}

/// The months of a word.
pub(crate) fn months(word: u32) -> Months {
    let half = |bits: u32| u16::try_from(bits & 0xFFFF).unwrap_or(0);
    Months { from: half(word >> 16), to: half(word) }
}

/// The first word counts the stays of each kind, and says whether people are named and whether the counts need words.
const COUNT_BITS: u32 = 5;
const COUNT_MASK: u32 = (1 << COUNT_BITS) - 1;
const NAMES: u32 = 1 << 30;
const MANY: u32 = 1 << 31;

/// What is kept of a member, where it lies: nothing, or
///
/// ```text
/// counts | how many are blocked, answered, asked, dismissed, where any is | the counts, where one is large
///        | blocked and answered, each with directions | asked | dismissed
///        | stays in order: the id's two halves and, of what has years, the months
/// ```
#[derive(Clone, Copy, Debug)]
pub(crate) struct Aside<'a> {
    words: &'a [u32],
}

/// The people of an aside.
#[derive(Clone, Copy, Debug, Default)]
struct Named<'a> {
    blocked: &'a [[u32; 2]],
    answered: &'a [[u32; 2]],
    asked: &'a [u32],
    dismissed: &'a [u32],
    /// Behind them.
    end: usize,
}

impl<'a> Aside<'a> {
    fn first(self) -> u32 {
        self.words.first().copied().unwrap_or(0)
    }

    fn named(self) -> Named<'a> {
        let first = self.first();
        let counts = if first & MANY == 0 { 0 } else { KINDS };
        if first & NAMES == 0 {
            return Named { end: 1 + counts, ..Named::default() };
        }
        let &[_, blocked, answered, asked, dismissed, ..] = self.words else { return Named::default() };
        let blocked_from = 1 + 4 + counts;
        let answered_from = blocked_from + 2 * wide(blocked);
        let asked_from = answered_from + 2 * wide(answered);
        let dismissed_from = asked_from + wide(asked);
        let end = dismissed_from + wide(dismissed);
        Named {
            blocked: stretch(self.words, blocked_from, answered_from).as_chunks().0,
            answered: stretch(self.words, answered_from, asked_from).as_chunks().0,
            asked: stretch(self.words, asked_from, dismissed_from),
            dismissed: stretch(self.words, dismissed_from, end),
            end,
        }
    }

    /// Who is blocked with the member, and by whom.
    pub(crate) fn blocked(self) -> impl Iterator<Item = (u32, u8)> + 'a {
        self.named().blocked.iter().copied().map(directed)
    }

    pub(crate) fn blocks(self, other: u32) -> bool {
        self.named().blocked.binary_search_by_key(&other, |[other, _]| *other).is_ok()
    }

    pub(crate) fn asked(self) -> &'a [u32] {
        self.named().asked
    }

    pub(crate) fn dismissed(self) -> &'a [u32] {
        self.named().dismissed
    }

    /// Between whom and the member an ask was answered.
    pub(crate) fn answered(self) -> impl Iterator<Item = (u32, u8)> + 'a {
        self.named().answered.iter().copied().map(directed)
    }

    /// What was answered between the member and another.
    pub(crate) fn answers(self, other: u32) -> u8 {
        let answered = self.named().answered;
        let place = answered.binary_search_by_key(&other, |[other, _]| *other).ok();
        place.and_then(|place| answered.get(place)).map_or(0, |pair| directed(*pair).1)
    }

    /// Where the member is or was, in order.
    pub(crate) fn stays(self) -> Stays<'a> {
        let first = self.first();
        let named = self.named();
        let mut left = [0; KINDS];
        for (place, left) in left.iter_mut().enumerate() {
            *left = if first & MANY == 0 {
                first >> (COUNT_BITS * narrow(place)) & COUNT_MASK
            } else {
                let counts = if first & NAMES == 0 { 1 } else { 5 };
                self.words.get(counts + place).copied().unwrap_or(0)
            };
        }
        Stays { words: self.words.get(named.end..).unwrap_or_default(), kind: 0, left }
    }

    /// Whether somebody is on any of the lists.
    pub(crate) fn names(self, other: u32) -> bool {
        let named = self.named();
        self.blocks(other)
            || self.answers(other) != 0
            || named.asked.binary_search(&other).is_ok()
            || named.dismissed.binary_search(&other).is_ok()
    }

    /// The longest time that two people were certainly at the same place of work or study.
    pub(crate) fn months_together(self, other: Self) -> u32 {
        months_together(self.stays(), other.stays())
    }

    /// Its first word, to have it fetched.
    #[inline]
    pub(crate) fn look(self) -> u32 {
        self.first()
    }

    pub(crate) fn loosen(self) -> Lists {
        Lists {
            blocked: self.blocked().collect(),
            asked: self.asked().to_vec(),
            dismissed: self.dismissed().to_vec(),
            answered: self.answered().collect(),
            stays: self.stays().collect(),
        }
    }
}

fn directed([other, directions]: [u32; 2]) -> (u32, u8) {
    (other, u8::try_from(directions & 3).unwrap_or(0))
}

/// Stays where they lie.
#[derive(Clone, Debug)]
pub(crate) struct Stays<'a> {
    words: &'a [u32],
    kind: u32,
    /// How many of each kind are to come.
    left: [u32; KINDS],
}

impl Iterator for Stays<'_> {
    type Item = Stay;

    fn next(&mut self) -> Option<Stay> {
        let left = loop {
            let left = self.left.get_mut(wide(self.kind))?;
            if *left > 0 {
                break left;
            }
            self.kind += 1;
        };
        *left -= 1;
        let (id, rest) = self.words.split_first_chunk::<2>()?;
        let belonging = Belonging::from_parts(self.kind, i64::from(id[1]) << 32 | i64::from(id[0]))?;
        if !belonging.is_spell() {
            self.words = rest;
            return Some(Stay::undated(belonging));
        }
        let (word, rest) = rest.split_first()?;
        self.words = rest;
        Some(Stay { belonging, months: months(*word) })
    }
}

/// The longest time that two people were certainly at the same place of work or study.
pub(crate) fn months_together(one: impl Iterator<Item = Stay>, other: impl Iterator<Item = Stay> + Clone) -> u32 {
    shared(one, other)
        .filter(|(one, _)| one.belonging.is_spell())
        .map(|(one, two)| one.months.together(two.months))
        .max()
        .unwrap_or(0)
}

/// Pairs of stays at the same place, any years. Both come in order, so what of the other comes before one stay comes before all
/// that follow it.
pub(crate) fn shared(
    one: impl Iterator<Item = Stay>,
    other: impl Iterator<Item = Stay> + Clone,
) -> impl Iterator<Item = (Stay, Stay)> {
    let mut other = other.peekable();
    one.flat_map(move |stay| at_place(&mut other, stay.belonging).map(move |other| (stay, other)))
}

/// Those of ordered stays that are at a place, after passing over what comes before it. They are left where they are: the next
/// stay may be at the same place.
pub(crate) fn at_place<Stays: Iterator<Item = Stay> + Clone>(
    stays: &mut Peekable<Stays>,
    belonging: Belonging,
) -> impl Iterator<Item = Stay> + use<Stays> {
    while stays.next_if(|stay| stay.belonging < belonging).is_some() {}
    let is_there = stays.peek().is_some_and(|stay| stay.belonging == belonging);
    let there = is_there.then(|| stays.clone().take_while(move |stay| stay.belonging == belonging));
    there.into_iter().flatten()
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

/// Members on a page, and pages in a table.
const PAGE_BITS: u32 = 6;
const PAGE: usize = 64;
const TABLE_BITS: u32 = 8;
const TABLE: usize = 256;
/// Where the words of each begin and those of the last end, then all words; nothing where nothing is kept of anybody.
type Page = Arc<[u32]>;
type Table = Arc<[Page]>;

/// The asides of all members, packed as the rows are: a change writes one page anew.
#[derive(Clone, Debug, Default)]
pub(crate) struct Asides {
    tables: Vec<Table>,
}

impl Asides {
    #[inline]
    pub(crate) fn of(&self, number: u32) -> Aside<'_> {
        let table = self.tables.get(wide(number >> (PAGE_BITS + TABLE_BITS)));
        let page = table.and_then(|table| table.get(wide(number >> PAGE_BITS) % TABLE));
        let place = wide(number) % PAGE;
        match page.and_then(|page| page.get(place..place + 2).map(|bounds| (page, bounds))) {
            Some((page, [from, to])) => Aside { words: stretch(page, wide(*from), wide(*to)) },
            _ => Aside { words: &[] },
        }
    }

    /// Of everybody from the first number on.
    pub(crate) fn all(asides: &[Lists]) -> Self {
        let pages: Vec<Page> = asides.chunks(PAGE).map(|lists| page(lists.iter().map(Kept::Lists))).collect();
        let tables = pages.chunks(TABLE).map(|pages| table(pages.to_vec())).collect();
        Self { tables }
    }

    pub(crate) fn change(&mut self, number: u32, change: impl FnOnce(&mut Lists)) {
        let mut lists = self.of(number).loosen();
        change(&mut lists);
        let first = number >> PAGE_BITS << PAGE_BITS;
        let changed = page(
            (first..=first | narrow(PAGE - 1))
                .map(|member| if member == number { Kept::Lists(&lists) } else { Kept::Words(self.of(member).words) }),
        );
        let place = wide(number >> (PAGE_BITS + TABLE_BITS));
        while self.tables.len() <= place {
            self.tables.push(table(Vec::new()));
        }
        // `make_mut` copies the table's pointers only if a published state still holds it.
        let table = self.tables.get_mut(place).map(Arc::make_mut).unwrap_or_default();
        if let Some(slot) = table.get_mut(wide(number >> PAGE_BITS) % TABLE) {
            *slot = changed;
        }
    }

    pub(crate) fn bytes(&self) -> usize {
        let pages = self.tables.iter().flat_map(|table| table.iter());
        pages.map(|page| page.len() * 4 + 16 + size_of::<Page>()).sum::<usize>()
            + self.tables.len() * (size_of::<Table>() + 16)
    }
}

/// A member's part of a page that is being written.
enum Kept<'a> {
    Lists(&'a Lists),
    Words(&'a [u32]),
}

fn page<'a>(kept: impl Iterator<Item = Kept<'a>>) -> Page {
    let mut words = vec![narrow(PAGE) + 1; PAGE + 1];
    for (place, kept) in kept.enumerate() {
        match kept {
            Kept::Lists(lists) => lists.pack(&mut words),
            Kept::Words(own) => words.extend_from_slice(own),
        }
        let end = narrow(words.len());
        words.iter_mut().take(PAGE + 1).skip(place + 1).for_each(|start| *start = end);
    }
    if words.len() == PAGE + 1 { Arc::default() } else { Arc::from(words) }
}

/// A whole table, with empty pages behind those that are there.
fn table(mut pages: Vec<Page>) -> Table {
    pages.resize(TABLE, Arc::default());
    Arc::from(pages)
}

#[cfg(test)]
mod tests {
    use pergola_domain::{
        ids::{OrganisationId, TopicId},
        network::{Mark, Months},
    };

    use super::{Asides, Lists, PLACED, RECEIVED, Stay, TOOK};
    use crate::belongings::Belonging;

    /// What is kept of somebody, with so many skills.
    fn lists(number: u32, skills: i64) -> Lists {
        let at = Belonging::Work(OrganisationId(-7 << 33));
        let mut lists = Lists::default();
        let spells = [Months { from: 3, to: 9 }, Months { from: 12, to: Months::NOW }];
        lists.stays.extend(spells.map(|months| Stay { belonging: at, months }));
        lists.stays.push(Stay::undated(Belonging::Topic(TopicId(i64::MAX))));
        lists.stays.extend((0..skills).map(|skill| Stay::undated(Belonging::Skill(Mark(skill << 40)))));
        if number.is_multiple_of(3) {
            (lists.asked, lists.dismissed) = (vec![4, 9], (0..number).collect());
            lists.block(5, PLACED);
            lists.block(2, PLACED | RECEIVED);
            lists.answer(8, TOOK);
        }
        lists
    }

    #[test]
    fn what_is_packed_comes_out_as_it_was() {
        let all: Vec<Lists> = (0..200)
            .map(|number| if number % 4 == 0 { Lists::default() } else { lists(number, i64::from(number)) })
            .collect();
        let asides = Asides::all(&all);
        for (number, lists) in (0..).zip(&all) {
            let aside = asides.of(number);
            assert_eq!(aside.loosen(), *lists, "{number}");
            assert_eq!(aside.blocks(2), lists.blocked.iter().any(|(other, _)| *other == 2));
            assert_eq!(aside.answers(8), if lists.answered.is_empty() { 0 } else { TOOK });
            assert_eq!(aside.names(9), lists.asked.contains(&9) || lists.dismissed.contains(&9));
        }
        assert_eq!(asides.of(9_999).loosen(), Lists::default(), "of whom nothing was ever kept");
    }

    #[test]
    fn a_change_concerns_one_member_and_leaves_the_state_of_before() {
        let before = Asides::all(&(0..200).map(|number| lists(number, 2)).collect::<Vec<_>>());
        let mut after = before.clone();
        after.change(70, |kept| *kept = lists(9, 40));
        after.change(99_999, |kept| kept.asked.push(1));
        for number in 0..200 {
            assert_eq!(before.of(number).loosen(), lists(number, 2));
            assert_eq!(after.of(number).loosen(), if number == 70 { lists(9, 40) } else { lists(number, 2) });
        }
        assert_eq!(after.of(99_999).asked(), [1]);
        let mut emptied = before;
        (0..200).for_each(|number| emptied.change(number, |kept| *kept = Lists::default()));
        assert_eq!(emptied.bytes(), Asides::all(&vec![Lists::default(); 200]).bytes(), "what is empty takes no room");
    }
}
