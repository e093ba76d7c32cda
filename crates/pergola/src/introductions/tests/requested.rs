//! Asking to be introduced, along a path of one or two connectors.

use serde_json::{Value, json};

use super::WHY;
use crate::testkit::{Answer, Person, Town};

impl Person {
    async fn requests_to(&self, to: &str, through: &[&str]) -> Answer {
        self.post("/api/v1/requests", json!({ "to": to, "through": through, "message": WHY })).await
    }

    async fn requests(&self, to: &str, through: &[&str]) -> String {
        self.requests_to(to, through).await.is(201).json()["id"].as_str().unwrap().to_owned()
    }

    async fn request_seen(&self, id: &str) -> Value {
        let answer = self.get(&format!("/api/v1/requests/{id}")).await;
        if answer.status == 404 { json!({ "state": "nothing" }) } else { answer.json() }
    }

    async fn state_of(&self, id: &str) -> String {
        self.request_seen(id).await["state"].as_str().unwrap().to_owned()
    }

    async fn passes(&self, id: &str, noun: &str, body: Value) -> Answer {
        self.put(&format!("/api/v1/requests/{id}/{noun}"), body).await
    }

    async fn question(&self) -> Value {
        self.get("/api/v1/introductions").await.is(200).json()["items"][0].clone()
    }
}

/// Ada knows Bruno, Bruno Carla, Carla Dora.
struct Chain {
    town: Town,
    ada: Person,
    bruno: Person,
    carla: Person,
    dora: Person,
}

impl Chain {
    async fn new() -> Self {
        let town = Town::new().await;
        let [ada, bruno, carla, dora] = town.people(["Ada Rossi", "Bruno Neri", "Carla Blu", "Dora Sale"]).await;
        ada.knows(&bruno).await;
        bruno.knows(&carla).await;
        carla.knows(&dora).await;
        town.settles().await;
        Self { town, ada, bruno, carla, dora }
    }
}

#[tokio::test]
async fn a_connector_is_reminded_once_when_half_of_the_time_is_over() {
    let Chain { town, ada, bruno, carla, .. } = Chain::new().await;
    let id = ada.requests("dora", &["bruno", "carla"]).await;
    for (days, news) in [(6, vec!["request_asked"]), (1, vec!["request_asked", "request_waits"])] {
        town.days_pass(days);
        town.settles().await;
        assert_eq!(bruno.news().await, news);
    }
    bruno.get("/notices").await.is(200).says("Ada Rossi’s request still waits for a word of yours, in no hurry");
    assert!(ada.news().await.is_empty() && ada.state_of(&id).await == "under_way");
    // On the eighth day it goes on to Carla, who has six days: on the third she is reminded.
    town.days_pass(1);
    bruno.passes(&id, "forwarding", json!({ "words": "Ada lavora bene." })).await.is(200);
    assert!(bruno.news().await.is_empty(), "he has answered");
    for (days, news) in [(2, vec!["request_asked"]), (1, vec!["request_asked", "request_waits"])] {
        town.days_pass(days);
        town.settles().await;
        assert_eq!(carla.news().await, news);
    }
    town.days_pass(2);
    town.settles().await;
    assert_eq!((carla.news().await.len(), bruno.news().await.len()), (2, 0), "one reminder");
    carla.passes(&id, "refusal", json!({})).await.is(200);
    town.settles().await;
    assert!(carla.news().await.is_empty() && ada.state_of(&id).await == "under_way");
}

#[tokio::test]
async fn along_two_connectors_to_a_question_and_a_tie() {
    let Chain { town, ada, bruno, carla, dora } = Chain::new().await;
    let id = ada.requests("dora", &["bruno", "carla"]).await;
    town.settles().await;
    let asked = bruno.request_seen(&id).await;
    assert_eq!(
        (&asked["role"], &asked["state"], &asked["message"]),
        (&json!("connector"), &json!("asked"), &json!(WHY))
    );
    assert_eq!((&asked["next"]["handle"], &asked["to"]["handle"]), (&json!("carla"), &json!("dora")));
    assert_eq!((carla.state_of(&id).await.as_str(), dora.state_of(&id).await.as_str()), ("nothing", "nothing"));
    assert_eq!(bruno.news().await, ["request_asked"]);

    let words = json!({ "words": "Ada lavora bene.", "closeness": 4 });
    bruno.get("/inbox").await.is(200).says("asks to meet Dora Sale through you").says(&format!("/requests/{id}"));
    carla.get("/inbox").await.is(200).says_not("asks to meet");
    assert_eq!(bruno.passes(&id, "forwarding", words).await.is(200).json()["state"], "passed_on");
    bruno.get("/inbox").await.is(200).says_not("asks to meet");
    carla.get("/inbox").await.is(200).says("asks to meet Dora Sale through you");
    town.settles().await;
    let garden = bruno.get("/api/v1/garden").await.json().to_string();
    assert!(garden.contains("carla"), "{garden}");
    let asked = carla.request_seen(&id).await;
    assert_eq!(asked["said"][0]["words"], "Ada lavora bene.");
    assert_eq!((&asked["through"][0]["handle"], &asked["next"]), (&json!("bruno"), &Value::Null));
    assert_eq!(ada.state_of(&id).await, "under_way");
    carla.passes(&id, "forwarding", json!({ "words": "Vi piacerete." })).await.is(200);
    town.settles().await;

    let question = dora.question().await;
    assert_eq!((&question["why"], &question["message"]), (&json!("Vi piacerete."), &json!(WHY)));
    assert_eq!((&question["broker"]["handle"], &question["requested_by"]["handle"]), (&json!("carla"), &json!("ada")));
    for quiet in [&ada, &carla, &bruno] {
        assert_eq!(quiet.get("/api/v1/introductions").await.json()["items"], json!([]), "they follow the request");
    }
    assert_eq!(ada.state_of(&id).await, "under_way");
    let introduction = question["id"].as_str().unwrap().to_owned();
    assert_eq!(ada.answers(&introduction, "acceptance").await.is(404).code(), "http.not_found");
    assert_eq!(dora.answers(&introduction, "acceptance").await.is(200).json()["state"], "made");
    town.settles().await;
    assert_eq!(ada.ties_with("dora").await["introduced_by"]["handle"], "carla");
    for person in [&ada, &bruno, &carla] {
        assert_eq!(person.state_of(&id).await, "made");
    }
    assert_eq!((ada.sees(&introduction).await.as_str(), bruno.sees(&introduction).await.as_str()), ("made", "nothing"));
    assert_eq!(bruno.news().await, ["request_made"]);
    let page = format!("/introductions/{introduction}");
    ada.get(&page).await.is(200).says("those who passed your request on read it too");
    dora.get(&page).await.is(200).says("The answer goes only to Carla").says_not("passed your request on");
    ada.patch("/api/v1/me", json!({ "language": "it" })).await.is(200);
    ada.get(&page).await.is(200).says("la legge anche chi ha passato avanti la tua richiesta");
    let told = json!({ "helped": "yes", "thanks": "Grazie a tutti e due." });
    ada.put(&format!("/api/v1/introductions/{introduction}/outcome"), told).await.is(200);
    town.settles().await;
    assert_eq!(carla.news().await, ["introduction_came", "introduction_thanked"]);
    assert_eq!(bruno.news().await, ["request_made", "request_thanked"]);
    assert_eq!(bruno.request_seen(&id).await["outcome"]["thanks"], "Grazie a tutti e due.");
    assert_eq!(ada.delete(&format!("/api/v1/requests/{id}")).await.is(422).code(), "introductions.no_longer_open");
}

#[tokio::test]
async fn the_closeness_of_a_connector_is_his_own() {
    let Chain { bruno, carla, ada, .. } = Chain::new().await;
    let id = ada.requests("carla", &["bruno"]).await;
    for bad in [0, 6] {
        let words = json!({ "words": "Va bene.", "closeness": bad });
        let code = bruno.passes(&id, "forwarding", words).await.is(422).code();
        assert_eq!(code, "introductions.closeness_out_of_range");
    }
    bruno.passes(&id, "forwarding", json!({ "words": "Va bene.", "closeness": 5 })).await.is(200);
    let own = bruno.get(&format!("/api/v1/garden/{}", carla.id)).await.is(200).json();
    assert_eq!(own["closeness"], 5);
    for other in [&ada, &carla] {
        assert!(!other.request_seen(&id).await.to_string().contains("closeness"));
    }
}

#[tokio::test]
async fn a_connector_who_declines_looks_like_silence_and_another_path_is_free() {
    let Chain { town, ada, bruno, carla, dora } = Chain::new().await;
    for (noun, days) in [("refusal", 91), ("unfamiliarity", 0)] {
        let id = ada.requests("carla", &["bruno"]).await;
        let before = ada.request_seen(&id).await;
        bruno.passes(&id, noun, json!({})).await.is(200);
        town.settles().await;
        assert_eq!(ada.request_seen(&id).await, before);
        assert_eq!(bruno.state_of(&id).await, "closed");
        for again in ["refusal", "unfamiliarity"] {
            assert_eq!(bruno.passes(&id, again, json!({})).await.is(422).code(), "introductions.already_answered");
        }
        let words = json!({ "words": "Anzi sì." });
        assert_eq!(bruno.passes(&id, "forwarding", words).await.is(422).code(), "introductions.already_answered");
        town.days_pass(days);
    }
    dora.knows(&ada).await;
    let mut next = ada.requests("carla", &["dora"]).await;
    assert_eq!(ada.requests_to("carla", &["dora"]).await.is(422).code(), "introductions.already_requested");
    town.days_pass(27);
    town.settles().await;
    assert_eq!(ada.state_of(&next).await, "under_way");
    town.days_pass(1);
    town.settles().await;
    town.settles().await;
    assert_eq!((ada.state_of(&next).await.as_str(), dora.state_of(&next).await.as_str()), ("no_way", "closed"));
    assert_eq!(ada.news().await.last().map(String::as_str), Some("request_closed"));
    town.days_pass(91);
    next = ada.requests("carla", &["bruno"]).await;
    let other = ada.requests("carla", &["dora"]).await;
    assert_eq!((ada.state_of(&next).await.as_str(), bruno.state_of(&next).await.as_str()), ("no_way", "closed"));
    assert_eq!((ada.state_of(&other).await.as_str(), carla.state_of(&other).await.as_str()), ("under_way", "nothing"));
}

#[tokio::test]
async fn somebody_better_is_named_and_the_asker_sees_it_under_way() {
    let Chain { town, ada, bruno, carla, dora } = Chain::new().await;
    bruno.knows(&dora).await;
    let id = ada.requests("carla", &["bruno"]).await;
    let named = async |handle: &str| bruno.passes(&id, "better_connector", json!({ "connector": handle })).await;
    assert_eq!(named("nobody").await.is(404).code(), "http.not_found");
    for inside in ["ada", "carla", "bruno"] {
        assert_eq!(named(inside).await.is(422).code(), "introductions.not_better", "{inside}");
    }
    let elsa = town.joins("Elsa Riva").await;
    bruno.knows(&elsa).await;
    assert_eq!(named("elsa").await.is(422).code(), "introductions.not_better", "she does not know Carla");
    let before = ada.request_seen(&id).await;
    assert_eq!(named("dora").await.is(200).json()["state"], "passed_on");
    town.settles().await;
    assert_eq!(ada.request_seen(&id).await, before);
    assert_eq!((dora.state_of(&id).await, dora.news().await), ("asked".to_owned(), vec!["request_asked".to_owned()]));
    dora.passes(&id, "forwarding", json!({ "words": "Senti Ada." })).await.is(200);
    let question = carla.question().await;
    assert_eq!(question["broker"]["handle"], "dora");
    carla.answers(question["id"].as_str().unwrap(), "acceptance").await.is(200);
    assert_eq!((ada.state_of(&id).await.as_str(), bruno.state_of(&id).await.as_str()), ("made", "made"));
}

#[tokio::test]
async fn requests_are_refused_with_a_reason() {
    let Chain { town, ada, bruno, carla, dora } = Chain::new().await;
    let refused = async |to: &str, through: &[&str]| ada.requests_to(to, through).await.is(422).code();
    assert_eq!(refused("ada", &["bruno"]).await, "introductions.to_oneself");
    assert_eq!(refused("bruno", &["carla"]).await, "introductions.to_ones_tie");
    assert_eq!(refused("carla", &[]).await, "introductions.no_connector");
    assert_eq!(refused("dora", &["bruno", "carla", "bruno"]).await, "introductions.too_many_connectors");
    for through in [&["carla"][..], &["dora"], &["ada"], &["nobody"], &["bruno", "bruno"], &["bruno", "dora"]] {
        assert_eq!(refused("carla", through).await, "introductions.no_such_path", "{through:?}");
    }
    assert_eq!(ada.requests_to("nobody", &["bruno"]).await.is(404).code(), "http.not_found");
    let empty = json!({ "to": "carla", "through": ["bruno"], "message": " " });
    assert_eq!(ada.post("/api/v1/requests", empty).await.is(422).code(), "introductions.message_missing");
    let long = json!({ "to": "carla", "through": ["bruno"], "message": "a".repeat(10_000) });
    assert_eq!(ada.post("/api/v1/requests", long).await.is(422).code(), "introductions.message_too_long");
    // What the asker may not see is not there: a hidden tie, somebody who does not want to be a connector, a block.
    for (person, setting) in [(&bruno, json!({ "connector": false })), (&carla, json!({ "ties_shown": "nobody" }))] {
        person.patch("/api/v1/me", setting).await.is(200);
        assert_eq!(refused("dora", &["bruno", "carla"]).await, "introductions.no_such_path");
        person.patch("/api/v1/me", json!({ "connector": true, "ties_shown": "ties" })).await.is(200);
    }
    dora.put("/api/v1/blocks/bruno", json!({})).await.is(204);
    assert_eq!(refused("dora", &["bruno", "carla"]).await, "introductions.no_such_path");
    let id = ada.requests("carla", &["bruno"]).await;
    for (stranger, status) in [(&dora, 404), (&carla, 404)] {
        for (noun, body) in [("forwarding", json!({ "words": "Va bene" })), ("refusal", json!({}))] {
            stranger.passes(&id, noun, body).await.is(status);
        }
    }
    assert_eq!(
        ada.passes(&id, "forwarding", json!({ "words": "Io" })).await.is(422).code(),
        "introductions.no_longer_open"
    );
    assert_eq!(
        bruno.passes(&id, "forwarding", json!({ "words": " " })).await.is(422).code(),
        "introductions.words_missing"
    );
    let long = json!({ "words": "a".repeat(10_000) });
    assert_eq!(bruno.passes(&id, "forwarding", long).await.is(422).code(), "introductions.words_too_long");
    assert_eq!(bruno.delete(&format!("/api/v1/requests/{id}")).await.is(422).code(), "introductions.only_the_asker");
    town.days_pass(14);
    let late = bruno.passes(&id, "forwarding", json!({ "words": "Eccomi" })).await.is(422);
    assert_eq!(late.code(), "introductions.no_longer_open");
}

#[tokio::test]
async fn so_many_requests_a_day_and_no_more() {
    let Chain { town, ada, bruno, .. } = Chain::new().await;
    let mut known = Vec::new();
    for number in 0..6 {
        let person = town.joins(&format!("Gente{number} Nuova")).await;
        bruno.knows(&person).await;
        known.push(person.handle);
    }
    town.settles().await;
    for to in &known[..5] {
        ada.requests(to, &["bruno"]).await;
    }
    let refused = ada.requests_to(&known[5], &["bruno"]).await.is(429);
    assert_eq!(refused.code(), "introductions.too_many_requests_today");
    assert_eq!(refused.json()["detail"], "You asked for 5 introductions in a day: that is enough for today.");
    assert!(refused.headers.contains_key("retry-after"));
    let form = [("to", known[5].as_str()), ("through", "bruno"), ("message", WHY)];
    let page = ada.sends("/today", "/requests", &form).await;
    page.says("You asked for 5 introductions in a day");
    ada.patch("/api/v1/me", json!({ "language": "it" })).await.is(200);
    ada.sends("/today", "/requests", &form).await.says("Hai chiesto 5 presentazioni in un giorno");
    town.days_pass(1);
    ada.requests(&known[5], &["bruno"]).await;
}

#[tokio::test]
async fn a_request_is_taken_back_with_the_question_it_led_to() {
    let Chain { town, ada, bruno, carla, .. } = Chain::new().await;
    let id = ada.requests("carla", &["bruno"]).await;
    bruno.passes(&id, "forwarding", json!({ "words": "Senti Ada." })).await.is(200);
    let question = carla.question().await["id"].as_str().unwrap().to_owned();
    ada.delete(&format!("/api/v1/requests/{id}")).await.is(204);
    town.settles().await;
    assert_eq!((ada.state_of(&id).await.as_str(), bruno.state_of(&id).await.as_str()), ("no_way", "closed"));
    assert_eq!(carla.sees(&question).await, "closed");
    assert_eq!(carla.answers(&question, "acceptance").await.is(422).code(), "introductions.no_longer_open");
    assert_eq!(ada.delete(&format!("/api/v1/requests/{id}")).await.is(422).code(), "introductions.no_longer_open");
    assert_eq!(ada.requests_to("carla", &["bruno"]).await.is(422).code(), "introductions.already_requested");
}

#[tokio::test]
async fn over_a_block_nothing_comes_to_be_and_the_connector_sees_nothing_of_it() {
    let Chain { town, ada, bruno, carla, .. } = Chain::new().await;
    let id = ada.requests("carla", &["bruno"]).await;
    let before = bruno.request_seen(&id).await;
    carla.put("/api/v1/blocks/ada", json!({})).await.is(204);
    assert_eq!(bruno.request_seen(&id).await, before);
    assert_eq!(ada.state_of(&id).await, "nothing", "whom she asked for is not there for her");
    assert_eq!(
        bruno.passes(&id, "forwarding", json!({ "words": "Senti Ada." })).await.is(200).json()["state"],
        "passed_on"
    );
    carla.delete("/api/v1/blocks/ada").await.is(204);
    town.settles().await;
    assert_eq!(carla.get("/api/v1/introductions").await.json()["items"], json!([]));
    assert!(carla.news().await.is_empty());
}

#[tokio::test]
async fn a_target_who_would_rather_not_is_left_in_peace() {
    let Chain { town, ada, bruno, carla, dora } = Chain::new().await;
    dora.knows(&ada).await;
    let id = ada.requests("carla", &["bruno"]).await;
    bruno.passes(&id, "forwarding", json!({ "words": "Senti Ada." })).await.is(200);
    let question = carla.question().await["id"].as_str().unwrap().to_owned();
    let before = (ada.request_seen(&id).await, bruno.request_seen(&id).await);
    carla.answers(&question, "avoidance").await.is(200);
    town.settles().await;
    assert_eq!((ada.request_seen(&id).await, bruno.request_seen(&id).await), before);
    let next = ada.requests("carla", &["dora"]).await;
    assert_eq!(
        dora.passes(&next, "forwarding", json!({ "words": "Senti Ada." })).await.is(200).json()["state"],
        "passed_on"
    );
    let all = carla.get("/api/v1/introductions").await.json();
    assert_eq!(all["items"].as_array().unwrap().len(), 1, "her no to meeting Ada holds");
    assert_eq!(ada.state_of(&next).await, "under_way");
}

#[tokio::test]
async fn to_the_same_person_one_asks_three_times_and_no_more() {
    let Chain { town, ada, bruno, carla, dora } = Chain::new().await;
    let [elsa, fabio] = town.people(["Elsa Riva", "Fabio Sale"]).await;
    for other in [&dora, &elsa, &fabio] {
        ada.knows(other).await;
    }
    for other in [&elsa, &fabio] {
        carla.knows(other).await;
    }
    town.settles().await;
    for through in [&bruno, &dora, &elsa] {
        ada.requests("carla", &[&through.handle]).await;
    }
    let refused = ada.requests_to("carla", &["fabio"]).await.is(422);
    assert_eq!(refused.code(), "introductions.requested_enough");
    assert_eq!(refused.json()["detail"], "You asked 3 times in 90 days to meet this person: that is enough for now.");
    town.days_pass(91);
    town.settles().await;
    ada.requests("carla", &["fabio"]).await;
}

#[tokio::test]
async fn seven_a_week_reach_a_connector_and_seven_a_target_and_nobody_else_sees_the_eighth_stop() {
    let Chain { town, bruno, carla, dora, .. } = Chain::new().await;
    let mut askers = Vec::new();
    for number in 0..9 {
        let person = town.joins(&format!("Gente{number} Nuova")).await;
        bruno.knows(&person).await;
        askers.push(person);
    }
    dora.knows(&askers[7]).await;
    town.settles().await;
    for asker in &askers[..7] {
        let id = asker.requests("carla", &["bruno"]).await;
        bruno.passes(&id, "forwarding", json!({ "words": "Vi piacerete." })).await.is(200);
    }
    let questions =
        async || carla.get("/api/v1/introductions?limit=100").await.is(200).json()["items"].as_array().unwrap().len();
    assert_eq!(questions().await, 7);
    let eighth = askers[7].requests("carla", &["bruno"]).await;
    let states = (askers[7].state_of(&eighth).await, bruno.state_of(&eighth).await);
    assert_eq!((states.0.as_str(), states.1.as_str()), ("under_way", "nothing"), "seven came to him this week");
    // By another way it goes on, and stops before Carla: neither the asker nor who passed it on sees that.
    let other_way = askers[7].requests("carla", &["dora"]).await;
    dora.passes(&other_way, "forwarding", json!({ "words": "Sentila." })).await.is(200);
    town.settles().await;
    let states = (askers[7].state_of(&other_way).await, dora.state_of(&other_way).await);
    assert_eq!((states.0.as_str(), states.1.as_str(), questions().await), ("under_way", "passed_on", 7));
    town.days_pass(7);
    let late = askers[8].requests("carla", &["bruno"]).await;
    assert_eq!(bruno.state_of(&late).await, "asked");
    bruno.passes(&late, "forwarding", json!({ "words": "Sentila." })).await.is(200);
    assert_eq!(questions().await, 8);
}
