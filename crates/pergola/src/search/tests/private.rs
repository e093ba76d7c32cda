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
