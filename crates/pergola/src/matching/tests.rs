//! What is read when: stories of texts and their rows.

use pergola_db::params;
use serde_json::json;

use super::Shelf;
use crate::testkit::{Person, Town};

async fn posts(person: &Person, list: &str, text: &str) -> i64 {
    let new = json!({ "text": text, "audience": "everybody" });
    let made = person.post(&format!("/api/v1/{list}"), new).await.is(201).json();
    made["id"].as_str().unwrap().parse().unwrap()
}

async fn rows(town: &Town) -> Vec<(String, i64)> {
    let sql = "SELECT kind, of_id FROM vectors ORDER BY kind, of_id";
    let found = town.app.db.read(async move |tx| tx.all(sql, &params![], |row| Ok((row.get(0)?, row.get(1)?))).await);
    found.await.unwrap()
}

/// Whole rows: of what, its digest, its vector and its words.
async fn kept(town: &Town) -> Vec<(i64, i64, Vec<u8>, Vec<u8>)> {
    let sql = "SELECT of_id, digest, vector, words FROM vectors ORDER BY of_id";
    let found = town.app.db.read(async move |tx| {
        tx.all(sql, &params![], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?))).await
    });
    found.await.unwrap()
}

#[tokio::test]
async fn a_text_is_read_after_it_was_written_and_goes_when_it_rests_or_goes() {
    let town = Town::new().await;
    let ada = town.joins("Ada Rossi").await;
    let (ask, offer) = (posts(&ada, "asks", "Cerco legno").await, posts(&ada, "offers", "Certified timber").await);
    assert_eq!(rows(&town).await, [], "not while it is being written");
    town.settles().await;
    assert_eq!(rows(&town).await, [("ask".to_owned(), ask), ("offer".to_owned(), offer)]);
    ada.patch("/api/v1/me", json!({ "headline": "I keep bees" })).await.is(200);
    ada.delete(&format!("/api/v1/offers/{offer}")).await.is(204);
    town.settles().await;
    assert_eq!(rows(&town).await, [("ask".to_owned(), ask), ("profile".to_owned(), ada.id.0)]);
    town.days_pass(31);
    town.settles().await;
    assert_eq!(rows(&town).await, [("profile".to_owned(), ada.id.0)], "an ask at rest is matched with nothing");
    ada.post(&format!("/api/v1/asks/{ask}/renewal"), json!({})).await.is(200);
    town.settles().await;
    assert_eq!(rows(&town).await.len(), 2);
    let ada = town.signs_in("ada").await;
    ada.asks_to_leave().await;
    town.days_pass(15);
    town.settles().await;
    assert_eq!(rows(&town).await, [], "nothing is left of who left");
}

#[tokio::test]
async fn what_was_written_while_nobody_looked_is_read_at_the_start() {
    let town = Town::new().await;
    let ada = town.joins("Ada Rossi").await;
    let offer = posts(&ada, "offers", "Certified oak and larch timber").await;
    // As if the log had been read by somebody who died before he kept anything.
    let matching = super::Matching::open(&town.app.db).await.unwrap();
    let ask = super::read("Cerco legno di rovere certificato", "it", Shelf::Asks.role()).await.unwrap();
    assert!(matching.near(Shelf::Offers, &ask.vector, 3).is_empty());
    matching.catch_up(&town.app).await.unwrap();
    let near = matching.near(Shelf::Offers, &ask.vector, 3);
    assert_eq!(near.iter().map(|near| (near.key, near.owner)).collect::<Vec<_>>(), [(offer, ada.id.0)]);
    let again = super::Matching::open(&town.app.db).await.unwrap();
    assert_eq!(again.near(Shelf::Offers, &ask.vector, 3), near, "a start has what was kept");
    let kept = town.app.db.read(async move |tx| super::find(tx, Shelf::Offers, offer).await).await.unwrap().unwrap();
    assert!(kept.words.iter().any(|word| word.text == "timber"));
}

#[tokio::test]
async fn what_another_model_read_is_read_anew_at_the_start() {
    let town = Town::new().await;
    let ada = town.joins("Ada Rossi").await;
    let (ask, offer) = (posts(&ada, "asks", "Cerco legno").await, posts(&ada, "offers", "Certified timber").await);
    town.settles().await;
    let before = kept(&town).await;
    assert_eq!(before.iter().map(|row| row.0).collect::<Vec<_>>(), [ask, offer]);
    // As an older program left it: other lenses, so another digest and other vectors.
    let old = "UPDATE vectors SET digest = 1, vector = $1, words = $2 WHERE of_id = $3";
    let (wrong, right) = (before[0].2.clone(), before[1].2.clone());
    assert_ne!(wrong, right);
    let nothing: Vec<u8> = Vec::new();
    town.app.db.write(async move |tx| tx.run(old, &params![wrong, nothing, offer]).await).await.unwrap();
    assert_ne!(kept(&town).await, before);
    let started = super::Matching::open(&town.app.db).await.unwrap();
    started.catch_up(&town.app).await.unwrap();
    assert_eq!(kept(&town).await, before, "vectors, words and digest are those of this program again");
}
