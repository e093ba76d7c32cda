//! `Connections.csv`: first names, last names and profile addresses; e-mail for very few.

use crate::{
    csvfile::{Row, Rows},
    dates::{self, First},
    people::{add_email, add_link, some},
    pieces::{Person, Reason, Source},
    sink::{Sink, Told},
};

pub(super) fn read(rows: &mut Rows<'_>, sink: &mut Sink<'_>) -> Told {
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

/// A date that we cannot read costs the date, not the person.
fn person(row: Row<'_>) -> Person {
    let mut person = Person {
        given: row.get("first name").into_owned(),
        family: row.get("last name").into_owned(),
        organisation: some(&row.get("company")),
        position: some(&row.get("position")),
        connected_on: dates::day(&row.get("connected on"), First::Day).map(Into::into),
        source: Source::LinkedIn,
        line: row.line,
        ..Person::default()
    };
    add_link(&mut person, &row.get("url"));
    add_email(&mut person, &row.get("email address"));
    person
}
