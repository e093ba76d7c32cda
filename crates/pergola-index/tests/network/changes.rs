//! The kept network equals one built anew from the tables, at every place of the log.

use pergola_domain::changes::Change;
use pergola_index::{Asking, Fact, Graph, Tables, View};
use proptest::{collection::vec, proptest};

use crate::town::{NOW, Town, any_change, people};

/// What only one of two networks knows: shorter to read than all of both.
fn difference(one: &View, other: &View) -> Vec<Fact> {
    let (one, other) = (one.facts(), other.facts());
    if one == other {
        return Vec::new();
    }
    let only = |these: &[Fact], those: &[Fact]| these.iter().copied().filter(|fact| !those.contains(fact)).collect();
    let (mut only_one, only_other): (Vec<_>, Vec<_>) = (only(&one, &other), only(&other, &one));
    only_one.extend(only_other);
    assert!(!only_one.is_empty(), "a fact is there twice");
    only_one
}

fn everybody() -> Vec<Change> {
    people().map(|member| Change::MemberJoined { member }).collect()
}

proptest! {
    #![proptest_config(crate::town::cases(40))]

    #[test]
    fn kept_is_rebuilt_at_every_place(changes in vec(any_change(), 0..90)) {
        let kept = Graph::build(Tables::default(), 0);
        let mut town = Town::default();
        for (seq, change) in (1..).zip(everybody().into_iter().chain(changes)) {
            kept.apply(&change, seq);
            kept.apply(&change, seq);
            town.apply(&change);
            assert!(kept.at_least(seq) && !kept.at_least(seq + 1));
            assert_eq!(difference(&kept.view(), &town.graph(seq).view()), [], "after {change:?}");
        }
        let (kept, rebuilt) = (kept.view(), town.graph(1).view());
        assert_eq!((kept.size().ties, kept.seq() > 0), (rebuilt.size().ties, true));
        for viewer in people() {
            for target in people() {
                assert_eq!(kept.distance(viewer, target), rebuilt.distance(viewer, target));
                let asking = Asking::plain(viewer, NOW);
                assert_eq!(kept.mutuals(&asking, target), rebuilt.mutuals(&asking, target));
            }
        }
    }

    #[test]
    fn tables_newer_than_their_place_do_no_harm(changes in vec(any_change(), 1..60), from in 0_usize..60) {
        let mut town = Town::default();
        let mut log = Vec::new();
        for change in everybody().into_iter().chain(changes) {
            // An id is minted once: who was erased never comes back as the same member.
            let is_new = !matches!(change, Change::MemberJoined { .. }) || !log.contains(&change);
            if is_new && town.could_come_to_pass(&change) {
                town.apply(&change);
                log.push(change);
            }
        }
        let changes = log;
        // The tables hold everything, the place says less: the rest of the log is applied again.
        let place = from.min(changes.len());
        let graph = town.graph(i64::try_from(place).unwrap());
        graph.apply_all((1..).zip(&changes));
        assert_eq!(difference(&graph.view(), &town.graph(1).view()), []);
    }
}

#[test]
fn a_view_does_not_move_while_the_network_does() {
    let mut town = Town::default();
    everybody().iter().for_each(|change| town.apply(change));
    let graph = town.graph(1);
    let before = graph.view();
    let (ada, bruno) = (crate::town::person(0), crate::town::person(1));
    let tie = pergola_domain::ids::TieId(1);
    let met = pergola_domain::changes::MetKind::Worked;
    graph.apply(&Change::TieFormed { tie, one: ada, other: bruno, since: NOW, met }, 2);
    assert_eq!(before.distance(ada, bruno), None);
    assert_eq!(graph.view().distance(ada, bruno), Some(1));
    graph.settle(9);
    assert!(graph.at_least(9) && graph.view().distance(ada, bruno) == Some(1));
}

#[test]
fn readers_go_on_while_a_writer_writes() {
    let mut town = Town::default();
    everybody().iter().for_each(|change| town.apply(change));
    let graph = town.graph(0);
    let (ada, bruno, carla) = (crate::town::person(0), crate::town::person(1), crate::town::person(2));
    let tie = |one, other| Change::TieFormed {
        tie: pergola_domain::ids::TieId(1),
        one,
        other,
        since: NOW,
        met: pergola_domain::changes::MetKind::Event,
    };
    std::thread::scope(|scope| {
        scope.spawn(|| {
            // Always both ties or none of them, in one batch.
            for round in 0..2_000_i64 {
                let formed = [tie(ada, bruno), tie(bruno, carla)];
                let removed = [(ada, bruno), (bruno, carla)].map(|(one, other)| Change::TieRemoved { one, other });
                graph.apply_all((round * 4 + 1..).zip(&formed));
                graph.apply_all((round * 4 + 3..).zip(&removed));
            }
        });
        scope.spawn(|| {
            let mut last = 0;
            while last < 7_999 {
                let view = graph.view();
                assert!(view.seq() >= last);
                last = view.seq();
                let tied = view.distance(ada, bruno) == Some(1);
                assert_eq!(view.distance(ada, carla), tied.then_some(2));
                assert_eq!(view.mutual_count(ada, carla), u32::from(tied));
            }
        });
    });
}
