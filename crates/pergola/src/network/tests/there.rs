//! Whom one knows at an organisation: the best connector's first, as far as the one who asks can tell.

use pergola_domain::{changes::MetKind, ties::Met};
use serde_json::{Value, json};

use super::{forms, tie};
use crate::testkit::{Person, Town};

async fn works(who: &Person, organisation: &str) -> String {
    let position = json!({ "organisation": organisation, "title": "mugnaio", "from": "2015" });
    let told = who.patch("/api/v1/me", json!({ "positions": [position] })).await.is(200).json();
    told["positions"][0]["organisation_id"].as_str().unwrap().to_owned()
}

async fn people(who: &Person, organisation: &str) -> String {
    who.get(&format!("/api/v1/organisations/{organisation}/people")).await.is(200).text()
}

/// Each with who leads there, who is also the first on the way that is told: the warmest first.
fn order(people: &str) -> Vec<(String, String)> {
    let told: Value = serde_json::from_str(people).unwrap();
    let people = told["items"].as_array().unwrap();
    let strengths: Vec<f64> = people.iter().map(|item| item["strength"].as_f64().unwrap()).collect();
    assert!(strengths[0] > strengths[1] && strengths[1] > 0.0, "{strengths:?}");
    assert!(people.iter().all(|item| item["distance"] == 2 && item["path"][0]["person"] == item["through"]));
    let handle = |person: &Value| person["handle"].as_str().unwrap().to_owned();
    people.iter().map(|item| (handle(&item["person"]), handle(&item["through"]))).collect()
}

#[tokio::test]
async fn who_is_two_steps_away_stands_where_the_connector_puts_him_and_ones_own_closeness_is_ones_own() {
    let town = Town::new().await;
    let [ada, fabia, bruno, dora] = town.people(["Ada Rossi", "Fabia Orto", "Bruno Neri", "Dora Sale"]).await;
    let [elsa, carla] = town.people(["Elsa Riva", "Carla Blu"]).await;
    // Elsa joined before Carla: of equals she would come first.
    for (connector, other) in [(&bruno, &carla), (&dora, &elsa)] {
        tie(&town, connector, other).await;
    }
    for who in [&ada, &fabia] {
        tie(&town, who, &bruno).await;
        forms(&town, who, &dora, Met { kind: MetKind::Event, ..Met::untold() }).await;
    }
    let [by_bruno, by_dora] = [("carla", "bruno"), ("elsa", "dora")].map(|(one, by)| (one.to_owned(), by.to_owned()));
    let plain = vec![by_bruno.clone(), by_dora.clone()];
    let forno = works(&carla, "Forno").await;
    for hers in ["Forno", "Forno Srl"] {
        let other = works(&elsa, hers).await;
        assert_eq!(other == forno, hers == "Forno", "one place, or one under two names");
        for id in [&forno, &other] {
            let (before, others) = (people(&ada, id).await, people(&fabia, id).await);
            assert_eq!((order(&before), order(&others)), (plain.clone(), plain.clone()), "{hers}");
            ada.patch("/api/v1/ties/dora", json!({ "closeness": 5 })).await.is(200);
            let close = order(&people(&ada, id).await);
            assert_eq!(close, [by_dora.clone(), by_bruno.clone()], "{hers}: it is she whom Ada would ask");
            assert_eq!(people(&fabia, id).await, others, "{hers}: what Ada feels is in nobody else's answer");
            ada.patch("/api/v1/ties/dora", json!({ "closeness": null })).await.is(200);
            assert_eq!(people(&ada, id).await, before);
        }
    }
}
