//! The warmest way that may be shown to each of many people: one pass over what lies between them and the viewer.
//!
//! [`crate::paths`] looks for one target and tells of every step. Here the targets are many and the rings around the
//! viewer are the same for all of them, so each ring is read once. The outcome is the same: the tests hold both against
//! one definition.

use pergola_domain::network::path_strength;

use crate::{
    asking::Asking,
    cells::{at, at_mut, narrow, wide},
    meet::common,
    paths::{Between, paths},
    rows::{BLOCKS, Part, Row},
    scratch::Scratch,
    state::State,
};

/// Own rows longer than this are searched, not marked: to mark thirty thousand costs more than the whole question.
const MARKED: usize = 4_096;
/// A row so many times longer than the own one is searched for it.
const MUCH_LONGER: usize = 16;

/// The warmest way to somebody.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Way {
    /// Parts of a billion; zero where no way may be shown.
    pub(crate) strength: u64,
    /// The first connector; none on the way to an own tie, and where nobody may be named.
    pub(crate) through: Option<u32>,
    /// The viewer's own first step, parts of a thousand; zero where none may be shown.
    pub(crate) first_step: u16,
}

impl Way {
    /// Warmer, or as warm and through whoever has the lower id.
    fn is_before(&self, other: &Self, state: &State) -> bool {
        let id = |way: &Self| way.through.map(|number| state.id(number));
        self.strength > other.strength || self.strength == other.strength && id(self) < id(other)
    }
}

/// The warmest ways to these people, each with its distance from 1 to 3, in their order.
pub(crate) fn ways(
    state: &State,
    scratch: &mut Scratch,
    asking: &Asking<'_>,
    viewer: u32,
    targets: &[(u32, u8)],
) -> Vec<Way> {
    let asker = Asker { state, asking, viewer, row: state.row(viewer), today: asking.today() };
    let mut ways = asker.to_near(scratch, targets);
    let mut far = Vec::new();
    for (place, ((number, distance), way)) in targets.iter().zip(&mut ways).enumerate() {
        // Whom a target blocked is not there in the answer about him alone: his own rings are read. So they are where nobody may
        // be named whom both know: a longer way stands in.
        if *distance > 2 && state.row(*number).is(BLOCKS) || *distance == 2 && way.through.is_none() {
            *way = asker.alone(scratch, *number);
        } else if *distance > 2 {
            far.push((place, state.row(*number)));
        }
    }
    if !far.is_empty() {
        asker.to_far(scratch, &far, &mut ways);
    }
    ways
}

/// Who asks.
struct Asker<'a> {
    state: &'a State,
    asking: &'a Asking<'a>,
    viewer: u32,
    row: Row<'a>,
    today: u16,
}

/// The warmest way to somebody of the second ring: through whom, and its two steps.
#[derive(Clone, Copy, Default)]
struct Half {
    first: Option<u32>,
    steps: [u16; 2],
}

impl Half {
    fn product(&self) -> u32 {
        let [own, middle] = self.steps;
        u32::from(own) * u32::from(middle)
    }
}

impl Asker<'_> {
    /// The strength of the own step to the tie at this position of the own row.
    fn step(&self, first: u32, position: usize) -> u16 {
        self.asking.own_step(self.state, first, self.row.side(position))
    }

    /// Own ties, and those with one person between.
    fn to_near(&self, scratch: &mut Scratch, targets: &[(u32, u8)]) -> Vec<Way> {
        let own = self.row.named();
        let marked = own.len() <= MARKED && targets.iter().any(|(_, distance)| *distance == 2);
        if marked {
            scratch.near.add_all(own);
            for (position, number) in own.iter().enumerate() {
                *at_mut(&mut scratch.places, *number) = narrow(position);
            }
        }
        let way = |(number, distance): &(u32, u8)| match distance {
            1 => self.to_tie(*number),
            2 if marked => self.by_marks(scratch, self.state.row(*number)),
            2 => self.by_search(self.state.row(*number)),
            _ => Way::default(),
        };
        let ways = targets.iter().map(way).collect();
        if marked {
            scratch.near.remove_all(own);
        }
        ways
    }

    fn to_tie(&self, number: u32) -> Way {
        let position = self.row.find(number, self.state.part(number));
        let step = position.map_or(0, |position| self.step(number, position));
        let strength = if position.is_some() { path_strength(&[step]) } else { 0 };
        Way { strength, through: None, first_step: step }
    }

    /// With one person between, where the own row is marked, with positions.
    fn by_marks(&self, scratch: &Scratch, row: Row<'_>) -> Way {
        let theirs = row.named();
        if theirs.len() > self.row.named().len() * MUCH_LONGER {
            return self.by_search(row);
        }
        let mut best = Way::default();
        for (place, first) in theirs.iter().enumerate().filter(|(_, first)| scratch.near.has(**first)) {
            let position = wide(*at(&scratch.places, *first));
            self.better(&mut best, (*first, position), row.side(place).strength(self.today));
        }
        best
    }

    fn by_search(&self, row: Row<'_>) -> Way {
        let mut best = Way::default();
        common(self.row.named(), row.named(), |first| {
            if let (Some(position), Some(place)) = (self.row.find(first, Part::Named), row.find(first, Part::Named)) {
                self.better(&mut best, (first, position), row.side(place).strength(self.today));
            }
        });
        best
    }

    fn better(&self, best: &mut Way, (first, position): (u32, usize), last: u16) {
        let first_step = self.step(first, position);
        let way = Way { strength: path_strength(&[first_step, last]), through: Some(first), first_step };
        if best.through.is_none() || way.is_before(best, self.state) {
            *best = way;
        }
    }

    /// By itself, however far.
    fn alone(&self, scratch: &mut Scratch, number: u32) -> Way {
        let found = paths(self.state, scratch, self.asking, (self.viewer, number), (Between::Fewest, 1));
        let Some(path) = found.first() else { return Way::default() };
        let through = path.people.get(1).and_then(|member| self.state.number(*member));
        let first_step = path.steps.first().map_or(0, |step| step.strength);
        Way { strength: path.strength, through, first_step }
    }

    /// With two people between: first the warmest half way to each of the second ring who is tied to one of the targets,
    /// then the last step. `far`: places among the ways, and rows.
    fn to_far(&self, scratch: &mut Scratch, far: &[(usize, Row<'_>)], ways: &mut [Way]) {
        let second = self.second_ring(scratch, far);
        let mut halves = vec![Half::default(); second.len()];
        // Both rings see the same ties between them: the one with fewer people is read.
        if self.row.named().len() <= second.len() {
            self.forward(scratch, &mut halves);
        } else {
            self.backward(scratch, &second, &mut halves);
        }
        for (place, row) in far {
            let Some(way) = ways.get_mut(*place) else { continue };
            *way = self.through(scratch, &halves, *row);
        }
        scratch.second.remove_all(&second);
    }

    /// Those who may be named beside a target, marked in `second`, with their places in this list in `places`.
    fn second_ring(&self, scratch: &mut Scratch, far: &[(usize, Row<'_>)]) -> Vec<u32> {
        let blocks = self.row.is(BLOCKS);
        let mut second = Vec::new();
        for number in far.iter().flat_map(|(_, row)| row.named()) {
            if scratch.second.has(*number) || blocks && self.state.is_blocked(self.viewer, *number) {
                continue;
            }
            scratch.second.add(*number);
            *at_mut(&mut scratch.places, *number) = narrow(second.len());
            second.push(*number);
        }
        second
    }

    /// From the own ties outwards.
    fn forward(&self, scratch: &Scratch, halves: &mut [Half]) {
        let rows = self.state.gather(self.row.named());
        for ((position, first), row) in self.row.named().iter().enumerate().zip(rows) {
            let mut own = None;
            let met = row.named().iter().enumerate().filter(|(_, number)| scratch.second.has(**number));
            for (place, number) in met {
                let own = *own.get_or_insert_with(|| self.step(*first, position));
                let steps = [own, row.side(place).strength(self.today)];
                let half = at_mut(halves, *at(&scratch.places, *number));
                self.keep(half, Half { first: Some(*first), steps });
            }
        }
    }

    /// From the second ring inwards.
    fn backward(&self, scratch: &mut Scratch, second: &[u32], halves: &mut [Half]) {
        scratch.near.add_all(self.row.named());
        for (half, row) in halves.iter_mut().zip(self.state.gather(second)) {
            let met = row.named().iter().enumerate().filter(|(_, number)| scratch.near.has(**number));
            for (place, first) in met {
                if let Some(position) = self.row.find(*first, Part::Named) {
                    let steps = [self.step(*first, position), row.side(place).strength(self.today)];
                    self.keep(half, Half { first: Some(*first), steps });
                }
            }
        }
        scratch.near.remove_all(self.row.named());
    }

    fn keep(&self, half: &mut Half, other: Half) {
        let id = |half: &Half| half.first.map(|number| self.state.id(number));
        let (kept, new) = (half.product(), other.product());
        if half.first.is_none() || new > kept || new == kept && id(&other) < id(half) {
            *half = other;
        }
    }

    /// The warmest way to a target over the halves; of equals the one whose connectors have the lower ids.
    fn through(&self, scratch: &Scratch, halves: &[Half], row: Row<'_>) -> Way {
        let (mut best, mut by) = (Way::default(), None);
        for (place, second) in row.named().iter().enumerate().filter(|(_, second)| scratch.second.has(**second)) {
            let half = at(halves, *at(&scratch.places, *second));
            let Half { first: Some(first), steps: [own, middle] } = *half else { continue };
            let strength = path_strength(&[own, middle, row.side(place).strength(self.today)]);
            let way = Way { strength, through: Some(first), first_step: own };
            let alike = way.strength == best.strength && way.through == best.through;
            let lower = alike && by.is_some_and(|by| self.state.id(*second) < self.state.id(by));
            if by.is_none() || way.is_before(&best, self.state) || lower {
                (best, by) = (way, Some(*second));
            }
        }
        best
    }
}
