//! A member brings files along.

use serde_json::Value;

use super::{
    brings,
    files::{archive, fixture, zip},
};
use crate::testkit::{Person, Town};

#[tokio::test]
async fn a_complete_archive_fills_the_garden_and_the_second_time_changes_nothing() {
    let town = Town::new().await;
    let ada = town.joins("Ada Rossi").await;
    let first = brings(&town, &ada, "Complete_LinkedInDataExport.zip", &archive("linkedin-complete")).await;
    assert_eq!(first["state"], "done", "{first}");
    let count = |import: &Value, what: &str| import[what].as_i64().unwrap();
    assert!(first["counts"]["connections"].as_i64().unwrap() > 3, "{first}");
    assert!(first["counts"]["messages"].as_i64().unwrap() > 3, "{first}");
    assert!(count(&first, "taken") > 10, "{first}");
    let sum = count(&first, "taken") + count(&first, "unchanged") + count(&first, "skipped_count");
    assert_eq!(sum, count(&first, "read"), "{first}");
    let skip = &first["skipped"][0];
    assert!(skip["file"].is_string() && skip["line"].is_i64() && skip["text"].as_str().unwrap().len() > 5, "{skip}");

    let before = everything(&town, &ada).await;
    let second = brings(&town, &ada, "again.zip", &archive("linkedin-complete")).await;
    assert_eq!((count(&second, "taken"), &second["state"]), (0, &Value::from("done")), "{second}");
    assert_eq!(everything(&town, &ada).await, before);
    assert!(std::fs::read_dir(town.folder().join("imports")).unwrap().next().is_none(), "the files are gone");
}

/// The cards, plants and moments of somebody, to compare.
async fn everything(town: &Town, who: &Person) -> Vec<String> {
    let owner = who.id;
    let sql = "SELECT c.name, c.organisation, c.position, t.met_at, t.last_moment_at, \
               (SELECT count(*) FROM moments m WHERE m.owner_id = c.owner_id AND m.person_id = c.id) FROM contacts c \
               JOIN tending t ON t.owner_id = c.owner_id AND t.person_id = c.id WHERE c.owner_id = $1 ORDER BY c.id";
    let rows = town
        .app
        .db
        .read(async move |tx| {
            tx.all(sql, &pergola_db::params![owner], |row| {
                Ok(format!(
                    "{}|{}|{}|{}|{:?}|{}",
                    row.get::<String>(0)?,
                    row.get::<String>(1)?,
                    row.get::<String>(2)?,
                    row.get::<i64>(3)?,
                    row.get::<Option<i64>>(4)?,
                    row.get::<i64>(5)?
                ))
            })
            .await
        })
        .await;
    let rows: Result<Vec<String>, pergola_db::Fault> = rows;
    rows.unwrap()
}

#[tokio::test]
async fn what_an_archive_says_about_me_is_offered_and_taken_one_by_one() {
    let town = Town::new().await;
    let ada = town.joins("Ada Rossi").await;
    let told = async || {
        let me = ada.get("/api/v1/me").await.is(200).json();
        ["name", "headline", "about", "positions", "education", "skills", "languages"].map(|part| me[part].clone())
    };
    let before = told().await;
    brings(&town, &ada, "archive.zip", &archive("linkedin-complete")).await;
    assert_eq!(told().await, before, "nothing is written over: it is offered");
    let offers = ada.get("/api/v1/proposals?limit=100").await.is(200).json();
    let offers = offers["items"].as_array().unwrap().clone();
    let kinds: Vec<&str> = offers.iter().map(|offer| offer["kind"].as_str().unwrap()).collect();
    for kind in ["name", "headline", "about", "position", "education", "skill", "language"] {
        assert!(kinds.contains(&kind), "{kind} of {kinds:?}");
    }
    let (yes, no) = (offers[0]["id"].as_str().unwrap(), offers[1]["id"].as_str().unwrap());
    ada.put(&format!("/api/v1/proposals/{no}/refusal"), Value::Null).await.is(204);
    assert_eq!(told().await, before);
    ada.put(&format!("/api/v1/proposals/{yes}/acceptance"), Value::Null).await.is(204);
    let after = told().await;
    let changed = after.iter().zip(&before).filter(|(now, then)| now != then).count();
    assert_eq!(changed, 1, "the one that was taken: {after:?}");
    let again = ada.put(&format!("/api/v1/proposals/{no}/acceptance"), Value::Null).await.is(422);
    assert_eq!(again.code(), "exchange.proposal_stale");
    let bruno = town.joins("Bruno Conti").await;
    bruno.put(&format!("/api/v1/proposals/{yes}/acceptance"), Value::Null).await.is(404);
    let left = ada.get("/api/v1/proposals?limit=100").await.json()["items"].as_array().unwrap().len();
    assert_eq!(left, offers.len() - 2);
    // What was put aside is not offered again.
    brings(&town, &ada, "again.zip", &archive("linkedin-complete")).await;
    assert_eq!(ada.get("/api/v1/proposals?limit=100").await.json()["items"].as_array().unwrap().len(), left);
}

#[tokio::test]
async fn cards_of_a_telephone_and_tables_of_others_become_cards() {
    let town = Town::new().await;
    let ada = town.joins("Ada Rossi").await;
    for name in ["cards.vcf", "google-new.csv", "google-old.csv", "outlook-en.csv", "outlook-it.csv", "resume.json"] {
        let import = brings(&town, &ada, name, &fixture(&format!("contacts/{name}"))).await;
        assert_eq!(import["state"], "done", "{name}: {import}");
        assert!(import["read"].as_i64().unwrap() > 0, "{name}: {import}");
        let second = brings(&town, &ada, name, &fixture(&format!("contacts/{name}"))).await;
        assert_eq!(second["taken"], 0, "{name}: {second}");
    }
}

#[tokio::test]
async fn what_cannot_be_read_is_refused_with_a_sentence() {
    let town = Town::new().await;
    let ada = town.joins("Ada Rossi").await;
    let climbs = zip(&[("../../etc/Connections.csv", b"First Name,Last Name\n")]);
    for (bytes, code) in [
        (Vec::new(), "exchange.empty"),
        (b"just some words".to_vec(), "exchange.not_known"),
        (climbs, "exchange.climbs_out"),
    ] {
        let answer = ada.uploads("/api/v1/imports", "/api/v1/imports", &[], "a.zip", &bytes).await.is(422);
        assert_eq!(answer.code(), code);
        assert!(answer.json()["detail"].as_str().unwrap().len() > 20);
    }
    assert!(std::fs::read_dir(town.folder().join("imports")).unwrap().next().is_none(), "nothing stays");
    let nothing = ada.post("/api/v1/imports", Value::Null).await.is(400);
    assert_eq!(nothing.code(), "http.multipart_expected");
}

#[tokio::test]
async fn a_bomb_and_an_endless_line_fail_while_they_are_read() {
    let town = Town::new().await;
    let ada = town.joins("Ada Rossi").await;
    let head = fixture("linkedin-basic/Connections.csv");
    let wide = [vec![b' '; 200_000], b",,,,,,\n".to_vec()].concat();
    let bomb = zip(&[("Connections.csv", &[head.clone(), wide.repeat(600)].concat())]);
    let failed = brings(&town, &ada, "bomb.zip", &bomb).await;
    assert_eq!((&failed["state"], &failed["failure"]["code"]), (&"failed".into(), &"exchange.bomb".into()), "{failed}");
    assert_eq!(failed["failure"]["entry"], "Connections.csv");
    let endless = [head, b"\"".to_vec(), vec![b'x'; 3 << 20]].concat();
    let failed = brings(&town, &ada, "Connections.csv", &endless).await;
    assert_eq!(failed["failure"]["code"], "exchange.line_too_long", "{failed}");
}

#[tokio::test]
async fn three_files_at_a_time_and_each_can_be_stopped() {
    let town = Town::new().await;
    let ada = town.joins("Ada Rossi").await;
    let bruno = town.joins("Bruno Conti").await;
    let cards = fixture("contacts/cards.vcf");
    let mut ids = Vec::new();
    for _ in 0..3 {
        let begun = ada.uploads("/api/v1/imports", "/api/v1/imports", &[], "a.vcf", &cards).await.is(202).json();
        ids.push(begun["id"].as_str().unwrap().to_owned());
    }
    let fourth = ada.uploads("/api/v1/imports", "/api/v1/imports", &[], "a.vcf", &cards).await.is(422);
    assert_eq!(fourth.code(), "exchange.too_many_imports");
    let path = format!("/api/v1/imports/{}", ids[0]);
    bruno.get(&path).await.is(404);
    bruno.delete(&path).await.is(404);
    ada.delete(&path).await.is(204);
    ada.get(&path).await.is(404);
    town.settles().await;
    let list = ada.get("/api/v1/imports").await.is(200).json();
    let states: Vec<&str> = list["items"].as_array().unwrap().iter().map(|i| i["state"].as_str().unwrap()).collect();
    assert_eq!(states, ["done", "done"]);
}
