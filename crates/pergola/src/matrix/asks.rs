//! The rows of asks.

use serde_json::json;

use super::{
    row::{Row, delete, get, members, not_blocked, owner, patch, post, put},
    stage::{Stage, id},
};

const NEW: &str = r#"{"text":"Un telaio a quattro licci, anche da sistemare $number","audience":"everybody"}"#;

pub(super) const ROWS: &[Row] = &[
    get("/api/v1/asks", &[], members(200)),
    post("/api/v1/asks", &[], NEW, members(201)),
    get("/api/v1/asks/{id}", &["ask"], not_blocked(200)),
    patch("/api/v1/asks/{id}", &["ask"], r#"{"text":"Un telaio a quattro licci"}"#, owner(200)),
    delete("/api/v1/asks/{id}", &["ask"], "", owner(204)),
    post("/api/v1/asks/{id}/renewal", &["ask"], "", owner(200)),
    put("/api/v1/asks/{id}/outcome", &["ask"], r#"{"answered":false}"#, owner(200)),
    get("/api/v1/offers", &[], members(200)),
    post("/api/v1/offers", &[], NEW, members(201)),
    get("/api/v1/offers/{id}", &["offer"], not_blocked(200)),
    patch("/api/v1/offers/{id}", &["offer"], r#"{"text":"Un telaio a quattro licci"}"#, owner(200)),
    delete("/api/v1/offers/{id}", &["offer"], "", owner(204)),
    post("/api/v1/offers/{id}/renewal", &["offer"], "", owner(200)),
    put("/api/v1/offers/{id}/outcome", &["offer"], r#"{"answered":false}"#, owner(200)),
];

pub(super) async fn make(stage: &Stage, what: &str) -> Option<String> {
    let number = stage.fresh();
    let path = match what {
        "ask" => "/asks",
        "offer" => "/offers",
        _ => return None,
    };
    let new = json!({ "text": format!("Rovere stagionato, due metri cubi ({number})"), "audience": "everybody" });
    Some(id(&stage.owner_posts(path, new).await))
}
