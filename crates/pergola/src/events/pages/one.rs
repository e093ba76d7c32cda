//! `/events/{id}`: one of them; who comes, as each allows; whom one could meet there and why.

use askama::Template;
use axum::extract::{Path, Query};
use pergola_domain::{
    asks::Kind,
    events::{Attendance, Shown},
    ids::CommentId,
};
use serde::Deserialize;

use super::{find, number};
use crate::{
    events::acts::{self, Attendees, Seen},
    http::{Failed, Form, Frame, Here, Page, Place, layout::face, see},
    members::Account,
    pictures::TileSize,
    posts::{self, Below, CommentForm, Hanging, Hung, TypedComment},
    words::{Speech, rfc3339},
};

/// Named on the page of an event; the list of programs has all.
const NAMED: usize = 60;

#[expect(clippy::struct_excessive_bools, reason = "what its page shows or not, each for itself")]
#[derive(Template)]
#[template(path = "events/pages/one.html")]
struct OnePage {
    frame: Frame,
    path: String,
    text: Vec<String>,
    when: String,
    ends: String,
    starts_machine: String,
    ends_machine: String,
    zone: String,
    here: Option<String>,
    place: String,
    link: String,
    /// There is one, whether this reader has it or not.
    has_link: bool,
    /// 0 for as many as come.
    capacity: i64,
    host: Node,
    holder: Option<acts::Holder>,
    /// It is held for an organisation: by which domain that is proven, or empty where nothing is.
    proven: Option<String>,
    cancelled: bool,
    /// Its holder alone sees it.
    held: bool,
    /// What the reader is to it: `visitor`, `host`, `coming`, `waiting`, `room`, `full`, `over`.
    standing: &'static str,
    /// The reader may say it otherwise.
    changes: bool,
    shown: Vec<(&'static str, String, bool)>,
    people: Vec<Node>,
    more: usize,
    waiting: Vec<Node>,
    worth: Vec<Worth>,
    /// What is said below it; for members.
    below: Option<Below>,
}

struct Node {
    name: String,
    path: String,
    headline: String,
    face: String,
    tied: bool,
}

impl Node {
    fn of(person: &Account, tied: bool) -> Self {
        Self {
            name: person.name.clone(),
            path: person.path(),
            headline: person.headline.clone(),
            face: face(person.id.0, &person.name, person.photo, TileSize::Small),
            tied,
        }
    }
}

/// Somebody one could meet there.
struct Worth {
    node: Node,
    said: String,
    lang: String,
    path: String,
    why: String,
}

#[derive(Debug, Default, Deserialize)]
pub(in crate::events) struct Asked {
    #[serde(default)]
    after: Option<String>,
}

pub(in crate::events) async fn one(here: Here, Path(id): Path<String>, Query(asked): Query<Asked>) -> Page {
    let after = asked.after.as_deref().and_then(|after| after.parse().ok()).unwrap_or(CommentId(0));
    draw(&here, &id, after, TypedComment::default()).await
}

pub(in crate::events) async fn say(here: Here, Path(id): Path<String>, Form(form): Form<CommentForm>) -> Page {
    let seen = find(&here, &id).await?;
    let (place, path) = ((Hung::Event(seen.event.id), seen.event.host), format!("/events/{}", seen.event.id));
    match posts::send(&here, place, &path, form).await? {
        Ok(answer) => Ok(answer),
        Err(typed) => draw(&here, &id, CommentId(0), typed).await,
    }
}

/// What is said below it, for members.
async fn said(here: &Here, seen: &Seen, after: CommentId, typed: TypedComment) -> Result<Option<Below>, Failed> {
    if here.identity.me.is_none() {
        return Ok(None);
    }
    let path = format!("/events/{}", seen.event.id);
    let hanging = Hanging { below: Hung::Event(seen.event.id), owner: seen.event.host, path, quiet: true };
    posts::below(here, hanging, after, typed).await.map(Some)
}

async fn draw(here: &Here, id: &str, after: CommentId, typed: TypedComment) -> Page {
    let seen = find(here, id).await?;
    let by = here.by();
    let refused = typed.wrong.is_some();
    let below = said(here, &seen, after, typed).await?;
    let attendees = match &here.identity.me {
        Some(_) => acts::attendees(&here.app, &by, &seen).await?,
        None => Attendees::default(),
    };
    let worth = acts::worth_meeting(&here.app, &by, &attendees).await?;
    let holder = acts::holder(&here.app, &by, seen.event.held_for).await?;
    let frame = here.frame(seen.event.said.title.clone(), Place::People);
    let t = frame.t.clone();
    let said = &seen.event.said;
    let chosen = attendees.shown.unwrap_or(Shown::Ties);
    let node = |person: &Account| Node::of(person, attendees.tied.contains(&person.id));
    let changes = acts::may_change(&here.app, &by, &seen.event).await?;
    let page = OnePage {
        changes,
        path: format!("/events/{}", seen.event.id),
        text: said.text.split("\n\n").filter(|part| !part.is_empty()).map(str::to_owned).collect(),
        when: t.hour_there(said.starts_at, &said.zone),
        ends: t.end_there(said.starts_at, said.ends_at, &said.zone),
        starts_machine: rfc3339(said.starts_at),
        ends_machine: rfc3339(said.ends_at),
        zone: said.zone.clone(),
        here: t.hour_here(said.starts_at, &said.zone),
        place: said.place.clone(),
        link: said.link.clone(),
        has_link: seen.has_link,
        capacity: said.capacity.unwrap_or(0),
        host: Node::of(&seen.host, false),
        proven: seen.event.held_for.organisation().map(|_| seen.domain.clone()),
        holder,
        cancelled: seen.event.cancelled,
        held: seen.event.held,
        standing: standing(here, &seen, &attendees),
        shown: Shown::ALL
            .map(|one| (one.word(), t.s(&["events-shown-", one.word()].concat()).to_owned(), one == chosen))
            .to_vec(),
        people: attendees.people.iter().take(NAMED).map(node).collect(),
        more: attendees.people.len().saturating_sub(NAMED),
        waiting: attendees.waiting.iter().map(node).collect(),
        worth: worth.iter().map(|reason| worth_of(&t, reason)).collect(),
        below,
        frame: if refused { frame.with_errors() } else { frame },
    };
    if refused { here.draw_refused(&page) } else { here.draw(&page) }
}

fn standing(here: &Here, seen: &Seen, attendees: &Attendees) -> &'static str {
    let by = here.by();
    let Some(me) = &here.identity.me else { return "visitor" };
    if seen.event.host == me.member {
        return "host";
    }
    if seen.event.is_over(by.now) || seen.event.cancelled {
        return "over";
    }
    match seen.mine {
        Some(Attendance::Coming) => "coming",
        Some(Attendance::Waiting) => "waiting",
        None if attendees.room => "room",
        None => "full",
    }
}

fn worth_of(t: &Speech, reason: &acts::Reason) -> Worth {
    let key = if reason.theirs.kind == Kind::Ask { "events-why-asks" } else { "events-why-offers" };
    Worth {
        node: Node::of(&reason.person, false),
        said: reason.theirs.said.text.clone(),
        lang: reason.theirs.said.language.clone(),
        path: crate::asks::path(&reason.theirs),
        why: t.say(key).bold("topics", &reason.shared.join(", ")).to_string(),
    }
}

#[derive(Debug, Default, Deserialize)]
pub(in crate::events) struct AttendForm {
    #[serde(default)]
    shown: String,
}

pub(in crate::events) async fn attend(here: Here, Path(id): Path<String>, Form(form): Form<AttendForm>) -> Page {
    let state = acts::attend(&here.app, here.by(), number(&id)?, &form.shown).await?;
    let done = if state == Attendance::Coming { "event-coming" } else { "event-waiting" };
    Ok(see(&format!("/events/{id}"), Some(done)))
}

/// An empty form.
#[derive(Debug, Deserialize)]
pub(in crate::events) struct Empty {}

pub(in crate::events) async fn leave(here: Here, Path(id): Path<String>, Form(Empty {}): Form<Empty>) -> Page {
    acts::leave(&here.app, here.by(), number(&id)?).await?;
    Ok(see("/events", Some("event-left")))
}

pub(in crate::events) async fn cancel(here: Here, Path(id): Path<String>, Form(Empty {}): Form<Empty>) -> Page {
    acts::cancel(&here.app, here.by(), number(&id)?).await?;
    Ok(see(&format!("/events/{id}"), Some("event-off")))
}

#[derive(Template)]
#[template(path = "events/pages/badges.html")]
struct BadgesPage {
    frame: Frame,
    path: String,
    event: String,
    people: Vec<Node>,
}

/// A badge for each of those who come, and for who holds it: a page to print.
pub(in crate::events) async fn badges(here: Here, Path(id): Path<String>) -> Page {
    let by = here.by();
    let event = acts::find_own(&here.app, &by, number(&id)?).await?;
    let seen = acts::find(&here.app, &by, event.id).await?.ok_or(Failed::NotFound)?;
    let attendees = acts::attendees(&here.app, &by, &seen).await?;
    let title = here.speech().say("events-badges-title").arg("event", &event.said.title).text();
    let everybody = [seen.host].into_iter().chain(attendees.people);
    let page = BadgesPage {
        path: format!("/events/{}", event.id),
        event: event.said.title,
        people: everybody.map(|person| Node::of(&person, false)).collect(),
        frame: here.frame(title, Place::People),
    };
    here.draw(&page)
}
