//! Whom somebody knows at an organisation: members at distance one to three, now or once there.

use std::cmp::Reverse;

use pergola_domain::{
    ids::{MemberId, OrganisationId},
    network::{Months, path_strength},
};

use crate::{
    asking::Asking,
    belongings::Belonging,
    distance,
    meet::common,
    paths::{Between, paths},
    rows::{AWAY, BLOCKS, HIDES, Part},
    scratch::Scratch,
    state::State,
};

/// Somebody at the organisation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PersonAt {
    pub member: MemberId,
    pub distance: u8,
    /// Of the warmest way there that may be shown, in parts of a billion; zero where none may.
    pub strength: u64,
    /// The first connector of that way; none for the viewer's own ties, and where nobody may be named.
    pub through: Option<MemberId>,
    /// Strength of the viewer's own first step on that way, in parts of a thousand; zero where none may be shown.
    pub first_step: u16,
    pub stays: Vec<StayAt>,
}

/// When, and whether as a pupil.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct StayAt {
    pub school: bool,
    pub months: Months,
}

/// Nearest first, then warmest, then by id; up to `farthest` (1 to 3) steps away.
pub(crate) fn people_at(
    state: &State,
    scratch: &mut Scratch,
    asking: &Asking<'_>,
    viewer: u32,
    (organisation, farthest): (OrganisationId, u8),
) -> Vec<PersonAt> {
    let mut people: Vec<(u32, StayAt)> = Vec::new();
    for (belonging, school) in [(Belonging::Work(organisation), false), (Belonging::Study(organisation), true)] {
        let there = state.belongings.people(belonging);
        people.extend(there.iter().map(|(number, months)| (*number, StayAt { school, months: *months })));
    }
    people.sort_unstable();
    let mut numbers: Vec<_> = people.iter().map(|(number, _)| *number).filter(|number| *number != viewer).collect();
    numbers.dedup();
    let distances = near(state, scratch, viewer, &numbers, farthest);
    let mut found: Vec<_> = numbers
        .iter()
        .zip(distances)
        .filter_map(|(number, distance)| {
            let distance = distance.filter(|distance| (1..=farthest).contains(distance))?;
            let (strength, through, first_step) = way(state, scratch, asking, (viewer, *number), distance);
            let from = people.partition_point(|(other, _)| other < number);
            let stays = people.iter().skip(from).take_while(|(other, _)| other == number);
            Some(PersonAt {
                member: state.id(*number),
                distance,
                strength,
                through: through.map(|number| state.id(number)),
                first_step,
                stays: stays.map(|(_, stay)| *stay).collect(),
            })
        })
        .collect();
    found.sort_by_key(|person| (person.distance, Reverse(person.strength), person.member));
    found
}

/// Distances, exact up to `farthest`; for two circles the people's rows are held against the viewer's own.
fn near(state: &State, scratch: &mut Scratch, viewer: u32, numbers: &[u32], farthest: u8) -> Vec<Option<u8>> {
    if farthest > 2 {
        return distance::many(state, scratch, viewer, (numbers, farthest));
    }
    let own = state.row(viewer);
    scratch.near.add_all(own.open());
    scratch.second.add_all(own.all());
    let blocks = own.is(BLOCKS);
    let found = numbers.iter().map(|number| {
        let row = state.row(*number);
        if scratch.second.has(*number) {
            Some(1)
        } else if row.is(HIDES | AWAY) || blocks && state.is_blocked(viewer, *number) {
            None
        } else {
            scratch.near.has_any(row.open()).then_some(2)
        }
    });
    let found = found.collect();
    scratch.near.remove_all(own.open());
    scratch.second.remove_all(own.all());
    found
}

/// The strength of the warmest way that may be shown, and who comes first on it.
fn way(
    state: &State,
    scratch: &mut Scratch,
    asking: &Asking<'_>,
    (viewer, number): (u32, u32),
    distance: u8,
) -> (u64, Option<u32>, u16) {
    let (own, theirs) = (state.row(viewer), state.row(number));
    match distance {
        1 => {
            let side = own.find(number, state.part(number)).map(|place| own.side(place));
            side.map_or((0, None, 0), |side| {
                let step = asking.own_step(state, number, side);
                (path_strength(&[step]), None, step)
            })
        }
        2 => {
            let mut best: Option<(u64, u32, u16)> = None;
            common(own.named(), theirs.named(), |first| {
                let side = |row: crate::rows::Row<'_>| row.find(first, Part::Named).map(|place| row.side(place));
                if let (Some(mine), Some(last)) = (side(own), side(theirs)) {
                    let steps = [asking.own_step(state, first, mine), last.strength(asking.today())];
                    let strength = path_strength(&steps);
                    let better = |(best, by, _)| strength > best || strength == best && state.id(first) < state.id(by);
                    if best.is_none_or(better) {
                        best = Some((strength, first, steps[0]));
                    }
                }
            });
            best.map_or((0, None, 0), |(strength, first, step)| (strength, Some(first), step))
        }
        _ => {
            let best = paths(state, scratch, asking, (viewer, number), (Between::Fewest, 1));
            let first = best.first();
            let through = first.and_then(|path| path.people.get(1)).and_then(|member| state.number(*member));
            let step = first.and_then(|path| path.steps.first()).map_or(0, |step| step.strength);
            (first.map_or(0, |path| path.strength), through, step)
        }
    }
}
