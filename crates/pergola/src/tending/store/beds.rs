//! The table `beds`.

use pergola_db::{Fault, Row, Tx, params};
use pergola_domain::garden::{BedKind, OWN_BEDS};
use pergola_domain::{
    ids::{BedId, MemberId},
    text,
    time::Timestamp,
};

use crate::tending::Bed;

fn bed(row: &Row<'_>) -> Result<Bed, Fault> {
    let kind = BedKind::from_name(&row.get::<String>(1)?).unwrap_or(BedKind::Own);
    Ok(Bed { id: row.get(0)?, kind, name: row.get(2)? })
}

/// The owner's beds: the standard ones in their order, then his own, oldest first.
pub(crate) async fn list(tx: &Tx, owner: MemberId) -> Result<Vec<Bed>, Fault> {
    let sql = "SELECT id, kind, name FROM beds WHERE owner_id = $1 ORDER BY id LIMIT $2";
    // Twice what there can be: an import may have brought more, and they are shown.
    let mut beds = tx.all(sql, &params![owner, 2 * (OWN_BEDS + 6)], bed).await?;
    beds.sort_by_key(|bed| (bed.kind, bed.id));
    Ok(beds)
}

pub(in crate::tending) async fn find(tx: &Tx, owner: MemberId, id: BedId) -> Result<Option<Bed>, Fault> {
    tx.one("SELECT id, kind, name FROM beds WHERE owner_id = $1 AND id = $2", &params![owner, id], bed).await
}

pub(in crate::tending) async fn find_named(
    tx: &Tx,
    owner: MemberId,
    kind: BedKind,
    name: &str,
) -> Result<Option<Bed>, Fault> {
    let sql = "SELECT id, kind, name FROM beds WHERE owner_id = $1 AND kind = $2 AND name_folded = $3";
    tx.one(sql, &params![owner, kind.name(), text::fold(name)], bed).await
}

pub(in crate::tending) async fn count_own(tx: &Tx, owner: MemberId) -> Result<i64, Fault> {
    let sql = "SELECT count(*) FROM beds WHERE owner_id = $1 AND kind = 'own'";
    Ok(tx.one(sql, &params![owner], |row| row.get(0)).await?.unwrap_or_default())
}

/// Keeps a bed. Gives false where there is one of that kind and name.
pub(in crate::tending) async fn keep(tx: &Tx, owner: MemberId, bed: &Bed, now: Timestamp) -> Result<bool, Fault> {
    let sql = "INSERT INTO beds (id, owner_id, kind, name, name_folded, created_at) VALUES ($1, $2, $3, $4, $5, $6) \
               ON CONFLICT (owner_id, kind, name_folded) DO NOTHING";
    let values = params![bed.id, owner, bed.kind.name(), bed.name, text::fold(&bed.name), now];
    Ok(tx.run(sql, &values).await? > 0)
}

pub(in crate::tending) async fn rename(tx: &Tx, owner: MemberId, id: BedId, name: &str) -> Result<bool, Fault> {
    let sql = "UPDATE beds SET name = $3, name_folded = $4 WHERE owner_id = $1 AND id = $2 AND kind = 'own'";
    Ok(tx.run(sql, &params![owner, id, name, text::fold(name)]).await? > 0)
}

/// Takes a bed away; its plants stand in none.
pub(in crate::tending) async fn remove(tx: &Tx, owner: MemberId, id: BedId) -> Result<(), Fault> {
    let sql = "UPDATE tending SET bed_id = NULL, version = version + 1 WHERE owner_id = $1 AND bed_id = $2";
    tx.run(sql, &params![owner, id]).await?;
    tx.run("DELETE FROM beds WHERE owner_id = $1 AND id = $2", &params![owner, id]).await.map(drop)
}
