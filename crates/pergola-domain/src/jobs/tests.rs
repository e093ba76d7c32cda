//! Ads, applications and records, case by case.

use proptest::prelude::*;

use super::{
    Ad, AdState, Application, Asked, By, Contract, KEPT_DAYS, Known, LIVES_DAYS, MOST_DAYS, Outcome, Pay, Period,
    Record, RecordFacts, Refusal, SILENCE_DAYS, Stage, There, Typed, WAITED_DAYS, asks_past_pay, order,
};
use crate::{organisations::Kind, time::Timestamp};

const TUESDAY: Timestamp = Timestamp::from_seconds(1_773_133_200);

fn typed() -> Typed {
    Typed {
        title: "Progettista di arredi per scuole".to_owned(),
        text: "Disegniamo arredi che i bambini possono spostare da soli.".to_owned(),
        place: "Modena".to_owned(),
        remote: "mixed".to_owned(),
        contract: "permanent".to_owned(),
        hours: "36".to_owned(),
        pay_from: "32.000".to_owned(),
        pay_to: "40.000".to_owned(),
        currency: "eur".to_owned(),
        period: "year".to_owned(),
        ..Typed::default()
    }
}

#[test]
fn a_good_ad_is_read_and_each_fault_has_its_name() {
    let said = typed().read(Kind::Company).unwrap();
    assert_eq!((said.pay.from_cents, said.pay.to_cents, said.contract), (3_200_000, 4_000_000, Contract::Permanent));
    assert_eq!((said.hours, said.kept_days), (Some(36), KEPT_DAYS));
    type Fault = (Refusal, fn(&mut Typed));
    let faults: [Fault; 17] = [
        (Refusal::TitleMissing, |typed| typed.title = " ".to_owned()),
        (Refusal::TitleTooLong, |typed| typed.title = "a".repeat(121)),
        (Refusal::TextMissing, |typed| typed.text.clear()),
        (Refusal::TextTooLong, |typed| typed.text = "a".repeat(5_000_000)),
        (Refusal::PayMissing, |typed| typed.pay_from.clear()),
        (Refusal::PayMalformed, |typed| typed.pay_from = "da concordare".to_owned()),
        (Refusal::PayUpsideDown, |typed| typed.pay_to = "20.000".to_owned()),
        (Refusal::PayTooWide, |typed| typed.pay_to = "200.000".to_owned()),
        (Refusal::CurrencyUnknown, |typed| typed.currency = "LIT".to_owned()),
        (Refusal::PeriodUnknown, |typed| typed.period = "week".to_owned()),
        (Refusal::ContractUnknown, |typed| typed.contract = "slavery".to_owned()),
        (Refusal::RemoteUnknown, |typed| typed.remote.clear()),
        (Refusal::HoursMalformed, |typed| typed.hours = "80".to_owned()),
        (Refusal::PlaceMissing, |typed| typed.place.clear()),
        (Refusal::TooManySkills, |typed| typed.skills = (0..16).map(|n| n.to_string()).collect()),
        (Refusal::AsksPastPay, |typed| typed.questions = vec!["Qual è la tua RAL attuale?".to_owned()]),
        (Refusal::KeptTooLong, |typed| typed.kept_days = "4000".to_owned()),
    ];
    for (refusal, spoil) in faults {
        let mut bad = typed();
        spoil(&mut bad);
        assert_eq!(bad.read(Kind::Company), Err(refusal));
    }
    assert_eq!(typed().read(Kind::Agency), Err(Refusal::ClientMissing), "an agency says for whom");
    let named = Typed { client: "Tre Ruote".to_owned(), ..typed() };
    assert_eq!(named.read(Kind::Company), Err(Refusal::ClientOfNobody));
    assert_eq!(named.read(Kind::HeadHunter).map(|said| said.client), Ok("Tre Ruote".to_owned()));
    let spoken = |tags: &[&str]| Typed { languages: tags.iter().map(|tag| (*tag).to_owned()).collect(), ..typed() };
    assert_eq!(spoken(&["IT", "pt-BR", "it"]).read(Kind::Company).unwrap().languages, ["it", "pt-br"]);
    assert_eq!(spoken(&["italiano e inglese"]).read(Kind::Company), Err(Refusal::LanguagesMalformed));
    assert_eq!(
        spoken(&["it", "en", "de", "fr", "es", "pt", "sl"]).read(Kind::Company),
        Err(Refusal::LanguagesMalformed)
    );
    let unnamed = Typed { client_not_named: true, ..typed() }.read(Kind::Agency).unwrap();
    assert!(unnamed.client_not_named);
    let questions = |count: usize, chars: usize| Typed { questions: vec!["a".repeat(chars); count], ..typed() };
    assert_eq!(questions(6, 3).read(Kind::Company), Err(Refusal::TooManyQuestions));
    assert_eq!(questions(1, 301).read(Kind::Company), Err(Refusal::QuestionTooLong));
}

#[test]
fn amounts_are_read_as_people_write_them() {
    for (typed, cents) in [
        ("32.000", Some(3_200_000)),
        ("32,000", Some(3_200_000)),
        ("32000", Some(3_200_000)),
        ("32 000", Some(3_200_000)),
        ("32'000.50", Some(3_200_050)),
        ("1.234.567,89", Some(123_456_789)),
        ("12,5", Some(1_250)),
        ("9.10", Some(910)),
        ("", None),
        ("32.00.000", None),
        ("-5", None),
        ("1e9", None),
        ("1.2345", None),
        ("99999999999999999999", None),
    ] {
        assert_eq!(super::pay::cents(typed), cents, "{typed}");
    }
    let hour = Pay::read("18", "", "EUR", "hour").unwrap();
    assert_eq!((hour.to_cents, hour.period, hour.a_year(hour.from_cents)), (1_800, Period::Hour, 3_744_000));
    assert!(hour.reaches(3_700_000, "EUR") && !hour.reaches(3_800_000, "EUR") && !hour.reaches(1, "CHF"));
}

#[test]
fn nobody_asks_what_was_earned_before() {
    for question in [
        "Qual è la tua RAL attuale?",
        "Quanto guadagni?",
        "Ultimo stipendio percepito",
        "What is your current salary?",
        "How much do you earn?",
        "Salary history",
        "Retribuzione precedente",
    ] {
        assert!(asks_past_pay(question), "{question}");
    }
    for question in [
        "Quale retribuzione vorresti?",
        "What are your salary expectations?",
        "Hai già lavorato con il larice?",
        "Quando potresti cominciare?",
        "Have you paid attention to safety at your last job?",
        "Perché proprio noi?",
    ] {
        assert!(!asks_past_pay(question), "{question}");
    }
}

#[test]
fn an_ad_lives_a_month_is_confirmed_and_never_gets_old() {
    let ad = Ad::posted(TUESDAY);
    let day = |days| TUESDAY.plus_days(days);
    assert_eq!(ad.confirm(day(3)), Err(Refusal::NothingToConfirm));
    assert!(!ad.waits_for_word(day(LIVES_DAYS - 1)) && ad.waits_for_word(day(LIVES_DAYS)));
    let silent = ad.settle(day(LIVES_DAYS + WAITED_DAYS));
    assert!(matches!(silent.state, AdState::Closed { outcome: Outcome::NotConfirmed, .. }));
    assert_eq!(silent.confirm(day(40)), Err(Refusal::Closed));
    let again = ad.confirm(day(30)).unwrap().confirm(day(60)).unwrap();
    assert_eq!(again.confirm(day(88)), Err(Refusal::TooOld));
    assert!(again.is_open(day(MOST_DAYS - 1)) && !again.is_open(day(MOST_DAYS)));
    let back = silent.reopen(day(40)).unwrap();
    assert!(back.is_open(day(60)) && silent.reopen(day(MOST_DAYS)) == Err(Refusal::TooOld));
    let closed = ad.close(Outcome::ThroughPergola, day(5)).unwrap();
    assert_eq!(closed.reopen(day(6)), Err(Refusal::Closed), "what somebody closed stays so");
    assert_eq!(closed.close(Outcome::Stopped, day(6)), Err(Refusal::Closed));
    assert_eq!(closed.settle(day(500)), closed);
}

#[test]
fn an_application_goes_forward_and_ends_once() {
    let sent = Application::sent(TUESDAY);
    let seen = sent.go_to(Stage::Seen, By::Organisation, TUESDAY.plus_days(2)).unwrap();
    assert_eq!(seen.answered_at, None, "being seen is no answer");
    let talks = seen.go_to(Stage::InConversation, By::Organisation, TUESDAY.plus_days(6)).unwrap();
    assert_eq!(talks.answered_at, Some(TUESDAY.plus_days(6)));
    assert_eq!(talks.go_to(Stage::Seen, By::Organisation, TUESDAY), Err(Refusal::StageBackwards));
    assert_eq!(talks.go_to(Stage::Hired, By::Applicant, TUESDAY), Err(Refusal::StageBackwards));
    assert_eq!(talks.go_to(Stage::Withdrawn, By::Organisation, TUESDAY), Err(Refusal::StageBackwards));
    let hired = talks.go_to(Stage::Hired, By::Organisation, TUESDAY.plus_days(20)).unwrap();
    for stage in Stage::ALL {
        assert_eq!(hired.go_to(stage, By::Organisation, TUESDAY), Err(Refusal::StageOver));
    }
    assert!(talks.go_to(Stage::Withdrawn, By::Applicant, TUESDAY).is_ok());
    assert_eq!(
        Stage::Withdrawn.as_referrer_sees(),
        Stage::NotThisTime.as_referrer_sees(),
        "who withdrew is not told on"
    );
    assert_eq!(Asked::read("", &["sì".to_owned()], 2), Err(Refusal::AnswerMissing));
    assert_eq!(Asked::read(&"a".repeat(4_001), &[], 0), Err(Refusal::LetterTooLong));
    assert_eq!(Asked::read("", &["a".repeat(2_001)], 1), Err(Refusal::AnswerTooLong));
}

#[test]
fn silence_is_counted() {
    let now = TUESDAY.plus_days(100);
    let answered =
        |days| Application::sent(TUESDAY).go_to(Stage::NotThisTime, By::Organisation, TUESDAY.plus_days(days)).unwrap();
    let withdrawn = Application::sent(TUESDAY).go_to(Stage::Withdrawn, By::Applicant, now).unwrap();
    let fresh = Application::sent(now.plus_days(1 - SILENCE_DAYS));
    let facts = RecordFacts {
        open: 2,
        outcomes: vec![Outcome::ThroughPergola, Outcome::Stopped],
        applications: vec![answered(4), answered(10), answered(6), Application::sent(TUESDAY), withdrawn, fresh],
    };
    let record = Record::of(&facts, now);
    assert_eq!((record.ads, record.filled_here, record.stopped), (4, 1, 1));
    assert_eq!((record.due, record.answered, record.answered_percent(), record.median_days), (4, 3, Some(75), Some(6)));
    assert_eq!(Record::of(&RecordFacts::default(), now).answered_percent(), None);
}

fn known(person: u8, distance: u8, strength: u16) -> Known<u8> {
    Known {
        person,
        distance,
        strength,
        knows_poster: false,
        there: There { now: true, ended_years_ago: None, with_poster: false },
    }
}

#[test]
fn a_middling_tie_goes_before_a_strong_one_and_who_knows_both_goes_first() {
    let mut people = vec![
        known(1, 1, 900),
        known(2, 1, 550),
        known(3, 1, 200),
        Known { knows_poster: true, ..known(4, 2, 550) },
        known(5, 3, 550),
    ];
    order(&mut people);
    assert_eq!(people.iter().map(|one| one.person).collect::<Vec<_>>(), [4, 2, 1, 3, 5]);
}

proptest! {
    /// Whatever order they came in, they are shown in one; and who knows the poster is never behind his twin who does not.
    #[test]
    fn the_order_is_one(mut people in proptest::collection::vec((any::<u8>(), 1_u8..4, 0_u16..1001, any::<bool>()), 0..30)) {
        people.sort_unstable();
        people.dedup_by_key(|one| one.0);
        let mut forward: Vec<Known<u8>> = people.iter().map(|(person, distance, strength, knows)| Known { knows_poster: *knows, ..known(*person, *distance, *strength) }).collect();
        let mut backward: Vec<Known<u8>> = forward.iter().rev().copied().collect();
        order(&mut forward);
        order(&mut backward);
        prop_assert_eq!(&forward, &backward);
        for one in &forward {
            let (with, without) = (Known { knows_poster: true, ..*one }, Known { knows_poster: false, ..*one });
            prop_assert!(with.value() >= without.value());
        }
    }
}
