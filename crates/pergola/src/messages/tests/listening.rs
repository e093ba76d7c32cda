//! Open pages are told what is new: through a server that really listens, on a connection that really stays open.

use std::{net::SocketAddr, time::Duration};

use serde_json::json;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
    sync::watch,
    task::JoinHandle,
    time::timeout,
};

use crate::{
    http::{
        router,
        serve::{Patience, serve},
    },
    testkit::{Person, Town},
};

struct Serving {
    address: SocketAddr,
    stop: watch::Sender<bool>,
    served: JoinHandle<()>,
}

#[expect(clippy::disallowed_methods, reason = "a server beside the test")]
async fn serving(town: &Town) -> Serving {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let (stop, stopped) = watch::channel(false);
    // A pause that a stream outlasts: nothing of an open stream may count as a slow request.
    let short = Duration::from_millis(300);
    let patience = Patience { first_byte: short, head: short, body_piece: short, ..Patience::default() };
    let served = tokio::spawn(serve(listener, router(&town.app), patience, stopped.clone()));
    tokio::spawn(crate::messages::tell_listeners(town.app.clone(), stopped));
    Serving { address, stop, served }
}

/// A connection that listens.
struct Ear {
    stream: TcpStream,
    heard: String,
}

impl Ear {
    async fn of(server: &Serving, path: &str, who: &str) -> Self {
        let mut stream = TcpStream::connect(server.address).await.unwrap();
        let request = format!("GET {path} HTTP/1.1\r\nHost: x\r\nAccept-Encoding: gzip\r\n{who}\r\n\r\n");
        stream.write_all(request.as_bytes()).await.unwrap();
        Self { stream, heard: String::new() }
    }

    async fn page(server: &Serving, person: &Person) -> Self {
        let mut ear = Self::of(server, "/stream", &format!("Cookie: {}", person.cookie)).await;
        ear.hears("event: ready").await;
        ear
    }

    async fn program(server: &Serving, person: &Person) -> Self {
        let mut ear = Self::of(server, "/api/v1/stream", &format!("Authorization: Bearer {}", person.token)).await;
        ear.hears("event: ready").await;
        ear
    }

    /// Waits until this was said.
    async fn hears(&mut self, word: &str) {
        while !self.heard.contains(word) {
            assert!(self.piece().await, "{word:?} was never said: {}", self.heard);
        }
    }

    /// One more piece; false at the end.
    async fn piece(&mut self) -> bool {
        let mut bytes = [0_u8; 4_096];
        let read = timeout(Duration::from_secs(20), self.stream.read(&mut bytes)).await.expect("nothing more was said");
        let read = read.unwrap_or(0);
        self.heard.push_str(&String::from_utf8_lossy(&bytes[..read]));
        read > 0
    }

    /// Waits until the server hangs up, or ends the answer.
    async fn ends(&mut self) {
        while !self.heard.ends_with("0\r\n\r\n") {
            if !self.piece().await {
                return;
            }
        }
    }
}

#[tokio::test]
async fn who_has_a_page_open_is_told_of_a_word_and_of_news() {
    let town = Town::new().await;
    let (ada, bruno, carla) =
        (town.joins("Ada Rossi").await, town.joins("Bruno Neri").await, town.joins("Carla Blu").await);
    town.ties(&ada, &bruno).await;
    let server = serving(&town).await;
    let (mut page, mut program) = (Ear::page(&server, &bruno).await, Ear::program(&server, &bruno).await);
    let mut others = Ear::page(&server, &carla).await;
    assert!(page.heard.contains("content-type: text/event-stream") && page.heard.contains("no-store"));
    assert!(!page.heard.contains("gzip"), "what is packed is not there at once");
    let id = ada.writes_to("bruno", "La chiave è sotto il vaso").await;
    let told = format!("event: message\ndata: {{\"conversation\":\"{id}\",\"message\":\"");
    page.hears(&told).await;
    program.hears(&told).await;
    let asked = json!({ "to": "bruno", "how_met": { "kind": "event" } });
    carla.post("/api/v1/invitations", asked).await.is(201);
    town.settles().await;
    page.hears("event: notice\ndata: {\"notice\":\"").await;
    assert!(!page.heard.contains("chiave") && !page.heard.contains("Ada"), "ids alone: {}", page.heard);
    assert_eq!(page.heard.matches("event: message").count(), 1, "once");
    // Carla is told of what is hers, and had heard nothing of the rest before.
    let asked = json!({ "to": "carla", "how_met": { "kind": "event" } });
    ada.post("/api/v1/invitations", asked).await.is(201);
    town.settles().await;
    others.hears("event: notice").await;
    assert!(!others.heard.contains("event: message"), "{}", others.heard);
}

#[tokio::test]
async fn who_listens_is_told_of_posts_in_his_feed_and_of_answers_where_he_spoke() {
    let town = Town::new().await;
    let _keeper = town.joins("Dora Verdi").await;
    let [ada, bruno, carla, elena] = town.people(["Ada Rossi", "Bruno Neri", "Carla Blu", "Elena Gialli"]).await;
    town.ties(&ada, &bruno).await;
    town.ties(&bruno, &carla).await;
    let server = serving(&town).await;
    let (mut his, mut hers) = (Ear::page(&server, &bruno).await, Ear::program(&server, &carla).await);
    let mut strangers = Ear::page(&server, &elena).await;
    let writes = async |text: &str, audience: &str| {
        let new = json!({ "text": text, "audience": audience });
        ada.post("/api/v1/posts", new).await.is(201).json()["id"].as_str().unwrap().to_owned()
    };
    let close = writes(
        "Abbiamo misurato la luce in tre aule di Bologna: 320 lux al mattino, 180 il pomeriggio. Il foglio di calcolo è a \
         disposizione di chi sta per rifare una scuola.",
        "ties",
    ).await;
    his.hears(&format!("event: post\ndata: {{\"post\":\"{close}\"}}")).await;
    let wide = writes("A Modena invece nessuno ha ancora misurato le palestre: chi comincia?", "two_steps").await;
    his.hears(&format!("{{\"post\":\"{wide}\"}}")).await;
    hers.hears(&format!("{{\"post\":\"{wide}\"}}")).await;
    // What is folded calls nobody.
    let riddle = "Solo i geni ci riescono: 8 + 2 × 5 = ? Scrivi la risposta nei commenti e tagga un amico che sbaglia!";
    let noise = writes(riddle, "ties").await;
    let below = format!("/api/v1/posts/{wide}/comments");
    let first = bruno.post(&below, json!({ "text": "E le scale?" })).await.is(201).json();
    let second = carla.post(&below, json!({ "text": "Le ho misurate io." })).await.is(201).json();
    let said = |comment: &serde_json::Value| {
        let id = comment["id"].as_str().unwrap();
        format!("event: comment\ndata: {{\"below\":{{\"id\":\"{wide}\",\"kind\":\"post\"}},\"comment\":\"{id}\"}}")
    };
    his.hears(&said(&second)).await;
    let mut authors = Ear::page(&server, &ada).await;
    authors.hears(&said(&first)).await;
    authors.hears(&said(&second)).await;
    // Something of Elena's own, so that all before it was told by then.
    let asked = json!({ "to": "elena", "how_met": { "kind": "event" } });
    carla.post("/api/v1/invitations", asked).await.is(201);
    town.settles().await;
    strangers.hears("event: notice").await;
    assert!(!strangers.heard.contains("event: post") && !strangers.heard.contains("event: comment"));
    assert!(!hers.heard.contains(&close), "for ties alone: {}", hers.heard);
    assert!(!his.heard.contains("luce") && !his.heard.contains(&noise), "{}", his.heard);
    assert!(!his.heard.contains(first["id"].as_str().unwrap()), "his own: {}", his.heard);
    assert_eq!(his.heard.matches("event: post").count(), 2, "once each: {}", his.heard);
}

#[tokio::test]
async fn who_listens_is_told_of_what_is_asked_about_what_he_offers_and_of_nothing_that_is_not_for_him() {
    let town = Town::new().await;
    let _keeper = town.joins("Dora Verdi").await;
    let [ada, bruno, carla, elena] = town.people(["Ada Rossi", "Bruno Neri", "Carla Blu", "Elena Gialli"]).await;
    let said =
        |text: &str, topics: &[&str], audience: &str| json!({ "text": text, "topics": topics, "audience": audience });
    for person in [&ada, &elena] {
        person.post("/api/v1/offers", said("Misuro la luce", &["Luce"], "everybody")).await.is(201);
    }
    ada.put("/api/v1/topics/scommesse/muting", json!(null)).await.is(204);
    // Between Carla, who asks, and Elena there is a block.
    carla.put("/api/v1/blocks/elena", json!(null)).await.is(204);
    town.settles().await;
    let server = serving(&town).await;
    let mut hers = Ear::page(&server, &ada).await;
    let (mut apart, mut others) = (Ear::program(&server, &elena).await, Ear::page(&server, &bruno).await);
    let mut own = Ear::page(&server, &carla).await;
    let asks = async |text: &str, topics: &[&str], audience: &str| {
        let new = carla.post("/api/v1/asks", said(text, topics, audience)).await.is(201).json();
        new["id"].as_str().unwrap().to_owned()
    };
    let close = asks("Solo per i miei?", &["Luce"], "ties").await;
    let muted = asks("Chi gioca?", &["Luce", "Scommesse"], "everybody").await;
    let far = asks("Un avvocato?", &["Diritto"], "everybody").await;
    let open = asks("Chi misura la luce?", &["luce"], "everybody").await;
    hers.hears(&format!("event: ask\ndata: {{\"ask\":\"{open}\"}}")).await;
    // Something of their own, so that all before it was told by then.
    let how_met = json!({ "kind": "event" });
    for person in [&elena, &bruno, &carla] {
        ada.post("/api/v1/invitations", json!({ "to": person.handle, "how_met": how_met })).await.is(201);
    }
    town.settles().await;
    for ear in [&mut apart, &mut others, &mut own] {
        ear.hears("event: notice").await;
        assert!(!ear.heard.contains("event: ask"), "{}", ear.heard);
    }
    assert_eq!(hers.heard.matches("event: ask").count(), 1, "once: {}", hers.heard);
    for not_hers in [close, muted, far] {
        assert!(!hers.heard.contains(&not_hers), "{}", hers.heard);
    }
    assert!(!hers.heard.contains("luce"), "ids alone: {}", hers.heard);
}

#[tokio::test]
async fn who_judges_is_told_of_a_matter_and_what_is_let_go_is_new_to_its_readers() {
    let town = Town::new().await;
    let [dora, ada, bruno] = town.people(["Dora Verdi", "Ada Rossi", "Bruno Neri"]).await;
    town.ties(&ada, &bruno).await;
    let server = serving(&town).await;
    let (mut keeper, mut reported) = (Ear::page(&server, &dora).await, Ear::page(&server, &bruno).await);
    dora.put("/api/v1/moderation/domains/oro.example", serde_json::Value::Null).await.is(204);
    let text = "A Modena nessuno ha ancora misurato le palestre: chi comincia? https://www.oro.example/palestre";
    let post = ada.post("/api/v1/posts", json!({ "text": text, "audience": "ties" })).await.is(201).json();
    assert_eq!(post["state"], "held");
    let case = dora.get("/api/v1/moderation/queue").await.is(200).json()["items"][0]["id"].clone();
    keeper.hears(&format!("event: case\ndata: {{\"case\":{case}}}")).await;
    town.minutes_pass(10);
    dora.post("/api/v1/moderation/decisions", json!({ "case": case, "measure": "nothing" })).await.is(201);
    town.settles().await;
    reported.hears(&format!("event: post\ndata: {{\"post\":{}}}", post["id"])).await;
    assert!(!reported.heard.contains("event: case"), "{}", reported.heard);
    assert_eq!(reported.heard.matches("event: post").count(), 1, "{}", reported.heard);
}

#[tokio::test]
async fn an_appeal_is_told_as_a_matter_is_and_only_to_who_may_hear_it() {
    let town = Town::new().await;
    let [dora, ada, bruno, carla] = town.people(["Dora Verdi", "Ada Rossi", "Bruno Neri", "Carla Blu"]).await;
    for moderator in ["ada", "carla"] {
        dora.put(&format!("/api/v1/moderation/moderators/{moderator}"), serde_json::Value::Null).await.is(204);
    }
    let new = json!({ "about": { "kind": "member", "id": "bruno" }, "why": "harassment", "words": "Mi scrive." });
    ada.post("/api/v1/reports", new).await.is(201);
    let case = dora.get("/api/v1/moderation/queue").await.is(200).json()["items"][0]["id"].clone();
    let ruling = json!({ "case": case, "measure": "warn", "reason": "Regola 2." });
    let decision = dora.post("/api/v1/moderation/decisions", ruling).await.is(201).json()["id"].clone();
    // The matter itself is old by now.
    town.minutes_pass(10);
    let server = serving(&town).await;
    let mut hears = Ear::page(&server, &carla).await;
    let (mut decided, mut reported) = (Ear::page(&server, &dora).await, Ear::page(&server, &ada).await);
    let path = format!("/api/v1/decisions/{}/appeal", decision.as_str().unwrap());
    bruno.put(&path, json!({ "words": "Era uno scherzo" })).await.is(204);
    hears.hears(&format!("event: case\ndata: {{\"case\":{case}}}")).await;
    // Something of their own, so that all before it was told by then.
    for (who, ear) in [("dora", &mut decided), ("ada", &mut reported), ("carla", &mut hears)] {
        let asked = json!({ "to": who, "how_met": { "kind": "event" } });
        bruno.post("/api/v1/invitations", asked).await.is(201);
        town.settles().await;
        ear.hears("event: notice").await;
    }
    assert!(!decided.heard.contains("event: case"), "who decided: {}", decided.heard);
    assert!(!reported.heard.contains("event: case"), "who reported: {}", reported.heard);
    assert_eq!(hears.heard.matches("event: case").count(), 1, "once: {}", hears.heard);
    // The page that is open asks for itself again.
    carla.get("/moderation").await.is(200).says("/assets/fresh.js").says("data-fresh=\"news\"");
}

#[tokio::test]
async fn a_block_closes_the_ear_too() {
    let town = Town::new().await;
    let (ada, bruno, carla) =
        (town.joins("Ada Rossi").await, town.joins("Bruno Neri").await, town.joins("Carla Blu").await);
    town.ties(&carla, &bruno).await;
    let id = town.opens(&carla, &[ada.id, bruno.id, carla.id], super::introduction(7)).await;
    town.says(&carla, id, "Eccovi").await.unwrap();
    ada.put("/api/v1/blocks/bruno", json!({})).await.is(204);
    let server = serving(&town).await;
    let mut page = Ear::page(&server, &bruno).await;
    page.hears("event: message").await;
    town.says(&ada, id, "Bruno non mi sente").await.unwrap();
    let direct = carla.writes_to("bruno", "Ciao").await;
    page.hears(&format!("\"conversation\":\"{direct}\"")).await;
    assert_eq!(page.heard.matches(&format!("\"conversation\":\"{id}\"")).count(), 1, "{}", page.heard);
}

#[tokio::test]
async fn who_signs_out_hears_no_more() {
    let town = Town::new().await;
    let ada = town.joins("Ada Rossi").await;
    let server = serving(&town).await;
    let (mut page, mut program) = (Ear::page(&server, &ada).await, Ear::program(&server, &ada).await);
    ada.sends("/settings", "/sign-out", &[]).await.is(303);
    page.ends().await;
    let tokens = ada.get("/api/v1/tokens").await.is(200).json();
    let id = tokens["items"][0]["id"].as_str().unwrap();
    ada.delete(&format!("/api/v1/tokens/{id}")).await.is(204);
    program.ends().await;
    assert_eq!(town.app.live.count(), 0, "their places are given back");
}

#[tokio::test]
async fn a_new_password_and_a_new_address_end_what_others_hear() {
    let town = Town::new().await;
    let ada = town.joins("Ada Rossi").await;
    let confirms = async |address: &str| {
        town.settles().await;
        let letter = town.letters_to(address).pop().unwrap();
        let key = letter.split("/letters/").nth(1).unwrap().split_whitespace().next().unwrap();
        let path = format!("/letters/{key}");
        town.visitor().sends(&path, &path, &[]).await.is(303);
    };
    confirms("ada@example.org").await;
    let other = town.signs_in("ada").await;
    let server = serving(&town).await;
    let (mut page, mut program) = (Ear::page(&server, &other).await, Ear::program(&server, &other).await);
    let mut own = Ear::page(&server, &ada).await;
    let form = [("old", crate::testkit::PASSWORD), ("new", "glicini viola")];
    ada.sends("/settings", "/settings/password", &form).await.is(303);
    page.ends().await;
    program.ends().await;
    assert_eq!(town.app.live.count(), 1, "where the password was changed the page stays open");
    let form = [("email", "ada@altrove.example"), ("password", "glicini viola")];
    ada.sends("/settings", "/settings/email", &form).await.is(303);
    confirms("ada@altrove.example").await;
    own.ends().await;
    assert_eq!(town.app.live.count(), 0, "whoever opened the letter signs in anew everywhere");
}

#[tokio::test]
async fn a_member_has_so_many_ears_and_a_visitor_none() {
    let town = Town::new().await;
    let ada = town.joins("Ada Rossi").await;
    let server = serving(&town).await;
    let mut ears = Vec::new();
    for _ in 0..8 {
        ears.push(Ear::page(&server, &ada).await);
    }
    let refused = ada.get("/api/v1/stream").await.is(429);
    assert_eq!(refused.headers["retry-after"], "60");
    assert_eq!(refused.code(), "messages.too_many_listening");
    ada.get("/stream").await.is(429).says("pages open that keep themselves fresh");
    let visitor = town.visitor();
    assert_eq!(visitor.get("/api/v1/stream").await.is(401).code(), "http.sign_in_first");
    visitor.get("/stream").await.is(303);
    town.joins("Bruno Neri").await.get("/stream").await.is(200).says("event: ready");
}

#[tokio::test]
async fn open_streams_do_not_hold_a_server_that_stops() {
    let town = Town::new().await;
    let ada = town.joins("Ada Rossi").await;
    let server = serving(&town).await;
    let mut page = Ear::page(&server, &ada).await;
    server.stop.send(true).unwrap();
    page.ends().await;
    timeout(Duration::from_secs(5), server.served)
        .await
        .expect("it stops at once, without using up its grace")
        .unwrap();
    assert_eq!(ada.get("/api/v1/stream").await.is(429).code(), "messages.too_many_listening");
}

#[tokio::test]
async fn of_what_was_taken_out_of_a_group_nobody_is_told() {
    let town = Town::new().await;
    let _keeper = town.joins("Dora Verdi").await;
    let [ada, bruno, carla] = town.people(["Ada Rossi", "Bruno Neri", "Carla Blu"]).await;
    let new = json!({ "name": "Legno", "purpose": "Chi lo lavora", "entry": "open" });
    let group = ada.post("/api/v1/groups", new).await.is(201).json()["id"].as_str().unwrap().to_owned();
    for person in [&bruno, &carla] {
        person.put(&format!("/api/v1/groups/{group}/membership"), json!({})).await.is(200);
    }
    let writes = async |person: &Person, text: &str| {
        let new = json!({ "text": text, "group": group });
        person.post("/api/v1/posts", new).await.is(201).json()["id"].as_str().unwrap().to_owned()
    };
    let takes_out = async |path: String| {
        let reason = json!({ "reason": "Qui si parla di legno." });
        ada.put(&format!("/api/v1/{path}/exclusion"), reason).await.is(204);
    };
    let hers = writes(&carla, "Che legno per un tavolo?").await;
    // Written and taken out before the ears look: in one breath.
    let out = writes(&bruno, "Vendo divani usati").await;
    takes_out(format!("posts/{out}")).await;
    let below = format!("/api/v1/posts/{hers}/comments");
    let answer = bruno.post(&below, json!({ "text": "Vendo divani usati" })).await.is(201).json();
    let answer = answer["id"].as_str().unwrap().to_owned();
    takes_out(format!("comments/{answer}")).await;
    let server = serving(&town).await;
    let mut ear = Ear::page(&server, &carla).await;
    let stays = writes(&bruno, "Rovere, di sicuro").await;
    ear.hears(&format!("event: post\ndata: {{\"post\":\"{stays}\"}}")).await;
    let said = bruno.post(&below, json!({ "text": "Rovere" })).await.is(201).json();
    ear.hears(&format!("\"comment\":{}", said["id"])).await;
    assert!(!ear.heard.contains(&out) && !ear.heard.contains(&answer), "{}", ear.heard);
}
