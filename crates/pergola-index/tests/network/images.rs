//! A saved image gives the same network back, or says that it cannot.

use pergola_domain::{changes::Change, time::Timestamp};
use pergola_index::{Asking, Damage, Graph};
use proptest::{prelude::ProptestConfig, prelude::any, proptest};

use crate::town::{NOW, Town, any_town, people, person};

const PROOF: pergola_index::Proof = [7; 32];

fn image(graph: &Graph) -> Vec<u8> {
    let mut image = Vec::new();
    graph.view().save(&PROOF, &mut image).unwrap();
    image
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, ..ProptestConfig::default() })]

    #[test]
    fn what_was_saved_is_loaded(town in any_town()) {
        let graph = town.graph(77);
        let (loaded, proof) = Graph::load(&mut image(&graph).as_slice()).unwrap();
        assert_eq!(proof, PROOF);
        assert_eq!((loaded.seq(), loaded.view().facts()), (77, graph.view().facts()));
        for viewer in people() {
            let asking = Asking::plain(viewer, NOW);
            assert_eq!(loaded.view().suggestions(&asking, 9), graph.view().suggestions(&asking, 9));
        }
    }

    #[test]
    fn a_changed_byte_is_noticed(town in any_town(), place in any::<proptest::sample::Index>(), bit in 0_u8..8) {
        let mut image = image(&town.graph(1));
        let place = place.index(image.len());
        image[place] ^= 1 << bit;
        assert!(Graph::load(&mut image.as_slice()).is_err());
    }

    #[test]
    fn a_torn_image_is_noticed(town in any_town(), place in any::<proptest::sample::Index>()) {
        let image = image(&town.graph(1));
        let torn = &image[..place.index(image.len())];
        assert!(matches!(Graph::load(&mut &*torn), Err(Damage::Unreadable(_))));
    }
}

#[test]
fn other_versions_and_other_files_are_told_apart() {
    let mut image = image(&Town::default().graph(1));
    assert!(matches!(Graph::load(&mut b"SQLite format 3\0".as_slice()), Err(Damage::Foreign)));
    image[8] = 200;
    assert!(matches!(Graph::load(&mut image.as_slice()), Err(Damage::OtherVersion(200))));
}

#[test]
fn who_was_erased_is_not_in_it_and_nobody_misses_him() {
    let mut town = Town::default();
    people().for_each(|member| town.apply(&Change::MemberJoined { member }));
    let graph = town.graph(1);
    let id = person(3).0.to_le_bytes();
    let holds = |image: &[u8]| image.windows(8).any(|bytes| bytes == id);
    assert!(holds(&image(&graph)));
    graph.apply(&Change::MemberErased { member: person(3) }, 2);
    let image = image(&graph);
    assert!(!holds(&image));
    let (loaded, _) = Graph::load(&mut image.as_slice()).unwrap();
    assert_eq!(loaded.view().facts(), graph.view().facts());
    // More join than there was room for.
    for (seq, number) in (3..).zip(100..400) {
        loaded.apply(&Change::MemberJoined { member: person(number) }, seq);
    }
    assert!(loaded.view().knows(person(399)) && loaded.view().knows(person(2)) && !loaded.view().knows(person(3)));
}

#[test]
fn when_it_was_studied_is_kept() {
    let graph = Town::default().graph(1);
    assert_eq!(graph.studied_at(), Timestamp(0));
    graph.study(NOW);
    assert_eq!(Graph::load(&mut image(&graph).as_slice()).unwrap().0.studied_at(), NOW);
}
