//! Stories of who has a place at an event, and what comes with it.

use serde_json::json;

use crate::testkit::Town;

#[tokio::test]
async fn the_link_comes_with_the_place() {
    const LINK: &str = "https://stanza.example/legno";
    let town = Town::new().await;
    let [ada, bruno, carla] = town.people(["Ada Rossi", "Bruno Neri", "Carla Blu"]).await;
    let event = ada
        .holds(|new| {
            new["capacity"] = json!(1);
            new["link"] = json!(LINK);
            new["audience"] = json!("web");
        })
        .await;
    assert_eq!(bruno.comes(&event, "ties").await, "coming");
    assert_eq!(carla.comes(&event, "ties").await, "waiting");
    let paths = ["/events/{}", "/events/{}/calendar", "/events/{}/data", "/api/v1/events/{}"];
    for path in paths.map(|path| path.replace("{}", &event)) {
        for reader in
            [&carla, &town.visitor()].into_iter().filter(|who| !path.starts_with("/api") || !who.handle.is_empty())
        {
            reader.get(&path).await.is(200).says_not("stanza.example");
        }
        if !path.ends_with("/data") {
            for reader in [&ada, &bruno] {
                reader.get(&path).await.is(200).says("stanza.example");
            }
        }
    }
    carla.get(&format!("/events/{event}")).await.is(200).says("the link comes with the place");
    let seen = carla.get(&format!("/api/v1/events/{event}")).await.json();
    assert_eq!((&seen["link"], &seen["has_link"]), (&json!(""), &json!(true)));
    town.visitor().get(&format!("/events/{event}/data")).await.is(200).says("VirtualLocation");
    bruno.delete(&format!("/api/v1/events/{event}/attendance")).await.is(204);
    carla.get(&format!("/events/{event}")).await.is(200).says(LINK);
    bruno.get(&format!("/events/{event}")).await.is(200).says_not("stanza.example");
}

#[tokio::test]
async fn the_place_of_who_leaves_for_good_goes_to_who_waits() {
    let town = Town::new().await;
    let [ada, bruno, carla] = town.people(["Ada Rossi", "Bruno Neri", "Carla Blu"]).await;
    let event = ada
        .holds(|new| {
            new["capacity"] = json!(1);
            new["starts"] = json!("2026-06-23T18:00");
            new["ends"] = json!("2026-06-23T20:00");
        })
        .await;
    assert_eq!(bruno.comes(&event, "ties").await, "coming");
    assert_eq!(carla.comes(&event, "ties").await, "waiting");
    bruno.asks_to_leave().await;
    town.days_pass(40);
    town.settles().await;
    town.settles().await;
    let carla = town.signs_in("carla").await;
    assert_eq!(carla.get(&format!("/api/v1/events/{event}")).await.json()["attendance"], "coming");
}
