//! The same in a browser, in both languages, without scripts.

use serde_json::json;

use super::files::{archive, fixture};
use crate::testkit::Town;

#[tokio::test]
async fn a_newcomer_is_welcomed_brings_an_archive_and_plants_five() {
    let town = Town::new().await;
    let ada = town.joins("Ada Rossi").await;
    ada.get("/welcome").await.is(200).says("Hello, Ada").says("aria-current=\"step\"");
    let long = "x".repeat(1_000);
    let refused = ada.sends("/welcome", "/welcome", &[("headline", &long), ("place", "Pisa")]).await.is(422);
    let refused =
        refused.says("err-sum").says(&long).says("value=\"Pisa\"").says("<p class=\"err\" id=\"headline-e\">");
    refused.says("aria-invalid=\"true\" aria-describedby=\"headline-h headline-e\"");
    let told = ada.sends("/welcome", "/welcome", &[("headline", "Restauro sedie"), ("place", "Pisa")]).await.is(303);
    assert_eq!(told.location(), "/welcome/people");
    ada.get("/welcome/people").await.is(200).says("We write to nobody").says("enctype=\"multipart/form-data\"");
    ada.get("/welcome/beds").await.is(200).says("nobody in the garden yet");

    let bytes = archive("linkedin-complete");
    let sent = ada.uploads("/welcome/people", "/imports?welcome=1", &[], "Complete.zip", &bytes).await.is(303);
    let page = sent.location();
    assert!(page.starts_with("/imports/") && page.ends_with("?welcome=1"), "{page}");
    ada.get(&page).await.is(200).says("waits for its turn").says("<progress").says("Stop and delete everything");
    town.settles().await;
    let path = page.trim_end_matches("?welcome=1");
    let fresh = ada.get(&format!("{path}/progress")).await.is(200).json();
    assert_eq!((&fresh["running"], &fresh["percent"]), (&false.into(), &100.into()));
    let read = ada.get(path).await.is(200);
    let read = read.says("I have read your archive").says("rows not taken").says("things for your profile");
    let person = between(&read.text(), "name=\"person1\" value=\"");
    let bed = between(&read.text(), "<option value=\"\">Not yet</option><option value=\"");
    ada.get(&format!("{path}/skips")).await.is(200).says("Collegamenti.csv").says("line 8").says("an empty row");

    let gone = [("person2", person.as_str()), ("bed2", "7"), ("often2", "yes"), ("person1", "7"), ("bed1", "")];
    for (at, to) in [("/welcome/beds", "/welcome/beds"), (path, &*format!("{path}/beds"))] {
        let refused = ada.sends(at, to, &gone).await.is(422).says("err-sum").says("href=\"#bed1\"");
        let refused = refused.says("<p class=\"err\" id=\"bed1-e\">Choose one of your beds");
        refused.says("aria-invalid=\"true\" aria-describedby=\"bed1-e\"").says("value=\"yes\" checked");
    }
    let form = [("person1", person.as_str()), ("bed1", &bed), ("often1", "yes"), ("person2", "7"), ("bed2", "")];
    let planted = ada.sends("/welcome/beds", "/welcome/beds", &form).await.is(303);
    assert_eq!(planted.location(), "/welcome/step?done=planted-five");
    let first = ada.get("/welcome/step").await.is(200).says("The garden is ready").says("Write your first offer");
    first.says_not("Somebody here is already asking");
    let bruno = town.joins("Bruno Neri").await;
    let ask = json!({ "text": "Chi restaura sedie?", "audience": "everybody" });
    bruno.post("/api/v1/asks", ask.clone()).await.is(201);
    ada.get("/welcome/step").await.is(200).says("Chi restaura sedie?").says("Perhaps the answer is you");
    ada.post("/api/v1/offers", json!({ "text": "Restauro sedie.", "audience": "everybody" })).await.is(201);
    ada.get("/welcome/step").await.is(200).says("Write your first ask").says_not("Write your first offer");
    ada.post("/api/v1/asks", ask).await.is(201);
    ada.get("/welcome/step").await.is(200).says("/introductions/new").says_not("Write your first ask");
    let tended = crate::tending::find;
    let (owner, number) = (ada.id, person.parse().unwrap());
    let kept: Result<_, pergola_db::Fault> = town.app.db.read(async move |tx| tended(tx, owner, number).await).await;
    let kept = kept.unwrap().unwrap();
    assert_eq!((kept.bed.map(|id| id.to_string()), kept.cadence_days), (Some(bed), Some(30)));
}

fn between(text: &str, before: &str) -> String {
    text.split(before).nth(1).unwrap_or_else(|| panic!("no {before} in {text}")).split('"').next().unwrap().to_owned()
}

#[tokio::test]
async fn offers_are_taken_or_left_with_a_button() {
    let town = Town::new().await;
    let ada = town.joins("Ada Rossi").await;
    let bytes = archive("linkedin-complete");
    let path = ada.uploads("/import", "/imports", &[], "Complete.zip", &bytes).await.is(303).location();
    town.settles().await;
    let at = format!("{path}/proposals");
    let page = ada.get(&at).await.is(200).says("Take all");
    let (one, other) = (between(&page.text(), "name=\"take\" value=\""), {
        let rest = page.text();
        rest.split("name=\"leave\" value=\"").nth(2).unwrap().split('"').next().unwrap().to_owned()
    });
    ada.sends(&at, &at, &[("take", &one)]).await.is(303);
    ada.sends(&at, &at, &[("leave", &other)]).await.is(303);
    ada.sends(&at, &at, &[("take", &other)]).await.is(422);
    ada.sends(&at, &at, &[("all", "1")]).await.is(303);
    ada.get(&at).await.is(200).says("You have seen everything");
    let bruno = town.joins("Bruno Conti").await;
    for path in [path.clone(), format!("{path}/proposals"), format!("{path}/skips"), format!("{path}/progress")] {
        bruno.get(&path).await.is(404);
    }
    bruno.sends("/import", &format!("{path}/removal"), &[]).await.is(404);
}

#[tokio::test]
async fn a_refused_file_is_said_on_the_form_in_both_languages() {
    let town = Town::new().await;
    let ada = town.joins("Ada Rossi").await;
    ada.uploads("/import", "/imports", &[], "words.txt", b"just words").await.is(422).says("I cannot read this file");
    ada.uploads("/import", "/imports", &[], "", b"").await.is(422).says("There is no file");
    // The token is checked before a byte of the file is kept.
    let stale = ada.uploads("/robots.txt", "/imports", &[], "cards.vcf", &fixture("contacts/cards.vcf")).await;
    assert_eq!(stale.status.as_u16(), 400, "{}", stale.text());
    assert!(std::fs::read_dir(town.folder().join("imports")).is_ok_and(|mut files| files.next().is_none()));
    let (member, it) = (ada.id, "UPDATE members SET language = 'it' WHERE id = $1");
    let set: Result<u64, pergola_db::Fault> =
        town.app.db.write(async move |tx| tx.run(it, &pergola_db::params![member]).await).await;
    set.unwrap();
    ada.uploads("/import", "/imports", &[], "words.txt", b"just words").await.is(422).says("non lo so leggere");
    ada.get("/welcome").await.is(200).says("Ciao, Ada");
}

#[tokio::test]
async fn the_archive_of_everything_is_asked_for_and_fetched_on_a_page() {
    let town = Town::new().await;
    let ada = town.joins("Ada Rossi").await;
    ada.get("/export").await.is(200).says("Your private notes are inside");
    assert_eq!(ada.sends("/export", "/exports", &[]).await.is(303).location(), "/export?done=export-begun");
    ada.get("/export").await.is(200).says("I am preparing it");
    for _ in 0..2 {
        ada.sends("/export", "/exports", &[]).await.is(303);
    }
    let refused = ada.sends("/export", "/exports", &[]).await.is(422).says("href=\"#ask\"");
    refused.says("<p class=\"err\" id=\"ask-e\">").says("aria-describedby=\"ask-e\"");
    town.settles().await;
    let page = ada.get("/export").await.is(200).says("Download");
    let file = between(&page.text(), "class=\"btn small\" href=\"");
    assert!(ada.get(&file).await.is(200).bytes.starts_with(b"PK"));
    town.visitor().get(&file).await.is(303).says_not("PK");
    let removal = file.replace("/file", "/removal");
    ada.sends("/export", &removal, &[]).await.is(303);
    ada.get(&file).await.is(404);
}
