//! The matrix: every route of the program × visitor, other member, blocked member, owner and admin.
//!
//! A route without a row fails the test, and so does a row without a route. Each room has a file here with its rows; how
//! to add one is in CONTRIBUTING.md. Beyond the statuses it looks at what holds for every route: somebody who may not
//! see a thing is answered exactly as if there were no such thing, the right is asked for before the body is read, no
//! path whatsoever breaks the server, and what programs are answered is what the description of the API says.

mod described;
mod row;
mod stage;

mod about;
mod asks;
mod companion;
mod contacts;
mod events;
mod exchange;
mod garden;
mod groups;
mod home;
mod introductions;
mod jobs;
mod meetings;
mod members;
mod messages;
mod mirror;
mod moderation;
mod network;
mod notices;
mod organisations;
mod pairs;
mod people;
mod posts;
mod search;
mod stays;
mod subscriptions;
mod system;
mod ties;
mod topics;

use std::collections::BTreeSet;

use row::{Row, SIGN_IN, Sent};
use stage::Stage;

use crate::{
    http::Who,
    rooms,
    testkit::{Answer, Person},
};

/// The rows of every room.
const ROOMS: [&[Row]; 28] = [
    system::ROWS,
    members::ROWS,
    notices::ROWS,
    contacts::ROWS,
    ties::ROWS,
    network::ROWS,
    organisations::ROWS,
    topics::ROWS,
    groups::ROWS,
    moderation::ROWS,
    messages::ROWS,
    asks::ROWS,
    posts::ROWS,
    introductions::ROWS,
    meetings::ROWS,
    events::ROWS,
    pairs::ROWS,
    stays::ROWS,
    jobs::ROWS,
    garden::ROWS,
    companion::ROWS,
    mirror::ROWS,
    subscriptions::ROWS,
    people::ROWS,
    search::ROWS,
    home::ROWS,
    about::ROWS,
    exchange::ROWS,
];

/// A fresh thing of the owner's, by the name that rows call it. A room that makes things has a line here.
async fn make(stage: &Stage, what: &str) -> String {
    let made = [
        members::make(stage, what).await,
        contacts::make(stage, what).await,
        ties::make(stage, what).await,
        network::make(stage, what).await,
        groups::make(stage, what).await,
        messages::make(stage, what).await,
        notices::make(stage, what),
        moderation::make(stage, what).await,
        introductions::make(stage, what).await,
        meetings::make(stage, what).await,
        pairs::make(stage, what).await,
        events::make(stage, what).await,
        stays::make(stage, what).await,
        garden::make(stage, what).await,
        asks::make(stage, what).await,
        posts::make(stage, what).await,
        companion::make(stage, what).await,
        people::make(stage, what).await,
        exchange::make(stage, what).await,
        organisations::make(stage, what).await,
        jobs::make(stage, what).await,
    ];
    made.into_iter().flatten().next().unwrap_or_else(|| panic!("no room makes {what:?}"))
}

fn rows() -> impl Iterator<Item = &'static Row> {
    ROOMS.into_iter().flatten()
}

#[test]
fn every_route_has_a_row_and_every_row_a_route() {
    let doors = rooms::doors();
    let routes: BTreeSet<String> = doors.list().iter().map(|door| format!("{} {}", door.method, door.path)).collect();
    let mut ruled = BTreeSet::new();
    for row in rows() {
        assert!(ruled.insert(row.door()), "two rows for {}", row.door());
    }
    let without_row: Vec<_> = routes.difference(&ruled).collect();
    let without_route: Vec<_> = ruled.difference(&routes).collect();
    assert!(without_row.is_empty(), "routes without a row in the matrix (see CONTRIBUTING.md): {without_row:#?}");
    assert!(without_route.is_empty(), "rows of the matrix without a route: {without_route:#?}");
    for door in doors.list() {
        let name = format!("{} {}", door.method, door.path);
        let row = rows().find(|row| row.door() == name).unwrap();
        let [visitor, .., admin] = row.answers;
        assert_eq!(door.who != Who::Anyone, visitor == SIGN_IN, "{name}: the visitor");
        let strangers = row.answers.get(1..4).unwrap();
        let for_few = matches!(door.who, Who::Admin | Who::Moderator);
        assert!(!for_few || strangers.iter().all(|status| *status == 404), "{name}: only for admins");
        assert!(admin != SIGN_IN, "{name}: the admin is signed in");
    }
}

#[tokio::test]
async fn everybody_is_answered_what_the_matrix_says() {
    let stage = Stage::new().await;
    let mut wrong = Vec::new();
    for row in rows().filter(|row| !row.alone) {
        try_row(&stage, row, &mut wrong).await;
    }
    assert!(wrong.is_empty(), "{} answers are not as the matrix says:\n{}", wrong.len(), wrong.join("\n"));
}

#[tokio::test]
async fn everybody_is_answered_what_the_matrix_says_where_much_changes() {
    let mut wrong = Vec::new();
    for row in rows().filter(|row| row.alone) {
        try_row(&Stage::new().await, row, &mut wrong).await;
    }
    assert!(wrong.is_empty(), "{} answers are not as the matrix says:\n{}", wrong.len(), wrong.join("\n"));
}

/// The rows above are read in English, which is what people in stories read. Here each page is drawn in Italian: a sentence
/// that lacks something there stops the test.
#[tokio::test]
async fn every_page_is_drawn_in_italian_too() {
    let stage = Stage::new().await;
    for person in [&stage.owner, &stage.admin] {
        person.patch("/api/v1/me", serde_json::json!({ "language": "it" })).await.is(200);
    }
    let visitor = stage.visitor.clone().in_italian();
    let (mut drawn, mut wrong) = (0, Vec::new());
    for row in rows().filter(|row| row.method == "GET" && !row.route.starts_with("/api/") && !row.alone) {
        let mut things = Vec::new();
        for name in names(row) {
            things.push((name, make(&stage, name).await));
        }
        let [as_visitor, .., as_owner, as_admin] = row.answers;
        for (person, status) in [(&visitor, as_visitor), (&stage.owner, as_owner), (&stage.admin, as_admin)] {
            let answer = stage.sends(person, row, &things).await;
            let expected = if status == SIGN_IN { 303 } else { status };
            if answer.status.as_u16() != expected {
                wrong.push(format!("{}: {} instead of {expected}: {}", row.door(), answer.status, said(&answer)));
            }
            let page = answer.text();
            if page.starts_with("<!doctype html>") {
                drawn += 1;
                if !page.contains("<html lang=\"it\"") {
                    wrong.push(format!("{} is not in Italian", row.door()));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(drawn > 200, "only {drawn} pages were drawn");
}

/// One row, for all five, the owner last: what he does may take the thing away.
async fn try_row(stage: &Stage, row: &'static Row, wrong: &mut Vec<String>) {
    let mut things = Vec::new();
    for name in names(row) {
        things.push((name, make(stage, name).await));
    }
    let mut order: Vec<_> = stage.people().into_iter().zip(row.answers).collect();
    order.sort_by_key(|((name, _), _)| *name == "owner");
    for ((name, person), status) in order {
        let answer = stage.sends(person, row, &things).await;
        let expected = match status {
            SIGN_IN if row.method == "GET" && !row.route.starts_with("/api/") => 303,
            SIGN_IN => 401,
            status => status,
        };
        if answer.status.as_u16() != expected {
            let told = said(&answer);
            wrong.push(format!("{} as {name}: {} instead of {expected}: {told}", row.door(), answer.status.as_u16()));
        }
        wrong.extend(described::faults(row, &things, &answer).into_iter().map(|fault| format!("{fault} (as {name})")));
        if (400..500).contains(&status) && name != "owner" && !things.is_empty() {
            compare(stage, (name, person), row, (&things, &answer), wrong).await;
        }
        if status == SIGN_IN {
            before_the_body(stage, person, row, &things, wrong).await;
        }
    }
    any_path(stage, row, &things, wrong).await;
}

/// The names of things in a row, each once.
fn names(row: &'static Row) -> Vec<&'static str> {
    let text = match row.sent {
        Sent::Form(text) | Sent::Json(text) => text,
        Sent::Bare | Sent::File(_) => "",
    };
    let mut names: Vec<&str> = row.fills.to_vec();
    for text in [row.query, text] {
        let ends = |c: char| !c.is_ascii_alphanumeric() && c != '_';
        names.extend(text.split('$').skip(1).map(|rest| rest.split(ends).next().unwrap()));
    }
    names.retain(|name| !name.starts_with('=') && *name != "me");
    // The longer first: `$bed` must not be found in `$bedside`.
    names.sort_unstable_by_key(|name| (std::cmp::Reverse(name.len()), *name));
    names.dedup();
    names
}

/// All that somebody gets of an answer.
fn shown(answer: &Answer) -> String {
    format!("{} {} {}", answer.status.as_u16(), answer.location(), answer.text())
}

/// The words of an answer, in short, to tell what went wrong.
fn said(answer: &Answer) -> String {
    let text = answer.text();
    let main = text.split("<main").nth(1).and_then(|rest| rest.split("</main").next()).unwrap_or(&text);
    let words = main.split('>').filter_map(|piece| piece.split('<').next()).flat_map(str::split_whitespace);
    words.collect::<Vec<_>>().join(" ").chars().take(160).collect()
}

/// Whoever may not see a thing is answered as if it were not there.
async fn compare(
    stage: &Stage,
    (name, person): (&str, &Person),
    row: &'static Row,
    (things, answer): (&[(&'static str, String)], &Answer),
    wrong: &mut Vec<String>,
) {
    let absent: Vec<_> = things.iter().map(|(name, thing)| (*name, absent(thing))).collect();
    let nothing = stage.sends(person, row, &absent).await;
    let masked = |answer: &Answer, things: &[(&str, String)]| {
        things.iter().fold(shown(answer), |text, (_, thing)| text.replace(thing.as_str(), "…"))
    };
    let (seen, unseen) = (masked(answer, things), masked(&nothing, &absent));
    if seen != unseen {
        let at = seen.bytes().zip(unseen.bytes()).take_while(|(one, other)| one == other).count();
        let near = |text: &str| text.chars().skip(at.saturating_sub(40)).take(120).collect::<String>();
        let (door, seen, unseen) = (row.door(), near(&seen), near(&unseen));
        wrong.push(format!("{door} as {name} tells what is there from what is not: {seen:?} and {unseen:?}"));
    }
}

/// A thing of the same shape that is nowhere.
fn absent(thing: &str) -> String {
    match thing.parse::<i64>() {
        Ok(_) => "7000000000000000007".to_owned(),
        Err(_) => "nobodyatall".to_owned(),
    }
}

/// Rights are asked for before the body is read: nonsense makes no difference to somebody who is not signed in.
async fn before_the_body(
    stage: &Stage,
    person: &Person,
    row: &'static Row,
    things: &[(&'static str, String)],
    wrong: &mut Vec<String>,
) {
    let nonsense = Row { sent: Sent::Json("{\"nonsense\":"), ..*row };
    let answer = stage.sends(person, &nonsense, things).await;
    if answer.status.as_u16() != 401 && answer.status.as_u16() != 303 {
        wrong.push(format!("{}: nonsense of a visitor is answered {}", row.door(), answer.status));
    }
}

/// No path breaks the server.
async fn any_path(stage: &Stage, row: &'static Row, things: &[(&'static str, String)], wrong: &mut Vec<String>) {
    if things.is_empty() || row.alone {
        return;
    }
    for odd in ["-1", "9223372036854775808", "%00", "%F0%9F%8C%BF", "..%2F..%2Fetc", "1e9"] {
        let odd: Vec<_> = things.iter().map(|(name, _)| (*name, odd.to_owned())).collect();
        let answer = stage.sends(&stage.other, row, &odd).await;
        if answer.status.is_server_error() {
            wrong.push(format!("{} breaks with {:?}: {}", row.door(), odd, said(&answer)));
        }
    }
}
