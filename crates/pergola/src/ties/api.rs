//! Ties, invitations and blocks for programs.

use axum::{
    Json,
    extract::{Path, Query},
    http::{StatusCode, header},
    response::IntoResponse,
};
use pergola_db::{Fault, Tx};
use pergola_domain::{
    ids::{InvitationId, MemberId},
    ties::{Invitation, Met, MetTyped},
};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::{
    Asking, TieFacts,
    acts::{asking, ending, forming},
    store,
};
use crate::{
    http::{
        Body, BodyOrNothing, Failed, Here, Page,
        dress::Problem,
        paging::{Asked, Listed},
    },
    members::{self, Account, PersonShape},
    words,
};

/// How two people met, as one of them tells it.
#[derive(Clone, Debug, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct MetShape {
    /// `worked`, `studied`, `event`, `introduced`, `online`, `other`.
    kind: String,
    /// 200 characters at most.
    #[serde(default)]
    text: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    organisation: Option<String>,
    /// `2019-03` or `2019`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    from: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    to: Option<String>,
}

impl MetShape {
    fn typed(self) -> MetTyped {
        MetTyped {
            kind: self.kind,
            text: self.text,
            organisation: self.organisation.unwrap_or_default(),
            from: self.from.unwrap_or_default(),
            to: self.to.unwrap_or_default(),
        }
    }

    fn of(met: &Met) -> Self {
        Self {
            kind: met.kind.word().to_owned(),
            text: met.text.clone(),
            organisation: Some(met.organisation.clone()).filter(|name| !name.is_empty()),
            from: met.from.map(|month| month.to_string()),
            to: met.to.map(|month| month.to_string()),
        }
    }
}

/// Whom to ask, and how you met.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct NewInvitation {
    /// Handle.
    to: String,
    how_met: MetShape,
    /// 600 characters at most.
    #[serde(default)]
    message: Option<String>,
}

/// An invitation, as this side may see it: whoever sent it sees it wait until it is accepted.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct InvitationShape {
    id: String,
    from: Option<PersonShape>,
    to: Option<PersonShape>,
    how_met: MetShape,
    message: String,
    /// The caller wrote it, and its words wait for a moderator: the other side has the invitation without them.
    words_held: bool,
    sent_at: String,
}

fn invitation_shape(
    here: &Here,
    people: &[Account],
    held: &[InvitationId],
    invitation: &Invitation,
) -> InvitationShape {
    let person =
        |id: MemberId| people.iter().find(|account| account.id == id).map(|account| PersonShape::of(here, account));
    InvitationShape {
        id: invitation.id.to_string(),
        from: person(invitation.from),
        to: person(invitation.to),
        how_met: MetShape::of(&invitation.met),
        message: invitation.message.clone(),
        words_held: invitation.from == here.by().member && held.contains(&invitation.id),
        sent_at: words::rfc3339(invitation.sent_at),
    }
}

/// Ask somebody to be connected.
#[utoipa::path(post, path = "/invitations", tag = "ties", request_body = NewInvitation,
    responses((status = 201, body = InvitationShape), (status = "default", description = "a problem", body = Problem)))]
pub(super) async fn invite(here: Here, Body(new): Body<NewInvitation>) -> Page {
    let asked = Asking { to: new.to, met: new.how_met.typed(), message: new.message.unwrap_or_default() };
    let invitation = asking::invite(&here.app, here.by(), asked).await?;
    let (ids, member) = ([invitation.from, invitation.to], invitation.from);
    let (people, held) = here
        .app
        .db
        .read(async move |tx| {
            let people = members::find_many(tx, &ids).await?;
            Ok::<_, Fault>((people, store::invitations::list_held(tx, member).await?))
        })
        .await?;
    let path = format!("/api/v1/invitations/{}", invitation.id);
    let shape = invitation_shape(&here, &people, &held, &invitation);
    Ok((StatusCode::CREATED, [(header::LOCATION, path)], Json(shape)).into_response())
}

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub(super) struct InvitationsAsked {
    /// `in`: they wait for your answer; `out`: you wait for theirs.
    #[serde(default)]
    r#box: Option<String>,
    #[serde(default)]
    cursor: Option<String>,
    #[serde(default)]
    limit: Option<i64>,
}

/// Invitations that wait.
#[utoipa::path(get, path = "/invitations", tag = "ties", params(InvitationsAsked),
    responses((status = 200, body = Listed<InvitationShape>), (status = "default", description = "a problem", body = Problem)))]
pub(super) async fn invitations(here: Here, Query(asked): Query<InvitationsAsked>) -> Page {
    let outgoing = match asked.r#box.as_deref() {
        None | Some("in") => false,
        Some("out") => true,
        Some(_) => return Err(Failed::Malformed { code: "ties.box_unknown", field: Some("box".to_owned()) }),
    };
    let page = Asked { cursor: asked.cursor, limit: asked.limit };
    let (limit, before, member) = (page.limit()?, page.after()?, here.me()?.member);
    let (found, people, held) = here
        .app
        .db
        .read(async move |tx| {
            let found = if outgoing {
                store::invitations::list_out(tx, member, before, limit + 1).await?
            } else {
                store::invitations::list_in(tx, member, before, limit + 1).await?
            };
            let ids: Vec<MemberId> = found.iter().flat_map(|invitation| [invitation.from, invitation.to]).collect();
            let held = store::invitations::list_held(tx, member).await?;
            Ok::<_, Fault>((found, members::find_many(tx, &ids).await?, held))
        })
        .await?;
    let path = if outgoing { "/api/v1/invitations?box=out" } else { "/api/v1/invitations?box=in" };
    let shape = |invitation: Invitation| invitation_shape(&here, &people, &held, &invitation);
    Ok(Listed::new(found, limit, |invitation| invitation.id.0, shape).answer(path, limit))
}

/// How you met, where you tell it otherwise.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Acceptance {
    #[serde(default)]
    how_met: Option<MetShape>,
}

fn invitation_id(text: &str) -> Result<InvitationId, Failed> {
    text.parse().map_err(|_why| Failed::NotFound)
}

/// Yes.
#[utoipa::path(put, path = "/invitations/{id}/acceptance", tag = "ties", params(("id" = String, Path)),
    request_body = Option<Acceptance>,
    responses((status = 200, body = TieShape), (status = "default", description = "a problem", body = Problem)))]
pub(super) async fn accept(here: Here, Path(id): Path<String>, said: BodyOrNothing<Acceptance>) -> Page {
    let own = said.0.how_met.map(MetShape::typed);
    let other = asking::accept(&here.app, here.by(), invitation_id(&id)?, own).await?;
    tie_answer(&here, other).await
}

/// No, without a word. Whoever asked does not learn of it.
#[utoipa::path(put, path = "/invitations/{id}/refusal", tag = "ties", params(("id" = String, Path)),
    responses((status = 204), (status = "default", description = "a problem", body = Problem)))]
pub(super) async fn refuse(here: Here, Path(id): Path<String>) -> Page {
    asking::refuse(&here.app, here.by(), invitation_id(&id)?).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

/// Take an own invitation back.
#[utoipa::path(delete, path = "/invitations/{id}", tag = "ties", params(("id" = String, Path)),
    responses((status = 204), (status = "default", description = "a problem", body = Problem)))]
pub(super) async fn withdraw(here: Here, Path(id): Path<String>) -> Page {
    asking::withdraw(&here.app, here.by(), invitation_id(&id)?).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

/// A tie as its owner sees it. The private side is below `/garden`.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct TieShape {
    person: PersonShape,
    since: String,
    how_met: MetShape,
    /// How the other tells it, where it is told otherwise.
    their_how_met: Option<MetShape>,
    confirmed: bool,
    /// Who introduced you to each other, where somebody did on Pergola.
    introduced_by: Option<PersonShape>,
}

/// A tie with the people it names.
struct Told {
    facts: TieFacts,
    other: Account,
    introduced_by: Option<Account>,
}

/// The people whom these ties name. Whoever introduced them and is blocked by now is not named any more.
async fn told(tx: &Tx, owner: MemberId, ties: Vec<TieFacts>) -> Result<Vec<Told>, Fault> {
    let introducers: Vec<MemberId> = ties.iter().filter_map(|facts| facts.met.introduced_by).collect();
    let unseen = super::unseen(tx, owner, &introducers).await?;
    let ids: Vec<MemberId> = ties.iter().map(|facts| facts.other).chain(introducers).collect();
    let people = members::find_many(tx, &ids).await?;
    let find = |id: MemberId| people.iter().find(|account| account.id == id).cloned();
    let told = |facts: TieFacts| {
        let introduced_by = facts.met.introduced_by.filter(|id| !unseen.contains(id)).and_then(find);
        Some(Told { other: find(facts.other)?, introduced_by, facts })
    };
    Ok(ties.into_iter().filter_map(told).collect())
}

fn tie_shape(here: &Here, told: &Told) -> TieShape {
    let facts = &told.facts;
    TieShape {
        person: PersonShape::of(here, &told.other),
        since: words::rfc3339(facts.since),
        how_met: MetShape::of(&facts.met),
        their_how_met: (!facts.met_confirmed).then(|| MetShape::of(&facts.their_met)),
        confirmed: facts.met_confirmed,
        introduced_by: told.introduced_by.as_ref().map(|account| PersonShape::of(here, account)),
    }
}

async fn tie_answer(here: &Here, other: MemberId) -> Page {
    let owner = here.me()?.member;
    let found = here
        .app
        .db
        .read(async move |tx| {
            let facts = super::find(tx, owner, other).await?;
            Ok::<_, Fault>(told(tx, owner, facts.into_iter().collect()).await?.pop())
        })
        .await?;
    Ok(Json(tie_shape(here, &found.ok_or(Failed::NotFound)?)).into_response())
}

/// The own ties, in the order of joining.
#[utoipa::path(get, path = "/ties", tag = "ties", params(Asked),
    responses((status = 200, body = Listed<TieShape>), (status = "default", description = "a problem", body = Problem)))]
pub(super) async fn ties(here: Here, Query(asked): Query<Asked>) -> Page {
    let (limit, after, owner) = (asked.limit()?, asked.after()?.map(MemberId), here.me()?.member);
    let found = here
        .app
        .db
        .read(async move |tx| {
            let facts = super::list(tx, owner, after, limit + 1).await?;
            told(tx, owner, facts).await
        })
        .await?;
    let shape = |told: Told| tie_shape(&here, &told);
    Ok(Listed::new(found, limit, |told| told.other.id.0, shape).answer("/api/v1/ties", limit))
}

/// One own tie.
#[utoipa::path(get, path = "/ties/{handle}", tag = "ties", params(("handle" = String, Path)),
    responses((status = 200, body = TieShape), (status = "default", description = "a problem", body = Problem)))]
pub(super) async fn tie(here: Here, Path(handle): Path<String>) -> Page {
    let viewer = here.me()?.member;
    let found = here.app.db.read(async move |tx| super::find_visible(tx, viewer, &handle).await).await?;
    tie_answer(&here, found.ok_or(Failed::NotFound)?.id).await
}

/// Remove a tie. Your own notes stay, on a private card.
#[utoipa::path(delete, path = "/ties/{handle}", tag = "ties", params(("handle" = String, Path)),
    responses((status = 204), (status = "default", description = "a problem", body = Problem)))]
pub(super) async fn untie(here: Here, Path(handle): Path<String>) -> Page {
    ending::remove(&here.app, here.by(), &handle).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

/// Tell how you met as the other does.
#[utoipa::path(put, path = "/ties/{handle}/confirmation", tag = "ties", params(("handle" = String, Path)),
    responses((status = 204), (status = "default", description = "a problem", body = Problem)))]
pub(super) async fn confirm(here: Here, Path(handle): Path<String>) -> Page {
    forming::confirm_met(&here.app, here.by(), &handle).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

/// Whom a member knows, for those tied to him, where he shows it.
#[utoipa::path(get, path = "/members/{handle}/ties", tag = "ties", params(("handle" = String, Path), Asked),
    responses((status = 200, body = Listed<PersonShape>), (status = "default", description = "a problem", body = Problem)))]
pub(super) async fn ties_of(here: Here, Path(handle): Path<String>, Query(asked): Query<Asked>) -> Page {
    let (limit, after, viewer) = (asked.limit()?, asked.after()?.map(MemberId), here.me()?.member);
    let path = format!("/api/v1/members/{handle}/ties");
    let found = here
        .app
        .db
        .read(async move |tx| {
            let Some(of) = super::find_visible(tx, viewer, &handle).await? else { return Ok(None) };
            if super::count_shown(tx, viewer, &of).await?.is_none() {
                return Ok(None);
            }
            let ids = store::common::list_shown(tx, viewer, of.id, after, limit + 1).await?;
            let people = members::find_many(tx, &ids).await?;
            let known = |id: &MemberId| people.iter().find(|account| account.id == *id).cloned();
            Ok::<_, Fault>(Some(ids.iter().filter_map(known).collect::<Vec<Account>>()))
        })
        .await?;
    let found = found.ok_or(Failed::NotFound)?;
    let shape = |account: Account| PersonShape::of(&here, &account);
    Ok(Listed::new(found, limit, |account: &Account| account.id.0, shape).answer(&path, limit))
}

/// Whom you blocked.
#[utoipa::path(get, path = "/blocks", tag = "ties", params(Asked),
    responses((status = 200, body = Listed<PersonShape>), (status = "default", description = "a problem", body = Problem)))]
pub(super) async fn blocks(here: Here, Query(asked): Query<Asked>) -> Page {
    let (limit, after, member) = (asked.limit()?, asked.after()?.map(MemberId), here.me()?.member);
    let found = here.app.db.read(async move |tx| super::blocked_by(tx, member, after, limit + 1).await).await?;
    let shape = |account: Account| PersonShape::of(&here, &account);
    Ok(Listed::new(found, limit, |account: &Account| account.id.0, shape).answer("/api/v1/blocks", limit))
}

/// Block a member: you do not exist for each other any more, at once. The tie is gone for good.
#[utoipa::path(put, path = "/blocks/{handle}", tag = "ties", params(("handle" = String, Path)),
    responses((status = 204), (status = "default", description = "a problem", body = Problem)))]
pub(super) async fn block(here: Here, Path(handle): Path<String>) -> Page {
    ending::block(&here.app, here.by(), &handle, true).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

/// Lift a block. Nothing else comes back.
#[utoipa::path(delete, path = "/blocks/{handle}", tag = "ties", params(("handle" = String, Path)),
    responses((status = 204), (status = "default", description = "a problem", body = Problem)))]
pub(super) async fn unblock(here: Here, Path(handle): Path<String>) -> Page {
    ending::unblock(&here.app, here.by(), &handle).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}
