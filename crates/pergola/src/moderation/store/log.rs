//! The table `moderation_log`: who did what as a moderator. It is only added to, which triggers of the database enforce;
//! each row holds a hash of itself and of the row before it, so that a file edited by hand shows it. How many rows there
//! are and the last hash stand in `moderation_log_head` too, which a trigger writes: lines cut from the end are missed.
//!
//! Whoever may write the database and takes all its triggers away can write both anew. Against him there is only what was
//! noted of the log elsewhere (decision 0048).

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
    /// The hash of this line and of all before it.
    pub(in crate::moderation) chain: String,
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
    let last = last.map(|(lines, chain)| Head { lines, chain }).unwrap_or_default();
    // Where the last lines were cut by hand it goes on behind them: what is missing stays missing, and is seen.
    let Head { lines: before, chain } = counted(tx).await?.filter(|head| head.lines > last.lines).unwrap_or(last);
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

/// How many lines there are, and the hash of the last.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Head {
    pub(crate) lines: i64,
    pub(crate) chain: String,
}

/// How the log is not as it was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Damage {
    /// The first line that says something else than it did, or that nobody counted.
    Changed { line: i64 },
    /// These lines are gone, the first of them and the last.
    Cut { from: i64, to: i64 },
    /// Nothing tells any more how many lines there were.
    Uncounted,
}

/// As it stands beside the log, in its own table.
async fn counted(tx: &Tx) -> Result<Option<Head>, Fault> {
    let sql = "SELECT lines, chain FROM moderation_log_head WHERE id = 1";
    tx.one(sql, &params![], |row| Ok(Head { lines: row.get(0)?, chain: row.get(1)? })).await
}

/// The hash that a line has now; none where there is no such line.
pub(in crate::moderation) async fn chain_of(tx: &Tx, line: i64) -> Result<Option<String>, Fault> {
    tx.one("SELECT chain FROM moderation_log WHERE seq = $1", &params![line], |row| row.get(0)).await
}

/// Reads the whole log: what is to be noted of it, or how it is not as it was written.
pub(in crate::moderation) async fn prove(tx: &Tx) -> Result<Result<Head, Damage>, Fault> {
    const AT_ONCE: i64 = 1_000;
    let Some(counted) = counted(tx).await? else { return Ok(Err(Damage::Uncounted)) };
    let mut read = Head::default();
    loop {
        let sql = format!("SELECT {COLUMNS} FROM moderation_log WHERE seq > $1 ORDER BY seq LIMIT $2");
        let some = tx.all(&sql, &params![read.lines, AT_ONCE], entry).await?;
        if some.is_empty() {
            break;
        }
        for entry in some {
            if entry.seq != read.lines + 1 {
                return Ok(Err(Damage::Cut { from: read.lines + 1, to: entry.seq - 1 }));
            }
            if entry.hash(&read.chain) != entry.chain {
                return Ok(Err(Damage::Changed { line: read.lines + 1 }));
            }
            read = Head { lines: entry.seq, chain: entry.chain };
        }
    }
    Ok(if read.lines < counted.lines {
        Err(Damage::Cut { from: read.lines + 1, to: counted.lines })
    } else if read.lines > counted.lines {
        Err(Damage::Changed { line: counted.lines + 1 })
    } else if read.chain != counted.chain {
        Err(Damage::Changed { line: read.lines })
    } else {
        Ok(counted)
    })
}
