//! A disk without room: what is to be kept is refused with a sentence, what was acknowledged is there, and it goes on.
//!
//! On SQLite alone, whatever the stories run on: its engine can be told how many pages there are. PostgreSQL has no such
//! word; that its own "no space left" is the same answer here is told by `pergola_db::Fault`.

use axum::http::header;
use serde_json::{Value, json};

use crate::testkit::{Person, Town};

/// From now on the file may have no page more than it has.
async fn no_room(town: &Town) {
    let end = async |tx: &pergola_db::Tx| tx.all("PRAGMA max_page_count = 1", &[], |_| Ok(())).await;
    town.app.db.write::<Vec<()>, pergola_db::Fault, _>(end).await.unwrap();
}

async fn room_again(town: &Town) {
    let end = async |tx: &pergola_db::Tx| tx.all("PRAGMA max_page_count = 4000000", &[], |_| Ok(())).await;
    town.app.db.write::<Vec<()>, pergola_db::Fault, _>(end).await.unwrap();
}

async fn names(who: &Person) -> Vec<String> {
    let page = who.get("/api/v1/contacts?limit=100").await.is(200).json();
    let mut all: Vec<String> =
        page["items"].as_array().unwrap().iter().map(|card| card["name"].as_str().unwrap().to_owned()).collect();
    all.sort();
    all
}

/// A card with so many addresses that a page of the file is full with it.
fn card(name: &str) -> Value {
    let urls: Vec<String> = (0..8).map(|page| format!("https://example.org/{page}/{}", "x".repeat(400))).collect();
    json!({ "name": name, "urls": urls })
}

#[tokio::test]
async fn a_full_disk_refuses_with_a_sentence_loses_nothing_and_goes_on_when_there_is_room() {
    let town = Town::with(&[("database", "")]).await;
    let ada = town.joins("Ada Rossi").await;
    ada.post("/api/v1/contacts", card("Aldo")).await.is(201);
    town.settles().await;
    let mut acknowledged = vec!["Aldo".to_owned()];
    let refused = loop {
        no_room(&town).await;
        let name = format!("Lino {:03}", acknowledged.len());
        let answer = ada.post("/api/v1/contacts", card(&name)).await;
        if answer.status != 201 {
            break answer.is(503).says("Nothing can be kept right now: we changed nothing.");
        }
        acknowledged.push(name);
        assert!(acknowledged.len() < 90, "the disk is never full");
    };
    assert_eq!(
        (refused.code().as_str(), &refused.headers[header::RETRY_AFTER]),
        ("http.nothing_kept", &"60".parse().unwrap())
    );
    no_room(&town).await;
    assert_eq!(names(&ada).await, acknowledged, "each that was acknowledged, and no other");
    ada.get("/garden").await.is(200);

    room_again(&town).await;
    ada.post("/api/v1/contacts", card("Zeno")).await.is(201);
    acknowledged.push("Zeno".to_owned());
    assert_eq!(names(&ada).await, acknowledged);
    assert!(town.app.db.check().await.unwrap().is_empty(), "the file is whole");
}
