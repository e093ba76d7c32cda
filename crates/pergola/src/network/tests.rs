//! Stories of the network, through the doors, and the index held against the tables.

use pergola_domain::{changes::MetKind, ids::TieId};
use serde_json::json;

use crate::testkit::Town;

#[tokio::test]
async fn nobody_is_near_in_an_empty_town() {
    let town = Town::new().await;
    let (ada, bruno) = (town.joins("Ada Rossi").await, town.joins("Bruno Neri").await);
    let ways = ada.get("/api/v1/paths?to=bruno").await.is(200).json();
    assert_eq!((&ways["distance"], &ways["paths"]), (&json!(null), &json!([])));
    ada.get("/@bruno/paths").await.is(200).says("No known path yet");
    ada.clone().get("/@nobody/paths").await.is(404);
    ada.get("/@ada/paths").await.is(303);
    let far = ada.post("/api/v1/distances", json!({ "handles": ["ada", "bruno", "nobody"] })).await.is(200).json();
    let distances: Vec<_> = far["items"].as_array().unwrap().iter().map(|item| item["distance"].clone()).collect();
    assert_eq!(distances, [json!(0), json!(null), json!(null)]);
    let many: Vec<String> = (0..101).map(|n| format!("n{n}")).collect();
    let refused = bruno.post("/api/v1/distances", json!({ "handles": many })).await.is(400);
    assert_eq!(refused.code(), "network.too_many_handles");
    assert_eq!(bruno.get("/api/v1/paths?to=ada&limit=9").await.is(400).code(), "network.limit_malformed");
    assert_eq!(bruno.get("/api/v1/organisations/7/people").await.is(404).code(), "http.not_found");
}

/// A tie told to the log and the tables, as `ties` would.
async fn tie(town: &Town, one: &crate::testkit::Person, other: &crate::testkit::Person) {
    let (one, other, now) = (one.id, other.id, town.app.now());
    let by = town.app.by_itself(pergola_domain::members::Language::En);
    town.app
        .db
        .write(async move |tx| -> Result<(), pergola_db::Fault> {
            let tie = TieId(by.fresh());
            for (member, person) in [(one, other), (other, one)] {
                let sql = "INSERT INTO ties (member_id, other_id, tie_id, since, formed_at, met_kind, met_text, \
                           met_organisation, met_confirmed, version) \
                           VALUES ($1, $2, $3, $4, $4, 'worked', '', 'Mulino', TRUE, 1)";
                tx.run(sql, &pergola_db::params![member, person, tie, now]).await?;
            }
            let change =
                pergola_domain::changes::Change::TieFormed { tie, one, other, since: now, met: MetKind::Worked };
            crate::app::record(tx, &by, &change).await.map(drop)
        })
        .await
        .unwrap();
}

#[tokio::test]
async fn a_friend_of_a_friend_is_two_steps_away_and_suggested_with_the_reason() {
    let town = Town::new().await;
    let (ada, bruno, carla) =
        (town.joins("Ada Rossi").await, town.joins("Bruno Neri").await, town.joins("Carla Blu").await);
    tie(&town, &ada, &bruno).await;
    tie(&town, &bruno, &carla).await;

    let ways = ada.get("/api/v1/paths?to=carla").await.is(200).json();
    assert_eq!(ways["distance"], 2);
    assert_eq!(ways["mutuals"]["sample"][0]["handle"], "bruno");
    let path = &ways["paths"][0];
    assert_eq!(path["people"].as_array().unwrap().len(), 3);
    assert_eq!(path["steps"][1]["evidence"][0]["text"], "met at Mulino");
    let page = ada.get("/@carla/paths").await.is(200).says("2 steps from you").says("goes through Bruno");
    page.says("met at Mulino");
    ada.clone().get("/suggestions").await.is(200).says("you both know Bruno Neri");

    let suggested = ada.get("/api/v1/suggestions").await.is(200).json();
    assert_eq!(suggested["items"][0]["person"]["handle"], "carla");
    ada.sends("/suggestions", "/suggestions/carla/dismissal", &[]).await.is(303);
    let suggested = ada.get("/api/v1/suggestions").await.is(200).json();
    assert_eq!(suggested["items"], json!([]));
    assert_eq!(ada.put("/api/v1/suggestions/nobody/dismissal", json!({})).await.is(404).code(), "http.not_found");
}

#[tokio::test]
async fn the_index_kept_is_the_index_rebuilt_and_survives_a_restart() {
    let town = Town::new().await;
    let (ada, bruno) = (town.joins("Ada Rossi").await, town.joins("Bruno Neri").await);
    tie(&town, &ada, &bruno).await;
    town.app.network.view(&town.app.db).await.unwrap();
    let kept = town.app.network.facts();
    let image = town.folder().join("fresh.image");
    let rebuilt = super::Network::open(&town.app.db, image.clone()).await.unwrap();
    assert_eq!(rebuilt.facts(), kept);

    rebuilt.save().unwrap();
    assert_eq!(super::Network::open(&town.app.db, image.clone()).await.unwrap().facts(), kept);
    let mut bytes = std::fs::read(&image).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 0x55;
    std::fs::write(&image, bytes).unwrap();
    assert_eq!(super::Network::open(&town.app.db, image).await.unwrap().facts(), kept, "damage is noticed, and mended");
}
