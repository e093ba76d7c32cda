//! Stories of what moderators read of a matter: all that it shows, and nothing that is not theirs to read.

use axum::http::Method;
use serde_json::{Value, json};

use super::{decides, id, know_each_other, newest, reports, town};
use crate::{posts::a_picture, testkit::Person};

/// A post with a picture; its number and the picture's.
async fn shows(person: &Person, audience: &str) -> (String, String) {
    let request = person.request(Method::POST, "/api/v1/pictures").header("content-type", "application/octet-stream");
    let picture = id(&person.asks(request.body(a_picture().into()).unwrap()).await.is(201).json());
    let new = json!({ "text": "Guardate", "audience": audience, "pictures": [{ "id": picture, "alt": "Un pugno" }] });
    (id(&person.post("/api/v1/posts", new).await.is(201).json()), picture)
}

#[tokio::test]
async fn a_matter_shows_the_pictures_their_words_and_what_was_said_since_it_was_brought() {
    let (town, dora, [ada, bruno, _]) = town().await;
    let (post, picture) = shows(&bruno, "everybody").await;
    let path = format!("/api/v1/posts/{post}");
    bruno.patch(&path, json!({ "text": "Prima di tutto" })).await.is(200);
    town.minutes_pass(5);
    bruno.patch(&path, json!({ "text": "Ti picchio" })).await.is(200);
    town.minutes_pass(5);
    reports(&ada, "post", &post, "harassment").await.is(201);
    let case = newest(&dora).await;
    let page = format!("/moderation/cases/{case}");
    let shown = format!("{page}/pictures/{picture}");
    dora.get(&page).await.is(200).says("Ti picchio").says("alt=\"Un pugno\"").says(&shown);
    assert!(dora.get(&shown).await.is(200).bytes.starts_with(&[0xFF, 0xD8, 0xFF]));
    ada.get(&shown).await.is(404);
    dora.get(&format!("{page}/pictures/7")).await.is(404);
    // Said otherwise meanwhile: what was reported is still there to judge, what was long gone by then is not.
    town.minutes_pass(5);
    bruno.patch(&path, json!({ "text": "Vi voglio bene" })).await.is(200);
    let read = dora.get(&page).await.is(200);
    read.says("Vi voglio bene").says("Ti picchio").says_not("Prima di tutto");
    dora.clone().in_italian().get(&page).await.is(200);
    let told = dora.get(&format!("/api/v1{page}")).await.is(200).json();
    assert_eq!((&told["before"][0]["text"], &told["pictures"][0]["alt"]), (&json!("Ti picchio"), &json!("Un pugno")));
    decides(&dora, &case, "warn", None).await;
    dora.get(&shown).await.is(404);
}

#[tokio::test]
async fn what_became_private_takes_two_and_so_does_what_was() {
    let (town, dora, [ada, bruno, carla]) = town().await;
    for handle in ["carla", "ada"] {
        dora.put(&format!("/api/v1/moderation/moderators/{handle}"), Value::Null).await.is(204);
    }
    let erno = town.joins("Erno Viola").await;
    know_each_other(&erno, &bruno).await;
    for (from, to) in [("everybody", "ties"), ("ties", "everybody")] {
        let (post, picture) = shows(&bruno, from).await;
        let path = format!("/api/v1/posts/{post}");
        reports(&erno, "post", &post, "harassment").await.is(201);
        bruno.patch(&path, json!({ "text": "Adesso dico altro", "audience": to })).await.is(200);
        let case = newest(&dora).await;
        let page = format!("/moderation/cases/{case}");
        let shown = format!("{page}/pictures/{picture}");
        dora.get(&page).await.is(200).says("second moderator").says_not("Adesso dico altro").says_not("Guardate");
        dora.get(&shown).await.is(404);
        assert_eq!(dora.get(&format!("/api/v1{page}")).await.json()["text"], Value::Null);
        for moderator in [&dora, &carla] {
            moderator.put(&format!("/api/v1{page}/opening"), Value::Null).await.is(204);
        }
        for moderator in [&dora, &carla] {
            moderator.get(&page).await.is(200).says("Adesso dico altro").says("Guardate");
            moderator.get(&shown).await.is(200);
        }
        // A third did not agree to anything.
        ada.get(&page).await.is(200).says_not("Adesso dico altro");
        ada.get(&shown).await.is(404);
        let late = ada.put(&format!("/api/v1{page}/opening"), Value::Null).await.is(422);
        assert_eq!(late.code(), "moderation.already_asked");
        decides(&dora, &case, "nothing", None).await;
    }
}

#[tokio::test]
async fn one_reports_no_answer_that_one_cannot_read() {
    let (_town, _dora, [ada, bruno, carla]) = town().await;
    let post = json!({ "text": "Quattro aule", "audience": "everybody" });
    let post = id(&ada.post("/api/v1/posts", post).await.is(201).json());
    let said = carla.post(&format!("/api/v1/posts/{post}/comments"), json!({ "text": "Bugie" })).await.is(201).json();
    let page = format!("/report/comment/{}", id(&said));
    bruno.get(&page).await.is(200).says("Bugie");
    ada.put("/api/v1/blocks/carla", Value::Null).await.is(204);
    bruno.get(&page).await.is(404);
    reports(&bruno, "comment", &id(&said), "hate").await.is(404);
}

#[tokio::test]
async fn whose_account_is_closed_is_read_by_nobody_outside_either() {
    let (town, dora, [ada, bruno, _]) = town().await;
    bruno.patch("/api/v1/feed/settings", json!({ "outside": true })).await.is(200);
    bruno.post("/api/v1/posts", json!({ "text": "Tre aule", "audience": "everybody" })).await.is(201);
    let group = json!({ "name": "Legno", "purpose": "Chi lavora il legno", "outside": true });
    let group = id(&ada.post("/api/v1/groups", group).await.is(201).json());
    bruno.put(&format!("/api/v1/groups/{group}/membership"), Value::Null).await.is(200);
    bruno.post("/api/v1/posts", json!({ "text": "Nel circolo", "group": group })).await.is(201);
    let (own, circle) = ("/@bruno/posts.atom", format!("/groups/{group}/posts.atom"));
    town.visitor().get(own).await.is(200).says("Tre aule");
    town.visitor().get(&circle).await.is(200).says("Nel circolo");
    reports(&ada, "member", "bruno", "harassment").await.is(201);
    decides(&dora, &newest(&dora).await, "suspend", Some(3)).await;
    town.visitor().get(own).await.is(404);
    ada.get(own).await.is(404);
    town.visitor().get(&circle).await.is(200).says_not("Nel circolo");
}
