//! What an archive says of introductions: one's own part, and of the others no more than the page.

use serde_json::{Value, json};

use super::{Four, WHY};
use crate::{
    introductions::takeout,
    testkit::{Person, Town},
};

async fn taken(town: &Town, who: &Person) -> Vec<Value> {
    let (member, now) = (who.id, town.app.now());
    town.app.db.read(async move |tx| takeout::introductions(tx, member, now).await).await.unwrap()
}

/// A record without what tells two introductions of one moment apart.
fn alike(mut record: Value) -> Value {
    for name in ["key", "people"] {
        record.as_object_mut().unwrap().remove(name);
    }
    record
}

#[tokio::test]
async fn a_no_is_in_no_archive_but_the_own() {
    let Four { town, maria, ada, bruno, carla } = Four::new().await;
    let refused = maria.introduces(&["ada", "bruno"]).await;
    maria.introduces(&["carla", "bruno"]).await;
    ada.answers(&refused, "refusal").await.is(200);
    for (person, places) in [(&maria, [0, 1]), (&bruno, [0, 1])] {
        for days in [0, 5, 8, 2] {
            town.days_pass(days);
            town.settles().await;
            let all = taken(&town, person).await;
            assert_eq!(all.len(), 2);
            let [one, other] = places.map(|place: usize| alike(all[place].clone()));
            assert_eq!(one, other, "the refused one reads as the one without an answer");
        }
    }
    assert_eq!(taken(&town, &ada).await[0]["answer"], "no", "the own answer is one's own");
    assert_eq!(taken(&town, &carla).await[0].get("answer"), None);
}

#[tokio::test]
async fn what_was_made_is_taken_along_with_its_thanks() {
    let Four { town, maria, ada, bruno, carla } = Four::new().await;
    let id = maria.introduces(&["ada", "bruno"]).await;
    ada.answers(&id, "acceptance").await.is(200);
    let asked = taken(&town, &bruno).await;
    assert_eq!(
        (&asked[0]["state"], &asked[0]["why"], &asked[0]["by"]),
        (&json!("asked"), &json!(WHY), &json!({ "member": "maria" }))
    );
    assert_eq!(
        asked[0]["people"],
        json!([{ "name": "Ada Rossi", "who": { "member": "ada" } }]),
        "what she was asked is Maria's"
    );
    bruno.answers(&id, "acceptance").await.is(200);
    town.settles().await;
    town.days_pass(14);
    let told = json!({ "helped": "yes", "thanks": "Stiamo già segando." });
    ada.put(&format!("/api/v1/introductions/{id}/outcome"), told).await.is(200);
    let made = &taken(&town, &maria).await[0];
    assert_eq!((&made["role"], &made["state"]), (&json!("broker"), &json!("made")));
    assert_eq!(made["people"][0], json!({ "name": "Ada Rossi", "who": { "member": "ada" }, "why": WHY }));
    assert_eq!(
        (&made["outcomes"][0]["by"], &made["outcomes"][0]["thanks"]),
        (&json!({ "member": "ada" }), &json!("Stiamo già segando."))
    );
    assert_eq!(taken(&town, &ada).await[0]["outcome"]["helped"], "yes");
    assert_eq!(taken(&town, &bruno).await[0].get("outcomes"), None);
    assert!(taken(&town, &carla).await.is_empty());
    bruno.put("/api/v1/blocks/ada", json!({})).await.is(204);
    assert!(taken(&town, &bruno).await.is_empty(), "over a block there is nothing to take");
}
