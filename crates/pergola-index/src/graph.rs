//! The network that is kept: one writer follows the log, any number of readers ask.

use std::{
    io::Read,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use pergola_domain::{changes::Change, time::Timestamp};

use crate::{
    apply,
    build::build,
    image::{self, Damage, Proof},
    lessons::study,
    published::Published,
    state::State,
    tables::Tables,
    view::View,
};

/// The network in memory.
///
/// [`Graph::view`] gives one consistent state to ask questions of; it never waits. All `&self`: share it by `Arc`.
#[derive(Debug)]
pub struct Graph {
    published: Published<State>,
    /// What the next change starts from; the lock is between writers only.
    next: Mutex<State>,
}

impl Graph {
    /// A network of nobody, at the log's beginning.
    #[must_use]
    pub fn empty() -> Self {
        Self::of(State::empty(64))
    }

    /// From tables read in one snapshot, with the settled place `seq` of that snapshot. Tables may be newer than
    /// `seq`: applying the log from there on does no harm.
    #[must_use]
    pub fn build(tables: Tables<'_>, seq: i64) -> Self {
        let now = tables.now;
        let mut state = build(tables, seq);
        state.learned = study(&state, now);
        Self::of(state)
    }

    /// From a saved image, with the proof that [`View::save`] was given: whoever reads it compares it with what he would
    /// give. An image that is damaged, foreign or of another version is refused, and one builds anew.
    ///
    /// # Errors
    /// [`Damage`], never a panic, whatever the bytes.
    pub fn load(image: &mut dyn Read) -> Result<(Self, Proof), Damage> {
        let (state, proof) = image::load(image)?;
        Ok((Self::of(state), proof))
    }

    fn of(mut state: State) -> Self {
        state.stamp();
        Self { published: Published::new(Arc::new(state.clone())), next: Mutex::new(state) }
    }

    /// The present state, to ask questions of. Take one for a page, so that all of the page agrees.
    #[must_use]
    pub fn view(&self) -> View {
        View::new(self.published.take())
    }

    /// The place in the log up to which changes are visible.
    #[must_use]
    pub fn seq(&self) -> i64 {
        self.published.take().seq
    }

    /// Whether a write that the log numbered `seq` is visible.
    #[must_use]
    pub fn at_least(&self, seq: i64) -> bool {
        self.seq() >= seq
    }

    /// Makes a change visible. A change at or before the present place is passed over; none can fail.
    pub fn apply(&self, change: &Change, seq: i64) {
        self.apply_all([(seq, change)]);
    }

    /// Many changes at once, visible together: for catching up.
    pub fn apply_all<'a>(&self, changes: impl IntoIterator<Item = (i64, &'a Change)>) {
        let mut next = self.writer();
        let before = next.seq;
        for (seq, change) in changes {
            if seq > next.seq {
                apply::apply(&mut next, change);
                next.seq = seq;
            }
        }
        if next.seq > before {
            self.publish(&mut next);
        }
    }

    /// The settled place went on without a change that concerns anybody here.
    pub fn settle(&self, seq: i64) {
        let mut next = self.writer();
        if seq > next.seq {
            next.seq = seq;
            self.publish(&mut next);
        }
    }

    /// Looks again at which signs of acquaintance count in this network: now and then, a day apart, in a thread of
    /// one's own (some hundred milliseconds). Readers and writers go on meanwhile.
    pub fn study(&self, now: Timestamp) {
        let learned = study(&self.published.take(), now);
        let mut next = self.writer();
        next.learned = learned;
        self.publish(&mut next);
    }

    /// When that was looked at last, as far as the image or the tables knew.
    #[must_use]
    pub fn studied_at(&self) -> Timestamp {
        self.published.take().learned.at
    }

    fn publish(&self, next: &mut State) {
        next.stamp();
        self.published.publish(Arc::new(next.clone()));
    }

    fn writer(&self) -> MutexGuard<'_, State> {
        // A panic in mid-change would leave this state half done, but changes cannot fail; the published one is whole.
        self.next.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use pergola_domain::{changes::Change, ids::MemberId};

    use super::Graph;

    /// Were a question to wait for a change that is being made, this test would not end.
    #[test]
    fn who_asks_waits_for_no_writer() {
        let graph = Graph::empty();
        graph.apply(&Change::MemberJoined { member: MemberId(5) }, 1);
        let writing = graph.writer();
        let view = graph.view();
        assert!(view.knows(MemberId(5)) && graph.at_least(1) && !graph.at_least(2));
        assert_eq!(view.distance(MemberId(5), MemberId(5)), Some(0));
        drop(writing);
        graph.settle(2);
        assert!(graph.at_least(2));
    }
}
