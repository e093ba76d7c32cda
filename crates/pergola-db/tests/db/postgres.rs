//! What only a server can do to us: conflicts, lost connections, impatience.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use pergola_db::{Db, Fault, Options, Tx, params};
use tokio::task::JoinSet;

use crate::towns::{Answer, Server, arrive, count_people, names, options};

#[tokio::test]
async fn two_acts_that_lock_each_other_out_are_run_again() {
    let Some(server) = Server::there() else { return };
    let db = server.open().await;
    let arrived: Answer<()> = db
        .write(async |tx| {
            arrive(tx, 1, "Ada").await?;
            arrive(tx, 2, "Bruno").await
        })
        .await;
    arrived.unwrap();
    let runs = Arc::new(AtomicU32::new(0));
    let meeting = Arc::new(tokio::sync::Barrier::new(2));
    let mut acts = JoinSet::new();
    for (one, other) in [(1_i64, 2_i64), (2, 1)] {
        let (db, runs, meeting) = (db.clone(), Arc::clone(&runs), Arc::clone(&meeting));
        acts.spawn(async move {
            db.write(async move |tx| {
                let run = runs.fetch_add(1, Ordering::Relaxed);
                visit(tx, one).await?;
                if run < 2 {
                    meeting.wait().await;
                }
                visit(tx, other).await
            })
            .await
        });
    }
    for outcome in acts.join_all().await {
        let () = outcome.unwrap();
    }
    // Once more at least; they may well meet again.
    assert!(runs.load(Ordering::Relaxed) >= 3);
    let versions: Answer<Vec<i64>> =
        db.read(async |tx| tx.all("SELECT version FROM people", &[], |row| row.get(0)).await).await;
    assert_eq!(versions.unwrap(), [3, 3]);
    db.close().await;
    server.tear_down().await;
}

async fn visit(tx: &Tx, id: i64) -> Answer<()> {
    tx.run("UPDATE people SET version = version + 1 WHERE id = $1", &params![id]).await.map(drop)
}

#[tokio::test]
async fn connections_that_were_cut_are_opened_again() {
    let Some(server) = Server::there() else { return };
    let named = format!("cut {}", server.schema);
    let pergola_db::Source::Postgres { url, schema } = server.source() else { unreachable!() };
    let url = format!("{url}?application_name={}", named.replace(' ', "%20").replace('"', "%22"));
    let db = Db::open(options(pergola_db::Source::Postgres { url, schema })).await.unwrap();
    for id in 0..20 {
        let arrived: Answer<()> = db.write(async move |tx| arrive(tx, id, &id.to_string()).await).await;
        arrived.unwrap();
        assert_eq!(count_people(&db).await, id + 1);
        let cut = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = $1";
        assert!(!server.raw().await.query(cut, &[&named]).await.unwrap().is_empty());
    }
    db.close().await;
    server.tear_down().await;
}

#[tokio::test]
async fn a_transaction_cut_in_the_middle_is_run_again_from_its_start() {
    let Some(server) = Server::there() else { return };
    let db = server.open().await;
    let runs = Arc::new(AtomicU32::new(0));
    let counted = Arc::clone(&runs);
    let done: Answer<()> = db
        .write(async move |tx| {
            arrive(tx, 1, "Ada").await?;
            if counted.fetch_add(1, Ordering::Relaxed) == 0 {
                tx.all("SELECT pg_terminate_backend(pg_backend_pid())", &[], |_| Ok(())).await?;
            }
            arrive(tx, 2, "Bruno").await
        })
        .await;
    done.unwrap();
    assert_eq!((names(&db).await.len(), runs.load(Ordering::Relaxed)), (2, 2));
    db.close().await;
    server.tear_down().await;
}

#[tokio::test]
async fn a_slow_statement_is_ended() {
    let Some(server) = Server::there() else { return };
    let db = server.open().await;
    let slow: Answer<()> = db
        .write(async |tx| {
            tx.run("SET LOCAL statement_timeout = '20ms'", &[]).await?;
            tx.one("SELECT CAST(pg_sleep(10) AS TEXT)", &[], |_| Ok(())).await.map(drop)
        })
        .await;
    assert!(slow.unwrap_err().is_busy());
    db.close().await;
    server.tear_down().await;
}

/// More acts at once than there are connections, each blocking none of the others' threads for ever.
#[tokio::test]
async fn a_crowd_shares_few_connections() {
    let Some(server) = Server::there() else { return };
    let options = Options { readers: 1, ..options(server.source()) };
    let db = Db::open(options).await.unwrap();
    let mut crowd = JoinSet::new();
    for id in 0..100 {
        let db = db.clone();
        crowd.spawn(async move {
            let arrived: Answer<()> = db.write(async move |tx| arrive(tx, id, &id.to_string()).await).await;
            arrived.unwrap();
            let there: Result<i64, Fault> = db.read_snapshot(async |tx| crate::towns::count(tx).await).await;
            assert!(there.unwrap() > 0);
        });
    }
    crowd.join_all().await;
    assert_eq!(count_people(&db).await, 100);
    db.close().await;
    server.tear_down().await;
}
