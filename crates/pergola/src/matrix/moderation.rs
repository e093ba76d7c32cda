//! The rows of moderation. Who runs the server judges, too; what was decided of somebody is his alone to read.

use serde_json::{Value, json};

use super::{
    row::{Row, admin, anyone, delete, form, get, members, owner, post, put},
    stage::{Stage, id},
};

pub(super) const ROWS: &[Row] = &[
    get("/report/{about}/{id}", &["=member", "somebody"], members(200)),
    form("/report/{about}/{id}", &["=member", "somebody"], "why=spam", members(303)),
    get("/reports", &[], members(200)),
    get("/decisions", &[], members(200)),
    get("/decisions/{id}", &["decision"], owner(200)),
    form("/decisions/{id}/appeal", &["decision"], "words=No", owner(303)),
    get("/moderation", &[], admin(200)),
    get("/moderation/cases/{id}", &["case"], admin(200)),
    form("/moderation/cases/{id}/decision", &["case"], "measure=warn&reason=Regola+2", admin(303)),
    // No such picture: the matter is about a person.
    get("/moderation/cases/{id}/pictures/{picture}", &["case", "=7"], admin(404)),
    form("/moderation/cases/{id}/opening", &["private case"], "", admin(303)),
    form("/moderation/decisions/{id}/answer", &["appealed"], "lift=yes&reason=Giusto", admin(303)),
    get("/moderation/log", &[], admin(200)),
    get("/moderation/domains", &[], admin(200)),
    form("/moderation/domains", &[], "domain=posta.example", admin(303)),
    form("/moderation/domains/{domain}/removal", &["barred"], "", admin(303)),
    get("/moderation/people", &[], admin(200)),
    form("/moderation/people", &[], "handle=$somebody", admin(303)),
    form("/moderation/people/{handle}/removal", &["somebody"], "", admin(303)),
    get("/transparency", &[], anyone(200)),
    post("/api/v1/reports", &[], r#"{"about":{"kind":"member","id":"$somebody"},"why":"spam"}"#, members(201)),
    get("/api/v1/reports", &[], members(200)),
    get("/api/v1/decisions", &[], members(200)),
    put("/api/v1/decisions/{id}/appeal", &["decision"], r#"{"words":"No"}"#, owner(204)),
    get("/api/v1/moderation/queue", &[], admin(200)),
    get("/api/v1/moderation/cases/{id}", &["case"], admin(200)),
    put("/api/v1/moderation/cases/{id}/opening", &["private case"], "", admin(204)),
    post("/api/v1/moderation/decisions", &[], r#"{"case":"$case","measure":"warn","reason":"Regola 2"}"#, admin(201)),
    get("/api/v1/moderation/decisions", &[], admin(200)),
    put("/api/v1/moderation/decisions/{id}/answer", &["appealed"], r#"{"lift":true,"reason":"Giusto"}"#, admin(204)),
    get("/api/v1/moderation/log", &[], admin(200)),
    get("/api/v1/moderation/domains", &[], admin(200)),
    put("/api/v1/moderation/domains/{domain}", &["=foto.example"], "", admin(204)),
    delete("/api/v1/moderation/domains/{domain}", &["barred"], "", admin(204)),
    put("/api/v1/moderation/moderators/{handle}", &["somebody"], "", admin(204)),
    delete("/api/v1/moderation/moderators/{handle}", &["somebody"], "", admin(204)),
    get("/api/v1/moderation/transparency", &[], anyone(200)),
];

/// A fresh case about somebody; its id.
async fn case(stage: &Stage, of: &str) -> String {
    let reporter = stage.newcomer().await;
    let new = json!({ "about": { "kind": "member", "id": of }, "why": "harassment" });
    reporter.post("/api/v1/reports", new).await.is(201);
    let queue = stage.admin.get("/api/v1/moderation/queue?limit=100").await.is(200).json();
    id(queue["items"].as_array().unwrap().last().unwrap())
}

/// A fresh case about something that not everybody may read; its id.
async fn private_case(stage: &Stage) -> String {
    let (author, reporter) = (stage.newcomer().await, stage.newcomer().await);
    super::introductions::ties(&author, &reporter).await;
    let ask = json!({ "text": "Cerco chi sappia di sale", "audience": "ties" });
    let ask = id(&author.post("/api/v1/asks", ask).await.is(201).json());
    reporter.post("/api/v1/reports", json!({ "about": { "kind": "ask", "id": ask }, "why": "spam" })).await.is(201);
    let queue = stage.admin.get("/api/v1/moderation/queue?limit=100").await.is(200).json();
    id(queue["items"].as_array().unwrap().iter().rfind(|case| case["private"] == true).unwrap())
}

/// Decided by a moderator of its own, so that everybody else may hear the appeal.
async fn decision(stage: &Stage) -> String {
    let (case, moderator) = (case(stage, "ada").await, stage.newcomer().await);
    let appointed = format!("/api/v1/moderation/moderators/{}", moderator.handle);
    stage.admin.put(&appointed, Value::Null).await.is(204);
    let new = json!({ "case": case, "measure": "warn", "reason": "Regola 2" });
    id(&moderator.post("/api/v1/moderation/decisions", new).await.is(201).json())
}

pub(super) async fn make(stage: &Stage, what: &str) -> Option<String> {
    match what {
        "somebody" => Some(stage.newcomer().await.handle),
        "case" => {
            let of = stage.newcomer().await.handle;
            Some(case(stage, &of).await)
        }
        "private case" => Some(private_case(stage).await),
        "decision" => Some(decision(stage).await),
        "appealed" => {
            let decision = decision(stage).await;
            let path = format!("/api/v1/decisions/{decision}/appeal");
            stage.owner.put(&path, json!({ "words": "No" })).await.is(204);
            Some(decision)
        }
        "barred" => {
            let domain = format!("posta{}.example", stage.fresh());
            stage.admin.put(&format!("/api/v1/moderation/domains/{domain}"), Value::Null).await.is(204);
            Some(domain)
        }
        _ => None,
    }
}
