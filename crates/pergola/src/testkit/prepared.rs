//! Tables that are laid once and copied for every town: laying them anew takes longer than most stories.
//!
//! On `SQLite` the copy is a file, on `PostgreSQL` a database of its own that goes with its town. What it is *not*: a town
//! with people in it; every story begins empty.

use std::path::{Path, PathBuf};

use pergola_db::{Db, Fault, Migration, Options, Source, Tx};
use tokio::sync::OnceCell;

use super::TUESDAY;
use crate::{config::Config, migrations::MIGRATIONS};

/// A database on the server that tests run against; it is removed when its town is gone.
pub(super) struct Database {
    server: String,
    name: String,
}

/// The address of the town that lives in `folder`, on the server that `url` names. The folder's name is like no other.
pub(super) fn address(url: &str, folder: &Path) -> String {
    let (server, _) = parted(url);
    let name: String = folder.to_string_lossy().chars().filter(char::is_ascii_alphanumeric).collect();
    format!("{server}/town_{}", name.to_ascii_lowercase())
}

fn parted(url: &str) -> (&str, &str) {
    url.rsplit_once('/').expect("an address is postgres://user@host:port/database")
}

/// Puts the tables where the town of these settings will look for them. What is there already stays.
pub(super) async fn lay(config: &Config) -> Option<Database> {
    match &config.database {
        None => {
            lay_file(&config.data.join("pergola.db")).await;
            None
        }
        Some(url) => lay_database(url).await,
    }
}

async fn lay_file(file: &Path) {
    static LAID: OnceCell<PathBuf> = OnceCell::const_new();
    if file.exists() {
        return;
    }
    let laid = LAID
        .get_or_init(async || {
            let file = tempfile::tempdir().unwrap().keep().join("laid.db");
            lay_tables(Source::Sqlite(file.clone())).await;
            file
        })
        .await;
    std::fs::create_dir_all(file.parent().unwrap()).unwrap();
    std::fs::copy(laid, file).unwrap();
}

async fn lay_database(url: &str) -> Option<Database> {
    /// What is copied, and how.
    static LAID: OnceCell<(String, &str)> = OnceCell::const_new();
    let (server, name) = parted(url);
    let laid = LAID
        .get_or_init(async || {
            let url = address(url, tempfile::tempdir().unwrap().path());
            let (_, laid) = parted(&url);
            order(server, format!("CREATE DATABASE {laid}")).await;
            lay_tables(Source::Postgres { url: url.clone(), schema: None }).await;
            // Before 15 there was one way, and no word for it: files are copied, which is quicker where nothing waits for a disk.
            let newer = format!("CREATE DATABASE {laid}_tried TEMPLATE {laid} STRATEGY FILE_COPY");
            let how = if ordered(server, newer).await.is_ok() { " STRATEGY FILE_COPY" } else { "" };
            (laid.to_owned(), how)
        })
        .await;
    let (laid, how) = laid;
    order(server, format!("CREATE DATABASE {name} TEMPLATE {laid}{how}")).await;
    Some(Database { server: server.to_owned(), name: name.to_owned() })
}

async fn lay_tables(source: Source) {
    with_tables(source, MIGRATIONS).await.close().await;
}

async fn with_tables(source: Source, known: &'static [Migration]) -> Db {
    let mut options = Options::new(source, known, TUESDAY.0);
    options.synchronous_off_for_tests = true;
    Db::open(options).await.unwrap()
}

/// Lays the tables of one earlier release after the other, up to the migration of this number, and puts in what it held.
pub(super) async fn lay_before(config: &Config, releases: Vec<(u32, Vec<String>)>) -> Option<Database> {
    let (source, database) = match &config.database {
        None => (Source::Sqlite(config.data.join("pergola.db")), None),
        Some(url) => {
            let (server, name) = parted(url);
            order(server, format!("CREATE DATABASE {name}")).await;
            let database = Database { server: server.to_owned(), name: name.to_owned() };
            (Source::Postgres { url: url.clone(), schema: None }, Some(database))
        }
    };
    for (last, rows) in releases {
        let known = MIGRATIONS.partition_point(|migration| migration.number <= last);
        let db = with_tables(source.clone(), MIGRATIONS.get(..known).unwrap()).await;
        let put_in = async move |tx: &Tx| {
            for sql in &rows {
                tx.run(sql, &[]).await?;
            }
            Ok(())
        };
        db.write::<(), Fault, _>(put_in).await.unwrap();
        db.close().await;
    }
    database
}

/// Gives the server an order that stands outside of transactions.
async fn order(server: &str, order: String) {
    ordered(server, order).await.unwrap();
}

async fn ordered(server: &str, order: String) -> Result<(), tokio_postgres::Error> {
    let url = format!("{server}/postgres");
    let (client, traffic) = tokio_postgres::connect(&url, tokio_postgres::NoTls).await?;
    // The connection ends with its client.
    let ordered = async move { client.batch_execute(&order).await };
    let (ordered, traffic) = tokio::join!(ordered, traffic);
    ordered.and(traffic)
}

impl Drop for Database {
    /// Beside the tests and not within them. The last towns outlive the tests: their server is thrown away.
    fn drop(&mut self) {
        let (server, name) = (std::mem::take(&mut self.server), std::mem::take(&mut self.name));
        std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
            runtime.block_on(order(&server, format!("DROP DATABASE {name} WITH (FORCE)")));
        });
    }
}
