//! Oneself, nobody, somebody who left, a block in the middle of a way, a crowd, ten thousand at once: each has its answer.

use serde_json::{Value, json};

use super::tie;
use crate::testkit::{Person, Town};

async fn leaves(town: &Town, person: &Person) {
    person.asks_to_leave().await;
    town.days_pass(15);
    town.settles().await;
}

#[tokio::test]
async fn oneself_is_at_no_distance_and_on_no_path() {
    let town = Town::new().await;
    let [ada, bruno] = town.people(["Ada Rossi", "Bruno Neri"]).await;
    tie(&town, &ada, &bruno).await;
    let ways = ada.get("/api/v1/paths?to=ada").await.is(200).json();
    assert_eq!((&ways["distance"], &ways["paths"], &ways["mutuals"]["count"]), (&json!(0), &json!([]), &json!(0)));
    assert_eq!(ada.get("/@ada/paths").await.is(303).location(), "/@ada");
    assert_eq!(ada.put("/api/v1/suggestions/ada/dismissal", json!({})).await.is(404).code(), "http.not_found");
    assert_eq!(ada.get("/api/v1/members/ada").await.is(200).json()["distance"], 0);
}

#[tokio::test]
async fn the_unknown_the_blocked_and_who_left_answer_alike() {
    let town = Town::new().await;
    let [ada, bruno, carla, dora] = town.people(["Ada Rossi", "Bruno Neri", "Carla Blu", "Dora Sale"]).await;
    for other in [&bruno, &carla, &dora] {
        tie(&town, &ada, other).await;
    }
    carla.put("/api/v1/blocks/ada", json!({})).await.is(204);
    leaves(&town, &dora).await;
    let ada = town.signs_in("ada").await;
    let alike = |text: String, handle: &str| text.replace(handle, "HANDLE");
    for path in ["/api/v1/paths?to=HANDLE", "/api/v1/members/HANDLE", "/@HANDLE/paths", "/@HANDLE"] {
        let nobody = ada.get(&path.replace("HANDLE", "nobody")).await.is(404);
        for handle in ["carla", "dora"] {
            let answer = ada.get(&path.replace("HANDLE", handle)).await.is(404);
            assert_eq!(alike(answer.text(), handle), alike(nobody.text(), "nobody"), "{handle} {path}");
        }
    }
    let dismissed = async |handle: &str| {
        ada.put(&format!("/api/v1/suggestions/{handle}/dismissal"), json!({})).await.is(404).text()
    };
    assert_eq!(alike(dismissed("nobody").await, "nobody"), alike(dismissed("carla").await, "carla"));
    let handles = json!({ "handles": ["bruno", "carla", "dora", "nobody", "", "@bruno"] });
    let far = ada.post("/api/v1/distances", handles).await.is(200).json();
    let told: Vec<(Value, Value)> = far["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|item| (item["distance"].clone(), item["mutuals"].clone()))
        .collect();
    let nothing = (json!(null), json!(0));
    assert_eq!(told[0], (json!(1), json!(0)));
    assert!(told[1..5].iter().all(|one| *one == nothing), "{far}");
}

#[tokio::test]
async fn who_is_blocked_in_the_middle_of_a_path_is_not_on_it() {
    let town = Town::new().await;
    let [ada, bruno, carla, dora] = town.people(["Ada Rossi", "Bruno Neri", "Carla Blu", "Dora Sale"]).await;
    for (one, other) in [(&ada, &bruno), (&bruno, &carla), (&carla, &dora)] {
        tie(&town, one, other).await;
    }
    let way = async |from: &Person, to: &str| {
        let ways = from.get(&format!("/api/v1/paths?to={to}")).await.is(200).json();
        let people = ways["paths"][0]["people"].as_array().cloned().unwrap_or_default();
        let handles: Vec<String> = people.iter().map(|one| one["handle"].as_str().unwrap().to_owned()).collect();
        (ways["distance"].clone(), handles.join(" "))
    };
    let whole = (json!(3), "ada bruno carla dora".to_owned());
    assert_eq!(way(&ada, "dora").await, whole);
    // The two in the middle fall out: their tie is gone, and with it the way.
    carla.put("/api/v1/blocks/bruno", json!({})).await.is(204);
    assert_eq!(way(&ada, "dora").await, (json!(null), String::new()));
    ada.get("/@dora/paths").await.is(200).says("No known path yet");
    carla.delete("/api/v1/blocks/bruno").await.is(204);
    assert_eq!(way(&ada, "dora").await, (json!(null), String::new()), "lifting it restores nothing");
    tie(&town, &bruno, &carla).await;
    assert_eq!(way(&ada, "dora").await, whole);
    // Somebody in the middle is blocked with one end: not for the other end either is the way through him.
    ada.put("/api/v1/blocks/carla", json!({})).await.is(204);
    assert_eq!(way(&ada, "dora").await, (json!(null), String::new()));
    assert_eq!(way(&dora, "ada").await, (json!(null), String::new()), "the same from both ends");
    assert_eq!(way(&bruno, "dora").await.0, json!(2), "for others nothing changed");
}

#[tokio::test]
async fn more_than_a_hundred_at_once_are_refused_whatever_their_number() {
    let town = Town::new().await;
    let [ada] = town.people(["Ada Rossi"]).await;
    let ask = async |count: usize| {
        let handles: Vec<String> = (0..count).map(|number| format!("n{number}")).collect();
        ada.post("/api/v1/distances", json!({ "handles": handles })).await
    };
    assert_eq!(ask(100).await.is(200).json()["items"].as_array().unwrap().len(), 100);
    for count in [101, 10_000] {
        let refused = ask(count).await.is(400);
        assert_eq!(refused.code(), "network.too_many_handles");
        assert_eq!(refused.json()["fields"][0]["name"], "handles", "{}", refused.text());
    }
    assert_eq!(ask(0).await.is(200).json()["items"], json!([]));
    let unknown = ada.post("/api/v1/distances", json!({ "handles": [], "deep": true })).await;
    assert!(unknown.status.is_client_error());
    for path in ["/api/v1/paths", "/api/v1/paths?to=", "/api/v1/paths?to=ada&limit=0", "/api/v1/paths?to=ada&limit=x"] {
        assert!(ada.get(path).await.status.is_client_error(), "{path}");
    }
    for path in ["/api/v1/organisations/0/people", "/api/v1/organisations/x/people", "/organisations/-1"] {
        ada.get(path).await.is(404);
    }
    for degree in ["0", "4", "200"] {
        let refused = ada.get(&format!("/api/v1/organisations/1/people?degree={degree}")).await.is(400);
        assert_eq!(refused.code(), "network.degree_malformed", "{degree}");
        assert_eq!(refused.json()["fields"][0]["name"], "degree");
    }
}
