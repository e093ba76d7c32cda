//! Stories of people's pages.

use serde_json::json;

use crate::testkit::{Person, Town};

#[tokio::test]
async fn a_member_is_found_by_name_and_read() {
    let town = Town::new().await;
    let ada = town.joins("Ada Rossi").await;
    town.joins("Bruno Neri").await;
    town.settles().await;
    ada.get("/search?q=ner&kind=person").await.is(200).says("One person").says("/@bruno");
    ada.get("/search?q=%25").await.is(422).says("These words would find everything");
    ada.get("/@bruno").await.is(200).says("Invite Bruno").says_not("bruno@example.org");
    let shape = ada.get("/api/v1/members/bruno").await.is(200).json();
    assert_eq!((&shape["distance"], &shape["mutuals"]["count"]), (&json!(null), &json!(0)));
    assert_eq!(shape["email"], json!(null));
    assert_eq!(ada.get("/api/v1/members/ada").await.is(200).json()["distance"], 0);
    assert_eq!(ada.get("/api/v1/members/nobody").await.is(404).code(), "http.not_found");
    ada.get("/@ada").await.is(200).says("Edit the profile");
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
    ada.get("/search?q=lino").await.is(200).says(&format!("/contacts/{id}"));
    bruno.get("/search?q=lino").await.is(200).says_not("Chiodofisso");
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
        reader.get(&format!("/search?q={other}")).await.is(200).says_not(name);
    }
}

#[tokio::test]
async fn an_address_is_shown_to_ties_where_its_owner_shares_it() {
    let town = Town::new().await;
    let [ada, bruno, carla] = town.people(["Ada Rossi", "Bruno Neri", "Carla Verdi"]).await;
    for other in ["bruno", "carla"] {
        let asked = json!({ "to": other, "how_met": { "kind": "event", "text": "alla fiera" } });
        ada.post("/api/v1/invitations", asked).await.is(201);
    }
    let waiting = bruno.get("/api/v1/invitations?box=in").await.is(200).json();
    let id = waiting["items"][0]["id"].as_str().unwrap();
    bruno.put(&format!("/api/v1/invitations/{id}/acceptance"), json!({})).await.is(200);
    let shown = async |reader: &Person| {
        reader.get("/api/v1/members/ada").await.is(200).json()["email"].as_str().map(str::to_owned)
    };
    ada.patch("/api/v1/me", json!({ "shares_email": true })).await.is(200);
    assert_eq!(shown(&bruno).await, None, "an address that nobody confirmed may be another's");
    town.settles().await;
    let letter = town.letters_to("ada@example.org").pop().unwrap();
    let key = letter.split("/letters/").nth(1).unwrap().split_whitespace().next().unwrap();
    let path = format!("/letters/{key}");
    ada.sends(&path, &path, &[]).await.is(303);
    assert_eq!(shown(&bruno).await.as_deref(), Some("ada@example.org"));
    bruno.get("/@ada").await.is(200).says("mailto:ada@example.org");
    assert_eq!(shown(&carla).await, None, "who is only invited is no tie");
    carla.get("/@ada").await.is(200).says_not("ada@example.org");
    ada.patch("/api/v1/me", json!({ "shares_email": false })).await.is(200);
    assert_eq!(shown(&bruno).await, None);
}

#[tokio::test]
async fn nobody_copies_everybody() {
    let town = Town::with(&[("limits", "strict")]).await;
    let ada = town.joins("Ada Rossi").await;
    for _ in 0..200 {
        ada.get("/search?q=ada").await.is(200);
    }
    ada.get("/search?q=ada").await.is(429).says("A little too often in a row");
    ada.get("/search").await.is(200);
    ada.get("/people").await.is(200);
    for _ in 0..300 {
        ada.get("/api/v1/members/ada").await.is(200);
    }
    assert_eq!(ada.get("/api/v1/members/ada").await.is(429).code(), "http.too_many");
    assert!(ada.get("/@ada").await.is(429).headers.contains_key("retry-after"), "the page counts with the API");
}
