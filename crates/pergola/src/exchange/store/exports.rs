//! The table `exports`: archives being made and kept.

use pergola_db::{Fault, Row, Tx, params};
use pergola_domain::{
    ids::{ExportId, MemberId},
    time::Timestamp,
};

/// An archive of everything that a member keeps here.
#[derive(Clone, Debug)]
pub(crate) struct Export {
    pub(crate) id: ExportId,
    pub(crate) member: MemberId,
    /// `waiting`, `done`, `failed`.
    pub(crate) state: String,
    pub(crate) created_at: Timestamp,
    pub(crate) ended_at: Option<Timestamp>,
    pub(crate) expires_at: Option<Timestamp>,
    pub(crate) size_bytes: i64,
    /// Of these, before they were packed, `pergola.json`.
    pub(crate) account_bytes: i64,
}

impl Export {
    /// Whether it can be fetched.
    pub(crate) fn is_ready(&self) -> bool {
        self.state == "done"
    }
}

const COLUMNS: &str = "id, member_id, state, created_at, ended_at, expires_at, size_bytes, account_bytes";

fn export(row: &Row<'_>) -> Result<Export, Fault> {
    Ok(Export {
        id: row.get(0)?,
        member: row.get(1)?,
        state: row.get(2)?,
        created_at: row.get(3)?,
        ended_at: row.get(4)?,
        expires_at: row.get(5)?,
        size_bytes: row.get(6)?,
        account_bytes: row.get(7)?,
    })
}

pub(in crate::exchange) async fn find(tx: &Tx, id: ExportId) -> Result<Option<Export>, Fault> {
    tx.one(&format!("SELECT {COLUMNS} FROM exports WHERE id = $1"), &params![id], export).await
}

/// A member's archives that have not expired, newest first.
pub(in crate::exchange) async fn list(tx: &Tx, member: MemberId, now: Timestamp) -> Result<Vec<Export>, Fault> {
    let sql = format!(
        "SELECT {COLUMNS} FROM exports WHERE member_id = $1 AND (expires_at IS NULL OR expires_at > $2) \
         ORDER BY id DESC LIMIT 100"
    );
    tx.all(&sql, &params![member, now], export).await
}

/// Archives whose time is over.
pub(in crate::exchange) async fn list_expired(tx: &Tx, now: Timestamp) -> Result<Vec<Export>, Fault> {
    let sql = format!("SELECT {COLUMNS} FROM exports WHERE expires_at <= $1 ORDER BY id LIMIT 1000");
    tx.all(&sql, &params![now], export).await
}

pub(in crate::exchange) async fn keep(tx: &Tx, export: &Export) -> Result<(), Fault> {
    let sql = "INSERT INTO exports (id, member_id, state, created_at, ended_at, expires_at, size_bytes, account_bytes) \
               VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
    let values = params![
        export.id,
        export.member,
        export.state,
        export.created_at,
        export.ended_at,
        export.expires_at,
        export.size_bytes,
        export.account_bytes
    ];
    tx.run(sql, &values).await.map(drop)
}

/// Keeps how it ended. Gives false where it was deleted meanwhile.
pub(in crate::exchange) async fn keep_end(tx: &Tx, export: &Export) -> Result<bool, Fault> {
    let sql = "UPDATE exports SET state = $2, ended_at = $3, expires_at = $4, size_bytes = $5, account_bytes = $6 \
               WHERE id = $1";
    let Export { id, state, ended_at, expires_at, size_bytes, account_bytes, .. } = export;
    let values = params![*id, state, *ended_at, *expires_at, *size_bytes, *account_bytes];
    Ok(tx.run(sql, &values).await? > 0)
}

/// Gives false where there is none of this member's.
pub(in crate::exchange) async fn remove(tx: &Tx, member: MemberId, id: ExportId) -> Result<bool, Fault> {
    Ok(tx.run("DELETE FROM exports WHERE member_id = $1 AND id = $2", &params![member, id]).await? > 0)
}

/// The ids of a member's files in the data folder: imports, exports.
pub(in crate::exchange) async fn files_of(tx: &Tx, member: MemberId) -> Result<(Vec<i64>, Vec<i64>), Fault> {
    let ids = async |sql: &str| tx.all(sql, &params![member], |row| row.get(0)).await;
    let imports = ids("SELECT id FROM imports WHERE member_id = $1 ORDER BY id DESC LIMIT 10000").await?;
    Ok((imports, ids("SELECT id FROM exports WHERE member_id = $1 ORDER BY id DESC LIMIT 10000").await?))
}

/// Takes everything of this room that is a member's, the jobs on his files included.
pub(in crate::exchange) async fn erase(tx: &Tx, member: MemberId) -> Result<(), Fault> {
    let (imports, exports) = files_of(tx, member).await?;
    for (kind, ids) in [("import", imports), ("export", exports)] {
        for id in ids {
            tx.run("DELETE FROM outbox WHERE kind = $1 AND body = $2", &params![kind, id.to_string()]).await?;
        }
    }
    super::formers::erase(tx, member).await?;
    for sql in [
        "DELETE FROM import_skips WHERE import_id IN (SELECT id FROM imports WHERE member_id = $1)",
        "DELETE FROM import_ignored WHERE import_id IN (SELECT id FROM imports WHERE member_id = $1)",
        "DELETE FROM imports WHERE member_id = $1",
        "DELETE FROM proposals WHERE member_id = $1",
        "DELETE FROM exports WHERE member_id = $1",
    ] {
        tx.run(sql, &params![member]).await?;
    }
    Ok(())
}
