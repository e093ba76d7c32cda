//! The private side of somebody comes home: only into a place where its owner has written nothing yet.

use pergola_db::{Fault, Tx, params};
use pergola_domain::ids::{BedId, MemberId, PersonId};

/// How an owner tended somebody.
#[derive(Clone, Debug, Default)]
pub(in crate::exchange) struct Tending {
    pub(in crate::exchange) bed: Option<BedId>,
    pub(in crate::exchange) cadence_days: Option<i64>,
    pub(in crate::exchange) resting: bool,
    pub(in crate::exchange) closeness: Option<i64>,
    pub(in crate::exchange) notes: String,
}

/// Keeps it where nothing was chosen or written. Gives whether it was.
pub(in crate::exchange) async fn keep(
    tx: &Tx,
    owner: MemberId,
    person: PersonId,
    tending: &Tending,
) -> Result<bool, Fault> {
    let sql = "UPDATE tending SET bed_id = $3, cadence_days = $4, resting = $5, closeness = $6, notes = $7, \
               version = version + 1 WHERE owner_id = $1 AND person_id = $2 AND bed_id IS NULL AND cadence_days IS NULL \
               AND resting = FALSE AND closeness IS NULL AND notes = ''";
    let values = params![
        owner,
        person.number(),
        tending.bed,
        tending.cadence_days,
        tending.resting,
        tending.closeness,
        tending.notes
    ];
    Ok(tx.run(sql, &values).await? > 0)
}
