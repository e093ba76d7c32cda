//! Letters of notices and messages, handed to a mail server by SMTP: which, when, what is in them, and how they end.

use axum::{
    body::Body,
    http::{Method, header},
};
use serde_json::json;

use crate::{
    outside::postbox::{PostBox, Taken},
    testkit::{Person, Town, unfolded},
};

/// What Maria writes in her introduction: it stands in no letter.
const WHY: &str = "Tutte e due amano il castagno.";

struct Post {
    town: Town,
    box_: PostBox,
}

impl Post {
    /// A town whose letters go out by SMTP.
    async fn new() -> Self {
        let box_ = PostBox::open();
        let url = box_.url();
        let settings = [("mail_folder", ""), ("mail", url.as_str()), ("mail_from", "Pergola <post@pergola.example>")];
        Self { town: Town::with(&settings).await, box_ }
    }

    /// Somebody joins and confirms the address.
    async fn joins(&self, name: &str) -> Person {
        let person = self.town.joins(name).await;
        self.town.settles().await;
        let letter = self.letters_to(&person).pop().unwrap();
        let key = letter.split("/letters/").nth(1).unwrap().split_whitespace().next().unwrap();
        let path = format!("/letters/{key}");
        self.town.visitor().sends(&path, &path, &[]).await.is(303);
        person
    }

    fn taken(&self, person: &Person) -> Vec<Taken> {
        self.box_.taken_for(&format!("{}@example.org", person.handle))
    }

    /// The letters to somebody so far, as he reads them.
    fn letters_to(&self, person: &Person) -> Vec<String> {
        self.taken(person).iter().map(|letter| unfolded(&letter.data)).collect()
    }

    /// Those that came since they were counted last; the first is the one that asks to confirm the address.
    async fn after_minutes(&self, minutes: i64, person: &Person) -> Vec<String> {
        self.town.minutes_pass(minutes);
        self.town.settles().await;
        self.letters_to(person).split_off(1)
    }
}

impl Person {
    async fn is_tied_to(&self, other: &Self) {
        let wish = json!({ "to": other.handle, "how_met": { "kind": "worked" } });
        let asked = self.post("/api/v1/invitations", wish).await.is(201).json();
        let path = format!("/api/v1/invitations/{}/acceptance", asked["id"].as_str().unwrap());
        other.put(&path, json!({})).await.is(200);
    }

    async fn chooses(&self, messages: &str, questions: &str, news: &str) {
        let choices = json!({ "messages": messages, "questions": questions, "news": news });
        self.put("/api/v1/notices/mail", choices.clone()).await.is(204);
        assert_eq!(self.get("/api/v1/notices/mail").await.is(200).json(), choices);
    }

    async fn writes(&self, other: &Self, text: &str) {
        let begun = json!({ "to": other.handle, "text": text });
        self.post("/api/v1/conversations", begun).await;
    }
}

/// The path of the link that ends letters, from the header.
fn ending(letter: &Taken) -> String {
    let address = letter.header("List-Unsubscribe").unwrap();
    let path = address.strip_prefix('<').and_then(|rest| rest.strip_suffix('>')).unwrap();
    format!("/mail/{}", path.split("/mail/").nth(1).unwrap())
}

#[tokio::test]
async fn a_question_is_mailed_once_in_the_readers_language_and_says_no_more_than_who_asks() {
    let post = Post::new().await;
    let (maria, ada, bruno) =
        (post.joins("Maria Verdi").await, post.joins("Ada Rossi").await, post.joins("Bruno Neri").await);
    ada.patch("/api/v1/me", json!({ "language": "it" })).await.is(200);
    for person in [&ada, &bruno] {
        maria.is_tied_to(person).await;
        person.chooses("now", "now", "never").await;
    }
    post.town.minutes_pass(5);
    post.town.settles().await;
    let body = json!({ "people": ["ada", "bruno"], "whys": { "ada": WHY, "bruno": WHY } });
    let id = maria.post("/api/v1/introductions", body).await.is(201).json()["id"].as_str().unwrap().to_owned();
    post.town.settles().await;
    assert!(post.letters_to(&ada).split_off(1).is_empty(), "who has the page open reads it first");
    let italian = post.after_minutes(3, &ada).await;
    let english = post.after_minutes(0, &bruno).await;
    assert_eq!((italian.len(), english.len()), (1, 1));

    for (letter, words) in [
        (&italian[0], ["Ciao Ada,", "Maria Verdi vorrebbe presentarti qualcuno", "Basta lettere di questo tipo"]),
        (&english[0], ["Hello Bruno,", "Maria Verdi would like to introduce", "No more letters of this kind"]),
    ] {
        for words in words {
            assert!(letter.contains(words), "{words:?} is not in {letter}");
        }
        assert!(letter.contains("/notices/"), "where to read it: {letter}");
        assert!(!letter.contains(WHY), "{letter}");
    }
    assert!(!italian[0].contains("Bruno") && !english[0].contains("Ada"), "whom to is for the page to say");

    let (letter, other) = (post.taken(&ada).pop().unwrap(), post.taken(&bruno).pop().unwrap());
    assert_eq!(
        (letter.from.as_str(), letter.to.as_slice()),
        ("post@pergola.example", &["ada@example.org".to_owned()][..])
    );
    assert_eq!(letter.header("Subject").as_deref(), Some("Pergola: qualcosa per te"));
    assert_eq!(other.header("Subject").as_deref(), Some("Pergola: something for you"));
    assert_eq!(letter.header("Content-Language").as_deref(), Some("it"));
    assert_eq!(letter.header("Auto-Submitted").as_deref(), Some("auto-generated"));
    assert_eq!(letter.header("List-Unsubscribe-Post").as_deref(), Some("List-Unsubscribe=One-Click"));
    assert!(letter.header("Message-ID").unwrap().ends_with("@pergola.example>"));
    assert_ne!(ending(&letter), ending(&other));

    post.town.days_pass(7);
    post.town.settles().await;
    let told = ada.get("/api/v1/notices").await.json();
    assert_eq!(told["items"][0]["kind"], "introduction_waits", "the page reminds");
    assert_eq!(post.after_minutes(5, &ada).await.len(), 1, "the mail does not: it would be the same thing again");
    let path = format!("/api/v1/introductions/{id}");
    ada.put(&format!("{path}/acceptance"), json!({})).await.is(200);
    assert_eq!(post.after_minutes(5, &bruno).await.len(), 1, "that she said yes is in no letter");
    bruno.put(&format!("{path}/acceptance"), json!({})).await.is(200);
    let letters = post.after_minutes(5, &bruno).await;
    assert_eq!(letters.len(), 2, "in touch: told once, and not as a connection as well");
    assert!(letters[1].contains("You and Ada Rossi are in touch now"), "{}", letters[1]);
    let kinds: Vec<_> = bruno.get("/api/v1/notices").await.json()["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|notice| notice["kind"].as_str().unwrap().to_owned())
        .collect();
    assert!(!kinds.is_empty() && kinds.iter().filter(|kind| *kind == "tied").count() == 1, "Maria's alone: {kinds:?}");
}

#[tokio::test]
async fn a_refusal_is_in_no_letter() {
    let post = Post::new().await;
    let (maria, ada, bruno) =
        (post.joins("Maria Verdi").await, post.joins("Ada Rossi").await, post.joins("Bruno Neri").await);
    for person in [&ada, &bruno] {
        maria.is_tied_to(person).await;
    }
    for person in [&maria, &ada, &bruno] {
        person.chooses("now", "now", "now").await;
    }
    post.town.minutes_pass(5);
    post.town.settles().await;
    let before: Vec<usize> = [&maria, &ada, &bruno].map(|person| post.taken(person).len()).into();
    let body = json!({ "people": ["ada", "bruno"], "whys": { "ada": WHY, "bruno": WHY } });
    let id = maria.post("/api/v1/introductions", body).await.is(201).json()["id"].as_str().unwrap().to_owned();
    post.after_minutes(5, &ada).await;
    bruno.put(&format!("/api/v1/introductions/{id}/acceptance"), json!({})).await.is(200);
    ada.put(&format!("/api/v1/introductions/{id}/refusal"), json!({})).await.is(200);
    for _ in 0..13 {
        post.town.days_pass(1);
        post.after_minutes(5, &ada).await;
    }
    let since = |post: &Post, place: usize, person: &Person| post.taken(person).len() - before[place];
    assert_eq!(
        (since(&post, 0, &maria), since(&post, 1, &ada), since(&post, 2, &bruno)),
        (0, 1, 1),
        "nothing until it is over"
    );
    post.town.days_pass(1);
    post.after_minutes(5, &ada).await;
    post.after_minutes(5, &ada).await;
    assert_eq!((since(&post, 0, &maria), since(&post, 1, &ada), since(&post, 2, &bruno)), (1, 1, 2));
    let (told, waited) = (post.letters_to(&maria).pop().unwrap(), post.letters_to(&bruno).pop().unwrap());
    assert!(told.contains("Nothing came of") && waited.contains("Nothing came of"), "{told} {waited}");
}

#[tokio::test]
async fn everything_unread_of_a_conversation_is_one_letter_without_its_words() {
    let post = Post::new().await;
    let (ada, bruno) = (post.joins("Ada Rossi").await, post.joins("Bruno Neri").await);
    ada.is_tied_to(&bruno).await;
    bruno.chooses("now", "never", "never").await;
    post.after_minutes(5, &bruno).await;
    for text in ["Passo domani con le tavole.", "O dopodomani.", "Dimmi tu."] {
        ada.writes(&bruno, text).await;
        post.after_minutes(3, &bruno).await;
    }
    let letters = post.after_minutes(3, &bruno).await;
    assert_eq!(letters.len(), 1, "{letters:?}");
    assert!(letters[0].contains("Ada Rossi wrote to you.") && letters[0].contains("/conversations/"), "{}", letters[0]);
    assert!(!letters[0].contains("tavole"), "what was written is not in it");

    let list = bruno.get("/api/v1/conversations").await.is(200).json();
    let path = format!("/conversations/{}", list["items"][0]["id"].as_str().unwrap());
    bruno.get(&path).await.is(200).says("Dimmi tu.");
    ada.writes(&bruno, "Allora giovedì.").await;
    assert_eq!(post.after_minutes(3, &bruno).await.len(), 2, "read meanwhile: this is new");
    bruno.get(&path).await.is(200);
    ada.writes(&bruno, "Alle nove.").await;
    post.town.settles().await;
    bruno.get(&path).await.is(200);
    assert_eq!(post.after_minutes(3, &bruno).await.len(), 2, "read before the letter: none");
    ada.writes(&bruno, "Anzi alle dieci.").await;
    post.town.settles().await;
    bruno.put("/api/v1/blocks/ada", json!({})).await.is(204);
    assert_eq!(post.after_minutes(3, &bruno).await.len(), 2, "over a block none");
}

#[tokio::test]
async fn one_letter_in_the_morning_has_what_is_still_new() {
    let post = Post::new().await;
    let (ada, bruno, carla) =
        (post.joins("Ada Rossi").await, post.joins("Bruno Neri").await, post.joins("Carla Blu").await);
    bruno.chooses("daily", "daily", "daily").await;
    ada.is_tied_to(&bruno).await;
    carla.is_tied_to(&bruno).await;
    ada.writes(&bruno, "Ci sei?").await;
    assert!(post.after_minutes(60, &bruno).await.is_empty(), "not before the morning");
    let morning = post.after_minutes(23 * 60, &bruno).await;
    assert_eq!(morning.len(), 1, "{morning:?}");
    for words in [
        "your morning letter",
        "You and Ada Rossi are connected",
        "You and Carla Blu are connected",
        "Ada Rossi wrote to you.",
        "No more of these letters",
    ] {
        assert!(morning[0].contains(words), "{words:?} is not in {}", morning[0]);
    }
    assert!(ending(&post.taken(&bruno)[1]).contains(".all."));
    ada.is_tied_to(&carla).await;
    assert_eq!(post.after_minutes(24 * 60, &bruno).await.len(), 1, "nothing new: no letter");
    let dora = post.joins("Dora Viola").await;
    dora.is_tied_to(&bruno).await;
    post.town.settles().await;
    let notices = bruno.get("/api/v1/notices").await.json();
    let newest = notices["items"][0]["id"].clone();
    bruno.put("/api/v1/notices/reading", json!({ "up_to": newest })).await.is(204);
    assert_eq!(post.after_minutes(48 * 60, &bruno).await.len(), 1, "read on the page meanwhile");
}

#[tokio::test]
async fn one_click_ends_letters_without_signing_in() {
    let post = Post::new().await;
    let (ada, bruno) = (post.joins("Ada Rossi").await, post.joins("Bruno Neri").await);
    ada.is_tied_to(&bruno).await;
    bruno.chooses("now", "now", "never").await;
    post.after_minutes(5, &bruno).await;
    ada.writes(&bruno, "Uno.").await;
    post.after_minutes(5, &bruno).await;
    let path = ending(&post.taken(&bruno)[1]);
    let choices = async || bruno.get("/api/v1/notices/mail").await.json();

    // Programs that look through mail open every link.
    let visitor = post.town.visitor();
    visitor.get(&path).await.is(200).says("when somebody writes to you").says("<button").says_not("bruno");
    visitor.clone().in_italian().get(&path).await.is(200).says("quando qualcuno ti manda un messaggio");
    assert_eq!(choices().await["messages"], "now");

    // A mail program's own request: a form of one field, no cookie, nothing of ours (RFC 8058).
    let click = || {
        visitor
            .request(Method::POST, &path)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .body(Body::from("List-Unsubscribe=One-Click"))
            .unwrap()
    };
    visitor.asks(click()).await.is(200).says("We do not mail you these any more");
    assert_eq!(choices().await, json!({ "messages": "never", "questions": "now", "news": "never" }));
    visitor.asks(click()).await.is(200).says("We do not mail you these any more");
    assert_eq!(choices().await, json!({ "messages": "never", "questions": "now", "news": "never" }), "twice is once");
    ada.writes(&bruno, "Due.").await;
    assert_eq!(post.after_minutes(9, &bruno).await.len(), 1);
    let multipart = visitor
        .request(Method::POST, &path)
        .header(header::CONTENT_TYPE, "multipart/form-data; boundary=edge")
        .body(Body::from(
            "--edge\r\nContent-Disposition: form-data; name=\"List-Unsubscribe\"\r\n\r\nOne-Click\r\n--edge--\r\n",
        ));
    visitor.asks(multipart.unwrap()).await.is(200);
}

#[tokio::test]
async fn an_altered_link_ends_nothing() {
    let post = Post::new().await;
    let (ada, bruno) = (post.joins("Ada Rossi").await, post.joins("Bruno Neri").await);
    ada.is_tied_to(&bruno).await;
    ada.writes(&bruno, "Uno.").await;
    post.after_minutes(5, &bruno).await;
    let path = ending(&post.taken(&bruno)[1]);
    let mine = format!("/mail/{}.", bruno.id);
    let altered = [
        path.replace(".messages.", ".all."),
        path.replace(".messages.", ".everything."),
        path.replace(&mine, &format!("/mail/{}.", ada.id)),
        path.replace(&mine, "/mail/x."),
        path.chars().take(path.chars().count() - 1).collect(),
        format!("{path}x"),
        "/mail/x".to_owned(),
        format!("/mail/{}", "x".repeat(4_000)),
    ];
    for path in altered {
        assert_ne!(path, ending(&post.taken(&bruno)[1]));
        let visitor = post.town.visitor();
        let page = visitor.get(&path).await.is(422).says("This link is not complete, or not ours.");
        assert_eq!(page.page_code(), "notices.link_broken");
        visitor.clone().in_italian().get(&path).await.is(422).says("Questo link non è completo, o non è nostro.");
        let click = visitor.request(Method::POST, &path).body(Body::empty());
        let clicked = visitor.asks(click.unwrap()).await.is(422).says("This link is not complete, or not ours.");
        assert_eq!(clicked.page_code(), "notices.link_broken");
    }
    for person in [&ada, &bruno] {
        let usual = json!({ "messages": "now", "questions": "now", "news": "daily" });
        assert_eq!(person.get("/api/v1/notices/mail").await.json(), usual);
    }
}

#[tokio::test]
async fn a_full_mail_server_gets_the_same_letter_again_and_nobody_gets_two() {
    let post = Post::new().await;
    let (ada, bruno) = (post.joins("Ada Rossi").await, post.joins("Bruno Neri").await);
    ada.is_tied_to(&bruno).await;
    post.after_minutes(5, &bruno).await;
    post.box_.is_full_for(1);
    ada.writes(&bruno, "Uno.").await;
    assert!(post.after_minutes(3, &bruno).await.is_empty());
    for _ in 0..5 {
        post.after_minutes(3, &bruno).await;
    }
    assert_eq!(post.after_minutes(3, &bruno).await.len(), 1);
}

#[tokio::test]
async fn only_a_confirmed_address_of_somebody_who_stays_gets_letters() {
    let post = Post::new().await;
    let (ada, bruno) = (post.joins("Ada Rossi").await, post.town.joins("Bruno Neri").await);
    ada.is_tied_to(&bruno).await;
    ada.writes(&bruno, "Uno.").await;
    assert!(post.after_minutes(5, &bruno).await.is_empty(), "not confirmed");
    bruno.get("/settings/mail").await.is(200).says("yours is not yet");
    ada.sends("/settings", "/settings/leaving", &[("password", crate::testkit::PASSWORD)]).await.is(303);
    post.after_minutes(5, &ada).await;
    let before = post.taken(&ada).len();
    bruno.writes(&ada, "Due.").await;
    post.after_minutes(5, &ada).await;
    assert_eq!(post.taken(&ada).len(), before, "leaving");
}

#[tokio::test]
async fn a_choice_is_one_of_three() {
    let post = Post::new().await;
    let ada = post.joins("Ada Rossi").await;
    ada.get("/settings").await.says("/settings/mail");
    let page = "/settings/mail";
    ada.get(page).await.is(200).says("One letter a day, at 7 in the morning").says_not("err-sum");
    let form = [("messages", "daily"), ("questions", "never"), ("news", "sometimes")];
    ada.sends(page, page, &form).await.is(422).says("News: choose at once").says("value=\"never\" checked");
    ada.patch("/api/v1/me", json!({ "language": "it" })).await.is(200);
    ada.sends(page, page, &[]).await.is(422).says("Messaggi: scegli subito");
    let bad = [
        (json!({ "messages": "x", "questions": "now", "news": "now" }), 422, "notices.messages_unchosen"),
        (json!({ "messages": "now", "questions": "x", "news": "now" }), 422, "notices.questions_unchosen"),
        (json!({ "messages": "now", "questions": "now", "news": "" }), 422, "notices.news_unchosen"),
        (json!({ "messages": "now", "questions": "now" }), 400, "http.field_missing"),
    ];
    for (body, status, code) in bad {
        assert_eq!(ada.put("/api/v1/notices/mail", body).await.is(status).code(), code);
    }
    let form = [("messages", "daily"), ("questions", "never"), ("news", "now")];
    assert_eq!(ada.sends(page, page, &form).await.is(303).location(), "/settings/mail?done=mail-chosen");
    let kept = json!({ "messages": "daily", "questions": "never", "news": "now" });
    assert_eq!(ada.get("/api/v1/notices/mail").await.json(), kept);
}
