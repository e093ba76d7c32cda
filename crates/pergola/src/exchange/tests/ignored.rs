//! Whole files of an archive that are not read: each by its name, with its reason; for their owner alone.

use pergola_formats::IgnoredWhy;
use serde_json::{Value, json};

use super::{
    brings,
    files::{archive, fixture, zip},
};
use crate::testkit::Town;

/// One file for each reason, beside one that is read. The last is broken: a byte of what is packed in it is another.
fn mixed() -> Vec<u8> {
    let mut bytes = zip(&[
        ("Connections.csv", &fixture("linkedin-basic/Connections.csv")),
        ("Ad_Targeting.csv", &fixture("linkedin-complete/Ad_Targeting.csv")),
        ("Shares.csv", &fixture("linkedin-complete/Shares_123.csv")),
        ("Nothing.csv", b"Nothing to see"),
        ("media/<b>mare</b>.jpg", b"not looked at"),
        ("Skills.csv", b"Name\nFalegnameria\n"),
    ]);
    let name = bytes.windows(10).position(|ten| ten == b"Skills.csv").unwrap();
    bytes[name + 12] ^= 0xff;
    bytes
}

#[tokio::test]
async fn each_file_that_is_not_read_is_named_with_its_reason_to_its_owner_alone() {
    let town = Town::new().await;
    let [ada, bruno] = town.people(["Ada Rossi", "Bruno Conti"]).await;
    let import = brings(&town, &ada, "archive.zip", &mixed()).await;
    assert_eq!(import["state"], "done", "{import}");
    let mut found: Vec<(&str, &str)> = import["ignored"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| (one["file"].as_str().unwrap(), one["reason"].as_str().unwrap()))
        .collect();
    found.sort_unstable();
    let all = [
        ("Ad_Targeting.csv", "private"),
        ("Nothing.csv", "empty"),
        ("Shares.csv", "not_useful"),
        ("Skills.csv", "damaged"),
        ("media/<b>mare</b>.jpg", "not_known"),
    ];
    assert_eq!(found, all, "{import}");
    assert_eq!(import["counts"]["ignored_files"], all.len(), "{import}");
    let texts: Vec<&Value> = import["ignored"].as_array().unwrap().iter().map(|one| &one["text"]).collect();
    assert!(texts.contains(&&json!("Left closed for your privacy: advertising, security, what you searched for.")));

    let path = format!("/imports/{}", import["id"].as_str().unwrap());
    let page = ada.get(&path).await.is(200).says("5 files left unread: which and why");
    let page = page.says("<li>Ad_Targeting.csv</li>").says("Left closed for your privacy");
    page.says("mare").says_not("<b>mare").says_not("<details class=\"plainly\" open");
    bruno.get(&path).await.is(404).says_not("Ad_Targeting");
    bruno.get(&format!("/api/v1{path}")).await.is(404).says_not("Ad_Targeting");
    let list = ada.get("/api/v1/imports").await.is(200).json();
    assert_eq!(list["items"][0]["ignored"], json!([]), "the list of imports does not repeat them: {list}");
    ada.patch("/api/v1/me", json!({ "language": "it" })).await.is(200);
    ada.get(&path).await.is(200).says("5 file non letti: quali e perché").says("Resta chiuso per la tua riservatezza");

    ada.delete(&format!("/api/v1{path}")).await.is(204);
    let sql = "SELECT count(*) FROM import_ignored";
    let kept: Result<Option<i64>, pergola_db::Fault> =
        town.app.db.read(async move |tx| tx.one(sql, &[], |row| row.get(0)).await).await;
    assert_eq!(kept.unwrap(), Some(0), "their names go with the import");
}

#[tokio::test]
async fn every_reason_has_its_sentence_and_a_file_read_whole_says_nothing_of_it() {
    let town = Town::new().await;
    let ada = town.joins("Ada Rossi").await;
    for reason in IgnoredWhy::ALL.map(IgnoredWhy::key).into_iter().chain(["unspoken"]) {
        let key = format!("exchange-ignored-{reason}");
        let speak = |language| crate::words::Speech::new(&town.app, language).s(&key).to_owned();
        let (it, en) = (speak(pergola_domain::members::Language::It), speak(pergola_domain::members::Language::En));
        assert!(it != en && it.len() > 20 && en.len() > 20 && it != key, "{it} {en}");
    }
    let card = "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Lino\r\nEND:VCARD\r\n";
    let import = brings(&town, &ada, "lino.vcf", card.as_bytes()).await;
    assert_eq!(import["ignored"], json!([]), "{import}");
    ada.get(&format!("/imports/{}", import["id"].as_str().unwrap())).await.is(200).says_not("left unread");
}

#[tokio::test]
async fn the_name_of_an_archive_is_the_members_only_when_he_takes_it() {
    let town = Town::new().await;
    let ada = town.joins("Ada Rossi").await;
    let name = async || ada.get("/api/v1/me").await.is(200).json()["name"].as_str().unwrap().to_owned();
    let import = brings(&town, &ada, "archive.zip", &archive("linkedin-complete")).await;
    assert_eq!(name().await, "Ada Rossi");
    let at = format!("/imports/{}/proposals", import["id"].as_str().unwrap());
    ada.get(&at).await.is(200).says("Your name").says("Olivia Ottolune");
    ada.patch("/api/v1/me", json!({ "language": "it" })).await.is(200);
    ada.get(&at).await.is(200).says("Il tuo nome").says("Olivia Ottolune");
    let offers = ada.get("/api/v1/proposals?limit=100").await.is(200).json();
    let offer = offers["items"].as_array().unwrap().iter().find(|offer| offer["kind"] == "name").unwrap().clone();
    assert_eq!(offer["body"]["text"], "Olivia Ottolune");
    assert_eq!(name().await, "Ada Rossi", "to look at it changes nothing");
    // Who takes all at once takes all but this one, however often.
    let many = offers["items"].as_array().unwrap().len() - 1;
    assert!(many > 1, "{offers}");
    ada.get(&at).await.says(&format!("Prendile tutte e {many}")).says("Il tuo nome cambia solo con il suo pulsante.");
    ada.patch("/api/v1/me", json!({ "language": "en" })).await.is(200);
    ada.get(&at).await.says(&format!("Take all {many}")).says("Your name changes only with its own button.");
    for _ in 0..2 {
        ada.sends(&at, &at, &[("all", "1")]).await.is(303);
        let left = ada.get("/api/v1/proposals?limit=100").await.is(200).json();
        assert_eq!(left["items"], json!([offer]));
        assert_eq!(name().await, "Ada Rossi");
    }
    ada.get(&at).await.is(200).says("Olivia Ottolune").says_not("Take all");
    ada.sends(&at, &at, &[("take", offer["id"].as_str().unwrap())]).await.is(303);
    assert_eq!(name().await, "Olivia Ottolune");

    // Who is called so already is offered nothing; who leaves it keeps his name.
    let own = zip(&[("Profile.csv", b"First Name,Last Name,Headline\nBruno,Conti,Falegname\n")]);
    let bruno = town.joins("Bruno Conti").await;
    brings(&town, &bruno, "archive.zip", &own).await;
    let kinds = async || -> Vec<String> {
        let offers = bruno.get("/api/v1/proposals?limit=100").await.is(200).json();
        offers["items"].as_array().unwrap().iter().map(|offer| offer["kind"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(kinds().await, ["headline"]);
    let other = zip(&[("Profile.csv", b"First Name,Last Name,Headline\nBruno,Altro,Falegname\n")]);
    let import = brings(&town, &bruno, "archive.zip", &other).await;
    assert_eq!(kinds().await, ["headline", "name"]);
    let at = format!("/imports/{}/proposals", import["id"].as_str().unwrap());
    let offers = bruno.get("/api/v1/proposals?limit=100").await.json();
    bruno.sends(&at, &at, &[("leave", offers["items"][1]["id"].as_str().unwrap())]).await.is(303);
    brings(&town, &bruno, "again.zip", &other).await;
    assert_eq!(kinds().await, ["headline"], "what was left is not offered again");
    assert_eq!(bruno.get("/api/v1/me").await.json()["name"], "Bruno Conti");
}
