//! Messages before moderators: what one may report, what it says, and what becomes of it.
//!
//! A message that waits, or that was taken away, is there for its author alone; it stays in its place.

use std::collections::BTreeSet;

use pergola_db::{Fault, Tx};
use pergola_domain::{
    changes::Change,
    groups::Entry,
    ids::{ConversationId, MemberId, MessageId},
    mailing::About,
    messages::Origin,
};

use super::{
    acts::gathering::in_step,
    store::{conversations, people, said},
};
use crate::{
    app::{App, By, record},
    groups,
    moderation::{Exhibit, Look, Spot, look},
    notices::{self, Telling},
    ties,
};

/// What a message is to moderators: nobody but those in its conversation reads it.
pub(crate) async fn exhibit(tx: &Tx, id: MessageId) -> Result<Option<Exhibit>, Fault> {
    let Some((_, message)) = said::find_placed(tx, id).await? else { return Ok(None) };
    Ok(Some(Exhibit { author: message.author, is_private: true, text: message.text, ..Exhibit::default() }))
}

/// The same, where it is there for this reader.
pub(crate) async fn reportable(tx: &Tx, viewer: MemberId, id: MessageId) -> Result<Option<Exhibit>, Fault> {
    let Some((place, _)) = said::find_placed(tx, id).await? else { return Ok(None) };
    let Some(conversation) = super::find(tx, viewer, place).await? else { return Ok(None) };
    if said::reads(tx, conversation.readable(viewer), id).await? { exhibit(tx, id).await } else { Ok(None) }
}

pub(crate) async fn hide(tx: &Tx, id: MessageId) -> Result<(), Fault> {
    said::keep_held(tx, id, true).await
}

pub(crate) async fn show(tx: &Tx, id: MessageId) -> Result<(), Fault> {
    said::keep_held(tx, id, false).await
}

/// It waited and may go: it is new to all who are there and whom no block parts from its author.
pub(crate) async fn release(tx: &Tx, by: &By, id: MessageId) -> Result<(), Fault> {
    let Some((conversation, message)) = said::find_placed(tx, id).await? else { return Ok(()) };
    said::keep_held(tx, id, false).await?;
    let Some(author) = message.author else { return Ok(()) };
    let Some(kept) = conversations::find(tx, conversation).await? else { return Ok(()) };
    let (_, parts) = in_step(tx, by, kept).await?;
    let there = |part: &&people::Part| part.member != author && part.left_at.is_none();
    let others: Vec<MemberId> = parts.iter().filter(there).map(|part| part.member).collect();
    let unseen: BTreeSet<MemberId> = ties::unseen(tx, author, &others).await?;
    for part in parts.iter().filter(there) {
        if unseen.contains(&part.member) {
            said::keep_from(tx, part.member, id).await?;
            continue;
        }
        people::hear_late(tx, conversation, id, part.member).await?;
        let source = format!("words:{conversation}:{}", part.read);
        let telling = Telling { source, about: About::Messages, subject: conversation.0, at: by.now };
        notices::keep_telling(tx, part.member, &telling).await?;
    }
    record(tx, by, &Change::MessageSaid { conversation, message: id }).await.map(drop)
}

/// Looks at what somebody is about to write to a stranger who has not answered, and at the first word in the conversation
/// of a group into which anybody can walk; what people who know each other write is nobody's to look at.
pub(super) async fn look_at(
    app: &App,
    by: &By,
    conversation: Option<ConversationId>,
    to: Option<MemberId>,
    text: &str,
) -> Result<Look, Fault> {
    let me = by.member;
    let strangers = app
        .db
        .read(async move |tx| {
            if let Some(id) = conversation
                && among_strangers(tx, me, id).await?
            {
                return Ok(true);
            }
            let other = match (to, conversation) {
                (Some(to), _) => Some(to),
                (None, Some(id)) => alone_with(tx, me, id).await?,
                (None, None) => None,
            };
            let Some(other) = other else { return Ok(false) };
            if super::acquaintance(tx, me, other).await?.known() {
                return Ok(false);
            }
            let there = match conversation {
                Some(id) => Some(id),
                None => super::between(tx, me, other).await?,
            };
            let Some(there) = there else { return Ok(true) };
            Ok::<_, Fault>(!said::shares(tx, there, me).await?.1)
        })
        .await?;
    if strangers { look(app, by, Spot::FirstMessage, text).await } else { Ok(Look::default()) }
}

/// Whether nobody in an open group's conversation has read a word of him. Into others a moderator let him.
async fn among_strangers(tx: &Tx, me: MemberId, id: ConversationId) -> Result<bool, Fault> {
    let Some(kept) = conversations::find(tx, id).await? else { return Ok(false) };
    let Origin::Group(group) = kept.origin else { return Ok(false) };
    let is_open = groups::find_many(tx, &[group]).await?.iter().any(|group| group.told.entry == Entry::Open);
    Ok(is_open && !said::was_heard(tx, id, me).await?)
}

/// The other one of a direct conversation.
async fn alone_with(tx: &Tx, me: MemberId, id: ConversationId) -> Result<Option<MemberId>, Fault> {
    let Some(kept) = conversations::find(tx, id).await? else { return Ok(None) };
    if kept.origin != Origin::Direct {
        return Ok(None);
    }
    let parts = people::all(tx, id).await?;
    let mine = parts.iter().any(|part| part.member == me);
    Ok(parts.iter().map(|part| part.member).find(|member| mine && *member != me))
}

/// A first message to somebody, looked at before another room says it in an act of its own.
pub(crate) async fn look_first(app: &App, by: &By, to: MemberId, text: &str) -> Result<Look, Fault> {
    look_at(app, by, None, Some(to), text).await
}
