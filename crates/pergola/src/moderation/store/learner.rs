//! The table `spam_learner`: one row, what the moderators of this network taught the judge.

use pergola_db::{Fault, Tx, params};
use pergola_domain::spam::Learner;

/// What was learnt so far, and its version. What cannot be read is begun anew.
pub(in crate::moderation) async fn find(tx: &Tx) -> Result<(Learner, i64), Fault> {
    let sql = "SELECT state, version FROM spam_learner WHERE id = 1";
    let kept = tx.one(sql, &params![], |row| Ok((row.get::<String>(0)?, row.get::<i64>(1)?))).await?;
    let Some((state, version)) = kept else { return Ok((Learner::first(), 0)) };
    let learner = serde_json::from_str(&state).ok().filter(Learner::is_whole).unwrap_or_else(Learner::first);
    Ok((learner, version))
}

/// Gives false where another moderator taught meanwhile.
pub(in crate::moderation) async fn keep(tx: &Tx, learner: &Learner, version: i64) -> Result<bool, Fault> {
    let state = serde_json::to_string(learner).map_err(|error| Fault::other(error.to_string()))?;
    let sql = "INSERT INTO spam_learner (id, state, version) VALUES (1, $1, 1) ON CONFLICT (id) DO UPDATE \
               SET state = excluded.state, version = spam_learner.version + 1 WHERE spam_learner.version = $2";
    Ok(tx.run(sql, &params![state, version]).await? > 0)
}
