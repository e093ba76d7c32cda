//! Stories of members, through the doors.

mod letters;
mod photos;
mod profile_page;
mod settings;

use serde_json::json;

use crate::testkit::{PASSWORD, Town};

#[tokio::test]
async fn somebody_joins_signs_in_and_out() {
    let town = Town::new().await;
    let ada = town.joins("Ada Rossi").await;
    ada.sends("/join", "/sign-out", &[]).await.is(400); // The page of joining is for visitors: no form, no token.
    let visitor = town.visitor();
    visitor.get("/sign-in").await.is(200).says("A network you tend");
    let wrong = visitor.sends("/sign-in", "/sign-in", &[("login", "ada"), ("password", "sbagliata")]).await.is(422);
    wrong.says("Name and password do not match");
    let unknown = visitor.sends("/sign-in", "/sign-in", &[("login", "nessuno"), ("password", PASSWORD)]).await.is(422);
    unknown.says("Name and password do not match");
}

#[tokio::test]
async fn joining_refuses_with_a_sentence_and_a_code() {
    let town = Town::new().await;
    town.joins("Ada Rossi").await;
    let new = |handle: &str, email: &str, password: &str| json!({ "handle": handle, "name": "Bruno", "email": email, "password": password });
    let visitor = town.visitor();
    for (body, code) in [
        (new("ada", "b@example.org", PASSWORD), "members.handle_taken"),
        (new("b", "b@example.org", PASSWORD), "members.handle_malformed"),
        (new("bruno", "b", PASSWORD), "members.email_malformed"),
        (new("bruno", "b@example.org", "corta"), "members.password_too_short"),
    ] {
        assert_eq!(visitor.post("/api/v1/members", body).await.is(422).code(), code);
    }
    let twice = visitor.post("/api/v1/members", new("bruno", "ADA@example.org", PASSWORD)).await.is(201);
    let fresh = visitor.post("/api/v1/members", new("carla", "carla@example.org", PASSWORD)).await.is(201);
    assert_eq!(twice.json()["confirm"], fresh.json()["confirm"], "a taken address is not told");
    let unknown = visitor.post("/api/v1/members", json!({ "nome": "x" })).await.is(400);
    assert_eq!(
        (unknown.code().as_str(), unknown.json()["fields"][0]["name"].as_str()),
        ("http.field_unknown", Some("nome"))
    );
}

/// Alike in time (and not by a stopwatch, which a busy machine makes a liar): the same number of hashes for each.
#[tokio::test]
async fn known_and_unknown_accounts_cost_the_same_work() {
    let town = Town::new().await;
    let ada = town.joins("Ada Rossi").await;
    let link = {
        town.settles().await;
        let letter = town.letters_to("ada@example.org").pop().unwrap();
        format!("/letters/{}", letter.split("/letters/").nth(1).unwrap().split_whitespace().next().unwrap())
    };
    ada.sends(&link, &link, &[]).await.is(303);
    let visitor = town.visitor();
    let long = "x".repeat(2_000);
    for (known, unknown, hashes) in [("ada", "nessuno", 1), ("ada@example.org", "nessuno@example.org", 2)] {
        for password in ["sbagliata del tutto", long.as_str()] {
            let mut seen = Vec::new();
            for login in [known, unknown] {
                let before = town.app.hasher.done();
                let body = json!({ "login": login, "password": password, "name": "robot" });
                let answer = visitor.post("/api/v1/tokens", body).await.is(422);
                seen.push((answer.text(), town.app.hasher.done() - before));
            }
            assert_eq!(seen[0], seen[1], "{known} and {unknown}");
            assert_eq!(seen[0].1, hashes, "{known}");
        }
    }
    let mut seen = Vec::new();
    for (handle, email) in [("bruno", "ada@example.org"), ("carla", "carla@example.org")] {
        let before = town.app.hasher.done();
        let new = json!({ "handle": handle, "name": "Gente Nuova", "email": email, "password": PASSWORD });
        visitor.post("/api/v1/members", new).await.is(201);
        seen.push(town.app.hasher.done() - before);
    }
    assert_eq!(seen, [1, 1], "joining with an address that is somebody's, and with a free one");
    for email in ["ada@example.org", "nessuno@example.org"] {
        let before = (town.app.hasher.done(), *town.app.db.committed().borrow());
        visitor.sends("/reset", "/reset", &[("email", email)]).await.is(303);
        ada.sends("/invite", "/invite", &[("email", email)]).await.is(303);
        assert_eq!((town.app.hasher.done(), *town.app.db.committed().borrow()), before, "{email}");
    }
}
