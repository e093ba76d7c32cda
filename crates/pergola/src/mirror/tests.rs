//! Stories of the mirror. What it shows of introductions is told with theirs.

use serde_json::{Value, json};

use crate::testkit::{Person, Town};

#[tokio::test]
async fn an_answered_ask_stands_in_both_mirrors_and_in_nobody_elses() {
    let town = Town::new().await;
    let (ada, bruno, carla) =
        (town.joins("Ada Rossi").await, town.joins("Bruno Neri").await, town.joins("Carla Verdi").await);
    let ask = json!({ "text": "Cerco una tipografia che stampi su carta di recupero", "topics": ["stampa"], "language": "it", "audience": "everybody" });
    let ask = ada.post("/api/v1/asks", ask).await.is(201).json()["id"].as_str().unwrap().to_owned();
    ada.put(&format!("/api/v1/asks/{ask}/outcome"), json!({ "answered": true, "by": "bruno" })).await.is(200);
    let gave = bruno.get("/api/v1/mirror?month=2026-03").await.is(200).json();
    assert_eq!(gave["given"]["answers"][0]["person"]["handle"], "ada");
    let got = ada.get("/api/v1/mirror").await.is(200).json();
    assert_eq!(got["received"]["answers"][0]["person"]["handle"], "bruno");
    assert_eq!(got["given"]["answers"], json!([]));
    let none = carla.get("/api/v1/mirror").await.is(200).json();
    assert_eq!((&none["given"]["answers"], &none["received"]["answers"]), (&json!([]), &json!([])));
    bruno.get("/mirror").await.is(200).says("You helped Ada Rossi");
    ada.patch("/api/v1/me", json!({ "language": "it" })).await.is(200);
    ada.get("/mirror").await.is(200).says("Bruno Neri ha risposto alla tua richiesta");
    ada.patch("/api/v1/me", json!({ "language": "en" })).await.is(200);
    ada.get("/mirror?month=2026-02").await.is(200).says("There is nothing here this month");

    bruno.put("/api/v1/blocks/ada", json!({})).await.is(204);
    ada.get("/mirror").await.is(200).says("somebody who is no longer here").says_not("Bruno");
}

#[tokio::test]
async fn a_month_is_a_month() {
    let town = Town::new().await;
    let ada = town.joins("Ada Rossi").await;
    for bad in ["2026", "marzo", "2026-13", "0000-01"] {
        let answer = ada.get(&format!("/api/v1/mirror?month={bad}")).await.is(400);
        assert_eq!(answer.code(), "mirror.month_malformed", "{bad}");
    }
    town.visitor().get("/api/v1/mirror").await.is(401);
}

/// What the mirror of a month says, in short: what was given, and what was received.
async fn mirrored(person: &Person, month: &str) -> Vec<String> {
    let all = person.get(&format!("/api/v1/mirror?month={month}")).await.is(200).json();
    let handle = |of: &Value| of["handle"].as_str().unwrap_or("nobody").to_owned();
    let handles = |of: &Value| of.as_array().unwrap().iter().map(handle).collect::<Vec<_>>().join("+");
    let mut said = Vec::new();
    for (side, kind) in [
        ("given", "introductions"),
        ("given", "answers"),
        ("given", "offers"),
        ("given", "thanks"),
        ("given", "passed_on"),
        ("received", "introductions"),
        ("received", "answers"),
    ] {
        for one in all[side][kind].as_array().unwrap() {
            let what = match kind {
                "introductions" => format!("{}: {} {}", handle(&one["by"]), handles(&one["people"]), one["cards"]),
                "thanks" => format!("{}: {} {}", handle(&one["from"]), one["helped"], one["words"]),
                "passed_on" => format!("{} to {}", handle(&one["asker"]), handle(&one["target"])),
                _ => format!("{}: {}", handle(&one["person"]), one["text"]),
            };
            said.push(format!("{side} {kind} {what}"));
        }
    }
    said
}

async fn posts(person: &Person, list: &str, text: &str) -> String {
    let new = json!({ "text": text, "language": "it", "audience": "everybody" });
    person.post(&format!("/api/v1/{list}"), new).await.is(201).json()["id"].as_str().unwrap().to_owned()
}

/// Maria knows Ada, Bruno and Carla; Carla knows Dora.
async fn five() -> (Town, [Person; 5]) {
    let town = Town::new().await;
    let people = town.people(["Maria Verdi", "Ada Rossi", "Bruno Neri", "Carla Blu", "Dora Sale"]).await;
    for (one, other) in [(0, 1), (0, 2), (0, 3), (3, 4)] {
        let wish = json!({ "to": people[other].handle, "how_met": { "kind": "worked" } });
        let asked = people[one].post("/api/v1/invitations", wish).await.is(201).json();
        let path = format!("/api/v1/invitations/{}/acceptance", asked["id"].as_str().unwrap());
        people[other].put(&path, json!({})).await.is(200);
    }
    town.settles().await;
    (town, people)
}

/// One asks for Dora along two people, and each of them passes it on.
async fn asks_along(town: &Town, asker: &Person, along: [&Person; 2]) {
    let wish = json!({ "to": "dora", "through": along.map(|one| &one.handle), "message": "Per il legno." });
    let sent = asker.post("/api/v1/requests", wish).await.is(201).json();
    let request = format!("/api/v1/requests/{}", sent["id"].as_str().unwrap());
    for connector in along {
        connector.put(&format!("{request}/forwarding"), json!({ "words": "Sentila." })).await.is(200);
        town.settles().await;
    }
}

#[tokio::test]
async fn what_came_of_introductions_stands_in_the_month_in_which_it_came() {
    let (town, [maria, ada, bruno, carla, dora]) = five().await;
    let whys = json!({ "ada": "Vi capireste", "bruno": "Vi capireste" });
    let new = json!({ "people": ["ada", "bruno"], "whys": whys });
    let made = maria.post("/api/v1/introductions", new).await.is(201).json()["id"].as_str().unwrap().to_owned();
    let whys = json!({ "ada": "Vi capireste", "carla": "Vi capireste" });
    let new = json!({ "people": ["ada", "carla"], "whys": whys });
    let refused = maria.post("/api/v1/introductions", new).await.is(201).json()["id"].as_str().unwrap().to_owned();
    assert_eq!(mirrored(&maria, "2026-03").await, Vec::<String>::new(), "what is open is not in it");
    ada.put(&format!("/api/v1/introductions/{made}/acceptance"), json!({})).await.is(200);
    assert_eq!(mirrored(&maria, "2026-03").await, Vec::<String>::new(), "nor the first yes");
    bruno.put(&format!("/api/v1/introductions/{made}/acceptance"), json!({})).await.is(200);
    carla.put(&format!("/api/v1/introductions/{refused}/refusal"), json!({})).await.is(200);
    // Ada asks for Dora along two; both pass it on, and Dora says yes in April.
    asks_along(&town, &ada, [&maria, &carla]).await;
    town.days_pass(25);
    town.settles().await;
    assert_eq!(mirrored(&maria, "2026-03").await, ["given introductions maria: ada+bruno []"]);
    assert_eq!(mirrored(&carla, "2026-03").await, Vec::<String>::new(), "what ended in silence is nowhere");
    let (maria, ada, bruno) = (town.signs_in("maria").await, town.signs_in("ada").await, town.signs_in("bruno").await);
    let told = json!({ "helped": "yes", "thanks": "Stiamo già segando." });
    ada.put(&format!("/api/v1/introductions/{made}/outcome"), told).await.is(200);
    town.minutes_pass(1);
    bruno.put(&format!("/api/v1/introductions/{made}/outcome"), json!({ "helped": "not_yet" })).await.is(200);
    town.settles().await;
    assert_eq!(
        mirrored(&maria, "2026-04").await,
        ["given thanks bruno: \"not_yet\" \"\"", "given thanks ada: \"yes\" \"Stiamo già segando.\""]
    );
    assert_eq!(mirrored(&ada, "2026-03").await, ["received introductions maria: bruno []"]);
    assert_eq!(mirrored(&bruno, "2026-03").await, ["received introductions maria: ada []"]);
    for nobody in [&carla, &dora] {
        let nobody = town.signs_in(&nobody.handle).await;
        assert_eq!(mirrored(&nobody, "2026-04").await, Vec::<String>::new());
    }
    let page =
        maria.get("/mirror?month=2026-04").await.is(200).says("Ada Rossi thanks you").says("Stiamo già segando.");
    page.says("Bruno Neri tells you that nothing came of it yet");
    maria.get("/mirror?month=2026-03").await.is(200).says("You put Ada Rossi and Bruno Neri in touch");
}

#[tokio::test]
async fn a_request_that_was_passed_on_and_made_stands_in_the_mirror_of_each_connector() {
    let (town, [maria, ada, _, carla, dora]) = five().await;
    asks_along(&town, &ada, [&maria, &carla]).await;
    for connector in [&maria, &carla] {
        assert_eq!(mirrored(connector, "2026-03").await, Vec::<String>::new(), "not before it came about");
    }
    let question = dora.get("/api/v1/introductions").await.is(200).json()["items"][0]["id"].clone();
    dora.put(&format!("/api/v1/introductions/{}/acceptance", question.as_str().unwrap()), json!({})).await.is(200);
    town.settles().await;
    assert_eq!(mirrored(&maria, "2026-03").await, ["given passed_on ada to dora"]);
    assert_eq!(mirrored(&carla, "2026-03").await, ["given introductions carla: ada+dora []"]);
    assert_eq!(mirrored(&ada, "2026-03").await, ["received introductions carla: dora []"]);
    assert_eq!(mirrored(&dora, "2026-03").await, ["received introductions carla: ada []"]);

    // The thanks of who asked go to each on the way; those of who was asked to the last of them alone.
    let path = format!("/api/v1/introductions/{}/outcome", question.as_str().unwrap());
    dora.put(&path, json!({ "helped": "yes", "thanks": "Grazie, Carla." })).await.is(200);
    ada.put(&path, json!({ "helped": "yes", "thanks": "Grazie a tutte e due." })).await.is(200);
    let thanks = async |person: &Person| -> Vec<String> {
        let all = mirrored(person, "2026-03").await;
        all.into_iter().filter(|line| line.starts_with("given thanks")).collect()
    };
    assert_eq!(thanks(&maria).await, ["given thanks ada: \"yes\" \"Grazie a tutte e due.\""]);
    assert_eq!(thanks(&carla).await.len(), 2);
    let seen = maria.get("/api/v1/mirror?month=2026-03").await.is(200).json();
    let thanks = &seen["given"]["thanks"][0];
    let request = &seen["given"]["passed_on"][0]["request"];
    assert_eq!((&thanks["introduction"], &thanks["request"]), (&Value::Null, request));
    let page =
        maria.get("/mirror?month=2026-03").await.is(200).says("Ada Rossi thanks you").says("Grazie a tutte e due.");
    page.says(&format!("/requests/{}", request.as_str().unwrap()));
}

#[tokio::test]
async fn that_nothing_came_of_it_is_not_told_to_who_passed_the_request_on() {
    let (town, [maria, ada, _, carla, dora]) = five().await;
    asks_along(&town, &ada, [&maria, &carla]).await;
    let question = dora.get("/api/v1/introductions").await.is(200).json()["items"][0]["id"].clone();
    let path = format!("/api/v1/introductions/{}", question.as_str().unwrap());
    dora.put(&format!("{path}/acceptance"), json!({})).await.is(200);
    ada.put(&format!("{path}/outcome"), json!({ "helped": "no" })).await.is(200);
    assert_eq!(mirrored(&maria, "2026-03").await, ["given passed_on ada to dora"]);
    assert!(mirrored(&carla, "2026-03").await.contains(&"given thanks ada: \"no\" \"\"".to_owned()));
    let request = ada.get("/api/v1/requests").await.is(200).json()["items"][0]["id"].clone();
    let request = request.as_str().unwrap();
    let seen = maria.get(&format!("/api/v1/requests/{request}")).await.is(200).json();
    assert_eq!((&seen["state"], &seen["outcome"]), (&json!("made"), &Value::Null));
    maria.get(&format!("/requests/{request}")).await.is(200).says_not("No, not this time").says_not("says thanks");
    let seen = carla.get(&format!("/api/v1/requests/{request}")).await.is(200).json();
    assert_eq!(seen["outcome"]["helped"], "no", "who introduced them hears it anyway");
}

#[tokio::test]
async fn who_took_up_an_offer_has_given_nothing_and_who_offered_has() {
    let (_town, [maria, ada, bruno, carla, _]) = five().await;
    let ask = posts(&ada, "asks", "Cerco una tipografia").await;
    let told = json!({ "answered": true, "by": "bruno", "through": "maria" });
    ada.put(&format!("/api/v1/asks/{ask}/outcome"), told).await.is(200);
    let offer = posts(&ada, "offers", "Un’ora di lezione").await;
    let told = json!({ "answered": true, "by": "carla", "through": "maria" });
    ada.put(&format!("/api/v1/offers/{offer}/outcome"), told).await.is(200);
    let unanswered = posts(&ada, "offers", "Un armadio").await;
    ada.put(&format!("/api/v1/offers/{unanswered}/outcome"), json!({ "answered": false })).await.is(200);
    assert_eq!(
        mirrored(&ada, "2026-03").await,
        ["given offers carla: \"Un’ora di lezione\"", "received answers bruno: \"Cerco una tipografia\""]
    );
    assert_eq!(mirrored(&bruno, "2026-03").await, ["given answers ada: \"Cerco una tipografia\""]);
    assert_eq!(mirrored(&carla, "2026-03").await, Vec::<String>::new(), "nobody tells that she took it up");
    carla.get("/mirror").await.is(200).says_not("Un’ora di lezione");
    let led = mirrored(&maria, "2026-03").await;
    assert_eq!(led, ["given answers ada: \"Un’ora di lezione\"", "given answers ada: \"Cerco una tipografia\""]);
    maria.get("/mirror").await.is(200).says("You brought the offer of Ada Rossi to somebody it served");
    ada.get("/mirror").await.is(200).says("Your offer was of use to Carla Blu");
}

#[tokio::test]
async fn a_month_begins_at_midnight_in_the_zone_of_the_server() {
    let town = Town::new().await;
    let (ada, bruno) = (town.joins("Ada Rossi").await, town.joins("Bruno Neri").await);
    town.days_pass(21);
    // Half past midnight on 1 April in Rome: the last evening of March in UTC.
    town.minutes_pass(13 * 60 + 30);
    let ask = json!({ "text": "Cerco una tipografia", "language": "it", "audience": "everybody" });
    let ask = ada.post("/api/v1/asks", ask).await.is(201).json()["id"].as_str().unwrap().to_owned();
    ada.put(&format!("/api/v1/asks/{ask}/outcome"), json!({ "answered": true, "by": "bruno" })).await.is(200);
    let mirror = bruno.get("/api/v1/mirror").await.is(200).json();
    assert_eq!(
        (&mirror["month"], &mirror["given"]["answers"][0]["person"]["handle"]),
        (&json!("2026-04"), &json!("ada"))
    );
    let march = bruno.get("/api/v1/mirror?month=2026-03").await.is(200).json();
    assert_eq!(march["given"]["answers"], json!([]));
}
