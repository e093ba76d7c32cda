//! Stories of who has a place at an event, and what comes with it.

use serde_json::json;

use crate::testkit::{Person, Town};

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

#[tokio::test]
async fn where_two_places_come_free_at_once_two_come_in_their_order_each_told_once() {
    let town = Town::new().await;
    let ada = town.joins("Ada Rossi").await;
    let people = town.people(["Bruno Neri", "Carla Blu", "Dora Verdi", "Elena Gialli", "Fosco Viola"]).await;
    let event = ada.holds(|new| new["capacity"] = json!(1)).await;
    let path = format!("/api/v1/events/{event}");
    for (person, expected) in people.iter().zip(["coming", "waiting", "waiting", "waiting", "waiting"]) {
        assert_eq!(person.comes(&event, "ties").await, expected);
    }
    let states = async || {
        let mut states = Vec::new();
        for person in &people {
            states.push(person.get(&path).await.is(200).json()["attendance"].as_str().unwrap_or("").to_owned());
        }
        states
    };
    let told = async |person: &Person| {
        let news = person.get("/api/v1/notices").await.is(200).json();
        news["items"].as_array().unwrap().iter().filter(|one| one["kind"] == "event_place").count()
    };
    ada.patch(&path, json!({ "capacity": 3 })).await.is(200);
    assert_eq!(states().await, ["coming", "coming", "coming", "waiting", "waiting"]);
    assert_eq!((told(&people[1]).await, told(&people[2]).await, told(&people[3]).await), (1, 1, 0));
    // Two leave at the same time: two more have a place, nobody two.
    let door = format!("{path}/attendance");
    let (one, other) = tokio::join!(people[0].delete(&door), people[1].delete(&door));
    assert!(one.status.is_success() && other.status.is_success(), "{} {}", one.status, other.status);
    assert_eq!(states().await, ["", "", "coming", "coming", "coming"]);
    for person in &people[2..] {
        assert_eq!(told(person).await, 1, "{}", person.handle);
    }
    assert_eq!(told(&people[0]).await, 0);
    // Fewer places than people take nobody's away; nobody else comes before there is one.
    ada.patch(&path, json!({ "capacity": 1 })).await.is(200);
    assert_eq!(people[0].comes(&event, "ties").await, "waiting");
    people[2].delete(&door).await;
    assert_eq!(states().await, ["waiting", "", "", "coming", "coming"]);
}
