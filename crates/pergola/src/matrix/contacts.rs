//! The rows of contacts.

use serde_json::json;

use super::{
    row::{Row, anyone, delete, form, get, members, owner, patch, post},
    stage::{Stage, id},
};
use crate::contacts::never_link;

pub(super) const ROWS: &[Row] = &[
    get("/contacts/new", &[], members(200)),
    form("/contacts", &[], "name=Lino", members(303)),
    get("/contacts/{id}/edit", &["contact"], owner(200)),
    form("/contacts/{id}", &["contact"], "name=Lino", owner(303)),
    form("/contacts/{id}/removal", &["contact"], "", owner(303)),
    get("/contacts/removal", &[], members(200)),
    form("/contacts/removal", &[], "", members(303)),
    get("/objection", &[], anyone(200)),
    form("/objection", &[], "email=lino%40elsewhere.example", anyone(303)),
    // The link of a letter is its own right, whoever has it.
    get("/objection/now/{token}", &["never"], anyone(200)),
    form("/objection/now/{token}", &["never"], "", anyone(200)),
    get("/objection/{key}", &["=0123"], anyone(422)),
    form("/objection/{key}", &["=0123"], "", anyone(422)),
    get("/api/v1/contacts", &[], members(200)),
    post("/api/v1/contacts", &[], r#"{"name":"Lino"}"#, members(201)),
    delete("/api/v1/contacts", &[], "", members(204)),
    get("/api/v1/contacts/{id}", &["contact"], owner(200)),
    patch("/api/v1/contacts/{id}", &["contact"], r#"{"name":"Lina"}"#, owner(200)),
    delete("/api/v1/contacts/{id}", &["contact"], "", owner(204)),
];

pub(super) async fn make(stage: &Stage, what: &str) -> Option<String> {
    if what == "never" {
        let link = never_link(&stage.town.app, "nobody@elsewhere.example");
        return link.rsplit('/').next().map(str::to_owned);
    }
    let name = format!("Lino {}", stage.fresh());
    (what == "contact").then_some(())?;
    Some(id(&stage.owner_posts("/contacts", json!({ "name": name })).await))
}
