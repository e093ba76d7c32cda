//! The table `import_ignored`: whole files of an archive that were not read.

use pergola_db::{Fault, Row, Tx, params};
use pergola_domain::ids::ImportId;

use super::{
    imports::Ignored,
    rows::{AT_ONCE, marks},
};

/// The files that were not read, in the order in which they were met.
pub(in crate::exchange) async fn list(tx: &Tx, import: ImportId) -> Result<Vec<Ignored>, Fault> {
    let sql = "SELECT file, reason FROM import_ignored WHERE import_id = $1 ORDER BY position";
    let ignored = |row: &Row<'_>| Ok(Ignored { file: row.get(0)?, reason: row.get(1)? });
    tx.all(sql, &params![import], ignored).await
}

/// Keeps them; those of a reading that broke off go first.
pub(in crate::exchange) async fn keep(tx: &Tx, import: ImportId, ignored: &[Ignored]) -> Result<(), Fault> {
    remove(tx, import).await?;
    let mut position = 0_i64;
    for some in ignored.chunks(AT_ONCE) {
        let mut values = Vec::with_capacity(some.len() * 4);
        for one in some {
            position += 1;
            values.extend(params![import, position, one.file, one.reason]);
        }
        let sql =
            format!("INSERT INTO import_ignored (import_id, position, file, reason) VALUES {}", marks(&values, 4));
        tx.run(&sql, &values).await?;
    }
    Ok(())
}

pub(in crate::exchange) async fn remove(tx: &Tx, import: ImportId) -> Result<(), Fault> {
    tx.run("DELETE FROM import_ignored WHERE import_id = $1", &params![import]).await.map(drop)
}
