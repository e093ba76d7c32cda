//! The table `proposals`: what files offered to change in the own profile.

use std::collections::BTreeSet;

use pergola_db::{Fault, Row, Tx, params};
use pergola_domain::ids::{ImportId, MemberId, ProposalId};

use crate::{app::By, exchange::offers::Offer};

/// An offer, and what its member said.
#[derive(Clone, Debug)]
pub(crate) struct Proposal {
    pub(crate) id: ProposalId,
    pub(crate) import: ImportId,
    pub(crate) offer: Offer,
    /// `open`, `taken`, `declined`.
    pub(crate) state: String,
}

const COLUMNS: &str = "id, import_id, body, state";

fn proposal(row: &Row<'_>) -> Result<Proposal, Fault> {
    let body: String = row.get(2)?;
    let offer = serde_json::from_str(&body).map_err(|error| Fault::other(format!("a proposal's body: {error}")))?;
    Ok(Proposal { id: row.get(0)?, import: row.get(1)?, offer, state: row.get(3)? })
}

/// Keeps offers that were not made before, taken or declined ones included.
pub(in crate::exchange) async fn keep_all(tx: &Tx, by: &By, import: ImportId, offers: &[&Offer]) -> Result<(), Fault> {
    for offer in offers {
        let body = serde_json::to_string(offer).map_err(|error| Fault::other(error.to_string()))?;
        tx.run(
            "INSERT INTO proposals (id, member_id, import_id, kind, body, source_key, state) \
             VALUES ($1, $2, $3, $4, $5, $6, 'open') ON CONFLICT (member_id, source_key) DO NOTHING",
            &params![by.fresh(), by.member, import, offer.kind(), body, offer.key()],
        )
        .await?;
    }
    Ok(())
}

/// The keys of the offers that an import made.
pub(in crate::exchange) async fn keys_made(
    tx: &Tx,
    member: MemberId,
    import: ImportId,
) -> Result<BTreeSet<String>, Fault> {
    let sql = "SELECT source_key FROM proposals WHERE member_id = $1 AND import_id = $2 LIMIT 10000";
    Ok(tx.all(sql, &params![member, import], |row| row.get(0)).await?.into_iter().collect())
}

/// Whether the same was offered before, whatever was said to it.
pub(in crate::exchange) async fn was_made(tx: &Tx, member: MemberId, key: &str) -> Result<bool, Fault> {
    let sql = "SELECT id FROM proposals WHERE member_id = $1 AND source_key = $2";
    Ok(tx.one(sql, &params![member, key], |row| row.get::<i64>(0)).await?.is_some())
}

/// The open offers of an import that are of a kind.
pub(in crate::exchange) async fn list_of_kind(
    tx: &Tx,
    member: MemberId,
    import: ImportId,
    kind: &str,
) -> Result<Vec<Proposal>, Fault> {
    let sql = format!(
        "SELECT {COLUMNS} FROM proposals WHERE member_id = $1 AND import_id = $2 AND kind = $3 AND state = 'open' LIMIT 100"
    );
    tx.all(&sql, &params![member, import, kind], proposal).await
}

/// How many offers wait for a word.
pub(in crate::exchange) async fn count_open(tx: &Tx, member: MemberId) -> Result<i64, Fault> {
    let sql = "SELECT count(*) FROM proposals WHERE member_id = $1 AND state = 'open'";
    Ok(tx.one(sql, &params![member], |row| row.get(0)).await?.unwrap_or_default())
}

/// How many offers wait that are no name.
pub(in crate::exchange) async fn count_at_once(tx: &Tx, member: MemberId) -> Result<i64, Fault> {
    let sql = "SELECT count(*) FROM proposals WHERE member_id = $1 AND state = 'open' AND kind <> 'name'";
    Ok(tx.one(sql, &params![member], |row| row.get(0)).await?.unwrap_or_default())
}

/// A member's open offers, oldest first, after `after`.
pub(in crate::exchange) async fn list_open(
    tx: &Tx,
    member: MemberId,
    after: Option<i64>,
    limit: i64,
) -> Result<Vec<Proposal>, Fault> {
    let sql = format!(
        "SELECT {COLUMNS} FROM proposals WHERE member_id = $1 AND state = 'open' AND id > $2 ORDER BY id LIMIT $3"
    );
    tx.all(&sql, &params![member, after.unwrap_or(0), limit], proposal).await
}

/// One offer of a member.
pub(in crate::exchange) async fn find(tx: &Tx, member: MemberId, id: ProposalId) -> Result<Option<Proposal>, Fault> {
    let sql = format!("SELECT {COLUMNS} FROM proposals WHERE member_id = $1 AND id = $2");
    tx.one(&sql, &params![member, id], proposal).await
}

/// Keeps what its member said. Gives false where he said something already.
pub(in crate::exchange) async fn keep_answer(tx: &Tx, id: ProposalId, state: &str) -> Result<bool, Fault> {
    let sql = "UPDATE proposals SET state = $2 WHERE id = $1 AND state = 'open'";
    Ok(tx.run(sql, &params![id, state]).await? > 0)
}
