//! Google Contacts as CSV, both the form of before 2024 (`Given Name`, `Group Membership`) and the present one (`First Name`,
//! `Labels`). Several values of one kind stand in one cell with ` ::: ` between them.

use crate::{
    csvfile::{Row, Rows},
    people::{add_email, add_label, add_link, add_phone, some, split_name},
    pieces::{Person, Reason, Source},
    sink::{Sink, Told},
};

const BETWEEN: &str = ":::";

pub(crate) fn knows(header: &[String]) -> bool {
    let has = |name: &str| header.iter().any(|column| column == name);
    let name = (has("first name") && has("last name")) || (has("given name") && has("family name")) || has("name");
    // A contact list without any address still has the columns of its first.
    let google = has("e-mail 1 - value") || has("phone 1 - value") || has("group membership") || has("labels");
    name && google
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
    let mut person = Person { source: Source::Google, line: row.line, ..Person::default() };
    person.given =
        joined(&[&row.first(&["first name", "given name"]), &row.first(&["middle name", "additional name"])]);
    person.family = row.first(&["last name", "family name"]).into_owned();
    if person.given.is_empty() && person.family.is_empty() {
        (person.given, person.family) = split_name(&row.first(&["name", "file as", "nickname"]));
    }
    person.organisation = some(&row.first(&["organization name", "organization 1 - name"]));
    person.position = some(&row.first(&["organization title", "organization 1 - title"]));
    person.place = place(row);
    person.notes = row.some("notes");
    for (column, cell) in numbered(row) {
        for value in cell.split(BETWEEN) {
            match column {
                "e-mail" => add_email(&mut person, value),
                "phone" => add_phone(&mut person, value),
                _ => add_link(&mut person, value),
            }
        }
    }
    for label in row.first(&["labels", "group membership"]).split(BETWEEN) {
        // Labels with a star come with every account: `* myContacts`, `* starred`.
        if !label.trim().starts_with('*') {
            add_label(&mut person, label);
        }
    }
    person
}

/// `E-mail 1 - Value` to the last of its kind, in their order.
fn numbered<'r>(row: Row<'r>) -> Vec<(&'static str, std::borrow::Cow<'r, str>)> {
    let mut found: Vec<(&'static str, u32, _)> = Vec::new();
    for (column, cell) in row.cells().filter(|(_, cell)| !cell.is_empty()) {
        let Some(rest) = column.strip_suffix(" - value") else { continue };
        let kind = ["e-mail", "phone", "website"].into_iter().find(|kind| rest.starts_with(kind));
        if let Some(kind) = kind {
            let number = rest.rsplit(' ').next().and_then(|number| number.parse().ok()).unwrap_or(u32::MAX);
            found.push((kind, number, cell));
        }
    }
    found.sort_by_key(|(kind, number, _)| (*kind, *number));
    found.into_iter().map(|(kind, _, cell)| (kind, cell)).collect()
}

fn place(row: Row<'_>) -> Option<String> {
    let city = row.first(&["address 1 - city", "address 2 - city"]);
    let country = row.first(&["address 1 - country", "address 2 - country"]);
    some(&[city, country].iter().filter(|part| !part.is_empty()).map(AsRef::as_ref).collect::<Vec<_>>().join(", "))
}

fn joined(parts: &[&str]) -> String {
    parts.iter().filter(|part| !part.is_empty()).copied().collect::<Vec<_>>().join(" ")
}
