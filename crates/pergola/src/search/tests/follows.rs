//! The index keeps up with what is written, however much there is, and while it is made anew.

use pergola_domain::{changes::Change, members::Language};
use serde_json::json;

use super::{count, found, row_of_people, titles};
use crate::app::record;

#[tokio::test]
async fn what_is_written_is_found_although_there_is_always_more_to_read() {
    let (town, [ada, bruno, _, _, elsa]) = row_of_people().await;
    bruno.patch("/api/v1/me", json!({ "headline": "sellaio" })).await.is(200);
    let (by, busy) = (town.app.by_itself(Language::En), elsa.id);
    // More than is read in one go, and nobody knows that it ends.
    let writes = async move |tx: &pergola_db::Tx| {
        for _ in 0..1_500 {
            record(tx, &by, &Change::ProfileChanged { member: busy }).await?;
        }
        Ok(())
    };
    town.app.db.write::<(), pergola_db::Fault, _>(writes).await.unwrap();
    town.log_settles().await;
    assert!(town.app.search.step(&town.app).await.unwrap());
    assert_eq!(titles(&found(&ada, "q=sellaio").await), ["person Bruno Neri"]);
    assert!(town.app.search.step(&town.app).await.unwrap(), "there was more");
    assert!(!town.app.search.step(&town.app).await.unwrap());
}

#[tokio::test]
async fn while_the_index_is_made_anew_the_one_of_before_is_looked_in_and_kept_in_step() {
    let (town, [ada, bruno, ..]) = row_of_people().await;
    let knowing = found(&ada, "q=restauro&kind=knows").await;
    assert_eq!(titles(&knowing), ["knows Bruno Neri"]);
    crate::search::doubt(&town.app).await.unwrap();
    town.log_settles().await;
    assert!(town.app.search.step(&town.app).await.unwrap());
    assert_eq!(found(&ada, "q=restauro&kind=knows").await, knowing);
    bruno.post("/api/v1/posts", json!({ "text": "Il mio tornio", "audience": "everybody" })).await.is(201);
    town.log_settles().await;
    assert!(town.app.search.step(&town.app).await.unwrap());
    assert_eq!(count(&found(&ada, "q=tornio").await, "kind", "post"), 1);
    // Until the new one has read as far.
    town.settles().await;
    assert_eq!(count(&found(&ada, "q=tornio").await, "kind", "post"), 1);
    assert_eq!(found(&ada, "q=restauro&kind=knows").await, knowing);
}

#[tokio::test]
async fn who_comes_before_the_index_is_there_waits_for_it() {
    let town = crate::testkit::Town::new().await;
    let ada = town.joins("Ada Rossi").await;
    assert_eq!(titles(&found(&ada, "q=rossi").await), ["person Ada Rossi"]);
}

#[tokio::test]
#[expect(clippy::disallowed_methods, reason = "a follower beside the test")]
async fn a_change_is_found_once_its_follower_has_read_it() {
    let (town, [ada, bruno, _, dino, _]) = row_of_people().await;
    let (stop, stopped) = tokio::sync::watch::channel(false);
    let follower = tokio::spawn(crate::search::follow(town.app.clone(), stopped));
    // As the program runs: nobody reads the log but the follower, which the change itself wakes.
    for word in ["sellaio", "bottaio", "cestaio"] {
        bruno.patch("/api/v1/me", json!({ "headline": word })).await.is(200);
        let looks = async {
            loop {
                let all = found(&ada, &format!("q={word}")).await;
                if all["words"] == "exact" && titles(&all) == ["person Bruno Neri"] {
                    return;
                }
            }
        };
        tokio::time::timeout(std::time::Duration::from_secs(30), looks).await.expect("the follower never came by");
    }
    dino.post("/api/v1/posts", json!({ "text": "Il mio tornio", "audience": "everybody" })).await.is(201);
    let looks = async { while found(&ada, "q=tornio").await["count"] != 1 {} };
    tokio::time::timeout(std::time::Duration::from_secs(30), looks).await.expect("the follower never came by");
    stop.send(true).unwrap();
    follower.await.unwrap();
}
