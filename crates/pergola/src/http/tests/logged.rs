//! What the log says while people live here: what happened, by number and by route, and nobody's name, address or word.

use axum::{
    body::Body,
    http::{Method, header},
};
use serde_json::{Value, json};

use crate::testkit::{PASSWORD, Person, Town, logged};

/// Of these nothing may be in the log, in whatever spelling.
const SECRETS: [&str; 9] =
    ["zenobia", "quarzo", "ottavio", "basalto", "granito", "segreto", "example.org", "posta.example", "glicine"];

/// Signs in, wrongly and rightly, and asks for another password, also for who is not here.
async fn signs_in(town: &Town, zenobia: &Person) {
    let visitor = town.visitor();
    for (login, password) in [("zenobia", "segreto sbagliato"), ("granito", PASSWORD), ("zenobia@example.org", "x")] {
        visitor.sends("/sign-in", "/sign-in", &[("login", login), ("password", password)]).await.is(422);
        let form = json!({ "login": login, "password": password, "name": "segreto" });
        visitor.post("/api/v1/tokens", form).await.is(422);
    }
    for email in ["zenobia@example.org", "granito@example.org"] {
        visitor.sends("/reset", "/reset", &[("email", email)]).await;
    }
    let wrong = [("old", "segreto sbagliato"), ("new", "segreto nuovo, lungo")];
    zenobia.sends("/settings", "/settings/password", &wrong).await.is(422);
}

/// Brings files: one with rows that are taken and left, one that fails in the middle.
async fn imports(town: &Town, zenobia: &Person) {
    let rows = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n\
                Ottavio,Granito,https://www.linkedin.com/in/segreto,granito@posta.example,Segreto,,01 Jan 2019\n,,,,,,\n";
    let endless = [rows.as_bytes(), b"\"".as_slice(), vec![b'x'; 3 << 20].as_slice()].concat();
    for bytes in [rows.as_bytes(), endless.as_slice(), b"segreto".as_slice()] {
        zenobia.uploads("/api/v1/imports", "/api/v1/imports", &[], "segreto.csv", bytes).await;
        town.settles().await;
    }
    let list = zenobia.get("/api/v1/imports").await.is(200).json();
    let states: Vec<&str> =
        list["items"].as_array().unwrap().iter().map(|one| one["state"].as_str().unwrap()).collect();
    assert_eq!(states, ["failed", "done"]);
}

/// Writes for others and about them, to them, and what is refused.
async fn writes(zenobia: &Person, ottavio: &Person) {
    let met = json!({ "kind": "worked", "organisation": "Segreto", "text": "segreto" });
    let asked = json!({ "to": "ottavio", "how_met": met, "message": "segreto" });
    let asked = zenobia.post("/api/v1/invitations", asked).await.is(201).json()["id"].clone();
    ottavio.put(&format!("/api/v1/invitations/{}/acceptance", asked.as_str().unwrap()), json!({})).await.is(200);
    zenobia.patch("/api/v1/ties/ottavio", json!({ "notes": "segreto" })).await.is(200);
    zenobia.patch("/api/v1/me", json!({ "headline": "segreto" })).await.is(200);
    let card = json!({ "name": "Lino Granito", "emails": ["granito@posta.example"] });
    zenobia.post("/api/v1/contacts", card).await.is(201);
    zenobia.post("/api/v1/asks", json!({ "text": "Chi ha un segreto?", "audience": "everybody" })).await.is(201);
    let post = json!({ "text": "Un segreto per tutti", "audience": "everybody" });
    zenobia.post("/api/v1/posts", post).await.is(201);
    zenobia.post("/api/v1/conversations", json!({ "to": "ottavio", "text": "segreto" })).await.is(201);

    let long = json!({ "text": "segreto ".repeat(2_000), "audience": "everybody" });
    zenobia.post("/api/v1/posts", long).await.is(422);
    zenobia.post("/api/v1/contacts", json!({ "segreto": "granito@posta.example" })).await.is(400);
    let torn = ottavio.request(Method::POST, "/api/v1/posts").header(header::CONTENT_TYPE, "application/json");
    ottavio.asks(torn.body(Body::from("{\"text\": \"segreto")).unwrap()).await.is(400);
    zenobia.get("/@granito").await.is(404);
    zenobia.get("/segreto/granito?email=zenobia@example.org").await.is(404);
    zenobia.get("/search?q=segreto").await;
    let mut stranger = ottavio.clone();
    stranger.token = "segreto".to_owned();
    stranger.get("/api/v1/me").await.is(401);
}

/// Takes everything along, and is erased.
async fn leaves(town: &Town, zenobia: &Person) {
    let id = zenobia.post("/api/v1/exports", json!({})).await.is(202).json()["id"].clone();
    town.settles().await;
    zenobia.get(&format!("/api/v1/exports/{}/file", id.as_str().unwrap())).await.is(200);
    zenobia.asks_to_leave().await;
    town.days_pass(15);
    town.settles().await;
    zenobia.get("/api/v1/me").await.is(401);
}

/// The words of its lines.
fn messages(lines: &[Value]) -> Vec<&str> {
    lines.iter().map(|line| line["fields"]["message"].as_str().unwrap()).collect()
}

#[tokio::test]
async fn while_people_sign_in_write_import_and_leave_the_log_names_nobody() {
    let town = Town::with(&[("log_requests", "true")]).await;
    let story = async {
        let [zenobia, ottavio] = town.people(["Zenobia Quarzo", "Ottavio Basalto"]).await;
        signs_in(&town, &zenobia).await;
        imports(&town, &zenobia).await;
        writes(&zenobia, &ottavio).await;
        town.settles().await;
        leaves(&town, &zenobia).await;
        [zenobia, ottavio]
    };
    let (people, lines) = logged(story).await;
    let messages = messages(&lines);
    for event in ["a sign-in failed", "a key for programs was made", "an archive was fetched", "an account was erased"]
    {
        assert!(messages.contains(&event), "{event} of {messages:?}");
    }
    let routes: Vec<&str> = lines.iter().filter_map(|line| line["fields"]["route"].as_str()).collect();
    for route in ["/@{handle}", "/api/v1/contacts", "/search", "none", "/api/v1/imports"] {
        assert!(routes.contains(&route), "{route} of {routes:?}");
    }
    let mut secrets: Vec<String> = SECRETS.map(str::to_owned).to_vec();
    for person in &people {
        let key = person.cookie.split_once('=').unwrap().1.to_owned();
        assert!(person.token.len() > 20 && key.len() > 20);
        secrets.extend([person.token.to_lowercase(), key.to_lowercase()]);
    }
    for line in &lines {
        let said = line.to_string().to_lowercase();
        for secret in &secrets {
            assert!(!said.contains(secret.as_str()), "{secret} in {said}");
        }
    }
}

#[tokio::test]
async fn a_request_has_a_line_where_that_is_asked_for() {
    for (asked, count) in [("true", 2), ("false", 0)] {
        let town = Town::with(&[("log_requests", asked)]).await;
        let story = async {
            town.visitor().get("/sign-in").await.is(200);
            town.visitor().get("/@nobody").await.is(303);
        };
        let ((), lines) = logged(story).await;
        let of_requests: Vec<&Value> = lines.iter().filter(|line| line["fields"]["message"] == "request").collect();
        assert_eq!(of_requests.len(), count, "{lines:?}");
        for line in of_requests {
            let fields = &line["fields"];
            assert!(["/sign-in", "/@{handle}"].contains(&fields["route"].as_str().unwrap()), "{line}");
            assert_eq!((&fields["method"], fields["duration_us"].is_u64()), (&json!("GET"), true), "{line}");
            assert!([200, 303].contains(&fields["status"].as_i64().unwrap()), "{line}");
        }
    }
}
