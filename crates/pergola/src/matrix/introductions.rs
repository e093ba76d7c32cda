//! The rows of introductions.

use serde_json::json;

use super::{
    row::{Answers, Row, SIGN_IN, anyone, delete, form, get, members, owner, post, put},
    stage::{Stage, id},
};
use crate::testkit::Person;

/// Whom the owner would name knows nobody there; for others the request is not there.
const NO_BETTER: Answers = [SIGN_IN, 404, 404, 422, 404];

// Seven questions reach somebody in a week: the rows of forms about them have towns of their own.
pub(super) const ROWS: &[Row] = &[
    get("/api/v1/introductions", &[], members(200)),
    // Who may introduce whom depends on ties: the stories tell it. Here nobody knows both.
    post("/api/v1/introductions", &[], r#"{"people":["dora","bruno"],"whys":{"dora":"A","bruno":"B"}}"#, members(422)),
    get("/api/v1/introductions/{id}", &["proposed"], owner(200)),
    delete("/api/v1/introductions/{id}", &["proposed"], "", owner(204)),
    put("/api/v1/introductions/{id}/acceptance", &["question"], "", owner(200)),
    put("/api/v1/introductions/{id}/refusal", &["question"], "", owner(200)),
    put("/api/v1/introductions/{id}/postponement", &["question"], "", owner(200)),
    put("/api/v1/introductions/{id}/avoidance", &["question"], "", owner(200)),
    put("/api/v1/introductions/{id}/outcome", &["made"], r#"{"helped":"yes"}"#, owner(200)),
    get("/api/v1/avoided_introducers", &[], members(200)),
    delete("/api/v1/avoided_introducers/{handle}", &["avoided"], "", owner(204)),
    get("/api/v1/requests", &[], members(200)),
    post("/api/v1/requests", &[], r#"{"to":"dora","through":["bruno"],"message":"Per il legno"}"#, members(422)),
    get("/api/v1/requests/{id}", &["sent"], owner(200)),
    delete("/api/v1/requests/{id}", &["sent"], "", owner(204)),
    put("/api/v1/requests/{id}/forwarding", &["passing"], r#"{"words":"Vi piacerete"}"#, owner(200)),
    put("/api/v1/requests/{id}/refusal", &["passing"], "", owner(200)),
    put("/api/v1/requests/{id}/unfamiliarity", &["passing"], "", owner(200)),
    put("/api/v1/requests/{id}/better_connector", &["passing"], r#"{"connector":"bruno"}"#, NO_BETTER),
    get("/introductions", &[], members(200)),
    form("/introductions", &[], "first=dora&first_why=A&second=bruno&second_why=B", members(422)),
    get("/introductions/new", &[], members(200)),
    get("/introductions/avoided", &[], members(200)),
    form("/introductions/avoided/{handle}/removal", &["avoided"], "", owner(303)).alone(),
    get("/introductions/{id}", &["question"], owner(200)),
    form("/introductions/{id}/answer", &["question"], "answer=yes", owner(303)).alone(),
    form("/introductions/{id}/withdrawal", &["proposed"], "", owner(303)),
    form("/introductions/{id}/outcome", &["made"], "helped=yes", owner(303)).alone(),
    get("/questions", &[], anyone(200)),
    get("/questions/{key}", &["=7-8-nothing"], anyone(422)),
    form("/questions/{key}", &["=7-8-nothing"], "answer=yes", anyone(422)),
    form("/questions/{key}/avoidance/removal", &["=7-8-nothing"], "", anyone(422)),
    get("/questions/{key}/outcome", &["=7-8-nothing"], anyone(422)),
    form("/questions/{key}/outcome", &["=7-8-nothing"], "helped=yes", anyone(422)),
    get("/requests/new", &[], [SIGN_IN, 303, 404, 303, 303]).query("to=$ada"),
    form("/requests", &[], "to=dora&through=bruno&message=Per+il+legno", members(422)),
    get("/requests/{id}", &["passing"], owner(200)),
    form("/requests/{id}/forwarding", &["passing"], "words=Vi+piacerete", owner(303)).alone(),
    form("/requests/{id}/refusal", &["passing"], "", owner(303)).alone(),
    form("/requests/{id}/unfamiliarity", &["passing"], "", owner(303)).alone(),
    form("/requests/{id}/better_connector", &["passing"], "connector=bruno", NO_BETTER).alone(),
    form("/requests/{id}/withdrawal", &["sent"], "", owner(303)),
];

/// Somebody whom this person is tied to from now on.
async fn tied_to(stage: &Stage, person: &Person) -> Person {
    let other = stage.newcomer().await;
    ties(person, &other).await;
    other
}

pub(super) async fn ties(one: &Person, other: &Person) {
    let wish = json!({ "to": other.handle, "how_met": { "kind": "worked" } });
    let wish = id(&one.post("/api/v1/invitations", wish).await.is(201).json());
    other.put(&format!("/api/v1/invitations/{wish}/acceptance"), json!({})).await.is(200);
}

/// A question that a tie of the owner's asks her, and who is asked beside her.
async fn asked(stage: &Stage) -> (String, Person, Person) {
    let broker = stage.tied().await;
    let other = tied_to(stage, &broker).await;
    let whys = json!({ "ada": "Vi capireste", other.handle.clone(): "Vi capireste" });
    let new = json!({ "people": ["ada", other.handle], "whys": whys });
    (id(&broker.post("/api/v1/introductions", new).await.is(201).json()), broker, other)
}

/// A request that a tie of the owner's sends through her.
async fn to_pass(stage: &Stage) -> String {
    let (asker, target) = (stage.tied().await, stage.tied().await);
    let wish = json!({ "to": target.handle, "through": ["ada"], "message": "Vorrei conoscerla" });
    id(&asker.post("/api/v1/requests", wish).await.is(201).json())
}

pub(super) async fn make(stage: &Stage, what: &str) -> Option<String> {
    Some(match what {
        "proposed" => {
            let (one, other) = (stage.tied().await.handle, stage.tied().await.handle);
            let whys = json!({ one.clone(): "Vi capireste", other.clone(): "Vi capireste" });
            id(&stage.owner_posts("/introductions", json!({ "people": [one, other], "whys": whys })).await)
        }
        "question" => asked(stage).await.0,
        "made" => {
            let (question, _, other) = asked(stage).await;
            for person in [&stage.owner, &other] {
                let path = format!("/api/v1/introductions/{question}/acceptance");
                person.put(&path, json!({})).await.is(200);
            }
            question
        }
        "avoided" => {
            let (question, broker, _) = asked(stage).await;
            stage.owner.put(&format!("/api/v1/introductions/{question}/avoidance"), json!({})).await.is(200);
            broker.handle
        }
        "sent" => {
            let near = stage.tied().await;
            let far = tied_to(stage, &near).await;
            let wish = json!({ "to": far.handle, "through": [near.handle], "message": "Vorrei conoscerla" });
            id(&stage.owner_posts("/requests", wish).await)
        }
        "passing" => to_pass(stage).await,
        _ => return None,
    })
}
