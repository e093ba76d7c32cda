//! `/stream`: server-sent events for a page of ours, and the same for programs.

use std::{convert::Infallible, time::Duration};

use axum::response::{
    IntoResponse,
    sse::{self, KeepAlive, Sse},
};
use futures_util::stream::{Stream, unfold};
use tokio::time::{Instant, timeout_at};

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

/// What happens, as it happens: `ready` at the beginning, then `message` with `{conversation, message}` and `notice` with
/// `{notice}`. Ids alone: ask for the rest. What is two minutes old or less may be told again after a new beginning.
#[utoipa::path(get, path = "/stream", tag = "messages",
    responses((status = 200, description = "server-sent events", content_type = "text/event-stream", body = String),
              (status = "default", description = "a problem", body = Problem)))]
pub(in crate::messages) async fn stream_api(here: Here) -> Page {
    stream(here).await
}

fn events(listening: Listening) -> impl Stream<Item = Result<sse::Event, Infallible>> {
    let greeting = sse::Event::default().event("ready").retry(COMES_BACK).data("{}");
    let begun = (Some(greeting), listening, Instant::now() + LASTS);
    unfold(begun, async |(greeting, mut listening, until)| {
        if let Some(greeting) = greeting {
            return Some((Ok(greeting), (None, listening, until)));
        }
        let event = timeout_at(until, listening.events.recv()).await.ok()??;
        Some((Ok(in_words(event)), (None, listening, until)))
    })
}

fn in_words(event: Event) -> sse::Event {
    // Ids are digits: nothing to escape.
    let (name, data) = match event {
        Event::Message { conversation, message } => {
            ("message", format!("{{\"conversation\":\"{conversation}\",\"message\":\"{message}\"}}"))
        }
        Event::Notice { notice } => ("notice", format!("{{\"notice\":\"{notice}\"}}")),
    };
    sse::Event::default().event(name).data(data)
}
