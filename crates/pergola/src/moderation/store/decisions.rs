//! The table `decisions`: what moderators decided, why, and what was said against it.

use std::collections::BTreeMap;

use pergola_db::{Fault, Row, Tx, in_list, params};
use pergola_domain::{
    ids::{DecisionId, GroupId, MemberId},
    moderation::{About, Hearing, Measure, Subject},
    time::Timestamp,
};

use crate::app::By;

#[derive(Clone, Debug)]
pub(crate) struct Decision {
    pub(crate) id: DecisionId,
    pub(in crate::moderation) case: i64,
    pub(in crate::moderation) subject: Subject,
    /// Whom it meets; none where he is gone.
    pub(in crate::moderation) member: Option<MemberId>,
    pub(in crate::moderation) measure: Measure,
    pub(in crate::moderation) until: Option<Timestamp>,
    pub(in crate::moderation) reason: String,
    pub(in crate::moderation) by: MemberId,
    pub(in crate::moderation) at: Timestamp,
    pub(in crate::moderation) hearing: Hearing,
    pub(in crate::moderation) appeal: String,
    pub(in crate::moderation) answer: String,
    pub(in crate::moderation) version: i64,
    /// Of this group it was taken out, by who looks after it.
    pub(in crate::moderation) group: Option<GroupId>,
}

impl Decision {
    /// One that nobody said anything against yet, for good and of the whole network. The case, what it is about, and whom
    /// it meets.
    pub(in crate::moderation) fn new(
        by: &By,
        (case, subject, member): (i64, Subject, Option<MemberId>),
        measure: Measure,
        reason: String,
    ) -> Self {
        Self {
            id: DecisionId(by.fresh()),
            case,
            subject,
            member,
            measure,
            until: None,
            reason,
            by: by.member,
            at: by.now,
            hearing: Hearing::Stands,
            appeal: String::new(),
            answer: String::new(),
            version: 1,
            group: None,
        }
    }
}

const COLUMNS: &str = "id, case_id, about, subject_id, member_id, measure, until_at, reason, by_id, at, hearing, appeal, \
                       answer, version, group_id";

fn decision(row: &Row<'_>) -> Result<Decision, Fault> {
    Ok(Decision {
        id: row.get(0)?,
        case: row.get(1)?,
        subject: Subject::new(About::from_word(&row.get::<String>(2)?).unwrap_or(About::Member), row.get(3)?),
        member: Some(row.get::<MemberId>(4)?).filter(|member| member.0 != 0),
        measure: Measure::from_word(&row.get::<String>(5)?).unwrap_or(Measure::Nothing),
        until: row.get(6)?,
        reason: row.get(7)?,
        by: row.get(8)?,
        at: row.get(9)?,
        hearing: Hearing::from_word(&row.get::<String>(10)?),
        appeal: row.get(11)?,
        answer: row.get(12)?,
        version: row.get(13)?,
        group: row.get(14)?,
    })
}

pub(in crate::moderation) async fn keep_new(tx: &Tx, new: &Decision) -> Result<(), Fault> {
    let sql = format!(
        "INSERT INTO decisions ({COLUMNS}) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)"
    );
    let values = params![
        new.id,
        new.case,
        new.subject.about.word(),
        new.subject.id,
        new.member.unwrap_or(MemberId(0)),
        new.measure.word(),
        new.until,
        new.reason,
        new.by,
        new.at,
        new.hearing.word(),
        new.appeal,
        new.answer,
        new.version,
        new.group
    ];
    tx.run(&sql, &values).await.map(drop)
}

pub(in crate::moderation) async fn find(tx: &Tx, id: DecisionId) -> Result<Option<Decision>, Fault> {
    tx.one(&format!("SELECT {COLUMNS} FROM decisions WHERE id = $1"), &params![id], decision).await
}

pub(in crate::moderation) async fn find_of_case(tx: &Tx, case: i64) -> Result<Option<Decision>, Fault> {
    let sql = format!("SELECT {COLUMNS} FROM decisions WHERE case_id = $1 ORDER BY id DESC LIMIT 1");
    tx.one(&sql, &params![case], decision).await
}

/// Those that meet a member, the latest first. Where nothing was found wrong he is told nothing.
pub(crate) async fn list_of(
    tx: &Tx,
    member: MemberId,
    before: Option<i64>,
    limit: i64,
) -> Result<Vec<Decision>, Fault> {
    let sql = format!(
        "SELECT {COLUMNS} FROM decisions WHERE member_id = $1 AND id < $2 AND measure <> 'nothing' \
         ORDER BY id DESC LIMIT $3"
    );
    tx.all(&sql, &params![member, before.unwrap_or(i64::MAX), limit], decision).await
}

/// All, the latest first: for moderators.
pub(in crate::moderation) async fn list(tx: &Tx, before: Option<i64>, limit: i64) -> Result<Vec<Decision>, Fault> {
    let sql = format!("SELECT {COLUMNS} FROM decisions WHERE id < $1 ORDER BY id DESC LIMIT $2");
    tx.all(&sql, &params![before.unwrap_or(i64::MAX), limit], decision).await
}

/// Those whose appeal waits and is this moderator's to hear as far as whose matter it is, the oldest first.
pub(in crate::moderation) async fn list_appealed(
    tx: &Tx,
    moderator: MemberId,
    limit: i64,
) -> Result<Vec<Decision>, Fault> {
    let sql = format!(
        "SELECT {COLUMNS} FROM decisions WHERE hearing = 'appealed' AND member_id <> $1 AND NOT EXISTS \
         (SELECT 1 FROM reports r WHERE r.case_id = decisions.case_id AND r.reporter_id = $1) ORDER BY id LIMIT $2"
    );
    tx.all(&sql, &params![moderator, limit], decision).await
}

/// The same of those that were appealed after `since`, each with when.
pub(in crate::moderation) async fn list_appealed_since(
    tx: &Tx,
    moderator: MemberId,
    since: Timestamp,
    limit: i64,
) -> Result<Vec<(Decision, Timestamp)>, Fault> {
    let sql = format!(
        "SELECT {COLUMNS}, appealed_at FROM decisions WHERE hearing = 'appealed' AND member_id <> $1 AND \
         appealed_at > $3 AND NOT EXISTS (SELECT 1 FROM reports r WHERE r.case_id = decisions.case_id AND \
         r.reporter_id = $1) ORDER BY id LIMIT $2"
    );
    tx.all(&sql, &params![moderator, limit, since], |row| Ok((decision(row)?, row.get(15)?))).await
}

pub(in crate::moderation) async fn keep_appeal(
    tx: &Tx,
    of: &Decision,
    words: &str,
    now: Timestamp,
) -> Result<bool, Fault> {
    let sql = "UPDATE decisions SET hearing = 'appealed', appeal = $3, appealed_at = $4, version = version + 1 \
               WHERE id = $1 AND version = $2";
    Ok(tx.run(sql, &params![of.id, of.version, words, now]).await? > 0)
}

pub(in crate::moderation) async fn keep_answer(
    tx: &Tx,
    of: &Decision,
    (hearing, answer): (Hearing, &str),
    (by, now): (MemberId, Timestamp),
) -> Result<bool, Fault> {
    let sql = "UPDATE decisions SET hearing = $3, answer = $4, answered_by = $5, answered_at = $6, \
               version = version + 1 WHERE id = $1 AND version = $2";
    Ok(tx.run(sql, &params![of.id, of.version, hearing.word(), answer, by, now]).await? > 0)
}

/// The ends of the decisions of this kind that stand for a member; none for one that has no end.
pub(in crate::moderation) async fn ends(
    tx: &Tx,
    measure: Measure,
    member: MemberId,
    now: Timestamp,
) -> Result<Vec<Option<Timestamp>>, Fault> {
    let sql = "SELECT until_at FROM decisions WHERE member_id = $1 AND measure = $2 AND hearing <> 'lifted' \
               AND (until_at IS NULL OR until_at > $3) ORDER BY id DESC LIMIT 1000";
    tx.all(sql, &params![member, measure.word(), now], |row| row.get(0)).await
}

/// Whom it met is gone, and the words with him.
pub(in crate::moderation) async fn forget(tx: &Tx, member: MemberId) -> Result<(), Fault> {
    let sql = "UPDATE decisions SET member_id = 0, reason = '', appeal = '', answer = '' WHERE member_id = $1";
    tx.run(sql, &params![member]).await.map(drop)
}

/// Why something was taken out of a group, for its author: the decision stands, and names it.
#[derive(Clone, Debug)]
pub(crate) struct TakenOut {
    pub(crate) decision: DecisionId,
    pub(crate) group: GroupId,
    pub(crate) reason: String,
}

/// Those of these things of one kind that were taken out of a group, by number; what an appeal put back is not among them.
pub(crate) async fn taken_out(tx: &Tx, about: About, ids: &[i64]) -> Result<BTreeMap<i64, TakenOut>, Fault> {
    let mut all = BTreeMap::new();
    for some in ids.chunks(256) {
        let mut values = params![about.word()].to_vec();
        let marks = in_list(&mut values, some);
        let sql = format!(
            "SELECT subject_id, id, group_id, reason FROM decisions WHERE about = $1 AND subject_id IN ({marks}) \
             AND group_id IS NOT NULL AND hearing <> 'lifted' ORDER BY id"
        );
        let found = tx.all(&sql, &values, |row| {
            let out = TakenOut { decision: row.get(1)?, group: row.get(2)?, reason: row.get(3)? };
            Ok((row.get::<i64>(0)?, out))
        });
        all.extend(found.await?);
    }
    Ok(all)
}

/// Whether something else keeps it from others: another decision that stands, or that it waits for a moderator.
pub(in crate::moderation) async fn is_kept_back(tx: &Tx, subject: Subject, but: DecisionId) -> Result<bool, Fault> {
    let sql = "SELECT d.id FROM decisions d JOIN cases c ON c.id = d.case_id WHERE d.about = $1 AND d.subject_id = $2 \
               AND d.id <> $3 AND d.hearing <> 'lifted' \
               AND (d.measure = 'hide' OR (d.measure <> 'nothing' AND c.is_held)) LIMIT 1";
    let values = params![subject.about.word(), subject.id, but];
    if tx.one(sql, &values, |row| row.get::<DecisionId>(0)).await?.is_some() {
        return Ok(true);
    }
    let sql = "SELECT id FROM cases WHERE origin = $1 AND is_held";
    Ok(tx.one(sql, &params![subject.key()], |row| row.get::<i64>(0)).await?.is_some())
}
