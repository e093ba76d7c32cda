//! The small traps, one by one.

#![allow(clippy::allow_attributes, clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "tests")]

mod common;

use common::{people, read, skipped, zip};
use pergola_formats::{Direction, Exchange, Piece, Who};

const CONNECTIONS: &str = "First Name,Last Name,URL,Email Address,Company,Position,Connected On";

fn moments(bytes: &[u8], name: &str) -> Vec<Exchange> {
    let (pieces, _) = read(bytes, name).unwrap();
    pieces
        .into_iter()
        .filter_map(|piece| if let Piece::Moment(moment, _) = piece { Some(moment) } else { None })
        .collect()
}

#[test]
fn lines_are_counted_whatever_ends_them() {
    for end in ["\n", "\r\n"] {
        for last in ["", end] {
            let csv =
                [CONNECTIONS, "Ada,O,,,,,", "", "\"Bea\nB\",O,,,,,", ",,,,x,,", "", "", ",,,,y,,"].join(end) + last;
            let lines: Vec<u64> = people(csv.as_bytes(), "x.csv").iter().map(|person| person.line).collect();
            assert_eq!(lines, [2, 4], "{end:?} {last:?}");
            assert_eq!(skipped(csv.as_bytes(), "x.csv"), [(6, "no_name"), (9, "no_name")], "{end:?} {last:?}");
        }
    }
}

#[test]
fn a_preamble_in_any_dress_and_none() {
    let row = "Ada,Ottolune,,,,,7-Feb-22\n";
    for before in [
        "",
        "Notes:\n\"A paragraph, with commas.\"\n\n",
        "\"Notes:\"\n\"One\ntwo\"\n\n",
        "Notes:,,,,,,\nA paragraph,,,,,,\n,,,,,,\n",
    ] {
        let csv = format!("\u{feff}{before}{CONNECTIONS}\n{row}");
        let people = people(csv.as_bytes(), "Kontakte.csv");
        assert_eq!(people[0].connected_on.unwrap().to_string(), "2022-02-07", "{before:?}");
    }
}

#[test]
fn semicolons_and_tabs() {
    for between in [";", "\t"] {
        let csv = format!("{CONNECTIONS}\nAda,Ottolune,,ada@o.example,,,\n").replace(',', between);
        assert_eq!(people(csv.as_bytes(), "x.csv")[0].emails, ["ada@o.example"]);
    }
}

#[test]
fn columns_in_another_order_and_rows_cut_short() {
    let csv = "Connected On,Position,Company,URL,Last Name,First Name\n01 Jan 2024,P,C,linkedin.com/in/Ada,O,Ada\n,,,linkedin.com/in/bea\n";
    let people = people(csv.as_bytes(), "x.csv");
    assert_eq!(people[0].url.as_deref(), Some("https://www.linkedin.com/in/ada"));
    assert_eq!((people[1].name().as_str(), people[1].url.as_deref()), ("", Some("https://www.linkedin.com/in/bea")));
}

#[test]
fn a_name_beyond_reason() {
    let csv = format!("{CONNECTIONS}\n{},O,,,,,\n", "A".repeat(2_000));
    assert_eq!(skipped(csv.as_bytes(), "x.csv"), [(2, "too_long")]);
}

const MESSAGES: &str = "CONVERSATION ID,CONVERSATION TITLE,FROM,SENDER PROFILE URL,TO,RECIPIENT PROFILE URLS,DATE,SUBJECT,CONTENT,FOLDER\n";

fn message(id: &str, from: (&str, &str), to: (&str, &str), minute: u32) -> String {
    let url = |slug: &str| if slug.is_empty() { String::new() } else { format!("https://www.linkedin.com/in/{slug}") };
    let date = format!("2024-01-01 10:{minute:02}:00 UTC");
    format!("{id},,{},{},{},{},{date},,hello,INBOX\n", from.0, url(from.1), to.0, url(to.1))
}

#[test]
fn the_owner_is_the_one_in_every_conversation() {
    let (ada, bea, carla) = (("Ada O", "ada"), ("Bea P", "bea"), ("Carla Q", "carla"));
    let csv =
        format!("{MESSAGES}{}{}{}", message("1", ada, bea, 1), message("2", carla, ada, 2), message("1", bea, ada, 3));
    let told = moments(csv.as_bytes(), "messages.csv");
    let said: Vec<(&str, Direction)> =
        told.iter().map(|moment| (moment.with.name.as_str(), moment.direction)).collect();
    assert_eq!(said, [("Bea P", Direction::Out), ("Carla Q", Direction::In), ("Bea P", Direction::In)]);
    assert_eq!(told[0].conversation, told[2].conversation);
    assert_ne!(told[0].conversation, told[1].conversation);
}

#[test]
fn who_cannot_be_told_apart_is_not_guessed() {
    let csv = format!("{MESSAGES}{}", message("1", ("Ada O", "ada"), ("Bea P", "bea"), 1));
    assert_eq!(skipped(csv.as_bytes(), "messages.csv"), [(2, "not_yours")]);
    let profile = "First Name,Last Name,Headline\nBea,P,\n";
    let archive = zip(&[("m.csv", csv.as_bytes()), ("p.csv", profile.as_bytes())]);
    assert_eq!(moments(&archive, "x.zip")[0].direction, Direction::In);
}

#[test]
fn a_name_with_one_connection_gets_its_address() {
    let connections = format!(
        "{CONNECTIONS}\nBea,P,linkedin.com/in/bea,,,,\nCarla,Q,linkedin.com/in/c1,,,,\nCarla,Q,linkedin.com/in/c2,,,,\n"
    );
    let given = "First Name,Last Name,Company,Job Title,Text,Creation Date,Status\nBea,P,,,Good,\"01/19/13, 12:10 AM\",VISIBLE\nCarla,Q,,,Good,\"01/19/13, 12:10 AM\",VISIBLE\n";
    let archive = zip(&[("a.csv", connections.as_bytes()), ("Recommendations_Given.csv", given.as_bytes())]);
    let whom: Vec<Who> = moments(&archive, "x.zip").into_iter().map(|moment| moment.with).collect();
    assert_eq!(whom[0].url.as_deref(), Some("https://www.linkedin.com/in/bea"));
    assert_eq!(whom[1].url, None);
}

#[test]
fn a_crowd_is_nobody() {
    let names = (0..30).map(|n| format!("P{n}")).collect::<Vec<_>>().join(",");
    let urls = (0..30).map(|n| format!("https://www.linkedin.com/in/p{n}")).collect::<Vec<_>>().join(",");
    let csv = format!(
        "{MESSAGES}1,,Ada O,https://www.linkedin.com/in/ada,\"{names}\",\"{urls}\",2024-01-01 10:00:00 UTC,,x,INBOX\n{}{}",
        message("2", ("Ada O", "ada"), ("Bea P", "bea"), 1),
        message("3", ("Ada O", "ada"), ("Carla Q", "carla"), 1)
    );
    assert_eq!(skipped(csv.as_bytes(), "m.csv"), [(2, "not_a_person")]);
}

#[test]
fn progress_ends_near_the_whole() {
    let rows: String = (0..5_000).map(|n| format!("Ada{n},O,,,,,\n")).collect();
    let csv = format!("{CONNECTIONS}\n{rows}");
    let mut seen = Vec::new();
    let on = &mut |piece| {
        if let Piece::Progress(progress) = piece {
            seen.push((progress.done_bytes, progress.total_bytes));
        }
        std::ops::ControlFlow::Continue(())
    };
    pergola_formats::read(std::io::Cursor::new(&csv), "x.csv", &pergola_formats::Limits::default(), on).unwrap();
    let total = u64::try_from(csv.len()).unwrap();
    assert_eq!(seen.len(), 6);
    assert!(seen.is_sorted() && seen.iter().all(|(done, all)| *all == total && *done <= total), "{seen:?}");
    assert_eq!(seen[5].0, total);
}
