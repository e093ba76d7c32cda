//! What is private to B changes no byte of what C sees, about B or about anybody.

use pergola_domain::{
    changes::{Change, MetKind},
    ids::{ContactId, ImportId, InvitationId, MemberId, OrganisationId, TieId},
};
use pergola_index::{Asking, Between, View};
use proptest::{prop_assume, proptest};

use crate::town::{NOW, ORGANISATIONS, Town, any_person, any_town, ordered, people};

/// Everything that a viewer can be told, byte for byte.
fn all_that_is_seen(view: &View, viewer: MemberId) -> String {
    let asking = Asking::plain(viewer, NOW);
    let everybody: Vec<_> = people().collect();
    let mut seen = format!("{:?}\n", view.distances(viewer, &everybody));
    for target in people() {
        let paths = view.paths(&asking, target, Between::OneOrTwo, 5);
        let fewest = view.paths(&asking, target, Between::Fewest, 5);
        let mutuals = view.mutuals(&asking, target);
        seen += &format!("{target}: {:?} {mutuals:?} {paths:?} {fewest:?}\n", view.distance(viewer, target));
        seen += &format!("{}\n", view.mutual_count(viewer, target));
    }
    for organisation in 1..=ORGANISATIONS {
        seen += &format!("{:?}\n", view.people_at(&asking, OrganisationId(organisation), 3));
    }
    seen += &format!("{:?}\n{:?}\n", view.people_by_mutuals(viewer, 50), view.suggestions(&asking, 50));
    seen
}

proptest! {
    #![proptest_config(crate::town::cases(80))]

    #[test]
    fn private_acts_change_nothing_for_others(town in any_town(), b in any_person(), d in any_person(), c in any_person()) {
        prop_assume!(b != c && d != c && b != d);
        let private = [
            Change::SuggestionDismissed { by: b, other: c },
            Change::SuggestionDismissed { by: b, other: d },
            Change::InvitationSent { invitation: InvitationId(1), from: b, to: d },
            Change::InvitationClosed { invitation: InvitationId(1), from: b, to: d },
            Change::AskAnswered { by: b, asker: d },
            Change::AskAnswered { by: d, asker: b },
            Change::ContactAddressKept { owner: b, contact: ContactId(1) },
            Change::ImportFinished { import: ImportId(1), member: b },
            Change::FindableByAddress { member: b },
        ];
        let graph = town.graph(0);
        let before = all_that_is_seen(&graph.view(), c);
        for (seq, change) in (1..).zip(&private) {
            graph.apply(change, seq);
            assert_eq!(all_that_is_seen(&graph.view(), c), before, "{change:?}");
        }
        // The closeness of b is an argument of his own questions: asking them leaves nothing behind.
        let closeness = [(ordered(c, d).0, 5), (ordered(c, d).1, 1)];
        let asking = Asking { closeness: &closeness, ..Asking::plain(b, NOW) };
        let _ = (graph.view().paths(&asking, c, Between::OneOrTwo, 5), graph.view().suggestions(&asking, 9));
        assert_eq!(all_that_is_seen(&graph.view(), c), before);
    }

    #[test]
    fn ties_of_who_chose_nobody_change_nothing_for_third_people(
        town in any_town(), b in any_person(), d in any_person(), c in any_person(),
    ) {
        prop_assume!(b != c && d != c && b != d && !town.is_blocked(b, d));
        let mut town = town;
        town.apply(&Change::SharingChanged { member: b, connector: true, hides_ties: true });
        let graph = town.graph(0);
        let before = all_that_is_seen(&graph.view(), c);
        let formed = Change::TieFormed { tie: TieId(1), one: b, other: d, since: NOW, met: MetKind::Worked };
        graph.apply(&formed, 1);
        assert_eq!(all_that_is_seen(&graph.view(), c), before, "a tie that is hidden");
        graph.apply(&Change::TieRemoved { one: b, other: d }, 2);
        assert_eq!(all_that_is_seen(&graph.view(), c), before, "no tie at all");
    }

    #[test]
    fn blocked_people_see_nothing_of_each_other(town in any_town(), b in any_person(), c in any_person()) {
        prop_assume!(b != c);
        let graph = town.graph(0);
        graph.apply(&Change::BlockPlaced { by: b, against: c }, 1);
        let view = graph.view();
        for (viewer, other) in [(b, c), (c, b)] {
            let asking = Asking::plain(viewer, NOW);
            assert_eq!(view.distance(viewer, other), None);
            assert_eq!(view.mutual_count(viewer, other), 0);
            assert!(view.mutuals(&asking, other).is_empty());
            assert!(view.paths(&asking, other, Between::OneOrTwo, 5).is_empty());
            assert!(view.suggestions(&asking, 50).iter().all(|suggestion| suggestion.member != other));
            assert!(view.people_by_mutuals(viewer, 50).iter().all(|(member, _)| *member != other));
            let at = (1..=ORGANISATIONS).flat_map(|number| view.people_at(&asking, OrganisationId(number), 3));
            assert!(at.into_iter().all(|person| person.member != other && person.through != Some(other)));
            for target in people() {
                let mutuals = view.mutuals(&asking, target);
                let paths = view.paths(&asking, target, Between::OneOrTwo, 5);
                assert!(!mutuals.contains(&other) && paths.iter().all(|path| !path.people.contains(&other)));
            }
        }
        // Lifting it gives back no tie.
        graph.apply(&Change::BlockLifted { by: b, against: c }, 2);
        assert_ne!(graph.view().distance(b, c), Some(1));
    }
}

/// The town without anybody's private side is the same town: there is nowhere to put it.
#[test]
fn facts_know_nothing_private() {
    let mut town = Town::default();
    people().for_each(|member| town.apply(&Change::MemberJoined { member }));
    assert!(town.graph(1).view().facts().iter().all(|fact| matches!(fact, pergola_index::Fact::Member { .. })));
}
