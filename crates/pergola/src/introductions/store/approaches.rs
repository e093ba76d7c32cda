//! The tables `approaches` and `approach_steps`: requests to be introduced, and how far they came.

use std::collections::BTreeMap;

use pergola_db::{Fault, Row, Tx, in_list, params};
use pergola_domain::{
    ids::{ApproachId, MemberId},
    introductions::{Approach, PASSING_DAYS, Pass, Progress, REQUEST_DAYS, Step},
    time::Timestamp,
};

/// A request beside what the rule does not need.
#[derive(Clone, Debug)]
pub(in crate::introductions) struct Sent {
    pub(in crate::introductions) approach: Approach,
    pub(in crate::introductions) message: String,
    /// What each connector said to whom it was passed on to, in the order of the steps.
    pub(in crate::introductions) words: Vec<String>,
    pub(in crate::introductions) version: i64,
}

impl Sent {
    /// What a connector said.
    pub(in crate::introductions) fn words_of(&self, connector: MemberId) -> Option<&str> {
        let mut all = self.approach.steps.iter().zip(&self.words);
        all.find(|(step, _)| step.connector == connector).map(|(_, words)| words.as_str())
    }

    /// All in it.
    pub(in crate::introductions) fn members(&self) -> impl Iterator<Item = MemberId> {
        let approach = &self.approach;
        approach.steps.iter().map(|step| step.connector).chain([approach.asker, approach.target])
    }
}

const COLUMNS: &str = "id, asker_id, target_id, message, state, sent_at, ended_at, version";

fn approach(row: &Row<'_>) -> Result<Sent, Fault> {
    let at: Timestamp = row.get::<Option<Timestamp>>(6)?.unwrap_or_default();
    let progress = match row.get::<String>(4)?.as_str() {
        "open" => Progress::Open,
        "withdrawn" => Progress::Withdrawn { at },
        _ => Progress::Over { at },
    };
    Ok(Sent {
        approach: Approach {
            id: row.get(0)?,
            asker: row.get(1)?,
            target: row.get(2)?,
            steps: Vec::new(),
            progress,
            sent_at: row.get(5)?,
        },
        message: row.get(3)?,
        words: Vec::new(),
        version: row.get(7)?,
    })
}

async fn with_steps(tx: &Tx, mut found: Vec<Sent>) -> Result<Vec<Sent>, Fault> {
    let ids: Vec<ApproachId> = found.iter().map(|sent| sent.approach.id).collect();
    let mut steps: BTreeMap<ApproachId, Vec<(Step, String)>> = BTreeMap::new();
    for some in ids.chunks(128) {
        let mut values = Vec::new();
        let marks = in_list(&mut values, some);
        let sql = format!(
            "SELECT approach_id, connector_id, pass, detour, words FROM approach_steps WHERE approach_id IN ({marks}) \
             ORDER BY approach_id, place LIMIT 1000"
        );
        let read = tx.all(&sql, &values, |row| {
            let word: String = row.get(2)?;
            let pass = Pass::ALL.into_iter().find(|known| known.word() == word).unwrap_or(Pass::Unheard);
            let step = Step { connector: row.get(1)?, pass, detour: row.get(3)? };
            Ok((row.get::<ApproachId>(0)?, step, row.get::<String>(4)?))
        });
        for (id, step, words) in read.await? {
            steps.entry(id).or_default().push((step, words));
        }
    }
    for sent in &mut found {
        let of_this = steps.remove(&sent.approach.id).unwrap_or_default();
        (sent.approach.steps, sent.words) = of_this.into_iter().unzip();
    }
    Ok(found)
}

pub(in crate::introductions) async fn find(tx: &Tx, id: ApproachId) -> Result<Option<Sent>, Fault> {
    let sql = format!("SELECT {COLUMNS} FROM approaches WHERE id = $1");
    let found = tx.one(&sql, &params![id], approach).await?;
    Ok(with_steps(tx, found.into_iter().collect()).await?.pop())
}

/// Those that a member sent or that came to him, newest first, older than `before`.
pub(in crate::introductions) async fn list_with(
    tx: &Tx,
    member: MemberId,
    before: i64,
    limit: i64,
) -> Result<Vec<Sent>, Fault> {
    let sql = format!(
        "SELECT {COLUMNS} FROM approaches WHERE id IN (SELECT id FROM approaches WHERE asker_id = $1 AND id < $2 \
         UNION SELECT approach_id FROM approach_steps WHERE connector_id = $1 AND approach_id < $2) \
         ORDER BY id DESC LIMIT $3"
    );
    with_steps(tx, tx.all(&sql, &params![member, before, limit], approach).await?).await
}

/// Those that may wait for a connector's answer, newest first.
pub(in crate::introductions) async fn list_waiting(
    tx: &Tx,
    connector: MemberId,
    now: Timestamp,
    limit: i64,
) -> Result<Vec<Sent>, Fault> {
    let sql = format!(
        "SELECT {COLUMNS} FROM approaches WHERE state = 'open' AND sent_at > $2 AND id IN ( \
         SELECT approach_id FROM approach_steps WHERE connector_id = $1 AND pass = 'waiting') ORDER BY id DESC LIMIT $3"
    );
    let since = now.plus_days(-PASSING_DAYS);
    with_steps(tx, tx.all(&sql, &params![connector, since, limit], approach).await?).await
}

/// All requests of a member for the same person since a moment, newest first.
pub(in crate::introductions) async fn list_between(
    tx: &Tx,
    (asker, target): (MemberId, MemberId),
    since: Timestamp,
) -> Result<Vec<Sent>, Fault> {
    let sql = format!(
        "SELECT {COLUMNS} FROM approaches WHERE asker_id = $1 AND target_id = $2 AND sent_at > $3 \
         ORDER BY id DESC LIMIT 50"
    );
    with_steps(tx, tx.all(&sql, &params![asker, target, since], approach).await?).await
}

/// Open ones whose time is over.
pub(in crate::introductions) async fn list_over(tx: &Tx, now: Timestamp, limit: i64) -> Result<Vec<Sent>, Fault> {
    let sql =
        format!("SELECT {COLUMNS} FROM approaches WHERE state = 'open' AND sent_at <= $1 ORDER BY sent_at LIMIT $2");
    with_steps(tx, tx.all(&sql, &params![now.plus_days(-REQUEST_DAYS), limit], approach).await?).await
}

/// Connectors for whom an open request waits, who were not reminded yet, and for whom half of the time is over that they had
/// to pass it on.
pub(in crate::introductions) async fn list_to_remind(
    tx: &Tx,
    now: Timestamp,
    limit: i64,
) -> Result<Vec<(ApproachId, MemberId)>, Fault> {
    let sql = "SELECT a.id, s.connector_id FROM approaches a JOIN approach_steps s ON s.approach_id = a.id \
               WHERE a.state = 'open' AND a.sent_at > $1 AND s.pass = 'waiting' AND s.reminded_at IS NULL \
               AND s.asked_at - $1 + a.sent_at <= $2 ORDER BY a.id, s.place LIMIT $3";
    // The end of passing it on is `sent_at` and those days; half of what is left to it, from `asked_at` on, is over.
    let since = now.plus_days(-PASSING_DAYS);
    tx.all(sql, &params![since, now, limit], |row| Ok((row.get(0)?, row.get(1)?))).await
}

pub(in crate::introductions) async fn keep_reminded(
    tx: &Tx,
    id: ApproachId,
    connector: MemberId,
    now: Timestamp,
) -> Result<(), Fault> {
    let sql = "UPDATE approach_steps SET reminded_at = $3 WHERE approach_id = $1 AND connector_id = $2";
    tx.run(sql, &params![id, connector, now]).await.map(drop)
}

/// When a member sent requests, since a moment, oldest first.
pub(in crate::introductions) async fn sent_since(
    tx: &Tx,
    asker: MemberId,
    since: Timestamp,
) -> Result<Vec<Timestamp>, Fault> {
    let sql = "SELECT sent_at FROM approaches WHERE asker_id = $1 AND sent_at > $2 ORDER BY sent_at LIMIT 500";
    tx.all(sql, &params![asker, since], |row| row.get(0)).await
}

/// Requests that came to a connector since a moment.
pub(in crate::introductions) async fn count_asked(
    tx: &Tx,
    connector: MemberId,
    since: Timestamp,
) -> Result<i64, Fault> {
    let sql = "SELECT count(*) FROM approach_steps WHERE connector_id = $1 AND asked_at > $2";
    Ok(tx.one(sql, &params![connector, since], |row| row.get(0)).await?.unwrap_or_default())
}

pub(in crate::introductions) async fn keep_new(tx: &Tx, new: &Sent, now: Timestamp) -> Result<(), Fault> {
    let approach = &new.approach;
    let sql = "INSERT INTO approaches (id, asker_id, target_id, message, state, sent_at, version) \
               VALUES ($1, $2, $3, $4, $5, $6, 1)";
    let values =
        params![approach.id, approach.asker, approach.target, new.message, approach.progress.word(), approach.sent_at];
    tx.run(sql, &values).await?;
    keep_steps(tx, new, now).await
}

/// Writes the next state over the version that was read. Gives false where somebody else wrote meanwhile.
pub(in crate::introductions) async fn keep(tx: &Tx, next: &Sent, now: Timestamp) -> Result<bool, Fault> {
    let sql = "UPDATE approaches SET state = $3, ended_at = $4, version = version + 1 WHERE id = $1 AND version = $2";
    let progress = next.approach.progress;
    let values = params![next.approach.id, next.version, progress.word(), progress.ended_at()];
    if tx.run(sql, &values).await? == 0 {
        return Ok(false);
    }
    keep_steps(tx, next, now).await?;
    Ok(true)
}

async fn keep_steps(tx: &Tx, sent: &Sent, now: Timestamp) -> Result<(), Fault> {
    let sql = "INSERT INTO approach_steps (approach_id, connector_id, place, pass, words, detour, asked_at) \
               VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (approach_id, connector_id) DO UPDATE SET \
               place = excluded.place, pass = excluded.pass, words = excluded.words, \
               asked_at = COALESCE(approach_steps.asked_at, excluded.asked_at)";
    for (place, (step, words)) in (0_i64..).zip(sent.approach.steps.iter().zip(&sent.words)) {
        let asked_at = (!matches!(step.pass, Pass::NotYet | Pass::LeftOut | Pass::Unheard)).then_some(now);
        let values =
            params![sent.approach.id, step.connector, place, step.pass.word(), words.clone(), step.detour, asked_at];
        tx.run(sql, &values).await?;
    }
    Ok(())
}

/// All requests in which a member who leaves has a part.
pub(in crate::introductions) async fn erase(tx: &Tx, member: MemberId) -> Result<(), Fault> {
    let his = "SELECT id FROM approaches WHERE asker_id = $1 OR target_id = $1 \
               UNION SELECT approach_id FROM approach_steps WHERE connector_id = $1";
    let ids: Vec<ApproachId> = tx.all(&format!("{his} LIMIT 100000"), &params![member], |row| row.get(0)).await?;
    for some in ids.chunks(128) {
        let mut values = Vec::new();
        let marks = in_list(&mut values, some);
        tx.run(&format!("DELETE FROM approach_steps WHERE approach_id IN ({marks})"), &values).await?;
        tx.run(&format!("DELETE FROM approaches WHERE id IN ({marks})"), &values).await?;
    }
    Ok(())
}
