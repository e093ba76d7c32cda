//! The town in which rows are tried: five people, and things made for the owner when a row asks for them.

use std::sync::{
    Mutex,
    atomic::{AtomicI64, Ordering},
};

use axum::{
    body::Body,
    http::{Request, header},
};
use serde_json::{Value, json};

use super::row::{Row, Sent};
use crate::{
    http::csrf,
    testkit::{Answer, Person, Town},
};

/// A visitor's key for his forms, in its cookie.
const VISIT: &str = "0123456789abcdef0123456789abcdef";

/// Five people.
pub(super) struct Stage {
    pub(super) town: Town,
    pub(super) visitor: Person,
    /// A member who has nothing to do with the owner.
    pub(super) other: Person,
    /// A member whom the owner blocked.
    pub(super) blocked: Person,
    /// Whose things the rows are about.
    pub(super) owner: Person,
    /// Who runs the server, and has nothing to do with the owner either.
    pub(super) admin: Person,
    next: AtomicI64,
    /// The organisation that was made last.
    pub(super) house: Mutex<String>,
}

impl Stage {
    pub(super) async fn new() -> Self {
        let town = Town::new().await;
        // Who joins first runs the server.
        let admin = town.joins("Dora Verdi").await;
        let (owner, other) = (town.joins("Ada Rossi").await, town.joins("Bruno Neri").await);
        let blocked = town.joins("Carla Blu").await;
        owner.put("/api/v1/blocks/carla", Value::Null).await.is(204);
        town.settles().await;
        let mut visitor = town.visitor();
        visitor.cookie = format!("pergola-visit={VISIT}");
        Self { town, visitor, other, blocked, owner, admin, next: AtomicI64::new(1), house: Mutex::default() }
    }

    /// The five, in the order of a row's answers.
    pub(super) fn people(&self) -> [(&'static str, &Person); 5] {
        [
            ("visitor", &self.visitor),
            ("other member", &self.other),
            ("blocked member", &self.blocked),
            ("owner", &self.owner),
            ("admin", &self.admin),
        ]
    }

    /// A number that was not given before.
    pub(super) fn fresh(&self) -> i64 {
        self.next.fetch_add(1, Ordering::Relaxed)
    }

    /// Somebody new in town, with a handle that nobody has.
    pub(super) async fn newcomer(&self) -> Person {
        self.town.joins(&format!("Gente{} Nuova", self.fresh())).await
    }

    /// What the owner gets back for a good `POST` of JSON, below `/api/v1`.
    pub(super) async fn owner_posts(&self, path: &str, body: Value) -> Value {
        let answer = self.owner.post(&format!("/api/v1{path}"), body).await;
        assert!(answer.status.is_success(), "{path}: {}", answer.text());
        answer.json()
    }

    /// A new member who is tied to the owner.
    pub(super) async fn tied(&self) -> Person {
        let person = self.newcomer().await;
        let how_met = json!({ "kind": "worked", "text": "il museo" });
        let asked = person.post("/api/v1/invitations", json!({ "to": "ada", "how_met": how_met })).await.is(201).json();
        self.owner.put(&format!("/api/v1/invitations/{}/acceptance", id(&asked)), json!({})).await.is(200);
        person
    }

    /// Sends the row's request as this person, with `things` in the places of their names and the own handle for `$me`.
    pub(super) async fn sends(&self, who: &Person, row: &Row, things: &[(&str, String)]) -> Answer {
        let path = path(row, things);
        let key = who.cookie.split_once('=').map_or("", |(_, key)| key);
        let token = csrf::token(&self.town.app, key);
        let request = who.request(row.method.parse().unwrap(), &path);
        let cookie_missing = who.cookie.starts_with("pergola-visit") && !path.starts_with("/api/");
        let request = if cookie_missing { request.header(header::COOKIE, &who.cookie) } else { request };
        let mut things = things.to_vec();
        things.push(("me", who.handle.clone()));
        who.asks(dressed(request, row.sent, &things, &token)).await
    }
}

/// The id in an answer.
pub(super) fn id(answer: &Value) -> String {
    answer["id"].as_str().unwrap_or_else(|| panic!("no id in {answer}")).to_owned()
}

/// The route with its braces filled.
fn path(row: &Row, things: &[(&str, String)]) -> String {
    let mut path = String::new();
    let mut fills = row.fills.iter();
    for piece in row.route.split_inclusive('}') {
        match piece.split_once('{') {
            None => path.push_str(piece),
            Some((before, _)) => {
                path.push_str(before);
                let name = fills.next().unwrap_or_else(|| panic!("{}: too few fills", row.route));
                match name.strip_prefix('=') {
                    Some(word) => path.push_str(word),
                    None => path.push_str(&things.iter().find(|(known, _)| known == name).unwrap().1),
                }
            }
        }
    }
    assert!(fills.next().is_none(), "{}: too many fills", row.route);
    if row.query.is_empty() { path } else { format!("{path}?{}", filled(row.query, things)) }
}

/// A text with `$names` in it.
pub(super) fn filled(text: &str, things: &[(&str, String)]) -> String {
    things.iter().fold(text.to_owned(), |text, (name, thing)| text.replace(&format!("${name}"), thing))
}

fn dressed(request: axum::http::request::Builder, sent: Sent, things: &[(&str, String)], token: &str) -> Request<Body> {
    let kind = move |kind: &'static str| request.header(header::CONTENT_TYPE, kind);
    let request = match sent {
        Sent::Bare => kind("text/plain").body(Body::empty()),
        Sent::Json(body) => kind("application/json").body(Body::from(filled(body, things))),
        Sent::Form(body) => {
            let body = format!("csrf={token}&{}", filled(body, things));
            kind("application/x-www-form-urlencoded").body(Body::from(body))
        }
        Sent::File(text) => {
            let body = format!(
                "--edge\r\nContent-Disposition: form-data; name=\"csrf\"\r\n\r\n{token}\r\n--edge\r\nContent-Disposition: \
                 form-data; name=\"file\"; filename=\"cards.vcf\"\r\nContent-Type: application/octet-stream\r\n\r\n{text}\
                 \r\n--edge--\r\n"
            );
            kind("multipart/form-data; boundary=edge").body(Body::from(body))
        }
    };
    request.unwrap()
}
