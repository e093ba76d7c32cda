//! The tables `introducers_avoided` and `addresses_avoiding`: by whom somebody would rather not be introduced, a member or
//! who has an address off Pergola.

use pergola_db::{Fault, Tx, in_list, params};
use pergola_domain::{
    ids::{MemberId, PersonId},
    time::Timestamp,
};

pub(in crate::introductions) async fn keep(
    tx: &Tx,
    member: MemberId,
    broker: MemberId,
    now: Timestamp,
) -> Result<(), Fault> {
    let sql = "INSERT INTO introducers_avoided (member_id, broker_id, since) VALUES ($1, $2, $3) \
               ON CONFLICT (member_id, broker_id) DO NOTHING";
    tx.run(sql, &params![member, broker, now]).await.map(drop)
}

pub(in crate::introductions) async fn remove(tx: &Tx, member: MemberId, broker: MemberId) -> Result<bool, Fault> {
    let sql = "DELETE FROM introducers_avoided WHERE member_id = $1 AND broker_id = $2";
    Ok(tx.run(sql, &params![member, broker]).await? > 0)
}

/// By whom a member would rather not be introduced, in the order of joining.
pub(in crate::introductions) async fn list(
    tx: &Tx,
    member: MemberId,
    after: MemberId,
    limit: i64,
) -> Result<Vec<MemberId>, Fault> {
    let sql = "SELECT broker_id FROM introducers_avoided WHERE member_id = $1 AND broker_id > $2 \
               ORDER BY broker_id LIMIT $3";
    tx.all(sql, &params![member, after, limit], |row| row.get(0)).await
}

/// Those of these people who would rather not be introduced by this one.
pub(in crate::introductions) async fn avoiding(
    tx: &Tx,
    broker: MemberId,
    people: &[PersonId],
) -> Result<Vec<i64>, Fault> {
    let mut values = params![broker].to_vec();
    let marks = in_list(&mut values, people.iter().map(|person| person.number()));
    let sql = format!("SELECT member_id FROM introducers_avoided WHERE broker_id = $1 AND member_id IN ({marks})");
    tx.all(&sql, &values, |row| row.get(0)).await
}

/// Who has this address would rather not be introduced by this one, whatever card it stands on.
pub(in crate::introductions) async fn keep_address(
    tx: &Tx,
    address_hash: &str,
    broker: MemberId,
    now: Timestamp,
) -> Result<(), Fault> {
    let sql = "INSERT INTO addresses_avoiding (address_hash, broker_id, since) VALUES ($1, $2, $3) \
               ON CONFLICT (address_hash, broker_id) DO NOTHING";
    tx.run(sql, &params![address_hash, broker, now]).await.map(drop)
}

/// Those of these addresses of which somebody said it of this one.
pub(in crate::introductions) async fn addresses_avoiding(
    tx: &Tx,
    broker: MemberId,
    hashes: &[String],
) -> Result<Vec<String>, Fault> {
    if hashes.is_empty() {
        return Ok(Vec::new());
    }
    let mut values = params![broker].to_vec();
    let marks = in_list(&mut values, hashes.iter().cloned());
    let sql = format!("SELECT address_hash FROM addresses_avoiding WHERE broker_id = $1 AND address_hash IN ({marks})");
    tx.all(&sql, &values, |row| row.get(0)).await
}

/// Of whom it was said from an address.
pub(in crate::introductions) async fn list_of_address(tx: &Tx, address_hash: &str) -> Result<Vec<MemberId>, Fault> {
    let sql = "SELECT broker_id FROM addresses_avoiding WHERE address_hash = $1 ORDER BY broker_id LIMIT 1000";
    tx.all(sql, &params![address_hash], |row| row.get(0)).await
}

/// Gives false where nothing was said.
pub(in crate::introductions) async fn remove_address(
    tx: &Tx,
    address_hash: &str,
    broker: MemberId,
) -> Result<bool, Fault> {
    let sql = "DELETE FROM addresses_avoiding WHERE address_hash = $1 AND broker_id = $2";
    Ok(tx.run(sql, &params![address_hash, broker]).await? > 0)
}

pub(in crate::introductions) async fn erase(tx: &Tx, member: MemberId) -> Result<(), Fault> {
    tx.run("DELETE FROM introducers_avoided WHERE member_id = $1", &params![member]).await?;
    tx.run("DELETE FROM addresses_avoiding WHERE broker_id = $1", &params![member]).await?;
    tx.run("DELETE FROM introducers_avoided WHERE broker_id = $1", &params![member]).await.map(drop)
}
