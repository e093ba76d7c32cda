//! What waits before others read it, by the judge of the program and by Akismet, with its failures.

use std::sync::{
    Arc,
    atomic::{AtomicBool, Ordering},
};

use serde_json::{Value, json};

use super::{decides, id, newest};
use crate::{
    outside::standin::{Heard, Says, StandIn},
    testkit::{Answer, Person, Town},
};

const SPAM: &str = "Guadagni garantiti 300 euro al giorno lavorando da casa, scrivimi subito su Telegram t.me/oro, \
                    paghi solo il kit iniziale";
const HONEST: &str = "Conosco una tipografia a Casalecchio, ci ho lavorato dieci anni: se vuoi chiedo a Paola";

/// Ada asks everybody; gives where one answers.
async fn ask_of(ada: &Person) -> String {
    let new = json!({ "text": "Una tipografia vicino a Bologna?", "audience": "everybody" });
    format!("/api/v1/asks/{}/replies", id(&ada.post("/api/v1/asks", new).await.is(201).json()))
}

async fn answers(who: &Person, path: &str, text: &str) -> String {
    let answer: Value = who.post(path, json!({ "text": text })).await.is(201).json();
    answer["conversation"].as_str().unwrap().to_owned()
}

/// Ada writes for everybody; gives where one answers below.
async fn post_of(ada: &Person) -> String {
    let new = json!({ "text": "Quattro aule misurate a Bologna", "audience": "everybody" });
    format!("/api/v1/posts/{}/comments", id(&ada.post("/api/v1/posts", new).await.is(201).json()))
}

async fn comments(who: &Person, path: &str, text: &str) {
    assert_eq!(who.post(path, json!({ "text": text })).await.is(201).json()["state"], "held");
}

async fn unread(who: &Person) -> Answer {
    who.get("/inbox").await.is(200)
}

#[tokio::test]
async fn a_first_message_that_looks_like_spam_waits_and_its_author_is_told() {
    let town = Town::new().await;
    let dora = town.joins("Dora Verdi").await;
    let [ada, bruno, carla] = town.people(["Ada Rossi", "Bruno Neri", "Carla Blu"]).await;
    let path = ask_of(&ada).await;
    let honest = answers(&carla, &path, HONEST).await;
    town.settles().await;
    unread(&ada).await.says("Carla Blu");
    ada.get(&format!("/conversations/{honest}")).await.is(200).says("Casalecchio");

    let held = answers(&bruno, &path, SPAM).await;
    town.settles().await;
    unread(&ada).await.says_not("Bruno Neri").says_not("Telegram");
    let thread = format!("/conversations/{held}");
    ada.get(&thread).await.is(200).says_not("Telegram");
    let messages = ada.get(&format!("/api/v1{thread}/messages")).await.is(200).json();
    assert_eq!(messages["items"], json!([]));
    bruno.get(&thread).await.is(200).says("Telegram").says("waiting for a moderator: only you see it");
    bruno.get("/decisions").await.is(200).says("Waiting for a moderator").says("A message");
    bruno.get("/notices").await.is(200).says("waits for a moderator");
    bruno.in_italian().get("/decisions").await.is(200);

    // The moderator sees why it waits and who wrote it, not what it says, and lets it go: then it is there for Ada, as new.
    dora.get("/inbox").await.is(200).says("/moderation");
    let case = newest(&dora).await;
    let page = dora.get(&format!("/moderation/cases/{case}")).await.is(200);
    page.says_not("Telegram").says("too good to be true").says("Bruno Neri");
    decides(&dora, &case, "nothing", None).await;
    town.settles().await;
    unread(&ada).await.says("Bruno Neri");
    ada.get(&thread).await.is(200).says("Telegram");
}

#[tokio::test]
async fn what_moderators_decide_teaches_the_judge_of_this_network() {
    let town = Town::new().await;
    let dora = town.joins("Dora Verdi").await;
    let ada = town.joins("Ada Rossi").await;
    let path = ask_of(&ada).await;
    let below = post_of(&ada).await;
    for number in 0..4 {
        let somebody = town.joins(&format!("Gente{number} Nuova")).await;
        comments(&somebody, &below, SPAM).await;
        decides(&dora, &newest(&dora).await, "hide", None).await;
        // What nobody but its two may read is decided unread, and teaches nothing.
        answers(&somebody, &path, SPAM).await;
        decides(&dora, &newest(&dora).await, "hide", None).await;
    }
    town.settles().await;
    let first = pergola_domain::spam::Learner::first();
    let learner = town.app.db.read(async move |tx| crate::moderation::store::learner::find(tx).await).await.unwrap().0;
    assert_eq!((learner.spam, learner.ham), (first.spam + 4, first.ham));
    unread(&ada).await.says_not("Telegram");
    dora.get("/api/v1/moderation/queue").await.is(200);
}

#[tokio::test]
async fn a_link_to_a_barred_domain_waits_whatever_it_says() {
    let town = Town::new().await;
    let dora = town.joins("Dora Verdi").await;
    let [ada, bruno] = town.people(["Ada Rossi", "Bruno Neri"]).await;
    dora.put("/api/v1/moderation/domains/oro.example", Value::Null).await.is(204);
    let path = ask_of(&ada).await;
    let text = format!("{HONEST}, vedi https://www.oro.example/tipografia");
    let held = answers(&bruno, &path, &text).await;
    ada.get(&format!("/conversations/{held}")).await.is(200).says_not("Casalecchio");
    let case = newest(&dora).await;
    dora.get(&format!("/moderation/cases/{case}")).await.is(200).says("a link to a domain that is not welcome");
}

/// Akismet as it is published, until it is told to be ill.
pub(super) fn akismet(ill: Arc<AtomicBool>) -> StandIn {
    let text = |body: &str| Says::answer(200, &[], body.as_bytes());
    StandIn::saying(move |heard: &Heard| match heard.path.as_str() {
        _ if ill.load(Ordering::SeqCst) => Says::answer(503, &[], b"out of order"),
        "/1.1/verify-key" => text("valid"),
        "/1.1/submit-spam" | "/1.1/submit-ham" => text("Thanks for making the web a better place."),
        _ if heard.field("comment_content").is_some_and(|content| content.contains("later")) => {
            Says::answer(200, &[("X-akismet-recheck-after", "600")], b"false")
        }
        _ if heard.field("comment_content").is_some_and(|content| content.contains("discard")) => {
            Says::answer(200, &[("X-akismet-pro-tip", "discard")], b"true")
        }
        _ => text(if heard.field("comment_author").is_some_and(|name| name.starts_with("Gente")) {
            "true"
        } else {
            "false"
        }),
    })
}

pub(super) async fn town_with(server: &StandIn) -> Town {
    let address = server.url("");
    Town::with(&[("akismet_key", "0123456789ab"), ("akismet_address", &address)]).await
}

fn paths(server: &StandIn) -> Vec<String> {
    server.heard().into_iter().map(|heard| heard.path).collect()
}

#[tokio::test]
async fn akismet_is_asked_where_a_key_is_set_and_hears_what_was_decided() {
    let server = akismet(Arc::default());
    let town = town_with(&server).await;
    let dora = town.joins("Dora Verdi").await;
    let [ada, bruno] = town.people(["Ada Rossi", "Bruno Neri"]).await;
    let path = ask_of(&ada).await;
    // Our own judge would hold it: where a key is set, Akismet's word counts.
    answers(&bruno, &path, SPAM).await;
    town.settles().await;
    unread(&ada).await.says("Bruno Neri");
    let asked = server.heard().into_iter().rfind(|heard| heard.path == "/1.1/comment-check").unwrap();
    assert_eq!(asked.field("comment_type").as_deref(), Some("message"));
    assert_eq!(asked.field("comment_author").as_deref(), Some("Bruno Neri"));
    assert_eq!(asked.field("user_ip").as_deref(), Some("127.0.0.1"));
    assert!(asked.field("comment_content").unwrap().contains("t.me/oro"));

    let below = post_of(&ada).await;
    comments(&bruno, &below, "discard this").await;
    let case = newest(&dora).await;
    dora.get(&format!("/moderation/cases/{case}")).await.is(200).says("Akismet takes it for plain spam");
    decides(&dora, &case, "nothing", None).await;
    town.settles().await;
    assert!(paths(&server).contains(&"/1.1/submit-ham".to_owned()));
    comments(&bruno, &below, "discard that").await;
    decides(&dora, &newest(&dora).await, "hide", None).await;
    town.settles().await;
    assert!(paths(&server).contains(&"/1.1/submit-spam".to_owned()));
    // A message that was decided unread tells Akismet nothing: nobody knows better than Akismet.
    let told = paths(&server).len();
    answers(&bruno, &path, "discard this, too").await;
    assert_eq!(paths(&server).len(), told + 1);
    decides(&dora, &newest(&dora).await, "nothing", None).await;
    town.settles().await;
    assert_eq!(paths(&server).len(), told + 1);
    let left = town.app.db.read(async move |tx| {
        let sql = "SELECT count(*) FROM cases WHERE sent_from <> ''";
        tx.one(sql, &pergola_db::params![], |row| row.get::<i64>(0)).await
    });
    assert_eq!(left.await.unwrap(), Some(0), "addresses are kept until they were told, and no longer");
}

/// Somebody's answer below a post, sent by a browser that says what it is.
async fn answers_from(who: &Person, path: &str, text: &str, agent: &str) {
    let request = who.request(axum::http::Method::POST, path);
    let request = request.header("user-agent", agent).header("content-type", "application/json");
    let body = axum::body::Body::from(json!({ "text": text }).to_string());
    assert_eq!(who.asks(request.body(body).unwrap()).await.is(201).json()["state"], "held");
}

#[tokio::test]
async fn akismet_hears_what_was_decided_with_the_address_and_the_browser_that_it_was_asked_with() {
    let ill = Arc::new(AtomicBool::new(false));
    let server = akismet(Arc::clone(&ill));
    let town = town_with(&server).await;
    let dora = town.joins("Dora Verdi").await;
    let [ada, bruno] = town.people(["Ada Rossi", "Bruno Neri"]).await;
    let below = post_of(&ada).await;
    let kept = async || {
        let read = town.app.db.read(async move |tx| {
            let sql = "SELECT sent_from FROM cases WHERE sent_from <> ''";
            tx.all(sql, &pergola_db::params![], |row| row.get::<String>(0)).await
        });
        read.await.unwrap()
    };
    for (text, measure, call) in
        [("discard this", "nothing", "/1.1/submit-ham"), ("discard that", "hide", "/1.1/submit-spam")]
    {
        answers_from(&bruno, &below, text, "Mozilla/5.0 (Bottega)").await;
        // It waits: so long the address is kept, and as long as Akismet could not be told.
        assert_eq!(kept().await.len(), 1, "{call}");
        ill.store(true, Ordering::SeqCst);
        decides(&dora, &newest(&dora).await, measure, None).await;
        town.settles().await;
        assert_eq!(kept().await.len(), 1, "{call}");
        ill.store(false, Ordering::SeqCst);
        town.settles().await;
        let heard = server.heard();
        let asked = heard.iter().rfind(|heard| heard.path == "/1.1/comment-check").unwrap();
        let told = heard.iter().rfind(|heard| heard.path == call).unwrap();
        assert_eq!(told.field("user_ip").as_deref(), Some("127.0.0.1"), "{call}");
        assert_eq!(told.field("user_agent").as_deref(), Some("Mozilla/5.0 (Bottega)"), "{call}");
        // All of the question, as the protocol wants it.
        let same = |name: &str| assert_eq!(told.field(name), asked.field(name), "{call} {name}");
        for name in ["blog", "user_ip", "user_agent", "referrer", "comment_type", "comment_author"] {
            same(name);
        }
        for name in ["comment_author_email", "comment_content", "comment_date_gmt", "user_role", "is_test"] {
            same(name);
        }
        assert_eq!(kept().await, Vec::<String>::new(), "{call}: it is told, and the address is forgotten");
    }
    // What its author takes back waits no more, and what nobody read is told to nobody: nothing is kept of either.
    answers_from(&bruno, &below, "discard it all", "Mozilla/5.0 (Bottega)").await;
    let listed = bruno.get(&below).await.is(200).json();
    let own = listed["items"].as_array().unwrap().iter().find(|one| one["text"] == "discard it all").unwrap();
    bruno.delete(&format!("/api/v1/comments/{}", id(own))).await.is(204);
    assert_eq!(kept().await, Vec::<String>::new());
}

#[tokio::test]
async fn where_akismet_does_not_answer_things_wait_and_nothing_is_lost() {
    let ill = Arc::new(AtomicBool::new(false));
    let server = akismet(Arc::clone(&ill));
    let town = town_with(&server).await;
    let dora = town.joins("Dora Verdi").await;
    let [ada, bruno] = town.people(["Ada Rossi", "Bruno Neri"]).await;
    let path = ask_of(&ada).await;
    ill.store(true, Ordering::SeqCst);
    let held = answers(&bruno, &path, HONEST).await;
    let thread = format!("/conversations/{held}");
    ada.get(&thread).await.is(200).says_not("Casalecchio");
    let case = newest(&dora).await;
    dora.get(&format!("/moderation/cases/{case}")).await.is(200).says("Akismet could not be asked");
    // Asked again later, it answers: what turns out to be honest goes out by itself.
    ill.store(false, Ordering::SeqCst);
    town.settles().await;
    ada.get(&thread).await.is(200).says_not("Casalecchio");
    town.days_pass(1);
    town.settles().await;
    town.settles().await;
    ada.get(&thread).await.is(200).says("Casalecchio");
    dora.get("/moderation/log").await.is(200).says("Asked again, the check let it through");
    assert_eq!(dora.get("/api/v1/moderation/queue").await.is(200).json()["items"], json!([]));
}

#[tokio::test]
async fn who_joins_and_looks_like_spam_writes_for_nobody_until_a_moderator_has_looked() {
    let server = akismet(Arc::default());
    let town = town_with(&server).await;
    let dora = town.joins("Dora Verdi").await;
    let somebody = town.joins("Gente Nuova").await;
    let new = json!({ "text": "Una tipografia vicino a Bologna?", "audience": "everybody" });
    assert_eq!(somebody.post("/api/v1/asks", new.clone()).await.is(422).code(), "moderation.silenced");
    somebody.get("/today").await.is(200);
    somebody.get("/decisions").await.is(200).says("Waiting for a moderator");
    decides(&dora, &newest(&dora).await, "nothing", None).await;
    somebody.post("/api/v1/asks", new).await.is(201);
}

#[tokio::test]
async fn who_joins_and_is_warned_writes_again() {
    let server = akismet(Arc::default());
    let town = town_with(&server).await;
    let dora = town.joins("Dora Verdi").await;
    let new = json!({ "text": "Una tipografia vicino a Bologna?", "audience": "everybody" });
    for (name, measure, days, status) in [
        ("Gente1 Nuova", "warn", None, 201),
        ("Gente2 Nuova", "silence", Some(3), 422),
        ("Gente3 Nuova", "warn", None, 201),
    ] {
        let somebody = town.joins(name).await;
        decides(&dora, &newest(&dora).await, measure, days).await;
        somebody.post("/api/v1/asks", new.clone()).await.is(status);
        if days.is_some() {
            town.days_pass(4);
            town.signs_in(&somebody.handle).await.post("/api/v1/asks", new.clone()).await.is(201);
        }
    }
}

pub(super) fn checks(server: &StandIn) -> Vec<Heard> {
    server.heard().into_iter().filter(|heard| heard.path == "/1.1/comment-check").collect()
}

#[tokio::test]
async fn akismet_is_asked_once_for_each_writing_and_told_what_it_missed() {
    let server = akismet(Arc::default());
    let town = town_with(&server).await;
    let dora = town.joins("Dora Verdi").await;
    let [ada, bruno] = town.people(["Ada Rossi", "Bruno Neri"]).await;
    let before = checks(&server).len();
    let form = [("text", "Tre aule misurate a Bologna"), ("language", "it"), ("audience", "everybody")];
    let page = bruno.sends("/posts/new", "/posts", &form).await.is(303).location();
    let page = page.split('?').next().unwrap().to_owned();
    assert_eq!(checks(&server).len(), before + 1);
    let form = [("text", "Quattro aule misurate a Bologna"), ("language", "it"), ("audience", "everybody")];
    bruno.sends(&format!("{page}/edit"), &page, &form).await.is(303);
    let asked = checks(&server);
    assert_eq!(asked.len(), before + 2);
    assert_eq!(asked[before].field("recheck_reason"), None);
    assert_eq!(asked[before + 1].field("recheck_reason").as_deref(), Some("edit"));
    // Reported as spam and taken away: Akismet hears it, without an address that nobody kept.
    let report = json!({ "about": { "kind": "post", "id": page.rsplit('/').next().unwrap() }, "why": "spam" });
    ada.post("/api/v1/reports", report).await.is(201);
    decides(&dora, &newest(&dora).await, "hide", None).await;
    town.settles().await;
    let told = server.heard().into_iter().find(|heard| heard.path == "/1.1/submit-spam").unwrap();
    assert!(told.field("comment_content").unwrap().contains("Quattro aule"));
    assert_eq!(told.field("user_ip"), None);
    // What is not for everybody, or was reported for something else, is told to nobody.
    let elena = town.joins("Elena Gialli").await;
    super::know_each_other(&ada, &elena).await;
    for (audience, why) in [("two_steps", "spam"), ("everybody", "hate")] {
        let new = json!({ "text": "Cinque aule misurate", "audience": audience });
        let post = id(&ada.post("/api/v1/posts", new).await.is(201).json());
        let report = json!({ "about": { "kind": "post", "id": post }, "why": why });
        elena.post("/api/v1/reports", report).await.is(201);
        decides(&dora, &newest(&dora).await, "hide", None).await;
        town.settles().await;
    }
    assert_eq!(server.heard().iter().filter(|heard| heard.path == "/1.1/submit-spam").count(), 1);
}

#[tokio::test]
async fn what_akismet_wants_to_see_once_more_waits_that_long_and_goes_out_by_itself() {
    let server = akismet(Arc::default());
    let town = town_with(&server).await;
    let _dora = town.joins("Dora Verdi").await;
    let [ada, bruno] = town.people(["Ada Rossi", "Bruno Neri"]).await;
    let path = ask_of(&ada).await;
    let thread = format!("/conversations/{}", answers(&bruno, &path, "see you later, in Casalecchio").await);
    ada.get(&thread).await.is(200).says_not("Casalecchio");
    bruno.get("/notices").await.is(200).says("waits for a moderator");
    town.minutes_pass(11);
    // Once for time to pass, and once more for what came of it.
    town.settles().await;
    town.settles().await;
    ada.get(&thread).await.is(200).says("Casalecchio");
    bruno.get("/notices").await.is(200).says("What was waiting has been let through");
}
