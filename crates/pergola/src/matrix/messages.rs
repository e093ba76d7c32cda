//! The rows of messages.

use serde_json::json;

use super::{
    row::{Row, SIGN_IN, delete, form, get, members, others, owner, post, put},
    stage::Stage,
};

pub(super) const ROWS: &[Row] = &[
    get("/stream", &[], members(200)),
    get("/api/v1/stream", &[], members(200)),
    get("/inbox", &[], members(200)),
    get("/inbox/archive", &[], members(200)),
    get("/conversations/{id}", &["conversation"], owner(200)),
    form("/conversations/{id}/messages", &["conversation"], "text=Ciao", owner(303)),
    form("/conversations/{id}/departure", &["conversation"], "", owner(303)),
    form("/conversations/{id}/return", &["conversation"], "", owner(303)),
    get("/@{handle}/message", &["ada"], others(200)),
    form("/groups/{id}/conversation", &["guests"], "", [SIGN_IN, 404, 404, 303, 303]),
    put("/api/v1/groups/{id}/conversation", &["guests"], "", [SIGN_IN, 404, 404, 200, 200]),
    // Strangers are told what to do instead.
    form("/@{handle}/message", &["=ada"], "text=Ciao", [SIGN_IN, 422, 404, 422, 422]),
    get("/api/v1/conversations", &[], members(200)),
    post("/api/v1/conversations", &[], r#"{"to":"ada","text":"Ciao"}"#, [SIGN_IN, 422, 404, 422, 422]),
    get("/api/v1/conversations/{id}", &["conversation"], owner(200)),
    delete("/api/v1/conversations/{id}", &["conversation"], "", owner(204)),
    get("/api/v1/conversations/{id}/messages", &["conversation"], owner(200)),
    post("/api/v1/conversations/{id}/messages", &["conversation"], r#"{"text":"Ciao"}"#, owner(201)),
    put("/api/v1/conversations/{id}/reading", &["conversation"], r#"{"up_to":"7"}"#, owner(204)),
];

pub(super) async fn make(stage: &Stage, what: &str) -> Option<String> {
    if what != "conversation" {
        return None;
    }
    let to = stage.tied().await.handle;
    let begun = stage.owner_posts("/conversations", json!({ "to": to, "text": "Ciao" })).await;
    Some(begun["conversation"].as_str().unwrap().to_owned())
}
