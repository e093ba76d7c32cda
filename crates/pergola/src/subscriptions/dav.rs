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
use pergola_domain::{
    ids::MemberId,
    subscriptions::{Kind, Refusal},
};

use super::{
    acts,
    cards::{self, Book, Card, digest},
    xml::{self, Asked},
};
use crate::{
    http::{Failed, Failure, Here, dress::sentence, input},
    members::{self, Account},
    words::{Speech, escape},
};

const DAV: &str = "DAV:";
const CARD: &str = "urn:ietf:params:xml:ns:carddav";
const SERVER: &str = "http://calendarserver.org/ns/";
/// Names of our own.
const OURS: &str = "urn:pergola";
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
    Book(Book),
    Card(Card),
}

/// Everything below `/dav/`. What goes wrong is told in XML: no page is put in its place.
pub(super) async fn answer(here: Here, request: Request) -> Response {
    let answer = match answered(&here, request).await {
        Ok(answer) => answer,
        Err(failed) => refused(&here, failed.status(), &failed),
    };
    dressed(answer)
}

async fn answered(here: &Here, request: Request) -> Result<Response, Failed> {
    if request.method() == Method::OPTIONS {
        return Ok(StatusCode::OK.into_response());
    }
    let Some(owner) = owner(here, request.headers()).await? else { return Ok(who_are_you(here)) };
    let method = request.method().clone();
    let deep = request.headers().get("depth").and_then(|depth| depth.to_str().ok()) != Some("0");
    let path = request.uri().path().to_owned();
    let Some(thing) = find(here, &owner, &path).await? else { return Err(Failed::NotFound) };
    match method.as_str() {
        "GET" | "HEAD" => Ok(get(thing)),
        "PROPFIND" | "REPORT" => {
            let body = input::bytes(request, BODY_BYTES).await?;
            let asked = std::str::from_utf8(&body).ok().and_then(xml::read);
            let asked = asked.ok_or(Failed::Malformed { code: "http.request_malformed", field: None })?;
            Ok(listed(here, &owner, thing, (&asked, deep)))
        }
        _ => {
            let refusal = Failed::from(Failure::Refused(Refusal::ReadOnly));
            Ok(refused(here, StatusCode::FORBIDDEN, &refusal))
        }
    }
}

fn dressed(mut answer: Response) -> Response {
    answer.headers_mut().insert("dav", HeaderValue::from_static("1, 3, addressbook"));
    answer.headers_mut().insert(header::ALLOW, HeaderValue::from_static(ALLOW));
    answer
}

fn who_are_you(here: &Here) -> Response {
    let mut answer = refused(here, StatusCode::UNAUTHORIZED, &Failed::SignInFirst);
    let asks = HeaderValue::from_static("Basic realm=\"Pergola\", charset=\"UTF-8\"");
    answer.headers_mut().insert(header::WWW_AUTHENTICATE, asks);
    answer
}

/// An answer for telephones: the code of what is wrong, and its sentence for whoever looks into a log.
fn refused(here: &Here, status: StatusCode, failed: &Failed) -> Response {
    let kind = [(header::CONTENT_TYPE, "application/xml; charset=utf-8")];
    let (code, sentence) = (escape(failed.code()), escape(&sentence(&here.speech(), failed)));
    let text = format!(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<d:error xmlns:d=\"{DAV}\" xmlns:p=\"{OURS}\"><p:code>{code}</p:code>\
         <p:sentence>{sentence}</p:sentence></d:error>\n"
    );
    let mut answer = (status, kind, text).into_response();
    if let Some(seconds) = failed.retry_after_seconds() {
        answer.headers_mut().insert(header::RETRY_AFTER, seconds.into());
    }
    answer
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

async fn book(here: &Here, owner: MemberId) -> Result<Book, Failed> {
    let app = here.app.clone();
    Ok(here.app.db.read(async move |tx| cards::all(tx, &app, owner, cards::PEOPLE).await).await?)
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
    let mut rest = String::new();
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
        Thing::Book(book) if asked.report == "addressbook-multiget" => {
            let by_name: BTreeMap<String, &Card> = book.cards.iter().map(|card| (at(card), card)).collect();
            for href in &asked.hrefs {
                // A whole address, or its path.
                let path = href.find(&home).and_then(|begin| href.get(begin..)).unwrap_or_default();
                match by_name.get(path) {
                    Some(card) => items.push((at(card), of_card(card))),
                    None => gone.push(href.clone()),
                }
            }
        }
        Thing::Book(Book { cards, cut }) => {
            let reports = asked.report != "propfind";
            if !reports {
                items.push((format!("{home}people/"), [common.clone(), of_book(&t, &cards)].concat()));
            }
            if deep || reports {
                items.extend(cards.iter().map(|card| (at(card), of_card(card))));
            }
            if cut && (deep || reports) {
                rest = too_many(&t, &home);
            }
        }
    }
    if deep && items.len() == 1 && items.iter().any(|(href, _)| *href == home) {
        // Depth 1 of the home names the one book in it, as yet without its cards' mark.
        items.push((format!("{home}people/"), [common, of_book(&t, &[])].concat()));
    }
    multistatus(asked, &items, &gone, &rest)
}

/// That there are more than are listed (RFC 6352, 8.6.2).
fn too_many(t: &Speech, home: &str) -> String {
    let limit = i64::try_from(cards::PEOPLE).unwrap_or(0);
    let sentence = t.say("subscriptions-book-cut").arg("limit", limit).text();
    format!(
        "<d:response><d:href>{}people/</d:href><d:status>HTTP/1.1 507 Insufficient Storage</d:status><d:error>\
         <d:number-of-matches-within-limits/></d:error><d:responsedescription>{}</d:responsedescription></d:response>",
        escape(home),
        escape(&sentence)
    )
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

/// What was asked of each: what there is, and what there is not; then what is left to say of the rest.
fn multistatus(asked: &Asked, items: &[(String, Vec<Property>)], gone: &[String], rest: &str) -> Response {
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
    out.push_str(rest);
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

#[cfg(test)]
mod tests {
    use super::too_many;
    use crate::{testkit::Town, words::Speech};

    #[tokio::test]
    async fn what_an_address_book_leaves_out_is_told() {
        let town = Town::new().await;
        let said = too_many(&Speech::new(&town.app, pergola_domain::members::Language::En), "/dav/ada/");
        for part in ["<d:href>/dav/ada/people/<", "507 Insufficient Storage", "number-of-matches-within-limits"] {
            assert!(said.contains(part), "{said}");
        }
        assert!(said.contains("first 60,000") || said.contains("first 60000"), "{said}");
    }
}
