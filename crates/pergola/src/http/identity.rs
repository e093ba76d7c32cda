//! Who asks: a session's cookie for pages, a token for programs, or nobody.

use axum::{
    extract::Request,
    http::{HeaderMap, HeaderValue, header},
    response::Response,
};
use pergola_db::Tx;
use pergola_domain::{
    ids::{MemberId, PhotoId, SessionId, TokenId},
    members::Language,
    time::Timestamp,
};

use super::{csrf, doors::API, origin::Origin};
use crate::{app::App, members, rooms};

/// The cookie of somebody who signed in.
pub(crate) const SESSION_COOKIE: &str = "pergola";
/// The cookie of a visitor: only so that his forms carry a token that others cannot know.
pub(crate) const VISIT_COOKIE: &str = "pergola-visit";
/// The language that a visitor chose.
pub(crate) const LANGUAGE_COOKIE: &str = "pergola-language";

/// Who asks, known before any door opens.
#[derive(Clone, Debug)]
pub(crate) struct Identity {
    pub(crate) me: Option<Me>,
    pub(crate) language: Language,
    /// `light`, `dark`, or empty for the device's own.
    pub(crate) theme: String,
    /// The token that this browser's forms must carry.
    pub(crate) csrf: String,
    /// Something in the inbox waits; known for pages only.
    pub(crate) waits: bool,
    /// Hashed form of the address that asks, for limits.
    pub(crate) from: std::net::IpAddr,
    pub(crate) now: Timestamp,
}

impl Identity {
    /// Whether a decision keeps the member from writing for others, for now.
    pub(crate) fn silenced(&self) -> bool {
        let until = self.me.as_ref().and_then(|me| me.silenced_until);
        until.is_some_and(|until| until > self.now)
    }
}

/// The member who asks.
#[derive(Clone, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "each is or is not, whatever the others are")]
pub(crate) struct Me {
    pub(crate) member: MemberId,
    pub(crate) handle: String,
    pub(crate) name: String,
    pub(crate) photo: Option<PhotoId>,
    pub(crate) admin: bool,
    /// Appointed to judge what members report. Who runs the server may do so, too.
    pub(crate) moderator: bool,
    /// Closed by a decision: only that decision, the way out and the own things are there.
    pub(crate) suspended: bool,
    /// Writes nothing for all and to nobody new until then.
    pub(crate) silenced_until: Option<Timestamp>,
    pub(crate) leaving: bool,
    pub(crate) language: Language,
    pub(crate) theme: String,
    pub(crate) session: Option<SessionId>,
    pub(crate) token: Option<TokenId>,
}

/// The address of the other end of the connection; the accept loop puts it into each request.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Peer(pub(crate) std::net::IpAddr);

/// Who asks, from his cookie or his token, for whatever comes after; and a visitor's cookie where there is none.
pub(crate) async fn identify(app: &App, mut request: Request, next: impl AsyncFnOnce(Request) -> Response) -> Response {
    let from = address(app, &request);
    let headers = request.headers();
    let for_programs = request.uri().path().starts_with(API);
    let now = app.now();
    let (key, known) = if for_programs {
        let me = match bearer(headers) {
            Some(token) => members::who_has_token(app, token, now).await,
            None => Ok(None),
        };
        (None, me.map(|me| me.map(|me| (me, false))))
    } else {
        match cookie(headers, SESSION_COOKIE) {
            Some(key) => {
                let waits = shows_frame(&request)
                    .then_some(async |tx: &Tx, member: MemberId| something_waits(tx, member).await);
                let found = members::who_has_session(app, key, now, waits).await;
                let found = found.map(|found| found.map(|(me, waits)| (me, waits.unwrap_or_default())));
                (Some(key.to_owned()), found)
            }
            None => (None, Ok(None)),
        }
    };
    let (known, fault) = match known {
        Ok(known) => (known, None),
        // Without the database nobody can be told apart; say so instead of showing a sign-in page.
        Err(fault) => (None, Some(super::Failed::from(fault))),
    };
    let (me, waits) = known.map_or((None, false), |(me, waits)| (Some(me), waits));
    let mut fresh_visit = None;
    let key = match (&me, key) {
        (Some(_), Some(key)) => key,
        _ => cookie(headers, VISIT_COOKIE).filter(|key| key.len() == 32).map_or_else(
            || {
                let key = members::random_key();
                fresh_visit = Some(key.clone());
                key
            },
            str::to_owned,
        ),
    };
    let language = match &me {
        Some(me) if for_programs => asked_language(headers).unwrap_or(me.language),
        Some(me) => me.language,
        None => headers_language(app, &request),
    };
    let csrf = if for_programs { String::new() } else { csrf::token(app, &key) };
    let theme = me.as_ref().map_or_else(String::new, |me| me.theme.clone());
    let limited = app.limits.take_request(&request, me.as_ref().map(|me| me.member), from).err();
    if let Some(failed) = fault.or(limited) {
        request.extensions_mut().insert(failed);
    }
    request.extensions_mut().insert(Identity { me, language, theme, csrf, waits, from, now });
    let origin = Origin::of(request.headers(), from);
    let mut response = origin.during(next(request)).await;
    if let Some(key) = fresh_visit.filter(|_| !for_programs && is_html(&response)) {
        set_cookie(app, &mut response, VISIT_COOKIE, &key, None);
    }
    response
}

/// Whether the answer may be a page with the places of the house around it.
fn shows_frame(request: &Request) -> bool {
    let path = request.uri().path();
    request.method() == axum::http::Method::GET
        && !["/assets/", "/photos/", "/stream"].iter().any(|start| path.starts_with(start))
}

/// A mark less on a page is no reason to refuse it.
async fn something_waits(tx: &Tx, member: MemberId) -> bool {
    rooms::anything_waits(tx, member).await.unwrap_or_else(|fault| {
        tracing::warn!(fault.cause = %fault, "whether something waits is not known");
        false
    })
}

fn is_html(response: &Response) -> bool {
    response.headers().get(header::CONTENT_TYPE).is_some_and(|kind| kind.as_bytes().starts_with(b"text/html"))
}

/// The language of somebody who is not known: his choice, else his browser's, else this server's.
fn headers_language(app: &App, request: &Request) -> Language {
    let headers = request.headers();
    cookie(headers, LANGUAGE_COOKIE)
        .and_then(Language::from_tag)
        .or_else(|| asked_language(headers))
        .unwrap_or(app.config.language)
}

fn asked_language(headers: &HeaderMap) -> Option<Language> {
    headers.get(header::ACCEPT_LANGUAGE).and_then(|value| Language::from_accepted(value.to_str().ok()?))
}

fn bearer(headers: &HeaderMap) -> Option<&str> {
    let value = headers.get(header::AUTHORIZATION)?.to_str().ok()?;
    let (scheme, token) = value.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then(|| token.trim())
}

/// A cookie's value, by its name.
pub(crate) fn cookie<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|all| all.split(';'))
        .find_map(|pair| {
            let (key, value) = pair.trim().split_once('=')?;
            (key == name).then_some(value)
        })
}

/// Sets a cookie that scripts cannot read and other sites do not send with their forms.
pub(crate) fn set_cookie(app: &App, response: &mut Response, name: &str, value: &str, max_age_seconds: Option<i64>) {
    let secure = if app.config.address.starts_with("https://") { "; Secure" } else { "" };
    let age = max_age_seconds.map_or_else(String::new, |seconds| format!("; Max-Age={seconds}"));
    let text = format!("{name}={value}; Path=/; HttpOnly; SameSite=Lax{secure}{age}");
    if let Ok(value) = HeaderValue::try_from(text) {
        response.headers_mut().append(header::SET_COOKIE, value);
    }
}

fn address(app: &App, request: &Request) -> std::net::IpAddr {
    let peer = request.extensions().get::<Peer>().map_or(std::net::IpAddr::from([127, 0, 0, 1]), |peer| peer.0);
    if !app.config.behind_proxy {
        return peer;
    }
    // The last address is the one that our own proxy saw; those before it are hearsay.
    let told = request.headers().get("x-forwarded-for").and_then(|value| value.to_str().ok());
    told.and_then(|told| told.rsplit(',').next()).and_then(|last| last.trim().parse().ok()).unwrap_or(peer)
}

#[cfg(test)]
mod tests {
    use axum::http::{HeaderMap, HeaderValue, header};
    use proptest::prelude::*;

    use super::{asked_language, bearer, cookie};

    proptest! {
        /// What browsers and programs send is read or passed over, whatever it is.
        #[test]
        fn any_headers(bytes in proptest::collection::vec(0x20_u8..=0xff, 0..120), key in "[a-z0-9]{32}", other in "[ -~]{0,30}") {
            let mut headers = HeaderMap::new();
            if let Ok(value) = HeaderValue::from_bytes(&bytes) {
                for name in [header::COOKIE, header::AUTHORIZATION, header::ACCEPT_LANGUAGE] {
                    headers.append(name, value.clone());
                }
            }
            let _ = (cookie(&headers, "pergola"), bearer(&headers), asked_language(&headers));
            let other = other.replace(';', "").replace("pergola", "");
            let mut good = HeaderMap::new();
            good.append(header::COOKIE, HeaderValue::try_from(format!("{other}; pergola={key}; x=1")).unwrap());
            good.append(header::AUTHORIZATION, HeaderValue::try_from(format!("bEARER  {key} ")).unwrap());
            prop_assert_eq!((cookie(&good, "pergola"), bearer(&good)), (Some(key.as_str()), Some(key.as_str())));
        }
    }
}
