//! Events for programs.

use axum::{
    Json,
    extract::{Path, Query},
    http::{StatusCode, header},
    response::IntoResponse,
};
use pergola_domain::{
    events::{Attendance, Event, HeldFor, Typed},
    ids::EventId,
};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::acts::{self, Proposal, Seen};
use crate::{
    http::{
        Body, Failed, Here, Page,
        dress::Problem,
        paging::{Asked, Listed},
    },
    meetings::clock,
    members::PersonShape,
    posts::{self, CommentShape, Hung, NewComment},
    words,
};

/// An event as its reader may see it.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct EventShape {
    id: String,
    title: String,
    text: String,
    starts_at: String,
    ends_at: String,
    zone: String,
    place: String,
    /// Only for who holds it and for those who come; else empty.
    link: String,
    /// It can be followed from afar: the link comes with the place.
    has_link: bool,
    capacity: Option<i64>,
    /// `ties`, `two_steps`, `group`, `everybody`, `web`.
    audience: &'static str,
    host: PersonShape,
    /// The number of the organisation for which it is held.
    organisation: Option<String>,
    /// Whether it is shown that the host may use its name: the organisation is proven, and the host speaks for it. Null where
    /// the event is held for none.
    organisation_proven: Option<bool>,
    /// The number of the group for which it is held, where you may read in it.
    group: Option<String>,
    cancelled: bool,
    /// You alone see it, whose event it is: it waits for a moderator, or one took it away.
    held: bool,
    /// `coming`, `waiting`, or null.
    attendance: Option<&'static str>,
    url: String,
}

fn shape(here: &Here, seen: &Seen) -> EventShape {
    let said = &seen.event.said;
    EventShape {
        id: seen.event.id.to_string(),
        title: said.title.clone(),
        text: said.text.clone(),
        starts_at: words::rfc3339(said.starts_at),
        ends_at: words::rfc3339(said.ends_at),
        zone: said.zone.clone(),
        place: said.place.clone(),
        link: said.link.clone(),
        has_link: seen.has_link,
        capacity: said.capacity,
        audience: said.audience.word(),
        host: PersonShape::of(here, &seen.host),
        organisation: seen.event.held_for.organisation().map(|id| id.to_string()),
        organisation_proven: seen.event.held_for.organisation().map(|_| !seen.domain.is_empty()),
        group: seen.event.held_for.group().filter(|_| seen.in_group).map(|id| id.to_string()),
        cancelled: seen.event.cancelled,
        held: seen.event.held,
        attendance: seen.mine.map(Attendance::word),
        url: format!("{}/events/{}", here.app.config.address, seen.event.id),
    }
}

fn number(id: &str) -> Result<EventId, Failed> {
    id.parse().map_err(|_why| Failed::NotFound)
}

async fn found(here: &Here, id: EventId) -> Result<Seen, Failed> {
    acts::find(&here.app, &here.by(), id).await?.ok_or(Failed::NotFound)
}

/// An event to hold; in a PATCH, what is absent stays.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct EventBody {
    title: Option<String>,
    text: Option<String>,
    /// The hour on the walls of `zone`, `2026-05-04T18:00`; or a moment of RFC 3339.
    starts: Option<String>,
    ends: Option<String>,
    zone: Option<String>,
    place: Option<String>,
    link: Option<String>,
    /// 0 for as many as come.
    capacity: Option<i64>,
    audience: Option<String>,
    /// The number of an organisation for which you speak; empty for none.
    organisation: Option<String>,
    /// The number of a group that you are in; empty for none.
    group: Option<String>,
}

impl EventBody {
    fn over(self, before: Option<&pergola_domain::events::Event>) -> Proposal {
        let said = before.map(|event| &event.said);
        let text = |new: Option<String>, old: fn(&pergola_domain::events::Said) -> &str| {
            new.or_else(|| said.map(|said| old(said).to_owned())).unwrap_or_default()
        };
        let zone = text(self.zone, |said| &said.zone);
        let moment = |new: Option<String>,
                      old: fn(&pergola_domain::events::Said) -> pergola_domain::time::Timestamp| {
            new.or_else(|| said.map(|said| words::rfc3339(old(said)))).map(|at| clock::read(&at, &zone))
        };
        let (starts, ends) = (moment(self.starts, |said| said.starts_at), moment(self.ends, |said| said.ends_at));
        let capacity = match self.capacity {
            Some(0) => String::new(),
            Some(number) => number.to_string(),
            None => said.and_then(|said| said.capacity).map_or_else(String::new, |number| number.to_string()),
        };
        let held_for = before.map(|event| event.held_for).unwrap_or_default();
        let number = |id: Option<String>| id.unwrap_or_default();
        let organisation =
            self.organisation.unwrap_or_else(|| number(held_for.organisation().map(|id| id.to_string())));
        let group = self.group.unwrap_or_else(|| number(held_for.group().map(|id| id.to_string())));
        let typed = Typed {
            title: text(self.title, |said| &said.title),
            text: text(self.text, |said| &said.text),
            starts,
            ends,
            place: text(self.place, |said| &said.place),
            link: text(self.link, |said| &said.link),
            capacity,
            audience: self
                .audience
                .or_else(|| said.map(|said| said.audience.word().to_owned()))
                .unwrap_or_else(|| "two_steps".to_owned()),
        };
        Proposal { typed, organisation, group }
    }
}

/// Which events.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub(super) struct EventsAsked {
    /// Held for this group.
    #[serde(default)]
    group: Option<String>,
    /// Held for this organisation.
    #[serde(default)]
    organisation: Option<String>,
    #[serde(default)]
    cursor: Option<String>,
    #[serde(default)]
    limit: Option<i64>,
}

/// Events to come that you may see, the newest first; those of one group or organisation where one is named.
#[utoipa::path(get, path = "/events", tag = "events", params(EventsAsked),
    responses((status = 200, body = Listed<EventShape>), (status = "default", description = "a problem", body = Problem)))]
pub(super) async fn list(here: Here, Query(asked): Query<EventsAsked>) -> Page {
    let place = Asked { cursor: asked.cursor.clone(), limit: asked.limit };
    let (limit, by) = (place.limit()?, here.by());
    let held_for =
        acts::held_for_named(asked.organisation.as_deref(), asked.group.as_deref()).ok_or(Failed::NotFound)?;
    if held_for != HeldFor::Oneself && acts::holder(&here.app, &by, held_for).await?.is_none() {
        return Err(Failed::NotFound);
    }
    let wanted = |event: &Event| held_for == HeldFor::Oneself || event.held_for == held_for;
    let page = acts::page(&here.app, &by, wanted, (place.after()?, limit + 1)).await?;
    let list = Listed::new(page, limit, |seen| seen.event.id.0, |seen| shape(&here, &seen));
    let path = match held_for {
        HeldFor::Oneself => "/api/v1/events".to_owned(),
        HeldFor::Group(id) => format!("/api/v1/events?group={id}"),
        HeldFor::Organisation(id) => format!("/api/v1/events?organisation={id}"),
    };
    Ok(list.answer(&path, limit))
}

/// Hold an event.
#[utoipa::path(post, path = "/events", tag = "events", request_body = EventBody,
    responses((status = 201, body = EventShape), (status = "default", description = "a problem", body = Problem)))]
pub(super) async fn post(here: Here, Body(body): Body<EventBody>) -> Page {
    let event = acts::post(&here.app, here.by(), body.over(None)).await?;
    let made = shape(&here, &found(&here, event.id).await?);
    Ok((StatusCode::CREATED, [(header::LOCATION, format!("/api/v1/events/{}", event.id))], Json(made)).into_response())
}

/// One event.
#[utoipa::path(get, path = "/events/{id}", tag = "events", params(("id" = String, Path)),
    responses((status = 200, body = EventShape), (status = "default", description = "a problem", body = Problem)))]
pub(super) async fn get(here: Here, Path(id): Path<String>) -> Page {
    Ok(Json(shape(&here, &found(&here, number(&id)?).await?)).into_response())
}

/// Say it otherwise. Those in it are told of another time or place.
#[utoipa::path(patch, path = "/events/{id}", tag = "events", params(("id" = String, Path)), request_body = EventBody,
    responses((status = 200, body = EventShape), (status = "default", description = "a problem", body = Problem)))]
pub(super) async fn change(here: Here, Path(id): Path<String>, Body(body): Body<EventBody>) -> Page {
    let id = number(&id)?;
    let before = acts::find_to_change(&here.app, &here.by(), id).await?;
    acts::change(&here.app, here.by(), id, body.over(Some(&before))).await?;
    Ok(Json(shape(&here, &found(&here, id).await?)).into_response())
}

/// Call it off. Those in it are told.
#[utoipa::path(delete, path = "/events/{id}", tag = "events", params(("id" = String, Path)),
    responses((status = 204), (status = "default", description = "a problem", body = Problem)))]
pub(super) async fn cancel(here: Here, Path(id): Path<String>) -> Page {
    acts::cancel(&here.app, here.by(), number(&id)?).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

/// Who may read that you come.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct AttendanceBody {
    /// `ties` (unless said), `attendees`, `nobody`. Who holds the event reads it always.
    #[serde(default)]
    shown: String,
}

/// Come; where there is no place, wait for one.
#[utoipa::path(put, path = "/events/{id}/attendance", tag = "events", params(("id" = String, Path)),
    request_body = AttendanceBody,
    responses((status = 200, body = EventShape), (status = "default", description = "a problem", body = Problem)))]
pub(super) async fn attend(here: Here, Path(id): Path<String>, Body(body): Body<AttendanceBody>) -> Page {
    let id = number(&id)?;
    acts::attend(&here.app, here.by(), id, &body.shown).await?;
    Ok(Json(shape(&here, &found(&here, id).await?)).into_response())
}

/// Not after all.
#[utoipa::path(delete, path = "/events/{id}/attendance", tag = "events", params(("id" = String, Path)),
    responses((status = 204), (status = "default", description = "a problem", body = Problem)))]
pub(super) async fn leave(here: Here, Path(id): Path<String>) -> Page {
    acts::leave(&here.app, here.by(), number(&id)?).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

/// Who comes, as each allows: in the order of joining.
#[utoipa::path(get, path = "/events/{id}/attendees", tag = "events", params(("id" = String, Path), Asked),
    responses((status = 200, body = Listed<PersonShape>), (status = "default", description = "a problem", body = Problem)))]
pub(super) async fn attendees(here: Here, Path(id): Path<String>, Query(asked): Query<Asked>) -> Page {
    let (limit, after) = (asked.limit()?, asked.after()?);
    let seen = found(&here, number(&id)?).await?;
    let mut people = acts::attendees(&here.app, &here.by(), &seen).await?.people;
    people.sort_by_key(|person| person.id);
    people.retain(|person| after.is_none_or(|after| person.id.0 > after));
    people.truncate(usize::try_from(limit + 1).unwrap_or(0));
    let list = Listed::new(people, limit, |person| person.id.0, |person| PersonShape::of(&here, &person));
    Ok(list.answer(&format!("/api/v1/events/{id}/attendees"), limit))
}

/// Somebody whom you could meet there.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct WorthShape {
    person: PersonShape,
    /// What this one says: an ask that you answer, or an offer that answers you.
    kind: &'static str,
    id: String,
    text: String,
    /// The words in which both say it.
    shared: Vec<String>,
}

/// Whom you could meet there and why.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct WorthList {
    items: Vec<WorthShape>,
}

/// People whom you could meet there, and why: ten at most.
#[utoipa::path(get, path = "/events/{id}/people", tag = "events", params(("id" = String, Path)),
    responses((status = 200, body = WorthList), (status = "default", description = "a problem", body = Problem)))]
pub(super) async fn people(here: Here, Path(id): Path<String>) -> Page {
    let seen = found(&here, number(&id)?).await?;
    let attendees = acts::attendees(&here.app, &here.by(), &seen).await?;
    let worth = acts::worth_meeting(&here.app, &here.by(), &attendees).await?;
    let items = worth.into_iter().map(|reason| WorthShape {
        person: PersonShape::of(&here, &reason.person),
        kind: reason.theirs.kind.word(),
        id: reason.theirs.id.to_string(),
        text: reason.theirs.said.text.clone(),
        shared: reason.shared,
    });
    Ok(Json(WorthList { items: items.collect() }).into_response())
}

/// What is said below an event, oldest first.
#[utoipa::path(get, path = "/events/{id}/comments", tag = "events", params(("id" = String, Path), Asked),
    responses((status = 200, body = Listed<CommentShape>), (status = "default", description = "a problem", body = Problem)))]
pub(super) async fn list_comments(here: Here, Path(id): Path<String>, Query(asked): Query<Asked>) -> Page {
    let seen = found(&here, number(&id)?).await?;
    let place = (Hung::Event(seen.event.id), seen.event.host);
    posts::listed(&here, place, &format!("/api/v1/events/{}/comments", seen.event.id), &asked).await
}

/// Say something below an event. It is taken away at `/comments/{id}`, by who said it or who holds the event.
#[utoipa::path(post, path = "/events/{id}/comments", tag = "events", params(("id" = String, Path)), request_body = NewComment,
    responses((status = 201, body = CommentShape), (status = "default", description = "a problem", body = Problem)))]
pub(super) async fn write_comment(here: Here, Path(id): Path<String>, Body(new): Body<NewComment>) -> Page {
    let seen = found(&here, number(&id)?).await?;
    posts::written(&here, (Hung::Event(seen.event.id), seen.event.host), &new.text).await
}
