//! Bad input: each has a sentence and a code.

use serde_json::{Value, json};

use super::{page, path, ties, times, two};
use crate::testkit::Town;

fn new(change: impl FnOnce(&mut Value)) -> Value {
    let mut new = json!({ "to": "bruno", "kind": "coffee", "times": times(&["2026-03-20T10:00"]), "place": "Ancona" });
    change(&mut new);
    new
}

#[tokio::test]
async fn every_bad_proposal_has_its_code_and_its_sentence() {
    let town = Town::new().await;
    let (ada, _) = two(&town).await;
    let at = |at: &str, zone: &str| json!([{ "at": at, "zone": zone }]);
    let cases = [
        ("meetings.in_the_past", new(|new| new["times"] = at("2026-03-09T10:00", "Europe/Rome"))),
        ("meetings.in_the_past", new(|new| new["times"] = at("1969-01-01T10:00", "Europe/Rome"))),
        ("meetings.hour_skipped", new(|new| new["times"] = at("2026-03-29T02:30", "Europe/Rome"))),
        ("meetings.hour_repeated", new(|new| new["times"] = at("2026-10-25T02:30", "Europe/Rome"))),
        ("meetings.zone_unknown", new(|new| new["times"] = at("2026-03-20T10:00", "Europe/Atlantide"))),
        ("meetings.zone_unknown", new(|new| new["times"] = at("2026-03-20T10:00", ""))),
        ("meetings.time_malformed", new(|new| new["times"] = at("domani", "Europe/Rome"))),
        ("meetings.too_far_ahead", new(|new| new["times"] = at("2027-03-20T10:00", "Europe/Rome"))),
        ("meetings.times_missing", new(|new| new["times"] = json!([]))),
        ("meetings.time_twice", new(|new| new["times"] = times(&["2026-03-20T10:00", "2026-03-20T09:00:00Z"]))),
        (
            "meetings.too_many_times",
            new(|new| {
                new["times"] = times(&["2026-03-20T10:00", "2026-03-21T10:00", "2026-03-22T10:00", "2026-03-23T10:00"]);
            }),
        ),
        ("meetings.kind_unknown", new(|new| new["kind"] = json!("dinner"))),
        ("meetings.place_missing", new(|new| new["place"] = json!(" "))),
        ("meetings.place_too_long", new(|new| new["place"] = json!("a".repeat(201)))),
        ("meetings.link_malformed", new(|new| new["link"] = json!("javascript:alert(1)"))),
        ("meetings.link_too_long", new(|new| new["link"] = json!(format!("https://a.example/{}", "x".repeat(500))))),
        ("meetings.words_too_long", new(|new| new["words"] = json!("a".repeat(601)))),
        ("meetings.minutes_out_of_range", new(|new| new["minutes"] = json!(-5))),
        ("meetings.oneself", new(|new| new["to"] = json!("ada"))),
    ];
    for (code, body) in cases {
        let answer = ada.post("/api/v1/meetings", body.clone()).await.is(422);
        assert_eq!(answer.code(), code, "{body}");
        assert!(!answer.json()["detail"].as_str().unwrap().is_empty());
    }
    assert_eq!(
        ada.post("/api/v1/meetings", new(|new| new["who"] = json!(1))).await.is(400).code(),
        "http.field_unknown"
    );
    ada.post("/api/v1/meetings", new(|new| new["to"] = json!("nobodyatall"))).await.is(404);
    assert_eq!(ada.get("/api/v1/meetings").await.json()["items"], json!([]));
}

#[tokio::test]
async fn a_form_with_something_wrong_keeps_what_was_typed_in_both_languages() {
    let town = Town::new().await;
    let (ada, _) = two(&town).await;
    let form = [
        ("kind", "walk"),
        ("at", "2026-03-29T02:30"),
        ("zone", "Europe/Rome"),
        ("place", "Parco del Conero"),
        ("words", "Due passi?"),
    ];
    let answer = ada.sends("/@bruno/meet", "/@bruno/meet", &form).await.is(422);
    let answer = answer.says("Clocks skip this hour that night").says("Parco del Conero").says("Due passi?");
    answer.says("2026-03-29T02:30").says("err-sum").says("Error:");
    ada.patch("/api/v1/me", json!({ "language": "it" })).await.is(200);
    let answer = ada.sends("/@bruno/meet", "/@bruno/meet", &form).await.is(422);
    answer.says("gli orologi saltano quest’ora").says("Errore:");
}

#[tokio::test]
async fn strangers_are_invited_first_and_between_two_one_proposal_waits() {
    let town = Town::new().await;
    let (ada, bruno) = two(&town).await;
    let carla = town.joins("Carla Blu").await;
    let to_carla = new(|new| new["to"] = json!("carla"));
    assert_eq!(ada.post("/api/v1/meetings", to_carla.clone()).await.is(422).code(), "meetings.not_in_touch");
    ada.get("/@carla/meet").await.is(404);
    ada.get("/@carla").await.is(200).says_not("/@carla/meet");
    ties(&ada, &carla).await;
    ada.post("/api/v1/meetings", to_carla).await.is(201);
    ada.proposes_coffee("bruno", &["2026-03-20T10:00"]).await;
    for (person, to) in [(&ada, "bruno"), (&bruno, "ada")] {
        let again = new(|new| new["to"] = json!(to));
        assert_eq!(person.post("/api/v1/meetings", again).await.is(422).code(), "meetings.already_waiting");
    }
}

#[tokio::test]
async fn twenty_proposals_a_day_are_enough() {
    let town = Town::new().await;
    let (ada, bruno) = two(&town).await;
    for _ in 0..20 {
        let meeting = ada.proposes_coffee("bruno", &["2026-03-20T10:00"]).await;
        ada.delete(&path(&meeting, "")).await.is(204);
    }
    let answer = ada.post("/api/v1/meetings", new(|_| {})).await.is(429);
    assert_eq!(answer.code(), "meetings.too_many_today");
    assert!(answer.headers.contains_key("retry-after"));
    town.days_pass(1);
    town.settles().await;
    ada.proposes_coffee("bruno", &["2026-03-20T10:00"]).await;
    bruno.get("/meetings").await.is(200).says("Coffee with Ada Rossi");
}

#[tokio::test]
async fn answers_out_of_turn_have_their_codes() {
    let town = Town::new().await;
    let (ada, bruno) = two(&town).await;
    let meeting = ada.proposes_coffee("bruno", &["2026-03-20T10:00"]).await;
    let code = async |answer: crate::testkit::Answer| answer.is(422).code();
    assert_eq!(code(ada.put(&path(&meeting, "/refusal"), json!({})).await).await, "meetings.not_your_turn");
    assert_eq!(code(bruno.delete(&path(&meeting, "")).await).await, "meetings.not_your_turn");
    assert_eq!(code(ada.patch(&path(&meeting, ""), json!({ "place": "Jesi" })).await).await, "meetings.not_agreed");
    let calendar = ada.get(&super::page(&meeting, "/calendar")).await.is(422);
    calendar.says("No time is settled yet");
    bruno.picks(&meeting, 0).await;
    let slot = json!({ "slot": meeting["times"][0]["slot"] });
    assert_eq!(code(bruno.put(&path(&meeting, "/acceptance"), slot).await).await, "meetings.already_agreed");
    bruno.delete(&path(&meeting, "")).await.is(204);
    assert_eq!(code(ada.delete(&path(&meeting, "")).await).await, "meetings.no_longer_open");
    let soon = ada.proposes_coffee("bruno", &["2026-03-11T10:00", "2026-03-30T10:00"]).await;
    town.days_pass(3);
    town.settles().await;
    let slot = json!({ "slot": soon["times"][0]["slot"] });
    assert_eq!(code(bruno.put(&path(&soon, "/acceptance"), slot).await).await, "meetings.time_past");
    bruno.picks(&soon, 1).await;
}

#[tokio::test]
async fn a_time_that_was_not_chosen_and_a_line_that_is_too_long_are_said_where_they_belong() {
    let town = Town::new().await;
    let (ada, bruno) = two(&town).await;
    let meeting = ada.proposes_coffee("bruno", &["2026-03-20T10:00"]).await;
    let at = page(&meeting, "");
    bruno
        .sends(&at, &format!("{at}/acceptance"), &[])
        .await
        .is(422)
        .says("Choose one of the times")
        .says("href=\"#slot\"");
    bruno.sends(&at, &format!("{at}/acceptance"), &[("slot", "7")]).await.is(422).says("no longer one of those");
    let long = "parola ".repeat(120);
    let again = bruno.sends(&at, &format!("{at}/refusal"), &[("words", &long)]).await.is(422);
    again.says("href=\"#refusal-words\"").says(&format!("id=\"refusal-words\" name=\"words\" value=\"{long}"));
}

#[tokio::test]
async fn a_form_without_a_time_and_too_many_proposals_have_their_sentences() {
    let town = Town::new().await;
    let (ada, bruno) = two(&town).await;
    let meeting = ada.proposes_coffee("bruno", &["2026-03-20T10:00"]).await;
    let at = page(&meeting, "");
    let none = bruno.sends(&at, &format!("{at}/acceptance"), &[]).await.is(422);
    none.says("id=\"slot-e\"").says("err-sum");
    for number in 1..20 {
        let other = town.joins(&format!("tizio{number} Prova")).await;
        ties(&ada, &other).await;
        ada.proposes_coffee(&other.handle, &["2026-03-20T10:00"]).await;
    }
    let other = town.joins("Carla Blu").await;
    ties(&ada, &other).await;
    let late = ada.post("/api/v1/meetings", new(|new| new["to"] = json!(other.handle))).await.is(422);
    assert_eq!(late.code(), "meetings.too_many_waiting");
}
