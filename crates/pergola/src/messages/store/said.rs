//! The table `messages`, and `unheard`: what a block kept from somebody.

use pergola_db::{Fault, Row, Tx, Value, params};
use pergola_domain::{
    ids::{ConversationId, MemberId, MessageId},
    time::Timestamp,
};

/// What somebody wrote.
#[derive(Clone, Debug)]
pub(crate) struct Message {
    pub(crate) id: MessageId,
    /// None where its author is gone.
    pub(crate) author: Option<MemberId>,
    pub(crate) text: String,
    pub(crate) at: Timestamp,
    /// It waits for a moderator, or was taken away by one: its author alone reads it.
    pub(crate) held: bool,
}

const COLUMNS: &str = "m.id, m.author_id, m.text, m.at, m.held";

fn message(row: &Row<'_>) -> Result<Message, Fault> {
    Ok(Message {
        id: row.get(0)?,
        author: Some(row.get::<MemberId>(1)?).filter(|author| author.0 != 0),
        text: row.get(2)?,
        at: row.get(3)?,
        held: row.get(4)?,
    })
}

/// What is kept of a message beside its text.
#[derive(Clone, Copy, Debug)]
pub(in crate::messages) struct New<'a> {
    pub(in crate::messages) id: MessageId,
    pub(in crate::messages) conversation: ConversationId,
    pub(in crate::messages) author: MemberId,
    pub(in crate::messages) text: &'a str,
    pub(in crate::messages) at: Timestamp,
    pub(in crate::messages) source: &'a str,
    pub(in crate::messages) held: bool,
}

pub(in crate::messages) async fn keep(tx: &Tx, new: &New<'_>) -> Result<(), Fault> {
    let sql = "INSERT INTO messages (id, conversation_id, author_id, text, at, source, held) \
               VALUES ($1, $2, $3, $4, $5, $6, $7)";
    tx.run(sql, &params![new.id, new.conversation, new.author, new.text, new.at, new.source, new.held]).await.map(drop)
}

/// The message that this form sent before.
pub(in crate::messages) async fn find_sent(
    tx: &Tx,
    conversation: ConversationId,
    author: MemberId,
    source: &str,
) -> Result<Option<MessageId>, Fault> {
    let sql = "SELECT id FROM messages WHERE conversation_id = $1 AND author_id = $2 AND source = $3";
    tx.one(sql, &params![conversation, author, source], |row| row.get(0)).await
}

/// This message does not reach him, whatever comes.
pub(in crate::messages) async fn keep_from(tx: &Tx, member: MemberId, message: MessageId) -> Result<(), Fault> {
    let sql =
        "INSERT INTO unheard (member_id, message_id) VALUES ($1, $2) ON CONFLICT (member_id, message_id) DO NOTHING";
    tx.run(sql, &params![member, message]).await.map(drop)
}

/// What was said while somebody was out does not reach him, whatever comes.
pub(in crate::messages) async fn keep_gap_from(tx: &Tx, id: ConversationId, member: MemberId) -> Result<(), Fault> {
    let sql = "INSERT INTO unheard (member_id, message_id) SELECT p.member_id, m.id FROM participants p \
               JOIN messages m ON m.conversation_id = p.conversation_id AND m.id > p.latest_id \
               WHERE p.conversation_id = $1 AND p.member_id = $2 ON CONFLICT (member_id, message_id) DO NOTHING";
    tx.run(sql, &params![id, member]).await.map(drop)
}

/// What one of those in a conversation may read of it: from where he came in, to where he stepped out, and nothing
/// that a block kept from him.
#[derive(Clone, Copy, Debug)]
pub(in crate::messages) struct Readable<'a> {
    pub(in crate::messages) conversation: ConversationId,
    pub(in crate::messages) reader: MemberId,
    pub(in crate::messages) after: MessageId,
    pub(in crate::messages) up_to: MessageId,
    /// Whose words until then are not his to read.
    pub(in crate::messages) apart: &'a [(MemberId, Timestamp)],
}

impl Readable<'_> {
    /// The values `$1` to `$4`, and what is asked of them.
    fn asked(&self) -> (Vec<Value>, String) {
        let Self { conversation, reader, after, up_to, apart } = *self;
        let mut asked = String::from(
            "FROM messages m WHERE m.conversation_id = $1 AND m.id > $3 AND m.id <= $4 \
             AND (NOT m.held OR m.author_id = $2) \
             AND NOT EXISTS (SELECT 1 FROM unheard u WHERE u.member_id = $2 AND u.message_id = m.id)",
        );
        for (author, until) in apart {
            asked += &format!(" AND NOT (m.author_id = {author} AND m.at <= {})", until.0);
        }
        (params![conversation, reader, after, up_to].to_vec(), asked)
    }
}

pub(in crate::messages) async fn count(tx: &Tx, readable: Readable<'_>) -> Result<i64, Fault> {
    let (values, asked) = readable.asked();
    Ok(tx.one(&format!("SELECT count(*) {asked}"), &values, |row| row.get(0)).await?.unwrap_or_default())
}

/// The newest first, `offset` of them passed over: for numbered pages.
pub(in crate::messages) async fn list(
    tx: &Tx,
    readable: Readable<'_>,
    offset: i64,
    limit: i64,
) -> Result<Vec<Message>, Fault> {
    let (mut values, asked) = readable.asked();
    values.extend_from_slice(&params![limit, offset]);
    tx.all(&format!("SELECT {COLUMNS} {asked} ORDER BY m.id DESC LIMIT $5 OFFSET $6"), &values, message).await
}

/// The newest first, those before `before`: for programs.
pub(in crate::messages) async fn list_before(
    tx: &Tx,
    readable: Readable<'_>,
    before: Option<i64>,
    limit: i64,
) -> Result<Vec<Message>, Fault> {
    let (mut values, asked) = readable.asked();
    values.extend_from_slice(&params![before.unwrap_or(i64::MAX), limit]);
    tx.all(&format!("SELECT {COLUMNS} {asked} AND m.id < $5 ORDER BY m.id DESC LIMIT $6"), &values, message).await
}

/// The newest that somebody else said; 0 where nobody did.
pub(in crate::messages) async fn newest_by_others(tx: &Tx, readable: Readable<'_>) -> Result<MessageId, Fault> {
    let (values, asked) = readable.asked();
    let sql = format!("SELECT m.id {asked} AND m.author_id <> $2 ORDER BY m.id DESC LIMIT 1");
    Ok(tx.one(&sql, &values, |row| row.get(0)).await?.unwrap_or(MessageId(0)))
}

pub(in crate::messages) async fn find(tx: &Tx, id: MessageId) -> Result<Option<Message>, Fault> {
    tx.one(&format!("SELECT {COLUMNS} FROM messages m WHERE m.id = $1"), &params![id], message).await
}

/// A message and where it was said.
pub(in crate::messages) async fn find_placed(
    tx: &Tx,
    id: MessageId,
) -> Result<Option<(ConversationId, Message)>, Fault> {
    let sql = format!("SELECT {COLUMNS}, m.conversation_id FROM messages m WHERE m.id = $1");
    tx.one(&sql, &params![id], |row| Ok((row.get(5)?, message(row)?))).await
}

/// Whether this message is his to read.
pub(in crate::messages) async fn reads(tx: &Tx, readable: Readable<'_>, id: MessageId) -> Result<bool, Fault> {
    let (mut values, asked) = readable.asked();
    values.extend_from_slice(&params![id]);
    Ok(tx.one(&format!("SELECT m.id {asked} AND m.id = $5"), &values, |row| row.get::<i64>(0)).await?.is_some())
}

/// From now on its author alone reads it, or all again.
pub(in crate::messages) async fn keep_held(tx: &Tx, id: MessageId, held: bool) -> Result<(), Fault> {
    tx.run("UPDATE messages SET held = $2 WHERE id = $1", &params![id, held]).await.map(drop)
}

/// These messages, whoever reads them: the caller has made sure that he may.
pub(in crate::messages) async fn find_many(tx: &Tx, ids: &[MessageId]) -> Result<Vec<Message>, Fault> {
    let mut found = Vec::new();
    for some in ids.chunks(128) {
        let mut values = Vec::new();
        let marks = pergola_db::in_list(&mut values, some);
        let sql = format!("SELECT {COLUMNS} FROM messages m WHERE m.id IN ({marks})");
        found.extend(tx.all(&sql, &values, message).await?);
    }
    Ok(found)
}

/// When this member said what is `back` messages ago, where that is later than `since`.
pub(in crate::messages) async fn nth_said(
    tx: &Tx,
    author: MemberId,
    back: i64,
    since: Timestamp,
) -> Result<Option<Timestamp>, Fault> {
    let sql = "SELECT at FROM messages WHERE author_id = $1 AND at > $2 ORDER BY at DESC LIMIT 1 OFFSET $3";
    tx.one(sql, &params![author, since, back - 1], |row| row.get(0)).await
}

/// Whether others have read a word of the author here.
pub(in crate::messages) async fn was_heard(tx: &Tx, id: ConversationId, author: MemberId) -> Result<bool, Fault> {
    let sql = "SELECT 1 FROM messages WHERE conversation_id = $1 AND author_id = $2 AND NOT held LIMIT 1";
    Ok(tx.one(sql, &params![id, author], |row| row.get::<i64>(0)).await?.is_some())
}

/// How many messages the author said here, and whether anybody else said one.
pub(in crate::messages) async fn shares(
    tx: &Tx,
    conversation: ConversationId,
    author: MemberId,
) -> Result<(i64, bool), Fault> {
    let sql = "SELECT 1 FROM messages WHERE conversation_id = $1 AND author_id <> $2 LIMIT 1";
    let answered = tx.one(sql, &params![conversation, author], |row| row.get::<i64>(0)).await?.is_some();
    let sql = "SELECT count(*) FROM messages WHERE conversation_id = $1 AND author_id = $2";
    let own = tx.one(sql, &params![conversation, author], |row| row.get(0)).await?;
    Ok((own.unwrap_or_default(), answered))
}

/// What a member said stays with those he said it to, without his name.
pub(in crate::messages) async fn forget_author(tx: &Tx, member: MemberId) -> Result<(), Fault> {
    let sql = "UPDATE messages SET author_id = 0, source = CAST(id AS TEXT) WHERE author_id = $1";
    tx.run(sql, &params![member]).await?;
    tx.run("DELETE FROM unheard WHERE member_id = $1", &params![member]).await.map(drop)
}
