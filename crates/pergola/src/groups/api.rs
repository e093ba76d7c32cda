//! Groups for programs.

use axum::{
    Json,
    extract::{Path, Query},
    http::{StatusCode, header},
    response::IntoResponse,
};
use pergola_domain::{
    groups::{Group, Plain, Refusal, Role, Told, Typed},
    ids::GroupId,
};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::{acts, find_known, pages::people, store};
use crate::{
    http::{
        Body, Failed, Here, Page,
        dress::Problem,
        paging::{Asked, Listed},
    },
    members::PersonShape,
    words::rfc3339,
};

/// A group to make.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct NewGroup {
    /// 80 characters at most.
    name: String,
    /// 500 characters at most.
    purpose: String,
    /// 5 at most.
    #[serde(default)]
    topics: Vec<String>,
    /// `open`, `on_request`, `hidden`; `open` unless said.
    #[serde(default)]
    entry: Option<String>,
    /// Whether feed readers outside may read what is written in it: only of an open one.
    #[serde(default)]
    outside: bool,
}

/// What to say otherwise; what is not named stays.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct GroupChanges {
    #[serde(default)]
    name: Option<String>,
    #[serde(default)]
    purpose: Option<String>,
    #[serde(default)]
    topics: Option<Vec<String>>,
    #[serde(default)]
    entry: Option<String>,
    #[serde(default)]
    outside: Option<bool>,
}

/// A group, as the caller may know it.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct GroupShape {
    id: String,
    /// Empty, as its purpose is, where the caller asked to come in and the group was hidden since.
    name: String,
    purpose: String,
    topics: Vec<String>,
    /// `open`, `on_request`, `hidden`.
    entry: &'static str,
    outside: bool,
    /// What the caller is in it: `moderator`, `member`, `asking`, `invited`, or null.
    role: Option<&'static str>,
    created_at: String,
    url: String,
}

impl GroupShape {
    pub(crate) fn of(here: &Here, group: &Group, role: Option<Role>) -> Self {
        let told = &group.told;
        Self {
            id: group.id.to_string(),
            name: told.name.clone(),
            purpose: told.purpose.clone(),
            topics: told.topics.iter().map(|topic| topic.name.clone()).collect(),
            entry: told.entry.word(),
            outside: told.outside,
            role: role.map(Role::word),
            created_at: rfc3339(group.created_at),
            url: format!("{}/groups/{}", here.app.config.address, group.id),
        }
    }
}

fn number(id: &str) -> Result<GroupId, Failed> {
    id.parse().map_err(|_why| Failed::NotFound)
}

async fn known(here: &Here, id: GroupId) -> Result<(Group, Option<Role>), Failed> {
    let viewer = here.by().member;
    let found = here.app.db.read(async move |tx| find_known(tx, viewer, id).await).await?;
    found.ok_or(Failed::NotFound)
}

async fn shape(here: &Here, id: GroupId) -> Result<Json<GroupShape>, Failed> {
    let (group, role) = known(here, id).await?;
    Ok(Json(GroupShape::of(here, &group, role)))
}

#[derive(Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub(super) struct GroupsAsked {
    /// Those that the caller is in, is asked into, or asked to come into; no further pages.
    #[serde(default)]
    mine: Option<bool>,
    #[serde(default)]
    cursor: Option<String>,
    #[serde(default)]
    limit: Option<i64>,
}

/// Groups of which everybody here may know, newest first; or the caller's own.
#[utoipa::path(get, path = "/groups", tag = "groups", params(GroupsAsked),
    responses((status = 200, body = Listed<GroupShape>), (status = "default", description = "a problem", body = Problem)))]
pub(super) async fn list_groups(here: Here, Query(asked): Query<GroupsAsked>) -> Page {
    let page = Asked { cursor: asked.cursor, limit: asked.limit };
    let (limit, before, viewer) = (page.limit()?, page.after()?.map(GroupId), here.by().member);
    if asked.mine == Some(true) {
        let own = here.app.db.read(async move |tx| store::of_member(tx, viewer).await).await?;
        let items = own.iter().map(|(group, role)| match group.may_be_known(Some(*role)) {
            true => GroupShape::of(&here, group, Some(*role)),
            false => GroupShape::of(&here, &group.veiled(), Some(*role)),
        });
        let items = items.collect();
        return Ok(Listed { items, next: None }.answer("/api/v1/groups?mine=true", limit));
    }
    let found = here
        .app
        .db
        .read(async move |tx| {
            let mut both = Vec::new();
            for group in store::list_known(tx, before, limit + 1).await? {
                both.push((store::role(tx, group.id, viewer).await?, group));
            }
            Ok::<_, pergola_db::Fault>(both)
        })
        .await?;
    let shape = |(role, group): (Option<Role>, Group)| GroupShape::of(&here, &group, role);
    let listed = Listed::new(found, limit, |(_, group)| group.id.0, shape);
    Ok(listed.answer("/api/v1/groups", limit))
}

/// Make a group and look after it.
#[utoipa::path(post, path = "/groups", tag = "groups", request_body = NewGroup,
    responses((status = 201, body = GroupShape), (status = "default", description = "a problem", body = Problem)))]
pub(super) async fn make_group(here: Here, Body(new): Body<NewGroup>) -> Page {
    let typed = Typed {
        name: new.name,
        purpose: new.purpose,
        topics: new.topics,
        entry: new.entry.unwrap_or_else(|| "open".to_owned()),
        outside: new.outside,
    };
    let group = acts::make(&here.app, here.by(), &typed).await?;
    let path = format!("/api/v1/groups/{}", group.id);
    Ok((StatusCode::CREATED, [(header::LOCATION, path)], shape(&here, group.id).await?).into_response())
}

/// One group.
#[utoipa::path(get, path = "/groups/{id}", tag = "groups", params(("id" = String, Path)),
    responses((status = 200, body = GroupShape), (status = "default", description = "a problem", body = Problem)))]
pub(super) async fn read_group(here: Here, Path(id): Path<String>) -> Page {
    Ok(shape(&here, number(&id)?).await?.into_response())
}

/// Say otherwise what a group is that the caller looks after.
#[utoipa::path(patch, path = "/groups/{id}", tag = "groups", params(("id" = String, Path)), request_body = GroupChanges,
    responses((status = 200, body = GroupShape), (status = "default", description = "a problem", body = Problem)))]
pub(super) async fn change_group(here: Here, Path(id): Path<String>, Body(changes): Body<GroupChanges>) -> Page {
    let changed = move |told: &Told| Typed {
        name: changes.name.clone().unwrap_or_else(|| told.name.clone()),
        purpose: changes.purpose.clone().unwrap_or_else(|| told.purpose.clone()),
        topics: changes.topics.clone().unwrap_or_else(|| told.topics.iter().map(|topic| topic.name.clone()).collect()),
        entry: changes.entry.clone().unwrap_or_else(|| told.entry.word().to_owned()),
        outside: changes.outside.unwrap_or(told.outside),
    };
    let group = acts::change(&here.app, here.by(), number(&id)?, changed).await?;
    Ok(shape(&here, group.id).await?.into_response())
}

/// Take a group away that the caller looks after. What people wrote in it stays theirs alone.
#[utoipa::path(delete, path = "/groups/{id}", tag = "groups", params(("id" = String, Path)),
    responses((status = 204), (status = "default", description = "a problem", body = Problem)))]
pub(super) async fn remove_group(here: Here, Path(id): Path<String>) -> Page {
    acts::remove(&here.app, here.by(), number(&id)?).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

/// Come in, or ask to. Twice is once.
#[utoipa::path(put, path = "/groups/{id}/membership", tag = "groups", params(("id" = String, Path)),
    responses((status = 200, body = GroupShape), (status = "default", description = "a problem", body = Problem)))]
pub(super) async fn enter_group(here: Here, Path(id): Path<String>) -> Page {
    let id = number(&id)?;
    acts::enter(&here.app, here.by(), id).await?;
    Ok(shape(&here, id).await?.into_response())
}

/// Leave, or ask no more, quietly: nobody is told.
#[utoipa::path(delete, path = "/groups/{id}/membership", tag = "groups", params(("id" = String, Path)),
    responses((status = 204), (status = "default", description = "a problem", body = Problem)))]
pub(super) async fn leave_group(here: Here, Path(id): Path<String>) -> Page {
    acts::leave(&here.app, here.by(), number(&id)?).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

/// Somebody in a group.
#[derive(Debug, Serialize, ToSchema)]
struct GroupMember {
    #[serde(flatten)]
    person: PersonShape,
    /// `moderator`, `member`; for those who look after it also `asking`, `invited`.
    role: &'static str,
}

/// Who is in a group that the caller may read.
#[utoipa::path(get, path = "/groups/{id}/members", tag = "groups", params(("id" = String, Path), Asked),
    responses((status = 200, body = Listed<GroupMember>), (status = "default", description = "a problem", body = Problem)))]
pub(super) async fn list_members(here: Here, Path(id): Path<String>, Query(asked): Query<Asked>) -> Page {
    let (limit, from) = (asked.limit()?, asked.after()?.unwrap_or(0));
    let (group, role) = known(&here, number(&id)?).await?;
    if !group.may_be_read(role) {
        return Err(Failed::NotFound);
    }
    let (found, next) = people(&here, group.id, from, limit, role == Some(Role::Moderator)).await?;
    let items = found
        .iter()
        .map(|person| GroupMember { person: PersonShape::of(&here, &person.account), role: person.role.word() });
    let listed = Listed { items: items.collect(), next: next.map(|from| from.to_string()) };
    Ok(listed.answer(&format!("/api/v1/groups/{}/members", group.id), limit))
}

/// What to make of somebody.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = NewGroupRole)]
pub(super) struct NewRole {
    /// `member`, `moderator`. Who is not in it is asked in; who asked comes in.
    role: String,
}

/// Ask somebody into a group that the caller looks after, let him in, or share looking after it.
#[utoipa::path(put, path = "/groups/{id}/members/{handle}", tag = "groups", request_body = NewRole,
    params(("id" = String, Path), ("handle" = String, Path)),
    responses((status = 204), (status = "default", description = "a problem", body = Problem)))]
pub(super) async fn appoint_member(
    here: Here,
    Path((id, handle)): Path<(String, String)>,
    Body(new): Body<NewRole>,
) -> Page {
    let unknown = Refusal::from(Plain::RoleUnknown);
    let role = Role::of(&new.role).ok_or_else(|| Failed::Refused((&unknown).into()))?;
    acts::appoint(&here.app, here.by(), number(&id)?, &handle, role).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

/// Take somebody out of a group that the caller looks after. Nobody is told.
#[utoipa::path(delete, path = "/groups/{id}/members/{handle}", tag = "groups",
    params(("id" = String, Path), ("handle" = String, Path)),
    responses((status = 204), (status = "default", description = "a problem", body = Problem)))]
pub(super) async fn remove_member(here: Here, Path((id, handle)): Path<(String, String)>) -> Page {
    acts::remove_member(&here.app, here.by(), number(&id)?, &handle).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}
