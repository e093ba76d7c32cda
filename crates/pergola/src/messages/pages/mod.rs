//! The pages of messages: the inbox with its archive, a conversation, the first word to somebody.

mod begin;
mod inbox;
mod thread;

pub(super) use begin::{form as begin_form, send as begin};
pub(super) use inbox::{archive, inbox};
pub(super) use thread::{depart, gather, say, take_back, thread};

use pergola_db::{Fault, Tx};
use pergola_domain::{
    ids::{ConversationId, MemberId},
    messages::{Origin, Refusal},
    refusal::Refusal as _,
    text::{self, Piece, first_name},
    time::Timestamp,
};

use super::{
    Question,
    acts::reading::{Glance, glances},
    store::people::Shelf,
};
use crate::{
    http::{Here, layout::face, paging::Numbered},
    members::Account,
    pictures::{self, TileSize},
    rooms,
    words::{Speech, rfc3339},
};

/// Conversations on one page.
const PER_PAGE: i64 = 15;
/// Characters of the latest message in a list.
const GLANCE_CHARS: usize = 140;

/// The field and the sentence of a refusal.
fn wrong(here: &Here, refusal: &Refusal) -> (&'static str, String) {
    (refusal.field().unwrap_or("text"), here.speech().refusal(refusal.code(), &refusal.numbers()))
}

/// The list of conversations, with the questions above it.
struct Side {
    questions: Vec<QuestionView>,
    rows: Vec<Row>,
    unread: i64,
    pages: Numbered,
}

/// A question that waits for a private answer.
struct QuestionView {
    face: String,
    name: String,
    text: String,
    act: String,
    href: String,
}

/// A conversation in the list.
struct Row {
    id: ConversationId,
    face: String,
    title: String,
    line: String,
    when: String,
    at: String,
    unread: bool,
}

/// What the list is made of.
struct Found {
    questions: Vec<Question>,
    glances: Vec<Glance>,
    unread: i64,
    pages: Numbered,
}

async fn find_side(
    tx: &Tx,
    t: &Speech,
    member: MemberId,
    (shelf, page): (Shelf, Option<i64>),
    now: Timestamp,
) -> Result<Found, Fault> {
    let pages = Numbered::new(page, super::count(tx, member, shelf).await?, PER_PAGE);
    Ok(Found {
        questions: rooms::questions(tx, t, member, now).await?,
        glances: glances(tx, member, shelf, pages.offset(PER_PAGE), PER_PAGE).await?,
        unread: super::count_unread(tx, member).await?,
        pages,
    })
}

impl Side {
    fn of(t: &Speech, found: Found, me: MemberId, now: Timestamp) -> Self {
        Self {
            questions: found.questions.into_iter().map(QuestionView::of).collect(),
            rows: found.glances.iter().map(|glance| row(t, glance, me, now)).collect(),
            unread: found.unread,
            pages: found.pages,
        }
    }
}

impl QuestionView {
    fn of(question: Question) -> Self {
        let person = question.person.as_ref();
        Self {
            face: person.map_or_else(String::new, |person| tile(Some(person), TileSize::Usual)),
            name: person.map_or_else(String::new, |person| person.name.clone()),
            text: question.text,
            act: question.act,
            href: question.href,
        }
    }
}

/// A face; of somebody who is not here any more, an empty tile.
fn tile(person: Option<&Account>, size: TileSize) -> String {
    match person {
        Some(person) => face(person.id.0, &person.name, person.photo, size),
        None => pictures::tile("0", "", size),
    }
}

/// Whom a conversation is with: "Giulia Ventolieve", "Giulia, Dario e tu"; of a group its name.
fn title(t: &Speech, name: Option<&str>, others: &[&Account], is_group: bool) -> String {
    const NAMED: usize = 4;
    if let Some(name) = name {
        return name.to_owned();
    }
    match others {
        [] => t.s("message-somebody").to_owned(),
        [one] if !is_group => one.name.clone(),
        many => {
            let names: Vec<&str> = many.iter().take(NAMED).map(|person| first_name(&person.name)).collect();
            t.say("conversation-of").arg("names", names.join(", ")).arg("more", many.len() - names.len()).text()
        }
    }
}

fn row(t: &Speech, glance: &Glance, me: MemberId, now: Timestamp) -> Row {
    let others: Vec<&Account> = glance.others.iter().collect();
    let is_group = glance.origin != Origin::Direct;
    let (line, at) = match &glance.latest {
        Some(message) => {
            let text = shortened(&message.text);
            let author = glance.others.iter().chain(&glance.gone).find(|person| Some(person.id) == message.author);
            let line = match (message.author == Some(me), author) {
                (true, _) => t.say("inbox-you-said").arg("text", text).text(),
                (false, Some(name)) if is_group => {
                    t.say("inbox-said").arg("name", first_name(&name.name)).arg("text", text).text()
                }
                _ => text,
            };
            (line, message.at)
        }
        None => {
            let key = match glance.origin {
                Origin::Application(_) => "inbox-of-application",
                Origin::Group(_) => "inbox-of-group",
                Origin::Direct | Origin::Introduction(_) => "inbox-put-in-touch",
            };
            (t.s(key).to_owned(), glance.created_at)
        }
    };
    Row {
        id: glance.id,
        face: tile(others.first().copied(), TileSize::Usual),
        title: title(t, glance.name.as_deref(), &others, is_group),
        line,
        when: t.lately(at, now),
        at: rfc3339(at),
        unread: glance.unread,
    }
}

/// The beginning of a text in one line.
fn shortened(text: &str) -> String {
    let line = text::line(text);
    if line.chars().count() <= GLANCE_CHARS {
        return line;
    }
    let mut short: String = line.chars().take(GLANCE_CHARS).collect();
    short.push('…');
    short
}

/// A part of a text as a page shows it.
enum Shown {
    Words(String),
    Link(String),
}

/// A text in paragraphs, its addresses as links.
fn paragraphs(text: &str) -> Vec<Vec<Shown>> {
    let shown = |piece| match piece {
        Piece::Words(words) => Shown::Words(words.to_owned()),
        Piece::Link(link) => Shown::Link(link.to_owned()),
    };
    text.split("\n\n").map(|part| text::pieces(part).into_iter().map(shown).collect()).collect()
}
