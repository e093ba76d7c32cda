//! Stories of noise: folded, never hidden; each reader's own filter; its author is told kindly.

use serde_json::{Value, json};

use super::{tie, writes};
use crate::testkit::{Person, Town};

const SUM: &str =
    "Solo i geni ci riescono: 8 + 2 × 5 = ? Scrivi la risposta nei commenti e tagga un amico che sbaglia!";
const USEFUL: &str = "Abbiamo misurato la luce in tre aule di Bologna: 320 lux al mattino, 180 il pomeriggio. Il foglio di \
                      calcolo è a disposizione di chi sta per rifare una scuola.";

async fn folded(person: &Person, text: &str) -> Value {
    let feed = person.get("/api/v1/feed").await.is(200).json();
    let item = feed["items"].as_array().unwrap().iter().find(|item| item["text"] == text).cloned();
    item.unwrap()["folded"].clone()
}

#[tokio::test]
async fn noise_is_folded_opened_with_a_tap_and_each_reader_teaches_his_own_filter() {
    let town = Town::new().await;
    let [ada, bruno, carla] = town.people(["Ada Rossi", "Bruno Neri", "Carla Blu"]).await;
    tie(&ada, &bruno).await;
    tie(&carla, &bruno).await;
    let useful = writes(&bruno, USEFUL, "ties").await;
    let path = writes(&bruno, SUM, "ties").await;
    assert_eq!(folded(&ada, USEFUL).await, json!(null));
    let found = folded(&ada, SUM).await;
    assert!(["riddle", "bait"].contains(&found["kind"].as_str().unwrap()), "{found}");
    assert!(!found["reason"].as_str().unwrap().is_empty());
    let page =
        ada.get("/today").await.is(200).says("<b>1 post folded:</b>").says("Open anyway").says("This is not noise");
    page.says("<details class=\"fold\">");
    // Nothing is hidden: the post is whole, and its page is there.
    let page = path.replace("/api/v1", "");
    ada.get(&page).await.is(200).says("Solo i geni");
    ada.sends("/today", &format!("{page}/noise"), &[("back", "/today")]).await.is(303);
    assert_eq!(folded(&ada, SUM).await, json!(null));
    assert_ne!(folded(&carla, SUM).await, json!(null), "what one reader teaches changes nobody else's feed");
    ada.put(&format!("{path}/noise"), json!({})).await.is(204);
    assert_ne!(folded(&ada, SUM).await, json!(null));
    carla.sends("/today", &format!("{page}/openness"), &[("back", "/today")]).await.is(303);
    assert_eq!(folded(&carla, SUM).await, json!(null));
    ada.patch("/api/v1/feed/settings", json!({ "folds": [] })).await.is(200);
    assert_eq!(folded(&ada, SUM).await, json!(null));
    // Only its author is told what it is taken for.
    assert!(bruno.get(&path).await.json()["noise"]["kind"].is_string());
    assert_eq!(bruno.get(&useful).await.json()["noise"], json!(null));
    assert_eq!(ada.get(&path).await.json()["noise"], json!(null));
}

#[tokio::test]
async fn its_author_is_told_kindly_before_it_goes_out() {
    let town = Town::new().await;
    let ada = town.joins("Ada Rossi").await;
    let form = [("text", SUM), ("language", "it"), ("audience", "ties")];
    let told = ada.sends("/posts/new", "/posts", &form).await.is(200);
    told.says("Many would find it folded:").says("Publish it as it is").says("Solo i geni");
    assert_eq!(ada.get("/api/v1/posts?mine=true").await.json()["items"], json!([]));
    let form = [("text", SUM), ("language", "it"), ("audience", "ties"), ("told", "1")];
    ada.sends("/posts/new", "/posts", &form).await.is(303);
    let form = [("text", USEFUL), ("language", "it"), ("audience", "ties")];
    ada.sends("/posts/new", "/posts", &form).await.is(303);
}

#[tokio::test]
async fn what_was_here_before_is_folded_word_for_word_or_nearly() {
    let town = Town::new().await;
    let [ada, bruno, carla] = town.people(["Ada Rossi", "Bruno Neri", "Carla Blu"]).await;
    tie(&ada, &bruno).await;
    tie(&ada, &carla).await;
    writes(&bruno, USEFUL, "ties").await;
    let again = format!("{USEFUL} Guardate!");
    let path = writes(&carla, &again, "ties").await;
    assert_eq!(folded(&ada, &again).await["kind"], "repeated_text");
    assert_eq!(folded(&ada, USEFUL).await, json!(null), "the first one stays open");
    // Said otherwise it is judged anew.
    carla
        .patch(&path, json!({ "text": "A Modena invece nessuno ha ancora misurato le palestre: chi comincia?" }))
        .await
        .is(200);
    assert_eq!(
        folded(&ada, "A Modena invece nessuno ha ancora misurato le palestre: chi comincia?").await,
        json!(null)
    );
}
