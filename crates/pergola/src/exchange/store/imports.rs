//! The tables `imports`, `import_skips` and `proposals`' beginnings: how far each file is.

use std::collections::BTreeMap;

use pergola_db::{Fault, Row, Tx, params};
use pergola_domain::{
    ids::{ImportId, MemberId},
    time::Timestamp,
};

use super::rows::{AT_ONCE, marks};

/// A file that was handed in.
#[derive(Clone, Debug)]
pub(crate) struct Import {
    pub(crate) id: ImportId,
    pub(crate) member: MemberId,
    pub(crate) file_name: String,
    pub(crate) state: State,
    /// The code of the refusal where it failed, and what in the file it is about.
    pub(crate) failure: String,
    pub(crate) failure_detail: String,
    pub(crate) stage: String,
    pub(crate) bytes_read: i64,
    pub(crate) bytes_total: i64,
    pub(crate) tally: Tally,
    pub(crate) created_at: Timestamp,
    pub(crate) ended_at: Option<Timestamp>,
}

/// How many rows came to what.
#[derive(Clone, Debug, Default)]
pub(crate) struct Tally {
    pub(crate) read: i64,
    pub(crate) taken: i64,
    pub(crate) unchanged: i64,
    pub(crate) skipped: i64,
    /// By kind: `connections`, `messages`, `positions`…
    pub(crate) counts: BTreeMap<String, i64>,
}

/// Where a file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum State {
    Waiting,
    Running,
    Done,
    Failed,
}

impl State {
    pub(crate) const fn word(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Running => "running",
            Self::Done => "done",
            Self::Failed => "failed",
        }
    }

    fn of(word: &str) -> Self {
        match word {
            "waiting" => Self::Waiting,
            "running" => Self::Running,
            "done" => Self::Done,
            _ => Self::Failed,
        }
    }

    /// Whether nothing more will come.
    pub(crate) const fn ended(self) -> bool {
        matches!(self, Self::Done | Self::Failed)
    }
}

/// A row that was not taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Skip {
    pub(crate) file: String,
    /// From 1; 0 where no single line is meant.
    pub(crate) line: i64,
    pub(crate) reason: String,
}

/// A whole file of an archive that was not read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Ignored {
    pub(crate) file: String,
    pub(crate) reason: String,
}

const COLUMNS: &str = "id, member_id, file_name, state, failure, failure_detail, stage, bytes_read, bytes_total, \
                       rows_read, rows_taken, rows_unchanged, rows_skipped, counts, created_at, ended_at";

fn import(row: &Row<'_>) -> Result<Import, Fault> {
    Ok(Import {
        id: row.get(0)?,
        member: row.get(1)?,
        file_name: row.get(2)?,
        state: State::of(&row.get::<String>(3)?),
        failure: row.get(4)?,
        failure_detail: row.get(5)?,
        stage: row.get(6)?,
        bytes_read: row.get(7)?,
        bytes_total: row.get(8)?,
        tally: Tally {
            read: row.get(9)?,
            taken: row.get(10)?,
            unchanged: row.get(11)?,
            skipped: row.get(12)?,
            counts: serde_json::from_str(&row.get::<String>(13)?).unwrap_or_default(),
        },
        created_at: row.get(14)?,
        ended_at: row.get(15)?,
    })
}

/// One import, whoever's it is: for those who read files.
pub(in crate::exchange) async fn find(tx: &Tx, id: ImportId) -> Result<Option<Import>, Fault> {
    tx.one(&format!("SELECT {COLUMNS} FROM imports WHERE id = $1"), &params![id], import).await
}

/// One import of a member.
pub(in crate::exchange) async fn find_of(tx: &Tx, member: MemberId, id: ImportId) -> Result<Option<Import>, Fault> {
    let sql = format!("SELECT {COLUMNS} FROM imports WHERE id = $1 AND member_id = $2");
    tx.one(&sql, &params![id, member], import).await
}

/// A member's imports, newest first, before `before`.
pub(in crate::exchange) async fn list(
    tx: &Tx,
    member: MemberId,
    before: Option<i64>,
    limit: i64,
) -> Result<Vec<Import>, Fault> {
    let sql = format!("SELECT {COLUMNS} FROM imports WHERE member_id = $1 AND id < $2 ORDER BY id DESC LIMIT $3");
    tx.all(&sql, &params![member, before.unwrap_or(i64::MAX), limit], import).await
}

/// How many of a member's files wait or are being read.
pub(in crate::exchange) async fn count_open(tx: &Tx, member: MemberId) -> Result<i64, Fault> {
    let sql = "SELECT count(*) FROM imports WHERE member_id = $1 AND state IN ('waiting', 'running')";
    Ok(tx.one(sql, &params![member], |row| row.get(0)).await?.unwrap_or_default())
}

/// Keeps a new import.
pub(in crate::exchange) async fn keep(tx: &Tx, import: &Import) -> Result<(), Fault> {
    tx.run(
        "INSERT INTO imports (id, member_id, file_name, state, failure, failure_detail, stage, bytes_read, bytes_total, \
         rows_read, rows_taken, rows_unchanged, rows_skipped, counts, created_at, ended_at, version) \
         VALUES ($1, $2, $3, $4, '', '', $5, 0, $6, 0, 0, 0, 0, '{}', $7, NULL, 1)",
        &params![
            import.id,
            import.member,
            import.file_name,
            import.state.word(),
            import.stage,
            import.bytes_total,
            import.created_at
        ],
    )
    .await
    .map(drop)
}

/// Keeps how far it is. Gives false where the import is gone: its member stopped it.
pub(in crate::exchange) async fn keep_progress(tx: &Tx, import: &Import) -> Result<bool, Fault> {
    let counts = serde_json::to_string(&import.tally.counts).map_err(|error| Fault::other(error.to_string()))?;
    let kept = tx
        .run(
            "UPDATE imports SET state = $2, failure = $3, failure_detail = $4, stage = $5, bytes_read = $6, \
             bytes_total = $7, rows_read = $8, rows_taken = $9, rows_unchanged = $10, rows_skipped = $11, counts = $12, \
             ended_at = $13, version = version + 1 WHERE id = $1",
            &params![
                import.id,
                import.state.word(),
                import.failure,
                import.failure_detail,
                import.stage,
                import.bytes_read,
                import.bytes_total,
                import.tally.read,
                import.tally.taken,
                import.tally.unchanged,
                import.tally.skipped,
                counts,
                import.ended_at
            ],
        )
        .await?;
    Ok(kept > 0)
}

/// The rows not taken, in the file's order, from `after` on.
pub(in crate::exchange) async fn list_skips(
    tx: &Tx,
    import: ImportId,
    after: i64,
    limit: i64,
) -> Result<Vec<Skip>, Fault> {
    let sql = "SELECT file, line, reason FROM import_skips WHERE import_id = $1 AND position > $2 \
               ORDER BY position LIMIT $3";
    let skip = |row: &Row<'_>| Ok(Skip { file: row.get(0)?, line: row.get(1)?, reason: row.get(2)? });
    tx.all(sql, &params![import, after, limit], skip).await
}

/// Keeps the rows not taken; those of a reading that broke off go first.
pub(in crate::exchange) async fn keep_skips(tx: &Tx, import: ImportId, skips: &[Skip]) -> Result<(), Fault> {
    tx.run("DELETE FROM import_skips WHERE import_id = $1", &params![import]).await?;
    let mut position = 0_i64;
    for some in skips.chunks(AT_ONCE) {
        let mut values = Vec::with_capacity(some.len() * 5);
        for skip in some {
            position += 1;
            values.extend(params![import, position, skip.file, skip.line, skip.reason]);
        }
        let sql =
            format!("INSERT INTO import_skips (import_id, position, file, line, reason) VALUES {}", marks(&values, 5));
        tx.run(&sql, &values).await?;
    }
    Ok(())
}

/// Takes an import back: its row and, where it had not ended, all that it brought along so far.
pub(in crate::exchange) async fn remove(tx: &Tx, import: &Import) -> Result<(), Fault> {
    let values = params![import.member, import.id];
    if !import.state.ended() {
        let cards = "SELECT id FROM contacts WHERE owner_id = $1 AND import_id = $2";
        for (table, column) in [
            ("moments", "person_id"),
            ("nudges", "person_id"),
            ("tending", "person_id"),
            ("contact_ways", "contact_id"),
        ] {
            tx.run(&format!("DELETE FROM {table} WHERE owner_id = $1 AND {column} IN ({cards})"), &values).await?;
        }
        tx.run("DELETE FROM contacts WHERE owner_id = $1 AND import_id = $2", &values).await?;
        tx.run("DELETE FROM formers WHERE member_id = $1 AND import_id = $2", &values).await?;
        super::album::remove_of(tx, import.member, import.id).await?;
        let touched = tx.run("DELETE FROM moments WHERE owner_id = $1 AND import_id = $2", &values).await?;
        if touched > 0 {
            super::moments::refresh_all(tx, import.member).await?;
        }
    }
    tx.run("DELETE FROM proposals WHERE member_id = $1 AND import_id = $2 AND state = 'open'", &values).await?;
    tx.run("DELETE FROM import_skips WHERE import_id = $1", &params![import.id]).await?;
    super::ignored::remove(tx, import.id).await?;
    tx.run("DELETE FROM imports WHERE member_id = $1 AND id = $2", &values).await.map(drop)
}

/// Takes the job of an import into hand. Gives its id.
pub(in crate::exchange) async fn take_job(tx: &Tx, id: ImportId, until: Timestamp) -> Result<i64, Fault> {
    let sql = "UPDATE outbox SET claimed_until = $2 WHERE kind = 'import' AND body = $1 RETURNING id";
    let job = tx.one(sql, &params![id.to_string(), until], |row| row.get(0)).await?;
    job.ok_or_else(|| Fault::other("somebody else took the import up"))
}

/// Says that the job is still in hand until then.
pub(in crate::exchange) async fn hold(tx: &Tx, job: i64, until: Timestamp) -> Result<(), Fault> {
    tx.run("UPDATE outbox SET claimed_until = $2 WHERE id = $1", &params![job, until]).await.map(drop)
}

/// How much an import brought along.
#[derive(Clone, Copy, Debug)]
pub(in crate::exchange) struct Brought {
    pub(in crate::exchange) cards: i64,
    pub(in crate::exchange) moments: i64,
    pub(in crate::exchange) formers: i64,
}

pub(in crate::exchange) async fn count_brought(tx: &Tx, import: &Import) -> Result<Brought, Fault> {
    let values = params![import.member, import.id];
    let count = async |sql: &str| -> Result<i64, Fault> {
        Ok(tx.one(sql, &values, |row| row.get(0)).await?.unwrap_or_default())
    };
    Ok(Brought {
        cards: count("SELECT count(*) FROM contacts WHERE owner_id = $1 AND import_id = $2").await?,
        moments: count("SELECT count(*) FROM moments WHERE owner_id = $1 AND import_id = $2").await?,
        formers: count("SELECT count(*) FROM formers WHERE member_id = $1 AND import_id = $2 AND section <> 'account'")
            .await?,
    })
}

impl Import {
    /// How far it is, in parts of a hundred.
    pub(crate) fn percent(&self) -> i64 {
        match self.state {
            State::Done => 100,
            _ if self.bytes_total > 0 => (self.bytes_read.saturating_mul(100) / self.bytes_total).clamp(0, 99),
            _ => 0,
        }
    }

    /// Why it failed, where it did.
    pub(crate) fn refusal(&self) -> Option<pergola_domain::exchange::Refusal> {
        let failed = self.state == State::Failed;
        failed.then(|| pergola_domain::exchange::Refusal::from_key(&self.failure))
    }
}
