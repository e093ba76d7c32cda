//! After a meeting: each tells for himself.

use serde_json::json;

use super::{page, path, two};
use crate::testkit::Town;

#[tokio::test]
async fn what_one_tells_goes_into_his_own_story_alone() {
    let town = Town::new().await;
    let (ada, bruno) = two(&town).await;
    let meeting = ada.proposes_coffee("bruno", &["2026-03-20T10:00"]).await;
    bruno.picks(&meeting, 0).await;
    let early = ada.put(&path(&meeting, "/outcome"), json!({ "good": "yes" })).await.is(422);
    assert_eq!(early.code(), "meetings.not_over_yet");
    town.days_pass(11);
    town.settles().await;
    let at = page(&meeting, "");
    let form = [("good", "yes"), ("next", "introduce"), ("words", "Cerca un falegname")];
    let on = ada.sends(&at, &format!("{at}/outcome"), &form).await.is(303).location();
    assert!(on.starts_with("/introductions/new?first=bruno"), "{on}");
    ada.get("/@bruno").await.is(200).says("Cerca un falegname");
    ada.get(&at).await.is(200).says("Cerca un falegname").says("Only you see it").says_not("How was it?");
    for seen in [bruno.get(&at).await, bruno.get("/@ada").await, bruno.get(&path(&meeting, "")).await] {
        seen.is(200).says_not("falegname");
    }
    assert_eq!(bruno.meeting(&meeting).await["outcome"], json!(null));
    let twice = ada.put(&path(&meeting, "/outcome"), json!({ "good": "so_so" })).await.is(422);
    assert_eq!(twice.code(), "meetings.already_told");
    let notices = ada.get("/api/v1/notices").await.json();
    assert!(!notices.to_string().contains("meeting_held"), "the question was answered");
}

#[tokio::test]
async fn what_did_not_take_place_is_no_moment_of_who_says_so() {
    let town = Town::new().await;
    let (ada, bruno) = two(&town).await;
    let meeting = ada.proposes_coffee("bruno", &["2026-03-20T10:00"]).await;
    bruno.picks(&meeting, 0).await;
    town.days_pass(11);
    town.settles().await;
    ada.put(&path(&meeting, "/outcome"), json!({ "good": "missed" })).await.is(200);
    ada.get("/@bruno").await.is(200).says_not("Bar della stazione");
    bruno.get("/@ada").await.is(200).says("Bar della stazione");
    for (body, code) in [
        (json!({ "good": "splendid" }), "meetings.good_unknown"),
        (json!({ "good": "yes", "next": "marry" }), "meetings.next_unknown"),
        (json!({ "good": "yes", "words": "a".repeat(601) }), "meetings.words_too_long"),
    ] {
        assert_eq!(bruno.put(&path(&meeting, "/outcome"), body).await.is(422).code(), code);
    }
    let at = page(&meeting, "");
    let form = [("good", ""), ("words", "Un buon caffè")];
    bruno.sends(&at, &format!("{at}/outcome"), &form).await.is(422).says("Un buon caffè").says("Say how it went");
}

#[tokio::test]
async fn who_leaves_takes_his_meetings_along_and_the_archive_holds_the_own_ones() {
    let town = Town::new().await;
    let (ada, bruno) = two(&town).await;
    let meeting = ada.proposes_coffee("bruno", &["2026-03-20T10:00"]).await;
    bruno.picks(&meeting, 0).await;
    town.days_pass(11);
    town.settles().await;
    ada.put(&path(&meeting, "/outcome"), json!({ "good": "yes", "words": "Solo mio" })).await.is(200);
    let of = |member| {
        let app = town.app.clone();
        async move { app.db.read(async move |tx| crate::meetings::takeout(tx, member).await).await.unwrap() }
    };
    let (hers, his) = (of(ada.id).await, of(bruno.id).await);
    assert_eq!((&hers[0]["told"], &hers[0]["state"]), (&json!("Solo mio"), &json!("held")));
    assert_eq!(his.len(), 1);
    assert!(his[0].get("told").is_none());
    let member = ada.id;
    let erased = town.app.db.write(async move |tx| crate::meetings::erase(tx, member).await).await;
    erased.unwrap();
    bruno.get(&path(&meeting, "")).await.is(404);
    assert!(of(bruno.id).await.is_empty());
}

#[tokio::test]
async fn a_meeting_with_whose_account_is_closed_is_in_no_list_and_no_count() {
    let town = Town::new().await;
    let (ada, bruno) = two(&town).await;
    ada.proposes_coffee("bruno", &["2026-03-20T10:00"]).await;
    assert_eq!(bruno.get("/api/v1/meetings").await.is(200).json()["items"].as_array().unwrap().len(), 1);
    town.closes(&ada, true).await;
    assert_eq!(bruno.get("/api/v1/meetings").await.is(200).json()["items"], serde_json::json!([]));
    bruno.get("/meetings").await.is(200).says_not("Ada Rossi");
    bruno.get("/inbox").await.is(200).says_not("Pick a time");
}
