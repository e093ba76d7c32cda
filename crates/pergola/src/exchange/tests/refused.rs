//! Files that are not read, each with its reason; and rows that are not taken, each with its line.

use pergola_formats::Limits;
use serde_json::Value;

use super::{
    brings,
    files::{fixture, zip},
    leaving::{read, takes_all},
};
use crate::{
    app::Most,
    http::Failure,
    testkit::{Person, Town},
};

/// What becomes of a file: refused at once, or while it is read.
async fn refused(town: &Town, who: &Person, name: &str, bytes: &[u8]) -> String {
    let answer = who.uploads("/api/v1/imports", "/api/v1/imports", &[], name, bytes).await;
    if answer.status == 422 {
        assert!(answer.json()["detail"].as_str().unwrap().len() > 20);
        return answer.code();
    }
    let path = format!("/api/v1/imports/{}", answer.is(202).json()["id"].as_str().unwrap());
    town.settles().await;
    let import = who.get(&path).await.is(200).json();
    assert_eq!(import["state"], "failed", "{import}");
    import["failure"]["code"].as_str().unwrap().to_owned()
}

#[tokio::test]
async fn each_file_that_is_not_read_has_its_reason() {
    let file = Limits { rows: 2_000, ..Limits::default() };
    let town = Town::small(Most { file, ..Most::default() }).await;
    let ada = town.joins("Ada Rossi").await;
    let names: Vec<String> = (0..2_001).map(|number| format!("{number}.csv")).collect();
    let many: Vec<(&str, &[u8])> = names.iter().map(|name| (name.as_str(), b"".as_slice())).collect();
    let whole = zip(&[("Connections.csv", &fixture("linkedin-basic/Connections.csv"))]);
    // Bit 0 of the flags, in the head of the entry and in the directory: the entry is encrypted (APPNOTE 4.4.4).
    let mut locked = whole;
    locked[6] |= 1;
    let directory = locked.windows(4).position(|four| four == b"PK\x01\x02").unwrap();
    locked[directory + 8] |= 1;
    let newer = pergola_formats::takeout::to_json(read(&takes_all(&town, &ada).await).0).unwrap();
    let version = newer.split("\"version\": ").nth(1).unwrap().split([',', '\n']).next().unwrap().to_owned();
    let torn_of = newer.clone();
    let newer = newer.replace(&format!("\"version\": {version}"), "\"version\": 999");
    let torn = torn_of.as_bytes()[..torn_of.len() / 2].to_vec();
    let head = fixture("linkedin-basic/Connections.csv");
    let rows = [head, b",,,,,,\n".repeat(2_001)].concat();
    for (name, bytes, code) in [
        ("many.zip", zip(&many), "exchange.too_many_entries"),
        ("locked.zip", locked, "exchange.encrypted"),
        ("torn.json", torn, "exchange.damaged"),
        ("pergola.json", newer.into_bytes(), "exchange.newer"),
        ("Connections.csv", rows, "exchange.too_many_rows"),
    ] {
        assert_eq!(refused(&town, &ada, name, &bytes).await, code, "{name}");
    }
    let missing = ada.uploads_as("other", "/import", "/imports", b"x").await.is(422);
    missing.says("There is no file: choose one");
    let request = ada.multipart(axum::http::Method::POST, "/api/v1/imports", &[], ("other", "a.csv"), b"x");
    assert_eq!(ada.asks(request).await.is(422).code(), "exchange.file_missing");
}

#[tokio::test]
async fn a_file_beyond_the_limit_is_refused_and_one_that_is_gone_broke_off() {
    let town = Town::new().await;
    let ada = town.joins("Ada Rossi").await;
    let path = town.folder().join("large.csv");
    // It takes no place on the disk.
    std::fs::File::create(&path).unwrap().set_len(pergola_domain::exchange::FILE_BYTES + 1).unwrap();
    let by = town.app.by_itself(pergola_domain::members::Language::En).on_behalf_of(ada.id);
    let told = crate::exchange::bring(&town.app, by, &path).await;
    assert!(matches!(told, Err(Failure::Refused(pergola_domain::exchange::Refusal::TooLarge))), "{told:?}");
    let cards = fixture("contacts/cards.vcf");
    let begun = ada.uploads("/api/v1/imports", "/api/v1/imports", &[], "a.vcf", &cards).await.is(202).json();
    let id = begun["id"].as_str().unwrap();
    std::fs::remove_file(town.folder().join("imports").join(id)).unwrap();
    for _ in 0..30 {
        town.settles().await;
        town.days_pass(1);
    }
    let import = ada.get(&format!("/api/v1/imports/{id}")).await.is(200).json();
    assert_eq!(import["state"], "failed", "{import}");
    let code = import["failure"]["code"].as_str().unwrap();
    assert!(["exchange.broken_off", "exchange.damaged"].contains(&code), "{import}");
}

#[tokio::test]
async fn each_row_that_is_not_taken_has_its_file_its_line_and_its_reason() {
    let town = Town::new().await;
    let ada = town.joins("Ada Rossi").await;
    let import = brings(&town, &ada, "archive.zip", &super::files::archive("linkedin-complete")).await;
    let skipped = import["skipped"].as_array().unwrap();
    let of = |reason: &str| -> Vec<&Value> { skipped.iter().filter(|row| row["reason"] == reason).collect() };
    assert!(!of("no_place").is_empty(), "{import}");
    for row in skipped {
        assert!(row["line"].as_i64().is_some_and(|line| line > 0), "{row}");
        assert!(row["file"].as_str().is_some_and(|file| !file.is_empty() && file != "archive.zip"), "{row}");
        assert!(row["text"].as_str().is_some_and(|text| !text.is_empty()), "{row}");
    }
    // More skills than anybody has: those beyond are listed, and not lost in silence.
    let mut skills = "Name\n".to_owned();
    for number in 0..2_003 {
        skills.push_str(&format!("Mestiere {number}\n"));
    }
    let import = brings(&town, &ada, "Skills.csv", skills.as_bytes()).await;
    let beyond: Vec<(&Value, &Value)> =
        import["skipped"].as_array().unwrap().iter().map(|row| (&row["line"], &row["reason"])).collect();
    let lines: Vec<i64> = beyond.iter().map(|(line, _)| line.as_i64().unwrap()).collect();
    assert_eq!(lines, [2_002, 2_003, 2_004], "{import}");
    assert!(beyond.iter().all(|(_, reason)| **reason == "too_many"));
}

#[tokio::test]
async fn whoever_finds_no_room_is_listed_where_he_stands() {
    // There is place for one.
    let town = Town::small(Most { cards: 1, ..Most::default() }).await;
    let ada = town.joins("Ada Rossi").await;
    let head = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n";
    let rows = "Ivo,Uno,https://www.linkedin.com/in/ivo-a,,,,01 Jan 2020\nIvo,Due,https://www.linkedin.com/in/ivo-b,,,,01 Jan 2020\n";
    let file = zip(&[("Connections.csv", [head, rows].concat().as_bytes())]);
    let import = brings(&town, &ada, "archive.zip", &file).await;
    let skipped = import["skipped"].as_array().unwrap();
    assert_eq!(skipped.len(), 1, "{import}");
    let row = &skipped[0];
    assert_eq!((&row["file"], &row["reason"]), (&"Connections.csv".into(), &"no_room".into()), "{row}");
    assert_eq!(row["line"], 3, "{row}");
}
