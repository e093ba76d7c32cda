//! A no is nowhere in the archive of whoever asked: the same bytes as with silence, whatever came after.

use pergola_db::Fault;
use pergola_domain::{ids::TieId, ties::Met};
use serde_json::{Value, json};

use super::leaving::{read, takes_all};
use crate::{
    testkit::{Person, Town},
    ties::{NewTie, form},
};

/// What happens after the answer, or after none.
#[derive(Clone, Copy, Debug)]
enum After {
    Nothing,
    Withdrawn,
    /// By whom was asked, and lifted.
    Blocked,
    /// By whoever asked, and lifted.
    BlockedByAsker,
    WithdrawnAndBlocked,
    AskedAgain,
    AskedAgainAndBlocked,
}

async fn asks(who: &Person, to: &str) -> String {
    let wish = json!({ "to": to, "how_met": { "kind": "worked", "organisation": "Mulino" }, "message": "Ciao" });
    who.post("/api/v1/invitations", wish).await.is(201).json()["id"].as_str().unwrap().to_owned()
}

async fn blocks(who: &Person, other: &str) {
    who.put(&format!("/api/v1/blocks/{other}"), Value::Null).await.is(204);
    who.delete(&format!("/api/v1/blocks/{other}")).await.is(204);
}

/// Ada asks, Bruno says no or nothing, and then. Gives the town with the two.
async fn told(refused: bool, after: After) -> (Town, Person, Person) {
    let town = Town::new().await;
    let [ada, bruno] = town.people(["Ada Rossi", "Bruno Neri"]).await;
    let id = asks(&ada, "bruno").await;
    town.minutes_pass(5);
    if refused {
        bruno.put(&format!("/api/v1/invitations/{id}/refusal"), Value::Null).await.is(204);
    }
    town.minutes_pass(5);
    let withdraws = async || ada.delete(&format!("/api/v1/invitations/{id}")).await.is(204);
    match after {
        After::Nothing => {}
        After::Withdrawn => drop(withdraws().await),
        After::Blocked => blocks(&bruno, "ada").await,
        After::BlockedByAsker => blocks(&ada, "bruno").await,
        After::WithdrawnAndBlocked => {
            withdraws().await;
            blocks(&bruno, "ada").await;
        }
        After::AskedAgain => {
            withdraws().await;
            asks(&ada, "bruno").await;
        }
        After::AskedAgainAndBlocked => {
            withdraws().await;
            asks(&ada, "bruno").await;
            blocks(&bruno, "ada").await;
        }
    }
    town.minutes_pass(5);
    (town, ada, bruno)
}

#[tokio::test]
async fn the_archive_of_who_asked_is_the_same_with_a_no_and_with_silence() {
    for (after, state) in [
        (After::Nothing, Some("open")),
        (After::Withdrawn, Some("withdrawn")),
        (After::Blocked, None),
        (After::BlockedByAsker, None),
        (After::WithdrawnAndBlocked, Some("withdrawn")),
        (After::AskedAgain, Some("withdrawn")),
        (After::AskedAgainAndBlocked, Some("withdrawn")),
    ] {
        let (silent, hers, _) = told(false, after).await;
        let (refused, hers_refused, _) = told(true, after).await;
        let (silent, refused) = (takes_all(&silent, &hers).await, takes_all(&refused, &hers_refused).await);
        let first = read(&silent).0.invitations.first().map(|first| first.state.clone());
        assert_eq!(first.as_deref(), state, "{after:?}");
        assert_eq!(read(&silent).0.invitations, read(&refused).0.invitations, "{after:?}");
        assert_eq!(silent, refused, "{after:?}, byte for byte");
    }
}

#[tokio::test]
async fn a_later_tie_tells_nothing_of_the_no_before_it() {
    for after in [After::Nothing, After::Withdrawn] {
        let mut archives = Vec::new();
        for refused in [false, true] {
            let (town, ada, bruno) = told(refused, after).await;
            let by = town.app.by_itself(pergola_domain::members::Language::En);
            let new = NewTie {
                tie: TieId(by.fresh()),
                one: ada.id,
                other: bruno.id,
                one_met: Met::untold(),
                other_met: Met::untold(),
                formed_at: by.now,
            };
            let formed: Result<bool, Fault> = town.app.db.write(async move |tx| form(tx, &by, &new).await).await;
            assert!(formed.unwrap());
            archives.push(read(&takes_all(&town, &ada).await).0);
        }
        assert_eq!(archives[0].invitations, archives[1].invitations, "{after:?}");
        assert_eq!(archives[0].ties, archives[1].ties, "{after:?}");
    }
    // Bruno said no, thought better of it, and asks himself.
    let (town, ada, bruno) = told(true, After::Withdrawn).await;
    let id = asks(&bruno, "ada").await;
    ada.put(&format!("/api/v1/invitations/{id}/acceptance"), json!({})).await.is(200);
    let hers = read(&takes_all(&town, &ada).await).0.invitations;
    let mut states: Vec<_> = hers.iter().map(|one| one.state.as_str()).collect();
    states.sort_unstable();
    assert_eq!(states, ["accepted", "withdrawn"]);
}

#[tokio::test]
async fn who_said_no_has_in_his_archive_only_what_reached_him() {
    let (town, _, bruno) = told(true, After::AskedAgain).await;
    let his = read(&takes_all(&town, &bruno).await).0.invitations;
    let states: Vec<_> = his.iter().map(|one| one.state.as_str()).collect();
    assert_eq!(states, ["refused"], "the second never reached him");
    let (town, _, bruno) = told(false, After::AskedAgain).await;
    assert_eq!(read(&takes_all(&town, &bruno).await).0.invitations.len(), 2);
}

#[tokio::test]
async fn what_others_wrote_of_somebody_is_not_in_his_archive() {
    let town = Town::new().await;
    let [ada, bruno] = town.people(["Ada Rossi", "Bruno Neri"]).await;
    let id = asks(&ada, "bruno").await;
    bruno.put(&format!("/api/v1/invitations/{id}/acceptance"), json!({})).await.is(200);
    ada.patch("/api/v1/ties/bruno", json!({ "notes": "SEGRETO: suona il trombone", "closeness": 2 })).await.is(200);
    let told =
        json!({ "with": "bruno", "kind": "called", "at": "2026-03-09T09:00:00Z", "text": "SEGRETO: al telefono" });
    ada.post("/api/v1/moments", told).await.is(201);
    let card = json!({ "name": "Bruno SEGRETO", "emails": ["bruno@example.org"] });
    ada.post("/api/v1/contacts", card).await.is(201);
    town.settles().await;
    let text = |zip: &[u8]| pergola_formats::takeout::to_json(read(zip).0).unwrap();
    let (hers, his) = (text(&takes_all(&town, &ada).await), text(&takes_all(&town, &bruno).await));
    assert_eq!(hers.matches("SEGRETO").count(), 3, "{hers}");
    assert!(!his.contains("SEGRETO") && his.contains("ada"), "{his}");
}

#[tokio::test]
async fn files_come_one_after_another() {
    let town = Town::with(&[("limits", "strict")]).await;
    let ada = town.joins("Ada Rossi").await;
    let card = "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Lino\r\nEND:VCARD\r\n";
    for _ in 0..10 {
        super::brings(&town, &ada, "lino.vcf", card.as_bytes()).await;
    }
    let more = ada.uploads("/api/v1/imports", "/api/v1/imports", &[], "lino.vcf", card.as_bytes()).await.is(429);
    assert_eq!(more.code(), "http.too_many");
    ada.uploads("/import", "/imports", &[], "lino.vcf", card.as_bytes()).await.is(429).says("A little too often");
}
