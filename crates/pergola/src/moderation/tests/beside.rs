//! Stories of what stands beside a text: the words for a picture and the topics pass the check as the text does.

use std::sync::Arc;

use serde_json::{Value, json};

use super::{
    decides,
    gate::{akismet, checks, town_with},
    id, newest,
};
use crate::{
    posts::tests::pictures::{jpeg, picture, sends},
    testkit::{Person, Town},
};

const SPAM: &str = "Guadagni garantiti 300 euro al giorno lavorando da casa, scrivimi subito su Telegram t.me/oro, \
                    paghi solo il kit iniziale";

/// What becomes of a post that is a picture alone, with these words for it.
async fn pictured(person: &Person, alt: &str, topics: Value) -> Value {
    let picture = sends(person, jpeg(&picture(240, 160, 3), 90)).await;
    let pictures = json!([{ "id": picture, "alt": alt }]);
    let new = json!({ "text": "", "audience": "everybody", "pictures": pictures, "topics": topics });
    person.post("/api/v1/posts", new).await.is(201).json()
}

#[tokio::test]
async fn spam_in_the_words_for_a_picture_waits_as_it_would_in_the_text() {
    let town = Town::new().await;
    let [dora, ada, bruno] = town.people(["Dora Verdi", "Ada Rossi", "Bruno Neri"]).await;
    assert_eq!(pictured(&bruno, "Quattro aule misurate a Bologna", json!([])).await["state"], "shown");
    let held = pictured(&bruno, SPAM, json!([])).await;
    assert_eq!(held["state"], "held");
    ada.get(&format!("/posts/{}", id(&held))).await.is(404);
    // Who judges reads what waits.
    let case = newest(&dora).await;
    dora.get(&format!("/moderation/cases/{case}")).await.is(200).says("t.me/oro").says("too good to be true");
}

#[tokio::test]
async fn a_barred_domain_in_the_words_for_a_picture_waits_also_when_they_come_later() {
    let town = Town::new().await;
    let [dora, bruno] = town.people(["Dora Verdi", "Bruno Neri"]).await;
    dora.put("/api/v1/moderation/domains/oro.example", Value::Null).await.is(204);
    // He is not new here any more: a link to a barred domain waits all the same.
    town.days_pass(20);
    let bruno = town.signs_in(&bruno.handle).await;
    let post = pictured(&bruno, "Quattro aule", json!([])).await;
    assert_eq!(post["state"], "shown");
    let shown = post["pictures"][0]["id"].clone();
    let otherwise = json!({ "pictures": [{ "id": shown, "alt": "Vedi https://www.oro.example/aule" }] });
    let changed = bruno.patch(&format!("/api/v1/posts/{}", id(&post)), otherwise).await.is(200).json();
    assert_eq!(changed["state"], "held");
}

#[tokio::test]
async fn akismet_reads_the_words_for_a_picture_and_the_topics_and_hears_of_the_same() {
    let server = akismet(Arc::default());
    let town = town_with(&server).await;
    let dora = town.joins("Dora Verdi").await;
    let spammer = town.joins("Bruno Neri").await;
    let held = pictured(&spammer, "Please discard this classroom", json!(["Scuole"])).await;
    assert_eq!(held["state"], "held");
    let asked = checks(&server).pop().unwrap().field("comment_content").unwrap();
    assert!(asked.contains("discard this classroom") && asked.contains("Scuole"), "{asked}");
    let case = newest(&dora).await;
    dora.get(&format!("/moderation/cases/{case}")).await.is(200).says("Scuole");
    decides(&dora, &case, "hide", None).await;
    town.settles().await;
    let told = server.heard().into_iter().rfind(|heard| heard.path == "/1.1/submit-spam").unwrap();
    assert_eq!(told.field("comment_content").unwrap(), asked);
}
