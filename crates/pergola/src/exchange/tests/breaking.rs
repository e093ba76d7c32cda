//! A reading that breaks off is taken up again.

use pergola_db::{Fault, params};

use super::files::archive;
use crate::testkit::Town;

#[tokio::test]
async fn a_reading_that_broke_off_is_begun_again_and_ends_the_same() {
    let town = Town::new().await;
    let ada = town.joins("Ada Rossi").await;
    let bytes = archive("linkedin-complete");
    let begun = ada.uploads("/api/v1/imports", "/api/v1/imports", &[], "a.zip", &bytes).await.is(202).json();
    let path = format!("/api/v1/imports/{}", begun["id"].as_str().unwrap());
    town.settles().await;
    let whole = ada.get(&path).await.json();
    // As a server leaves it that was killed at the very end: everything kept but the end, the job in dead hands.
    let lives = std::path::Path::new("imports").join(begun["id"].as_str().unwrap());
    std::fs::write(town.folder().join(lives), &bytes).unwrap();
    let (body, now) = (begun["id"].as_str().unwrap().to_owned(), town.app.now());
    let id: i64 = body.parse().unwrap();
    let broken: Result<(), Fault> = town
        .app
        .db
        .write(async move |tx| {
            tx.run("UPDATE imports SET state = 'running', ended_at = NULL WHERE id = $1", &params![id]).await?;
            let job = "INSERT INTO outbox (id, kind, body, due_at, claimed_until, attempts) VALUES (5, 'import', $1, $2, $3, 1)";
            tx.run(job, &params![body, now, now.plus_seconds(30)]).await.map(drop)
        })
        .await;
    broken.unwrap();
    town.settles().await;
    assert_eq!(ada.get(&path).await.json()["state"], "running", "it is still in somebody's hands");
    town.days_pass(1);
    town.settles().await;
    let mut again = ada.get(&path).await.json();
    again["ended_at"] = whole["ended_at"].clone();
    assert_eq!(again, whole);
}

#[tokio::test]
async fn an_import_stopped_halfway_takes_back_what_it_brought() {
    let town = Town::new().await;
    let ada = town.joins("Ada Rossi").await;
    let bytes = archive("linkedin-complete");
    let begun = ada.uploads("/api/v1/imports", "/api/v1/imports", &[], "a.zip", &bytes).await.is(202).json();
    town.settles().await;
    let id: i64 = begun["id"].as_str().unwrap().parse().unwrap();
    let running: Result<u64, Fault> = town
        .app
        .db
        .write(async move |tx| tx.run("UPDATE imports SET state = 'running' WHERE id = $1", &params![id]).await)
        .await;
    running.unwrap();
    ada.delete(&format!("/api/v1/imports/{id}")).await.is(204);
    for table in ["contacts", "contact_ways", "tending", "moments"] {
        let (owner, sql) = (ada.id, format!("SELECT count(*) FROM {table} WHERE owner_id = $1"));
        let left: Result<Option<i64>, Fault> =
            town.app.db.read(async move |tx| tx.one(&sql, &params![owner], |row| row.get(0)).await).await;
        assert_eq!(left.unwrap(), Some(0), "{table}");
    }
    assert_eq!(ada.get("/api/v1/proposals").await.json()["items"], serde_json::json!([]));
}
