//! The rows of jobs. An ad is for everybody to read but for those between whom and its author a block stands.

use serde_json::json;

use super::{
    organisations::house,
    row::{Row, SIGN_IN, anyone, delete, form, get, members, owner, patch, post, put},
    stage::{Stage, id},
};

const NEW: &str = "organisation=$house&title=Progettista&text=Disegnare&place=Modena&remote=on_site&contract=permanent\
                   &pay_from=30000&pay_to=36000&currency=EUR&period=year";
const NEW_JSON: &str = r#"{"organisation":"$house","title":"Progettista","text":"Disegnare","place":"Modena","remote":"on_site","contract":"permanent","pay":{"from":{"amount":"30000","currency":"EUR"},"period":"year"}}"#;
/// Everybody but those between whom and the author a block stands.
const READS: [u16; 5] = [200, 200, 404, 200, 200];
const SEES: [u16; 5] = [SIGN_IN, 200, 404, 200, 200];
const POSTS: [u16; 5] = [SIGN_IN, 422, 422, 303, 422];

pub(super) const ROWS: &[Row] = &[
    get("/jobs", &[], members(200)),
    get("/jobs/mine", &[], members(200)),
    get("/jobs/new", &[], [SIGN_IN, 303, 303, 200, 303]).query("organisation=$house").alone(),
    form("/jobs", &[], NEW, POSTS),
    get("/jobs/{id}", &["job"], READS),
    get("/jobs/{id}/edit", &["job"], owner(200)),
    form("/jobs/{id}", &["job"], NEW, owner(303)),
    form("/jobs/{id}/comments", &["job"], "text=Da+casa+si+puo", [SIGN_IN, 303, 404, 303, 303]),
    form("/jobs/{id}/confirmation", &["job"], "", owner(422)),
    form("/jobs/{id}/closure", &["job"], "outcome=stopped", owner(303)),
    get("/api/v1/jobs", &[], members(200)).query("q=disegnare&known=3"),
    get("/api/v1/jobs/mine", &[], members(200)),
    post("/api/v1/jobs", &[], NEW_JSON, [SIGN_IN, 422, 422, 201, 422]),
    get("/api/v1/jobs/{id}", &["job"], SEES),
    patch("/api/v1/jobs/{id}", &["job"], r#"{"title":"Progettista senior"}"#, owner(200)),
    get("/api/v1/jobs/{id}/people", &["job"], SEES),
    get("/api/v1/jobs/{id}/comments", &["job"], SEES),
    post("/api/v1/jobs/{id}/comments", &["job"], r#"{"text":"Da casa si può?"}"#, [SIGN_IN, 201, 404, 201, 201]),
    put("/api/v1/jobs/{id}/confirmation", &["job"], "", owner(422)),
    put("/api/v1/jobs/{id}/closure", &["job"], r#"{"outcome":"stopped"}"#, owner(200)),
    form("/jobs/{id}/applications/preview", &["job"], APPLIES, [SIGN_IN, 200, 404, 422, 200]),
    get("/jobs/{id}/applications", &["job"], owner(200)),
    form("/jobs/{id}/applications", &["job"], APPLIES, [SIGN_IN, 303, 404, 422, 303]),
    get("/applications/{id}", &["application"], owner(200)),
    get("/applications/{id}/resume", &["application"], owner(200)),
    get("/applications/{id}/pdf", &["application"], owner(200)),
    form("/applications/{id}/stage", &["application"], "stage=withdrawn", owner(303)),
    form("/applications/{id}/sharing", &["application"], "referrer_sees=on", owner(303)),
    get("/jobs/{id}/referrals/new", &["job"], SEES),
    // Who may refer is a story of its own: what an ad says no to is told only where there is one.
    form("/jobs/{id}/referrals", &["=7"], "applicant=bruno&text=Brava", members(404)),
    get("/jobs/{id}/referral-requests", &["job"], [SIGN_IN, 200, 404, 200, 200]).query("of=dora"),
    form("/jobs/{id}/referral-requests", &["=7"], "of=dora&text=Una+parola", members(404)),
    get("/referrals", &[], members(200)),
    form("/referrals/{id}/answer", &["received"], "answer=use", owner(303)),
    form("/referrals/{id}/removal", &["given"], "", owner(303)),
    get("/api/v1/applications", &[], members(200)),
    get("/api/v1/jobs/{id}/applications", &["job"], owner(200)),
    post("/api/v1/jobs/{id}/applications", &["job"], r#"{"sends":["skills"]}"#, [SIGN_IN, 201, 404, 422, 201]),
    post("/api/v1/jobs/{id}/applications/preview", &["job"], r#"{"sends":["skills"]}"#, [SIGN_IN, 200, 404, 422, 200]),
    get("/api/v1/applications/{id}", &["application"], owner(200)),
    patch("/api/v1/applications/{id}", &["application"], r#"{"referrer_sees":true}"#, owner(200)),
    get("/api/v1/applications/{id}/resume", &["application"], owner(200)),
    get("/api/v1/applications/{id}/pdf", &["application"], owner(200)),
    put("/api/v1/applications/{id}/stage", &["application"], r#"{"stage":"withdrawn"}"#, owner(200)),
    post("/api/v1/jobs/{id}/referrals", &["=7"], r#"{"applicant":"bruno","text":"Brava"}"#, members(404)),
    post("/api/v1/jobs/{id}/referral-requests", &["=7"], r#"{"of":"dora","text":"Una parola per me?"}"#, members(404)),
    get("/api/v1/referrals", &[], members(200)),
    get("/api/v1/referrals/received", &[], members(200)),
    put("/api/v1/referrals/{id}/answer", &["received"], r#"{"answer":"decline"}"#, owner(204)),
    delete("/api/v1/referrals/{id}", &["given"], "", owner(204)),
    get("/jobs.xml", &[], anyone(200)),
    get("/jobs.atom", &[], anyone(200)),
    get("/jobs/searches", &[], members(200)),
    form("/jobs/searches", &[], "query=q%3Dlegno", members(303)),
    form("/jobs/searches/{id}/removal", &["search"], "", owner(303)),
    get("/jobs/openness", &[], members(200)),
    form("/jobs/openness", &[], "openness=nobody", members(303)),
    get("/jobs/people", &[], members(200)),
    get("/organisations/{id}/feeds", &["house"], owner(200)),
    form("/organisations/{id}/feeds", &["house"], "url=https%3A%2F%2Fofficina.example%2Fjobs.xml", owner(422)),
    form("/organisations/{id}/feeds/{feed}/removal", &["house", "=7"], "", owner(404)),
    get("/api/v1/me/openness", &[], members(200)),
    put("/api/v1/me/openness", &[], r#"{"openness":"nobody"}"#, members(200)),
    get("/api/v1/jobs/people", &[], members(200)),
    get("/api/v1/searches", &[], members(200)),
    post("/api/v1/searches", &[], r#"{"query":"q=legno"}"#, members(201)),
    delete("/api/v1/searches/{id}", &["search"], "", owner(204)),
    get("/api/v1/organisations/{id}/feeds", &["house"], owner(200)),
    post("/api/v1/organisations/{id}/feeds", &["house"], r#"{"url":"https://officina.example/jobs.xml"}"#, owner(422)),
    delete("/api/v1/organisations/{id}/feeds/{feed}", &["house", "=7"], "", owner(404)),
];

const APPLIES: &str = "sends=experience&sends=skills&letter=Eccomi";

/// What the owner of the matrix sent to somebody else's ad.
async fn application(stage: &Stage) -> String {
    let person = stage.newcomer().await;
    let name = format!("Bottega numero {}", stage.fresh());
    let house = id(&person.post("/api/v1/organisations", json!({ "name": name })).await.is(201).json());
    let job = id(&person.post("/api/v1/jobs", ad(&house)).await.is(201).json());
    id(&stage.owner_posts(&format!("/jobs/{job}/applications"), json!({ "sends": ["skills", "resume", "pdf"] })).await)
}

/// A sentence that one of two ties says for the other, where the first works: for the owner of the matrix, or by him.
async fn referral(stage: &Stage, by_owner: bool) -> String {
    let person = stage.tied().await;
    let name = format!("Bottega numero {}", stage.fresh());
    let house = id(&person.post("/api/v1/organisations", json!({ "name": name })).await.is(201).json());
    let job = id(&person.post("/api/v1/jobs", ad(&house)).await.is(201).json());
    let (giver, applicant) = if by_owner { (&stage.owner, &person) } else { (&person, &stage.owner) };
    let position = json!({ "organisation": name, "title": "falegname", "from": "2020" });
    giver.patch("/api/v1/me", json!({ "positions": [position] })).await.is(200);
    let new = json!({ "applicant": applicant.handle, "text": "Brava." });
    id(&giver.post(&format!("/api/v1/jobs/{job}/referrals"), new).await.is(201).json())
}

fn ad(house: &str) -> serde_json::Value {
    json!({ "organisation": house, "title": "Progettista", "text": "Disegnare arredi", "place": "Modena",
            "remote": "on_site", "contract": "permanent",
            "pay": { "from": { "amount": "30000", "currency": "EUR" }, "period": "year" } })
}

pub(super) async fn job(stage: &Stage) -> String {
    let house = house(stage).await;
    id(&stage.owner_posts("/jobs", ad(&house)).await)
}

pub(super) async fn make(stage: &Stage, what: &str) -> Option<String> {
    match what {
        "job" => Some(job(stage).await),
        "application" => Some(application(stage).await),
        "received" => Some(referral(stage, false).await),
        "given" => Some(referral(stage, true).await),
        "search" => Some(id(&stage.owner_posts("/searches", json!({ "query": "q=legno" })).await)),
        _ => None,
    }
}
