//! Dresses answers: headers that every answer wears, and for failures a page or problem details (RFC 9457).
//!
//! axum's own rejections pass here too, so there is one shape for all that goes wrong.

use askama::Template;
use axum::{
    Json,
    extract::Request,
    http::{HeaderName, HeaderValue, StatusCode, header},
    response::{Html, IntoResponse, Response},
};
use serde::Serialize;
use utoipa::ToSchema;

use super::{
    doors::API,
    failure::Failed,
    here::Here,
    identity::Identity,
    input::Typed,
    layout::{Frame, Place},
};
use crate::{
    app::App,
    pictures,
    words::{Speech, draw},
};

/// Nothing but our own files, no script within a page, no frame around it.
const POLICY: &str = "default-src 'none'; style-src 'self'; script-src 'self'; font-src 'self'; img-src 'self' data:; \
                      connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; manifest-src 'self'";

/// Problem details of RFC 9457.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Problem {
    /// Always `about:blank`: `code` is what tells problems apart.
    pub(crate) r#type: &'static str,
    /// The status in words.
    pub(crate) title: String,
    pub(crate) status: u16,
    /// A sentence for people, in the language of the request.
    pub(crate) detail: String,
    /// A stable word for programs, as `ties.already_tied`.
    pub(crate) code: String,
    /// Which inputs it is about.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) fields: Vec<ProblemField>,
    /// What to quote to those who run this server.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) reference: Option<String>,
}

#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ProblemField {
    pub(crate) name: String,
    pub(crate) code: String,
    pub(crate) detail: String,
}

#[derive(Template)]
#[template(path = "http/pages/failure.html")]
struct FailurePage {
    frame: Frame,
    heading: String,
    detail: String,
    /// The stable word, for whoever is told of it.
    code: String,
    reference: Option<String>,
    picture: String,
    /// What was typed, to be copied.
    typed: Vec<String>,
}

/// A failure of a door at which programs read, as calendars do, wherever it stands: it is told in problem details.
#[derive(Clone, Copy, Debug)]
struct ForPrograms;

/// Answers with a failure in problem details.
pub(crate) fn for_programs(failed: Failed) -> Response {
    let mut response = failed.into_response();
    response.extensions_mut().insert(ForPrograms);
    response
}

/// Gives a failure its page or its problem details. One that came before any door, as a limit, is in the request.
pub(crate) async fn dress(app: &App, mut request: Request, next: impl AsyncFnOnce(Request) -> Response) -> Response {
    let early = request.extensions_mut().remove::<Failed>();
    let identity = request.extensions().get::<Identity>().cloned();
    let uri = request.uri().clone();
    let reads = request.method() == axum::http::Method::GET;
    let mut response = match early {
        Some(failed) => failed.into_response(),
        None => next(request).await,
    };
    let for_programs = uri.path().starts_with(API) || response.extensions_mut().remove::<ForPrograms>().is_some();
    if let Some(failed) = failed(&mut response) {
        let retry = response.headers().get(header::RETRY_AFTER).cloned();
        let typed = response.extensions_mut().remove::<Typed>();
        if let Some(identity) = identity {
            let here = Here { app: app.clone(), identity, uri: uri.clone() };
            response = if for_programs {
                problem(&here.speech(), &failed)
            } else if matches!(failed, Failed::SignInFirst) && reads {
                sign_in_first(&uri)
            } else {
                page(&here, &failed, typed.unwrap_or_default())
            };
        }
        if let Some(retry) = retry {
            response.headers_mut().insert(header::RETRY_AFTER, retry);
        }
    }
    wear(app, &mut response, uri.path());
    response
}

/// The failure inside an answer; axum's own refusals are translated.
fn failed(response: &mut Response) -> Option<Failed> {
    if let Some(failed) = response.extensions_mut().remove::<Failed>() {
        return Some(failed);
    }
    let ours =
        response.headers().get(header::CONTENT_TYPE).is_some_and(|kind| !kind.as_bytes().starts_with(b"text/plain"));
    match response.status() {
        status if ours || !(status.is_client_error() || status.is_server_error()) => None,
        StatusCode::NOT_FOUND => Some(Failed::NotFound),
        StatusCode::METHOD_NOT_ALLOWED => Some(Failed::MethodUnknown),
        StatusCode::PAYLOAD_TOO_LARGE => Some(Failed::TooLarge { limit_bytes: super::input::BODY_BYTES }),
        status if status.is_client_error() => Some(Failed::Malformed { code: "http.request_malformed", field: None }),
        _ => None,
    }
}

fn sign_in_first(uri: &axum::http::Uri) -> Response {
    let wanted = uri.path_and_query().map_or("/", |wanted| wanted.as_str());
    let encoded: String = wanted
        .bytes()
        .map(|byte| match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'/' | b'-' | b'_' | b'.' | b'@' => char::from(byte).to_string(),
            byte => format!("%{byte:02X}"),
        })
        .collect();
    super::see(&format!("/sign-in?next={encoded}"), None)
}

/// The sentence of a failure, in the reader's language.
pub(crate) fn sentence(speech: &Speech, failed: &Failed) -> String {
    speech.refusal(failed.code(), &failed.numbers())
}

fn problem(speech: &Speech, failed: &Failed) -> Response {
    let detail = sentence(speech, failed);
    let field = match failed {
        Failed::Refused(refused) => refused.field.clone(),
        Failed::Malformed { field, .. } => field.clone(),
        _ => None,
    };
    let code = failed.code().to_owned();
    let fields =
        field.map(|name| ProblemField { name, code: code.clone(), detail: detail.clone() }).into_iter().collect();
    let status = failed.status();
    let body = Problem {
        r#type: "about:blank",
        title: status.canonical_reason().unwrap_or("Error").to_owned(),
        status: status.as_u16(),
        detail,
        code,
        fields,
        reference: match failed {
            Failed::Fault { reference } => Some(reference.clone()),
            _ => None,
        },
    };
    let mut response = (status, Json(body)).into_response();
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
    if status == StatusCode::UNAUTHORIZED {
        response.headers_mut().insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
    }
    response
}

fn page(here: &Here, failed: &Failed, Typed(typed): Typed) -> Response {
    let speech = here.speech();
    let heading = match failed {
        Failed::NotFound | Failed::Gone => "failure-not-found",
        Failed::Busy | Failed::NothingKept => "failure-busy",
        Failed::Fault { .. } => "failure-fault",
        _ => "failure-refused",
    };
    let page = FailurePage {
        frame: here.frame(heading, Place::None),
        heading: speech.s(heading).to_owned(),
        detail: sentence(&speech, failed),
        code: failed.code().to_owned(),
        reference: match failed {
            Failed::Fault { reference } => Some(reference.clone()),
            _ => None,
        },
        picture: pictures::lost_path(),
        typed,
    };
    match draw(&page) {
        Ok(html) => (failed.status(), Html(html)).into_response(),
        Err(error) => {
            tracing::error!(fault.cause = %error, "the page of a failure failed");
            StatusCode::INTERNAL_SERVER_ERROR.into_response()
        }
    }
}

fn wear(app: &App, response: &mut Response, path: &str) {
    let asset = path.starts_with("/assets/");
    let headers = response.headers_mut();
    let mut set = |name: HeaderName, value: &'static str| {
        headers.entry(name).or_insert(HeaderValue::from_static(value));
    };
    set(header::CONTENT_SECURITY_POLICY, POLICY);
    set(header::X_CONTENT_TYPE_OPTIONS, "nosniff");
    set(header::REFERRER_POLICY, "same-origin");
    set(HeaderName::from_static("cross-origin-opener-policy"), "same-origin");
    set(HeaderName::from_static("cross-origin-resource-policy"), "same-origin");
    set(HeaderName::from_static("permissions-policy"), "camera=(), geolocation=(), microphone=()");
    if !asset {
        set(header::CACHE_CONTROL, "private, no-store");
    }
    if app.config.address.starts_with("https://") {
        set(header::STRICT_TRANSPORT_SECURITY, "max-age=31536000");
    }
}
