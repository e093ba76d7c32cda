//! The rows of ties.

use serde_json::json;

use super::{
    row::{Row, SIGN_IN, delete, form, get, members, not_blocked, others, owner, post, put},
    stage::{Stage, id},
};

const MET: &str = "kind=worked&text=il+museo";

pub(super) const ROWS: &[Row] = &[
    get("/@{handle}/invite", &["ada"], others(200)),
    form("/@{handle}/invite", &["ada"], MET, others(303)).alone(),
    get("/invitations", &[], members(200)),
    form("/invitations/{id}/acceptance", &["invitation"], "", owner(303)),
    form("/invitations/{id}/refusal", &["invitation"], "", owner(303)),
    form("/invitations/{id}/withdrawal", &["asked"], "", owner(303)),
    get("/@{handle}/ties", &["ada"], not_blocked(200)),
    form("/@{handle}/confirmation", &["untold"], "", owner(303)),
    get("/@{handle}/farewell", &["tie"], owner(200)),
    form("/@{handle}/farewell", &["tie"], "", owner(303)),
    get("/@{handle}/block", &["ada"], [SIGN_IN, 200, 404, 404, 200]),
    form("/@{handle}/block", &["ada"], "", others(303)).alone(),
    get("/blocks", &[], members(200)),
    form("/blocks/{handle}/removal", &["unwanted"], "", owner(303)),
    get("/api/v1/invitations", &[], members(200)),
    post("/api/v1/invitations", &[], r#"{"to":"$ada","how_met":{"kind":"worked","text":"il museo"}}"#, others(201))
        .alone(),
    put("/api/v1/invitations/{id}/acceptance", &["invitation"], "{}", owner(200)),
    put("/api/v1/invitations/{id}/refusal", &["invitation"], "", owner(204)),
    delete("/api/v1/invitations/{id}", &["asked"], "", owner(204)),
    get("/api/v1/ties", &[], members(200)),
    get("/api/v1/ties/{handle}", &["tie"], owner(200)),
    delete("/api/v1/ties/{handle}", &["tie"], "", owner(204)),
    put("/api/v1/ties/{handle}/confirmation", &["untold"], "", owner(204)),
    get("/api/v1/members/{handle}/ties", &["tie"], owner(200)),
    get("/api/v1/blocks", &[], members(200)),
    put("/api/v1/blocks/{handle}", &["ada"], "", others(204)).alone(),
    delete("/api/v1/blocks/{handle}", &["unwanted"], "", owner(204)),
];

pub(super) async fn make(stage: &Stage, what: &str) -> Option<String> {
    let how_met = json!({ "kind": "worked", "text": "il museo" });
    Some(match what {
        "tie" => stage.tied().await.handle,
        "invitation" => {
            let wish = json!({ "to": "ada", "how_met": how_met });
            id(&stage.newcomer().await.post("/api/v1/invitations", wish).await.is(201).json())
        }
        "untold" => {
            let person = stage.newcomer().await;
            let wish = json!({ "to": "ada", "how_met": how_met });
            let wish = id(&person.post("/api/v1/invitations", wish).await.is(201).json());
            let otherwise = json!({ "how_met": { "kind": "event", "text": "la fiera" } });
            let path = format!("/api/v1/invitations/{wish}/acceptance");
            stage.owner.put(&path, otherwise).await.is(200);
            person.handle
        }
        "asked" => {
            let to = stage.newcomer().await.handle;
            id(&stage.owner_posts("/invitations", json!({ "to": to, "how_met": how_met })).await)
        }
        "unwanted" => {
            let handle = stage.newcomer().await.handle;
            stage.owner.put(&format!("/api/v1/blocks/{handle}"), json!(null)).await.is(204);
            handle
        }
        _ => return None,
    })
}
