//! Stepping out, putting aside; and what a block and a farewell do to conversations.

use pergola_db::{Fault, Tx};
use pergola_domain::{
    changes::Change,
    ids::{ConversationId, MemberId, MessageId},
    messages::{Origin, Plain, Refusal},
};

use crate::{
    app::{App, By, record},
    http::Failure,
    messages::{
        acts::saying::say_looked,
        judged::look_at,
        store::{conversations, people, said},
    },
};

const AT_ONCE: i64 = 1_000;

/// Steps out of a conversation, in the act's own transaction: nothing said from now on is the member's to read, and
/// the others see that he went. What was said before stays his, in the archive.
///
/// One does not step out of a conversation of two: it is put aside, which nobody sees, and the next word brings it back.
pub(crate) async fn leave(tx: &Tx, by: &By, id: ConversationId) -> Result<(), Failure<Refusal>> {
    let conversation = conversations::find(tx, id).await?.ok_or(Failure::NotFound)?;
    conversations::one_at_a_time(tx, id).await?;
    let parts = people::all(tx, id).await?;
    let mine = parts.iter().find(|part| part.member == by.member).ok_or(Failure::NotFound)?;
    if mine.left_at.is_some() {
        return Err(Failure::Refused(Plain::Closed.into()));
    }
    if conversation.origin == Origin::Direct {
        people::shelve(tx, id, by.member, true).await?;
        people::read(tx, id, by.member, mine.heard).await?;
    } else {
        people::step_out(tx, id, by.member, by.now).await?;
        record(tx, by, &Change::ConversationLeft { conversation: id }).await?;
    }
    Ok(())
}

pub(in crate::messages) async fn step_out(app: &App, by: By, id: ConversationId) -> Result<(), Failure<Refusal>> {
    app.db.write(async move |tx| crate::messages::leave(tx, &by, id).await).await
}

/// A last word, where there is one, and out.
pub(in crate::messages) async fn say_and_leave(
    app: &App,
    by: By,
    id: ConversationId,
    text: &str,
    key: &str,
) -> Result<(), Failure<Refusal>> {
    let (text, key) = (text.trim().to_owned(), key.to_owned());
    let look = look_at(app, &by, Some(id), None, &text).await?;
    app.db
        .write(async move |tx| {
            if !text.is_empty() {
                say_looked(tx, &by, id, &text, Some(&key), &look).await?;
            }
            leave(tx, &by, id).await
        })
        .await
}

/// Takes a conversation out of the archive again, where it was only put aside.
pub(in crate::messages) async fn take_back(app: &App, by: By, id: ConversationId) -> Result<(), Failure<Refusal>> {
    app.db
        .write(async move |tx| {
            let parts = people::all(tx, id).await?;
            let mine = parts.iter().find(|part| part.member == by.member).ok_or(Failure::NotFound)?;
            if mine.left_at.is_some() {
                return Err(Failure::Refused(Plain::Closed.into()));
            }
            people::shelve(tx, id, by.member, false).await?;
            Ok(())
        })
        .await
}

/// A block was placed: what the two have alone is over for both, for good, and the blocker steps out where others are
/// there too, but of a group. Until this is done the block itself keeps their words apart.
pub(crate) async fn end_between(tx: &Tx, by: &By, blocker: MemberId, other: MemberId) -> Result<(), Fault> {
    let key = conversations::key(Origin::Direct, [blocker, other]);
    if let Some(direct) = conversations::find_by_key(tx, &key).await? {
        conversations::close(tx, direct.id, by.now).await?;
        for member in [blocker, other] {
            people::shelve(tx, direct.id, member, true).await?;
            people::read(tx, direct.id, member, MessageId(i64::MAX)).await?;
        }
    }
    for kept in conversations::shared(tx, blocker, other).await? {
        if matches!(kept.origin, Origin::Group(_)) {
            forget_the_others_words(tx, kept.id, blocker).await?;
            forget_the_others_words(tx, kept.id, other).await?;
        } else {
            people::step_out(tx, kept.id, blocker, by.now).await?;
        }
    }
    Ok(())
}

/// In a group both stay, and what the other said is not there any more: it neither waits to be read nor stands on top.
async fn forget_the_others_words(tx: &Tx, id: ConversationId, member: MemberId) -> Result<(), Fault> {
    let Some(conversation) = crate::messages::find(tx, member, id).await? else { return Ok(()) };
    let readable = conversation.readable(member);
    let latest = said::list(tx, readable, 0, 1).await?.first().map(|message| message.id);
    let heard = said::newest_by_others(tx, readable).await?;
    people::keep_latest(tx, id, member, (latest.unwrap_or(MessageId(id.0)), heard)).await
}

/// A member leaves Pergola: he is in no conversation any more. What he wrote stays with those he wrote it to, as
/// somebody's who is gone, and goes when they are all gone.
pub(crate) async fn erase(tx: &Tx, member: MemberId) -> Result<(), Fault> {
    let mut after: Option<ConversationId> = None;
    conversations::forget(tx, member).await?;
    said::forget_author(tx, member).await?;
    let mut once_in = Vec::new();
    loop {
        let some = people::all_of(tx, member, after, AT_ONCE).await?;
        let Some(last) = some.last() else { break };
        after = Some(*last);
        once_in.extend(some);
    }
    people::erase(tx, member).await?;
    conversations::remove_deserted(tx, &once_in).await
}
