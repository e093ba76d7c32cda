//! The address book of a member for his telephone (RFC 6352 on RFC 4918), to read. Who asks says his handle and the key of
//! his address book (RFC 7617); there is nothing here that a session opens.
//!
//! ```text
//! /.well-known/carddav          ──► /dav/
//! /dav/                         who am I
//! /dav/HANDLE/                  where my address books are
//! /dav/HANDLE/people/           the one there is, with a mark that changes with any card
//! /dav/HANDLE/people/ID.vcf     a card
//! ```

use std::collections::BTreeMap;

use axum::{
    body::Body,
    extract::Request,
    http::{HeaderMap, HeaderValue, Method, StatusCode, header},
    response::{IntoResponse, Response},
};
use base64::{Engine as _, engine::general_purpose::STANDARD};
use pergola_domain::{ids::MemberId, subscriptions::Kind};

use super::{
    acts,
    cards::{self, Card, digest},
    xml::{self, Asked},
};
use crate::{
    http::{Failed, Here, input},
    members::{self, Account},
    words::{Speech, escape},
};

const DAV: &str = "DAV:";
const CARD: &str = "urn:ietf:params:xml:ns:carddav";
const SERVER: &str = "http://calendarserver.org/ns/";
const ALLOW: &str = "OPTIONS, GET, HEAD, PROPFIND, REPORT";
/// What a request may say.
const BODY_BYTES: u64 = 256 * 1024;

pub(super) async fn well_known() -> Response {
    (StatusCode::MOVED_PERMANENTLY, [(header::LOCATION, "/dav/")]).into_response()
}

/// A thing in the tree.
enum Thing {
    Root,
    Principal,
    Book(Vec<Card>),
    Card(Card),
}

/// Everything below `/dav/`.
pub(super) async fn answer(here: Here, request: Request) -> Result<Response, Failed> {
    if request.method() == Method::OPTIONS {
        return Ok(dressed(StatusCode::OK.into_response()));
    }
    let Some(owner) = owner(&here, request.headers()).await? else { return Ok(who_are_you()) };
    let method = request.method().clone();
    let deep = request.headers().get("depth").and_then(|depth| depth.to_str().ok()) != Some("0");
    let path = request.uri().path().to_owned();
    let Some(thing) = find(&here, &owner, &path).await? else { return Err(Failed::NotFound) };
    let answer = match method.as_str() {
        "GET" | "HEAD" => get(thing),
        "PROPFIND" | "REPORT" => {
            let body = input::bytes(request, BODY_BYTES).await?;
            let Some(asked) = std::str::from_utf8(&body).ok().and_then(xml::read) else {
                return Ok(dressed(refused(StatusCode::BAD_REQUEST)));
            };
            listed(&here, &owner, thing, (&asked, deep))
        }
        // It is there to be read.
        _ => refused(StatusCode::FORBIDDEN),
    };
    Ok(dressed(answer))
}

fn dressed(mut answer: Response) -> Response {
    answer.headers_mut().insert("dav", HeaderValue::from_static("1, 3, addressbook"));
    answer.headers_mut().insert(header::ALLOW, HeaderValue::from_static(ALLOW));
    answer
}

fn who_are_you() -> Response {
    let mut answer = refused(StatusCode::UNAUTHORIZED);
    let asks = HeaderValue::from_static("Basic realm=\"Pergola\", charset=\"UTF-8\"");
    answer.headers_mut().insert(header::WWW_AUTHENTICATE, asks);
    dressed(answer)
}

/// An answer for telephones: no page is put in its place.
fn refused(status: StatusCode) -> Response {
    let kind = [(header::CONTENT_TYPE, "application/xml; charset=utf-8")];
    (status, kind, "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<d:error xmlns:d=\"DAV:\"/>\n").into_response()
}

/// Whose handle and key these are.
async fn owner(here: &Here, headers: &HeaderMap) -> Result<Option<Account>, Failed> {
    let said = headers.get(header::AUTHORIZATION).and_then(|value| value.to_str().ok());
    let said = said.and_then(|value| value.strip_prefix("Basic ")).and_then(|both| STANDARD.decode(both.trim()).ok());
    let Some(both) = said.and_then(|both| String::from_utf8(both).ok()) else { return Ok(None) };
    let Some((handle, key)) = both.split_once(':') else { return Ok(None) };
    let Some(member) = acts::owner(&here.app, Kind::People, key).await? else { return Ok(None) };
    let found = here.app.db.read(async move |tx| members::find(tx, member).await).await?;
    Ok(found.filter(|account| account.handle == handle.trim_start_matches('@').to_lowercase()))
}

fn home(owner: &Account) -> String {
    format!("/dav/{}/", owner.handle)
}

/// What stands at an address; nothing of anybody else's does.
async fn find(here: &Here, owner: &Account, path: &str) -> Result<Option<Thing>, Failed> {
    let (home, whole) = (home(owner), if path.ends_with('/') { path.to_owned() } else { format!("{path}/") });
    if whole == "/dav/" {
        return Ok(Some(Thing::Root));
    }
    if whole == home {
        return Ok(Some(Thing::Principal));
    }
    let Some(inside) = whole.strip_prefix(&format!("{home}people/")) else { return Ok(None) };
    if inside.is_empty() {
        return Ok(Some(Thing::Book(book(here, owner.id).await?)));
    }
    let Some(id) = inside.strip_suffix(".vcf/").and_then(|id| id.parse::<i64>().ok()) else { return Ok(None) };
    let (app, owner) = (here.app.clone(), owner.id);
    let found = here.app.db.read(async move |tx| cards::one(tx, &app, owner, id).await).await?;
    Ok(found.map(Thing::Card))
}

async fn book(here: &Here, owner: MemberId) -> Result<Vec<Card>, Failed> {
    let app = here.app.clone();
    Ok(here.app.db.read(async move |tx| cards::all(tx, &app, owner).await).await?)
}

fn get(thing: Thing) -> Response {
    let Thing::Card(card) = thing else { return StatusCode::NO_CONTENT.into_response() };
    let kind = [(header::CONTENT_TYPE, "text/vcard; charset=utf-8".to_owned()), (header::ETAG, card.etag)];
    (kind, card.text).into_response()
}

/// A property of a thing: its space, its name, and what it is, as XML.
type Property = (&'static str, &'static str, String);

fn listed(here: &Here, owner: &Account, thing: Thing, (asked, deep): (&Asked, bool)) -> Response {
    let (home, t) = (home(owner), here.speech());
    let at = |card: &Card| format!("{home}people/{}.vcf", card.id);
    let mut items: Vec<(String, Vec<Property>)> = Vec::new();
    let mut gone = Vec::new();
    let common = common(&home);
    let of_card = |card: &Card| [common.clone(), of_card(card)].concat();
    match thing {
        Thing::Root => items.push(("/dav/".to_owned(), [common.clone(), kind("<d:collection/>")].concat())),
        Thing::Principal => {
            items.push((home.clone(), [common.clone(), kind("<d:collection/><d:principal/>")].concat()));
        }
        Thing::Card(card) => items.push((at(&card), of_card(&card))),
        Thing::Book(cards) if asked.report == "addressbook-multiget" => {
            let by_name: BTreeMap<String, &Card> = cards.iter().map(|card| (at(card), card)).collect();
            for href in &asked.hrefs {
                // A whole address, or its path.
                let path = href.find(&home).and_then(|begin| href.get(begin..)).unwrap_or_default();
                match by_name.get(path) {
                    Some(card) => items.push((at(card), of_card(card))),
                    None => gone.push(href.clone()),
                }
            }
        }
        Thing::Book(cards) => {
            let reports = asked.report != "propfind";
            if !reports {
                items.push((format!("{home}people/"), [common.clone(), of_book(&t, &cards)].concat()));
            }
            if deep || reports {
                items.extend(cards.iter().map(|card| (at(card), of_card(card))));
            }
        }
    }
    if deep && items.len() == 1 && items.iter().any(|(href, _)| *href == home) {
        // Depth 1 of the home names the one book in it, as yet without its cards' mark.
        items.push((format!("{home}people/"), [common, of_book(&t, &[])].concat()));
    }
    multistatus(asked, &items, &gone)
}

fn common(home: &str) -> Vec<Property> {
    let href = |path: &str| format!("<d:href>{}</d:href>", escape(path));
    vec![
        (DAV, "current-user-principal", href(home)),
        (DAV, "principal-URL", href(home)),
        (DAV, "owner", href(home)),
        (CARD, "addressbook-home-set", href(home)),
        (DAV, "current-user-privilege-set", "<d:privilege><d:read/></d:privilege>".to_owned()),
    ]
}

fn kind(inside: &str) -> Vec<Property> {
    vec![(DAV, "resourcetype", inside.to_owned())]
}

fn of_card(card: &Card) -> Vec<Property> {
    vec![
        (DAV, "resourcetype", String::new()),
        (DAV, "getetag", escape(&card.etag)),
        (DAV, "getcontenttype", "text/vcard; charset=utf-8".to_owned()),
        // Readers of XML make a bare CR LF one LF; a card wants both.
        (CARD, "address-data", escape(&card.text).replace('\r', "&#13;")),
    ]
}

fn of_book(t: &Speech, cards: &[Card]) -> Vec<Property> {
    let report = |name: &str| format!("<d:supported-report><d:report><c:{name}/></d:report></d:supported-report>");
    let mark = digest(&cards.iter().map(|card| card.etag.as_str()).collect::<String>());
    [
        kind("<d:collection/><c:addressbook/>"),
        vec![
            (DAV, "displayname", escape(t.s("subscriptions-book-name"))),
            (SERVER, "getctag", mark),
            (DAV, "supported-report-set", [report("addressbook-multiget"), report("addressbook-query")].concat()),
            (
                CARD,
                "supported-address-data",
                "<c:address-data-type content-type=\"text/vcard\" version=\"3.0\"/>".to_owned(),
            ),
        ],
    ]
    .concat()
}

/// What was asked of each: what there is, and what there is not.
fn multistatus(asked: &Asked, items: &[(String, Vec<Property>)], gone: &[String]) -> Response {
    let mut out = format!(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<d:multistatus xmlns:d=\"{DAV}\" xmlns:c=\"{CARD}\" xmlns:s=\"{SERVER}\">"
    );
    for (href, properties) in items {
        let wanted = |(space, name, _): &&Property| {
            let named = asked.properties.iter().any(|(s, n)| s == space && n == name);
            // Who asks for all gets no cards along: they are asked for by name.
            named || asked.properties.is_empty() && *name != "address-data"
        };
        let there: String = properties.iter().filter(wanted).map(written).collect();
        let missing = asked.properties.iter().filter(|(s, n)| !properties.iter().any(|(t, m, _)| s == t && n == m));
        let missing: String = missing.map(|(space, name)| absent(space, name)).collect();
        out.push_str(&format!("<d:response><d:href>{}</d:href>", escape(href)));
        for (inside, status) in [(there, "200 OK"), (missing, "404 Not Found")] {
            if !inside.is_empty() {
                out.push_str(&format!(
                    "<d:propstat><d:prop>{inside}</d:prop><d:status>HTTP/1.1 {status}</d:status></d:propstat>"
                ));
            }
        }
        out.push_str("</d:response>");
    }
    for href in gone {
        let href = escape(href);
        out.push_str(&format!(
            "<d:response><d:href>{href}</d:href><d:status>HTTP/1.1 404 Not Found</d:status></d:response>"
        ));
    }
    out.push_str("</d:multistatus>\n");
    let kind = [(header::CONTENT_TYPE, "application/xml; charset=utf-8")];
    (StatusCode::MULTI_STATUS, kind, Body::from(out)).into_response()
}

fn written((space, name, value): &Property) -> String {
    let prefix = match *space {
        CARD => "c",
        SERVER => "s",
        _ => "d",
    };
    if value.is_empty() { format!("<{prefix}:{name}/>") } else { format!("<{prefix}:{name}>{value}</{prefix}:{name}>") }
}

/// A name that we do not know comes back in its own space, and only where it is a name.
fn absent(space: &str, name: &str) -> String {
    let good = !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.'));
    let begins = name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_');
    if good && begins { format!("<{name} xmlns=\"{}\"/>", escape(space)) } else { String::new() }
}
