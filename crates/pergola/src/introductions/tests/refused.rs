//! What is refused, each with its code; and what ends in the middle.

use serde_json::{Value, json};

use super::{Four, WHY};

#[tokio::test]
async fn proposals_are_refused_with_a_reason() {
    let Four { town, maria, ada, bruno, carla } = Four::new().await;
    let dora = town.joins("Dora Sale").await;
    assert_eq!(maria.proposes(&["ada"]).await.is(422).code(), "introductions.too_few");
    assert_eq!(maria.proposes(&["maria", "ada"]).await.is(422).code(), "introductions.oneself");
    assert_eq!(maria.proposes(&["ada", "ada"]).await.is(422).code(), "introductions.twice");
    assert_eq!(maria.proposes(&["ada", "dora"]).await.is(422).code(), "introductions.stranger");
    assert_eq!(maria.proposes(&["ada", "nobody"]).await.is(404).code(), "http.not_found");
    assert_eq!(maria.proposes(&["ada", "7000000000000000007"]).await.is(404).code(), "http.not_found");
    let many = ["ada", "bruno", "carla", "dora", "ada", "bruno", "carla"];
    assert_eq!(maria.proposes(&many).await.is(422).code(), "introductions.twice");
    let send = async |people: Value, whys: Value| {
        maria.post("/api/v1/introductions", json!({ "people": people, "whys": whys })).await
    };
    let two = json!(["ada", "bruno"]);
    assert_eq!(send(two.clone(), json!({ "ada": WHY })).await.is(422).code(), "introductions.why_missing");
    let long = json!({ "ada": "a".repeat(10_000), "bruno": WHY });
    assert_eq!(send(two.clone(), long).await.is(422).code(), "introductions.why_too_long");
    let third = json!({ "ada": WHY, "bruno": WHY, "carla": WHY });
    assert_eq!(send(two.clone(), third).await.is(422).code(), "introductions.why_for_nobody");
    let body = json!({ "people": two, "whys": { "ada": WHY, "bruno": WHY }, "ask": "legno" });
    assert_eq!(maria.post("/api/v1/introductions", body).await.is(422).code(), "introductions.ask_unknown");
    let of_dora = json!({ "text": "Un’ora di consulenza", "audience": "everybody" });
    let of_dora = dora.post("/api/v1/offers", of_dora).await.is(201).json()["id"].clone();
    let an_ask = json!({ "text": "Cerco un tornitore", "audience": "everybody" });
    let an_ask = ada.post("/api/v1/asks", an_ask).await.is(201).json()["id"].clone();
    town.settles().await;
    for (offer, why) in [(json!("legno"), "none"), (json!("7"), "none"), (of_dora, "a third's"), (an_ask, "an ask")] {
        let body = json!({ "people": two, "whys": { "ada": WHY, "bruno": WHY }, "offer": offer });
        let refused = maria.post("/api/v1/introductions", body).await.is(422);
        assert_eq!(refused.code(), "introductions.offer_unknown", "{why}");
        let said = refused.json()["detail"].as_str().unwrap().to_owned();
        assert!(said.contains("is no longer there, or is not by any of these people"), "{said}");
        assert_eq!(refused.json()["fields"][0]["name"], "offer");
    }
    let unknown = json!({ "people": two, "whys": {}, "hurry": true });
    assert_eq!(maria.post("/api/v1/introductions", unknown).await.is(400).code(), "http.field_unknown");

    ada.knows(&bruno).await;
    assert_eq!(maria.proposes(&["ada", "bruno"]).await.is(422).code(), "introductions.already_tied");
    maria.introduces(&["ada", "carla"]).await;
    assert_eq!(maria.proposes(&["carla", "ada"]).await.is(422).code(), "introductions.already_proposed");
    town.days_pass(91);
    maria.introduces(&["carla", "ada"]).await;
    assert_eq!(dora.get("/api/v1/introductions").await.json()["items"], json!([]));
    assert_eq!(carla.get("/api/v1/introductions").await.json()["items"].as_array().unwrap().len(), 2);
}

#[tokio::test]
async fn a_hidden_tie_and_a_block_are_one_answer() {
    let Four { maria, ada, bruno, carla, .. } = Four::new().await;
    ada.knows(&bruno).await;
    ada.patch("/api/v1/me", json!({ "ties_shown": "nobody" })).await.is(200);
    bruno.put("/api/v1/blocks/carla", json!({})).await.is(204);
    let hidden = maria.proposes(&["ada", "bruno"]).await.is(422);
    let blocked = maria.proposes(&["bruno", "carla"]).await.is(422);
    assert_eq!(hidden.code(), "introductions.not_these_people");
    assert_eq!(hidden.bytes, blocked.bytes);
    assert_eq!(maria.proposes(&["ada", "bruno", "carla"]).await.is(422).bytes, blocked.bytes);
    assert_eq!(carla.get("/api/v1/introductions").await.json()["items"], json!([]));
    maria.put("/api/v1/blocks/ada", json!({})).await.is(204);
    assert_eq!(maria.proposes(&["ada", "carla"]).await.is(404).code(), "http.not_found");
    assert_eq!(ada.proposes(&["maria", "bruno"]).await.is(404).code(), "http.not_found");
}

#[tokio::test]
async fn answers_are_given_once_in_time_and_by_who_is_asked() {
    let Four { maria, ada, bruno, carla, town } = Four::new().await;
    let id = maria.introduces(&["ada", "bruno"]).await;
    for noun in ["acceptance", "refusal", "postponement", "avoidance"] {
        assert_eq!(carla.answers(&id, noun).await.is(404).code(), "http.not_found", "another's question");
        assert_eq!(maria.answers(&id, noun).await.is(422).code(), "introductions.not_asked");
        assert_eq!(ada.answers("7000000000000000007", noun).await.is(404).code(), "http.not_found");
        assert_eq!(ada.answers("x", noun).await.is(404).code(), "http.not_found");
    }
    for (first, noun) in [("refusal", "acceptance"), ("acceptance", "refusal"), ("avoidance", "postponement")] {
        let id = maria.introduces(&["ada", "carla"]).await;
        ada.answers(&id, first).await.is(200);
        assert_eq!(ada.answers(&id, noun).await.is(422).code(), "introductions.already_answered");
        assert_eq!(ada.answers(&id, first).await.is(422).code(), "introductions.already_answered");
        maria.delete(&format!("/api/v1/introductions/{id}")).await.is(204);
        ada.delete("/api/v1/avoided_introducers/maria").await;
        if first == "refusal" {
            // A no to Carla holds: the next one would not reach her.
            town.days_pass(181);
        }
    }
    let told = json!({ "helped": "yes" });
    let path = format!("/api/v1/introductions/{id}/outcome");
    assert_eq!(carla.put(&path, told.clone()).await.is(404).code(), "http.not_found");
    assert_eq!(bruno.put(&path, told.clone()).await.is(422).code(), "introductions.not_made");
    assert_eq!(bruno.put(&path, json!({ "helped": "perhaps" })).await.is(422).code(), "introductions.helped_unknown");
    let long = json!({ "helped": "yes", "thanks": "a".repeat(601) });
    assert_eq!(bruno.put(&path, long).await.is(422).code(), "introductions.thanks_too_long");
    let next = maria.introduces(&["bruno", "carla"]).await;
    for person in [&bruno, &carla] {
        person.answers(&next, "acceptance").await.is(200);
        assert_eq!(person.answers(&next, "refusal").await.is(422).code(), "introductions.already_answered");
    }
    let path = format!("/api/v1/introductions/{next}/outcome");
    bruno.put(&path, told.clone()).await.is(200);
    assert_eq!(bruno.put(&path, told.clone()).await.is(422).code(), "introductions.already_told");
    assert_eq!(maria.put(&path, told).await.is(422).code(), "introductions.not_asked");
}

#[tokio::test]
async fn a_block_ends_it_for_both_and_looks_like_silence_to_the_rest() {
    let Four { town, maria, ada, bruno, .. } = Four::new().await;
    let id = maria.introduces(&["ada", "bruno"]).await;
    town.settles().await;
    ada.answers(&id, "acceptance").await.is(200);
    bruno.put("/api/v1/blocks/ada", json!({})).await.is(204);
    for person in [&ada, &bruno] {
        assert_eq!(person.sees(&id).await, "nothing");
        assert_eq!(person.answers(&id, "acceptance").await.is(404).code(), "http.not_found");
        assert!(person.news().await.is_empty());
    }
    assert_eq!(maria.sees(&id).await, "asked");
    bruno.delete("/api/v1/blocks/ada").await.is(204);
    for person in [&ada, &bruno] {
        assert_eq!(person.sees(&id).await, "nothing", "lifting a block restores nothing");
        assert_eq!(person.answers(&id, "acceptance").await.is(404).code(), "http.not_found");
    }
    town.days_pass(14);
    town.settles().await;
    assert_eq!(maria.sees(&id).await, "closed");
    assert_eq!(ada.ties_with("bruno").await, Value::Null);
}

#[tokio::test]
async fn without_her_tie_it_is_not_hers_to_make() {
    let Four { town, maria, ada, bruno, carla } = Four::new().await;
    let id = maria.introduces(&["ada", "bruno"]).await;
    ada.answers(&id, "acceptance").await.is(200);
    ada.delete("/api/v1/ties/maria").await.is(204);
    assert_eq!(
        bruno.answers(&id, "acceptance").await.is(200).json()["state"],
        "asked",
        "kept, and nothing comes of it"
    );
    assert_eq!(ada.sees(&id).await, "closed");
    ada.knows(&maria).await;
    assert_eq!(ada.sees(&id).await, "closed", "tied anew is another tie");
    town.days_pass(14);
    town.settles().await;
    assert_eq!(bruno.sees(&id).await, "closed");
    assert_eq!(ada.ties_with("bruno").await, Value::Null);
    maria.delete("/api/v1/ties/bruno").await.is(204);
    assert_eq!(maria.proposes(&["bruno", "carla"]).await.is(422).code(), "introductions.stranger");
    assert_eq!(carla.get("/api/v1/introductions").await.json()["items"], json!([]));
}

#[tokio::test]
async fn who_leaves_in_the_middle_takes_it_along() {
    let Four { town, maria, ada, bruno, carla } = Four::new().await;
    let (open, made) = (maria.introduces(&["ada", "bruno"]).await, maria.introduces(&["bruno", "carla"]).await);
    for person in [&bruno, &carla] {
        person.answers(&made, "acceptance").await.is(200);
    }
    ada.answers(&open, "acceptance").await.is(200);
    ada.asks_to_leave().await;
    assert_eq!(bruno.answers(&open, "acceptance").await.is(200).json()["state"], "asked", "she does not mean to stay");
    assert_eq!(maria.sees(&open).await, "asked");
    town.days_pass(13);
    town.settles().await;
    town.days_pass(30);
    town.settles().await;
    for person in [&maria, &bruno] {
        assert_eq!(person.sees(&open).await, "nothing");
        assert_eq!(person.sees(&made).await, "made");
    }
    assert_eq!(bruno.answers(&open, "acceptance").await.is(404).code(), "http.not_found");
}

#[tokio::test]
async fn limits_hold_by_the_day_and_nobody_is_asked_too_often() {
    let Four { town, maria, ada, .. } = Four::new().await;
    let mut others = Vec::new();
    for number in 0..10 {
        let person = town.joins(&format!("Gente{number} Nuova")).await;
        maria.knows(&person).await;
        others.push(person.handle);
    }
    let mut heard = 0;
    for other in &others {
        let id = maria.introduces(&["ada", other]).await;
        assert_eq!(maria.sees(&id).await, "asked");
        heard += usize::from(ada.sees(&id).await == "asked");
    }
    assert_eq!(heard, 7, "the others never reach her, and nobody learns of it");
    let full = maria.proposes(&["bruno", "carla"]).await.is(429);
    assert_eq!(
        (full.code().as_str(), full.headers.contains_key("retry-after")),
        ("introductions.too_many_today", true)
    );
    town.days_pass(1);
    maria.introduces(&["bruno", "carla"]).await;
}

#[tokio::test]
async fn two_last_yeses_or_a_yes_and_a_block_at_once_have_one_outcome() {
    let Four { town, maria, ada, bruno, carla } = Four::new().await;
    let id = maria.introduces(&["ada", "bruno"]).await;
    let (one, other) = tokio::join!(ada.answers(&id, "acceptance"), bruno.answers(&id, "acceptance"));
    one.is(200);
    other.is(200);
    assert_eq!(maria.sees(&id).await, "made");
    let id = maria.introduces(&["bruno", "carla"]).await;
    bruno.answers(&id, "acceptance").await.is(200);
    let block = "/api/v1/blocks/bruno".to_owned();
    let (yes, blocked) = tokio::join!(carla.answers(&id, "acceptance"), carla.put(&block, json!({})));
    blocked.is(204);
    assert!([200, 404].contains(&yes.status.as_u16()), "{yes:?}");
    assert_eq!(carla.ties_with("bruno").await, Value::Null, "nothing stands over a block");
    assert_eq!(bruno.ties_with("carla").await, Value::Null);
    let id = maria.introduces(&["ada", "carla"]).await;
    ada.answers(&id, "acceptance").await.is(200);
    let path = format!("/api/v1/introductions/{id}");
    let (yes, withdrawn) = tokio::join!(carla.answers(&id, "acceptance"), maria.delete(&path));
    let made = maria.sees(&id).await == "made";
    assert_eq!((made, !made), (yes.status == 200, withdrawn.status == 204), "{yes:?} {withdrawn:?}");
    assert_eq!(ada.ties_with("carla").await.is_null(), !made);
    town.settles().await;
}
