//! The rows of members.

use serde_json::json;

use super::{
    row::{Answers, Row, SIGN_IN, anyone, delete, form, get, members, owner, patch, post, put},
    stage::{Stage, id},
};
use crate::testkit::PASSWORD;

/// A visitor reads the form; who is signed in has no use for it.
const DOOR: Answers = [200, 303, 303, 303, 303];

pub(super) const ROWS: &[Row] = &[
    get("/", &[], DOOR),
    get("/sign-in", &[], DOOR),
    form("/sign-in", &[], "login=ada&password=wrong", anyone(422)),
    form("/sign-out", &[], "", members(303)).alone(),
    get("/join", &[], DOOR),
    form("/join", &[], "name=&handle=&email=&password=", anyone(422)),
    form("/language", &[], "language=it", anyone(303)),
    get("/letters/{key}", &["=0123"], anyone(422)),
    form("/letters/{key}", &["=0123"], "password=", anyone(422)),
    get("/letters/{key}/ending", &["=0123"], anyone(303)),
    form("/letters/{key}/ending", &["=0123"], "List-Unsubscribe=One-Click", anyone(204)),
    get("/reset", &[], anyone(200)),
    form("/reset", &[], "email=nobody%40example.org", anyone(303)),
    get("/invite", &[], members(200)),
    form("/invite", &[], "email=lino%40elsewhere.example", members(303)),
    get("/profile", &[], members(200)),
    form("/profile", &[], "name=Una+Persona&handle=$me", members(303)),
    // What is sent is no picture: everybody with a place is told so. A good one is told of in the stories of members.
    form("/profile/photo", &[], "", [SIGN_IN, 422, 422, 422, 422]).file("no picture"),
    form("/profile/photo/removal", &[], "", members(303)),
    put("/api/v1/me/photo", &[], "", [SIGN_IN, 422, 422, 422, 422]).file("no picture"),
    delete("/api/v1/me/photo", &[], "", members(204)),
    form("/profile/positions", &[], "organisation=Mulino&title=Mugnaia", members(303)),
    get("/profile/positions/{id}", &["position"], owner(200)),
    form("/profile/positions/{id}", &["position"], "organisation=Mulino&title=Capo", owner(303)),
    form("/profile/education", &[], "school=Scuola+del+Sale&degree=Arte", members(303)),
    get("/profile/education/{id}", &["school"], owner(200)),
    form("/profile/education/{id}", &["school"], "school=Scuola+del+Sale&degree=Storia", owner(303)),
    form("/profile/skills", &[], "skill=Restauro", members(303)),
    form("/profile/links", &[], "label=Bottega&url=https%3A%2F%2Fbottega.example", members(303)),
    form("/profile/{section}/{id}/removal", &["=positions", "position"], "", owner(303)),
    get("/settings", &[], members(200)),
    form("/settings/look", &[], "language=en&theme=dark", members(303)),
    form("/settings/sharing", &[], "ties_shown=ties&connector=true", members(303)),
    form("/settings/email", &[], "email=new%40example.org&password=glicine+in+fiore", members(303)),
    form("/settings/email/letter", &[], "", members(303)),
    form("/settings/password", &[], "old=wrong&new=rosmarino+e+menta", members(422)),
    form("/settings/sessions/removal", &[], "", members(303)),
    form("/settings/sessions/{id}/removal", &["session"], "", owner(303)),
    form("/settings/tokens", &[], "name=robot", members(200)),
    form("/settings/tokens/{id}/removal", &["token"], "", owner(303)),
    form("/settings/leaving", &[], "password=glicine+in+fiore", members(303)).alone(),
    form("/settings/staying", &[], "", members(303)),
    post("/api/v1/members", &[], r#"{"handle":"","name":"","email":"","password":""}"#, anyone(422)),
    post("/api/v1/tokens", &[], r#"{"login":"ada","password":"wrong","name":"robot"}"#, anyone(422)),
    get("/api/v1/me", &[], members(200)),
    patch("/api/v1/me", &[], r#"{"headline":"Restauro sedie"}"#, members(200)),
    delete("/api/v1/me", &[], r#"{"password":"glicine in fiore"}"#, members(200)).alone(),
    put("/api/v1/me/stay", &[], "", members(204)),
    get("/api/v1/sessions", &[], members(200)),
    delete("/api/v1/sessions/{id}", &["session"], "", owner(204)),
    get("/api/v1/tokens", &[], members(200)),
    delete("/api/v1/tokens/{id}", &["token"], "", owner(204)),
];

pub(super) async fn make(stage: &Stage, what: &str) -> Option<String> {
    Some(match what {
        "ada" | "bruno" => what.to_owned(),
        "newcomer" => stage.newcomer().await.handle,
        "session" => {
            let before = sessions(stage).await;
            stage.town.signs_in("ada").await;
            sessions(stage).await.into_iter().find(|session| !before.contains(session)).unwrap()
        }
        "token" => {
            let login = json!({ "login": "ada", "password": PASSWORD, "name": "robot" });
            id(&stage.owner_posts("/tokens", login).await)
        }
        "school" => {
            let school = json!({ "school": "Scuola del Sale", "degree": format!("Arte {}", stage.fresh()) });
            let me = stage.owner.patch("/api/v1/me", json!({ "education": [school] })).await.is(200).json();
            id(&me["education"][0])
        }
        "position" => {
            let position = json!({ "organisation": "Mulino", "title": format!("Mugnaia {}", stage.fresh()) });
            let me = stage.owner.patch("/api/v1/me", json!({ "positions": [position] })).await.is(200).json();
            id(&me["positions"][0])
        }
        _ => return None,
    })
}

async fn sessions(stage: &Stage) -> Vec<String> {
    let list = stage.owner.get("/api/v1/sessions").await.is(200).json();
    list["items"].as_array().unwrap().iter().map(id).collect()
}
