//! From a member's id to its number in the network and back.
//!
//! Numbers are given once and never again, so the directory only grows. All states of the network share it: a reader
//! with an older state may find a number that is not yet in it, and takes it for unknown. That is why the cells are
//! atomics and nothing is copied when somebody joins.

use std::sync::{
    Arc,
    atomic::{AtomicI64, AtomicU32, Ordering},
};

use pergola_domain::ids::MemberId;

use crate::cells::{at, wide};

/// Stands where no number is.
const EMPTY: u32 = u32::MAX;

#[derive(Debug)]
pub(crate) struct Directory {
    /// Open addressing: numbers, found by the mixed bits of their id.
    cells: Box<[AtomicU32]>,
    ids: Box<[AtomicI64]>,
}

impl Directory {
    /// Room for `people`, with some to spare. One cell in five stays empty.
    pub(crate) fn with_room(people: usize) -> Self {
        let room = people + people / 16 + 64;
        let cells = room + room / 4 + 1;
        Self {
            cells: (0..cells).map(|_| AtomicU32::new(EMPTY)).collect(),
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
        let mut cell = self.home(id);
        while at(&self.cells, cell).load(Ordering::Relaxed) != EMPTY {
            cell = self.after(cell);
        }
        // Released after the id, so that who finds the number finds its id too.
        at(&self.cells, cell).store(number, Ordering::Release);
    }

    pub(crate) fn find(&self, id: MemberId) -> Option<u32> {
        let mut cell = self.home(id);
        loop {
            let number = at(&self.cells, cell).load(Ordering::Acquire);
            if number == EMPTY {
                return None;
            }
            if at(&self.ids, number).load(Ordering::Relaxed) == id.0 {
                return Some(number);
            }
            cell = self.after(cell);
        }
    }

    pub(crate) fn id(&self, number: u32) -> MemberId {
        MemberId(at(&self.ids, number).load(Ordering::Relaxed))
    }

    /// The same content with more room, for the next state; the first `count` numbers are in use.
    pub(crate) fn grown(&self, count: u32) -> Arc<Self> {
        let next = Self::with_room(wide(count) * 2);
        for number in 0..count {
            next.enter(self.id(number), number);
        }
        Arc::new(next)
    }

    pub(crate) fn bytes(&self) -> usize {
        self.cells.len() * size_of::<AtomicU32>() + self.ids.len() * size_of::<AtomicI64>()
    }

    /// Fibonacci mixing, then the high bits scaled to the number of cells: no division, any size.
    #[expect(
        clippy::as_conversions,
        reason = "bits are mixed, the result is below the number of cells, which is a u32"
    )]
    fn home(&self, id: MemberId) -> u32 {
        let mixed = (id.0 as u64 ^ (id.0 as u64 >> 29)).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        ((u128::from(mixed) * self.cells.len() as u128) >> 64) as u32
    }

    fn after(&self, cell: u32) -> u32 {
        if wide(cell) + 1 == self.cells.len() { 0 } else { cell + 1 }
    }
}

#[cfg(test)]
mod tests {
    use pergola_domain::ids::{MemberId, mint};

    use super::Directory;

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
    }
}
