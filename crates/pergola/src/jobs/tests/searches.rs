//! Saved searches: once a day a word, for their owner alone.

use serde_json::{Value, json};

use super::{ad, id, small_town, tie, with, works};
use crate::{organisations::tests::speaks_for, testkit::Person};

async fn found(person: &Person) -> usize {
    let notices = person.get("/api/v1/notices").await.json();
    notices["items"].as_array().unwrap().iter().filter(|one| one["kind"] == "search_found").count()
}

#[tokio::test]
async fn a_search_tells_once_a_day_what_is_new() {
    let (town, [ada, bruno, carla, dora]) = small_town().await;
    let officina = speaks_for(&ada, "Officina", "company").await;
    ada.post("/api/v1/jobs", ad(&officina)).await.is(201);
    for query in ["q=arredi&pay=30000", "q=arredi", "q=&pay=30000&q=arredi"] {
        bruno.post("/api/v1/searches", json!({ "query": query })).await.is(201);
    }
    bruno.sends("/jobs?q=laser", "/jobs/searches", &[("query", "q=laser")]).await.is(303);
    let saved = bruno.get("/api/v1/searches").await.json();
    assert_eq!(saved["items"].as_array().unwrap().len(), 3, "the same twice is one: {saved}");
    carla.post("/api/v1/searches", json!({ "query": "known=1" })).await.is(201);
    dora.post("/api/v1/searches", json!({ "query": "known=1" })).await.is(201);
    town.days_pass(1);
    town.settles().await;
    assert_eq!(found(&bruno).await, 0, "what was there when it was saved is not new");
    tie(&carla, &dora).await;
    works(&dora, "Officina", "2019", None).await;
    ada.post("/api/v1/jobs", with(ad(&officina), "title", json!("Arredi nuovi"))).await.is(201);
    town.settles().await;
    town.days_pass(1);
    town.settles().await;
    town.settles().await;
    assert_eq!(
        (found(&bruno).await, found(&carla).await, found(&dora).await),
        (1, 1, 0),
        "one word, whoever knows whom"
    );
    town.signs_in("bruno").await.get("/jobs/searches").await.is(200).says("laser");
    town.days_pass(1);
    town.settles().await;
    assert_eq!(found(&bruno).await, 1, "nothing new, no word");
}

#[tokio::test]
async fn each_bad_search_has_its_sentence_and_is_nobody_elses() {
    let (_town, [ada, bruno, ..]) = small_town().await;
    for query in ["known=9", "kind=cult", &format!("q={}", "a".repeat(700))] {
        assert_eq!(
            ada.post("/api/v1/searches", json!({ "query": query })).await.is(422).code(),
            "jobs.search_malformed"
        );
    }
    for number in 0..20 {
        ada.post("/api/v1/searches", json!({ "query": format!("q=parola{number}") })).await.is(201);
    }
    let over = ada.post("/api/v1/searches", json!({ "query": "q=una+di+troppo" })).await.is(422);
    assert_eq!(over.code(), "jobs.too_many_searches");
    let saved = ada.get("/api/v1/searches").await.json()["items"][0].clone();
    let path = format!("/api/v1/searches/{}", id(&saved));
    bruno.delete(&path).await.is(404);
    ada.delete(&path).await.is(204);
    ada.delete(&path).await.is(404);
    assert_eq!(bruno.get("/api/v1/searches").await.json()["items"], Value::Array(Vec::new()));
}
