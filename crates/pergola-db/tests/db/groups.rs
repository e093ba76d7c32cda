//! How `SQLite`'s writer commits in groups. The first act of a group is held, so that the others wait behind it and the
//! group is known.

use std::sync::{Arc, Mutex, mpsc};

use pergola_db::{Db, Fault, Heed, Options, Source, params};
use tokio::sync::oneshot;
use tokio::task::JoinHandle;

use crate::towns::{Answer, arrive, count, count_people, folder, names, open, options};

/// An act that is under way until told to go on.
struct Held {
    go_on: mpsc::Sender<()>,
    act: JoinHandle<Answer<()>>,
}

impl Held {
    /// Returns when the act runs on the writing thread.
    async fn new(db: &Db, id: i64) -> Self {
        let (begun, has_begun) = oneshot::channel();
        let begun = Mutex::new(Some(begun));
        let (go_on, wait) = mpsc::channel();
        let wait = Mutex::new(wait);
        let db = db.clone();
        let act = tokio::spawn(async move {
            db.write(async move |tx| {
                if let Some(begun) = begun.lock().unwrap().take() {
                    begun.send(()).unwrap();
                    let () = wait.lock().unwrap().recv().unwrap();
                }
                arrive(tx, id, &format!("held {id}")).await
            })
            .await
        });
        has_begun.await.unwrap();
        Self { go_on, act }
    }

    async fn goes_on(self) -> Answer<()> {
        self.go_on.send(()).unwrap();
        self.act.await.unwrap()
    }
}

/// Puts an act into the queue and comes back when it is there.
async fn queued<T: Send + 'static>(
    db: &Db,
    act: impl AsyncFn(&pergola_db::Tx) -> Answer<T> + Send + 'static,
) -> JoinHandle<Answer<T>> {
    let (sent, is_sent) = oneshot::channel();
    let db = db.clone();
    let waiting = tokio::spawn(async move {
        let mut written = Box::pin(db.write(act));
        // The first poll puts it into the queue.
        let first = std::future::poll_fn(|context| std::task::Poll::Ready(written.as_mut().poll(context))).await;
        sent.send(()).unwrap();
        match first {
            std::task::Poll::Ready(outcome) => outcome,
            std::task::Poll::Pending => written.await,
        }
    });
    is_sent.await.unwrap();
    waiting
}

#[tokio::test]
async fn nobody_is_answered_before_the_commit() {
    let folder = folder();
    let db = open(&folder.path().join("town.db")).await;
    let first = Held::new(&db, 1).await;
    let second = queued(&db, async |tx| arrive(tx, 2, "Ada").await).await;
    let third = Arc::new(Mutex::new(None));
    // The third act of the group looks at the second from within: it is done, and yet not answered, and no reader sees it.
    let (waiting, seen_inside) = (Arc::new(second), Arc::clone(&third));
    let looking = {
        let second = Arc::clone(&waiting);
        queued(&db, async move |tx| {
            *seen_inside.lock().unwrap() = Some((count(tx).await?, second.is_finished()));
            Ok(())
        })
        .await
    };
    assert_eq!(count_people(&db).await, 0);
    first.goes_on().await.unwrap();
    looking.await.unwrap().unwrap();
    assert_eq!(*third.lock().unwrap(), Some((2, false)));
    assert_eq!(count_people(&db).await, 2);
}

#[tokio::test]
async fn whatever_goes_wrong_in_one_act_the_others_of_its_group_stand() {
    let folder = folder();
    let db = open(&folder.path().join("town.db")).await;
    let first = Held::new(&db, 1).await;
    let ada = queued(&db, async |tx| arrive(tx, 2, "Ada").await).await;
    let twice = queued(&db, async |tx| {
        arrive(tx, 3, "Bruno").await?;
        arrive(tx, 4, "Ada").await
    })
    .await;
    let panics = queued::<()>(&db, async |tx| {
        arrive(tx, 5, "Carla").await?;
        panic!("a bug")
    })
    .await;
    let wanders = queued(&db, async |tx| {
        arrive(tx, 6, "Dino").await?;
        tokio::task::yield_now().await;
        Ok(())
    })
    .await;
    let refuses = queued::<()>(&db, async |tx| {
        arrive(tx, 7, "Elsa").await?;
        Err(Fault::other("no"))
    })
    .await;
    let franca = queued(&db, async |tx| arrive(tx, 8, "Franca").await).await;
    first.goes_on().await.unwrap();
    ada.await.unwrap().unwrap();
    assert!(twice.await.unwrap().unwrap_err().is_unique_violation());
    assert!(panics.await.unwrap().unwrap_err().to_string().contains("a bug"));
    assert!(wanders.await.unwrap().unwrap_err().to_string().contains("awaited something"));
    refuses.await.unwrap().unwrap_err();
    franca.await.unwrap().unwrap();
    assert_eq!(names(&db).await, ["held 1", "Ada", "Franca"]);
}

/// Who refuses after writing is asked once; those before him once more, and for a while nobody has to be.
#[tokio::test]
async fn a_refusal_after_writing_makes_the_others_begin_anew_once() {
    let folder = folder();
    let db = open(&folder.path().join("town.db")).await;
    let calls: Arc<Mutex<Vec<i64>>> = Arc::default();
    let act = |id: i64, refuses: bool| {
        let calls = Arc::clone(&calls);
        queued(&db, async move |tx| {
            calls.lock().unwrap().push(id);
            arrive(tx, id, &format!("number {id}")).await?;
            if refuses { Err(Fault::other("no")) } else { Ok(()) }
        })
    };
    let first = Held::new(&db, 1).await;
    let mut all = Vec::new();
    for (id, refuses) in [(2, false), (3, true), (4, false), (5, true), (6, false)] {
        all.push((refuses, act(id, refuses).await));
    }
    first.goes_on().await.unwrap();
    for (refuses, act) in all {
        assert_eq!(act.await.unwrap().is_err(), refuses);
    }
    assert_eq!(*calls.lock().unwrap(), [2, 3, 2, 4, 5, 6]);
    assert_eq!(names(&db).await, ["held 1", "number 2", "number 4", "number 6"]);
}

/// A full disk makes `SQLite` roll back the whole transaction. The one whose act it was is told; the others run again.
#[tokio::test]
async fn an_act_that_spoils_its_group_does_not_take_the_others_along() {
    let folder = folder();
    let db = open(&folder.path().join("town.db")).await;
    let first = Held::new(&db, 1).await;
    let ada = queued(&db, async |tx| arrive(tx, 2, "Ada").await).await;
    let heavy = queued(&db, async |tx| {
        tx.all("PRAGMA max_page_count = 40", &[], |_| Ok(())).await?;
        let too_long = "x".repeat(1_000_000);
        arrive(tx, 3, &too_long).await
    })
    .await;
    let ends = queued(&db, async |tx| tx.run("ROLLBACK", &[]).await).await;
    let bruno = queued(&db, async |tx| arrive(tx, 4, "Bruno").await).await;
    first.goes_on().await.unwrap();
    ada.await.unwrap().unwrap();
    let full = heavy.await.unwrap().unwrap_err();
    assert!(full.is_busy() && full.is_read_only(), "{full}");
    assert!(ends.await.unwrap().unwrap_err().to_string().contains("ended from within"));
    bruno.await.unwrap().unwrap();
    assert_eq!(names(&db).await, ["held 1", "Ada", "Bruno"]);
    assert!(db.check().await.unwrap().is_empty());
}

/// What cannot be committed is said to nobody as done: here the COMMIT itself is refused.
#[tokio::test]
async fn when_the_commit_fails_nobody_is_told_it_succeeded() {
    let folder = folder();
    let db = open(&folder.path().join("town.db")).await;
    let first = Held::new(&db, 1).await;
    let ada = queued(&db, async |tx| {
        arrive(tx, 2, "Ada").await?;
        tx.record(0, "arrived", "{}").await
    })
    .await;
    let orphan = queued(&db, async |tx| {
        // No room does this; it is the one way to make a healthy disk refuse a COMMIT.
        tx.run("PRAGMA defer_foreign_keys = ON", &[]).await?;
        tx.run("INSERT INTO notes (id, writer, text) VALUES ($1, $2, $3)", &params![1, 99, "orphan"]).await
    })
    .await;
    assert!(first.goes_on().await.unwrap_err().is_foreign_key_violation());
    ada.await.unwrap().unwrap_err();
    orphan.await.unwrap().unwrap_err();
    assert_eq!(count_people(&db).await, 0);
    assert_eq!(*db.committed().borrow(), 0);
    let again: Answer<()> = db.write(async |tx| arrive(tx, 2, "Ada").await).await;
    again.unwrap();
}

#[tokio::test]
async fn an_act_whose_asker_has_gone_is_carried_out() {
    let folder = folder();
    let db = open(&folder.path().join("town.db")).await;
    let first = Held::new(&db, 1).await;
    queued(&db, async |tx| arrive(tx, 2, "Ada").await).await.abort();
    let last = queued(&db, async |tx| count(tx).await).await;
    first.goes_on().await.unwrap();
    assert_eq!(last.await.unwrap().unwrap(), 2);
}

#[tokio::test]
async fn who_heeds_a_table_is_told_of_its_rows_before_the_writer_is_answered() {
    let folder = folder();
    let heard: Arc<Mutex<Vec<(&'static str, i64)>>> = Arc::default();
    let ear = Arc::clone(&heard);
    let heed = Heed::new(&["people"], move |written| ear.lock().unwrap().extend(written));
    let options = Options { heed: Some(heed), ..options(Source::Sqlite(folder.path().join("town.db"))) };
    let db = Db::open(options).await.unwrap();
    let now_heard = || std::mem::take(&mut *heard.lock().unwrap());
    let wrote = async |sql: &'static str| -> Answer<u64> { db.write(async move |tx| tx.run(sql, &[]).await).await };
    let many: Answer<()> = db
        .write(async |tx| {
            arrive(tx, 7, "Ada").await?;
            arrive(tx, 8, "Bruno").await
        })
        .await;
    many.unwrap();
    assert_eq!(now_heard(), [("people", 7), ("people", 8)]);
    wrote("INSERT INTO notes (id, writer, text) VALUES (1, 7, 'a note')").await.unwrap();
    assert_eq!(now_heard(), []);
    wrote("UPDATE people SET name = 'Adele' WHERE name = 'Ada'").await.unwrap();
    assert_eq!(now_heard(), [("people", 7)]);
    let sql = "INSERT INTO people (id, name) VALUES (8, 'Bice') ON CONFLICT (id) DO UPDATE SET name = excluded.name";
    wrote(sql).await.unwrap();
    assert_eq!(now_heard(), [("people", 8)]);
    wrote("DELETE FROM people WHERE id > 7").await.unwrap();
    assert_eq!(now_heard(), [("people", 8)]);
    assert_eq!(names(&db).await, ["Adele"]);
    assert_eq!(now_heard(), []);
}

#[tokio::test]
async fn a_closure_may_not_wait_for_anything_else() {
    let folder = folder();
    let db = open(&folder.path().join("town.db")).await;
    for _ in 0..5 {
        let wanders: Answer<i64> = db
            .read(async |tx| {
                tokio::task::yield_now().await;
                count(tx).await
            })
            .await;
        assert!(wanders.unwrap_err().to_string().contains("awaited something"));
    }
    assert_eq!(count_people(&db).await, 0);
}
