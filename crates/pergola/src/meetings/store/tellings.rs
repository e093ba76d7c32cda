//! The table `meeting_tellings`: how it was, read by its teller alone.

use std::collections::BTreeSet;

use pergola_db::{Fault, Tx, in_list, params};
use pergola_domain::{
    ids::{MeetingId, MemberId},
    meetings::{Good, Next, Told},
    time::Timestamp,
};

/// What somebody told, and when.
#[derive(Clone, Debug)]
pub(in crate::meetings) struct Telling {
    pub(in crate::meetings) told: Told,
    pub(in crate::meetings) at: Timestamp,
}

pub(in crate::meetings) async fn find(tx: &Tx, member: MemberId, id: MeetingId) -> Result<Option<Telling>, Fault> {
    let sql = "SELECT good, next, words, at FROM meeting_tellings WHERE member_id = $1 AND meeting_id = $2";
    tx.one(sql, &params![member, id], |row| {
        let told = Told {
            good: row.get::<String>(0)?.parse().unwrap_or(Good::SoSo),
            next: row.get::<String>(1)?.parse().unwrap_or(Next::Nothing),
            words: row.get(2)?,
        };
        Ok(Telling { told, at: row.get(3)? })
    })
    .await
}

/// Gives false where he told before.
pub(in crate::meetings) async fn keep(
    tx: &Tx,
    member: MemberId,
    id: MeetingId,
    told: &Told,
    now: Timestamp,
) -> Result<bool, Fault> {
    let sql = "INSERT INTO meeting_tellings (member_id, meeting_id, good, next, words, at) VALUES ($1, $2, $3, $4, $5, $6) \
               ON CONFLICT (member_id, meeting_id) DO NOTHING";
    let values = params![member, id, told.good.word(), told.next.word(), told.words, now];
    Ok(tx.run(sql, &values).await? > 0)
}

/// Of which of these this member told.
pub(in crate::meetings) async fn told_among(
    tx: &Tx,
    member: MemberId,
    ids: &[MeetingId],
) -> Result<BTreeSet<MeetingId>, Fault> {
    let mut found = BTreeSet::new();
    for some in ids.chunks(256) {
        let mut values = params![member].to_vec();
        let marks = in_list(&mut values, some);
        let sql = format!("SELECT meeting_id FROM meeting_tellings WHERE member_id = $1 AND meeting_id IN ({marks})");
        found.extend(tx.all(&sql, &values, |row| row.get::<MeetingId>(0)).await?);
    }
    Ok(found)
}
