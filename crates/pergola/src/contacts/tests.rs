//! Stories of cards.

use serde_json::json;

use crate::{app::Most, testkit::Town};

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
    wrong.says("one per line").says("Bottega").says("<title>Error:");
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

impl crate::testkit::Person {
    /// The names of those of whom a notice says that they are on a card.
    async fn told_of(&self) -> Vec<String> {
        let notices = self.get("/api/v1/notices?limit=100").await.is(200).json();
        let told = notices["items"].as_array().unwrap().iter().filter(|one| one["kind"] == "contact_joined");
        told.map(|one| one["person"]["handle"].as_str().unwrap().to_owned()).collect()
    }

    async fn chooses_to_be_found(&self, found: bool) {
        self.patch("/api/v1/me", json!({ "found_by_email": found })).await.is(200);
    }
}

/// Somebody opens the letter to the own address.
async fn confirms(town: &Town, who: &crate::testkit::Person) {
    town.settles().await;
    let address = format!("{}@example.org", who.handle);
    let letter = town.letters_to(&address).into_iter().find(|letter| letter.contains("/letters/")).unwrap();
    let key = letter.split("/letters/").nth(1).unwrap().split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap();
    let path = format!("/letters/{key}");
    town.visitor().sends(&path, &path, &[]).await.is(303);
    town.settles().await;
}

#[tokio::test]
async fn the_owner_of_a_card_is_told_of_who_confirmed_and_chose_and_nothing_else_happens() {
    let town = Town::new().await;
    let ada = town.joins("Ada Rossi").await;
    for name in ["Bruno Neri", "Carla Blu", "Dino Sale", "Elsa Riva"] {
        let handle = name.split(' ').next().unwrap().to_lowercase();
        let card = json!({ "name": name, "emails": [format!("{}@Example.org", handle)] });
        ada.post("/api/v1/contacts", card).await.is(201);
    }
    let seen = async || {
        let mut pages = Vec::new();
        for path in
            ["/api/v1/contacts", "/api/v1/ties", "/api/v1/invitations?box=out", "/api/v1/suggestions", "/api/v1/garden"]
        {
            pages.push(ada.get(path).await.is(200).text());
        }
        pages
    };
    let before = seen().await;
    let [bruno, carla, dino, elsa] = town.people(["Bruno Neri", "Carla Blu", "Dino Sale", "Elsa Riva"]).await;
    // Chosen, not confirmed; confirmed, not chosen.
    bruno.chooses_to_be_found(true).await;
    carla.chooses_to_be_found(false).await;
    confirms(&town, &carla).await;
    assert_eq!(ada.told_of().await, Vec::<String>::new());
    // Both: once, however often he chooses.
    confirms(&town, &bruno).await;
    assert_eq!(ada.told_of().await, ["bruno"]);
    for found in [false, true] {
        bruno.chooses_to_be_found(found).await;
    }
    town.settles().await;
    assert!(ada.told_of().await.iter().all(|handle| handle == "bruno"));
    // Who blocked her, and whom she is tied to already.
    dino.put("/api/v1/blocks/ada", json!({})).await.is(204);
    let wish = json!({ "to": "ada", "how_met": { "kind": "online" } });
    let id = elsa.post("/api/v1/invitations", wish).await.is(201).json()["id"].as_str().unwrap().to_owned();
    ada.put(&format!("/api/v1/invitations/{id}/acceptance"), json!({})).await.is(200);
    for one in [&dino, &elsa] {
        one.chooses_to_be_found(true).await;
        confirms(&town, one).await;
    }
    assert!(ada.told_of().await.iter().all(|handle| handle == "bruno"), "{:?}", ada.told_of().await);
    // Nobody hears that he stands on a card; nobody is invited, tied or moved.
    ada.delete("/api/v1/ties/elsa").await.is(204);
    assert_eq!(seen().await, before);
    for one in [&bruno, &carla, &dino] {
        assert_eq!(one.get("/api/v1/notices").await.json()["items"], json!([]), "{}", one.handle);
        assert_eq!(one.get("/api/v1/invitations").await.json()["items"], json!([]), "{}", one.handle);
        assert_eq!(town.letters_to(&format!("{}@example.org", one.handle)).len(), 1, "the one to confirm");
    }
}

#[tokio::test]
async fn of_more_than_twenty_a_day_the_owner_is_told_on_the_days_that_follow() {
    let town = Town::new().await;
    let ada = town.joins("Ada Rossi").await;
    let mut people = Vec::new();
    for number in 0..23 {
        let handle = format!("gente{number}");
        ada.post("/api/v1/contacts", json!({ "name": handle, "emails": [format!("{handle}@example.org")] }))
            .await
            .is(201);
        let one = town.joins(&handle).await;
        one.chooses_to_be_found(false).await;
        people.push(one);
    }
    for one in &people {
        confirms(&town, one).await;
        one.chooses_to_be_found(true).await;
    }
    town.settles().await;
    assert_eq!(ada.told_of().await.len(), 20);
    town.minutes_pass(60);
    town.settles().await;
    assert_eq!(ada.told_of().await.len(), 20, "not an hour later");
    // One of those who wait thinks better of it.
    people[22].chooses_to_be_found(false).await;
    town.days_pass(1);
    town.settles().await;
    let told = ada.told_of().await;
    let all: std::collections::BTreeSet<&String> = told.iter().collect();
    assert_eq!((told.len(), all.len()), (22, 22), "{told:?}");
    assert!(!all.contains(&people[22].handle));
    town.days_pass(1);
    town.settles().await;
    assert_eq!(ada.told_of().await.len(), 22);
}

#[tokio::test]
async fn two_owners_of_one_address_see_nothing_of_each_other() {
    let town = Town::new().await;
    let [ada, bruno, carla] = town.people(["Ada Rossi", "Bruno Neri", "Carla Blu"]).await;
    let card = json!({ "name": "Lino Chiodofisso", "organisation": "Ferramenta", "emails": ["lino@example.org"] });
    ada.post("/api/v1/contacts", card.clone()).await.is(201);
    let seen = async |who: &crate::testkit::Person| {
        let mut pages = Vec::new();
        for path in [
            "/api/v1/contacts",
            "/api/v1/search?q=lino",
            "/api/v1/search?q=ferramenta",
            "/api/v1/suggestions",
            "/api/v1/notices",
            "/garden/unplanted",
            "/search?q=lino%40example.org",
        ] {
            pages.push(who.get(path).await.is(200).text());
        }
        pages
    };
    town.settles().await;
    let before = (seen(&ada).await, seen(&carla).await);
    let other = json!({ "name": "Lino C.", "organisation": "Altra Bottega", "emails": ["LINO@example.org"] });
    let path = bruno.post("/api/v1/contacts", other).await.is(201).location();
    town.settles().await;
    assert_eq!((seen(&ada).await, seen(&carla).await), before, "two cards of one person are two cards");
    assert_eq!(bruno.get("/api/v1/contacts").await.json()["items"][0]["organisation"], "Altra Bottega");
    bruno.delete(&path).await.is(204);
    town.settles().await;
    assert_eq!((seen(&ada).await, seen(&carla).await), before);
}

#[tokio::test]
async fn a_card_has_a_day_and_there_is_an_end_of_cards() {
    let town = Town::small(Most { cards: 2, ..Most::default() }).await;
    let ada = town.joins("Ada Rossi").await;
    let odd = json!({ "name": "Lino", "since": "ieri" });
    assert_eq!(ada.post("/api/v1/contacts", odd).await.is(422).code(), "contacts.since_malformed");
    let form = [("name", "Lino"), ("since", "ieri"), ("place", "Bologna")];
    ada.sends("/contacts/new", "/contacts", &form).await.is(422).says("2021-05-04").says("Bologna");
    for name in ["Lino", "Ivo"] {
        ada.post("/api/v1/contacts", json!({ "name": name })).await.is(201);
    }
    assert_eq!(ada.post("/api/v1/contacts", json!({ "name": "Gina" })).await.is(422).code(), "contacts.too_many_cards");
    ada.sends("/contacts/new", "/contacts", &[("name", "Gina")]).await.is(422).says("Gina");
}
