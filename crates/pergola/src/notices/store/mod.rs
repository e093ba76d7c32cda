//! The table `notices`.

pub(crate) mod tellings;

use std::sync::LazyLock;

use pergola_db::{Fault, Row, Tx, in_list, params};
use pergola_domain::{
    ids::{MemberId, NoticeId},
    time::Timestamp,
};

use super::kinds::{KINDS, Kind};

/// Something to be told.
#[derive(Clone, Debug)]
pub(crate) struct NewNotice<'a> {
    pub(crate) id: NoticeId,
    pub(crate) member: MemberId,
    /// One of `kinds`.
    pub(crate) kind: &'a str,
    /// Whom it is about.
    pub(crate) person: Option<MemberId>,
    /// The number of what it is about: the invitation, the card.
    pub(crate) subject: Option<i64>,
    pub(crate) at: Timestamp,
    /// What it comes from, such as `log:SEQ:kind:PERSON`: twice the same is once.
    pub(crate) source: &'a str,
}

/// A word for a member.
#[derive(Clone, Debug)]
pub(crate) struct Notice {
    pub(crate) id: NoticeId,
    pub(crate) kind: String,
    pub(crate) person: Option<MemberId>,
    pub(crate) subject: Option<i64>,
    pub(crate) at: Timestamp,
    pub(crate) read_at: Option<Timestamp>,
}

/// What must still be true for a notice of a kind to be there: about an invitation that waits for no answer any more
/// there is nothing to tell. `n` is the notice.
const WHILE: &[(&str, &str)] = &[
    ("invited", "EXISTS (SELECT 1 FROM invitations i WHERE i.id = n.subject_id AND i.state = 'open')"),
    ("tied", "EXISTS (SELECT 1 FROM ties t WHERE t.member_id = n.member_id AND t.other_id = n.person_id)"),
    (
        "speaker_invited",
        "EXISTS (SELECT 1 FROM speaker_invitations i WHERE i.organisation_id = n.subject_id \
         AND i.member_id = n.member_id AND NOT i.declined)",
    ),
    ("job_referred", "EXISTS (SELECT 1 FROM referrals r WHERE r.id = n.subject_id AND r.answer <> 'back')"),
    ("ask_rested", "EXISTS (SELECT 1 FROM asks a WHERE a.id = n.subject_id AND a.state = 'resting')"),
];

/// The same for many kinds at once: an introduction or a request in which somebody was apart from the reader since is not
/// there for him any more.
const WHILE_ALL: &[(&[&str], &str)] = &[
    (
        &[
            "introduction_asked",
            "introduction_waits",
            "introduction_made",
            "introduction_came",
            "introduction_closed",
            "outcome_asked",
            "introduction_thanked",
            "introduction_told",
            "introduction_told_by_letter",
        ],
        "EXISTS (SELECT 1 FROM introductions i WHERE i.id = n.subject_id AND NOT EXISTS \
         (SELECT 1 FROM last_blocks b WHERE b.member_id = n.member_id AND b.at >= i.proposed_at \
         AND (b.other_id = i.broker_id OR b.other_id IN \
         (SELECT p.person_id FROM introduction_parties p WHERE p.introduction_id = i.id))))",
    ),
    (
        &["introduction_asked", "introduction_waits"],
        "EXISTS (SELECT 1 FROM introduction_parties p JOIN ties t ON t.member_id = n.member_id AND t.tie_id = p.tie_id \
         WHERE p.introduction_id = n.subject_id AND p.person_id = n.member_id)",
    ),
    (
        &["request_asked", "request_waits", "request_made", "request_thanked", "request_closed"],
        "EXISTS (SELECT 1 FROM approaches a WHERE a.id = n.subject_id AND NOT EXISTS \
         (SELECT 1 FROM last_blocks b WHERE b.member_id = n.member_id AND b.at >= a.sent_at \
         AND b.other_id IN (a.asker_id, a.target_id)))",
    ),
    (
        &["meeting_proposed", "meeting_moved"],
        "EXISTS (SELECT 1 FROM meetings g WHERE g.id = n.subject_id AND g.state = 'open' AND g.by_id <> n.member_id)",
    ),
    (
        &["meeting_agreed", "meeting_elsewhere"],
        "EXISTS (SELECT 1 FROM meetings g WHERE g.id = n.subject_id AND g.state = 'agreed')",
    ),
    (
        &["meeting_declined", "meeting_cancelled"],
        "EXISTS (SELECT 1 FROM meetings g WHERE g.id = n.subject_id AND g.state <> 'void')",
    ),
    (
        &["event_place", "event_changed", "event_cancelled"],
        "EXISTS (SELECT 1 FROM event_attendance g WHERE g.event_id = n.subject_id AND g.member_id = n.member_id)",
    ),
    (&["stay_told"], "EXISTS (SELECT 1 FROM stay_told g WHERE g.stay_id = n.subject_id AND g.member_id = n.member_id)"),
    (
        &["meeting_held"],
        "NOT EXISTS (SELECT 1 FROM meeting_tellings g WHERE g.meeting_id = n.subject_id AND g.member_id = n.member_id)",
    ),
];

/// From where notices are read: those of kinds that have words, still true, and about nobody who is gone or between
/// whom and the reader is a block. Counts and lists alike begin here.
static VISIBLE: LazyLock<String> = LazyLock::new(|| {
    let names: Vec<&str> = KINDS.iter().map(|kind| kind.name).collect();
    let all = WHILE_ALL.iter().map(|(kinds, holds)| format!(" AND (n.kind NOT IN ({}) OR {holds})", quoted(kinds)));
    let while_true: String =
        WHILE.iter().map(|(kind, holds)| format!(" AND (n.kind <> '{kind}' OR {holds})")).chain(all).collect();
    format!(
        "FROM notices n WHERE n.member_id = $1 AND n.kind IN ({}) \
         AND (n.person_id IS NULL OR EXISTS (SELECT 1 FROM members m WHERE m.id = n.person_id)) \
         AND NOT EXISTS (SELECT 1 FROM blocks k WHERE k.member_id = n.member_id AND k.blocked_id = n.person_id) \
         AND NOT EXISTS (SELECT 1 FROM blocks k WHERE k.member_id = n.person_id AND k.blocked_id = n.member_id)\
         {while_true}",
        quoted(&names)
    )
});

fn quoted(kinds: &[&str]) -> String {
    kinds.iter().map(|kind| format!("'{kind}'")).collect::<Vec<_>>().join(", ")
}

/// Keeps a notice. Gives false where it was kept before.
pub(crate) async fn keep(tx: &Tx, new: &NewNotice<'_>) -> Result<bool, Fault> {
    let sql = "INSERT INTO notices (id, member_id, kind, person_id, subject_id, at, source) \
               VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (member_id, source) DO NOTHING";
    let values = params![new.id, new.member, new.kind, new.person, new.subject, new.at, new.source];
    let fresh = tx.run(sql, &values).await? > 0;
    if let Some(kind) = Kind::find(new.kind).filter(|kind| fresh && !kind.has_own_letter()) {
        let source = kind.thing(new.id, new.subject);
        let telling = tellings::Telling { source, about: kind.about, subject: new.id.0, at: new.at };
        tellings::keep_telling(tx, new.member, &telling).await?;
    }
    Ok(fresh)
}

const COLUMNS: &str = "n.id, n.kind, n.person_id, n.subject_id, n.at, n.read_at";

fn notice(row: &Row<'_>) -> Result<Notice, Fault> {
    Ok(Notice {
        id: row.get(0)?,
        kind: row.get(1)?,
        person: row.get(2)?,
        subject: row.get(3)?,
        at: row.get(4)?,
        read_at: row.get(5)?,
    })
}

/// Newest first, those before `before`.
pub(crate) async fn list(tx: &Tx, member: MemberId, before: Option<i64>, limit: i64) -> Result<Vec<Notice>, Fault> {
    let sql = format!("SELECT {COLUMNS} {} AND n.id < $2 ORDER BY n.id DESC LIMIT $3", *VISIBLE);
    tx.all(&sql, &params![member, before.unwrap_or(i64::MAX), limit], notice).await
}

/// Newest first, for numbered pages.
pub(in crate::notices) async fn list_page(
    tx: &Tx,
    member: MemberId,
    offset: i64,
    limit: i64,
) -> Result<Vec<Notice>, Fault> {
    let sql = format!("SELECT {COLUMNS} {} ORDER BY n.id DESC LIMIT $2 OFFSET $3", *VISIBLE);
    tx.all(&sql, &params![member, limit, offset], notice).await
}

/// One notice, where it is still there for this member.
pub(crate) async fn find(tx: &Tx, member: MemberId, id: NoticeId) -> Result<Option<Notice>, Fault> {
    let sql = format!("SELECT {COLUMNS} {} AND n.id = $2", *VISIBLE);
    tx.one(&sql, &params![member, id], notice).await
}

pub(in crate::notices) async fn count(tx: &Tx, member: MemberId) -> Result<i64, Fault> {
    let sql = format!("SELECT count(*) {}", *VISIBLE);
    Ok(tx.one(&sql, &params![member], |row| row.get(0)).await?.unwrap_or_default())
}

/// Whether something was told that the member has not seen.
pub(crate) async fn any_unread(tx: &Tx, member: MemberId) -> Result<bool, Fault> {
    let sql = format!("SELECT 1 {} AND n.read_at IS NULL LIMIT 1", *VISIBLE);
    Ok(tx.one(&sql, &params![member], |row| row.get::<i64>(0)).await?.is_some())
}

pub(in crate::notices) async fn count_unread(tx: &Tx, member: MemberId) -> Result<i64, Fault> {
    let sql = format!("SELECT count(*) {} AND n.read_at IS NULL", *VISIBLE);
    Ok(tx.one(&sql, &params![member], |row| row.get(0)).await?.unwrap_or_default())
}

/// All notices up to this one are read.
pub(crate) async fn mark_read(tx: &Tx, member: MemberId, up_to: NoticeId, now: Timestamp) -> Result<(), Fault> {
    let sql = "UPDATE notices SET read_at = $3 WHERE member_id = $1 AND id <= $2 AND read_at IS NULL";
    tx.run(sql, &params![member, up_to, now]).await.map(drop)
}

pub(in crate::notices) async fn mark_one_read(
    tx: &Tx,
    member: MemberId,
    id: NoticeId,
    now: Timestamp,
) -> Result<(), Fault> {
    let sql = "UPDATE notices SET read_at = $3 WHERE member_id = $1 AND id = $2 AND read_at IS NULL";
    tx.run(sql, &params![member, id, now]).await.map(drop)
}

/// What was told to these people after that notice. Whether they may still see it, they are asked when they read it.
pub(crate) async fn arrived(
    tx: &Tx,
    members: &[MemberId],
    after: NoticeId,
) -> Result<Vec<(MemberId, NoticeId)>, Fault> {
    let mut found = Vec::new();
    for some in members.chunks(128) {
        let mut values = params![after].to_vec();
        let marks = in_list(&mut values, some);
        let sql = format!(
            "SELECT member_id, id FROM notices WHERE member_id IN ({marks}) AND id > $1 AND read_at IS NULL \
             ORDER BY id LIMIT 2000"
        );
        found.extend(tx.all(&sql, &values, |row| Ok((row.get(0)?, row.get(1)?))).await?);
    }
    Ok(found)
}

/// How many of a kind this member got since then, for limits by the day.
pub(crate) async fn kept_since(tx: &Tx, member: MemberId, kind: &str, since: Timestamp) -> Result<i64, Fault> {
    let sql = "SELECT count(*) FROM notices WHERE member_id = $1 AND kind = $2 AND at > $3";
    Ok(tx.one(sql, &params![member, kind, since], |row| row.get(0)).await?.unwrap_or_default())
}

/// Forgets what a member was told of somebody: about a card that is gone, about an invitation that was closed.
pub(crate) async fn remove_about(tx: &Tx, member: MemberId, kind: &str, subject: i64) -> Result<(), Fault> {
    let sql = "DELETE FROM notices WHERE member_id = $1 AND kind = $2 AND subject_id = $3";
    tx.run(sql, &params![member, kind, subject]).await.map(drop)
}

/// Forgets what anybody was told of these things, which are gone themselves. `kinds` are among those of the index of
/// applications.
pub(crate) async fn remove_of(tx: &Tx, kinds: &[&str], subjects: &[i64]) -> Result<(), Fault> {
    for some in subjects.chunks(128) {
        let mut values = Vec::new();
        let marks = in_list(&mut values, some);
        let sql = format!("DELETE FROM notices WHERE subject_id IN ({marks}) AND kind IN ({})", quoted(kinds));
        tx.run(&sql, &values).await?;
    }
    Ok(())
}

/// Everything to and about a member.
pub(crate) async fn erase(tx: &Tx, member: MemberId) -> Result<(), Fault> {
    tellings::erase(tx, member).await?;
    tx.run("DELETE FROM notices WHERE member_id = $1", &params![member]).await?;
    tx.run("DELETE FROM notices WHERE person_id = $1", &params![member]).await.map(drop)
}
