//! The file of `SQLite` as a whole: copies of it, what is left in it, and who may open it.

use std::fs;
use std::path::Path;

use pergola_db::{Db, params};
use tokio::task::JoinSet;

use crate::towns::{Answer, Server, arrive, count_people, folder, names, open, options};

#[tokio::test]
async fn a_copy_made_while_people_write_loses_nobody() {
    let folder = folder();
    let db = open(&folder.path().join("town.db")).await;
    let copy = folder.path().join("copy.db");
    fs::write(&copy, "an older copy").unwrap();
    let mut writers = JoinSet::new();
    for writer in 0..8 {
        let db = db.clone();
        writers.spawn(async move {
            for number in 0..100 {
                let id = writer * 1000 + number;
                db.write::<_, pergola_db::Fault, _>(async move |tx| arrive(tx, id, &id.to_string()).await)
                    .await
                    .unwrap();
            }
        });
    }
    for _ in 0..3 {
        let before = count_people(&db).await;
        db.backup(&copy).await.unwrap();
        let after = count_people(&db).await;
        let copied = count_in(&copy).await;
        assert!(before <= copied && copied <= after, "{before} {copied} {after}");
    }
    writers.join_all().await;
    Db::backup_file(&folder.path().join("town.db"), &copy).await.unwrap();
    assert_eq!(count_in(&copy).await, 800);
    assert!(!folder.path().join("copy.db.partial").exists());
}

async fn count_in(file: &Path) -> i64 {
    let db = open(file).await;
    assert!(db.check().await.unwrap().is_empty());
    let count = count_people(&db).await;
    db.close().await;
    count
}

#[tokio::test]
async fn a_damaged_database_is_noticed_and_not_copied_over_a_good_copy() {
    let folder = folder();
    let file = folder.path().join("town.db");
    let copy = folder.path().join("copy.db");
    let db = open(&file).await;
    let written: Answer<()> = db
        .write(async |tx| {
            for id in 0..2000 {
                arrive(tx, id, &format!("person number {id}")).await?;
            }
            Ok(())
        })
        .await;
    written.unwrap();
    db.backup(&copy).await.unwrap();
    db.close().await;
    let mut bytes = fs::read(&file).unwrap();
    for page in bytes.chunks_mut(4096).skip(8) {
        page[..8].fill(0xEE);
    }
    fs::write(&file, bytes).unwrap();
    let good = fs::read(&copy).unwrap();
    Db::backup_file(&file, &copy).await.unwrap_err();
    assert_eq!(fs::read(&copy).unwrap(), good);
    assert!(!folder.path().join("copy.db.partial").exists());
}

#[tokio::test]
async fn deleted_words_leave_the_file() {
    const WORDS: &[u8] = b"something said in confidence";
    let folder = folder();
    let file = folder.path().join("town.db");
    let holds_words = |ending: &str| {
        let mut name = file.clone().into_os_string();
        name.push(ending);
        fs::read(name).is_ok_and(|bytes| bytes.windows(WORDS.len()).any(|window| window == WORDS))
    };
    let db = open(&file).await;
    let kept: Answer<()> = db
        .write(async |tx| {
            arrive(tx, 1, "Ada").await?;
            for id in 0..500 {
                let text = format!("{} {id}", str::from_utf8(WORDS).unwrap());
                tx.run("INSERT INTO notes (id, writer, text) VALUES ($1, 1, $2)", &params![id, text]).await?;
            }
            Ok(())
        })
        .await;
    kept.unwrap();
    db.checkpoint().await.unwrap();
    assert!(holds_words(""));
    let forgotten: Answer<u64> = db.write(async |tx| tx.run("DELETE FROM notes", &[]).await).await;
    assert_eq!(forgotten.unwrap(), 500);
    db.checkpoint().await.unwrap();
    assert!(!holds_words("") && !holds_words("-wal"));
    assert_eq!(names(&db).await, ["Ada"]);
}

#[tokio::test]
async fn two_servers_do_not_share_a_file() {
    let folder = folder();
    let file = folder.path().join("town.db");
    let first = open(&file).await;
    let second = Db::open(options(pergola_db::Source::Sqlite(file.clone()))).await;
    assert!(second.unwrap_err().to_string().contains("another Pergola"));
    // Given back when the last hold is gone, closed or not.
    drop(first);
    open(&file).await.close().await;
    assert!(!folder.path().join("town.db-wal").exists());
    open(&file).await.close().await;
}

#[cfg(unix)]
#[tokio::test]
async fn the_file_is_for_its_owner_only() {
    use std::os::unix::fs::PermissionsExt;
    let folder = folder();
    let db = open(&folder.path().join("town.db")).await;
    let written: Answer<()> = db.write(async |tx| arrive(tx, 1, "Ada").await).await;
    written.unwrap();
    db.backup(&folder.path().join("copy.db")).await.unwrap();
    for name in ["town.db", "town.db-wal", "town.db-shm", "town.db.lock", "copy.db"] {
        let mode = fs::metadata(folder.path().join(name)).unwrap().permissions().mode();
        assert_eq!(mode & 0o077, 0, "{name}");
    }
}

#[tokio::test]
async fn postgres_is_copied_with_its_own_tools() {
    let Some(server) = Server::there() else { return };
    let db = server.open().await;
    assert!(db.backup(Path::new("/nowhere")).await.unwrap_err().to_string().contains("pg_dump"));
    assert!(db.check().await.unwrap().is_empty());
    db.checkpoint().await.unwrap();
    db.close().await;
    server.tear_down().await;
}

#[tokio::test]
async fn who_reads_whole_tables_does_not_hold_up_the_end() {
    let folder = folder();
    let db = open(&folder.path().join("town.db")).await;
    let begun = std::sync::Arc::new(tokio::sync::Notify::new());
    let reader = {
        let (db, begun) = (db.clone(), std::sync::Arc::clone(&begun));
        tokio::spawn(async move {
            let endless = "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n";
            db.read_whole(async move |tx| {
                begun.notify_one();
                tx.one(endless, &params![], |row| row.get::<i64>(0)).await
            })
            .await
        })
    };
    begun.notified().await;
    db.close().await;
    assert!(reader.await.unwrap().unwrap_err().is_busy());
}
