//! What nobody should send to search, meetings, events and the calendars that follow one: each has its code and its sentence, in both
//! languages, for people and for programs.

use serde_json::{Value, json};

use super::{count, found, row_of_people};
use crate::testkit::{Answer, Person, Town};

/// In both languages that a program may ask for: the code, and the sentence in the answer.
async fn refused(person: &Person, ask: impl AsyncFn(&Person) -> Answer, code: &str, sentences: [&str; 2]) {
    for (program, sentence) in [person.clone(), person.clone().in_italian()].into_iter().zip(sentences) {
        let answer = ask(&program).await.is(422);
        assert_eq!(answer.code(), code, "{}", answer.text());
        assert!(answer.text().contains(sentence), "{code}: {}", answer.text());
    }
}

#[tokio::test]
async fn a_bad_question_is_refused_in_words() {
    let (_town, [ada, ..]) = row_of_people().await;
    let long = "x".repeat(10_000);
    let small = ["These words would find everything", "Con queste parole si troverebbe tutto"];
    for (query, code, sentences) in [
        (
            long.as_str(),
            "search.words_too_long",
            ["the words that matter are enough, 200 characters", "bastano le parole che contano, al massimo 200"],
        ),
        ("di+per+the+of", "search.only_small_words", small),
        ("%2A%3A%2A+%26%26+%28%29", "search.only_small_words", small),
    ] {
        let asks = async |program: &Person| program.get(&format!("/api/v1/search?q={query}")).await;
        refused(&ada, asks, code, sentences).await;
        for (language, sentence) in ["en", "it"].into_iter().zip(sentences) {
            ada.patch("/api/v1/me", json!({ "language": language })).await.is(200);
            ada.get(&format!("/search?q={query}")).await.is(422).says(sentence).says("err-sum");
        }
    }
}

#[tokio::test]
async fn no_facet_counts_somebody_who_is_blocked() {
    let (town, [ada, bruno, ..]) = row_of_people().await;
    let told = async |person: &Person| {
        let all = found(person, "q=falegname").await;
        (count(&all, "distance", "1"), count(&all, "topic", "restauro"), all["count"].as_u64().unwrap())
    };
    let before = told(&ada).await;
    bruno.put("/api/v1/blocks/ada", json!({})).await.is(204);
    let after = told(&ada).await;
    assert_eq!((after.0, after.1 + 1, after.2 + 1), (0, before.1, before.2), "{before:?} {after:?}");
    town.settles().await;
    assert_eq!(told(&ada).await, after, "and not when the log is read either");
    assert!(!ada.get("/search?q=falegname").await.is(200).text().contains("Bruno Neri"));
}

#[tokio::test]
async fn a_bad_hour_of_a_meeting_or_an_event_is_refused_in_words() {
    let (_town, [ada, bruno, ..]) = row_of_people().await;
    let at = |at: &str, zone: &str| json!([{ "at": at, "zone": zone }]);
    let skipped = ["Clocks skip this hour that night", "gli orologi saltano quest’ora"];
    let repeated = ["Clocks show this hour twice that night", "gli orologi segnano quest’ora due volte"];
    let no_zone = ["There is no such time zone", "Questo fuso orario non esiste"];
    let past = ["This time has already passed", "Questo orario è già passato"];
    let begun = ["This beginning has already passed", "Questo inizio è già passato"];
    for (starts, zone, end, of_meeting, of_event) in [
        ("2026-01-05T10:00", "Europe/Rome", "in_the_past", past, begun),
        ("2026-03-29T02:30", "Europe/Rome", "hour_skipped", skipped, skipped),
        ("2026-10-25T02:30", "Europe/Rome", "hour_repeated", repeated, repeated),
        ("2026-05-05T10:00", "Europe/Atlantide", "zone_unknown", no_zone, no_zone),
    ] {
        let new = json!({ "to": bruno.handle, "kind": "walk", "times": at(starts, zone), "place": "Ancona" });
        let asks = async |program: &Person| program.post("/api/v1/meetings", new.clone()).await;
        refused(&ada, asks, &format!("meetings.{end}"), of_meeting).await;
        let new = json!({ "title": "Cena", "starts": starts, "ends": "2026-11-05T20:00", "zone": zone,
                          "place": "Ancona", "audience": "everybody" });
        let asks = async |program: &Person| program.post("/api/v1/events", new.clone()).await;
        refused(&ada, asks, &format!("events.{end}"), of_event).await;
    }
}

#[tokio::test]
async fn of_two_answers_at_once_the_second_is_told_in_words() {
    let (_town, [ada, bruno, ..]) = row_of_people().await;
    let times = json!([{ "at": "2026-05-05T10:00", "zone": "Europe/Rome" },
                       { "at": "2026-05-06T10:00", "zone": "Europe/Rome" }]);
    let new = json!({ "to": bruno.handle, "kind": "coffee", "times": times, "place": "Ancona" });
    let meeting = ada.post("/api/v1/meetings", new).await.is(201).json();
    let path = format!("/api/v1/meetings/{}/acceptance", meeting["id"].as_str().unwrap());
    let slot = |place: usize| json!({ "slot": meeting["times"][place]["slot"] });
    // Who is not asked cannot accept a time of his own, while the other accepts another.
    let (his, hers) = tokio::join!(bruno.put(&path, slot(0)), ada.put(&path, slot(1)));
    assert_eq!((his.status.as_u16(), hers.status.as_u16()), (200, 422), "{}", hers.text());
    assert!(["meetings.not_your_turn", "meetings.already_agreed"].contains(&hers.code().as_str()));
    let settled = ["The time is settled already", "L’orario è già deciso"];
    for person in [&ada, &bruno] {
        let asks = async |program: &Person| program.put(&path, slot(1)).await;
        refused(person, asks, "meetings.already_agreed", settled).await;
    }
    let agreed = ada.get(path.trim_end_matches("/acceptance")).await.is(200).json();
    assert_eq!(agreed["time"]["starts_at"], "2026-05-05T08:00:00Z", "what was settled first stands");
}

#[tokio::test]
async fn an_address_that_is_guessed_or_taken_back_is_not_there_in_words() {
    let town = Town::new().await;
    let ada = town.joins("Ada Rossi").await;
    let fresh = ada.put("/api/v1/subscriptions/calendar", Value::Null).await.is(200).json();
    let taken_back = format!("/calendar/{}", fresh["url"].as_str().unwrap().rsplit('/').next().unwrap());
    ada.delete("/api/v1/subscriptions/calendar").await.is(204);
    let guessed = "/calendar/0123456789abcdef0123456789abcdef.ics".to_owned();
    let mut answers = Vec::new();
    for path in [taken_back, guessed] {
        for (reader, sentence) in [
            (town.visitor(), "This page is not here, or not any more"),
            (town.visitor().in_italian(), "Questa pagina non c’è, o non c’è più"),
        ] {
            let answer = reader.get(&path).await.is(404);
            assert_eq!(answer.code(), "http.not_found");
            assert!(answer.text().contains(sentence), "{}", answer.text());
            answers.push(answer.json()["detail"].clone());
        }
    }
    assert_eq!(answers[..2], answers[2..], "the one looks like the other");
    let asks = async |program: &Person| program.delete("/api/v1/subscriptions/calendar").await;
    let none = ["There is no address to take back", "Non c’è nessun indirizzo"];
    refused(&ada, asks, "subscriptions.no_address", none).await;
}
