//! Stories of cards.

use serde_json::json;

use crate::testkit::Town;

#[tokio::test]
async fn a_card_is_its_owners_alone() {
    let town = Town::new().await;
    let (ada, bruno) = (town.joins("Ada Rossi").await, town.joins("Bruno Neri").await);
    let card = json!({ "name": "Lino Chiodofisso", "organisation": "Ferramenta", "emails": ["lino@example.org"], "since": "2014-01-02" });
    let made = ada.post("/api/v1/contacts", card).await.is(201);
    let path = made.location();
    assert_eq!(made.json()["since"], "2014-01-02");
    assert_eq!(bruno.get(&path).await.is(404).code(), "http.not_found");
    assert_eq!(bruno.patch(&path, json!({ "name": "X" })).await.is(404).code(), "http.not_found");
    assert_eq!(bruno.delete(&path).await.is(404).code(), "http.not_found");
    assert_eq!(bruno.get("/api/v1/contacts").await.is(200).json()["items"], json!([]));

    let changed = ada.patch(&path, json!({ "place": "Bologna" })).await.is(200).json();
    assert_eq!((&changed["place"], &changed["emails"][0]), (&json!("Bologna"), &json!("lino@example.org")));
    ada.delete(&path).await.is(204);
    ada.get(&path).await.is(404);
}

#[tokio::test]
async fn a_card_is_written_on_a_page_and_refused_with_its_words_kept() {
    let town = Town::new().await;
    let ada = town.joins("Ada Rossi").await;
    let form = [("name", "Gil Trecolori"), ("emails", "gil@example.org\ngil"), ("organisation", "Bottega")];
    let wrong = ada.sends("/contacts/new", "/contacts", &form).await.is(422);
    wrong.says("one a line").says("Bottega").says("<title>Error:");
    let form = [("name", "Gil Trecolori"), ("emails", "gil@example.org"), ("since", "2011-09-01")];
    let made = ada.sends("/contacts/new", "/contacts", &form).await.is(303).location();
    let id = made.split(['/', '?']).nth(2).unwrap().to_owned();
    ada.get(&format!("/contacts/{id}/edit")).await.is(200).says("gil@example.org").says("2011-09-01");
    ada.sends("/contacts/removal", "/contacts/removal", &[]).await.is(303);
    assert_eq!(ada.get("/api/v1/contacts").await.json()["items"], json!([]));
}

#[tokio::test]
async fn cards_come_in_pages_and_a_key_makes_one() {
    let town = Town::new().await;
    let ada = town.joins("Ada Rossi").await;
    for n in 0..5 {
        ada.post("/api/v1/contacts", json!({ "name": format!("N {n}") })).await.is(201);
    }
    let first = ada.get("/api/v1/contacts?limit=3").await.is(200);
    let link = first.headers["link"].to_str().unwrap().to_owned();
    assert!(link.contains("rel=\"next\""), "{link}");
    let next = first.json()["next"].as_str().unwrap().to_owned();
    let rest = ada.get(&format!("/api/v1/contacts?limit=3&cursor={next}")).await.json();
    assert_eq!((rest["items"].as_array().unwrap().len(), &rest["next"]), (2, &json!(null)));
    assert_eq!(ada.get("/api/v1/contacts?limit=0").await.is(400).code(), "http.limit_malformed");
    assert_eq!(ada.post("/api/v1/contacts", json!({ "name": "" })).await.is(422).code(), "contacts.name_missing");
}

#[tokio::test]
async fn who_objects_is_on_no_card_and_nobody_learns_who_it_was() {
    let town = Town::new().await;
    let ada = town.joins("Ada Rossi").await;
    let card = json!({ "name": "Lino", "emails": ["lino@elsewhere.example", "l@elsewhere.example"] });
    let path = ada.post("/api/v1/contacts", card.clone()).await.is(201).location();

    let visitor = town.visitor();
    visitor.sends("/objection", "/objection", &[("email", "nobody")]).await.is(422).says("not complete");
    visitor.sends("/objection", "/objection", &[("email", "Lino@elsewhere.example")]).await.is(303);
    town.settles().await;
    let letter = town.letters_to("Lino@elsewhere.example").pop().expect("a letter");
    let link = letter.split("/objection/").nth(1).unwrap().split_whitespace().next().unwrap().to_owned();
    let link = format!("/objection/{link}");
    assert_eq!(ada.get(&path).await.json()["emails"].as_array().unwrap().len(), 2, "a letter alone does nothing");
    visitor.sends(&link, &link, &[]).await.is(303);
    assert_eq!(ada.get(&path).await.json()["emails"], json!(["l@elsewhere.example"]));
    let again = ada.post("/api/v1/contacts", card).await.is(201).json();
    assert_eq!(again["emails"], json!(["l@elsewhere.example"]));
    visitor.get(&link).await.is(422).says("used already");
}
