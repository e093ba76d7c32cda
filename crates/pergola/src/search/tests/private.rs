//! Own cards and notes are found by their owner alone, and nothing of theirs shows in what others see.

use serde_json::json;

use super::{count, found, row_of_people, titles};

#[tokio::test]
async fn notes_and_cards_are_their_owners_alone() {
    let (town, [ada, bruno, _, _, elsa]) = row_of_people().await;
    let before = found(&elsa, "q=sassofono").await;
    ada.patch("/api/v1/ties/bruno", json!({ "notes": "Suona il sassofono, lo dice piano" })).await.is(200);
    let card = json!({ "name": "Gino Sassofono", "organisation": "Banda", "place": "Torino" });
    ada.post("/api/v1/contacts", card).await.is(201);
    let moment =
        json!({ "with": "bruno", "kind": "met", "at": "2026-03-09T18:00:00Z", "text": "Concerto di clarinetto" });
    ada.post("/api/v1/moments", moment).await.is(201);
    town.settles().await;
    let own = found(&ada, "q=sassofono").await;
    assert_eq!(titles(&own), ["contact Gino Sassofono", "note Bruno Neri"].map(str::to_owned));
    assert_eq!((count(&own, "kind", "contact"), count(&own, "kind", "note")), (1, 1));
    assert_eq!(
        titles(&found(&ada, "q=clarineti").await),
        ["note Bruno Neri"],
        "a moment is found, and forgiven an error"
    );
    assert_eq!(titles(&found(&ada, "q=sassofono&place=Torino").await), ["contact Gino Sassofono"]);
    ada.get("/search?q=sassofono").await.is(200).says("You noted: “").says("only you see it");
    for reader in [&bruno, &elsa] {
        for query in ["q=sassofono", "q=sassofon", "q=sassofno", "q=clarinetto", "q=gino", "kind=note&q=piano"] {
            let seen = found(reader, query).await;
            assert_eq!(seen["count"], 0, "{query}: {seen}");
        }
        reader.get("/search?q=sassofono").await.is(200).says_not("Gino").says_not("lo dice piano");
        reader.get("/search/suggestions?q=sass").await.is(200).says_not("Sassofono");
    }
    assert_eq!(found(&elsa, "q=sassofono").await, before, "not even the way of looking is another");
}

#[tokio::test]
async fn a_note_about_whom_one_blocked_stays_with_its_writer_and_leads_to_his_own_card() {
    let (_town, [ada, ..]) = row_of_people().await;
    ada.patch("/api/v1/ties/bruno", json!({ "notes": "sassofono" })).await.is(200);
    let before = found(&ada, "q=sassofono").await;
    assert!(before["items"][0]["url"].as_str().unwrap().ends_with("/@bruno#story"), "{before}");
    ada.put("/api/v1/blocks/bruno", json!({})).await.is(204);
    let after = found(&ada, "q=sassofono").await;
    assert_eq!(after["count"], 1);
    assert!(after["items"][0]["url"].as_str().unwrap().contains("/contacts/"), "{after}");
}

#[tokio::test]
async fn what_is_kept_of_cards_and_notes_is_never_older_than_the_last_write_and_goes_with_its_owner() {
    let (town, [ada, ..]) = row_of_people().await;
    let card = json!({ "name": "Gino Sassofono", "place": "Torino" });
    let card = ada.post("/api/v1/contacts", card).await.is(201).json()["id"].as_str().unwrap().to_owned();
    let card = format!("/api/v1/contacts/{card}");
    let finds = async |words: &str| titles(&found(&ada, &format!("q={words}")).await).len();
    assert_eq!((finds("sassofono").await, finds("sassofono").await), (1, 1));
    assert!(town.app.search.own.keeps(ada.id));
    ada.patch(&card, json!({ "name": "Gino Clarinetto" })).await.is(200);
    assert_eq!((finds("sassofono").await, finds("clarinetto").await), (0, 1));
    ada.patch("/api/v1/ties/bruno", json!({ "notes": "Suona il trombone" })).await.is(200);
    assert_eq!(finds("trombone").await, 1);
    ada.patch("/api/v1/ties/bruno", json!({ "notes": "Suona il violino" })).await.is(200);
    assert_eq!((finds("trombone").await, finds("violino").await), (0, 1));
    let moment = json!({ "with": "bruno", "kind": "met", "at": "2026-03-09T18:00:00Z", "text": "Concerto di viola" });
    let moment = ada.post("/api/v1/moments", moment).await.is(201).json()["id"].as_str().unwrap().to_owned();
    assert_eq!(finds("concerto").await, 1);
    ada.delete(&format!("/api/v1/moments/{moment}")).await.is(204);
    assert_eq!(finds("concerto").await, 0);
    ada.delete(&card).await.is(204);
    assert_eq!(finds("clarinetto").await, 0);
    town.minutes_pass(11);
    town.settles().await;
    assert!(!town.app.search.own.keeps(ada.id), "idle");
    assert_eq!(finds("violino").await, 1);
    ada.asks_to_leave().await;
    town.days_pass(40);
    town.settles().await;
    town.settles().await;
    assert!(!town.app.search.own.keeps(ada.id));
    let id = ada.id;
    let stamps = async move |tx: &pergola_db::Tx| {
        let sql = "SELECT count(*) FROM stamps WHERE member_id = $1";
        tx.one(sql, &pergola_db::params![id], |row| row.get::<i64>(0)).await
    };
    assert_eq!(town.app.db.read::<_, pergola_db::Fault, _>(stamps).await.unwrap(), Some(0));
}
