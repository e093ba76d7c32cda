//! What happened, for programs.

use axum::{
    Json,
    extract::{Path, Query},
    http::StatusCode,
    response::IntoResponse,
};
use pergola_domain::garden::Refusal;
use pergola_domain::ids::{MemberId, MomentId};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::{
    http::{
        Body, Failed, Failure, Here, Page,
        doors::API,
        dress::Problem,
        paging::{self, Listed},
    },
    members,
    tending::{self, Moment, NewMoment},
    words::rfc3339,
};

/// Something that happened between me and somebody in my garden.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct MomentShape {
    id: String,
    /// The handle of a member, the id of a card.
    with: String,
    /// `met`, `called`, `wrote`, `helped`, `introduced`, `recommended`, `other`; and recorded ones: `tied`, `invited`, `endorsed`.
    kind: String,
    /// `both`, `out` (from me) or `in`.
    direction: String,
    at: String,
    text: String,
    /// `hand`, `pergola` or `import`.
    source: String,
}

impl MomentShape {
    fn of(moment: &Moment, handle: Option<&str>) -> Self {
        Self {
            id: moment.id.to_string(),
            with: handle.map_or_else(|| moment.person.number().to_string(), str::to_owned),
            kind: moment.kind.clone(),
            direction: moment.direction.clone(),
            at: rfc3339(moment.at),
            text: moment.text.clone(),
            source: moment.source.clone(),
        }
    }
}

/// Which moments.
#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub(crate) struct AskedMoments {
    /// Only those with this person: a handle, or the id of a card.
    #[serde(default)]
    with: Option<String>,
    #[serde(default)]
    cursor: Option<String>,
    #[serde(default)]
    limit: Option<i64>,
}

/// My moments, in the order in which they were recorded.
#[utoipa::path(get, path = "/moments", tag = "garden", params(AskedMoments),
    responses((status = 200, description = "moments", body = Listed<MomentShape>),
              (status = "default", description = "a problem", body = Problem)))]
pub(crate) async fn list(here: Here, Query(asked): Query<AskedMoments>) -> Page {
    let paged = paging::Asked { cursor: asked.cursor.clone(), limit: asked.limit };
    let (limit, after, owner) = (paged.limit()?, paged.after()?, here.by().member);
    let person = match &asked.with {
        Some(with) => Some(somebody(&here, with).await?.ok_or(Failed::NotFound)?),
        None => None,
    };
    let read = here.app.db.read(async move |tx| {
        let moments = tending::export_moments(tx, owner, person, after, limit + 1).await?;
        let members: Vec<MemberId> =
            moments.iter().filter(|m| !m.person.is_contact()).map(|m| MemberId(m.person.number())).collect();
        Ok::<_, Failed>((moments, members::find_many(tx, &members).await?))
    });
    let (moments, accounts) = read.await?;
    let handle = |moment: &Moment| accounts.iter().find(|a| a.id.0 == moment.person.number()).map(|a| a.handle.clone());
    let list = Listed::new(moments, limit, |m| m.id.0, |m| MomentShape::of(&m, handle(&m).as_deref()));
    let with = asked.with.map_or_else(String::new, |with| format!("?with={with}"));
    Ok(list.answer(&format!("{API}/moments{with}"), limit))
}

/// Something that happened.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct NewMomentShape {
    /// The handle of a member I am tied to, or the id of one of my cards.
    with: String,
    /// `met`, `called`, `wrote`, `helped`, `introduced`, `recommended` or `other`.
    kind: String,
    /// RFC 3339, or a day; not in the future.
    at: String,
    /// `both`, `out` (from me) or `in`; what is usual for the kind unless said.
    #[serde(default)]
    direction: Option<String>,
    /// 500 characters at most.
    #[serde(default)]
    text: String,
}

/// What a moment says when it is corrected. The same fields once more: serde's `flatten` would let unknown ones pass.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct ToldMoment {
    /// `met`, `called`, `wrote`, `helped`, `introduced`, `recommended` or `other`.
    kind: String,
    /// RFC 3339, or a day; not in the future.
    at: String,
    /// `both`, `out` (from me) or `in`; what is usual for the kind unless said.
    #[serde(default)]
    direction: Option<String>,
    /// 500 characters at most.
    #[serde(default)]
    text: String,
}

impl ToldMoment {
    fn new_moment(self, here: &Here) -> NewMoment {
        let at = here.speech().given(&self.at, here.by().now);
        NewMoment { kind: self.kind, direction: self.direction, at, text: self.text }
    }
}

/// Write down what happened; the rhythm begins again.
#[utoipa::path(post, path = "/moments", tag = "garden", request_body = NewMomentShape,
    responses((status = 201, description = "kept", body = MomentShape),
              (status = "default", description = "a problem", body = Problem)))]
pub(crate) async fn add(here: Here, Body(new): Body<NewMomentShape>) -> Page {
    let unknown = || Failed::from(Failure::Refused(Refusal::PersonUnknown));
    // The act itself looks whether a number is somebody there.
    let person = match new.with.parse() {
        Ok(number) => number,
        Err(_) => somebody(&here, &new.with).await?.ok_or_else(unknown)?,
    };
    let told = ToldMoment { kind: new.kind, at: new.at, direction: new.direction, text: new.text };
    let kept = tending::add_moment(&here.app, here.by(), person, told.new_moment(&here)).await;
    let moment = kept.map_err(|failure| match failure {
        Failure::NotFound => unknown(),
        other => other.into(),
    })?;
    let with = (!moment.person.is_contact()).then_some(new.with.trim_start_matches('@'));
    Ok((StatusCode::CREATED, Json(MomentShape::of(&moment, with))).into_response())
}

/// Correct what I wrote.
#[utoipa::path(put, path = "/moments/{id}", tag = "garden", request_body = ToldMoment, params(("id" = String, Path)),
    responses((status = 200, description = "corrected", body = MomentShape),
              (status = "default", description = "a problem", body = Problem)))]
pub(crate) async fn edit(here: Here, Path(id): Path<MomentId>, Body(told): Body<ToldMoment>) -> Page {
    let moment = tending::edit_moment(&here.app, here.by(), id, told.new_moment(&here)).await?;
    Ok(Json(MomentShape::of(&moment, None)).into_response())
}

/// Take a moment out of my history.
#[utoipa::path(delete, path = "/moments/{id}", tag = "garden", params(("id" = String, Path)),
    responses((status = 204, description = "gone"), (status = "default", description = "a problem", body = Problem)))]
pub(crate) async fn remove(here: Here, Path(id): Path<MomentId>) -> Page {
    tending::remove_moment(&here.app, here.by(), id).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

/// The number of somebody in my garden, by handle or by the id of a card. Who is not there is nobody.
async fn somebody(here: &Here, with: &str) -> Result<Option<i64>, Failed> {
    let (owner, with) = (here.by().member, with.to_owned());
    let read = here.app.db.read(async move |tx| {
        let number = match with.parse::<i64>() {
            Ok(number) => Some(number),
            Err(_) => members::find_by_handle(tx, &with).await?.map(|account| account.id.0),
        };
        let Some(number) = number else { return Ok(None) };
        let tended = tending::find(tx, owner, number).await?;
        Ok::<_, Failed>(tended.map(|tended| tended.person.number()))
    });
    read.await
}
