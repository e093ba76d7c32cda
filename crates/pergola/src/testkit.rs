//! A server in a box, and people with names.
//!
//! Everything goes through the doors: the same router that serves, on a real database in a temporary folder, or in a
//! PostgreSQL database of its own where `PERGOLA_TEST_DATABASE` names a server. Time stands still until a test moves it.

mod codes;
mod letters;
mod lines;
mod pictures;
mod prepared;

use std::sync::Arc;

use axum::{
    Router,
    body::Body,
    http::{HeaderMap, Method, Request, StatusCode, header},
};
use http_body_util::BodyExt;
use pergola_db::{Engine, Fault, Tx};
use pergola_domain::{ids::MemberId, time::Timestamp};
use serde_json::{Value, json};
use tower::ServiceExt;

pub(crate) use letters::unfolded;
pub(crate) use lines::logged;
pub(crate) use pictures::{claims, png_chunk};

use crate::{
    app::{App, Clock, Most},
    commands::{Manner, open},
    config::{Config, Sources},
    followers, http,
};

/// Tuesday 10 March 2026, nine in the morning UTC: when every story begins.
pub(crate) const TUESDAY: Timestamp = Timestamp::from_seconds(1_773_133_200);
/// The password of everybody in town.
pub(crate) const PASSWORD: &str = "glicine in fiore";

/// A network of its own.
pub(crate) struct Town {
    pub(crate) app: App,
    router: Router,
    folder: Arc<tempfile::TempDir>,
    database: Arc<Option<prepared::Database>>,
}

/// What came back.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) bytes: Vec<u8>,
}

impl Answer {
    pub(crate) fn text(&self) -> String {
        String::from_utf8_lossy(&self.bytes).into_owned()
    }

    pub(crate) fn json(&self) -> Value {
        serde_json::from_slice(&self.bytes).unwrap_or_else(|_| panic!("no JSON, {}: {}", self.status, self.text()))
    }

    /// Where the browser is sent.
    pub(crate) fn location(&self) -> String {
        self.headers.get(header::LOCATION).and_then(|value| value.to_str().ok()).unwrap_or_default().to_owned()
    }

    /// Fails the test with the answer where it is not of this status.
    #[track_caller]
    pub(crate) fn is(self, status: u16) -> Self {
        let text = self.text();
        let shown: String = text.chars().take(1_500).collect();
        assert_eq!(self.status.as_u16(), status, "{} {shown}", self.location());
        self
    }

    /// Fails the test where the page does not say this.
    #[track_caller]
    pub(crate) fn says(self, sentence: &str) -> Self {
        assert!(self.text().contains(sentence), "does not say {sentence:?}: {}", self.text());
        self
    }

    /// Fails the test where the page says this.
    #[track_caller]
    pub(crate) fn says_not(self, sentence: &str) -> Self {
        assert!(!self.text().contains(sentence), "says {sentence:?}");
        self
    }
}

impl Town {
    /// An empty network.
    pub(crate) async fn new() -> Self {
        Self::with(&[]).await
    }

    /// An empty network with these settings.
    pub(crate) async fn with(settings: &[(&str, &str)]) -> Self {
        Self::opened(settings, None, Most::default()).await
    }

    /// One of several that are to be compared: all of them sign with the same key.
    pub(crate) async fn alike() -> Self {
        Self::opened(&[], Some([11; 32]), Most::default()).await
    }

    /// An empty network where the end of something is near.
    pub(crate) async fn small(most: Most) -> Self {
        Self::opened(&[], None, most).await
    }

    async fn opened(settings: &[(&str, &str)], key: Option<[u8; 32]>, most: Most) -> Self {
        let folder = Arc::new(tempfile::tempdir().unwrap());
        let config = config(&folder, settings);
        let database = Arc::new(prepared::lay(&config).await);
        Self::started(folder, database, (config, Manner { clock: Clock::fixed(TUESDAY), for_tests: true, key, most }))
            .await
    }

    async fn started(
        folder: Arc<tempfile::TempDir>,
        database: Arc<Option<prepared::Database>>,
        (config, manner): (Config, Manner),
    ) -> Self {
        let app = open(config, manner).await.unwrap();
        Self { router: http::router(&app), app, folder, database }
    }

    /// The network of a data folder, on SQLite, as a restart would find it.
    pub(crate) async fn at(data: &std::path::Path) -> Self {
        let data = data.display().to_string();
        Self::with(&[("data", &data), ("database", "")]).await
    }

    /// A network that earlier releases began, each up to the migration of this number and with these rows put in, as this
    /// program finds it.
    pub(crate) async fn before(releases: Vec<(u32, Vec<String>)>) -> Self {
        let folder = Arc::new(tempfile::tempdir().unwrap());
        let config = config(&folder, &[]);
        let database = Arc::new(prepared::lay_before(&config, releases).await);
        let manner = Manner { clock: Clock::fixed(TUESDAY), for_tests: true, ..Manner::default() };
        Self::started(folder, database, (config, manner)).await
    }

    /// Where this network's files are.
    pub(crate) fn folder(&self) -> &std::path::Path {
        self.folder.path()
    }

    /// Somebody joins. The name in lower case, its first word, is the handle.
    pub(crate) async fn joins(&self, name: &str) -> Person {
        let handle = name.split_whitespace().next().unwrap().to_lowercase();
        let new = json!({ "handle": handle, "name": name, "email": format!("{handle}@example.org"),
                          "password": PASSWORD, "language": "en" });
        self.visitor().post("/api/v1/members", new).await.is(201);
        self.signs_in(&handle).await
    }

    /// Several people join.
    pub(crate) async fn people<const COUNT: usize>(&self, names: [&str; COUNT]) -> [Person; COUNT] {
        let mut people = Vec::with_capacity(COUNT);
        for name in names {
            people.push(self.joins(name).await);
        }
        people.try_into().ok().unwrap()
    }

    /// Somebody who joined before signs in, in a browser and in a program.
    pub(crate) async fn signs_in(&self, handle: &str) -> Person {
        let visitor = self.visitor();
        let new = json!({ "login": handle, "password": PASSWORD, "name": "test" });
        let token = visitor.post("/api/v1/tokens", new).await.is(201).json()["token"].as_str().unwrap().to_owned();
        let form = [("login", handle), ("password", PASSWORD)];
        let answer = visitor.sends("/sign-in", "/sign-in", &form).await.is(303);
        let cookie = cookies(&answer.headers);
        let of = handle.to_owned();
        let found = self.app.db.read(async move |tx| crate::members::find_by_handle(tx, &of).await).await.unwrap();
        Person { town: self.handle(), handle: handle.to_owned(), id: found.unwrap().id, token, cookie, language: "en" }
    }

    fn handle(&self) -> Handle {
        let (_folder, _database) = (Arc::clone(&self.folder), Arc::clone(&self.database));
        Handle { router: self.router.clone(), _folder, _database }
    }

    /// Somebody who is not signed in.
    pub(crate) fn visitor(&self) -> Person {
        Person {
            town: self.handle(),
            handle: String::new(),
            id: MemberId(0),
            token: String::new(),
            cookie: String::new(),
            language: "en",
        }
    }

    /// Moderators close somebody's account, or open it again.
    pub(crate) async fn closes(&self, person: &Person, closed: bool) {
        let id = person.id;
        let act = async move |tx: &pergola_db::Tx| {
            if closed { crate::members::suspend(tx, id, None).await } else { crate::members::restore(tx, id).await }
        };
        self.app.db.write::<(), pergola_db::Fault, _>(act).await.unwrap();
    }

    /// Days go by.
    pub(crate) fn days_pass(&self, days: i64) {
        self.app.clock.move_on(days * pergola_domain::time::DAY_US);
    }

    /// Minutes go by.
    pub(crate) fn minutes_pass(&self, minutes: i64) {
        self.app.clock.move_on(minutes * 60_000_000);
    }

    /// Waits until the log shows all that was committed here. On PostgreSQL another transaction of the town can hold it back
    /// for a moment; a follower would wait for its next look.
    pub(crate) async fn log_settles(&self) {
        let committed = *self.app.db.committed().borrow();
        for _ in 0..2_000 {
            if self.app.db.settled().await.unwrap() >= committed {
                return;
            }
            tokio::time::sleep(std::time::Duration::from_millis(2)).await;
        }
        panic!("the log never settled");
    }

    /// Tells a story while somebody else's transaction, begun before it, stays open: on PostgreSQL nothing settles meanwhile.
    /// SQLite has one writer, and nothing is committed and unsettled there: the story is told with nothing beside it.
    pub(crate) async fn beside_a_long_transaction(&self, story: impl Future<Output = ()>) {
        if self.app.db.engine() == Engine::Sqlite {
            return story.await;
        }
        let (let_go, held) = tokio::sync::watch::channel(false);
        let (begun, wait) = tokio::sync::oneshot::channel();
        let begun = std::sync::Mutex::new(Some(begun));
        let long = self.app.db.write::<(), Fault, _>(async move |tx| {
            tx.record(1, "profile_changed", "{}").await?;
            if let Some(begun) = begun.lock().unwrap().take() {
                begun.send(()).unwrap();
            }
            let mut held = held.clone();
            held.wait_for(|free| *free).await.unwrap();
            Ok(())
        });
        let story = async {
            wait.await.unwrap();
            story.await;
            let sql = "SELECT max(seq) FROM log";
            let last = async move |tx: &Tx| tx.one(sql, &[], |row| row.get::<i64>(0)).await;
            let last = self.app.db.read::<_, Fault, _>(last).await.unwrap().unwrap();
            assert!(self.app.db.settled().await.unwrap() < last, "the long one is still open");
            let_go.send(true).unwrap();
        };
        let (done, ()) = tokio::join!(long, story);
        done.unwrap();
    }

    /// Followers read what happened.
    pub(crate) async fn settles(&self) {
        self.log_settles().await;
        followers::catch_up(&self.app).await;
    }
}

fn config(folder: &tempfile::TempDir, settings: &[(&str, &str)]) -> Config {
    let mut sources = Sources::default();
    let mut set = |key: &str, word: String| sources.flag(key, Some(word)).unwrap();
    set("data", folder.path().display().to_string());
    set("mail_folder", folder.path().join("letters").display().to_string());
    set("limits", "relaxed".to_owned());
    set("database_threads", "2".to_owned());
    #[expect(clippy::disallowed_methods, reason = "the test suite runs on either engine by this variable")]
    if let Ok(url) = std::env::var("PERGOLA_TEST_DATABASE") {
        set("database", prepared::address(&url, folder.path()));
    }
    for (key, word) in settings {
        set(key, (*word).to_owned());
    }
    sources.config().unwrap()
}

#[derive(Clone)]
struct Handle {
    router: Router,
    _folder: Arc<tempfile::TempDir>,
    _database: Arc<Option<prepared::Database>>,
}

/// Somebody in town, with a browser and a program.
#[derive(Clone)]
pub(crate) struct Person {
    town: Handle,
    pub(crate) handle: String,
    pub(crate) id: MemberId,
    pub(crate) token: String,
    pub(crate) cookie: String,
    pub(crate) language: &'static str,
}

impl Person {
    /// The same person reading Italian.
    pub(crate) fn in_italian(mut self) -> Self {
        self.language = "it";
        self
    }

    /// The same person, with the same browser and the same program, at another server that has the same tables.
    pub(crate) fn at(&self, town: &Town) -> Self {
        Self { town: town.handle(), ..self.clone() }
    }

    /// Any request at all.
    pub(crate) async fn asks(&self, request: Request<Body>) -> Answer {
        let response = self.town.router.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        // A stream of events has no end: its first word is enough here.
        let streams = parts.headers.get(header::CONTENT_TYPE).is_some_and(|kind| kind == "text/event-stream");
        let mut body = body;
        let bytes = if streams {
            body.frame().await.unwrap().unwrap().into_data().unwrap().to_vec()
        } else {
            body.collect().await.unwrap().to_bytes().to_vec()
        };
        Answer { status: parts.status, headers: parts.headers, bytes }
    }

    /// Opens something large, to be read piece by piece.
    pub(crate) async fn opens(&self, path: &str) -> (StatusCode, Body) {
        let request = self.request(Method::GET, path).body(Body::empty()).unwrap();
        let (parts, body) = self.town.router.clone().oneshot(request).await.unwrap().into_parts();
        (parts.status, body)
    }

    /// A request with this person's token (below `/api/`) or cookie.
    pub(crate) fn request(&self, method: Method, path: &str) -> axum::http::request::Builder {
        let mut request = Request::builder().method(method).uri(path).header(header::ACCEPT_LANGUAGE, self.language);
        if path.starts_with("/api/") && !self.token.is_empty() {
            request = request.header(header::AUTHORIZATION, format!("Bearer {}", self.token));
        } else if !path.starts_with("/api/") && !self.cookie.is_empty() {
            request = request.header(header::COOKIE, &self.cookie);
        }
        request
    }

    async fn json(&self, method: Method, path: &str, body: Option<Value>) -> Answer {
        let request = self.request(method, path);
        let request = match body {
            Some(body) => request.header(header::CONTENT_TYPE, "application/json").body(Body::from(body.to_string())),
            None => request.body(Body::empty()),
        };
        self.asks(request.unwrap()).await
    }

    /// A page, or JSON.
    pub(crate) async fn get(&self, path: &str) -> Answer {
        self.json(Method::GET, path, None).await
    }

    pub(crate) async fn post(&self, path: &str, body: Value) -> Answer {
        self.json(Method::POST, path, Some(body)).await
    }

    pub(crate) async fn put(&self, path: &str, body: Value) -> Answer {
        self.json(Method::PUT, path, Some(body)).await
    }

    pub(crate) async fn patch(&self, path: &str, body: Value) -> Answer {
        self.json(Method::PATCH, path, Some(body)).await
    }

    pub(crate) async fn delete(&self, path: &str) -> Answer {
        self.json(Method::DELETE, path, None).await
    }

    /// Says that this one leaves; the days of grace begin.
    pub(crate) async fn asks_to_leave(&self) {
        self.json(Method::DELETE, "/api/v1/me", Some(json!({ "password": PASSWORD }))).await.is(200);
    }

    /// Opens the page `at` and sends one of its forms to `to`, with the page's token, as a browser does.
    pub(crate) async fn sends(&self, at: &str, to: &str, form: &[(&str, &str)]) -> Answer {
        let page = self.get(at).await;
        let text = page.text();
        let token =
            text.split("name=\"csrf\" value=\"").nth(1).and_then(|rest| rest.split('"').next()).unwrap_or_default();
        let cookie =
            [self.cookie.clone(), cookies(&page.headers)].into_iter().filter(|c| !c.is_empty()).collect::<Vec<_>>();
        let mut fields = vec![("csrf", token)];
        fields.extend_from_slice(form);
        let body =
            fields.iter().map(|(name, value)| format!("{name}={}", encoded(value))).collect::<Vec<_>>().join("&");
        let request = Request::builder()
            .method(Method::POST)
            .uri(to)
            .header(header::ACCEPT_LANGUAGE, self.language)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .header("sec-fetch-site", "same-origin")
            .header(header::COOKIE, cookie.join("; "))
            .body(Body::from(body));
        self.asks(request.unwrap()).await
    }

    /// Sends a file as a browser's form does: `fields`, then the file in the field `file`.
    pub(crate) async fn uploads(
        &self,
        at: &str,
        to: &str,
        fields: &[(&str, &str)],
        name: &str,
        bytes: &[u8],
    ) -> Answer {
        let token = self.token_of(at).await;
        let fields = [&[("csrf", token.as_str())], fields].concat();
        self.asks(self.multipart(Method::POST, to, &fields, ("file", name), bytes)).await
    }

    /// Opens the page `at` and sends a file in the field `field` of its form.
    pub(crate) async fn uploads_as(&self, field: &str, at: &str, to: &str, bytes: &[u8]) -> Answer {
        let token = self.token_of(at).await;
        self.asks(self.multipart(Method::POST, to, &[("csrf", &token)], (field, "a.bin"), bytes)).await
    }

    /// The token of a page's forms.
    async fn token_of(&self, page: &str) -> String {
        let text = self.get(page).await.text();
        let token = text.split("name=\"csrf\" value=\"").nth(1).and_then(|rest| rest.split('"').next());
        token.unwrap_or_default().to_owned()
    }

    /// A form with a file in it.
    pub(crate) fn multipart(
        &self,
        method: Method,
        to: &str,
        fields: &[(&str, &str)],
        (field, name): (&str, &str),
        bytes: &[u8],
    ) -> Request<Body> {
        let mut body = Vec::new();
        for (field, value) in fields {
            let part = format!("--edge\r\nContent-Disposition: form-data; name=\"{field}\"\r\n\r\n{value}\r\n");
            body.extend_from_slice(part.as_bytes());
        }
        let head = format!(
            "--edge\r\nContent-Disposition: form-data; name=\"{field}\"; filename=\"{name}\"\r\nContent-Type: application/octet-stream\r\n\r\n"
        );
        body.extend_from_slice(head.as_bytes());
        body.extend_from_slice(bytes);
        body.extend_from_slice(b"\r\n--edge--\r\n");
        let request = self.request(method, to).header(header::CONTENT_TYPE, "multipart/form-data; boundary=edge");
        request.body(Body::from(body)).unwrap()
    }
}

/// Numbers from a seed: the same story each time.
pub(crate) struct Seed(u64);

impl Seed {
    pub(crate) const fn new(number: u64) -> Self {
        Self(0x9E37_79B9_7F4A_7C15 ^ number)
    }

    pub(crate) fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % u64::try_from(bound).unwrap()).unwrap()
    }

    /// One of several.
    pub(crate) fn of<T: Copy>(&mut self, all: &[T]) -> T {
        all[self.below(all.len())]
    }
}

/// The cookies that an answer sets, as the next request sends them.
pub(crate) fn cookies(headers: &HeaderMap) -> String {
    let set = headers.get_all(header::SET_COOKIE).iter().filter_map(|value| value.to_str().ok()?.split(';').next());
    set.collect::<Vec<_>>().join("; ")
}

/// Percent-encoding for a form.
pub(crate) fn encoded(text: &str) -> String {
    text.bytes()
        .map(|byte| match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' => char::from(byte).to_string(),
            byte => format!("%{byte:02X}"),
        })
        .collect()
}
