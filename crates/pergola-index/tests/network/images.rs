//! A saved image gives the same network back, or says that it cannot.

use pergola_index::{Asking, Damage, Graph};
use proptest::{prelude::ProptestConfig, prelude::any, proptest};

use crate::town::{NOW, Town, any_town, people};

fn image(graph: &Graph) -> Vec<u8> {
    let mut image = Vec::new();
    graph.save(&mut image).unwrap();
    image
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, ..ProptestConfig::default() })]

    #[test]
    fn what_was_saved_is_loaded(town in any_town()) {
        let graph = town.graph(77);
        let loaded = Graph::load(&mut image(&graph).as_slice()).unwrap();
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
