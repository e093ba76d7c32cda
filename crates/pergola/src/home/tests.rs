//! Stories of today.

use serde_json::json;

use crate::testkit::Town;

#[tokio::test]
async fn a_newcomer_is_shown_one_step_and_an_end() {
    let town = Town::new().await;
    let ada = town.joins("Ada Rossi").await;
    ada.get("/").await.is(303);
    let page = ada.get("/today").await.is(200).says("Bring the people you know already");
    page.says("That is all for today").says("Tuesday 10 March");
    ada.clone().in_italian().get("/today").await.is(200);

    ada.post("/api/v1/contacts", json!({ "name": "Lino" })).await.is(201);
    ada.get("/today").await.is(200).says_not("Choose five people");
    town.days_pass(1);
    ada.get("/today").await.is(200).says("Choose five people");
    ada.sends("/today", "/notices/reading", &[("up_to", "7"), ("back", "today")]).await.is(303);
}

#[tokio::test]
async fn private_questions_are_counted_and_said_until_they_are_answered() {
    let town = Town::new().await;
    let [maria, ada, bruno, carla] = town.people(["Maria Verdi", "Ada Rossi", "Bruno Neri", "Carla Blu"]).await;
    let met = json!({ "kind": "worked" });
    for other in [&ada, &bruno] {
        let asked =
            maria.post("/api/v1/invitations", json!({ "to": other.handle, "how_met": met })).await.is(201).json();
        let path = format!("/api/v1/invitations/{}/acceptance", asked["id"].as_str().unwrap());
        other.put(&path, json!({})).await.is(200);
    }
    ada.get("/today").await.is(200).says_not("question for you").says_not("questions for you");
    let whys = json!({ "ada": "Vi capireste", "bruno": "Vi capireste" });
    let new = json!({ "people": ["ada", "bruno"], "whys": whys });
    let id = maria.post("/api/v1/introductions", new).await.is(201).json()["id"].as_str().unwrap().to_owned();
    let page =
        ada.get("/today").await.is(200).says("A question for you").says("would like to introduce Bruno Neri to you");
    page.says(&format!("href=\"/introductions/{id}\""));
    maria.get("/today").await.is(200).says_not("A question for you");
    carla.post("/api/v1/invitations", json!({ "to": "ada", "how_met": met })).await.is(201);
    ada.get("/today").await.is(200).says("Two questions for you").says("would like to connect with you");
    ada.patch("/api/v1/me", json!({ "language": "it" })).await.is(200);
    ada.get("/today").await.is(200).says("Due domande per te").says("vorrebbe presentarti Bruno Neri");
    ada.put(&format!("/api/v1/introductions/{id}/refusal"), json!({})).await.is(200);
    ada.get("/today").await.is(200).says("Una domanda per te").says_not("vorrebbe presentarti");
}
