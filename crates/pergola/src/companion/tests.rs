//! Stories beside Toto, and beside a newcomer.

use serde_json::{Value, json};

use crate::testkit::{Person, Town};

async fn step(person: &Person) -> Value {
    person.get("/api/v1/companion").await.is(200).json()["step"].clone()
}

async fn kind(person: &Person) -> String {
    step(person).await["kind"].as_str().unwrap_or("none").to_owned()
}

#[tokio::test]
async fn a_newcomer_goes_one_step_at_a_time() {
    let town = Town::new().await;
    let ada = town.joins("Ada Rossi").await;
    let first = step(&ada).await;
    assert_eq!(
        (&first["kind"], &first["minutes"], &first["visible_to"]),
        (&json!("import"), &json!(5), &json!("only_you"))
    );
    assert_eq!(step(&ada).await["id"], first["id"], "the same step stays");
    ada.get("/today").await.is(200).says("Bring the people you know already").says("Not today");
    ada.patch("/api/v1/me", json!({ "language": "it" })).await.is(200);
    ada.get("/today").await.is(200).says("Porta qui chi conosci già").says("lo vedi solo tu");
    ada.patch("/api/v1/me", json!({ "language": "en" })).await.is(200);

    let id = first["id"].as_str().unwrap().to_owned();
    ada.put(&format!("/api/v1/companion/steps/{id}/done"), json!({})).await.is(204);
    let again = ada.put(&format!("/api/v1/companion/steps/{id}/done"), json!({})).await.is(422);
    assert_eq!(again.code(), "companion.step_over");
    let rest = ada.get("/api/v1/companion").await.is(200).json();
    assert_eq!((&rest["step"], &rest["more"]), (&Value::Null, &json!(true)));
    ada.get("/today").await.is(200).says("One more step, please");
    ada.sends("/today", "/companion/steps", &[]).await.is(303);
    assert_eq!(kind(&ada).await, "first_offer", "what one can give comes before what one asks");
    let other = town.joins("Bruno Neri").await;
    let mine = step(&ada).await["id"].as_str().unwrap().to_owned();
    other.put(&format!("/api/v1/companion/steps/{mine}/done"), json!({})).await.is(404);
}

#[tokio::test]
async fn not_today_is_taken_at_its_word() {
    let town = Town::new().await;
    let ada = town.joins("Ada Rossi").await;
    for turn in 0..3 {
        let id = step(&ada).await["id"].as_str().unwrap_or_else(|| panic!("no step on day {turn}")).to_owned();
        ada.sends("/today", &format!("/companion/steps/{id}/postponement"), &[]).await.is(303);
        assert_eq!(kind(&ada).await, "none");
        town.days_pass(1);
    }
    assert_ne!(kind(&ada).await, "import", "put off three times, it is left alone");
}

#[tokio::test]
async fn who_waits_for_an_answer_is_said_at_once() {
    let town = Town::new().await;
    let (ada, bruno) = (town.joins("Ada Rossi").await, town.joins("Bruno Neri").await);
    let id = step(&ada).await["id"].as_str().unwrap().to_owned();
    ada.put(&format!("/api/v1/companion/steps/{id}/done"), json!({})).await.is(204);
    bruno
        .post("/api/v1/invitations", json!({ "to": "ada", "how_met": { "kind": "online", "text": "" } }))
        .await
        .is(201);
    assert_eq!(kind(&ada).await, "answer");
    bruno.put("/api/v1/blocks/ada", json!({})).await.is(204);
    assert_eq!(kind(&ada).await, "none", "nobody is there any more");
}

/// Carla has been here for a while and would go beside newcomers; Ada has just come. Both know about weaving.
async fn carla_and_ada(town: &Town) -> (Person, Person) {
    let carla = town.joins("Carla Verdi").await;
    carla.put("/api/v1/godparents", json!({})).await.is(422);
    town.days_pass(40);
    let carla = town.signs_in("carla").await;
    carla.put("/api/v1/godparents", json!({})).await.is(204);
    let ada = town.joins("Ada Rossi").await;
    assert_eq!(ada.get("/api/v1/godparents").await.json()["offered"], Value::Null, "nothing in common yet");
    for one in [&carla, &ada] {
        one.patch("/api/v1/me", json!({ "place": "Ancona" })).await.is(200);
    }
    (carla, ada)
}

#[tokio::test]
async fn a_godparent_is_offered_asked_and_comes_along() {
    let town = Town::new().await;
    let (carla, ada) = carla_and_ada(&town).await;
    ada.get("/godparents").await.is(200).says("Carla Verdi").says("you live in the same place");
    ada.patch("/api/v1/me", json!({ "language": "it" })).await.is(200);
    ada.get("/godparents").await.is(200).says("siete dello stesso posto");
    ada.patch("/api/v1/me", json!({ "language": "en" })).await.is(200);
    ada.sends("/godparents", "/godparents/carla/asking", &[("answer", "yes")]).await.is(303);
    assert_eq!(kind(&carla).await, "godparent_answer");
    carla.get("/godparents").await.is(200).says("asks you to come along");
    ada.get("/godparents").await.is(200).says("they have a week to answer");
    carla.sends("/godparents", "/godparents/ada/answer", &[("answer", "yes")]).await.is(303);
    let beside = ada.get("/api/v1/godparents").await.json();
    assert_eq!((&beside["items"][0]["state"], &beside["items"][0]["you"]), (&json!("beside"), &json!("newcomer")));
    let again = carla.put("/api/v1/godparents/ada/answer", json!({ "yes": true })).await.is(422);
    assert_eq!(again.code(), "companion.no_offer");
    ada.delete("/api/v1/godparents/carla/answer").await.is(204);
    assert_eq!(carla.get("/api/v1/godparents").await.json()["items"], json!([]));
}

#[tokio::test]
async fn a_godparents_no_reads_as_silence() {
    let mut seen = Vec::new();
    for declines in [false, true] {
        let town = Town::new().await;
        let (carla, ada) = carla_and_ada(&town).await;
        ada.put("/api/v1/godparents/carla/asking", json!({ "yes": true })).await.is(204);
        if declines {
            carla.put("/api/v1/godparents/ada/answer", json!({ "yes": false })).await.is(204);
        }
        let mut answers = Vec::new();
        for _ in 0..9 {
            answers.push(ada.get("/api/v1/godparents").await.json());
            answers.push(ada.get("/api/v1/notices").await.json());
            town.days_pass(1);
        }
        seen.push(answers);
    }
    assert_eq!(seen[0], seen[1]);
}

#[tokio::test]
async fn nobody_is_offered_over_a_block_and_letting_pass_is_not_told() {
    let town = Town::new().await;
    let (carla, ada) = carla_and_ada(&town).await;
    ada.put("/api/v1/godparents/carla/asking", json!({ "yes": false })).await.is(204);
    assert_eq!(ada.get("/api/v1/godparents").await.json()["offered"], Value::Null);
    assert_eq!(carla.get("/api/v1/godparents").await.json()["items"], json!([]));
    assert_eq!(carla.get("/api/v1/notices").await.json()["items"], json!([]));
    let dino = town.joins("Dino Blu").await;
    dino.patch("/api/v1/me", json!({ "place": "Ancona" })).await.is(200);
    assert_eq!(dino.get("/api/v1/godparents").await.json()["offered"]["handle"], "carla");
    carla.put("/api/v1/blocks/dino", json!({})).await.is(204);
    assert_eq!(dino.get("/api/v1/godparents").await.json()["offered"], Value::Null);
    dino.put("/api/v1/godparents/carla/asking", json!({ "yes": true })).await.is(404);
    dino.put("/api/v1/godparents/nobody/asking", json!({ "yes": true })).await.is(404);
}
