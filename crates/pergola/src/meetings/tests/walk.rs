//! A walk, from the question to the calendar.

use serde_json::json;

use super::two;
use crate::testkit::Town;

#[tokio::test]
async fn a_walk_is_proposed_accepted_and_stands_in_both_calendars() {
    let town = Town::new().await;
    let (ada, bruno) = two(&town).await;
    for person in [&ada, &bruno] {
        town.confirms(person).await;
    }
    bruno.patch("/api/v1/me", json!({ "language": "it" })).await.is(200);
    bruno.get("/@ada/meet").await.is(200).says("Una passeggiata");
    ada.get("/@bruno/meet").await.is(200).says("A walk");
    let form = [
        ("kind", "walk"),
        ("at", "2026-03-21T15:00"),
        ("zone", "Europe/Rome"),
        ("minutes", "90"),
        ("place", "Parco del Conero"),
        ("words", "Due passi?"),
    ];
    let at = ada.sends("/@bruno/meet", "/@bruno/meet", &form).await.is(303).location();
    let at = at.split('?').next().unwrap().to_owned();
    ada.get(&at).await.is(200).says("Walk with Bruno Neri");
    bruno.get(&at).await.is(200).says("Passeggiata con Ada Rossi").says("Parco del Conero");
    let meeting = bruno.get(&format!("/api/v1{at}")).await.is(200).json();
    assert_eq!((&meeting["kind"], &meeting["state"]), (&json!("walk"), &json!("open")));
    let slot = meeting["times"][0]["slot"].as_str().unwrap();
    bruno.sends(&at, &format!("{at}/acceptance"), &[("slot", slot)]).await.is(303);
    town.settles().await;
    for (person, summary) in [(&ada, "SUMMARY:Walk with Bruno Neri"), (&bruno, "SUMMARY:Passeggiata con Ada Rossi")] {
        let file = person.get(&format!("{at}/calendar")).await.is(200).says("BEGIN:VEVENT").says(summary);
        file.says("DTSTART:20260321T140000Z").says("DTEND:20260321T153000Z").says("LOCATION:Parco del Conero");
        let letters = town.letters_to(&format!("{}@example.org", person.handle));
        let invitation = letters.iter().find(|letter| letter.contains("METHOD:REQUEST"));
        assert!(invitation.is_some_and(|letter| letter.replace("\n ", "").contains(summary)), "{letters:?}");
    }
    // And in what a telephone reads again and again.
    let fresh = ada.put("/api/v1/subscriptions/calendar", json!(null)).await.is(200).json();
    let path = format!("/calendar/{}", fresh["url"].as_str().unwrap().rsplit('/').next().unwrap());
    town.visitor().get(&path).await.is(200).says("Walk with Bruno Neri").says("LOCATION:Parco del Conero");
}
