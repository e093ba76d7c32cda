//! One larger town, over several blocks of rows and words of sets, with many who hide, are unwilling, or blocked.

use pergola_domain::{
    changes::{Change, MetKind},
    ids::{MemberId, OrganisationId, TieId},
    time::{DAY_US, Timestamp},
};
use pergola_index::{Asking, Between};

use crate::town::{NOW, Sharing, Town};

const PEOPLE: u64 = 300;
const TIES: usize = 900;

/// A plain generator: the town is the same in every run.
fn chance(state: &mut u64) -> u64 {
    *state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
    *state >> 33
}

fn any(state: &mut u64) -> MemberId {
    MemberId(i64::try_from(chance(state) % PEOPLE).unwrap() * 97 + 5)
}

fn town(seed: u64) -> Town {
    let mut state = seed;
    let mut town = Town::default();
    for number in 0..PEOPLE {
        let sharing = Sharing {
            unwilling: chance(&mut state).is_multiple_of(5),
            hides: chance(&mut state).is_multiple_of(9),
            leaving: chance(&mut state).is_multiple_of(40),
            suspended: chance(&mut state).is_multiple_of(40),
        };
        town.members.insert(MemberId(i64::try_from(number).unwrap() * 97 + 5), sharing);
    }
    for turn in 0..TIES {
        let since = Timestamp(DAY_US * i64::try_from(chance(&mut state) % 20_000).unwrap());
        // One in eight to the same person, so that there is a hub.
        let one = if turn % 8 == 0 { MemberId(5) } else { any(&mut state) };
        let other = any(&mut state);
        town.apply(&Change::TieFormed { tie: TieId(1), one, other, since, met: MetKind::Event });
    }
    for member in town.members.keys().copied().collect::<Vec<_>>() {
        let organisation = OrganisationId(i64::try_from(chance(&mut state) % 12).unwrap() + 1);
        let (from, to) = (None, None);
        let spell = pergola_domain::changes::Spell { organisation, school: false, from, to, ended: false };
        town.spells.insert(member, vec![spell]);
    }
    for _ in 0..60 {
        let (by, against) = (any(&mut state), any(&mut state));
        town.apply(&Change::BlockPlaced { by, against });
    }
    town
}

#[test]
fn a_larger_town_is_as_defined() {
    for seed in [1, 2] {
        let town = town(seed);
        let view = town.graph(1).view();
        let mut state = seed + 100;
        let everybody: Vec<_> = town.members.keys().copied().collect();
        for turn in 0..60 {
            let viewer = any(&mut state);
            let asking = Asking::plain(viewer, NOW);
            let together = view.distances(viewer, &everybody);
            for step in 0..12 {
                let place = (turn * 31 + step * 23) % everybody.len();
                let target = everybody[place];
                assert_eq!(view.distance(viewer, target), town.distance(viewer, target), "{viewer} to {target}");
                assert_eq!(together[place], town.distance(viewer, target), "{viewer} to {target}");
                let mutuals: std::collections::BTreeSet<_> = view.mutuals(&asking, target).into_iter().collect();
                assert_eq!(mutuals, town.mutuals(viewer, target));
            }
            let target = any(&mut state);
            for between in [Between::Fewest, Between::OneOrTwo] {
                let paths = view.paths(&asking, target, between, 5);
                let found: Vec<_> = paths.into_iter().map(|path| (path.strength, path.people)).collect();
                assert_eq!(found, town.paths(&asking, target, between));
            }
        }
        for (viewer, close) in
            [(MemberId(5), any(&mut state)), (any(&mut state), MemberId(5)), (MemberId(102), MemberId(5))]
        {
            let closeness = [(close, 5)];
            let asking = Asking { closeness: &closeness, ..Asking::plain(viewer, NOW) };
            for organisation in [3, 8].map(OrganisationId) {
                let people = view.people_at(&asking, organisation, 3);
                for person in &people {
                    let first = person.through.or_else(|| (person.distance == 1).then_some(person.member));
                    assert_eq!(person.first_step, first.map_or(0, |first| town.step(viewer, first, &asking)));
                }
                let found: Vec<_> = people
                    .into_iter()
                    .map(|person| (person.distance, std::cmp::Reverse(person.strength), person.member, person.through))
                    .collect();
                assert_eq!(found, town.people_at(&asking, organisation, 3));
            }
            assert_eq!(view.people_by_mutuals(viewer, 1000), town.by_mutuals(viewer));
        }
    }
}
