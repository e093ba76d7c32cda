//! The tables `subscriptions` and `card_sharing`.

use std::collections::BTreeMap;

use pergola_db::{Fault, Tx, in_list, params};
use pergola_domain::{
    ids::MemberId,
    subscriptions::{Kind, Share},
    time::Timestamp,
};

/// Keeps the one key of this kind; the one before is worth nothing any more.
pub(super) async fn keep(tx: &Tx, member: MemberId, kind: Kind, hash: &str, now: Timestamp) -> Result<(), Fault> {
    let sql = "INSERT INTO subscriptions (member_id, kind, key_hash, made_at) VALUES ($1, $2, $3, $4) \
               ON CONFLICT (member_id, kind) DO UPDATE SET key_hash = excluded.key_hash, made_at = excluded.made_at";
    tx.run(sql, &params![member, kind.word(), hash, now]).await.map(drop)
}

/// Gives false where there was none.
pub(super) async fn remove(tx: &Tx, member: MemberId, kind: Kind) -> Result<bool, Fault> {
    let sql = "DELETE FROM subscriptions WHERE member_id = $1 AND kind = $2";
    Ok(tx.run(sql, &params![member, kind.word()]).await? > 0)
}

/// Which there are, and since when.
pub(super) async fn list(tx: &Tx, member: MemberId) -> Result<Vec<(Kind, Timestamp)>, Fault> {
    let sql = "SELECT kind, made_at FROM subscriptions WHERE member_id = $1 ORDER BY kind LIMIT 10";
    let found = tx.all(sql, &params![member], |row| Ok((row.get::<String>(0)?, row.get(1)?))).await?;
    Ok(found.into_iter().filter_map(|(kind, at)| Kind::find(&kind).map(|kind| (kind, at))).collect())
}

/// Whose key this is.
pub(super) async fn find(tx: &Tx, kind: Kind, hash: &str) -> Result<Option<MemberId>, Fault> {
    let sql = "SELECT member_id FROM subscriptions WHERE key_hash = $1 AND kind = $2";
    tx.one(sql, &params![hash, kind.word()], |row| row.get(0)).await
}

pub(super) async fn keep_share(tx: &Tx, member: MemberId, share: Share) -> Result<(), Fault> {
    let sql = "INSERT INTO card_sharing (member_id, share) VALUES ($1, $2) \
               ON CONFLICT (member_id) DO UPDATE SET share = excluded.share";
    tx.run(sql, &params![member, share.word()]).await.map(drop)
}

/// How these share their cards; who is not in it shares with ties.
pub(super) async fn shares(tx: &Tx, members: &[MemberId]) -> Result<BTreeMap<MemberId, Share>, Fault> {
    let mut found = BTreeMap::new();
    for some in members.chunks(256) {
        let mut values = Vec::new();
        let marks = in_list(&mut values, some);
        let sql = format!("SELECT member_id, share FROM card_sharing WHERE member_id IN ({marks})");
        let read = tx.all(&sql, &values, |row| Ok((row.get::<MemberId>(0)?, row.get::<String>(1)?))).await?;
        // A word that we do not know is of a newer program: then nobody has it.
        found.extend(read.into_iter().map(|(member, word)| (member, word.parse().unwrap_or(Share::Nobody))));
    }
    Ok(found)
}

/// The addresses that ties of these may read: confirmed, and their owners share them.
pub(super) async fn addresses(tx: &Tx, members: &[MemberId]) -> Result<BTreeMap<MemberId, String>, Fault> {
    let mut found = BTreeMap::new();
    for member in members {
        let settings = crate::members::settings(tx, *member).await?;
        if let Some(address) = settings.as_ref().and_then(|settings| settings.shared_address()) {
            found.insert(*member, address.to_owned());
        }
    }
    Ok(found)
}

/// Everything of a member who leaves.
pub(crate) async fn erase(tx: &Tx, member: MemberId) -> Result<(), Fault> {
    tx.run("DELETE FROM subscriptions WHERE member_id = $1", &params![member]).await?;
    tx.run("DELETE FROM card_sharing WHERE member_id = $1", &params![member]).await.map(drop)
}

/// Who may take the card along, for the member's archive; the keys of his addresses are in none.
pub(crate) async fn takeout(tx: &Tx, member: MemberId) -> Result<Vec<serde_json::Value>, Fault> {
    let chosen = shares(tx, &[member]).await?.remove(&member);
    let record = |share: Share| serde_json::json!({ "key": "card", "share": share.word() });
    Ok(chosen.map(record).into_iter().collect())
}
