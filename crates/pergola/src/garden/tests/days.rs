//! Days are those of the server's clock, also in the hour in which it is yesterday in UTC.

use serde_json::{Value, json};

use crate::testkit::{Person, Town};

async fn moments(who: &Person) -> Vec<(Value, Value)> {
    let list = who.get("/api/v1/moments").await.is(200).json();
    list["items"].as_array().unwrap().iter().map(|one| (one["text"].clone(), one["at"].clone())).collect()
}

async fn potted(who: &Person) -> (String, String) {
    let card = who.post("/api/v1/contacts", json!({ "name": "Lino Verdi" })).await.is(201).json();
    let card = card["id"].as_str().unwrap().to_owned();
    (format!("/garden/people/{card}"), card)
}

#[tokio::test]
async fn at_half_past_midnight_in_rome_today_has_begun() {
    let town = Town::new().await;
    let ada = town.joins("Ada Rossi").await;
    // Half past eleven of the evening before in UTC.
    town.minutes_pass(14 * 60 + 30);
    ada.get("/today").await.is(200).says("<time datetime=\"2026-03-11\">Wednesday 11 March</time>");
    let (path, card) = potted(&ada).await;
    ada.get(&path).await.is(200).says("max=\"2026-03-11\" value=\"2026-03-11\"");
    let add = format!("{path}/moments");
    for (day, text) in [("2026-03-11", "today"), ("2026-03-10", "yesterday")] {
        ada.sends(&path, &add, &[("kind", "met"), ("at", day), ("text", text)]).await.is(303);
    }
    let tomorrow = ada.sends(&path, &add, &[("kind", "met"), ("at", "2026-03-12"), ("text", "")]).await.is(422);
    tomorrow.says("id=\"at-e\"");
    // Both are on their day again when they are corrected.
    let at = |text: &str, at: &str| (json!(text), json!(at));
    let kept = moments(&ada).await;
    assert_eq!(kept, [at("today", "2026-03-10T23:30:00Z"), at("yesterday", "2026-03-10T11:00:00Z")]);
    ada.get(&path).await.is(200).says("11 March").says("10 March");
    let list = ada.get("/api/v1/moments").await.json();
    let edit = format!("/garden/moments/{}", list["items"][0]["id"].as_str().unwrap());
    ada.get(&edit).await.is(200).says("value=\"2026-03-11\"");

    let program = json!({ "with": card, "kind": "met", "at": "2026-03-11", "text": "program" });
    ada.post("/api/v1/moments", program).await.is(201);
    assert!(moments(&ada).await.contains(&at("program", "2026-03-10T23:30:00Z")));
    let ahead = json!({ "with": card, "kind": "met", "at": "2026-03-12" });
    assert_eq!(ada.post("/api/v1/moments", ahead).await.is(422).code(), "garden.moment_ahead");
}

#[tokio::test]
async fn what_was_yesterday_is_not_said_to_be_of_today() {
    let town = Town::new().await;
    let ada = town.joins("Ada Rossi").await;
    let (path, _) = potted(&ada).await;
    let add = format!("{path}/moments");
    // Ten in the morning: yesterday's noon is less than a day away.
    ada.sends(&path, &add, &[("kind", "met"), ("at", "2026-03-09")]).await.is(303);
    ada.get(&path).await.is(200).says("last time yesterday");
    ada.sends(&path, &add, &[("kind", "met"), ("at", "2026-03-10")]).await.is(303);
    ada.get(&path).await.is(200).says("last time today");
    town.minutes_pass(14 * 60);
    ada.get(&path).await.is(200).says("last time yesterday");
}

#[tokio::test]
async fn a_day_alone_is_the_same_day_in_every_zone() {
    for (zone, noon) in [("America/New_York", "2026-03-09T16:00:00Z"), ("Pacific/Auckland", "2026-03-08T23:00:00Z")] {
        let town = Town::with(&[("time_zone", zone)]).await;
        let ada = town.joins("Ada Rossi").await;
        let (path, card) = potted(&ada).await;
        let program = json!({ "with": card, "kind": "met", "at": "2026-03-08", "text": "program" });
        ada.post("/api/v1/moments", program).await.is(201);
        ada.sends(&path, &format!("{path}/moments"), &[("kind", "met"), ("at", "2026-03-09"), ("text", "form")])
            .await
            .is(303);
        ada.get(&path).await.is(200).says("8 March").says("9 March").says_not("7 March").says_not("10 March");
        assert!(moments(&ada).await.contains(&(json!("form"), json!(noon))), "{zone}");
    }
}
