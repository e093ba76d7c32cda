//! Introductions for programs. Requests along a path are in `api/requests`.

pub(super) mod requests;

use std::collections::BTreeMap;

use axum::{
    Json,
    extract::{Path, Query},
    http::{StatusCode, header},
    response::IntoResponse,
};
use pergola_db::Fault;
use pergola_domain::{
    asks::Kind,
    ids::{AskId, IntroductionId, MemberId, PersonId},
    introductions::{Given, Mine, Plain, Refusal, Role, Told},
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::acts::{
    answering, avoiding,
    looking::{self, Beside, Looked, Person},
    proposing::{self, Proposal},
};
use crate::{
    asks::Seen,
    http::{
        Body, Failed, Failure, Here, Page,
        dress::Problem,
        paging::{Asked, Listed},
    },
    members::{Account, PersonShape},
    words::rfc3339,
};

/// Whom to put in touch, and why, for each.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct NewIntroduction {
    /// Two to six: handles of your connections, or ids of your own contacts that have an address.
    people: Vec<String>,
    /// For each of them why, in up to 800 characters. Nobody reads another's.
    whys: BTreeMap<String, String>,
    /// The ask that the offer fits.
    #[serde(default)]
    ask: Option<String>,
    #[serde(default)]
    offer: Option<String>,
    /// Each may see how you met the others, where that is confirmed and shown.
    #[serde(default)]
    shows_how: bool,
}

/// Somebody in an introduction.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct PartyShape {
    /// None for somebody who is not a member.
    handle: Option<String>,
    /// The id of your own contact, for the one who introduces.
    contact: Option<String>,
    name: String,
    headline: String,
    url: Option<String>,
}

/// How the one who introduces met somebody: `worked`, `studied`, `event`, `introduced`, `online`, `other`.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct KnownHow {
    handle: String,
    kind: &'static str,
    organisation: Option<String>,
}

/// What came of it for somebody.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct OutcomeShape {
    by: Option<PersonShape>,
    /// The id of your own contact, where somebody told it who is no member.
    contact: Option<String>,
    /// `yes`, `not_yet`, `no`.
    helped: &'static str,
    thanks: String,
    at: String,
}

impl OutcomeShape {
    fn of(by: Option<PersonShape>, told: &Told) -> Self {
        Self { by, contact: None, helped: told.helped.word(), thanks: told.thanks.clone(), at: rfc3339(told.at) }
    }
}

/// An introduction as you may see it. Until it is made you see of the others only who they are.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct IntroductionShape {
    id: String,
    /// `broker`: you proposed it; `party`: you are asked.
    role: &'static str,
    /// `asked`, `made`, `closed`. There is one way to be closed, whatever was said.
    state: &'static str,
    broker: PersonShape,
    people: Vec<PartyShape>,
    /// What you are asked; none for the broker.
    why: Option<String>,
    /// What each is asked; none but for the broker.
    whys: Option<BTreeMap<String, String>>,
    /// Who asked along a path to be introduced to you, and what they wrote.
    requested_by: Option<PersonShape>,
    message: Option<String>,
    /// Your own answer: `none`, `not_now`, `yes`, `no`, `never_by`.
    answer: Option<&'static str>,
    /// The ask and the offer it is about, where you may read them.
    ask: Option<String>,
    offer: Option<String>,
    known_how: Vec<KnownHow>,
    proposed_at: String,
    /// Until when the question waits.
    until: String,
    made_at: Option<String>,
    conversation: Option<String>,
    /// What you told came of it.
    outcome: Option<OutcomeShape>,
    /// What those put in touch told you.
    outcomes: Vec<OutcomeShape>,
}

fn party_shape(here: &Here, person: &Person, is_broker: bool) -> PartyShape {
    let member = match person {
        Person::Member(account) => Some(PersonShape::of(here, account)),
        Person::Card(_) => None,
    };
    let contact = match person {
        Person::Card(card) if is_broker => Some(card.id.to_string()),
        _ => None,
    };
    PartyShape {
        contact,
        name: person.name().to_owned(),
        headline: person.role(),
        url: member.as_ref().map(|member| member.url.clone()),
        handle: member.map(|member| member.handle),
    }
}

fn shape(here: &Here, looked: &Looked, (beside, about): (Beside, Vec<Seen>)) -> IntroductionShape {
    let viewer = here.by().member;
    let (view, kept) = (&looked.view, &looked.kept);
    let is_broker = view.role == Role::Broker;
    let find = |id: PersonId| looked.people.iter().find(|person| person.id() == id);
    let account = |id: PersonId| match find(id) {
        Some(Person::Member(account)) => Some(PersonShape::of(here, account)),
        _ => None,
    };
    let key = |person: &Person| match person {
        Person::Member(account) => account.handle.clone(),
        Person::Card(card) => card.id.to_string(),
    };
    let whys = kept.words.iter().filter_map(|words| Some((key(find(words.person)?), words.why.clone()))).collect();
    let me = PersonId::Member(viewer);
    let named = |kind: Kind| about.iter().find(|seen| seen.ask.kind == kind).map(|seen| seen.ask.id.to_string());
    let by_request = kept.introduction.requested_by.filter(|asker| *asker != viewer && !is_broker);
    IntroductionShape {
        id: kept.id().to_string(),
        role: if is_broker { "broker" } else { "party" },
        state: view.seen.word(),
        broker: PersonShape::of(here, &looked.broker),
        people: looked.others(me).map(|person| party_shape(here, person, is_broker)).collect(),
        why: (!is_broker).then(|| kept.words_for(me).map(|words| words.why.clone()).unwrap_or_default()),
        whys: is_broker.then_some(whys),
        requested_by: by_request.and_then(|asker| account(PersonId::Member(asker))),
        message: beside.message,
        answer: view.mine.map(Mine::word),
        ask: named(Kind::Ask),
        offer: named(Kind::Offer),
        known_how: beside
            .known_how
            .into_iter()
            .map(|(account, how)| KnownHow {
                handle: account.handle,
                kind: how.kind.word(),
                organisation: Some(how.organisation).filter(|name| !name.is_empty()),
            })
            .collect(),
        proposed_at: rfc3339(view.proposed_at),
        until: rfc3339(view.until),
        made_at: view.made_at.map(rfc3339),
        conversation: view.made_at.and(kept.conversation).map(|id| id.to_string()),
        outcome: view.own_told.as_ref().map(|own| OutcomeShape::of(None, own)),
        outcomes: view
            .told
            .iter()
            .map(|(by, of)| {
                let contact = if let PersonId::Contact(card) = by { Some(card.to_string()) } else { None };
                OutcomeShape { contact, ..OutcomeShape::of(account(*by), of) }
            })
            .collect(),
    }
}

async fn answer_shape(here: &Here, id: IntroductionId) -> Result<IntroductionShape, Failed> {
    let by = here.by();
    let found = here
        .app
        .db
        .read(async move |tx| {
            let Some(looked) = looking::find(tx, by.member, id, by.now).await? else { return Ok(None) };
            let beside = looking::beside(tx, by.member, &looked).await?;
            Ok::<_, Fault>(Some((looked, beside)))
        })
        .await?;
    let (looked, beside) = found.ok_or(Failed::NotFound)?;
    let about = looking::about(&here.app, &here.by(), &looked).await?;
    Ok(shape(here, &looked, (beside, about)))
}

fn introduction_id(text: &str) -> Result<IntroductionId, Failed> {
    text.parse().map_err(|_why| Failed::NotFound)
}

fn ask_id(text: Option<String>, unknown: Plain) -> Result<Option<AskId>, Failed> {
    let parsed = text.map(|text| text.parse::<AskId>()).transpose();
    parsed.map_err(|_why| Failed::from(Failure::Refused(Refusal::from(unknown))))
}

/// Propose two to six people to each other. Each gets a private question.
#[utoipa::path(post, path = "/introductions", tag = "introductions", request_body = NewIntroduction,
    responses((status = 201, body = IntroductionShape), (status = "default", description = "a problem", body = Problem)))]
pub(super) async fn propose(here: Here, Body(new): Body<NewIntroduction>) -> Page {
    let proposal = Proposal {
        people: new.people,
        whys: new.whys,
        ask: ask_id(new.ask, Plain::AskUnknown)?,
        offer: ask_id(new.offer, Plain::OfferUnknown)?,
        shows_how: new.shows_how,
    };
    let id = proposing::propose(&here.app, here.by(), proposal).await?;
    let shape = answer_shape(&here, id).await?;
    Ok((StatusCode::CREATED, [(header::LOCATION, format!("/api/v1/introductions/{id}"))], Json(shape)).into_response())
}

/// Introductions that you proposed or are asked about, newest first.
#[utoipa::path(get, path = "/introductions", tag = "introductions", params(Asked),
    responses((status = 200, body = Listed<IntroductionShape>), (status = "default", description = "a problem", body = Problem)))]
pub(super) async fn list(here: Here, Query(asked): Query<Asked>) -> Page {
    let (limit, before, by) = (asked.limit()?, asked.after()?, here.by());
    let found = here
        .app
        .db
        .read(async move |tx| {
            let mut all = Vec::new();
            for looked in looking::list(tx, by.member, before, limit + 1, by.now).await? {
                let beside = looking::beside(tx, by.member, &looked).await?;
                all.push((looked, beside));
            }
            Ok::<_, Fault>(all)
        })
        .await?;
    let mut all = Vec::new();
    for (looked, beside) in found {
        let about = looking::about(&here.app, &here.by(), &looked).await?;
        all.push((looked, beside, about));
    }
    let of = |(looked, beside, about): (Looked, Beside, Vec<Seen>)| shape(&here, &looked, (beside, about));
    Ok(Listed::new(all, limit, |(looked, ..)| looked.kept.id().0, of).answer("/api/v1/introductions", limit))
}

/// One introduction.
#[utoipa::path(get, path = "/introductions/{id}", tag = "introductions", params(("id" = String, Path)),
    responses((status = 200, body = IntroductionShape), (status = "default", description = "a problem", body = Problem)))]
pub(super) async fn get(here: Here, Path(id): Path<String>) -> Page {
    Ok(Json(answer_shape(&here, introduction_id(&id)?).await?).into_response())
}

async fn answer(here: &Here, id: &str, given: Given) -> Page {
    let id = introduction_id(id)?;
    answering::answer(&here.app, here.by(), id, given).await?;
    Ok(Json(answer_shape(here, id).await?).into_response())
}

/// Yes. With the last yes you are in touch.
#[utoipa::path(put, path = "/introductions/{id}/acceptance", tag = "introductions", params(("id" = String, Path)),
    responses((status = 200, body = IntroductionShape), (status = "default", description = "a problem", body = Problem)))]
pub(super) async fn accept(here: Here, Path(id): Path<String>) -> Page {
    answer(&here, &id, Given::Yes).await
}

/// No, without a word. Nobody learns of it: for the others the question waits until its time is over.
#[utoipa::path(put, path = "/introductions/{id}/refusal", tag = "introductions", params(("id" = String, Path)),
    responses((status = 200, body = IntroductionShape), (status = "default", description = "a problem", body = Problem)))]
pub(super) async fn refuse(here: Here, Path(id): Path<String>) -> Page {
    answer(&here, &id, Given::No).await
}

/// Not now: you may still answer while the question waits.
#[utoipa::path(put, path = "/introductions/{id}/postponement", tag = "introductions", params(("id" = String, Path)),
    responses((status = 200, body = IntroductionShape), (status = "default", description = "a problem", body = Problem)))]
pub(super) async fn postpone(here: Here, Path(id): Path<String>) -> Page {
    answer(&here, &id, Given::NotNow).await
}

/// No, and you would rather not be introduced by this member again. Nobody learns of that either.
#[utoipa::path(put, path = "/introductions/{id}/avoidance", tag = "introductions", params(("id" = String, Path)),
    responses((status = 200, body = IntroductionShape), (status = "default", description = "a problem", body = Problem)))]
pub(super) async fn avoid(here: Here, Path(id): Path<String>) -> Page {
    answer(&here, &id, Given::NeverBy).await
}

/// Take an own proposal back.
#[utoipa::path(delete, path = "/introductions/{id}", tag = "introductions", params(("id" = String, Path)),
    responses((status = 204), (status = "default", description = "a problem", body = Problem)))]
pub(super) async fn withdraw(here: Here, Path(id): Path<String>) -> Page {
    answering::withdraw(&here.app, here.by(), introduction_id(&id)?).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

/// What came of it. Only the one who introduced you reads it.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct NewOutcome {
    /// `yes`, `not_yet`, `no`.
    helped: String,
    /// 600 characters at most.
    #[serde(default)]
    thanks: Option<String>,
}

/// Tell what came of it, once.
#[utoipa::path(put, path = "/introductions/{id}/outcome", tag = "introductions", params(("id" = String, Path)), request_body = NewOutcome,
    responses((status = 200, body = IntroductionShape), (status = "default", description = "a problem", body = Problem)))]
pub(super) async fn tell(here: Here, Path(id): Path<String>, Body(new): Body<NewOutcome>) -> Page {
    let id = introduction_id(&id)?;
    answering::tell(&here.app, here.by(), id, &new.helped, &new.thanks.unwrap_or_default()).await?;
    Ok(Json(answer_shape(&here, id).await?).into_response())
}

/// By whom you would rather not be introduced. Only you see this list.
#[utoipa::path(get, path = "/avoided_introducers", tag = "introductions", params(Asked),
    responses((status = 200, body = Listed<PersonShape>), (status = "default", description = "a problem", body = Problem)))]
pub(super) async fn avoided(here: Here, Query(asked): Query<Asked>) -> Page {
    let (limit, after, member) = (asked.limit()?, asked.after()?.map(MemberId), here.me()?.member);
    let found = here.app.db.read(async move |tx| avoiding::list(tx, member, after, limit + 1).await).await?;
    let shape = |account: Account| PersonShape::of(&here, &account);
    Ok(Listed::new(found, limit, |account: &Account| account.id.0, shape).answer("/api/v1/avoided_introducers", limit))
}

/// This member may introduce you again.
#[utoipa::path(delete, path = "/avoided_introducers/{handle}", tag = "introductions", params(("handle" = String, Path)),
    responses((status = 204), (status = "default", description = "a problem", body = Problem)))]
pub(super) async fn lift(here: Here, Path(handle): Path<String>) -> Page {
    avoiding::lift(&here.app, here.by(), &handle).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}
