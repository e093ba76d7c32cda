//! The tables `applications` and `referrals`. Who may read a row is asked where it is read: its applicant, and those who speak
//! for the organisation of the ad.

use pergola_db::{Fault, Row, Tx, params};
use pergola_domain::{
    ids::{ApplicationId, JobId, MemberId, OrganisationId, ReferralId},
    jobs::{Application, Stage},
    time::Timestamp,
};
use serde_json::{Value as Json, json};

use crate::words::rfc3339;

/// What somebody sent, exactly as it was.
#[derive(Clone, Debug)]
pub(crate) struct Sent {
    pub(in crate::jobs) id: ApplicationId,
    pub(in crate::jobs) job: JobId,
    pub(in crate::jobs) organisation: OrganisationId,
    pub(in crate::jobs) applicant: MemberId,
    pub(in crate::jobs) state: Application,
    pub(in crate::jobs) seen_at: Option<Timestamp>,
    pub(in crate::jobs) letter: String,
    pub(in crate::jobs) questions: Vec<String>,
    pub(in crate::jobs) answers: Vec<String>,
    /// JSON Resume.
    pub(in crate::jobs) snapshot: String,
    pub(in crate::jobs) with_file: bool,
    pub(in crate::jobs) referrer_sees: bool,
    pub(in crate::jobs) erase_at: Timestamp,
    pub(in crate::jobs) version: i64,
}

const COLUMNS: &str = "a.id, a.job_id, a.organisation_id, a.member_id, a.stage, a.sent_at, a.moved_at, a.seen_at, \
                       a.answered_at, a.letter, a.questions, a.answers, a.snapshot, a.with_file, a.referrer_sees, \
                       a.erase_at, a.version";

fn texts(json: &str) -> Vec<String> {
    serde_json::from_str(json).unwrap_or_default()
}

fn sent(row: &Row<'_>) -> Result<Sent, Fault> {
    let stage = Stage::of_name(&row.get::<String>(4)?).ok_or_else(|| Fault::other("a stage that nobody knows"))?;
    Ok(Sent {
        id: row.get(0)?,
        job: row.get(1)?,
        organisation: row.get(2)?,
        applicant: row.get(3)?,
        state: Application { sent_at: row.get(5)?, stage, moved_at: row.get(6)?, answered_at: row.get(8)? },
        seen_at: row.get(7)?,
        letter: row.get(9)?,
        questions: texts(&row.get::<String>(10)?),
        answers: texts(&row.get::<String>(11)?),
        snapshot: row.get(12)?,
        with_file: row.get(13)?,
        referrer_sees: row.get(14)?,
        erase_at: row.get(15)?,
        version: row.get(16)?,
    })
}

pub(in crate::jobs) async fn find(tx: &Tx, id: ApplicationId) -> Result<Option<Sent>, Fault> {
    let sql = format!("SELECT {COLUMNS} FROM applications a WHERE a.id = $1 AND a.member_id IS NOT NULL");
    tx.one(&sql, &params![id], sent).await
}

/// What a member sent to an ad.
pub(in crate::jobs) async fn of_member(tx: &Tx, job: JobId, member: MemberId) -> Result<Option<Sent>, Fault> {
    let sql = format!("SELECT {COLUMNS} FROM applications a WHERE a.job_id = $1 AND a.member_id = $2");
    tx.one(&sql, &params![job, member], sent).await
}

/// A member's own, newest first, before `before`.
pub(in crate::jobs) async fn list_of(
    tx: &Tx,
    member: MemberId,
    before: Option<i64>,
    limit: i64,
) -> Result<Vec<Sent>, Fault> {
    let sql = format!(
        "SELECT {COLUMNS} FROM applications a WHERE a.member_id = $1 AND a.id < $2 ORDER BY a.id DESC LIMIT $3"
    );
    tx.all(&sql, &params![member, before.unwrap_or(i64::MAX), limit], sent).await
}

/// What was sent to an ad, newest first, before `before`.
pub(in crate::jobs) async fn list_to(tx: &Tx, job: JobId, before: Option<i64>, limit: i64) -> Result<Vec<Sent>, Fault> {
    let sql = format!(
        "SELECT {COLUMNS} FROM applications a WHERE a.job_id = $1 AND a.member_id IS NOT NULL AND a.id < $2 \
         ORDER BY a.id DESC LIMIT $3"
    );
    tx.all(&sql, &params![job, before.unwrap_or(i64::MAX), limit], sent).await
}

/// Keeps a new one. Gives false where the member has applied there before.
pub(in crate::jobs) async fn keep_new(tx: &Tx, new: &Sent) -> Result<bool, Fault> {
    let list = |texts: &[String]| serde_json::to_string(texts).unwrap_or_default();
    let sql = "INSERT INTO applications (id, job_id, organisation_id, member_id, stage, sent_at, moved_at, seen_at, \
               answered_at, letter, answers, questions, snapshot, with_file, referrer_sees, erase_at, version) \
               VALUES ($1, $2, $3, $4, $5, $6, $7, NULL, NULL, $8, $9, $10, $11, $12, $13, $14, 1) \
               ON CONFLICT (job_id, member_id) DO NOTHING";
    let values = params![
        new.id,
        new.job,
        new.organisation,
        new.applicant,
        new.state.stage.name(),
        new.state.sent_at,
        new.state.moved_at,
        new.letter,
        list(&new.answers),
        list(&new.questions),
        new.snapshot,
        new.with_file,
        new.referrer_sees,
        new.erase_at
    ];
    Ok(tx.run(sql, &values).await? > 0)
}

/// Writes where it stands over the version that was read. Gives false where somebody else wrote meanwhile.
pub(in crate::jobs) async fn keep(tx: &Tx, next: &Sent) -> Result<bool, Fault> {
    let sql = "UPDATE applications SET stage = $3, moved_at = $4, seen_at = $5, answered_at = $6, referrer_sees = $7, \
               version = version + 1 WHERE id = $1 AND version = $2";
    let state = &next.state;
    let values = params![
        next.id,
        next.version,
        state.stage.name(),
        state.moved_at,
        next.seen_at,
        state.answered_at,
        next.referrer_sees
    ];
    Ok(tx.run(sql, &values).await? > 0)
}

/// What stays of an application after its time: that there was one, and when what happened. Nothing of whom.
const FORGET: &str = "UPDATE applications SET member_id = NULL, letter = '', answers = '', questions = '', snapshot = '', \
                      with_file = FALSE, referrer_sees = FALSE, version = version + 1";

/// Whether anything of applicants is over: asked first, for writing costs more than looking.
pub(in crate::jobs) async fn any_over(tx: &Tx, now: Timestamp, referrals: Timestamp) -> Result<bool, Fault> {
    let sql = "SELECT (EXISTS (SELECT 1 FROM applications WHERE member_id IS NOT NULL AND erase_at <= $1)) \
               OR (EXISTS (SELECT 1 FROM referrals WHERE at < $2))";
    Ok(tx.one(sql, &params![now, referrals], |row| row.get(0)).await?.unwrap_or_default())
}

/// Erases those whose time is over; and what was said for them.
pub(in crate::jobs) async fn erase_over(tx: &Tx, now: Timestamp) -> Result<(), Fault> {
    let sql = "DELETE FROM referrals WHERE EXISTS (SELECT 1 FROM applications a WHERE a.job_id = referrals.job_id AND \
               a.member_id = referrals.applicant_id AND a.erase_at <= $1)";
    tx.run(sql, &params![now]).await?;
    let sql = format!("{FORGET} WHERE member_id IS NOT NULL AND erase_at <= $1");
    tx.run(&sql, &params![now]).await.map(drop)
}

/// Referrals that led to no application within that time go too.
pub(in crate::jobs) async fn forget_referrals(tx: &Tx, before: Timestamp) -> Result<(), Fault> {
    tx.run("DELETE FROM referrals WHERE at < $1", &params![before]).await.map(drop)
}

/// Everything that a member sent, and said for others or others for him.
pub(in crate::jobs) async fn erase(tx: &Tx, member: MemberId) -> Result<(), Fault> {
    tx.run("DELETE FROM referrals WHERE referrer_id = $1 OR applicant_id = $1", &params![member]).await?;
    tx.run(&format!("{FORGET} WHERE member_id = $1"), &params![member]).await.map(drop)
}

/// The word of somebody who works there.
#[derive(Clone, Debug)]
pub(crate) struct Referral {
    pub(in crate::jobs) id: ReferralId,
    pub(in crate::jobs) job: JobId,
    pub(in crate::jobs) referrer: MemberId,
    pub(in crate::jobs) applicant: MemberId,
    pub(in crate::jobs) text: String,
    pub(in crate::jobs) at: Timestamp,
}

const REFERRAL: &str = "id, job_id, referrer_id, applicant_id, text, at";

fn referral(row: &Row<'_>) -> Result<Referral, Fault> {
    Ok(Referral {
        id: row.get(0)?,
        job: row.get(1)?,
        referrer: row.get(2)?,
        applicant: row.get(3)?,
        text: row.get(4)?,
        at: row.get(5)?,
    })
}

/// Keeps it. Gives false where he has said it before.
pub(in crate::jobs) async fn keep_referral(tx: &Tx, new: &Referral) -> Result<bool, Fault> {
    let sql = "INSERT INTO referrals (id, job_id, referrer_id, applicant_id, text, at) VALUES ($1, $2, $3, $4, $5, $6) \
               ON CONFLICT (job_id, referrer_id, applicant_id) DO NOTHING";
    let values = params![new.id, new.job, new.referrer, new.applicant, new.text, new.at];
    Ok(tx.run(sql, &values).await? > 0)
}

/// For whom an applicant was spoken, at one ad.
pub(in crate::jobs) async fn referrals_for(tx: &Tx, job: JobId, applicant: MemberId) -> Result<Vec<Referral>, Fault> {
    let sql = format!("SELECT {REFERRAL} FROM referrals WHERE job_id = $1 AND applicant_id = $2 ORDER BY id LIMIT 100");
    tx.all(&sql, &params![job, applicant], referral).await
}

/// Those that a member gave, newest first, before `before`.
pub(in crate::jobs) async fn referrals_by(
    tx: &Tx,
    member: MemberId,
    before: Option<i64>,
    limit: i64,
) -> Result<Vec<Referral>, Fault> {
    let sql = format!("SELECT {REFERRAL} FROM referrals WHERE referrer_id = $1 AND id < $2 ORDER BY id DESC LIMIT $3");
    tx.all(&sql, &params![member, before.unwrap_or(i64::MAX), limit], referral).await
}

/// What a member sent, for his archive.
pub(crate) async fn takeout(tx: &Tx, member: MemberId) -> Result<Vec<Json>, Fault> {
    let mut all = Vec::new();
    let mut found = list_of(tx, member, None, 5_000).await?;
    found.reverse();
    for sent in found {
        let resume: Json = serde_json::from_str(&sent.snapshot).unwrap_or(Json::Null);
        all.push(json!({
            "key": sent.id.to_string(),
            "job": sent.job.to_string(),
            "stage": sent.state.stage.name(),
            "sent_at": rfc3339(sent.state.sent_at),
            "letter": sent.letter,
            "answers": sent.answers,
            "resume": resume,
        }));
    }
    Ok(all)
}
