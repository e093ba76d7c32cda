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
