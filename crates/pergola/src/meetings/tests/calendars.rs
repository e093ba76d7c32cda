//! What calendars are told: invitation, update, cancel, each with the same UID and a SEQUENCE that grows.

use serde_json::json;

use super::{page, path, times, two};
use crate::testkit::{Person, Town};

/// Calendars in the letters to somebody, in their order, unfolded.
fn calendars(town: &Town, person: &Person) -> Vec<String> {
    let letters = town.letters_to(&format!("{}@example.org", person.handle));
    let found = letters.iter().filter_map(|letter| {
        let begun = letter.split("BEGIN:VCALENDAR").nth(1)?;
        Some(begun.split("END:VCALENDAR").next()?.replace("\n ", ""))
    });
    found.collect()
}

fn value<'a>(calendar: &'a str, name: &str) -> &'a str {
    let line = calendar.lines().find(|line| line.split([':', ';']).next() == Some(name));
    line.and_then(|line| line.split_once(':')).unwrap_or_else(|| panic!("no {name}: {calendar}")).1
}

#[tokio::test]
async fn invitation_update_and_cancel_go_by_mail_to_both() {
    let town = Town::new().await;
    let (ada, bruno) = two(&town).await;
    town.confirms(&ada).await;
    town.confirms(&bruno).await;
    let meeting = ada.proposes_coffee("bruno", &["2026-03-20T10:00"]).await;
    town.settles().await;
    assert!(calendars(&town, &ada).is_empty(), "nothing is agreed yet");
    // Each letter goes before the next: a folder keeps no order of what comes at once.
    bruno.picks(&meeting, 0).await;
    town.settles().await;
    ada.patch(&path(&meeting, ""), json!({ "place": "Caffè Giuliani, Ancona" })).await.is(200);
    town.settles().await;
    let moved = json!({ "times": times(&["2026-03-21T11:00"]) });
    let moved = bruno.put(&path(&meeting, "/times"), moved).await.is(200).json();
    ada.picks(&moved, 0).await;
    town.settles().await;
    bruno.delete(&path(&meeting, "")).await.is(204);
    town.settles().await;
    for (me, other) in [(&ada, "Bruno Neri"), (&bruno, "Ada Rossi")] {
        let told = calendars(&town, me);
        let row = |name: &str| told.iter().map(|one| value(one, name).to_owned()).collect::<Vec<_>>();
        assert_eq!(row("METHOD"), ["REQUEST", "REQUEST", "REQUEST", "CANCEL"]);
        assert_eq!(row("SEQUENCE"), ["0", "1", "2", "3"]);
        assert_eq!(row("DTSTART"), ["20260320T090000Z", "20260320T090000Z", "20260321T100000Z", "20260321T100000Z"]);
        assert_eq!(row("STATUS").last().unwrap(), "CANCELLED");
        let uids = row("UID");
        assert!(uids.iter().all(|uid| *uid == uids[0] && uid.contains(meeting["id"].as_str().unwrap())), "{uids:?}");
        assert!(value(&told[0], "SUMMARY").ends_with(other), "{}", told[0]);
        assert!(told[0].contains(&format!("mailto:{}@example.org", me.handle)));
        let theirs = format!("{}@example.org", if me.handle == "ada" { "bruno" } else { "ada" });
        for letter in town.letters_to(&format!("{}@example.org", me.handle)) {
            assert!(!letter.contains(&theirs), "nobody finds the other's address: {letter}");
        }
    }
}

#[tokio::test]
async fn who_has_no_confirmed_address_gets_no_letter_and_can_download() {
    let town = Town::new().await;
    let (ada, bruno) = two(&town).await;
    let meeting = ada.proposes_coffee("bruno", &["2026-03-20T10:00"]).await;
    bruno.picks(&meeting, 0).await;
    town.settles().await;
    assert!(calendars(&town, &ada).is_empty());
    let file = ada.get(&page(&meeting, "/calendar")).await.is(200);
    assert_eq!(file.headers["content-type"], "text/calendar; charset=utf-8");
    assert!(file.headers["content-disposition"].to_str().unwrap().starts_with("attachment"));
    let file = file.says("DTSTART:20260320T090000Z").says("SUMMARY:Coffee with Bruno Neri").says_not("METHOD");
    file.says("LOCATION:Bar della stazione\\, Ancona");
}

#[tokio::test]
async fn what_was_agreed_is_called_off_also_when_another_time_is_declined() {
    let town = Town::new().await;
    let (ada, bruno) = two(&town).await;
    town.confirms(&ada).await;
    let meeting = ada.proposes_coffee("bruno", &["2026-03-20T10:00"]).await;
    bruno.picks(&meeting, 0).await;
    town.settles().await;
    let moved = json!({ "times": times(&["2026-03-21T11:00"]) });
    let moved = bruno.put(&path(&meeting, "/times"), moved).await.is(200).json();
    town.settles().await;
    assert_eq!(calendars(&town, &ada).len(), 1, "the hour stands until it is answered");
    let fresh = ada.put("/api/v1/subscriptions/calendar", json!(null)).await.is(200).json();
    let follows = format!("/calendar/{}", fresh["url"].as_str().unwrap().rsplit('/').next().unwrap());
    ada.get(&follows).await.is(200).says("DTSTART:20260320T090000Z").says("STATUS:CONFIRMED");
    ada.put(&path(&moved, "/refusal"), json!({})).await.is(200);
    town.settles().await;
    let told = calendars(&town, &ada);
    let row = |name: &str| told.iter().map(|one| value(one, name).to_owned()).collect::<Vec<_>>();
    assert_eq!(row("METHOD"), ["REQUEST", "CANCEL"]);
    let (uids, numbers) = (row("UID"), row("SEQUENCE"));
    assert_eq!(uids[0], uids[1]);
    ada.get(&follows).await.is(200).says_not("BEGIN:VEVENT");
    assert_eq!(
        row("DTSTART"),
        ["20260320T090000Z", "20260320T090000Z"],
        "the agreed hour is off, not the proposed one"
    );
    let letters = town.letters_to("ada@example.org");
    let off = letters.iter().find(|letter| letter.contains("Subject: Off:")).unwrap();
    assert!(off.contains("20 March") && !off.contains("21 March"), "{off}");
    assert!(numbers[0].parse::<u32>().unwrap() < numbers[1].parse::<u32>().unwrap(), "{numbers:?}");
}

/// The lines of a calendar file with these names.
fn lines(file: &str, names: &[&str]) -> Vec<String> {
    names.iter().map(|name| value(file, name).to_owned()).collect()
}

#[tokio::test]
async fn what_is_off_can_be_downloaded_to_take_it_out_of_a_calendar() {
    let town = Town::new().await;
    let (ada, bruno) = two(&town).await;
    let names = ["STATUS", "SEQUENCE", "DTSTART"];
    // Called off, also after it was moved once.
    let meeting = ada.proposes_coffee("bruno", &["2026-03-20T10:00"]).await;
    let file = page(&meeting, "/calendar");
    ada.get(&file).await.is(422);
    bruno.picks(&meeting, 0).await;
    let agreed = ada.get(&file).await.is(200).text();
    assert_eq!(lines(&agreed, &names), ["CONFIRMED", "0", "20260320T090000Z"]);
    let moved = json!({ "times": times(&["2026-03-21T11:00"]) });
    let moved = bruno.put(&path(&meeting, "/times"), moved).await.is(200).json();
    ada.get(&file).await.is(422);
    ada.picks(&moved, 0).await;
    ada.delete(&path(&meeting, "")).await.is(204);
    for person in [&ada, &bruno] {
        person.get(&page(&meeting, "")).await.is(200).says("Take it out of the calendar");
        let off = person.get(&file).await.is(200).text();
        assert_eq!(lines(&off, &names), ["CANCELLED", "2", "20260321T100000Z"]);
        assert_eq!(value(&off, "UID"), value(&agreed, "UID"));
    }
    // Moved, and the other time declined, or let pass: the agreed hour is off.
    for declines in [true, false] {
        let meeting = ada.proposes_coffee("bruno", &["2026-03-24T10:00"]).await;
        let file = page(&meeting, "/calendar");
        bruno.picks(&meeting, 0).await;
        let moved = json!({ "times": times(&["2026-03-23T11:00"]) });
        let moved = bruno.put(&path(&meeting, "/times"), moved).await.is(200).json();
        if declines {
            ada.put(&path(&moved, "/refusal"), json!({})).await.is(200);
        } else {
            town.days_pass(20);
            town.settles().await;
        }
        for person in [town.signs_in("ada").await, town.signs_in("bruno").await] {
            let off = person.get(&file).await.is(200).text();
            assert_eq!(lines(&off, &names), ["CANCELLED", "1", "20260324T090000Z"]);
        }
    }
    // What was never agreed stands in no calendar.
    let ada = town.signs_in("ada").await;
    let never = ada.proposes_coffee("bruno", &["2026-05-20T10:00"]).await;
    ada.delete(&path(&never, "")).await.is(204);
    ada.get(&page(&never, "/calendar")).await.is(422);
    ada.get(&page(&never, "")).await.is(200).says_not("Take it out of the calendar");
}
