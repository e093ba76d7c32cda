//! What fits an ask or an offer: across languages, with its reasons, and only what one may see.

use serde_json::{Value, json};

use super::{id, tie};
use crate::testkit::{Person, Town};

const ASK: &str = "Cerco legno di rovere certificato per quaranta scrivanie";
const OFFER: &str = "Certified oak timber for desks, small quantities too";

async fn posts(person: &Person, list: &str, text: &str, audience: &str) -> String {
    let language = if text == OFFER { "en" } else { "it" };
    let new = json!({ "text": text, "audience": audience, "language": language });
    id(&person.post(&format!("/api/v1/{list}"), new).await.is(201).json())
}

async fn matches(person: &Person, list: &str, id: &str) -> Vec<Value> {
    let answer = person.get(&format!("/api/v1/{list}/{id}/matches")).await.is(200).json();
    answer["items"].as_array().unwrap().clone()
}

#[tokio::test]
async fn an_ask_finds_its_offer_across_languages_and_each_says_why() {
    let town = Town::new().await;
    let [ada, bruno, carla] = town.people(["Ada Rossi", "Bruno Neri", "Carla Verdi"]).await;
    let offer = posts(&bruno, "offers", OFFER, "everybody").await;
    posts(&carla, "offers", "Lezioni di nuoto per bambini il sabato mattina", "everybody").await;
    posts(&ada, "offers", "Rovere certificato per scrivanie", "everybody").await;
    carla.patch("/api/v1/me", json!({ "headline": "Falegname, tavoli e scrivanie in rovere" })).await.is(200);
    town.settles().await;
    let ask = posts(&ada, "asks", ASK, "everybody").await;
    let found = matches(&ada, "asks", &ask).await;
    let who: Vec<&str> = found
        .iter()
        .map(|fit| fit["offer"]["person"]["handle"].as_str().or(fit["person"]["handle"].as_str()).unwrap())
        .collect();
    assert!(who.contains(&"bruno") && who.contains(&"carla") && !who.contains(&"ada"), "{found:?}");
    let of_bruno = found.iter().find(|fit| fit["offer"]["id"] == offer).unwrap();
    assert!(of_bruno["score"].as_f64().unwrap() > 0.2 && of_bruno.get("person").is_none());
    assert_eq!(of_bruno["reasons"][0]["kind"], "meaning");
    let said = of_bruno["reasons"].to_string();
    assert!(said.contains("speak of the same thing"), "{said}");
    town.settles().await;
    let asks = matches(&bruno, "offers", &offer).await;
    assert_eq!((&asks[0]["ask"]["id"], asks.len()), (&json!(ask), 1));
    ada.patch("/api/v1/me", json!({ "language": "it" })).await.is(200);
    let page = ada.get(&format!("/asks/{ask}")).await.is(200);
    page.says("C’è già chi lo offre").says("Certified oak timber").says("parlano della stessa cosa").says_not("nuoto");
    bruno.get("/board").await.is(200).says("quaranta scrivanie").says("speak of the same thing");
    bruno
        .get(&format!("/offers/{offer}"))
        .await
        .is(200)
        .says("Somebody already asks for it")
        .says("quaranta scrivanie");
}

#[tokio::test]
async fn nobody_is_matched_with_what_he_may_not_see() {
    let town = Town::new().await;
    let [ada, bruno, carla] = town.people(["Ada Rossi", "Bruno Neri", "Carla Verdi"]).await;
    let offer = posts(&bruno, "offers", OFFER, "ties").await;
    let ask = posts(&ada, "asks", ASK, "everybody").await;
    town.settles().await;
    assert!(matches(&ada, "asks", &ask).await.is_empty(), "for his ties alone");
    let draft = json!({ "kind": "ask", "text": ASK });
    let seen = async || ada.post("/api/v1/matches/preview", draft.clone()).await.is(200).json()["items"].clone();
    assert_eq!(seen().await, json!([]));
    tie(&ada, &bruno).await;
    assert_eq!(seen().await[0]["offer"]["id"], offer);
    assert!(matches(&carla, "asks", &ask).await.is_empty(), "what another may see is not for her");
    bruno.put("/api/v1/blocks/ada", json!({})).await.is(204);
    assert_eq!(seen().await, json!([]));
    bruno.delete("/api/v1/blocks/ada").await.is(204);
    tie(&ada, &bruno).await;
    assert_eq!(matches(&ada, "asks", &ask).await.len(), 1);
    bruno.delete(&format!("/api/v1/offers/{offer}")).await.is(204);
    assert!(matches(&ada, "asks", &ask).await.is_empty(), "at once, whoever has read the log");
    carla.put("/api/v1/blocks/ada", json!({})).await.is(204);
    carla.get(&format!("/api/v1/asks/{ask}/matches")).await.is(404);
    town.days_pass(31);
    assert!(matches(&ada, "asks", &ask).await.is_empty(), "an ask at rest is matched with nothing");
}

#[tokio::test]
async fn what_is_being_written_is_kept_nowhere_and_has_its_refusals() {
    let town = Town::new().await;
    let ada = town.joins("Ada Rossi").await;
    let preview = async |draft: Value| ada.post("/api/v1/matches/preview", draft).await;
    preview(json!({ "kind": "offer", "text": OFFER, "topics": ["rovere"], "place": "Ancona" })).await.is(200);
    town.settles().await;
    let sql = "SELECT count(*) FROM vectors";
    let kept: Option<i64> = town.app.db.read(async move |tx| tx.one(sql, &[], |row| row.get(0)).await).await.unwrap();
    assert_eq!(kept, Some(0));
    for (draft, code) in [
        (json!({ "kind": "wish", "text": "a" }), "asks.kind_unknown"),
        (json!({ "kind": "ask", "text": " " }), "asks.text_missing"),
        (json!({ "kind": "ask", "text": "x".repeat(10_000) }), "asks.text_too_long"),
        (json!({ "kind": "ask", "text": "a", "audience": "x" }), "asks.audience_unknown"),
        (json!({ "kind": "ask", "text": "a", "topics": ["f", "a", "b", "c", "d", "e"] }), "topics.too_many"),
    ] {
        assert_eq!(preview(draft).await.is(422).code(), code);
    }
    assert_eq!(preview(json!({ "kind": "ask", "text": "a", "colour": 1 })).await.status.as_u16() / 100, 4);
    let ask = posts(&ada, "asks", ASK, "everybody").await;
    let path = format!("/api/v1/asks/{ask}/matches?limit=");
    for limit in ["0", "21"] {
        assert_eq!(ada.get(&format!("{path}{limit}")).await.code(), "asks.matches_malformed");
    }
    ada.get(&format!("{path}1")).await.is(200);
    ada.get(&format!("/api/v1/offers/{ask}/matches")).await.is(404);
    ada.get("/asks/new").await.is(200).says("data-preview=\"/asks/preview\"").says("/assets/matches.js");
}

#[tokio::test]
async fn an_offer_that_names_the_place_of_who_asks_says_so() {
    let town = Town::new().await;
    let [ada, bruno] = town.people(["Ada Rossi", "Bruno Neri"]).await;
    let delivers = "Tavole di rovere certificato per scrivanie: consegniamo ad Ancona ogni settimana";
    let offer = json!({ "text": delivers, "audience": "everybody", "language": "it", "place": "Jesi" });
    let offer = id(&bruno.post("/api/v1/offers", offer).await.is(201).json());
    town.settles().await;
    let reasons = async |of: Value| {
        let mut new = json!({ "kind": "ask", "text": ASK, "audience": "everybody", "language": "it" });
        new.as_object_mut().unwrap().extend(of.as_object().unwrap().clone());
        let found = ada.post("/api/v1/matches/preview", new).await.is(200).json();
        let one = found["items"].as_array().unwrap().iter().find(|fit| fit["offer"]["id"] == offer).unwrap().clone();
        one["reasons"].as_array().unwrap().iter().map(|it| it["text"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    let of_ask = "It names Ancona, the place of the ask.".to_owned();
    let of_asker = "It names Ancona, where the person asking is.".to_owned();
    assert!(reasons(json!({ "place": "Ancona, Marche" })).await.contains(&of_ask));
    let nowhere = reasons(json!({})).await;
    assert!(!nowhere.iter().any(|reason| reason.contains("Ancona")), "she shows no place: {nowhere:?}");
    ada.patch("/api/v1/me", json!({ "place": "Ancona" })).await.is(200);
    assert!(reasons(json!({})).await.contains(&of_asker));
    assert!(!reasons(json!({ "place": "Pavia" })).await.iter().any(|reason| reason.contains("Ancona")));
    // The same on the pages of both, in Italian too.
    let ask = posts(&ada, "asks", ASK, "everybody").await;
    town.settles().await;
    bruno.get(&format!("/offers/{offer}")).await.is(200).says("It names <b>Ancona</b>, where the person asking is.");
    ada.patch("/api/v1/me", json!({ "language": "it" })).await.is(200);
    ada.get(&format!("/asks/{ask}")).await.is(200).says("Si nomina <b>Ancona</b>, dove sta chi chiede.");
    // Where she works now counts as where she is; where she worked does not.
    ada.patch("/api/v1/me", json!({ "language": "en", "place": "" })).await.is(200);
    let spell = |to: Value| json!({ "positions": [{ "organisation": "Mulino", "title": "Falegname", "place": "Ancona", "from": "2020-01", "to": to }] });
    let of_work = "It names Ancona, where the person asking works.".to_owned();
    for (to, names) in [(json!("2022-01"), false), (Value::Null, true)] {
        ada.patch("/api/v1/me", spell(to)).await.is(200);
        assert_eq!(reasons(json!({})).await.contains(&of_work), names);
    }
    bruno.get(&format!("/offers/{offer}")).await.is(200).says("It names <b>Ancona</b>, where the person asking works.");
    // Whom a block hides is not asked where he is.
    ada.put("/api/v1/blocks/bruno", json!({})).await.is(204);
    assert!(matches(&bruno, "offers", &offer).await.is_empty());
}
