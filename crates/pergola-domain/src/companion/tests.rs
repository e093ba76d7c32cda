//! Days beside Toto.

use proptest::prelude::*;

use super::{
    Beside, Ending, Facts, InCommon, NEWCOMERS_EACH, Opening, PATIENCE, Proposal, Refusal, Seen, Side, Step, Today,
    suits, times_postponed,
};
use crate::time::{DAY_US, Timestamp};

const TUESDAY: Timestamp = Timestamp::from_seconds(1_773_133_200);

/// Where midnight is UTC's.
fn utc(at: Timestamp) -> i64 {
    at.0.div_euclid(DAY_US)
}

fn today(facts: &Facts, past: &[Proposal], now: Timestamp, more: bool) -> Today {
    super::today(facts, past, now, more, utc)
}

/// Somebody who has all in order.
fn settled() -> Facts {
    Facts {
        joined_days: 120,
        people: 90,
        ties: 60,
        told: true,
        offers: 3,
        asks: 2,
        last_offer_days: Some(20),
        introductions_made: 4,
        volunteers: true,
        last_archive_days: Some(10),
        ..Facts::default()
    }
}

fn first(facts: &Facts) -> Option<Step> {
    match today(facts, &[], TUESDAY, false) {
        Today::New(step, _) => Some(step),
        _ => None,
    }
}

fn ended(step: Step, subject: i64, ending: Ending, proposed_at: Timestamp) -> Proposal {
    Proposal { step, subject, proposed_at, ending }
}

#[test]
fn who_waits_comes_first_and_who_has_all_in_order_is_left_in_peace() {
    assert_eq!(first(&settled()), None);
    let busy = Facts { question: Some(7), questions: 1, invitations: 2, due: Some(3), pair: Some(4), ..settled() };
    assert_eq!(first(&busy), Some(Step::AnswerQuestion));
    assert_eq!(first(&Facts { question: None, ..busy }), Some(Step::AnswerInvitation));
    assert_eq!(first(&Facts { question: None, invitations: 0, ..busy }), Some(Step::Introduce));
}

#[test]
fn a_first_hour_brings_people_then_gives_then_asks_then_introduces() {
    let new = Facts { godparent: Some(9), pair: Some(5), ..Facts::default() };
    let walk = [
        (new, Step::Import),
        (Facts { people: 12, unplanted: 12, ..new }, Step::ChooseFive),
        (Facts { people: 12, unplanted: 7, ..new }, Step::FirstOffer),
        (Facts { people: 12, unplanted: 7, offers: 1, ..new }, Step::FirstAsk),
        (Facts { people: 12, unplanted: 7, offers: 1, asks: 1, ..new }, Step::FirstIntroduction),
        (Facts { people: 12, unplanted: 7, offers: 1, asks: 1, pair: None, ..new }, Step::FindGodparent),
    ];
    for (facts, step) in walk {
        assert_eq!(first(&facts), Some(step), "{facts:?}");
    }
}

#[test]
fn every_step_has_an_opening_somewhere() {
    let all = Facts {
        joined_days: 400,
        question: Some(1),
        questions: 1,
        invitations: 1,
        request: Some(1),
        godparent_asked: Some(1),
        message: Some((1, 3)),
        people: 9,
        unplanted: 2,
        proposals: 1,
        told: false,
        ties: 5,
        suggestions: true,
        offers: 1,
        asks: 0,
        last_offer_days: Some(300),
        pair: Some(1),
        introductions_made: 1,
        answerable: Some(1),
        outcome: Some(1),

        unheard: Some(1),
        due: Some(1),
        dormant: Some(1),
        over_ask: Some(1),
        over_offer: Some(1),
        unconfirmed: Some(1),
        joined_contact: Some(1),
        without_note: Some(1),
        godparent: Some(1),
        ungreeted: Some(1),
        ..Facts::default()
    };
    let young = Facts { joined_days: 1, people: 3, unplanted: 3, offers: 0, introductions_made: 0, ties: 1, ..all };
    let empty = Facts::default();
    assert!(Step::ALL.len() >= 20);
    for step in Step::ALL {
        assert!([all, young, empty].iter().any(|facts| facts.opening(step).is_some()), "{step:?} is never proposed");
        assert_eq!(Step::of_name(step.name()), Some(step));
        assert!(step.minutes() <= 5, "a step is small: {step:?}");
    }
}

/// A new step has no row here until somebody has thought of who sees it: this does not compile without.
fn seen_by_table(step: Step) -> Seen {
    match step {
        Step::Import | Step::ChooseFive | Step::Plant | Step::WriteNote | Step::TakeArchive | Step::LookAtSharing => {
            Seen::OnlyYou
        }
        Step::AnswerInvitation
        | Step::AnswerGodparent
        | Step::AnswerMessage
        | Step::FindGodparent
        | Step::AnswerAsk
        | Step::GreetNewcomer
        | Step::Tend
        | Step::Reawaken
        | Step::FollowUp
        | Step::ConfirmMet
        | Step::InviteContact
        | Step::InviteSomebody => Seen::ThePerson,
        Step::FirstIntroduction | Step::Introduce => Seen::EachAsked,
        Step::AnswerQuestion => Seen::WhenAllSaidYes,
        Step::AnswerRequest => Seen::OnThePath,
        Step::TellOutcome => Seen::WhoHelped,
        Step::FirstOffer
        | Step::FirstAsk
        | Step::Renew
        | Step::CloseAsk
        | Step::TakeProposals
        | Step::TellOfYourself
        | Step::OfferAgain
        | Step::BecomeGodparent => Seen::WhomYouChoose,
    }
}

#[test]
fn who_sees_what_comes_of_each_step() {
    for step in Step::ALL {
        assert_eq!(step.seen(), seen_by_table(step), "{step:?}");
    }
}

#[test]
fn one_new_step_a_day_unless_more_is_asked_for() {
    let facts = Facts { due: Some(3), over_ask: Some(8), ..settled() };
    let done = [ended(Step::Tend, 3, Ending::Done { at: TUESDAY }, TUESDAY)];
    let later = TUESDAY.plus_seconds(3_600);
    assert_eq!(today(&facts, &done, later, false), Today::Rest { more: true });
    assert_eq!(today(&facts, &done, later, true), Today::New(Step::CloseAsk, Opening { subject: 8, count: 1 }));
    let asked = Facts { invitations: 1, ..facts };
    assert!(
        matches!(today(&asked, &done, later, false), Today::New(Step::AnswerInvitation, _)),
        "who waits is not put off"
    );
    assert!(matches!(today(&facts, &done, TUESDAY.plus_days(1), false), Today::New(Step::CloseAsk, _)));
    assert_eq!(today(&Facts { due: None, over_ask: None, ..facts }, &done, later, false), Today::Rest { more: false });
}

#[test]
fn a_day_ends_at_the_midnight_of_the_server() {
    // In Rome, in winter: eleven in the evening of UTC is midnight.
    let rome = |at: Timestamp| utc(at.plus_seconds(3_600));
    let facts = Facts { due: Some(3), over_ask: Some(8), ..settled() };
    let evening = Timestamp(20_000 * DAY_US).plus_seconds(22 * 3_600);
    let past = [ended(Step::Tend, 3, Ending::Postponed { at: evening, times: 1 }, evening)];
    let told = |hours: i64| super::today(&facts, &past, evening.plus_seconds(hours * 3_600), false, rome);
    assert_eq!(told(0), Today::Rest { more: true });
    assert!(matches!(told(1), Today::New(Step::Tend, _)), "{:?}", told(1));
    assert_eq!(today(&facts, &past, evening.plus_seconds(3_600), false), Today::Rest { more: true });
}

#[test]
fn an_open_step_stays_until_its_opening_is_gone() {
    let facts = Facts { due: Some(3), invitations: 1, ..settled() };
    let open = [ended(Step::Tend, 3, Ending::Open, TUESDAY.plus_days(-2))];
    assert!(matches!(today(&facts, &open, TUESDAY, false), Today::Still(Step::Tend, _)));
    let other = Facts { due: Some(4), ..facts };
    assert!(matches!(today(&other, &open, TUESDAY, false), Today::New(Step::AnswerInvitation, _)));
}

#[test]
fn put_off_three_times_it_is_left_alone_for_a_month() {
    let facts = Facts { due: Some(3), ..settled() };
    let mut before = None;
    for turn in 1..=PATIENCE {
        let at = TUESDAY.plus_days(turn);
        let ending = Ending::Postponed { at, times: times_postponed(before) };
        before = Some(ending);
        let past = [ended(Step::Tend, 3, ending, at)];
        assert_eq!(
            today(&facts, &past, at.plus_seconds(60), true),
            Today::Rest { more: false },
            "not today means not today"
        );
        let tomorrow = matches!(today(&facts, &past, at.plus_days(1), false), Today::New(Step::Tend, _));
        assert_eq!(tomorrow, turn < PATIENCE);
    }
    let past = [ended(Step::Tend, 3, before.unwrap(), TUESDAY.plus_days(PATIENCE))];
    assert!(matches!(today(&facts, &past, TUESDAY.plus_days(PATIENCE + 31), false), Today::New(Step::Tend, _)));
    let somebody_else = Facts { due: Some(4), ..facts };
    assert!(matches!(today(&somebody_else, &past, TUESDAY.plus_days(PATIENCE + 1), false), Today::New(Step::Tend, _)));
}

#[test]
fn a_godparent_shares_the_language_and_something_else() {
    let neighbour = InCommon { language: true, place: true, ..InCommon::default() };
    assert!(suits(&neighbour) < suits(&InCommon { organisations: 1, ..neighbour }));
    for unfit in [
        InCommon { language: true, ..InCommon::default() },
        InCommon { language: false, ..neighbour },
        InCommon { newcomers: NEWCOMERS_EACH, ..neighbour },
    ] {
        assert_eq!(suits(&unfit), None, "{unfit:?}");
    }
    assert!(suits(&InCommon { newcomers: 1, ..neighbour }) < suits(&neighbour), "who is free goes first");
}

#[test]
fn a_no_of_a_godparent_looks_like_silence() {
    let asked = Beside::Asked { at: TUESDAY };
    let declined = asked.decline(TUESDAY.plus_days(1)).unwrap();
    for days in 0..20 {
        let now = TUESDAY.plus_days(days);
        assert_eq!(declined.seen_by(Side::Newcomer, now), asked.seen_by(Side::Newcomer, now), "day {days}");
    }
    assert_eq!(declined.accept(0, TUESDAY.plus_days(2)), Err(Refusal::NoOffer), "once");
    assert_eq!(asked.accept(0, TUESDAY.plus_days(7)), Err(Refusal::NoOffer), "too late");
    assert_eq!(asked.accept(NEWCOMERS_EACH, TUESDAY), Err(Refusal::EnoughNewcomers));
    let beside = asked.accept(1, TUESDAY).unwrap();
    assert_eq!(beside.end(TUESDAY.plus_days(90)), Ok(Beside::Over));
    assert_eq!(Beside::Over.end(TUESDAY), Err(Refusal::NoOffer));
}

proptest! {
    /// Whatever came before: at most one new step a day where nobody waits and nothing more is asked for, and what is
    /// proposed has its opening.
    #[test]
    fn never_two_new_steps_in_a_day(days in 1_i64..40, answers in proptest::collection::vec(0_u8..3, 1..120), due in 1_i64..4) {
        let facts = Facts { due: Some(due), over_ask: Some(8), unplanted: 2, dormant: Some(5), ..settled() };
        let mut past: Vec<Proposal> = Vec::new();
        let mut new_on = std::collections::BTreeMap::new();
        for (turn, answer) in answers.iter().enumerate() {
            let now = TUESDAY.plus_seconds(i64::try_from(turn).unwrap() * days * 3_600);
            if let Today::New(step, opening) = today(&facts, &past, now, false) {
                prop_assert_eq!(facts.opening(step), Some(opening));
                *new_on.entry(utc(now)).or_insert(0) += 1;
                let before = past.iter().find(|one| one.step == step && one.subject == opening.subject).map(|one| one.ending);
                past.retain(|one| (one.step, one.subject) != (step, opening.subject));
                let ending = match answer {
                    0 => Ending::Done { at: now },
                    1 => Ending::Postponed { at: now, times: times_postponed(before) },
                    _ => Ending::Open,
                };
                past.push(ended(step, opening.subject, ending, now));
            }
        }
        prop_assert!(new_on.values().all(|count| *count <= 1), "{new_on:?}");
    }
}
