//! Stories told at the door of an event: who of one's network comes, who waits, whom one could meet there.

use serde_json::json;

use super::ties;
use crate::testkit::{Person, Town};

/// Who is named among those who come, on the page: each with whether he is marked as a tie.
async fn named(person: &Person, event: &str, tie: &str) -> Vec<(String, bool)> {
    let page = person.get(&format!("/events/{event}")).await.is(200).text();
    let section = page.split("aria-labelledby=\"come\"").nth(1).unwrap().split("</section>").next().unwrap();
    let rows = section.split("<li>").skip(1).map(|row| {
        let handle = row.split("href=\"/@").nth(1).unwrap().split('"').next().unwrap();
        (handle.to_owned(), row.contains(tie))
    });
    let mut all: Vec<(String, bool)> = rows.collect();
    all.sort();
    all
}

#[tokio::test]
async fn who_of_ones_network_comes_is_read_as_each_of_them_allows() {
    let town = Town::new().await;
    let [ada, bruno, carla, dora, emma] =
        town.people(["Ada Rossi", "Bruno Neri", "Carla Blu", "Dora Verdi", "Emma Viola"]).await;
    let fosco = town.joins("Fosco Grigio").await;
    for tied in [&carla, &dora, &emma] {
        ties(&bruno, tied).await;
    }
    town.settles().await;
    let event = ada.holds(|_| {}).await;
    for (person, shown) in [(&carla, "ties"), (&dora, "attendees"), (&emma, "nobody"), (&fosco, "attendees")] {
        person.comes(&event, shown).await;
    }
    let who = |handles: &[(&str, bool)]| {
        handles.iter().map(|(handle, tied)| ((*handle).to_owned(), *tied)).collect::<Vec<_>>()
    };
    // Before he comes himself he reads of his ties who let their ties read it, and of no stranger.
    for (language, tie) in [("en", "one of your connections"), ("it", "fra i tuoi collegamenti")] {
        bruno.patch("/api/v1/me", json!({ "language": language })).await.is(200);
        assert_eq!(named(&bruno, &event, tie).await, who(&[("carla", true), ("dora", true)]));
    }
    bruno.comes(&event, "ties").await;
    let tie = "fra i tuoi collegamenti";
    let inside = who(&[("carla", true), ("dora", true), ("fosco", false)]);
    assert_eq!(named(&bruno, &event, tie).await, inside, "those who come read of who lets those who come");
    assert_eq!(bruno.reads(&event).await, ["carla", "dora", "fosco"], "and programs the same");
    let tie = "one of your connections";
    assert_eq!(named(&fosco, &event, tie).await, who(&[("dora", false)]), "nobody’s tie reads of no tie");
    assert_eq!(named(&ada, &event, tie).await.len(), 5, "who holds it reads of all");
    // No page tells how many come: a number would tell of those who are not to be seen.
    bruno.get(&format!("/events/{event}")).await.is(200).says_not("Emma Viola").says_not(">5<").says_not(">6<");
    // Who changes his mind is read by nobody from then on.
    dora.comes(&event, "nobody").await;
    carla.sends("/events", &format!("/events/{event}/absence"), &[]).await.is(303);
    assert_eq!(named(&bruno, &event, tie).await, who(&[("fosco", false)]));
}

#[tokio::test]
async fn who_waits_moves_up_in_order_as_places_come_free_and_is_told_so_at_the_door() {
    let town = Town::new().await;
    let [ada, bruno, carla, dora] = town.people(["Ada Rossi", "Bruno Neri", "Carla Blu", "Dora Verdi"]).await;
    let event = ada.holds(|new| new["capacity"] = json!(1)).await;
    let (page, door) = (format!("/events/{event}"), format!("/events/{event}/attendance"));
    bruno.sends(&page, &door, &[("shown", "ties")]).await.is(303);
    for (waits, language, full, waiting, coming) in [
        (&carla, "en", "There are no places left", "You are waiting for a place", "You are in."),
        (&dora, "it", "I posti sono finiti", "Aspetti un posto", "Ci sei."),
    ] {
        waits.patch("/api/v1/me", json!({ "language": language })).await.is(200);
        waits.get(&page).await.is(200).says(full);
        waits.sends(&page, &door, &[("shown", "ties")]).await.is(303);
        waits.get(&page).await.is(200).says(waiting).says_not(coming);
    }
    let state = async |person: &Person| {
        person.get(&format!("/api/v1/events/{event}")).await.is(200).json()["attendance"].clone()
    };
    // The first to leave frees a place for who waits longest, and that one's for the next.
    bruno.sends(&page, &format!("{page}/absence"), &[]).await.is(303);
    assert_eq!((state(&carla).await, state(&dora).await), (json!("coming"), json!("waiting")));
    carla.get(&page).await.is(200).says("You are in.");
    let news = carla.get("/inbox").await.is(200);
    news.says("A place came free at the event of Ada Rossi: it is yours");
    carla.sends(&page, &format!("{page}/absence"), &[]).await.is(303);
    assert_eq!((state(&carla).await, state(&dora).await), (json!(null), json!("coming")));
    dora.get(&page).await.is(200).says("Ci sei.");
    dora.get("/inbox").await.is(200).says("Si è liberato un posto all’evento di Ada Rossi: è tuo");
    // Who left and comes back waits like anybody.
    bruno.sends(&page, &door, &[("shown", "ties")]).await.is(303);
    assert_eq!(state(&bruno).await, json!("waiting"));
}

#[tokio::test]
async fn whom_one_could_meet_there_is_said_at_the_door_in_both_languages() {
    let town = Town::new().await;
    let [ada, bruno, carla, dora] = town.people(["Ada Rossi", "Bruno Neri", "Carla Blu", "Dora Verdi"]).await;
    for (person, list, text) in [
        (&bruno, "asks", "Cerco legno certificato per quaranta scrivanie"),
        (&carla, "offers", "Offro legno certificato del Conero"),
        (&dora, "offers", "Offro anche io legno certificato"),
    ] {
        let said = json!({ "text": text, "topics": ["legno certificato"], "audience": "everybody", "language": "it" });
        person.post(&format!("/api/v1/{list}"), said).await.is(201);
    }
    let event = ada.holds(|new| new["capacity"] = json!(2)).await;
    let page = format!("/events/{event}");
    bruno.comes(&event, "attendees").await;
    bruno.get(&page).await.is(200).says_not("Whom you could meet");
    carla.comes(&event, "attendees").await;
    assert_eq!(dora.comes(&event, "attendees").await, "waiting");
    for (language, head, why) in [
        ("en", "Whom you could meet", "offers what you ask for: <b>legno certificato</b>"),
        ("it", "Chi potresti incontrare", "offre ciò che chiedi: <b>legno certificato</b>"),
    ] {
        bruno.patch("/api/v1/me", json!({ "language": language })).await.is(200);
        let door = bruno.get(&page).await.is(200).says(head).says(why).says("/@carla\"");
        door.says("Offro legno certificato del Conero").says_not("Dora Verdi");
    }
    carla.get(&page).await.is(200).says("asks for what you offer: <b>legno certificato</b>").says("/@bruno\"");
    // A place comes free: whoever has it now is somebody one could meet.
    carla.delete(&format!("/api/v1/events/{event}/attendance")).await.is(204);
    let worth = bruno.get(&format!("/api/v1/events/{event}/people")).await.is(200).json();
    let handles: Vec<_> =
        worth["items"].as_array().unwrap().iter().map(|one| one["person"]["handle"].clone()).collect();
    assert_eq!(handles, [json!("dora")], "{worth}");
    bruno.get(&page).await.is(200).says("/@dora\"").says_not("del Conero");
}
