//! The table `cases`: matters before the moderators. What a thing says is not here: its room knows.

use pergola_db::{Fault, Row, Tx, params};
use pergola_domain::{
    ids::MemberId,
    moderation::{About, Case, Subject},
    time::Timestamp,
};

/// A case beside what only the store and its callers need.
#[derive(Clone, Debug)]
pub(in crate::moderation) struct Kept {
    pub(in crate::moderation) id: i64,
    pub(in crate::moderation) case: Case,
    pub(in crate::moderation) why: String,
    /// Words of the judge of spam, with blanks between.
    pub(in crate::moderation) signs: String,
    pub(in crate::moderation) sent_from: String,
    pub(in crate::moderation) opened_at: Timestamp,
    pub(in crate::moderation) tell: String,
    pub(in crate::moderation) version: i64,
}

const COLUMNS: &str = "id, about, subject_id, author_id, decided_at, is_private, is_held, asked_by, agreed_by, why, \
                       signs, sent_from, opened_at, tell, version";

fn kept(row: &Row<'_>) -> Result<Kept, Fault> {
    let case = Case {
        subject: Subject::new(About::from_word(&row.get::<String>(1)?).unwrap_or(About::Member), row.get(2)?),
        author: Some(row.get::<MemberId>(3)?).filter(|author| author.0 != 0),
        is_open: row.get::<Option<i64>>(4)?.is_none(),
        is_private: row.get(5)?,
        is_held: row.get(6)?,
        asked_by: row.get(7)?,
        agreed_by: row.get(8)?,
    };
    Ok(Kept {
        id: row.get(0)?,
        case,
        why: row.get(9)?,
        signs: row.get(10)?,
        sent_from: row.get(11)?,
        opened_at: row.get(12)?,
        tell: row.get(13)?,
        version: row.get(14)?,
    })
}

/// A case that comes to be.
#[derive(Clone, Debug)]
pub(in crate::moderation) struct New<'a> {
    pub(in crate::moderation) id: i64,
    pub(in crate::moderation) subject: Subject,
    pub(in crate::moderation) author: Option<MemberId>,
    pub(in crate::moderation) is_private: bool,
    pub(in crate::moderation) is_held: bool,
    pub(in crate::moderation) why: &'a str,
    pub(in crate::moderation) signs: &'a str,
    pub(in crate::moderation) sent_from: &'a str,
    /// To be asked about again then.
    pub(in crate::moderation) ask_at: Option<Timestamp>,
    pub(in crate::moderation) at: Timestamp,
}

/// Opens a case, or gives false where one of the same thing is open.
pub(in crate::moderation) async fn keep_new(tx: &Tx, new: &New<'_>) -> Result<bool, Fault> {
    let sql = "INSERT INTO cases (id, origin, about, subject_id, author_id, is_private, is_held, why, signs, sent_from, \
               ask_at, tell, opened_at, version) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, '', $12, 1) \
               ON CONFLICT (origin) DO NOTHING";
    let author = new.author.unwrap_or(MemberId(0));
    let values = params![
        new.id,
        new.subject.key(),
        new.subject.about.word(),
        new.subject.id,
        author,
        new.is_private,
        new.is_held,
        new.why,
        new.signs,
        new.sent_from,
        new.ask_at,
        new.at
    ];
    Ok(tx.run(sql, &values).await? > 0)
}

/// One that was decided as it came to be: what else is brought about the same thing is a matter of its own.
pub(in crate::moderation) async fn keep_decided(tx: &Tx, new: &New<'_>) -> Result<(), Fault> {
    let sql = "INSERT INTO cases (id, origin, about, subject_id, author_id, is_private, is_held, why, signs, sent_from, \
               tell, opened_at, decided_at, version) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, '', '', '', $9, $9, 1)";
    let (about, author) = (new.subject.about.word(), new.author.unwrap_or(MemberId(0)));
    let origin = format!("case:{}", new.id);
    let values = params![new.id, origin, about, new.subject.id, author, new.is_private, new.is_held, new.why, new.at];
    tx.run(sql, &values).await.map(drop)
}

/// Its open case holds it back from now on, for these signs. Gives that case; none where none is open.
pub(in crate::moderation) async fn hold_open(tx: &Tx, new: &New<'_>) -> Result<Option<i64>, Fault> {
    let sql = "UPDATE cases SET is_held = TRUE, is_private = is_private OR $2, signs = $3, sent_from = $4, ask_at = $5, \
               version = version + 1 WHERE origin = $1";
    let key = new.subject.key();
    tx.run(sql, &params![key, new.is_private, new.signs, new.sent_from, new.ask_at]).await?;
    tx.one("SELECT id FROM cases WHERE origin = $1", &params![key], |row| row.get(0)).await
}

/// What it held is gone. Where it was reported, too, moderators still judge who wrote it.
pub(in crate::moderation) async fn close_held(tx: &Tx, subject: Subject, now: Timestamp) -> Result<(), Fault> {
    let sql = "UPDATE cases SET origin = 'case:' || CAST(id AS TEXT), decided_at = $2, ask_at = NULL, sent_from = '', \
               version = version + 1 WHERE origin = $1 AND is_held \
               AND NOT EXISTS (SELECT 1 FROM reports r WHERE r.case_id = cases.id)";
    tx.run(sql, &params![subject.key(), now]).await.map(drop)
}

/// Whether it waits for a moderator whether somebody may write at all.
pub(in crate::moderation) async fn is_held_member(tx: &Tx, member: MemberId) -> Result<bool, Fault> {
    let sql = "SELECT id FROM cases WHERE origin = $1 AND is_held";
    let key = Subject::new(About::Member, member.0).key();
    Ok(tx.one(sql, &params![key], |row| row.get::<i64>(0)).await?.is_some())
}

pub(in crate::moderation) async fn find(tx: &Tx, id: i64) -> Result<Option<Kept>, Fault> {
    tx.one(&format!("SELECT {COLUMNS} FROM cases WHERE id = $1"), &params![id], kept).await
}

/// The open case of a thing.
pub(in crate::moderation) async fn find_open(tx: &Tx, subject: Subject) -> Result<Option<Kept>, Fault> {
    tx.one(&format!("SELECT {COLUMNS} FROM cases WHERE origin = $1"), &params![subject.key()], kept).await
}

/// Who asked to read and who agreed, of what is private by now. Gives false where somebody else wrote meanwhile.
pub(in crate::moderation) async fn keep_reading(tx: &Tx, kept: &Kept, next: &Case) -> Result<bool, Fault> {
    let sql = "UPDATE cases SET asked_by = $3, agreed_by = $4, is_private = $5, version = version + 1 \
               WHERE id = $1 AND version = $2";
    let values = params![kept.id, kept.version, next.asked_by, next.agreed_by, next.is_private];
    Ok(tx.run(sql, &values).await? > 0)
}

/// It is decided. `tell`: what Akismet is to hear of it, and what it is told with it; or nothing.
pub(in crate::moderation) async fn close(
    tx: &Tx,
    kept: &Kept,
    (tell, sent_from): (&str, &str),
    now: Timestamp,
) -> Result<bool, Fault> {
    let sql = "UPDATE cases SET origin = $3, decided_at = $4, tell = $5, sent_from = $6, ask_at = NULL, \
               version = version + 1 WHERE id = $1 AND version = $2 AND decided_at IS NULL";
    let values = params![kept.id, kept.version, format!("case:{}", kept.id), now, tell, sent_from];
    Ok(tx.run(sql, &values).await? > 0)
}

/// Those that somebody may judge: neither his own nor reported by him.
const JUDGED_BY: &str = "author_id <> $1 AND NOT EXISTS \
                         (SELECT 1 FROM reports r WHERE r.case_id = cases.id AND r.reporter_id = $1)";

/// Open ones that this moderator may judge, the oldest first.
pub(in crate::moderation) async fn list_open(
    tx: &Tx,
    moderator: MemberId,
    after: i64,
    limit: i64,
) -> Result<Vec<Kept>, Fault> {
    let sql = format!(
        "SELECT {COLUMNS} FROM cases WHERE decided_at IS NULL AND {JUDGED_BY} AND id > $2 ORDER BY id LIMIT $3"
    );
    tx.all(&sql, &params![moderator, after, limit], kept).await
}

pub(in crate::moderation) async fn count_open(tx: &Tx, moderator: MemberId) -> Result<i64, Fault> {
    let sql = format!("SELECT count(*) FROM cases WHERE decided_at IS NULL AND {JUDGED_BY}");
    Ok(tx.one(&sql, &params![moderator], |row| row.get(0)).await?.unwrap_or_default())
}

/// Held ones that nobody could judge, whose time to be asked again has come.
pub(in crate::moderation) async fn list_to_ask(tx: &Tx, now: Timestamp, limit: i64) -> Result<Vec<Kept>, Fault> {
    let sql = format!("SELECT {COLUMNS} FROM cases WHERE ask_at <= $1 ORDER BY ask_at LIMIT $2");
    tx.all(&sql, &params![now, limit], kept).await
}

pub(in crate::moderation) async fn keep_ask_at(tx: &Tx, id: i64, at: Option<Timestamp>) -> Result<(), Fault> {
    tx.run("UPDATE cases SET ask_at = $2 WHERE id = $1", &params![id, at]).await.map(drop)
}

/// Decided ones that Akismet is to hear of.
pub(in crate::moderation) async fn list_to_tell(tx: &Tx, limit: i64) -> Result<Vec<Kept>, Fault> {
    let sql = format!("SELECT {COLUMNS} FROM cases WHERE tell <> '' ORDER BY id LIMIT $1");
    tx.all(&sql, &params![limit], kept).await
}

pub(in crate::moderation) async fn keep_told(tx: &Tx, id: i64) -> Result<(), Fault> {
    tx.run("UPDATE cases SET tell = '', sent_from = '' WHERE id = $1", &params![id]).await.map(drop)
}

/// Addresses that nobody will be told of any more.
pub(in crate::moderation) async fn forget_addresses(tx: &Tx, before: Timestamp) -> Result<(), Fault> {
    let sql = "UPDATE cases SET sent_from = '', tell = '', ask_at = NULL WHERE sent_from <> '' AND opened_at < $1";
    tx.run(sql, &params![before]).await.map(drop)
}

/// The author is gone: what he wrote is gone too, so what is open about it is over.
pub(in crate::moderation) async fn forget(tx: &Tx, member: MemberId, now: Timestamp) -> Result<(), Fault> {
    let sql = "UPDATE cases SET origin = 'case:' || CAST(id AS TEXT), decided_at = $2, ask_at = NULL \
               WHERE author_id = $1 AND decided_at IS NULL";
    tx.run(sql, &params![member, now]).await?;
    let sql = "UPDATE cases SET author_id = 0, sent_from = '', tell = '', signs = '' WHERE author_id = $1";
    tx.run(sql, &params![member]).await.map(drop)
}

/// A member's own things that wait for a moderator, the latest first.
pub(in crate::moderation) async fn list_held_of(tx: &Tx, member: MemberId, limit: i64) -> Result<Vec<Kept>, Fault> {
    let sql = format!(
        "SELECT {COLUMNS} FROM cases WHERE author_id = $1 AND is_held AND decided_at IS NULL ORDER BY id DESC LIMIT $2"
    );
    tx.all(&sql, &params![member, limit], kept).await
}
