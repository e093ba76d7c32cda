//! The rows of posts. What the matrix's owner writes is for everybody, so that only a block hides it.

use axum::body::Body;
use serde_json::{Value, json};

use super::{
    groups,
    row::{Row, delete, form, get, members, not_blocked, owner, patch, post, put},
    stage::{Stage, id},
};

const NEW: &str = "text=Tre+aule+misurate&language=it&audience=ties&told=1";
/// Others may thank; oneself one does not.
const THANKS: [u16; 5] = [super::row::SIGN_IN, 303, 404, 422, 303];
const THANKED: [u16; 5] = [super::row::SIGN_IN, 204, 404, 422, 204];

pub(super) const ROWS: &[Row] = &[
    get("/posts/new", &[], members(200)),
    get("/posts/mine", &[], members(200)),
    form("/posts", &[], NEW, members(303)),
    get("/posts/{id}", &["post"], not_blocked(200)),
    form("/posts/{id}", &["post"], NEW, owner(303)),
    get("/posts/{id}/edit", &["post"], owner(200)),
    get("/posts/{id}/history", &["post"], not_blocked(200)),
    form("/posts/{id}/removal", &["post"], "", owner(303)),
    form("/posts/{id}/thanks", &["post"], "", THANKS),
    form("/posts/{id}/aside", &["post"], "", not_blocked(303)),
    form("/posts/{id}/comments", &["post"], "text=Interessante", not_blocked(303)),
    form("/comments/{id}/removal", &["comment"], "", owner(303)),
    get("/posts/{id}/exclusion", &["guest post"], owner(200)),
    form("/posts/{id}/exclusion", &["guest post"], "reason=spam", owner(303)),
    get("/comments/{id}/exclusion", &["guest comment"], owner(200)),
    form("/comments/{id}/exclusion", &["guest comment"], "reason=spam", owner(303)),
    form("/posts/{id}/noise", &["post"], "", not_blocked(303)),
    form("/posts/{id}/openness", &["post"], "", not_blocked(303)),
    get("/topics/{key}", &["=legatoria"], members(200)),
    get("/@{handle}/posts.atom", &["=ada"], [404, 200, 404, 200, 200]),
    get("/groups/{id}/posts.atom", &["group"], [404, 200, 200, 200, 200]),
    get("/feed", &[], members(200)),
    get("/feed/settings", &[], members(200)),
    form("/feed/settings", &[], "order=newest", members(303)),
    form("/feed/people/{handle}/removal", &["=ada"], "", members(303)),
    put("/api/v1/feed/people/{handle}/openness", &["=ada"], "", [super::row::SIGN_IN, 204, 404, 204, 204]),
    delete("/api/v1/feed/people/{handle}/openness", &["=ada"], "", members(204)),
    get("/pictures/{id}", &["picture"], owner(200)),
    get("/pictures/{id}/small", &["picture"], owner(200)),
    get("/@{handle}/posts", &["=ada"], not_blocked(200)),
    get("/api/v1/posts", &[], members(200)),
    post("/api/v1/posts", &[], r#"{"text":"Tre aule misurate"}"#, members(201)),
    post("/api/v1/posts/preview", &[], r#"{"text":"Tre aule misurate"}"#, members(200)),
    get("/api/v1/topics", &[], members(200)),
    get("/api/v1/groups/{id}/asks", &["group"], members(200)),
    put("/api/v1/groups/{id}/asks/{ask}", &["group", "ask"], "", owner(204)),
    delete("/api/v1/groups/{id}/asks/{ask}", &["group", "ask"], "", owner(204)),
    get("/api/v1/posts/{id}", &["post"], not_blocked(200)),
    patch("/api/v1/posts/{id}", &["post"], r#"{"text":"Quattro aule"}"#, owner(200)),
    delete("/api/v1/posts/{id}", &["post"], "", owner(204)),
    get("/api/v1/posts/{id}/history", &["post"], not_blocked(200)),
    get("/api/v1/posts/{id}/comments", &["post"], not_blocked(200)),
    post("/api/v1/posts/{id}/comments", &["post"], r#"{"text":"Interessante"}"#, not_blocked(201)),
    delete("/api/v1/comments/{id}", &["comment"], "", owner(204)),
    put("/api/v1/posts/{id}/exclusion", &["guest post"], r#"{"reason":"Pubblicità"}"#, owner(204)),
    put("/api/v1/comments/{id}/exclusion", &["guest comment"], r#"{"reason":"Pubblicità"}"#, owner(204)),
    put("/api/v1/posts/{id}/thanks", &["post"], "", THANKED),
    delete("/api/v1/posts/{id}/thanks", &["post"], "", not_blocked(204)),
    put("/api/v1/posts/{id}/aside", &["post"], "", not_blocked(204)),
    delete("/api/v1/posts/{id}/aside", &["post"], "", not_blocked(204)),
    put("/api/v1/posts/{id}/noise", &["post"], "", not_blocked(204)),
    delete("/api/v1/posts/{id}/noise", &["post"], "", not_blocked(204)),
    get("/api/v1/feed", &[], members(200)),
    get("/api/v1/feed/settings", &[], members(200)),
    patch("/api/v1/feed/settings", &[], r#"{"order":"newest"}"#, members(200)),
    post("/api/v1/pictures", &[], "", members(422)),
];

pub(super) async fn make(stage: &Stage, what: &str) -> Option<String> {
    let number = stage.fresh();
    let new = json!({ "text": format!("Tre aule, numero {number}"), "audience": "everybody" });
    match what {
        "post" => Some(id(&stage.owner_posts("/posts", new).await)),
        "comment" => {
            let post = id(&stage.owner_posts("/posts", new).await);
            Some(id(&stage.owner_posts(&format!("/posts/{post}/comments"), json!({ "text": "Grazie" })).await))
        }
        // What somebody else wrote in a group that the owner looks after.
        "guest post" | "guest comment" => {
            let group = groups::make(stage, "group").await?;
            let guest = stage.newcomer().await;
            guest.put(&format!("/api/v1/groups/{group}/membership"), Value::Null).await.is(200);
            let new = json!({ "text": format!("Vendo divani, numero {number}"), "group": group });
            let post = id(&guest.post("/api/v1/posts", new).await.is(201).json());
            if what == "guest post" {
                return Some(post);
            }
            let said = guest.post(&format!("/api/v1/posts/{post}/comments"), json!({ "text": "Anche poltrone" })).await;
            Some(id(&said.is(201).json()))
        }
        "picture" => {
            let request = stage.owner.request(axum::http::Method::POST, "/api/v1/pictures");
            let request = request.header("content-type", "application/octet-stream");
            let body = Body::from(crate::posts::a_picture());
            Some(id(&stage.owner.asks(request.body(body).unwrap()).await.is(201).json()))
        }
        _ => None,
    }
}
