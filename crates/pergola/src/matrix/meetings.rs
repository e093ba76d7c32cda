//! The rows of meetings. One is there for its two alone; who may propose to whom is told by the stories.

use serde_json::json;

use super::{
    row::{Answers, Row, SIGN_IN, delete, form, get, members, owner, patch, post, put},
    stage::{Stage, id},
};
use crate::{testkit::Person, words::rfc3339};

/// Here nobody knows Dora; nor does she meet herself.
const NEW: &str = "kind=coffee&at=2026-09-04T10:00&zone=Europe/Rome&place=Ancona";
const NEW_JSON: &str =
    r#"{"to":"dora","kind":"coffee","times":[{"at":"2026-09-04T10:00","zone":"Europe/Rome"}],"place":"Ancona"}"#;
const TIMES: &str = "at=2026-09-05T10:00&zone=Europe/Rome";
const TIMES_JSON: &str = r#"{"times":[{"at":"2026-09-05T10:00","zone":"Europe/Rome"}]}"#;
/// A time that is none of those proposed.
const NO_SUCH_TIME: Answers = [SIGN_IN, 404, 404, 422, 404];

pub(super) const ROWS: &[Row] = &[
    get("/@{handle}/meet", &["tie"], owner(200)),
    form("/@{handle}/meet", &["=dora"], NEW, members(422)),
    get("/meetings", &[], members(200)),
    get("/meetings/{id}", &["meeting"], owner(200)),
    get("/meetings/{id}/calendar", &["meeting_agreed"], owner(200)),
    form("/meetings/{id}/acceptance", &["meeting"], "slot=7", NO_SUCH_TIME),
    form("/meetings/{id}/times", &["meeting"], TIMES, owner(303)),
    form("/meetings/{id}/refusal", &["meeting"], "", owner(303)),
    form("/meetings/{id}/removal", &["meeting_sent"], "", owner(303)),
    form("/meetings/{id}/place", &["meeting_agreed"], "place=Jesi", owner(303)),
    form("/meetings/{id}/outcome", &["meeting_held"], "good=yes", owner(303)).alone(),
    // Who is here says no place, so that there is nothing between: the stories have it.
    get("/api/v1/members/{handle}/halfway", &["tie"], members(404)),
    get("/api/v1/meetings", &[], members(200)),
    post("/api/v1/meetings", &[], NEW_JSON, members(422)),
    get("/api/v1/meetings/{id}", &["meeting"], owner(200)),
    patch("/api/v1/meetings/{id}", &["meeting_agreed"], r#"{"place":"Jesi"}"#, owner(200)),
    delete("/api/v1/meetings/{id}", &["meeting_sent"], "", owner(204)),
    put("/api/v1/meetings/{id}/acceptance", &["meeting"], r#"{"slot":"7"}"#, NO_SUCH_TIME),
    put("/api/v1/meetings/{id}/times", &["meeting"], TIMES_JSON, owner(200)),
    put("/api/v1/meetings/{id}/refusal", &["meeting"], "{}", owner(200)),
    put("/api/v1/meetings/{id}/outcome", &["meeting_held"], r#"{"good":"yes"}"#, owner(200)).alone(),
];

/// A proposal of one to the other, for tomorrow. Gives its id and the id of its time.
async fn proposed(stage: &Stage, from: &Person, to: &str) -> (String, String) {
    let at = rfc3339(stage.town.app.now().plus_days(1));
    let times = json!([{ "at": at, "zone": "Europe/Rome" }]);
    let new = json!({ "to": to, "kind": "coffee", "times": times, "place": "Ancona" });
    let meeting = from.post("/api/v1/meetings", new).await.is(201).json();
    (id(&meeting), meeting["times"][0]["slot"].as_str().unwrap().to_owned())
}

pub(super) async fn make(stage: &Stage, what: &str) -> Option<String> {
    if !what.starts_with("meeting") {
        return None;
    }
    let other = stage.tied().await;
    if what == "meeting_sent" {
        return Some(proposed(stage, &stage.owner, &other.handle).await.0);
    }
    let (meeting, slot) = proposed(stage, &other, "ada").await;
    if what != "meeting" {
        let path = format!("/api/v1/meetings/{meeting}/acceptance");
        stage.owner.put(&path, json!({ "slot": slot })).await.is(200);
    }
    if what == "meeting_held" {
        stage.town.days_pass(2);
        stage.town.settles().await;
    }
    Some(meeting)
}
