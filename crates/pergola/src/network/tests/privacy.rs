//! What is private to Bruno changes no byte of what others see: of him, of anybody, of any list.
//!
//! Random private acts through the doors; after each of them all that three others can read is compared, pages and JSON.

use serde_json::{Value, json};

use super::tie;
use crate::{
    network::Chance,
    testkit::{Person, Town},
};

/// Doors that show something of Bruno or of the network, read after each act.
const DOORS: &[&str] = &[
    "/@bruno",
    "/@bruno/paths",
    "/@bruno/mutuals",
    "/@dora/mutuals",
    "/@fabia/mutuals",
    "/@bruno/ties",
    "/@bruno/invite",
    "/@dora/paths",
    "/@fabia/paths",
    "/@dora",
    "/@fabia",
    "/today",
    "/suggestions",
    "/search?q=bruno",
    "/api/v1/search?q=bruno",
    "/api/v1/search?place=Ancona",
    "/people",
    "/garden",
    "/invitations",
    "/blocks",
    "/api/v1/members/bruno",
    "/api/v1/members/bruno/ties",
    "/api/v1/members/dora",
    "/api/v1/members/fabia",
    "/api/v1/members/bruno/mutuals",
    "/api/v1/members/dora/mutuals",
    "/api/v1/members/fabia/mutuals",
    "/api/v1/paths?to=bruno",
    "/api/v1/paths?to=dora",
    "/api/v1/paths?to=fabia",
    "/api/v1/suggestions",
    "/api/v1/ties",
    "/api/v1/ties/bruno",
    "/api/v1/notices",
    "/api/v1/invitations?box=in",
    "/api/v1/invitations?box=out",
    "/api/v1/garden",
    "/api/v1/garden/plants",
    "/api/v1/garden.svg",
    "/api/v1/moments",
    "/api/v1/contacts",
    "/api/v1/blocks",
];

/// Where distance, mutuals, ways or suggestions stand beside something else, read before and after all of the acts. A form for
/// words has a key of its own each time and is not among them.
const BESIDE: &[&str] = &[
    "/welcome/step",
    "/introductions",
    "/introductions/new",
    "/requests/new?to=bruno",
    "/godparents",
    "/board",
    "/feed",
    "/@bruno/posts",
    "/@bruno/meet",
    "/topics/mulini",
    "/search?q=mulino",
    "/search?q=bruno&distance=2",
    "/events",
    "/stays",
    "/jobs",
    "/jobs/people",
    "/mirror",
    "/api/v1/search?q=mulino",
    "/api/v1/search?kind=person",
    "/api/v1/feed",
    "/api/v1/posts",
    "/api/v1/asks",
    "/api/v1/offers",
    "/api/v1/events",
    "/api/v1/jobs/people",
    "/api/v1/pairs",
    "/api/v1/companion",
    "/api/v1/godparents",
    "/api/v1/introductions",
    "/api/v1/requests",
    "/api/v1/stays/heard",
];

/// All that somebody can read at these doors, in the order of asking; with the distances of everybody.
async fn seen_at(viewer: &Person, doors: &[&str]) -> Vec<(String, Vec<u8>)> {
    let mut seen = Vec::new();
    for path in doors {
        let answer = viewer.get(path).await;
        assert!(!answer.status.is_server_error(), "{path}");
        seen.push((format!("{} {path}", answer.status), answer.bytes));
    }
    let handles = json!({ "handles": ["bruno", "dora", "fabia", "carla", "elsa", "ada"] });
    seen.push(("distances".to_owned(), viewer.post("/api/v1/distances", handles).await.bytes));
    seen
}

/// All that somebody can read of Bruno and of the network.
async fn all_that_is_seen(viewer: &Person) -> Vec<(String, Vec<u8>)> {
    seen_at(viewer, DOORS).await
}

/// What has ids in its address: Mulino, and what Bruno wrote for everybody.
async fn things(ada: &Person, bruno: &Person) -> (Vec<String>, Vec<String>) {
    let mulino = ada.get("/api/v1/members/bruno").await.json()["positions"][0]["organisation_id"].clone();
    let mulino = mulino.as_str().unwrap().to_owned();
    let makes = async |list: &str, new: Value| {
        let made = bruno.post(&format!("/api/v1/{list}"), new).await.is(201).json();
        made["id"].as_str().unwrap().to_owned()
    };
    let topics = json!(["Mulini"]);
    let post = makes("posts", json!({ "text": "La ruota gira.", "audience": "everybody", "topics": topics })).await;
    let ask = json!({ "text": "Chi ripara una macina?", "topics": topics, "audience": "everybody" });
    let ask = makes("asks", ask).await;
    let event = json!({ "title": "Porte aperte", "starts": "2026-09-04T18:00", "ends": "2026-09-04T20:00",
                        "zone": "Europe/Rome", "place": "Ancona", "audience": "everybody" });
    let event = makes("events", event).await;
    let of_mulino = vec![format!("/organisations/{mulino}"), format!("/api/v1/organisations/{mulino}/people")];
    let written = vec![
        format!("/posts/{post}"),
        format!("/api/v1/posts/{post}"),
        format!("/asks/{ask}"),
        format!("/api/v1/asks/{ask}"),
        format!("/events/{event}"),
        format!("/api/v1/events/{event}"),
        format!("/api/v1/events/{event}/people"),
        format!("/api/v1/events/{event}/attendees"),
    ];
    (of_mulino, written)
}

#[test]
fn every_door_of_the_network_is_looked_at() {
    let shows = |path: &str| {
        let begins = path.replace("{handle}", "bruno");
        DOORS.iter().any(|door| *door == begins || door.starts_with(&format!("{begins}?")))
    };
    let pages = include_str!("../mod.rs").lines().filter_map(|line| line.trim().strip_prefix(".get(\""));
    let pages: Vec<&str> = pages.filter_map(|rest| rest.split('"').next()).collect();
    let api = include_str!("../api.rs").split("utoipa::path(get, path = \"").skip(1);
    let api: Vec<String> = api.filter_map(|rest| Some(format!("/api/v1{}", rest.split('"').next()?))).collect();
    assert!(pages.len() >= 3 && api.len() >= 4, "{pages:?} {api:?}");
    for path in pages.into_iter().map(str::to_owned).chain(api) {
        // The one with an id in its address is read beside them.
        assert!(path == "/api/v1/organisations/{id}/people" || shows(&path), "nobody looks at {path}");
    }
}

/// Something that is Bruno's own business; gives what it was.
async fn private_act(bruno: &Person, act: usize, chance: &mut Chance) -> String {
    let tied = ["carla", "dora"][chance.below(2)];
    let number = chance.below(1_000);
    let patch = |change: Value| async move { bruno.patch(&format!("/api/v1/ties/{tied}"), change).await.is(200) };
    let said = match act {
        0 => patch(json!({ "notes": format!("segreto {number}") })).await,
        1 => patch(json!({ "closeness": chance.below(5) + 1 })).await,
        2 => patch(json!({ "closeness": null })).await,
        3 => patch(json!({ "cadence_days": number + 1 })).await,
        4 => patch(json!({ "resting": number.is_multiple_of(2) })).await,
        5 => {
            let beds = bruno.get("/api/v1/beds").await.is(200).json();
            patch(json!({ "bed": beds["items"][chance.below(6)]["id"] })).await
        }
        6 => bruno.post("/api/v1/beds", json!({ "name": format!("Aiuola {number}") })).await.is(201),
        7 | 8 => {
            let kind = ["met", "wrote", "helped", "recommended"][chance.below(4)];
            let at = format!("2026-02-{:02}", chance.below(28) + 1);
            let moment = json!({ "with": tied, "kind": kind, "at": at, "text": format!("segreto {number}") });
            bruno.post("/api/v1/moments", moment).await.is(201)
        }
        9 => bruno.post("/api/v1/contacts", json!({ "name": format!("Dora {number}") })).await.is(201),
        10 => {
            let handle = ["fabia", "elsa"][chance.below(2)];
            bruno.put(&format!("/api/v1/suggestions/{handle}/dismissal"), json!({})).await.is(204)
        }
        11 => bruno.get("/suggestions").await.is(200),
        12 => bruno.get(["/@fabia/paths", "/@carla", "/@ada/paths", "/search?q=carla"][chance.below(4)]).await.is(200),
        13 => {
            let waiting = bruno.get("/api/v1/invitations?box=in").await.json();
            match waiting["items"][0]["id"].as_str() {
                Some(id) => bruno.put(&format!("/api/v1/invitations/{id}/refusal"), json!({})).await.is(204),
                None => bruno.get("/invitations").await.is(200),
            }
        }
        14 => {
            let theme = ["light", "dark"][chance.below(2)];
            bruno.patch("/api/v1/me", json!({ "theme": theme })).await.is(200)
        }
        _ => bruno.get("/today").await.is(200),
    };
    format!("act {act}, {}", said.status)
}

const ACTS: usize = 16;

#[tokio::test]
async fn what_is_private_to_one_changes_no_byte_of_what_others_see() {
    let town = Town::new().await;
    let [ada, bruno, carla, dora] = town.people(["Ada Rossi", "Bruno Neri", "Carla Blu", "Dora Sale"]).await;
    let [elsa, fabia] = town.people(["Elsa Riva", "Fabia Orto"]).await;
    for (one, other) in [(&ada, &carla), (&carla, &bruno), (&bruno, &dora), (&dora, &fabia), (&ada, &elsa)] {
        tie(&town, one, other).await;
    }
    for person in [&bruno, &carla, &dora, &fabia] {
        let position = json!({ "organisation": "Mulino", "title": "mugnaio", "from": "2015" });
        person.patch("/api/v1/me", json!({ "place": "Ancona", "positions": [position] })).await.is(200);
    }
    let (of_mulino, written) = things(&ada, &bruno).await;
    let of_mulino: Vec<&str> = of_mulino.iter().map(String::as_str).collect();
    let beside: Vec<&str> = BESIDE.iter().copied().chain(written.iter().map(String::as_str)).collect();
    for person in [&elsa, &fabia] {
        let asked = json!({ "to": "bruno", "how_met": { "kind": "other" } });
        person.post("/api/v1/invitations", asked).await.is(201);
    }
    town.settles().await;
    let others = [&ada, &carla, &elsa, &fabia];
    let see = async || {
        let mut all = Vec::new();
        for viewer in others {
            all.push((all_that_is_seen(viewer).await, seen_at(viewer, &of_mulino).await));
        }
        all
    };
    let see_beside = async || {
        let mut all = Vec::new();
        for viewer in others {
            all.push(seen_at(viewer, &beside).await);
        }
        all
    };
    // Being shown counts for the viewer himself, once a day: look once before.
    see().await;
    see_beside().await;
    let (before, beside_before) = (see().await, see_beside().await);
    let mut chance = Chance(20);
    // Every kind of act once, in an order of its own and with any words.
    let first = chance.below(ACTS);
    for turn in 0..ACTS {
        let what = private_act(&bruno, (first + turn * 7) % ACTS, &mut chance).await;
        town.settles().await;
        let after = see().await;
        for (viewer, (was, is)) in others.iter().zip(before.iter().zip(&after)) {
            for ((path, was), (again, is)) in was.0.iter().zip(&is.0) {
                let same = path == again && was == is;
                assert!(same, "{what}: {} sees another {path}:\n{}", viewer.handle, String::from_utf8_lossy(is));
            }
            assert_eq!(was.1, is.1, "{what}: {} sees another Mulino", viewer.handle);
        }
    }
    for (viewer, (was, is)) in others.iter().zip(beside_before.iter().zip(&see_beside().await)) {
        for ((path, was), (again, is)) in was.iter().zip(is) {
            let same = path == again && was == is;
            assert!(same, "{} sees another {path}:\n{}", viewer.handle, String::from_utf8_lossy(is));
        }
    }
    // What he tells everybody they do see.
    bruno.patch("/api/v1/me", json!({ "headline": "mugnaio" })).await.is(200);
    assert!(see().await.iter().zip(&before).all(|(is, was)| is != was));
}

#[tokio::test]
async fn a_tie_of_who_shows_none_changes_no_byte_of_what_third_people_see() {
    let town = Town::new().await;
    let [ada, bruno, carla, dora] = town.people(["Ada Rossi", "Bruno Neri", "Carla Blu", "Dora Sale"]).await;
    let [elsa, fabia] = town.people(["Elsa Riva", "Fabia Orto"]).await;
    for (one, other) in [(&ada, &carla), (&carla, &bruno), (&ada, &dora), (&dora, &fabia), (&ada, &elsa)] {
        tie(&town, one, other).await;
    }
    bruno.patch("/api/v1/me", json!({ "ties_shown": "nobody" })).await.is(200);
    let others = [&ada, &carla, &elsa, &fabia];
    let see = async || {
        let mut all = Vec::new();
        for viewer in others {
            all.push(all_that_is_seen(viewer).await);
        }
        all
    };
    see().await;
    let before = see().await;
    tie(&town, &bruno, &dora).await;
    tie(&town, &elsa, &bruno).await;
    // Elsa is no third person any more: what she sees of Bruno is hers to see.
    let after = see().await;
    for place in [0, 1, 3] {
        for ((path, was), (again, is)) in before[place].iter().zip(&after[place]) {
            assert!(path == again && was == is, "{} sees another {path}", others[place].handle);
        }
    }
    bruno.delete("/api/v1/ties/dora").await.is(204);
    let after = see().await;
    assert!([0, 1, 3].iter().all(|place| before[*place] == after[*place]), "no tie at all");
}
