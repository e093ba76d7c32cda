//! The rows of the network.

use serde_json::json;

use super::{
    row::{Row, SIGN_IN, form, get, members, not_blocked, post, put},
    stage::Stage,
};

pub(super) const ROWS: &[Row] = &[
    get("/@{handle}/paths", &["ada"], [SIGN_IN, 200, 404, 303, 200]),
    get("/@{handle}/mutuals", &["ada"], [SIGN_IN, 200, 404, 404, 200]),
    get("/suggestions", &[], members(200)),
    form("/suggestions/{handle}/dismissal", &["ada"], "", [SIGN_IN, 303, 404, 404, 303]),
    get("/api/v1/paths", &[], not_blocked(200)).query("to=$ada"),
    get("/api/v1/members/{handle}/mutuals", &["ada"], not_blocked(200)),
    post("/api/v1/distances", &[], r#"{"handles":["$ada"]}"#, members(200)),
    get("/api/v1/suggestions", &[], members(200)),
    put("/api/v1/suggestions/{handle}/dismissal", &["ada"], "", [SIGN_IN, 204, 404, 404, 204]),
    get("/api/v1/organisations/{id}/people", &["organisation"], members(200)).query("degree=2"),
];

pub(super) async fn make(stage: &Stage, what: &str) -> Option<String> {
    (what == "organisation").then_some(())?;
    let position = json!({ "organisation": "Mulino", "title": "Mugnaia" });
    let me = stage.owner.patch("/api/v1/me", json!({ "positions": [position] })).await.is(200).json();
    Some(me["positions"][0]["organisation_id"].as_str().unwrap().to_owned())
}
