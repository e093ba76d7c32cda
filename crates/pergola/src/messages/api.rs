//! Conversations for programs.

use axum::{
    Json,
    extract::{Path, Query},
    http::{StatusCode, header},
    response::IntoResponse,
};
use pergola_domain::ids::{ConversationId, MemberId, MessageId};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::{
    Conversation, Message, Standing,
    acts::{
        gathering, opening, parting,
        reading::{self, Glance},
        saying,
    },
    store::{
        people::{Place, Shelf},
        said,
    },
};
use crate::{
    http::{
        Body, Failed, Here, Page,
        dress::Problem,
        paging::{Asked, Listed},
    },
    members::{self, Account, PersonShape},
    words,
};

/// People who write to each other.
#[derive(Debug, Serialize, ToSchema)]
#[expect(clippy::struct_excessive_bools, reason = "what programs read is flat")]
pub(super) struct ConversationShape {
    id: String,
    /// `direct`, `introduction` or `group`.
    kind: String,
    /// The introduction or the group.
    subject: Option<String>,
    /// The group's name, while you may know of it.
    name: Option<String>,
    /// The others who are there. Empty where nobody is there any more whom you could write to.
    people: Vec<PersonShape>,
    /// Others who stepped out.
    gone: Vec<PersonShape>,
    /// Whether something can be said.
    open: bool,
    /// You stepped out.
    left: bool,
    /// You put it aside, or stepped out.
    archived: bool,
    /// Something in it waits to be read by you. Nobody else knows whether you have.
    unread: bool,
    latest: Option<MessageShape>,
    created_at: String,
}

/// What somebody wrote.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct MessageShape {
    id: String,
    /// Null where its author is not here any more.
    author: Option<PersonShape>,
    mine: bool,
    text: String,
    at: String,
    /// It waits for a moderator: until then only you, its author, read it.
    held: bool,
}

fn message_shape(here: &Here, me: MemberId, people: &[Account], message: &Message) -> MessageShape {
    let author = people.iter().find(|account| Some(account.id) == message.author);
    MessageShape {
        id: message.id.to_string(),
        author: author.map(|account| PersonShape::of(here, account)),
        mine: message.author == Some(me),
        text: message.text.clone(),
        at: words::rfc3339(message.at),
        held: message.held,
    }
}

fn glance_shape(here: &Here, me: &Account, glance: &Glance) -> ConversationShape {
    let shapes = |people: &[Account]| people.iter().map(|person| PersonShape::of(here, person)).collect();
    let everybody: Vec<Account> =
        glance.others.iter().chain(&glance.gone).cloned().chain(std::iter::once(me.clone())).collect();
    ConversationShape {
        id: glance.id.to_string(),
        kind: glance.origin.word().to_owned(),
        subject: glance.origin.subject().map(|subject| subject.to_string()),
        name: glance.name.clone(),
        people: shapes(&glance.others),
        gone: shapes(&glance.gone),
        open: glance.standing == Standing::Open,
        left: glance.standing == Standing::Left,
        archived: glance.shelved || glance.standing == Standing::Left,
        unread: glance.unread,
        latest: glance.latest.as_ref().map(|message| message_shape(here, me.id, &everybody, message)),
        created_at: words::rfc3339(glance.created_at),
    }
}

#[derive(Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub(super) struct ConversationsAsked {
    /// `open`: those that go on; `archive`: those put aside or left.
    #[serde(default)]
    r#box: Option<String>,
    #[serde(default)]
    cursor: Option<String>,
    #[serde(default)]
    limit: Option<i64>,
}

/// Your conversations: those in which something waits to be read first, then the latest first. What is read while you page
/// through them moves to the others, and may come a second time; nothing is left out.
#[utoipa::path(get, path = "/conversations", tag = "messages", params(ConversationsAsked),
    responses((status = 200, body = Listed<ConversationShape>), (status = "default", description = "a problem", body = Problem)))]
pub(super) async fn conversations(here: Here, Query(asked): Query<ConversationsAsked>) -> Page {
    let (shelf, path) = match asked.r#box.as_deref() {
        None | Some("open") => (Shelf::Open, "/api/v1/conversations"),
        Some("archive") => (Shelf::Archive, "/api/v1/conversations?box=archive"),
        Some(_) => return Err(Failed::Malformed { code: "messages.box_unknown", field: Some("box".to_owned()) }),
    };
    let place = asked.cursor.as_deref().map(|word| {
        let malformed = || Failed::Malformed { code: "http.cursor_malformed", field: Some("cursor".to_owned()) };
        Place::of_word(word).ok_or_else(malformed)
    });
    let place = place.transpose()?;
    let (limit, member) = (Asked { cursor: None, limit: asked.limit }.limit()?, here.me()?.member);
    let (found, me) = here
        .app
        .db
        .read(async move |tx| {
            let found = reading::glances_after(tx, member, shelf, place, limit + 1).await?;
            Ok::<_, pergola_db::Fault>((found, members::find(tx, member).await?))
        })
        .await?;
    let me = me.ok_or(Failed::NotFound)?;
    let most = usize::try_from(limit).unwrap_or(usize::MAX);
    let more = found.len() > most;
    let shown = found.get(..most).unwrap_or(&found);
    let next = shown.last().filter(|_| more).map(|last| last.place.word());
    let items = shown.iter().map(|glance| glance_shape(&here, &me, glance)).collect();
    Ok(Listed { items, next }.answer(path, limit))
}

/// A first message to somebody: tied to you, or somebody you were put in touch with.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct NewConversation {
    /// Handle.
    to: String,
    /// 5000 characters at most.
    text: String,
}

/// What was begun.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = BegunConversation)]
struct Begun {
    conversation: String,
    message: String,
}

/// Write to somebody. Where the two of you have a conversation already, it goes on there.
#[utoipa::path(post, path = "/conversations", tag = "messages", request_body = NewConversation,
    responses((status = 201, body = Begun), (status = "default", description = "a problem", body = Problem)))]
pub(super) async fn begin(here: Here, Body(new): Body<NewConversation>) -> Page {
    let (id, message) = opening::write_to(&here.app, here.by(), &new.to, &new.text, None).await?;
    let path = format!("/api/v1/conversations/{id}");
    let begun = Begun { conversation: id.to_string(), message: message.to_string() };
    Ok((StatusCode::CREATED, [(header::LOCATION, path)], Json(begun)).into_response())
}

fn id(text: &str) -> Result<ConversationId, Failed> {
    text.parse().map_err(|_why| Failed::NotFound)
}

/// One conversation of yours.
#[utoipa::path(get, path = "/conversations/{id}", tag = "messages", params(("id" = String, Path)),
    responses((status = 200, body = ConversationShape), (status = "default", description = "a problem", body = Problem)))]
pub(super) async fn conversation(here: Here, Path(of): Path<String>) -> Page {
    shape(&here, id(&of)?).await
}

async fn shape(here: &Here, id: ConversationId) -> Page {
    let member = here.me()?.member;
    let found = here
        .app
        .db
        .read(async move |tx| {
            let Some(found) = super::find(tx, member, id).await? else { return Ok(None) };
            let (others, gone) =
                (members::find_many(tx, &found.others).await?, members::find_many(tx, &found.gone).await?);
            let latest = said::find(tx, found.latest).await?;
            let latest = latest.filter(|said| found.shows(member, said));
            Ok::<_, pergola_db::Fault>(members::find(tx, member).await?.map(|me| (found, others, gone, latest, me)))
        })
        .await?;
    let (found, others, gone, latest, me) = found.ok_or(Failed::NotFound)?;
    let Conversation { origin, name, standing, created_at, shelved, unread, latest: last, .. } = found;
    let place = Place { unread, latest: last };
    let glance = Glance { id, origin, name, others, gone, latest, created_at, unread, standing, shelved, place };
    Ok(Json(glance_shape(here, &me, &glance)).into_response())
}

/// Open the conversation of a group that you are in, or come back into it. All in the group are in it, 100 at most at once;
/// who comes later reads from then on. Twice is once.
#[utoipa::path(put, path = "/groups/{id}/conversation", tag = "messages", params(("id" = String, Path)),
    responses((status = 200, body = ConversationShape), (status = "default", description = "a problem", body = Problem)))]
pub(super) async fn gather(here: Here, Path(of): Path<String>) -> Page {
    let group = of.parse().map_err(|_why| Failed::NotFound)?;
    let id = gathering::gather(&here.app, here.by(), group).await?;
    shape(&here, id).await
}

/// Step out: you read nothing that is said from now on. A conversation of two is only put aside, until the next word.
#[utoipa::path(delete, path = "/conversations/{id}", tag = "messages", params(("id" = String, Path)),
    responses((status = 204), (status = "default", description = "a problem", body = Problem)))]
pub(super) async fn leave(here: Here, Path(of): Path<String>) -> Page {
    parting::step_out(&here.app, here.by(), id(&of)?).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

/// What was said, newest first. Asking does not mark it as read.
#[utoipa::path(get, path = "/conversations/{id}/messages", tag = "messages", params(("id" = String, Path), Asked),
    responses((status = 200, body = Listed<MessageShape>), (status = "default", description = "a problem", body = Problem)))]
pub(super) async fn messages(here: Here, Path(of): Path<String>, Query(asked): Query<Asked>) -> Page {
    let (limit, before, member, id) = (asked.limit()?, asked.after()?, here.me()?.member, id(&of)?);
    let read = async move |tx: &pergola_db::Tx| reading::before(tx, member, id, before, limit + 1).await;
    let found = here.app.db.read(read).await?;
    let (found, people) = found.ok_or(Failed::NotFound)?;
    let shape = |message: Message| message_shape(&here, member, &people, &message);
    let path = format!("/api/v1/conversations/{id}/messages");
    Ok(Listed::new(found, limit, |message: &Message| message.id.0, shape).answer(&path, limit))
}

/// Something to say.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct NewMessage {
    /// 5000 characters at most; addresses of the web become links, nothing else becomes anything.
    text: String,
}

/// Say something.
#[utoipa::path(post, path = "/conversations/{id}/messages", tag = "messages", params(("id" = String, Path)), request_body = NewMessage,
    responses((status = 201, body = MessageShape), (status = "default", description = "a problem", body = Problem)))]
pub(super) async fn say(here: Here, Path(of): Path<String>, Body(new): Body<NewMessage>) -> Page {
    let (id, member) = (id(&of)?, here.me()?.member);
    let message = saying::write(&here.app, here.by(), id, &new.text, None).await?;
    let found = here
        .app
        .db
        .read(async move |tx| {
            let said = said::find(tx, message).await?;
            Ok::<_, pergola_db::Fault>(said.zip(members::find(tx, member).await?))
        })
        .await?;
    let (said, me) = found.ok_or(Failed::NotFound)?;
    let path = format!("/api/v1/conversations/{id}/messages");
    let shape = message_shape(&here, member, &[me], &said);
    Ok((StatusCode::CREATED, [(header::LOCATION, path)], Json(shape)).into_response())
}

/// Up to which message all are read.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct MessagesRead {
    up_to: String,
}

/// Messages up to this one are read. Only you know.
#[utoipa::path(put, path = "/conversations/{id}/reading", tag = "messages", params(("id" = String, Path)), request_body = MessagesRead,
    responses((status = 204), (status = "default", description = "a problem", body = Problem)))]
pub(super) async fn read(here: Here, Path(of): Path<String>, Body(body): Body<MessagesRead>) -> Page {
    let malformed = |_why| Failed::Malformed { code: "http.field_malformed", field: Some("up_to".to_owned()) };
    let up_to: MessageId = body.up_to.parse().map_err(malformed)?;
    saying::read(&here.app, here.by(), id(&of)?, up_to).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}
