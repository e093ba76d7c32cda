//! From a member's id to its number in the network and back.
//!
//! Numbers are given once and never again, so the directory only grows. All states of the network share it: a reader
//! with an older state may find a number that is not yet in it, and takes it for unknown. That is why the cells are
//! atomics and nothing is copied when somebody joins.

use std::sync::{
    Arc,
    atomic::{AtomicI64, AtomicU64, Ordering},
};

use pergola_domain::ids::MemberId;

use crate::cells::{at, wide};

/// Stands where no number is.
const EMPTY: u64 = u64::MAX;
/// No number, among numbers that were looked for.
pub(crate) const NOBODY: u32 = u32::MAX;

#[derive(Debug)]
pub(crate) struct Directory {
    /// Open addressing: bits of the id, then its number. A cell of somebody else is passed over without a look at his id.
    cells: Box<[AtomicU64]>,
    ids: Box<[AtomicI64]>,
}

impl Directory {
    /// Room for `people`, with some to spare. At least every second cell stays empty.
    pub(crate) fn with_room(people: usize) -> Self {
        let room = people + people / 16 + 64;
        let cells = room * 2;
        Self {
            cells: (0..cells).map(|_| AtomicU64::new(EMPTY)).collect(),
            ids: (0..room).map(|_| AtomicI64::new(0)).collect(),
        }
    }

    /// Whether one more number fits.
    pub(crate) fn has_room(&self, number: u32) -> bool {
        wide(number) < self.ids.len()
    }

    /// Writes a new number. For the one writer only; a number twice, or an id twice, would break the directory.
    pub(crate) fn enter(&self, id: MemberId, number: u32) {
        at(&self.ids, number).store(id.0, Ordering::Relaxed);
        let mixed = mixed(id);
        let mut cell = self.home(mixed);
        while at(&self.cells, cell).load(Ordering::Relaxed) != EMPTY {
            cell = self.after(cell);
        }
        // Released after the id, so that who finds the number finds its id too.
        at(&self.cells, cell).store(tag(mixed) | u64::from(number), Ordering::Release);
    }

    pub(crate) fn find(&self, id: MemberId) -> Option<u32> {
        let mixed = mixed(id);
        let mut cell = self.home(mixed);
        loop {
            let number = self.alike(mixed, &mut cell)?;
            if self.id(number) == id {
                return Some(number);
            }
            cell = self.after(cell);
        }
    }

    /// Many at once, in their order; [`NOBODY`] for the unknown. All cells are looked at before the first id, so that the
    /// far places in memory are fetched side by side. Where everybody is looked for, as the first two tell who joined one after
    /// the other, whoever is next needs no cell; of a page of people none waits for the one before him.
    pub(crate) fn find_all(&self, ids: &[MemberId], found: &mut Vec<u32>) {
        found.clear();
        let likely = |id: &MemberId| {
            let mixed = mixed(*id);
            self.alike(mixed, &mut self.home(mixed)).unwrap_or(NOBODY)
        };
        let in_a_row = |number: u32, next: &MemberId| self.has_room(number) && self.id(number) == *next;
        match ids {
            [first, second, ..] if in_a_row(likely(first).wrapping_add(1), second) => {
                let mut last = NOBODY;
                found.extend(ids.iter().map(|id| {
                    let next = last.wrapping_add(1);
                    last = if in_a_row(next, id) { next } else { likely(id) };
                    last
                }));
            }
            _ => found.extend(ids.iter().map(likely)),
        }
        for (number, id) in found.iter_mut().zip(ids) {
            if *number != NOBODY && self.id(*number) != *id {
                *number = self.find(*id).unwrap_or(NOBODY);
            }
        }
    }

    /// The next number from `cell` on whose id has the same bits: nearly always the one that is looked for.
    #[inline]
    fn alike(&self, mixed: u64, cell: &mut u32) -> Option<u32> {
        loop {
            let held = at(&self.cells, *cell).load(Ordering::Acquire);
            if held == EMPTY {
                return None;
            }
            if held & TAG == tag(mixed) {
                return Some(low(held));
            }
            *cell = self.after(*cell);
        }
    }

    pub(crate) fn id(&self, number: u32) -> MemberId {
        MemberId(at(&self.ids, number).load(Ordering::Relaxed))
    }

    /// The same content with more room, for the next state; the first `count` numbers are in use.
    pub(crate) fn grown(&self, count: u32) -> Arc<Self> {
        let next = Self::with_room(wide(count) * 2);
        // Who was erased before the last start has no id any more.
        for number in (0..count).filter(|number| self.id(*number) != MemberId(0)) {
            next.enter(self.id(number), number);
        }
        Arc::new(next)
    }

    pub(crate) fn bytes(&self) -> usize {
        self.cells.len() * size_of::<AtomicU64>() + self.ids.len() * size_of::<AtomicI64>()
    }

    /// The high bits scaled to the number of cells: no division, any size.
    #[expect(clippy::as_conversions, reason = "the result is below the number of cells, which is a u32")]
    #[inline]
    fn home(&self, mixed: u64) -> u32 {
        ((u128::from(mixed) * self.cells.len() as u128) >> 64) as u32
    }

    fn after(&self, cell: u32) -> u32 {
        if wide(cell) + 1 == self.cells.len() { 0 } else { cell + 1 }
    }
}

const TAG: u64 = 0xFFFF_FFFF_0000_0000;

/// Fibonacci mixing.
#[inline]
const fn mixed(id: MemberId) -> u64 {
    let id = id.0.cast_unsigned();
    (id ^ (id >> 29)).wrapping_mul(0x9E37_79B9_7F4A_7C15)
}

/// Other bits than those that say where it is at home, as far as there are any.
#[inline]
const fn tag(mixed: u64) -> u64 {
    mixed.wrapping_mul(0xD6E8_FEB8_6659_FD93) & TAG
}

#[expect(clippy::as_conversions, reason = "the lower half of 64 bits is 32 bits")]
#[inline]
const fn low(bits: u64) -> u32 {
    bits as u32
}

#[cfg(test)]
mod tests {
    use pergola_domain::ids::{MemberId, mint};

    use super::{Directory, NOBODY};

    #[test]
    fn what_was_entered_is_found_and_nothing_else() {
        let mut directory = std::sync::Arc::new(Directory::with_room(10));
        let ids: Vec<_> = (0..5000).map(|n| MemberId(mint(1_720_000_000_000 + n * 37, 3, 9))).collect();
        for (number, id) in (0..).zip(&ids) {
            if !directory.has_room(number) {
                directory = directory.grown(number);
            }
            directory.enter(*id, number);
        }
        for (number, id) in (0..).zip(&ids) {
            assert_eq!(directory.find(*id), Some(number));
            assert_eq!(directory.id(number), *id);
        }
        assert_eq!(directory.find(MemberId(12)), None);
        let mut found = vec![7];
        directory.find_all(&[ids[3], MemberId(12), ids[4_999], ids[0]], &mut found);
        assert_eq!(found, [3, NOBODY, 4_999, 0]);
    }
}
