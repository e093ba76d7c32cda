//! The table `participants`: what a conversation is to each of those in it. Read and written for that one alone.

use pergola_db::{Fault, Row, Tx, in_list, params};
use pergola_domain::{
    ids::{ConversationId, MemberId, MessageId},
    messages::Origin,
    time::Timestamp,
};

/// Somebody's own part in a conversation.
#[derive(Clone, Copy, Debug)]
pub(in crate::messages) struct Part {
    pub(in crate::messages) member: MemberId,
    pub(in crate::messages) since: MessageId,
    pub(in crate::messages) left_at: Option<Timestamp>,
    pub(in crate::messages) latest: MessageId,
    pub(in crate::messages) heard: MessageId,
    pub(in crate::messages) read: MessageId,
    pub(in crate::messages) shelved: bool,
}

const COLUMNS: &str = "p.member_id, p.since_id, p.left_at, p.latest_id, p.heard_id, p.read_id, p.shelved";

fn part(row: &Row<'_>) -> Result<Part, Fault> {
    Ok(Part {
        member: row.get(0)?,
        since: row.get(1)?,
        left_at: row.get(2)?,
        latest: row.get(3)?,
        heard: row.get(4)?,
        read: row.get(5)?,
        shelved: row.get(6)?,
    })
}

/// Everybody's part, in the order of joining Pergola; bounded by what a group can hold.
pub(in crate::messages) async fn all(tx: &Tx, id: ConversationId) -> Result<Vec<Part>, Fault> {
    let sql =
        format!("SELECT {COLUMNS} FROM participants p WHERE p.conversation_id = $1 ORDER BY p.member_id LIMIT 2000");
    tx.all(&sql, &params![id], part).await
}

/// Puts somebody in. Gives false where he is or was there.
pub(in crate::messages) async fn keep(tx: &Tx, id: ConversationId, part: &Part) -> Result<bool, Fault> {
    let sql = "INSERT INTO participants (member_id, conversation_id, since_id, latest_id, heard_id, read_id, shelved) \
               VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (member_id, conversation_id) DO NOTHING";
    let values = params![part.member, id, part.since, part.latest, part.heard, part.read, part.shelved];
    Ok(tx.run(sql, &values).await? > 0)
}

/// Something was said: it is new to all who hear it, and on top of their lists and of its author's.
pub(in crate::messages) async fn hear(
    tx: &Tx,
    id: ConversationId,
    message: MessageId,
    author: MemberId,
    hearers: &[MemberId],
) -> Result<(), Fault> {
    let sql = "UPDATE participants SET latest_id = $3, shelved = FALSE WHERE conversation_id = $1 AND member_id = $2";
    tx.run(sql, &params![id, author, message]).await?;
    for some in hearers.chunks(128) {
        let mut values = params![id, message].to_vec();
        let marks = in_list(&mut values, some);
        let sql = format!(
            "UPDATE participants SET latest_id = $2, heard_id = $2, shelved = FALSE \
             WHERE conversation_id = $1 AND member_id IN ({marks})"
        );
        tx.run(&sql, &values).await?;
    }
    Ok(())
}

/// Something that waited is new to one of those there; what was said since stays the latest.
pub(in crate::messages) async fn hear_late(
    tx: &Tx,
    id: ConversationId,
    message: MessageId,
    hearer: MemberId,
) -> Result<(), Fault> {
    let sql = "UPDATE participants SET latest_id = CASE WHEN latest_id < $3 THEN $3 ELSE latest_id END, \
               heard_id = CASE WHEN heard_id < $3 THEN $3 ELSE heard_id END, shelved = FALSE \
               WHERE conversation_id = $1 AND member_id = $2";
    tx.run(sql, &params![id, hearer, message]).await.map(drop)
}

/// Read up to here, but never beyond what was said, and never back.
pub(crate) async fn read(tx: &Tx, id: ConversationId, member: MemberId, up_to: MessageId) -> Result<(), Fault> {
    let sql = "UPDATE participants SET read_id = CASE WHEN $3 < heard_id THEN $3 ELSE heard_id END \
               WHERE conversation_id = $1 AND member_id = $2 AND read_id < $3 AND read_id < heard_id";
    tx.run(sql, &params![id, member, up_to]).await.map(drop)
}

pub(in crate::messages) async fn step_out(
    tx: &Tx,
    id: ConversationId,
    member: MemberId,
    at: Timestamp,
) -> Result<bool, Fault> {
    let sql = "UPDATE participants SET left_at = $3, read_id = heard_id \
               WHERE conversation_id = $1 AND member_id = $2 AND left_at IS NULL";
    Ok(tx.run(sql, &params![id, member, at]).await? > 0)
}

/// What is the latest for somebody now, and the last by somebody else.
pub(in crate::messages) async fn keep_latest(
    tx: &Tx,
    id: ConversationId,
    member: MemberId,
    (latest, heard): (MessageId, MessageId),
) -> Result<(), Fault> {
    let sql = "UPDATE participants SET latest_id = $3, heard_id = $4 WHERE conversation_id = $1 AND member_id = $2";
    tx.run(sql, &params![id, member, latest, heard]).await.map(drop)
}

/// Who stepped out is there again.
pub(in crate::messages) async fn come_back(tx: &Tx, id: ConversationId, member: MemberId) -> Result<(), Fault> {
    let sql = "UPDATE participants SET left_at = NULL, shelved = FALSE WHERE conversation_id = $1 AND member_id = $2";
    tx.run(sql, &params![id, member]).await.map(drop)
}

/// Puts it aside, or takes it back.
pub(in crate::messages) async fn shelve(
    tx: &Tx,
    id: ConversationId,
    member: MemberId,
    aside: bool,
) -> Result<bool, Fault> {
    let sql = "UPDATE participants SET shelved = $3 WHERE conversation_id = $1 AND member_id = $2 AND shelved <> $3";
    Ok(tx.run(sql, &params![id, member, aside]).await? > 0)
}

/// Whether something waits to be read.
pub(crate) async fn any_unread(tx: &Tx, member: MemberId) -> Result<bool, Fault> {
    let sql = "SELECT 1 FROM participants WHERE member_id = $1 AND heard_id > read_id AND left_at IS NULL LIMIT 1";
    Ok(tx.one(sql, &params![member], |row| row.get::<i64>(0)).await?.is_some())
}

/// A conversation in somebody's list.
#[derive(Clone, Copy, Debug)]
pub(in crate::messages) struct Listed {
    pub(in crate::messages) id: ConversationId,
    pub(in crate::messages) origin: Origin,
    pub(in crate::messages) closed: bool,
    pub(in crate::messages) created_at: Timestamp,
    pub(in crate::messages) part: Part,
}

fn listed(row: &Row<'_>) -> Result<Listed, Fault> {
    Ok(Listed {
        part: part(row)?,
        id: row.get(7)?,
        origin: Origin::from_parts(&row.get::<String>(8)?, row.get(9)?),
        closed: row.get::<Option<i64>>(10)?.is_some(),
        created_at: row.get(11)?,
    })
}

/// Which conversations a list is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::messages) enum Shelf {
    /// Those that go on.
    Open,
    /// Put aside, left, or over.
    Archive,
}

impl Shelf {
    const fn condition(self) -> &'static str {
        match self {
            Self::Open => "AND p.left_at IS NULL AND NOT p.shelved",
            Self::Archive => "AND (p.left_at IS NOT NULL OR p.shelved)",
        }
    }
}

const LISTED: &str = "p.conversation_id, c.kind, c.subject_id, c.closed_at, c.created_at FROM participants p \
                      JOIN conversations c ON c.id = p.conversation_id WHERE p.member_id = $1 AND p.latest_id > 0";

/// Unread first, then the latest first, for numbered pages.
pub(in crate::messages) async fn list(
    tx: &Tx,
    member: MemberId,
    shelf: Shelf,
    offset: i64,
    limit: i64,
) -> Result<Vec<Listed>, Fault> {
    let sql = format!(
        "SELECT {COLUMNS}, {LISTED} {} ORDER BY CASE WHEN p.heard_id > p.read_id THEN 0 ELSE 1 END, p.latest_id DESC \
         LIMIT $2 OFFSET $3",
        shelf.condition()
    );
    tx.all(&sql, &params![member, limit, offset], listed).await
}

/// A place in the list that programs read: whether it was unread there, and its latest message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::messages) struct Place {
    pub(in crate::messages) unread: bool,
    pub(in crate::messages) latest: MessageId,
}

impl Place {
    /// Before all.
    const FIRST: Self = Self { unread: true, latest: MessageId(i64::MAX) };

    /// As it stands in a cursor.
    pub(in crate::messages) fn word(self) -> String {
        format!("{}{}", if self.unread { "u" } else { "" }, self.latest)
    }

    /// None where it is no cursor of ours.
    pub(in crate::messages) fn of_word(word: &str) -> Option<Self> {
        let (unread, digits) = word.strip_prefix('u').map_or((false, word), |digits| (true, digits));
        let latest = digits.parse().ok().filter(|latest: &MessageId| latest.0 >= 0)?;
        Some(Self { unread, latest })
    }
}

/// Unread first, then the latest first, after a place: for programs.
pub(in crate::messages) async fn list_after(
    tx: &Tx,
    member: MemberId,
    shelf: Shelf,
    place: Option<Place>,
    limit: i64,
) -> Result<Vec<Listed>, Fault> {
    let place = place.unwrap_or(Place::FIRST);
    let after = if place.unread {
        "(p.heard_id <= p.read_id OR p.latest_id < $2)"
    } else {
        "p.heard_id <= p.read_id AND p.latest_id < $2"
    };
    let sql = format!(
        "SELECT {COLUMNS}, {LISTED} {} AND {after} \
         ORDER BY CASE WHEN p.heard_id > p.read_id THEN 0 ELSE 1 END, p.latest_id DESC LIMIT $3",
        shelf.condition()
    );
    tx.all(&sql, &params![member, place.latest, limit], listed).await
}

pub(in crate::messages) async fn count(tx: &Tx, member: MemberId, shelf: Shelf) -> Result<i64, Fault> {
    let condition = shelf.condition();
    let sql = format!("SELECT count(*) FROM participants p WHERE p.member_id = $1 AND p.latest_id > 0 {condition}");
    Ok(tx.one(&sql, &params![member], |row| row.get(0)).await?.unwrap_or_default())
}

pub(crate) async fn count_unread(tx: &Tx, member: MemberId) -> Result<i64, Fault> {
    let sql = "SELECT count(*) FROM participants p WHERE p.member_id = $1 AND p.heard_id > p.read_id \
               AND p.left_at IS NULL";
    Ok(tx.one(sql, &params![member], |row| row.get(0)).await?.unwrap_or_default())
}

/// Somebody in one of some conversations.
#[derive(Clone, Copy, Debug)]
pub(in crate::messages) struct Inside {
    pub(in crate::messages) conversation: ConversationId,
    pub(in crate::messages) member: MemberId,
    pub(in crate::messages) left: bool,
}

/// Who is or was in these conversations.
pub(in crate::messages) async fn inside(tx: &Tx, ids: &[ConversationId]) -> Result<Vec<Inside>, Fault> {
    let mut found = Vec::new();
    for some in ids.chunks(128) {
        let mut values = Vec::new();
        let marks = in_list(&mut values, some);
        let sql = format!(
            "SELECT conversation_id, member_id, left_at FROM participants WHERE conversation_id IN ({marks}) \
             ORDER BY conversation_id, member_id LIMIT 4000"
        );
        let inside = |row: &Row<'_>| {
            let left = row.get::<Option<i64>>(2)?.is_some();
            Ok(Inside { conversation: row.get(0)?, member: row.get(1)?, left })
        };
        found.extend(tx.all(&sql, &values, inside).await?);
    }
    Ok(found)
}

/// What was said to these people after that message: to whom, where, and the latest there.
pub(in crate::messages) async fn arrived(
    tx: &Tx,
    members: &[MemberId],
    after: MessageId,
) -> Result<Vec<(MemberId, ConversationId, MessageId)>, Fault> {
    let mut found = Vec::new();
    for some in members.chunks(128) {
        let mut values = params![after].to_vec();
        let marks = in_list(&mut values, some);
        let sql = format!(
            "SELECT member_id, conversation_id, latest_id FROM participants WHERE member_id IN ({marks}) \
             AND latest_id > $1 AND left_at IS NULL ORDER BY latest_id LIMIT 2000"
        );
        found.extend(tx.all(&sql, &values, |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?))).await?);
    }
    Ok(found)
}

/// Nobody is in it any more.
pub(in crate::messages) async fn erase_from(tx: &Tx, gone: ConversationId) -> Result<(), Fault> {
    tx.run("DELETE FROM participants WHERE conversation_id = $1", &params![gone]).await.map(drop)
}

/// All conversations that a member is or was in, those after `after`: for exports and farewells.
pub(in crate::messages) async fn all_of(
    tx: &Tx,
    member: MemberId,
    after: Option<ConversationId>,
    limit: i64,
) -> Result<Vec<ConversationId>, Fault> {
    let sql = "SELECT conversation_id FROM participants WHERE member_id = $1 AND conversation_id > $2 \
               ORDER BY conversation_id LIMIT $3";
    tx.all(sql, &params![member, after.unwrap_or(ConversationId(0)), limit], |row| row.get(0)).await
}

pub(in crate::messages) async fn erase(tx: &Tx, member: MemberId) -> Result<(), Fault> {
    tx.run("DELETE FROM participants WHERE member_id = $1", &params![member]).await.map(drop)
}
