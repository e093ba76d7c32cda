//! Stories of posts, through the doors.

mod asked;
mod bad_input;
mod feed;
mod kept;
mod noise;
mod pages;
pub(crate) mod pictures;
mod taken_out;

use serde_json::{Value, json};

use crate::testkit::{Person, Town};

/// Two people become tied.
pub(super) async fn tie(one: &Person, other: &Person) {
    let asked = json!({ "to": other.handle, "how_met": { "kind": "worked" } });
    let id = one.post("/api/v1/invitations", asked).await.is(201).json()["id"].as_str().unwrap().to_owned();
    other.put(&format!("/api/v1/invitations/{id}/acceptance"), json!({})).await.is(200);
}

pub(super) fn id(answer: &Value) -> String {
    answer["id"].as_str().unwrap().to_owned()
}

/// Writes a post and gives its path below the API.
pub(super) async fn writes(person: &Person, text: &str, audience: &str) -> String {
    let new = json!({ "text": text, "audience": audience });
    format!("/api/v1/posts/{}", id(&person.post("/api/v1/posts", new).await.is(201).json()))
}

/// Shows a picture that these words describe, and gives the post's path below the API.
pub(super) async fn shows(person: &Person, alt: &str, audience: &str) -> String {
    let request = person.request(axum::http::Method::POST, "/api/v1/pictures");
    let request = request.header("content-type", "application/octet-stream");
    let sent = person.asks(request.body(crate::posts::a_picture().into()).unwrap()).await.is(201).json();
    let new = json!({ "text": "", "audience": audience, "pictures": [{ "id": sent["id"], "alt": alt }] });
    format!("/api/v1/posts/{}", id(&person.post("/api/v1/posts", new).await.is(201).json()))
}

/// A page as this person reads it in Italian.
pub(super) async fn italian(person: &Person, path: &str) -> crate::testkit::Answer {
    person.patch("/api/v1/me", json!({ "language": "it" })).await.is(200);
    let page = person.get(path).await;
    person.patch("/api/v1/me", json!({ "language": "en" })).await.is(200);
    page
}

pub(super) async fn texts(person: &Person, path: &str) -> Vec<String> {
    let listed = person.get(path).await.is(200).json();
    listed["items"].as_array().unwrap().iter().map(|item| item["text"].as_str().unwrap().to_owned()).collect()
}

#[tokio::test]
async fn a_post_is_read_changed_and_deleted_by_its_author_alone() {
    let town = Town::new().await;
    let [ada, bruno] = town.people(["Ada Rossi", "Bruno Neri"]).await;
    let new = json!({ "text": "Tre aule, **misurate**", "topics": ["Luce", "luce"], "language": "it",
                      "audience": "everybody" });
    let post = ada.post("/api/v1/posts", new).await.is(201).json();
    assert_eq!((&post["text"], &post["topics"]), (&json!("Tre aule, **misurate**"), &json!(["Luce"])));
    assert_eq!(post["html"], "<p>Tre aule, <strong>misurate</strong></p>");
    assert_eq!((&post["mine"], &post["distance"], &post["state"]), (&json!(true), &json!(0), &json!("shown")));
    assert_eq!((&post["thanks"], &post["edited_at"]), (&json!([]), &json!(null)));
    let path = format!("/api/v1/posts/{}", id(&post));
    let seen = bruno.get(&path).await.is(200).json();
    assert_eq!((&seen["mine"], &seen["thanks"], &seen["distance"]), (&json!(false), &json!(null), &json!(null)));
    bruno.patch(&path, json!({ "text": "altro" })).await.is(404);
    bruno.delete(&path).await.is(404);
    town.days_pass(1);
    let changed = ada.patch(&path, json!({ "text": "Quattro aule" })).await.is(200).json();
    assert_eq!((&changed["text"], &changed["topics"]), (&json!("Quattro aule"), &json!(["Luce"])));
    assert_eq!(changed["edited_at"], "2026-03-11T09:00:00Z");
    let before = bruno.get(&format!("{path}/history")).await.is(200).json();
    let first = json!({ "text": "Tre aule, **misurate**", "at": "2026-03-10T09:00:00Z", "pictures": [] });
    assert_eq!(before["items"], json!([first]));
    assert_eq!(ada.patch(&path, json!({ "author": "bruno" })).await.is(400).code(), "http.field_unknown");
    let said = bruno.post(&format!("{path}/comments"), json!({ "text": "E le scale?" })).await.is(201).json();
    ada.delete(&path).await.is(204);
    for gone in [path.clone(), format!("{path}/history"), format!("{path}/comments")] {
        bruno.get(&gone).await.is(404);
        ada.get(&gone).await.is(404);
    }
    bruno.delete(&format!("/api/v1/comments/{}", id(&said))).await.is(404);
    assert_eq!(texts(&bruno, "/api/v1/posts").await, Vec::<String>::new());
}

#[tokio::test]
async fn who_reads_it_is_as_near_as_its_author_said() {
    let town = Town::new().await;
    let [ada, bruno, carla, dora] = town.people(["Ada Rossi", "Bruno Neri", "Carla Blu", "Dora Verdi"]).await;
    tie(&ada, &bruno).await;
    tie(&bruno, &carla).await;
    for audience in ["ties", "two_steps", "everybody"] {
        let path = writes(&ada, audience, audience).await;
        for (person, sees) in
            [(&ada, true), (&bruno, true), (&carla, audience != "ties"), (&dora, audience == "everybody")]
        {
            let status = if sees { 200 } else { 404 };
            for rest in ["", "/comments", "/history"] {
                person.get(&format!("{path}{rest}")).await.is(status);
            }
            if person.handle != "ada" {
                let answered = if sees { 201 } else { 404 };
                person.post(&format!("{path}/comments"), json!({ "text": "sì" })).await.is(answered);
                person.put(&format!("{path}/thanks"), json!({})).await.is(if sees { 204 } else { 404 });
            }
        }
    }
    assert_eq!(texts(&carla, "/api/v1/posts?person=ada").await, ["everybody", "two_steps"]);
    assert_eq!(texts(&dora, "/api/v1/posts?limit=1").await, ["everybody"]);
    let mine = texts(&ada, "/api/v1/posts?mine=true&limit=2").await;
    assert_eq!(mine, ["everybody", "two_steps"]);
    assert_eq!(texts(&ada, "/api/v1/posts?person=nobody").await, Vec::<String>::new());
    // Narrowed later, it is gone for those who are not meant any more.
    let path = writes(&ada, "ora no", "everybody").await;
    ada.patch(&path, json!({ "audience": "ties" })).await.is(200);
    dora.get(&path).await.is(404);
    bruno.get(&path).await.is(200);
}

#[tokio::test]
async fn thanks_are_for_the_author_alone_and_for_the_words_that_were_read() {
    let town = Town::new().await;
    let [ada, bruno, carla] = town.people(["Ada Rossi", "Bruno Neri", "Carla Blu"]).await;
    let path = writes(&ada, "Il foglio di calcolo è qui", "everybody").await;
    for _ in 0..2 {
        bruno.put(&format!("{path}/thanks"), json!({})).await.is(204);
    }
    assert_eq!(ada.put(&format!("{path}/thanks"), json!({})).await.is(422).code(), "posts.thanks_oneself");
    let seen = ada.get(&path).await.json();
    assert_eq!((&seen["thanks"][0]["handle"], seen["thanks"].as_array().unwrap().len()), (&json!("bruno"), 1));
    assert_eq!(bruno.get(&path).await.json()["thanked"], true);
    let others = carla.get(&path).await.json();
    assert_eq!((&others["thanks"], &others["thanked"]), (&json!(null), &json!(false)));
    town.settles().await;
    ada.get("/notices").await.is(200).says("Bruno Neri thanks you for a post of yours");
    // Said otherwise afterwards: the author sees that the thanks were for other words, and those stay readable.
    let page = path.replace("/api/v1", "");
    ada.get(&page).await.is(200).says("Bruno Neri").says_not("for the words before");
    ada.patch(&path, json!({ "text": "Comprate il mio libro" })).await.is(200);
    ada.get(&page).await.is(200).says("for the words before");
    bruno.get(&format!("{page}/history")).await.is(200).says("Il foglio di calcolo è qui");
    carla.get(&page).await.is(200).says_not("Bruno Neri");
    bruno.delete(&format!("{path}/thanks")).await.is(204);
    assert_eq!(ada.get(&path).await.json()["thanks"], json!([]));
    bruno.put(&format!("{path}/thanks"), json!({})).await.is(204);
    town.settles().await;
    let notices = ada.get("/api/v1/notices").await.json();
    let told = notices["items"].as_array().unwrap().iter().filter(|notice| notice["kind"] == "post_thanked").count();
    assert_eq!(told, 1, "taking back and thanking again is no news");
}

#[tokio::test]
async fn comments_are_one_level_deep_and_go_with_their_author_or_the_post() {
    let town = Town::new().await;
    let [ada, bruno, carla] = town.people(["Ada Rossi", "Bruno Neri", "Carla Blu"]).await;
    let post = writes(&ada, "La lana regge dieci anni?", "everybody").await;
    let path = format!("{post}/comments");
    for number in 0..5 {
        let who = if number % 2 == 0 { &bruno } else { &carla };
        who.post(&path, json!({ "text": format!("risposta {number}") })).await.is(201);
    }
    let first = ada.get(&format!("{path}?limit=3")).await.is(200);
    assert!(first.headers["link"].to_str().unwrap().contains("cursor="));
    let (first, cursor) = (first.json(), first.json()["next"].as_str().unwrap().to_owned());
    assert_eq!(first["items"][0]["text"], "risposta 0");
    let rest = ada.get(&format!("{path}?limit=3&cursor={cursor}")).await.json();
    assert_eq!((rest["items"].as_array().unwrap().len(), &rest["next"]), (2, &json!(null)));
    town.settles().await;
    ada.get("/notices").await.is(200).says("Bruno Neri answered a post of yours");
    let of = |number: usize| format!("/api/v1/comments/{}", first["items"][number]["id"].as_str().unwrap());
    carla.delete(&of(0)).await.is(404);
    bruno.delete(&of(0)).await.is(204);
    ada.delete(&of(1)).await.is(204);
    ada.delete(&of(1)).await.is(404);
    assert_eq!(texts(&carla, &path).await, ["risposta 2", "risposta 3", "risposta 4"]);
    for (bad, code) in [
        (json!({ "text": " … " }), "posts.comment_missing"),
        (json!({ "text": "x".repeat(2_001) }), "posts.comment_too_long"),
    ] {
        assert_eq!(bruno.post(&path, bad).await.is(422).code(), code);
    }
}

#[tokio::test]
async fn a_block_hides_posts_and_comments_both_ways() {
    let town = Town::new().await;
    let [ada, bruno, carla] = town.people(["Ada Rossi", "Bruno Neri", "Carla Blu"]).await;
    let post = writes(&ada, "Chi viene al caffè?", "everybody").await;
    let path = format!("{post}/comments");
    bruno.post(&path, json!({ "text": "io" })).await.is(201);
    carla.post(&path, json!({ "text": "anch’io" })).await.is(201);
    bruno.put("/api/v1/blocks/carla", Value::Null).await.is(204);
    assert_eq!(texts(&bruno, &path).await, ["io"]);
    assert_eq!(texts(&carla, &path).await, ["anch’io"]);
    assert_eq!(texts(&ada, &path).await, ["io", "anch’io"]);
    // Whom the author of the post blocks speaks below it to nobody any more, and thanks count for nothing.
    carla.put(&format!("{post}/thanks"), json!({})).await.is(204);
    ada.put("/api/v1/blocks/carla", Value::Null).await.is(204);
    assert_eq!(texts(&bruno, &path).await, ["io"]);
    assert_eq!(texts(&ada, &path).await, ["io"]);
    assert_eq!(ada.get(&post).await.json()["thanks"], json!([]));
    for gone in [post.clone(), path.clone(), format!("{post}/history"), post.replace("/api/v1", "")] {
        carla.get(&gone).await.is(404);
    }
    carla.post(&path, json!({ "text": "e adesso?" })).await.is(404);
    carla.put(&format!("{post}/thanks"), json!({})).await.is(404);
    assert_eq!(texts(&carla, "/api/v1/posts?person=ada").await, Vec::<String>::new());
}

#[tokio::test]
async fn there_is_a_pace_of_the_day_that_deleting_does_not_lift() {
    let town = Town::new().await;
    let [ada, bruno] = town.people(["Ada Rossi", "Bruno Neri"]).await;
    let mut last = String::new();
    for number in 0..40 {
        last = writes(&ada, &format!("post {number}"), "ties").await;
    }
    ada.delete(&last).await.is(204);
    let refused = ada.post("/api/v1/posts", json!({ "text": "uno di troppo" })).await.is(429);
    assert!(refused.headers.contains_key("retry-after"));
    assert_eq!(refused.code(), "posts.too_many_today");
    writes(&bruno, "io posso", "ties").await;
    town.days_pass(1);
    writes(&ada, "domani sì", "ties").await;
}

#[tokio::test]
async fn there_is_a_pace_of_the_day_for_answers_too() {
    let town = Town::new().await;
    let [ada, bruno] = town.people(["Ada Rossi", "Bruno Neri"]).await;
    let post = writes(&ada, "La lana regge dieci anni?", "everybody").await;
    let (path, page) = (format!("{post}/comments"), post.replace("/api/v1", ""));
    let mut last = String::new();
    for number in 0..200 {
        last = id(&bruno.post(&path, json!({ "text": format!("risposta {number}") })).await.is(201).json());
    }
    // Deleting one does not lift it.
    bruno.delete(&format!("/api/v1/comments/{last}")).await.is(204);
    let refused = bruno.post(&path, json!({ "text": "una di troppo" })).await.is(429);
    assert!(refused.headers.contains_key("retry-after"));
    assert_eq!(refused.code(), "posts.too_many_comments");
    let form = [("text", "una di troppo")];
    let refused = bruno.sends(&page, &format!("{page}/comments"), &form).await.is(422);
    refused.says("You have answered 200 times today. You can go on tomorrow.").says("una di troppo");
    bruno.patch("/api/v1/me", json!({ "language": "it" })).await.is(200);
    let refused = bruno.sends(&page, &format!("{page}/comments"), &form).await.is(422);
    refused.says("Oggi hai già risposto 200 volte. Domani si riprende.").says("una di troppo");
    ada.post(&path, json!({ "text": "io posso" })).await.is(201);
    town.days_pass(1);
    bruno.post(&path, json!({ "text": "domani sì" })).await.is(201);
}

#[tokio::test]
async fn what_was_said_otherwise_after_thanks_tells_its_author_so_in_his_language() {
    let town = Town::new().await;
    let [ada, bruno] = town.people(["Ada Rossi", "Bruno Neri"]).await;
    let path = writes(&ada, "Il foglio di calcolo è qui", "everybody").await;
    let page = path.replace("/api/v1", "");
    bruno.put(&format!("{path}/thanks"), json!({})).await.is(204);
    italian(&ada, &page).await.is(200).says("Bruno Neri").says_not("per le parole di prima");
    ada.patch(&path, json!({ "text": "Comprate il mio libro" })).await.is(200);
    italian(&ada, &page).await.is(200).says("per le parole di prima");
    // Whoever thanked reads the words that he thanked for.
    italian(&bruno, &format!("{page}/history")).await.is(200).says("Il foglio di calcolo è qui");
}

#[tokio::test]
async fn who_leaves_takes_posts_and_comments_along_and_then_they_are_gone() {
    let town = Town::new().await;
    let [ada, bruno] = town.people(["Ada Rossi", "Bruno Neri"]).await;
    let post = writes(&ada, "Prima", "everybody").await;
    ada.patch(&post, json!({ "text": "Dopo" })).await.is(200);
    let other = writes(&bruno, "Di Bruno", "everybody").await;
    ada.post(&format!("{other}/comments"), json!({ "text": "Bravo" })).await.is(201);
    ada.put(&format!("{other}/thanks"), json!({})).await.is(204);
    let me = ada.id;
    let records = town.app.db.read(async move |tx| super::takeout(tx, me).await).await.unwrap();
    assert_eq!((&records[0]["text"], &records[0]["before"][0]["text"]), (&json!("Dopo"), &json!("Prima")));
    assert_eq!((&records[1]["kind"], &records[1]["text"]), (&json!("comment"), &json!("Bravo")));
    assert_eq!((&records[2]["kind"], records.len()), (&json!("thanks"), 3));
    let by = town.app.by_itself(pergola_domain::members::Language::It);
    town.app.db.write(async move |tx| super::erase(tx, &by, me).await).await.unwrap();
    bruno.get(&post).await.is(404);
    assert_eq!(texts(&bruno, &format!("{other}/comments")).await, Vec::<String>::new());
    assert_eq!(bruno.get(&other).await.json()["thanks"], json!([]));
}

#[tokio::test]
async fn what_was_said_to_few_does_not_become_for_many() {
    let town = Town::new().await;
    let [ada, bruno, carla] = town.people(["Ada Rossi", "Bruno Neri", "Carla Blu"]).await;
    tie(&ada, &bruno).await;
    let path = writes(&ada, "Il cliente si chiama Verdi", "ties").await;
    ada.patch(&path, json!({ "text": "Un cliente è contento", "audience": "everybody" })).await.is(200);
    let before = |listed: Value| listed["items"].as_array().unwrap().len();
    assert_eq!(before(carla.get(&format!("{path}/history")).await.is(200).json()), 0);
    assert_eq!(before(bruno.get(&format!("{path}/history")).await.is(200).json()), 1);
    let page = path.replace("/api/v1", "");
    carla.get(&format!("{page}/history")).await.is(200).says("contento").says_not("Verdi");
    bruno.get(&format!("{page}/history")).await.is(200).says("Verdi");
    ada.get(&format!("{page}/history")).await.is(200).says("Verdi");
    // In a group that was, for those who read there.
    let new = json!({ "name": "Soci", "purpose": "Soci", "entry": "hidden" });
    let group = id(&ada.post("/api/v1/groups", new).await.is(201).json());
    let path = id(&ada.post("/api/v1/posts", json!({ "text": "Nel circolo", "group": group })).await.is(201).json());
    let path = format!("/api/v1/posts/{path}");
    ada.patch(&path, json!({ "text": "Per tutti", "audience": "everybody" })).await.is(200);
    for person in [&bruno, &carla] {
        assert_eq!(before(person.get(&format!("{path}/history")).await.is(200).json()), 0);
    }
}

#[tokio::test]
async fn who_answered_wrote_for_those_who_could_read_it_then() {
    let town = Town::new().await;
    let [ada, bruno] = town.people(["Ada Rossi", "Bruno Neri"]).await;
    tie(&ada, &bruno).await;
    let path = writes(&ada, "Chi conosce il Comune?", "two_steps").await;
    let page = path.replace("/api/v1", "");
    ada.post(&format!("{path}/comments"), json!({ "text": "È urgente" })).await.is(201);
    ada.get(&format!("{page}/edit")).await.is(200).says("If you change your mind");
    let said = bruno.post(&format!("{path}/comments"), json!({ "text": "Io, ma zitti" })).await.is(201).json();
    ada.get(&format!("{page}/edit")).await.is(200).says("There are answers: you can narrow it");
    italian(&ada, &format!("{page}/edit")).await.is(200).says("Ci sono risposte: puoi restringerlo");
    let wide = json!({ "audience": "everybody" });
    assert_eq!(ada.patch(&path, wide.clone()).await.is(422).code(), "posts.widens_answers");
    let form = [("text", "Chi conosce la Provincia?"), ("language", "it"), ("audience", "everybody")];
    let refused = ada.sends(&format!("{page}/edit"), &page, &form).await.is(422);
    refused.says("Chi conosce la Provincia?").says("There are answers already");
    ada.patch(&path, json!({ "audience": "ties", "text": "Chi conosce la Provincia?" })).await.is(200);
    assert_eq!(ada.patch(&path, json!({ "audience": "two_steps" })).await.is(422).code(), "posts.widens_answers");
    bruno.delete(&format!("/api/v1/comments/{}", id(&said))).await.is(204);
    ada.patch(&path, wide).await.is(200);
}
