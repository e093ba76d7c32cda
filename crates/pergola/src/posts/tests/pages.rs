//! The pages of posts, as a browser without scripts uses them.

use pergola_db::{Fault, Tx};
use pergola_domain::{ids::PostId, posts::State};
use serde_json::json;

use super::{italian, shows, tie, writes};
use crate::{
    posts::{a_picture, store},
    testkit::Town,
};

#[tokio::test]
async fn one_writes_reads_answers_thanks_and_sets_aside_without_scripts() {
    let town = Town::new().await;
    let [ada, bruno] = town.people(["Ada Rossi", "Bruno Neri"]).await;
    tie(&ada, &bruno).await;
    ada.get("/posts/new").await.is(200).says("Write to your network");
    italian(&ada, "/posts/new").await.is(200).says("Scrivi alla tua rete");
    let form = [("text", "Tre aule, *misurate*"), ("topics", "luce, scuole"), ("language", "it"), ("audience", "ties")];
    let page = ada.sends("/posts/new", "/posts", &form).await.is(303).location();
    let page = page.split('?').next().unwrap().to_owned();
    ada.get(&page).await.is(200).says("<em>misurate</em>").says("Only you").says("My connections");
    let seen = bruno.get(&page).await.is(200).says("Why you see it").says("You and Ada Rossi are connected");
    seen.says_not("/edit").says("lang=\"it\"");
    italian(&bruno, &page).await.is(200).says("Tu e Ada Rossi siete collegati");
    let said = bruno.sends(&page, &format!("{page}/comments"), &[("text", "E le **scale**?")]).await.is(303);
    assert!(said.location().contains("done=commented#c"), "{}", said.location());
    ada.get(&page).await.is(200).says("E le <strong>scale</strong>?");
    let refused = bruno.sends(&page, &format!("{page}/comments"), &[("text", " ")]).await.is(422);
    refused.says("Write something, even a few words.");
    bruno.sends(&page, &format!("{page}/thanks"), &[]).await.is(303);
    bruno.get(&page).await.is(200).says("Take the thanks back");
    ada.get(&page).await.is(200).says("Thanks from");
    bruno.sends(&page, &format!("{page}/thanks"), &[("undo", "1")]).await.is(303);
    ada.get(&page).await.is(200).says_not("Thanks from");
    let back = bruno.sends(&page, &format!("{page}/aside"), &[("back", "//evil.example")]).await.is(303);
    assert_eq!(back.location(), "/today?done=post-aside");
    bruno.get("/@ada/posts").await.is(200).says("Posts by Ada Rossi").says("<em>misurate</em>");
    ada.get("/posts/mine").await.is(200).says("<em>misurate</em>");
    ada.get(&format!("{page}/edit")).await.is(200).says("Tre aule, *misurate*").says("luce, scuole");
    let form = [("text", "Quattro aule"), ("topics", ""), ("language", "it"), ("audience", "ties")];
    ada.sends(&format!("{page}/edit"), &page, &form).await.is(303);
    bruno.get(&page).await.is(200).says("Quattro aule").says("edited");
    bruno.get(&format!("{page}/history")).await.is(200).says("<em>misurate</em>").says("Quattro aule");
    ada.sends(&page, &format!("{page}/removal"), &[]).await.is(303);
    bruno.get(&page).await.is(404);
}

#[tokio::test]
async fn nothing_typed_is_lost_when_a_form_is_refused() {
    let town = Town::new().await;
    let ada = town.joins("Ada Rossi").await;
    let form = [("text", "Le nostre misure"), ("topics", "a, b, c, d, e, f"), ("language", "it"), ("audience", "ties")];
    let page = ada.sends("/posts/new", "/posts", &form).await.is(422);
    page.says("Le nostre misure").says("a, b, c, d, e, f").says("Error:");
    let long = "x".repeat(5_001);
    let page = ada.sends("/posts/new", "/posts", &[("text", &*long), ("audience", "ties"), ("language", "it")]).await;
    page.is(422).says(&long).says("5,000 characters at most");
}

#[tokio::test]
async fn a_picture_goes_with_its_words_and_is_seen_by_those_who_see_the_post() {
    let town = Town::new().await;
    let [ada, bruno, carla] = town.people(["Ada Rossi", "Bruno Neri", "Carla Blu"]).await;
    tie(&ada, &bruno).await;
    // Without words for it, the form comes back, and the picture has not to be chosen again.
    let text = ada.get("/posts/new").await.text();
    let token = text.split("name=\"csrf\" value=\"").nth(1).and_then(|rest| rest.split('"').next()).unwrap().to_owned();
    let fields = [("csrf", token.as_str()), ("text", "Guardate"), ("language", "it"), ("audience", "ties")];
    let sent = ada.multipart(axum::http::Method::POST, "/posts", &fields, ("picture1", "a.jpg"), &a_picture());
    let page = ada.asks(sent).await.is(422).says("Write what each picture shows").says("Guardate");
    let kept = page.text().split("name=\"kept1\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
    ada.get(&format!("/pictures/{kept}")).await.is(200);
    bruno.get(&format!("/pictures/{kept}")).await.is(404);
    let fields = [
        ("csrf", token.as_str()),
        ("text", "Guardate"),
        ("language", "it"),
        ("audience", "ties"),
        ("kept1", kept.as_str()),
        ("alt1", "Un’aula al mattino"),
    ];
    let sent = ada.multipart(axum::http::Method::POST, "/posts", &fields, ("picture2", ""), b"");
    let page = ada.asks(sent).await.is(303).location();
    let page = page.split('?').next().unwrap().to_owned();
    bruno.get(&page).await.is(200).says("alt=\"Un’aula al mattino\"").says(&format!("/pictures/{kept}/small"));
    let seen = bruno.get(&format!("/pictures/{kept}")).await.is(200);
    assert_eq!(
        (&seen.headers["content-type"], &seen.headers["x-content-type-options"]),
        (&"image/jpeg".parse().unwrap(), &"nosniff".parse().unwrap())
    );
    assert!(!seen.bytes.windows(4).any(|part| part == b"Exif"));
    carla.get(&format!("/pictures/{kept}")).await.is(404);
    // It belongs to one post.
    let again = json!({ "text": "di nuovo", "pictures": [{ "id": kept, "alt": "Un’aula" }] });
    assert_eq!(ada.post("/api/v1/posts", again).await.is(422).code(), "posts.picture_unknown");
    let stolen = json!({ "text": "mia", "pictures": [{ "id": kept, "alt": "Un’aula" }] });
    assert_eq!(bruno.post("/api/v1/posts", stolen).await.is(422).code(), "posts.picture_unknown");
    ada.delete(&page.replace("/posts", "/api/v1/posts")).await.is(204);
    bruno.get(&format!("/pictures/{kept}")).await.is(404);
}

#[tokio::test]
async fn pages_are_there_in_both_languages_with_nothing_in_them() {
    let town = Town::new().await;
    let ada = town.joins("Ada Rossi").await;
    ada.get("/posts/mine").await.is(200).says("Nothing yet");
    italian(&ada, "/posts/mine").await.is(200).says("Per ora niente");
    ada.get("/@ada/posts").await.is(200);
    let path = writes(&ada, "Uno", "ties").await.replace("/api/v1", "");
    italian(&ada, &path).await.is(200).says("Nessuna risposta");
}

#[tokio::test]
async fn a_feed_reader_outside_reads_only_what_was_opened_and_only_since_then() {
    let town = Town::new().await;
    let [ada, bruno] = town.people(["Ada Rossi", "Bruno Neri"]).await;
    let visitor = town.visitor();
    writes(&ada, "prima & <dentro>", "everybody").await;
    visitor.get("/@ada/posts.atom").await.is(404);
    bruno.get("/@ada/posts.atom").await.is(200).says("prima &amp;amp; &amp;lt;dentro&amp;gt;");
    town.days_pass(1);
    let settings = json!({ "outside": true });
    assert_eq!(ada.patch("/api/v1/feed/settings", settings).await.is(200).json()["outside"], true);
    writes(&ada, "Tre **aule**", "everybody").await;
    writes(&ada, "solo i miei", "ties").await;
    let feed = visitor.get("/@ada/posts.atom").await.is(200);
    assert_eq!(feed.headers["content-type"], "application/atom+xml; charset=utf-8");
    feed.says("<title>Tre aule</title>").says("&lt;strong&gt;aule").says_not("prima").says_not("solo i miei");
    ada.get("/feed/settings").await.is(200).says("/@ada/posts.atom");
    // A picture is told by its words.
    shows(&ada, "Un’aula & il mattino", "everybody").await;
    let feed = visitor.get("/@ada/posts.atom").await.is(200).says("<title>Un’aula &amp; il mattino</title>");
    feed.says("&lt;p&gt;&lt;em&gt;Un’aula &amp;amp; il mattino&lt;/em&gt;&lt;/p&gt;");
    // What waits or was taken away takes nobody's place: the newest thirty are those that can be read.
    for number in 0..30 {
        let path = writes(&ada, &format!("tolto {number}"), "everybody").await;
        let id: PostId = path.rsplit('/').next().unwrap().parse().unwrap();
        let hides = async move |tx: &Tx| store::keep_state(tx, id, State::Held).await;
        town.app.db.write::<(), Fault, _>(hides).await.unwrap();
    }
    visitor.get("/@ada/posts.atom").await.is(200).says("<title>Tre aule</title>").says_not("tolto");
    let link = "<link rel=\"alternate\" type=\"application/atom+xml\" href=\"/@ada/posts.atom\">";
    bruno.get("/@ada/posts").await.is(200).says(link);
    ada.get("/@bruno/posts").await.is(200).says_not("posts.atom");
    ada.put("/api/v1/blocks/bruno", serde_json::Value::Null).await.is(204);
    bruno.get("/@ada/posts.atom").await.is(404);
    ada.patch("/api/v1/feed/settings", json!({ "outside": false })).await.is(200);
    visitor.get("/@ada/posts.atom").await.is(404);
    visitor.get("/@nobody/posts.atom").await.is(404);
    // A group lets itself be read by those who look after it, and only while it is open.
    let new = json!({ "name": "Legno", "purpose": "Chi lavora il legno", "outside": true });
    let id = ada.post("/api/v1/groups", new).await.is(201).json()["id"].as_str().unwrap().to_owned();
    ada.post("/api/v1/posts", json!({ "text": "nel circolo", "group": id })).await.is(201);
    visitor.get(&format!("/groups/{id}/posts.atom")).await.is(200).says("nel circolo");
    ada.patch(&format!("/api/v1/groups/{id}"), json!({ "outside": false })).await.is(200);
    visitor.get(&format!("/groups/{id}/posts.atom")).await.is(404);
}

#[tokio::test]
async fn a_topic_s_page_shows_what_is_written_about_it() {
    let town = Town::new().await;
    let [ada, bruno] = town.people(["Ada Rossi", "Bruno Neri"]).await;
    for (text, audience) in [("di luce per tutti", "everybody"), ("di luce per pochi", "ties")] {
        let new = json!({ "text": text, "audience": audience, "topics": ["Luce"] });
        ada.post("/api/v1/posts", new).await.is(201);
    }
    bruno.get("/topics/luce").await.is(200).says("di luce per tutti").says_not("di luce per pochi");
    bruno.get("/topics/buio").await.is(200).says_not("di luce");
}
