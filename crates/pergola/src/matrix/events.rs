//! The rows of events. What the matrix's owner holds is for all members, so that only a block hides it.

use serde_json::json;

use super::{
    row::{Answers, Row, SIGN_IN, anyone, delete, form, get, members, not_blocked, owner, patch, post, put},
    stage::{Stage, id},
};

const NEW: &str =
    "title=Aperitivo&starts=2026-09-04T18:00&ends=2026-09-04T20:00&zone=Europe/Rome&place=Ancona&audience=ties";
const NEW_JSON: &str = r#"{"title":"Aperitivo","starts":"2026-09-04T18:00","ends":"2026-09-04T20:00","zone":"Europe/Rome","place":"Ancona"}"#;
/// Others come; who holds it is there anyhow.
const COMES: Answers = [SIGN_IN, 303, 404, 422, 303];
const COMES_JSON: Answers = [SIGN_IN, 200, 404, 422, 200];
/// Two of them had places; who holds it had none.
const LEAVES: Answers = [SIGN_IN, 303, 404, 422, 303];
const LEAVES_JSON: Answers = [SIGN_IN, 204, 404, 422, 204];
/// A door for anyone: a visitor is asked to sign in, as what is there is for members.
const SEEN: Answers = [303, 200, 404, 200, 200];

pub(super) const ROWS: &[Row] = &[
    get("/events", &[], members(200)),
    form("/events", &[], NEW, members(303)),
    get("/events/new", &[], members(200)),
    get("/events/feed", &[], anyone(200)),
    get("/events/{id}", &["event"], SEEN),
    form("/events/{id}", &["event"], NEW, owner(303)),
    get("/events/{id}/edit", &["event"], owner(200)),
    get("/events/{id}/data", &["event"], SEEN),
    get("/events/{id}/calendar", &["event"], SEEN),
    get("/events/{id}/badges", &["event"], owner(200)),
    form("/events/{id}/attendance", &["event"], "", COMES),
    form("/events/{id}/absence", &["event_with"], "", LEAVES),
    form("/events/{id}/removal", &["event"], "", owner(303)),
    form("/events/{id}/comments", &["event"], "text=Porto+il+vino", not_blocked(303)),
    get("/api/v1/events", &[], members(200)),
    post("/api/v1/events", &[], NEW_JSON, members(201)),
    get("/api/v1/events/{id}", &["event"], not_blocked(200)),
    patch("/api/v1/events/{id}", &["event"], r#"{"title":"Cena"}"#, owner(200)),
    delete("/api/v1/events/{id}", &["event"], "", owner(204)),
    put("/api/v1/events/{id}/attendance", &["event"], "{}", COMES_JSON),
    delete("/api/v1/events/{id}/attendance", &["event_with"], "", LEAVES_JSON),
    get("/api/v1/events/{id}/attendees", &["event"], not_blocked(200)),
    get("/api/v1/events/{id}/comments", &["event"], not_blocked(200)),
    post("/api/v1/events/{id}/comments", &["event"], r#"{"text":"Porto il vino"}"#, not_blocked(201)),
    get("/api/v1/events/{id}/people", &["event"], not_blocked(200)),
];

pub(super) async fn make(stage: &Stage, what: &str) -> Option<String> {
    if !what.starts_with("event") {
        return None;
    }
    let new = json!({
        "title": format!("Aperitivo {}", stage.fresh()), "starts": "2026-09-04T18:00", "ends": "2026-09-04T20:00",
        "zone": "Europe/Rome", "place": "Ancona", "audience": "everybody",
    });
    let event = id(&stage.owner_posts("/events", new).await);
    if what == "event_with" {
        for person in [&stage.other, &stage.admin] {
            person.put(&format!("/api/v1/events/{event}/attendance"), json!({})).await.is(200);
        }
    }
    Some(event)
}
