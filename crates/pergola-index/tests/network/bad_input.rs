//! Self, the unknown, the erased, thirty thousand ties, ten thousand questions at once.

use pergola_domain::{
    changes::{Change, MetKind, Spell},
    ids::{MemberId, OrganisationId, TieId},
};
use pergola_index::{Asking, Between, Graph, MemberRow, Tables, TieRow};

use crate::town::NOW;

const HUB_TIES: i64 = 30_000;

/// Member 1 is tied to all others; each of those to the next.
fn hub() -> Graph {
    let tie = |one, other| TieRow { one: MemberId(one), other: MemberId(other), since: NOW, met: MetKind::Online };
    let spokes = (2..HUB_TIES + 2).map(move |other| tie(1, other));
    let ring = (2..HUB_TIES + 1).map(move |one| tie(one, one + 1));
    let tables = Tables {
        members: Box::new((1..HUB_TIES + 2).map(|id| MemberRow::new(MemberId(id)))),
        ties: Box::new(spokes.chain(ring)),
        ..Tables::default()
    };
    Graph::build(tables, 0)
}

#[test]
fn a_member_with_thirty_thousand_ties_asks_and_is_asked() {
    let graph = hub();
    let view = graph.view();
    assert_eq!(view.tie_count(MemberId(1)), 30_000);
    assert_eq!(view.distance(MemberId(2), MemberId(20_000)), Some(2));
    assert_eq!(view.mutual_count(MemberId(1), MemberId(2)), 1);
    assert_eq!(view.mutuals(&Asking::plain(MemberId(2), NOW), MemberId(3)), [MemberId(1)]);
    let asking = Asking::plain(MemberId(1), NOW);
    assert!(view.suggestions(&asking, 20).is_empty(), "he knows everybody");
    assert!(!view.suggestions(&Asking::plain(MemberId(5), NOW), 20).is_empty());
    // He hides, and is gone from between; he shows himself again, and is back.
    let sharing = |hides_ties| Change::SharingChanged { member: MemberId(1), connector: true, hides_ties };
    graph.apply(&sharing(true), 1);
    assert_eq!(graph.view().distance(MemberId(2), MemberId(20_000)), None);
    graph.apply(&sharing(false), 2);
    assert_eq!(graph.view().facts(), view.facts());
    graph.apply(&Change::MemberErased { member: MemberId(1) }, 3);
    assert_eq!(graph.view().distance(MemberId(2), MemberId(5)), Some(3));
}

/// What is asked for very many at once is the same as what is asked for each.
#[test]
fn who_is_there_of_whom_thirty_thousand_lead_to_is_as_the_paths_say() {
    let graph = hub();
    let there = OrganisationId(9);
    let (two_steps, three_steps, between) = (MemberId(50_001), MemberId(50_002), MemberId(50_003));
    let mut changes = Vec::new();
    for member in [two_steps, three_steps, between] {
        changes.push(Change::MemberJoined { member });
    }
    let pairs = [(two_steps, MemberId(2)), (two_steps, MemberId(7)), (three_steps, between), (between, MemberId(4))];
    for (one, other) in pairs {
        changes.push(Change::TieFormed { tie: TieId(1), one, other, since: NOW, met: MetKind::Worked });
    }
    for member in [two_steps, three_steps, MemberId(11)] {
        let spells = vec![Spell { organisation: there, school: false, from: None, to: None, ended: false }];
        changes.push(Change::SpellsChanged { member, spells });
    }
    for (seq, change) in (1..).zip(&changes) {
        graph.apply(change, seq);
    }
    let view = graph.view();
    // From the one with thirty thousand ties, from one of his, and from beyond those.
    for (viewer, expected) in [(MemberId(1), [1, 2, 3].as_slice()), (MemberId(6), &[2, 2]), (between, &[1, 3])] {
        let asking = Asking::plain(viewer, NOW);
        let found = view.people_at(&asking, there, 3);
        assert_eq!(found.iter().map(|person| person.distance).collect::<Vec<_>>(), expected, "{viewer}");
        for person in found.iter().filter(|person| person.distance > 1) {
            let paths = view.paths(&asking, person.member, Between::Fewest, 1);
            let way = (paths[0].strength, Some(paths[0].people[1]), paths[0].steps[0].strength);
            assert_eq!((person.strength, person.through, person.first_step), way, "{viewer}");
        }
    }
}

#[test]
fn ten_thousand_questions_in_one() {
    let view = hub().view();
    let targets: Vec<_> = (0..10_000).map(|n| MemberId(n * 7)).collect();
    let distances = view.distances(MemberId(2), &targets);
    assert_eq!(distances.len(), targets.len());
    assert_eq!(distances[0], None, "nobody has the id 0");
    assert!(distances[9..4_000].iter().all(|distance| *distance == Some(2)));
}

#[test]
fn oneself_the_unknown_and_the_erased_have_plain_answers() {
    let graph = hub();
    graph.apply(&Change::MemberErased { member: MemberId(9) }, 1);
    let view = graph.view();
    let me = Asking::plain(MemberId(2), NOW);
    assert_eq!(view.distance(MemberId(2), MemberId(2)), Some(0));
    assert_eq!(view.mutual_count(MemberId(2), MemberId(2)), 0);
    assert!(view.paths(&me, MemberId(2), Between::OneOrTwo, 5).is_empty());
    for nobody in [MemberId(9), MemberId(99_999_999), MemberId(0), MemberId(-1), MemberId(i64::MIN)] {
        assert!(!view.knows(nobody));
        assert_eq!(view.distance(MemberId(2), nobody), None);
        assert_eq!(view.distance(nobody, MemberId(2)), None);
        assert_eq!(view.distance(nobody, nobody), None);
        assert!(view.mutuals(&me, nobody).is_empty());
        assert!(view.paths(&me, nobody, Between::Fewest, 5).is_empty());
        assert!(view.suggestions(&Asking::plain(nobody, NOW), 5).is_empty());
        assert!(view.people_at(&Asking::plain(nobody, NOW), OrganisationId(1), 3).is_empty());
        assert!(view.own_ties(nobody).is_empty());
        graph.apply(&Change::TieRemoved { one: nobody, other: MemberId(2) }, graph.seq() + 1);
    }
    assert!(view.people_at(&me, OrganisationId(1), 200).is_empty());
    assert!(view.suggestions(&me, 0).is_empty());
    assert_eq!(graph.view().facts(), view.facts());
}

#[test]
fn somebody_joins_an_empty_network_and_many_more_do() {
    let graph = Graph::empty();
    for n in 1..=2_000_i64 {
        graph.apply(&Change::MemberJoined { member: MemberId(n * 3) }, n);
    }
    let tie = |one, other| Change::TieFormed { tie: TieId(1), one, other, since: NOW, met: MetKind::Event };
    graph.apply(&tie(MemberId(3), MemberId(6_000)), 3_000);
    graph.apply(&tie(MemberId(3), MemberId(3)), 3_001);
    let view = graph.view();
    assert_eq!(view.distance(MemberId(6_000), MemberId(3)), Some(1));
    assert_eq!((view.size().members, view.size().ties), (2_000, 1));
}
