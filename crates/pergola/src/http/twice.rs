//! A `POST` with an `Idempotency-Key` is done once: the second time gets the first one's answer.
//!
//! The key is taken before the act and the answer kept after it. Should the server die between the two, the key stays
//! taken without an answer, and the caller is told to look for himself: never twice, rather than perhaps.

use axum::{
    body::Body,
    extract::{Request, State},
    http::{HeaderValue, Method, StatusCode, header},
    middleware::Next,
    response::{IntoResponse, Response},
};
use http_body_util::BodyExt;
use pergola_db::{Fault, params};
use pergola_domain::ids::MemberId;

use super::{doors::API, failure::Failed, identity::Identity};
use crate::app::App;

/// Days that an answer is kept.
pub(crate) const KEPT_DAYS: i64 = 2;
/// A larger answer is not kept; the second request is then told that the first was done.
const KEPT_BYTES: usize = 64 * 1024;
const KEY_CHARS: usize = 200;

pub(crate) async fn once(State(app): State<App>, request: Request, next: Next) -> Response {
    let key = request.headers().get("idempotency-key").cloned();
    let member = request.extensions().get::<Identity>().and_then(|identity| identity.me.as_ref()).map(|me| me.member);
    let (Some(key), Some(member)) = (key, member) else { return next.run(request).await };
    if request.method() != Method::POST || !request.uri().path().starts_with(API) {
        return next.run(request).await;
    }
    let Some(key) = key.to_str().ok().filter(|key| !key.is_empty() && key.len() <= KEY_CHARS) else {
        return Failed::Malformed { code: "http.key_malformed", field: Some("Idempotency-Key".to_owned()) }
            .into_response();
    };
    // The same key at another address is another request.
    let key = format!("{} {key}", request.uri().path());
    match taken(&app, member, &key).await {
        Err(fault) => Failed::from(fault).into_response(),
        Ok(Taken::Answered { status, body, location }) => replay(status, body, location.as_deref()),
        Ok(Taken::Unanswered) => Failed::Malformed { code: "http.request_in_progress", field: None }.into_response(),
        Ok(Taken::Fresh) => {
            let response = next.run(request).await;
            keep(&app, member, &key, response).await
        }
    }
}

enum Taken {
    Fresh,
    Unanswered,
    Answered { status: i64, body: String, location: Option<String> },
}

async fn taken(app: &App, member: MemberId, key: &str) -> Result<Taken, Fault> {
    let (key, now) = (key.to_owned(), app.now());
    app.db
        .write(async move |tx| {
            let fresh = tx
                .run(
                    "INSERT INTO requests (member_id, key, at) VALUES ($1, $2, $3) ON CONFLICT (member_id, key) DO NOTHING",
                    &params![member, key, now],
                )
                .await?;
            if fresh > 0 {
                return Ok(Taken::Fresh);
            }
            let kept = tx
                .one(
                    "SELECT status, body, location FROM requests WHERE member_id = $1 AND key = $2",
                    &params![member, key],
                    |row| Ok((row.get::<Option<i64>>(0)?, row.get::<Option<String>>(1)?, row.get::<Option<String>>(2)?)),
                )
                .await?;
            Ok(match kept {
                Some((Some(status), Some(body), location)) => Taken::Answered { status, body, location },
                _ => Taken::Unanswered,
            })
        })
        .await
}

fn replay(status: i64, body: String, location: Option<&str>) -> Response {
    let status =
        u16::try_from(status).ok().and_then(|status| StatusCode::from_u16(status).ok()).unwrap_or(StatusCode::OK);
    let mut response = (status, [(header::CONTENT_TYPE, "application/json")], body).into_response();
    response.headers_mut().insert("idempotency-replayed", HeaderValue::from_static("true"));
    if let Some(location) = location.and_then(|location| HeaderValue::try_from(location).ok()) {
        response.headers_mut().insert(header::LOCATION, location);
    }
    response
}

/// Keeps a good answer; a failed act did nothing, so its key is given back.
async fn keep(app: &App, member: MemberId, key: &str, response: Response) -> Response {
    let (mut parts, body) = response.into_parts();
    let Ok(collected) = body.collect().await else {
        return Failed::fault(&"an answer broke off while it was kept").into_response();
    };
    let bytes = collected.to_bytes();
    let location = parts.headers.get(header::LOCATION).and_then(|location| location.to_str().ok()).map(str::to_owned);
    let text = std::str::from_utf8(&bytes).ok().filter(|_| bytes.len() <= KEPT_BYTES).map(str::to_owned);
    let (good, status, key) = (parts.status.is_success(), i64::from(parts.status.as_u16()), key.to_owned());
    let kept = app
        .db
        .write(async move |tx| {
            if good {
                tx.run(
                    "UPDATE requests SET status = $3, body = $4, location = $5 WHERE member_id = $1 AND key = $2",
                    &params![member, key, status, text, location],
                )
                .await
            } else {
                tx.run("DELETE FROM requests WHERE member_id = $1 AND key = $2", &params![member, key]).await
            }
        })
        .await;
    if let Err(fault) = kept {
        let fault: Fault = fault;
        tracing::error!(fault.cause = %fault, "the answer of an act was not kept for its key");
    }
    parts.headers.remove(header::CONTENT_LENGTH);
    Response::from_parts(parts, Body::from(bytes))
}
