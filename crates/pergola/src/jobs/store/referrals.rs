//! The table `referrals`: what somebody who works there says for somebody else, and what that one makes of it.

use pergola_db::{Fault, Row, Tx, params};
use pergola_domain::{
    ids::{JobId, MemberId, ReferralId},
    time::Timestamp,
};
use serde_json::{Value as Json, json};

use crate::{members, ties, words::rfc3339};

/// What whom it was said for makes of it. Its giver learns nothing of this.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::jobs) enum Answer {
    #[default]
    None,
    /// The organisation reads it with his application.
    Use,
    Decline,
    /// Its giver took it back: nobody has it any more, and he does not say another for the same ad.
    Back,
}

impl Answer {
    const ALL: [Self; 4] = [Self::None, Self::Use, Self::Decline, Self::Back];

    pub(in crate::jobs) const fn name(self) -> &'static str {
        match self {
            Self::None => "",
            Self::Use => "use",
            Self::Decline => "decline",
            Self::Back => "back",
        }
    }

    /// What one may say.
    pub(in crate::jobs) fn of_name(name: &str) -> Option<Self> {
        [Self::Use, Self::Decline].into_iter().find(|answer| answer.name() == name)
    }
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
    pub(in crate::jobs) answer: Answer,
    /// Its giver may see how the application goes.
    pub(in crate::jobs) told: bool,
}

const REFERRAL: &str = "id, job_id, referrer_id, applicant_id, text, at, answer, told";

fn referral(row: &Row<'_>) -> Result<Referral, Fault> {
    let answer: String = row.get(6)?;
    Ok(Referral {
        id: row.get(0)?,
        job: row.get(1)?,
        referrer: row.get(2)?,
        applicant: row.get(3)?,
        text: row.get(4)?,
        at: row.get(5)?,
        answer: Answer::ALL.into_iter().find(|one| one.name() == answer).unwrap_or_default(),
        told: row.get(7)?,
    })
}

/// Keeps it. Gives false where he has said it before.
pub(in crate::jobs) async fn keep_new(tx: &Tx, new: &Referral) -> Result<bool, Fault> {
    let sql = "INSERT INTO referrals (id, job_id, referrer_id, applicant_id, text, at, answer, told) \
               VALUES ($1, $2, $3, $4, $5, $6, '', FALSE) ON CONFLICT (job_id, referrer_id, applicant_id) DO NOTHING";
    let values = params![new.id, new.job, new.referrer, new.applicant, new.text, new.at];
    Ok(tx.run(sql, &values).await? > 0)
}

/// One that stands.
pub(in crate::jobs) async fn find(tx: &Tx, id: ReferralId) -> Result<Option<Referral>, Fault> {
    let sql = format!("SELECT {REFERRAL} FROM referrals WHERE id = $1 AND answer <> 'back'");
    tx.one(&sql, &params![id], referral).await
}

/// What was said for an applicant at one ad.
pub(in crate::jobs) async fn list_at(tx: &Tx, job: JobId, applicant: MemberId) -> Result<Vec<Referral>, Fault> {
    let sql = format!(
        "SELECT {REFERRAL} FROM referrals WHERE job_id = $1 AND applicant_id = $2 AND answer <> 'back' \
         ORDER BY id LIMIT 100"
    );
    tx.all(&sql, &params![job, applicant], referral).await
}

/// Those that a member gave, or that were said for him, newest first, before `before`.
pub(in crate::jobs) async fn list(
    tx: &Tx,
    member: MemberId,
    given: bool,
    before: Option<i64>,
    limit: i64,
) -> Result<Vec<Referral>, Fault> {
    let whose = if given { "referrer_id" } else { "applicant_id" };
    let sql = format!(
        "SELECT {REFERRAL} FROM referrals WHERE {whose} = $1 AND id < $2 AND answer <> 'back' ORDER BY id DESC LIMIT $3"
    );
    tx.all(&sql, &params![member, before.unwrap_or(i64::MAX), limit], referral).await
}

/// What he makes of it. One that he does not use is told of to nobody.
pub(in crate::jobs) async fn keep_answer(tx: &Tx, id: ReferralId, answer: Answer) -> Result<(), Fault> {
    let sql = "UPDATE referrals SET answer = $2, told = (told AND $3) WHERE id = $1";
    tx.run(sql, &params![id, answer.name(), answer == Answer::Use]).await.map(drop)
}

/// Its giver takes it back.
pub(in crate::jobs) async fn take_back(tx: &Tx, id: ReferralId) -> Result<(), Fault> {
    let sql = "UPDATE referrals SET answer = 'back', text = '', told = FALSE WHERE id = $1";
    tx.run(sql, &params![id]).await.map(drop)
}

/// Whether the givers of those that he uses until now see how the application goes.
pub(in crate::jobs) async fn keep_told(tx: &Tx, (job, applicant): (JobId, MemberId), told: bool) -> Result<(), Fault> {
    let sql = "UPDATE referrals SET told = $3 WHERE job_id = $1 AND applicant_id = $2 AND answer = 'use'";
    tx.run(sql, &params![job, applicant, told]).await.map(drop)
}

/// Those from before that moment.
pub(in crate::jobs) async fn list_before(tx: &Tx, before: Timestamp, limit: i64) -> Result<Vec<i64>, Fault> {
    let sql = "SELECT id FROM referrals WHERE at < $1 ORDER BY at LIMIT $2";
    tx.all(sql, &params![before, limit], |row| row.get(0)).await
}

/// Those that a member gave, and that were said for him.
pub(in crate::jobs) async fn list_ids(tx: &Tx, member: MemberId) -> Result<Vec<i64>, Fault> {
    let sql = "SELECT id FROM referrals WHERE referrer_id = $1 OR applicant_id = $1 ORDER BY id LIMIT 100000";
    tx.all(sql, &params![member], |row| row.get(0)).await
}

pub(in crate::jobs) async fn remove(tx: &Tx, ids: &[i64]) -> Result<(), Fault> {
    for some in ids.chunks(128) {
        let mut values = Vec::new();
        let marks = pergola_db::in_list(&mut values, some);
        tx.run(&format!("DELETE FROM referrals WHERE id IN ({marks})"), &values).await?;
    }
    Ok(())
}

pub(in crate::jobs) async fn erase(tx: &Tx, member: MemberId) -> Result<(), Fault> {
    tx.run("DELETE FROM referrals WHERE referrer_id = $1 OR applicant_id = $1", &params![member]).await.map(drop)
}

/// What a member said for others, for his archive.
pub(crate) async fn takeout(tx: &Tx, member: MemberId) -> Result<Vec<Json>, Fault> {
    let mut given = list(tx, member, true, None, 5_000).await?;
    given.reverse();
    let ids: Vec<MemberId> = given.iter().map(|one| one.applicant).collect();
    let unseen = ties::unseen(tx, member, &ids).await?;
    let people = members::find_many(tx, &ids).await?;
    let told = given.iter().map(|one| {
        let (key, job) = (one.id.to_string(), one.job.to_string());
        let mut told = json!({ "key": key, "job": job, "text": one.text, "at": rfc3339(one.at) });
        let person = people.iter().find(|person| person.id == one.applicant && !unseen.contains(&person.id));
        if let (Some(fields), Some(person)) = (told.as_object_mut(), person) {
            fields.insert("applicant".to_owned(), json!(person.handle));
        }
        told
    });
    Ok(told.collect())
}
