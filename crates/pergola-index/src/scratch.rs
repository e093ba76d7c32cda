//! Working memory of a question: kept by each thread, clean between questions, so that asking allocates little.

use std::cell::Cell;

use crate::{
    cells::{at, at_mut, narrow, wide},
    distance::Circles,
    walks::Walks,
};

/// How many are few.
const FIRST: usize = 8;

/// A set of numbers, one bit each: for a million members 125 kB, which stay in the core's own cache.
#[derive(Debug, Default)]
pub(crate) struct Bits {
    words: Vec<u64>,
}

impl Bits {
    pub(crate) fn make_room(&mut self, count: u32) {
        let words = wide(count).div_ceil(64);
        if self.words.len() < words {
            self.words.resize(words, 0);
        }
    }

    #[inline(always)]
    pub(crate) fn has(&self, number: u32) -> bool {
        at(&self.words, number / 64) >> (number % 64) & 1 != 0
    }

    #[inline(always)]
    pub(crate) fn add(&mut self, number: u32) {
        *at_mut(&mut self.words, number / 64) |= 1 << (number % 64);
    }

    #[inline(always)]
    pub(crate) fn remove(&mut self, number: u32) {
        *at_mut(&mut self.words, number / 64) &= !(1 << (number % 64));
    }

    pub(crate) fn add_all(&mut self, numbers: &[u32]) {
        numbers.iter().for_each(|number| self.add(*number));
    }

    pub(crate) fn remove_all(&mut self, numbers: &[u32]) {
        numbers.iter().for_each(|number| self.remove(*number));
    }

    /// Whether any of them is in the set. Looks at all of a short row before it decides: no branch for each neighbour.
    #[inline(always)]
    pub(crate) fn has_any(&self, numbers: &[u32]) -> bool {
        self.has_any_by(numbers, 64)
    }

    /// The same, deciding after every so many: for rows where one of the first is likely to be in it.
    #[inline(always)]
    pub(crate) fn has_any_by(&self, numbers: &[u32], at_once: usize) -> bool {
        numbers.chunks(at_once).any(|some| some.iter().fold(false, |any, number| any | self.has(*number)))
    }

    /// Whether one of the first few is in the set; of the others it says nothing.
    #[inline(always)]
    pub(crate) fn has_first(&self, numbers: &[u32]) -> bool {
        numbers.iter().take(FIRST).fold(false, |any, number| any | self.has(*number))
    }

    /// Whether one behind the first few is in the set.
    #[inline(always)]
    pub(crate) fn has_later(&self, numbers: &[u32], at_once: usize) -> bool {
        numbers.get(FIRST..).is_some_and(|later| self.has_any_by(later, at_once))
    }

    /// Every number in the set, in order.
    pub(crate) fn each(&self, mut each: impl FnMut(u32)) {
        for (place, word) in (0..).zip(&self.words) {
            let mut left = *word;
            while left != 0 {
                each(place * 64 + left.trailing_zeros());
                left &= left - 1;
            }
        }
    }

    pub(crate) fn clear(&mut self) {
        self.words.fill(0);
    }
}

/// Numbers noted on their first touch. What is new can seldom be foretold, so the note is written always and kept by
/// moving on: no branch.
#[derive(Debug, Default)]
pub(crate) struct Touched {
    numbers: Vec<u32>,
    used: usize,
}

impl Touched {
    /// Before so many notes.
    #[inline(always)]
    pub(crate) fn make_room(&mut self, notes: usize) {
        let most = self.used + notes + 1;
        if self.numbers.len() < most {
            self.numbers.resize(most * 2, 0);
        }
    }

    #[inline(always)]
    pub(crate) fn note(&mut self, number: u32, is_new: bool) {
        *at_mut(&mut self.numbers, narrow(self.used)) = number;
        self.used += usize::from(is_new);
    }

    #[inline(always)]
    pub(crate) fn all(&self) -> &[u32] {
        crate::cells::stretch(&self.numbers, 0, self.used)
    }

    /// How many there are.
    #[inline(always)]
    pub(crate) const fn count(&self) -> usize {
        self.used
    }

    pub(crate) const fn forget(&mut self) {
        self.used = 0;
    }
}

/// Counts by number, zero between questions; `touched` says which are not.
#[derive(Debug, Default)]
pub(crate) struct Counts {
    counts: Vec<u16>,
    touched: Touched,
}

impl Counts {
    fn make_room(&mut self, count: u32) {
        if self.counts.len() < wide(count) {
            self.counts.resize(wide(count), 0);
        }
    }

    /// Counts a row.
    #[inline(always)]
    pub(crate) fn count(&mut self, numbers: &[u32]) {
        self.touched.make_room(numbers.len());
        for number in numbers {
            let count = at_mut(&mut self.counts, *number);
            self.touched.note(*number, *count == 0);
            *count = count.saturating_add(1);
        }
    }

    /// Forgets a number's count, so that [`Counts::drain`] passes it over.
    pub(crate) fn forget(&mut self, number: u32) {
        *at_mut(&mut self.counts, number) = 0;
    }

    /// All counts above zero, which are zero afterwards.
    #[inline(always)]
    pub(crate) fn drain(&mut self, mut each: impl FnMut(u32, u16)) {
        for number in self.touched.all() {
            let count = std::mem::take(at_mut(&mut self.counts, *number));
            if count > 0 {
                each(*number, count);
            }
        }
        self.touched.forget();
    }
}

/// All of it.
#[derive(Debug, Default)]
pub(crate) struct Scratch {
    pub(crate) near: Bits,
    pub(crate) second: Bits,
    pub(crate) banned: Bits,
    pub(crate) circles: Circles,
    pub(crate) left: Vec<u32>,
    pub(crate) right: Vec<u32>,
    pub(crate) counts: Counts,
    pub(crate) places: Vec<u32>,
    pub(crate) walks: Walks,
}

impl Scratch {
    /// Lends this thread's working memory, with room for `count` numbers. Questions do not ask questions inside.
    ///
    /// It is taken out and put back: a question that ends in a panic takes what it left half done with it, and the next
    /// one on this thread begins with memory that is clean.
    pub(crate) fn with<T>(count: u32, question: impl FnOnce(&mut Self) -> T) -> T {
        thread_local!(static SCRATCH: Cell<Option<Box<Scratch>>> = const { Cell::new(None) });
        let mut scratch = SCRATCH.take().unwrap_or_default();
        scratch.make_room(count);
        let answer = question(&mut scratch);
        SCRATCH.set(Some(scratch));
        answer
    }

    fn make_room(&mut self, count: u32) {
        self.near.make_room(count);
        self.second.make_room(count);
        self.banned.make_room(count);
        self.counts.make_room(count);
        self.walks.make_room(count);
        if self.places.len() < wide(count) {
            self.places.resize(wide(count), 0);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::panic::{AssertUnwindSafe, catch_unwind};

    use super::Scratch;

    #[test]
    fn a_question_that_broke_off_leaves_nothing_to_the_next() {
        let broken = catch_unwind(AssertUnwindSafe(|| {
            Scratch::with(100, |scratch| {
                scratch.near.add(7);
                scratch.counts.count(&[3, 3]);
                assert!(!scratch.near.has(7), "this question breaks off");
            });
        }));
        assert!(broken.is_err());
        Scratch::with(100, |scratch| {
            assert!(!scratch.near.has(7));
            scratch.counts.drain(|number, _| assert!(number > 100, "{number} was left behind"));
        });
    }
}
