//! Ads, applications and records, case by case.

use proptest::prelude::*;

use super::{
    Ad, AdState, Application, Asked, By, Contract, KEPT_DAYS, Known, LIVES_DAYS, MOST_DAYS, Outcome, Pay, Period,
    Record, RecordFacts, Refusal, SILENCE_DAYS, Stage, There, Typed, WAITED_DAYS, asks_past_pay, order, step,
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
    let faults: [Fault; 19] = [
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
        (Refusal::TitleAsksPastPay, |typed| typed.title = "Falegname: indicare RAL attuale".to_owned()),
        (Refusal::TextAsksPastPay, |typed| typed.text = "Serve.\n\nAllegare l’ultima busta paga.".to_owned()),
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
fn how_one_is_chosen_is_told_in_a_few_lines() {
    let told = |steps: &[&str]| Typed { steps: steps.iter().map(|one| (*one).to_owned()).collect(), ..typed() };
    let read = told(&[" Leggiamo  quello che mandi ", "", "Una telefonata (entro 12 giorni)"]).read(Kind::Company);
    assert_eq!(read.unwrap().steps, ["Leggiamo quello che mandi", "Una telefonata (entro 12 giorni)"]);
    assert_eq!(told(&["a"; 7]).read(Kind::Company), Err(Refusal::TooManySteps));
    assert_eq!(told(&[&"a".repeat(201)]).read(Kind::Company), Err(Refusal::StepTooLong));
    assert_eq!(told(&["Ci dici il tuo stipendio attuale"]).read(Kind::Company), Err(Refusal::AsksPastPay));
    for (line, split) in [
        ("Una telefonata (entro 12 giorni)", ("Una telefonata", "entro 12 giorni")),
        ("Una giornata (pagata) in laboratorio", ("Una giornata (pagata) in laboratorio", "")),
        (
            "Una giornata (pagata) in laboratorio (poi 5 giorni)",
            ("Una giornata (pagata) in laboratorio", "poi 5 giorni"),
        ),
        ("Una telefonata", ("Una telefonata", "")),
        (" (entro 12 giorni)", (" (entro 12 giorni)", "")),
        (" ()", (" ()", "")),
        ("", ("", "")),
    ] {
        assert_eq!(step(line), split);
    }
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
        ("€30k", Some(3_000_000)),
        ("30k €", Some(3_000_000)),
        ("30K EUR", Some(3_000_000)),
        ("30kEUR", Some(3_000_000)),
        ("30 mila", Some(3_000_000)),
        ("30mila euro", Some(3_000_000)),
        ("30 thousand", Some(3_000_000)),
        ("30.5k", Some(3_050_000)),
        ("32,5 mila", Some(3_250_000)),
        ("30.000", Some(3_000_000)),
        ("30,000.50", Some(3_000_050)),
        ("30.000,50 €", Some(3_000_050)),
        ("€ 30\u{a0}000", Some(3_000_000)),
        ("EUR 30.000", Some(3_000_000)),
        ("30 k€", Some(3_000_000)),
        ("30m", None),
        ("30 milioni", None),
        ("30.000k", None),
        ("k", None),
        ("€", None),
        ("30-40k", None),
        ("30 40", None),
        ("30 40k", None),
        ("3 0000", None),
        ("1,234.567", None),
        ("1.234.50", None),
        ("30000.125", None),
        ("€30 a month", None),
        ("30 £ €", None),
        ("３０", None),
        ("1.2345", None),
        ("99999999999999999999", None),
    ] {
        assert_eq!(super::pay::cents(typed), cents, "{typed}");
    }
    let hour = Pay::read("18", "", "EUR", "hour").unwrap();
    for (from, currency, period, refusal) in [
        ("£30k", "EUR", "year", Refusal::PayOfAnother),
        ("30 CHF", "EUR", "hour", Refusal::PayOfAnother),
        ("30", "EUR", "year", Refusal::PayTooLittle),
        ("999,99", "EUR", "year", Refusal::PayTooLittle),
        ("30 milioni", "EUR", "year", Refusal::PayMalformed),
    ] {
        assert_eq!(Pay::read(from, "", currency, period), Err(refusal), "{from}");
    }
    assert_eq!(Pay::read("30k", "40 mila €", "eur", "year").unwrap().to_cents, 4_000_000);
    assert_eq!(Pay::read("$30k", "", "CAD", "year").unwrap().from_cents, 3_000_000, "several have that sign");
    assert_eq!((hour.to_cents, hour.period, hour.a_year(hour.from_cents)), (1_800, Period::Hour, 3_744_000));
    assert!(hour.reaches(3_700_000, "EUR") && !hour.reaches(3_800_000, "EUR") && !hour.reaches(1, "CHF"));
}

#[test]
fn both_ends_of_a_pay_may_stand_in_one_field() {
    for (typed, ends) in [
        ("45.000-50.000", Ok((4_500_000, 5_000_000))),
        ("45.000 – 50.000 €", Ok((4_500_000, 5_000_000))),
        ("30/35k", Ok((3_000_000, 3_500_000))),
        ("€30-35k", Ok((3_000_000, 3_500_000))),
        ("€30k–€35k", Ok((3_000_000, 3_500_000))),
        ("30-35 mila euro", Ok((3_000_000, 3_500_000))),
        ("30.000/35k", Ok((3_000_000, 3_500_000))),
        ("35k-30k", Err(Refusal::PayUpsideDown)),
        ("30-40", Err(Refusal::PayTooLittle)),
        ("30k-£35k", Err(Refusal::PayOfAnother)),
        ("30-35-40k", Err(Refusal::PayMalformed)),
        ("30k/mese", Err(Refusal::PayMalformed)),
        ("-30k", Err(Refusal::PayMalformed)),
    ] {
        let read = Pay::read(typed, "", "EUR", "year").map(|pay| (pay.from_cents, pay.to_cents));
        assert_eq!(read, ends, "{typed}");
    }
    assert_eq!(Pay::read("30-35k", "40k", "EUR", "year"), Err(Refusal::PayMalformed), "not three of them");
}

#[test]
fn nobody_asks_what_was_earned_before() {
    for question in [
        "Qual è la tua RAL attuale?",
        "Quanto guadagni?",
        "Ultimo stipendio percepito",
        "Retribuzione precedente",
        "La tua RAL?",
        "Qual è il tuo stipendio attuale?",
        "Qual e' il tuo stipendio?",
        "Indica la RAL lorda annua attuale",
        "Che stipendio prendi adesso?",
        "Che RAL avevi?",
        "Qual era la RAL nel tuo ultimo impiego?",
        "Quanto guadagnavi prima?",
        "Quanto ti pagano?",
        "Quanto prendi al mese?",
        "Guadagni più di 30.000 euro?",
        "Vorresti dirci la tua RAL?",
        "Allega la tua ultima busta paga",
        "Qual è la tua RAL, e quanto vorresti guadagnare?",
        "La tua RAL e le tue aspettative",
        "STIPENDIO ATTUALE?",
        "What is your current salary?",
        "How much do you earn?",
        "Salary history",
        "What is your salary?",
        "Your salary, please",
        "How much do you earn now?",
        "How much did you make last year?",
        "What do you earn?",
        "What are you paid at present?",
        "What salary did you have?",
        "What was the pay at your last job?",
        "Would you tell us your current pay?",
        "Would you please share your salary?",
        "What is your salary and what do you expect?",
        "Do you earn more than 30,000?",
        "Your last gross annual salary",
        "Previous compensation",
    ] {
        assert!(asks_past_pay(question), "{question}");
    }
}

#[test]
fn what_is_wished_offered_or_nobodys_may_be_asked() {
    for question in [
        "Quale retribuzione vorresti?",
        "Che retribuzione ti aspetti?",
        "Che RAL ti aspetti?",
        "Quale RAL ti aspetti ora?",
        "Qual è la tua RAL ideale?",
        "Quanto vorresti guadagnare?",
        "Quanto pensi di guadagnare?",
        "Le tue aspettative di stipendio",
        "Ti va bene la paga indicata?",
        "Sei d’accordo con la retribuzione dell’annuncio?",
        "Hai domande sulla retribuzione?",
        "Quanto tempo ti serve per cominciare, oggi?",
        "Hai esperienza con le buste paga?",
        "Hai tenuto le paghe nel tuo ultimo lavoro?",
        "Hai già lavorato con il larice?",
        "Quando potresti cominciare?",
        "Perché proprio noi?",
        "Un’offerta con il tuo stipendio (entro 5 giorni)",
        "What are your salary expectations?",
        "What salary do you expect?",
        "Which RAL do you expect?",
        "What salary would you like to earn now?",
        "How much do you expect to earn?",
        "How much more than your current salary do you expect?",
        "What pay do you have in mind?",
        "Do you agree with the pay range?",
        "Do you agree with the current pay range?",
        "Is the pay of this ad all right for you now?",
        "Have you paid attention to safety at your last job?",
        "Did you pay attention to safety in your previous role?",
        "Have you used payroll software in your current job?",
        "How do you pay suppliers at your current company?",
        "Which certificates did you earn last year?",
        "What do you make of our pay range?",
        "How much experience do you have with wood?",
        "Can you start now? We pay weekly.",
        "",
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
fn what_moderators_took_away_comes_back_as_it_was() {
    let ad = Ad::posted(TUESDAY);
    let day = |days| TUESDAY.plus_days(days);
    let hidden = ad.hide(day(5)).unwrap();
    assert!(!hidden.is_open(day(6)) && hidden.lives_until().is_none() && !hidden.waits_for_word(day(LIVES_DAYS)));
    assert_eq!(hidden.settle(day(500)), hidden, "time alone does nothing to it");
    for refused in [
        hidden.hide(day(6)),
        hidden.confirm(day(LIVES_DAYS)),
        hidden.close(Outcome::Stopped, day(6)),
        hidden.reopen(day(6)),
        ad.show(day(6)),
        ad.close(Outcome::Stopped, day(5)).unwrap().show(day(6)),
        ad.settle(day(LIVES_DAYS + WAITED_DAYS)).hide(day(60)),
        ad.hide(day(LIVES_DAYS + WAITED_DAYS)),
    ] {
        assert_eq!(refused, Err(Refusal::Closed));
    }
    assert_eq!(hidden.show(day(9)), Ok(ad), "with the time it had");
    let late = LIVES_DAYS + WAITED_DAYS;
    assert_eq!(hidden.show(day(late - 1)), Ok(ad));
    assert_eq!(hidden.show(day(late)), Ok(ad.settle(day(late))), "it ran out meanwhile");
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
    let withdrawn =
        |days| Application::sent(TUESDAY).go_to(Stage::Withdrawn, By::Applicant, TUESDAY.plus_days(days)).unwrap();
    let fresh = Application::sent(now.plus_days(1 - SILENCE_DAYS));
    let facts = RecordFacts {
        open: 2,
        outcomes: vec![Outcome::ThroughPergola, Outcome::Stopped],
        // One withdrew before silence counted, one after it.
        applications: vec![
            answered(4),
            answered(10),
            answered(6),
            Application::sent(TUESDAY),
            withdrawn(SILENCE_DAYS - 1),
            withdrawn(SILENCE_DAYS),
            fresh,
        ],
        since: None,
    };
    let record = Record::of(&facts, now);
    assert_eq!((record.ads, record.filled_here, record.stopped), (4, 1, 1));
    assert_eq!((record.due, record.answered, record.answered_percent(), record.median_days), (5, 3, Some(60), Some(6)));
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

/// What docs/jobs.md says of the order, row by row: each row of its table is a fact with its points.
const TOLD: &str = include_str!("../../../../docs/jobs.md");

/// The rows of a table of docs/jobs.md below a heading, without its head: their cells.
fn rows(heading: &str) -> Vec<Vec<&'static str>> {
    let (_, after) = TOLD.split_once(heading).unwrap();
    let table = after.lines().skip_while(|line| !line.starts_with('|')).take_while(|line| line.starts_with('|'));
    table.skip(2).map(|line| line.trim_matches('|').split('|').map(str::trim).collect()).collect()
}

/// Nobody near and light, of long ago: the one from whom each fact of the table differs in one thing.
fn least() -> Known<u8> {
    let there = There { now: false, ended_years_ago: Some(9), with_poster: false };
    Known { person: 9, distance: 3, strength: 100, knows_poster: false, there }
}

fn with_fact(fact: &str, one: Known<u8>) -> Known<u8> {
    let there = one.there;
    match fact {
        "one step away" => Known { distance: 1, ..one },
        "two steps away" => Known { distance: 2, ..one },
        "three steps away" => Known { distance: 3, ..one },
        "knows who posts" => Known { knows_poster: true, ..one },
        "the first tie is of middling strength" => Known { strength: 550, ..one },
        "the first tie is strong" => Known { strength: 900, ..one },
        "the first tie is light" => Known { strength: 100, ..one },
        "there now" => Known { there: There { now: true, ended_years_ago: None, ..there }, ..one },
        "left less than three years ago" => Known { there: There { ended_years_ago: Some(2), ..there }, ..one },
        "left three years ago or longer" => Known { there: There { ended_years_ago: Some(3), ..there }, ..one },
        "nobody knows when" => Known { there: There { ended_years_ago: None, ..there }, ..one },
        "was there together with who posts" => Known { there: There { with_poster: true, ..there }, ..one },
        other => panic!("the table knows a fact that the rule does not: {other}"),
    }
}

#[test]
fn the_rule_of_whom_one_knows_is_the_one_that_is_written_down() {
    let table = rows("## Whom one knows there");
    assert_eq!(table.len(), 12, "every fact stands there once");
    // A light tie three steps away, of long ago, is worth what the rows of just that say.
    let zero = least().value() - 1;
    assert_eq!(zero, 0);
    for row in &table {
        let (fact, points) = (row[0], row[1].parse::<i64>().unwrap());
        let light = i64::from(!fact.starts_with("the first tie"));
        assert_eq!(with_fact(fact, least()).value(), points + light, "{fact}");
    }
    // The examples, best first: each tells its facts, and its sum.
    let examples = rows("### For example");
    assert!(examples.len() > 4);
    let mut people = Vec::new();
    for (place, row) in examples.iter().enumerate() {
        let one = row[1].split(';').map(str::trim).fold(least(), |one, fact| with_fact(fact, one));
        let one = Known { person: u8::try_from(place).unwrap(), ..one };
        assert_eq!(one.value(), row[2].parse::<i64>().unwrap(), "{row:?}");
        people.push(one);
    }
    let told = people.clone();
    people.reverse();
    order(&mut people);
    assert_eq!(people, told, "in the order of the table");
}

/// The bounds of a middling tie are those that are written down.
#[test]
fn a_middling_tie_has_its_bounds() {
    for (strength, points) in [(0, 1), (399, 1), (400, 3), (699, 3), (700, 2), (1_000, 2)] {
        let tie = Known { strength, ..least() };
        assert_eq!(tie.value(), points, "{strength}");
    }
    for (years, points) in [(0, 2), (2, 2), (3, 1), (30, 1)] {
        let left = with_fact("left less than three years ago", least());
        let left = Known { there: There { ended_years_ago: Some(years), ..left.there }, ..left };
        assert_eq!(left.value(), points, "{years}");
    }
    assert!(TOLD.contains("from 0.4 to 0.7") && TOLD.contains("10.1126/science.abl4476"));
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
