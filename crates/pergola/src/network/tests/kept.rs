//! The saved image: of which network it is, what it holds of who was erased; and a block while the log is unsettled.

use std::path::{Path, PathBuf};

use pergola_db::{Fault, Tx};
use serde_json::json;

use super::{
    super::{Network, tend},
    tie,
};
use crate::testkit::{Person, Town};

async fn opened(town: &Town, image: &Path) -> Network {
    Network::open(&town.app.db, image.to_owned(), &town.app.marks, town.app.now()).await.unwrap()
}

#[tokio::test]
async fn an_image_of_another_network_is_thrown_away() {
    let (here, elsewhere) = (Town::new().await, Town::new().await);
    for town in [&here, &elsewhere] {
        let [ada, bruno, carla] = town.people(["Ada Rossi", "Bruno Neri", "Carla Blu"]).await;
        tie(town, &ada, &bruno).await;
        if std::ptr::eq(town, &here) {
            tie(town, &bruno, &carla).await;
        }
    }
    for town in [&here, &elsewhere] {
        // On PostgreSQL others' transactions may keep the log unsettled for a while: this waits for them.
        town.settles().await;
        town.app.network.view(&town.app.db).await.unwrap();
    }
    // Theirs is no further in its log than ours: by numbers alone it could be ours.
    let image = here.folder().join("other.image");
    let theirs = opened(&elsewhere, &elsewhere.folder().join("network.image")).await;
    theirs.save(&elsewhere.app.db).await.unwrap();
    std::fs::copy(elsewhere.folder().join("network.image"), &image).unwrap();
    assert_eq!(opened(&here, &image).await.facts(), here.app.network.facts());
    assert!(!image.exists(), "it holds people's ties");
    // Where it belongs it is taken, and stays.
    let own = elsewhere.folder().join("network.image");
    assert_eq!(opened(&elsewhere, &own).await.facts(), elsewhere.app.network.facts());
    assert!(own.exists());
}

#[tokio::test]
async fn an_image_of_another_time_of_this_network_is_thrown_away() {
    let town = Town::new().await;
    let [ada, bruno, carla] = town.people(["Ada Rossi", "Bruno Neri", "Carla Blu"]).await;
    tie(&town, &ada, &bruno).await;
    town.settles().await;
    town.app.network.view(&town.app.db).await.unwrap();
    let image = town.folder().join("before.image");
    opened(&town, &image).await.save(&town.app.db).await.unwrap();
    // Put back from a copy, and gone on from there: the same place in the log holds something else.
    let gone_on = async |tx: &Tx| {
        tx.run("UPDATE log SET at = at + 1 WHERE seq = (SELECT max(seq) FROM log)", &[]).await?;
        tx.run("DELETE FROM ties", &[]).await
    };
    town.app.db.write::<_, Fault, _>(gone_on).await.unwrap();
    tie(&town, &bruno, &carla).await;
    let network = opened(&town, &image).await;
    let ties = network.facts().iter().filter(|fact| matches!(fact, pergola_index::Fact::Tie { .. })).count();
    assert_eq!((ties, image.exists()), (2, false), "one tie, told from both ends");
}

/// Ada and Bruno are tied, and the network knows it; Bruno, and where the image will be.
async fn tied() -> (Town, Person, PathBuf) {
    let town = Town::new().await;
    let [ada, bruno] = town.people(["Ada Rossi", "Bruno Neri"]).await;
    tie(&town, &ada, &bruno).await;
    town.settles().await;
    town.app.network.view(&town.app.db).await.unwrap();
    let image = town.folder().join("network.image");
    (town, bruno, image)
}

async fn is_erased(town: &Town, person: &Person) {
    person.asks_to_leave().await;
    town.days_pass(15);
    town.settles().await;
    town.app.network.view(&town.app.db).await.unwrap();
}

fn holds(image: &Path, person: &Person) -> bool {
    let id = person.id.0.to_le_bytes();
    std::fs::read(image).unwrap().windows(8).any(|bytes| bytes == id)
}

#[tokio::test]
async fn who_was_erased_is_not_in_the_image() {
    let (town, bruno, image) = tied().await;
    let holds = || holds(&image, &bruno);
    town.app.network.save(&town.app.db).await.unwrap();
    assert!(holds());
    is_erased(&town, &bruno).await;
    town.app.network.save(&town.app.db).await.unwrap();
    assert!(!holds());
    assert_eq!(opened(&town, &image).await.facts(), town.app.network.facts());
    assert!(image.exists());
}

#[tokio::test]
async fn the_image_is_saved_hourly_and_a_minute_after_somebody_was_erased() {
    let (town, bruno, image) = tied().await;
    let holds = || holds(&image, &bruno);
    tend(&town.app).await;
    assert!(!image.exists(), "the hour is not over");
    town.minutes_pass(61);
    tend(&town.app).await;
    assert!(holds());
    is_erased(&town, &bruno).await;
    // Something stands in its way: what is owed stays owed, though nothing happens meanwhile.
    let fresh = image.with_extension("fresh");
    std::fs::create_dir(&fresh).unwrap();
    town.minutes_pass(2);
    tend(&town.app).await;
    assert!(holds(), "it could not be written");
    std::fs::remove_dir(&fresh).unwrap();
    town.minutes_pass(2);
    tend(&town.app).await;
    assert!(!holds());
}

#[tokio::test]
async fn a_block_is_not_later_than_its_answer_while_somebody_elses_transaction_is_long() {
    let town = Town::new().await;
    let [ada, bruno, carla, dora] = town.people(["Ada Rossi", "Bruno Neri", "Carla Blu", "Dora Sale"]).await;
    for (one, other) in [(&ada, &bruno), (&bruno, &carla), (&carla, &dora)] {
        tie(&town, one, other).await;
    }
    ada.get("/@dora/paths").await.is(200).says("Carla Blu");
    let story = async {
        carla.put("/api/v1/blocks/ada", json!({})).await.is(204);
        ada.get("/@dora/paths").await.is(200).says_not("Carla Blu").says("No known path yet");
        let far = ada.post("/api/v1/distances", json!({ "handles": ["dora", "bruno"] })).await.is(200).json();
        assert_eq!((&far["items"][0]["distance"], &far["items"][1]["distance"]), (&json!(null), &json!(1)));
    };
    town.beside_a_long_transaction(story).await;
    ada.get("/@dora/paths").await.is(200).says("No known path yet");
}

#[tokio::test]
async fn what_somebody_takes_away_is_gone_while_somebody_elses_transaction_is_long() {
    let town = Town::new().await;
    let [ada, bruno, carla, dora] = town.people(["Ada Rossi", "Bruno Neri", "Carla Blu", "Dora Sale"]).await;
    for (one, other) in [(&ada, &bruno), (&bruno, &carla), (&carla, &dora)] {
        tie(&town, one, other).await;
    }
    let work = json!({ "positions": [{ "organisation": "Mulino", "title": "mugnaio", "from": "2015" }] });
    carla.patch("/api/v1/me", work).await.is(200);
    let mulino = ada.get("/api/v1/members/carla").await.json()["positions"][0]["organisation_id"].clone();
    let people = format!("/api/v1/organisations/{}/people", mulino.as_str().unwrap());
    let there = async || ada.get(&people).await.is(200).json()["items"].as_array().unwrap().len();
    let way = async || ada.get("/@dora/paths").await.is(200).text().contains("Carla Blu");
    assert!(there().await == 1 && way().await);
    let story = async {
        carla.patch("/api/v1/me", json!({ "positions": [] })).await.is(200);
        assert_eq!(there().await, 0, "a position");
        carla.patch("/api/v1/me", json!({ "ties_shown": "nobody" })).await.is(200);
        assert!(!way().await, "a list of ties");
        carla.patch("/api/v1/me", json!({ "ties_shown": "ties" })).await.is(200);
        dora.delete("/api/v1/ties/carla").await.is(204);
        assert!(!way().await, "a tie");
        bruno.asks_to_leave().await;
        assert!(!ada.get("/@carla/paths").await.is(200).text().contains("Bruno Neri"), "somebody who leaves");
    };
    town.beside_a_long_transaction(story).await;
    assert!(there().await == 0 && !way().await);
}

#[tokio::test]
async fn what_is_told_otherwise_or_no_more_is_gone_while_somebody_elses_transaction_is_long() {
    let town = Town::new().await;
    let [ada, bruno, carla, dora] = town.people(["Ada Rossi", "Bruno Neri", "Carla Blu", "Dora Sale"]).await;
    tie(&town, &ada, &bruno).await;
    // Each tells it in his own way: to others nothing is said of it, and it counts as little as "other".
    let asked = json!({ "to": "carla", "how_met": { "kind": "online" } });
    let id = bruno.post("/api/v1/invitations", asked).await.is(201).json()["id"].as_str().unwrap().to_owned();
    carla.put(&format!("/api/v1/invitations/{id}/acceptance"), json!({ "how_met": { "kind": "event" } })).await.is(200);
    ada.patch("/api/v1/me", json!({ "place": "Ancona", "skills": ["Rilievo"] })).await.is(200);
    dora.patch("/api/v1/me", json!({ "place": "Ancona", "skills": ["Rilievo"] })).await.is(200);
    let way = async || ada.get("/api/v1/paths?to=carla").await.is(200).json()["paths"][0].clone();
    let strength = async || way().await["strength"].as_f64().unwrap();
    let reasons = async || {
        let told = ada.get("/api/v1/suggestions").await.is(200).json();
        let dora = told["items"].as_array().unwrap().iter().find(|item| item["person"]["handle"] == "dora").cloned();
        let kinds = dora.iter().flat_map(|item| item["reasons"].as_array().unwrap().clone());
        kinds.map(|reason| reason["kind"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    let before = strength().await;
    assert_eq!(reasons().await, ["place", "skill"]);
    let story = async {
        carla.put("/api/v1/ties/bruno/confirmation", json!({})).await.is(204);
        assert!(strength().await < before, "they agree that they met online, which is less");
        assert_eq!(way().await["steps"][1]["evidence"][0]["text"], "met online");
        dora.patch("/api/v1/me", json!({ "skills": [] })).await.is(200);
        assert_eq!(reasons().await, ["place"], "a skill");
        dora.patch("/api/v1/me", json!({ "place": "" })).await.is(200);
        assert_eq!(reasons().await, Vec::<String>::new(), "a place");
    };
    town.beside_a_long_transaction(story).await;
    assert!(strength().await < before && reasons().await.is_empty());
}

#[tokio::test]
async fn whom_one_invites_is_suggested_no_more_while_somebody_elses_transaction_is_long() {
    let town = Town::new().await;
    let [ada, bruno, carla] = town.people(["Ada Rossi", "Bruno Neri", "Carla Blu"]).await;
    tie(&town, &ada, &bruno).await;
    tie(&town, &bruno, &carla).await;
    let suggested = async || {
        let told = ada.get("/api/v1/suggestions").await.is(200).json();
        told["items"].as_array().unwrap().iter().any(|item| item["person"]["handle"] == "carla")
    };
    assert!(suggested().await);
    let story = async {
        let asked = json!({ "to": "carla", "how_met": { "kind": "online" } });
        ada.post("/api/v1/invitations", asked).await.is(201);
        assert!(!suggested().await);
    };
    town.beside_a_long_transaction(story).await;
    assert!(!suggested().await);
}
