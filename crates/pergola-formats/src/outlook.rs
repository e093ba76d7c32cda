//! Contacts out of Outlook as CSV: the classic program and the web, with English or Italian headers, mostly in Windows-1252.
//! Birthdays, children and government numbers have columns too; they stay unread.

use crate::{
    csvfile::{Row, Rows},
    people::{add_email, add_label, add_link, add_phone, some},
    pieces::{Person, Reason, Source},
    sink::{Sink, Told},
};

const GIVEN: [&str; 2] = ["first name", "nome"];
const MIDDLE: [&str; 3] = ["middle name", "secondo nome", "altro nome"];
const FAMILY: [&str; 2] = ["last name", "cognome"];
const ORGANISATION: [&str; 4] = ["company", "società", "societa'", "azienda"];
const POSITION: [&str; 4] = ["job title", "posizione", "qualifica", "posizione lavorativa"];
const CITY: [&str; 6] =
    ["business city", "home city", "other city", "città (uff.)", "città (ab.)", "città (abitazione)"];
const COUNTRY: [&str; 6] = [
    "business country/region",
    "home country/region",
    "business country",
    "paese (uff.)",
    "paese (ab.)",
    "paese/area geografica (uff.)",
];
const NOTES: [&str; 2] = ["notes", "note"];
const LABELS: [&str; 2] = ["categories", "categorie"];
const LINKS: [&str; 4] = ["web page", "personal web page", "pagina web", "pagina web personale"];
const EMAILS: [&str; 12] = [
    "e-mail address",
    "e-mail 2 address",
    "e-mail 3 address",
    "indirizzo posta elettronica",
    "indirizzo posta elettronica 2",
    "indirizzo posta elettronica 3",
    "indirizzo di posta elettronica",
    "indirizzo di posta elettronica 2",
    "indirizzo di posta elettronica 3",
    "indirizzo e-mail",
    "indirizzo e-mail 2",
    "indirizzo e-mail 3",
];
const PHONES: [&str; 18] = [
    "mobile phone",
    "business phone",
    "business phone 2",
    "home phone",
    "home phone 2",
    "primary phone",
    "other phone",
    "company main phone",
    "cellulare",
    "telefono cellulare",
    "ufficio",
    "ufficio 2",
    "telefono (uff.)",
    "abitazione",
    "abitazione 2",
    "telefono (ab.)",
    "telefono principale",
    "altro telefono",
];

pub(crate) fn knows(header: &[String]) -> bool {
    let has = |names: &[&str]| header.iter().any(|column| names.contains(&column.as_str()));
    has(&GIVEN) && has(&FAMILY) && has(&EMAILS)
}

pub(crate) fn read(rows: &mut Rows<'_>, sink: &mut Sink<'_>) -> Told {
    while let Some(row) = rows.next()? {
        if row.is_empty() {
            sink.skip(row.line, Reason::EmptyRow)?;
            continue;
        }
        let person = person(row);
        sink.person(person)?;
        sink.row(rows.bytes())?;
    }
    Ok(())
}

fn person(row: Row<'_>) -> Person {
    let mut person = Person { source: Source::Outlook, line: row.line, ..Person::default() };
    let (given, middle) = (row.first(&GIVEN), row.first(&MIDDLE));
    person.given = format!("{given} {middle}").trim().to_owned();
    person.family = row.first(&FAMILY).into_owned();
    person.organisation = some(&row.first(&ORGANISATION));
    person.position = some(&row.first(&POSITION));
    let (city, country) = (row.first(&CITY), row.first(&COUNTRY));
    person.place =
        some(&[city, country].iter().filter(|part| !part.is_empty()).map(AsRef::as_ref).collect::<Vec<_>>().join(", "));
    person.notes = some(&row.first(&NOTES));
    for address in EMAILS.iter().map(|column| row.get(column)) {
        add_email(&mut person, &address);
    }
    for number in PHONES.iter().map(|column| row.get(column)) {
        add_phone(&mut person, &number);
    }
    for link in LINKS.iter().map(|column| row.get(column)) {
        add_link(&mut person, &link);
    }
    for label in row.first(&LABELS).split([';', ',']) {
        add_label(&mut person, label);
    }
    person
}
