//! Stories of pictures: nothing of their file stays, the same one is known again, and what a post shows can be changed.

use std::io::Cursor;

use axum::{body::Body, http::Method};
use image::{DynamicImage, ImageFormat, Rgb, RgbImage, codecs::jpeg::JpegEncoder};
use serde_json::{Value, json};

use super::{id, tie};
use crate::testkit::{Answer, Person, Town};

/// A made picture: which of 12 by 8 fields are bright depends on the seed.
pub(crate) fn picture(width: u32, height: u32, seed: u32) -> DynamicImage {
    DynamicImage::from(RgbImage::from_fn(width, height, |x, y| {
        let (column, row) = (x * 12 / width, y * 8 / height);
        let bright = (column * 7 + row * 13 + seed * (column * row + 3)) % 11;
        let light = u8::try_from(20 + bright * 20).unwrap();
        Rgb([light, light, 90])
    }))
}

pub(crate) fn jpeg(picture: &DynamicImage, quality: u8) -> Vec<u8> {
    let mut bytes = Vec::new();
    picture.write_with_encoder(JpegEncoder::new_with_quality(&mut bytes, quality)).unwrap();
    bytes
}

/// A part of a JPEG's head.
fn part(marker: u8, body: &[u8]) -> Vec<u8> {
    let length = u16::try_from(body.len() + 2).unwrap().to_be_bytes();
    [[0xFF, marker].as_slice(), &length, body].concat()
}

/// What a camera writes about where and by whom a picture was taken, and programs after it.
fn told_by_a_camera(plain: &[u8]) -> Vec<u8> {
    // One directory with the camera's name and the place of another, of GPS: latitude 44, 30, 0 north.
    let mut exif = b"Exif\0\0II*\0\x08\0\0\0".to_vec();
    exif.extend(b"\x02\0");
    exif.extend(b"\x0f\x01\x02\0\x0c\0\0\0\x26\0\0\0");
    exif.extend(b"\x25\x88\x04\0\x01\0\0\0\x32\0\0\0");
    exif.extend(b"\0\0\0\0");
    exif.extend(b"SpiaCamera\0\0");
    exif.extend(b"\x02\0\x01\0\x02\0\x02\0\0\0N\0\0\0\x02\0\x05\0\x03\0\0\0\x50\0\0\0\0\0\0\0");
    for number in [44_u32, 1, 30, 1, 0, 1] {
        exif.extend(number.to_le_bytes());
    }
    let xmp = b"http://ns.adobe.com/xap/1.0/\0<x:xmpmeta><exif:GPSLatitude>44,30N</exif:GPSLatitude></x:xmpmeta>";
    let head =
        [part(0xE1, &exif), part(0xE1, xmp), part(0xFE, b"Scattata in via dei Mille"), part(0xED, b"Photoshop 3.0\0")];
    [&plain[..2], &head.concat(), &plain[2..]].concat()
}

pub(crate) async fn sends(person: &Person, bytes: Vec<u8>) -> String {
    let request = person.request(Method::POST, "/api/v1/pictures").header("content-type", "application/octet-stream");
    id(&person.asks(request.body(Body::from(bytes)).unwrap()).await.is(201).json())
}

async fn shows(person: &Person, text: &str, pictures: &[(&str, &str)]) -> String {
    let pictures: Vec<Value> = pictures.iter().map(|(id, alt)| json!({ "id": id, "alt": alt })).collect();
    let new = json!({ "text": text, "audience": "ties", "pictures": pictures });
    format!("/api/v1/posts/{}", id(&person.post("/api/v1/posts", new).await.is(201).json()))
}

fn told(alts: &[&str]) -> Vec<Value> {
    alts.iter().map(|alt| json!(alt)).collect()
}

#[tokio::test]
async fn nothing_of_a_file_stays_but_how_it_looks_in_two_sizes() {
    let town = Town::new().await;
    let ada = town.joins("Ada Rossi").await;
    let sent = told_by_a_camera(&jpeg(&picture(1_600, 1_200, 1), 90));
    let secrets = [b"Exif".as_slice(), b"GPS", b"SpiaCamera", b"via dei Mille", b"Photoshop", b"adobe", b"xmpmeta"];
    let holds = |bytes: &[u8], secret: &[u8]| bytes.windows(secret.len()).any(|part| part == secret);
    assert!(secrets.iter().all(|secret| holds(&sent, secret)), "the file says all of it");
    let kept = sends(&ada, sent).await;
    let path = shows(&ada, "", &[(&kept, "Dodici campi")]).await;
    let shown = ada.get(&path).await.is(200).json()["pictures"][0].clone();
    assert_eq!((&shown["width"], &shown["height"]), (&json!(1_280), &json!(960)));
    for (size, sides) in [("", (1_280, 960)), ("/small", (560, 420))] {
        let bytes = ada.get(&format!("/pictures/{kept}{size}")).await.is(200).bytes;
        let there: Vec<_> = secrets.iter().filter(|secret| holds(&bytes, secret)).collect();
        assert!(there.is_empty(), "{size}: {there:?}");
        // Of the parts of a file that tell things, only the one that says what a JPEG is.
        let mut at = 2;
        while bytes[at + 1] != 0xDA {
            assert!(!matches!(bytes[at + 1], 0xE1..=0xEF | 0xFE), "{size}: {:x}", bytes[at + 1]);
            at += 2 + usize::from(bytes[at + 2]) * 256 + usize::from(bytes[at + 3]);
        }
        let drawn = image::load_from_memory(&bytes).unwrap();
        assert_eq!((drawn.width(), drawn.height()), sides);
    }
}

#[tokio::test]
async fn a_picture_is_known_again_in_another_size_quality_and_format() {
    let town = Town::new().await;
    let ada = town.joins("Ada Rossi").await;
    let taken_for = async |bytes: Vec<u8>| {
        let kept = sends(&ada, bytes).await;
        let path = shows(&ada, "", &[(&kept, "La bottega di Carpi, con la pialla sul banco")]).await;
        ada.get(&path).await.is(200).json()["noise"]["kind"].clone()
    };
    assert_eq!(taken_for(jpeg(&picture(1_200, 900, 1), 92)).await, Value::Null);
    assert_eq!(taken_for(jpeg(&picture(1_200, 900, 4), 92)).await, Value::Null, "another one is new");
    assert_eq!(taken_for(jpeg(&picture(1_200, 900, 1), 35)).await, "repeated_picture", "worse");
    assert_eq!(taken_for(jpeg(&picture(400, 300, 1), 70)).await, "repeated_picture", "smaller");
    let mut png = Cursor::new(Vec::new());
    picture(800, 600, 1).write_to(&mut png, ImageFormat::Png).unwrap();
    assert_eq!(taken_for(png.into_inner()).await, "repeated_picture", "in another format");
}

/// What a post shows now, and what each of its editions before showed.
async fn shown(person: &Person, path: &str) -> (Vec<Value>, Vec<Vec<Value>>) {
    let alts = |pictures: &Value| pictures.as_array().unwrap().iter().map(|one| one["alt"].clone()).collect::<Vec<_>>();
    let now = alts(&person.get(path).await.is(200).json()["pictures"]);
    let before = person.get(&format!("{path}/history")).await.is(200).json();
    (now, before["items"].as_array().unwrap().iter().map(|edition| alts(&edition["pictures"])).collect())
}

#[tokio::test]
async fn what_a_post_shows_is_changed_and_what_it_showed_stays_for_whom_it_was() {
    let town = Town::new().await;
    let [ada, bruno, carla] = town.people(["Ada Rossi", "Bruno Neri", "Carla Blu"]).await;
    tie(&ada, &bruno).await;
    let first = sends(&ada, jpeg(&picture(300, 200, 1), 80)).await;
    let second = sends(&ada, jpeg(&picture(300, 200, 2), 80)).await;
    let path = shows(&ada, "Due banchi", &[(&first, "Un banco"), (&second, "Un altro banco")]).await;
    // Other words for one, another order: a new edition, though the text is the same.
    town.minutes_pass(5);
    let pictures = json!([{ "id": second, "alt": "Il banco di destra" }, { "id": first, "alt": "Un banco" }]);
    let changed = ada.patch(&path, json!({ "pictures": pictures })).await.is(200).json();
    assert!(changed["edited_at"].is_string());
    let was = told(&["Un banco", "Un altro banco"]);
    assert_eq!(shown(&bruno, &path).await, (told(&["Il banco di destra", "Un banco"]), vec![was.clone()]));
    // The same again is none; what is not named stays.
    ada.patch(&path, json!({ "pictures": pictures })).await.is(200);
    ada.patch(&path, json!({ "topics": ["legno"] })).await.is(200);
    assert_eq!(shown(&bruno, &path).await.1.len(), 1);
    // One goes, a new one comes: who could see it then sees it in the words before.
    let third = sends(&ada, jpeg(&picture(300, 200, 3), 80)).await;
    let next = json!([{ "id": third, "alt": "Il banco nuovo" }, { "id": second, "alt": "Il banco di destra" }]);
    ada.patch(&path, json!({ "pictures": next, "audience": "everybody" })).await.is(200);
    let (now, before) = shown(&bruno, &path).await;
    assert_eq!(now, told(&["Il banco nuovo", "Il banco di destra"]));
    assert_eq!(before, [told(&["Il banco di destra", "Un banco"]), was]);
    let page = path.replace("/api/v1", "");
    let history = bruno.get(&format!("{page}/history")).await.is(200);
    history.says(&format!("/pictures/{first}/small")).says("alt=\"Un banco\"");
    bruno.get(&page).await.is(200).says_not(&first);
    bruno.get(&format!("/pictures/{first}")).await.is(200);
    // It was never for Carla, who sees the post now.
    carla.get(&format!("/pictures/{third}")).await.is(200);
    carla.get(&format!("/pictures/{first}")).await.is(404);
    carla.get(&format!("/pictures/{first}/small")).await.is(404);
    assert!(shown(&carla, &path).await.1.is_empty());
    // It can come back; none at all leaves the words; without words there must be one.
    ada.patch(&path, json!({ "pictures": [{ "id": first, "alt": "Un banco" }] })).await.is(200);
    carla.get(&format!("/pictures/{first}")).await.is(200);
    ada.patch(&path, json!({ "pictures": [] })).await.is(200);
    assert_eq!(shown(&ada, &path).await.0, told(&[]));
    assert_eq!(ada.patch(&path, json!({ "text": "" })).await.is(422).code(), "posts.text_missing");
    ada.delete(&path).await.is(204);
    for gone in [&first, &second, &third] {
        ada.get(&format!("/pictures/{gone}")).await.is(404);
    }
}

#[tokio::test]
async fn pictures_of_others_or_without_words_are_not_taken() {
    let town = Town::new().await;
    let [ada, bruno] = town.people(["Ada Rossi", "Bruno Neri"]).await;
    let mine = sends(&ada, jpeg(&picture(90, 60, 1), 80)).await;
    let elsewhere = sends(&ada, jpeg(&picture(90, 60, 2), 80)).await;
    let his = sends(&bruno, jpeg(&picture(90, 60, 3), 80)).await;
    shows(&ada, "altrove", &[(&elsewhere, "Un banco")]).await;
    let path = shows(&ada, "qui", &[(&mine, "Un banco")]).await;
    let one = |id: &str, alt: &str| json!({ "id": id, "alt": alt });
    for (pictures, code) in [
        (vec![one(&his, "Il suo")], "posts.picture_unknown"),
        (vec![one(&elsewhere, "Di un altro post")], "posts.picture_unknown"),
        (vec![one("7", "Nessuno"), one(&mine, "Un banco")], "posts.picture_unknown"),
        (vec![one("x", "Nessuno")], "posts.picture_unknown"),
        (vec![one(&mine, "Un banco"), one(&mine, "Lo stesso")], "posts.picture_unknown"),
        (vec![one(&mine, "  ")], "posts.alt_missing"),
        (vec![one(&mine, &"x".repeat(501))], "posts.alt_too_long"),
        ((0..5).map(|_| one(&mine, "Un banco")).collect(), "posts.too_many_pictures"),
    ] {
        assert_eq!(ada.patch(&path, json!({ "pictures": pictures })).await.is(422).code(), code);
    }
    bruno.patch(&path, json!({ "pictures": [] })).await.is(404);
    assert_eq!(shown(&ada, &path).await, (told(&["Un banco"]), Vec::new()));
}

/// Sends the form of a post as a browser does, with an empty file where none was chosen.
async fn edits(person: &Person, page: &str, fields: &[(&str, &str)], file: &[u8]) -> Answer {
    let text = person.get(&format!("{page}/edit")).await.is(200).text();
    let token = text.split("name=\"csrf\" value=\"").nth(1).and_then(|rest| rest.split('"').next()).unwrap().to_owned();
    let fields = [&[("csrf", token.as_str()), ("language", "it"), ("audience", "ties")], fields].concat();
    person.asks(person.multipart(Method::POST, page, &fields, ("picture2", "a.jpg"), file)).await
}

#[tokio::test]
async fn pictures_and_their_words_are_changed_on_the_page_too() {
    let town = Town::new().await;
    let ada = town.joins("Ada Rossi").await;
    let first = sends(&ada, jpeg(&picture(90, 60, 1), 80)).await;
    let path = shows(&ada, "Un banco di faggio", &[(&first, "Un banco")]).await;
    let page = path.replace("/api/v1", "");
    let form = ada.get(&format!("{page}/edit")).await.is(200);
    form.says(&format!("name=\"kept1\" value=\"{first}\"")).says("value=\"Un banco\"").says("name=\"out1\"");
    let file = jpeg(&picture(90, 60, 2), 80);
    let kept = [("text", "Un banco di faggio"), ("kept1", first.as_str()), ("alt1", "Un banco di faggio chiaro")];
    // A new one without words: the form comes back with all that was typed.
    let refused = edits(&ada, &page, &kept, &file).await.is(422);
    refused.says("Write what each picture shows").says("Un banco di faggio chiaro").says("name=\"kept2\"");
    let with = [kept.as_slice(), &[("alt2", "La pialla")]].concat();
    edits(&ada, &page, &with, &file).await.is(303);
    assert_eq!(
        shown(&ada, &path).await,
        (told(&["Un banco di faggio chiaro", "La pialla"]), vec![told(&["Un banco"])])
    );
    // Out it goes, whatever stands beside it.
    let out = [kept.as_slice(), &[("out1", "1")]].concat();
    edits(&ada, &page, &out, b"").await.is(303);
    assert_eq!(shown(&ada, &path).await.0, told(&[]));
    // A form without files says nothing of pictures.
    ada.patch(&path, json!({ "pictures": [{ "id": first, "alt": "Un banco" }] })).await.is(200);
    let form = [("text", "Un banco di rovere"), ("language", "it"), ("audience", "ties")];
    ada.sends(&format!("{page}/edit"), &page, &form).await.is(303);
    assert_eq!(shown(&ada, &path).await.0, told(&["Un banco"]));
}
