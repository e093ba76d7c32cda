//! The rows of asks and offers. What the matrix's owner writes is for everybody, so that only a block hides it.

use serde_json::json;

use super::{
    row::{Row, delete, form, get, members, not_blocked, owner, patch, post, put},
    stage::{Stage, id},
};

const NEW: &str = "text=Una+pressa+da+legatoria&language=it&audience=ties";
const TOLD: &str = r#"{"answered":false}"#;
/// Others may answer; to oneself one does not write.
const ANSWERS: [u16; 5] = [super::row::SIGN_IN, 303, 404, 422, 303];
const REPLIES: [u16; 5] = [super::row::SIGN_IN, 201, 404, 422, 201];

pub(super) const ROWS: &[Row] = &[
    get("/board", &[], members(200)),
    get("/asks/mine", &[], members(200)),
    form("/asks", &[], NEW, members(303)),
    get("/asks/new", &[], members(200)),
    form("/asks/preview", &[], NEW, members(200)),
    get("/asks/{id}", &["ask"], not_blocked(200)),
    form("/asks/{id}", &["ask"], NEW, owner(303)),
    get("/asks/{id}/edit", &["ask"], owner(200)),
    form("/asks/{id}/renewal", &["ask"], "", owner(303)),
    get("/asks/{id}/outcome", &["ask"], owner(200)),
    form("/asks/{id}/outcome", &["ask"], "answered=no", owner(303)),
    form("/asks/{id}/removal", &["ask"], "", owner(303)),
    form("/asks/{id}/replies", &["ask"], "text=Ne+ho+una", ANSWERS),
    get("/api/v1/asks/{id}/matches", &["ask"], not_blocked(200)),
    get("/api/v1/offers/{id}/matches", &["offer"], not_blocked(200)),
    post("/api/v1/matches/preview", &[], r#"{"kind":"ask","text":"Una pressa"}"#, members(200)),
    form("/offers", &[], NEW, members(303)),
    get("/offers/new", &[], members(200)),
    form("/offers/preview", &[], NEW, members(200)),
    get("/offers/{id}", &["offer"], not_blocked(200)),
    form("/offers/{id}", &["offer"], NEW, owner(303)),
    get("/offers/{id}/edit", &["offer"], owner(200)),
    form("/offers/{id}/renewal", &["offer"], "", owner(303)),
    get("/offers/{id}/outcome", &["offer"], owner(200)),
    form("/offers/{id}/outcome", &["offer"], "answered=no", owner(303)),
    form("/offers/{id}/removal", &["offer"], "", owner(303)),
    form("/offers/{id}/replies", &["offer"], "text=Mi+interessa", ANSWERS).alone(),
    get("/api/v1/asks", &[], members(200)),
    post("/api/v1/asks", &[], r#"{"text":"Una pressa da legatoria"}"#, members(201)),
    get("/api/v1/asks/{id}", &["ask"], not_blocked(200)),
    patch("/api/v1/asks/{id}", &["ask"], r#"{"text":"Una pressa"}"#, owner(200)),
    delete("/api/v1/asks/{id}", &["ask"], "", owner(204)),
    post("/api/v1/asks/{id}/renewal", &["ask"], "", owner(200)),
    put("/api/v1/asks/{id}/outcome", &["ask"], TOLD, owner(200)),
    post("/api/v1/asks/{id}/replies", &["ask"], r#"{"text":"Ne ho una"}"#, REPLIES),
    get("/api/v1/offers", &[], members(200)),
    post("/api/v1/offers", &[], r#"{"text":"Una pressa da legatoria"}"#, members(201)),
    get("/api/v1/offers/{id}", &["offer"], not_blocked(200)),
    patch("/api/v1/offers/{id}", &["offer"], r#"{"text":"Una pressa"}"#, owner(200)),
    delete("/api/v1/offers/{id}", &["offer"], "", owner(204)),
    post("/api/v1/offers/{id}/renewal", &["offer"], "", owner(200)),
    put("/api/v1/offers/{id}/outcome", &["offer"], TOLD, owner(200)),
    post("/api/v1/offers/{id}/replies", &["offer"], r#"{"text":"Mi interessa"}"#, REPLIES).alone(),
];

pub(super) async fn make(stage: &Stage, what: &str) -> Option<String> {
    let number = stage.fresh();
    let list = match what {
        "ask" => "/asks",
        "offer" => "/offers",
        _ => return None,
    };
    let new = json!({ "text": format!("Una pressa, numero {number}"), "audience": "everybody" });
    Some(id(&stage.owner_posts(list, new).await))
}
