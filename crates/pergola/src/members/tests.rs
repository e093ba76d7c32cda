//! Stories of members, through the doors.

mod letters;
mod logged;
mod names;
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
    let mut seen = Vec::new();
    for email in ["ada@example.org", "nessuno@example.org"] {
        let before = (town.app.hasher.done(), *town.app.db.committed().borrow());
        let mut written = Vec::new();
        for (who, path) in [(&visitor, "/reset"), (&ada, "/invite")] {
            let rows = letters_and_queue(&town).await;
            who.sends(path, path, &[("email", email)]).await.is(303);
            let after = letters_and_queue(&town).await;
            written.push((path, after.0 - rows.0, after.1 - rows.1));
        }
        assert_eq!((town.app.hasher.done(), *town.app.db.committed().borrow()), before, "{email}");
        seen.push(written);
    }
    assert_eq!(seen[0], [("/reset", 0, 1), ("/invite", 1, 1)], "what is found out of an address is found out later");
    assert_eq!(seen[0], seen[1], "a known and an unknown address leave the same rows");
    town.settles().await;
    assert_eq!(town.letters_to("ada@example.org").len(), 4, "to confirm, about Bruno, a reset, an invitation");
    assert_eq!(letters_and_queue(&town).await.1, 0, "the unknown address is not kept");
}

/// How many links there are, and how many jobs wait.
async fn letters_and_queue(town: &Town) -> (i64, i64) {
    let sql = "SELECT (SELECT count(*) FROM letters), (SELECT count(*) FROM outbox)";
    let found: Result<Option<(i64, i64)>, pergola_db::Fault> =
        town.app.db.read(async |tx| tx.one(sql, &[], |row| Ok((row.get(0)?, row.get(1)?))).await).await;
    found.unwrap().unwrap()
}

#[tokio::test]
async fn a_full_queue_of_passwords_sends_people_away_for_a_moment() {
    let town = Town::new().await;
    let ada = town.joins("Ada Rossi").await;
    let visitor = town.visitor();
    town.app.hasher.fill(true);
    let body = json!({ "login": "ada", "password": PASSWORD, "name": "robot" });
    let told = visitor.post("/api/v1/tokens", body.clone()).await.is(503);
    assert_eq!((told.code().as_str(), told.headers["retry-after"].to_str().unwrap()), ("http.busy", "2"));
    let form = [("login", "ada"), ("password", PASSWORD)];
    visitor.sends("/sign-in", "/sign-in", &form).await.is(503).says("too busy right now");
    let new = json!({ "handle": "bruno", "name": "Bruno", "email": "b@example.org", "password": PASSWORD });
    visitor.post("/api/v1/members", new.clone()).await.is(503);
    ada.get("/today").await.is(200);
    town.app.hasher.fill(false);
    visitor.post("/api/v1/tokens", body).await.is(201);
    visitor.post("/api/v1/members", new).await.is(201);
}

#[tokio::test]
async fn cookies_are_for_our_pages_alone() {
    for (address, secure) in [("http://127.0.0.1:7300", false), ("https://pergola.example", true)] {
        let town = Town::with(&[("address", address)]).await;
        town.joins("Ada Rossi").await;
        let visitor = town.visitor();
        let form = [("login", "ada"), ("password", PASSWORD)];
        let signed_in = visitor.sends("/sign-in", "/sign-in", &form).await.is(303);
        let chosen = visitor.sends("/sign-in", "/language", &[("language", "en"), ("back", "/")]).await.is(303);
        let met = visitor.get("/sign-in").await.is(200);
        for (answer, name) in [(&signed_in, "pergola="), (&chosen, "pergola-language="), (&met, "pergola-visit=")] {
            let set: Vec<&str> = answer.headers.get_all("set-cookie").iter().map(|one| one.to_str().unwrap()).collect();
            let cookie = set.iter().find(|one| one.starts_with(name)).unwrap_or_else(|| panic!("{name} in {set:?}"));
            let parts: Vec<&str> = cookie.split("; ").collect();
            assert!(["HttpOnly", "SameSite=Lax", "Path=/"].iter().all(|part| parts.contains(part)), "{cookie}");
            assert_eq!(parts.contains(&"Secure"), secure, "{cookie}");
        }
    }
}

#[tokio::test]
async fn whoever_tries_passwords_or_joins_all_day_is_slowed() {
    let town = Town::with(&[("limits", "strict")]).await;
    let visitor = town.visitor();
    let wrong = async |login: &str| {
        let body = json!({ "login": login, "password": "sbagliata", "name": "robot" });
        visitor.post("/api/v1/tokens", body).await
    };
    // Ten at one account, known or not; in the browser and in a program they are the same ten.
    for _ in 0..9 {
        assert_eq!(wrong("Nessuno ").await.is(422).code(), "members.not_recognised");
    }
    let form = [("login", "nessuno"), ("password", "sbagliata")];
    visitor.sends("/sign-in", "/sign-in", &form).await.is(422);
    let told = wrong("nessuno").await.is(429);
    assert_eq!(told.code(), "http.too_many");
    assert!(told.headers.contains_key("retry-after"));
    visitor.sends("/sign-in", "/sign-in", &form).await.is(429).says("A little too often");
    // Other accounts go on, until it is too much for one address.
    let mut tried = 12;
    while wrong(&format!("altro{tried}")).await.status == 422 {
        tried += 1;
        assert!(tried < 40, "trying has no end");
    }
    assert!(tried >= 20, "{tried}");
    let join = async |number: usize| {
        let handle = format!("gente{number}");
        let email = format!("{handle}@example.org");
        let new = json!({ "handle": handle, "name": "Gente", "email": email, "password": PASSWORD });
        visitor.post("/api/v1/members", new).await
    };
    for number in 0..10 {
        join(number).await.is(201);
    }
    assert_eq!(join(10).await.is(429).code(), "http.too_many");
    let form = [("name", "Gente"), ("handle", "gente11"), ("email", "g@example.org"), ("password", PASSWORD)];
    visitor.sends("/join", "/join", &form).await.is(429);
}

#[tokio::test]
async fn keys_invitations_and_the_rows_of_a_profile_have_an_end() {
    let town = Town::new().await;
    let ada = town.joins("Ada Rossi").await;
    let key = async |name: &str| {
        let body = json!({ "login": "ada", "password": PASSWORD, "name": name });
        town.visitor().post("/api/v1/tokens", body).await
    };
    assert_eq!(key("  ").await.is(422).code(), "members.token_name_missing");
    // Whoever joined has one already, from signing in.
    for number in 1..pergola_domain::members::TOKENS {
        key(&format!("robot {number}")).await.is(201);
    }
    assert_eq!(key("uno di troppo").await.is(422).code(), "members.too_many_tokens");
    ada.sends("/settings", "/settings/tokens", &[("name", "altro")]).await.is(422).says("keys for programs already");
    for number in 0..pergola_domain::members::INVITING_A_DAY {
        let form = [("email", format!("eva{number}@example.org"))];
        let form: Vec<(&str, &str)> = form.iter().map(|(name, email)| (*name, email.as_str())).collect();
        ada.sends("/invite", "/invite", &form).await.is(303);
    }
    let more = [("email", "eva@example.org")];
    ada.sends("/invite", "/invite", &more).await.is(422).says("invitations by e-mail today").says("eva@example.org");
    town.days_pass(1);
    ada.sends("/invite", "/invite", &more).await.is(303);
    let skills: Vec<String> = (0..pergola_domain::members::PROFILE_ROWS).map(|n| format!("Mestiere {n}")).collect();
    ada.patch("/api/v1/me", json!({ "skills": skills })).await.is(200);
    let one_more = ada.sends("/profile", "/profile/skills", &[("skill", "Uno di troppo")]).await.is(422);
    one_more.says("entries a section at most");
}
