//! The table `pairs`.

use pergola_db::{Fault, Row, Tx, params};
use pergola_domain::{
    ids::{AskId, MemberId, PairId, PersonId},
    matching::pairs::{Answer, Pair, RESTS_DAYS, Shown},
    time::Timestamp,
};
use pergola_formats::takeout::Party;
use serde_json::{Value, json};

use crate::words::rfc3339;

/// How many answers are remembered.
const REMEMBERED: i64 = 2_000;

/// A pair as it was shown, with its number.
#[derive(Clone, Copy, Debug)]
pub(super) struct Kept {
    pub(super) id: PairId,
    pub(super) shown: Shown,
}

const COLUMNS: &str = "id, day, ask_id, asker_id, offer_id, other_id, answer, answered_at";

fn kept(row: &Row<'_>) -> Result<Kept, Fault> {
    let answer: Option<String> = row.get(6)?;
    let at: Option<Timestamp> = row.get(7)?;
    let pair = Pair { ask: row.get(2)?, asker: row.get(3)?, offer: row.get(4)?, other: PersonId::Member(row.get(5)?) };
    let answer = answer.and_then(|word| Answer::of_word(&word)).zip(at);
    Ok(Kept { id: row.get(0)?, shown: Shown { pair, day: row.get(1)?, answer } })
}

/// What matters today: what was shown today, what rests, what never comes again.
pub(super) async fn past(tx: &Tx, member: MemberId, day: i64, now: Timestamp) -> Result<Vec<Kept>, Fault> {
    let mut found = of_day(tx, member, day).await?;
    for (answer, since) in [(Answer::NeverTogether, Timestamp(0)), (Answer::NotNow, now.plus_days(-RESTS_DAYS))] {
        let sql = format!(
            "SELECT {COLUMNS} FROM pairs WHERE member_id = $1 AND answer = $2 AND answered_at > $3 AND day <> $4 \
             ORDER BY answered_at DESC LIMIT $5"
        );
        found.extend(tx.all(&sql, &params![member, answer.word(), since, day, REMEMBERED], kept).await?);
    }
    Ok(found)
}

/// What was shown on a day, in its order.
pub(super) async fn of_day(tx: &Tx, member: MemberId, day: i64) -> Result<Vec<Kept>, Fault> {
    let sql = format!("SELECT {COLUMNS} FROM pairs WHERE member_id = $1 AND day = $2 ORDER BY place LIMIT 10");
    tx.all(&sql, &params![member, day], kept).await
}

/// One of the member's own.
pub(super) async fn find(tx: &Tx, member: MemberId, id: PairId) -> Result<Option<Kept>, Fault> {
    let sql = format!("SELECT {COLUMNS} FROM pairs WHERE id = $1 AND member_id = $2");
    tx.one(&sql, &params![id, member], kept).await
}

/// Puts a pair on a place of the day, where nothing stands there yet.
pub(super) async fn keep(
    tx: &Tx,
    member: MemberId,
    (id, day, place): (PairId, i64, i64),
    pair: &Pair,
) -> Result<(), Fault> {
    let sql = "INSERT INTO pairs (member_id, day, place, id, ask_id, asker_id, offer_id, other_id, answer, answered_at) \
               VALUES ($1, $2, $3, $4, $5, $6, $7, $8, NULL, NULL) ON CONFLICT (member_id, day, place) DO NOTHING";
    let values = params![member, day, place, id, pair.ask, pair.asker, pair.offer, pair.other.number()];
    tx.run(sql, &values).await.map(drop)
}

/// What he said of it. Gives false where he had said something before.
pub(super) async fn answer(tx: &Tx, id: PairId, answer: Answer, now: Timestamp) -> Result<bool, Fault> {
    let sql = "UPDATE pairs SET answer = $2, answered_at = $3 WHERE id = $1 AND answer IS NULL";
    Ok(tx.run(sql, &params![id, answer.word(), now]).await? > 0)
}

/// What was shown before this day, and of which nobody said anything, is not kept.
pub(crate) async fn tidy(tx: &Tx, day: i64) -> Result<(), Fault> {
    tx.run("DELETE FROM pairs WHERE day < $1 AND answer IS NULL", &params![day]).await.map(drop)
}

/// What the member said of pairs, for his archive: of people who are here for him.
pub(crate) async fn takeout(tx: &Tx, member: MemberId) -> Result<Vec<Value>, Fault> {
    let sql = "SELECT a.handle, o.handle, p.answer, p.answered_at FROM pairs p JOIN members a ON a.id = p.asker_id \
               JOIN members o ON o.id = p.other_id WHERE p.member_id = $1 AND p.answer IS NOT NULL \
               AND NOT EXISTS (SELECT 1 FROM blocks b WHERE \
               (b.member_id = $1 AND b.blocked_id IN (p.asker_id, p.other_id)) \
               OR (b.blocked_id = $1 AND b.member_id IN (p.asker_id, p.other_id))) \
               ORDER BY p.answered_at, p.id LIMIT 100000";
    tx.all(sql, &params![member], |row| {
        let [first, second] = [Party::Member(row.get(0)?), Party::Member(row.get(1)?)];
        let answer: String = row.get(2)?;
        Ok(json!({ "first": first, "second": second, "answer": answer, "at": rfc3339(row.get(3)?) }))
    })
    .await
}

/// Everything of this room that names a member.
pub(crate) async fn erase(tx: &Tx, member: MemberId) -> Result<(), Fault> {
    let sql = "DELETE FROM pairs WHERE member_id = $1 OR asker_id = $1 OR other_id = $1";
    tx.run(sql, &params![member]).await.map(drop)
}

/// The asks and the offers of these pairs.
pub(super) fn asks_of(pairs: &[Pair]) -> Vec<AskId> {
    let mut ids: Vec<AskId> = pairs.iter().flat_map(|pair| [Some(pair.ask), pair.offer]).flatten().collect();
    ids.sort_unstable();
    ids.dedup();
    ids
}
