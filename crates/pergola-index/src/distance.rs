//! How far: exact up to four steps, by two rings from each side.
//!
//! Rings grow from both ends and never beyond the second, so a question costs two rings at most and mostly one row.

use crate::{
    meet::meets,
    rows::{AWAY, BLOCKS, HIDES},
    scratch::Scratch,
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

/// The distances of many targets from one viewer, in their order; none beyond `farthest`, which spares looking there.
pub(crate) fn many(
    state: &State,
    scratch: &mut Scratch,
    viewer: u32,
    (targets, farthest): (&[Option<u32>], u8),
) -> Vec<Option<u8>> {
    let near = |steps: &u8| *steps <= farthest;
    if targets.len() < FEW {
        let one = |target: &Option<u32>| target.and_then(|target| pair(state, scratch, viewer, target)).filter(near);
        return targets.iter().map(one).collect();
    }
    let from = state.row(viewer);
    let blocks = from.is(BLOCKS);
    for row in state.gather(from.open()) {
        scratch.second.add_all(row.open());
    }
    if blocks {
        for (other, _) in &state.aside(viewer).blocked {
            scratch.second.remove(*other);
            scratch.banned.add(*other);
        }
    }
    scratch.near.add_all(from.all());
    // A target's own blocks ask for its own graph.
    let mut own = Vec::new();
    let mut distances: Vec<_> = targets
        .iter()
        .enumerate()
        .map(|(position, target)| {
            let target = (*target)?;
            if state.row(target).is(BLOCKS) {
                own.push((position, target));
                return None;
            }
            by_rings(state, scratch, viewer, target, farthest)
        })
        .collect();
    scratch.second.clear();
    scratch.near.remove_all(from.all());
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

/// With the viewer's second ring in `second` and his blocked in `banned`; for a target without blocks.
fn by_rings(state: &State, scratch: &Scratch, viewer: u32, target: u32, farthest: u8) -> Option<u8> {
    if viewer == target {
        return Some(0);
    }
    if scratch.near.has(target) {
        return Some(1);
    }
    // In the ring are only open ones; blocked ones were taken out of it.
    if scratch.second.has(target) {
        return Some(2);
    }
    let to = state.row(target);
    if to.is(HIDES | AWAY) {
        return None;
    }
    if scratch.second.has_any(to.open()) {
        return (farthest >= 3).then_some(3);
    }
    if farthest < FARTHEST {
        return None;
    }
    let mut between = to.open().iter().filter(|number| !scratch.banned.has(**number));
    between.any(|number| scratch.second.has_any(state.row(*number).open())).then_some(FARTHEST)
}
