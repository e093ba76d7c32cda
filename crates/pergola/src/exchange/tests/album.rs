//! Pictures of posts go along in the archive, and come out of it again.

use axum::{
    body::Body,
    http::{Method, header},
};
use pergola_formats::takeout::{self, Account, Takeout};
use serde_json::json;

use super::{
    brings,
    files::zip,
    leaving::{takes_all, takes_offers},
};
use crate::{
    posts,
    testkit::{Person, Town},
};

/// The files of a zip below `pictures/`.
fn pictures(bytes: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut found = Vec::new();
    let told = &mut |piece| {
        if let pergola_formats::Piece::Picture(photo) = piece {
            found.push((photo.file, photo.bytes));
        }
        std::ops::ControlFlow::Continue(())
    };
    pergola_formats::read(std::io::Cursor::new(bytes), "x.zip", &pergola_formats::Limits::default(), told).unwrap();
    found
}

/// A picture that waits for its post: its number.
async fn sends_a_picture(who: &Person) -> String {
    let request =
        who.request(Method::POST, "/api/v1/pictures").header(header::CONTENT_TYPE, "application/octet-stream");
    let sent = who.asks(request.body(Body::from(posts::a_picture())).unwrap()).await.is(201).json();
    sent["id"].as_str().unwrap().to_owned()
}

/// A post with a picture: their numbers.
pub(super) async fn posts_a_picture(who: &Person, text: &str) -> (String, String) {
    let picture = sends_a_picture(who).await;
    let shown = json!([{ "id": picture, "alt": "Un tetto di coppi" }]);
    let new = json!({ "text": text, "audience": "everybody", "pictures": shown });
    let post = who.post("/api/v1/posts", new).await.is(201).json()["id"].as_str().unwrap().to_owned();
    (post, picture)
}

#[tokio::test]
async fn pictures_of_posts_go_along_and_come_home_byte_for_byte() {
    let here = Town::new().await;
    let ada = here.joins("Ada Rossi").await;
    let (first, picture) = posts_a_picture(&ada, "Il primo tetto").await;
    let (second, _) = posts_a_picture(&ada, "Il secondo tetto").await;
    let taken = takes_all(&here, &ada).await;
    let shown = ada.get(&format!("/pictures/{picture}")).await.is(200).bytes;
    let inside = pictures(&taken);
    let names: Vec<&str> = inside.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, [format!("pictures/{first}-1.jpg"), format!("pictures/{second}-1.jpg")]);
    assert_eq!(inside[0].1, shown, "as the page shows it");
    // Into the very account that it comes from it brings nothing.
    let again = brings(&here, &ada, "pergola.zip", &taken).await;
    assert_eq!((&again["taken"], &again["skipped_count"]), (&json!(0), &json!(0)), "{again}");
    assert_eq!(takes_all(&here, &ada).await, taken);

    let there = Town::new().await;
    there.days_pass(30);
    let home = there.joins("Ada Rossi").await;
    let import = brings(&there, &home, "pergola.zip", &taken).await;
    assert_eq!((&import["state"], &import["skipped_count"]), (&json!("done"), &json!(0)), "{import}");
    takes_offers(&home).await;
    assert_eq!(takes_all(&there, &home).await, taken, "byte for byte");
    home.get(&format!("/pictures/{picture}")).await.is(404);
    // What is forgotten is in no archive any more, whichever way.
    home.delete("/api/v1/formers").await.is(204);
    assert!(pictures(&takes_all(&there, &home).await).is_empty());
    let import = brings(&there, &home, "pergola.zip", &taken).await;
    home.delete(&format!("/api/v1/imports/{}", import["id"].as_str().unwrap())).await.is(204);
}

#[tokio::test]
async fn what_no_record_speaks_of_and_what_is_no_picture_is_not_kept() {
    let town = Town::new().await;
    let ada = town.joins("Ada Rossi").await;
    let record = json!({ "kind": "post", "key": "7", "text": "Tetti", "language": "it", "audience": "everybody",
                         "at": "2026-01-01T00:00:00Z", "pictures": ["Uno", "Due", "Tre"] });
    let whose = Account { handle: "ada".to_owned(), name: "Ada Rossi".to_owned(), ..Account::default() };
    let rooms = [("posts".to_owned(), vec![record])].into();
    let account = takeout::to_json(Takeout { account: whose, rooms, ..Takeout::default() }).unwrap();
    let bytes = zip(&[
        ("pergola.json", account.as_bytes()),
        ("pictures/7-1.jpg", b"\xff\xd8\xff one"),
        ("pictures/7-2.jpg", b"<svg onload=alert(1)>"),
        ("pictures/8-1.jpg", b"\xff\xd8\xff of nothing"),
    ]);
    let import = brings(&town, &ada, "pergola.zip", &bytes).await;
    assert_eq!(import["state"], "done", "{import}");
    assert_eq!(import["skipped_count"], 1, "{import}");
    let skip = &import["skipped"][0];
    assert_eq!((&skip["file"], &skip["reason"]), (&json!("pictures/7-2.jpg"), &json!("photo")), "{import}");
    let kept = pictures(&takes_all(&town, &ada).await);
    assert_eq!(kept, [("pictures/7-1.jpg".to_owned(), b"\xff\xd8\xff one".to_vec())]);
}

#[tokio::test]
async fn what_a_post_showed_before_goes_along_too_and_comes_home_byte_for_byte() {
    let here = Town::new().await;
    let ada = here.joins("Ada Rossi").await;
    let (post, first) = posts_a_picture(&ada, "Un tetto").await;
    let path = format!("/api/v1/posts/{post}");
    let (second, third) = (sends_a_picture(&ada).await, sends_a_picture(&ada).await);
    here.minutes_pass(5);
    let both = json!([{ "id": second, "alt": "Il colmo" }, { "id": first, "alt": "Un tetto di coppi" }]);
    ada.patch(&path, json!({ "pictures": both })).await.is(200);
    here.minutes_pass(5);
    let next = json!([{ "id": third, "alt": "La gronda" }, { "id": second, "alt": "Il colmo a sud" }]);
    ada.patch(&path, json!({ "pictures": next })).await.is(200);

    let taken = takes_all(&here, &ada).await;
    let (archive, _) = super::leaving::read(&taken);
    let record = &archive.rooms["posts"][0];
    assert_eq!(record["pictures"], json!(["La gronda", "Il colmo a sud"]));
    let told: Vec<_> = record["before"].as_array().unwrap().iter().map(|one| one["pictures"].clone()).collect();
    let at_first = json!([{ "number": 3, "alt": "Un tetto di coppi" }]);
    let then = json!([{ "number": 2, "alt": "Il colmo" }, { "number": 3, "alt": "Un tetto di coppi" }]);
    assert_eq!(told, [at_first, then], "oldest first");
    let mut inside = pictures(&taken);
    inside.sort();
    let names: Vec<&str> = inside.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, [1, 2, 3].map(|number| format!("pictures/{post}-{number}.jpg")));
    for (nth, picture) in [&third, &second, &first].into_iter().enumerate() {
        assert_eq!(inside[nth].1, ada.get(&format!("/pictures/{picture}")).await.is(200).bytes, "number {}", nth + 1);
    }
    assert_eq!(takes_all(&here, &ada).await, taken, "twice is alike");

    let there = Town::new().await;
    let home = there.joins("Ada Rossi").await;
    let import = brings(&there, &home, "pergola.zip", &taken).await;
    assert_eq!((&import["state"], &import["skipped_count"]), (&json!("done"), &json!(0)), "{import}");
    takes_offers(&home).await;
    assert_eq!(takes_all(&there, &home).await, taken, "byte for byte");
    // Deleted, it is in no archive.
    ada.delete(&path).await.is(204);
    assert!(pictures(&takes_all(&here, &ada).await).is_empty());
}
