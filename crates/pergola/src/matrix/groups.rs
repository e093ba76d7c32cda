//! The rows of groups. The matrix's group is an open one of the owner's.

use serde_json::json;

use super::{
    row::{Row, delete, form, get, members, owner, patch, post, put},
    stage::{Stage, id},
};

const NEW: &str = "name=Legno&purpose=Chi+lavora+il+legno&entry=open";

pub(super) const ROWS: &[Row] = &[
    get("/groups", &[], members(200)),
    form("/groups", &[], NEW, members(303)).alone(),
    get("/groups/new", &[], members(200)),
    form("/groups/{id}", &["group"], NEW, owner(303)),
    get("/groups/{id}/edit", &["group"], owner(200)),
    form("/groups/{id}/removal", &["group"], "", owner(303)),
    form("/groups/{id}/membership", &["group"], "", members(303)),
    get("/groups/{id}/members", &["group"], members(200)),
    form("/groups/{id}/members", &["group"], "handle=bruno&role=member", owner(303)),
    get("/groups/{id}", &["group"], members(200)),
    form("/groups/{id}/asks", &["group"], "ask=1", [super::row::SIGN_IN, 404, 404, 422, 404]),
    get("/api/v1/groups", &[], members(200)),
    post("/api/v1/groups", &[], r#"{"name":"Legno","purpose":"Chi lavora il legno"}"#, members(201)).alone(),
    get("/api/v1/groups/{id}", &["group"], members(200)),
    patch("/api/v1/groups/{id}", &["group"], r#"{"name":"Legni"}"#, owner(200)),
    delete("/api/v1/groups/{id}", &["group"], "", owner(204)),
    put("/api/v1/groups/{id}/membership", &["group"], "", members(200)),
    delete("/api/v1/groups/{id}/membership", &["group"], "", members(204)),
    get("/api/v1/groups/{id}/members", &["group"], members(200)),
    put("/api/v1/groups/{id}/members/{handle}", &["group", "=bruno"], r#"{"role":"member"}"#, owner(204)),
    delete("/api/v1/groups/{id}/members/{handle}", &["guests", "=dora"], "", owner(204)),
];

pub(super) async fn make(stage: &Stage, what: &str) -> Option<String> {
    // Five a day may one make: the matrix needs more, so its owner's day is moved on.
    let new = json!({ "name": format!("Legno {}", stage.fresh()), "purpose": "Chi lavora il legno" });
    match what {
        "group" | "guests" => {
            stage.town.app.db.write(async |tx| crate::groups::forget_today(tx).await).await.unwrap();
            let group = id(&stage.owner_posts("/groups", new).await);
            if what == "guests" {
                let path = format!("/api/v1/groups/{group}/membership");
                stage.admin.put(&path, serde_json::Value::Null).await.is(200);
            }
            Some(group)
        }
        _ => None,
    }
}
