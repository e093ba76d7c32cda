//! The table `conversations`.

use pergola_db::{Fault, Row, Tx, params};
use pergola_domain::{
    ids::{ConversationId, MemberId},
    messages::Origin,
    time::Timestamp,
};

/// A conversation as it is for all in it.
#[derive(Clone, Copy, Debug)]
pub(in crate::messages) struct Kept {
    pub(in crate::messages) id: ConversationId,
    pub(in crate::messages) origin: Origin,
    pub(in crate::messages) opened_by: MemberId,
    pub(in crate::messages) created_at: Timestamp,
    pub(in crate::messages) closed_at: Option<Timestamp>,
}

const COLUMNS: &str = "id, kind, subject_id, opened_by, created_at, closed_at FROM conversations";

fn kept(row: &Row<'_>) -> Result<Kept, Fault> {
    Ok(Kept {
        id: row.get(0)?,
        origin: Origin::from_parts(&row.get::<String>(1)?, row.get(2)?),
        opened_by: row.get(3)?,
        created_at: row.get(4)?,
        closed_at: row.get(5)?,
    })
}

/// What makes an origin one: the same text again is the same conversation. `two` are the people of a direct one.
pub(in crate::messages) fn key(origin: Origin, two: [MemberId; 2]) -> String {
    let [one, other] = two;
    match origin.subject() {
        Some(subject) => format!("{}:{subject}", origin.word()),
        None => format!("direct:{}:{}", one.min(other), one.max(other)),
    }
}

pub(in crate::messages) async fn find(tx: &Tx, id: ConversationId) -> Result<Option<Kept>, Fault> {
    tx.one(&format!("SELECT {COLUMNS} WHERE id = $1"), &params![id], kept).await
}

pub(in crate::messages) async fn find_by_key(tx: &Tx, key: &str) -> Result<Option<Kept>, Fault> {
    tx.one(&format!("SELECT {COLUMNS} WHERE origin = $1"), &params![key], kept).await
}

/// Keeps a new one. Gives false where its origin has one already.
pub(in crate::messages) async fn keep(tx: &Tx, new: &Kept, key: &str) -> Result<bool, Fault> {
    let sql = "INSERT INTO conversations (id, kind, subject_id, origin, opened_by, created_at, version) \
               VALUES ($1, $2, $3, $4, $5, $6, 1) ON CONFLICT (origin) DO NOTHING";
    let values = params![new.id, new.origin.word(), new.origin.subject(), key, new.opened_by, new.created_at];
    Ok(tx.run(sql, &values).await? > 0)
}

/// Acts upon one conversation follow one another: ids of messages are minted after this, so that a later message has
/// the larger one, and who has read up to the larger has read the smaller.
pub(in crate::messages) async fn one_at_a_time(tx: &Tx, id: ConversationId) -> Result<(), Fault> {
    tx.run("UPDATE conversations SET version = version + 1 WHERE id = $1", &params![id]).await.map(drop)
}

/// Ends it for good. Its origin is free for another one, should the two ever begin again.
pub(in crate::messages) async fn close(tx: &Tx, id: ConversationId, at: Timestamp) -> Result<(), Fault> {
    let sql = "UPDATE conversations SET closed_at = $2, origin = $3, version = version + 1 \
               WHERE id = $1 AND closed_at IS NULL";
    tx.run(sql, &params![id, at, format!("over:{id}")]).await.map(drop)
}

/// When this member began the conversation of two that is `back` beginnings ago, where that is later than `since`.
pub(in crate::messages) async fn nth_begun(
    tx: &Tx,
    by: MemberId,
    back: i64,
    since: Timestamp,
) -> Result<Option<Timestamp>, Fault> {
    let sql = "SELECT created_at FROM conversations WHERE opened_by = $1 AND created_at > $2 AND kind = 'direct' \
               ORDER BY created_at DESC LIMIT 1 OFFSET $3";
    tx.one(sql, &params![by, since, back - 1], |row| row.get(0)).await
}

/// Whether both are or were in the conversation of an introduction.
pub(in crate::messages) async fn introduced(tx: &Tx, one: MemberId, other: MemberId) -> Result<bool, Fault> {
    let sql = "SELECT 1 FROM participants a JOIN participants b ON b.conversation_id = a.conversation_id \
               JOIN conversations c ON c.id = a.conversation_id \
               WHERE a.member_id = $1 AND b.member_id = $2 AND c.kind = 'introduction' LIMIT 1";
    Ok(tx.one(sql, &params![one, other], |row| row.get::<i64>(0)).await?.is_some())
}

/// The conversations of more than two in which both still are.
pub(in crate::messages) async fn shared(tx: &Tx, one: MemberId, other: MemberId) -> Result<Vec<Kept>, Fault> {
    let sql = "SELECT c.id, c.kind, c.subject_id, c.opened_by, c.created_at, c.closed_at FROM participants a \
               JOIN participants b ON b.conversation_id = a.conversation_id \
               JOIN conversations c ON c.id = a.conversation_id WHERE a.member_id = $1 AND b.member_id = $2 \
               AND a.left_at IS NULL AND b.left_at IS NULL AND c.kind IN ('introduction', 'application', 'group') \
               ORDER BY c.id LIMIT 1000";
    tx.all(sql, &params![one, other], kept).await
}

/// Takes the name of a member who leaves out of what others keep.
pub(in crate::messages) async fn forget(tx: &Tx, member: MemberId) -> Result<(), Fault> {
    let sql = "UPDATE conversations SET opened_by = 0 WHERE opened_by = $1";
    tx.run(sql, &params![member]).await?;
    // The origin of a direct one names both.
    let sql = "UPDATE conversations SET origin = 'over:' || CAST(id AS TEXT), closed_at = coalesce(closed_at, created_at) \
               WHERE kind = 'direct' AND id IN (SELECT conversation_id FROM participants WHERE member_id = $1)";
    tx.run(sql, &params![member]).await.map(drop)
}

/// Conversations that nobody is in any more, with all that was said there.
pub(in crate::messages) async fn remove_deserted(tx: &Tx, once_in: &[ConversationId]) -> Result<(), Fault> {
    for some in once_in.chunks(128) {
        let mut values = Vec::new();
        let marks = pergola_db::in_list(&mut values, some);
        let deserted = format!(
            "IN (SELECT c.id FROM conversations c WHERE c.id IN ({marks}) \
             AND NOT EXISTS (SELECT 1 FROM participants p WHERE p.conversation_id = c.id))"
        );
        let unheard = format!(
            "DELETE FROM unheard WHERE message_id IN (SELECT id FROM messages WHERE conversation_id {deserted})"
        );
        tx.run(&unheard, &values).await?;
        tx.run(&format!("DELETE FROM messages WHERE conversation_id {deserted}"), &values).await?;
        tx.run(&format!("DELETE FROM conversations WHERE id {deserted}"), &values).await?;
    }
    Ok(())
}
