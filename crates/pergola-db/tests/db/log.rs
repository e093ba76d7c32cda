//! The change log as a follower sees it: everything, once, in order.

use std::collections::BTreeSet;

use pergola_db::{Db, Fault, Logged};
use tokio::task::JoinSet;
use tokio_postgres::Client;

use crate::towns::{Answer, Server, in_each_town};

const APPEND: &str = "INSERT INTO log (at, kind, body) VALUES (0, 'raw', '') RETURNING seq";

async fn record(db: &Db, body: &'static str) -> i64 {
    let recorded: Answer<i64> = db.write(async move |tx| tx.record(7, "kind", body).await).await;
    recorded.unwrap()
}

#[tokio::test]
async fn entries_come_in_order_and_in_parts() {
    in_each_town(async |db| {
        assert_eq!((db.settled().await.unwrap(), db.changes_after(0, 10).await.unwrap()), (0, vec![]));
        let mut committed = db.committed();
        let (one, two, three) = (record(&db, "1").await, record(&db, "2").await, record(&db, "è").await);
        assert!(one < two && two < three);
        committed.changed().await.unwrap();
        assert_eq!(*committed.borrow_and_update(), three);
        let first = db.changes_after(0, 2).await.unwrap();
        assert_eq!(first[0], Logged { seq: one, at: 7, kind: "kind".into(), body: "1".into() });
        assert_eq!(first.len(), 2);
        assert_eq!(db.changes_after(two, 2).await.unwrap()[0].body, "è");
        assert_eq!(db.changes_after(three, 2).await.unwrap(), []);
        assert_eq!(db.settled().await.unwrap(), three);
    })
    .await;
}

/// Random acts of different lengths, some refused, and a follower who looks all the time.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_follower_misses_nothing_of_a_crowd() {
    in_each_town(async |db| {
        let mut crowd = JoinSet::new();
        for member in 0..16_u32 {
            let db = db.clone();
            crowd.spawn(async move {
                let mut recorded = Vec::new();
                for step in 0..30_u32 {
                    let chance = (member * 7919 + step * 104_729) % 11;
                    let done: Answer<i64> = db
                        .write(async move |tx| {
                            for extra in 0..chance % 4 {
                                let id = i64::from(member * 10_000 + step * 10 + extra);
                                crate::towns::arrive(tx, id, &id.to_string()).await?;
                            }
                            let seq = tx.record(0, "step", "").await?;
                            for _ in 0..chance % 3 {
                                crate::towns::count(tx).await?;
                            }
                            if chance == 10 { Err(Fault::other("refused")) } else { Ok(seq) }
                        })
                        .await;
                    recorded.extend(done.ok());
                }
                recorded
            });
        }
        let follower = {
            let db = db.clone();
            tokio::spawn(async move {
                let (mut place, mut seen) = (0, Vec::new());
                loop {
                    for entry in db.changes_after(place, 20).await.unwrap() {
                        place = entry.seq;
                        seen.push(entry.seq);
                        if entry.kind == "end" {
                            return seen;
                        }
                    }
                }
            })
        };
        let mut recorded: BTreeSet<i64> = crowd.join_all().await.concat().into_iter().collect();
        let end: Answer<i64> = db.write(async |tx| tx.record(0, "end", "").await).await;
        recorded.insert(end.unwrap());
        let seen = follower.await.unwrap();
        assert!(seen.is_sorted());
        assert_eq!(seen.iter().copied().collect::<BTreeSet<_>>(), recorded);
        assert_eq!(seen.len(), recorded.len());
    })
    .await;
}

async fn append(client: &Client) -> i64 {
    client.query_one(APPEND, &[]).await.unwrap().get(0)
}

async fn seqs_after(db: &Db, seq: i64) -> Vec<i64> {
    db.changes_after(seq, 100).await.unwrap().iter().map(|entry| entry.seq).collect()
}

/// The trap itself: a slow transaction holds a lower number than a quick one that is already committed.
#[tokio::test]
async fn a_slow_transaction_is_waited_for() {
    let Some(server) = Server::there() else { return };
    let (db, slow) = (server.open().await, server.raw().await);
    let first = record(&db, "").await;
    assert_eq!(db.settled().await.unwrap(), first);
    slow.batch_execute("BEGIN").await.unwrap();
    let held = append(&slow).await;
    let quick = record(&db, "").await;
    assert!(held < quick);
    assert_eq!(seqs_after(&db, 0).await, [first]);
    assert_eq!(db.settled().await.unwrap(), first);
    // What a follower without this care would do: take the quick one, and ask only for what comes after it.
    let careless = server.raw().await.query("SELECT seq FROM log WHERE seq > $1", &[&first]).await.unwrap();
    assert_eq!(careless.iter().map(|row| row.get::<_, i64>(0)).collect::<Vec<_>>(), [quick]);
    slow.batch_execute("COMMIT").await.unwrap();
    assert_eq!(seqs_after(&db, first).await, [held, quick]);
    db.close().await;
    server.tear_down().await;
}

/// Where hiding all entries from `pg_snapshot_xmin` on is not enough: the older transaction has the higher number.
#[tokio::test]
async fn an_older_transaction_with_a_higher_number_hides_nothing() {
    let Some(server) = Server::there() else { return };
    let (db, older, younger) = (server.open().await, server.raw().await, server.raw().await);
    older.batch_execute("BEGIN; INSERT INTO people (id, name) VALUES (1, 'Ada')").await.unwrap();
    younger.batch_execute("BEGIN; INSERT INTO people (id, name) VALUES (2, 'Bruno')").await.unwrap();
    let low = append(&younger).await;
    let high = append(&older).await;
    assert!(low < high);
    older.batch_execute("COMMIT").await.unwrap();
    // The entry is visible, and its transaction is older than all that are open.
    let by_the_simple_rule = "SELECT count(*) FROM log WHERE CAST(CAST(xmin AS TEXT) AS BIGINT)
                              < CAST(CAST(pg_snapshot_xmin(pg_current_snapshot()) AS TEXT) AS BIGINT)";
    let shown: i64 = server.raw().await.query_one(by_the_simple_rule, &[]).await.unwrap().get(0);
    assert_eq!(shown, 1);
    assert_eq!(seqs_after(&db, 0).await, []);
    younger.batch_execute("COMMIT").await.unwrap();
    assert_eq!(seqs_after(&db, 0).await, [low, high]);
    db.close().await;
    server.tear_down().await;
}

/// The whole of the waiting stands on this: who has a number has had the lock on the table before.
#[tokio::test]
async fn an_insert_takes_its_lock_before_it_draws_a_number() {
    let Some(server) = Server::there() else { return };
    let (db, holder, client) = (server.open().await, server.raw().await, std::sync::Arc::new(server.raw().await));
    let given = async || -> i64 { holder.query_one("SELECT last_value FROM log_seq", &[]).await.unwrap().get(0) };
    let prepared = client.prepare(APPEND).await.unwrap();
    // Enough times for the server to keep its plan of the prepared one.
    for _ in 0..8 {
        client.query_one(&prepared, &[]).await.unwrap();
    }
    let id: i32 = client.query_one("SELECT pg_backend_pid()", &[]).await.unwrap().get(0);
    for plain in [true, false] {
        let before = given().await;
        holder.batch_execute("BEGIN; LOCK TABLE log IN EXCLUSIVE MODE").await.unwrap();
        let (inserter, prepared) = (std::sync::Arc::clone(&client), prepared.clone());
        let insert = tokio::spawn(async move {
            if plain { append(&inserter).await } else { inserter.query_one(&prepared, &[]).await.unwrap().get(0) }
        });
        let waits =
            "SELECT count(*) FROM pg_locks WHERE pid = $1 AND relation = CAST('log' AS regclass) AND NOT granted";
        while holder.query_one(waits, &[&id]).await.unwrap().get::<_, i64>(0) == 0 {
            tokio::task::yield_now().await;
        }
        assert_eq!(given().await, before);
        holder.batch_execute("COMMIT").await.unwrap();
        assert!(insert.await.unwrap() > before);
    }
    db.close().await;
    server.tear_down().await;
}

/// Who writes to other tables, or to the log of another network on the same server, holds nobody up.
#[tokio::test]
async fn only_who_wrote_to_this_log_is_waited_for() {
    let (Some(server), Some(another)) = (Server::there(), Server::there()) else { return };
    let (db, elsewhere, beside) = (server.open().await, another.open().await, server.raw().await);
    beside.batch_execute("BEGIN; INSERT INTO people (id, name) VALUES (1, 'Ada')").await.unwrap();
    let in_another = another.raw().await;
    in_another.batch_execute("BEGIN").await.unwrap();
    append(&in_another).await;
    let first = record(&db, "").await;
    assert_eq!(db.settled().await.unwrap(), first);
    // From its first entry on it is waited for, though it is older than the others.
    let held = append(&beside).await;
    let quick = record(&db, "").await;
    assert!(held < quick);
    assert_eq!(db.settled().await.unwrap(), first);
    beside.batch_execute("COMMIT").await.unwrap();
    assert_eq!(db.settled().await.unwrap(), quick);
    in_another.batch_execute("ROLLBACK").await.unwrap();
    for (db, server) in [(db, server), (elsewhere, another)] {
        db.close().await;
        server.tear_down().await;
    }
}

/// The first append of a transaction that has written nothing before.
#[tokio::test]
async fn the_youngest_transaction_is_waited_for_too() {
    let Some(server) = Server::there() else { return };
    let db = server.open().await;
    let first = record(&db, "").await;
    for _ in 0..3 {
        let youngest = server.raw().await;
        youngest.batch_execute("BEGIN").await.unwrap();
        let held = append(&youngest).await;
        for _ in 0..3 {
            assert!(db.settled().await.unwrap() < held);
        }
        youngest.batch_execute("ROLLBACK").await.unwrap();
        assert_eq!(db.settled().await.unwrap(), held);
    }
    assert_eq!(seqs_after(&db, 0).await, [first]);
    db.close().await;
    server.tear_down().await;
}
