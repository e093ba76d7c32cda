//! Organisations for programs.

use axum::{
    Json,
    extract::{Path, Query},
    http::{StatusCode, header},
    response::IntoResponse,
};
use pergola_domain::{
    ids::{OrganisationId, ProofId},
    organisations::{PROOF_DAYS, Role, Way, dns_line},
};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::{
    Organisation,
    acts::{self, NewOrganisation},
    pages,
    proving::{self, Wish, token},
    store::{self, Proof},
};
use crate::{
    http::{Body, Failed, Here, Page, dress::Problem, paging::Listed},
    members::PersonShape,
    words::{encoded, rfc3339},
};

fn number(id: &str) -> Result<OrganisationId, Failed> {
    id.parse().map_err(|_why| Failed::NotFound)
}

/// What to tell of an organisation.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct OrganisationNew {
    name: String,
    /// `company`, `head_hunter`, `agency`, `association`, `public_body`, `school`; `company` unless said.
    #[serde(default)]
    kind: Option<String>,
    #[serde(default)]
    about: Option<String>,
    #[serde(default)]
    place: Option<String>,
}

/// What to tell otherwise; what is not named stays. Its name stays always.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct OrganisationChanges {
    #[serde(default)]
    kind: Option<String>,
    #[serde(default)]
    about: Option<String>,
    #[serde(default)]
    place: Option<String>,
}

/// An organisation.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct OrganisationShape {
    pub(crate) id: String,
    pub(crate) name: String,
    /// `company`, `head_hunter`, `agency`, `association`, `public_body`, `school`.
    pub(crate) kind: &'static str,
    pub(crate) about: String,
    pub(crate) place: Option<String>,
    /// Somebody showed that the domain is theirs.
    pub(crate) proven: bool,
    pub(crate) domain: Option<String>,
    pub(crate) url: String,
}

impl OrganisationShape {
    pub(crate) fn of(here: &Here, organisation: &Organisation) -> Self {
        let some = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
        Self {
            id: organisation.id.to_string(),
            name: organisation.name.clone(),
            kind: organisation.kind.name(),
            about: organisation.about.clone(),
            place: some(&organisation.place),
            proven: organisation.is_proven(),
            domain: some(&organisation.domain),
            url: format!("{}{}", here.app.config.address, organisation.path()),
        }
    }
}

/// An organisation with those who speak for it.
#[derive(Debug, Serialize, ToSchema)]
struct OrganisationWhole {
    #[serde(flatten)]
    organisation: OrganisationShape,
    speakers: Vec<SpeakerShape>,
    /// As what the caller is asked to speak for it: `owner`, `poster`; null where nobody asks him.
    asked_as: Option<&'static str>,
}

#[derive(Debug, Serialize, ToSchema)]
struct SpeakerShape {
    person: PersonShape,
    /// `owner`, `poster`.
    role: &'static str,
}

async fn whole(here: &Here, id: OrganisationId) -> Result<OrganisationWhole, Failed> {
    let organisation = acts::one(&here.app, id).await?;
    let speakers = pages::speaker_names(&here.app, &here.by(), id).await?;
    let shape = |(speaker, account): &(store::Speaker, crate::members::Account)| SpeakerShape {
        person: PersonShape::of(here, account),
        role: speaker.role.name(),
    };
    let member = here.by().member;
    let asked = here.app.db.read(async move |tx| acts::invitation(tx, member, id).await).await?;
    Ok(OrganisationWhole {
        asked_as: asked.map(|asked| asked.role.name()),
        organisation: OrganisationShape::of(here, &organisation),
        speakers: speakers.iter().map(shape).collect(),
    })
}

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub(super) struct ListAsked {
    /// Words of the name.
    #[serde(default)]
    q: Option<String>,
    #[serde(default)]
    cursor: Option<String>,
    #[serde(default)]
    limit: Option<i64>,
}

/// Organisations that told of themselves.
#[utoipa::path(get, path = "/organisations", tag = "organisations", params(ListAsked),
    responses((status = 200, body = Listed<OrganisationShape>), (status = "default", description = "a problem", body = Problem)))]
pub(super) async fn list(here: Here, Query(asked): Query<ListAsked>) -> Page {
    let page = crate::http::paging::Asked { cursor: asked.cursor, limit: asked.limit };
    let (limit, after) = (page.limit()?, page.after()?.unwrap_or(0));
    let words: String = asked.q.unwrap_or_default().chars().take(120).collect();
    let path = format!("/api/v1/organisations?q={}", encoded(&words));
    let found = here.app.db.read(async move |tx| store::list(tx, &words, after, limit + 1).await).await?;
    let listed = Listed::new(found, limit, |one| one.id.0, |one| OrganisationShape::of(&here, &one));
    Ok(listed.answer(&path, limit))
}

/// Speak for an organisation, new or so far only named. It is unproven until a proof is found.
#[utoipa::path(post, path = "/organisations", tag = "organisations", request_body = OrganisationNew,
    responses((status = 201, body = OrganisationWhole), (status = "default", description = "a problem", body = Problem)))]
pub(super) async fn create(here: Here, Body(new): Body<OrganisationNew>) -> Page {
    let typed = NewOrganisation {
        name: new.name,
        kind: new.kind.unwrap_or_else(|| "company".to_owned()),
        about: new.about.unwrap_or_default(),
        place: new.place.unwrap_or_default(),
    };
    let id = acts::create(&here.app, here.by(), &typed).await?;
    let location = format!("/api/v1/organisations/{id}");
    Ok((StatusCode::CREATED, [(header::LOCATION, location)], Json(whole(&here, id).await?)).into_response())
}

/// One organisation.
#[utoipa::path(get, path = "/organisations/{id}", tag = "organisations", params(("id" = String, Path)),
    responses((status = 200, body = OrganisationWhole), (status = "default", description = "a problem", body = Problem)))]
pub(super) async fn read(here: Here, Path(id): Path<String>) -> Page {
    Ok(Json(whole(&here, number(&id)?).await?).into_response())
}

/// Say it otherwise: for its owners.
#[utoipa::path(patch, path = "/organisations/{id}", tag = "organisations", params(("id" = String, Path)),
    request_body = OrganisationChanges,
    responses((status = 200, body = OrganisationWhole), (status = "default", description = "a problem", body = Problem)))]
pub(super) async fn change(here: Here, Path(id): Path<String>, Body(changes): Body<OrganisationChanges>) -> Page {
    let id = number(&id)?;
    let changed = move |known: &Organisation| NewOrganisation {
        name: known.name.clone(),
        kind: changes.kind.clone().unwrap_or_else(|| known.kind.name().to_owned()),
        about: changes.about.clone().unwrap_or_else(|| known.about.clone()),
        place: changes.place.clone().unwrap_or_else(|| known.place.clone()),
    };
    acts::change(&here.app, here.by(), id, changed).await?;
    Ok(Json(whole(&here, id).await?).into_response())
}

/// An organisation for which the caller speaks.
#[derive(Debug, Serialize, ToSchema)]
struct SpokenForShape {
    organisation: OrganisationShape,
    /// `owner`: tells of it, says who else speaks for it, and posts. `poster`: posts.
    role: &'static str,
}

/// The organisations for which one speaks, the first one first.
#[utoipa::path(get, path = "/me/organisations", tag = "organisations",
    responses((status = 200, body = Listed<SpokenForShape>), (status = "default", description = "a problem", body = Problem)))]
pub(super) async fn spoken_for(here: Here) -> Page {
    let found = acts::spoken_for(&here.app, &here.by()).await?;
    let shape = |(organisation, role): &(Organisation, Role)| SpokenForShape {
        organisation: OrganisationShape::of(&here, organisation),
        role: role.name(),
    };
    let items = found.iter().map(shape).collect();
    Ok(Json(Listed::<SpokenForShape> { items, next: None }).into_response())
}

/// Those who are asked to speak for it and have not said yes: for its owners. Who said no is among them, as nobody learns that.
#[utoipa::path(get, path = "/organisations/{id}/invited_speakers", tag = "organisations", params(("id" = String, Path)),
    responses((status = 200, body = Listed<SpeakerShape>), (status = "default", description = "a problem", body = Problem)))]
pub(super) async fn invited_speakers(here: Here, Path(id): Path<String>) -> Page {
    let (id, by) = (number(&id)?, here.by());
    let asks = by.clone();
    here.app.db.read(async move |tx| acts::owned(tx, &asks, id).await).await?;
    let invited = pages::invited_names(&here.app, &by, id).await?;
    let shape = |(role, account): &(Role, crate::members::Account)| SpeakerShape {
        person: PersonShape::of(&here, account),
        role: role.name(),
    };
    let items = invited.iter().map(shape).collect();
    Ok(Json(Listed::<SpeakerShape> { items, next: None }).into_response())
}

/// What somebody may do in its name.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct NewRole {
    /// `owner`, `poster`.
    role: String,
}

/// Ask somebody to speak for it, or give another role to one who does: for its owners. Who is asked says yes or no.
#[utoipa::path(put, path = "/organisations/{id}/speakers/{handle}", tag = "organisations",
    params(("id" = String, Path), ("handle" = String, Path)), request_body = NewRole,
    responses((status = 204), (status = "default", description = "a problem", body = Problem)))]
pub(super) async fn put_speaker(
    here: Here,
    Path((id, handle)): Path<(String, String)>,
    Body(new): Body<NewRole>,
) -> Page {
    acts::put_speaker(&here.app, here.by(), number(&id)?, &handle, &new.role).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

/// Take it back: for its owners, and for oneself.
#[utoipa::path(delete, path = "/organisations/{id}/speakers/{handle}", tag = "organisations",
    params(("id" = String, Path), ("handle" = String, Path)),
    responses((status = 204), (status = "default", description = "a problem", body = Problem)))]
pub(super) async fn remove_speaker(here: Here, Path((id, handle)): Path<(String, String)>) -> Page {
    acts::remove_speaker(&here.app, here.by(), number(&id)?, &handle).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

/// Say yes to speaking for it, where one was asked.
#[utoipa::path(put, path = "/organisations/{id}/acceptance", tag = "organisations", params(("id" = String, Path)),
    responses((status = 200, body = OrganisationWhole), (status = "default", description = "a problem", body = Problem)))]
pub(super) async fn accept(here: Here, Path(id): Path<String>) -> Page {
    acts::answer(&here.app, here.by(), number(&id)?, true).await?;
    Ok(Json(whole(&here, number(&id)?).await?).into_response())
}

/// Say no, which nobody is told.
#[utoipa::path(put, path = "/organisations/{id}/refusal", tag = "organisations", params(("id" = String, Path)),
    responses((status = 204), (status = "default", description = "a problem", body = Problem)))]
pub(super) async fn refuse(here: Here, Path(id): Path<String>) -> Page {
    acts::answer(&here.app, here.by(), number(&id)?, false).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

/// How to prove a domain.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct NewProof {
    domain: String,
    /// `dns`, `file`, `letter`.
    way: String,
    /// For `letter`: a mailbox of the domain.
    #[serde(default)]
    address: Option<String>,
}

/// A proof that was begun, as the one who began it sees it.
#[derive(Debug, Serialize, ToSchema)]
struct ProofShape {
    id: String,
    domain: String,
    way: &'static str,
    /// Where the text must stand: a name in the DNS, the address of a file. Null for a letter.
    place: Option<String>,
    text: Option<String>,
    begun_at: String,
    until: String,
}

impl ProofShape {
    fn of(here: &Here, proof: &Proof) -> Self {
        let token = token(&here.app, proof.id);
        let (place, text) = match proof.way {
            Way::Dns => (Some(format!("_pergola.{}", proof.domain)), Some(dns_line(&token))),
            Way::File => (Some(format!("https://{}/.well-known/pergola.txt", proof.domain)), Some(token)),
            Way::Letter => (None, None),
        };
        Self {
            id: proof.id.to_string(),
            domain: proof.domain.clone(),
            way: proof.way.name(),
            place,
            text,
            begun_at: rfc3339(proof.begun_at),
            until: rfc3339(proof.begun_at.plus_days(PROOF_DAYS)),
        }
    }
}

/// The proofs that one began.
#[utoipa::path(get, path = "/organisations/{id}/proofs", tag = "organisations", params(("id" = String, Path)),
    responses((status = 200, body = Listed<ProofShape>), (status = "default", description = "a problem", body = Problem)))]
pub(super) async fn list_proofs(here: Here, Path(id): Path<String>) -> Page {
    let (id, member) = (number(&id)?, here.by().member);
    acts::one(&here.app, id).await?;
    let found = here.app.db.read(async move |tx| store::list_proofs(tx, id, member).await).await?;
    let items = found.iter().map(|proof| ProofShape::of(&here, proof)).collect();
    Ok(Json(Listed::<ProofShape> { items, next: None }).into_response())
}

/// Begin a proof: the answer says what must stand where. `letter` sends a link to a mailbox of the domain: what it ends in opens it.
#[utoipa::path(post, path = "/organisations/{id}/proofs", tag = "organisations", params(("id" = String, Path)),
    request_body = NewProof,
    responses((status = 201, body = ProofShape), (status = "default", description = "a problem", body = Problem)))]
pub(super) async fn begin_proof(here: Here, Path(id): Path<String>, Body(new): Body<NewProof>) -> Page {
    let wish = Wish { domain: new.domain, way: new.way, address: new.address.unwrap_or_default() };
    let proof = proving::begin(&here.app, here.by(), number(&id)?, &wish).await?;
    let found = proving::own(&here.app, &here.by(), proof).await?;
    Ok((StatusCode::CREATED, Json(ProofShape::of(&here, &found))).into_response())
}

/// Look for a proof now.
#[utoipa::path(put, path = "/organisations/{id}/proofs/{proof}/finding", tag = "organisations",
    params(("id" = String, Path), ("proof" = String, Path)),
    responses((status = 200, body = OrganisationWhole), (status = "default", description = "a problem", body = Problem)))]
pub(super) async fn find_proof(here: Here, Path((id, proof)): Path<(String, String)>) -> Page {
    let (id, proof) = proof_of(&here, &id, &proof).await?;
    proving::find(&here.app, here.by(), proof).await?;
    Ok(Json(whole(&here, id).await?).into_response())
}

/// A proof that the caller began, of this organisation.
async fn proof_of(here: &Here, id: &str, proof: &str) -> Result<(OrganisationId, ProofId), Failed> {
    let (id, proof) = (number(id)?, proof.parse().map_err(|_why| Failed::NotFound)?);
    let own = proving::own(&here.app, &here.by(), proof).await?;
    if own.organisation == id { Ok((id, proof)) } else { Err(Failed::NotFound) }
}

/// What the letter of a proof holds.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct LetterOpening {
    /// The last part of the link in the letter.
    key: String,
}

/// Open the letter that a proof sent to a mailbox of the domain, with the key of its link. It proves for the one who began it alone.
#[utoipa::path(put, path = "/organisations/{id}/proofs/{proof}/opening", tag = "organisations",
    params(("id" = String, Path), ("proof" = String, Path)), request_body = LetterOpening,
    responses((status = 200, body = OrganisationWhole), (status = "default", description = "a problem", body = Problem)))]
pub(super) async fn open_letter(
    here: Here,
    Path((id, proof)): Path<(String, String)>,
    Body(opening): Body<LetterOpening>,
) -> Page {
    let (id, proof) = proof_of(&here, &id, &proof).await?;
    proving::open_letter(&here.app, here.by(), proof, opening.key.trim()).await?;
    Ok(Json(whole(&here, id).await?).into_response())
}
