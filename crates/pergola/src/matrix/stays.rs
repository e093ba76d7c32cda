//! The rows of stays: each is its owner's, and those who were told read of it in their own list.

use serde_json::json;

use super::{
    row::{Row, delete, form, get, members, owner, post, put},
    stage::{Stage, id},
};

const NEW: &str = "place=Torino&from=2026-09-04&until=2026-09-06";
const NEW_JSON: &str = r#"{"place":"Torino","from":"2026-09-04","until":"2026-09-06"}"#;

pub(super) const ROWS: &[Row] = &[
    get("/stays", &[], members(200)),
    form("/stays", &[], NEW, members(303)),
    get("/stays/{id}", &["stay"], owner(200)),
    form("/stays/{id}/told", &["stay"], "tell-$tie=yes", owner(303)),
    form("/stays/{id}/removal", &["stay"], "", owner(303)),
    get("/api/v1/stays", &[], members(200)),
    post("/api/v1/stays", &[], NEW_JSON, members(201)),
    get("/api/v1/stays/heard", &[], members(200)),
    delete("/api/v1/stays/{id}", &["stay"], "", owner(204)),
    get("/api/v1/stays/{id}/near", &["stay"], owner(200)),
    put("/api/v1/stays/{id}/told", &["stay"], r#"{"tell":["$tie"]}"#, owner(200)),
];

pub(super) async fn make(stage: &Stage, what: &str) -> Option<String> {
    if what != "stay" {
        return None;
    }
    let new = json!({ "place": "Torino", "from": "2026-09-04", "until": "2026-09-06" });
    Some(id(&stage.owner_posts("/stays", new).await))
}
