//! Nobody acts through another's browser: writes come from our own pages (`Origin`, `Sec-Fetch-Site`), and forms
//! carry a token that only they can know.

use axum::{
    extract::Request,
    http::{HeaderMap, Method, header},
    response::{IntoResponse, Response},
};
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use subtle::ConstantTimeEq;

use super::failure::Failed;
use crate::app::App;

/// The token for the forms of the browser that holds `key` in a cookie.
pub(crate) fn token(app: &App, key: &str) -> String {
    URL_SAFE_NO_PAD.encode(sign(app, "form", key))
}

/// A keyed hash of `text` for one `purpose`: what the server signed for one thing is worth nothing for another.
pub(crate) fn sign(app: &App, purpose: &str, text: &str) -> [u8; 32] {
    crate::app::sign(&app.secret, purpose, text)
}

/// Whether two texts are the same, in a time that does not tell how much of them is.
pub(crate) fn same(one: &str, other: &str) -> bool {
    one.as_bytes().ct_eq(other.as_bytes()).into()
}

/// Refuses writes that another site started. Programs that send neither header are not browsers.
pub(crate) async fn same_site(app: &App, request: Request, next: impl AsyncFnOnce(Request) -> Response) -> Response {
    let reads = matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS);
    if reads || ours(app, request.headers()) {
        next(request).await
    } else {
        Failed::Malformed { code: "http.foreign_form", field: None }.into_response()
    }
}

fn ours(app: &App, headers: &HeaderMap) -> bool {
    let text = |name: &str| headers.get(name).map(|value| value.to_str().unwrap_or("?"));
    if text("sec-fetch-site").is_some_and(|site| site != "same-origin" && site != "none") {
        return false;
    }
    let Some(origin) = text("origin") else { return true };
    let host = headers.get(header::HOST).and_then(|host| host.to_str().ok()).unwrap_or_default();
    let same_host = origin.split_once("://").is_some_and(|(_, rest)| !host.is_empty() && rest == host);
    origin == app.config.address || same_host
}
