//! The rows of the garden.

use serde_json::json;

use super::{
    row::{Row, SIGN_IN, delete, form, get, members, owner, patch, post, put},
    stage::{Stage, id},
};

const MET: &str = r#"{"kind":"met","at":"2026-03-09T09:00:00Z"}"#;

pub(super) const ROWS: &[Row] = &[
    get("/garden", &[], members(200)),
    get("/garden/beds", &[], members(200)),
    form("/garden/beds", &[], "name=Vicini+$number", members(303)),
    get("/garden/beds/{id}", &["bed"], owner(200)),
    form("/garden/beds/{id}/name", &["bed"], "name=Orto+$number", owner(303)),
    form("/garden/beds/{id}/removal", &["bed"], "", owner(303)),
    get("/garden/unplanted", &[], members(200)),
    form("/garden/unplanted", &[], "person-$plant=on&bed=$bed", [SIGN_IN, 422, 422, 303, 422]),
    get("/garden/people/{id}", &["plant"], owner(200)),
    form("/garden/people/{id}/bed", &["plant"], "bed=$bed", owner(303)),
    form("/garden/people/{id}/rhythm", &["plant"], "cadence_days=30", owner(303)),
    form("/garden/people/{id}/rest", &["plant"], "resting=true", owner(303)),
    form("/garden/people/{id}/closeness", &["plant"], "closeness=5", owner(303)),
    form("/garden/people/{id}/note", &["plant"], "notes=Preferisce+il+telefono&version=1", owner(303)),
    form("/garden/people/{id}/not-now", &["due"], "", owner(303)),
    form("/garden/people/{id}/moments", &["plant"], "kind=met&direction=both", owner(303)),
    get("/garden/moments/{id}", &["moment"], owner(200)),
    form("/garden/moments/{id}", &["moment"], "kind=met&direction=both&at=2026-03-09", owner(303)),
    form("/garden/moments/{id}/removal", &["moment"], "", owner(303)),
    get("/garden/garden.svg", &[], members(200)),
    get("/api/v1/garden", &[], members(200)),
    get("/api/v1/garden/plants", &[], members(200)),
    get("/api/v1/garden.svg", &[], members(200)),
    get("/api/v1/garden/{id}", &["plant"], owner(200)),
    patch("/api/v1/garden/{id}", &["plant"], r#"{"notes":"Preferisce il telefono"}"#, owner(200)),
    patch("/api/v1/ties/{handle}", &["tie"], r#"{"closeness":4}"#, owner(200)),
    get("/api/v1/moments", &[], members(200)),
    post(
        "/api/v1/moments",
        &[],
        r#"{"with":"$plant","kind":"met","at":"2026-03-09T09:00:00Z","text":"al mercato"}"#,
        [SIGN_IN, 422, 422, 201, 422],
    ),
    put("/api/v1/moments/{id}", &["moment"], MET, owner(200)),
    delete("/api/v1/moments/{id}", &["moment"], "", owner(204)),
    get("/api/v1/beds", &[], members(200)),
    post("/api/v1/beds", &[], r#"{"name":"Vicini $number"}"#, members(201)),
    patch("/api/v1/beds/{id}", &["bed"], r#"{"name":"Orto $number"}"#, owner(200)),
    delete("/api/v1/beds/{id}", &["bed"], "", owner(204)),
];

pub(super) async fn make(stage: &Stage, what: &str) -> Option<String> {
    let number = stage.fresh();
    Some(match what {
        "number" => format!("numero{number:06}"),
        "plant" => id(&stage.owner_posts("/contacts", json!({ "name": format!("Gil {number}") })).await),
        "due" => {
            let with = id(&stage.owner_posts("/contacts", json!({ "name": format!("Ugo {number}") })).await);
            let path = format!("/api/v1/garden/{with}");
            stage.owner.patch(&path, json!({ "cadence_days": 7, "closeness": 5 })).await.is(200);
            let met = json!({ "with": with, "kind": "met", "at": "2025-03-08T09:00:00Z" });
            stage.owner_posts("/moments", met).await;
            // Who is to be tended this week is named when somebody looks.
            stage.owner.get("/api/v1/garden").await.is(200);
            with
        }
        "bed" => id(&stage.owner_posts("/beds", json!({ "name": format!("Vigna {number}") })).await),
        "moment" => {
            let with = id(&stage.owner_posts("/contacts", json!({ "name": format!("Pia {number}") })).await);
            let met = json!({ "with": with, "kind": "met", "at": "2026-03-08T09:00:00Z" });
            id(&stage.owner_posts("/moments", met).await)
        }
        _ => return None,
    })
}
