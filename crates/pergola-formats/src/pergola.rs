//! A single table out of our own export, handed in without the rest. `contacts.csv` and `ties.csv` give people; `moments.csv`
//! alone cannot say with whom, so it is left.

use crate::{
    csvfile::{Row, Rows, unguarded},
    people::{add_email, add_label, add_link, add_phone, some, split_name},
    pieces::{Person, Reason, Source},
    sink::{Sink, Told},
    takeout::{CONTACT_HEADER, LIST_BETWEEN, TIE_HEADER},
};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Table {
    Contacts,
    Ties,
}

impl Table {
    pub(crate) const fn key(self) -> &'static str {
        match self {
            Self::Contacts => "pergola_contacts",
            Self::Ties => "pergola_ties",
        }
    }
}

pub(crate) fn classify(header: &[String]) -> Option<Table> {
    let is = |wanted: &[&str]| wanted.iter().all(|name| header.iter().any(|column| *column == name.to_lowercase()));
    if is(&CONTACT_HEADER) {
        return Some(Table::Contacts);
    }
    is(&TIE_HEADER).then_some(Table::Ties)
}

pub(crate) fn read(table: Table, rows: &mut Rows<'_>, sink: &mut Sink<'_>) -> Told {
    while let Some(row) = rows.next()? {
        if row.is_empty() {
            sink.skip(row.line, Reason::EmptyRow)?;
            continue;
        }
        let person = person(table, row);
        sink.person(person)?;
        sink.row(rows.bytes())?;
    }
    Ok(())
}

fn person(table: Table, row: Row<'_>) -> Person {
    let cell = |column: &str| unguarded(&row.get(column)).into_owned();
    let list = |column: &str| -> Vec<String> { cell(column).split(LIST_BETWEEN).map(str::to_owned).collect() };
    let mut person = Person { source: Source::Pergola, line: row.line, ..Person::default() };
    match table {
        Table::Contacts => {
            (person.given, person.family) = (cell("given name"), cell("family name"));
            person.connected_on = cell("connected on").parse().ok();
        }
        Table::Ties => (person.given, person.family) = split_name(&cell("name")),
    }
    (person.organisation, person.position) = (some(&cell("organisation")), some(&cell("position")));
    (person.place, person.notes) = (some(&cell("place")), some(&cell("notes")));
    list("profile").iter().chain(&list("links")).for_each(|link| add_link(&mut person, link));
    list("e-mails").iter().for_each(|email| add_email(&mut person, email));
    list("phones").iter().for_each(|phone| add_phone(&mut person, phone));
    list("labels").iter().for_each(|label| add_label(&mut person, label));
    person
}
