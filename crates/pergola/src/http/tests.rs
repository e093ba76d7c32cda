//! What holds for every door: the shape of failures, the headers, the same request twice.

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
