//! The rows of files in and out.

use serde_json::json;

use super::{
    row::{Row, SIGN_IN, delete, form, get, members, owner, post, put},
    stage::{Stage, id},
};

const CARD: &str = "BEGIN:VCARD\r\nVERSION:4.0\r\nFN:Lino Chiodofisso\r\nEND:VCARD\r\n";

pub(super) const ROWS: &[Row] = &[
    get("/welcome", &[], members(200)),
    form("/welcome", &[], "headline=Restauro&place=Pisa", members(303)),
    get("/welcome/people", &[], members(200)),
    get("/welcome/beds", &[], members(200)),
    form("/welcome/beds", &[], "person1=$plant&bed1=$bed&often1=yes", [SIGN_IN, 422, 422, 303, 422]),
    get("/welcome/step", &[], members(200)),
    get("/import", &[], members(200)),
    form("/imports", &[], "", members(303)).file(CARD),
    get("/imports/{id}", &["import"], owner(200)),
    get("/imports/{id}/progress", &["import"], owner(200)),
    get("/imports/{id}/skips", &["import"], owner(200)),
    form("/imports/{id}/removal", &["import"], "", owner(303)),
    form("/imports/{id}/beds", &["import"], "person1=$plant&bed1=$bed", owner(303)),
    get("/imports/{id}/proposals", &["import"], owner(200)),
    form("/imports/{id}/proposals", &["import"], "take=$proposal", owner(303)),
    get("/export", &[], members(200)),
    form("/exports", &[], "", members(303)),
    get("/exports/{id}/file", &["export"], owner(200)),
    form("/exports/{id}/removal", &["export"], "", owner(303)),
    form("/formers/removal", &[], "", members(303)),
    get("/api/v1/imports", &[], members(200)),
    post("/api/v1/imports", &[], "", members(202)).file(CARD),
    get("/api/v1/imports/{id}", &["import"], owner(200)),
    delete("/api/v1/imports/{id}", &["import"], "", owner(204)),
    get("/api/v1/exports", &[], members(200)),
    post("/api/v1/exports", &[], "{}", members(202)),
    get("/api/v1/exports/{id}", &["export"], owner(200)),
    delete("/api/v1/exports/{id}", &["export"], "", owner(204)),
    get("/api/v1/exports/{id}/file", &["export"], owner(200)),
    get("/api/v1/formers", &[], members(200)),
    delete("/api/v1/formers", &[], "", members(204)),
    get("/api/v1/proposals", &[], members(200)),
    put("/api/v1/proposals/{id}/acceptance", &["proposal"], "", owner(204)),
    put("/api/v1/proposals/{id}/refusal", &["proposal"], "", owner(204)),
];

pub(super) async fn make(stage: &Stage, what: &str) -> Option<String> {
    Some(match what {
        "import" => imported(stage, "Lino.vcf", CARD.as_bytes()).await,
        "proposal" => {
            // A résumé with a skill that nobody offered before.
            let resume = json!({ "skills": [{ "name": format!("Restauro {}", stage.fresh()) }] }).to_string();
            imported(stage, "resume.json", resume.as_bytes()).await;
            let offers = stage.owner.get("/api/v1/proposals?limit=100").await.is(200).json();
            id(offers["items"].as_array().unwrap().last().unwrap())
        }
        "export" => {
            // Three are kept at most.
            let before = stage.owner.get("/api/v1/exports").await.is(200).json();
            for old in before["items"].as_array().unwrap() {
                stage.owner.delete(&format!("/api/v1/exports/{}", id(old))).await.is(204);
            }
            let export = id(&stage.owner_posts("/exports", json!({})).await);
            stage.town.settles().await;
            export
        }
        _ => return None,
    })
}

async fn imported(stage: &Stage, name: &str, bytes: &[u8]) -> String {
    let begun = stage.owner.uploads("/api/v1/imports", "/api/v1/imports", &[], name, bytes).await.is(202).json();
    stage.town.settles().await;
    id(&begun)
}
