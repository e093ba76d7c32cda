//! The table `steps`: what was proposed before, and how it ended.

use pergola_db::{Fault, Tx, params};
use pergola_domain::{
    companion::{Ending, Proposal, Step},
    ids::{MemberId, StepId},
    time::Timestamp,
};

/// How far back matters: the longest rest is a year.
const MATTERS_DAYS: i64 = 400;
const MOST: i64 = 1_000;

/// A proposal with its name.
#[derive(Clone, Copy, Debug)]
pub(in crate::companion) struct Kept {
    pub(in crate::companion) id: StepId,
    pub(in crate::companion) proposal: Proposal,
}

/// What was proposed to a member lately, the newest first. Steps that this program does not know any more are left out.
pub(in crate::companion) async fn list(tx: &Tx, member: MemberId, now: Timestamp) -> Result<Vec<Kept>, Fault> {
    let sql = "SELECT id, kind, subject_id, proposed_at, state, ended_at, times FROM steps \
               WHERE member_id = $1 AND proposed_at > $2 ORDER BY proposed_at DESC LIMIT $3";
    let rows = tx
        .all(sql, &params![member, now.plus_days(-MATTERS_DAYS), MOST], |row| {
            let (state, ended): (String, Option<Timestamp>) = (row.get(4)?, row.get(5)?);
            let ending = match (state.as_str(), ended) {
                ("done", Some(at)) => Ending::Done { at },
                ("postponed", Some(at)) => Ending::Postponed { at, times: row.get(6)? },
                _ => Ending::Open,
            };
            let step = Step::of_name(&row.get::<String>(1)?);
            let (id, subject, proposed_at) = (row.get(0)?, row.get(2)?, row.get(3)?);
            Ok(step.map(|step| Kept { id, proposal: Proposal { step, subject, proposed_at, ending } }))
        })
        .await?;
    Ok(rows.into_iter().flatten().collect())
}

/// Keeps a new proposal in place of an earlier one of the same step about the same subject.
pub(in crate::companion) async fn keep(tx: &Tx, member: MemberId, kept: &Kept) -> Result<(), Fault> {
    let sql = "INSERT INTO steps (id, member_id, kind, subject_id, proposed_at, state, ended_at, times) \
               VALUES ($1, $2, $3, $4, $5, 'open', NULL, $6) ON CONFLICT (member_id, kind, subject_id) \
               DO UPDATE SET id = excluded.id, proposed_at = excluded.proposed_at, state = 'open', ended_at = NULL";
    let Proposal { step, subject, proposed_at, .. } = kept.proposal;
    tx.run(sql, &params![kept.id, member, step.name(), subject, proposed_at, 0_i64]).await.map(drop)
}

/// How a proposal ended. Gives false where it was not open any more.
pub(in crate::companion) async fn end(
    tx: &Tx,
    member: MemberId,
    id: StepId,
    state: &str,
    now: Timestamp,
) -> Result<bool, Fault> {
    let sql = "UPDATE steps SET state = $3, ended_at = $4, times = CASE WHEN $3 = 'postponed' THEN times + 1 ELSE 0 END \
               WHERE id = $1 AND member_id = $2 AND state = 'open'";
    Ok(tx.run(sql, &params![id, member, state, now]).await? > 0)
}

/// A step that ended, as the table has it.
#[derive(Clone, Debug)]
pub(in crate::companion) struct Ended {
    /// Its name.
    pub(in crate::companion) step: String,
    /// Somebody or something in particular; 0 where it is about nobody.
    pub(in crate::companion) subject: i64,
    pub(in crate::companion) proposed_at: Timestamp,
    /// `done`, `postponed`.
    pub(in crate::companion) state: String,
    pub(in crate::companion) ended_at: Timestamp,
    pub(in crate::companion) times: i64,
}

/// All that ended, oldest first.
pub(in crate::companion) async fn list_ended(tx: &Tx, member: MemberId) -> Result<Vec<Ended>, Fault> {
    let sql = "SELECT kind, subject_id, proposed_at, state, ended_at, times FROM steps WHERE member_id = $1 \
               AND ended_at IS NOT NULL AND state IN ('done', 'postponed') ORDER BY proposed_at, kind, subject_id LIMIT $2";
    tx.all(sql, &params![member, MOST], |row| {
        Ok(Ended {
            step: row.get(0)?,
            subject: row.get(1)?,
            proposed_at: row.get(2)?,
            state: row.get(3)?,
            ended_at: row.get(4)?,
            times: row.get(5)?,
        })
    })
    .await
}

/// Keeps one that ended elsewhere. Gives false where there is one of its kind already.
pub(in crate::companion) async fn keep_ended(
    tx: &Tx,
    member: MemberId,
    id: StepId,
    ended: &Ended,
) -> Result<bool, Fault> {
    let sql = "INSERT INTO steps (id, member_id, kind, subject_id, proposed_at, state, ended_at, times) \
               VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (member_id, kind, subject_id) DO NOTHING";
    let Ended { step, subject, proposed_at, state, ended_at, times } = ended;
    Ok(tx.run(sql, &params![id, member, step, *subject, *proposed_at, state, *ended_at, *times]).await? > 0)
}
