//! Where the stories happen: a new database for each, on either engine.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};

use pergola_db::{Db, Fault, LOG_AND_QUEUE, Migration, Options, Source, Tx, params};
use tempfile::TempDir;
use tokio_postgres::{Client, NoTls};

pub(crate) const MIGRATIONS: &[Migration] = &[
    LOG_AND_QUEUE,
    Migration {
        number: 2,
        name: "people",
        sql: "CREATE TABLE people (id BIGINT PRIMARY KEY, name TEXT NOT NULL UNIQUE, version BIGINT NOT NULL DEFAULT 1);
              CREATE TABLE notes (id BIGINT PRIMARY KEY, writer BIGINT NOT NULL REFERENCES people (id), text TEXT NOT NULL);",
        postgres: None,
    },
];

/// An answer in tests: all that can go wrong is a fault.
pub(crate) type Answer<T> = Result<T, Fault>;

/// Tells a story in a new town on `SQLite`, and in another on `PostgreSQL` if there is one.
pub(crate) async fn in_each_town(story: impl AsyncFn(Db)) {
    let folder = folder();
    let db = open(&folder.path().join("town.db")).await;
    story(db.clone()).await;
    db.close().await;
    if let Some(server) = Server::there() {
        let db = server.open().await;
        story(db.clone()).await;
        db.close().await;
        server.tear_down().await;
    }
}

pub(crate) fn folder() -> TempDir {
    tempfile::tempdir().unwrap()
}

pub(crate) fn options(source: Source) -> Options {
    Options { synchronous_off_for_tests: true, ..Options::new(source, MIGRATIONS, 1_700_000_000_000_000) }
}

pub(crate) async fn open(file: &Path) -> Db {
    Db::open(options(Source::Sqlite(PathBuf::from(file)))).await.unwrap()
}

/// A schema of its own on the server that the tests were given.
pub(crate) struct Server {
    url: String,
    pub(crate) schema: String,
}

impl Server {
    pub(crate) fn there() -> Option<Self> {
        static NEXT: AtomicU32 = AtomicU32::new(0);
        let url = std::env::var("PERGOLA_TEST_DATABASE").ok()?;
        let schema = format!("db test {} \"{}\"", std::process::id(), NEXT.fetch_add(1, Ordering::Relaxed));
        Some(Self { url, schema })
    }

    pub(crate) fn source(&self) -> Source {
        Source::Postgres { url: self.url.clone(), schema: Some(self.schema.clone()) }
    }

    pub(crate) async fn open(&self) -> Db {
        Db::open(options(self.source())).await.unwrap()
    }

    /// A connection beside the crate, to hold what the crate would never hold.
    pub(crate) async fn raw(&self) -> Client {
        let (client, traffic) = tokio_postgres::connect(&self.url, NoTls).await.unwrap();
        tokio::spawn(traffic);
        client.batch_execute(&format!("SET search_path TO {}", self.quoted())).await.unwrap();
        client
    }

    pub(crate) async fn tear_down(&self) {
        self.raw().await.batch_execute(&format!("DROP SCHEMA {} CASCADE", self.quoted())).await.unwrap();
    }

    fn quoted(&self) -> String {
        format!("\"{}\"", self.schema.replace('"', "\"\""))
    }
}

pub(crate) async fn arrive(tx: &Tx, id: i64, name: &str) -> Answer<()> {
    tx.run("INSERT INTO people (id, name) VALUES ($1, $2)", &params![id, name]).await.map(drop)
}

pub(crate) async fn count_people(db: &Db) -> i64 {
    db.read(async |tx| count(tx).await).await.unwrap()
}

pub(crate) async fn count(tx: &Tx) -> Answer<i64> {
    Ok(tx.one("SELECT count(*) FROM people", &[], |row| row.get(0)).await?.unwrap())
}

pub(crate) async fn names(db: &Db) -> Vec<String> {
    let listed: Answer<_> =
        db.read(async |tx| tx.all("SELECT name FROM people ORDER BY id", &[], |row| row.get(0)).await).await;
    listed.unwrap()
}
