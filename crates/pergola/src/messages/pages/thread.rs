//! `/conversations/{id}`: what was said, and a form to answer. Opening it is reading it, which nobody else learns.

use askama::Template;
use axum::extract::{Path, Query};
use pergola_domain::{
    ids::{ConversationId, MemberId, MessageId},
    messages::Origin,
    time::Timestamp,
};
use serde::Deserialize;

use super::{Shelf, Shown, Side, find_side, paragraphs, title, wrong};
use crate::{
    http::{Failed, Failure, Form, Frame, Here, Page, Place, paging::Numbered, see},
    members::Account,
    messages::{
        Standing,
        acts::{
            gathering, parting,
            reading::{self, Reading},
            saying,
        },
    },
    rooms,
    words::{Speech, rfc3339},
};

/// Messages on one page: the first page holds the newest.
const MESSAGES: i64 = 30;

#[derive(Template)]
#[template(path = "messages/pages/thread.html")]
struct ThreadPage {
    frame: Frame,
    side: Side,
    open: Option<ConversationId>,
    is_archive: bool,
    id: ConversationId,
    title: String,
    facts: Vec<(&'static str, String)>,
    /// Where it comes from, and the word of the link there.
    about: Option<(String, &'static str)>,
    messages: Vec<Line>,
    pages: Numbered,
    path: String,
    standing: Standing,
    /// What is said to who is not in it any more.
    left: &'static str,
    is_direct: bool,
    /// Where the other one of two can be blocked.
    block: Option<String>,
    shelved: bool,
    text: String,
    key: i64,
    wrong: Option<(&'static str, String)>,
    limit: i64,
}

/// A message as the page shows it.
struct Line {
    id: MessageId,
    author: String,
    /// The page of the author, where he is somebody to go to.
    path: Option<String>,
    mine: bool,
    fresh: bool,
    held: bool,
    parts: Vec<Vec<Shown>>,
    when: String,
    at: String,
}

#[derive(Debug, Default, Deserialize)]
pub(in crate::messages) struct Asked {
    #[serde(default)]
    page: Option<i64>,
}

fn id(text: &str) -> Result<ConversationId, Failed> {
    text.parse().map_err(|_why| Failed::NotFound)
}

pub(in crate::messages) async fn thread(here: Here, Path(of): Path<String>, Query(asked): Query<Asked>) -> Page {
    draw(&here, id(&of)?, asked.page, String::new(), None).await
}

async fn draw(
    here: &Here,
    id: ConversationId,
    page: Option<i64>,
    text: String,
    wrong: Option<(&'static str, String)>,
) -> Page {
    let by = here.by();
    let (member, now, t) = (by.member, by.now, here.speech());
    let found = here
        .app
        .db
        .read(async move |tx| {
            let Some(reading) = reading::page(tx, member, id, page, MESSAGES).await? else { return Ok(None) };
            let side = find_side(tx, &t, member, (Shelf::Open, None), now).await?;
            Ok::<_, pergola_db::Fault>(Some((reading, side)))
        })
        .await?;
    let (reading, side) = found.ok_or(Failed::NotFound)?;
    let mut frame = here.frame(String::new(), Place::Inbox);
    if reading.conversation.unread && reading.pages.page == 1 {
        saying::read(&here.app, by.clone(), id, reading.conversation.heard).await?;
        let waits = here.app.db.read(async move |tx| rooms::anything_waits(tx, member).await).await?;
        frame.waits = waits;
    }
    let refused = wrong.is_some();
    let page = thread_page(frame, reading, Side::of(&here.speech(), side, member, by.now), &by, (text, wrong));
    if refused { here.draw_refused(&page) } else { here.draw(&page) }
}

fn thread_page(
    frame: Frame,
    reading: Reading,
    mut side: Side,
    by: &crate::app::By,
    (text, wrong): (String, Option<(&'static str, String)>),
) -> ThreadPage {
    let t = frame.t.clone();
    let conversation = reading.conversation;
    let account = |id: &MemberId| reading.people.iter().find(|account| account.id == *id);
    let others: Vec<&Account> = conversation.others.iter().filter_map(account).collect();
    let is_direct = conversation.origin == Origin::Direct;
    let about = match conversation.origin {
        Origin::Application(id) => Some((format!("/applications/{id}"), "conversation-of-application")),
        Origin::Group(id) if conversation.name.is_some() => Some((format!("/groups/{id}"), "conversation-of-group")),
        _ => None,
    };
    let left = if matches!(conversation.origin, Origin::Group(_)) { "conversation-out" } else { "conversation-left" };
    let title = title(&t, conversation.name.as_deref(), &others, !is_direct);
    // What was just opened is read, whatever the list knew a moment before.
    for row in side.rows.iter_mut().filter(|row| row.id == conversation.id) {
        row.unread = false;
    }
    if conversation.unread && reading.pages.page == 1 {
        side.unread = side.unread.saturating_sub(1);
    }
    let lines = reading.messages.iter().rev();
    let messages = lines.map(|message| line(&t, message, &reading.people, (by.member, conversation.read), by.now));
    ThreadPage {
        facts: facts(&t, &conversation, &others, by.now),
        about,
        messages: messages.collect(),
        path: format!("/conversations/{}", conversation.id),
        open: Some(conversation.id),
        is_archive: false,
        id: conversation.id,
        standing: conversation.standing,
        left,
        shelved: conversation.shelved,
        pages: reading.pages,
        block: others.first().filter(|_| is_direct).map(|other| format!("/@{}/block", other.handle)),
        is_direct,
        text,
        key: by.fresh(),
        limit: pergola_domain::messages::TEXT_CHARS,
        side,
        frame: Frame { title: title.clone(), wrong: wrong.is_some(), ..frame },
        title,
        wrong,
    }
}

/// Where it comes from, and who reads it.
fn facts(
    t: &Speech,
    conversation: &crate::messages::Conversation,
    others: &[&Account],
    now: Timestamp,
) -> Vec<(&'static str, String)> {
    let mut facts = Vec::new();
    if matches!(conversation.origin, Origin::Introduction(_)) {
        let day = t.day(conversation.created_at, now);
        facts.push(("arch", t.say("conversation-introduced").arg("day", day).text()));
    }
    if conversation.standing == Standing::Open {
        facts.push(("lock", t.say("conversation-only").arg("count", others.len() + 1).text()));
    }
    facts
}

fn line(
    t: &Speech,
    message: &crate::messages::Message,
    people: &[Account],
    (me, read): (MemberId, MessageId),
    now: Timestamp,
) -> Line {
    let mine = message.author == Some(me);
    let author = people.iter().find(|account| Some(account.id) == message.author);
    let name = author.map_or_else(|| t.s("message-somebody").to_owned(), |author| author.name.clone());
    Line {
        id: message.id,
        author: if mine { t.s("message-you").to_owned() } else { name },
        path: author.filter(|_| !mine).map(Account::path),
        fresh: !mine && message.id > read,
        mine,
        held: message.held,
        parts: paragraphs(&message.text),
        when: t.lately_at(message.at, now),
        at: rfc3339(message.at),
    }
}

#[derive(Debug, Deserialize)]
pub(in crate::messages) struct Said {
    #[serde(default)]
    text: String,
    #[serde(default)]
    key: String,
    /// "Say goodbye and go": what was typed, if anything, is the last word.
    #[serde(default)]
    leave: Option<String>,
}

pub(in crate::messages) async fn say(here: Here, Path(of): Path<String>, Form(said): Form<Said>) -> Page {
    let id = id(&of)?;
    let done = if said.leave.is_some() {
        parting::say_and_leave(&here.app, here.by(), id, &said.text, &said.key)
            .await
            .map(|()| ("/inbox".to_owned(), Some("left")))
    } else {
        let sent = saying::write(&here.app, here.by(), id, &said.text, Some(&said.key)).await;
        sent.map(|message| (format!("/conversations/{id}#m{message}"), None))
    };
    match done {
        Ok((path, done)) => Ok(see(&path, done)),
        Err(Failure::Refused(refusal)) => {
            let wrong = wrong(&here, &refusal);
            draw(&here, id, None, said.text, Some(wrong)).await
        }
        Err(other) => Err(other.into()),
    }
}

/// Opens the conversation of a group, or goes back into it.
pub(in crate::messages) async fn gather(here: Here, Path(of): Path<String>, Form(Empty {}): Form<Empty>) -> Page {
    let group = of.parse().map_err(|_why| Failed::NotFound)?;
    let id = gathering::gather(&here.app, here.by(), group).await?;
    Ok(see(&format!("/conversations/{id}"), None))
}

/// An empty form.
#[derive(Debug, Deserialize)]
pub(in crate::messages) struct Empty {}

/// Puts a conversation of two aside, or steps out of another.
pub(in crate::messages) async fn depart(here: Here, Path(of): Path<String>, Form(Empty {}): Form<Empty>) -> Page {
    parting::step_out(&here.app, here.by(), id(&of)?).await?;
    Ok(see("/inbox", Some("shelved")))
}

pub(in crate::messages) async fn take_back(here: Here, Path(of): Path<String>, Form(Empty {}): Form<Empty>) -> Page {
    let id = id(&of)?;
    parting::take_back(&here.app, here.by(), id).await?;
    Ok(see(&format!("/conversations/{id}"), Some("taken-back")))
}
