//! The work queue.

use std::collections::BTreeSet;

use pergola_db::queue::{self, Job};
use pergola_db::{Db, Fault};
use tokio::task::JoinSet;

use crate::towns::{Answer, in_each_town};

async fn claim(db: &Db, now: i64, limit: usize) -> Vec<Job> {
    let claimed: Answer<_> =
        db.write(async move |tx| queue::claim(tx, &["mail", "delivery"], now, 1000, limit).await).await;
    claimed.unwrap()
}

async fn ask_for(db: &Db, id: i64, kind: &'static str, due_at: i64) {
    let asked: Answer<()> = db.write(async move |tx| queue::enqueue(tx, id, kind, "{}", due_at).await).await;
    asked.unwrap();
}

fn ids(jobs: &[Job]) -> Vec<i64> {
    jobs.iter().map(|job| job.id).collect()
}

#[tokio::test]
async fn jobs_come_when_due_in_order_and_to_one_only() {
    in_each_town(async |db| {
        ask_for(&db, 1, "mail", 300).await;
        ask_for(&db, 2, "mail", 100).await;
        ask_for(&db, 3, "delivery", 100).await;
        ask_for(&db, 4, "other", 0).await;
        assert_eq!(ids(&claim(&db, 99, 10).await), []);
        assert_eq!(ids(&claim(&db, 100, 1).await), [2]);
        assert_eq!(ids(&claim(&db, 301, 10).await), [3, 1]);
        assert_eq!(ids(&claim(&db, 1099, 10).await), []);
        // Whoever had 2 in hand since 100 has not been heard of.
        let again = claim(&db, 1100, 10).await;
        assert_eq!((ids(&again), again[0].attempts), (vec![2], 2));
        let left: Answer<i64> = db.read(async |tx| queue::waiting(tx).await).await;
        assert_eq!(left.unwrap(), 4);
    })
    .await;
}

#[tokio::test]
async fn what_is_done_goes_and_what_failed_comes_again_later() {
    in_each_town(async |db| {
        ask_for(&db, 1, "mail", 0).await;
        ask_for(&db, 2, "mail", 0).await;
        assert_eq!(claim(&db, 10, 10).await.len(), 2);
        let finished: Answer<()> = db
            .write(async |tx| {
                queue::done(tx, 1).await?;
                queue::retry(tx, 2, 50, "the other side was busy").await
            })
            .await;
        finished.unwrap();
        assert_eq!(ids(&claim(&db, 49, 10).await), []);
        let again = claim(&db, 50, 10).await;
        assert_eq!(again, [Job { id: 2, kind: "mail".into(), body: "{}".into(), attempts: 2 }]);
    })
    .await;
}

#[tokio::test]
async fn what_an_act_asked_for_is_forgotten_with_the_act() {
    in_each_town(async |db| {
        let refused: Answer<()> = db
            .write(async |tx| {
                queue::enqueue(tx, 1, "mail", "{}", 0).await?;
                Err(Fault::other("refused"))
            })
            .await;
        refused.unwrap_err();
        assert_eq!(claim(&db, 1, 10).await, []);
    })
    .await;
}

#[tokio::test]
async fn many_hands_never_take_the_same_job() {
    in_each_town(async |db| {
        let asked: Answer<()> = db
            .write(async |tx| {
                for id in 0..200 {
                    queue::enqueue(tx, id, "mail", "{}", id % 7).await?;
                }
                Ok(())
            })
            .await;
        asked.unwrap();
        let mut hands = JoinSet::new();
        for _ in 0..8 {
            let db = db.clone();
            hands.spawn(async move {
                let mut taken = Vec::new();
                // Whoever lost a race comes away with nothing although there is more; so ask until all are gone.
                while taken.len() < 200 {
                    let more = claim(&db, 1000, 9).await;
                    let all: Answer<i64> = db.read(async |tx| free(tx).await).await;
                    taken.extend(ids(&more));
                    if more.is_empty() && all.unwrap() == 0 {
                        break;
                    }
                }
                taken
            });
        }
        let taken: Vec<i64> = hands.join_all().await.concat();
        assert_eq!(taken.len(), 200);
        assert_eq!(taken.into_iter().collect::<BTreeSet<_>>().len(), 200);
    })
    .await;
}

async fn free(tx: &pergola_db::Tx) -> Answer<i64> {
    let sql = "SELECT count(*) FROM outbox WHERE claimed_until = 0";
    Ok(tx.one(sql, &[], |row| row.get(0)).await?.unwrap())
}
