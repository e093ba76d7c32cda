//! The rows of companion.

use serde_json::json;

use super::{
    row::{Row, SIGN_IN, delete, form, get, members, others, owner, post, put},
    stage::Stage,
};

/// Between whom nothing is, nothing is answered.
const NOTHING: [u16; 5] = [SIGN_IN, 404, 404, 404, 404];

pub(super) const ROWS: &[Row] = &[
    form("/companion/steps", &[], "", members(303)),
    form("/companion/steps/{id}/done", &["step"], "", owner(303)).alone(),
    form("/companion/steps/{id}/postponement", &["step"], "", owner(303)).alone(),
    get("/godparents", &[], members(200)),
    form("/godparents/me", &[], "answer=no", members(303)),
    form("/godparents/{handle}/asking", &["=ada"], "answer=yes", others(422)),
    form("/godparents/{handle}/answer", &["=ada"], "answer=yes", NOTHING),
    get("/api/v1/companion", &[], members(200)),
    post("/api/v1/companion/steps", &[], "", members(200)),
    put("/api/v1/companion/steps/{id}/done", &["step"], "", owner(204)).alone(),
    put("/api/v1/companion/steps/{id}/postponement", &["step"], "", owner(204)).alone(),
    get("/api/v1/godparents", &[], members(200)),
    put("/api/v1/godparents", &[], "", members(422)),
    delete("/api/v1/godparents", &[], "", members(204)),
    put("/api/v1/godparents/{handle}/asking", &["=ada"], r#"{"yes":true}"#, others(422)),
    put("/api/v1/godparents/{handle}/answer", &["=ada"], r#"{"yes":true}"#, NOTHING),
    delete("/api/v1/godparents/{handle}/answer", &["=ada"], "", NOTHING),
];

pub(super) async fn make(stage: &Stage, what: &str) -> Option<String> {
    if what != "step" {
        return None;
    }
    let answer = stage.owner.post("/api/v1/companion/steps", json!({})).await.is(200).json();
    answer["step"]["id"].as_str().map(str::to_owned)
}
