//! Every question, of everybody about everybody, equals the definition.

use std::collections::BTreeSet;

use pergola_domain::{
    ids::{MemberId, OrganisationId},
    network::{path_strength, weak_link},
};
use pergola_index::{Asking, Between, Reason};
use proptest::{collection::vec, prelude::ProptestConfig, proptest};

use crate::town::{NOW, ORGANISATIONS, Town, any_person, any_town, people};

fn config() -> ProptestConfig {
    crate::town::cases(80)
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn distances_and_mutuals_are_those_of_the_visible_graph(town in any_town()) {
        let view = town.graph(1).view();
        let all: Vec<_> = people().collect();
        for viewer in people() {
            let together = view.distances(viewer, &all);
            let within = view.distances_within(viewer, &all, 3);
            for ((target, distance), within) in people().zip(together).zip(within) {
                let expected = town.distance(viewer, target);
                assert_eq!(within, expected.filter(|steps| *steps <= 3), "{viewer} to {target}, within three steps");
                assert_eq!(view.distance(viewer, target), expected, "{viewer} to {target}");
                assert_eq!(distance, expected, "{viewer} to {target}, among others");
                let listed: BTreeSet<_> = view.mutuals(&Asking::plain(viewer, NOW), target).into_iter().collect();
                assert_eq!(listed, town.mutuals(viewer, target), "{viewer} and {target}");
                assert_eq!(usize::try_from(view.mutual_count(viewer, target)).unwrap(), listed.len());
            }
        }
    }

    #[test]
    fn distance_is_the_same_from_both_ends_where_neither_hides(town in any_town()) {
        let view = town.graph(1).view();
        for one in people() {
            for other in people() {
                let shows = |member| town.members.get(&member).is_some_and(|s| !s.hides && !s.away());
                if shows(one) && shows(other) {
                    assert_eq!(view.distance(one, other), view.distance(other, one));
                    assert_eq!(view.mutual_count(one, other), view.mutual_count(other, one));
                }
            }
        }
    }

    #[test]
    fn paths_are_the_warmest_that_may_be_shown(town in any_town(), viewer in any_person(), close in vec((any_person(), 1_u8..6), 0..8)) {
        let view = town.graph(1).view();
        let closeness: Vec<_> = close.into_iter().collect::<std::collections::BTreeMap<_, _>>().into_iter().collect();
        let asking = Asking { closeness: &closeness, ..Asking::plain(viewer, NOW) };
        for target in people() {
            for between in [Between::Fewest, Between::OneOrTwo] {
                let paths = view.paths(&asking, target, between, 5);
                let found: Vec<_> = paths.iter().map(|path| (path.strength, path.people.clone())).collect();
                assert_eq!(found, town.paths(&asking, target, between), "{viewer} to {target}, {between:?}");
                for path in &paths {
                    let steps: Vec<_> = path.steps.iter().map(|step| step.strength).collect();
                    assert_eq!(path_strength(&steps), path.strength);
                    assert_eq!(weak_link(&steps), Some(path.weak));
                }
            }
        }
    }

    #[test]
    fn people_at_an_organisation_are_all_and_in_order(town in any_town(), viewer in any_person(), farthest in 1_u8..4) {
        let view = town.graph(1).view();
        let asking = Asking::plain(viewer, NOW);
        for organisation in (1..=ORGANISATIONS).map(OrganisationId) {
            let found: Vec<_> = view
                .people_at(&asking, organisation, farthest)
                .into_iter()
                .map(|person| (person.distance, std::cmp::Reverse(person.strength), person.member, person.through))
                .collect();
            assert_eq!(found, town.people_at(&asking, organisation, farthest));
        }
    }

    #[test]
    fn suggestions_never_hold_whom_they_must_not(town in any_town()) {
        let view = town.graph(1).view();
        for viewer in people() {
            assert_eq!(view.people_by_mutuals(viewer, 50), town.by_mutuals(viewer));
            let suggestions = view.suggestions(&Asking::plain(viewer, NOW), 50);
            let members: BTreeSet<_> = suggestions.iter().map(|suggestion| suggestion.member).collect();
            assert_eq!(members.len(), suggestions.len(), "nobody comes twice");
            for (member, _) in town.by_mutuals(viewer) {
                assert!(members.contains(&member), "a mutual is enough to be looked at");
            }
            for suggestion in &suggestions {
                assert!(!suggestion.reasons.is_empty());
                suggested_fairly(&town, viewer, suggestion);
            }
        }
    }
}

fn suggested_fairly(town: &Town, viewer: MemberId, suggestion: &pergola_index::Suggestion) {
    let other = suggestion.member;
    let pair = crate::town::ordered(viewer, other);
    assert!(other != viewer && !town.ties.contains_key(&pair) && !town.is_blocked(viewer, other));
    assert!(!town.dismissals.contains(&(viewer, other)) && town.members.contains_key(&other));
    let mutuals = town.mutuals(viewer, other);
    assert_eq!(usize::try_from(suggestion.mutuals).unwrap(), mutuals.len());
    for reason in &suggestion.reasons {
        if let Reason::Mutuals { count, sample } = reason {
            assert_eq!(usize::try_from(*count).unwrap(), mutuals.len());
            assert!(sample.iter().all(|member| mutuals.contains(member)));
        }
        if *reason == Reason::Near {
            assert_eq!(suggestion.reasons.len(), 1, "it is said where there is nothing else to say");
            // In the graph without anybody whom either of the two blocked or is blocked by.
            let steps = town.distance(viewer, other);
            assert!(steps.is_some_and(|steps| steps <= 3), "{viewer} and {other} are {steps:?} steps apart");
        }
        if let Reason::Answered { viewer: mine, other: theirs } = reason {
            assert_eq!(
                (*mine, *theirs),
                (town.answers.contains(&(viewer, other)), town.answers.contains(&(other, viewer)))
            );
            assert!(*mine || *theirs);
        }
        if let Reason::Common(belonging) = reason
            && !belonging.is_spell()
        {
            let has = |member| town.belongings.get(&member).is_some_and(|all| all.contains(belonging));
            assert!(has(viewer) && has(other));
        }
    }
}

#[test]
fn who_was_passed_over_three_times_goes_behind() {
    use pergola_domain::changes::Change;
    let mut town = Town::default();
    let [ada, bruno, carla, dino, elena] = [0, 1, 2, 3, 4].map(crate::town::person);
    for member in [ada, bruno, carla, dino, elena] {
        town.apply(&Change::MemberJoined { member });
    }
    for (one, other) in [(ada, bruno), (ada, carla), (bruno, dino), (carla, dino), (bruno, elena)] {
        town.ties.insert(crate::town::ordered(one, other), (NOW, pergola_domain::changes::MetKind::Worked));
    }
    let view = town.graph(1).view();
    let order = |passed_over: &[(MemberId, u32)]| {
        let asking = Asking { passed_over, ..Asking::plain(ada, NOW) };
        view.suggestions(&asking, 9).into_iter().map(|suggestion| suggestion.member).collect::<Vec<_>>()
    };
    assert_eq!(order(&[]), [dino, elena]);
    assert_eq!(order(&[(dino, 2)]), [dino, elena]);
    assert_eq!(order(&[(dino, 3)]), [elena, dino]);
}

#[test]
fn what_people_have_in_common_is_enough_to_be_suggested_and_is_the_reason() {
    use pergola_domain::{changes::Change, ids::GroupId, ids::TopicId, network::Mark};
    use pergola_index::Belonging;
    let [ada, bruno, carla, dino, elena, furio] = [0, 1, 2, 3, 4, 5].map(crate::town::person);
    let mut town = Town::default();
    for member in [ada, bruno, carla, dino, elena, furio] {
        town.apply(&Change::MemberJoined { member });
    }
    for change in [
        Change::AskAnswered { by: ada, asker: bruno },
        Change::GroupJoined { group: GroupId(9), member: ada },
        Change::GroupJoined { group: GroupId(9), member: carla },
        Change::TopicFollowed { topic: TopicId(8), member: ada },
        Change::TopicFollowed { topic: TopicId(8), member: dino },
        Change::MarksChanged { member: ada, place: Some(Mark(-7)), skills: vec![Mark(6)] },
        Change::MarksChanged { member: elena, place: Some(Mark(-7)), skills: vec![] },
        Change::MarksChanged { member: furio, place: None, skills: vec![Mark(6)] },
    ] {
        town.apply(&change);
    }
    let reasons: std::collections::BTreeMap<_, _> = town
        .graph(1)
        .view()
        .suggestions(&Asking::plain(ada, NOW), 9)
        .into_iter()
        .map(|suggestion| (suggestion.member, suggestion.reasons))
        .collect();
    assert_eq!(reasons[&bruno], [Reason::Answered { viewer: true, other: false }]);
    assert_eq!(reasons[&carla], [Reason::Common(Belonging::Group(GroupId(9)))]);
    assert_eq!(reasons[&dino], [Reason::Common(Belonging::Topic(TopicId(8)))]);
    assert_eq!(reasons[&elena], [Reason::Common(Belonging::Place(Mark(-7)))]);
    assert_eq!(reasons[&furio], [Reason::Common(Belonging::Skill(Mark(6)))]);
    assert_eq!(reasons.len(), 5);
    let view = town.graph(1).view();
    assert_eq!(view.in_common(ada, elena, 9), [Belonging::Place(Mark(-7))]);
    assert!(view.in_common(ada, ada, 9).is_empty() && view.in_common(bruno, elena, 9).is_empty());
    town.apply(&Change::BlockPlaced { by: elena, against: ada });
    assert!(town.graph(1).view().in_common(ada, elena, 9).is_empty());
}

#[test]
fn nobody_leads_to_others_who_does_not_exist_for_one_of_the_two() {
    use pergola_domain::changes::{Change, MetKind};
    let [ada, bruno, carla, dino, elena] = [0, 1, 2, 3, 4].map(crate::town::person);
    let mut town = Town::default();
    for member in [ada, bruno, carla, dino, elena] {
        town.apply(&Change::MemberJoined { member });
    }
    for (one, other) in [(ada, bruno), (bruno, carla), (carla, dino)] {
        town.ties.insert(crate::town::ordered(one, other), (NOW, MetKind::Worked));
    }
    let near = |town: &Town| {
        let found = town.graph(1).view().suggestions(&Asking::plain(ada, NOW), 9);
        found.into_iter().map(|suggestion| suggestion.member).collect::<BTreeSet<_>>()
    };
    assert_eq!(near(&town), BTreeSet::from([carla, dino]));
    // Carla is the only way to Dino, and is not there for Ada.
    let mut blocked = town.clone();
    blocked.apply(&Change::BlockPlaced { by: carla, against: ada });
    assert_eq!(near(&blocked), BTreeSet::new());
    // Bruno is, and is not there for Dino.
    let mut blocked = town.clone();
    blocked.apply(&Change::BlockPlaced { by: dino, against: bruno });
    assert_eq!(near(&blocked), BTreeSet::from([carla]));
    // A way past them is enough.
    for (one, other) in [(ada, elena), (elena, carla)] {
        blocked.ties.insert(crate::town::ordered(one, other), (NOW, MetKind::Worked));
    }
    assert_eq!(near(&blocked), BTreeSet::from([carla, dino]));
}
