//! The rows of pairs.

use serde_json::json;

use super::{
    row::{Row, form, get, members, owner, put},
    stage::Stage,
};

const NOT_NOW: &str = r#"{"why":"not_now"}"#;

pub(super) const ROWS: &[Row] = &[
    get("/api/v1/pairs", &[], members(200)),
    form("/pairs/{id}/dismissal", &["pair"], "why=not_now", owner(303)).alone(),
    put("/api/v1/pairs/{id}/dismissal", &["pair"], NOT_NOW, owner(204)).alone(),
];

/// Two of the owner's ties, of whom one asks what the other offers.
pub(super) async fn make(stage: &Stage, what: &str) -> Option<String> {
    if what != "pair" {
        return None;
    }
    let (asker, other) = (stage.tied().await, stage.tied().await);
    let text = "Cerco legno di rovere certificato per quaranta scrivanie";
    asker.post("/api/v1/asks", json!({ "text": text, "audience": "ties" })).await.is(201);
    let text = "Rovere certificato per scrivanie, anche in piccole quantità";
    other.post("/api/v1/offers", json!({ "text": text, "audience": "ties" })).await.is(201);
    stage.town.settles().await;
    let pairs = stage.owner.get("/api/v1/pairs").await.is(200).json();
    Some(pairs["items"][0]["id"].as_str().unwrap_or_else(|| panic!("no pair in {pairs}")).to_owned())
}
