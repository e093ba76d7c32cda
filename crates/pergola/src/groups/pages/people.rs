//! Who is in a group; coming in, going, and what a moderator does.

use askama::Template;
use axum::extract::{Path, Query};
use pergola_domain::groups::Role;
use serde::Deserialize;

use super::{number, wrong};
use crate::{
    groups::{acts, find_known, store},
    http::{Failed, Failure, Form, Frame, Here, Page, Place, layout::face, see},
    members::{self as accounts, Account},
    pictures::TileSize,
    ties,
};

/// On one page.
const SHOWN: i64 = 100;

/// Somebody in a group.
pub(in crate::groups) struct Person {
    pub(in crate::groups) account: Account,
    pub(in crate::groups) role: Role,
}

/// Those of a group who are there for the viewer, from a place on; and the next place. Who asks or is asked is shown to
/// moderators alone.
pub(in crate::groups) async fn people(
    here: &Here,
    group: pergola_domain::ids::GroupId,
    offset: i64,
    limit: i64,
    is_moderator: bool,
) -> Result<(Vec<Person>, Option<i64>), Failed> {
    let viewer = here.by().member;
    let found = here
        .app
        .db
        .read(async move |tx| {
            let mut rows = store::list_members(tx, group, offset, limit + 1).await?;
            let more = rows.len() > usize::try_from(limit).unwrap_or(0);
            rows.truncate(usize::try_from(limit).unwrap_or(0));
            let ids: Vec<_> = rows.iter().map(|(id, _, _)| *id).collect();
            let unseen = ties::unseen(tx, viewer, &ids).await?;
            let known = accounts::find_many(tx, &ids).await?;
            let people = rows.into_iter().filter_map(|(id, role, _)| {
                let account = known.iter().find(|account| account.id == id)?.clone();
                let there = account.leaving_at.is_none() && !unseen.contains(&id);
                let shown = role.is_in() || is_moderator || id == viewer;
                (there && shown).then_some(Person { account, role })
            });
            let people: Vec<Person> = people.collect();
            Ok::<_, pergola_db::Fault>((people, more.then_some(offset + limit)))
        })
        .await?;
    Ok(found)
}

struct Row {
    name: String,
    handle: String,
    path: String,
    headline: String,
    face: String,
    role: String,
    asking: bool,
    moderator: bool,
    invited: bool,
}

#[derive(Template)]
#[template(path = "groups/pages/people.html")]
struct PeoplePage {
    frame: Frame,
    path: String,
    name: String,
    rows: Vec<Row>,
    next: Option<i64>,
    moderates: bool,
    handle: String,
    wrong: Option<String>,
}

#[derive(Debug, Default, Deserialize)]
pub(in crate::groups) struct Asked {
    #[serde(default)]
    from: Option<i64>,
}

pub(in crate::groups) async fn members(here: Here, Path(id): Path<String>, Query(asked): Query<Asked>) -> Page {
    draw(&here, &id, asked.from.unwrap_or(0).clamp(0, 1_000_000), (String::new(), None)).await
}

async fn draw(here: &Here, id: &str, from: i64, (handle, wrong): (String, Option<String>)) -> Page {
    let (id, viewer) = (number(id)?, here.by().member);
    let found = here.app.db.read(async move |tx| find_known(tx, viewer, id).await).await?;
    let (group, role) = found.filter(|(group, role)| group.may_be_read(*role)).ok_or(Failed::NotFound)?;
    let moderates = role == Some(Role::Moderator);
    let (people, next) = people(here, id, from, SHOWN, moderates).await?;
    let frame = here.frame("groups-people", Place::People);
    let t = frame.t.clone();
    let row = |person: Person| Row {
        face: face(person.account.id.0, &person.account.name, person.account.photo, TileSize::Small),
        path: person.account.path(),
        name: person.account.name,
        handle: person.account.handle,
        headline: person.account.headline,
        role: t.s(&["groups-role-", person.role.word()].concat()).to_owned(),
        asking: person.role == Role::Asking,
        moderator: person.role == Role::Moderator,
        invited: person.role == Role::Invited,
    };
    let refused = wrong.is_some();
    let page = PeoplePage {
        rows: people.into_iter().map(row).collect(),
        path: format!("/groups/{id}"),
        name: group.told.name,
        frame: if refused { frame.with_errors() } else { frame },
        next,
        moderates,
        handle,
        wrong,
    };
    if refused { here.draw_refused(&page) } else { here.draw(&page) }
}

#[derive(Debug, Default, Deserialize)]
pub(in crate::groups) struct EnterForm {
    /// He goes.
    #[serde(default)]
    undo: String,
}

pub(in crate::groups) async fn enter(here: Here, Path(id): Path<String>, Form(form): Form<EnterForm>) -> Page {
    let id = number(&id)?;
    if !form.undo.is_empty() {
        let was = acts::leave(&here.app, here.by(), id).await?;
        let done = if was == Some(Role::Asking) { "group-unasked" } else { "group-left" };
        return Ok(see("/groups", Some(done)));
    }
    let role = acts::enter(&here.app, here.by(), id).await?;
    let done = if role == Role::Asking { "group-asked" } else { "group-entered" };
    Ok(see(&format!("/groups/{id}"), Some(done)))
}

#[derive(Debug, Default, Deserialize)]
pub(in crate::groups) struct AppointForm {
    #[serde(default)]
    handle: String,
    /// A role, or `none` to take somebody out.
    #[serde(default)]
    role: String,
}

pub(in crate::groups) async fn appoint(here: Here, Path(id): Path<String>, Form(form): Form<AppointForm>) -> Page {
    let number = number(&id)?;
    let back = format!("/groups/{number}/members");
    let outcome = match Role::of(&form.role) {
        Some(role) => acts::appoint(&here.app, here.by(), number, &form.handle, role).await,
        None => acts::remove_member(&here.app, here.by(), number, &form.handle).await,
    };
    match outcome {
        Ok(()) => Ok(see(&back, Some("group-appointed"))),
        Err(Failure::Refused(refusal)) => {
            let (_, sentence) = wrong(&here, &refusal);
            draw(&here, &id, 0, (form.handle, Some(sentence))).await
        }
        Err(other) => Err(other.into()),
    }
}
