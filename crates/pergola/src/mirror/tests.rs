//! Stories of the mirror. What it shows of introductions is told with theirs.

use serde_json::json;

use crate::testkit::Town;

#[tokio::test]
async fn an_answered_ask_stands_in_both_mirrors_and_in_nobody_elses() {
    let town = Town::new().await;
    let (ada, bruno, carla) =
        (town.joins("Ada Rossi").await, town.joins("Bruno Neri").await, town.joins("Carla Verdi").await);
    let ask = json!({ "text": "Cerco una tipografia che stampi su carta di recupero", "topics": ["stampa"], "language": "it", "audience": "everybody" });
    let ask = ada.post("/api/v1/asks", ask).await.is(201).json()["id"].as_str().unwrap().to_owned();
    ada.put(&format!("/api/v1/asks/{ask}/outcome"), json!({ "answered": true, "by": "bruno" })).await.is(200);
    let gave = bruno.get("/api/v1/mirror?month=2026-03").await.is(200).json();
    assert_eq!(gave["given"]["answers"][0]["person"]["handle"], "ada");
    let got = ada.get("/api/v1/mirror").await.is(200).json();
    assert_eq!(got["received"]["answers"][0]["person"]["handle"], "bruno");
    assert_eq!(got["given"]["answers"], json!([]));
    let none = carla.get("/api/v1/mirror").await.is(200).json();
    assert_eq!((&none["given"]["answers"], &none["received"]["answers"]), (&json!([]), &json!([])));
    bruno.get("/mirror").await.is(200).says("You helped Ada Rossi");
    ada.patch("/api/v1/me", json!({ "language": "it" })).await.is(200);
    ada.get("/mirror").await.is(200).says("Bruno Neri ha risposto alla tua richiesta");
    ada.patch("/api/v1/me", json!({ "language": "en" })).await.is(200);
    ada.get("/mirror?month=2026-02").await.is(200).says("There is nothing here this month");

    bruno.put("/api/v1/blocks/ada", json!({})).await.is(204);
    ada.get("/mirror").await.is(200).says("somebody who is no longer here").says_not("Bruno");
}

#[tokio::test]
async fn a_month_is_a_month() {
    let town = Town::new().await;
    let ada = town.joins("Ada Rossi").await;
    for bad in ["2026", "marzo", "2026-13", "0000-01"] {
        let answer = ada.get(&format!("/api/v1/mirror?month={bad}")).await.is(400);
        assert_eq!(answer.code(), "mirror.month_malformed", "{bad}");
    }
    town.visitor().get("/api/v1/mirror").await.is(401);
}
