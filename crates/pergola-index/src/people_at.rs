//! Whom somebody knows at an organisation: members at distance one to three, now or once there.

use std::cmp::Reverse;

use pergola_domain::{
    ids::{MemberId, OrganisationId},
    network::Months,
};

use crate::{
    asking::Asking,
    belongings::Belonging,
    distance,
    rows::{AWAY, BLOCKS, HIDES},
    scratch::Scratch,
    state::State,
    ways::ways,
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

/// Nearest first, then warmest, then by id; up to `farthest` (1 to 3) steps away. Nobody who is away.
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
        people.extend(there.spells().map(|(number, months)| (number, StayAt { school, months })));
    }
    // Two lists in order, one after the other: a stable sort merges them.
    people.sort();
    // Who is away is there for nobody, his ties included.
    let there = |number: &u32| *number != viewer && !state.row(*number).is(AWAY);
    let mut numbers: Vec<_> = people.iter().map(|(number, _)| *number).filter(there).collect();
    numbers.dedup();
    let distances = near(state, scratch, viewer, &numbers, farthest);
    let near = numbers.into_iter().zip(distances);
    let within = near.filter_map(|(number, distance)| Some((number, distance?)));
    let targets: Vec<(u32, u8)> = within.filter(|(_, distance)| (1..=farthest).contains(distance)).collect();
    let ways = ways(state, scratch, asking, viewer, &targets);
    let mut found: Vec<_> = targets
        .into_iter()
        .zip(ways)
        .map(|((number, distance), way)| {
            let from = people.partition_point(|(other, _)| *other < number);
            let stays = people.iter().skip(from).take_while(|(other, _)| *other == number);
            PersonAt {
                member: state.id(number),
                distance,
                strength: way.strength,
                through: way.through.map(|number| state.id(number)),
                first_step: way.first_step,
                stays: stays.map(|(_, stay)| *stay).collect(),
            }
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
    // All rows are found before the first is read, so that far places in memory are fetched side by side.
    let found = numbers.iter().zip(state.gather(numbers)).map(|(number, row)| {
        if scratch.second.has(*number) {
            Some(1)
        } else if row.is(HIDES) || blocks && state.is_blocked(viewer, *number) {
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
