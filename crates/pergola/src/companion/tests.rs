//! Stories beside Toto, and beside a newcomer.

mod facts;

use serde_json::{Value, json};

use crate::testkit::{Person, Town};

async fn step(person: &Person) -> Value {
    person.get("/api/v1/companion").await.is(200).json()["step"].clone()
}

async fn kind(person: &Person) -> String {
    step(person).await["kind"].as_str().unwrap_or("none").to_owned()
}

#[tokio::test]
async fn a_newcomer_goes_one_step_at_a_time() {
    let town = Town::new().await;
    let ada = town.joins("Ada Rossi").await;
    let first = step(&ada).await;
    assert_eq!(
        (&first["kind"], &first["minutes"], &first["visible_to"]),
        (&json!("import"), &json!(5), &json!("only_you"))
    );
    assert_eq!(step(&ada).await["id"], first["id"], "the same step stays");
    ada.get("/today").await.is(200).says("Bring the people you know already").says("Not today");
    ada.patch("/api/v1/me", json!({ "language": "it" })).await.is(200);
    ada.get("/today").await.is(200).says("Porta qui chi conosci già").says("lo vedi solo tu");
    ada.patch("/api/v1/me", json!({ "language": "en" })).await.is(200);

    let id = first["id"].as_str().unwrap().to_owned();
    ada.put(&format!("/api/v1/companion/steps/{id}/done"), json!({})).await.is(204);
    let again = ada.put(&format!("/api/v1/companion/steps/{id}/done"), json!({})).await.is(422);
    assert_eq!(again.code(), "companion.step_over");
    let rest = ada.get("/api/v1/companion").await.is(200).json();
    assert_eq!((&rest["step"], &rest["more"]), (&Value::Null, &json!(true)));
    ada.get("/today").await.is(200).says("One more step, please");
    ada.sends("/today", "/companion/steps", &[]).await.is(303);
    assert_eq!(kind(&ada).await, "first_offer", "what one can give comes before what one asks");
    let other = town.joins("Bruno Neri").await;
    let mine = step(&ada).await["id"].as_str().unwrap().to_owned();
    other.put(&format!("/api/v1/companion/steps/{mine}/done"), json!({})).await.is(404);
}

#[tokio::test]
async fn toto_says_where_his_advice_comes_from_and_takes_already_done_on_the_page() {
    let town = Town::new().await;
    let ada = town.joins("Ada Rossi").await;
    let page = ada.get("/today").await.is(200).says("Where this advice comes from");
    page.says("Your garden is empty. Toto only looks at how many people are in it.");
    ada.patch("/api/v1/me", json!({ "language": "it" })).await.is(200);
    ada.get("/today").await.is(200).says("Da dove viene questo consiglio");
    ada.patch("/api/v1/me", json!({ "language": "en" })).await.is(200);
    let way = format!("/companion/steps/{}/done", step(&ada).await["id"].as_str().unwrap());
    ada.get("/today").await.is(200).says(&format!("action=\"{way}\""));
    let done = ada.sends("/today", &way, &[]).await.is(303).location();
    let after = ada.get(&done).await.is(200).says("Toto remembers, and nobody else");
    after.says_not("Where this advice comes from").says("One more step, please");
    assert_eq!(ada.sends("/today", &way, &[]).await.is(422).page_code(), "companion.step_over");
    for _ in 0..30 {
        town.days_pass(1);
        assert_ne!(kind(&ada).await, "import", "what is done is not proposed again");
    }
}

#[tokio::test]
async fn not_today_is_taken_at_its_word() {
    let town = Town::new().await;
    let ada = town.joins("Ada Rossi").await;
    for turn in 0..3 {
        let id = step(&ada).await["id"].as_str().unwrap_or_else(|| panic!("no step on day {turn}")).to_owned();
        ada.sends("/today", &format!("/companion/steps/{id}/postponement"), &[]).await.is(303);
        assert_eq!(kind(&ada).await, "none");
        town.days_pass(1);
    }
    assert_ne!(kind(&ada).await, "import", "put off three times, it is left alone");
}

#[tokio::test]
async fn tomorrow_begins_at_midnight_in_the_zone_of_the_server() {
    let town = Town::new().await;
    let ada = town.joins("Ada Rossi").await;
    // From ten in the morning to half past ten in the evening, and to half past midnight: half past eleven in UTC.
    town.minutes_pass(12 * 60 + 30);
    let id = step(&ada).await["id"].as_str().unwrap().to_owned();
    ada.sends("/today", &format!("/companion/steps/{id}/postponement"), &[]).await.is(303);
    town.minutes_pass(60);
    assert_eq!(kind(&ada).await, "none");
    town.minutes_pass(60);
    assert_eq!(kind(&ada).await, "import");
}

#[tokio::test]
async fn who_waits_for_an_answer_is_said_at_once() {
    let town = Town::new().await;
    let (ada, bruno) = (town.joins("Ada Rossi").await, town.joins("Bruno Neri").await);
    let id = step(&ada).await["id"].as_str().unwrap().to_owned();
    ada.put(&format!("/api/v1/companion/steps/{id}/done"), json!({})).await.is(204);
    bruno
        .post("/api/v1/invitations", json!({ "to": "ada", "how_met": { "kind": "online", "text": "" } }))
        .await
        .is(201);
    assert_eq!(kind(&ada).await, "answer");
    bruno.put("/api/v1/blocks/ada", json!({})).await.is(204);
    assert_eq!(kind(&ada).await, "none", "nobody is there any more");
}

/// Carla has been here for a while and would go beside newcomers; Ada has just come. Both know about weaving.
async fn carla_and_ada(town: &Town) -> (Person, Person) {
    let carla = town.joins("Carla Verdi").await;
    let early = carla.put("/api/v1/godparents", json!({})).await.is(422);
    assert_eq!(early.code(), "companion.too_new");
    let said = "You can go beside newcomers once you have been here for at least 30 days.";
    assert_eq!(early.json()["detail"], said);
    let page = carla.sends("/godparents", "/godparents/me", &[("answer", "yes")]).await.is(422).says(said);
    assert_eq!(page.page_code(), "companion.too_new");
    town.days_pass(40);
    let carla = town.signs_in("carla").await;
    carla.put("/api/v1/godparents", json!({})).await.is(204);
    let ada = town.joins("Ada Rossi").await;
    assert_eq!(ada.get("/api/v1/godparents").await.json()["offered"], Value::Null, "nothing in common yet");
    for one in [&carla, &ada] {
        one.patch("/api/v1/me", json!({ "place": "Ancona" })).await.is(200);
    }
    (carla, ada)
}

#[tokio::test]
async fn a_godparent_is_offered_asked_and_comes_along() {
    let town = Town::new().await;
    let (carla, ada) = carla_and_ada(&town).await;
    ada.get("/godparents").await.is(200).says("Carla Verdi").says("you live in the same place");
    ada.patch("/api/v1/me", json!({ "language": "it" })).await.is(200);
    ada.get("/godparents").await.is(200).says("siete dello stesso posto");
    ada.patch("/api/v1/me", json!({ "language": "en" })).await.is(200);
    ada.sends("/godparents", "/godparents/carla/asking", &[("answer", "yes")]).await.is(303);
    assert_eq!(kind(&carla).await, "godparent_answer");
    carla.get("/godparents").await.is(200).says("asks you to come along");
    ada.get("/godparents").await.is(200).says("they have a week to answer");
    carla.sends("/godparents", "/godparents/ada/answer", &[("answer", "yes")]).await.is(303);
    let beside = ada.get("/api/v1/godparents").await.json();
    assert_eq!((&beside["items"][0]["state"], &beside["items"][0]["you"]), (&json!("beside"), &json!("newcomer")));
    let again = carla.put("/api/v1/godparents/ada/answer", json!({ "yes": true })).await.is(422);
    assert_eq!(again.code(), "companion.no_offer");
    ada.delete("/api/v1/godparents/carla/answer").await.is(204);
    assert_eq!(carla.get("/api/v1/godparents").await.json()["items"], json!([]));
}

#[tokio::test]
async fn a_godparents_no_reads_as_silence() {
    let mut seen = Vec::new();
    for declines in [false, true] {
        let town = Town::new().await;
        let (carla, ada) = carla_and_ada(&town).await;
        ada.put("/api/v1/godparents/carla/asking", json!({ "yes": true })).await.is(204);
        if declines {
            carla.put("/api/v1/godparents/ada/answer", json!({ "yes": false })).await.is(204);
        }
        let mut answers = Vec::new();
        for _ in 0..9 {
            answers.push(ada.get("/api/v1/godparents").await.json());
            answers.push(ada.get("/api/v1/notices").await.json());
            town.days_pass(1);
        }
        seen.push(answers);
    }
    assert_eq!(seen[0], seen[1]);
}

#[tokio::test]
async fn a_godparent_goes_beside_two_and_not_beside_a_third() {
    let town = Town::new().await;
    let (carla, ada) = carla_and_ada(&town).await;
    let [dino, elsa] = town.people(["Dino Blu", "Elsa Riva"]).await;
    for one in [&dino, &elsa] {
        one.patch("/api/v1/me", json!({ "place": "Ancona" })).await.is(200);
    }
    for one in [&ada, &dino, &elsa] {
        one.put("/api/v1/godparents/carla/asking", json!({ "yes": true })).await.is(204);
    }
    for newcomer in ["ada", "dino"] {
        carla.put(&format!("/api/v1/godparents/{newcomer}/answer"), json!({ "yes": true })).await.is(204);
    }
    let third = carla.put("/api/v1/godparents/elsa/answer", json!({ "yes": true })).await.is(422);
    assert_eq!(third.code(), "companion.enough_newcomers");
    let page = carla.sends("/godparents", "/godparents/elsa/answer", &[("answer", "yes")]).await.is(422);
    page.says("You go beside 2 people already, which is the most");
    ada.delete("/api/v1/godparents/carla/answer").await.is(204);
    carla.put("/api/v1/godparents/elsa/answer", json!({ "yes": true })).await.is(204);
}

#[tokio::test]
async fn nobody_is_offered_over_a_block_and_letting_pass_is_not_told() {
    let town = Town::new().await;
    let (carla, ada) = carla_and_ada(&town).await;
    ada.put("/api/v1/godparents/carla/asking", json!({ "yes": false })).await.is(204);
    assert_eq!(ada.get("/api/v1/godparents").await.json()["offered"], Value::Null);
    assert_eq!(carla.get("/api/v1/godparents").await.json()["items"], json!([]));
    assert_eq!(carla.get("/api/v1/notices").await.json()["items"], json!([]));
    let dino = town.joins("Dino Blu").await;
    dino.patch("/api/v1/me", json!({ "place": "Ancona" })).await.is(200);
    assert_eq!(dino.get("/api/v1/godparents").await.json()["offered"]["handle"], "carla");
    carla.put("/api/v1/blocks/dino", json!({})).await.is(204);
    assert_eq!(dino.get("/api/v1/godparents").await.json()["offered"], Value::Null);
    dino.put("/api/v1/godparents/carla/asking", json!({ "yes": true })).await.is(404);
    dino.put("/api/v1/godparents/nobody/asking", json!({ "yes": true })).await.is(404);
}

/// What a member's archive says of godparents.
async fn taken(town: &Town, who: &Person) -> Value {
    let member = who.id;
    town.app.db.read(async move |tx| super::takeout_godparents(tx, member).await).await.unwrap().into()
}

#[tokio::test]
async fn who_goes_beside_whom_is_in_the_archive_of_both_as_each_may_know_it() {
    let town = Town::new().await;
    let (carla, ada) = carla_and_ada(&town).await;
    assert_eq!(taken(&town, &carla).await[0]["kind"], "willing");
    assert_eq!(taken(&town, &ada).await, json!([]));
    ada.put("/api/v1/godparents/carla/asking", json!({ "yes": true })).await.is(204);
    let silent = taken(&town, &ada).await;
    assert_eq!((&silent[0]["state"], &silent[0]["you"]), (&json!("asked"), &json!("newcomer")));
    carla.put("/api/v1/godparents/ada/answer", json!({ "yes": false })).await.is(204);
    assert_eq!(taken(&town, &ada).await, silent, "a no is silence");
    assert_eq!(taken(&town, &carla).await[1]["state"], "declined", "her own no is hers");

    let dino = town.joins("Dino Blu").await;
    dino.patch("/api/v1/me", json!({ "place": "Ancona" })).await.is(200);
    dino.put("/api/v1/godparents/carla/asking", json!({ "yes": false })).await.is(204);
    assert_eq!(taken(&town, &dino).await[0]["state"], "passed");
    assert_eq!(taken(&town, &carla).await.as_array().unwrap().len(), 2, "who was let pass learns nothing of it");

    let elsa = town.joins("Elsa Rosa").await;
    elsa.patch("/api/v1/me", json!({ "place": "Ancona" })).await.is(200);
    elsa.put("/api/v1/godparents/carla/asking", json!({ "yes": true })).await.is(204);
    carla.put("/api/v1/godparents/elsa/answer", json!({ "yes": true })).await.is(204);
    let beside = taken(&town, &carla).await[2].clone();
    assert_eq!((&beside["with"], &beside["state"]), (&json!({ "member": "elsa" }), &json!("beside")));
    assert!(beside["since"].is_string());
    elsa.put("/api/v1/blocks/carla", json!({})).await.is(204);
    assert_eq!(taken(&town, &elsa).await, json!([]));
    assert_eq!(taken(&town, &carla).await.as_array().unwrap().len(), 2);
}

/// Who is tied to whom, as these stories need it.
async fn tied(one: &Person, other: &Person) {
    let new = json!({ "to": other.handle, "how_met": { "kind": "worked" } });
    let id = one.post("/api/v1/invitations", new).await.is(201).json()["id"].as_str().unwrap().to_owned();
    other.put(&format!("/api/v1/invitations/{id}/acceptance"), json!({})).await.is(200);
}

async fn posts(person: &Person, list: &str, text: &str) -> String {
    let new = json!({ "text": text, "audience": "ties", "language": "it" });
    person.post(&format!("/api/v1/{list}"), new).await.is(201).json()["id"].as_str().unwrap().to_owned()
}

/// The kinds and addresses of all steps that are proposed, one after the other.
async fn steps(person: &Person) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for _ in 0..40 {
        let step = person.post("/api/v1/companion/steps", json!({})).await.is(200).json()["step"].clone();
        let Some(id) = step["id"].as_str() else { break };
        found.push((step["kind"].as_str().unwrap().to_owned(), step["url"].as_str().unwrap().to_owned()));
        person.put(&format!("/api/v1/companion/steps/{id}/postponement"), json!({})).await.is(204);
    }
    found
}

fn leads(steps: &[(String, String)], kind: &str) -> String {
    let found = steps.iter().find(|(step, _)| step == kind);
    found.map(|(_, url)| url.clone()).unwrap_or_else(|| panic!("{kind} was not proposed: {steps:?}"))
}

#[tokio::test]
async fn a_useful_match_in_the_first_session() {
    let town = Town::new().await;
    let [ada, giulia, dario] = town.people(["Ada Rossi", "Giulia Neri", "Dario Blu"]).await;
    tied(&ada, &giulia).await;
    tied(&ada, &dario).await;
    posts(&giulia, "asks", "Cerco legno di rovere certificato per quaranta scrivanie").await;
    posts(&dario, "offers", "Rovere certificato per scrivanie, anche poco").await;
    let ask = posts(&giulia, "asks", "Chi può riparare un violino del nonno?").await;
    posts(&ada, "offers", "Riparo violini e viole, anche del nonno").await;
    town.settles().await;
    let proposed = steps(&ada).await;
    assert_eq!(leads(&proposed, "first_introduction"), "/today#pairs");
    assert_eq!(leads(&proposed, "answer_ask"), format!("/asks/{ask}"));
    assert!(!proposed.iter().any(|(kind, _)| kind == "introduce"), "that is for who has introduced before");
    ada.get("/today").await.is(200).says("id=\"pairs\"").says("Prepare the introduction");
    ada.get(&format!("/asks/{ask}")).await.is(200);
    assert!(!steps(&giulia).await.iter().any(|(kind, _)| kind.contains("introduc")));
}

#[tokio::test]
async fn who_introduced_before_is_told_of_the_next_pair_and_of_silence() {
    let town = Town::new().await;
    let [ada, giulia, dario, ugo] = town.people(["Ada Rossi", "Giulia Neri", "Dario Blu", "Ugo Verdi"]).await;
    for other in [&giulia, &dario, &ugo] {
        tied(&ada, other).await;
    }
    let whys = json!({ "giulia": "Dario ha rovere", "dario": "Giulia cerca rovere" });
    let new = json!({ "people": ["giulia", "dario"], "whys": whys });
    let made = ada.post("/api/v1/introductions", new).await.is(201).json()["id"].as_str().unwrap().to_owned();
    for party in [&giulia, &dario] {
        party.put(&format!("/api/v1/introductions/{made}/acceptance"), json!({})).await;
    }
    town.settles().await;
    let proposed = steps(&ada).await;
    assert!(!proposed.iter().any(|(kind, _)| kind == "follow_up"), "there is time: {proposed:?}");
    town.days_pass(31);
    posts(&giulia, "asks", "Chi può riparare un violino del nonno?").await;
    posts(&ugo, "offers", "Riparo violini e viole, anche del nonno").await;
    town.settles().await;
    let proposed = steps(&ada).await;
    assert_eq!(leads(&proposed, "introduce"), "/today#pairs");
    assert_eq!(leads(&proposed, "follow_up"), format!("/introductions/{made}"));
    ada.get(&format!("/api/v1/introductions/{made}")).await.is(200);
}

#[tokio::test]
async fn what_was_done_elsewhere_is_done_here() {
    let (there, here) = (Town::new().await, Town::new().await);
    let ada = there.joins("Ada Rossi").await;
    let id = step(&ada).await["id"].as_str().unwrap().to_owned();
    ada.put(&format!("/api/v1/companion/steps/{id}/done"), json!({})).await.is(204);
    let member = ada.id;
    let taken = there.app.db.read(async move |tx| super::takeout(tx, member).await).await.unwrap();
    assert_eq!(taken.len(), 1);
    assert_eq!((&taken[0]["step"], &taken[0]["state"]), (&json!("import"), &json!("done")));

    let again = here.joins("Ada Rossi").await;
    let restore = async |record: Value| {
        let by = here.app.by_itself(pergola_domain::members::Language::En).on_behalf_of(again.id);
        here.app.db.write(async move |tx| super::restore(tx, &by, &record).await).await.unwrap()
    };
    let with = |name: &str, value: Value| {
        let mut record = taken[0].clone();
        record[name] = value;
        record
    };
    for bad in [
        json!({}),
        json!("import"),
        with("step", json!("dance")),
        with("key", json!("other")),
        with("state", json!("open")),
        with("times", json!(-1)),
        with("particular", json!(true)),
        with("ended_at", json!("2099-01-01T00:00:00Z")),
        with("ended_at", json!("yesterday")),
        with("ended_at", json!("2001-01-01T00:00:00Z")),
    ] {
        assert!(!restore(bad.clone()).await, "{bad}");
    }
    assert!(restore(taken[0].clone()).await);
    assert!(!restore(taken[0].clone()).await, "twice is once");
    assert_ne!(kind(&again).await, "import");
    let member = again.id;
    let taken_again = here.app.db.read(async move |tx| super::takeout(tx, member).await).await.unwrap();
    assert_eq!(taken_again, taken);
}

#[tokio::test]
async fn whose_account_is_closed_is_offered_to_nobody_and_comes_along_with_nobody() {
    let town = Town::new().await;
    let (carla, ada) = carla_and_ada(&town).await;
    assert_eq!(ada.get("/api/v1/godparents").await.json()["offered"]["handle"], "carla");
    town.closes(&carla, true).await;
    assert_eq!(ada.get("/api/v1/godparents").await.json()["offered"], Value::Null);
    ada.get("/godparents").await.is(200).says_not("Carla Verdi");
    town.closes(&carla, false).await;
    ada.sends("/godparents", "/godparents/carla/asking", &[("answer", "yes")]).await.is(303);
    assert_eq!(ada.get("/api/v1/godparents").await.json()["items"].as_array().unwrap().len(), 1);
    town.closes(&carla, true).await;
    assert_eq!(ada.get("/api/v1/godparents").await.json()["items"], json!([]));
}
