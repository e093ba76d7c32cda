//! Tables of cases for the garden's rules, and what must hold whatever the facts.

use proptest::prelude::*;

use super::*;
use crate::{
    ids::{ContactId, MemberId, PersonId},
    time::DAY_US,
};

const NOW: Timestamp = Timestamp(20_000 * DAY_US);

fn ago(days: i64) -> Timestamp {
    NOW.plus_days(-days)
}

/// Known for five years; last moment, last exchange both ways, rhythm.
fn facts(last: Option<i64>, two_way: Option<i64>, cadence_days: Option<i64>) -> Facts {
    Facts {
        met_at: ago(5 * 365),
        last_moment_at: last.map(ago),
        last_two_way_at: two_way.map(ago),
        cadence_days,
        ..Facts::default()
    }
}

#[test]
fn a_plant_looks_as_its_facts_say() {
    let monthly = Some(30);
    for (last, two_way, cadence, state) in [
        (Some(5), Some(5), monthly, State::Bloom),
        (Some(22), Some(22), monthly, State::Bloom),
        (Some(23), Some(23), monthly, State::Leaf),
        (Some(30), Some(30), monthly, State::Leaf),
        (Some(31), Some(31), monthly, State::Thirsty),
        (Some(5), None, monthly, State::Leaf),
        (Some(5), Some(400), monthly, State::Leaf),
        (None, None, monthly, State::Thirsty),
        (Some(365), Some(365), Some(365), State::Leaf),
        (Some(135), Some(135), None, State::Bloom),
        (Some(136), Some(136), None, State::Leaf),
        (Some(4_000), Some(4_000), None, State::Leaf),
        (None, None, None, State::Leaf),
    ] {
        assert_eq!(facts(last, two_way, cadence).state(NOW), state, "{last:?} {two_way:?} {cadence:?}");
    }
    let resting = Facts { resting: true, ..facts(None, None, monthly) };
    assert_eq!((resting.state(NOW), resting.due_at()), (State::Resting, None));
    let fresh = Facts { met_at: ago(29), ..resting };
    assert_eq!(fresh.state(NOW), State::Sprout, "too young to tell, even at rest");
}

#[test]
fn the_rhythm_begins_again_with_any_moment() {
    let silent = facts(Some(90), Some(90), Some(30));
    assert_eq!((silent.state(NOW), silent.due_at()), (State::Thirsty, Some(ago(60))));
    let wrote = Facts { last_moment_at: Some(NOW), ..silent };
    assert_eq!((wrote.state(NOW), wrote.due_at()), (State::Leaf, Some(NOW.plus_days(30))));
}

#[test]
fn a_clock_set_back_makes_nobody_thirsty() {
    let tended = facts(Some(1), Some(1), Some(7));
    assert_eq!(tended.state(ago(40)), State::Bloom, "what lies ahead counts as now");
    let met_later = Facts { met_at: NOW, ..Facts::default() };
    assert_eq!(met_later.state(ago(10_000)), State::Sprout);
}

#[test]
fn warmth_and_strength_have_three_steps() {
    for (exchanges, warmth, strength) in [
        (0, 0, Strength::Light),
        (1, 1, Strength::Light),
        (3, 1, Strength::Light),
        (4, 2, Strength::Good),
        (9, 2, Strength::Good),
        (10, 3, Strength::Strong),
    ] {
        let of = Facts { exchanges, ..Facts::default() };
        assert_eq!((of.warmth(), of.strength()), (warmth, strength), "{exchanges}");
    }
    let said = |closeness| Facts { exchanges: 10, closeness: Some(closeness), ..Facts::default() }.strength();
    assert_eq!([1, 2, 3, 4, 5].map(said).map(Strength::name), ["light", "light", "good", "strong", "strong"]);
    assert_eq!(exchanges(2, 5, 3), 5, "letters count once they are answered");
}

#[test]
fn what_is_written_by_hand_is_checked() {
    let told = |kind, direction, at, text: &str| written(kind, direction, at, text, NOW).map(|w| w.direction);
    assert_eq!(told("met", None, Some(NOW), ""), Ok(Direction::Both));
    assert_eq!(told("wrote", None, Some(NOW), ""), Ok(Direction::Out));
    assert_eq!(told("wrote", Some("in"), Some(NOW), ""), Ok(Direction::In));
    assert_eq!(told("tied", None, Some(NOW), ""), Err(Refusal::MomentKindUnknown));
    assert_eq!(told("met", Some("su"), Some(NOW), ""), Err(Refusal::DirectionUnknown));
    assert_eq!(told("met", None, Some(NOW + 1), ""), Err(Refusal::MomentAhead));
    assert_eq!(told("met", None, None, ""), Err(Refusal::MomentUndated));
    assert_eq!(told("met", None, Some(FIRST_DAY + -1), ""), Err(Refusal::MomentUndated));
    assert_eq!(told("met", None, Some(NOW), &"a".repeat(501)), Err(Refusal::MomentTooLong));
    assert_eq!(cadence(Some(0)), Err(Refusal::CadenceOutOfRange));
    assert_eq!(cadence(Some(3_651)), Err(Refusal::CadenceOutOfRange));
    assert_eq!(closeness(Some(6)), Err(Refusal::ClosenessOutOfRange));
    assert_eq!(notes(&"a".repeat(10_001)), Err(Refusal::NotesTooLong));
    assert_eq!(bed_name(" — "), Err(Refusal::BedNameMissing));
    assert_eq!(bed_name(&"a".repeat(41)), Err(Refusal::BedNameTooLong));
    assert_eq!(bed_name("  Coro   della chiesa ").as_deref(), Ok("Coro della chiesa"));
}

const ADA: MemberId = MemberId(42);

fn candidate(id: i64, silent_days: i64, cadence_days: Option<i64>, closeness: Option<i64>) -> Candidate {
    Candidate { person: PersonId::Member(MemberId(id)), silent_days, cadence_days, closeness, named_lately: false }
}

/// The first week from here on that is, or is not, one for dormant ties.
fn week(dormant: bool) -> i64 {
    (3_000..).find(|week| is_dormant_week(ADA, *week) == dormant).unwrap()
}

fn named(week: i64, before: &[(PersonId, Reason)], of: &[Candidate]) -> Vec<i64> {
    nudges(ADA, week, before, of).into_iter().map(|(person, _)| person.number()).collect()
}

#[test]
fn the_thirstiest_come_first_and_then_the_closest() {
    let plain = week(false);
    let of = [
        candidate(1, 31, Some(30), Some(5)),
        candidate(2, 70, Some(30), None),
        candidate(3, 365, Some(180), Some(4)),
        candidate(4, 29, Some(30), Some(5)),
        candidate(5, 5_000, None, Some(5)),
    ];
    assert_eq!(
        named(plain, &[], &of),
        [3, 2, 1],
        "2 rhythms and close, 2 rhythms, just over; 4 is in time, 5 has none"
    );
    let lately = Candidate { named_lately: true, ..of[2] };
    assert_eq!(named(plain, &[], &[lately, of[0], of[1]]), [2, 1, 3], "who was named lately lets others go first");
    let crowd: Vec<_> = (1..50).map(|id| candidate(id, 90, Some(30), None)).collect();
    assert_eq!(named(plain, &[], &crowd), [1, 2, 3]);
}

#[test]
fn who_was_put_aside_is_replaced_by_nobody() {
    let crowd: Vec<_> = (1..50).map(|id| candidate(id, 90, Some(30), None)).collect();
    let before: Vec<_> = crowd[..3].iter().map(|c| (c.person, Reason::Thirsty)).collect();
    assert!(named(week(false), &before, &crowd).is_empty());
    assert_eq!(named(week(false), &before[..1], &crowd), [2, 3], "free places are filled, nobody stands twice");
}

#[test]
fn every_fourth_week_one_dormant_tie_has_a_place() {
    let of = [
        candidate(1, 90, Some(30), None),
        candidate(2, 90, Some(30), None),
        candidate(3, 90, Some(30), None),
        candidate(4, DORMANT_DAYS, None, Some(2)),
        candidate(5, DORMANT_DAYS - 1, None, Some(5)),
        candidate(6, 9_000, None, None),
    ];
    let picked = nudges(ADA, week(true), &[], &of);
    assert_eq!(picked.iter().map(|(person, _)| person.number()).collect::<Vec<_>>(), [1, 2, 4]);
    assert_eq!(picked.last().map(|(_, reason)| *reason), Some(Reason::Dormant));
    assert!(named(week(true), &picked[2..], &of[3..]).is_empty(), "one a week");
    assert_eq!((100..140).filter(|week| is_dormant_week(ADA, *week)).count(), 10);
}

fn somebody() -> impl Strategy<Value = Candidate> {
    let cadence = prop_oneof![Just(None), (1_i64..400).prop_map(Some)];
    let closeness = prop_oneof![Just(None), (1_i64..=5).prop_map(Some)];
    (1_i64..60, any::<bool>(), 0_i64..6_000, cadence, closeness, any::<bool>()).prop_map(
        |(id, contact, silent_days, cadence_days, closeness, named_lately)| {
            let person = if contact { PersonId::Contact(ContactId(id)) } else { PersonId::Member(MemberId(id)) };
            Candidate { person, silent_days, cadence_days, closeness, named_lately }
        },
    )
}

proptest! {
    #[test]
    fn never_more_than_three_nobody_twice_and_the_order_says_nothing(
        owner in 1_i64..1_000_000, week in -10_i64..10_000, before in 0_usize..5,
        of in prop::collection::btree_map(0_i64..60, somebody(), 0..40),
    ) {
        // One candidate for each person, as the table has it.
        let mut of: Vec<Candidate> = of.into_values().collect();
        of.sort_by_key(|c| c.person);
        of.dedup_by_key(|c| c.person);
        let owner = MemberId(owner);
        let before: Vec<_> = of.iter().take(before).map(|c| (c.person, Reason::Thirsty)).collect();
        let picked = nudges(owner, week, &before, &of);
        prop_assert!(picked.is_empty() || picked.len() + before.len() <= NUDGES_A_WEEK);
        prop_assert!(picked.iter().filter(|(_, reason)| *reason == Reason::Dormant).count() <= 1);
        let mut people: Vec<_> = picked.iter().chain(&before).map(|(person, _)| *person).collect();
        people.sort();
        people.dedup();
        prop_assert_eq!(people.len(), picked.len() + before.len());
        let turned: Vec<_> = of.iter().rev().copied().collect();
        prop_assert_eq!(&picked, &nudges(owner, week, &before, &turned));
        prop_assert_eq!(&picked, &nudges(owner, week, &before, &of));
    }

    #[test]
    fn a_later_moment_never_makes_a_plant_thirstier(
        silent in 0_i64..3_000, two_way in prop::option::of(0_i64..3_000), sooner in 0_i64..3_000, days in 1_i64..400,
    ) {
        let before = facts(Some(silent), two_way, Some(days));
        let after = Facts { last_moment_at: Some(ago(silent.min(sooner))), ..before };
        prop_assert!(after.state(NOW) != State::Thirsty || before.state(NOW) == State::Thirsty);
    }
}
