//! The table `moderation_log`: who did what as a moderator. It is only added to, which triggers of the database enforce;
//! each row holds a hash of itself and of the row before it, so that a file edited by hand shows it.

use pergola_db::{Engine, Fault, Row, Tx, params};
use pergola_domain::{ids::MemberId, moderation::Subject, time::Timestamp};
use sha2::{Digest, Sha256};

/// What was done.
#[derive(Clone, Debug)]
pub(in crate::moderation) struct Entry {
    pub(in crate::moderation) seq: i64,
    pub(in crate::moderation) at: Timestamp,
    pub(in crate::moderation) by: MemberId,
    pub(in crate::moderation) act: String,
    pub(in crate::moderation) about: String,
    pub(in crate::moderation) subject: i64,
    pub(in crate::moderation) case: i64,
    chain: String,
}

const COLUMNS: &str = "seq, at, by_id, act, about, subject_id, case_id, chain";

fn entry(row: &Row<'_>) -> Result<Entry, Fault> {
    Ok(Entry {
        seq: row.get(0)?,
        at: row.get(1)?,
        by: row.get(2)?,
        act: row.get(3)?,
        about: row.get(4)?,
        subject: row.get(5)?,
        case: row.get(6)?,
        chain: row.get(7)?,
    })
}

impl Entry {
    fn hash(&self, before: &str) -> String {
        let Self { seq, at, by, act, about, subject, case, .. } = self;
        let text = format!("{before}\n{seq}\n{}\n{by}\n{act}\n{about}\n{subject}\n{case}", at.0);
        Sha256::digest(text.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect()
    }
}

/// Adds a line, in the act's own transaction.
pub(in crate::moderation) async fn add(
    tx: &Tx,
    (by, at): (MemberId, Timestamp),
    act: &str,
    subject: Option<Subject>,
    case: i64,
) -> Result<(), Fault> {
    if tx.engine() == Engine::Postgres {
        // One after the other: who comes second sees the row before his.
        tx.run("LOCK TABLE moderation_log IN EXCLUSIVE MODE", &params![]).await?;
    }
    let sql = "SELECT seq, chain FROM moderation_log ORDER BY seq DESC LIMIT 1";
    let last = tx.one(sql, &params![], |row| Ok((row.get::<i64>(0)?, row.get::<String>(1)?))).await?;
    let (before, chain) = last.unwrap_or_default();
    let (about, number) = subject.map_or(("", 0), |subject| (subject.about.word(), subject.id));
    let mut new = Entry {
        seq: before + 1,
        at,
        by,
        act: act.to_owned(),
        about: about.to_owned(),
        subject: number,
        case,
        chain: String::new(),
    };
    new.chain = new.hash(&chain);
    let sql = format!("INSERT INTO moderation_log ({COLUMNS}) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)");
    let values = params![new.seq, new.at, new.by, new.act, new.about, new.subject, new.case, new.chain];
    tx.run(&sql, &values).await.map(drop)
}

/// The latest first, those before `before`.
pub(in crate::moderation) async fn list(tx: &Tx, before: Option<i64>, limit: i64) -> Result<Vec<Entry>, Fault> {
    let sql = format!("SELECT {COLUMNS} FROM moderation_log WHERE seq < $1 ORDER BY seq DESC LIMIT $2");
    tx.all(&sql, &params![before.unwrap_or(i64::MAX), limit], entry).await
}

/// The lines of one case, oldest first.
pub(in crate::moderation) async fn list_of(tx: &Tx, case: i64) -> Result<Vec<Entry>, Fault> {
    let sql = format!("SELECT {COLUMNS} FROM moderation_log WHERE case_id = $1 ORDER BY seq LIMIT 100");
    tx.all(&sql, &params![case], entry).await
}

/// The first line that is not as it was written, or whose neighbour is gone; none where all is whole.
pub(in crate::moderation) async fn first_broken(tx: &Tx) -> Result<Option<i64>, Fault> {
    const AT_ONCE: i64 = 1_000;
    let (mut after, mut chain) = (0, String::new());
    loop {
        let sql = format!("SELECT {COLUMNS} FROM moderation_log WHERE seq > $1 ORDER BY seq LIMIT $2");
        let some = tx.all(&sql, &params![after, AT_ONCE], entry).await?;
        if some.is_empty() {
            return Ok(None);
        }
        for entry in some {
            if entry.seq != after + 1 || entry.hash(&chain) != entry.chain {
                return Ok(Some(entry.seq));
            }
            after = entry.seq;
            chain = entry.chain;
        }
    }
}
