//! Stories of the network, through the doors, and the index held against the tables.

mod any_order;
mod bad_input;
mod evidence;
mod kept;
mod left_out;
mod privacy;
mod reasons;
mod shown;
mod there;

use pergola_domain::{changes::MetKind, ids::TieId, members::Language, ties::Met};
use serde_json::json;

use crate::{
    testkit::{Person, Town},
    ties::NewTie,
};

#[tokio::test]
async fn nobody_is_near_in_an_empty_town() {
    let town = Town::new().await;
    let (ada, bruno) = (town.joins("Ada Rossi").await, town.joins("Bruno Neri").await);
    let ways = ada.get("/api/v1/paths?to=bruno").await.is(200).json();
    assert_eq!((&ways["distance"], &ways["paths"]), (&json!(null), &json!([])));
    ada.get("/@bruno/paths").await.is(200).says("No known path yet");
    ada.clone().get("/@nobody/paths").await.is(404);
    ada.get("/@ada/paths").await.is(303);
    let far = ada.post("/api/v1/distances", json!({ "handles": ["ada", "bruno", "nobody"] })).await.is(200).json();
    let distances: Vec<_> = far["items"].as_array().unwrap().iter().map(|item| item["distance"].clone()).collect();
    assert_eq!(distances, [json!(0), json!(null), json!(null)]);
    let many: Vec<String> = (0..101).map(|n| format!("n{n}")).collect();
    let refused = bruno.post("/api/v1/distances", json!({ "handles": many })).await.is(400);
    assert_eq!(refused.code(), "network.too_many_handles");
    assert_eq!(bruno.get("/api/v1/paths?to=ada&limit=9").await.is(400).code(), "network.limit_malformed");
    assert_eq!(bruno.get("/api/v1/organisations/7/people").await.is(404).code(), "http.not_found");
}

/// Two people come to be tied; both say that they worked together.
async fn tie(town: &Town, one: &Person, other: &Person) {
    let met = Met { kind: MetKind::Worked, organisation: "Mulino".to_owned(), ..Met::untold() };
    forms(town, one, other, met).await;
}

async fn forms(town: &Town, one: &Person, other: &Person, met: Met) {
    let by = town.app.by_itself(Language::En);
    let new = NewTie {
        tie: TieId(by.fresh()),
        one: one.id,
        other: other.id,
        one_met: met.clone(),
        other_met: met,
        formed_at: by.now,
    };
    let formed = async move |tx: &pergola_db::Tx| crate::ties::form(tx, &by, &new).await;
    assert!(town.app.db.write::<bool, pergola_db::Fault, _>(formed).await.unwrap());
}

#[tokio::test]
async fn a_friend_of_a_friend_is_two_steps_away_and_suggested_with_the_reason() {
    let town = Town::new().await;
    let (ada, bruno, carla) =
        (town.joins("Ada Rossi").await, town.joins("Bruno Neri").await, town.joins("Carla Blu").await);
    tie(&town, &ada, &bruno).await;
    tie(&town, &bruno, &carla).await;

    let ways = ada.get("/api/v1/paths?to=carla").await.is(200).json();
    assert_eq!(ways["distance"], 2);
    assert_eq!(ways["mutuals"]["sample"][0]["handle"], "bruno");
    let path = &ways["paths"][0];
    assert_eq!(path["people"].as_array().unwrap().len(), 3);
    assert_eq!(path["steps"][1]["evidence"][0]["text"], "met at Mulino");
    let page = ada.get("/@carla/paths").await.is(200).says("2 steps from you").says("goes through Bruno");
    page.says("met at Mulino");
    ada.clone().get("/suggestions").await.is(200).says("you both know Bruno Neri");

    let suggested = ada.get("/api/v1/suggestions").await.is(200).json();
    assert_eq!(suggested["items"][0]["person"]["handle"], "carla");
    ada.sends("/suggestions", "/suggestions/carla/dismissal", &[]).await.is(303);
    let suggested = ada.get("/api/v1/suggestions").await.is(200).json();
    assert_eq!(suggested["items"], json!([]));
    assert_eq!(ada.put("/api/v1/suggestions/nobody/dismissal", json!({})).await.is(404).code(), "http.not_found");
}

#[tokio::test]
async fn the_index_kept_is_the_index_rebuilt_and_survives_a_restart() {
    let town = Town::new().await;
    let (ada, bruno) = (town.joins("Ada Rossi").await, town.joins("Bruno Neri").await);
    tie(&town, &ada, &bruno).await;
    town.app.network.view(&town.app.db).await.unwrap();
    let kept = town.app.network.facts();
    let image = town.folder().join("fresh.image");
    let rebuilt = super::Network::open(&town.app.db, image.clone(), &town.app.marks, town.app.now()).await.unwrap();
    assert_eq!(rebuilt.facts(), kept);

    rebuilt.save(&town.app.db).await.unwrap();
    assert_eq!(
        super::Network::open(&town.app.db, image.clone(), &town.app.marks, town.app.now()).await.unwrap().facts(),
        kept
    );
    let mut bytes = std::fs::read(&image).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 0x55;
    std::fs::write(&image, bytes).unwrap();
    assert_eq!(
        super::Network::open(&town.app.db, image, &town.app.marks, town.app.now()).await.unwrap().facts(),
        kept,
        "damage is noticed, and mended"
    );
}

/// Two people come to be tied as introductions tie them.
async fn introduces(town: &Town, broker: &Person, one: &Person, other: &Person) {
    forms(town, one, other, Met::introduced(broker.id)).await;
}

#[tokio::test]
async fn who_introduced_two_people_is_named_to_those_who_may_know() {
    let town = Town::new().await;
    let [ada, bruno, carla, dora] = town.people(["Ada Rossi", "Bruno Neri", "Carla Blu", "Dora Sale"]).await;
    tie(&town, &ada, &bruno).await;
    introduces(&town, &dora, &bruno, &carla).await;
    let said = async |who: &Person, to: &str| {
        let ways = who.get(&format!("/api/v1/paths?to={to}")).await.is(200).json();
        let steps = ways["paths"][0]["steps"].as_array().unwrap().clone();
        let step = steps.iter().find(|step| step["from"] == "bruno" && step["to"] == "carla").unwrap();
        (step["evidence"][0]["kind"].clone(), step["evidence"][0]["text"].as_str().unwrap().to_owned())
    };
    let named = (json!("introduced"), "introduced by Dora Sale".to_owned());
    let unnamed = (json!("met"), "introduced by somebody".to_owned());
    assert_eq!(said(&ada, "carla").await, named);
    ada.get("/@carla/paths").await.is(200).says("introduced by Dora Sale");
    ada.patch("/api/v1/me", json!({ "language": "it" })).await.is(200);
    ada.get("/@carla/paths").await.is(200).says("presentati da Dora Sale");
    ada.patch("/api/v1/me", json!({ "language": "en" })).await.is(200);
    // Only to whom she may be named: not while she is unwilling, hides, or is blocked with who asks.
    for (off, on) in [
        (json!({ "connector": false }), json!({ "connector": true })),
        (json!({ "ties_shown": "nobody" }), json!({ "ties_shown": "ties" })),
    ] {
        dora.patch("/api/v1/me", off).await.is(200);
        assert_eq!(said(&ada, "carla").await, unnamed);
        dora.patch("/api/v1/me", on).await.is(200);
        assert_eq!(said(&ada, "carla").await, named);
    }
    for by in [&dora, &carla] {
        let against = if by.handle == "dora" { "ada" } else { "dora" };
        by.put(&format!("/api/v1/blocks/{against}"), json!({})).await.is(204);
        assert_eq!(said(&ada, "carla").await, unnamed, "{} blocked {against}", by.handle);
        by.delete(&format!("/api/v1/blocks/{against}")).await.is(204);
        assert_eq!(said(&ada, "carla").await, named);
    }
    // To herself she is "you", and the two of the tie know her by name.
    tie(&town, &dora, &bruno).await;
    assert_eq!(said(&dora, "carla").await.1, "introduced by you");
    let known = carla.get("/api/v1/ties/bruno").await.is(200).json();
    assert_eq!((&known["introduced_by"]["handle"], &known["how_met"]["kind"]), (&json!("dora"), &json!("introduced")));
}

#[tokio::test]
async fn what_one_side_alone_tells_of_how_they_met_is_nobody_elses_business() {
    let town = Town::new().await;
    let [ada, bruno, carla] = town.people(["Ada Rossi", "Bruno Neri", "Carla Blu"]).await;
    tie(&town, &ada, &bruno).await;
    let asked = json!({ "to": "carla", "how_met": { "kind": "worked", "organisation": "Mulino" } });
    let id = bruno.post("/api/v1/invitations", asked).await.is(201).json()["id"].as_str().unwrap().to_owned();
    let own = json!({ "how_met": { "kind": "online" } });
    carla.put(&format!("/api/v1/invitations/{id}/acceptance"), own).await.is(200);
    let kinds = async || {
        let ways = ada.get("/api/v1/paths?to=carla").await.is(200).json();
        let evidence = ways["paths"][0]["steps"][1]["evidence"].as_array().unwrap().clone();
        evidence.iter().map(|said| said["kind"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(kinds().await, ["since"]);
    let rebuilt = super::Network::open(&town.app.db, town.folder().join("none.image"), &town.app.marks, town.app.now())
        .await
        .unwrap();
    town.app.network.view(&town.app.db).await.unwrap();
    assert_eq!(rebuilt.facts(), town.app.network.facts(), "the log tells as little as the tables");
    carla.put("/api/v1/ties/bruno/confirmation", json!({})).await.is(204);
    assert_eq!(kinds().await, ["met", "since"]);
}

#[tokio::test]
async fn who_leaves_is_in_no_list_of_the_network() {
    let town = Town::new().await;
    let [ada, bruno, carla, dora] = town.people(["Ada Rossi", "Bruno Neri", "Carla Blu", "Dora Sale"]).await;
    tie(&town, &ada, &bruno).await;
    introduces(&town, &dora, &bruno, &carla).await;
    tie(&town, &dora, &bruno).await;
    ada.get("/api/v1/suggestions").await.is(200);
    ada.put("/api/v1/suggestions/dora/dismissal", json!({})).await.is(204);
    dora.get("/api/v1/suggestions").await.is(200);
    dora.asks_to_leave().await;
    town.days_pass(15);
    town.settles().await;
    let ways = ada.get("/api/v1/paths?to=carla").await.is(200).json();
    assert_eq!(ways["paths"][0]["steps"][1]["evidence"][0]["text"], "introduced by somebody");
    let id = dora.id;
    let left: i64 = town.app.db.read(async move |tx| {
        let sql = "SELECT (SELECT count(*) FROM ties WHERE introduced_by = $1) + (SELECT count(*) FROM dismissals \
                   WHERE member_id = $1 OR other_id = $1) + (SELECT count(*) FROM showings WHERE member_id = $1 OR other_id = $1)";
        tx.one(sql, &pergola_db::params![id], |row| row.get(0)).await
    }).await.map(Option::unwrap_or_default).unwrap();
    assert_eq!(left, 0);
}

#[tokio::test]
async fn place_and_skills_are_reasons_and_the_log_has_none_of_their_words() {
    let town = Town::new().await;
    let [ada, bruno, carla] = town.people(["Ada Rossi", "Bruno Neri", "Carla Blu"]).await;
    let reasons = async |who: &Person| {
        let mut all = Vec::new();
        for item in who.get("/api/v1/suggestions").await.is(200).json()["items"].as_array().unwrap() {
            for reason in item["reasons"].as_array().unwrap() {
                let text = reason["text"].as_str().unwrap();
                all.push(format!(
                    "{} {}: {text}",
                    item["person"]["handle"].as_str().unwrap(),
                    reason["kind"].as_str().unwrap()
                ));
            }
        }
        all
    };
    assert_eq!(reasons(&ada).await, Vec::<String>::new());
    ada.patch("/api/v1/me", json!({ "place": "Ancòna, Marche", "skills": ["Falegnameria", "Rilievo"] })).await.is(200);
    bruno.patch("/api/v1/me", json!({ "place": "ancona" })).await.is(200);
    carla.patch("/api/v1/me", json!({ "place": "Leeds", "skills": ["falegnameria"] })).await.is(200);
    let both = ["bruno place: you both live in Ancòna, Marche", "carla skill: you both work with Falegnameria"];
    assert_eq!(reasons(&ada).await, both);
    let rebuilt = super::Network::open(&town.app.db, town.folder().join("none.image"), &town.app.marks, town.app.now())
        .await
        .unwrap();
    assert_eq!(rebuilt.facts(), town.app.network.facts());
    let log = town.app.db.changes_after(0, 1_000).await.unwrap();
    assert!(log.iter().any(|entry| entry.kind == "marks_changed"));
    for word in ["ncona", "Leeds", "alegnameria"] {
        assert!(log.iter().all(|entry| !entry.body.contains(word)), "{word}");
    }
    // Who does not tell it any more has it in common no more.
    bruno.patch("/api/v1/me", json!({ "place": "" })).await.is(200);
    carla.patch("/api/v1/me", json!({ "skills": [] })).await.is(200);
    assert_eq!(reasons(&ada).await, Vec::<String>::new());
}

#[tokio::test]
async fn groups_topics_and_answers_are_taken_from_the_log() {
    let town = Town::new().await;
    let [ada, bruno, carla, dino] = town.people(["Ada Rossi", "Bruno Neri", "Carla Blu", "Dino Sale"]).await;
    let offers = async |person: &Person, audience: &str| {
        let offer = json!({ "text": "Legno di castagno.", "topics": ["Legno certificato"], "audience": audience });
        person.post("/api/v1/offers", offer).await.is(201).json()["id"].as_str().unwrap().to_owned()
    };
    let new = json!({ "name": "Luce e scuole", "purpose": "Aule che si usano.", "entry": "open" });
    let group = ada.post("/api/v1/groups", new).await.is(201).json()["id"].as_str().unwrap().to_owned();
    let door = format!("/api/v1/groups/{group}");
    bruno.put(&format!("{door}/membership"), json!({})).await.is(200);
    let hers = offers(&ada, "everybody").await;
    offers(&carla, "everybody").await;
    offers(&dino, "ties").await;
    let (by, helper, asker) = (town.app.by_itself(Language::En), dino.id, ada.id);
    let answered = async move |tx: &pergola_db::Tx| super::answered(tx, &by, helper, asker).await;
    town.app.db.write::<(), pergola_db::Fault, _>(answered.clone()).await.unwrap();
    town.app.db.write::<(), pergola_db::Fault, _>(answered).await.unwrap();
    town.log_settles().await;
    let log = town.app.db.changes_after(0, 1_000).await.unwrap();
    assert_eq!(log.iter().filter(|entry| entry.kind == "ask_answered").count(), 1, "twice is once");
    let page = ada.get("/suggestions").await.is(200).says("you are both in the group Luce e scuole");
    page.says("you both speak of Legno certificato").says("this person answered something you asked");
    let built = super::Network::open(&town.app.db, town.folder().join("none.image"), &town.app.marks, town.app.now())
        .await
        .unwrap();
    let spoken = |network: &super::Network| {
        let facts = network.facts().into_iter();
        let is_topic = |fact: &pergola_index::Fact| {
            matches!(fact, pergola_index::Fact::Stay { belonging: pergola_index::Belonging::Topic(_), .. })
        };
        facts.filter(is_topic).collect::<Vec<_>>()
    };
    assert_eq!(
        (spoken(&built), spoken(&built).len()),
        (spoken(&town.app.network), 2),
        "what is said to ties is not told"
    );
    let answers = |network: &super::Network| {
        let facts = network.facts().into_iter();
        facts.filter(|fact| matches!(fact, pergola_index::Fact::Answered { .. })).collect::<Vec<_>>()
    };
    assert_eq!((answers(&built), answers(&built).len()), (answers(&town.app.network), 2));
    dino.get("/suggestions").await.is(200).says("you answered something this person asked").says_not("Bruno");
    let grouped = |network: &super::Network| {
        let is_group = |fact: &pergola_index::Fact| {
            matches!(fact, pergola_index::Fact::Stay { belonging: pergola_index::Belonging::Group(_), .. })
        };
        network.facts().into_iter().filter(is_group).count()
    };
    assert_eq!((grouped(&built), grouped(&town.app.network)), (2, 2));
    ada.patch(&door, json!({ "entry": "on_request" })).await.is(200);
    town.log_settles().await;
    ada.get("/suggestions").await.is(200).says_not("Luce e scuole");
    assert_eq!(grouped(&town.app.network), 0, "who is in a group that is not open is told to nobody");
    ada.patch(&door, json!({ "entry": "open" })).await.is(200);
    ada.get("/suggestions").await.is(200).says("Luce e scuole");
    bruno.delete(&format!("{door}/membership")).await.is(204);
    ada.delete(&format!("/api/v1/offers/{hers}")).await.is(204);
    ada.get("/suggestions").await.is(200).says_not("Bruno").says_not("Carla").says("Dino");
}
