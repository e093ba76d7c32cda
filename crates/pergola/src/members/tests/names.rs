//! Stories of names that climb, turn around or hide: at every door by which one comes in.

use serde_json::json;

use crate::testkit::{PASSWORD, Town};

/// How many marks stand above and below letters.
fn marks(text: &str) -> usize {
    text.chars().filter(|c| ('\u{0300}'..'\u{0370}').contains(c)).count()
}

#[tokio::test]
async fn a_name_that_climbs_or_turns_around_is_tamed_at_every_door() {
    let town = Town::new().await;
    // Nine marks on each of two letters: two stay, and the rest of the page is where it was.
    let climbs = format!("A{0}da R{0}ossi", "\u{0301}\u{0316}\u{034a}".repeat(3));
    let turns = "Ada \u{202e}issoR\u{202c}\u{2066}\u{200f}";
    for (number, (typed, letters, most)) in
        [(climbs.as_str(), "ada rossi", 4), (turns, "ada issor", 0)].into_iter().enumerate()
    {
        let tamed = |name: &str, door: &str| {
            assert!(marks(name) <= most, "{door}: {name}");
            assert!(!name.contains(['\u{202e}', '\u{202c}', '\u{2066}', '\u{200f}']), "{door}: {name}");
            assert_eq!(pergola_domain::text::fold(name), letters, "{door}");
        };
        // Joining, by the API and by the page.
        let handle = format!("nuova{number}");
        let new = json!({ "handle": handle, "name": typed, "email": format!("{handle}@example.org"),
                          "password": PASSWORD, "language": "en" });
        town.visitor().post("/api/v1/members", new).await.is(201);
        let person = town.signs_in(&handle).await;
        let me = person.get("/api/v1/me").await.is(200).json();
        tamed(me["name"].as_str().unwrap(), "joining");
        let handle = format!("altra{number}");
        let email = format!("{handle}@example.org");
        let form = [("name", typed), ("handle", &handle), ("email", &email), ("password", PASSWORD)];
        town.visitor().sends("/join", "/join", &form).await.is(303);
        let other = town.signs_in(&handle).await;
        tamed(other.get("/api/v1/me").await.json()["name"].as_str().unwrap(), "the page");
        // Saying it otherwise, and where others read it.
        person.patch("/api/v1/me", json!({ "name": "Ada Rossi" })).await.is(200);
        person.patch("/api/v1/me", json!({ "name": typed })).await.is(200);
        let seen = other.get(&format!("/api/v1/members/{}", person.handle)).await.is(200).json();
        tamed(seen["name"].as_str().unwrap(), "changing");
        let page = other.get(&format!("/@{}", person.handle)).await.is(200).text();
        assert!(!page.contains(['\u{202e}', '\u{034a}']), "the page of a person");
    }
    // Nothing but what nobody sees is no name.
    let person = town.joins("Bruno Neri").await;
    for empty in ["\u{202e}\u{202c}", "\u{0301}\u{0301}", "\u{3164}\u{e0041}"] {
        let refused = person.patch("/api/v1/me", json!({ "name": empty })).await.is(422);
        assert_eq!(refused.code(), "members.name_missing", "{empty:?}");
    }
}
