//! Cases and properties of asks and offers.

use proptest::prelude::*;

use super::*;

const NOW: Timestamp = Timestamp(1_773_133_200_000_000);
const ADA: MemberId = MemberId(1);
const BRUNO: MemberId = MemberId(2);
const CARLA: MemberId = MemberId(3);

fn typed() -> Typed {
    Typed {
        text: " Un fornitore di legno\ncertificato ".to_owned(),
        topics: vec!["Legno".to_owned()],
        place: "Ancona".to_owned(),
        language: "it".to_owned(),
        audience: "two_steps".to_owned(),
    }
}

fn ask(kind: Kind) -> Ask {
    Ask::posted(AskId(7), kind, ADA, Said::read(&typed()).unwrap(), NOW)
}

#[test]
fn what_is_typed_is_cleaned_or_refused() {
    let said = Said::read(&typed()).unwrap();
    assert_eq!((said.text.as_str(), said.audience), ("Un fornitore di legno certificato", Audience::TwoSteps));
    let long = |count: usize| "è".repeat(count);
    for (wrong, refusal) in [
        (Typed { text: " \n… ".to_owned(), ..typed() }, Refusal::from(Plain::TextMissing)),
        (Typed { text: long(501), ..typed() }, Plain::TextTooLong.into()),
        (Typed { text: long(10_000), ..typed() }, Plain::TextTooLong.into()),
        (Typed { place: long(121), ..typed() }, Plain::PlaceTooLong.into()),
        (Typed { language: String::new(), ..typed() }, Plain::LanguageMalformed.into()),
        (Typed { language: "it--".to_owned(), ..typed() }, Plain::LanguageMalformed.into()),
        (Typed { audience: "world".to_owned(), ..typed() }, Plain::AudienceUnknown.into()),
        (Typed { topics: vec!["!".to_owned()], ..typed() }, topics::Refusal::WithoutLetters.into()),
    ] {
        assert_eq!(Said::read(&wrong), Err(refusal));
    }
    assert!(Said::read(&Typed { text: long(500), place: String::new(), ..typed() }).is_ok());
}

#[test]
fn each_state_answers_each_act() {
    let (ask, said) = (ask(Kind::Ask), Said::read(&typed()).unwrap());
    let rested = ask.clone().rest(NOW.plus_days(30)).unwrap();
    let closed = ask.clone().close(Outcome::Unanswered, NOW).unwrap();
    assert_eq!((closed.clone().hide(NOW), ask.clone().show(NOW)), (None, None));
    let hidden = ask.clone().hide(NOW).unwrap();
    assert!(!hidden.is_open(NOW) && hidden.clone().hide(NOW).is_none());
    assert_eq!(hidden.clone().close(Outcome::Unanswered, NOW), Err(Plain::AlreadyClosed));
    assert_eq!(hidden.clone().renew(0, 0, NOW), Err(Plain::AlreadyClosed));
    assert_eq!(hidden.clone().show(NOW), Some(ask.clone()));
    let (until, late) = (ask.until(), ask.until().plus_days(1));
    assert_eq!(hidden.show(late).unwrap().state, State::Resting { since: until });
    let later = NOW.plus_days(40);
    for open in [&ask, &rested] {
        let renewed = open.clone().renew(0, 99, later).unwrap();
        assert_eq!(renewed.state, State::Open { until: later.plus_days(30) });
        assert!(open.clone().change(said.clone()).is_ok());
        assert!(open.clone().close(Outcome::Unanswered, later).is_ok());
    }
    assert_eq!(closed.clone().renew(0, 99, later), Err(Plain::AlreadyClosed));
    assert_eq!(closed.clone().change(said), Err(Plain::AlreadyClosed));
    assert_eq!(closed.clone().close(Outcome::Unanswered, later), Err(Plain::AlreadyClosed));
    assert_eq!(ask.clone().renew(OPEN_AT_ONCE, 99, later), Err(Plain::TooManyOpen));
    assert_eq!((ask.clone().rest(NOW), closed.rest(later)), (None, None));
    assert_eq!(rested.rest(later), None, "once");
}

#[test]
fn an_ask_lives_a_month_and_an_offer_half_a_year() {
    for (kind, days) in [(Kind::Ask, 30), (Kind::Offer, 180)] {
        let ask = ask(kind);
        assert!(ask.is_open(NOW.plus_days(days) + -1), "{kind:?}");
        assert_eq!(ask.at(NOW.plus_days(days)), State::Resting { since: NOW.plus_days(days) });
        assert!(!ask.is_due(NOW.plus_days(days - 8)) && ask.is_due(NOW.plus_days(days - 7)));
        assert_eq!((ask.freshness(NOW), ask.freshness(NOW.plus_days(days))), (1_000, 0));
        assert_eq!(ask.freshness(NOW.plus_days(-3)), 1_000, "a clock set back makes nothing fresher");
    }
}

#[test]
fn only_what_is_due_stands_before_the_others_again() {
    let ask = ask(Kind::Ask);
    let early = ask.clone().renew(0, 99, NOW.plus_days(2)).unwrap();
    assert_eq!((early.turn, early.fresh_at, early.until()), (7, NOW, NOW.plus_days(32)));
    let due = ask.renew(0, 99, NOW.plus_days(25)).unwrap();
    assert_eq!((due.turn, due.fresh_at), (99, NOW.plus_days(25)));
}

#[test]
fn thanks_go_to_others() {
    let told = |answered, by, through| Outcome::told(answered, by, through, ADA);
    assert_eq!(told(false, None, None), Ok(Outcome::Unanswered));
    assert_eq!(told(false, Some(BRUNO), None), Err(Plain::NobodyToThank));
    assert_eq!(told(false, None, Some(BRUNO)), Err(Plain::NobodyToThank));
    assert_eq!(told(true, Some(ADA), None), Err(Plain::ThanksOneself));
    assert_eq!(told(true, Some(BRUNO), Some(ADA)), Err(Plain::ThroughOneself));
    assert_eq!(told(true, Some(BRUNO), Some(BRUNO)), Err(Plain::HelperTwice));
    for (by, through) in [(None, None), (Some(BRUNO), None), (None, Some(CARLA)), (Some(BRUNO), Some(CARLA))] {
        assert_eq!(told(true, by, through), Ok(Outcome::Answered { by, through }));
    }
}

#[test]
fn limits() {
    let circumstances =
        |open, posted: usize| Circumstances { open, posted_today: vec![NOW.plus_days(-1) + 9_000_000; posted] };
    assert_eq!(post(&circumstances(49, 59), NOW), Ok(()));
    assert_eq!(post(&circumstances(50, 0), NOW), Err(Plain::TooManyOpen.into()));
    assert_eq!(post(&circumstances(0, 60), NOW), Err(Refusal::TooManyToday { seconds: 9 }));
}

#[test]
fn who_may_see_it() {
    let viewer = |steps| Viewer { member: BRUNO, steps, apart: false };
    for (audience, farthest) in [(Audience::Ties, 1), (Audience::TwoSteps, 2), (Audience::ThreeSteps, 3)] {
        let mut ask = ask(Kind::Ask);
        ask.said.audience = audience;
        for steps in 1..=4 {
            assert_eq!(ask.may_be_seen(&viewer(Some(steps)), NOW), steps <= farthest, "{audience:?} {steps}");
        }
        assert!(!ask.may_be_seen(&viewer(None), NOW));
    }
    let mut ask = ask(Kind::Ask);
    ask.said.audience = Audience::Everybody;
    assert!(ask.may_be_seen(&viewer(None), NOW));
    assert!(!ask.may_be_seen(&Viewer { apart: true, ..viewer(Some(1)) }, NOW));
    assert!(!ask.may_be_seen(&viewer(Some(1)), NOW.plus_days(30)), "a resting one is the author's");
    let closed = ask.close(Outcome::Unanswered, NOW).unwrap();
    assert!(!closed.may_be_seen(&viewer(Some(1)), NOW));
    assert!(closed.may_be_seen(&Viewer { member: ADA, steps: Some(0), apart: true }, NOW));
}

proptest! {
    /// A wider audience never hides from somebody who saw it.
    #[test]
    fn audiences_are_nested(steps in proptest::option::of(0_u8..=4), apart: bool, days in 0_i64..40) {
        let viewer = Viewer { member: BRUNO, steps, apart };
        let seen: Vec<bool> = Audience::ALL.into_iter().map(|audience| {
            let mut ask = ask(Kind::Ask);
            ask.said.audience = audience;
            ask.may_be_seen(&viewer, NOW.plus_days(days))
        }).collect();
        prop_assert!(seen.is_sorted());
    }
}

#[test]
fn what_waits_begins_when_it_is_let_go_and_what_was_seen_goes_on() {
    let (posted, said) = (|| ask(Kind::Ask), || Said::read(&typed()).unwrap());
    let waits = posted().wait(NOW);
    assert_eq!(waits.state, State::Held { at: NOW, until: NOW.plus_days(30) });
    assert!(!waits.is_open(NOW) && !waits.is_due(NOW.plus_days(29)));
    let outcome = Outcome::Unanswered;
    assert_eq!(waits.clone().close(outcome, NOW), Err(Plain::Waits));
    assert_eq!(waits.clone().renew(0, 9, NOW), Err(Plain::Waits));
    assert_eq!(waits.clone().change(said()).map(|ask| ask.state.word()), Ok("held"));
    let later = NOW.plus_days(3);
    let gone = waits.clone().release(99, later).unwrap();
    assert_eq!((gone.state, gone.fresh_at, gone.turn), (State::Open { until: later.plus_days(30) }, later, 99));
    // Seen before: it keeps its place and its time, also where that is over.
    let seen = posted().wait(NOW.plus_days(1));
    let gone = seen.clone().release(99, later).unwrap();
    assert_eq!((gone.state, gone.fresh_at, gone.turn), (State::Open { until: NOW.plus_days(30) }, NOW, 7));
    let over = seen.release(99, NOW.plus_days(31)).unwrap();
    assert_eq!(over.state, State::Resting { since: NOW.plus_days(30) });
    // Taken away by the moderator it goes on once an appeal is granted; what is open is let go by nobody.
    let hidden = waits.hide(later).unwrap();
    assert_eq!(hidden.state, State::Hidden { at: later, until: NOW.plus_days(30) });
    assert_eq!(hidden.release(99, later).unwrap().state, State::Open { until: NOW.plus_days(30) });
    assert_eq!(posted().release(99, later), None);
    assert_eq!(posted().close(outcome, NOW).unwrap().wait(later).state.word(), "closed");
}
