//! What may not be seen is neither found nor counted, from one moment to the next.

use serde_json::{Value, json};

use super::{count, found, row_of_people, tie, titles};
use crate::testkit::Town;

#[tokio::test]
async fn a_block_is_never_later_than_its_answer() {
    let (_town, [ada, bruno, _, _, elsa]) = row_of_people().await;
    let before = found(&elsa, "q=falegname").await;
    assert_eq!((&before["count"], count(&before, "place", "Torino")), (&json!(3), 2));
    // Nobody waits for a follower here.
    bruno.put("/api/v1/blocks/elsa", json!({})).await.is(204);
    for (reader, gone, left) in [(&elsa, "Bruno Neri", 2), (&bruno, "Elsa Viola", 3)] {
        let after = found(reader, "q=falegname").await;
        assert_eq!(after["count"], left);
        assert!(!after.to_string().contains(gone), "{after}");
        let all = found(reader, "kind=person").await;
        assert!(!all.to_string().contains(gone), "{all}");
        let name = gone.split(' ').next().unwrap();
        assert_eq!(titles(&found(reader, &format!("q={name}")).await), Vec::<String>::new());
        reader.get(&format!("/search/suggestions?q={name}")).await.is(200).says_not(gone);
    }
    let after = found(&elsa, "q=falegname").await;
    assert_eq!((count(&after, "place", "Torino"), count(&after, "topic", "legno")), (1, 0));
    let told: u64 = ["1", "2", "3", "beyond"].iter().map(|at| count(&after, "distance", at)).sum();
    assert_eq!(told, 2);
    // Somebody else sees as before.
    assert_eq!(found(&ada, "q=falegname").await["count"], 3);
    bruno.delete("/api/v1/blocks/elsa").await.is(204);
    assert_eq!(found(&elsa, "q=falegname").await["count"], 3);
}

#[tokio::test]
async fn nobody_is_reached_through_whom_he_blocked() {
    let (_town, [ada, bruno, carla, ..]) = row_of_people().await;
    assert_eq!(found(&ada, "q=carla").await["items"][0]["distance"], 2);
    carla.put("/api/v1/blocks/bruno", json!({})).await.is(204);
    let after = found(&ada, "q=carla").await;
    assert_eq!((&after["items"][0]["distance"], &after["items"][0]["way"]), (&json!(null), &json!([])));
    assert_eq!((count(&after, "distance", "2"), count(&after, "distance", "beyond")), (0, 1));
    assert_eq!(found(&bruno, "q=carla").await["count"], 0);
}

#[tokio::test]
async fn what_is_for_few_is_found_by_few() {
    let (town, [ada, bruno, carla, dino, elsa]) = row_of_people().await;
    for audience in ["ties", "two_steps", "three_steps", "everybody"] {
        let new = json!({ "text": format!("Cerco un tornio, per {audience}"), "audience": audience });
        ada.post("/api/v1/asks", new).await.is(201);
    }
    for audience in ["ties", "two_steps", "everybody"] {
        let new = json!({ "text": format!("Il mio tornio, per {audience}"), "audience": audience });
        ada.post("/api/v1/posts", new).await.is(201);
    }
    town.settles().await;
    for (reader, asks, posts) in [(&ada, 4, 3), (&bruno, 4, 3), (&carla, 3, 2), (&dino, 2, 1), (&elsa, 1, 1)] {
        let all = found(reader, "q=tornio").await;
        assert_eq!((count(&all, "kind", "ask"), count(&all, "kind", "post")), (asks, posts), "{}", reader.handle);
        assert_eq!(all["items"].as_array().unwrap().len(), usize::try_from(asks + posts).unwrap());
    }
}

async fn in_group(person: &crate::testkit::Person, name: &str, entry: &str) -> String {
    let new = json!({ "name": name, "purpose": "Chi lavora il legno.", "entry": entry });
    person.post("/api/v1/groups", new).await.is(201).json()["id"].as_str().unwrap().to_owned()
}

#[tokio::test]
async fn a_hidden_group_and_what_is_written_in_it_are_for_those_in_it() {
    let town = Town::new().await;
    let [ada, bruno, carla] = town.people(["Ada Rossi", "Bruno Neri", "Carla Verdi"]).await;
    for (name, entry) in
        [("Ciliegio aperto", "open"), ("Ciliegio a richiesta", "on_request"), ("Ciliegio nascosto", "hidden")]
    {
        let group = in_group(&ada, name, entry).await;
        ada.post("/api/v1/posts", json!({ "text": format!("Ciliegio: {entry}"), "group": group })).await.is(201);
        if entry == "hidden" {
            let asked = json!({ "role": "member" });
            ada.put(&format!("/api/v1/groups/{group}/members/bruno"), asked).await.is(204);
            town.settles().await;
            let invited = found(&bruno, "q=ciliegio").await;
            assert_eq!((count(&invited, "kind", "group"), count(&invited, "kind", "post")), (3, 1));
            bruno.put(&format!("/api/v1/groups/{group}/membership"), Value::Null).await.is(200);
        }
    }
    town.settles().await;
    for (reader, groups, posts) in [(&ada, 3, 3), (&bruno, 3, 2), (&carla, 2, 1)] {
        let all = found(reader, "q=ciliegio").await;
        assert_eq!((count(&all, "kind", "group"), count(&all, "kind", "post")), (groups, posts), "{}", reader.handle);
    }
}

#[tokio::test]
async fn whose_account_is_closed_or_gone_is_nowhere() {
    let (town, [ada, bruno, ..]) = row_of_people().await;
    let new = json!({ "text": "Falegname offre assi", "audience": "everybody" });
    bruno.post("/api/v1/offers", new).await.is(201);
    town.settles().await;
    assert_eq!(found(&ada, "q=falegname").await["count"], 4);
    town.closes(&bruno, true).await;
    assert_eq!(found(&ada, "q=falegname").await["count"], 2);
    town.closes(&bruno, false).await;
    assert_eq!(found(&ada, "q=falegname").await["count"], 4);
    let bruno = town.signs_in("bruno").await;
    bruno.asks_to_leave().await;
    let meanwhile = found(&ada, "q=falegname").await;
    assert_eq!((count(&meanwhile, "kind", "offer"), count(&meanwhile, "kind", "person")), (0, 3));
    town.days_pass(40);
    town.settles().await;
    town.settles().await;
    let after = found(&ada, "q=falegname").await;
    assert_eq!(after["count"], 2);
    assert!(!after.to_string().contains("Bruno"), "{after}");
    assert_eq!(titles(&found(&ada, "q=bruno").await), Vec::<String>::new());
}

#[tokio::test]
async fn who_hides_his_ties_is_found_but_no_way_leads_through_him() {
    let (town, [ada, bruno, carla, ..]) = row_of_people().await;
    bruno.patch("/api/v1/me", json!({ "ties_shown": "nobody" })).await.is(200);
    tie(&ada, &town.signs_in("elsa").await).await;
    town.settles().await;
    let after = found(&ada, "q=carla").await;
    assert_eq!((&after["items"][0]["distance"], count(&after, "distance", "beyond")), (&json!(null), 1));
    assert_eq!(found(&ada, "q=bruno").await["items"][0]["distance"], 1);
    assert_eq!(found(&carla, "q=bruno").await["items"][0]["mutuals"]["count"], 0);
}

/// The names of the organisations that somebody finds.
async fn organisations(reader: &crate::testkit::Person, query: &str) -> Vec<String> {
    titles(&found(reader, &format!("{query}&kind=organisation")).await)
}

#[tokio::test]
async fn an_organisation_without_a_page_is_found_through_who_names_it_and_goes_with_the_last() {
    let (town, [ada, bruno, _, _, elsa]) = row_of_people().await;
    let work = json!({ "positions": [{ "organisation": "Segheria Larice", "title": "direttore", "from": "2020" }] });
    bruno.patch("/api/v1/me", work).await.is(200);
    town.settles().await;
    let name = ["organisation Segheria Larice".to_owned()];
    for reader in [&ada, &bruno, &elsa] {
        assert_eq!(organisations(reader, "q=larice").await, name);
    }
    // What only somebody names who is not there for the reader, is not there either: nor counted, nor while one types.
    bruno.put("/api/v1/blocks/elsa", json!({})).await.is(204);
    assert_eq!(organisations(&elsa, "q=larice").await, Vec::<String>::new());
    assert_eq!(organisations(&elsa, "").await, Vec::<String>::new());
    assert_eq!(count(&found(&elsa, "q=larice").await, "kind", "organisation"), 0);
    elsa.get("/search/suggestions?q=laric").await.is(200).says_not("Larice");
    assert_eq!(organisations(&ada, "q=larice").await, name);
    // With a page of its own it is everybody's to find.
    ada.patch(
        "/api/v1/me",
        json!({ "positions": [{ "organisation": "Pialla Lunga", "title": "socia", "from": "2020" }] }),
    )
    .await
    .is(200);
    town.settles().await;
    bruno.asks_to_leave().await;
    town.days_pass(40);
    town.settles().await;
    town.settles().await;
    let rows = async move |tx: &pergola_db::Tx| {
        tx.all("SELECT name FROM organisations ORDER BY name", &[], |row| row.get::<String>(0)).await
    };
    let left = town.app.db.read::<Vec<String>, pergola_db::Fault, _>(rows).await.unwrap();
    assert_eq!(left, ["Pialla Lunga"], "what nobody names any more is gone from the tables");
    assert_eq!(organisations(&town.signs_in("ada").await, "q=larice").await, Vec::<String>::new());
}

#[tokio::test]
async fn who_is_about_to_leave_asks_for_nothing() {
    let (town, [ada, bruno, ..]) = row_of_people().await;
    bruno.post("/api/v1/asks", json!({ "text": "Chi affila lame?", "audience": "everybody" })).await.is(201);
    town.settles().await;
    assert_eq!(found(&ada, "q=falegname&open_asks=true").await["count"], 1);
    bruno.asks_to_leave().await;
    let after = found(&ada, "q=falegname&open_asks=true").await;
    assert_eq!((&after["count"], &after["facets"]["open_asks"]), (&json!(0), &json!(0)));
}
