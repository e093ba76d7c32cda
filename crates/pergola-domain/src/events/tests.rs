//! What an event may be, who sees it, who has a place: small tables.

use super::{AHEAD_DAYS, Attendance, Audience, Event, HeldFor, Refusal, Room, Said, Shown, Typed, Viewer};
use crate::{
    ids::{EventId, GroupId, MemberId, OrganisationId},
    meetings::Read,
    time::{DAY_US, Timestamp},
};

const NOW: Timestamp = Timestamp(1_000 * DAY_US);
const ADA: MemberId = MemberId(1);
const BRUNO: MemberId = MemberId(2);

fn at(hours: i64) -> Option<Read> {
    Some(Read::At { at: NOW.plus_seconds(hours * 3_600), zone: "Europe/Rome".to_owned() })
}

fn typed() -> Typed {
    Typed {
        title: "Caffè tra falegnami".to_owned(),
        starts: at(24),
        ends: at(26),
        place: "Fabbrica Aperta".to_owned(),
        audience: "everybody".to_owned(),
        ..Typed::default()
    }
}

fn event(audience: Audience, capacity: Option<i64>) -> Event {
    let said = Said { audience, capacity, ..Said::read(&typed(), NOW).unwrap() };
    Event {
        id: EventId(9),
        host: ADA,
        held_for: HeldFor::Oneself,
        said,
        cancelled: false,
        held: false,
        revision: 0,
        made_at: NOW,
        changed_at: NOW,
    }
}

#[test]
fn each_bad_input_has_its_refusal() {
    let cases: [(Typed, Refusal); 17] = [
        (Typed { title: " ".to_owned(), ..typed() }, Refusal::TitleMissing),
        (Typed { title: "a".repeat(121), ..typed() }, Refusal::TitleTooLong),
        (Typed { text: "a".repeat(4_001), ..typed() }, Refusal::TextTooLong),
        (Typed { starts: None, ..typed() }, Refusal::TimeMalformed),
        (Typed { ends: Some(Read::Malformed), ..typed() }, Refusal::TimeMalformed),
        (Typed { starts: Some(Read::ZoneUnknown), ..typed() }, Refusal::ZoneUnknown),
        (Typed { starts: Some(Read::Skipped), ..typed() }, Refusal::HourSkipped),
        (Typed { starts: Some(Read::Repeated), ..typed() }, Refusal::HourRepeated),
        (Typed { starts: at(-1), ..typed() }, Refusal::InThePast),
        (Typed { starts: at((AHEAD_DAYS + 1) * 24), ..typed() }, Refusal::TooFarAhead),
        (Typed { ends: at(24), ..typed() }, Refusal::EndsBeforeItBegins),
        (Typed { ends: at(24 * 16), ..typed() }, Refusal::LastsTooLong),
        (Typed { place: String::new(), ..typed() }, Refusal::PlaceMissing),
        (Typed { place: "a".repeat(201), ..typed() }, Refusal::PlaceTooLong),
        (Typed { link: "a room".to_owned(), ..typed() }, Refusal::LinkMalformed),
        (Typed { link: format!("https://a.example/{}", "x".repeat(500)), ..typed() }, Refusal::LinkTooLong),
        (Typed { audience: "friends".to_owned(), ..typed() }, Refusal::AudienceUnknown),
    ];
    for (typed, refusal) in cases {
        assert_eq!(Said::read(&typed, NOW), Err(refusal));
    }
    for capacity in ["0", "-3", "10001", "many", "1.5"] {
        let typed = Typed { capacity: capacity.to_owned(), ..typed() };
        assert_eq!(Said::read(&typed, NOW), Err(Refusal::CapacityOutOfRange), "{capacity}");
    }
}

#[test]
fn an_audience_is_kept() {
    let of = |member, steps| Viewer { member, steps, apart: false, in_group: false, attends: false };
    let table = [
        (Audience::Ties, [false, false, false, true]),
        (Audience::TwoSteps, [false, false, true, true]),
        (Audience::Group, [false, false, false, false]),
        (Audience::Everybody, [false, true, true, true]),
        (Audience::Web, [true, true, true, true]),
    ];
    for (audience, seen) in table {
        let event = event(audience, None);
        let viewers = [of(None, None), of(Some(BRUNO), None), of(Some(BRUNO), Some(2)), of(Some(BRUNO), Some(1))];
        assert_eq!(viewers.map(|viewer| event.may_be_seen(&viewer)), seen, "{audience:?}");
        let apart = Viewer { apart: true, attends: true, ..of(Some(BRUNO), Some(1)) };
        assert!(!event.may_be_seen(&apart));
        assert!(event.may_be_seen(&Viewer { attends: true, ..of(Some(BRUNO), None) }));
        assert!(event.may_be_seen(&of(Some(ADA), Some(0))));
        let taken = Event { held: true, ..event.clone() };
        assert!(taken.may_be_seen(&of(Some(ADA), Some(0))));
        assert!(!taken.may_be_seen(&Viewer { attends: true, in_group: true, ..of(Some(BRUNO), Some(1)) }));
    }
    let circle = event(Audience::Group, None);
    assert!(circle.may_be_seen(&Viewer { in_group: true, ..of(Some(BRUNO), None) }));
    assert!(!circle.may_be_seen(&Viewer { in_group: true, ..of(None, None) }), "nobody comes by in a group");
}

#[test]
fn what_is_held_for_a_hidden_group_is_shown_to_it_alone() {
    let (group, organisation) = (HeldFor::Group(GroupId(3)), HeldFor::Organisation(OrganisationId(4)));
    for (held_for, audience, hidden, told) in [
        (HeldFor::Oneself, Audience::Everybody, false, Ok(())),
        (organisation, Audience::Web, false, Ok(())),
        (group, Audience::Group, true, Ok(())),
        (group, Audience::Web, false, Ok(())),
        (group, Audience::Everybody, true, Err(Refusal::GroupHidden)),
        (HeldFor::Oneself, Audience::Group, false, Err(Refusal::GroupMissing)),
        (organisation, Audience::Group, false, Err(Refusal::GroupMissing)),
    ] {
        assert_eq!(held_for.may_be_shown(audience, hidden), told, "{held_for:?} {audience:?} {hidden}");
    }
}

#[test]
fn who_comes_is_read_as_he_allows() {
    for (shown, seen) in [
        (Shown::Nobody, [false, false, false, true]),
        (Shown::Ties, [false, true, false, true]),
        (Shown::Attendees, [false, true, true, true]),
    ] {
        let viewers = [(false, false, false), (true, false, false), (false, true, false), (false, false, true)];
        assert_eq!(viewers.map(|(tied, attends, holds)| shown.to(tied, attends, holds)), seen, "{shown:?}");
    }
}

#[test]
fn places_are_given_until_there_are_none() {
    let full = event(Audience::Everybody, Some(2));
    assert_eq!(full.attend(BRUNO, Room { coming: 1, waiting: 0 }, NOW), Ok(Attendance::Coming));
    assert_eq!(full.attend(BRUNO, Room { coming: 2, waiting: 0 }, NOW), Ok(Attendance::Waiting));
    let waited = Room { coming: 1, waiting: 1 };
    assert_eq!(full.attend(BRUNO, waited, NOW), Ok(Attendance::Waiting), "nobody passes by who waits");
    assert_eq!(full.attend(ADA, Room { coming: 0, waiting: 0 }, NOW), Err(Refusal::HoldsIt));
    assert_eq!(full.attend(BRUNO, Room { coming: 0, waiting: 0 }, NOW.plus_days(2)), Err(Refusal::Over));
    let off = full.cancel(NOW).unwrap();
    assert_eq!((off.attend(BRUNO, Room { coming: 0, waiting: 0 }, NOW), off.revision), (Err(Refusal::Cancelled), 1));
    assert_eq!(off.cancel(NOW), Err(Refusal::Cancelled));
}
