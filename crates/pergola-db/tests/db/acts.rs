//! What an act is, whichever the engine.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::mpsc;

use pergola_db::{Db, Fault, Options, Tx, params};
use tokio::task::JoinSet;

use crate::towns::{Answer, arrive, count, count_people, in_each_town, names};

/// What rooms have: refusals of their own beside our faults.
#[derive(Debug)]
enum Failure {
    Refused(&'static str),
    Fault(Fault),
}

impl From<Fault> for Failure {
    fn from(fault: Fault) -> Self {
        Self::Fault(fault)
    }
}

#[tokio::test]
async fn what_was_written_can_be_read() {
    in_each_town(async |db| {
        let seq = db
            .write(async |tx| {
                arrive(tx, 1, "Ada").await?;
                tx.record(5, "arrived", "{}").await
            })
            .await
            .unwrap();
        assert_eq!(names(&db).await, ["Ada"]);
        assert_eq!(*db.committed().borrow(), seq);
        let twice: Answer<_> = db.read(async |tx| Ok(tokio::join!(count(tx), count(tx)))).await;
        let (one, two) = twice.unwrap();
        assert_eq!((one.unwrap(), two.unwrap()), (1, 1));
    })
    .await;
}

#[tokio::test]
async fn a_refused_act_leaves_nothing_and_its_neighbours_stand() {
    in_each_town(async |db| {
        let mut acts = JoinSet::new();
        for id in 0..100 {
            let db = db.clone();
            acts.spawn(async move {
                db.write(async move |tx| {
                    arrive(tx, id, &format!("number {id}")).await?;
                    tx.record(0, "arrived", "{}").await?;
                    if id % 2 == 0 { Ok(()) } else { Err(Failure::Refused("odd")) }
                })
                .await
            });
        }
        let outcomes = acts.join_all().await;
        let refused = outcomes.iter().filter(|outcome| matches!(outcome, Err(Failure::Refused("odd")))).count();
        assert!(!outcomes.iter().any(|outcome| matches!(outcome, Err(Failure::Fault(fault)) if !fault.is_busy())));
        assert_eq!((refused, outcomes.iter().filter(|outcome| outcome.is_ok()).count()), (50, 50));
        assert_eq!(count_people(&db).await, 50);
        assert_eq!(db.changes_after(0, 200).await.unwrap().len(), 50);
    })
    .await;
}

#[tokio::test]
async fn a_panic_is_a_fault_of_that_act_alone() {
    in_each_town(async |db| {
        for _ in 0..5 {
            let written: Answer<()> = db
                .write(async |tx| {
                    arrive(tx, 1, "Ada").await?;
                    panic!("a bug in a room")
                })
                .await;
            assert!(written.unwrap_err().to_string().contains("a bug in a room"));
            let read: Answer<()> = db.read(async |tx| panic!("{} people", count(tx).await?)).await;
            assert!(read.unwrap_err().to_string().contains("0 people"));
        }
        let written: Answer<()> = db.write(async |tx| arrive(tx, 2, "Bruno").await).await;
        written.unwrap();
        assert_eq!(names(&db).await, ["Bruno"]);
    })
    .await;
}

/// `PostgreSQL` refuses everything after the first failure, so `SQLite` does here too.
#[tokio::test]
async fn what_failed_once_is_not_kept_even_if_the_failure_is_ignored() {
    in_each_town(async |db| {
        let stubborn: Answer<()> = db
            .write(async |tx| {
                arrive(tx, 1, "Ada").await?;
                assert!(arrive(tx, 2, "Ada").await.unwrap_err().is_unique_violation());
                assert!(arrive(tx, 3, "Carla").await.is_err());
                Ok(())
            })
            .await;
        assert!(stubborn.unwrap_err().is_unique_violation());
        assert_eq!(count_people(&db).await, 0);
    })
    .await;
}

#[tokio::test]
async fn faults_tell_what_they_are_and_hold_no_values() {
    in_each_town(async |db| {
        let add = async |id: i64, name: &'static str| -> Answer<()> {
            db.write(async move |tx| arrive(tx, id, name).await).await
        };
        add(1, "ada@example.org").await.unwrap();
        let twice = add(2, "ada@example.org").await.unwrap_err();
        assert!(twice.is_unique_violation() && !twice.is_busy());
        assert!(!format!("{twice} {twice:?}").contains("example.org"), "{twice:?}");
        assert!(add(1, "Bruno").await.unwrap_err().is_unique_violation());

        let note = "INSERT INTO notes (id, writer, text) VALUES ($1, $2, $3)";
        let orphan: Answer<u64> = db.write(async move |tx| tx.run(note, &params![1, 99, "secret"]).await).await;
        let orphan = orphan.unwrap_err();
        assert!(orphan.is_foreign_key_violation());
        assert!(!orphan.to_string().contains("secret"));

        let wrong: Answer<u64> = db.write(async |tx| tx.run("DELETE FROM nowhere", &[]).await).await;
        assert!(wrong.unwrap_err().to_string().contains("nowhere"));
    })
    .await;
}

#[tokio::test]
async fn who_reads_cannot_write() {
    in_each_town(async |db| {
        let sneaky: Answer<()> = db.read(async |tx| arrive(tx, 1, "Ada").await).await;
        assert!(sneaky.unwrap_err().is_read_only());
        let sneaky: Answer<()> = db.read_snapshot(async |tx| arrive(tx, 1, "Ada").await).await;
        assert!(sneaky.unwrap_err().is_read_only());
        let sneaky: Answer<()> = db.read_whole(async |tx| arrive(tx, 1, "Ada").await).await;
        assert!(sneaky.unwrap_err().is_read_only());
        assert_eq!(count_people(&db).await, 0);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_snapshot_is_one_moment() {
    in_each_town(async |db| {
        for (there, everything) in [(0, false), (1, true)] {
            let (begun, has_begun) = tokio::sync::oneshot::channel();
            let begun = std::sync::Mutex::new(Some(begun));
            let (go_on, wait) = mpsc::channel::<()>();
            let wait = std::sync::Mutex::new(wait);
            let looking = tokio::spawn({
                let db = db.clone();
                async move {
                    let look = async move |tx: &Tx| {
                        let before = count(tx).await?;
                        // Called again, where this took long, it need not wait once more.
                        if let Some(begun) = begun.lock().unwrap().take() {
                            begun.send(()).unwrap();
                            wait.lock().unwrap().recv().unwrap();
                        }
                        Ok::<_, Fault>((before, count(tx).await?))
                    };
                    if everything { db.read_whole(look).await } else { db.read_snapshot(look).await }
                }
            });
            has_begun.await.unwrap();
            let written: Answer<()> =
                db.write(async move |tx| arrive(tx, there + 1, if everything { "Bruno" } else { "Ada" }).await).await;
            written.unwrap();
            go_on.send(()).unwrap();
            let (before, after) = looking.await.unwrap().unwrap();
            assert_eq!(before, after);
            assert_eq!(count_people(&db).await, there + 1);
        }
    })
    .await;
}

/// Two read version 1, both write "where version = 1": one of them touches no row and knows it.
#[tokio::test]
async fn nobody_overwrites_what_he_has_not_read() {
    in_each_town(async |db| {
        db.write(async |tx| arrive(tx, 1, "0").await).await.unwrap();
        let stale = Arc::new(AtomicU32::new(0));
        let mut writers = JoinSet::new();
        for _ in 0..8 {
            let (db, stale) = (db.clone(), Arc::clone(&stale));
            writers.spawn(async move {
                let mut done = 0;
                while done < 10 {
                    // Read first, in a transaction of its own: as a page that is open in two windows.
                    let (name, version) = current(&db).await;
                    let next = name.parse::<i64>().unwrap() + 1;
                    let touched: Answer<u64> = db
                        .write(async move |tx| {
                            let sql =
                                "UPDATE people SET name = $1, version = version + 1 WHERE id = 1 AND version = $2";
                            tx.run(sql, &params![next.to_string(), version]).await
                        })
                        .await;
                    match touched.unwrap() {
                        0 => stale.fetch_add(1, Ordering::Relaxed),
                        _ => {
                            done += 1;
                            0
                        }
                    };
                }
            });
        }
        writers.join_all().await;
        assert_eq!(current(&db).await, ("80".to_owned(), 81));
    })
    .await;
}

async fn current(db: &Db) -> (String, i64) {
    let sql = "SELECT name, version FROM people WHERE id = 1";
    let found: Answer<_> = db.read(async move |tx| tx.one(sql, &[], |row| Ok((row.get(0)?, row.get(1)?))).await).await;
    found.unwrap().unwrap()
}

#[tokio::test]
async fn a_crowd_too_large_is_told_so_at_once() {
    in_each_town(async |db| {
        let (go_on, wait) = mpsc::channel::<()>();
        let wait = Arc::new(std::sync::Mutex::new(wait));
        let mut crowd = JoinSet::new();
        // More than all lines together hold. Those in front keep everybody waiting.
        for _ in 0..9000 {
            let (db, wait) = (db.clone(), Arc::clone(&wait));
            crowd.spawn(async move {
                db.write(async move |_| {
                    let _released = wait.lock().unwrap().recv();
                    Ok::<_, Fault>(())
                })
                .await
            });
        }
        let first = crowd.join_next().await.unwrap().unwrap();
        assert!(first.unwrap_err().is_busy());
        drop(go_on);
        let others = crowd.join_all().await;
        assert!(others.iter().filter(|outcome| outcome.is_ok()).count() >= 4000);
        assert!(others.iter().all(|outcome| outcome.as_ref().err().is_none_or(Fault::is_busy)));
        assert_eq!(count_people(&db).await, 0);
    })
    .await;
}

/// It would wait for a place behind itself.
#[tokio::test]
async fn a_closure_does_not_ask_the_database_again() {
    in_each_town(async |db| {
        for _ in 0..20 {
            let other = db.clone();
            let nested: Answer<i64> = db.write(async move |_| other.read(async |tx| count(tx).await).await).await;
            assert!(nested.unwrap_err().to_string().contains("asked the database again"));
        }
    })
    .await;
}

#[tokio::test]
async fn closing_finishes_what_was_begun_and_then_refuses() {
    in_each_town(async |db| {
        let mut acts = JoinSet::new();
        for id in 0..200 {
            let db = db.clone();
            acts.spawn(async move { db.write(async move |tx| arrive(tx, id, &id.to_string()).await).await.is_ok() });
        }
        tokio::task::yield_now().await;
        db.close().await;
        db.close().await;
        acts.join_all().await;
        let late: Answer<i64> = db.read(async |tx| count(tx).await).await;
        assert!(late.unwrap_err().is_busy());
        assert!(db.settled().await.is_err());
    })
    .await;
}

#[tokio::test]
async fn an_address_that_is_no_database_is_a_clear_fault() {
    let elsewhere = Options::new(
        pergola_db::Source::Postgres { url: "postgres://a:hunter2@127.0.0.1:1/x".into(), schema: None },
        crate::towns::MIGRATIONS,
        0,
    );
    assert!(!format!("{elsewhere:?}").contains("hunter2"));
    let fault = Db::open(elsewhere).await.unwrap_err();
    assert!(fault.is_busy(), "{fault}");
    assert!(!fault.to_string().contains("hunter2"));
    let nonsense = pergola_db::Source::Postgres { url: "postgres://a:hunter2@:x:".into(), schema: None };
    let fault = Db::open(Options::new(nonsense, crate::towns::MIGRATIONS, 0)).await.unwrap_err();
    assert!(!fault.to_string().contains("hunter2"), "{fault}");
}
