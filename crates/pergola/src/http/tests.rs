//! What holds for every door: the shape of failures, the headers, the same request twice.

mod counted;
mod full;
mod logged;

use axum::{
    body::Body,
    http::{Method, header},
};
use serde_json::json;

use crate::testkit::Town;

#[tokio::test]
async fn whatever_goes_wrong_has_one_shape_for_programs_and_a_page_for_people() {
    let town = Town::new().await;
    let ada = town.joins("Ada Rossi").await;
    assert_eq!(ada.get("/api/v1/nothing").await.is(404).code(), "http.not_found");
    assert_eq!(ada.delete("/api/v1/members").await.is(405).code(), "http.method_unknown");
    let text = ada.request(Method::POST, "/api/v1/tokens").body(Body::from("login=ada")).unwrap();
    assert_eq!(ada.asks(text).await.is(400).code(), "http.json_expected");
    let large = json!({ "login": "a".repeat(300_000), "password": "", "name": "" });
    assert_eq!(ada.post("/api/v1/tokens", large).await.is(413).code(), "http.too_large");
    let broken = ada.request(Method::POST, "/api/v1/tokens").header(header::CONTENT_TYPE, "application/json");
    assert_eq!(ada.asks(broken.body(Body::from("{")).unwrap()).await.is(400).code(), "http.json_malformed");
    ada.get("/nothing").await.is(404).says("The path ends here");
    ada.clone().in_italian().visit_nothing().await;
}

impl crate::testkit::Person {
    /// A page that is not there, read without a session, so that the browser's language counts.
    async fn visit_nothing(mut self) {
        self.cookie = String::new();
        self.get("/nothing").await.is(404).says("Il sentiero finisce qui");
    }
}

#[tokio::test]
async fn every_answer_wears_its_headers() {
    let town = Town::new().await;
    for path in ["/", "/assets/pergola.css", "/api/v1/nothing", "/health"] {
        let answer = town.visitor().get(path).await;
        assert_eq!(answer.headers["x-content-type-options"], "nosniff", "{path}");
        let policy = answer.headers[header::CONTENT_SECURITY_POLICY].to_str().unwrap();
        assert!(policy.starts_with("default-src 'none'") && !policy.contains("unsafe"), "{path}");
    }
}

#[tokio::test]
async fn another_site_cannot_write_in_our_name() {
    let town = Town::new().await;
    let ada = town.joins("Ada Rossi").await;
    for (name, value) in [("origin", "https://evil.example"), ("sec-fetch-site", "cross-site")] {
        let request = ada.request(Method::POST, "/sign-out").header(name, value).body(Body::empty()).unwrap();
        ada.asks(request).await.is(400).says("from another site");
        let request = ada
            .request(Method::POST, "/api/v1/tokens")
            .header(name, value)
            .header(header::CONTENT_TYPE, "application/json")
            .body(Body::from("{}"));
        assert_eq!(ada.asks(request.unwrap()).await.is(400).code(), "http.foreign_form");
    }
    let form = ada.request(Method::POST, "/sign-out").header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
    ada.asks(form.body(Body::from("csrf=wrong")).unwrap()).await.is(400).says("open too long");
}

#[tokio::test]
async fn the_same_key_twice_is_one_act() {
    let town = Town::new().await;
    let ada = town.joins("Ada Rossi").await;
    let send = async |key: &str| {
        let body = json!({ "login": "ada", "password": crate::testkit::PASSWORD, "name": "robot" }).to_string();
        let request = ada
            .request(Method::POST, "/api/v1/tokens")
            .header(header::CONTENT_TYPE, "application/json")
            .header("idempotency-key", key);
        ada.asks(request.body(Body::from(body)).unwrap()).await
    };
    let (first, second, other) = (send("a").await.is(201), send("a").await.is(201), send("b").await.is(201));
    assert_eq!(first.json()["token"], second.json()["token"]);
    assert_eq!(second.headers["idempotency-replayed"], "true");
    assert_ne!(first.json()["token"], other.json()["token"]);
    assert_eq!(send("").await.is(400).code(), "http.key_malformed");
}

#[tokio::test]
async fn what_is_kept_for_a_key_holds_no_secret_and_is_kept_for_one_request() {
    let town = Town::new().await;
    let ada = town.joins("Ada Rossi").await;
    let bruno = town.joins("Bruno Neri").await;
    let send = async |who: &crate::testkit::Person, name: &str| {
        let body = json!({ "login": "ada", "password": crate::testkit::PASSWORD, "name": name }).to_string();
        let request = who
            .request(Method::POST, "/api/v1/tokens")
            .header(header::CONTENT_TYPE, "application/json")
            .header("idempotency-key", "una chiave");
        who.asks(request.body(Body::from(body)).unwrap()).await
    };
    let token = send(&ada, "robot").await.is(201).json()["token"].as_str().unwrap().to_owned();
    let kept = town
        .app
        .db
        .read(async |tx| {
            let sql = "SELECT key, asked, location, sealed, body FROM requests LIMIT 10";
            tx.all(sql, &[], |row| {
                let texts = [row.get::<Option<String>>(0)?, row.get(1)?, row.get(2)?, row.get(4)?];
                Ok((texts, row.get::<Option<Vec<u8>>>(3)?))
            })
            .await
        })
        .await;
    let kept = kept.unwrap();
    assert_eq!(kept.len(), 1);
    let said = format!("{:?} {}", kept[0].0, String::from_utf8_lossy(kept[0].1.as_ref().unwrap()));
    for secret in [token.as_str(), crate::testkit::PASSWORD, "una chiave", "robot"] {
        assert!(!said.contains(secret), "{secret} lies in {said}");
    }
    assert_eq!(send(&ada, "robot").await.is(201).json()["token"], token.as_str());
    assert_eq!(send(&ada, "another").await.is(422).code(), "http.key_reused");
    assert_ne!(send(&bruno, "robot").await.is(201).json()["token"], token.as_str(), "a key is one member's");
    // The server died before the answer was kept.
    let forgets = async |tx: &pergola_db::Tx| tx.run("UPDATE requests SET status = NULL, sealed = NULL", &[]).await;
    town.app.db.write::<u64, pergola_db::Fault, _>(forgets).await.unwrap();
    assert_eq!(send(&ada, "robot").await.is(409).code(), "http.request_in_progress");
    // A refused act did nothing: its key is free.
    let wrong = json!({ "name": "" }).to_string();
    for body in [wrong, json!({ "name": "Lino" }).to_string()] {
        let request = ada
            .request(Method::POST, "/api/v1/contacts")
            .header(header::CONTENT_TYPE, "application/json")
            .header("idempotency-key", "altra");
        ada.asks(request.body(Body::from(body)).unwrap()).await;
    }
    assert_eq!(ada.get("/api/v1/contacts").await.json()["items"].as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn a_visitors_key_is_good_for_the_same_words_from_the_same_place() {
    let town = Town::with(&[("behind_proxy", "true")]).await;
    let visitor = town.visitor();
    let from = async |place: &str, path: &str, body: &serde_json::Value| {
        let request = visitor
            .request(Method::POST, path)
            .header(header::CONTENT_TYPE, "application/json")
            .header("x-forwarded-for", place)
            .header("idempotency-key", "1");
        visitor.asks(request.body(Body::from(body.to_string())).unwrap()).await
    };
    let (here, there) = ("203.0.113.7", "203.0.113.8");
    let ada =
        json!({ "handle": "ada", "name": "Ada", "email": "ada@example.org", "password": crate::testkit::PASSWORD });
    let first = from(here, "/api/v1/members", &ada).await.is(201);
    let second = from(here, "/api/v1/members", &ada).await.is(201);
    assert_eq!((first.bytes, &second.headers["idempotency-replayed"]), (second.bytes, &"true".parse().unwrap()));
    // Whoever else chose the same key does what he asked for, and learns nothing of it.
    let with = |name: &str, value: &str| {
        let mut body = ada.clone();
        body[name] = json!(value);
        body
    };
    let taken = "members.handle_taken";
    assert_eq!(from(here, "/api/v1/members", &with("password", "glicini viola")).await.is(422).code(), taken);
    assert_eq!(from(there, "/api/v1/members", &ada).await.is(422).code(), taken);
    let mut bruno = with("handle", "bruno");
    bruno["email"] = json!("bruno@example.org");
    from(here, "/api/v1/members", &bruno).await.is(201);
    town.settles().await;
    assert_eq!(town.letters_to("ada@example.org").len(), 1, "once");

    let sign_in = |password: &str| json!({ "login": "ada", "password": password, "name": "robot" });
    let right = sign_in(crate::testkit::PASSWORD);
    let token = async |place: &str| from(place, "/api/v1/tokens", &right).await.is(201).json()["token"].clone();
    let got = token(here).await;
    assert_eq!(token(here).await, got);
    assert_ne!(token(there).await, got);
    let wrong = from(here, "/api/v1/tokens", &sign_in("non è questa")).await.is(422);
    assert_eq!(wrong.code(), "members.not_recognised");
    let sql = "SELECT key, asked, sealed FROM requests LIMIT 20";
    let kept = town.app.db.read(async |tx| {
        tx.all(sql, &[], |row| Ok((row.get::<String>(0)?, row.get::<Option<String>>(1)?, row.get::<Vec<u8>>(2)?))).await
    });
    let kept = kept.await.unwrap();
    assert_eq!(kept.len(), 4, "Ada, Bruno, two keys: what was refused is not kept");
    let kept: String = kept
        .iter()
        .map(|(key, asked, sealed)| format!("{key} {asked:?} {}", String::from_utf8_lossy(sealed)))
        .collect();
    for secret in [got.as_str().unwrap(), crate::testkit::PASSWORD, "ada@example.org", here] {
        assert!(!kept.contains(secret), "{secret} lies in {kept}");
    }
}

#[tokio::test]
async fn where_nothing_can_be_kept_everything_can_be_read() {
    // On SQLite whatever engine the others are told on: a server of PostgreSQL is shared.
    let town = Town::with(&[("database", "")]).await;
    let [ada, bruno] = town.people(["Ada Rossi", "Bruno Neri"]).await;
    let wish = json!({ "to": "bruno", "how_met": { "kind": "online" } });
    ada.post("/api/v1/invitations", wish).await.is(201);
    let thirsty = json!({ "name": "Lino", "since": "2019-01-02" });
    ada.post("/api/v1/contacts", thirsty).await.is(201);
    bruno.post("/api/v1/asks", json!({ "text": "Cerco un falegname per il tetto", "audience": "everybody" })).await;
    town.settles().await;
    town.days_pass(3);
    let shut = async |tx: &pergola_db::Tx| tx.run("PRAGMA query_only = ON", &[]).await;
    town.app.db.write::<u64, pergola_db::Fault, _>(shut).await.unwrap();
    let pages = [
        "/today",
        "/garden",
        "/garden/unplanted",
        "/people",
        "/@bruno",
        "/@ada",
        "/invitations",
        "/suggestions",
        "/board",
        "/asks/mine",
        "/jobs",
        "/inbox",
        "/notices",
        "/meetings",
        "/events",
        "/groups",
        "/settings",
        "/profile",
        "/export",
        "/import",
        "/mirror",
        "/search?q=bruno",
        "/api/v1/me",
        "/api/v1/garden",
        "/api/v1/ties",
        "/api/v1/asks",
        "/api/v1/notices",
        "/api/v1/suggestions",
        "/api/v1/companion",
        "/api/v1/feed",
        "/api/v1/conversations",
        "/api/v1/jobs",
        "/api/v1/contacts",
        "/api/v1/search?q=bruno",
    ];
    let mut broken = Vec::new();
    for page in pages.into_iter().chain(["/@ada/invite", "/@lino/invite"]) {
        let answer = bruno.get(page).await;
        if answer.status.is_server_error() {
            broken.push((page, answer.status));
        }
    }
    assert!(broken.is_empty(), "{broken:?}");
    ada.get("/@bruno/invite").await.is(200);
    let refused = ada.post("/api/v1/contacts", json!({ "name": "Gina" })).await.is(503);
    assert_eq!(refused.headers[header::RETRY_AFTER], "60");
    assert_eq!(refused.code(), "http.nothing_kept");
    let form = [("language", "it"), ("back", "/today")];
    ada.sends("/today", "/language", &form).await.is(503).says("Nothing can be kept right now");
}

#[tokio::test]
async fn the_api_describes_itself() {
    let town = Town::new().await;
    let description = town.visitor().get("/api/v1/openapi.json").await.is(200).json();
    assert!(description["paths"]["/api/v1/tokens"]["post"].is_object(), "{description}");
    assert!(description["openapi"].as_str().unwrap().starts_with("3.1"));
}

#[tokio::test]
async fn a_flood_of_requests_is_slowed_whatever_carries_it() {
    let town = Town::with(&[("limits", "strict")]).await;
    let ada = town.joins("Ada Rossi").await;
    let mut told = 0;
    while ada.sends("/profile", "/language", &[("language", "it")]).await.status != 429 {
        told += 1;
        assert!(told < 200, "writing has no end");
    }
    assert_eq!(
        ada.post("/api/v1/nothing", json!({})).await.is(429).code(),
        "http.too_many",
        "a token is no way around"
    );
    ada.get("/today").await.is(200);
    let visitor = town.visitor();
    visitor.get("/assets/pergola.css").await.is(200);
    visitor.get("/health").await.is(200);
}
