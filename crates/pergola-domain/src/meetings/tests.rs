//! The rule of meetings, case by case.

use proptest::prelude::{any, prop_assert, prop_assert_eq, proptest};

use super::{
    AHEAD_DAYS, Calendar, Circumstances, Kind, Meeting, PROPOSALS_A_DAY, Plain, Read, Refusal, Said, Slot, State, Told,
    Typed, WAITING, link, propose, times,
};
use crate::{
    ids::{MeetingId, MemberId},
    time::{DAY_US, Timestamp},
};

const NOW: Timestamp = Timestamp(1_000 * DAY_US);
const ADA: MemberId = MemberId(1);
const BRUNO: MemberId = MemberId(2);

fn at(day: i64) -> Read {
    Read::At { at: NOW.plus_days(day), zone: "Europe/Rome".to_owned() }
}

fn read(days: &[i64]) -> Result<Vec<Slot>, Plain> {
    let mut id = 10;
    let fresh = || {
        id += 1;
        id
    };
    times(days.iter().map(|day| at(*day)).collect(), fresh, NOW)
}

fn typed(kind: &str, place: &str, link: &str) -> Typed {
    Typed { kind: kind.to_owned(), place: place.to_owned(), link: link.to_owned(), ..Typed::default() }
}

fn meeting() -> Meeting {
    Meeting {
        id: MeetingId(7),
        one: ADA,
        other: BRUNO,
        said: Said::read(&typed("coffee", "Ancona", "")).unwrap(),
        times: read(&[3, 1]).unwrap(),
        state: State::Open { by: ADA },
        settled: None,
        revision: 0,
        proposed_at: NOW,
        changed_at: NOW,
    }
}

fn agreed() -> Meeting {
    let slot = meeting().times[0].id;
    meeting().pick(BRUNO, slot, NOW).unwrap()
}

#[test]
fn times_are_up_to_three_moments_to_come() {
    assert_eq!(read(&[]), Err(Plain::TimesMissing));
    assert_eq!(read(&[1, 2, 3, 4]), Err(Plain::TooManyTimes));
    assert_eq!(read(&[0]), Err(Plain::InThePast));
    assert_eq!(read(&[-1]), Err(Plain::InThePast));
    assert_eq!(read(&[AHEAD_DAYS + 1]), Err(Plain::TooFarAhead));
    assert_eq!(read(&[2, 2]), Err(Plain::TimeTwice));
    let days: Vec<i64> = read(&[3, 1, 2]).unwrap().iter().map(|slot| slot.starts_at.days_since(NOW)).collect();
    assert_eq!(days, [1, 2, 3]);
    for (odd, refusal) in [
        (Read::Malformed, Plain::TimeMalformed),
        (Read::ZoneUnknown, Plain::ZoneUnknown),
        (Read::Skipped, Plain::HourSkipped),
        (Read::Repeated, Plain::HourRepeated),
    ] {
        assert_eq!(times(vec![at(1), odd], || 1, NOW), Err(refusal));
    }
}

#[test]
fn a_coffee_is_somewhere_and_a_call_may_be_by_telephone() {
    assert_eq!(Said::read(&typed("coffee", " ", "")), Err(Plain::PlaceMissing));
    assert_eq!(Said::read(&typed("walk", "", "")), Err(Plain::PlaceMissing));
    assert_eq!(Said::read(&typed("dinner", "Ancona", "")), Err(Plain::KindUnknown));
    assert_eq!(Said::read(&typed("call", "", "")).unwrap().minutes, 30);
    assert_eq!(Said::read(&typed("coffee", "", "https://video.example/x")).unwrap().kind, Kind::Coffee);
    assert_eq!(Said::read(&typed("coffee", &"a".repeat(201), "")), Err(Plain::PlaceTooLong));
    let long = Typed { words: "a".repeat(601), ..typed("call", "", "") };
    assert_eq!(Said::read(&long), Err(Plain::WordsTooLong));
    for minutes in [0, 14, 481, -60] {
        let odd = Typed { minutes: Some(minutes), ..typed("call", "", "") };
        assert_eq!(Said::read(&odd), Err(Plain::MinutesOutOfRange));
    }
    for bad in ["javascript:alert(1)", "ftp://a.example", "a room", "https://a.example b", "https://"] {
        assert_eq!(link(bad), Err(Plain::LinkMalformed), "{bad}");
    }
    assert_eq!(link(&format!("https://a.example/{}", "x".repeat(500))), Err(Plain::LinkTooLong));
}

#[test]
fn one_proposes_to_people_one_knows_and_not_without_end() {
    let known = Circumstances { in_touch: true, ..Circumstances::default() };
    assert_eq!(propose(&known, NOW), Ok(()));
    assert_eq!(propose(&Circumstances::default(), NOW), Err(Plain::NotInTouch.into()));
    let twice = Circumstances { waiting_between: true, ..known.clone() };
    assert_eq!(propose(&twice, NOW), Err(Plain::AlreadyWaiting.into()));
    let many = Circumstances { waiting: WAITING, ..known.clone() };
    assert_eq!(propose(&many, NOW), Err(Plain::TooManyWaiting.into()));
    let busy = Circumstances { proposed_today: vec![NOW.plus_seconds(-3_600); PROPOSALS_A_DAY], ..known };
    assert_eq!(propose(&busy, NOW), Err(Refusal::TooManyToday { seconds: 23 * 3_600 + 1 }));
}

#[test]
fn only_who_is_asked_answers_and_once() {
    let slot = meeting().times[0].id;
    assert_eq!(meeting().pick(ADA, slot, NOW), Err(Plain::NotYourTurn));
    assert_eq!(meeting().decline(ADA, String::new(), NOW), Err(Plain::NotYourTurn));
    assert_eq!(meeting().call_off(BRUNO, NOW), Err(Plain::NotYourTurn));
    assert_eq!(meeting().pick(BRUNO, 99, NOW), Err(Plain::TimeGone));
    assert_eq!(meeting().pick(BRUNO, slot, NOW.plus_days(2)), Err(Plain::TimePast));
    assert_eq!(agreed().pick(BRUNO, slot, NOW), Err(Plain::AlreadyAgreed));
    let declined = meeting().decline(BRUNO, "A settembre?".to_owned(), NOW).unwrap();
    assert_eq!((declined.state.clone(), declined.revision), (State::Declined { by: BRUNO }, 0));
    assert_eq!(declined.clone().pick(BRUNO, slot, NOW), Err(Plain::NoLongerOpen));
    assert_eq!(declined.call_off(ADA, NOW), Err(Plain::NoLongerOpen));
    assert_eq!(meeting().call_off(ADA, NOW).unwrap().state, State::Withdrawn);
}

#[test]
fn other_times_turn_the_question_around_and_old_ones_are_gone() {
    let old = meeting().times[0].id;
    let new = vec![Slot { id: 77, starts_at: NOW.plus_days(5), zone: "Europe/London".to_owned() }];
    let turned = meeting().other_times(BRUNO, new.clone(), String::new(), NOW).unwrap();
    assert_eq!(turned.state, State::Open { by: BRUNO });
    assert_eq!(turned.clone().pick(ADA, old, NOW), Err(Plain::TimeGone));
    assert!(turned.clone().pick(ADA, 77, NOW).is_ok());
    assert_eq!(turned.other_times(BRUNO, new.clone(), String::new(), NOW), Err(Plain::NotYourTurn));
    let moved = agreed().other_times(ADA, new.clone(), String::new(), NOW).unwrap();
    assert_eq!((moved.state.clone(), moved.revision), (State::Open { by: ADA }, 1));
    let again = moved.clone().pick(BRUNO, 77, NOW).unwrap();
    assert_eq!((again.revision, again.tells(&moved)), (2, Calendar::Request));
    assert_eq!(agreed().other_times(ADA, new, String::new(), NOW.plus_days(2)), Err(Plain::NoLongerOpen));
}

#[test]
fn calendars_hear_of_it_once_it_is_agreed_and_of_every_change_then() {
    assert_eq!(agreed().tells(&meeting()), Calendar::Request);
    let elsewhere = agreed().elsewhere("Jesi".to_owned(), String::new(), NOW).unwrap();
    assert_eq!((elsewhere.revision, elsewhere.tells(&agreed())), (2, Calendar::Request));
    let cancelled = elsewhere.clone().call_off(BRUNO, NOW).unwrap();
    assert_eq!((cancelled.revision, cancelled.tells(&elsewhere)), (3, Calendar::Cancel));
    assert_eq!(meeting().call_off(ADA, NOW).unwrap().tells(&meeting()), Calendar::Nothing);
    assert_eq!(meeting().elsewhere("Jesi".to_owned(), String::new(), NOW), Err(Plain::NotAgreed));
    assert_eq!(agreed().elsewhere(String::new(), String::new(), NOW), Err(Plain::PlaceMissing));
}

#[test]
fn time_ends_what_waits_and_holds_what_was_agreed() {
    assert_eq!(meeting().pass(NOW.plus_days(2)), None);
    assert_eq!(meeting().pass(NOW.plus_days(3)).unwrap().state, State::Expired);
    assert_eq!(agreed().pass(NOW.plus_days(1).plus_seconds(3_599)), None);
    let held = agreed().pass(NOW.plus_days(1).plus_seconds(3_600)).unwrap();
    assert!(matches!(held.state, State::Held { .. }));
    assert_eq!((held.tells(&agreed()), held.clone().pass(NOW.plus_days(9))), (Calendar::Nothing, None));
    assert_eq!(held.clone().void(NOW), None);
    assert_eq!(held.call_off(ADA, NOW.plus_days(2)), Err(Plain::NoLongerOpen));
    assert_eq!(agreed().void(NOW).unwrap().state, State::Void);
}

#[test]
fn each_tells_once_and_only_after() {
    let held = agreed().pass(NOW.plus_days(2)).unwrap();
    assert_eq!(Told::read(&agreed(), false, "yes", "", ""), Err(Plain::NotOverYet));
    assert_eq!(Told::read(&held, true, "yes", "", ""), Err(Plain::AlreadyTold));
    assert_eq!(Told::read(&held, false, "splendid", "", ""), Err(Plain::GoodUnknown));
    assert_eq!(Told::read(&held, false, "yes", "marry", ""), Err(Plain::NextUnknown));
    assert_eq!(Told::read(&held, false, "yes", "", &"a".repeat(601)), Err(Plain::WordsTooLong));
    assert!(Told::read(&held, false, "so_so", "again", "Bello").is_ok());
}

proptest! {
    /// Whatever two people do in whatever order: what calendars were told never goes back, and what is closed stays so.
    #[test]
    fn revisions_grow_and_ends_are_ends(
        acts in proptest::collection::vec((0..7_u8, any::<bool>(), 0..5_i64), 0..40)
    ) {
        let mut meeting = meeting();
        let mut now = NOW;
        for (fresh, (act, ada, days)) in (100..).zip(acts) {
            let by = if ada { ADA } else { BRUNO };
            now = now.plus_seconds(days * 7_200);
            let slot = meeting.times.first().map_or(0, |slot| slot.id);
            let times = vec![Slot { id: fresh, starts_at: now.plus_days(days), zone: "UTC".to_owned() }];
            let before = meeting.clone();
            let next = match act {
                0 => before.clone().pick(by, slot, now).ok(),
                1 => before.clone().other_times(by, times, String::new(), now).ok(),
                2 => before.clone().decline(by, String::new(), now).ok(),
                3 => before.clone().call_off(by, now).ok(),
                4 => before.clone().elsewhere("Jesi".to_owned(), String::new(), now).ok(),
                5 => before.clone().pass(now),
                _ => before.clone().void(now),
            };
            let Some(next) = next else { continue };
            let went_on = matches!(before.state, State::Open { .. } | State::Agreed { .. });
            prop_assert!(went_on);
            prop_assert!(next.revision == before.revision || next.revision == before.revision + 1);
            prop_assert_eq!(next.revision > before.revision, next.tells(&before) != Calendar::Nothing);
            if let State::Agreed { slot } = &next.state {
                prop_assert!(next.times.contains(slot) && next.revision > 0);
            }
            meeting = next;
        }
    }
}

#[test]
fn calendars_keep_the_agreed_time_until_another_one_is() {
    let first = agreed().settled.unwrap();
    let later = read(&[5]).unwrap();
    let moved = agreed().other_times(ADA, later.clone(), String::new(), NOW).unwrap();
    assert_eq!((moved.in_calendars(), moved.is_called_off()), (Some(&first), false));
    for off in [
        moved.clone().decline(BRUNO, String::new(), NOW).unwrap(),
        moved.clone().call_off(ADA, NOW).unwrap(),
        moved.clone().pass(later[0].starts_at).unwrap(),
        agreed().call_off(BRUNO, NOW).unwrap(),
    ] {
        assert_eq!((off.in_calendars(), off.is_called_off(), off.revision), (Some(&first), true, 2), "{off:?}");
    }
    let again = moved.pick(BRUNO, later[0].id, NOW).unwrap();
    assert_eq!((again.in_calendars(), again.is_called_off()), (Some(&later[0]), false));
    // Of what nothing was ever agreed, calendars never heard.
    let never = meeting().decline(BRUNO, String::new(), NOW).unwrap();
    assert_eq!((never.in_calendars(), never.is_called_off()), (None, false));
    // What was called off by a program that kept no time for it.
    let old = Meeting { settled: None, ..agreed().call_off(ADA, NOW).unwrap() };
    assert_eq!(old.in_calendars(), old.times.first());
}
