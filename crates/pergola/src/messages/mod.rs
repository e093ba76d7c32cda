//! Conversations of two people, of an introduction, of a group. Who has read what is nobody's business but the reader's.
//!
//! [`find`] is the one question about visibility: a conversation is there for those who are or were in it. Who begins one
//! on behalf of a member calls [`begin`], which asks the rule, or [`open`], where another rule has been asked already.

mod acts;
mod api;
mod judged;
mod live;
mod pages;
mod store;
mod takeout;

#[cfg(test)]
mod tests;

pub(crate) use acts::opening::{acquaintance, begin, open};
pub(crate) use acts::parting::{end_between, erase, leave};
pub(crate) use acts::saying::{say, say_looked};
pub(crate) use judged::{exhibit, hide, look_first, release, reportable, show};
pub(crate) use live::{Live, run as tell_listeners, stir};
pub(crate) use pergola_domain::messages::Origin;
pub(crate) use store::people::{any_unread, count_unread, read as mark_read};
pub(crate) use store::said::Message;
pub(crate) use takeout::takeout;

use std::collections::BTreeSet;

use pergola_db::{Fault, Tx};
use pergola_domain::{
    ids::{ConversationId, MemberId, MessageId},
    time::Timestamp,
};

use store::people::count;

use crate::{
    http::{Doors, Who, routes},
    members::Account,
    ties,
};

pub(crate) fn doors() -> Doors {
    Doors::new()
        .get("/inbox", Who::Member, pages::inbox)
        .get("/inbox/archive", Who::Member, pages::archive)
        .get("/conversations/{id}", Who::Member, pages::thread)
        .post("/conversations/{id}/messages", Who::Member, pages::say)
        .post("/conversations/{id}/departure", Who::Member, pages::depart)
        .post("/conversations/{id}/return", Who::Member, pages::take_back)
        .get("/@{handle}/message", Who::Member, pages::begin_form)
        .post("/@{handle}/message", Who::Member, pages::begin)
        .get("/stream", Who::Member, live::door::stream)
        .api(Who::Member, routes!(live::door::stream_api))
        .api(Who::Member, routes!(api::conversations, api::begin))
        .api(Who::Member, routes!(api::conversation, api::leave))
        .api(Who::Member, routes!(api::messages, api::say))
        .api(Who::Member, routes!(api::read))
}

/// Something that waits for a private answer of the reader: the inbox has it on top. Rooms with questions add theirs in
/// `rooms::questions`.
#[derive(Clone, Debug)]
pub(crate) struct Question {
    /// Who asks, where it is somebody.
    pub(crate) person: Option<Account>,
    /// "would like to introduce Leila to you".
    pub(crate) text: String,
    /// The words of the link, and where it leads.
    pub(crate) act: String,
    pub(crate) href: String,
}

/// Whether something can be said in a conversation, for one of those in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Standing {
    Open,
    /// Nobody is there any more whom a word would reach.
    Over,
    /// The reader stepped out.
    Left,
}

impl Standing {
    const fn of(left: bool, closed: bool, alone: bool) -> Self {
        match (left, closed || alone) {
            (true, _) => Self::Left,
            (false, true) => Self::Over,
            (false, false) => Self::Open,
        }
    }
}

/// A conversation as one of those in it sees it.
#[derive(Clone, Debug)]
pub(crate) struct Conversation {
    pub(crate) id: ConversationId,
    pub(crate) origin: Origin,
    pub(crate) created_at: Timestamp,
    /// The others who are there and exist for the reader.
    pub(crate) others: Vec<MemberId>,
    /// Others who were there and stepped out.
    pub(crate) gone: Vec<MemberId>,
    pub(crate) standing: Standing,
    pub(crate) shelved: bool,
    pub(crate) unread: bool,
    /// Which messages are his to read.
    pub(crate) since: MessageId,
    pub(crate) latest: MessageId,
    /// The last by somebody else, and the last that he has read: his own business.
    pub(crate) heard: MessageId,
    pub(crate) read: MessageId,
}

/// A conversation, where it is there for this viewer.
pub(crate) async fn find(tx: &Tx, viewer: MemberId, id: ConversationId) -> Result<Option<Conversation>, Fault> {
    let Some(kept) = store::conversations::find(tx, id).await? else { return Ok(None) };
    let parts = store::people::all(tx, id).await?;
    let Some(mine) = parts.iter().find(|part| part.member == viewer) else { return Ok(None) };
    let people: Vec<MemberId> = parts.iter().map(|part| part.member).filter(|member| *member != viewer).collect();
    let unseen: BTreeSet<MemberId> = ties::unseen(tx, viewer, &people).await?;
    let seen = |left: bool| {
        let those = parts.iter().filter(move |part| part.member != viewer && part.left_at.is_some() == left);
        those.map(|part| part.member).filter(|member| !unseen.contains(member)).collect::<Vec<_>>()
    };
    let (others, gone) = (seen(false), seen(true));
    Ok(Some(Conversation {
        id,
        origin: kept.origin,
        created_at: kept.created_at,
        standing: Standing::of(mine.left_at.is_some(), kept.closed_at.is_some(), others.is_empty()),
        others,
        gone,
        shelved: mine.shelved,
        unread: mine.heard > mine.read && mine.left_at.is_none(),
        since: mine.since,
        latest: mine.latest,
        heard: mine.heard,
        read: mine.read,
    }))
}

/// The direct conversation of two, where they have one that goes on.
pub(crate) async fn between(tx: &Tx, one: MemberId, other: MemberId) -> Result<Option<ConversationId>, Fault> {
    let key = store::conversations::key(Origin::Direct, [one, other]);
    Ok(store::conversations::find_by_key(tx, &key).await?.map(|kept| kept.id))
}

/// What began with something that is gone goes with it: the conversation of an origin, with all that was said there, for all who
/// were in it.
pub(crate) async fn remove(tx: &Tx, origin: Origin) -> Result<(), Fault> {
    let Some(gone) = of_origin(tx, origin).await? else { return Ok(()) };
    store::people::erase_from(tx, gone).await?;
    store::conversations::remove_deserted(tx, &[gone]).await
}

/// The conversation of an origin, where it has one that goes on.
pub(crate) async fn of_origin(tx: &Tx, origin: Origin) -> Result<Option<ConversationId>, Fault> {
    let key = store::conversations::key(origin, [MemberId(0), MemberId(0)]);
    Ok(store::conversations::find_by_key(tx, &key).await?.map(|kept| kept.id))
}
