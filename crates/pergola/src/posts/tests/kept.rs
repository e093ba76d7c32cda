//! What is kept in memory for feeds: never older than the last write of its owner, and nobody's after he left.

use pergola_db::{Fault, Tx, params};
use serde_json::{Value, json};

use super::{id, texts, tie, writes};
use crate::testkit::{Person, Town};

async fn reads(person: &Person) -> Vec<String> {
    texts(person, "/api/v1/feed").await
}

#[tokio::test]
async fn what_a_reader_chose_a_moment_ago_counts_for_his_next_page() {
    let town = Town::new().await;
    let [ada, bruno, carla, dora] = town.people(["Ada Rossi", "Bruno Neri", "Carla Blu", "Dora Verdi"]).await;
    tie(&ada, &bruno).await;
    tie(&ada, &carla).await;
    writes(&bruno, "di Bruno", "ties").await;
    writes(&carla, "di Carla", "ties").await;
    let of_light = json!({ "text": "di luce", "audience": "everybody", "topics": ["Luce"] });
    dora.post("/api/v1/posts", of_light).await.is(201);
    let asked = json!({ "text": "Chi ha un tornio?", "topics": ["Legno"], "audience": "everybody" });
    dora.post("/api/v1/asks", asked).await.is(201);
    let (both, has) = (reads(&ada).await, async |text: &str| reads(&ada).await.contains(&text.to_owned()));
    assert_eq!((both.len(), reads(&ada).await == both, town.app.recent.keeps_own_of(ada.id)), (2, true, true));
    // How close he feels.
    for (close, far) in [("bruno", "carla"), ("carla", "bruno")] {
        ada.patch(&format!("/api/v1/ties/{far}"), json!({ "closeness": 1 })).await.is(200);
        ada.patch(&format!("/api/v1/ties/{close}"), json!({ "closeness": 5 })).await.is(200);
        assert!(reads(&ada).await[0].to_lowercase().ends_with(close), "{close} first");
    }
    // What he follows, and no more.
    ada.put("/api/v1/topics/luce/following", Value::Null).await.is(204);
    assert!(has("di luce").await);
    ada.put("/api/v1/topics/luce/muting", Value::Null).await.is(204);
    assert!(!has("di luce").await);
    ada.put("/api/v1/topics/luce/following", Value::Null).await.is(204);
    assert!(has("di luce").await);
    ada.delete("/api/v1/topics/luce/following").await.is(204);
    assert!(!has("di luce").await);
    // What he offers, as long as he does.
    let offer = json!({ "text": "Presto il tornio", "topics": ["Legno"], "audience": "everybody" });
    let offer = format!("/api/v1/offers/{}", id(&ada.post("/api/v1/offers", offer).await.is(201).json()));
    assert!(has("Chi ha un tornio?").await);
    ada.patch(&offer, json!({ "topics": ["Ferro"] })).await.is(200);
    assert!(!has("Chi ha un tornio?").await);
    ada.patch(&offer, json!({ "topics": ["legno"] })).await.is(200);
    assert!(has("Chi ha un tornio?").await);
    ada.delete(&offer).await.is(204);
    assert!(!has("Chi ha un tornio?").await);
    // In which order he wants it.
    ada.patch("/api/v1/feed/settings", json!({ "order": "newest" })).await.is(200);
    assert_eq!(reads(&ada).await, ["di Carla", "di Bruno"]);
    ada.patch("/api/v1/ties/bruno", json!({ "closeness": 5 })).await.is(200);
    ada.patch("/api/v1/ties/carla", json!({ "closeness": null })).await.is(200);
    ada.patch("/api/v1/feed/settings", json!({ "order": "weighed" })).await.is(200);
    assert_eq!(reads(&ada).await, ["di Bruno", "di Carla"]);
}

#[tokio::test]
async fn a_group_is_read_in_as_long_as_one_is_in_it_and_by_its_name_of_now() {
    let town = Town::new().await;
    let [ada, bruno] = town.people(["Ada Rossi", "Bruno Neri"]).await;
    let new = json!({ "name": "Luce e scuole", "purpose": "Aule che si usano.", "entry": "open" });
    let group = id(&bruno.post("/api/v1/groups", new).await.is(201).json());
    let door = format!("/api/v1/groups/{group}");
    bruno.post("/api/v1/posts", json!({ "text": "nel circolo", "group": group })).await.is(201);
    assert_eq!(reads(&ada).await, Vec::<String>::new());
    ada.put(&format!("{door}/membership"), Value::Null).await.is(200);
    assert_eq!(reads(&ada).await, ["nel circolo"]);
    ada.get("/feed").await.is(200).says("Luce e scuole");
    bruno.patch(&door, json!({ "name": "Aule chiare" })).await.is(200);
    ada.get("/feed").await.is(200).says("Aule chiare").says_not("Luce e scuole");
    ada.delete(&format!("{door}/membership")).await.is(204);
    assert_eq!(reads(&ada).await, Vec::<String>::new());
    ada.get("/feed").await.is(200).says_not("Aule chiare");
}

#[tokio::test]
async fn what_is_kept_of_a_reader_goes_when_he_is_idle_and_when_he_leaves() {
    let town = Town::new().await;
    let [ada, bruno] = town.people(["Ada Rossi", "Bruno Neri"]).await;
    tie(&ada, &bruno).await;
    ada.patch("/api/v1/ties/bruno", json!({ "closeness": 5 })).await.is(200);
    let kept = || town.app.recent.keeps_own_of(ada.id);
    // Whoever reads next, brings the memory up to date.
    let goes_on = async |person: &Person| {
        writes(person, "altro", "ties").await;
        town.log_settles().await;
        reads(person).await;
    };
    reads(&ada).await;
    assert!(kept());
    town.minutes_pass(11);
    goes_on(&bruno).await;
    assert!(!kept(), "idle");
    reads(&ada).await;
    assert!(kept());
    ada.asks_to_leave().await;
    town.days_pass(15);
    town.settles().await;
    goes_on(&town.signs_in("bruno").await).await;
    assert!(!kept(), "gone");
    let of = ada.id;
    let stamps = async move |tx: &Tx| {
        let sql = "SELECT count(*) FROM stamps WHERE member_id = $1";
        tx.one(sql, &params![of], |row| row.get::<i64>(0)).await
    };
    assert_eq!(town.app.db.read::<_, Fault, _>(stamps).await.unwrap(), Some(0));
}

#[tokio::test]
async fn what_is_taken_back_is_not_shown_while_somebody_elses_transaction_is_long() {
    let town = Town::new().await;
    let [ada, bruno] = town.people(["Ada Rossi", "Bruno Neri"]).await;
    tie(&ada, &bruno).await;
    let deleted = writes(&bruno, "cancellato", "ties").await;
    writes(&bruno, "resta", "ties").await;
    town.log_settles().await;
    assert_eq!(reads(&ada).await.len(), 2);
    let story = async {
        bruno.delete(&deleted).await.is(204);
        assert_eq!(reads(&ada).await, ["resta"]);
    };
    town.beside_a_long_transaction(story).await;
}
