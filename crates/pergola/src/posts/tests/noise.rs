//! Stories of noise: folded, never hidden; each reader's own filter; its author is told kindly.

use serde_json::{Value, json};

use super::{shows, tie, writes};
use crate::testkit::{Person, Town};

const SUM: &str =
    "Solo i geni ci riescono: 8 + 2 × 5 = ? Scrivi la risposta nei commenti e tagga un amico che sbaglia!";
const USEFUL: &str = "Abbiamo misurato la luce in tre aule di Bologna: 320 lux al mattino, 180 il pomeriggio. Il foglio di \
                      calcolo è a disposizione di chi sta per rifare una scuola.";

const BENCH: &str = "Il banco da lavoro di Carpi, con la pialla";

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
    // Both are found again, and taken back.
    carla.delete(&format!("{path}/noise")).await.is(204);
    let kept = carla.get("/api/v1/feed/settings").await.is(200).json();
    assert_eq!((&kept["open_people"][0]["handle"], kept["open_posts"].as_array().unwrap().len()), (&json!("bruno"), 1));
    carla.get("/feed/settings").await.is(200).says("Whose posts I never fold").says("What I called no noise");
    carla.sends("/feed/settings", "/feed/people/bruno/removal", &[]).await.is(303);
    carla.sends("/feed/settings", &format!("{page}/noise"), &[("undo", "1"), ("back", "/feed/settings")]).await.is(303);
    assert_ne!(folded(&carla, SUM).await, json!(null));
    carla.put("/api/v1/feed/people/nobody/openness", Value::Null).await.is(404);
    carla.put("/api/v1/feed/people/bruno/openness", Value::Null).await.is(204);
    assert_eq!(folded(&carla, SUM).await, json!(null));
    carla.delete("/api/v1/feed/people/bruno/openness").await.is(204);
    assert_ne!(folded(&carla, SUM).await, json!(null));
    ada.patch("/api/v1/feed/settings", json!({ "folds": [] })).await.is(200);
    assert_eq!(folded(&ada, SUM).await, json!(null));
    // Only its author is told what it is taken for.
    assert!(bruno.get(&path).await.json()["noise"]["kind"].is_string());
    assert_eq!(bruno.get(&useful).await.json()["noise"], json!(null));
    assert_eq!(ada.get(&path).await.json()["noise"], json!(null));
}

#[tokio::test]
async fn nobody_keeps_open_the_posts_of_the_whole_town() {
    let town = Town::new().await;
    let [ada, bruno] = town.people(["Ada Rossi", "Bruno Neri"]).await;
    let me = ada.id;
    let opened = async |from: i64, to: i64, open: bool| {
        let kept = town.app.db.write(async move |tx| {
            for number in from..=to {
                crate::posts::store::open_person(tx, me, pergola_domain::ids::MemberId(number), open).await?;
            }
            Ok::<_, pergola_db::Fault>(())
        });
        kept.await.unwrap();
    };
    opened(1, 500, true).await;
    let path = "/api/v1/feed/people/bruno/openness";
    let refused = ada.put(path, json!({})).await.is(422);
    assert_eq!(refused.code(), "posts.open_too_many");
    assert!(refused.text().contains("You already keep open the posts of 500 people."), "{}", refused.text());
    let refused = ada.clone().in_italian().put(path, json!({})).await.is(422);
    assert!(refused.text().contains("Tieni già aperti i post di 500 persone."), "{}", refused.text());
    ada.delete(path).await.is(204);
    opened(1, 1, false).await;
    ada.put(path, json!({})).await.is(204);
    drop(bruno);
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
    let page = ada.sends("/posts/new", "/posts", &form).await.is(303).location();
    // The same where it is said otherwise, and for programs, which ask first.
    let page = page.split('?').next().unwrap().to_owned();
    let form = [("text", SUM), ("language", "it"), ("audience", "ties")];
    let told = ada.sends(&format!("{page}/edit"), &page, &form).await.is(200);
    told.says("Many would find it folded:").says("Save it as it is").says("Solo i geni");
    ada.get(&page).await.is(200).says("320 lux").says_not("Solo i geni");
    let form = [("text", SUM), ("language", "it"), ("audience", "ties"), ("told", "1")];
    ada.sends(&format!("{page}/edit"), &page, &form).await.is(303);
    let asked = ada.post("/api/v1/posts/preview", json!({ "text": SUM })).await.is(200).json();
    assert!(["riddle", "bait"].contains(&asked["noise"]["kind"].as_str().unwrap()), "{asked}");
    let asked = ada.post("/api/v1/posts/preview", json!({ "text": "A Modena si misura lunedì" })).await.is(200).json();
    assert_eq!(asked["noise"], json!(null));
    assert_eq!(ada.post("/api/v1/posts/preview", json!({ "text": "" })).await.is(422).code(), "posts.text_missing");
}

#[tokio::test]
async fn what_was_here_before_is_folded_word_for_word_or_nearly() {
    let town = Town::new().await;
    let [ada, bruno, carla] = town.people(["Ada Rossi", "Bruno Neri", "Carla Blu"]).await;
    tie(&ada, &bruno).await;
    tie(&ada, &carla).await;
    writes(&bruno, USEFUL, "everybody").await;
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

/// As what its author is told that it is taken for.
async fn taken_for(person: &Person, path: &str) -> Value {
    person.get(path).await.is(200).json()["noise"]["kind"].clone()
}

#[tokio::test]
async fn nobody_learns_by_a_copy_that_something_was_said_to_others() {
    let town = Town::new().await;
    let [ada, bruno, carla] = town.people(["Ada Rossi", "Bruno Neri", "Carla Blu"]).await;
    tie(&ada, &bruno).await;
    // For ties, up to two steps, in a hidden group: a stranger who tries the same words is told nothing.
    writes(&ada, USEFUL, "ties").await;
    writes(&ada, &format!("{USEFUL} Oggi."), "two_steps").await;
    let new = json!({ "name": "Chi cerca soci", "purpose": "Soci", "entry": "hidden" });
    let group = super::id(&ada.post("/api/v1/groups", new).await.is(201).json());
    ada.post("/api/v1/posts", json!({ "text": USEFUL, "group": group })).await.is(201);
    shows(&ada, BENCH, "ties").await;
    for (person, audience) in [(&carla, "everybody"), (&bruno, "ties"), (&carla, "ties")] {
        let path = writes(person, USEFUL, audience).await;
        assert_eq!(taken_for(person, &path).await, Value::Null, "{audience}");
        person.delete(&path).await.is(204);
        let path = shows(person, BENCH, audience).await;
        assert_eq!(taken_for(person, &path).await, Value::Null, "{audience}");
        person.delete(&path).await.is(204);
    }
    // What everybody may read was here for everybody but those whom a block parts from its author.
    let new = json!({ "text": USEFUL, "audience": "everybody" });
    let open = format!("/api/v1/posts/{}", super::id(&ada.post("/api/v1/posts", new).await.is(201).json()));
    shows(&ada, BENCH, "everybody").await;
    let path = writes(&carla, USEFUL, "ties").await;
    assert_eq!(taken_for(&carla, &path).await, "repeated_text");
    assert_eq!(taken_for(&carla, &shows(&carla, BENCH, "ties").await).await, "repeated_picture");
    ada.put("/api/v1/blocks/bruno", Value::Null).await.is(204);
    let path = writes(&bruno, USEFUL, "ties").await;
    assert_eq!(taken_for(&bruno, &path).await, Value::Null);
    assert_eq!(taken_for(&bruno, &shows(&bruno, BENCH, "ties").await).await, Value::Null);
    assert_eq!(taken_for(&ada, &open).await, Value::Null, "what was only for few before is new to the others");
}

#[tokio::test]
async fn ones_own_pictures_and_words_count_too_when_they_come_again() {
    let town = Town::new().await;
    let ada = town.joins("Ada Rossi").await;
    for audience in ["ties", "everybody"] {
        let first = writes(&ada, USEFUL, audience).await;
        assert_eq!(taken_for(&ada, &first).await, Value::Null, "{audience}");
        let again = writes(&ada, USEFUL, audience).await;
        assert_eq!(taken_for(&ada, &again).await, "repeated_text", "{audience}");
        assert_eq!(taken_for(&ada, &shows(&ada, BENCH, audience).await).await, Value::Null, "{audience}");
        assert_eq!(taken_for(&ada, &shows(&ada, BENCH, audience).await).await, "repeated_picture", "{audience}");
    }
}

#[tokio::test]
async fn this_is_not_noise_teaches_of_the_kind_that_it_was_folded_for() {
    let town = Town::new().await;
    let [ada, bruno] = town.people(["Ada Rossi", "Bruno Neri"]).await;
    tie(&ada, &bruno).await;
    let path = writes(&bruno, USEFUL, "ties").await;
    // A little like a riddle, which folds nothing, and surely a copy.
    let judged = json!({ "noise": 0.2, "found": [
        { "kind": "riddle", "confidence": 0.2, "reasons": ["sets_puzzle"] },
        { "kind": "repeated_text", "confidence": 0.9, "reasons": ["same_text"] },
    ] });
    let noise = judged.to_string();
    let written =
        town.app.db.write(async move |tx| tx.run("UPDATE posts SET noise = $1", &pergola_db::params![noise]).await);
    written.await.unwrap();
    let me = ada.id;
    let taught = async || {
        let choices = town.app.db.read(async move |tx| crate::posts::store::choices(tx, me).await).await.unwrap();
        serde_json::to_value(choices.filter).unwrap()["caution"].clone()
    };
    ada.delete(&format!("{path}/noise")).await.is(204);
    assert_eq!(taught().await.as_object().unwrap().keys().collect::<Vec<_>>(), ["repeated_text"]);
    ada.delete(&format!("{path}/noise")).await.is(204);
    ada.put(&format!("{path}/noise"), json!({})).await.is(204);
    assert_eq!(taught().await, json!({}), "said twice is said once, and taken back it is as before");
    ada.put(&format!("{path}/noise"), json!({})).await.is(204);
    assert_eq!(taught().await, json!({}));
}

#[tokio::test]
async fn what_is_folded_stands_between_nobody() {
    let town = Town::new().await;
    let [ada, bruno, carla] = town.people(["Ada Rossi", "Bruno Neri", "Carla Blu"]).await;
    tie(&ada, &bruno).await;
    tie(&ada, &carla).await;
    for text in ["b1", "b2"] {
        writes(&bruno, text, "ties").await;
    }
    writes(&carla, SUM, "ties").await;
    writes(&bruno, "b3", "ties").await;
    ada.get("/feed").await.is(200).says("<b>2 posts folded:</b>").says("more than two in a row by one person");
}

#[tokio::test]
async fn a_greeting_and_a_saying_in_a_picture_are_folded_in_one_line_each_with_its_kind() {
    let town = Town::new().await;
    let [ada, bruno, carla] = town.people(["Ada Rossi", "Bruno Neri", "Carla Blu"]).await;
    tie(&ada, &bruno).await;
    tie(&ada, &carla).await;
    writes(&bruno, "Buongiorno a tutti e buon lunedì!!! ☀️☀️ Buona settimana amici", "ties").await;
    let saying = "Un tramonto con la scritta: credi nei tuoi sogni, la vita è adesso, non mollare mai";
    let path = shows(&carla, saying, "ties").await;
    let page = ada.get("/feed").await.is(200).says("<b>2 posts folded:</b>");
    page.says("good-morning greeting").says("motivational saying").says("Open anyway");
    assert_eq!(carla.get(&path).await.is(200).json()["noise"]["kind"], "motivational");
}
