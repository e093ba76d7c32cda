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

pub(crate) use acts::gathering::follow_group;
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
    ids::{ConversationId, GroupId, MemberId, MessageId},
    time::Timestamp,
};

use store::people::count;

use crate::{
    groups,
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
        .post("/groups/{id}/conversation", Who::Member, pages::gather)
        .get("/@{handle}/message", Who::Member, pages::begin_form)
        .post("/@{handle}/message", Who::Member, pages::begin)
        .get("/stream", Who::Member, live::door::stream)
        .api(Who::Member, routes!(live::door::stream_api))
        .api(Who::Member, routes!(api::conversations, api::begin))
        .api(Who::Member, routes!(api::gather))
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
    /// The name of the group, where the reader may know of it.
    pub(crate) name: Option<String>,
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
    /// Of people of a group with whom the reader is or was apart by a block: since when. What they said before is not there
    /// for him, also when the block is lifted; in a conversation that a block ends, each keeps what was said.
    pub(crate) apart: Vec<(MemberId, Timestamp)>,
}

impl Conversation {
    fn readable(&self, reader: MemberId) -> store::said::Readable<'_> {
        let (after, up_to, apart) = (self.since, self.latest, &self.apart);
        store::said::Readable { conversation: self.id, reader, after, up_to, apart }
    }

    /// Whether a message of it that was found by itself may be shown to the reader.
    fn shows(&self, reader: MemberId, message: &Message) -> bool {
        (!message.held || message.author == Some(reader)) && !hides(&self.apart, message)
    }
}

/// A conversation, where it is there for this viewer.
pub(crate) async fn find(tx: &Tx, viewer: MemberId, id: ConversationId) -> Result<Option<Conversation>, Fault> {
    let Some(kept) = store::conversations::find(tx, id).await? else { return Ok(None) };
    let parts = store::people::all(tx, id).await?;
    let Some(mine) = parts.iter().find(|part| part.member == viewer) else { return Ok(None) };
    let people: Vec<MemberId> = parts.iter().map(|part| part.member).filter(|member| *member != viewer).collect();
    let unseen: BTreeSet<MemberId> = ties::unseen(tx, viewer, &people).await?;
    let circle = Circle::of(tx, viewer, kept.origin, &people).await?;
    let is_out = |part: &store::people::Part| part.left_at.is_some() || circle.went(part.member);
    let seen = |left: bool| {
        let those = parts.iter().filter(|part| part.member != viewer && is_out(part) == left);
        those.map(|part| part.member).filter(|member| !unseen.contains(member)).collect::<Vec<_>>()
    };
    let (others, gone) = (seen(false), seen(true));
    let is_left = is_out(mine);
    let is_closed = kept.closed_at.is_some() || circle.is_gone;
    Ok(Some(Conversation {
        id,
        origin: kept.origin,
        created_at: kept.created_at,
        standing: Standing::of(is_left, is_closed, others.is_empty()),
        others,
        gone,
        shelved: mine.shelved,
        unread: mine.heard > mine.read && !is_left,
        since: mine.since,
        latest: mine.latest,
        heard: mine.heard,
        read: mine.read,
        name: circle.name,
        apart: circle.apart,
    }))
}

/// What a group is to its conversation now, for one reader: who went is out at once, before any follower has read of it.
/// Of what is no group's nothing is asked.
#[derive(Debug, Default)]
struct Circle {
    inside: Option<BTreeSet<MemberId>>,
    is_gone: bool,
    name: Option<String>,
    apart: Vec<(MemberId, Timestamp)>,
}

impl Circle {
    async fn of(tx: &Tx, viewer: MemberId, origin: Origin, people: &[MemberId]) -> Result<Self, Fault> {
        let Origin::Group(group) = origin else { return Ok(Self::default()) };
        let all: Vec<MemberId> = people.iter().copied().chain([viewer]).collect();
        let inside = groups::inside(tx, group, &all).await?;
        let known = groups::find_known(tx, viewer, group).await?;
        let mut apart = ties::last_apart(tx, viewer).await?;
        apart.retain(|other, _| people.contains(other));
        Ok(Self {
            is_gone: inside.is_none(),
            inside,
            name: known.map(|(group, _)| group.told.name),
            apart: apart.into_iter().collect(),
        })
    }

    fn went(&self, member: MemberId) -> bool {
        self.inside.as_ref().is_some_and(|inside| !inside.contains(&member))
    }
}

/// Whether a message is by somebody whose words until then are not there for the reader.
fn hides(apart: &[(MemberId, Timestamp)], message: &Message) -> bool {
    apart.iter().any(|(author, until)| message.author == Some(*author) && message.at <= *until)
}

/// What a group's page says of its conversation to somebody who is in the group.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Talk {
    Unopened,
    Inside(ConversationId),
    /// He stepped out, or has not found a place yet.
    Outside,
}

/// The conversation of a group, for somebody who is in the group.
pub(crate) async fn talk_of(tx: &Tx, viewer: MemberId, group: GroupId) -> Result<Talk, Fault> {
    let Some(id) = of_origin(tx, Origin::Group(group)).await? else { return Ok(Talk::Unopened) };
    let found = find(tx, viewer, id).await?;
    let inside = found.is_some_and(|conversation| conversation.standing != Standing::Left);
    Ok(if inside { Talk::Inside(id) } else { Talk::Outside })
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
