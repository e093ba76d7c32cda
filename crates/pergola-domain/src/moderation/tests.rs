//! Reports, decisions, appeals and domains.

use super::*;

const ADA: MemberId = MemberId(1);
const BRUNO: MemberId = MemberId(2);
const ELSA: MemberId = MemberId(5);
const CARLA: MemberId = MemberId(3);
const NOW: Timestamp = Timestamp::from_seconds(1_773_133_200);

fn case(about: About) -> Case {
    let author = Some(ADA);
    let subject = Subject::new(about, 9);
    Case { subject, author, is_open: true, is_private: false, is_held: false, asked_by: None, agreed_by: None }
}

fn typed(measure: &str, days: &str, reason: &str) -> Typed {
    Typed { measure: measure.into(), days: days.into(), reason: reason.into() }
}

#[test]
fn a_report_has_a_kind_and_a_few_words() {
    assert_eq!(reported("fraud", " asks for \u{0} money ").map(|(why, _)| why), Ok(Why::Fraud));
    assert_eq!(reported("", ""), Err(Plain::WhyUnknown));
    assert_eq!(reported("spam", &"a".repeat(1_001)), Err(Plain::WordsTooLong));
}

#[test]
fn a_decision_fits_what_it_is_about_and_has_a_reason() {
    let post = case(About::Post);
    for (measure, days, reason, expected) in [
        ("hide", "", "rule 2", Ok((Measure::Hide, None))),
        ("nothing", "", "", Ok((Measure::Nothing, None))),
        ("silence", "7", "rule 2", Ok((Measure::Silence, Some(NOW.plus_days(7))))),
        ("suspend", "", "rule 2", Ok((Measure::Suspend, None))),
        ("suspend", "30", "rule 2", Ok((Measure::Suspend, Some(NOW.plus_days(30))))),
        ("hide", "", " ", Err(Plain::ReasonMissing)),
        ("silence", "", "rule 2", Err(Plain::DaysMalformed)),
        ("silence", "91", "rule 2", Err(Plain::DaysMalformed)),
        ("suspend", "-1", "rule 2", Err(Plain::DaysMalformed)),
        ("banish", "", "rule 2", Err(Plain::MeasureUnknown)),
    ] {
        let ruled =
            decide(&post, &typed(measure, days, reason), false, NOW).map(|ruling| (ruling.measure, ruling.until));
        assert_eq!(ruled, expected, "{measure} {days}");
    }
    let long = "a".repeat(1_001);
    assert_eq!(decide(&post, &typed("warn", "", &long), false, NOW), Err(Plain::ReasonTooLong));
    assert_eq!(decide(&case(About::Member), &typed("hide", "", "x"), false, NOW), Err(Plain::MeasureUnfit));
    let gone = Case { author: None, ..post };
    assert_eq!(decide(&gone, &typed("suspend", "", "x"), false, NOW), Err(Plain::MeasureUnfit));
    assert!(decide(&gone, &typed("hide", "", "x"), false, NOW).is_ok());
    let decided = Case { is_open: false, ..post };
    assert_eq!(decide(&decided, &typed("hide", "", "x"), false, NOW), Err(Plain::AlreadyDecided));
}

#[test]
fn who_runs_the_server_is_neither_silenced_nor_shut_out() {
    let post = case(About::Post);
    for (measure, ruled) in [("silence", Err(Plain::RunsServer)), ("suspend", Err(Plain::RunsServer)), ("hide", Ok(()))]
    {
        assert_eq!(decide(&post, &typed(measure, "7", "rule 2"), true, NOW).map(drop), ruled, "{measure}");
    }
}

#[test]
fn nobody_judges_his_own_matter() {
    let post = case(About::Post);
    assert_eq!(post.may_be_judged_by(ADA, &[]), Err(Plain::OwnMatter));
    assert_eq!(post.may_be_judged_by(BRUNO, &[BRUNO]), Err(Plain::OwnMatter));
    assert_eq!(post.may_be_judged_by(CARLA, &[BRUNO]), Ok(()));
}

#[test]
fn what_only_some_can_read_takes_two_to_open() {
    let message = Case { is_private: true, ..case(About::Message) };
    assert!(!message.may_be_read_by(BRUNO));
    let asked = message.ask_to_read(BRUNO, &[ELSA]).unwrap();
    assert!(!asked.may_be_read_by(BRUNO));
    assert_eq!(asked.ask_to_read(BRUNO, &[ELSA]).unwrap_err(), Plain::SecondPerson);
    let agreed = asked.ask_to_read(CARLA, &[ELSA]).unwrap();
    assert!(agreed.may_be_read_by(BRUNO) && agreed.may_be_read_by(CARLA));
    assert_eq!(agreed.ask_to_read(CARLA, &[ELSA]).unwrap_err(), Plain::NotPrivate);
    assert!(!agreed.may_be_read_by(ADA), "two agreed, and these two read");
    assert_eq!(agreed.ask_to_read(ADA, &[ELSA]).unwrap_err(), Plain::AlreadyAsked);
    let decided = Case { is_open: false, ..agreed };
    assert!(!decided.may_be_read_by(BRUNO), "decided, it is closed again");
    assert_eq!(decided.ask_to_read(ADA, &[ELSA]).unwrap_err(), Plain::AlreadyDecided);
    let held = Case { is_held: true, ..message };
    assert!(!held.may_be_read_by(BRUNO), "that the check holds it opens it to nobody");
    assert_eq!(held.ask_to_read(BRUNO, &[]).unwrap_err(), Plain::Unreported, "not to two either");
    assert!(held.ask_to_read(BRUNO, &[ELSA]).unwrap().ask_to_read(CARLA, &[ELSA]).unwrap().may_be_read_by(BRUNO));
    assert!(!case(About::Post).also_private(true).may_be_read_by(ADA), "narrowed since, it takes two");
    assert!(!message.also_private(false).may_be_read_by(ADA), "widened since, it still does");
}

#[test]
fn what_nobody_read_and_nobody_reported_goes_or_does_not_and_meets_nobody() {
    let held = Case { is_private: true, is_held: true, ..case(About::Message) };
    let agreed = Case { asked_by: Some(BRUNO), agreed_by: Some(CARLA), ..held };
    for measure in Measure::ALL {
        let meets = !matches!(measure, Measure::Nothing | Measure::Hide);
        let unread = held.may_be_met_by(*measure, BRUNO, &[]);
        assert_eq!(unread, if meets { Err(Plain::Unread) } else { Ok(()) }, "{measure:?}");
        assert_eq!(held.may_be_met_by(*measure, BRUNO, &[CARLA]), Ok(()), "who reported it tells what it is");
        assert_eq!(agreed.may_be_met_by(*measure, BRUNO, &[]), Ok(()), "read by two");
        let public = Case { is_private: false, ..held };
        assert_eq!(public.may_be_met_by(*measure, BRUNO, &[]), Ok(()), "for everybody to read");
    }
}

#[test]
fn an_appeal_comes_once_and_in_time_and_is_heard_by_another() {
    let told = |measure, hearing, now| appeal(measure, hearing, NOW, "It was a joke.", now);
    assert!(told(Measure::Hide, Hearing::Stands, NOW.plus_days(30)).is_ok());
    assert_eq!(told(Measure::Hide, Hearing::Stands, NOW.plus_days(31)), Err(Plain::AppealTooLate));
    assert_eq!(told(Measure::Hide, Hearing::Upheld, NOW), Err(Plain::AlreadyAppealed));
    assert_eq!(told(Measure::Nothing, Hearing::Stands, NOW), Err(Plain::NothingToAppeal));
    assert_eq!(appeal(Measure::Warn, Hearing::Stands, NOW, "  ", NOW), Err(Plain::AppealMissing));
    let long = "a".repeat(2_001);
    assert_eq!(appeal(Measure::Warn, Hearing::Stands, NOW, &long, NOW), Err(Plain::AppealTooLong));
    assert_eq!(may_hear(Hearing::Appealed, (BRUNO, BRUNO), true), Err(Plain::OwnDecision));
    assert!(may_hear(Hearing::Appealed, (BRUNO, BRUNO), false).is_ok(), "nobody else is there");
    assert!(may_hear(Hearing::Appealed, (BRUNO, CARLA), true).is_ok());
    assert_eq!(may_hear(Hearing::Stands, (BRUNO, CARLA), true), Err(Plain::NotAppealed));
    assert_eq!(heard(" "), Err(Plain::ReasonMissing));
    assert_eq!(heard("so").as_deref(), Ok("so"));
}

#[test]
fn domains_are_read_and_found_in_texts() {
    assert_eq!(domain(" @Mail.Example. "), Ok("mail.example".to_owned()));
    for bad in ["", "example", "a b.example", "x..example", "https://x.example/"] {
        assert_eq!(domain(bad), Err(Plain::DomainMalformed), "{bad}");
    }
    let all: Vec<&str> = parents("a.b.example").collect();
    assert_eq!(all, ["a.b.example", "b.example", "example"]);
    assert_eq!(
        hosts("Guarda (https://oro.example/x?y=1), scrivi a me@posta.example o www.Foto.example."),
        ["oro.example", "posta.example", "www.foto.example"]
    );
    assert!(hosts(&"x.example ".repeat(9)).len() == 1 && hosts("e.g. 3.5 ecc. ciao").len() <= 2);
}

#[test]
fn counts_for_all_are_coarse() {
    for (count, told) in [(0, 0), (1, 4), (4, 4), (5, 5), (9, 5), (10, 10), (123, 120)] {
        assert_eq!(coarse(count), told, "{count}");
    }
}

#[test]
fn of_several_decisions_the_latest_end_holds() {
    let (soon, late) = (Some(NOW.plus_days(3)), Some(NOW.plus_days(90)));
    for (ends, until) in [
        (&[][..], None),
        (&[soon], Some(soon)),
        (&[late, soon], Some(late)),
        (&[soon, late], Some(late)),
        (&[soon, None], Some(None)),
    ] {
        assert_eq!(together(ends), until, "{ends:?}");
    }
}
