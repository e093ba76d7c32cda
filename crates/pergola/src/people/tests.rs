//! Stories of people's pages.

use serde_json::json;

use crate::testkit::Town;

#[tokio::test]
async fn a_member_is_found_by_name_and_read() {
    let town = Town::new().await;
    let ada = town.joins("Ada Rossi").await;
    town.joins("Bruno Neri").await;
    ada.get("/people?q=ner").await.is(200).says("Bruno Neri").says("One member");
    ada.get("/people?q=%25").await.is(200).says("No member");
    ada.get("/@bruno").await.is(200).says("Invite Bruno").says_not("bruno@example.org");
    let shape = ada.get("/api/v1/members/bruno").await.is(200).json();
    assert_eq!((&shape["distance"], &shape["mutuals"]["count"]), (&json!(null), &json!(0)));
    assert!(shape.get("email").is_none());
    assert_eq!(ada.get("/api/v1/members/ada").await.is(200).json()["distance"], 0);
    assert_eq!(ada.get("/api/v1/members/nobody").await.is(404).code(), "http.not_found");
    ada.get("/@ada").await.is(200).says("Change the profile");
    town.visitor().get("/@bruno").await.is(303);
    ada.clone().in_italian().get("/people").await.is(200);
}

#[tokio::test]
async fn a_card_has_a_page_for_its_owner_alone() {
    let town = Town::new().await;
    let (ada, bruno) = (town.joins("Ada Rossi").await, town.joins("Bruno Neri").await);
    let card = json!({ "name": "Lino Chiodofisso", "organisation": "Ferramenta", "phones": ["051 12 34 56"] });
    let id = ada.post("/api/v1/contacts", card).await.is(201).json()["id"].as_str().unwrap().to_owned();
    let page = ada.get(&format!("/contacts/{id}")).await.is(200);
    page.says("Lino Chiodofisso").says("tel:051123456").says("only you see it");
    bruno.get(&format!("/contacts/{id}")).await.is(404);
    ada.get("/people?q=lin").await.is(200).says("Lino Chiodofisso");
    bruno.get("/people?q=lin").await.is(200).says_not("Lino Chiodofisso");
}

#[tokio::test]
async fn a_blocked_member_is_nobody_both_ways() {
    let town = Town::new().await;
    let (ada, bruno) = (town.joins("Ada Rossi").await, town.joins("Bruno Neri").await);
    ada.put("/api/v1/blocks/bruno", json!({})).await.is(204);
    for (reader, other, name) in [(&ada, "bruno", "Bruno Neri"), (&bruno, "ada", "Ada Rossi")] {
        reader.get(&format!("/@{other}")).await.is(404);
        reader.get(&format!("/@{other}/paths")).await.is(404);
        assert_eq!(reader.get(&format!("/api/v1/members/{other}")).await.is(404).code(), "http.not_found");
        reader.get(&format!("/people?q={other}")).await.is(200).says_not(name);
    }
}
