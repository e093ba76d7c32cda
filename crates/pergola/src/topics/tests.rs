//! Stories of topics, through the doors.

use serde_json::{Value, json};

use crate::testkit::{Person, Town};

async fn topics(person: &Person) -> Vec<Value> {
    person.get("/api/v1/topics").await.is(200).json()["items"].as_array().unwrap().clone()
}

#[tokio::test]
async fn a_topic_has_one_page_in_all_its_spellings() {
    let town = Town::new().await;
    let (ada, bruno) = (town.joins("Ada Rossi").await, town.joins("Bruno Neri").await);
    for (list, text, topic) in
        [("asks", "chi scrive capitolati?", "Gare d’appalto"), ("offers", "modelli di gara", "gare D'APPALTO")]
    {
        let new = json!({ "text": text, "topics": [topic], "audience": "everybody" });
        ada.post(&format!("/api/v1/{list}"), new).await.is(201);
    }
    let page = bruno.get("/topics/gare-d-appalto").await.is(200);
    page.says("chi scrive capitolati?").says("modelli di gara").says("Gare d’appalto</h1>");
    bruno.get("/board?topic=Gare+d%27appalto").await.is(200).says("modelli di gara");
    let listed = topics(&bruno).await;
    assert_eq!(listed.len(), 1, "{listed:?}");
    assert_eq!((&listed[0]["key"], &listed[0]["way"]), (&json!("gare-d-appalto"), &json!(null)));
    bruno.patch("/api/v1/me", json!({ "language": "it" })).await.is(200);
    bruno.get("/topics/gare-d-appalto").await.is(200).says("Chiedono").says("Offrono");
}

#[tokio::test]
async fn who_follows_or_mutes_is_his_own_business() {
    let town = Town::new().await;
    let (ada, bruno) = (town.joins("Ada Rossi").await, town.joins("Bruno Neri").await);
    ada.sends("/topics/Caffe", "/topics/caffe/choice", &[("way", "follow"), ("name", "Caffè")]).await.is(303);
    ada.get("/topics/caffe?done=topic-followed").await.is(200).says("Caffè</h1>").says("Stop following");
    bruno.get("/topics/caffe").await.is(200).says("caffe</h1>").says_not("Caffè").says("Follow");
    let listed = topics(&ada).await;
    assert_eq!((&listed[0]["name"], &listed[0]["way"]), (&json!("Caffè"), &json!("follow")));
    assert!(topics(&bruno).await.is_empty());
    ada.put("/api/v1/topics/caffe/muting", json!({})).await.is(204);
    ada.delete("/api/v1/topics/caffe/following").await.is(204);
    assert_eq!(topics(&ada).await[0]["way"], "mute", "taking back what is not so changes nothing");
    ada.sends("/topics/caffe", "/topics/caffe/choice", &[("way", "none")]).await.is(303);
    assert!(topics(&ada).await.is_empty());
    ada.put("/api/v1/topics/caffe/following", json!({})).await.is(204);
    ada.delete("/api/v1/topics/caffe/following").await.is(204);
    assert!(topics(&ada).await.is_empty());
    ada.get("/topics/42").await.is(404);
    ada.put("/api/v1/topics/%2E%2E/following", json!({})).await.is(404);
}

#[tokio::test]
async fn a_hidden_ask_gives_no_topic_away() {
    let town = Town::new().await;
    let (ada, bruno) = (town.joins("Ada Rossi").await, town.joins("Bruno Neri").await);
    let before = bruno.get("/topics/progetto-aurora").await.is(200).text();
    let new = json!({ "text": "chi ne sa?", "topics": ["Progetto AURORA"], "audience": "ties" });
    ada.post("/api/v1/asks", new).await.is(201);
    assert!(topics(&bruno).await.is_empty());
    bruno.get("/board").await.is(200).says_not("AURORA");
    assert_eq!(bruno.get("/topics/progetto-aurora").await.is(200).text(), before);
}

#[tokio::test]
async fn two_hundred_are_enough() {
    let town = Town::new().await;
    let ada = town.joins("Ada Rossi").await;
    for number in 0..200 {
        ada.put(&format!("/api/v1/topics/argomento-{number}/following"), json!({})).await.is(204);
    }
    let over = ada.put("/api/v1/topics/uno-in-piu/following", json!({})).await.is(422);
    assert_eq!(over.code(), "topics.follows_too_many");
    ada.put("/api/v1/topics/argomento-7/muting", json!({})).await.is(204);
}

#[tokio::test]
async fn one_finds_again_what_one_follows_and_what_one_does_not() {
    let town = Town::new().await;
    let [ada, bruno] = town.people(["Ada Rossi", "Bruno Neri"]).await;
    ada.get("/topics").await.is(200).says("None yet");
    ada.put("/api/v1/topics/luce/following", json!({})).await.is(204);
    ada.put("/api/v1/topics/calcio/muting", json!({})).await.is(204);
    let page = ada.get("/topics").await.is(200);
    page.says("luce").says("calcio").says("Stop following").says("Show it again");
    ada.get("/feed/settings").await.is(200).says("href=\"/topics\"");
    let sent = ada.sends("/topics", "/topics/calcio/choice", &[("way", "none"), ("listed", "1")]).await.is(303);
    assert_eq!(sent.location(), "/topics?done=topic-forgotten");
    ada.get("/topics").await.is(200).says_not("calcio");
    bruno.get("/topics").await.is(200).says_not("luce");
    // Posts name topics as asks and offers do; what is not for the reader names nothing.
    let new = |topic: &str, audience: &str| json!({ "text": "Tre aule", "topics": [topic], "audience": audience });
    ada.post("/api/v1/posts", new("Scuole", "everybody")).await.is(201);
    ada.post("/api/v1/posts", new("Segreti", "ties")).await.is(201);
    let keys: Vec<Value> = topics(&bruno).await.iter().map(|topic| topic["key"].clone()).collect();
    assert_eq!(keys, ["scuole"]);
}
