//! Addresses to follow and cards, for programs.

use axum::{
    Json,
    extract::Path,
    http::{StatusCode, header},
    response::IntoResponse,
};
use pergola_domain::subscriptions::Kind;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{acts, cards, pages, store};
use crate::{
    http::{Body, Failed, Here, Page, dress::Problem},
    words,
};

/// An address that there is.
#[derive(Debug, Serialize, ToSchema)]
struct AddressShape {
    /// `calendar`, `people`.
    kind: &'static str,
    made_at: String,
}

#[derive(Debug, Serialize, ToSchema)]
pub(super) struct AddressList {
    items: Vec<AddressShape>,
}

/// A fresh address: its key is told this once.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct FreshShape {
    kind: &'static str,
    url: String,
    /// For an address book: the name to sign in with.
    login: Option<String>,
    password: Option<String>,
}

/// The own addresses, without their keys.
#[utoipa::path(get, path = "/subscriptions", tag = "subscriptions",
    responses((status = 200, body = AddressList), (status = "default", description = "a problem", body = Problem)))]
pub(super) async fn list(here: Here) -> Page {
    let member = here.me()?.member;
    let found = here.app.db.read(async move |tx| store::list(tx, member).await).await?;
    let shape = |(kind, at): (Kind, _)| AddressShape { kind: kind.word(), made_at: words::rfc3339(at) };
    Ok(Json(AddressList { items: found.into_iter().map(shape).collect() }).into_response())
}

/// A new address of this kind (`calendar`, `people`). The one before is worth nothing any more.
#[utoipa::path(put, path = "/subscriptions/{kind}", tag = "subscriptions", params(("kind" = String, Path)),
    responses((status = 200, body = FreshShape), (status = "default", description = "a problem", body = Problem)))]
pub(super) async fn make(here: Here, Path(kind): Path<String>) -> Page {
    let kind = Kind::find(&kind).ok_or(Failed::NotFound)?;
    let key = acts::make(&here.app, here.by(), kind).await?;
    let login = here.me()?.handle.clone();
    let fresh = match kind {
        Kind::Calendar => {
            FreshShape { kind: kind.word(), url: pages::calendar_address(&here, &key), login: None, password: None }
        }
        Kind::People => FreshShape {
            kind: kind.word(),
            url: format!("{}/dav/", here.app.config.address),
            login: Some(login),
            password: Some(key),
        },
    };
    Ok(Json(fresh).into_response())
}

/// Take an address back: there is nothing behind it any more.
#[utoipa::path(delete, path = "/subscriptions/{kind}", tag = "subscriptions", params(("kind" = String, Path)),
    responses((status = 204), (status = "default", description = "a problem", body = Problem)))]
pub(super) async fn revoke(here: Here, Path(kind): Path<String>) -> Page {
    let kind = Kind::find(&kind).ok_or(Failed::NotFound)?;
    acts::revoke(&here.app, here.by(), kind).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

/// Who may take your card along.
#[derive(Debug, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct ShareBody {
    /// `ties`, `everybody`, `nobody`.
    share: String,
}

/// Choose who may take your card along.
#[utoipa::path(put, path = "/me/card", tag = "subscriptions", request_body = ShareBody,
    responses((status = 200, body = ShareBody), (status = "default", description = "a problem", body = Problem)))]
pub(super) async fn share(here: Here, Body(body): Body<ShareBody>) -> Page {
    let share = acts::share(&here.app, here.by(), &body.share).await?;
    Ok(Json(ShareBody { share: share.word().to_owned() }).into_response())
}

/// The card of a member who shares it with you, as vCard 3.0.
#[utoipa::path(get, path = "/members/{handle}/card", tag = "subscriptions", params(("handle" = String, Path)),
    responses((status = 200, content_type = "text/vcard", body = String),
        (status = "default", description = "a problem", body = Problem)))]
pub(super) async fn card(here: Here, Path(handle): Path<String>) -> Page {
    let (viewer, app) = (here.me()?.member, here.app.clone());
    let found = here.app.db.read(async move |tx| cards::of(tx, &app, viewer, &handle).await).await?;
    let (_, card) = found.ok_or(Failed::NotFound)?;
    Ok(([(header::CONTENT_TYPE, "text/vcard; charset=utf-8")], card.text).into_response())
}
