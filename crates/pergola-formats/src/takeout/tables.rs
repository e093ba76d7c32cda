//! The account's people and moments as CSV, for spreadsheets. Read back only when handed in alone.

use std::io;

use jiff::Timestamp;

use super::{Care, Contact, Moment, Party, Takeout};
use crate::csvfile::CsvWriter;

/// Between the values of one cell: a blank and a bar, which no address holds.
pub(crate) const LIST_BETWEEN: &str = " | ";

pub(crate) const TIE_HEADER: [&str; 12] = [
    "Pergola handle",
    "Name",
    "Profile",
    "Headline",
    "Bed",
    "Cadence days",
    "Resting",
    "Closeness",
    "Since",
    "How we met",
    "Labels",
    "Notes",
];

pub(crate) const CONTACT_HEADER: [&str; 18] = [
    "Pergola contact",
    "Given name",
    "Family name",
    "Profile",
    "Links",
    "E-mails",
    "Phones",
    "Organisation",
    "Position",
    "Place",
    "Connected on",
    "Bed",
    "Cadence days",
    "Resting",
    "Closeness",
    "How we met",
    "Labels",
    "Notes",
];

const MOMENT_HEADER: [&str; 6] = ["With", "Kind", "At", "Direction", "Text", "Source"];

pub(super) fn ties(takeout: &Takeout) -> io::Result<Vec<u8>> {
    let mut table = CsvWriter::new(Vec::new());
    table.row(TIE_HEADER)?;
    for tie in &takeout.ties {
        let care = care(&tie.care);
        let [bed, cadence, resting, closeness, how_met, labels, notes] = &care;
        let since = tie.since.map(instant).unwrap_or_default();
        table.row([
            &tie.handle,
            &tie.name,
            or_empty(tie.url.as_ref()),
            or_empty(tie.headline.as_ref()),
            bed,
            cadence,
            resting,
            closeness,
            since.as_str(),
            how_met,
            labels,
            notes,
        ])?;
    }
    table.finish()
}

pub(super) fn contacts(takeout: &Takeout) -> io::Result<Vec<u8>> {
    let mut table = CsvWriter::new(Vec::new());
    table.row(CONTACT_HEADER)?;
    for contact in &takeout.contacts {
        let [bed, cadence, resting, closeness, how_met, labels, notes] = care(&contact.care);
        table.row([
            contact.id.clone(),
            contact.given.clone(),
            contact.family.clone(),
            or_empty(contact.url.as_ref()).to_owned(),
            contact.links.join(LIST_BETWEEN),
            contact.emails.join(LIST_BETWEEN),
            contact.phones.join(LIST_BETWEEN),
            or_empty(contact.organisation.as_ref()).to_owned(),
            or_empty(contact.position.as_ref()).to_owned(),
            or_empty(contact.place.as_ref()).to_owned(),
            contact.connected_on.map(|date| date.to_string()).unwrap_or_default(),
            bed,
            cadence,
            resting,
            closeness,
            how_met,
            labels,
            notes,
        ])?;
    }
    table.finish()
}

pub(super) fn moments(takeout: &Takeout) -> io::Result<Vec<u8>> {
    let mut table = CsvWriter::new(Vec::new());
    table.row(MOMENT_HEADER)?;
    for moment in &takeout.moments {
        table.row([
            with(takeout, moment).as_str(),
            moment.kind.as_str(),
            instant(moment.at).as_str(),
            moment.direction.map_or("", crate::Direction::key),
            or_empty(moment.text.as_ref()),
            or_empty(moment.source.as_ref()),
        ])?;
    }
    table.finish()
}

/// A handle with its `@`, or the contact's name: this table is for people to read.
fn with(takeout: &Takeout, moment: &Moment) -> String {
    match &moment.with {
        Party::Member(handle) => format!("@{handle}"),
        Party::Contact(id) => {
            // In order the contacts are sorted by a number, not by text; a scan would be quadratic in long gardens.
            let number = id.strip_prefix('c').and_then(|number| number.parse::<usize>().ok());
            let contact = number.and_then(|number| takeout.contacts.get(number.checked_sub(1)?));
            contact.filter(|contact| contact.id == *id).map(named).unwrap_or_default()
        }
    }
}

fn named(contact: &Contact) -> String {
    let name = format!("{} {}", contact.given, contact.family);
    let name = name.trim();
    if name.is_empty() { contact.emails.first().cloned().unwrap_or_default() } else { name.to_owned() }
}

fn care(care: &Care) -> [String; 7] {
    [
        or_empty(care.bed.as_ref()).to_owned(),
        care.cadence_days.map(|days| days.to_string()).unwrap_or_default(),
        if care.resting { "yes".to_owned() } else { String::new() },
        care.closeness.map(|closeness| closeness.to_string()).unwrap_or_default(),
        care.how_met.as_ref().map(|met| met.text.clone().unwrap_or_else(|| met.kind.clone())).unwrap_or_default(),
        care.labels.join(LIST_BETWEEN),
        or_empty(care.notes.as_ref()).to_owned(),
    ]
}

fn or_empty(text: Option<&String>) -> &str {
    text.map_or("", String::as_str)
}

fn instant(at: i64) -> String {
    Timestamp::from_microsecond(at).map(|at| at.to_string()).unwrap_or_default()
}
