//! Somebody in a file becomes a card, in Pergola's words and within its limits.

use pergola_domain::{contacts::WayKind, text, time::Timestamp};
use pergola_formats::{PartialDate, Person, Who, fingerprint};

use crate::exchange::store::cards::{Card, Way, key_of_page};

/// A day at its beginning, UTC; an unknown month or day counts as the first.
pub(super) fn day(date: PartialDate) -> Option<Timestamp> {
    let day = jiff::civil::Date::new(date.year(), date.month().unwrap_or(1), date.day().unwrap_or(1)).ok()?;
    let moment = day.to_zoned_datetime(jiff::tz::TimeZone::UTC).ok()?.timestamp();
    Some(Timestamp(moment.as_microsecond()))
}

/// The card of a person in a file. None where the cleaning leaves no name.
pub(super) fn of_person(person: &Person) -> Option<Card> {
    let name = text::line(&person.name());
    let mut ways = Vec::new();
    let pages = person.url.iter().chain(&person.links);
    pages.for_each(|page| push(&mut ways, WayKind::Url, page));
    person.emails.iter().for_each(|email| push(&mut ways, WayKind::Email, email));
    person.phones.iter().for_each(|phone| push(&mut ways, WayKind::Phone, phone));
    let name = if name.is_empty() { ways.first().map(|way| way.value.clone())? } else { name };
    let organisation = line(person.organisation.as_deref());
    let key = match (&person.url, person.emails.first()) {
        (Some(url), _) => key_of_page(url),
        (None, Some(email)) => format!("email:{}", email.to_lowercase()),
        (None, None) => format!("name:{}", person.key()),
    };
    Some(Card {
        key: line(Some(&key)),
        name_folded: text::fold(&name),
        name,
        organisation,
        position: line(person.position.as_deref()),
        place: line(person.place.as_deref()),
        since: person.connected_on.and_then(day),
        ways,
        notes: person.notes.as_deref().map(text::paragraphs).unwrap_or_default(),
        from: (person.file.clone(), i64::try_from(person.line).unwrap_or(i64::MAX)),
        ..Card::default()
    })
}

/// The card of somebody of whom only words are known.
pub(super) fn of_words(who: &Who, first_at: i64) -> Option<Card> {
    let name = text::line(&who.name);
    let mut ways = Vec::new();
    who.url.iter().for_each(|page| push(&mut ways, WayKind::Url, page));
    let name = if name.is_empty() { ways.first().map(|way: &Way| way.value.clone())? } else { name };
    let name_folded = text::fold(&name);
    let key = match &who.url {
        Some(url) => key_of_page(url),
        None => format!("name:{}", fingerprint(&["words", &name_folded])),
    };
    Some(Card { key, name, name_folded, ways, since: Some(Timestamp(first_at)), ..Card::default() })
}

fn line(text: Option<&str>) -> String {
    text.map(text::line).unwrap_or_default()
}

/// Adds an address, number or page, once.
pub(super) fn push(ways: &mut Vec<Way>, kind: WayKind, value: &str) {
    let value = text::line(value);
    let folded = kind.folded(&value);
    if !folded.is_empty() && !ways.iter().any(|way: &Way| way.kind == kind.word() && way.folded == folded) {
        ways.push(Way { kind: kind.word(), value, folded });
    }
}
