//! Stories of what follows a member: calendars, address books, cards; through the doors.

use axum::{
    body::Body,
    http::{Method, Request, header},
};
use base64::{Engine as _, engine::general_purpose::STANDARD};
use pergola_db::{Fault, Tx};
use serde_json::{Value, json};

use crate::testkit::{Answer, Person, Town};

async fn ties(one: &Person, other: &Person) {
    let wish = json!({ "to": other.handle, "how_met": { "kind": "worked", "text": "il museo" } });
    let wish = one.post("/api/v1/invitations", wish).await.is(201).json();
    let path = format!("/api/v1/invitations/{}/acceptance", wish["id"].as_str().unwrap());
    other.put(&path, json!({})).await.is(200);
}

impl Person {
    /// The path of a fresh calendar.
    async fn calendar(&self) -> String {
        let fresh = self.put("/api/v1/subscriptions/calendar", Value::Null).await.is(200).json();
        let url = fresh["url"].as_str().unwrap().to_owned();
        format!("/calendar/{}", url.rsplit('/').next().unwrap())
    }

    async fn book(&self) -> String {
        let fresh = self.put("/api/v1/subscriptions/people", Value::Null).await.is(200).json();
        assert_eq!(fresh["login"], self.handle.as_str());
        fresh["password"].as_str().unwrap().to_owned()
    }
}

/// A request as a telephone makes it.
async fn dav(visitor: &Person, (method, path): (&str, &str), who: Option<(&str, &str)>, body: &str) -> Answer {
    let mut request = Request::builder().method(Method::from_bytes(method.as_bytes()).unwrap()).uri(path);
    if let Some((handle, key)) = who {
        request =
            request.header(header::AUTHORIZATION, format!("Basic {}", STANDARD.encode(format!("{handle}:{key}"))));
    }
    visitor.asks(request.header("depth", "1").body(Body::from(body.to_owned())).unwrap()).await
}

#[tokio::test]
async fn a_calendar_holds_meetings_events_and_whom_to_tend_and_its_address_can_be_taken_back() {
    let town = Town::new().await;
    let (ada, bruno) = (town.joins("Ada Rossi").await, town.joins("Bruno Neri").await);
    ties(&ada, &bruno).await;
    town.settles().await;
    ada.patch("/api/v1/ties/bruno", json!({ "cadence_days": 7, "closeness": 5 })).await.is(200);
    let new = json!({ "to": "bruno", "kind": "coffee", "place": "Ancona",
                      "times": [{ "at": "2026-05-04T10:00", "zone": "Europe/Rome" }] });
    let meeting = ada.post("/api/v1/meetings", new).await.is(201).json();
    let (id, slot) = (meeting["id"].as_str().unwrap(), meeting["times"][0]["slot"].clone());
    let path = ada.calendar().await;
    let visitor = town.visitor();
    visitor.get(&path).await.is(200).says("BEGIN:VCALENDAR").says_not("BEGIN:VEVENT");
    bruno.put(&format!("/api/v1/meetings/{id}/acceptance"), json!({ "slot": slot })).await.is(200);
    let event = json!({ "title": "Aperitivo", "starts": "2026-05-05T18:00", "ends": "2026-05-05T20:00",
                        "zone": "Europe/Rome", "place": "Ancona", "audience": "everybody" });
    let event = bruno.post("/api/v1/events", event).await.is(201).json();
    let event = event["id"].as_str().unwrap();
    ada.put(&format!("/api/v1/events/{event}/attendance"), json!({})).await.is(200);
    town.days_pass(40);
    // A month away from the desk: both sign in again.
    let (ada, bruno) = (town.signs_in("ada").await, town.signs_in("bruno").await);
    let read = visitor.get(&path).await.is(200);
    assert_eq!(read.headers["content-type"], "text/calendar; charset=utf-8");
    let read = read.says(&format!("UID:meeting-{id}@")).says("DTSTART:20260504T080000Z").says("Coffee with Bruno Neri");
    let read = read.says(&format!("UID:event-{event}@")).says("SUMMARY:Aperitivo");
    // 40 days after a Tuesday is a Sunday: the week began on 13 April.
    read.says("SUMMARY:To tend: Bruno Neri").says("DTSTART;VALUE=DATE:20260413");
    let renewed = ada.calendar().await;
    visitor.get(&path).await.is(404);
    visitor.get(&renewed).await.is(200);
    visitor.get(renewed.trim_end_matches(".ics")).await.is(200);
    for guessed in
        ["/calendar/0123456789abcdef0123456789abcdef.ics", "/calendar/.ics", "/calendar/%00", "/calendar/ada"]
    {
        visitor.get(guessed).await.is(404);
    }
    let (taken, guessed) =
        (visitor.get(&path).await, visitor.get("/calendar/0123456789abcdef0123456789abcdef.ics").await);
    assert_eq!(taken.status, guessed.status);
    for answer in [taken, guessed] {
        assert_eq!(answer.code(), "http.not_found");
        answer.says("This page is not here, or not any more");
    }
    // Whoever opens it in a browser gets a page.
    let looked = Request::builder().uri(&path).header(header::ACCEPT, "text/html,application/xhtml+xml,*/*;q=0.8");
    let looked = looked.header(header::ACCEPT_LANGUAGE, "en");
    let looked = visitor.asks(looked.body(Body::empty()).unwrap()).await.is(404);
    looked.says("<h1").says("This page is not here, or not any more");
    ada.delete("/api/v1/subscriptions/calendar").await.is(204);
    visitor.get(&renewed).await.is(404);
    assert_eq!(ada.delete("/api/v1/subscriptions/calendar").await.is(422).code(), "subscriptions.no_address");
    ada.put("/api/v1/subscriptions/phone", Value::Null).await.is(404);
    bruno.put("/api/v1/blocks/ada", Value::Null).await.is(204);
    let after = ada.calendar().await;
    visitor.get(&after).await.is(200).says_not("UID:meeting-").says_not("Aperitivo");
}

#[tokio::test]
async fn the_page_shows_an_address_once() {
    let town = Town::new().await;
    let ada = town.joins("Ada Rossi").await;
    ada.get("/subscriptions").await.is(200).says("Make the address");
    let made = ada
        .sends("/subscriptions", "/subscriptions/calendar", &[])
        .await
        .is(200)
        .says("you see it only this once")
        .text();
    let path = format!("/calendar/{}", made.split("/calendar/").nth(1).unwrap().split('<').next().unwrap());
    town.visitor().get(&path).await.is(200);
    ada.get("/subscriptions").await.is(200).says_not(&path).says("Take the address back");
    ada.sends("/subscriptions", "/subscriptions/people", &[]).await.is(200).says("/dav/").says("<code>ada</code>");
    ada.sends("/subscriptions", "/subscriptions/calendar/removal", &[]).await.is(303);
    town.visitor().get(&path).await.is(404);
    let wrong = ada.sends("/subscriptions", "/card", &[("share", "friends")]).await.is(422);
    wrong.says("Choose who may take your card along");
}

#[tokio::test]
async fn a_card_goes_to_whom_its_owner_lets_have_it() {
    let town = Town::new().await;
    let [ada, bruno, carla] = town.people(["Ada Rossi", "Bruno Neri", "Carla Blu"]).await;
    ties(&ada, &bruno).await;
    town.settles().await;
    let card = bruno.get("/@ada/card").await.is(200);
    assert_eq!(card.headers["content-type"], "text/vcard; charset=utf-8");
    card.says("FN:Ada Rossi").says("N:Rossi;Ada;;;").says(&format!("UID:{}@", ada.id)).says_not("ada@example.org");
    carla.get("/@ada/card").await.is(404);
    ada.put("/api/v1/me/card", json!({ "share": "everybody" })).await.is(200);
    carla.get("/@ada/card").await.is(200).says_not("EMAIL");
    carla.get("/api/v1/members/ada/card").await.is(200).says("FN:Ada Rossi");
    ada.put("/api/v1/me/card", json!({ "share": "nobody" })).await.is(200);
    bruno.get("/@ada/card").await.is(404);
    ada.get("/@ada/card").await.is(200);
    let odd = ada.put("/api/v1/me/card", json!({ "share": "friends" })).await.is(422);
    assert_eq!(odd.code(), "subscriptions.share_unknown");
}

#[tokio::test]
async fn an_address_goes_with_the_card_to_ties_alone_and_only_where_its_owner_shares_it() {
    let town = Town::new().await;
    let [ada, bruno, carla] = town.people(["Ada Rossi", "Bruno Neri", "Carla Blu"]).await;
    ties(&ada, &bruno).await;
    town.confirms(&ada).await;
    ada.put("/api/v1/me/card", json!({ "share": "everybody" })).await.is(200);
    bruno.get("/@ada/card").await.is(200).says_not("ada@example.org");
    ada.patch("/api/v1/me", json!({ "shares_email": true })).await.is(200);
    bruno.get("/@ada/card").await.is(200).says("ada@example.org");
    bruno.get("/api/v1/members/ada/card").await.is(200).says("ada@example.org");
    carla.get("/@ada/card").await.is(200).says("FN:Ada Rossi").says_not("ada@example.org");
    carla.get("/api/v1/members/ada/card").await.is(200).says_not("ada@example.org");
}

/// What a telephone may not do, what is not there, what cannot be read: each with its code.
async fn refusals_have_their_codes(visitor: &Person, who: Option<(&str, &str)>, bruno_at: &str) {
    for (method, path, status, code) in [
        ("PUT", bruno_at, 403, "subscriptions.read_only"),
        ("DELETE", bruno_at, 403, "subscriptions.read_only"),
        ("PROPFIND", "/dav/bruno/people/", 404, "http.not_found"),
        ("PROPFIND", "/dav/ada/people/0.vcf", 404, "http.not_found"),
        ("PROPFIND", "/dav/ada/people/../../etc", 404, "http.not_found"),
    ] {
        let answer = dav(visitor, (method, path), who, "").await.is(status);
        answer.says(&format!("<p:code>{code}</p:code><p:sentence>"));
    }
    dav(visitor, ("PROPFIND", "/dav/"), who, "<a").await.is(400).says("<p:code>http.request_malformed</p:code>");
    let many = format!("<d:propfind xmlns:d=\"DAV:\">{}</d:propfind>", "<d:href>/x</d:href>".repeat(5_001));
    dav(visitor, ("PROPFIND", "/dav/"), who, &many).await.is(400).says("<p:code>http.request_malformed</p:code>");
    dav(visitor, ("PROPFIND", "/dav/"), who, &" ".repeat(300_000))
        .await
        .is(413)
        .says("<p:code>http.too_large</p:code>");
}

#[tokio::test]
async fn a_telephone_reads_ties_and_own_cards_and_nothing_else() {
    let town = Town::new().await;
    let [ada, bruno, carla] = town.people(["Ada Rossi", "Bruno Neri", "Carla Blu"]).await;
    ties(&ada, &bruno).await;
    town.settles().await;
    let own =
        json!({ "name": "Zeno Esterno", "emails": ["zeno@example.net"], "phones": ["+39 071 123"], "place": "Jesi" });
    let own = ada.post("/api/v1/contacts", own).await.is(201).json();
    let key = ada.book().await;
    let (visitor, who) = (town.visitor(), Some(("ada", key.as_str())));
    let moved = dav(&visitor, ("PROPFIND", "/.well-known/carddav"), None, "").await.is(301);
    assert_eq!(moved.location(), "/dav/");
    let refused = dav(&visitor, ("PROPFIND", "/dav/"), None, "").await.is(401);
    assert!(refused.headers.contains_key("www-authenticate"));
    refused.says("<p:code>http.sign_in_first</p:code>");
    for wrong in [("ada", "0123456789abcdef0123456789abcdef"), ("bruno", key.as_str()), ("", "")] {
        dav(&visitor, ("PROPFIND", "/dav/"), Some(wrong), "").await.is(401);
    }
    let options = dav(&visitor, ("OPTIONS", "/dav/"), None, "").await.is(200);
    assert!(options.headers["dav"].to_str().unwrap().contains("addressbook"));
    let principal = "<d:propfind xmlns:d=\"DAV:\"><d:prop><d:current-user-principal/><d:quota/></d:prop></d:propfind>";
    let root = dav(&visitor, ("PROPFIND", "/dav/"), who, principal).await.is(207);
    root.says("<d:href>/dav/ada/</d:href>").says("404 Not Found").says("<quota xmlns=\"DAV:\"/>");
    let home = dav(&visitor, ("PROPFIND", "/dav/ada/"), who, "").await.is(207);
    home.says("/dav/ada/people/").says("<c:addressbook/>");
    let list = dav(&visitor, ("PROPFIND", "/dav/ada/people/"), who, "").await.is(207);
    let (text, bruno_at) = (list.text(), format!("/dav/ada/people/{}.vcf", bruno.id));
    assert!(text.contains(&bruno_at) && !text.contains(&format!("{}.vcf", carla.id)), "{text}");
    let mark = text.split("getctag>").nth(1).unwrap().to_owned();
    let zeno_at = format!("/dav/ada/people/{}.vcf", own["id"].as_str().unwrap());
    let multiget = format!(
        "<c:addressbook-multiget xmlns:d=\"DAV:\" xmlns:c=\"urn:ietf:params:xml:ns:carddav\"><d:prop><d:getetag/>\
         <c:address-data/></d:prop><d:href>{zeno_at}</d:href><d:href>/dav/ada/people/7.vcf</d:href></c:addressbook-multiget>"
    );
    let report = dav(&visitor, ("REPORT", "/dav/ada/people/"), who, &multiget).await.is(207);
    report.says("FN:Zeno Esterno").says("zeno@example.net").says_not("Bruno Neri").says("404 Not Found");
    let query = "<c:addressbook-query xmlns:d=\"DAV:\" xmlns:c=\"urn:ietf:params:xml:ns:carddav\"><d:prop><d:getetag/>\
                 <c:address-data/></d:prop><c:filter/></c:addressbook-query>";
    dav(&visitor, ("REPORT", "/dav/ada/people/"), who, query)
        .await
        .is(207)
        .says("FN:Bruno Neri")
        .says("FN:Zeno Esterno");
    let card = dav(&visitor, ("GET", &bruno_at), who, "").await.is(200);
    let etag = card.headers["etag"].clone();
    assert!(text.contains(etag.to_str().unwrap().trim_matches('"')));
    refusals_have_their_codes(&visitor, who, &bruno_at).await;
    bruno.patch("/api/v1/me", json!({ "headline": "Falegname" })).await.is(200);
    let text = dav(&visitor, ("PROPFIND", "/dav/ada/people/"), who, "").await.is(207).text();
    assert_ne!(text.split("getctag>").nth(1).unwrap(), mark, "the mark changes with any card");
    bruno.put("/api/v1/me/card", json!({ "share": "nobody" })).await.is(200);
    dav(&visitor, ("GET", &bruno_at), who, "").await.is(404);
    bruno.put("/api/v1/me/card", json!({ "share": "ties" })).await.is(200);
    dav(&visitor, ("GET", &bruno_at), who, "").await.is(200);
    bruno.put("/api/v1/blocks/ada", Value::Null).await.is(204);
    dav(&visitor, ("GET", &bruno_at), who, "").await.is(404);
    ada.delete("/api/v1/subscriptions/people").await.is(204);
    dav(&visitor, ("PROPFIND", "/dav/"), who, "").await.is(401);
}

#[tokio::test]
async fn an_address_book_that_is_cut_says_so() {
    let town = Town::new().await;
    let [ada, bruno] = town.people(["Ada Rossi", "Bruno Neri"]).await;
    ties(&ada, &bruno).await;
    for name in ["Zeno Esterno", "Ylenia Esterna"] {
        ada.post("/api/v1/contacts", json!({ "name": name })).await.is(201);
    }
    for (most, listed, cut) in [(1, 1, true), (2, 2, true), (3, 3, false), (4, 3, false)] {
        let (app, owner) = (town.app.clone(), ada.id);
        let book = async move |tx: &Tx| super::cards::all(tx, &app, owner, most).await;
        let book = town.app.db.read::<_, Fault, _>(book).await.unwrap();
        assert_eq!((book.cards.len(), book.cut), (listed, cut), "{most}");
    }
}
