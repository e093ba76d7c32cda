//! Sessions and keys of one's own, for programs.

use axum::{Json, extract::Path, http::StatusCode, response::IntoResponse};
use pergola_domain::ids::{SessionId, TokenId};
use serde::Serialize;
use utoipa::ToSchema;

use crate::{
    http::{Failed, Here, Page, dress::Problem, paging::Listed},
    members::{acts::sessions, store::sessions as store},
    words::rfc3339,
};

/// A browser that is signed in.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct SessionShape {
    id: String,
    /// "Firefox, Linux"; empty where the browser did not say.
    agent: String,
    created_at: String,
    seen_at: String,
}

/// Where one is signed in. At most a hundred, so there is one page.
#[utoipa::path(get, path = "/sessions", tag = "members",
    responses((status = 200, description = "the sessions that have not ended", body = Listed<SessionShape>),
              (status = "default", description = "a problem", body = Problem)))]
pub(crate) async fn list_sessions(here: Here) -> Page {
    let (member, now) = (here.me()?.member, here.by().now);
    let found = here.app.db.read(async move |tx| store::list_sessions(tx, member, now).await).await?;
    let shape = |kept: store::Session| SessionShape {
        id: kept.id.to_string(),
        agent: kept.agent,
        created_at: rfc3339(kept.created_at),
        seen_at: rfc3339(kept.seen_at),
    };
    Ok(Json(Listed { items: found.into_iter().map(shape).collect(), next: None }).into_response())
}

/// End a session.
#[utoipa::path(delete, path = "/sessions/{id}", tag = "members", params(("id" = String, Path)),
    responses((status = 204, description = "it is out"), (status = "default", description = "a problem", body = Problem)))]
pub(crate) async fn end_session(here: Here, Path(id): Path<String>) -> Page {
    let id: SessionId = id.parse().map_err(|_why| Failed::NotFound)?;
    sessions::end(&here.app, here.by(), id).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

/// A key of a program, without the key.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct TokenShape {
    id: String,
    name: String,
    created_at: String,
    used_at: Option<String>,
}

/// The keys of one's programs. There is one page.
#[utoipa::path(get, path = "/tokens", tag = "members",
    responses((status = 200, description = "the keys, without what they are", body = Listed<TokenShape>),
              (status = "default", description = "a problem", body = Problem)))]
pub(crate) async fn list_tokens(here: Here) -> Page {
    let member = here.me()?.member;
    let found = here.app.db.read(async move |tx| store::list_tokens(tx, member).await).await?;
    let shape = |kept: store::Token| TokenShape {
        id: kept.id.to_string(),
        name: kept.name,
        created_at: rfc3339(kept.created_at),
        used_at: kept.used_at.map(rfc3339),
    };
    Ok(Json(Listed { items: found.into_iter().map(shape).collect(), next: None }).into_response())
}

/// Take a key away.
#[utoipa::path(delete, path = "/tokens/{id}", tag = "members", params(("id" = String, Path)),
    responses((status = 204, description = "it is worth nothing any more"),
              (status = "default", description = "a problem", body = Problem)))]
pub(crate) async fn remove_token(here: Here, Path(id): Path<String>) -> Page {
    let id: TokenId = id.parse().map_err(|_why| Failed::NotFound)?;
    sessions::revoke_token(&here.app, here.by(), id).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}
