//! `/stream`: server-sent events for a page of ours, and the same for programs.

use std::{convert::Infallible, time::Duration};

use axum::response::{
    IntoResponse,
    sse::{self, KeepAlive, Sse},
};
use futures_util::stream::{Stream, unfold};
use serde::Serialize;
use tokio::time::{Instant, timeout_at};
use utoipa::ToSchema;

use super::{Event, Key, Listening, listen};
use crate::http::{Failed, Failure, Here, Page, dress::Problem, limits::Pace};

/// A word now and then, so that what stands between does not take it for dead.
const HEARTBEAT: Duration = Duration::from_secs(20);
/// After this the listener comes back by itself, and is asked again who he is.
const LASTS: Duration = Duration::from_secs(3_600);
/// How long a browser waits before it comes back.
const COMES_BACK: Duration = Duration::from_secs(5);

/// For our own pages, by their session.
pub(in crate::messages) async fn stream(here: Here) -> Page {
    let me = here.me()?;
    let key = me.session.map(Key::Session).or(me.token.map(Key::Token)).ok_or(Failed::SignInFirst)?;
    here.app.limits.take(Pace::Stream, &me.member.to_string())?;
    let listening = listen(&here.app, me.member, key).map_err(Failure::Refused)?;
    let events = Sse::new(events(listening)).keep_alive(KeepAlive::new().interval(HEARTBEAT));
    let headers = [("x-accel-buffering", "no"), ("cache-control", "private, no-store")];
    Ok((headers, events).into_response())
}

/// What happens, as it happens, as server-sent events: each has a name, its `event`, and a line of JSON, its `data`. Ids
/// alone: ask for the rest. What is two minutes old or less may be told again after a new beginning. Of what is folded in
/// the caller's feed nothing is told.
#[utoipa::path(get, path = "/stream", tag = "messages",
    responses((status = 200, description = "server-sent events", content_type = "text/event-stream", body = StreamEvent),
              (status = "default", description = "a problem", body = Problem)))]
pub(in crate::messages) async fn stream_api(here: Here) -> Page {
    stream(here).await
}

fn events(listening: Listening) -> impl Stream<Item = Result<sse::Event, Infallible>> {
    let greeting = written(&StreamEvent::Ready(ReadyTold {})).retry(COMES_BACK);
    let begun = (Some(greeting), listening, Instant::now() + LASTS);
    unfold(begun, async |(greeting, mut listening, until)| {
        if let Some(greeting) = greeting {
            return Some((Ok(greeting), (None, listening, until)));
        }
        let event = timeout_at(until, listening.events.recv()).await.ok()??;
        Some((Ok(in_words(event)), (None, listening, until)))
    })
}

/// One event of the stream: its name, and its data.
#[derive(Debug, Serialize, ToSchema)]
#[serde(tag = "event", content = "data", rename_all = "snake_case")]
enum StreamEvent {
    /// It has begun.
    Ready(ReadyTold),
    Message(MessageTold),
    Notice(NoticeTold),
    /// Something waits for moderators, an appeal too: told to those who may judge it.
    Case(CaseTold),
    /// A post came into the caller's feed.
    Post(PostTold),
    /// Somebody asks, or asks again, about something that the caller offers or follows, and it came into his feed.
    Ask(AskTold),
    /// Somebody answered below something of the caller's, or where he said something himself.
    Comment(CommentTold),
}

#[derive(Debug, Serialize, ToSchema)]
struct ReadyTold {}

/// Something was said.
#[derive(Debug, Serialize, ToSchema)]
struct MessageTold {
    conversation: String,
    message: String,
}

#[derive(Debug, Serialize, ToSchema)]
struct NoticeTold {
    notice: String,
}

#[derive(Debug, Serialize, ToSchema)]
struct CaseTold {
    case: String,
}

#[derive(Debug, Serialize, ToSchema)]
struct PostTold {
    post: String,
}

#[derive(Debug, Serialize, ToSchema)]
struct AskTold {
    ask: String,
}

#[derive(Debug, Serialize, ToSchema)]
struct CommentTold {
    comment: String,
    below: BelowTold,
}

/// What a comment hangs below.
#[derive(Debug, Serialize, ToSchema)]
struct BelowTold {
    /// `post`, `job`, `event`.
    kind: &'static str,
    id: String,
}

fn in_words(event: Event) -> sse::Event {
    written(&match event {
        Event::Message { conversation, message } => {
            StreamEvent::Message(MessageTold { conversation: conversation.to_string(), message: message.to_string() })
        }
        Event::Notice { notice } => StreamEvent::Notice(NoticeTold { notice: notice.to_string() }),
        Event::Case { case, .. } => StreamEvent::Case(CaseTold { case: case.to_string() }),
        Event::Post { post } => StreamEvent::Post(PostTold { post: post.to_string() }),
        Event::Ask { ask } => StreamEvent::Ask(AskTold { ask: ask.to_string() }),
        Event::Comment { below, id, comment } => StreamEvent::Comment(CommentTold {
            comment: comment.to_string(),
            below: BelowTold { kind: below, id: id.to_string() },
        }),
    })
}

/// As it goes over the line.
fn written(told: &StreamEvent) -> sse::Event {
    let told = serde_json::to_value(told).unwrap_or_default();
    let part = |name: &str| told.get(name).cloned().unwrap_or_default();
    sse::Event::default().event(part("event").as_str().unwrap_or_default()).data(part("data").to_string())
}
