//! What somebody reads: his list of conversations, and a page of one. Reading writes nothing; that it was read is kept
//! by `saying::read`.

use pergola_db::{Fault, Tx};
use pergola_domain::{
    ids::{ConversationId, MemberId, MessageId},
    messages::Origin,
    time::Timestamp,
};

use crate::{
    http::paging::Numbered,
    members::{self, Account},
    messages::{
        Circle, Conversation, Message, Standing, find, hides,
        store::{
            people::{self, Inside, Listed, Place, Shelf},
            said,
        },
    },
    ties,
};

/// A conversation in a list.
#[derive(Clone, Debug)]
pub(in crate::messages) struct Glance {
    pub(in crate::messages) id: ConversationId,
    pub(in crate::messages) origin: Origin,
    /// The name of the group, where the reader may know of it.
    pub(in crate::messages) name: Option<String>,
    /// The others who are there and exist for the reader; and those who stepped out.
    pub(in crate::messages) others: Vec<Account>,
    pub(in crate::messages) gone: Vec<Account>,
    pub(in crate::messages) latest: Option<Message>,
    pub(in crate::messages) created_at: Timestamp,
    pub(in crate::messages) unread: bool,
    pub(in crate::messages) standing: Standing,
    pub(in crate::messages) shelved: bool,
    /// Its place in the list.
    pub(in crate::messages) place: Place,
}

/// A numbered page of somebody's conversations.
pub(in crate::messages) async fn glances(
    tx: &Tx,
    reader: MemberId,
    shelf: Shelf,
    offset: i64,
    limit: i64,
) -> Result<Vec<Glance>, Fault> {
    let listed = people::list(tx, reader, shelf, offset, limit).await?;
    look_at(tx, reader, listed).await
}

/// The same for programs: those after a place in the list.
pub(in crate::messages) async fn glances_after(
    tx: &Tx,
    reader: MemberId,
    shelf: Shelf,
    place: Option<Place>,
    limit: i64,
) -> Result<Vec<Glance>, Fault> {
    let listed = people::list_after(tx, reader, shelf, place, limit).await?;
    look_at(tx, reader, listed).await
}

async fn look_at(tx: &Tx, reader: MemberId, listed: Vec<Listed>) -> Result<Vec<Glance>, Fault> {
    let ids: Vec<ConversationId> = listed.iter().map(|listed| listed.id).collect();
    let inside = people::inside(tx, &ids).await?;
    let members: Vec<MemberId> = inside.iter().map(|one| one.member).filter(|member| *member != reader).collect();
    let unseen = ties::unseen(tx, reader, &members).await?;
    let accounts = members::find_many(tx, &members).await?;
    let latest: Vec<MessageId> = listed.iter().map(|listed| listed.part.latest).collect();
    let latest = said::find_many(tx, &latest).await?;
    let circles = circles(tx, reader, &listed, &inside).await?;
    let glance = |(listed, circle): (Listed, Circle)| {
        let reads = |said: &Message| (!said.held || said.author == Some(reader)) && !hides(&circle.apart, said);
        let is_left = listed.part.left_at.is_some() || circle.went(reader);
        let those = |left: bool| {
            let is_out = |one: &Inside| one.left || circle.went(one.member);
            let here = inside.iter().filter(move |one| one.conversation == listed.id && is_out(one) == left);
            let seen = here.filter(|one| one.member != reader && !unseen.contains(&one.member));
            seen.filter_map(|one| accounts.iter().find(|account| account.id == one.member).cloned()).collect::<Vec<_>>()
        };
        let others = those(false);
        Glance {
            id: listed.id,
            origin: listed.origin,
            standing: Standing::of(is_left, listed.closed || circle.is_gone, others.is_empty()),
            others,
            gone: those(true),
            latest: latest.iter().find(|message| message.id == listed.part.latest).filter(|said| reads(said)).cloned(),
            created_at: listed.created_at,
            unread: listed.part.heard > listed.part.read && !is_left,
            shelved: listed.part.shelved,
            place: Place { unread: listed.part.heard > listed.part.read, latest: listed.part.latest },
            name: circle.name,
        }
    };
    Ok(listed.into_iter().zip(circles).map(glance).collect())
}

async fn circles(tx: &Tx, reader: MemberId, listed: &[Listed], inside: &[Inside]) -> Result<Vec<Circle>, Fault> {
    let mut circles = Vec::with_capacity(listed.len());
    for one in listed {
        let there = inside.iter().filter(|other| other.conversation == one.id && other.member != reader);
        let people: Vec<MemberId> = there.map(|other| other.member).collect();
        circles.push(Circle::of(tx, reader, one.origin, &people).await?);
    }
    Ok(circles)
}

/// A page of a conversation.
#[derive(Clone, Debug)]
pub(in crate::messages) struct Reading {
    pub(in crate::messages) conversation: Conversation,
    /// Newest first.
    pub(in crate::messages) messages: Vec<Message>,
    /// Everybody in it who exists for the reader, himself as well.
    pub(in crate::messages) people: Vec<Account>,
    pub(in crate::messages) pages: Numbered,
}

/// A numbered page, the newest messages on the first.
pub(in crate::messages) async fn page(
    tx: &Tx,
    reader: MemberId,
    id: ConversationId,
    page: Option<i64>,
    limit: i64,
) -> Result<Option<Reading>, Fault> {
    let Some(conversation) = find(tx, reader, id).await? else { return Ok(None) };
    let readable = conversation.readable(reader);
    let pages = Numbered::new(page, said::count(tx, readable).await?, limit);
    let messages = said::list(tx, readable, pages.offset(limit), limit).await?;
    let people = members::find_many(tx, &everybody(&conversation, reader)).await?;
    Ok(Some(Reading { conversation, messages, people, pages }))
}

/// The same for programs: the messages before one.
pub(in crate::messages) async fn before(
    tx: &Tx,
    reader: MemberId,
    id: ConversationId,
    before: Option<i64>,
    limit: i64,
) -> Result<Option<(Vec<Message>, Vec<Account>)>, Fault> {
    let Some(conversation) = find(tx, reader, id).await? else { return Ok(None) };
    let messages = said::list_before(tx, conversation.readable(reader), before, limit).await?;
    let people = members::find_many(tx, &everybody(&conversation, reader)).await?;
    Ok(Some((messages, people)))
}

fn everybody(conversation: &Conversation, reader: MemberId) -> Vec<MemberId> {
    [reader].iter().chain(&conversation.others).chain(&conversation.gone).copied().collect()
}
