//! Stories of the check where people are new, of what Akismet is told that things are, and of an answer that was taken away.

use std::sync::Arc;

use serde_json::{Value, json};

use super::{
    decides,
    gate::{akismet, checks, town_with},
    id, newest, reports, town,
};
use crate::testkit::Town;

const SPAM: &str = "Guadagni garantiti 300 euro al giorno lavorando da casa, scrivimi subito su Telegram t.me/oro, \
                    paghi solo il kit iniziale";

#[tokio::test]
async fn posts_pass_the_check_for_fourteen_days_and_answers_always() {
    let town = Town::new().await;
    let [_dora, ada, bruno] = town.people(["Dora Verdi", "Ada Rossi", "Bruno Neri"]).await;
    let state = async |days: i64| {
        town.days_pass(days);
        let bruno = town.signs_in(&bruno.handle).await;
        let new = json!({ "text": format!("{SPAM} {days}"), "audience": "everybody" });
        bruno.post("/api/v1/posts", new).await.is(201).json()["state"].clone()
    };
    assert_eq!(state(0).await, "held");
    assert_eq!(state(13).await, "held", "on the fourteenth day he is new still");
    assert_eq!(state(1).await, "shown", "then no longer");
    let (ada, bruno) = (town.signs_in(&ada.handle).await, town.signs_in(&bruno.handle).await);
    let new = json!({ "text": "Tre aule", "audience": "everybody" });
    let below = format!("/api/v1/posts/{}/comments", id(&ada.post("/api/v1/posts", new).await.is(201).json()));
    bruno.post(&below, json!({ "text": SPAM })).await.is(201);
    let said = ada.get(&below).await.is(200).json();
    assert_eq!(said["items"], json!([]), "what he says below waits as anybody's does");
}

#[tokio::test]
async fn our_own_judge_looks_at_who_joins_by_the_name_alone() {
    let town = Town::new().await;
    let dora = town.joins("Dora Verdi").await;
    let new = json!({ "text": "Una tipografia vicino a Bologna?", "audience": "everybody" });
    for honest in ["Marina Prestini", "Paolo Rossi", "Ling Wu"] {
        town.joins(honest).await.post("/api/v1/asks", new.clone()).await.is(201);
    }
    assert_eq!(dora.get("/api/v1/moderation/queue").await.is(200).json()["items"], json!([]));
    let doubted = town.joins("Prestiti garantiti WhatsApp t.me/oro anonimo kit subito").await;
    assert_eq!(doubted.post("/api/v1/asks", new.clone()).await.is(422).code(), "moderation.silenced");
    doubted.get("/decisions").await.is(200).says("Waiting for a moderator");
    decides(&dora, &newest(&dora).await, "nothing", None).await;
    doubted.post("/api/v1/asks", new).await.is(201);
}

#[tokio::test]
async fn akismet_is_told_what_each_thing_is() {
    let server = akismet(Arc::default());
    let address = server.url("");
    let settings =
        [("akismet_key", "0123456789ab"), ("akismet_address", address.as_str()), ("contact", "a@example.org")];
    let town = Town::with(&settings).await;
    let [_dora, ada, bruno] = town.people(["Dora Verdi", "Ada Rossi", "Bruno Neri"]).await;
    let last = |field: &str| checks(&server).pop().unwrap().field(field).unwrap_or_default();
    assert_eq!((last("comment_type"), last("comment_content")), ("signup".to_owned(), "Bruno Neri".to_owned()));
    let post = json!({ "text": "Tre aule misurate a Bologna", "audience": "everybody" });
    let post = id(&bruno.post("/api/v1/posts", post).await.is(201).json());
    assert_eq!(last("comment_type"), "blog-post");
    let said = json!({ "text": "Anche la palestra, se serve." });
    ada.post(&format!("/api/v1/posts/{post}/comments"), said).await.is(201);
    assert_eq!((last("comment_type"), last("comment_author")), ("comment".to_owned(), "Ada Rossi".to_owned()));
    let ask = json!({ "text": "Una tipografia vicino a Bologna?", "audience": "everybody" });
    let ask = id(&ada.post("/api/v1/asks", ask).await.is(201).json());
    let reply = json!({ "text": "Ne conosco una a Casalecchio." });
    bruno.post(&format!("/api/v1/asks/{ask}/replies"), reply).await.is(201);
    assert_eq!(last("comment_type"), "message");
    let form = [("name", "Elena Gialli"), ("email", "elena@example.org"), ("words", "Posso venire a vedere?")];
    town.visitor().sends("/contact", "/contact", &form).await.is(303);
    assert_eq!(last("comment_type"), "contact-form");
    assert_eq!(last("comment_author_email"), "elena@example.org");
}

#[tokio::test]
async fn akismet_hears_what_a_moderator_says_of_who_joined() {
    let server = akismet(Arc::default());
    let town = town_with(&server).await;
    let dora = town.joins("Dora Verdi").await;
    let somebody = town.joins("Gente Nuova").await;
    decides(&dora, &newest(&dora).await, "nothing", None).await;
    town.settles().await;
    let told = server.heard().into_iter().rfind(|heard| heard.path == "/1.1/submit-ham").unwrap();
    assert_eq!(told.field("comment_type").as_deref(), Some("signup"));
    somebody.get("/today").await.is(200);
}

#[tokio::test]
async fn an_answer_that_was_reported_is_taken_away_and_back_when_its_author_is_heard() {
    let (town, dora, [ada, bruno, carla]) = town().await;
    let post = json!({ "text": "Tre aule misurate a Bologna", "audience": "everybody" });
    let post = id(&ada.post("/api/v1/posts", post).await.is(201).json());
    let below = format!("/api/v1/posts/{post}/comments");
    let comment = id(&bruno.post(&below, json!({ "text": "Misurate male, direi." })).await.is(201).json());
    let page = format!("/posts/{post}");
    reports(&carla, "comment", &comment, "harassment").await.is(201);
    carla.get(&page).await.is(200).says("Misurate male");
    let case = newest(&dora).await;
    dora.get(&format!("/moderation/cases/{case}")).await.is(200).says("Misurate male");
    let decision = id(&decides(&dora, &case, "hide", None).await);
    town.settles().await;
    for reader in [&carla, &ada] {
        reader.get(&page).await.is(200).says_not("Misurate male");
        assert_eq!(reader.get(&below).await.is(200).json()["items"], json!([]));
    }
    bruno.get("/decisions").await.is(200).says("Regola 2").says_not("Carla Blu");
    // His word against it; Dora is the only one there to hear it.
    bruno.put(&format!("/api/v1/decisions/{decision}/appeal"), json!({ "words": "Parlavo delle aule." })).await.is(204);
    let answer = format!("/api/v1/moderation/decisions/{decision}/answer");
    bruno.put(&answer, json!({ "lift": true, "reason": "Sì" })).await.is(404);
    dora.put(&answer, json!({ "lift": true, "reason": "Era un parere." })).await.is(204);
    town.settles().await;
    for reader in [&carla, &ada, &bruno] {
        reader.get(&page).await.is(200).says("Misurate male");
        assert_eq!(reader.get(&below).await.is(200).json()["items"][0]["id"], Value::from(comment.clone()));
    }
    bruno.get("/decisions").await.is(200).says("Era un parere.");
}
