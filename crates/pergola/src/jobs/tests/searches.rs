//! Saved searches: once a day a word, for their owner alone.

use serde_json::{Value, json};

use super::{ad, id, small_town, tie, with, works};
use crate::{
    organisations::tests::{proves, speaks_for, town_with_names},
    testkit::Person,
};

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
    let (bruno, town) = (town.signs_in("bruno").await, town);
    bruno.get("/jobs/searches").await.is(200).says("laser").says("Arredi nuovi");
    let told = bruno.get("/api/v1/searches").await.json();
    let titles: Vec<Vec<&str>> = told["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| one["found"].as_array().unwrap().iter().map(|found| found["title"].as_str().unwrap()).collect())
        .collect();
    assert_eq!(titles, [vec!["Arredi nuovi"], vec!["Arredi nuovi"], vec![]]);
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

#[tokio::test]
async fn all_searches_of_a_member_have_one_day_and_a_second_find_is_told_the_next() {
    let (town, [ada, bruno, ..]) = small_town().await;
    let officina = speaks_for(&ada, "Officina", "company").await;
    bruno.post("/api/v1/searches", json!({ "query": "q=arredi" })).await.is(201);
    town.minutes_pass(300);
    bruno.post("/api/v1/searches", json!({ "query": "q=laser" })).await.is(201);
    ada.post("/api/v1/jobs", with(ad(&officina), "title", json!("Arredi uno"))).await.is(201);
    town.days_pass(1);
    town.settles().await;
    assert_eq!(found(&bruno).await, 1);
    ada.post("/api/v1/jobs", with(ad(&officina), "title", json!("Taglio laser"))).await.is(201);
    town.minutes_pass(300);
    town.settles().await;
    assert_eq!(found(&bruno).await, 1, "once a day for all of them");
    town.days_pass(1);
    town.settles().await;
    assert_eq!(found(&bruno).await, 2, "the second find is not lost");
}

#[tokio::test]
async fn the_letter_tells_what_was_found_and_where() {
    let (town, [ada, bruno, ..]) = small_town().await;
    let officina = speaks_for(&ada, "Officina", "company").await;
    town.settles().await;
    let confirms = town.letters_to("bruno@example.org").pop().unwrap();
    let key = confirms.split("/letters/").nth(1).unwrap().split_whitespace().next().unwrap().to_owned();
    let path = format!("/letters/{key}");
    town.visitor().sends(&path, &path, &[]).await.is(303);
    let choices = json!({ "messages": "now", "questions": "now", "news": "now" });
    bruno.put("/api/v1/notices/mail", choices).await.is(204);
    bruno.post("/api/v1/searches", json!({ "query": "q=arredi" })).await.is(201);
    let job = id(&ada.post("/api/v1/jobs", with(ad(&officina), "title", json!("Arredi nuovi"))).await.is(201).json());
    town.days_pass(1);
    town.settles().await;
    town.minutes_pass(30);
    town.settles().await;
    let letters = town.letters_to("bruno@example.org").join("\n");
    assert!(letters.contains("Arredi nuovi") && letters.contains(&format!("/jobs/{job}")), "{letters}");
}

#[tokio::test]
async fn a_search_over_people_is_for_who_speaks_for_a_proven_organisation() {
    let (town, names) = town_with_names().await;
    let [ada, bruno, carla] = town.people(["Ada Rossi", "Bruno Neri", "Carla Blu"]).await;
    let forno = speaks_for(&ada, "Forno", "company").await;
    let search = json!({ "query": "who=people&q=luce" });
    assert_eq!(ada.post("/api/v1/searches", search.clone()).await.is(422).code(), "jobs.search_for_proven");
    proves(&ada, &names, &forno, "forno.example").await;
    let open = json!({ "openness": "organisations", "words": "luce del nord" });
    carla.put("/api/v1/me/openness", open.clone()).await.is(200);
    ada.get("/jobs/people?q=luce").await.is(200).says("Carla Blu").says("who=people");
    ada.sends("/jobs/people?q=luce", "/jobs/searches", &[("query", "who=people&q=luce")]).await.is(303);
    town.days_pass(1);
    town.settles().await;
    assert_eq!(found(&ada).await, 0, "who was there when it was saved is not new");
    bruno.put("/api/v1/me/openness", open).await.is(200);
    town.days_pass(1);
    town.settles().await;
    assert_eq!(found(&ada).await, 1);
    let told = ada.get("/api/v1/searches").await.is(200).json();
    assert_eq!(
        (&told["items"][0]["found"][0]["title"], &told["items"][0]["found"][1]),
        (&json!("Bruno Neri"), &Value::Null)
    );
    ada.get("/jobs/searches").await.is(200).says("Bruno Neri").says_not("Carla Blu");
    bruno.put("/api/v1/me/openness", json!({ "openness": "nobody" })).await.is(200);
    ada.get("/jobs/searches").await.is(200).says_not("Bruno Neri");
    bruno.patch("/api/v1/me", json!({ "place": "Bologna" })).await.is(200);
    bruno.put("/api/v1/me/openness", json!({ "openness": "everybody", "words": "luce" })).await.is(200);
    ada.get("/jobs/people?place=bologna").await.is(200).says("Bruno Neri").says_not("Carla Blu");
    let first = ada.get("/api/v1/jobs/people?limit=1").await.is(200).json();
    let rest = ada.get(&format!("/api/v1/jobs/people?limit=1&cursor={}", first["next"].as_str().unwrap())).await.json();
    assert_ne!(first["items"][0]["person"]["handle"], rest["items"][0]["person"]["handle"]);
}
