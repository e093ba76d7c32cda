//! Stories of what is said below an ad.

use serde_json::json;

use super::{posts, small_town};
use crate::testkit::Person;

#[tokio::test]
async fn whom_one_blocked_says_nothing_to_one_below_an_ad() {
    let (_town, [ada, bruno, carla, _]) = small_town().await;
    let (_, job) = posts(&ada, "Officina Quercianova").await;
    let page = format!("/jobs/{job}");
    let path = format!("/api/v1{page}/comments");
    bruno.post(&path, json!({ "text": "Si può da casa?" })).await.is(201);
    carla.post(&path, json!({ "text": "Anche la sera?" })).await.is(201);
    let texts = async |person: &Person| {
        let listed = person.get(&path).await.is(200).json();
        let said = listed["items"].as_array().unwrap().iter().map(|one| one["text"].as_str().unwrap().to_owned());
        said.collect::<Vec<_>>()
    };
    bruno.put("/api/v1/blocks/carla", json!({})).await.is(204);
    assert_eq!(texts(&bruno).await, ["Si può da casa?"]);
    assert_eq!(texts(&carla).await, ["Anche la sera?"]);
    assert_eq!(texts(&ada).await, ["Si può da casa?", "Anche la sera?"]);
    bruno.get(&page).await.is(200).says_not("Anche la sera").says_not("Carla Blu");
    // Whom its author blocked speaks there to nobody any more.
    ada.put("/api/v1/blocks/carla", json!({})).await.is(204);
    for person in [&ada, &bruno] {
        assert_eq!(texts(person).await, ["Si può da casa?"]);
        person.get(&page).await.is(200).says_not("Anche la sera").says_not("Carla Blu");
    }
    carla.get(&path).await.is(404);
    carla.post(&path, json!({ "text": "Ci sono?" })).await.is(404);
}
