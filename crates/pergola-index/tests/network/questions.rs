//! Every question, of everybody about everybody, equals the definition.

use std::{cmp::Reverse, collections::BTreeSet};

use pergola_domain::{
    ids::{MemberId, OrganisationId},
    network::{path_strength, weak_link},
};
use pergola_index::{Asking, Between, Path, Reason, Together};
use proptest::{collection::vec, prelude::ProptestConfig, proptest};

use crate::{
    naive::Shared,
    town::{NOW, ORGANISATIONS, Town, any_person, any_town, people},
};

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
                    told_truly(&town, &asking, path);
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
                .map(|person| (person.distance, Reverse(person.strength), person.member, person.through))
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

fn shared(together: &Together) -> Shared {
    let Together { organisation, school, months } = *together;
    (Reverse(months.to - months.from), organisation, school, months)
}

/// Each step is between the two that stand beside each other, and says of them what the tables say.
fn told_truly(town: &Town, asking: &Asking<'_>, path: &Path) {
    assert_eq!(path.steps.len() + 1, path.people.len());
    for (pair, step) in path.people.windows(2).zip(&path.steps) {
        let (from, to) = (pair[0], pair[1]);
        assert_eq!((step.from, step.to, step.strength), (from, to, town.step(from, to, asking)));
        assert_eq!((step.met, step.since), town.told(from, to), "{from} to {to}");
        let together: Vec<_> = step.together.iter().map(shared).collect();
        assert!(together.is_sorted_by_key(|(most, organisation, ..)| (*most, *organisation)), "{together:?}");
        assert_eq!(together.into_iter().collect::<BTreeSet<_>>(), town.together(from, to), "{from} to {to}");
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
    }
    in_common_truly(town, viewer, suggestion);
}

/// All that the two have in common is a reason, and nothing else is: of the times together the longest, of other things the rarest.
fn in_common_truly(town: &Town, viewer: MemberId, suggestion: &pergola_index::Suggestion) {
    let (mut together, mut common) = (Vec::new(), Vec::new());
    for reason in &suggestion.reasons {
        match reason {
            Reason::Together(one) => together.push(shared(one)),
            Reason::Common(one) => common.push(*one),
            _ => {}
        }
    }
    let expected = town.together(viewer, suggestion.member);
    assert!(together.len() <= 1 && together.is_empty() == expected.is_empty(), "{together:?} of {expected:?}");
    for (most, organisation, ..) in &together {
        // Of stretches as long at the same place any may be told.
        let longest = expected.first().map(|(most, organisation, ..)| (*most, *organisation));
        assert_eq!(Some((*most, *organisation)), longest);
    }
    assert!(together.iter().all(|one| expected.contains(one)), "{together:?} of {expected:?}");
    assert_eq!(common, town.common(viewer, suggestion.member), "{viewer} and {}", suggestion.member);
}

/// Ada, and in her town two who are alike to her, both known to Bruno: of equals Dino, whose id is lower, comes first.
fn alike(people: i64) -> (Town, [MemberId; 4]) {
    use pergola_domain::changes::{Change, MetKind};
    let mut town = Town::default();
    for member in (0..people).map(crate::town::person) {
        town.apply(&Change::MemberJoined { member });
    }
    let [ada, bruno, dino, elena] = [0, 1, 2, 3].map(crate::town::person);
    for other in [ada, dino, elena] {
        town.ties.insert(crate::town::ordered(bruno, other), (NOW, MetKind::Worked));
    }
    (town, [ada, bruno, dino, elena])
}

/// The first two who are suggested to somebody.
fn first_two(town: &Town, viewer: MemberId) -> Vec<MemberId> {
    let suggestions = town.graph(1).view().suggestions(&Asking::plain(viewer, NOW), 2);
    suggestions.into_iter().map(|suggestion| suggestion.member).collect()
}

#[test]
fn a_small_place_says_more_than_a_large_one_though_years_be_the_same() {
    use pergola_domain::{changes::Spell, ids::GroupId};
    use pergola_index::Belonging;
    let (town, [ada, _, dino, elena]) = alike(310);
    assert_eq!(first_two(&town, ada), [dino, elena]);
    // Three are at the small one and three hundred at the large one, with the two of whom it is asked.
    let (small, large) = ([ada, elena, crate::town::person(4)], (6..304).map(crate::town::person).chain([ada, dino]));
    let (mut works, mut belongs) = (town.clone(), town);
    let spell = |organisation| Spell { organisation, school: false, from: None, to: None, ended: false };
    for (place, member) in small.map(|one| (1, one)).into_iter().chain(large.map(|one| (2, one))) {
        works.spells.entry(member).or_default().push(spell(OrganisationId(place)));
        belongs.belongings.entry(member).or_default().insert(Belonging::Group(GroupId(place)));
    }
    assert!(!works.together(ada, dino).is_empty() && !works.together(ada, elena).is_empty());
    for town in [works, belongs] {
        assert_eq!(first_two(&town, ada), [elena, dino]);
    }
}

#[test]
fn the_same_years_say_more_than_other_years_and_two_who_know_both_more_than_one() {
    use pergola_domain::{
        changes::{MetKind, Spell},
        time::YearMonth,
    };
    let (town, [ada, _, dino, elena]) = alike(5);
    let mut works = town.clone();
    for (member, from, to) in [(ada, 2010, 2015), (dino, 2001, 2009), (elena, 2012, 2013)] {
        let [from, to] = [from, to].map(|year| YearMonth::new(year, None));
        let spell = Spell { organisation: OrganisationId(1), school: false, from, to, ended: true };
        works.spells.insert(member, vec![spell]);
    }
    let mut knows = town;
    for other in [ada, elena] {
        knows.ties.insert(crate::town::ordered(crate::town::person(4), other), (NOW, MetKind::Worked));
    }
    for town in [works, knows] {
        assert_eq!(first_two(&town, ada), [elena, dino]);
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
