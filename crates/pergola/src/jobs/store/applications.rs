//! The table `applications`. Who may read a row is asked where it is read: its applicant, and those who speak
//! for the organisation of the ad.

use pergola_db::{Fault, Row, Tx, params};
use pergola_domain::{
    ids::{ApplicationId, JobId, MemberId, OrganisationId},
    jobs::{Application, Pay, Period, Said, Stage},
    time::Timestamp,
};
use serde::{Deserialize, Serialize};
use serde_json::{Value as Json, json};

use crate::{jobs::acts::snapshot::Part, words::rfc3339};

/// What somebody sent, exactly as it was.
#[derive(Clone, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "in which forms it was sent, each for itself")]
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
    /// In which forms it was sent: as a page, as JSON Resume, as a PDF.
    pub(in crate::jobs) with_page: bool,
    pub(in crate::jobs) with_file: bool,
    pub(in crate::jobs) with_pdf: bool,
    /// The ad as it was applied to.
    pub(in crate::jobs) ad: Option<AdThen>,
    pub(in crate::jobs) referrer_sees: bool,
    pub(in crate::jobs) erase_at: Timestamp,
    pub(in crate::jobs) version: i64,
}

/// What an ad said when somebody applied to it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(in crate::jobs) struct AdThen {
    pub(in crate::jobs) title: String,
    pub(in crate::jobs) text: String,
    pub(in crate::jobs) place: String,
    pub(in crate::jobs) pay_from: i64,
    pub(in crate::jobs) pay_to: i64,
    pub(in crate::jobs) currency: String,
    pub(in crate::jobs) period: String,
}

impl AdThen {
    pub(in crate::jobs) fn of(said: &Said) -> Self {
        Self {
            title: said.title.clone(),
            text: said.text.clone(),
            place: said.place.clone(),
            pay_from: said.pay.from_cents,
            pay_to: said.pay.to_cents,
            currency: said.pay.currency.clone(),
            period: said.pay.period.name().to_owned(),
        }
    }

    pub(in crate::jobs) fn pay(&self) -> Pay {
        Pay {
            from_cents: self.pay_from,
            to_cents: self.pay_to,
            currency: self.currency.clone(),
            period: Period::of_name(&self.period).unwrap_or_default(),
        }
    }
}

const COLUMNS: &str = "a.id, a.job_id, a.organisation_id, a.member_id, a.stage, a.sent_at, a.moved_at, a.seen_at, \
                       a.answered_at, a.letter, a.questions, a.answers, a.snapshot, a.with_file, a.referrer_sees, \
                       a.erase_at, a.version, a.with_pdf, a.ad, a.with_page";

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
        with_pdf: row.get(17)?,
        with_page: row.get(19)?,
        ad: serde_json::from_str(&row.get::<String>(18)?).ok(),
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

/// What was sent to an organisation before that moment, to an ad or another, and has come to no end: with its applicant.
pub(in crate::jobs) async fn list_waiting(
    tx: &Tx,
    organisation: OrganisationId,
    before: Timestamp,
) -> Result<Vec<(ApplicationId, MemberId)>, Fault> {
    let sql = "SELECT id, member_id FROM applications WHERE organisation_id = $1 AND sent_at < $2 \
               AND member_id IS NOT NULL AND stage NOT IN ('hired', 'not_this_time', 'withdrawn') ORDER BY id LIMIT 5000";
    tx.all(sql, &params![organisation, before], |row| Ok((row.get(0)?, row.get(1)?))).await
}

/// What was sent to an ad and has come to no end.
pub(in crate::jobs) async fn list_waiting_to(tx: &Tx, job: JobId) -> Result<Vec<(ApplicationId, MemberId)>, Fault> {
    let sql = "SELECT id, member_id FROM applications WHERE job_id = $1 AND member_id IS NOT NULL \
               AND stage NOT IN ('hired', 'not_this_time', 'withdrawn') ORDER BY id LIMIT 5000";
    tx.all(sql, &params![job], |row| Ok((row.get(0)?, row.get(1)?))).await
}

/// Keeps a new one. Gives false where the member has applied there before.
pub(in crate::jobs) async fn keep_new(tx: &Tx, new: &Sent) -> Result<bool, Fault> {
    let list = |texts: &[String]| serde_json::to_string(texts).unwrap_or_default();
    let sql = "INSERT INTO applications (id, job_id, organisation_id, member_id, stage, sent_at, moved_at, seen_at, \
               answered_at, letter, answers, questions, snapshot, with_file, referrer_sees, erase_at, version, with_pdf, ad, with_page) \
               VALUES ($1, $2, $3, $4, $5, $6, $7, NULL, NULL, $8, $9, $10, $11, $12, $13, $14, 1, $15, $16, $17) \
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
        new.erase_at,
        new.with_pdf,
        serde_json::to_string(&new.ad).unwrap_or_default(),
        new.with_page
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
                      with_page = FALSE, with_file = FALSE, with_pdf = FALSE, ad = '', referrer_sees = FALSE, version = version + 1";

/// Whether anything of applicants is over: asked first, for writing costs more than looking.
pub(in crate::jobs) async fn any_over(tx: &Tx, now: Timestamp, referrals: Timestamp) -> Result<bool, Fault> {
    let sql = "SELECT (EXISTS (SELECT 1 FROM applications WHERE member_id IS NOT NULL AND erase_at <= $1)) \
               OR (EXISTS (SELECT 1 FROM referrals WHERE at < $2))";
    Ok(tx.one(sql, &params![now, referrals], |row| row.get(0)).await?.unwrap_or_default())
}

/// A move of an application, with the words that went with it.
#[derive(Clone, Debug)]
pub(in crate::jobs) struct Move {
    pub(in crate::jobs) stage: Stage,
    pub(in crate::jobs) at: Timestamp,
    pub(in crate::jobs) words: String,
}

pub(in crate::jobs) async fn keep_move(tx: &Tx, id: ApplicationId, new: &Move) -> Result<(), Fault> {
    let sql = "INSERT INTO application_moves (application_id, stage, at, words) VALUES ($1, $2, $3, $4) \
               ON CONFLICT (application_id, stage) DO NOTHING";
    tx.run(sql, &params![id, new.stage.name(), new.at, new.words]).await.map(drop)
}

pub(in crate::jobs) async fn list_moves(tx: &Tx, id: ApplicationId) -> Result<Vec<Move>, Fault> {
    let sql = "SELECT stage, at, words FROM application_moves WHERE application_id = $1 ORDER BY at LIMIT 20";
    let mut moves = tx
        .all(sql, &params![id], |row| {
            let stage =
                Stage::of_name(&row.get::<String>(0)?).ok_or_else(|| Fault::other("a stage that nobody knows"))?;
            Ok(Move { stage, at: row.get(1)?, words: row.get(2)? })
        })
        .await?;
    // Of two in one moment the further is the later.
    moves.sort_by_key(|one| (one.at, one.stage));
    Ok(moves)
}

/// Those whose time is over.
pub(in crate::jobs) async fn list_over(tx: &Tx, now: Timestamp, limit: i64) -> Result<Vec<ApplicationId>, Fault> {
    let sql = "SELECT id FROM applications WHERE member_id IS NOT NULL AND erase_at <= $1 ORDER BY erase_at LIMIT $2";
    tx.all(sql, &params![now, limit], |row| row.get(0)).await
}

/// All that a member sent.
pub(in crate::jobs) async fn list_ids(tx: &Tx, member: MemberId) -> Result<Vec<ApplicationId>, Fault> {
    let sql = "SELECT id FROM applications WHERE member_id = $1 ORDER BY id LIMIT 100000";
    tx.all(sql, &params![member], |row| row.get(0)).await
}

const SAID_FOR: &str = "FROM referrals WHERE EXISTS (SELECT 1 FROM applications a WHERE a.id = $1 \
                        AND a.job_id = referrals.job_id AND a.member_id = referrals.applicant_id)";

/// What was said for the applicant of one.
pub(in crate::jobs) async fn list_referrals(tx: &Tx, id: ApplicationId) -> Result<Vec<i64>, Fault> {
    tx.all(&format!("SELECT id {SAID_FOR} LIMIT 5000"), &params![id], |row| row.get(0)).await
}

/// Erases one, and what was said for its applicant.
pub(in crate::jobs) async fn forget(tx: &Tx, id: ApplicationId) -> Result<(), Fault> {
    tx.run(&format!("DELETE {SAID_FOR}"), &params![id]).await?;
    tx.run("DELETE FROM application_moves WHERE application_id = $1", &params![id]).await?;
    tx.run(&format!("{FORGET} WHERE id = $1"), &params![id]).await.map(drop)
}

/// What nobody answered of all that a member sent after that moment is withdrawn.
pub(in crate::jobs) async fn withdraw_all(
    tx: &Tx,
    member: MemberId,
    silent: Timestamp,
    now: Timestamp,
) -> Result<(), Fault> {
    let sql = "UPDATE applications SET stage = 'withdrawn', moved_at = $3 WHERE member_id = $1 AND answered_at IS NULL \
               AND sent_at > $2";
    tx.run(sql, &params![member, silent, now]).await.map(drop)
}

/// In which forms it was sent, by the names under which one sends them.
fn forms(sent: &Sent) -> Vec<&'static str> {
    let forms = [(sent.with_page, Part::Page), (sent.with_file, Part::Resume), (sent.with_pdf, Part::Pdf)];
    forms.into_iter().filter(|(with, _)| *with).map(|(_, form)| form.name()).collect()
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
            "questions": sent.questions,
            "answers": sent.answers,
            "forms": forms(&sent),
            "resume": resume,
        }));
    }
    Ok(all)
}
