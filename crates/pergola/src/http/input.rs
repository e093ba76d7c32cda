//! What people and programs send: forms with their token, JSON with nothing unknown in it. Both bounded.

use axum::{
    body::{Bytes, HttpBody},
    extract::{FromRequest, Request},
    http::header,
    response::{IntoResponse, Response},
};
use http_body_util::{BodyExt, LengthLimitError, Limited};
use serde::de::DeserializeOwned;

use super::{csrf, failure::Failed, identity::Identity};
use crate::app::App;

/// The largest form or JSON body; files have their own doors and limits.
pub(crate) const BODY_BYTES: u64 = 256 * 1024;

/// A form that came from one of our own pages.
#[derive(Debug)]
pub(crate) struct Form<T>(pub(crate) T);

impl<T: DeserializeOwned> FromRequest<App> for Form<T> {
    type Rejection = Failed;

    async fn from_request(request: Request, _: &App) -> Result<Self, Failed> {
        let expected = request.extensions().get::<Identity>().map(|identity| identity.csrf.clone()).unwrap_or_default();
        let body = bytes(request, BODY_BYTES).await?;
        let token = form_value(&body, "csrf").unwrap_or_default();
        if expected.is_empty() || !csrf::same(&token, &expected) {
            return Err(Failed::Malformed { code: "http.form_stale", field: None });
        }
        let request = Request::builder()
            .method("POST")
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .body(axum::body::Body::from(body))
            .map_err(|error| Failed::fault(&error))?;
        let form = axum::extract::Form::<T>::from_request(request, &()).await;
        form.map(|form| Self(form.0)).map_err(|_why| Failed::Malformed { code: "http.form_malformed", field: None })
    }
}

/// One value of an urlencoded body.
fn form_value(body: &[u8], name: &str) -> Option<String> {
    let text = std::str::from_utf8(body).ok()?;
    let pair = text.split('&').find_map(|pair| pair.strip_prefix(name)?.strip_prefix('='))?;
    // The token is made of unreserved characters: nothing to decode.
    Some(pair.to_owned())
}

/// A JSON body.
#[derive(Debug)]
pub(crate) struct Body<T>(pub(crate) T);

impl<T: DeserializeOwned> FromRequest<App> for Body<T> {
    type Rejection = Failed;

    async fn from_request(request: Request, _: &App) -> Result<Self, Failed> {
        let kind = request.headers().get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
        if !kind.split(';').next().is_some_and(|kind| kind.trim().eq_ignore_ascii_case("application/json")) {
            return Err(Failed::Malformed { code: "http.json_expected", field: None });
        }
        let body = bytes(request, BODY_BYTES).await?;
        serde_json::from_slice(&body).map(Self).map_err(|error| {
            let told = error.to_string();
            let named = |before: &str| told.split_once(before)?.1.split_once('`').map(|(name, _)| name.to_owned());
            if let Some(field) = named("unknown field `") {
                Failed::Malformed { code: "http.field_unknown", field: Some(field) }
            } else if let Some(field) = named("missing field `") {
                Failed::Malformed { code: "http.field_missing", field: Some(field) }
            } else {
                Failed::Malformed { code: "http.json_malformed", field: None }
            }
        })
    }
}

/// A JSON body where there is something to say; none at all says nothing.
#[derive(Debug)]
pub(crate) struct BodyOrNothing<T>(pub(crate) T);

impl<T: DeserializeOwned + Default> FromRequest<App> for BodyOrNothing<T> {
    type Rejection = Failed;

    async fn from_request(request: Request, app: &App) -> Result<Self, Failed> {
        if request.body().is_end_stream() {
            return Ok(Self(T::default()));
        }
        let (parts, body) = request.into_parts();
        let body = bytes(Request::new(body), BODY_BYTES).await?;
        if body.is_empty() {
            return Ok(Self(T::default()));
        }
        let request = Request::from_parts(parts, axum::body::Body::from(body));
        Body::from_request(request, app).await.map(|Body(said)| Self(said))
    }
}

/// What somebody typed into a form that is not taken: shown to him again, so that he can copy it.
#[derive(Clone, Debug, Default)]
pub(crate) struct Typed(pub(crate) Vec<String>);

impl Typed {
    /// The words in a form of ours, whichever way it sends them. Files are passed over.
    pub(crate) async fn of(request: Request) -> Self {
        let kind = request.headers().get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
        let fields = if kind.starts_with("multipart/") {
            super::uploads::all_words(request).await
        } else {
            let form = axum::extract::Form::<Vec<(String, String)>>::from_request(request, &()).await;
            form.map(|form| form.0).unwrap_or_default()
        };
        let words = fields.into_iter().filter(|(name, value)| name != "csrf" && name != "key" && is_typed(value));
        Self(words.map(|(_, value)| value).collect())
    }

    /// The page of a failure with these words on it.
    pub(crate) fn beside(self, failed: Failed) -> Response {
        let mut response = failed.into_response();
        response.extensions_mut().insert(self);
        response
    }
}

/// A single small word or a number is a choice in a form, not something typed.
fn is_typed(value: &str) -> bool {
    let of_choices = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || "_-:.".contains(c);
    !value.trim().is_empty() && !value.chars().all(of_choices)
}

/// Reads a body up to a limit.
pub(crate) async fn bytes(request: Request, limit_bytes: u64) -> Result<Bytes, Failed> {
    let limit = usize::try_from(limit_bytes).unwrap_or(usize::MAX);
    match Limited::new(request.into_body(), limit).collect().await {
        Ok(body) => Ok(body.to_bytes()),
        Err(error) if error.is::<LengthLimitError>() => Err(Failed::TooLarge { limit_bytes }),
        Err(error) => Err(super::uploads::broken(error.as_ref())),
    }
}
