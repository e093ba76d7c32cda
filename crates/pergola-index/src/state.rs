//! One state of the network: immutable once published, cheap to take the next one from.

use std::sync::{
    Arc,
    atomic::{AtomicU64, Ordering},
};

use pergola_domain::ids::MemberId;

use crate::{
    aside::{Aside, Asides},
    belongings::Belongings,
    directory::Directory,
    lessons::Learned,
    rows::{GONE, Part, Row, Rows},
};

/// Everything that questions read. Cloning copies pointers.
#[derive(Clone, Debug)]
pub(crate) struct State {
    /// No two published states of this process have the same one.
    pub(crate) stamp: u64,
    /// The place in the change log up to which changes are in.
    pub(crate) seq: i64,
    /// Numbers given so far.
    pub(crate) count: u32,
    /// Ties, each once.
    pub(crate) ties: u64,
    pub(crate) rows: Rows,
    pub(crate) asides: Asides,
    pub(crate) belongings: Belongings,
    pub(crate) directory: Arc<Directory>,
    /// What the ties taught when last studied; never part of what is compared.
    pub(crate) learned: Learned,
}

impl State {
    pub(crate) fn empty(room: usize) -> Self {
        Self {
            stamp: 0,
            seq: 0,
            count: 0,
            ties: 0,
            rows: Rows::default(),
            asides: Asides::default(),
            belongings: Belongings::default(),
            directory: Arc::new(Directory::with_room(room)),
            learned: Learned::default(),
        }
    }

    /// To be called before it is published.
    pub(crate) fn stamp(&mut self) {
        static STAMPS: AtomicU64 = AtomicU64::new(1);
        self.stamp = STAMPS.fetch_add(1, Ordering::Relaxed);
    }

    /// The number of a member who is there in this state.
    #[inline]
    pub(crate) fn number(&self, id: MemberId) -> Option<u32> {
        self.directory.find(id).filter(|number| *number < self.count && !self.row(*number).is(GONE))
    }

    pub(crate) fn id(&self, number: u32) -> MemberId {
        self.directory.id(number)
    }

    #[inline]
    pub(crate) fn row(&self, number: u32) -> Row<'_> {
        self.rows.row(number)
    }

    /// Many rows at once, before any of them is read: so the far places in memory are fetched together, not each
    /// after the other. Without `unsafe` this is as near to a prefetch as one comes.
    pub(crate) fn gather(&self, numbers: &[u32]) -> Vec<Row<'_>> {
        let rows: Vec<_> = numbers.iter().map(|number| self.row(*number)).collect();
        let first = rows.iter().fold(0, |sum, row| sum ^ row.open().first().copied().unwrap_or(0));
        std::hint::black_box(first);
        rows
    }

    #[inline]
    pub(crate) fn aside(&self, number: u32) -> Aside<'_> {
        self.asides.of(number)
    }

    pub(crate) fn part(&self, number: u32) -> Part {
        Part::of(self.row(number).flags())
    }

    pub(crate) fn is_blocked(&self, one: u32, other: u32) -> bool {
        self.row(one).is(crate::rows::BLOCKS) && self.aside(one).blocks(other)
    }

    pub(crate) fn are_tied(&self, one: u32, other: u32) -> bool {
        let (mine, theirs) = (self.row(one), self.row(other));
        if mine.count() <= theirs.count() {
            mine.find(other, Part::of(theirs.flags())).is_some()
        } else {
            theirs.find(one, Part::of(mine.flags())).is_some()
        }
    }
}
