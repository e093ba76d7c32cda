//! The tables about the owner that are read row by row, each row one piece.
//!
//! `positions-2.csv` and its like repeat rows of the first file; the sink finds them.

use crate::{
    csvfile::{Row, Rows},
    dates::{self, First, PartialDate},
    linkedin::Table,
    pieces::{
        Certificate, Education, Email, Honour, Language, OwnPiece, Phone, Position, Profile, Project, Publication,
        Reason, TestScore, Volunteering,
    },
    sink::{Sink, Told},
};

pub(super) fn read(table: Table, rows: &mut Rows<'_>, sink: &mut Sink<'_>) -> Told {
    let mut phones: Vec<String> = Vec::new();
    while let Some(row) = rows.next()? {
        if row.is_empty() {
            sink.skip(row.line, Reason::EmptyRow)?;
            continue;
        }
        match piece(table, row) {
            Some(OwnPiece::Phone(phone)) if !is_new(&mut phones, &phone.number) => {
                sink.skip(row.line, Reason::Duplicate)?;
            }
            Some(piece) => sink.own(row.line, piece)?,
            None => sink.skip(row.line, Reason::NoName)?,
        }
        sink.row(rows.bytes())?;
    }
    Ok(())
}

/// The same number in two forms is one.
fn is_new(phones: &mut Vec<String>, number: &str) -> bool {
    let mut probe = crate::pieces::Person { phones: std::mem::take(phones), ..Default::default() };
    let before = probe.phones.len();
    crate::people::add_phone(&mut probe, number);
    *phones = probe.phones;
    phones.len() > before
}

fn piece(table: Table, row: Row<'_>) -> Option<OwnPiece> {
    match table {
        Table::ProfileSummary => {
            Some(OwnPiece::Profile(Profile { summary: Some(row.some("profile summary")?), ..Profile::default() }))
        }
        Table::Emails => Some(OwnPiece::Email(Email {
            address: row.some("email address")?.to_lowercase(),
            confirmed: row.get("confirmed").eq_ignore_ascii_case("yes"),
            primary: row.get("primary").eq_ignore_ascii_case("yes"),
        })),
        Table::Phones => {
            let (number, extension) = (row.some("number")?, row.get("extension"));
            let number = if extension.is_empty() { number } else { format!("{number} ext. {extension}") };
            Some(OwnPiece::Phone(Phone { number, label: row.some("type").map(|label| label.to_lowercase()) }))
        }
        Table::Positions => position(row),
        Table::Education => education(row),
        Table::Skills => row.some("name").map(OwnPiece::Skill),
        Table::Languages => {
            Some(OwnPiece::Language(Language { name: row.some("name")?, proficiency: row.some("proficiency") }))
        }
        Table::Follows => row.some("organization").map(OwnPiece::Follows),
        _ => achievement(table, row),
    }
}

fn position(row: Row<'_>) -> Option<OwnPiece> {
    let (organisation, title) = (row.get("company name").into_owned(), row.get("title").into_owned());
    (!organisation.is_empty() || !title.is_empty()).then(|| {
        OwnPiece::Position(Position {
            organisation,
            title,
            description: row.some("description"),
            place: row.some("location"),
            url: None,
            from: date(row, "started on"),
            to: date(row, "finished on"),
        })
    })
}

fn education(row: Row<'_>) -> Option<OwnPiece> {
    Some(OwnPiece::Education(Education {
        school: row.some("school name")?,
        degree: row.some("degree name"),
        field: None,
        notes: row.some("notes"),
        activities: row.some("activities"),
        from: date(row, "start date"),
        to: date(row, "end date"),
    }))
}

fn achievement(table: Table, row: Row<'_>) -> Option<OwnPiece> {
    Some(match table {
        Table::Certificates => OwnPiece::Certificate(Certificate {
            name: row.some("name")?,
            issuer: row.some("authority"),
            url: row.some("url"),
            number: row.some("license number"),
            from: date(row, "started on"),
            to: date(row, "finished on"),
        }),
        Table::Projects => OwnPiece::Project(Project {
            title: row.some("title")?,
            description: row.some("description"),
            url: row.some("url"),
            from: date(row, "started on"),
            to: date(row, "finished on"),
        }),
        Table::Honours => OwnPiece::Honour(Honour {
            title: row.some("title")?,
            description: row.some("description"),
            issuer: None,
            on: date(row, "issued on"),
        }),
        Table::Volunteering => OwnPiece::Volunteering(Volunteering {
            organisation: row.some("company name").or_else(|| row.some("role"))?,
            role: row.get("role").into_owned(),
            cause: row.some("cause"),
            description: row.some("description"),
            from: date(row, "started on"),
            to: date(row, "finished on"),
        }),
        Table::Publications => OwnPiece::Publication(Publication {
            title: row.some("name")?,
            publisher: row.some("publisher"),
            description: row.some("description"),
            url: row.some("url"),
            on: date(row, "published on"),
        }),
        Table::TestScores => OwnPiece::TestScore(TestScore {
            name: row.some("name")?,
            score: row.some("score"),
            description: row.some("description"),
            on: date(row, "tested on"),
        }),
        _ => return None,
    })
}

fn date(row: Row<'_>, column: &str) -> Option<PartialDate> {
    dates::partial(&row.get(column), First::Month)
}
