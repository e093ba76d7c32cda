//! What fits, for programs.

use axum::{
    Json,
    extract::{Path, Query},
    response::IntoResponse,
};
use pergola_domain::asks::{Audience, Kind, Said, Typed};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::{
    api::{AskShape, number},
    fits::{Fit, Wanted, With, fits},
    pages::reason,
    sight,
};
use crate::{
    http::{Body, Failed, Failure, Here, Page, dress::Problem},
    members::{self, PersonShape},
};

/// Matches in one answer.
const MOST: usize = 20;

/// What fits, the best first. Empty where nothing fits with a reason that can be named.
#[derive(Debug, Serialize, ToSchema)]
struct Matches {
    items: Vec<MatchShape>,
}

/// An offer or a person for an ask, an ask for an offer.
#[derive(Debug, Serialize, ToSchema)]
struct MatchShape {
    #[serde(skip_serializing_if = "Option::is_none")]
    offer: Option<AskShape>,
    #[serde(skip_serializing_if = "Option::is_none")]
    ask: Option<AskShape>,
    /// Who tells of himself what fits.
    #[serde(skip_serializing_if = "Option::is_none")]
    person: Option<PersonShape>,
    /// From 0 to 1.
    score: f64,
    /// Never empty.
    reasons: Vec<ReasonShape>,
}

/// Why, in the caller's language.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ReasonShape {
    /// `topic`, `word`, `meaning`, `place`.
    pub(crate) kind: String,
    pub(crate) text: String,
}

impl ReasonShape {
    pub(crate) fn of(said: reason::Said) -> Self {
        Self { kind: said.kind.to_owned(), text: said.text }
    }
}

impl MatchShape {
    fn of(here: &Here, fit: Fit) -> Self {
        let person = matches!(fit.with, With::Person(_));
        let reasons = reason::said(&here.speech(), &fit.reasons, person).into_iter().map(ReasonShape::of).collect();
        let score = (f64::from(fit.score) * 1_000.0).round() / 1_000.0;
        let mut shape = Self { offer: None, ask: None, person: None, score, reasons };
        match fit.with {
            With::Posted(seen) if seen.ask.kind == Kind::Offer => shape.offer = Some(AskShape::of(here, &seen, &[])),
            With::Posted(seen) => shape.ask = Some(AskShape::of(here, &seen, &[])),
            With::Person(account) => shape.person = Some(PersonShape::of(here, &account)),
        }
        shape
    }
}

async fn matches(here: &Here, wanted: &Wanted, most: usize) -> Page {
    let found = fits(&here.app, &here.by(), wanted, most).await?;
    let items = found.into_iter().map(|fit| MatchShape::of(here, fit)).collect();
    Ok(Json(Matches { items }).into_response())
}

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub(super) struct Asked {
    /// 1 to 20; 20 unless said.
    #[serde(default)]
    limit: Option<usize>,
}

async fn matches_of(here: &Here, kind: Kind, id: &str, asked: &Asked) -> Page {
    let most = asked.limit.unwrap_or(MOST);
    if !(1..=MOST).contains(&most) {
        return Err(Failed::Malformed { code: "asks.matches_malformed", field: Some("limit".to_owned()) });
    }
    let seen = sight::find_visible(&here.app, &here.by(), number(id)?).await?;
    let seen = seen.filter(|seen| seen.ask.kind == kind).ok_or(Failed::NotFound)?;
    if !seen.ask.is_open(here.by().now) {
        return Ok(Json(Matches { items: Vec::new() }).into_response());
    }
    matches(here, &Wanted::of(&seen), most).await
}

/// Offers and people that fit an ask, of those the caller may see.
#[utoipa::path(get, path = "/asks/{id}/matches", tag = "asks", params(("id" = String, Path), Asked),
    responses((status = 200, body = Matches), (status = "default", description = "a problem", body = Problem)))]
pub(super) async fn ask_matches(here: Here, Path(id): Path<String>, Query(asked): Query<Asked>) -> Page {
    matches_of(&here, Kind::Ask, &id, &asked).await
}

/// Asks that an offer fits, of those the caller may see.
#[utoipa::path(get, path = "/offers/{id}/matches", tag = "asks", params(("id" = String, Path), Asked),
    responses((status = 200, body = Matches), (status = "default", description = "a problem", body = Problem)))]
pub(super) async fn offer_matches(here: Here, Path(id): Path<String>, Query(asked): Query<Asked>) -> Page {
    matches_of(&here, Kind::Offer, &id, &asked).await
}

/// Something that is being written.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Draft {
    /// `ask`, `offer`.
    kind: String,
    /// 500 characters at most.
    text: String,
    #[serde(default)]
    topics: Vec<String>,
    #[serde(default)]
    place: Option<String>,
    #[serde(default)]
    language: Option<String>,
    #[serde(default)]
    audience: Option<String>,
}

/// What would fit an ask or an offer, before it is put on the board. Nothing of it is kept.
#[utoipa::path(post, path = "/matches/preview", tag = "asks", request_body = Draft,
    responses((status = 200, body = Matches), (status = "default", description = "a problem", body = Problem)))]
pub(super) async fn preview(here: Here, Body(draft): Body<Draft>) -> Page {
    let by = here.by();
    let kind: Kind = draft.kind.parse().map_err(|plain| Failure::Refused(super::acts::refusal(plain)))?;
    let typed = Typed {
        text: draft.text,
        topics: draft.topics,
        place: draft.place.unwrap_or_default(),
        language: draft.language.unwrap_or_else(|| by.language.tag().to_owned()),
        audience: draft.audience.unwrap_or_else(|| Audience::TwoSteps.word().to_owned()),
    };
    let said = Said::read(&typed).map_err(Failure::Refused)?;
    let author = by.member;
    let own = here.app.db.read(async move |tx| members::find(tx, author).await).await?;
    let home = own.map(|own| own.place).unwrap_or_default();
    matches(&here, &Wanted { kind, author, id: None, said, home }, MOST).await
}
