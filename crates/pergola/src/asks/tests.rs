//! Stories of asks and offers, through the doors.

mod matches;
mod pages;
mod reader;
mod sight;

use serde_json::{Value, json};

use crate::testkit::{Person, Town};

/// Two people become tied.
pub(super) async fn tie(one: &Person, other: &Person) {
    let asked = json!({ "to": other.handle, "how_met": { "kind": "worked" } });
    let id = one.post("/api/v1/invitations", asked).await.is(201).json()["id"].as_str().unwrap().to_owned();
    other.put(&format!("/api/v1/invitations/{id}/acceptance"), json!({})).await.is(200);
}

pub(super) fn id(answer: &Value) -> String {
    answer["id"].as_str().unwrap().to_owned()
}

async fn posts(person: &Person, list: &str, text: &str) -> String {
    let new = json!({ "text": text, "audience": "everybody" });
    id(&person.post(&format!("/api/v1/{list}"), new).await.is(201).json())
}

async fn texts(person: &Person, path: &str) -> Vec<String> {
    let listed = person.get(path).await.is(200).json();
    listed["items"].as_array().unwrap().iter().map(|item| item["text"].as_str().unwrap().to_owned()).collect()
}

#[tokio::test]
async fn an_ask_is_read_changed_and_deleted_by_its_author_alone() {
    let town = Town::new().await;
    let (ada, bruno) = (town.joins("Ada Rossi").await, town.joins("Bruno Neri").await);
    let new = json!({ "text": " Un fornitore di  legno certificato", "topics": ["Legno certificato", "legno CERTIFICATO"],
                      "place": "Ancona", "language": "it", "audience": "everybody" });
    let ask = ada.post("/api/v1/asks", new).await.is(201).json();
    assert_eq!(ask["text"], "Un fornitore di legno certificato");
    assert_eq!((&ask["topics"], &ask["kind"]), (&json!(["Legno certificato"]), &json!("ask")));
    assert_eq!((&ask["state"], &ask["mine"], &ask["distance"]), (&json!("open"), &json!(true), &json!(0)));
    assert_eq!(ask["expires_at"], "2026-04-09T09:00:00Z");
    let path = format!("/api/v1/asks/{}", id(&ask));
    let seen = bruno.get(&path).await.is(200).json();
    assert_eq!((&seen["mine"], &seen["distance"]), (&json!(false), &json!(null)));
    bruno.patch(&path, json!({ "text": "altro" })).await.is(404);
    bruno.delete(&path).await.is(404);
    bruno.post(&format!("{path}/renewal"), json!({})).await.is(404);
    bruno.put(&format!("{path}/outcome"), json!({ "answered": false })).await.is(404);
    bruno.get(&path.replace("asks", "offers")).await.is(404);
    let changed = ada.patch(&path, json!({ "place": null, "topics": ["boschi"] })).await.is(200).json();
    assert_eq!((&changed["place"], &changed["topics"]), (&json!(null), &json!(["boschi"])));
    assert_eq!(changed["text"], ask["text"], "what is not named stays");
    assert_eq!(ada.patch(&path, json!({ "author": "bruno" })).await.is(400).code(), "http.field_unknown");
    ada.delete(&path).await.is(204);
    ada.get(&path).await.is(404);
    ada.delete(&path).await.is(404);
    assert_eq!(texts(&bruno, "/api/v1/asks").await, Vec::<String>::new());
}

#[tokio::test]
async fn the_board_is_filtered_and_read_to_its_end() {
    let town = Town::new().await;
    let (ada, bruno) = (town.joins("Ada Rossi").await, town.joins("Bruno Neri").await);
    let carla = town.joins("Carla Blu").await;
    tie(&ada, &bruno).await;
    for number in 0..25 {
        let place = if number % 2 == 0 { "Bologna" } else { "Forlì" };
        let language = if number % 5 == 0 { "en" } else { "it" };
        let topics: &[&str] = if number % 3 == 0 { &["Gare d’appalto"] } else { &[] };
        let new = json!({ "text": format!("offerta {number}"), "place": place, "language": language,
                          "topics": topics, "audience": "everybody" });
        let author = if number < 20 { &bruno } else { &carla };
        author.post("/api/v1/offers", new).await.is(201);
    }
    posts(&ada, "asks", "una domanda").await;
    let (mut all, mut path) = (Vec::new(), "/api/v1/offers?limit=10".to_owned());
    loop {
        let answer = ada.get(&path).await.is(200);
        let link = answer.headers.get("link").map(|link| link.to_str().unwrap().to_owned());
        let listed = answer.json();
        all.extend(listed["items"].as_array().unwrap().iter().map(|item| item["text"].clone()));
        let Some(next) = listed["next"].as_str() else { break };
        path = format!("/api/v1/offers?limit=10&cursor={next}");
        assert!(link.unwrap().contains(next));
    }
    let expected: Vec<Value> = (0..25).rev().map(|number| json!(format!("offerta {number}"))).collect();
    assert_eq!(all, expected, "newest first, each once");
    for (query, count) in [
        ("place=forli", 12),
        ("place=%25", 0),
        ("language=en", 5),
        ("topic=gare+D'APPALTO", 9),
        ("distance=1", 20),
        ("person=carla", 5),
        ("person=carla&distance=2", 0),
        ("person=nessuno", 0),
        ("place=Bologna&language=it&distance=1", 8),
        ("mine=true", 0),
    ] {
        assert_eq!(texts(&ada, &format!("/api/v1/offers?limit=100&{query}")).await.len(), count, "{query}");
    }
    assert_eq!(texts(&bruno, "/api/v1/offers?limit=100&mine=true").await.len(), 20);
    for (query, code) in [
        ("distance=0", "asks.distance_malformed"),
        ("distance=9", "asks.distance_malformed"),
        ("limit=0", "http.limit_malformed"),
        ("cursor=x", "http.cursor_malformed"),
    ] {
        assert_eq!(ada.get(&format!("/api/v1/asks?{query}")).await.is(400).code(), code);
    }
}

#[tokio::test]
async fn each_bad_input_has_its_sentence() {
    let town = Town::new().await;
    let ada = town.joins("Ada Rossi").await;
    let good = json!({ "text": "qualcosa" });
    let with = |name: &str, value: Value| {
        let mut new = good.clone();
        new[name] = value;
        new
    };
    for (new, code, field) in [
        (with("text", json!("x".repeat(10_000))), "asks.text_too_long", "text"),
        (with("text", json!("\u{200B} … ")), "asks.text_missing", "text"),
        (with("topics", json!(["a", "b", "c", "d", "e", "f"])), "topics.too_many", "topics"),
        (with("topics", json!(["x".repeat(41)])), "topics.name_too_long", "topics"),
        (with("topics", json!(["12"])), "topics.without_letters", "topics"),
        (with("place", json!("x".repeat(121))), "asks.place_too_long", "place"),
        (with("language", json!("italiano!")), "asks.language_malformed", "language"),
        (with("audience", json!("world")), "asks.audience_unknown", "audience"),
    ] {
        for list in ["asks", "offers"] {
            let problem = ada.post(&format!("/api/v1/{list}"), new.clone()).await.is(422).json();
            assert_eq!((&problem["code"], &problem["fields"][0]["name"]), (&json!(code), &json!(field)), "{problem}");
            assert!(problem["detail"].as_str().unwrap().len() > 20);
        }
    }
    assert_eq!(ada.post("/api/v1/asks", json!({})).await.is(400).code(), "http.field_missing");
    ada.get("/api/v1/asks/0").await.is(404);
    ada.get("/api/v1/asks/abc").await.is(404);
}

#[tokio::test]
async fn after_a_month_an_ask_rests_and_one_tap_renews_it() {
    let town = Town::new().await;
    let (ada, bruno) = (town.joins("Ada Rossi").await, town.joins("Bruno Neri").await);
    let ask = posts(&ada, "asks", "una tipografia").await;
    let offer = posts(&ada, "offers", "carta di recupero").await;
    town.days_pass(30);
    assert!(texts(&bruno, "/api/v1/asks").await.is_empty(), "by the hour, whether anybody noted it or not");
    bruno.get(&format!("/api/v1/asks/{ask}")).await.is(404);
    assert_eq!(ada.get(&format!("/api/v1/asks/{ask}")).await.is(200).json()["state"], "resting");
    town.settles().await;
    town.settles().await;
    let notices = ada.get("/api/v1/notices").await.json();
    assert_eq!(notices["items"].as_array().unwrap().len(), 1, "told once: {notices}");
    assert_eq!(notices["items"][0]["kind"], "ask_rested");
    town.signs_in("ada").await.get("/today").await.is(200).says("now at rest");
    let renewed = ada.post(&format!("/api/v1/asks/{ask}/renewal"), json!({})).await.is(200).json();
    assert_eq!((&renewed["state"], &renewed["renewed_at"]), (&json!("open"), &json!("2026-04-09T09:00:00Z")));
    assert_eq!(texts(&bruno, "/api/v1/asks").await, ["una tipografia"]);
    assert_eq!(ada.get("/api/v1/notices").await.json()["items"], json!([]), "and what was told is settled");
    assert_eq!(texts(&bruno, "/api/v1/offers").await, ["carta di recupero"]);
    town.days_pass(150);
    assert!(texts(&bruno, "/api/v1/offers").await.is_empty());
    let path = format!("/api/v1/offers/{offer}/renewal");
    assert_eq!(ada.post(&path, json!({})).await.is(200).json()["expires_at"], "2027-03-05T09:00:00Z");
}

#[tokio::test]
async fn an_early_renewal_moves_nothing_before_the_others() {
    let town = Town::new().await;
    let (ada, bruno) = (town.joins("Ada Rossi").await, town.joins("Bruno Neri").await);
    let first = posts(&ada, "asks", "la prima").await;
    posts(&bruno, "asks", "la seconda").await;
    town.days_pass(2);
    ada.post(&format!("/api/v1/asks/{first}/renewal"), json!({})).await.is(200);
    assert_eq!(texts(&bruno, "/api/v1/asks").await, ["la seconda", "la prima"]);
    town.days_pass(27);
    ada.post(&format!("/api/v1/asks/{first}/renewal"), json!({})).await.is(200);
    assert_eq!(texts(&bruno, "/api/v1/asks").await, ["la prima", "la seconda"]);
}

#[tokio::test]
async fn thanks_go_to_who_answered_and_to_who_brought_them_together() {
    let town = Town::new().await;
    let (ada, bruno, carla) =
        (town.joins("Ada Rossi").await, town.joins("Bruno Neri").await, town.joins("Carla Blu").await);
    let dora = town.joins("Dora Verdi").await;
    dora.put("/api/v1/blocks/ada", json!({})).await.is(204);
    let path = format!("/api/v1/asks/{}/outcome", posts(&ada, "asks", "una tipografia").await);
    for (outcome, code) in [
        (json!({ "answered": true, "by": "ada" }), "asks.thanks_oneself"),
        (json!({ "answered": true, "through": "ada" }), "asks.through_oneself"),
        (json!({ "answered": true, "by": "bruno", "through": "bruno" }), "asks.helper_twice"),
        (json!({ "answered": true, "by": "nessuno" }), "asks.helper_unknown"),
        (json!({ "answered": true, "by": "dora" }), "asks.helper_unknown"),
        (json!({ "answered": true, "through": "dora" }), "asks.go_between_unknown"),
        (json!({ "answered": false, "by": "bruno" }), "asks.nobody_to_thank"),
    ] {
        assert_eq!(ada.put(&path, outcome).await.is(422).code(), code);
    }
    assert_eq!(ada.put(&path, json!({ "by": "bruno" })).await.is(400).code(), "http.field_missing");
    let closed = ada.put(&path, json!({ "answered": true, "by": "bruno", "through": "@carla" })).await.is(200).json();
    assert_eq!((&closed["state"], &closed["outcome"]["by"]["handle"]), (&json!("closed"), &json!("bruno")));
    assert_eq!(closed["outcome"]["through"]["handle"], "carla");
    town.settles().await;
    for (thanked, kind) in [(&bruno, "thanked"), (&carla, "thanked_through")] {
        let notices = thanked.get("/api/v1/notices").await.json();
        assert_eq!(
            (&notices["items"][0]["kind"], &notices["items"][0]["person"]["handle"]),
            (&json!(kind), &json!("ada"))
        );
        thanked.get("/today").await.is(200).says("Ada Rossi thanks you");
        thanked.get(path.trim_end_matches("/outcome")).await.is(404);
    }
    assert_eq!(dora.get("/api/v1/notices").await.json()["items"], json!([]));
    assert_eq!(ada.put(&path, json!({ "answered": false })).await.is(422).code(), "asks.already_closed");
    let (one, renewal) = (path.replace("/outcome", ""), path.replace("outcome", "renewal"));
    assert_eq!(ada.patch(&one, json!({ "text": "altro" })).await.is(422).code(), "asks.already_closed");
    assert_eq!(ada.post(&renewal, json!({})).await.is(422).code(), "asks.already_closed");
    bruno.put("/api/v1/blocks/ada", json!({})).await.is(204);
    let one = ada.get(&one).await.is(200).json();
    assert_eq!((&one["outcome"]["answered"], &one["outcome"]["by"]), (&json!(true), &json!(null)), "a block hides");
}

#[tokio::test]
async fn who_took_up_an_offer_is_told_nothing() {
    let town = Town::new().await;
    let (ada, bruno) = (town.joins("Ada Rossi").await, town.joins("Bruno Neri").await);
    let path = format!("/api/v1/offers/{}/outcome", posts(&ada, "offers", "un’ora al mese").await);
    let closed = ada.put(&path, json!({ "answered": true, "by": "bruno" })).await.is(200).json();
    assert_eq!(closed["outcome"]["by"]["handle"], "bruno");
    town.settles().await;
    assert_eq!(bruno.get("/api/v1/notices").await.json()["items"], json!([]));
}

#[tokio::test]
async fn so_many_are_open_and_so_many_a_day() {
    let town = Town::new().await;
    let ada = town.joins("Ada Rossi").await;
    for number in 0..60 {
        let one = posts(&ada, "asks", &format!("la {number}")).await;
        if number < 15 {
            ada.delete(&format!("/api/v1/asks/{one}")).await.is(204);
        }
    }
    let new = json!({ "text": "una di troppo" });
    let over = ada.post("/api/v1/offers", new.clone()).await.is(429);
    assert_eq!(over.headers.get("retry-after").unwrap(), "86400", "deleting gives no room in the day");
    assert_eq!(over.code(), "asks.too_many_today");
    town.days_pass(1);
    for number in 0..5 {
        posts(&ada, "asks", &format!("domani {number}")).await;
    }
    assert_eq!(ada.post("/api/v1/asks", new.clone()).await.is(422).code(), "asks.too_many_open");
    ada.post("/api/v1/offers", new).await.is(201);
}

#[tokio::test]
async fn who_leaves_takes_all_words_along() {
    let town = Town::new().await;
    let (ada, bruno) = (town.joins("Ada Rossi").await, town.joins("Bruno Neri").await);
    posts(&ada, "offers", "la mia offerta").await;
    let asked = posts(&bruno, "asks", "chiede bruno").await;
    bruno.put(&format!("/api/v1/asks/{asked}/outcome"), json!({ "answered": true, "by": "ada" })).await.is(200);
    assert_eq!(texts(&bruno, "/api/v1/offers").await.len(), 1);
    let form = [("password", crate::testkit::PASSWORD)];
    ada.sends("/settings", "/settings/leaving", &form).await.is(303);
    assert!(texts(&bruno, "/api/v1/offers").await.is_empty(), "gone from the board as soon as she takes leave");
    town.days_pass(60);
    town.settles().await;
    let left: i64 = town
        .app
        .db
        .read(async |tx| {
            let sql = "SELECT (SELECT count(*) FROM asks WHERE text LIKE '%offerta%') + \
                       (SELECT count(*) FROM asks WHERE answered_by IS NOT NULL)";
            Ok::<_, pergola_db::Fault>(tx.one(sql, &[], |row| row.get(0)).await?.unwrap_or(-1))
        })
        .await
        .unwrap();
    assert_eq!(left, 0);
}
