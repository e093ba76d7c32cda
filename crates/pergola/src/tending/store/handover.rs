//! What an owner wrote of somebody goes over to another plant: from a tie that ended to a card, and back.

use pergola_db::{Fault, Tx, params};
use pergola_domain::ids::{MemberId, PersonId};

/// Whether the owner wrote anything of a person: notes, or moments by hand.
pub(crate) async fn has_own_words(tx: &Tx, owner: MemberId, person: PersonId) -> Result<bool, Fault> {
    let sql = "SELECT person_id FROM tending WHERE owner_id = $1 AND person_id = $2 AND (notes <> '' OR EXISTS \
               (SELECT 1 FROM moments WHERE owner_id = $1 AND person_id = $2 AND source = 'hand'))";
    Ok(tx.one(sql, &params![owner, person.number()], |row| row.get::<i64>(0)).await?.is_some())
}

/// Hands everything over. The new plant takes the old one's place; it rests where `resting`, so that nobody is named to
/// be tended whose tie has just ended.
pub(crate) async fn hand_over(
    tx: &Tx,
    owner: MemberId,
    from: PersonId,
    to: PersonId,
    resting: bool,
) -> Result<(), Fault> {
    let both = params![owner, from.number(), to.number()];
    tx.run("DELETE FROM nudges WHERE owner_id = $1 AND person_id = $2", &both[..2]).await?;
    tx.run("DELETE FROM tending WHERE owner_id = $1 AND person_id = $2", &params![owner, to.number()]).await?;
    tx.run("UPDATE moments SET person_id = $3 WHERE owner_id = $1 AND person_id = $2", &both).await?;
    let sql = "UPDATE tending SET person_id = $3, is_contact = $4, resting = $5, cadence_days = NULL, version = version + 1 \
               WHERE owner_id = $1 AND person_id = $2";
    tx.run(sql, &params![owner, from.number(), to.number(), to.is_contact(), resting]).await.map(drop)
}
