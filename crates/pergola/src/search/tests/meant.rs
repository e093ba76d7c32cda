//! What is meant by a question: capitals, names that are small words, where somebody is and what he knows.

use serde_json::json;

use super::{count, found, row_of_people, titles};
use crate::testkit::Town;

#[tokio::test]
async fn capitals_make_a_word_and_a_small_word_alone_may_be_a_name() {
    let town = Town::new().await;
    let [ada, bruno, carla] = town.people(["Ada Rossi", "Bruno Lo Re", "Carla Verdi"]).await;
    ada.patch("/api/v1/me", json!({ "headline": "AI per i musei" })).await.is(200);
    carla.patch("/api/v1/me", json!({ "headline": "insegno latino" })).await.is(200);
    town.settles().await;
    assert_eq!(titles(&found(&bruno, "q=AI").await), ["person Ada Rossi"]);
    assert_eq!(titles(&found(&carla, "q=lo").await), ["person Bruno Lo Re"]);
    for nobody in ["q=ai", "q=della", "q=lo+di"] {
        assert_eq!(ada.get(&format!("/api/v1/search?{nobody}")).await.is(422).code(), "search.only_small_words");
    }
    ada.get("/search?q=della&kind=person&kind=ask").await.is(422).says("These words would find everything");
    ada.get("/search/suggestions?q=della").await.is(200);
}

#[tokio::test]
async fn where_somebody_lives_or_works_is_not_what_he_knows() {
    let (town, [ada, bruno, ..]) = row_of_people().await;
    let work = json!({ "positions": [{ "organisation": "Segheria Larice", "title": "capomastro", "from": "2020" }] });
    bruno.patch("/api/v1/me", work).await.is(200);
    town.settles().await;
    for (words, knowing) in [("torino", 0), ("larice", 0), ("capomastro", 1), ("legno", 1)] {
        let all = found(&ada, &format!("q={words}")).await;
        assert!(titles(&all).contains(&"person Bruno Neri".to_owned()) || words == "torino", "{words}: {all}");
        let others: u64 = count(&all, "kind", "knows");
        assert_eq!(others, knowing, "{words}: {all}");
    }
    bruno.post("/api/v1/offers", json!({ "text": "Vi mostro Torino", "audience": "everybody" })).await.is(201);
    town.settles().await;
    assert_eq!(count(&found(&ada, "q=torino").await, "kind", "knows"), 1, "what he offers is");
}

#[tokio::test]
async fn a_name_is_found_as_it_is_spoken_and_a_trade_is_not() {
    let town = Town::new().await;
    let [ada, luca, _] = town.people(["Ada Rossi", "Luca Bianchi", "Dino Gialli"]).await;
    luca.post("/api/v1/contacts", json!({ "name": "Teo Conti" })).await.is(201);
    ada.patch("/api/v1/me", json!({ "headline": "arte del cuoio", "skills": ["arco"] })).await.is(200);
    town.settles().await;
    // Too short for an error to be forgiven.
    for (typed, person) in [("luka", "person Luca Bianchi"), ("lucha", "person Luca Bianchi")] {
        let all = found(&ada, &format!("q={typed}")).await;
        assert_eq!((&all["words"], titles(&all)), (&json!("similar"), vec![person.to_owned()]), "{typed}");
    }
    assert_eq!(titles(&found(&luca, "q=theo").await), ["contact Teo Conti"], "on an own card, too");
    for nobody in ["dina", "arko"] {
        assert_eq!(titles(&found(&luca, &format!("q={nobody}")).await), Vec::<String>::new(), "{nobody}");
    }
}

#[tokio::test]
async fn what_somebody_wrote_says_how_far_he_is_and_who_leads_to_him() {
    let (town, [ada, _, _, dino, elsa]) = row_of_people().await;
    dino.post("/api/v1/posts", json!({ "text": "Il mio tornio", "audience": "everybody" })).await.is(201);
    dino.post("/api/v1/asks", json!({ "text": "Chi ripara un tornio?", "audience": "everybody" })).await.is(201);
    elsa.post("/api/v1/offers", json!({ "text": "Presto un tornio", "audience": "everybody" })).await.is(201);
    town.settles().await;
    let all = found(&ada, "q=tornio&kind=post,ask,offer").await;
    let items = all["items"].as_array().unwrap();
    assert_eq!(items.len(), 3, "{all}");
    for item in items {
        let way: Vec<&str> =
            item["way"].as_array().unwrap().iter().map(|one| one["handle"].as_str().unwrap()).collect();
        let (far, between) =
            if item["kind"] == "offer" { (json!(null), vec![]) } else { (json!(3), vec!["bruno", "carla"]) };
        assert_eq!((&item["distance"], way), (&far, between), "{item}");
    }
}

#[tokio::test]
async fn the_next_page_of_several_choices_can_be_followed() {
    let (_town, [ada, ..]) = row_of_people().await;
    let mut path = "/api/v1/search?q=falegname&kind=person,offer,post&distance=1,2,3&limit=1".to_owned();
    let mut all = Vec::new();
    loop {
        let answer = ada.get(&path).await.is(200);
        all.extend(titles(&answer.json()));
        let Some(link) = answer.headers.get("link") else { break };
        let link = link.to_str().unwrap();
        assert!(link.ends_with("rel=\"next\""), "{link}");
        path = link.trim_start_matches('<').split('>').next().unwrap().to_owned();
    }
    assert_eq!(all, ["person Bruno Neri", "person Dino Gialli"]);
}

#[tokio::test]
async fn a_distance_alone_is_a_question() {
    let (_town, [ada, ..]) = row_of_people().await;
    assert_eq!(titles(&found(&ada, "distance=1").await), ["person Bruno Neri"]);
    ada.get("/search?distance=1").await.is(200).says("Bruno Neri").says_not("Carla Verdi");
}

#[tokio::test]
async fn a_question_that_is_refused_keeps_what_was_chosen() {
    let (_town, [ada, ..]) = row_of_people().await;
    let page =
        ada.get("/search?q=di+per&kind=person&kind=ask&distance=2&sort=match&open_asks=true&place=Asti").await.is(422);
    let page = page.says("name=\"kind\" value=\"person\"").says("name=\"kind\" value=\"ask\"");
    let page = page.says("name=\"distance\" value=\"2\"").says("name=\"sort\" value=\"match\"");
    page.says("name=\"open_asks\" value=\"true\"").says("name=\"place\" value=\"Asti\"");
}

#[tokio::test]
async fn an_own_ask_that_somebody_answered_ends_no_looking() {
    let (town, [ada, bruno, ..]) = row_of_people().await;
    let ask = ada
        .post("/api/v1/asks", json!({ "text": "Chi accorda clavicembali?", "audience": "ties" }))
        .await
        .is(201)
        .json();
    let path = format!("/api/v1/asks/{}/outcome", ask["id"].as_str().unwrap());
    ada.put(&path, json!({ "answered": true, "by": "bruno" })).await.is(200);
    bruno.patch("/api/v1/me", json!({ "skills": ["clavicembalista"] })).await.is(200);
    town.settles().await;
    // The very words stand only in what speaks for Bruno: then words that begin so are looked for.
    let all = found(&ada, "q=clavicembal").await;
    assert!(titles(&all).contains(&"person Bruno Neri".to_owned()), "{all}");
}
