//! The warmest paths with one or two people between, each step with its evidence.

use std::cmp::Reverse;

use pergola_domain::{
    changes::MetKind,
    ids::{MemberId, OrganisationId},
    network::{Months, path_strength, weak_link},
    time::{DAY_US, Timestamp},
};

use crate::{
    aside::shared,
    asking::Asking,
    belongings::Belonging,
    cells::at,
    meet::common,
    rows::{AWAY, BLOCKS, HIDES, Part, Side},
    scratch::Scratch,
    state::State,
};

/// How many paths a question may bring at most.
pub const MOST_PATHS: usize = 5;

/// Which paths are looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Between {
    /// One person; two only where no path with one may be shown.
    Fewest,
    /// One or two, whichever is warmer.
    OneOrTwo,
}

/// A way from the viewer to somebody, through people who may be named.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Path {
    /// Viewer, connectors, target.
    pub people: Vec<MemberId>,
    /// Parts of a billion: the product of the steps.
    pub strength: u64,
    pub steps: Vec<Step>,
    /// Position of the weak link among the steps.
    pub weak: usize,
}

/// One step of a path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    pub from: MemberId,
    pub to: MemberId,
    /// Parts of a thousand. Of the first step it may be the viewer's own closeness.
    pub strength: u16,
    /// How they met, as both confirmed.
    pub met: MetKind,
    /// The day since which they are tied.
    pub since: Timestamp,
    /// Work and study at the same place in the same months.
    pub together: Vec<Together>,
}

/// Two people at one place in the same months.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Together {
    pub organisation: OrganisationId,
    pub school: bool,
    pub months: Months,
}

/// A path before it is told: connectors by number, with what orders them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Found {
    strength: u64,
    first: u32,
    second: Option<u32>,
}

impl Found {
    /// Warmest first, of equals the one with fewer people, then by ids: the same order on every server.
    fn order(&self, state: &State) -> impl Ord + use<> {
        let second = self.second.map(|number| state.id(number));
        (Reverse(self.strength), second.is_some(), state.id(self.first), second)
    }

    fn shares_someone(&self, other: &Self) -> bool {
        let has = |number: u32| other.first == number || other.second == Some(number);
        has(self.first) || self.second.is_some_and(has)
    }
}

/// At most `limit` paths, no connector on two of them, warmest first.
pub(crate) fn paths(
    state: &State,
    scratch: &mut Scratch,
    asking: &Asking<'_>,
    (viewer, target): (u32, u32),
    (between, limit): (Between, usize),
) -> Vec<Path> {
    let mut found = Vec::new();
    if viewer == target || state.row(target).is(HIDES | AWAY) || state.is_blocked(viewer, target) {
        return Vec::new();
    }
    through_one(state, asking, viewer, target, &mut found);
    if found.is_empty() || between == Between::OneOrTwo {
        through_two(state, scratch, asking, (viewer, target), &mut found);
    }
    let chosen = choose(state, found, limit.min(MOST_PATHS));
    chosen.iter().map(|found| tell(state, asking, (viewer, target), found)).collect()
}

fn through_one(state: &State, asking: &Asking<'_>, viewer: u32, target: u32, found: &mut Vec<Found>) {
    let (from, to) = (state.row(viewer), state.row(target));
    common(from.named(), to.named(), |first| {
        let step = |row: crate::rows::Row<'_>| row.find(first, Part::Named).map(|place| row.side(place));
        if let (Some(own), Some(last)) = (step(from), step(to)) {
            let steps = [asking.own_step(state, first, own), last.strength(asking.today())];
            found.push(Found { strength: path_strength(&steps), first, second: None });
        }
    });
}

/// Marks the named neighbours of the one end and reads the rows of the other's, whichever reads less.
fn through_two(
    state: &State,
    scratch: &mut Scratch,
    asking: &Asking<'_>,
    (viewer, target): (u32, u32),
    found: &mut Vec<Found>,
) {
    let (from, to) = (state.row(viewer), state.row(target));
    let blocks = (from.flags() | to.flags()) & BLOCKS != 0;
    // The ends are no connectors, though they may be tied and so stand in each other's rows.
    let allowed = |number: &u32| {
        *number != viewer
            && *number != target
            && !(blocks && (state.is_blocked(viewer, *number) || state.is_blocked(target, *number)))
    };
    let work = |numbers: &[u32]| numbers.iter().map(|number| u64::from(state.row(*number).open_count())).sum::<u64>();
    let forward = work(from.named()) <= work(to.named());
    let (read, marked) = if forward { (from, to) } else { (to, from) };
    let today = asking.today();
    let strength_of = |end: crate::rows::Row<'_>, is_viewer: bool, place: usize, number: u32| {
        let side = end.side(place);
        if is_viewer { asking.own_step(state, number, side) } else { side.strength(today) }
    };
    // The strength of the marked end's steps, by number, is kept beside the marks.
    for (place, number) in marked.named().iter().enumerate().filter(|(_, number)| allowed(number)) {
        scratch.near.add(*number);
        if let Some(slot) = scratch.places.get_mut(crate::cells::wide(*number)) {
            *slot = u32::from(strength_of(marked, !forward, place, *number));
        }
    }
    for (place, near) in read.named().iter().enumerate().filter(|(_, number)| allowed(number)) {
        let row = state.row(*near);
        let mut own = None;
        for (inner, far) in row.named().iter().enumerate().filter(|(_, far)| scratch.near.has(**far)) {
            let own = *own.get_or_insert_with(|| strength_of(read, forward, place, *near));
            let middle = row.side(inner).strength(today);
            let far_step = u16::try_from(*at(&scratch.places, *far)).unwrap_or(0);
            let (first, second) = if forward { (*near, *far) } else { (*far, *near) };
            found.push(Found { strength: path_strength(&[own, middle, far_step]), first, second: Some(second) });
        }
    }
    scratch.near.remove_all(marked.named());
}

/// The warmest that share nobody with a warmer one.
fn choose(state: &State, mut found: Vec<Found>, limit: usize) -> Vec<Found> {
    let mut chosen: Vec<Found> = Vec::with_capacity(limit);
    while chosen.len() < limit {
        // Strength decides nearly always; ids are looked up only for equals.
        let best = found.iter().copied().reduce(|best, other| match other.strength.cmp(&best.strength) {
            std::cmp::Ordering::Greater => other,
            std::cmp::Ordering::Equal if other.order(state) < best.order(state) => other,
            _ => best,
        });
        let Some(best) = best else { break };
        found.retain(|other| !other.shares_someone(&best));
        chosen.push(best);
    }
    chosen
}

fn tell(state: &State, asking: &Asking<'_>, (viewer, target): (u32, u32), found: &Found) -> Path {
    let numbers: Vec<_> = [Some(viewer), Some(found.first), found.second, Some(target)].into_iter().flatten().collect();
    let steps: Vec<_> = numbers.windows(2).filter_map(|pair| step(state, asking, viewer, pair)).collect();
    let strengths: Vec<_> = steps.iter().map(|step| step.strength).collect();
    Path {
        people: numbers.into_iter().map(|number| state.id(number)).collect(),
        strength: found.strength,
        weak: weak_link(&strengths).unwrap_or(0),
        steps,
    }
}

pub(crate) fn step(state: &State, asking: &Asking<'_>, viewer: u32, pair: &[u32]) -> Option<Step> {
    let &[from, to] = pair else { return None };
    let row = state.row(from);
    let side = row.side(row.find(to, state.part(to))?);
    let strength = if from == viewer { asking.own_step(state, to, side) } else { side.strength(asking.today()) };
    Some(Step {
        from: state.id(from),
        to: state.id(to),
        strength,
        met: side.met(),
        since: since(side),
        together: together(state, from, to),
    })
}

pub(crate) fn since(side: Side) -> Timestamp {
    Timestamp(i64::from(side.since_day()) * DAY_US)
}

/// Where two people were in the same months, longest first.
pub(crate) fn together(state: &State, one: u32, other: u32) -> Vec<Together> {
    let pairs = shared(state.aside(one).stays(), state.aside(other).stays());
    let mut found: Vec<_> = pairs
        .filter_map(|(one, other)| {
            let (organisation, school) = match one.belonging {
                Belonging::Work(organisation) => (organisation, false),
                Belonging::Study(organisation) => (organisation, true),
                _ => return None,
            };
            one.months.shared(other.months).map(|months| Together { organisation, school, months })
        })
        .collect();
    found.sort_by_key(|together| (Reverse(together.months.to - together.months.from), together.organisation));
    found
}
