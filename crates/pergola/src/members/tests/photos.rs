//! A member shows how he looks: with a form, without scripts, and from a program. Who may see him may see his photo.

use axum::{
    body::Body,
    http::{Method, header},
};
use image::{DynamicImage, ImageFormat, Rgb, RgbImage};
use pergola_db::Fault;
use serde_json::{Value, json};

use crate::testkit::{Answer, Person, Town};

/// A picture of one's own: another grain gives another.
fn picture(grain: u8, format: ImageFormat) -> Vec<u8> {
    let slope = |of: u32| u8::try_from(of * 200 / 480).unwrap();
    let pixels = RgbImage::from_fn(640, 480, |x, y| Rgb([slope(x.min(480)), slope(y), grain]));
    let mut bytes = std::io::Cursor::new(Vec::new());
    DynamicImage::from(pixels).write_to(&mut bytes, format).unwrap();
    bytes.into_inner()
}

async fn shows(who: &Person, bytes: &[u8]) -> Answer {
    who.uploads_as("photo", "/profile", "/profile/photo", bytes).await
}

async fn sends(who: &Person, bytes: Vec<u8>) -> Answer {
    let request = who.request(Method::PUT, "/api/v1/me/photo").header(header::CONTENT_TYPE, "image/jpeg");
    who.asks(request.body(Body::from(bytes)).unwrap()).await
}

/// The path below the address of the server.
async fn photo_of(who: &Person) -> String {
    let me = who.get("/api/v1/me").await.is(200).json();
    let url = me["photo_url"].as_str().unwrap_or_default();
    url.split_once("/photos/").map(|(_, id)| format!("/photos/{id}")).unwrap_or_default()
}

#[tokio::test]
async fn a_photo_is_shown_wherever_its_member_is() {
    let town = Town::new().await;
    let ada = town.joins("Ada Rossi").await;
    let bruno = town.joins("Bruno Conti").await;
    ada.get("/profile").await.is(200).says("Choose a photo").says_not("Remove the photo").says_not("<img");
    let answer = shows(&ada, &picture(0, ImageFormat::Png)).await.is(303);
    assert_eq!(answer.location(), "/profile?done=profile-kept#photo-of-me");
    let path = photo_of(&ada).await;
    ada.get("/profile").await.is(200).says(&path).says("Choose another photo").says("Remove the photo");
    bruno.get("/@ada").await.is(200).says(&format!("src=\"{path}\""));
    town.settles().await;
    bruno.get("/search?q=ada").await.is(200).says(&format!("src=\"{path}"));
    let seen = bruno.get("/api/v1/members/ada").await.json();
    assert!(seen["photo_url"].as_str().unwrap().ends_with(&path));
    ada.patch("/api/v1/me", json!({ "language": "it" })).await.is(200);
    ada.get("/profile").await.is(200).says("Scegli un’altra foto").says("Togli la foto");
    // The next one takes its place, and the one before is gone.
    shows(&ada, &picture(90, ImageFormat::Jpeg)).await.is(303);
    let next = photo_of(&ada).await;
    assert_ne!(next, path);
    bruno.get(&path).await.is(404);
    bruno.get(&next).await.is(200);
    assert_eq!(count(&town).await, 1);
    ada.sends("/profile", "/profile/photo/removal", &[]).await.is(303);
    bruno.get(&next).await.is(404);
    assert_eq!((photo_of(&ada).await, count(&town).await), (String::new(), 0));
}

#[tokio::test]
async fn programs_send_it_bare_or_in_a_form_and_take_it_away() {
    let town = Town::new().await;
    let ada = town.joins("Ada Rossi").await;
    let url = sends(&ada, picture(3, ImageFormat::WebP)).await.is(200).json()["photo_url"].clone();
    assert!(url.as_str().unwrap().starts_with("http"), "{url}");
    for field in ["photo", "file"] {
        let other = picture(field.len().try_into().unwrap(), ImageFormat::Jpeg);
        let form = ada.multipart(Method::PUT, "/api/v1/me/photo", &[("other", "")], (field, "me.jpg"), &other);
        assert_ne!(ada.asks(form).await.is(200).json()["photo_url"], url);
    }
    ada.delete("/api/v1/me/photo").await.is(204);
    ada.delete("/api/v1/me/photo").await.is(204);
    assert_eq!(ada.get("/api/v1/me").await.json()["photo_url"], Value::Null);
}

#[tokio::test]
async fn it_is_a_plain_picture_that_browsers_may_keep() {
    let town = Town::new().await;
    let ada = town.joins("Ada Rossi").await;
    let page = b"<script>alert(1)</script>";
    shows(&ada, &[picture(7, ImageFormat::Jpeg).as_slice(), page].concat()).await.is(303);
    let path = photo_of(&ada).await;
    for (path, side) in [(path.clone(), 320), (format!("{path}/small"), 128)] {
        let photo = ada.get(&path).await.is(200);
        assert_eq!(photo.headers["content-type"], "image/jpeg");
        assert_eq!(photo.headers["x-content-type-options"], "nosniff");
        assert_eq!(photo.headers["cache-control"], "private, max-age=604800, immutable");
        assert!(photo.headers["content-security-policy"].to_str().unwrap().starts_with("default-src 'none'"));
        assert!(!photo.bytes.windows(6).any(|part| part == b"script"));
        assert!(photo.bytes.len() <= 60_000);
        let seen = image::load_from_memory_with_format(&photo.bytes, ImageFormat::Jpeg).unwrap();
        assert_eq!((seen.width(), seen.height()), (side, side));
        let again = ada.request(Method::GET, &path).header(header::IF_NONE_MATCH, &photo.headers["etag"]);
        assert!(ada.asks(again.body(Body::empty()).unwrap()).await.is(304).bytes.is_empty());
    }
    for strange in ["/photos/0", "/photos/x", "/photos/99999999999999999999", "/photos/1/large"] {
        ada.get(strange).await.is(404);
    }
}

#[tokio::test]
async fn only_who_may_see_the_member_sees_the_photo() {
    let town = Town::new().await;
    let ada = town.joins("Ada Rossi").await;
    let bruno = town.joins("Bruno Conti").await;
    let carla = town.joins("Carla Blu").await;
    sends(&ada, picture(1, ImageFormat::Jpeg)).await.is(200);
    sends(&bruno, picture(2, ImageFormat::Jpeg)).await.is(200);
    let (hers, his) = (photo_of(&ada).await, photo_of(&bruno).await);
    let tag = bruno.get(&hers).await.is(200).headers["etag"].clone();
    ada.put("/api/v1/blocks/bruno", Value::Null).await.is(204);
    for (who, path) in [(&bruno, &hers), (&ada, &his)] {
        for path in [path.clone(), format!("{path}/small")] {
            let hidden = who.get(&path).await.is(404).text().replace(&path, "");
            assert_eq!(hidden, who.get("/photos/5").await.text().replace("/photos/5", ""), "as if there were none");
        }
    }
    // Also for who saw it before and only asks whether it changed.
    let again = bruno.request(Method::GET, &hers).header(header::IF_NONE_MATCH, tag);
    bruno.asks(again.body(Body::empty()).unwrap()).await.is(404);
    carla.get(&hers).await.is(200);
    let visitor = town.visitor().get(&hers).await.is(303);
    assert!(visitor.location().starts_with("/sign-in"));
}

#[tokio::test]
async fn what_is_no_photo_is_refused_with_a_sentence_and_changes_nothing() {
    let town = Town::new().await;
    let ada = town.joins("Ada Rossi").await;
    let italian = town.joins("Bruno Conti").await;
    italian.patch("/api/v1/me", json!({ "language": "it" })).await.is(200);
    let whole = picture(5, ImageFormat::Jpeg);
    sends(&ada, whole.clone()).await.is(200);
    let before = photo_of(&ada).await;
    let mut wide = whole.clone();
    let head = wide.windows(2).position(|pair| pair == [0xFF, 0xC0]).unwrap();
    wide[head + 5..head + 9].copy_from_slice(&[0x4E, 0x20, 0x4E, 0x20]);
    for (bytes, code, says, dice) in [
        (Vec::new(), "photo_missing", "There is no file", "Manca il file"),
        (b"hello".to_vec(), "photo_unreadable", "not a picture", "non è un’immagine"),
        (whole[..whole.len() / 2].to_vec(), "photo_broken", "ends too early", "finisce troppo presto"),
        (vec![0xFF; 10 * 1024 * 1024 + 1], "photo_too_large", "10 MB at most", "al massimo 10 MB"),
        (wide, "photo_too_wide", "25 million points", "25 milioni di punti"),
        (moves(), "photo_moves", "keeps still", "sta ferma"),
    ] {
        let refused = sends(&ada, bytes.clone()).await.is(422);
        assert_eq!(refused.code(), format!("members.{code}"));
        assert_eq!(refused.json()["fields"][0]["name"], "photo");
        shows(&ada, &bytes).await.is(422).says(says).says("href=\"#photo\"").says("aria-invalid=\"true\"");
        shows(&italian, &bytes).await.is(422).says(dice);
    }
    assert_eq!(photo_of(&ada).await, before);
    assert_eq!(count(&town).await, 1);
    let tokenless = ada.multipart(Method::POST, "/profile/photo", &[], ("photo", "me.jpg"), &whole);
    ada.asks(tokenless).await.is(400).says("open too long");
    assert_eq!(ada.put("/api/v1/me/photo", json!({})).await.is(422).code(), "members.photo_unreadable");
}

/// A WebP of two pictures, one after the other.
fn moves() -> Vec<u8> {
    let chunk = |kind: &[u8], data: &[u8]| {
        [kind, &u32::try_from(data.len()).unwrap().to_le_bytes(), data, &[0][..data.len() % 2]].concat()
    };
    let mut still = std::io::Cursor::new(Vec::new());
    DynamicImage::from(RgbImage::new(20, 20)).write_to(&mut still, ImageFormat::WebP).unwrap();
    let frame = [&[0, 0, 0, 0, 0, 0, 19, 0, 0, 19, 0, 0, 100, 0, 0, 0], &still.get_ref()[12..]].concat();
    let head = chunk(b"VP8X", &[0x02, 0, 0, 0, 19, 0, 0, 19, 0, 0]);
    let parts = [head, chunk(b"ANIM", &[0; 6]), chunk(b"ANMF", &frame), chunk(b"ANMF", &frame)].concat();
    chunk(b"RIFF", &[b"WEBP".as_slice(), &parts].concat())
}

/// How many photos the server keeps.
async fn count(town: &Town) -> i64 {
    let counted: Result<Option<i64>, Fault> =
        town.app.db.read(async |tx| tx.one("SELECT count(*) FROM photos", &[], |row| row.get(0)).await).await;
    counted.unwrap().unwrap()
}
