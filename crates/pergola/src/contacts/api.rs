//! Cards for programs.

use axum::{
    Json,
    extract::{Path, Query},
    http::{StatusCode, header},
    response::IntoResponse,
};
use pergola_domain::{
    contacts::{CardTyped, Refusal, WayKind},
    ids::ContactId,
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{
    acts,
    store::{self, Contact},
};
use crate::{
    http::{
        Body, Failed, Failure, Here, Page,
        dress::Problem,
        paging::{Asked, Listed},
    },
    words,
};

/// What stands on a card. A member reads only his own.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct ContactShape {
    id: String,
    name: String,
    organisation: String,
    position: String,
    place: String,
    emails: Vec<String>,
    phones: Vec<String>,
    urls: Vec<String>,
    /// The day they met.
    since: Option<String>,
    created_at: String,
}

fn shape(contact: Contact) -> ContactShape {
    let ways = |kind: WayKind| {
        contact.card.ways.iter().filter(|(other, _)| *other == kind).map(|(_, value)| value.clone()).collect()
    };
    ContactShape {
        id: contact.id.to_string(),
        emails: ways(WayKind::Email),
        phones: ways(WayKind::Phone),
        urls: ways(WayKind::Url),
        since: contact.card.since.map(words::day_input),
        created_at: words::rfc3339(contact.created_at),
        name: contact.card.name,
        organisation: contact.card.organisation,
        position: contact.card.position,
        place: contact.card.place,
    }
}

/// A card to keep; in a PATCH, what is absent stays.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct CardBody {
    name: Option<String>,
    organisation: Option<String>,
    position: Option<String>,
    place: Option<String>,
    emails: Option<Vec<String>>,
    phones: Option<Vec<String>>,
    urls: Option<Vec<String>>,
    /// `2021-05-04`, or RFC 3339.
    since: Option<String>,
}

impl CardBody {
    fn over(self, before: Option<ContactShape>) -> Result<CardTyped, Failure<Refusal>> {
        let malformed = || Failure::Refused(Refusal::SinceMalformed);
        let since = self.since.or_else(|| before.as_ref().and_then(|before| before.since.clone()));
        let since = since.map(|text| words::parse(&text).ok_or_else(malformed)).transpose()?;
        let typed = before.map_or_else(CardTyped::default, |before| CardTyped {
            name: before.name,
            organisation: before.organisation,
            position: before.position,
            place: before.place,
            emails: before.emails,
            phones: before.phones,
            urls: before.urls,
            since: None,
        });
        Ok(CardTyped {
            name: self.name.unwrap_or(typed.name),
            organisation: self.organisation.unwrap_or(typed.organisation),
            position: self.position.unwrap_or(typed.position),
            place: self.place.unwrap_or(typed.place),
            emails: self.emails.unwrap_or(typed.emails),
            phones: self.phones.unwrap_or(typed.phones),
            urls: self.urls.unwrap_or(typed.urls),
            since,
        })
    }
}

fn id(text: &str) -> Result<ContactId, Failed> {
    text.parse().map_err(|_why| Failed::NotFound)
}

/// The own cards, newest first.
#[utoipa::path(get, path = "/contacts", tag = "contacts", params(Asked),
    responses((status = 200, body = Listed<ContactShape>), (status = "default", description = "a problem", body = Problem)))]
pub(super) async fn list(here: Here, Query(asked): Query<Asked>) -> Page {
    let (limit, before, owner) = (asked.limit()?, asked.after()?, here.me()?.member);
    let found = here.app.db.read(async move |tx| store::list(tx, owner, before, limit + 1).await).await?;
    Ok(Listed::new(found, limit, |contact| contact.id.0, shape).answer("/api/v1/contacts", limit))
}

/// A new card.
#[utoipa::path(post, path = "/contacts", tag = "contacts", request_body = CardBody,
    responses((status = 201, body = ContactShape), (status = "default", description = "a problem", body = Problem)))]
pub(super) async fn create(here: Here, Body(body): Body<CardBody>) -> Page {
    let id = acts::create(&here.app, here.by(), body.over(None)?).await?;
    let made = shape(acts::find(&here.app, here.by(), id).await?);
    Ok((StatusCode::CREATED, [(header::LOCATION, format!("/api/v1/contacts/{id}"))], Json(made)).into_response())
}

/// One card.
#[utoipa::path(get, path = "/contacts/{id}", tag = "contacts", params(("id" = String, Path)),
    responses((status = 200, body = ContactShape), (status = "default", description = "a problem", body = Problem)))]
pub(super) async fn get(here: Here, Path(card): Path<String>) -> Page {
    Ok(Json(shape(acts::find(&here.app, here.by(), id(&card)?).await?)).into_response())
}

/// Other words on a card.
#[utoipa::path(patch, path = "/contacts/{id}", tag = "contacts", params(("id" = String, Path)), request_body = CardBody,
    responses((status = 200, body = ContactShape), (status = "default", description = "a problem", body = Problem)))]
pub(super) async fn edit(here: Here, Path(card): Path<String>, Body(body): Body<CardBody>) -> Page {
    let id = id(&card)?;
    let before = shape(acts::find(&here.app, here.by(), id).await?);
    acts::edit(&here.app, here.by(), id, body.over(Some(before))?).await?;
    Ok(Json(shape(acts::find(&here.app, here.by(), id).await?)).into_response())
}

/// A card less, with its notes and moments.
#[utoipa::path(delete, path = "/contacts/{id}", tag = "contacts", params(("id" = String, Path)),
    responses((status = 204), (status = "default", description = "a problem", body = Problem)))]
pub(super) async fn remove(here: Here, Path(card): Path<String>) -> Page {
    acts::remove(&here.app, here.by(), id(&card)?).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

/// All cards, in one act.
#[utoipa::path(delete, path = "/contacts", tag = "contacts",
    responses((status = 204), (status = "default", description = "a problem", body = Problem)))]
pub(super) async fn remove_all(here: Here) -> Page {
    acts::remove_all(&here.app, here.by()).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}
