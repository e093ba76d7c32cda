//! The rows of organisations. The owner speaks for `house`, and began `proof` there.

use serde_json::{Value, json};

use super::{
    row::{Row, SIGN_IN, delete, form, get, members, owner, patch, post, put},
    stage::{Stage, id},
};
use crate::testkit::Person;

const NEW: &str = "name=Officina+$me&kind=company";
const NEW_JSON: &str = r#"{"name":"Bottega $me"}"#;
/// For others it is not there to be changed.
const SPEAKS: [u16; 5] = [SIGN_IN, 404, 404, 303, 404];
const SPEAKS_JSON: [u16; 5] = [SIGN_IN, 404, 404, 200, 404];
const PROOF: &str = r#"{"domain":"officina.example","way":"dns"}"#;

pub(super) const ROWS: &[Row] = &[
    get("/organisations/new", &[], members(200)),
    form("/organisations", &[], NEW, members(303)),
    get("/organisations/{id}", &["house"], members(200)),
    get("/organisations/{id}/edit", &["house"], [SIGN_IN, 404, 404, 200, 404]),
    form("/organisations/{id}", &["house"], "kind=agency", SPEAKS),
    form("/organisations/{id}/speakers", &["house"], "handle=bruno&role=poster", SPEAKS),
    form("/organisations/{id}/speakers/{handle}/removal", &["house", "bruno"], "", [SIGN_IN, 404, 404, 404, 404]),
    form("/organisations/{id}/acceptance", &["speaking"], "", owner(303)),
    form("/organisations/{id}/refusal", &["speaking"], "", owner(303)),
    get("/organisations/{id}/proofs", &["house"], members(200)),
    form("/organisations/{id}/proofs", &["house"], "domain=officina.example&way=dns", members(303)),
    form("/organisations/{id}/proofs/{proof}/finding", &["house", "proof"], "", owner(422)),
    get("/proofs/{proof}/{key}", &["proof", "=0000"], members(404)),
    form("/proofs/{proof}/{key}", &["proof", "=0000"], "", members(404)),
    get("/api/v1/organisations", &[], members(200)).query("q=officina"),
    post("/api/v1/organisations", &[], NEW_JSON, members(201)),
    get("/api/v1/organisations/{id}", &["house"], members(200)),
    patch("/api/v1/organisations/{id}", &["house"], r#"{"place":"Modena"}"#, SPEAKS_JSON),
    get("/api/v1/me/organisations", &[], members(200)),
    get("/api/v1/organisations/{id}/invited_speakers", &["house"], owner(200)),
    put(
        "/api/v1/organisations/{id}/speakers/{handle}",
        &["house", "bruno"],
        r#"{"role":"poster"}"#,
        [SIGN_IN, 404, 404, 204, 404],
    ),
    delete("/api/v1/organisations/{id}/speakers/{handle}", &["house", "bruno"], "", [SIGN_IN, 404, 404, 404, 404]),
    put("/api/v1/organisations/{id}/acceptance", &["speaking"], "", owner(200)),
    put("/api/v1/organisations/{id}/refusal", &["speaking"], "", owner(204)),
    get("/api/v1/organisations/{id}/proofs", &["house"], members(200)),
    post("/api/v1/organisations/{id}/proofs", &["house"], PROOF, members(201)),
    put("/api/v1/organisations/{id}/proofs/{proof}/finding", &["house", "proof"], "", owner(422)),
    // The owner of a proof by file has no letter to open either.
    put("/api/v1/organisations/{id}/proofs/{proof}/opening", &["house", "proof"], r#"{"key":"0000"}"#, members(404)),
];

/// An organisation for which the owner of the matrix speaks. Somebody else began it: one may begin so many a day.
pub(super) async fn house(stage: &Stage) -> String {
    let (person, house) = asking(stage).await;
    stage.owner.put(&format!("/api/v1/organisations/{house}/acceptance"), Value::Null).await.is(200);
    person.delete(&format!("/api/v1/organisations/{house}/speakers/{}", person.handle)).await.is(204);
    stage.house.lock().unwrap().clone_from(&house);
    house
}

/// One whose owner asks the owner of the matrix to speak for it.
async fn asking(stage: &Stage) -> (Person, String) {
    let person = stage.newcomer().await;
    let name = format!("Officina numero {}", stage.fresh());
    let house = id(&person.post("/api/v1/organisations", json!({ "name": name })).await.is(201).json());
    let speaker = format!("/api/v1/organisations/{house}/speakers/ada");
    person.put(&speaker, json!({ "role": "owner" })).await.is(204);
    (person, house)
}

pub(super) async fn make(stage: &Stage, what: &str) -> Option<String> {
    match what {
        "house" => Some(house(stage).await),
        "speaking" => Some(asking(stage).await.1),
        "proof" => {
            // Of the house that the row has, where it has one.
            let known = stage.house.lock().unwrap().clone();
            let house = if known.is_empty() { house(stage).await } else { known };
            let new = json!({ "domain": "officina.example", "way": "file" });
            Some(id(&stage.owner_posts(&format!("/organisations/{house}/proofs"), new).await))
        }
        _ => None,
    }
}
