//! The tables `tellings` and `mail_choices`.

use pergola_db::{Fault, Tx, params};
use pergola_domain::{
    ids::MemberId,
    mailing::{About, Choice, Choices, READS_FIRST_SECONDS},
    time::Timestamp,
};
use serde_json::{Value, json};

/// What a letter may tell.
#[derive(Clone, Debug)]
pub(crate) struct Telling {
    /// Under which name it is told once: `Kind::thing`, or `words:CONVERSATION:READ UP TO`.
    pub(crate) source: String,
    pub(crate) about: About,
    /// The number of the notice or the conversation.
    pub(crate) subject: i64,
    pub(crate) at: Timestamp,
}

/// Keeps something to be mailed, if the member wants that when it is due. What was mailed, or still waits to be, is not
/// kept again; what came to nothing is looked at once more.
pub(crate) async fn keep_telling(tx: &Tx, member: MemberId, telling: &Telling) -> Result<(), Fault> {
    let sql = "INSERT INTO tellings (member_id, source, about, subject_id, at, due_at) VALUES ($1, $2, $3, $4, $5, $6) \
               ON CONFLICT (member_id, source) DO UPDATE SET subject_id = excluded.subject_id, at = excluded.at, \
               due_at = excluded.due_at WHERE tellings.due_at IS NULL AND tellings.mailed_at IS NULL";
    let due_at = telling.at.plus_seconds(READS_FIRST_SECONDS);
    let values = params![member, telling.source, telling.about.word(), telling.subject, telling.at, due_at];
    tx.run(sql, &values).await.map(drop)
}

/// For whom something is due.
pub(crate) async fn list_due(tx: &Tx, now: Timestamp, limit: i64) -> Result<Vec<MemberId>, Fault> {
    let sql = "SELECT DISTINCT member_id FROM tellings WHERE due_at <= $1 ORDER BY member_id LIMIT $2";
    tx.all(sql, &params![now, limit], |row| row.get(0)).await
}

/// What is due for a member, oldest first.
pub(crate) async fn due(tx: &Tx, member: MemberId, now: Timestamp, limit: i64) -> Result<Vec<Telling>, Fault> {
    let sql = "SELECT source, about, subject_id, at FROM tellings WHERE member_id = $1 AND due_at <= $2 \
               ORDER BY at, source LIMIT $3";
    tx.all(sql, &params![member, now, limit], |row| {
        Ok(Telling {
            source: row.get(0)?,
            about: About::find(&row.get::<String>(1)?).unwrap_or(About::News),
            subject: row.get(2)?,
            at: row.get(3)?,
        })
    })
    .await
}

/// It is looked at again then; with none it is done with.
pub(crate) async fn put_off(tx: &Tx, member: MemberId, source: &str, due_at: Option<Timestamp>) -> Result<(), Fault> {
    let sql = "UPDATE tellings SET due_at = $3 WHERE member_id = $1 AND source = $2";
    tx.run(sql, &params![member, source, due_at]).await.map(drop)
}

/// It stands in a letter, once and for all.
pub(crate) async fn keep_mailed(tx: &Tx, member: MemberId, source: &str, now: Timestamp) -> Result<(), Fault> {
    let sql = "UPDATE tellings SET due_at = NULL, mailed_at = $3 WHERE member_id = $1 AND source = $2";
    tx.run(sql, &params![member, source, now]).await.map(drop)
}

fn choice(word: &str, otherwise: Choice) -> Choice {
    word.parse().unwrap_or(otherwise)
}

/// What a member chose, and when his last digest was written.
pub(crate) async fn choices(tx: &Tx, member: MemberId) -> Result<(Choices, Option<Timestamp>), Fault> {
    let usual = Choices::default();
    let sql = "SELECT messages, questions, news, digested_at FROM mail_choices WHERE member_id = $1";
    let kept = tx
        .one(sql, &params![member], |row| {
            let chosen = Choices {
                messages: choice(&row.get::<String>(0)?, usual.messages),
                questions: choice(&row.get::<String>(1)?, usual.questions),
                news: choice(&row.get::<String>(2)?, usual.news),
            };
            Ok((chosen, row.get(3)?))
        })
        .await?;
    Ok(kept.unwrap_or((usual, None)))
}

/// Keeps a choice. What waits is looked at anew: for some of it another time may hold now.
pub(in crate::notices) async fn keep_choices(
    tx: &Tx,
    member: MemberId,
    chosen: Choices,
    now: Timestamp,
) -> Result<(), Fault> {
    let sql = "INSERT INTO mail_choices (member_id, messages, questions, news) VALUES ($1, $2, $3, $4) \
               ON CONFLICT (member_id) DO UPDATE SET messages = excluded.messages, questions = excluded.questions, \
               news = excluded.news";
    tx.run(sql, &params![member, chosen.messages.word(), chosen.questions.word(), chosen.news.word()]).await?;
    let sql = "UPDATE tellings SET due_at = $2 WHERE member_id = $1 AND due_at > $2 AND at <= $3";
    let waited = now.plus_seconds(-READS_FIRST_SECONDS);
    tx.run(sql, &params![member, now, waited]).await.map(drop)
}

pub(crate) async fn keep_digested(tx: &Tx, member: MemberId, now: Timestamp) -> Result<(), Fault> {
    let usual = Choices::default();
    let sql = "INSERT INTO mail_choices (member_id, messages, questions, news, digested_at) VALUES ($1, $2, $3, $4, $5) \
               ON CONFLICT (member_id) DO UPDATE SET digested_at = excluded.digested_at";
    let values = params![member, usual.messages.word(), usual.questions.word(), usual.news.word(), now];
    tx.run(sql, &values).await.map(drop)
}

/// Forgets what was settled long ago.
pub(crate) async fn tidy(tx: &Tx, before: Timestamp) -> Result<(), Fault> {
    tx.run("DELETE FROM tellings WHERE at < $1 AND due_at IS NULL", &params![before]).await.map(drop)
}

/// What a member chose, for his archive; nothing where he left it as it was.
pub(crate) async fn takeout(tx: &Tx, member: MemberId) -> Result<Vec<Value>, Fault> {
    let (chosen, _) = choices(tx, member).await?;
    let [messages, questions, news] = [chosen.messages, chosen.questions, chosen.news].map(Choice::word);
    let record = json!({ "key": "mail", "messages": messages, "questions": questions, "news": news });
    Ok(if chosen == Choices::default() { Vec::new() } else { vec![record] })
}

pub(super) async fn erase(tx: &Tx, member: MemberId) -> Result<(), Fault> {
    tx.run("DELETE FROM tellings WHERE member_id = $1", &params![member]).await?;
    tx.run("DELETE FROM mail_choices WHERE member_id = $1", &params![member]).await.map(drop)
}
