//! What was said goes along with who may read it.

use pergola_domain::messages::Origin;
use serde_json::{Value, json};

use crate::{
    messages,
    testkit::{Person, Town},
};

async fn taken(town: &Town, who: &Person) -> Vec<Value> {
    let member = who.id;
    town.app.db.read(async move |tx| messages::takeout(tx, member).await).await.unwrap()
}

fn texts(records: &[Value]) -> Vec<&str> {
    records.iter().map(|record| record["text"].as_str().unwrap()).collect()
}

#[tokio::test]
async fn an_archive_has_all_that_its_owner_may_read_and_nothing_else() {
    let town = Town::new().await;
    let ada = town.joins("Ada Rossi").await;
    let bruno = town.joins("Bruno Conti").await;
    let carla = town.joins("Carla Blu").await;
    let three = town.opens(&ada, &[ada.id, bruno.id, carla.id], super::introduction(7)).await;
    town.says(&ada, three, "eccovi qui").await.unwrap();
    town.says(&bruno, three, "piacere").await.unwrap();
    let two = town.opens(&ada, &[ada.id, bruno.id], Origin::Direct).await;
    town.says(&ada, two, "solo per Bruno").await.unwrap();
    let mine = taken(&town, &ada).await;
    assert_eq!(texts(&mine), ["eccovi qui", "piacere", "solo per Bruno"]);
    assert_eq!(mine[1]["from"], json!({ "member": "bruno" }));
    assert_eq!(mine[1]["with"], json!([{ "member": "bruno" }, { "member": "carla" }]));
    assert_eq!((&mine[0]["kind"], &mine[2]["kind"]), (&json!("introduction"), &json!("direct")));
    assert_eq!(texts(&taken(&town, &carla).await), ["eccovi qui", "piacere"]);
    // Who stepped out keeps what was said before.
    town.leaves(&carla, three).await.unwrap();
    town.says(&bruno, three, "peccato").await.unwrap();
    assert_eq!(texts(&taken(&town, &carla).await), ["eccovi qui", "piacere"]);
    // Behind a block nobody has a name, and nothing of him comes through.
    ada.put("/api/v1/blocks/bruno", json!({})).await.is(204);
    let mine = taken(&town, &ada).await;
    assert!(!mine.iter().any(|record| record.to_string().contains("\"bruno\"")), "{mine:?}");
    assert!(texts(&mine).contains(&"solo per Bruno"), "her own words are hers");
    let stranger = town.joins("Dario Rosa").await;
    assert!(taken(&town, &stranger).await.is_empty());
}
