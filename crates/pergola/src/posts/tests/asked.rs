//! Stories of what is asked and stands in a feed: it lies ready there, and is never older than the last write of whoever
//! asks, of whoever reads, or of a moderator.

use serde_json::{Value, json};

use super::{id, pictures, tie};
use crate::testkit::{Person, Town};

/// Ada follows a topic; Bruno, whom she knows, asks about it, and Carla, whom Bruno knows. Gives the paths of both.
async fn town() -> (Town, [Person; 4], [String; 2]) {
    let town = Town::new().await;
    let people = town.people(["Ada Rossi", "Bruno Neri", "Carla Blu", "Dora Verdi"]).await;
    let [ada, bruno, carla, _dora] = &people;
    tie(ada, bruno).await;
    tie(bruno, carla).await;
    ada.put("/api/v1/topics/legno/following", Value::Null).await.is(204);
    let first = asks(bruno, "Chi ha un tornio?", "ties").await;
    let second = asks(carla, "Chi vende noce?", "two_steps").await;
    (town, people, [first, second])
}

async fn asks(who: &Person, text: &str, audience: &str) -> String {
    let new = json!({ "text": text, "topics": ["Legno"], "audience": audience });
    format!("/api/v1/asks/{}", id(&who.post("/api/v1/asks", new).await.is(201).json()))
}

/// What is asked in somebody's feed, for programs; and the page has the same.
async fn asked(who: &Person) -> Vec<Value> {
    let feed = who.get("/api/v1/feed").await.is(200).json();
    let asks: Vec<Value> =
        feed["items"].as_array().unwrap().iter().filter(|item| item["kind"] == "ask").cloned().collect();
    let page = who.get("/feed").await.is(200).text();
    for ask in &asks {
        let link = format!("href=\"/asks/{}\">{}</a>", ask["id"].as_str().unwrap(), ask["text"].as_str().unwrap());
        assert!(page.contains(&link), "{link} in {page}");
    }
    assert_eq!(page.matches("class=\"quiet-link\" href=\"/asks/").count(), asks.len());
    asks
}

async fn texts(who: &Person) -> Vec<String> {
    asked(who).await.iter().map(|ask| ask["text"].as_str().unwrap().to_owned()).collect()
}

const BOTH: [&str; 2] = ["Chi ha un tornio?", "Chi vende noce?"];

#[tokio::test]
async fn it_is_read_once_and_lies_ready_for_whoever_may_see_it() {
    let (town, [ada, bruno, ..], _) = town().await;
    assert_eq!((town.app.recent.asks_ready(), texts(&ada).await), (0, BOTH.map(str::to_owned).to_vec()));
    assert_eq!(town.app.recent.asks_ready(), 2);
    // What is said of it depends on who reads.
    bruno.put("/api/v1/topics/legno/following", Value::Null).await.is(204);
    assert_eq!(texts(&bruno).await, ["Chi vende noce?"]);
    let line = |page: &str, line: &str| page.contains(&format!("<p>{line}</p>"));
    let of_bruno = bruno.get("/feed").await.is(200).text();
    assert!(line(&of_bruno, "a connection of yours · today") && of_bruno.contains("/introductions/new?first=carla"));
    for _ in 0..2 {
        let of_ada = ada.get("/feed").await.is(200).text();
        assert!(line(&of_ada, "knows Bruno Neri, as you do · today"), "{of_ada}");
        assert!(line(&of_ada, "a connection of yours · today") && !of_ada.contains("first=carla"));
        assert!(of_ada.contains("/introductions/new?first=bruno"));
    }
    assert_eq!(asked(&ada).await[1]["distance"], 2);
    assert_eq!(asked(&bruno).await[0]["distance"], 1);
    // In the other language, and on the next day.
    super::italian(&ada, "/feed").await.is(200).says("conosce Bruno Neri, come te · oggi");
    town.days_pass(1);
    town.settles().await;
    ada.get("/feed").await.is(200).says("knows Bruno Neri, as you do · yesterday");
}

#[tokio::test]
async fn who_asks_is_called_and_looks_as_he_does_now() {
    let (_town, [ada, bruno, ..], _) = town().await;
    let name = async || asked(&ada).await[0]["person"].clone();
    assert_eq!(name().await["name"], "Bruno Neri");
    bruno.patch("/api/v1/me", json!({ "name": "Bruno Bianchi" })).await.is(200);
    assert_eq!(name().await["name"], "Bruno Bianchi");
    ada.get("/feed").await.is(200).says("Bruno Bianchi").says_not("Bruno Neri");
    bruno.patch("/api/v1/me", json!({ "headline": "Tornitore" })).await.is(200);
    assert_eq!(name().await["headline"], "Tornitore");
    bruno.patch("/api/v1/me", json!({ "handle": "bruno-b" })).await.is(200);
    assert_eq!(name().await["handle"], "bruno-b");
    ada.get("/feed").await.is(200).says("href=\"/@bruno-b\"").says_not("href=\"/@bruno\"");
    // With a photo, with another, and without.
    let jpeg = |seed| pictures::jpeg(&pictures::picture(400, 300, seed), 80);
    let mut seen = Vec::new();
    for seed in [1, 2] {
        let sent = bruno.uploads_as("photo", "/profile", "/profile/photo", &jpeg(seed)).await.is(303);
        assert!(sent.location().contains("profile-kept"));
        let page = ada.get("/feed").await.is(200).text();
        let photo = page.split("src=\"/photos/").nth(1).and_then(|rest| rest.split('/').next()).unwrap().to_owned();
        ada.get(&format!("/photos/{photo}/small")).await.is(200);
        seen.push(photo);
    }
    assert_ne!(seen[0], seen[1]);
    bruno.delete("/api/v1/me/photo").await.is(204);
    ada.get("/feed").await.is(200).says_not("/photos/");
}

#[tokio::test]
async fn said_otherwise_narrowed_closed_over_or_deleted_it_is_so_in_the_next_feed() {
    let (town, [ada, bruno, carla, _dora], [first, second]) = town().await;
    assert_eq!(texts(&ada).await, BOTH);
    bruno.patch(&first, json!({ "text": "Chi ha una pialla?", "place": "Ancona" })).await.is(200);
    assert_eq!(
        (&asked(&ada).await[0]["text"], &asked(&ada).await[0]["place"]),
        (&json!("Chi ha una pialla?"), &json!("Ancona"))
    );
    ada.get("/feed").await.is(200).says("Ancona").says_not("tornio");
    // About something else, and about it again.
    bruno.patch(&first, json!({ "topics": ["Ferro"] })).await.is(200);
    assert_eq!(texts(&ada).await, ["Chi vende noce?"]);
    bruno.patch(&first, json!({ "topics": ["Legno", "Ferro"] })).await.is(200);
    assert_eq!(asked(&ada).await[0]["topics"], json!(["Legno", "Ferro"]));
    // Narrowed, and widened.
    carla.patch(&second, json!({ "audience": "ties" })).await.is(200);
    assert_eq!(texts(&ada).await, ["Chi ha una pialla?"]);
    carla.patch(&second, json!({ "audience": "everybody" })).await.is(200);
    assert_eq!(asked(&ada).await[1]["audience"], "everybody");
    carla.put(&format!("{second}/outcome"), json!({ "answered": false })).await.is(200);
    assert_eq!(texts(&ada).await, ["Chi ha una pialla?"]);
    bruno.delete(&first).await.is(204);
    assert_eq!((texts(&ada).await, town.app.recent.asks_ready()), (Vec::<String>::new(), 0));
    // Over by time alone, before anybody noted it.
    asks(&bruno, "Chi ha una sega?", "ties").await;
    assert_eq!(texts(&ada).await, ["Chi ha una sega?"]);
    town.days_pass(31);
    assert_eq!(texts(&town.signs_in("ada").await).await, Vec::<String>::new());
}

#[tokio::test]
async fn over_a_block_and_of_who_leaves_or_is_closed_nothing_is_asked() {
    let (town, [ada, bruno, carla, dora], [_, second]) = town().await;
    assert_eq!(texts(&ada).await, BOTH);
    carla.put("/api/v1/blocks/ada", Value::Null).await.is(204);
    assert_eq!(texts(&ada).await, ["Chi ha un tornio?"]);
    carla.delete("/api/v1/blocks/ada").await.is(204);
    assert_eq!(texts(&ada).await, BOTH);
    // The tie between that led there ends.
    bruno.delete("/api/v1/ties/carla").await.is(204);
    assert_eq!(texts(&ada).await, ["Chi ha un tornio?"]);
    carla.patch(&second, json!({ "audience": "everybody" })).await.is(200);
    assert_eq!(texts(&ada).await, BOTH);
    // Ada runs the server, and closes Carla's account.
    let report = json!({ "about": { "kind": "member", "id": "carla" }, "why": "fraud" });
    dora.post("/api/v1/reports", report).await.is(201);
    let queue = ada.get("/api/v1/moderation/queue").await.is(200).json();
    let new = json!({ "case": queue["items"][0]["id"], "measure": "suspend", "reason": "Regola 4" });
    ada.post("/api/v1/moderation/decisions", new).await.is(201);
    assert_eq!(texts(&ada).await, ["Chi ha un tornio?"]);
    bruno.asks_to_leave().await;
    assert_eq!(texts(&ada).await, Vec::<String>::new());
    town.days_pass(15);
    town.settles().await;
    let ada = town.signs_in("ada").await;
    assert_eq!((texts(&ada).await, town.app.recent.asks_ready()), (Vec::<String>::new(), 1), "Carla’s alone is kept");
}

#[tokio::test]
async fn hidden_by_a_moderator_it_is_gone_and_back_when_that_is_taken_back() {
    let town = Town::new().await;
    let dora = town.joins("Dora Verdi").await;
    let [ada, bruno] = town.people(["Ada Rossi", "Bruno Neri"]).await;
    tie(&ada, &bruno).await;
    ada.put("/api/v1/topics/legno/following", Value::Null).await.is(204);
    let path = asks(&bruno, "Chi ha un tornio?", "everybody").await;
    assert_eq!(texts(&ada).await, ["Chi ha un tornio?"]);
    let about = json!({ "kind": "ask", "id": path.rsplit('/').next().unwrap() });
    ada.post("/api/v1/reports", json!({ "about": about, "why": "spam" })).await.is(201);
    let queue = dora.get("/api/v1/moderation/queue").await.is(200).json();
    let case = queue["items"][0]["id"].clone();
    let new = json!({ "case": case, "measure": "hide", "reason": "Regola 2" });
    let decision = id(&dora.post("/api/v1/moderation/decisions", new).await.is(201).json());
    town.settles().await;
    assert_eq!(texts(&ada).await, Vec::<String>::new());
    bruno.put(&format!("/api/v1/decisions/{decision}/appeal"), json!({ "words": "È un tornio." })).await.is(204);
    let heard = json!({ "lift": true, "reason": "È un tornio." });
    dora.put(&format!("/api/v1/moderation/decisions/{decision}/answer"), heard).await.is(204);
    town.settles().await;
    assert_eq!(texts(&ada).await, ["Chi ha un tornio?"]);
    // Held by the check when it is said otherwise.
    dora.put("/api/v1/moderation/domains/oro.example", Value::Null).await.is(204);
    let link = json!({ "text": "Chi ha un tornio come https://oro.example/tornio" });
    assert_eq!(bruno.patch(&path, link).await.is(200).json()["state"], "held");
    assert_eq!(texts(&ada).await, Vec::<String>::new());
}

#[tokio::test]
async fn while_somebody_elses_transaction_is_long_nothing_older_is_shown() {
    let (town, [ada, bruno, carla, _dora], [_, second]) = town().await;
    town.log_settles().await;
    assert_eq!(texts(&ada).await, BOTH);
    let story = async {
        bruno.patch("/api/v1/me", json!({ "name": "Bruno Bianchi" })).await.is(200);
        assert_eq!(asked(&ada).await[0]["person"]["name"], "Bruno Bianchi");
        carla.patch(&second, json!({ "audience": "ties" })).await.is(200);
        assert_eq!(texts(&ada).await, ["Chi ha un tornio?"]);
    };
    town.beside_a_long_transaction(story).await;
}
