//! Each state answers each act; each refusal has its case.

use super::{
    AGAIN_DAYS, ASKED_A_WEEK, Answer, Approach, CONNECTORS, Circumstances, Given, Helped, Introduction, LETTERS_A_DAY,
    LETTERS_AN_ADDRESS, Mine, Named, Nearness, Next, PROPOSED_A_DAY, Pair, Party, Pass, Plain, Progress,
    REQUESTS_A_DAY, REQUESTS_A_TARGET, Refusal, Requesting, Seen, Sight, Standing, State, Step, WHY_CHARS,
    passing_words, propose, send, thanks, why,
};
use crate::{
    ids::{ApproachId, ContactId, IntroductionId, MemberId, PersonId},
    refusal::Refusal as _,
    time::Timestamp,
};

const NOW: Timestamp = Timestamp(1_773_133_200_000_000);
const MARIA: MemberId = MemberId(1);
const ADA: MemberId = MemberId(2);
const BRUNO: MemberId = MemberId(3);
const CARLA: MemberId = MemberId(4);
const CLEAR: Sight = Sight { apart: false, tied: true };
const NEAR: Nearness = Nearness { apart: false, tied: true, made: false };

fn member(id: MemberId) -> PersonId {
    PersonId::Member(id)
}

fn introduction(answers: [Answer; 2]) -> Introduction {
    let party = |person, answer| Party { person, answer, told: None };
    Introduction {
        id: IntroductionId(9),
        broker: MARIA,
        requested_by: None,
        parties: vec![party(member(ADA), answers[0]), party(member(BRUNO), answers[1])],
        state: State::Open,
        proposed_at: NOW,
    }
}

fn waiting() -> Introduction {
    introduction([Answer::Waiting, Answer::Waiting])
}

fn says(introduction: Introduction, who: MemberId, given: Given) -> Introduction {
    introduction.answer(member(who), given, (CLEAR, true), NOW.plus_days(1)).unwrap().introduction
}

fn seen(introduction: &Introduction, who: MemberId, days: i64) -> Option<(Seen, Option<Mine>)> {
    introduction.view(who, CLEAR, NOW.plus_days(days)).map(|view| (view.seen, view.mine))
}

#[test]
fn the_last_yes_puts_them_in_touch_and_none_before() {
    let first = waiting().answer(member(ADA), Given::Yes, (CLEAR, true), NOW).unwrap();
    assert!(!first.made);
    assert_eq!(seen(&first.introduction, ADA, 1), Some((Seen::Asked, Some(Mine::Yes))));
    assert_eq!(seen(&first.introduction, MARIA, 1), Some((Seen::Asked, None)));
    let second = first.introduction.answer(member(BRUNO), Given::Yes, (CLEAR, true), NOW).unwrap();
    assert!(second.made);
    for who in [MARIA, ADA, BRUNO] {
        assert_eq!(seen(&second.introduction, who, 99).unwrap().0, Seen::Made);
    }
    assert_eq!(seen(&second.introduction, CARLA, 1), None, "a stranger");
}

#[test]
fn a_no_is_silence_for_all_but_who_said_it() {
    for given in [Given::No, Given::NeverBy, Given::NotNow] {
        let (with, without) = (says(waiting(), ADA, given), waiting());
        for who in [MARIA, BRUNO] {
            for days in 0..30 {
                assert_eq!(seen(&with, who, days), seen(&without, who, days), "{given:?} {who:?} day {days}");
            }
        }
    }
    assert_eq!(seen(&says(waiting(), ADA, Given::No), ADA, 1), Some((Seen::Closed, Some(Mine::No))));
    assert_eq!(seen(&says(waiting(), ADA, Given::NotNow), ADA, 1), Some((Seen::Asked, Some(Mine::NotNow))));
    assert_eq!(seen(&waiting(), BRUNO, 14), Some((Seen::Closed, Some(Mine::None))));
}

#[test]
fn what_is_broken_looks_like_silence_and_is_never_made() {
    let yes = says(waiting(), ADA, Given::Yes);
    let last = yes.answer(member(BRUNO), Given::Yes, (CLEAR, false), NOW).unwrap();
    assert!(!last.made);
    assert_eq!(seen(&last.introduction, BRUNO, 1), Some((Seen::Asked, Some(Mine::Yes))));
    let untied = Sight { apart: false, tied: false };
    assert_eq!(
        waiting().view(ADA, untied, NOW).unwrap().seen,
        Seen::Closed,
        "he left her, so he is not asked any more"
    );
    assert_eq!(waiting().view(ADA, Sight { apart: true, tied: true }, NOW), None);
    assert_eq!(introduction([Answer::Unheard, Answer::Waiting]).view(ADA, CLEAR, NOW), None);
}

#[test]
fn each_state_answers_each_act() {
    let yes = Given::Yes;
    let answer = |of: Introduction, who, days| of.answer(member(who), yes, (CLEAR, true), NOW.plus_days(days));
    for (said, again) in [
        (says(waiting(), ADA, Given::Yes), Err(Plain::AlreadyAnswered)),
        (says(waiting(), ADA, Given::No), Err(Plain::AlreadyAnswered)),
        (says(waiting(), ADA, Given::NeverBy), Err(Plain::AlreadyAnswered)),
        (says(waiting(), ADA, Given::NotNow), Ok(())),
    ] {
        assert_eq!(answer(said, ADA, 2).map(drop), again);
    }
    assert_eq!(answer(waiting(), ADA, 14), Err(Plain::NoLongerOpen), "late");
    assert_eq!(answer(says(waiting(), ADA, Given::NotNow), ADA, 14), Err(Plain::NoLongerOpen));
    assert_eq!(answer(waiting(), MARIA, 1), Err(Plain::NotAsked));
    assert_eq!(answer(waiting(), CARLA, 1), Err(Plain::NoLongerOpen), "not there for her; the door says not found");
    let withdrawn = waiting().withdraw(MARIA, NOW).unwrap();
    assert_eq!(answer(withdrawn.clone(), ADA, 1), Err(Plain::NoLongerOpen));
    assert_eq!(seen(&withdrawn, MARIA, 1).unwrap().0, Seen::Closed);
    assert_eq!(withdrawn.withdraw(MARIA, NOW), Err(Plain::NoLongerOpen));
    assert_eq!(waiting().withdraw(ADA, NOW), Err(Plain::OnlyTheBroker));
    assert_eq!(says(waiting(), ADA, Given::No).withdraw(MARIA, NOW).map(drop), Ok(()), "she does not know of the no");
    assert_eq!(waiting().expire(NOW.plus_days(13)), None);
    let over = waiting().expire(NOW.plus_days(14)).unwrap();
    assert_eq!(answer(over.clone(), ADA, 1), Err(Plain::NoLongerOpen), "a clock set back revives nothing");
    assert_eq!(seen(&over, BRUNO, 1).unwrap().0, Seen::Closed);
}

#[test]
fn not_now_leads_to_each_answer_and_each_of_those_is_the_last() {
    for (given, kept, seen_then) in [
        (Given::NotNow, Answer::NotNow, (Seen::Asked, Some(Mine::NotNow))),
        (Given::Yes, Answer::Yes, (Seen::Asked, Some(Mine::Yes))),
        (Given::No, Answer::No, (Seen::Closed, Some(Mine::No))),
        (Given::NeverBy, Answer::NeverBy, (Seen::Closed, Some(Mine::NeverBy))),
    ] {
        let half = says(waiting(), ADA, Given::NotNow);
        let then = says(half.clone(), ADA, given);
        assert_eq!(then.parties[0].answer, kept);
        assert_eq!(seen(&then, ADA, 1), Some(seen_then));
        for who in [MARIA, BRUNO] {
            assert_eq!(seen(&then, who, 1), seen(&half, who, 1), "{given:?}");
        }
        if given != Given::NotNow {
            for again in [Given::Yes, Given::NotNow, Given::No, Given::NeverBy] {
                let said = then.clone().answer(member(ADA), again, (CLEAR, true), NOW.plus_days(2));
                assert_eq!(said.map(drop), Err(Plain::AlreadyAnswered), "{given:?} {again:?}");
            }
        }
    }
}

#[test]
fn one_reminder_for_who_said_nothing() {
    let half = says(waiting(), ADA, Given::NotNow);
    for (who, days, due) in [(BRUNO, 6, false), (BRUNO, 7, true), (BRUNO, 14, false), (ADA, 7, false)] {
        assert_eq!(half.reminds(member(who), NOW.plus_days(days)), due, "{who:?} {days}");
    }
}

#[test]
fn what_came_of_it_is_told_once_and_only_to_who_introduced() {
    let told = |of: Introduction, who| of.tell(member(who), Helped::Yes, "Grazie".to_owned(), NOW);
    assert_eq!(told(waiting(), ADA), Err(Plain::NotMade));
    let made = says(says(waiting(), ADA, Given::Yes), BRUNO, Given::Yes);
    assert!(!made.asks_outcome(NOW.plus_days(14)) && made.asks_outcome(NOW.plus_days(15)));
    assert_eq!(told(made.clone(), MARIA), Err(Plain::NotAsked));
    let thanked = told(made, ADA).unwrap();
    assert_eq!(told(thanked.clone(), ADA), Err(Plain::AlreadyTold));
    assert_eq!(thanked.view(MARIA, CLEAR, NOW).unwrap().told.len(), 1);
    let bruno = thanked.view(BRUNO, CLEAR, NOW).unwrap();
    assert_eq!((bruno.told.len(), bruno.own_told, bruno.may_tell), (0, None, true));
    assert_eq!("maybe".parse::<Helped>(), Err(Plain::HelpedUnknown));
}

fn named(id: MemberId) -> Named {
    Named { person: member(id), known: true, reachable: true, never_by: false, asked_lately: 0 }
}

fn pair(one: MemberId, other: MemberId) -> Pair {
    let (one, other) = (member(one), member(other));
    Pair { one, other, tied: None, apart: false, proposed: false, refused: [false, false] }
}

fn circumstances() -> Circumstances {
    Circumstances {
        broker: MARIA,
        people: vec![named(ADA), named(BRUNO)],
        pairs: vec![pair(ADA, BRUNO)],
        proposed_today: Vec::new(),
        written_today: Vec::new(),
    }
}

type Change = fn(&mut Circumstances);

#[test]
fn proposals_are_refused_for_what_the_broker_may_know() {
    let cases: [(&str, Change); 10] = [
        ("oneself", |all| all.people[0] = named(MARIA)),
        ("twice", |all| all.people[0] = named(BRUNO)),
        ("too_few", |all| all.people.truncate(1)),
        ("too_many", |all| all.people = (2..9).map(|id| named(MemberId(id))).collect()),
        ("stranger", |all| all.people[1].known = false),
        ("no_address", |all| all.people[1].reachable = false),
        ("already_tied", |all| all.pairs[0].tied = Some(true)),
        ("not_these_people", |all| all.pairs[0].tied = Some(false)),
        ("not_these_people", |all| all.pairs[0].apart = true),
        ("already_proposed", |all| all.pairs[0].proposed = true),
    ];
    for (code, change) in cases {
        let mut all = circumstances();
        change(&mut all);
        assert_eq!(propose(&all, NOW).unwrap_err().code(), format!("introductions.{code}"));
    }
    let mut busy = circumstances();
    busy.proposed_today = vec![NOW.plus_days(-1) + 5_000_000; usize::try_from(PROPOSED_A_DAY).unwrap()];
    assert_eq!(propose(&busy, NOW), Err(Refusal::TooManyToday { seconds: 5 }));
    let mut written = circumstances();
    written.written_today = vec![NOW.plus_days(-1) + 5_000_000; usize::try_from(LETTERS_A_DAY).unwrap()];
    assert!(propose(&written, NOW).is_ok(), "letters are for people on cards");
    written.people[0].person = PersonId::Contact(ContactId(8));
    assert_eq!(propose(&written, NOW), Err(Refusal::TooManyLettersToday { seconds: 5 }));
    written.written_today.pop();
    assert!(propose(&written, NOW).is_ok());
    written.people[1].person = PersonId::Contact(ContactId(9));
    assert_eq!(propose(&written, NOW), Err(Refusal::TooManyLettersToday { seconds: 5 }), "all of them, or none");
}

#[test]
fn a_group_may_hold_two_who_know_each_other_but_not_two_who_do_not_want_to() {
    let mut three = circumstances();
    three.people.push(named(CARLA));
    three.pairs.extend([pair(ADA, CARLA), pair(BRUNO, CARLA)]);
    three.pairs[0].tied = Some(true);
    assert_eq!(propose(&three, NOW).unwrap().len(), 3);
    three.pairs[1].apart = true;
    assert_eq!(propose(&three, NOW), Err(Plain::NotThesePeople.into()));
}

#[test]
fn some_questions_never_arrive_and_the_others_are_asked_as_ever() {
    let begins = |change: fn(&mut Circumstances)| {
        let mut all = circumstances();
        change(&mut all);
        let parties = propose(&all, NOW).unwrap();
        [parties[0].answer, parties[1].answer]
    };
    let unheard = [Answer::Unheard, Answer::Waiting];
    assert_eq!(begins(|_| {}), [Answer::Waiting, Answer::Waiting]);
    assert_eq!(begins(|all| all.people[0].never_by = true), unheard);
    assert_eq!(begins(|all| all.people[0].asked_lately = ASKED_A_WEEK), unheard);
    assert_eq!(begins(|all| all.pairs[0].refused[0] = true), unheard);
    let card = |all: &mut Circumstances| {
        let card = PersonId::Contact(ContactId(8));
        all.people[0] = Named { person: card, asked_lately: LETTERS_AN_ADDRESS, ..named(ADA) };
        all.pairs[0].one = card;
    };
    assert_eq!(begins(card), unheard);
}

#[test]
fn texts_have_bounds() {
    assert_eq!(why(" \n"), Err(Plain::WhyMissing));
    assert_eq!(why(&"è".repeat(usize::try_from(WHY_CHARS).unwrap() + 1)), Err(Plain::WhyTooLong));
    assert_eq!(passing_words(""), Err(Plain::WordsMissing));
    assert_eq!(thanks("").as_deref(), Ok(""));
    assert_eq!(thanks(&"a".repeat(10_000)), Err(Plain::ThanksTooLong));
}

/// Maria asks for Carla through Ada, or through Ada and Bruno.
fn approach(through: &[MemberId]) -> Approach {
    let pass = |place| if place == 0 { Pass::Waiting } else { Pass::NotYet };
    let steps = through.iter().enumerate();
    Approach {
        id: ApproachId(7),
        asker: MARIA,
        target: CARLA,
        steps: steps.map(|(place, one)| Step { connector: *one, pass: pass(place), detour: false }).collect(),
        progress: Progress::Open,
        sent_at: NOW,
    }
}

#[test]
fn a_request_goes_from_one_to_the_next_and_then_to_the_target() {
    let long = approach(&[ADA, BRUNO]);
    assert_eq!(long.standing(BRUNO, NEAR, NOW), None, "not yet");
    let (long, to) = long.pass_on(ADA, (NEAR, true), NOW).unwrap();
    assert_eq!((to, long.standing(BRUNO, NEAR, NOW)), (Next::Connector(BRUNO), Some(Standing::Asked)));
    assert_eq!(long.before(BRUNO).collect::<Vec<_>>(), [ADA]);
    let (long, to) = long.pass_on(BRUNO, (NEAR, true), NOW).unwrap();
    assert_eq!((to, long.standing(ADA, NEAR, NOW)), (Next::Target, Some(Standing::PassedOn)));
    assert_eq!(long.standing(MARIA, NEAR, NOW), Some(Standing::UnderWay));
    let made = Nearness { made: true, ..NEAR };
    assert_eq!([MARIA, ADA, BRUNO].map(|who| long.standing(who, made, NOW)), [Some(Standing::Made); 3]);
    assert_eq!(long.standing(CARLA, NEAR, NOW), None, "the target has the question");
}

#[test]
fn a_connector_who_declines_looks_like_one_who_is_silent() {
    for through in [&[ADA][..], &[ADA, BRUNO]] {
        for unfamiliar in [false, true] {
            let (silent, said) = (approach(through), approach(through).decline(ADA, unfamiliar, NEAR, NOW).unwrap());
            for days in 0..40 {
                let at = NOW.plus_days(days);
                for who in [MARIA, BRUNO] {
                    assert_eq!(silent.standing(who, NEAR, at), said.standing(who, NEAR, at), "{who:?} {days}");
                }
            }
            assert_eq!(said.standing(ADA, NEAR, NOW), Some(Standing::Closed));
            assert_eq!(said.clone().pass_on(ADA, (NEAR, true), NOW), Err(Plain::AlreadyAnswered));
            assert_eq!(said.withdraw(MARIA, false, NOW).map(drop), Ok(()));
        }
    }
    let silent = approach(&[ADA]);
    assert_eq!(silent.standing(MARIA, NEAR, NOW.plus_days(27)), Some(Standing::UnderWay));
    assert_eq!(silent.standing(MARIA, NEAR, NOW.plus_days(28)), Some(Standing::NoWay));
    assert_eq!(silent.standing(ADA, NEAR, NOW.plus_days(14)), Some(Standing::Closed));
    assert_eq!(silent.decline(ADA, false, NEAR, NOW.plus_days(14)), Err(Plain::NoLongerOpen), "late");
}

#[test]
fn somebody_better_takes_the_place_of_the_next() {
    let better = |named, both| approach(&[ADA, BRUNO]).name_better(ADA, (named, both, true), NEAR, NOW);
    let dora = MemberId(8);
    for (named, both) in [(dora, false), (BRUNO, true), (MARIA, true), (CARLA, true), (ADA, true)] {
        assert_eq!(better(named, both), Err(Plain::NotBetter), "{named:?}");
    }
    let turned = better(dora, true).unwrap();
    assert_eq!(turned.after(dora), Next::Target);
    assert_eq!(turned.standing(BRUNO, NEAR, NOW), None);
    assert_eq!(turned.chosen().collect::<Vec<_>>(), [ADA, BRUNO], "the asker sees the path that was chosen");
    let third = turned.name_better(dora, (MemberId(9), true, true), NEAR, NOW).unwrap();
    assert_eq!(third.name_better(MemberId(9), (MemberId(10), true, true), NEAR, NOW), Err(Plain::NotBetter), "full");
}

#[test]
fn what_does_not_reach_the_next_one_looks_under_way_to_all_others() {
    let passed = |reaches| approach(&[ADA, BRUNO]).pass_on(ADA, (NEAR, reaches), NOW).unwrap();
    let ((unheard, to), (heard, _)) = (passed(false), passed(true));
    assert_eq!((to, unheard.steps[1].pass), (Next::Connector(BRUNO), Pass::Unheard));
    assert_eq!((unheard.standing(BRUNO, NEAR, NOW), heard.standing(BRUNO, NEAR, NOW)), (None, Some(Standing::Asked)));
    for days in 0..40 {
        let at = NOW.plus_days(days);
        for who in [MARIA, ADA] {
            assert_eq!(unheard.standing(who, NEAR, at), heard.standing(who, NEAR, at), "{who:?} {days}");
        }
    }
    assert_eq!(unheard.clone().pass_on(BRUNO, (NEAR, true), NOW).map(drop), Err(Plain::NoLongerOpen));
    assert_eq!(unheard.decline(BRUNO, false, NEAR, NOW).map(drop), Err(Plain::NoLongerOpen));

    let dora = MemberId(8);
    let named = |reaches| approach(&[ADA]).name_better(ADA, (dora, true, reaches), NEAR, NOW).unwrap();
    let (unheard, heard) = (named(false), named(true));
    assert_eq!((unheard.standing(dora, NEAR, NOW), heard.standing(dora, NEAR, NOW)), (None, Some(Standing::Asked)));
    for who in [MARIA, ADA] {
        assert_eq!(unheard.standing(who, NEAR, NOW), heard.standing(who, NEAR, NOW), "{who:?}");
    }
    assert_eq!(unheard.pass_on(dora, (NEAR, true), NOW).map(drop), Err(Plain::NoLongerOpen));
}

#[test]
fn requests_are_taken_back_and_end() {
    let taken = approach(&[ADA]).withdraw(MARIA, false, NOW).unwrap();
    assert_eq!([MARIA, ADA].map(|who| taken.standing(who, NEAR, NOW).unwrap()), [Standing::NoWay, Standing::Closed]);
    assert_eq!(taken.withdraw(MARIA, false, NOW), Err(Plain::NoLongerOpen));
    assert_eq!(approach(&[ADA]).withdraw(ADA, false, NOW), Err(Plain::OnlyTheAsker));
    assert_eq!(approach(&[ADA]).withdraw(MARIA, true, NOW), Err(Plain::NoLongerOpen), "they are in touch");
    assert_eq!(approach(&[ADA]).expire(NOW.plus_days(27)), None);
    let over = approach(&[ADA]).expire(NOW.plus_days(28)).unwrap();
    assert_eq!(over.standing(MARIA, NEAR, NOW), Some(Standing::NoWay), "a clock set back revives nothing");
}

#[test]
fn requests_are_refused_for_what_the_asker_may_know() {
    let fine = Requesting {
        asker: MARIA,
        target: CARLA,
        through: vec![ADA],
        tied_to_target: false,
        path_stands: true,
        asked_this_way: false,
        asked_for_target: 0,
        sent_today: Vec::new(),
        first_asked_lately: 0,
    };
    assert_eq!(send(&fine, NOW).unwrap()[0].pass, Pass::Waiting);
    let full = Requesting { first_asked_lately: ASKED_A_WEEK, ..fine.clone() };
    assert_eq!(send(&full, NOW).unwrap()[0].pass, Pass::Unheard);
    let too_many = vec![ADA; usize::try_from(CONNECTORS).unwrap() + 1];
    for (request, refusal) in [
        (Requesting { target: MARIA, ..fine.clone() }, Plain::ToOneself),
        (Requesting { tied_to_target: true, ..fine.clone() }, Plain::ToOnesTie),
        (Requesting { through: Vec::new(), ..fine.clone() }, Plain::NoConnector),
        (Requesting { through: too_many, ..fine.clone() }, Plain::TooManyConnectors),
        (Requesting { path_stands: false, ..fine.clone() }, Plain::NoSuchPath),
        (Requesting { asked_this_way: true, ..fine.clone() }, Plain::AlreadyRequested),
        (Requesting { asked_for_target: REQUESTS_A_TARGET, ..fine.clone() }, Plain::RequestedEnough),
    ] {
        assert_eq!(send(&request, NOW), Err(refusal.into()));
    }
    let sent_today = vec![NOW.plus_days(-1) + 1_000_000; usize::try_from(REQUESTS_A_DAY).unwrap()];
    let busy = Requesting { sent_today, ..fine };
    assert_eq!(send(&busy, NOW).unwrap_err().retry_after_seconds(), Some(1));
    assert_eq!(Plain::AlreadyRequested.numbers(), [("days", AGAIN_DAYS)]);
}
