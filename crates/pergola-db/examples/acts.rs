//! Measures the engine room: durable acts and point reads, with one asker and with 64. Not a test: it prints figures.
//!
//! `cargo run --release -p pergola-db --example acts -- /path/on/a/real/disk [postgres://…]`

#![expect(
    clippy::print_stdout,
    clippy::disallowed_methods,
    reason = "this program measures, and shows what it measured"
)]

use std::path::Path;
use std::time::{Duration, Instant};

use pergola_db::{Db, Fault, LOG_AND_QUEUE, Migration, Options, Source, params};
use tokio::task::JoinSet;

const MIGRATIONS: &[Migration] = &[
    LOG_AND_QUEUE,
    Migration {
        number: 2,
        name: "people",
        sql: "CREATE TABLE people (id BIGINT PRIMARY KEY, name TEXT NOT NULL, version BIGINT NOT NULL)",
        postgres: None,
    },
];

const PEOPLE: i64 = 100_000;
const LENGTH: Duration = Duration::from_secs(3);

#[tokio::main(flavor = "multi_thread", worker_threads = 2)]
async fn main() -> Result<(), Fault> {
    let mut arguments = std::env::args().skip(1);
    let folder = arguments.next().unwrap_or_else(|| ".".to_owned());
    let file = Path::new(&folder).join(format!("acts-{}.db", std::process::id()));
    measure("SQLite, synchronous=FULL", Source::Sqlite(file.clone())).await?;
    for ending in ["", "-wal", "-shm", ".lock"] {
        let mut name = file.clone().into_os_string();
        name.push(ending);
        let _not_there = std::fs::remove_file(name);
    }
    if let Some(url) = arguments.next() {
        let schema = Some(format!("acts_{}", std::process::id()));
        measure("PostgreSQL", Source::Postgres { url, schema }).await?;
    }
    Ok(())
}

async fn measure(title: &str, source: Source) -> Result<(), Fault> {
    println!("{title}");
    let db = Db::open(Options::new(source, MIGRATIONS, 0)).await?;
    fill(&db).await?;
    for askers in [1, 64] {
        report("insert", askers, crowd(&db, askers, insert).await?);
        report("insert and log", askers, crowd(&db, askers, insert_and_log).await?);
        report("select by key", askers, crowd(&db, askers, select).await?);
        report("page of five selects", askers, crowd(&db, askers, page).await?);
    }
    report("insert, 32 of 64 reading", 64, mixed(&db).await?);
    db.close().await;
    Ok(())
}

async fn fill(db: &Db) -> Result<(), Fault> {
    for thousand in 0..PEOPLE / 1000 {
        db.write::<_, Fault, _>(async move |tx| {
            for id in thousand * 1000..(thousand + 1) * 1000 {
                tx.run("INSERT INTO people (id, name, version) VALUES ($1, $2, 1)", &params![id, "Ada Lovelace"])
                    .await?;
            }
            Ok(())
        })
        .await?;
    }
    Ok(())
}

/// Everybody does the same thing again and again; gives how often in a second.
async fn crowd<F>(db: &Db, askers: i64, what: fn(Db, i64) -> F) -> Result<f64, Fault>
where
    F: Future<Output = Result<(), Fault>> + Send + 'static,
{
    let mut crowd = JoinSet::new();
    let begin = Instant::now();
    for asker in 0..askers {
        crowd.spawn(again_and_again(db.clone(), asker, begin, what));
    }
    let mut times = 0;
    while let Some(done) = crowd.join_next().await {
        times += done.map_err(|error| Fault::other(error.to_string()))??;
    }
    Ok(f64::from(times) / begin.elapsed().as_secs_f64())
}

/// Half write, half read; gives the writes in a second.
async fn mixed(db: &Db) -> Result<f64, Fault> {
    let begin = Instant::now();
    let mut readers = JoinSet::new();
    for asker in 0..32 {
        readers.spawn(again_and_again(db.clone(), asker, begin, select));
    }
    let written = crowd(db, 32, insert).await;
    readers.join_all().await;
    written
}

async fn again_and_again<F>(db: Db, asker: i64, begin: Instant, what: fn(Db, i64) -> F) -> Result<u32, Fault>
where
    F: Future<Output = Result<(), Fault>>,
{
    let mut times = 0;
    while begin.elapsed() < LENGTH {
        what(db.clone(), asker * 1_000_003 + i64::from(times)).await?;
        times += 1;
    }
    Ok(times)
}

fn fresh(number: i64) -> i64 {
    use std::sync::atomic::{AtomicI64, Ordering};
    static NEXT: AtomicI64 = AtomicI64::new(PEOPLE);
    NEXT.fetch_add(1 + number - number, Ordering::Relaxed)
}

async fn insert(db: Db, number: i64) -> Result<(), Fault> {
    let id = fresh(number);
    db.write(async move |tx| {
        let sql = "INSERT INTO people (id, name, version) VALUES ($1, $2, 1)";
        tx.run(sql, &params![id, "Charles Babbage"]).await.map(drop)
    })
    .await
}

async fn insert_and_log(db: Db, number: i64) -> Result<(), Fault> {
    let id = fresh(number);
    db.write(async move |tx| {
        let sql = "INSERT INTO people (id, name, version) VALUES ($1, $2, 1)";
        tx.run(sql, &params![id, "Charles Babbage"]).await?;
        tx.record(id, "person_joined", "{\"member\":\"0123456789\"}").await.map(drop)
    })
    .await
}

async fn select(db: Db, number: i64) -> Result<(), Fault> {
    let id = number * 7919 % PEOPLE;
    db.read(async move |tx| {
        let name: Option<String> =
            tx.one("SELECT name FROM people WHERE id = $1", &params![id], |row| row.get(0)).await?;
        name.map(drop).ok_or_else(|| Fault::other("nobody there"))
    })
    .await
}

async fn page(db: Db, number: i64) -> Result<(), Fault> {
    let id = number * 7919 % PEOPLE;
    db.read(async move |tx| {
        let one = async |id: i64| {
            tx.all("SELECT id, name FROM people WHERE id >= $1 ORDER BY id LIMIT 20", &params![id], |row| {
                Ok((row.get::<i64>(0)?, row.get::<String>(1)?))
            })
            .await
        };
        let (a, b, c, d, e) = tokio::join!(one(id), one(id + 1), one(id + 2), one(id + 3), one(id + 4));
        for answer in [a, b, c, d, e] {
            answer?;
        }
        Ok(())
    })
    .await
}

fn report(what: &str, askers: i64, per_second: f64) {
    println!("  {what:24} {askers:3} at once {per_second:10.0}/s");
}
