//! Stories of the log: it is only added to, and who changes or cuts it by hand is found out.

use pergola_db::{Engine, params};

use super::{decides, italian, newest, reports, town};
use crate::{
    moderation::{Damage, Head, prove},
    testkit::{Person, Town},
};

async fn proof(town: &Town) -> Result<Head, Damage> {
    town.app.db.read_snapshot(async |tx| prove(tx).await).await.unwrap()
}

async fn by_hand(town: &Town, sql: &str) -> bool {
    let sql = sql.to_owned();
    town.app.db.write(async move |tx| tx.run(&sql, &params![]).await).await.is_ok()
}

/// Takes the triggers of the log itself away, as who administers the database can.
async fn without_triggers(town: &Town) {
    let triggers: &[&str] = match town.app.db.engine() {
        Engine::Sqlite => &["DROP TRIGGER moderation_log_stays", "DROP TRIGGER moderation_log_keeps"],
        Engine::Postgres => &["DROP TRIGGER moderation_log_stays ON moderation_log"],
    };
    for sql in triggers {
        assert!(by_hand(town, sql).await, "{sql}");
    }
}

/// A town with so many lines in its log.
async fn with_lines(count: usize) -> (Town, Person) {
    let (town, dora, [ada, ..]) = town().await;
    for number in 0..count.div_ceil(2) {
        dora.put(&format!("/api/v1/moderation/domains/oro{number}.example"), serde_json::Value::Null).await.is(204);
        if number * 2 + 1 < count {
            dora.delete(&format!("/api/v1/moderation/domains/oro{number}.example")).await.is(204);
        }
    }
    drop(ada);
    (town, dora)
}

#[tokio::test]
async fn the_log_can_only_be_added_to() {
    let (town, dora, [ada, ..]) = town().await;
    for of in ["bruno", "carla"] {
        reports(&ada, "member", of, "spam").await.is(201);
        decides(&dora, &newest(&dora).await, "warn", None).await;
    }
    let log = dora.get("/api/v1/moderation/log").await.is(200).json();
    assert_eq!(log["items"][0]["act"], "warn");
    assert_eq!(log["items"].as_array().unwrap().len(), 2);
    let mut refused = vec![
        "UPDATE moderation_log SET act = 'nothing'",
        "DELETE FROM moderation_log",
        "DELETE FROM moderation_log WHERE seq = 2",
        "UPDATE moderation_log_head SET lines = 1",
        "UPDATE moderation_log_head SET chain = ''",
        "DELETE FROM moderation_log_head",
    ];
    if town.app.db.engine() == Engine::Postgres {
        refused.extend(["TRUNCATE moderation_log", "TRUNCATE moderation_log_head"]);
    }
    for sql in refused {
        assert!(!by_hand(&town, sql).await, "{sql}");
    }
    let head = proof(&town).await.unwrap();
    assert_eq!((head.lines, log["items"][0]["chain"].as_str()), (2, Some(head.chain.as_str())));
    dora.get("/moderation/log").await.is(200).says(&format!("2:{}", head.chain)).says("Note it somewhere outside");
    italian(&dora, "/moderation/log").await.says("Annotalo da qualche parte fuori");
    // Who takes the triggers away first still cannot hide what he does.
    without_triggers(&town).await;
    assert!(by_hand(&town, "UPDATE moderation_log SET act = 'nothing' WHERE seq = 1").await);
    assert_eq!(proof(&town).await, Err(Damage::Changed { line: 1 }));
    dora.get("/moderation/log").await.is(200).says("Line 1 is not as it was written").says_not("Note it somewhere");
}

#[tokio::test]
async fn lines_that_are_cut_from_the_end_are_missed() {
    for (cut, lines) in [(1, 12), (10, 12), (12, 12)] {
        let (town, dora) = with_lines(lines).await;
        assert_eq!(proof(&town).await.map(|head| head.lines), Ok(12));
        without_triggers(&town).await;
        let from = i64::try_from(lines - cut + 1).unwrap();
        assert!(by_hand(&town, &format!("DELETE FROM moderation_log WHERE seq >= {from}")).await);
        assert_eq!(proof(&town).await, Err(Damage::Cut { from, to: 12 }), "{cut}");
        dora.get("/moderation/log").await.is(200).says(&format!("Lines {from} to 12 are gone"));
        italian(&dora, "/moderation/log").await.says(&format!("Mancano le righe da {from} a 12"));
        // The head goes down for nobody, and what is added behind the cut closes no gap.
        assert!(!by_hand(&town, &format!("UPDATE moderation_log_head SET lines = {}", from - 1)).await);
        dora.put("/api/v1/moderation/domains/nuovo.example", serde_json::Value::Null).await.is(204);
        let log = dora.get("/api/v1/moderation/log").await.is(200).json();
        assert_eq!(log["items"][0]["seq"], "13", "{cut}");
        assert_eq!(proof(&town).await, Err(Damage::Cut { from, to: 12 }), "{cut}");
    }
}

#[tokio::test]
async fn all_at_once_is_missed_too_and_so_is_the_count() {
    let (town, dora) = with_lines(3).await;
    without_triggers(&town).await;
    let emptied = match town.app.db.engine() {
        Engine::Sqlite => "DELETE FROM moderation_log",
        Engine::Postgres => "TRUNCATE moderation_log",
    };
    assert!(by_hand(&town, emptied).await);
    assert_eq!(proof(&town).await, Err(Damage::Cut { from: 1, to: 3 }));
    let trigger = match town.app.db.engine() {
        Engine::Sqlite => "DROP TRIGGER moderation_log_head_stays",
        Engine::Postgres => "DROP TRIGGER moderation_log_head_stays ON moderation_log_head",
    };
    assert!(by_hand(&town, trigger).await && by_hand(&town, "DELETE FROM moderation_log_head").await);
    assert_eq!(proof(&town).await, Err(Damage::Uncounted));
    dora.get("/moderation/log").await.is(200).says("How many lines there were is gone");
    italian(&dora, "/moderation/log").await.says("Quante righe c’erano non si sa più");
}

#[tokio::test]
async fn a_line_that_nobody_counted_is_found() {
    let (town, _dora) = with_lines(2).await;
    let trigger = match town.app.db.engine() {
        Engine::Sqlite => "DROP TRIGGER moderation_log_counts",
        Engine::Postgres => "DROP TRIGGER moderation_log_counts ON moderation_log",
    };
    assert!(by_hand(&town, trigger).await);
    let by = town.app.by_itself(pergola_domain::members::Language::It);
    let (member, now) = (by.member, by.now);
    let added = town
        .app
        .db
        .write(async move |tx| crate::moderation::store::log::add(tx, (member, now), "appointed", None, 0).await);
    added.await.unwrap();
    assert_eq!(proof(&town).await, Err(Damage::Changed { line: 3 }));
}

#[tokio::test]
async fn the_log_of_an_earlier_release_is_counted_as_it_was() {
    use sha2::{Digest, Sha256};

    let mut before = String::new();
    let mut rows = Vec::new();
    for seq in 1..=3 {
        let text = format!("{before}\n{seq}\n1000\n7\nbarred_domain\n\n0\n0");
        before = Sha256::digest(text.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect();
        rows.push(format!(
            "INSERT INTO moderation_log (seq, at, by_id, act, about, subject_id, case_id, chain) \
             VALUES ({seq}, 1000, 7, 'barred_domain', '', 0, 0, '{before}')"
        ));
    }
    // The tables as they were before the head was kept.
    let town = Town::before(vec![(63, rows)]).await;
    assert_eq!(proof(&town).await, Ok(Head { lines: 3, chain: before }));
    let dora = town.joins("Dora Verdi").await;
    dora.put("/api/v1/moderation/domains/oro.example", serde_json::Value::Null).await.is(204);
    assert_eq!(proof(&town).await.map(|head| head.lines), Ok(4));
    without_triggers(&town).await;
    assert!(by_hand(&town, "DELETE FROM moderation_log WHERE seq = 3").await);
    assert_eq!(proof(&town).await, Err(Damage::Cut { from: 3, to: 3 }));
}
