//! Invitations, tokens and how people met.

use super::*;
use crate::changes::MetKind;

const NOW: Timestamp = Timestamp(1_773_133_200_000_000);

fn invitation(state: State) -> Invitation {
    Invitation {
        id: InvitationId(1),
        from: MemberId(1),
        to: MemberId(2),
        state,
        met: Met::untold(),
        message: String::new(),
        costs_token: true,
        sent_at: NOW,
    }
}

#[test]
fn each_state_answers_each_act() {
    let open = State::Open;
    let yes = State::Accepted { at: NOW };
    let no = State::Refused { at: NOW, shown: Shown::Waiting };
    let hidden = State::Refused { at: NOW, shown: Shown::Withdrawn };
    let ended = State::Refused { at: NOW, shown: Shown::Void };
    let back = State::Withdrawn { at: NOW };
    let void = State::Void { at: NOW };
    let later = NOW.plus_days(1);
    for (state, accept, refuse, withdraw, end) in [
        (
            open,
            Ok(State::Accepted { at: later }),
            Ok(State::Refused { at: later, shown: Shown::Waiting }),
            Ok(State::Withdrawn { at: later }),
            State::Void { at: later },
        ),
        (yes, Err(Plain::AlreadyAnswered), Err(Plain::AlreadyAnswered), Err(Plain::AlreadyAnswered), yes),
        (no, Err(Plain::AlreadyAnswered), Err(Plain::AlreadyAnswered), Ok(hidden), ended),
        (hidden, Err(Plain::AlreadyAnswered), Err(Plain::AlreadyAnswered), Err(Plain::NoLongerOpen), hidden),
        (ended, Err(Plain::AlreadyAnswered), Err(Plain::AlreadyAnswered), Err(Plain::NoLongerOpen), ended),
        (back, Err(Plain::NoLongerOpen), Err(Plain::NoLongerOpen), Err(Plain::NoLongerOpen), back),
        (void, Err(Plain::NoLongerOpen), Err(Plain::NoLongerOpen), Err(Plain::NoLongerOpen), void),
    ] {
        assert_eq!(invitation(state).accept(later).map(|next| next.state), accept, "{state:?} accept");
        assert_eq!(invitation(state).refuse(later).map(|next| next.state), refuse, "{state:?} refuse");
        assert_eq!(invitation(state).withdraw(later).map(|next| next.state), withdraw, "{state:?} withdraw");
        assert_eq!(invitation(state).end(later).state, end, "{state:?} end");
    }
}

#[test]
fn a_refused_one_waits_in_the_eyes_of_its_asker() {
    let no = |shown| State::Refused { at: NOW, shown };
    assert!(State::Open.waits() && no(Shown::Waiting).waits());
    assert!(!no(Shown::Withdrawn).waits() && !no(Shown::Void).waits() && !State::Withdrawn { at: NOW }.waits());
}

#[test]
fn a_no_and_silence_are_told_alike_whatever_comes_after() {
    let later = NOW.plus_days(3);
    let back = |one: Invitation| one.withdraw(later).unwrap();
    let end = |one: Invitation| one.end(later);
    let settle = |one: Invitation| one.settle(later);
    let acts: [&dyn Fn(Invitation) -> Invitation; 3] = [&back, &end, &settle];
    let (silent, refused) = (invitation(State::Open), invitation(State::Open).refuse(NOW).unwrap());
    assert_eq!(silent.state.told_asker(), refused.state.told_asker());
    for first in acts {
        let (silent, refused) = (first(silent.clone()), first(refused.clone()));
        assert_eq!(silent.state.told_asker(), refused.state.told_asker(), "{refused:?}");
        let (silent, refused) = (settle(end(silent)), settle(end(refused)));
        assert_eq!(silent.state.told_asker(), refused.state.told_asker(), "{refused:?}");
    }
}

#[test]
fn asking() {
    let plain = Circumstances::default();
    let friend = Circumstances { something_in_common: true, ..plain.clone() };
    let stranger = Beginning { state: State::Open, costs_token: true };
    assert_eq!(ask(&plain, NOW), Ok(stranger));
    assert_eq!(ask(&friend, NOW), Ok(Beginning { costs_token: false, ..stranger }));
    let tied = Circumstances { tied: true, ..plain.clone() };
    assert_eq!(ask(&tied, NOW), Err(Plain::AlreadyTied.into()));
    let asked = Circumstances { asked_by_them: true, ..plain.clone() };
    assert_eq!(ask(&asked, NOW), Err(Plain::TheyAskedYou.into()));
    let waits = |days: i64| Circumstances { waiting_since: Some(NOW.plus_days(-days)), ..plain.clone() };
    assert_eq!(ask(&waits(179), NOW), Err(Plain::AlreadyAsked.into()));
    assert_eq!(ask(&waits(180), NOW), Ok(stranger));
}

#[test]
fn a_no_holds_for_half_a_year_and_nobody_is_told() {
    let after = |days: i64| Circumstances { refused_at: Some(NOW.plus_days(-days)), ..Circumstances::default() };
    let muted = ask(&after(10), NOW).unwrap();
    assert_eq!(muted.state, State::Refused { at: NOW.plus_days(-10), shown: Shown::Waiting }, "the first no counts on");
    assert!(muted.state.waits());
    assert_eq!(ask(&after(180), NOW).unwrap().state, State::Open);
}

#[test]
fn five_tokens_come_back_by_themselves() {
    let out = |days: &[i64]| days.iter().map(|days| NOW.plus_days(-days)).collect::<Vec<_>>();
    let with = |days: &[i64]| Circumstances { tokens_out: out(days), ..Circumstances::default() };
    assert!(ask(&with(&[13, 9, 5, 1]), NOW).is_ok());
    assert_eq!(ask(&with(&[13, 9, 5, 1, 0]), NOW), Err(Refusal::NoTokensLeft { days: 1 }));
    assert_eq!(ask(&with(&[4, 4, 4, 4, 4]), NOW), Err(Refusal::NoTokensLeft { days: 10 }));
    assert_eq!((tokens_left(&out(&[1, 1])), tokens_left(&out(&[1; 9]))), (3, 0));
    let known = Circumstances { something_in_common: true, ..with(&[1; 5]) };
    assert!(ask(&known, NOW).is_ok(), "who has something in common needs none");
}

#[test]
fn thirty_a_day() {
    let busy = |hours: i64| Circumstances {
        sent_today: vec![NOW.plus_seconds(-hours * 3_600); 30],
        something_in_common: true,
        ..Circumstances::default()
    };
    assert_eq!(ask(&busy(23), NOW), Err(Refusal::TooManyToday { seconds: 3_600 }));
}

#[test]
fn meetings_are_read() {
    let typed = |kind: &str, from: &str, to: &str| MetTyped {
        kind: kind.to_owned(),
        text: " Fiera  di Ancona ".to_owned(),
        organisation: String::new(),
        from: from.to_owned(),
        to: to.to_owned(),
    };
    let met = Met::read(&typed("event", "2021-05", ""), NOW).unwrap();
    assert_eq!((met.kind, met.text.as_str()), (MetKind::Event, "Fiera di Ancona"));
    assert_eq!(met.since(NOW), Timestamp::from_seconds(1_619_827_200), "1 May 2021");
    for (typed, refusal) in [
        (typed("beer", "", ""), Plain::MetKindUnknown),
        (typed("event", "maggio", ""), Plain::MetMonthMalformed),
        (typed("event", "2021-05", "2020"), Plain::MetUpsideDown),
        (typed("event", "2030", ""), Plain::MetInTheFuture),
        (MetTyped { text: "x".repeat(201), ..typed("event", "", "") }, Plain::MetTextTooLong),
        (MetTyped { organisation: "x".repeat(121), ..typed("event", "", "") }, Plain::MetOrganisationTooLong),
    ] {
        assert_eq!(Met::read(&typed, NOW), Err(refusal));
    }
    assert_eq!(message(&"x".repeat(601)), Err(Plain::MessageTooLong));
    let shout = Met { text: "FIERA di ancona".to_owned(), ..met.clone() };
    assert!(met.agrees_with(&shout) && !met.agrees_with(&Met::untold()));
    assert_eq!(Met::untold().since(NOW), NOW);
    let [by_ada, by_bruno] = [1, 2].map(|id| Met::introduced(MemberId(id)));
    assert!(by_ada.kind == MetKind::Introduced && by_ada.agrees_with(&by_ada) && !by_ada.agrees_with(&by_bruno));
}
