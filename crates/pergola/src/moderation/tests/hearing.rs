//! Stories of whose matter it is: who judges, who hears an appeal, and what is in whose queue.

use serde_json::{Value, json};

use super::{decides, id, newest, reports, town};
use crate::testkit::Person;

#[tokio::test]
async fn who_reported_hears_no_appeal_against_what_came_of_it() {
    let (_town, dora, [ada, bruno, carla]) = town().await;
    reports(&ada, "member", "bruno", "harassment").await.is(201);
    let case = newest(&dora).await;
    let decision = id(&decides(&dora, &case, "warn", None).await);
    dora.put("/api/v1/moderation/moderators/ada", Value::Null).await.is(204);
    bruno.put(&format!("/api/v1/decisions/{decision}/appeal"), json!({ "words": "Era uno scherzo" })).await.is(204);
    let (answer, page) =
        (format!("/api/v1/moderation/decisions/{decision}/answer"), format!("/moderation/cases/{case}"));
    let words = json!({ "lift": false, "reason": "No." });
    assert_eq!(ada.put(&answer, words.clone()).await.is(422).code(), "moderation.own_matter");
    ada.get(&page).await.is(200).says_not("Lift the decision");
    ada.get("/moderation").await.is(200).says("nobody appeals");
    // Nobody else could hear it: then who decided does.
    dora.get(&page).await.is(200).says("Lift the decision");
    dora.put("/api/v1/moderation/moderators/carla", Value::Null).await.is(204);
    dora.get(&page).await.is(200).says_not("Lift the decision").says("another moderator hears the appeal");
    assert_eq!(dora.put(&answer, words.clone()).await.is(422).code(), "moderation.own_decision");
    carla.get(&page).await.is(200).says("Lift the decision");
    carla.put(&answer, words).await.is(204);
}

#[tokio::test]
async fn ones_own_matters_are_not_in_ones_queue() {
    let (_town, dora, [ada, bruno, carla]) = town().await;
    for handle in ["ada", "bruno", "carla"] {
        dora.put(&format!("/api/v1/moderation/moderators/{handle}"), Value::Null).await.is(204);
    }
    reports(&ada, "member", "bruno", "harassment").await.is(201);
    for (person, there) in [(&ada, false), (&bruno, false), (&carla, true), (&dora, true)] {
        let queue = person.get("/api/v1/moderation/queue").await.is(200).json();
        assert_eq!(queue["items"].as_array().unwrap().len(), usize::from(there), "{}", person.handle);
        let inbox = person.get("/inbox").await.is(200);
        if there {
            inbox.says("waits for a moderator")
        } else {
            inbox.says_not("waits for a moderator")
        };
    }
}

/// Ada speaks for an organisation and posts an ad for thirty days; Bruno reports it and it is hidden. Gives the ad and the
/// decision.
async fn hides_an_ad(dora: &Person, ada: &Person, bruno: &Person, applicants: &[&Person]) -> (String, String) {
    let officina = crate::organisations::tests::speaks_for(ada, "Officina Quercianova", "company").await;
    let pay = json!({ "from": { "amount": "32000", "currency": "EUR" }, "to": { "amount": "40000", "currency": "EUR" },
                      "period": "year" });
    let new = json!({ "organisation": officina, "title": "Progettista di arredi", "text": "Disegniamo arredi.",
                      "place": "Modena", "remote": "mixed", "contract": "permanent", "pay": pay });
    let job = id(&ada.post("/api/v1/jobs", new).await.is(201).json());
    for applicant in applicants {
        applicant.post(&format!("/api/v1/jobs/{job}/applications"), json!({ "sends": ["skills"] })).await.is(201);
    }
    reports(bruno, "job", &job, "false_job").await.is(201);
    let case = newest(dora).await;
    (job, id(&decides(dora, &case, "hide", None).await))
}

async fn kinds(person: &Person) -> Vec<String> {
    let notices = person.get("/api/v1/notices").await.is(200).json();
    notices["items"].as_array().unwrap().iter().map(|one| one["kind"].as_str().unwrap().to_owned()).collect()
}

#[tokio::test]
async fn an_ad_is_as_it_was_before_once_an_appeal_is_granted() {
    let (town, dora, [ada, bruno, carla]) = town().await;
    let (job, decision) = hides_an_ad(&dora, &ada, &bruno, &[]).await;
    dora.put("/api/v1/moderation/moderators/carla", Value::Null).await.is(204);
    let (path, page) = (format!("/api/v1/jobs/{job}"), format!("/jobs/{job}"));
    let before = ada.get(&path).await.is(200).json();
    assert_eq!(before["state"], "open");
    town.settles().await;
    bruno.get(&path).await.is(410);
    bruno.get(&page).await.is(410);
    assert_eq!(bruno.get("/api/v1/jobs").await.is(200).json()["items"], json!([]));
    let hidden = ada.get(&path).await.is(200).json();
    assert_eq!((&hidden["state"], &hidden["outcome"]), (&json!("closed"), &json!("hidden")));
    assert_eq!(hidden["record"]["stopped"], 1, "the record does not say who stopped it");
    ada.get("/jobs/mine").await.is(200).says("taken away by moderators on");
    ada.patch("/api/v1/me", json!({ "language": "it" })).await.is(200);
    ada.get("/jobs/mine").await.is(200).says("tolto dai moderatori il");
    ada.get(&page).await.is(200).says("tolto dai moderatori il");
    for (act, body) in [("closure", json!({ "outcome": "stopped" })), ("confirmation", Value::Null)] {
        assert_eq!(ada.put(&format!("{path}/{act}"), body).await.is(422).code(), "jobs.closed", "{act}");
    }

    ada.put(&format!("/api/v1/decisions/{decision}/appeal"), json!({ "words": "È un lavoro vero" })).await.is(204);
    let answer = json!({ "lift": true, "reason": "È vero." });
    carla.put(&format!("/api/v1/moderation/decisions/{decision}/answer"), answer).await.is(204);
    town.settles().await;
    let after = ada.get(&path).await.is(200).json();
    assert_eq!((&after["state"], &after["outcome"]), (&json!("open"), &Value::Null));
    assert_eq!(after["until"], before["until"], "with the time it had");
    bruno.get(&page).await.is(200).says("Progettista di arredi");
    assert_eq!(bruno.get("/api/v1/jobs").await.is(200).json()["items"][0]["id"], json!(job));
    ada.get("/notices").await.is(200).says("si legge di nuovo");
    ada.patch("/api/v1/me", json!({ "language": "en" })).await.is(200);
    ada.get("/notices").await.is(200).says("An ad of yours that moderators took away can be read again");
    assert!(!kinds(&bruno).await.contains(&"job_back".to_owned()), "nobody else is told");
    // It goes on as any other does.
    ada.put(&format!("{path}/closure"), json!({ "outcome": "otherwise" })).await.is(200);
}

/// Bruno reports what Ada put on the board, and it is hidden. Gives the decision.
async fn hides_an_ask(dora: &Person, bruno: &Person, ask: &str) -> String {
    reports(bruno, "ask", ask, "spam").await.is(201);
    let case = newest(dora).await;
    id(&decides(dora, &case, "hide", None).await)
}

#[tokio::test]
async fn what_stood_on_the_board_is_as_it_was_before_once_an_appeal_is_granted() {
    let (town, dora, [ada, bruno, carla]) = town().await;
    dora.put("/api/v1/moderation/moderators/carla", Value::Null).await.is(204);
    for (list, says) in [("asks", "Cerco un tornio"), ("offers", "Presto un tornio")] {
        let new = json!({ "text": says, "topics": ["tornitura"], "audience": "everybody" });
        let ask = id(&ada.post(&format!("/api/v1/{list}"), new).await.is(201).json());
        let (path, page) = (format!("/api/v1/{list}/{ask}"), format!("/{list}/{ask}"));
        let before = ada.get(&path).await.is(200).json();
        let decision = hides_an_ask(&dora, &bruno, &ask).await;
        town.settles().await;
        bruno.get(&path).await.is(404);
        bruno.get(&page).await.is(404);
        bruno.get("/board").await.is(200).says_not(says);
        let hidden = ada.get(&path).await.is(200).json();
        assert_eq!((&hidden["state"], &hidden["outcome"]), (&json!("hidden"), &Value::Null));
        assert_eq!(hidden["expires_at"], before["expires_at"]);
        ada.get(&page).await.is(200).says("taken away by moderators on").says_not(&format!("{page}/edit"));
        ada.get("/asks/mine").await.is(200).says("taken away by moderators on");
        let refused = ada.put(&format!("{path}/outcome"), json!({ "answered": false })).await.is(422);
        assert_eq!(refused.code(), "asks.already_closed");
        assert_eq!(ada.patch(&path, json!({ "text": "Altro" })).await.is(422).code(), "asks.already_closed");
        assert_eq!(ada.post(&format!("{path}/renewal"), json!({})).await.is(422).code(), "asks.already_closed");

        ada.put(&format!("/api/v1/decisions/{decision}/appeal"), json!({ "words": "È vero" })).await.is(204);
        let answer = json!({ "lift": true, "reason": "È vero." });
        carla.put(&format!("/api/v1/moderation/decisions/{decision}/answer"), answer).await.is(204);
        town.settles().await;
        assert_eq!(ada.get(&path).await.is(200).json(), before, "its words, its time and whom it is for");
        bruno.get(&page).await.is(200).says(says);
        bruno.get("/board").await.is(200).says(says);
        let told = bruno.get("/api/v1/search?q=tornio").await.is(200).json();
        assert!(told["items"].to_string().contains(says), "{told}");
        // It goes on as any other does.
        ada.put(&format!("{path}/outcome"), json!({ "answered": false })).await.is(200);
    }
}

#[tokio::test]
async fn an_ask_whose_time_ran_out_while_it_was_hidden_rests() {
    let (town, dora, [ada, bruno, _]) = town().await;
    let new = json!({ "text": "Cerco un tornio", "audience": "everybody" });
    let ask = id(&ada.post("/api/v1/asks", new).await.is(201).json());
    let decision = hides_an_ask(&dora, &bruno, &ask).await;
    town.days_pass(29);
    let ada = town.signs_in("ada").await;
    ada.put(&format!("/api/v1/decisions/{decision}/appeal"), json!({ "words": "È vero" })).await.is(204);
    town.days_pass(10);
    let (dora, ada, bruno) = (town.signs_in("dora").await, town.signs_in("ada").await, town.signs_in("bruno").await);
    let answer = json!({ "lift": true, "reason": "È vero." });
    dora.put(&format!("/api/v1/moderation/decisions/{decision}/answer"), answer).await.is(204);
    town.settles().await;
    let path = format!("/api/v1/asks/{ask}");
    assert_eq!(ada.get(&path).await.is(200).json()["state"], "resting");
    bruno.get(&path).await.is(404);
    ada.post(&format!("{path}/renewal"), json!({})).await.is(200);
    bruno.get(&path).await.is(200);
}

#[tokio::test]
async fn who_applied_to_an_ad_that_was_hidden_hears_once_that_it_is_open_again() {
    let (town, dora, [ada, bruno, carla]) = town().await;
    let emma = town.joins("Emma Viola").await;
    let (job, decision) = hides_an_ad(&dora, &ada, &bruno, &[&carla, &emma]).await;
    let withdrawn = emma.get("/api/v1/applications").await.is(200).json()["items"][0]["id"].clone();
    let stage = format!("/api/v1/applications/{}/stage", withdrawn.as_str().unwrap());
    emma.put(&stage, json!({ "stage": "withdrawn" })).await.is(200);
    let frida = town.joins("Frida Rame").await;
    dora.put("/api/v1/moderation/moderators/frida", Value::Null).await.is(204);
    town.settles().await;
    assert_eq!(kinds(&carla).await, ["application_closed"]);
    ada.put(&format!("/api/v1/decisions/{decision}/appeal"), json!({ "words": "È un lavoro vero" })).await.is(204);
    let answer = json!({ "lift": true, "reason": "È vero." });
    frida.put(&format!("/api/v1/moderation/decisions/{decision}/answer"), answer).await.is(204);
    town.settles().await;
    assert_eq!(ada.get(&format!("/api/v1/jobs/{job}")).await.is(200).json()["state"], "open");
    assert_eq!(kinds(&carla).await, ["application_open", "application_closed"]);
    carla.get("/notices").await.is(200).says("An ad to which you applied is open again").says_not("moderator");
    assert!(!kinds(&emma).await.contains(&"application_open".to_owned()), "who withdrew waits no more");
}

#[tokio::test]
async fn an_ad_whose_time_ran_out_while_it_was_hidden_stays_closed() {
    let (town, dora, [ada, bruno, _]) = town().await;
    let (job, decision) = hides_an_ad(&dora, &ada, &bruno, &[]).await;
    town.settles().await;
    town.days_pass(29);
    let ada = town.signs_in("ada").await;
    ada.put(&format!("/api/v1/decisions/{decision}/appeal"), json!({ "words": "È un lavoro vero" })).await.is(204);
    town.days_pass(10);
    let (dora, ada, bruno) = (town.signs_in("dora").await, town.signs_in("ada").await, town.signs_in("bruno").await);
    let answer = json!({ "lift": true, "reason": "È vero." });
    dora.put(&format!("/api/v1/moderation/decisions/{decision}/answer"), answer).await.is(204);
    town.settles().await;
    let path = format!("/api/v1/jobs/{job}");
    let told = ada.get(&path).await.is(200).json();
    assert_eq!((&told["state"], &told["outcome"]), (&json!("closed"), &json!("not_confirmed")));
    bruno.get(&path).await.is(410);
    let told = kinds(&ada).await;
    assert!(told.contains(&"appeal_answered".to_owned()) && !told.contains(&"job_back".to_owned()), "{told:?}");
}
