//! How far: exact up to four steps, by two rings from each side.
//!
//! Rings grow from both ends and never beyond the second, so a question costs two rings at most and mostly one row.

use crate::{
    meet::meets,
    rows::{AWAY, BLOCKS, GONE, HIDES, Row},
    scratch::{Bits, Scratch},
    state::State,
};

/// Beyond this many steps nobody is told a number.
pub const FARTHEST: u8 = 4;

/// The distance of a pair in the graph that the viewer may see for this target; none beyond four, and none where one
/// blocked the other.
pub(crate) fn pair(state: &State, scratch: &mut Scratch, viewer: u32, target: u32) -> Option<u8> {
    if viewer == target {
        return Some(0);
    }
    let (from, to) = (state.row(viewer), state.row(target));
    if state.is_blocked(viewer, target) {
        return None;
    }
    if state.are_tied(viewer, target) {
        return Some(1);
    }
    if to.is(HIDES | AWAY) {
        return None;
    }
    // Who is tied to both is blocked with neither: a block ends the tie.
    // A neighbour stands in the same part of every row, so like meets like.
    if meets(from.named(), to.named()) || meets(from.quiet(), to.quiet()) {
        return Some(2);
    }
    let blocks = (from.flags() | to.flags()) & BLOCKS != 0;
    if blocks {
        ban(state, scratch, viewer, target, true);
    }
    let Scratch { near, second, banned, left, right, .. } = scratch;
    let allowed = |number: &&u32| !blocks || !banned.has(**number);
    left.clear();
    left.extend(from.open().iter().filter(allowed));
    right.clear();
    right.extend(to.open().iter().filter(allowed));
    let (mut work_left, mut work_right) = (0, 0);
    left.iter().for_each(|number| work_left += u64::from(state.row(*number).open_count()));
    right.iter().for_each(|number| work_right += u64::from(state.row(*number).open_count()));
    let (cheap, dear) = if work_left <= work_right { (left, right) } else { (right, left) };
    near.add_all(dear);
    let third = cheap.iter().any(|number| near.has_any(state.row(*number).open()));
    near.remove_all(dear);
    let found = if third {
        Some(3)
    } else {
        for number in &*cheap {
            second.add_all(state.row(*number).open());
        }
        if blocks {
            second.remove_all(&state.aside(viewer).blocked.iter().map(|(other, _)| *other).collect::<Vec<_>>());
            second.remove_all(&state.aside(target).blocked.iter().map(|(other, _)| *other).collect::<Vec<_>>());
        }
        let fourth = dear.iter().any(|number| second.has_any(state.row(*number).open()));
        second.clear();
        fourth.then_some(FARTHEST)
    };
    if blocks {
        ban(state, scratch, viewer, target, false);
    }
    found
}

/// Marks, or unmarks, those who are blocked with either end.
fn ban(state: &State, scratch: &mut Scratch, viewer: u32, target: u32, mark: bool) {
    for end in [viewer, target] {
        for (other, _) in &state.aside(end).blocked {
            if mark { scratch.banned.add(*other) } else { scratch.banned.remove(*other) }
        }
    }
}

/// Below this many targets a ring of the viewer's own does not pay.
const FEW: usize = 4;
/// Neighbours of a target that are looked at together before it is decided.
const AT_ONCE: usize = 16;

/// A viewer's first two circles, kept by the thread for his next page: valid as long as the state is the same.
#[derive(Debug, Default)]
pub(crate) struct Circles {
    /// Stamp of the state, and whose they are; zero where they are nobody's.
    of: (u64, u32),
    near: Bits,
    second: Bits,
}

impl Circles {
    fn draw(&mut self, state: &State, viewer: u32) {
        if self.of == (state.stamp, viewer) && state.stamp != 0 {
            return;
        }
        self.near.clear();
        self.second.clear();
        self.near.make_room(state.count);
        self.second.make_room(state.count);
        let from = state.row(viewer);
        for row in state.gather(from.open()) {
            self.second.add_all(row.open());
        }
        if from.is(BLOCKS) {
            state.aside(viewer).blocked.iter().for_each(|(other, _)| self.second.remove(*other));
        }
        self.near.add_all(from.all());
        self.of = (state.stamp, viewer);
    }
}

/// The distances of many targets from one viewer, in their order; none beyond `farthest`, which spares looking there.
/// Numbers that are nobody's in this state have none.
pub(crate) fn many(
    state: &State,
    scratch: &mut Scratch,
    viewer: u32,
    (targets, farthest): (&[u32], u8),
) -> Vec<Option<u8>> {
    let near = |steps: &u8| *steps <= farthest;
    let there = |target: &u32| *target < state.count && !state.row(*target).is(GONE);
    if targets.len() < FEW {
        let mut one = |target: &u32| there(target).then(|| pair(state, scratch, viewer, *target)).flatten();
        return targets.iter().map(|target| one(target).filter(near)).collect();
    }
    // All rows are found before the first is read, so that far places in memory are fetched side by side.
    let rows: Vec<_> = targets.iter().map(|target| (*target < state.count).then(|| state.row(*target))).collect();
    scratch.circles.draw(state, viewer);
    let blocks = state.row(viewer).is(BLOCKS);
    if blocks {
        state.aside(viewer).blocked.iter().for_each(|(other, _)| scratch.banned.add(*other));
    }
    // A target's own blocks ask for its own graph.
    let mut own = Vec::new();
    let mut distances: Vec<_> = targets
        .iter()
        .zip(&rows)
        .enumerate()
        .map(|(position, (target, row))| {
            let row = row.filter(|row| !row.is(GONE))?;
            if row.is(BLOCKS) {
                own.push((position, *target));
                return None;
            }
            by_circles(&scratch.circles, viewer, (*target, row)).filter(near)
        })
        .collect();
    let far = distances.iter().zip(&rows).any(|(steps, row)| steps.is_none() && row.is_some());
    if farthest == FARTHEST && far {
        for ((distance, target), row) in distances.iter_mut().zip(targets).zip(&rows) {
            let row = row.filter(|row| !row.is(GONE | BLOCKS | HIDES | AWAY) && *target != viewer);
            if let (None, Some(row)) = (*distance, row) {
                let mut between = row.open().iter().filter(|number| !blocks || !scratch.banned.has(**number));
                let reaches = |number: &u32| scratch.circles.second.has_any(state.row(*number).open());
                *distance = between.any(reaches).then_some(FARTHEST);
            }
        }
    }
    if blocks {
        state.aside(viewer).blocked.iter().for_each(|(other, _)| scratch.banned.remove(*other));
    }
    for (position, target) in own {
        if let Some(slot) = distances.get_mut(position) {
            *slot = pair(state, scratch, viewer, target).filter(near);
        }
    }
    distances
}

/// Up to three steps, for a target without blocks.
#[inline]
fn by_circles(Circles { near, second, .. }: &Circles, viewer: u32, (target, to): (u32, Row<'_>)) -> Option<u8> {
    if viewer == target {
        return Some(0);
    }
    if near.has(target) {
        return Some(1);
    }
    // In the circle are only open ones; blocked ones were taken out of it.
    if second.has(target) {
        return Some(2);
    }
    if to.is(HIDES | AWAY) {
        return None;
    }
    second.has_any_by(to.open(), AT_ONCE).then_some(3)
}
