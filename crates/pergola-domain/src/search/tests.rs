//! Properties of the sieve, against a plain count by the sentence that each rule is.

use std::collections::BTreeSet;

use proptest::prelude::*;

use super::{
    Audience, Distance, Facet, Facts, Filter, Hit, Kind, OpenAsks, Order, Value, Values, Viewer, asks_something,
    may_be_seen, sift,
};
use crate::{
    ids::{EventId, GroupId, MemberId},
    time::Timestamp,
};

const ME: MemberId = MemberId(1);
const NOW: Timestamp = Timestamp(1_000);

fn value(facet: Facet, index: u32) -> Value {
    Value::new(facet, index).unwrap()
}

fn values() -> impl Strategy<Value = Vec<Value>> {
    // The index is of one facet alone: three of each.
    let one = (0_u32..18).prop_map(|index| value(Facet::ALL[usize::try_from(index / 3).unwrap()], index));
    proptest::collection::btree_set(one, 0..5).prop_map(|values| values.into_iter().collect())
}

fn audience() -> impl Strategy<Value = Audience> {
    prop_oneof![
        Just(Audience::Everybody),
        (1_u8..4).prop_map(Audience::Steps),
        (1_i64..4).prop_map(|group| Audience::ReadersOf(GroupId(group))),
        (1_i64..4).prop_map(|group| Audience::KnowersOf(GroupId(group))),
        Just(Audience::Named),
        Just(Audience::Owner),
    ]
}

fn facts() -> impl Strategy<Value = Facts> {
    let kinds = prop_oneof![
        3 => Just(Kind::Person),
        2 => Just(Kind::Ask),
        2 => Just(Kind::Offer),
        2 => Just(Kind::Post),
        1 => Just(Kind::Organisation),
        1 => Just(Kind::Answered),
        1 => Just(Kind::Job),
        1 => Just(Kind::Event),
    ];
    let until = proptest::option::of((900_i64..1_100).prop_map(Timestamp));
    let asks = proptest::array::uniform4(proptest::option::of((900_i64..1_100).prop_map(Timestamp)));
    (kinds, 1_i64..8, audience(), until, values(), asks, 0_i64..1_000, values()).prop_map(
        |(kind, owner, audience, until, values, asks, id, named_by)| Facts {
            kind,
            id: if kind == Kind::Person { owner } else { id % 20 + 10 },
            owner: (kind != Kind::Organisation).then_some(MemberId(owner)),
            about: (kind == Kind::Answered).then_some(MemberId(owner % 7 + 1)),
            audience: if kind == Kind::Answered { Audience::Owner } else { audience },
            until,
            values: values.into_iter().collect(),
            named_by: named_by.into(),
            asks: asks.into(),
        },
    )
}

/// How far each member of the small world is from me.
fn steps(member: MemberId) -> Option<u8> {
    [None, None, Some(1), Some(2), Some(3), Some(4), None, Some(1)][usize::try_from(member.0).unwrap()]
}

fn distance(facts: &Facts) -> Distance {
    Distance::of(facts.person(), ME, facts.person().and_then(steps))
}

/// As they come: a few at a time.
fn in_batches<'a>(hits: &[Hit<'a>]) -> Vec<Vec<Hit<'a>>> {
    hits.chunks(3).map(<[Hit<'a>]>::to_vec).collect()
}

fn viewer() -> impl Strategy<Value = Viewer> {
    let members = || proptest::collection::btree_set((2_i64..8).prop_map(MemberId), 0..3);
    let groups = || proptest::collection::btree_set((1_i64..4).prop_map(GroupId), 0..3);
    (members(), members(), groups(), groups()).prop_map(|(apart, leaving, readable, known)| Viewer {
        member: ME,
        now: NOW,
        apart,
        leaving,
        readable,
        known,
        attends: BTreeSet::from([EventId(12), EventId(13)]),
    })
}

fn filter() -> impl Strategy<Value = Filter> {
    let kinds = proptest::collection::btree_set(
        prop_oneof![Just(Kind::Person), Just(Kind::Ask), Just(Kind::Knows), Just(Kind::Post)],
        0..3,
    );
    let distances = proptest::collection::btree_set(1_u8..5, 0..3);
    let chosen = proptest::array::uniform6(proptest::option::weighted(0.2, values()));
    (kinds, distances, chosen, proptest::bool::weighted(0.2)).prop_map(|(kinds, distances, chosen, open_asks)| {
        let mut filter = Filter { kinds, distances, open_asks, ..Filter::default() };
        for (facet, values) in Facet::ALL.into_iter().zip(chosen) {
            if let Some(values) = values {
                filter.choose(facet, values.into_iter().filter(|value| value.facet() == facet));
            }
        }
        filter
    })
}

/// What each result is to the plain count: kind, id, distance, whether it asks, its values.
type Plain = (Kind, i64, Distance, bool, BTreeSet<Value>);

/// All that is visible, one after the other, as a reader of the rules would find it.
fn plainly(all: &[Facts], viewer: &Viewer) -> Vec<Plain> {
    let seen = |facts: &&Facts| may_be_seen(facts, viewer, distance(facts));
    let naming = || all.iter().filter(seen).filter(|facts| matches!(facts.kind, Kind::Person | Kind::Job));
    let named = |facts: &Facts| {
        facts.kind == Kind::Organisation
            && facts.audience == Audience::Named
            && naming().any(|one| one.values.iter().any(|value| facts.named_by.contains(value)))
    };
    let visible: Vec<&Facts> = all.iter().filter(|facts| seen(facts) || named(facts)).collect();
    let row = |facts: &Facts, kind: Kind, distance: Distance| {
        let person = matches!(kind, Kind::Person | Kind::Knows);
        let leaves = facts.owner.is_some_and(|owner| owner != ME && viewer.leaving.contains(&owner));
        let asks = person && !leaves && asks_something(&facts.asks, distance, NOW);
        (kind, facts.id, distance, asks, facts.values.iter().copied().collect())
    };
    let mut rows: Vec<Plain> = visible
        .iter()
        .filter(|facts| facts.kind != Kind::Answered)
        .map(|facts| row(facts, facts.kind, distance(facts)))
        .collect();
    for member in (2..8).map(MemberId) {
        let tells = |facts: &&&Facts| {
            facts.person() == Some(member)
                && matches!(facts.kind, Kind::Person | Kind::Offer | Kind::Post | Kind::Answered)
        };
        let himself = visible.iter().find(|facts| facts.kind == Kind::Person && facts.owner == Some(member));
        if let (Some(_), Some(himself)) = (visible.iter().find(tells), himself) {
            rows.push(row(himself, Kind::Knows, distance(himself)));
        }
    }
    rows
}

fn passes(filter: &Filter, (kind, _, distance, asks, values): &Plain, but: Option<&str>) -> bool {
    let kinds = if filter.kinds.is_empty() { *kind != Kind::Knows } else { filter.kinds.contains(kind) };
    let near = filter.distances.is_empty() || distance.counted().is_some_and(|at| filter.distances.contains(&at));
    let chosen = filter.values.iter().zip(Facet::ALL).all(|(chosen, facet)| {
        but == Some(facet.word()) || chosen.as_ref().is_none_or(|chosen| !chosen.is_disjoint(values))
    });
    (kinds || but == Some("kind"))
        && (near || but == Some("distance"))
        && (!filter.open_asks || *asks || but == Some("asks"))
        && chosen
}

proptest! {
    #[test]
    fn results_and_counts_are_those_of_a_plain_filter(
        all in proptest::collection::vec(facts(), 0..40),
        viewer in viewer(),
        filter in filter(),
    ) {
        // A person is one document.
        let mut seen = BTreeSet::new();
        let all: Vec<Facts> = all.into_iter().filter(|facts| seen.insert((facts.kind, facts.id))).collect();
        let hits: Vec<Hit<'_>> =
            all.iter().map(|facts| Hit { facts, score: 1, tells: true, distance: distance(facts) }).collect();
        let person = |member| all.iter().find(|facts| facts.kind == Kind::Person && facts.owner == Some(member));
        let (found, _) = sift(in_batches(&hits), &viewer, &filter, Order::Nearness, (1_000, 18), person);
        let rows = plainly(&all, &viewer);
        let expected: BTreeSet<(Kind, i64)> =
            rows.iter().filter(|row| passes(&filter, row, None)).map(|row| (row.0, row.1)).collect();
        let got: BTreeSet<(Kind, i64)> = found.entries.iter().map(|entry| (entry.kind, entry.id)).collect();
        prop_assert_eq!(&got, &expected);
        prop_assert_eq!(usize::try_from(found.count).unwrap(), found.entries.len());
        let count = |of: &dyn Fn(&Plain) -> bool, but: &str| {
            rows.iter().filter(|row| passes(&filter, row, Some(but)) && of(row)).count()
        };
        for kind in Kind::SHOWN {
            prop_assert_eq!(usize::try_from(found.counts.of_kind(kind)).unwrap(), count(&|row| row.0 == kind, "kind"));
        }
        for at in 1_u8..5 {
            let told = found.counts.distances[usize::from(at) - 1];
            prop_assert_eq!(usize::try_from(told).unwrap(), count(&|row| row.2.counted() == Some(at), "distance"));
        }
        prop_assert_eq!(usize::try_from(found.counts.open_asks).unwrap(), count(&|row| row.3, "asks"));
        for index in 0..18 {
            let value = value(Facet::ALL[usize::try_from(index / 3).unwrap()], index);
            let told = usize::try_from(found.counts.of(value)).unwrap();
            prop_assert_eq!(told, count(&|row| row.4.contains(&value), value.facet().word()));
        }
    }

    /// Whoever does not exist for the viewer changes nothing: no result, no count, no place in the order.
    #[test]
    fn who_is_apart_changes_nothing(
        all in proptest::collection::vec(facts(), 0..40),
        viewer in viewer(),
        filter in filter(),
        by_match in any::<bool>(),
    ) {
        let mut seen = BTreeSet::new();
        let all: Vec<Facts> = all.into_iter().filter(|facts| seen.insert((facts.kind, facts.id))).collect();
        let apart = |facts: &Facts| {
            [facts.owner, facts.person()].into_iter().flatten().any(|member| viewer.apart.contains(&member))
        };
        let without: Vec<Facts> = all.iter().filter(|facts| !apart(facts)).cloned().collect();
        let order = if by_match { Order::Match } else { Order::Nearness };
        let sifted = |all: &[Facts]| {
            let hits: Vec<Hit<'_>> =
                all.iter().map(|facts| Hit { facts, score: 7, tells: true, distance: distance(facts) }).collect();
            let (found, _) = sift(in_batches(&hits), &viewer, &filter, order, (5, 18), |member| {
                all.iter().find(|facts| facts.kind == Kind::Person && facts.owner == Some(member))
            });
            (found.entries, found.count, found.counts, found.visible)
        };
        prop_assert_eq!(sifted(&all), sifted(&without));
    }
}

#[test]
fn the_nearest_come_first_or_the_best_match() {
    let person = |id: i64| Facts {
        kind: Kind::Person,
        id,
        owner: Some(MemberId(id)),
        about: None,
        audience: Audience::Everybody,
        until: None,
        values: Values::default(),
        named_by: Box::default(),
        asks: OpenAsks::default(),
    };
    let all = [person(2), person(3), person(6), person(7)];
    let viewer = Viewer::new(ME, NOW);
    let ordered = |order| {
        let scores = [1, 5, 9, 3];
        let hit = |(facts, score)| Hit { facts, score, tells: false, distance: distance(facts) };
        let hits: Vec<Hit<'_>> = all.iter().zip(scores).map(hit).collect();
        let (found, _) = sift(in_batches(&hits), &viewer, &Filter::default(), order, (3, 0), |_| None);
        found.entries.iter().map(|entry| entry.id).collect::<Vec<_>>()
    };
    assert_eq!(ordered(Order::Nearness), [7, 2, 3]);
    assert_eq!(ordered(Order::Match), [6, 3, 7]);
}
