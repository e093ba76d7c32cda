//! Who is tied to whom: rows of neighbours, packed by 32 members into one block of words.
//!
//! A block is immutable and shared by all states that contain it. A change writes the one or two blocks it concerns
//! anew (some ten kilobytes) and leaves the rest; so there is no overlay to look through, nothing to merge later, and
//! a reader touches the same cache lines as in one flat array: the table's entry, the head, the row.
//!
//! ```text
//! block  = 32 heads, then all neighbours, then one side word for each neighbour in the same order
//! head   = [where its neighbours begin, how many are named, how many are open, how many there are << 8 | flags]
//! row    = named …, quiet …, hidden …     each part in ascending order; open = named and quiet
//! side   = day the tie is since << 16 | how they met << 8 | the public ground of its strength
//! ```
//!
//! The three parts are what makes visibility cost nothing: a third person's question reads `open`, a question that
//! names people reads `named`, and only a member's own question reads all of his own row.

use std::sync::Arc;

use pergola_domain::{
    changes::MetKind,
    network::{Ground, age_days},
};

use crate::cells::{at, narrow, stretch, wide};

/// Members in a block. 16 to 64 measure alike; fewer make the table longer, more make a change dearer.
pub(crate) const BLOCK: u32 = 32;
const BLOCK_BITS: u32 = 5;
const HEAD_WORDS: usize = 4;
const HEADS: usize = 4 * 32;
/// Blocks in a table: what is copied, as pointers, beside the block itself.
const TABLE_BITS: u32 = 8;
const TABLE: u32 = 1 << TABLE_BITS;

/// Chose *nobody* for the list of ties.
pub(crate) const HIDES: u32 = 1;
/// Does not want to be named between two others.
pub(crate) const UNWILLING: u32 = 2;
/// Is leaving.
pub(crate) const LEAVING: u32 = 4;
/// Erased, or a number not yet in use.
pub(crate) const GONE: u32 = 8;
/// Blocked somebody or was blocked.
pub(crate) const BLOCKS: u32 = 16;
/// The account is closed by a decision.
pub(crate) const SUSPENDED: u32 = 32;
/// For others not there, for the one reason or the other: hidden, and never proposed.
pub(crate) const AWAY: u32 = LEAVING | SUSPENDED;
const FLAG_BITS: u32 = 8;
const FLAG_MASK: u32 = 0xFF;

/// How a neighbour stands in the rows of others.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Part {
    Named,
    Quiet,
    Hidden,
}

impl Part {
    pub(crate) const fn of(flags: u32) -> Self {
        if flags & (HIDES | AWAY) != 0 {
            Self::Hidden
        } else if flags & UNWILLING != 0 {
            Self::Quiet
        } else {
            Self::Named
        }
    }
}

/// What is kept of a tie beside its two ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Side(pub(crate) u32);

impl Side {
    pub(crate) fn new(since_day: u16, met: MetKind, ground: Ground) -> Self {
        Self(u32::from(since_day) << 16 | met_number(met) << 8 | u32::from(ground.0))
    }

    #[expect(clippy::as_conversions, reason = "the upper half of 32 bits is 16 bits")]
    pub(crate) const fn since_day(self) -> u16 {
        (self.0 >> 16) as u16
    }

    pub(crate) const fn met(self) -> MetKind {
        match self.0 >> 8 & 0xFF {
            0 => MetKind::Worked,
            1 => MetKind::Studied,
            2 => MetKind::Event,
            3 => MetKind::Introduced,
            4 => MetKind::Online,
            _ => MetKind::Other,
        }
    }

    #[expect(clippy::as_conversions, reason = "masked to a byte")]
    #[inline]
    pub(crate) fn strength(self, today: u16) -> u16 {
        Ground((self.0 & 0xFF) as u8).strength(age_days(self.since_day(), today))
    }
}

const fn met_number(met: MetKind) -> u32 {
    match met {
        MetKind::Worked => 0,
        MetKind::Studied => 1,
        MetKind::Event => 2,
        MetKind::Introduced => 3,
        MetKind::Online => 4,
        MetKind::Other => 5,
    }
}

/// One end of a tie, as its row holds it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Entry {
    pub(crate) part: Part,
    pub(crate) to: u32,
    pub(crate) side: Side,
}

/// A row taken out of its block, to be changed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Loose {
    pub(crate) flags: u32,
    pub(crate) entries: Vec<Entry>,
}

impl Loose {
    pub(crate) fn remove(&mut self, to: u32) {
        self.entries.retain(|entry| entry.to != to);
    }

    pub(crate) fn put(&mut self, entry: Entry) {
        self.remove(entry.to);
        let place = self.entries.partition_point(|other| *other < entry);
        self.entries.insert(place, entry);
    }
}

/// A row where it lies.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Row<'a> {
    block: &'a [u32],
    start: usize,
    named: u32,
    open: u32,
    packed: u32,
}

impl<'a> Row<'a> {
    /// Of a number that nobody has.
    pub(crate) const fn of_nobody() -> Self {
        Self { block: &[0; HEADS], start: HEADS, named: 0, open: 0, packed: GONE }
    }

    #[inline]
    pub(crate) const fn flags(self) -> u32 {
        self.packed & FLAG_MASK
    }

    #[inline]
    pub(crate) const fn is(self, flag: u32) -> bool {
        self.packed & flag != 0
    }

    /// Those who may be named between two others.
    #[inline]
    pub(crate) fn named(self) -> &'a [u32] {
        stretch(self.block, self.start, self.start + wide(self.named))
    }

    /// Those who count and are not named.
    #[inline]
    pub(crate) fn quiet(self) -> &'a [u32] {
        stretch(self.block, self.start + wide(self.named), self.start + wide(self.open))
    }

    /// Those whose tie a third person's question may count. Two ordered lists one after the other, not one.
    #[inline]
    pub(crate) fn open(self) -> &'a [u32] {
        stretch(self.block, self.start, self.start + wide(self.open))
    }

    /// How many are open: the only degree that a third person's answer may depend on.
    #[inline]
    pub(crate) const fn open_count(self) -> u32 {
        self.open
    }

    /// Everybody: for the member's own questions.
    #[inline]
    pub(crate) fn all(self) -> &'a [u32] {
        stretch(self.block, self.start, self.start + self.count())
    }

    #[inline]
    pub(crate) const fn count(self) -> usize {
        wide(self.packed >> FLAG_BITS)
    }

    /// The side words, in the order of [`Row::all`].
    #[inline]
    pub(crate) fn sides(self) -> &'a [u32] {
        let words = (self.block.len() - HEADS) / 2;
        stretch(self.block, self.start + words, self.start + words + self.count())
    }

    /// Those of [`Row::open`].
    #[inline]
    pub(crate) fn open_sides(self) -> &'a [u32] {
        let words = (self.block.len() - HEADS) / 2;
        stretch(self.block, self.start + words, self.start + words + wide(self.open))
    }

    /// Position of a neighbour, whose part is known.
    pub(crate) fn find(self, to: u32, part: Part) -> Option<usize> {
        let (named, open) = (wide(self.named), wide(self.open));
        let (from, until) = match part {
            Part::Named => (0, named),
            Part::Quiet => (named, open),
            Part::Hidden => (open, self.count()),
        };
        stretch(self.all(), from, until).binary_search(&to).ok().map(|place| from + place)
    }

    /// What is kept of the tie at a position.
    #[inline]
    pub(crate) fn side(self, position: usize) -> Side {
        Side(*at(self.sides(), narrow(position)))
    }

    pub(crate) fn entries(self) -> impl Iterator<Item = Entry> + 'a {
        let (named, open) = (wide(self.named), wide(self.open));
        self.all().iter().zip(self.sides()).enumerate().map(move |(position, (to, side))| Entry {
            part: if position < named {
                Part::Named
            } else if position < open {
                Part::Quiet
            } else {
                Part::Hidden
            },
            to: *to,
            side: Side(*side),
        })
    }

    pub(crate) fn loosen(self) -> Loose {
        Loose { flags: self.flags(), entries: self.entries().collect() }
    }
}

/// A row where it lies, in a block that nobody reads yet.
#[derive(Debug)]
pub(crate) struct RowMut<'a> {
    named: &'a mut u32,
    open: &'a mut u32,
    packed: &'a mut u32,
    neighbours: &'a mut [u32],
    sides: &'a mut [u32],
}

impl<'a> RowMut<'a> {
    fn of(block: &'a mut [u32], slot: u32) -> Option<Self> {
        let (heads, rest) = block.split_at_mut_checked(HEADS)?;
        let head = wide(slot) * HEAD_WORDS;
        let [start, named, open, packed] = heads.get_mut(head..head + HEAD_WORDS)? else { return None };
        let (neighbours, sides) = rest.split_at_mut_checked(rest.len() / 2)?;
        let from = wide(*start) - HEADS;
        let to = from + wide(*packed >> FLAG_BITS);
        Some(Self { named, open, packed, neighbours: neighbours.get_mut(from..to)?, sides: sides.get_mut(from..to)? })
    }

    pub(crate) const fn set_flags(&mut self, flags: u32) {
        *self.packed = *self.packed & !FLAG_MASK | flags & FLAG_MASK;
    }

    fn bounds(&self, part: Part) -> (usize, usize) {
        let (named, open) = (wide(*self.named), wide(*self.open));
        match part {
            Part::Named => (0, named),
            Part::Quiet => (named, open),
            Part::Hidden => (open, self.neighbours.len()),
        }
    }

    fn find(&self, to: u32, part: Part) -> Option<usize> {
        let (from, until) = self.bounds(part);
        stretch(self.neighbours, from, until).binary_search(&to).ok().map(|place| from + place)
    }

    /// Says of a tie what is kept beside it.
    pub(crate) fn set_side(&mut self, to: u32, part: Part, side: Side) {
        if let Some(known) = self.find(to, part).and_then(|place| self.sides.get_mut(place)) {
            *known = side.0;
        }
    }

    /// A neighbour stands otherwise from now on.
    pub(crate) fn shift(&mut self, to: u32, (before, after): (Part, Part)) {
        let Some(place) = self.find(to, before) else { return };
        let (from, until) = self.bounds(after);
        let goal = from + stretch(self.neighbours, from, until).partition_point(|other| *other < to);
        for words in [&mut *self.neighbours, &mut *self.sides] {
            if goal > place {
                words.get_mut(place..goal).unwrap_or_default().rotate_left(1);
            } else {
                words.get_mut(goal..=place).unwrap_or_default().rotate_right(1);
            }
        }
        let counts = |part: Part, parts: &[Part]| u32::from(parts.contains(&part));
        let (named, open) = ([Part::Named], [Part::Named, Part::Quiet]);
        *self.named = *self.named + counts(after, &named) - counts(before, &named);
        *self.open = *self.open + counts(after, &open) - counts(before, &open);
    }
}

type Block = Arc<[u32]>;
type Table = Arc<[Block]>;

/// All rows of one state.
#[derive(Clone, Debug, Default)]
pub(crate) struct Rows {
    tables: Vec<Table>,
}

impl Rows {
    /// The row of a number that exists: every block that is there is whole.
    #[inline]
    pub(crate) fn row(&self, number: u32) -> Row<'_> {
        let table = at(&self.tables, number >> (BLOCK_BITS + TABLE_BITS));
        let block = at(table, number >> BLOCK_BITS & (TABLE - 1));
        let head = wide(number & (BLOCK - 1)) * HEAD_WORDS;
        match *stretch(block, head, head + HEAD_WORDS) {
            [start, named, open, packed] => Row { block, start: wide(start), named, open, packed },
            _ => Row { block, start: HEADS, named: 0, open: 0, packed: GONE },
        }
    }

    /// Numbers that have a row, in use or not: a whole number of blocks.
    pub(crate) fn room(&self) -> u32 {
        self.blocks().count().try_into().unwrap_or(u32::MAX / BLOCK).saturating_mul(BLOCK)
    }

    pub(crate) fn blocks(&self) -> impl Iterator<Item = &Block> {
        self.tables.iter().flat_map(|table| table.iter())
    }

    /// From blocks in the order of their numbers.
    pub(crate) fn from_blocks(blocks: impl Iterator<Item = Block>) -> Self {
        let mut tables = Vec::new();
        let mut table = Vec::new();
        for block in blocks {
            table.push(block);
            if narrow(table.len()) == TABLE {
                tables.push(Arc::from(std::mem::take(&mut table)));
            }
        }
        if !table.is_empty() {
            tables.push(Arc::from(table));
        }
        Self { tables }
    }

    /// One more block of unused numbers.
    pub(crate) fn add_block(&mut self) {
        let block = pack(&vec![Loose { flags: GONE, entries: Vec::new() }; wide(BLOCK)]);
        match self.tables.last_mut() {
            Some(last) if narrow(last.len()) < TABLE => {
                *last = last.iter().cloned().chain(std::iter::once(block)).collect();
            }
            _ => self.tables.push(Arc::from([block])),
        }
    }

    /// Puts changed rows back, given in ascending order of their numbers: each block is written once.
    pub(crate) fn put(&mut self, changed: &[(u32, Loose)]) {
        for rows in changed.chunk_by(|(one, _), (other, _)| one >> BLOCK_BITS == other >> BLOCK_BITS) {
            let Some((first, _)) = rows.first() else { continue };
            let block = self.repack(first >> BLOCK_BITS, rows);
            self.replace(first >> BLOCK_BITS, block);
        }
    }

    /// Changes rows where they lie, none of which grows or shrinks; their numbers come in ascending order. Each block is copied
    /// once and no row is taken apart: of somebody with very many ties nearly all blocks are concerned.
    pub(crate) fn in_place(&mut self, numbers: &[u32], mut change: impl FnMut(u32, &mut RowMut<'_>)) {
        for some in numbers.chunk_by(|one, other| one >> BLOCK_BITS == other >> BLOCK_BITS) {
            let Some(block_number) = some.first().map(|number| number >> BLOCK_BITS) else { continue };
            let table = at(&self.tables, block_number >> TABLE_BITS);
            let mut block: Block = Arc::from(&**at(table, block_number & (TABLE - 1)));
            // Nobody else holds the copy.
            let Some(words) = Arc::get_mut(&mut block) else { continue };
            for number in some {
                if let Some(mut row) = RowMut::of(words, number & (BLOCK - 1)) {
                    change(*number, &mut row);
                }
            }
            self.replace(block_number, block);
        }
    }

    fn repack(&self, number: u32, changed: &[(u32, Loose)]) -> Block {
        let first = number << BLOCK_BITS;
        let mut packer = Packer::default();
        let mut changed = changed.iter().peekable();
        for member in first..first + BLOCK {
            match changed.next_if(|(changed, _)| *changed == member) {
                Some((_, row)) => packer.loose(row),
                None => packer.row(self.row(member)),
            }
        }
        packer.finish()
    }

    fn replace(&mut self, block_number: u32, block: Block) {
        let Some(table) = self.tables.get_mut(wide(block_number >> TABLE_BITS)) else { return };
        // `make_mut` copies the table's pointers only if a published state still holds it, which is the usual case.
        if let Some(slot) = Arc::make_mut(table).get_mut(wide(block_number & (TABLE - 1))) {
            *slot = block;
        }
    }

    pub(crate) fn bytes(&self) -> usize {
        let words: usize = self.blocks().map(|block| block.len() * 4 + 16 + size_of::<Block>()).sum();
        words + self.tables.len() * (size_of::<Table>() + 16)
    }
}

pub(crate) fn pack(rows: &[Loose]) -> Block {
    let mut packer = Packer::default();
    rows.iter().for_each(|row| packer.loose(row));
    packer.finish()
}

/// Writes a block from its rows, first to last.
#[derive(Debug, Default)]
struct Packer {
    heads: Vec<u32>,
    neighbours: Vec<u32>,
    sides: Vec<u32>,
}

impl Packer {
    fn head(&mut self, named: u32, open: u32, count: usize, flags: u32) {
        let start = narrow(HEADS + self.neighbours.len());
        self.heads.extend([start, named, open, narrow(count) << FLAG_BITS | flags & FLAG_MASK]);
    }

    fn row(&mut self, row: Row<'_>) {
        self.head(row.named, row.open, row.count(), row.flags());
        self.neighbours.extend_from_slice(row.all());
        self.sides.extend_from_slice(row.sides());
    }

    fn loose(&mut self, row: &Loose) {
        let named = row.entries.partition_point(|entry| entry.part == Part::Named);
        let open = row.entries.partition_point(|entry| entry.part != Part::Hidden);
        self.head(narrow(named), narrow(open), row.entries.len(), row.flags);
        self.neighbours.extend(row.entries.iter().map(|entry| entry.to));
        self.sides.extend(row.entries.iter().map(|entry| entry.side.0));
    }

    fn finish(self) -> Block {
        let mut words = Vec::with_capacity(self.heads.len() + 2 * self.neighbours.len());
        words.extend(self.heads);
        words.extend(self.neighbours);
        words.extend(self.sides);
        Arc::from(words)
    }
}

/// Whether words read from outside are a block: everything that [`Rows::row`] and [`Row`] rely on.
pub(crate) fn is_sound(block: &[u32], room: u32) -> bool {
    let Some(rest) = block.len().checked_sub(HEADS) else { return false };
    let words = rest / 2;
    let mut expected = HEADS;
    let heads_fit = stretch(block, 0, HEADS).chunks_exact(HEAD_WORDS).all(|head| match *head {
        [start, named, open, packed] => {
            let fits = wide(start) == expected && named <= open && open <= packed >> FLAG_BITS;
            expected = expected.saturating_add(wide(packed >> FLAG_BITS));
            fits
        }
        _ => false,
    });
    heads_fit
        && rest % 2 == 0
        && expected == HEADS + words
        // All are looked at: that is quicker than to stop at the first.
        && stretch(block, HEADS, HEADS + words).iter().fold(true, |sound, number| sound & (*number < room))
}
