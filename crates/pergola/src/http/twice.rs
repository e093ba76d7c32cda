//! A `POST` with an `Idempotency-Key` is done once: the second time gets the first one's answer.
//!
//! The key is taken before the act and the answer kept after it. Should the server die between the two, the key stays
//! taken without an answer, and the caller is told to look for himself: never twice, rather than perhaps.
//!
//! A visitor's key holds where he joins and where a program signs in, for the very same words alone.
//!
//! The key is not kept, and the answer only under its seal: it may hold a secret (docs/decisions/0027).

use std::net::IpAddr;

use axum::{
    body::{Body, Bytes},
    extract::Request,
    http::{HeaderMap, HeaderValue, Method, StatusCode, header},
    middleware::Next,
    response::{IntoResponse, Response},
};
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use http_body_util::BodyExt;
use pergola_db::{Fault, params};
use pergola_domain::ids::MemberId;
use ring::aead::{Aad, CHACHA20_POLY1305, LessSafeKey, NONCE_LEN, Nonce, UnboundKey};

use super::{csrf, doors::API, failure::Failed, identity::Identity, input};
use crate::app::App;

/// Days that an answer is kept.
pub(crate) const KEPT_DAYS: i64 = 2;
/// A larger answer is not kept; the second request is then told to look for himself.
const KEPT_BYTES: usize = 64 * 1024;
const KEY_CHARS: usize = 200;

/// Where a visitor's key holds, too: the doors that are open to programs before they have signed in.
const OPEN: [&str; 2] = ["/api/v1/members", "/api/v1/tokens"];

pub(crate) async fn once(app: &App, request: Request, next: Next) -> Response {
    let key = request.headers().get("idempotency-key").cloned();
    let (Some(key), Some(who)) = (key, Who::of(&request)) else { return next.run(request).await };
    let Some(key) = key.to_str().ok().filter(|key| !key.is_empty() && key.len() <= KEY_CHARS) else {
        return Failed::Malformed { code: "http.key_malformed", field: Some("Idempotency-Key".to_owned()) }
            .into_response();
    };
    let path = request.uri().path().to_owned();
    let (request, body) = match read(request).await {
        Ok(read) => read,
        Err(failed) => return failed.into_response(),
    };
    let slot = who.slot(app, &path, key, body.as_ref());
    let asked = body.map_or_else(String::new, |body| slot.mark(&String::from_utf8_lossy(&body)));
    match taken(app, &slot, asked).await {
        Err(fault) => Failed::from(fault).into_response(),
        Ok(Taken::Other) => Failed::KeyReused.into_response(),
        Ok(Taken::Unanswered) => Failed::InProgress.into_response(),
        Ok(Taken::Answered { status, sealed, location }) => match slot.open(&sealed) {
            Some(body) => replay(status, body, location.as_deref()),
            None => Failed::InProgress.into_response(),
        },
        Ok(Taken::Fresh) => {
            let response = next.run(request).await;
            keep(app, &slot, response).await
        }
    }
}

/// Whose key it is.
enum Who {
    Member(MemberId),
    /// Whoever it is, from this address.
    Visitor(IpAddr),
}

impl Who {
    /// None where a key means nothing: it is no `POST` of a program, or one of a visitor whose door is shut.
    fn of(request: &Request) -> Option<Self> {
        let identity = request.extensions().get::<Identity>()?;
        let path = request.uri().path();
        if request.method() != Method::POST || !path.starts_with(API) {
            return None;
        }
        match &identity.me {
            Some(me) => Some(Self::Member(me.member)),
            None if OPEN.contains(&path) && is_json(request.headers()) => Some(Self::Visitor(identity.from)),
            None => None,
        }
    }

    /// The same key at another address, or of another member, is another request. Two visitors may well choose the same
    /// key: what a visitor said is part of his, password included, so that nobody else is given what he was answered.
    fn slot(&self, app: &App, path: &str, key: &str, body: Option<&Bytes>) -> Slot {
        match self {
            Self::Member(member) => Slot::new(app, *member, &format!("{member} {path} {key}")),
            Self::Visitor(from) => {
                let said = String::from_utf8_lossy(body.map_or(&[], |body| body));
                let said = URL_SAFE_NO_PAD.encode(csrf::sign(app, "what a visitor said", &said));
                Slot::new(app, MemberId(0), &format!("visitor {from} {path} {said} {key}"))
            }
        }
    }
}

/// Where the answer for a key is kept, and what seals it: all of it comes from the key.
struct Slot {
    member: MemberId,
    name: String,
    seal: [u8; 32],
    marks: [u8; 32],
}

impl Slot {
    fn new(app: &App, member: MemberId, whole: &str) -> Self {
        Self {
            member,
            name: URL_SAFE_NO_PAD.encode(csrf::sign(app, "name of a kept answer", whole)),
            seal: csrf::sign(app, "seal of a kept answer", whole),
            marks: csrf::sign(app, "mark of what was asked", whole),
        }
    }

    /// What tells one body from another, and nothing of what it says.
    fn mark(&self, body: &str) -> String {
        URL_SAFE_NO_PAD.encode(crate::app::sign(&self.marks, "body", body))
    }

    fn key(&self) -> Option<LessSafeKey> {
        UnboundKey::new(&CHACHA20_POLY1305, &self.seal).ok().map(LessSafeKey::new)
    }

    /// A nonce by chance, and behind it the sealed body.
    fn seal(&self, body: &[u8]) -> Option<Vec<u8>> {
        let mut nonce = [0_u8; NONCE_LEN];
        getrandom::fill(&mut nonce).ok()?;
        let mut sealed = body.to_vec();
        let nonce_used = Nonce::assume_unique_for_key(nonce);
        self.key()?.seal_in_place_append_tag(nonce_used, Aad::empty(), &mut sealed).ok()?;
        Some([nonce.as_slice(), &sealed].concat())
    }

    fn open(&self, kept: &[u8]) -> Option<Vec<u8>> {
        let (nonce, sealed) = kept.split_at_checked(NONCE_LEN)?;
        let nonce = Nonce::try_assume_unique_for_key(nonce).ok()?;
        let mut sealed = sealed.to_vec();
        self.key()?.open_in_place(nonce, Aad::empty(), &mut sealed).ok().map(|body| body.to_vec())
    }
}

/// The request and its body. Files are not read before their door: they have none here.
async fn read(request: Request) -> Result<(Request, Option<Bytes>), Failed> {
    if !is_json(request.headers()) {
        return Ok((request, None));
    }
    let (parts, body) = request.into_parts();
    let body: Bytes = input::bytes(Request::new(body), input::BODY_BYTES).await?;
    Ok((Request::from_parts(parts, Body::from(body.clone())), Some(body)))
}

fn is_json(headers: &HeaderMap) -> bool {
    headers.get(header::CONTENT_TYPE).is_some_and(|kind| kind.as_bytes().starts_with(b"application/json"))
}

enum Taken {
    Fresh,
    /// With another body.
    Other,
    Unanswered,
    Answered {
        status: i64,
        sealed: Vec<u8>,
        location: Option<String>,
    },
}

async fn taken(app: &App, slot: &Slot, asked: String) -> Result<Taken, Fault> {
    let (member, name, now) = (slot.member, slot.name.clone(), app.now());
    app.db
        .write(async move |tx| {
            let fresh = tx
                .run(
                    "INSERT INTO requests (member_id, key, at, asked) VALUES ($1, $2, $3, $4) \
                     ON CONFLICT (member_id, key) DO NOTHING",
                    &params![member, name, now, asked],
                )
                .await?;
            if fresh > 0 {
                return Ok(Taken::Fresh);
            }
            let kept = tx
                .one(
                    "SELECT status, sealed, location, asked FROM requests WHERE member_id = $1 AND key = $2",
                    &params![member, name],
                    |row| {
                        let answer = (row.get::<Option<i64>>(0)?, row.get::<Option<Vec<u8>>>(1)?);
                        Ok((answer, row.get::<Option<String>>(2)?, row.get::<Option<String>>(3)?))
                    },
                )
                .await?;
            Ok(match kept {
                Some((_, _, before)) if before.as_deref() != Some(asked.as_str()) => Taken::Other,
                Some(((Some(status), Some(sealed)), location, _)) => Taken::Answered { status, sealed, location },
                _ => Taken::Unanswered,
            })
        })
        .await
}

fn replay(status: i64, body: Vec<u8>, location: Option<&str>) -> Response {
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
async fn keep(app: &App, slot: &Slot, response: Response) -> Response {
    let (mut parts, body) = response.into_parts();
    let Ok(collected) = body.collect().await else {
        return Failed::fault(&"an answer broke off while it was kept").into_response();
    };
    let bytes = collected.to_bytes();
    let location = parts.headers.get(header::LOCATION).and_then(|location| location.to_str().ok()).map(str::to_owned);
    let sealed = if bytes.len() <= KEPT_BYTES { slot.seal(&bytes) } else { None };
    let (good, status) = (parts.status.is_success(), i64::from(parts.status.as_u16()));
    let (member, name) = (slot.member, slot.name.clone());
    let kept = app
        .db
        .write(async move |tx| {
            if good {
                tx.run(
                    "UPDATE requests SET status = $3, sealed = $4, location = $5 WHERE member_id = $1 AND key = $2",
                    &params![member, name, status, sealed, location],
                )
                .await
            } else {
                tx.run("DELETE FROM requests WHERE member_id = $1 AND key = $2", &params![member, name]).await
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
