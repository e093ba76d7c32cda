//! The tables grow step by step, and never under a program that does not know them.

use pergola_db::{Db, LOG_AND_QUEUE, Migration, Options, Source};

use crate::towns::{Answer, Server, folder};

const ASKS: Migration = Migration {
    number: 2,
    name: "asks",
    sql: "CREATE TABLE asks (id bigint  primary key, text TEXT NOT NULL);
          CREATE TABLE marks (BIGINT_PRIMARY_KEY BIGINT, id BIGINT PRIMARY KEY); -- BIGINT PRIMARY KEY",
    postgres: None,
};
const SECOND: &[Migration] = &[LOG_AND_QUEUE, ASKS];
const THIRD: &[Migration] = &[
    LOG_AND_QUEUE,
    ASKS,
    Migration { number: 5, name: "more", sql: "ALTER TABLE asks ADD COLUMN more BIGINT", postgres: None },
];
const BROKEN: &[Migration] = &[
    LOG_AND_QUEUE,
    ASKS,
    Migration {
        number: 5,
        name: "more",
        sql: "CREATE TABLE half (id BIGINT); CREATE TABLE asks (id BIGINT);",
        postgres: None,
    },
];
const OTHER: &[Migration] = &[LOG_AND_QUEUE, Migration { number: 2, name: "other", sql: "", postgres: None }];
const TWICE: &[Migration] = &[LOG_AND_QUEUE, LOG_AND_QUEUE];
const DEFERRED: &[Migration] = &[Migration {
    number: 1,
    name: "deferred",
    sql: "CREATE TABLE a (b BIGINT REFERENCES a (b) DEFERRABLE INITIALLY DEFERRED)",
    postgres: None,
}];

async fn applied(db: &Db) -> Vec<(i64, String, i64)> {
    let sql = "SELECT number, name, at FROM migrations ORDER BY number";
    let found: Answer<_> =
        db.read(async move |tx| tx.all(sql, &[], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?))).await).await;
    found.unwrap()
}

async fn grows(source: Source) {
    let open = async |migrations, now_us| Db::open(Options::new(source.clone(), migrations, now_us)).await;
    let first = |at| vec![(1, "log_and_queue".to_owned(), at), (2, "asks".to_owned(), at)];

    let db = open(SECOND, 10).await.unwrap();
    assert_eq!(applied(&db).await, first(10));
    db.close().await;
    let db = open(SECOND, 11).await.unwrap();
    assert_eq!(applied(&db).await, first(10));
    db.close().await;

    // A step that fails leaves nothing of itself, and the next start tries it again.
    let fault = open(BROKEN, 12).await.unwrap_err();
    assert!(!fault.is_newer() && fault.to_string().contains("more"), "{fault}");
    let db = open(THIRD, 13).await.unwrap();
    assert_eq!(applied(&db).await.last(), Some(&(5, "more".to_owned(), 13)));
    let half: Answer<Vec<()>> = db.read(async |tx| tx.all("SELECT id FROM half", &[], |_| Ok(())).await).await;
    half.unwrap_err();
    db.close().await;

    let fault = open(SECOND, 14).await.unwrap_err();
    assert!(fault.is_newer() && fault.to_string().contains("newer Pergola"), "{fault}");
    assert!(!open(OTHER, 15).await.unwrap_err().to_string().is_empty());
    for wrong in [TWICE, DEFERRED] {
        open(wrong, 16).await.unwrap_err();
    }
}

#[tokio::test]
async fn a_database_grows_and_is_never_opened_by_an_older_program() {
    let folder = folder();
    grows(Source::Sqlite(folder.path().join("town.db"))).await;
    if let Some(server) = Server::there() {
        grows(server.source()).await;
        server.tear_down().await;
    }
}

/// Else each table would have a second tree beside it: half as slow again to look up.
#[tokio::test]
async fn a_big_primary_key_is_the_row_number_on_sqlite() {
    let folder = folder();
    let db = Db::open(Options::new(Source::Sqlite(folder.path().join("town.db")), SECOND, 0)).await.unwrap();
    let sql = "SELECT count(*) FROM sqlite_schema WHERE name LIKE 'sqlite_autoindex%'";
    let trees: Answer<Option<i64>> = db.read(async move |tx| tx.one(sql, &[], |row| row.get(0)).await).await;
    assert_eq!(trees.unwrap(), Some(0));
}

#[tokio::test]
async fn several_processes_may_start_at_once_on_postgres() {
    let Some(server) = Server::there() else { return };
    let starting: Vec<_> = (0..6).map(|_| Db::open(Options::new(server.source(), THIRD, 0))).collect();
    for db in futures_util::future::join_all(starting).await {
        let db = db.unwrap();
        assert_eq!(applied(&db).await.len(), 3);
        db.close().await;
    }
    server.tear_down().await;
}
