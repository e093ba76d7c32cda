//! Stories of what is said below an ad, and of who may say the ad itself otherwise.

use serde_json::json;

use super::{ad, id, posts, small_town};
use crate::{
    organisations::tests::{speaks_for, speaks_too},
    testkit::Person,
};

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

#[tokio::test]
async fn an_ad_stays_the_organisations_when_who_posted_it_speaks_for_it_no_more() {
    let (_town, [ada, bruno, carla, _]) = small_town().await;
    let officina = speaks_for(&ada, "Officina", "company").await;
    for person in [&bruno, &carla] {
        speaks_too(&ada, &officina, person, "poster").await;
    }
    let job = id(&bruno.post("/api/v1/jobs", ad(&officina)).await.is(201).json());
    ada.delete(&format!("/api/v1/organisations/{officina}/speakers/bruno")).await.is(204);
    let (page, path) = (format!("/jobs/{job}"), format!("/api/v1/jobs/{job}"));
    let before = carla.get(&path).await.is(200).json();
    // For him it is not there to be changed, by no door: neither said otherwise nor confirmed nor closed.
    bruno.patch(&path, json!({ "title": "Altro" })).await.is(404);
    bruno.put(&format!("{path}/confirmation"), json!({})).await.is(404);
    bruno.put(&format!("{path}/closure"), json!({ "outcome": "stopped" })).await.is(404);
    bruno.get(&format!("{page}/edit")).await.is(404);
    bruno.get(&page).await.is(200).says_not(&format!("{page}/edit"));
    let form = [("title", "Altro"), ("text", "Altro"), ("organisation", officina.as_str())];
    bruno.sends(&page, &page, &form).await.is(404);
    bruno.sends(&page, &format!("{page}/closure"), &[("outcome", "stopped")]).await.is(404);
    assert_eq!(carla.get(&path).await.is(200).json(), before);
    // Whoever speaks for it goes on with it.
    carla.get(&format!("{page}/edit")).await.is(200);
    assert_eq!(carla.patch(&path, json!({ "title": "Altro" })).await.is(200).json()["title"], "Altro");
}
