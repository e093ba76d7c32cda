//! How far: exact up to four steps, by two rings from each side.
//!
//! Rings grow from both ends and never beyond the second, so a question costs two rings at most and mostly one row.

use crate::{
    cells::wide,
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
            second.remove_all(&state.aside(viewer).blocked().map(|(other, _)| other).collect::<Vec<_>>());
            second.remove_all(&state.aside(target).blocked().map(|(other, _)| other).collect::<Vec<_>>());
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
        for (other, _) in state.aside(end).blocked() {
            if mark { scratch.banned.add(other) } else { scratch.banned.remove(other) }
        }
    }
}

/// Below this many targets a ring of the viewer's own does not pay.
const FEW: usize = 4;
/// Neighbours of a target that are looked at together before it is decided.
const AT_ONCE: usize = 16;

/// A viewer's circles, kept by the thread for his next page: valid as long as the state is the same.
#[derive(Debug, Default)]
pub(crate) struct Circles {
    /// Stamp of the state, and whose they are; zero where they are nobody's.
    of: (u64, u32),
    near: Bits,
    second: Bits,
    /// Whoever is tied to the second: drawn for a viewer who asks of everybody, for whom it spares a row each.
    third: Option<Bits>,
    /// Ties that lead to the second: so many are in it at most.
    reach: usize,
    /// Of how many he asked since these were drawn.
    asked: usize,
}

impl Circles {
    fn draw(&mut self, state: &State, viewer: u32) {
        if self.of == (state.stamp, viewer) && state.stamp != 0 {
            return;
        }
        self.near.clear();
        self.second.clear();
        (self.third, self.reach, self.asked) = (None, 0, 0);
        self.near.make_room(state.count);
        self.second.make_room(state.count);
        let from = state.row(viewer);
        for row in state.gather(from.open()) {
            self.second.add_all(row.open());
            self.reach += row.open().len();
        }
        if from.is(BLOCKS) {
            state.aside(viewer).blocked().for_each(|(other, _)| self.second.remove(other));
        }
        self.near.add_all(from.all());
        self.of = (state.stamp, viewer);
    }

    fn draw_third(&mut self, state: &State) {
        let mut third = Bits::default();
        third.make_room(state.count);
        self.second.each(|number| third.add_all(state.row(number).open()));
        self.third = Some(third);
    }

    /// Notes that he asks of so many. Once he has asked of as many as there are, the third circle is worth its price.
    fn ask(&mut self, state: &State, targets: usize) {
        if self.third.is_none() && self.asked >= wide(state.count) {
            self.draw_third(state);
        }
        self.asked = self.asked.saturating_add(targets);
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
    let row = |target: &u32| if *target < state.count { state.row(*target) } else { Row::of_nobody() };
    let rows: Vec<_> = targets.iter().map(row).collect();
    scratch.circles.draw(state, viewer);
    scratch.circles.ask(state, targets.len());
    let blocks = state.row(viewer).is(BLOCKS);
    if blocks {
        state.aside(viewer).blocked().for_each(|(other, _)| scratch.banned.add(other));
    }
    // Who is three steps away mostly shows it by one of his first neighbours. They are looked at without a branch between one
    // target and the next, so that their rows, too, are fetched side by side.
    let Circles { second, third, .. } = &scratch.circles;
    let begun: Vec<bool> = match third {
        Some(_) => vec![false; rows.len()],
        None => rows.iter().map(|row| second.has_first(row.open())).collect(),
    };
    // A target's own blocks may ask for its own graph.
    let mut own = Vec::new();
    let mut distances: Vec<_> = targets
        .iter()
        .zip(rows.iter().zip(&begun))
        .enumerate()
        .map(|(position, (target, (row, begun)))| {
            if row.is(GONE) {
                return None;
            }
            if !row.is(BLOCKS) {
                return by_circles(&scratch.circles, viewer, (*target, *row), *begun).filter(near);
            }
            let aside = state.aside(*target);
            if aside.blocks(viewer) {
                return None;
            }
            // Of the two between, the one beside the target is tied to it, so no block stands there. Where none of those it
            // blocks is tied to the viewer, none stands at the other either, and his circles hold for it too.
            let apart = aside.blocked().any(|(other, _)| scratch.circles.near.has(other));
            let found = if apart { None } else { by_circles(&scratch.circles, viewer, (*target, *row), *begun) };
            if apart || found.is_none() && farthest == FARTHEST {
                own.push((position, *target));
            }
            found.filter(near)
        })
        .collect();
    if farthest == FARTHEST {
        fourth_step(state, scratch, (targets, &rows), viewer, &mut distances);
    }
    if blocks {
        state.aside(viewer).blocked().for_each(|(other, _)| scratch.banned.remove(other));
    }
    for (position, target) in own {
        if let Some(slot) = distances.get_mut(position) {
            *slot = pair(state, scratch, viewer, target).filter(near);
        }
    }
    distances
}

/// Looks one step further for those who are not found yet. Their first neighbours' rows are looked at together; what those do
/// not show, the others do, one by one. Where the viewer's circle is the smaller side, it is drawn one wider instead.
fn fourth_step<'a>(
    state: &'a State,
    Scratch { banned, circles, .. }: &mut Scratch,
    (targets, rows): (&[u32], &[Row<'a>]),
    viewer: u32,
    distances: &mut [Option<u8>],
) {
    let lacking = |(place, (distance, (row, target))): (usize, (&Option<u8>, (&Row<'a>, &u32)))| {
        let row = *row;
        let is_asked = distance.is_none() && !row.is(GONE | BLOCKS | HIDES | AWAY) && *target != viewer;
        let first = row.open().iter().find(|number| !banned.has(**number)).filter(|_| is_asked)?;
        Some((place, row, state.row(*first)))
    };
    let mut left: Vec<_> = distances.iter().zip(rows.iter().zip(targets)).enumerate().filter_map(lacking).collect();
    if circles.third.is_none() {
        let begun: Vec<bool> = left.iter().map(|(.., first)| circles.second.has_first(first.open())).collect();
        let mut begun = begun.into_iter();
        left.retain(|(place, ..)| {
            let found = begun.next().unwrap_or(false);
            if let Some(distance) = distances.get_mut(*place).filter(|_| found) {
                *distance = Some(FARTHEST);
            }
            !found
        });
        let ties: usize = left.iter().map(|(_, row, _)| row.open().len()).sum();
        if circles.reach < ties {
            circles.draw_third(state);
        }
    }
    for (place, row, _) in left {
        let mut between = row.open().iter().filter(|number| !banned.has(**number));
        let found = match &circles.third {
            Some(third) => between.any(|number| third.has(*number)),
            None => between.any(|number| circles.second.has_any_by(state.row(*number).open(), AT_ONCE)),
        };
        if let Some(distance) = distances.get_mut(place) {
            *distance = found.then_some(FARTHEST);
        }
    }
}

/// Up to three steps, for a target whose blocks stand between none of them. `begun`: one of its first neighbours is known to
/// be in the second circle.
#[inline]
fn by_circles(
    Circles { near, second, third, .. }: &Circles,
    viewer: u32,
    (target, to): (u32, Row<'_>),
    begun: bool,
) -> Option<u8> {
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
    let third = match third {
        Some(third) => third.has(target),
        None => begun || second.has_later(to.open(), AT_ONCE),
    };
    third.then_some(3)
}
