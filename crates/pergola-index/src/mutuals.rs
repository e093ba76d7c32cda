//! Whom two people both know: those who may be named between them.

use std::cmp::Reverse;

use pergola_domain::ids::MemberId;

use crate::{
    asking::Asking,
    meet::common,
    rows::{AWAY, HIDES, Part, Row},
    state::State,
};

/// The two lists whose common members are the mutuals; nothing where the target shows nothing to this viewer.
fn rows(state: &State, viewer: u32, target: u32) -> Option<(Row<'_>, Row<'_>)> {
    let (from, to) = (state.row(viewer), state.row(target));
    let shown = viewer != target && !to.is(HIDES | AWAY) && !state.is_blocked(viewer, target);
    shown.then_some((from, to))
}

/// How many: as many as [`list`] lists.
pub(crate) fn count(state: &State, viewer: u32, target: u32) -> u32 {
    let mut count = 0;
    if let Some((from, to)) = rows(state, viewer, target) {
        common(from.named(), to.named(), |_| count += 1);
    }
    count
}

/// All, closest to the viewer first.
pub(crate) fn list(state: &State, asking: &Asking<'_>, viewer: u32, target: u32) -> Vec<MemberId> {
    let mut found = Vec::new();
    if let Some((from, to)) = rows(state, viewer, target) {
        common(from.named(), to.named(), |number| found.push(number));
        found.sort_by_cached_key(|number| {
            let id = state.id(*number);
            let strength = from.find(*number, Part::Named).map(|place| from.side(place).strength(asking.today()));
            (Reverse(asking.closeness_to(id)), Reverse(strength), id)
        });
    }
    found.into_iter().map(|number| state.id(number)).collect()
}

/// People by how many mutuals they have with the viewer, most first, then by id: the classic question, and the ground
/// of suggestions. Ties, blocked, invited and dismissed people are not among them.
pub(crate) fn people_by_count(
    state: &State,
    scratch: &mut crate::scratch::Scratch,
    viewer: u32,
    limit: usize,
) -> Vec<(MemberId, u32)> {
    let row = state.row(viewer);
    let counts = &mut scratch.counts;
    for between in state.gather(row.named()) {
        counts.count(between.open());
    }
    counts.forget(viewer);
    row.all().iter().for_each(|number| counts.forget(*number));
    let aside = state.aside(viewer);
    aside.blocked().for_each(|(number, _)| counts.forget(number));
    aside.asked().iter().chain(aside.dismissed()).for_each(|number| counts.forget(*number));
    let mut best = Best::new(limit);
    counts.drain(|number, count| {
        if count >= best.least {
            best.offer(count, state.id(number));
        }
    });
    best.done()
}

/// The first few by count, then id, kept while counts pass by.
struct Best {
    limit: usize,
    /// Counts below this one need not be offered.
    least: u16,
    found: Vec<(Reverse<u16>, MemberId)>,
}

impl Best {
    fn new(limit: usize) -> Self {
        Self { limit: limit.max(1), least: 0, found: Vec::with_capacity(limit.max(1) * 2) }
    }

    fn offer(&mut self, count: u16, id: MemberId) {
        self.found.push((Reverse(count), id));
        if self.found.len() >= self.limit * 2 {
            self.prune();
        }
    }

    fn prune(&mut self) {
        if self.found.len() > self.limit {
            self.found.select_nth_unstable(self.limit - 1);
            self.found.truncate(self.limit);
            self.least = self.found.iter().map(|(Reverse(count), _)| *count).min().unwrap_or(0);
        }
    }

    fn done(mut self) -> Vec<(MemberId, u32)> {
        self.prune();
        self.found.sort_unstable();
        self.found.into_iter().map(|(Reverse(count), id)| (id, u32::from(count))).collect()
    }
}
