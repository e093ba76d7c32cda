//! Smoke.
use pergola_db::*;
const M: &[Migration] = &[
    LOG_AND_QUEUE,
    Migration {
        number: 2,
        name: "people",
        sql: "CREATE TABLE people (id BIGINT PRIMARY KEY, name TEXT NOT NULL)",
        postgres: None,
    },
];
async fn story(db: Db) {
    let d = db.clone();
    let seq = tokio::task::spawn(async move {
        d.write::<i64, Fault, _>(async move |tx| {
            tx.run("INSERT INTO people (id, name) VALUES ($1, $2)", &params![7_i64, "Ada"]).await?;
            tx.record(5, "joined", "{}").await
        })
        .await
    })
    .await
    .unwrap()
    .unwrap();
    let n: Option<String> = db
        .read::<_, Fault, _>(async |tx| {
            tx.one("SELECT name FROM people WHERE id = $1", &params![7_i64], |r| r.get(0)).await
        })
        .await
        .unwrap();
    assert_eq!(n.as_deref(), Some("Ada"));
    assert_eq!(db.changes_after(0, 10).await.unwrap()[0].seq, seq);
    assert_eq!(*db.committed().borrow(), seq);
    db.close().await;
    assert!(db.settled().await.unwrap_err().is_busy());
}
#[tokio::test]
async fn smoke() {
    let dir = tempfile::tempdir().unwrap();
    story(Db::open(Options::new(Source::Sqlite(dir.path().join("a.db")), M, 1)).await.unwrap()).await;
    if let Ok(url) = std::env::var("PERGOLA_TEST_DATABASE") {
        story(
            Db::open(Options::new(
                Source::Postgres { url, schema: Some(format!("smoke_{}", std::process::id())) },
                M,
                1,
            ))
            .await
            .unwrap(),
        )
        .await;
    }
}
