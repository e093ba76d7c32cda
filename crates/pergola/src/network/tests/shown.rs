//! What pages and programs show of the network: ways, lists of people in common, suggestions page by page.

use serde_json::{Value, json};

use super::tie;
use crate::testkit::{Person, Town};

fn handles(list: &Value) -> Vec<String> {
    let person = |item: &Value| item.get("person").unwrap_or(item)["handle"].as_str().unwrap().to_owned();
    list["items"].as_array().unwrap().iter().map(person).collect()
}

async fn italian(person: &Person) {
    person.patch("/api/v1/me", json!({ "language": "it" })).await.is(200);
}

#[tokio::test]
async fn to_ones_own_tie_nobody_is_asked_to_introduce() {
    let town = Town::new().await;
    let [ada, bruno, carla] = town.people(["Ada Rossi", "Bruno Neri", "Carla Blu"]).await;
    tie(&town, &ada, &carla).await;
    tie(&town, &carla, &bruno).await;
    ada.get("/@bruno/paths").await.is(200).says("goes through Carla").says("/requests/new?to=bruno");
    tie(&town, &ada, &bruno).await;
    let page = ada.get("/@bruno/paths").await.is(200).says("Bruno is a connection of yours").says("Carla Blu");
    page.says_not("/requests/new").says_not("No known path").says_not("The warmest path");
    italian(&ada).await;
    ada.get("/@bruno/paths").await.is(200).says("Vi conoscete già");
}

#[tokio::test]
async fn where_nobody_knows_the_years_there_are_no_brackets() {
    let town = Town::new().await;
    let [ada, bruno, carla] = town.people(["Ada Rossi", "Bruno Neri", "Carla Blu"]).await;
    for person in [&ada, &bruno, &carla] {
        let position = json!({ "organisation": "Mulino", "title": "mugnaio" });
        person.patch("/api/v1/me", json!({ "positions": [position] })).await.is(200);
    }
    tie(&town, &ada, &bruno).await;
    tie(&town, &bruno, &carla).await;
    ada.get("/@carla/paths").await.is(200).says("together at Mulino<").says_not("()");
    ada.get("/suggestions").await.is(200).says("you worked at Mulino in the same years<").says_not("()");
    let mulino = ada.get("/api/v1/members/bruno").await.json()["positions"][0]["organisation_id"].clone();
    let there = ada.get(&format!("/api/v1/organisations/{}/people", mulino.as_str().unwrap())).await.is(200).json();
    assert_eq!(handles(&there), ["bruno", "carla"]);
    assert!(there["items"].as_array().unwrap().iter().all(|item| item["years"] == json!([]) && item["now"] == true));
}

#[tokio::test]
async fn of_ones_own_step_it_is_said_to_oneself() {
    let town = Town::new().await;
    let [ada, bruno, carla] = town.people(["Ada Rossi", "Bruno Neri", "Carla Blu"]).await;
    let met = pergola_domain::ties::Met {
        kind: pergola_domain::changes::MetKind::Worked,
        ..pergola_domain::ties::Met::untold()
    };
    super::forms(&town, &ada, &bruno, met.clone()).await;
    super::forms(&town, &bruno, &carla, met).await;
    italian(&ada).await;
    let page = ada.get("/@carla/paths").await.is(200);
    page.says("avete lavorato insieme").says("hanno lavorato insieme");
}

#[tokio::test]
async fn the_list_of_people_in_common_is_as_long_as_its_number() {
    let town = Town::new().await;
    let [ada, bruno] = town.people(["Ada Rossi", "Bruno Neri"]).await;
    let mut between = Vec::new();
    for number in 10..33 {
        let one = town.joins(&format!("Mano{number} Nuova")).await;
        tie(&town, &ada, &one).await;
        tie(&town, &one, &bruno).await;
        between.push(one);
    }
    // Not these: one will not be named, one hides, one is blocked by the other end.
    between[0].patch("/api/v1/me", json!({ "connector": false })).await.is(200);
    between[1].patch("/api/v1/me", json!({ "ties_shown": "nobody" })).await.is(200);
    bruno.put("/api/v1/blocks/mano12", json!({})).await.is(204);
    let count = ada.get("/api/v1/members/bruno").await.is(200).json()["mutuals"]["count"].clone();
    assert_eq!(count, 20);
    ada.get("/@bruno").await.is(200).says("href=\"/@bruno/mutuals\"");
    // Of the ways five, each through somebody else.
    let ways = async |limit: &str| -> Vec<Value> {
        let told = ada.get(&format!("/api/v1/paths?to=bruno{limit}")).await.is(200).json();
        told["paths"].as_array().unwrap().clone()
    };
    let five = ways("").await;
    let through = |way: &Value| way["people"][1]["handle"].as_str().unwrap().to_owned();
    assert_eq!(five.iter().map(through).collect::<std::collections::BTreeSet<_>>().len(), 5);
    assert_eq!((five.len(), ways("&limit=5").await, ways("&limit=2").await), (5, five.clone(), five[..2].to_vec()));
    let page = ada.get("/@bruno/paths").await.is(200).text();
    assert!(five.iter().all(|way| page.contains(&format!("href=\"/@{}\"", through(way)))));
    ada.get("/@bruno/paths").await.is(200).says("See all twenty").says("href=\"/@bruno/mutuals\"");
    let page = ada.get("/@bruno/mutuals").await.is(200).says("Twenty people whom we may name");
    assert_eq!(page.text().matches("class=\"name\"").count(), 20);
    page.says_not("Mano10").says_not("Mano11").says_not("Mano12").says_not("?page=2");
    let list = "/api/v1/members/bruno/mutuals";
    let (mut read, mut path) = (Vec::new(), format!("{list}?limit=8"));
    loop {
        let answer = ada.get(&path).await.is(200);
        let part = answer.json();
        assert_eq!(part["count"], 20);
        read.extend(handles(&part));
        let Some(next) = part["next"].as_str() else { break };
        path = format!("{list}?cursor={next}&limit=8");
        let link = answer.headers["link"].to_str().unwrap();
        assert_eq!(link, format!("<{path}>; rel=\"next\""));
    }
    assert_eq!(read.len(), 20);
    let different: std::collections::BTreeSet<_> = read.iter().collect();
    assert_eq!(different.len(), 20, "nobody comes twice");
    // Closest to the reader first: what only she sees.
    let last = read.last().unwrap();
    ada.patch(&format!("/api/v1/ties/{last}"), json!({ "closeness": 5 })).await.is(200);
    assert_eq!(handles(&ada.get(list).await.is(200).json())[0], *last);
    assert_ne!(handles(&bruno.get("/api/v1/members/ada/mutuals").await.is(200).json())[0], *last);
    let one_more = town.joins("Zeno Sale").await;
    tie(&town, &ada, &one_more).await;
    tie(&town, &one_more, &bruno).await;
    ada.get("/@bruno/mutuals").await.is(200).says("?page=2").says_not("aria-current=\"page\">2");
    ada.get("/@bruno/mutuals?page=2").await.is(200).says("aria-current=\"page\">2");
    ada.get("/@bruno/mutuals?page=99").await.is(200).says("aria-current=\"page\">2");
    for odd in ["limit=0", "limit=101", "cursor=x", "cursor=-1", "deep=1"] {
        assert!(ada.get(&format!("{list}?{odd}")).await.status.is_client_error(), "{odd}");
    }
    assert_eq!(ada.get(&format!("{list}?cursor=9000")).await.is(200).json()["items"], json!([]));
    assert_eq!(ada.get("/api/v1/members/ada/mutuals").await.is(200).json()["count"], 0);
    bruno.put("/api/v1/blocks/ada", json!({})).await.is(204);
    for path in ["/api/v1/members/HANDLE/mutuals", "/@HANDLE/mutuals"] {
        let alike = async |handle: &str| {
            ada.get(&path.replace("HANDLE", handle)).await.is(404).text().replace(handle, "HANDLE")
        };
        assert_eq!(alike("bruno").await, alike("nobody").await);
    }
}

#[tokio::test]
async fn somebody_suspended_is_as_far_as_nobody_even_for_his_ties() {
    let town = Town::new().await;
    let [dora, ada, bruno] = town.people(["Dora Verdi", "Ada Rossi", "Bruno Neri"]).await;
    tie(&town, &ada, &bruno).await;
    let position = json!({ "organisation": "Mulino", "title": "mugnaio", "from": "2015" });
    let worked = bruno.patch("/api/v1/me", json!({ "positions": [position] })).await.is(200).json();
    let mill = format!("/organisations/{}", worked["positions"][0]["organisation_id"].as_str().unwrap());
    let known_there = async || {
        let page = ada.get(&mill).await.is(200).text();
        let told = ada.get(&format!("/api/v1{mill}/people")).await.is(200).json();
        (page.contains("Bruno Neri"), told["items"].as_array().unwrap().len())
    };
    assert_eq!(known_there().await, (true, 1));
    let far = async || {
        let asked = json!({ "handles": ["bruno", "nobody"] });
        let told = ada.post("/api/v1/distances", asked).await.is(200).json();
        (told["items"][0]["distance"].clone(), told["items"][1]["distance"].clone())
    };
    assert_eq!(far().await, (json!(1), Value::Null));
    let report = json!({ "about": { "kind": "member", "id": "bruno" }, "why": "spam", "words": "Scrive ogni ora." });
    ada.post("/api/v1/reports", report).await.is(201);
    let queue = dora.get("/api/v1/moderation/queue?limit=100").await.is(200).json();
    let case = queue["items"].as_array().unwrap().last().unwrap()["id"].clone();
    let decision = json!({ "case": case, "measure": "suspend", "reason": "Regola 2: ci si rispetta." });
    dora.post("/api/v1/moderation/decisions", decision).await.is(201);
    assert_eq!(far().await, (Value::Null, Value::Null));
    assert_eq!(known_there().await, (false, 0), "nor does anybody know him where he works");
    town.settles().await;
    assert_eq!(far().await, (Value::Null, Value::Null));
    assert_eq!(known_there().await, (false, 0));
}

/// Ada knows Bruno, who will not be named and knows all the others; a few of those worked where she did.
async fn crowd(town: &Town) -> (Person, Person) {
    let [ada, bruno] = town.people(["Ada Rossi", "Bruno Neri"]).await;
    let works = async |person: &Person| {
        let position = json!({ "organisation": "Mulino", "title": "mugnaio", "from": "2015" });
        person.patch("/api/v1/me", json!({ "positions": [position] })).await.is(200);
    };
    works(&ada).await;
    bruno.patch("/api/v1/me", json!({ "connector": false })).await.is(200);
    tie(town, &ada, &bruno).await;
    for number in 10..26 {
        let one = town.joins(&format!("Folla{number} Nuova")).await;
        tie(town, &bruno, &one).await;
        if number > 22 {
            works(&one).await;
        }
    }
    (ada, bruno)
}

#[tokio::test]
async fn suggestions_come_page_by_page_and_who_has_a_reason_comes_first() {
    let town = Town::new().await;
    let (ada, _bruno) = crowd(&town).await;
    let list = "/api/v1/suggestions";
    let first = ada.get(&format!("{list}?limit=10")).await.is(200);
    assert_eq!(first.headers["link"], "</api/v1/suggestions?cursor=10&limit=10>; rel=\"next\"");
    let (first, rest) = (first.json(), ada.get(&format!("{list}?cursor=10&limit=10")).await.is(200).json());
    assert_eq!((&first["next"], &rest["next"]), (&json!("10"), &Value::Null));
    let mut all = handles(&first);
    all.extend(handles(&rest));
    assert_eq!(all.len(), 16);
    let mut named: Vec<_> = all[..3].to_vec();
    named.sort_unstable();
    assert_eq!(named, ["folla23", "folla24", "folla25"], "something can be said of these");
    let kinds = |item: &Value| item["reasons"][0]["kind"].as_str().unwrap().to_owned();
    assert!(first["items"].as_array().unwrap().iter().skip(3).all(|item| kinds(item) == "near"));
    assert_eq!(handles(&ada.get(list).await.is(200).json()), all);
    for odd in ["limit=0", "limit=101", "cursor=x", "deep=1"] {
        assert!(ada.get(&format!("{list}?{odd}")).await.status.is_client_error(), "{odd}");
    }
    let mulino = ada.get("/api/v1/me").await.json()["positions"][0]["organisation_id"].clone();
    let people = format!("/api/v1/organisations/{}/people?degree=2", mulino.as_str().unwrap());
    let answer = ada.get(&format!("{people}&limit=2")).await.is(200);
    assert_eq!(answer.headers["link"].to_str().unwrap(), format!("<{people}&cursor=2&limit=2>; rel=\"next\""));
    let mut there = handles(&answer.json());
    let rest = ada.get(&format!("{people}&cursor=2&limit=2")).await.is(200).json();
    assert_eq!((answer.json()["next"].clone(), rest["next"].clone()), (json!("2"), Value::Null));
    there.extend(handles(&rest));
    there.sort_unstable();
    assert_eq!(there, ["folla23", "folla24", "folla25"]);
    assert!(ada.get(&format!("{people}&limit=0")).await.status.is_client_error());
}

#[tokio::test]
async fn today_and_the_welcome_say_why_they_suggest_somebody() {
    let town = Town::new().await;
    let (ada, _bruno) = crowd(&town).await;
    let today = ada.get("/today").await.is(200).says("Folla2").says("you worked at Mulino in the same years");
    today.says_not("Folla10");
    let welcome = ada.get("/welcome/step").await.is(200).says("you worked at Mulino in the same years");
    let text = welcome.text();
    assert_eq!(text.matches("/invite\"").count(), 3, "three, each to be invited");
    welcome.says("href=\"/@folla24/invite\"");
    italian(&ada).await;
    ada.get("/welcome/step")
        .await
        .is(200)
        .says("Persone che forse conosci")
        .says("avete lavorato qui negli stessi anni: Mulino");
}
