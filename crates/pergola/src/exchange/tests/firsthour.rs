//! A newcomer's first hour, as he walks it in a browser: an archive, five people, a first offer, a first ask, two people
//! whom he introduces. What is useful comes in the first session, not next week.

use serde_json::json;

use super::files::archive;
use crate::testkit::{Person, Town};

/// What stands between `before` and the next quotation mark, each time.
fn all_between(text: &str, before: &str) -> Vec<String> {
    text.split(before).skip(1).map(|rest| rest.split('"').next().unwrap_or_default().to_owned()).collect()
}

async fn step(person: &Person) -> String {
    let asked = person.post("/api/v1/companion/steps", json!({})).await.is(200).json();
    asked["step"]["kind"].as_str().unwrap_or("none").to_owned()
}

async fn posts(person: &Person, list: &str, text: &str) -> String {
    let form = [("text", text), ("language", "it"), ("audience", "two_steps")];
    let sent = person.sends(&format!("/{list}/new"), &format!("/{list}"), &form).await.is(303).location();
    sent.split('?').next().unwrap().to_owned()
}

/// Somebody here already finds a newcomer, and asks to be tied.
async fn invites(person: &Person, newcomer: &str) {
    let wish = json!({ "to": newcomer, "how_met": { "kind": "worked" } });
    person.post("/api/v1/invitations", wish).await.is(201);
}

/// The form of the welcome gives each of the first five a bed.
async fn plants_five(ada: &Person) {
    let read = ada.get("/welcome/beds").await.is(200).text();
    let people = all_between(&read, "name=\"person");
    assert_eq!(people, ["1", "2", "3", "4", "5"], "{read}");
    let ids: Vec<String> =
        (1..=5).map(|number| all_between(&read, &format!("name=\"person{number}\" value=\""))[0].clone()).collect();
    let bed = all_between(&read, "<option value=\"\">Not yet</option><option value=\"")[0].clone();
    let names: Vec<(String, String)> = (1..=5).map(|n| (format!("person{n}"), format!("bed{n}"))).collect();
    let mut form = Vec::new();
    for ((person, of_bed), id) in names.iter().zip(&ids) {
        form.extend([(person.as_str(), id.as_str()), (of_bed.as_str(), bed.as_str())]);
    }
    let planted = ada.sends("/welcome/beds", "/welcome/beds", &form).await.is(303);
    assert_eq!(planted.location(), "/welcome/step?done=planted-five");
}

#[tokio::test]
async fn the_first_hour_ends_with_two_people_introduced() {
    let town = Town::new().await;
    let [giulia, dario] = town.people(["Giulia Neri", "Dario Blu"]).await;
    let new = json!({ "text": "Chi sa restaurare sedie impagliate?", "language": "it", "audience": "everybody" });
    giulia.post("/api/v1/asks", new).await.is(201);
    posts(&giulia, "asks", "Cerco legno di rovere certificato per quaranta scrivanie").await;
    posts(&dario, "offers", "Rovere certificato per scrivanie, anche poco").await;
    let ada = town.joins("Ada Rossi").await;

    // Who she is, whom she knows: an archive, and five of those in it get a bed.
    assert_eq!(step(&ada).await, "import");
    ada.sends("/welcome", "/welcome", &[("headline", "Restauro sedie"), ("place", "Pisa")]).await.is(303);
    let bytes = archive("linkedin-complete");
    let sent = ada.uploads("/welcome/people", "/imports?welcome=1", &[], "Complete.zip", &bytes).await.is(303);
    town.settles().await;
    ada.get(&sent.location()).await.is(200).says("I have read your archive").says("/welcome/beds");
    assert_eq!(step(&ada).await, "five");
    plants_five(&ada).await;

    // She gives first; somebody here asks for just that.
    let page = ada.get("/welcome/step").await.is(200).says("Write your first offer").says("Chi sa restaurare sedie");
    page.says_not("Prepare the introduction");
    assert_eq!(step(&ada).await, "first_offer", "giving comes before asking");
    posts(&ada, "offers", "Restauro sedie impagliate, e insegno a farlo").await;
    town.settles().await;
    let page =
        ada.get("/welcome/step").await.is(200).says("Write your first ask").says("Chi sa restaurare sedie").text();
    let asked = page.split("Somebody here is already asking").nth(1).unwrap();
    assert!(asked.contains("class=\"why\""), "with its reason: {asked}");

    // She asks; who offers it appears at once.
    posts(&dario, "offers", "Presto il mio furgone per traslochi a Pisa").await;
    town.settles().await;
    let path = posts(&ada, "asks", "Un furgone in prestito per un trasloco a Pisa").await;
    ada.get(&path).await.is(200);

    // Two who know her find her, she says yes, and she knows what one asks and the other offers.
    for other in [&giulia, &dario] {
        invites(other, "ada").await;
    }
    assert_eq!(step(&ada).await, "answer", "who waits for an answer comes first");
    for invitation in ada.get("/api/v1/invitations").await.is(200).json()["items"].as_array().unwrap() {
        let path = format!("/api/v1/invitations/{}/acceptance", invitation["id"].as_str().unwrap());
        ada.put(&path, json!({})).await.is(200);
    }
    town.settles().await;
    ada.get(&path).await.is(200).says("Somebody already offers it").says("Presto il mio furgone");
    let page = ada.get("/welcome/step").await.is(200).says("You could introduce").says("quaranta scrivanie");
    let page = page.says("Rovere certificato per scrivanie").says("Prepare the introduction").text();
    let ways = all_between(&page, "href=\"/introductions/new?");
    assert!(ways.len() >= 2 && ways[0] == ways[1], "the step and the pair lead there: {ways:?}");
    assert_eq!(step(&ada).await, "first_introduction");

    let way = format!("/introductions/new?{}", ways[0].replace("&#38;", "&"));
    ada.get(&way).await.is(200).says("Giulia Neri").says("Dario Blu");
    let form = [
        ("first", "giulia"),
        ("first_why", "Dario ha rovere."),
        ("second", "dario"),
        ("second_why", "Giulia lo cerca."),
    ];
    let sent = ada.sends(&way, "/introductions", &form).await.is(303).location();
    let id = sent.split('?').next().unwrap().rsplit('/').next().unwrap().to_owned();
    for one in [&giulia, &dario] {
        one.get("/today").await.is(200).says("A question for you");
        one.put(&format!("/api/v1/introductions/{id}/acceptance"), json!({})).await.is(200);
    }
    town.settles().await;
    assert_eq!(ada.get(&format!("/api/v1/introductions/{id}")).await.is(200).json()["state"], "made");
    let page = ada.get("/welcome/step").await.is(200);
    page.says_not("Write your first").says_not("Prepare the introduction");
    ada.get("/mirror").await.is(200).says("You put").says("Giulia Neri");
}
