//! What Toto reads in the tables: for each step a day on which it comes, where it leads, and a day on which it does not.
//!
//! What was proposed and put off rests until the next day, so a step that must be absent is looked for on a day on which it
//! was not proposed before.

use pergola_domain::garden::DORMANT_DAYS;
use serde_json::json;

use super::{carla_and_ada, leads, posts, steps, tied};
use crate::testkit::{Person, Town};

async fn is_proposed(person: &Person, kind: &str) -> bool {
    steps(person).await.iter().any(|(step, _)| step == kind)
}

/// On this day the step is there, and leads there.
async fn comes(person: &Person, kind: &str, to: &str) {
    assert_eq!(leads(&steps(person).await, kind), to);
}

/// The next day the step is not there any more.
async fn is_gone_tomorrow(town: &Town, person: &Person, kind: &str) {
    town.days_pass(1);
    town.settles().await;
    assert!(!is_proposed(person, kind).await, "{kind} is still proposed");
}

async fn two(town: &Town) -> [Person; 2] {
    let people = town.people(["Ada Rossi", "Bruno Neri"]).await;
    tied(&people[0], &people[1]).await;
    town.settles().await;
    people
}

#[tokio::test]
async fn a_message_that_waits_for_two_days() {
    let town = Town::new().await;
    let [ada, bruno] = two(&town).await;
    let begun = bruno.post("/api/v1/conversations", json!({ "to": "ada", "text": "Hai un momento?" })).await.is(201);
    let id = begun.json()["conversation"].as_str().unwrap().to_owned();
    town.days_pass(1);
    assert!(!is_proposed(&ada, "message").await, "a day is no silence");
    town.days_pass(1);
    assert!(!is_proposed(&bruno, "message").await, "the last word is his own");
    comes(&ada, "message", &format!("/conversations/{id}")).await;
    ada.post(&format!("/api/v1/conversations/{id}/messages"), json!({ "text": "Sì." })).await.is(201);
    is_gone_tomorrow(&town, &ada, "message").await;
}

#[tokio::test]
async fn an_introduction_of_two_weeks_ago() {
    let town = Town::new().await;
    let [carla, ada, bruno] = town.people(["Carla Verdi", "Ada Rossi", "Bruno Neri"]).await;
    tied(&carla, &ada).await;
    tied(&carla, &bruno).await;
    let new = json!({ "people": ["ada", "bruno"], "whys": { "ada": "Per il legno", "bruno": "Per il legno" } });
    let made = carla.post("/api/v1/introductions", new).await.is(201).json()["id"].as_str().unwrap().to_owned();
    for party in [&ada, &bruno] {
        party.put(&format!("/api/v1/introductions/{made}/acceptance"), json!({})).await.is(200);
    }
    town.days_pass(13);
    town.settles().await;
    assert!(!is_proposed(&ada, "outcome").await, "it is early to say");
    town.days_pass(1);
    town.settles().await;
    comes(&ada, "outcome", &format!("/introductions/{made}")).await;
    assert!(!is_proposed(&carla, "outcome").await, "who introduced has nothing to tell");
    ada.put(&format!("/api/v1/introductions/{made}/outcome"), json!({ "helped": "yes" })).await.is(200);
    is_gone_tomorrow(&town, &ada, "outcome").await;
}

#[tokio::test]
async fn a_newcomer_who_has_heard_nothing_for_a_week() {
    let town = Town::new().await;
    let (carla, ada) = carla_and_ada(&town).await;
    tied(&carla, &ada).await;
    ada.put("/api/v1/godparents/carla/asking", json!({ "yes": true })).await.is(204);
    carla.put("/api/v1/godparents/ada/answer", json!({ "yes": true })).await.is(204);
    assert!(!is_proposed(&carla, "greet").await, "they have just begun");
    town.days_pass(7);
    town.settles().await;
    comes(&carla, "greet", "/@ada").await;
    carla.post("/api/v1/conversations", json!({ "to": "ada", "text": "Come va?" })).await.is(201);
    town.settles().await;
    is_gone_tomorrow(&town, &carla, "greet").await;
}

#[tokio::test]
async fn somebody_whose_time_has_come() {
    let town = Town::new().await;
    let [ada, bruno] = two(&town).await;
    ada.patch("/api/v1/ties/bruno", json!({ "cadence_days": 30 })).await.is(200);
    town.days_pass(20);
    assert!(!is_proposed(&ada, "tend").await, "the rhythm is not over");
    town.days_pass(20);
    comes(&ada, "tend", "/@bruno").await;
    assert!(!is_proposed(&bruno, "tend").await, "the rhythm is hers alone");
    let at = crate::words::rfc3339(town.app.now());
    ada.post("/api/v1/moments", json!({ "with": "bruno", "kind": "called", "at": at })).await.is(201);
    is_gone_tomorrow(&town, &ada, "tend").await;
}

#[tokio::test]
async fn somebody_silent_for_three_years() {
    let town = Town::new().await;
    let [ada, _] = two(&town).await;
    let in_four_weeks = async |ada: &Person| {
        let mut found = Vec::new();
        for _ in 0..4 {
            found.extend(steps(ada).await.into_iter().filter(|(kind, _)| kind == "reawaken").map(|(_, url)| url));
            town.days_pass(7);
        }
        found
    };
    assert_eq!(in_four_weeks(&ada).await, Vec::<String>::new(), "they have just met");
    town.days_pass(DORMANT_DAYS);
    let ada = town.signs_in("ada").await;
    assert_eq!(in_four_weeks(&ada).await, ["/@bruno"], "one week in four");
}

#[tokio::test]
async fn an_offer_and_an_ask_whose_time_is_over() {
    let town = Town::new().await;
    let ada = town.joins("Ada Rossi").await;
    let offer = posts(&ada, "offers", "Un’ora di consigli sul legno").await;
    town.days_pass(152);
    let ada = town.signs_in("ada").await;
    let ask = posts(&ada, "asks", "Cerco una sega a nastro").await;
    for (days, open) in [(27, [false, false]), (2, [true, false]), (2, [false, true])] {
        town.days_pass(days);
        town.settles().await;
        let proposed = steps(&ada).await;
        let found = ["renew", "close_ask"].map(|kind| proposed.iter().any(|(step, _)| step == kind));
        assert_eq!(found, open, "after {days} more days: {proposed:?}");
        if open[0] {
            assert_eq!(leads(&proposed, "renew"), format!("/offers/{offer}"));
            ada.post(&format!("/api/v1/offers/{offer}/renewal"), json!({})).await.is(200);
        }
        if open[1] {
            assert_eq!(leads(&proposed, "close_ask"), format!("/asks/{ask}"));
            ada.put(&format!("/api/v1/asks/{ask}/outcome"), json!({ "answered": false })).await.is(200);
        }
    }
    is_gone_tomorrow(&town, &ada, "close_ask").await;
}

#[tokio::test]
async fn two_who_tell_otherwise_how_they_met() {
    let town = Town::new().await;
    let [ada, bruno, carla] = town.people(["Ada Rossi", "Bruno Neri", "Carla Verdi"]).await;
    tied(&ada, &carla).await;
    assert!(!is_proposed(&ada, "confirm_met").await, "both tell the same");
    let wish = json!({ "to": "bruno", "how_met": { "kind": "worked", "text": "al mulino" } });
    let id = ada.post("/api/v1/invitations", wish).await.is(201).json()["id"].as_str().unwrap().to_owned();
    let otherwise = json!({ "how_met": { "kind": "event", "text": "alla fiera" } });
    bruno.put(&format!("/api/v1/invitations/{id}/acceptance"), otherwise).await.is(200);
    town.settles().await;
    comes(&ada, "confirm_met", "/@bruno").await;
    assert!(!is_proposed(&carla, "confirm_met").await, "her tie is told alike");
}

#[tokio::test]
async fn somebody_of_whom_nothing_is_noted() {
    let town = Town::new().await;
    let [ada, _] = two(&town).await;
    assert!(!is_proposed(&ada, "note").await, "without a bed it is another step's turn");
    let beds = ada.get("/api/v1/beds").await.is(200).json();
    ada.patch("/api/v1/ties/bruno", json!({ "bed": beds["items"][0]["id"] })).await.is(200);
    comes(&ada, "note", "/@bruno").await;
    ada.patch("/api/v1/ties/bruno", json!({ "notes": "Conosce ogni segheria." })).await.is(200);
    is_gone_tomorrow(&town, &ada, "note").await;
}

#[tokio::test]
async fn somebody_on_a_card_who_has_joined() {
    let town = Town::new().await;
    let ada = town.joins("Ada Rossi").await;
    let card = json!({ "name": "Bruno Neri", "emails": ["bruno@example.org"] });
    ada.post("/api/v1/contacts", card).await.is(201);
    let bruno = town.joins("Bruno Neri").await;
    town.confirms(&bruno).await;
    town.settles().await;
    assert!(!is_proposed(&ada, "invite_contact").await, "he did not choose to be found");
    bruno.patch("/api/v1/me", json!({ "found_by_email": true })).await.is(200);
    town.settles().await;
    comes(&ada, "invite_contact", "/@bruno/invite").await;
    ada.post("/api/v1/invitations", json!({ "to": "bruno", "how_met": { "kind": "worked" } })).await.is(201);
    is_gone_tomorrow(&town, &ada, "invite_contact").await;
}

#[tokio::test]
async fn an_archive_once_a_year() {
    let town = Town::new().await;
    town.joins("Ada Rossi").await;
    town.days_pass(170);
    let ada = town.signs_in("ada").await;
    assert!(!is_proposed(&ada, "archive").await, "there is little to take");
    town.days_pass(15);
    comes(&ada, "archive", "/export").await;
    ada.post("/api/v1/exports", json!({})).await.is(202);
    town.settles().await;
    is_gone_tomorrow(&town, &ada, "archive").await;
    town.days_pass(366);
    let ada = town.signs_in("ada").await;
    comes(&ada, "archive", "/export").await;
}
