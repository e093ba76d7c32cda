//! The first word to somebody. Where there is a conversation already, this leads to it.

use askama::Template;
use axum::extract::Path;
use pergola_domain::{
    messages::{self as rules, Plain, TEXT_CHARS},
    text::first_name,
};
use serde::Deserialize;

use super::{TileSize, tile, wrong};
use crate::{
    http::{Failed, Failure, Form, Frame, Here, Page, Place, see},
    members::Account,
    messages::{acquaintance, acts::opening, between},
    ties,
};

#[derive(Template)]
#[template(path = "messages/pages/begin.html")]
struct BeginPage {
    frame: Frame,
    name: String,
    first: String,
    path: String,
    face: String,
    headline: String,
    text: String,
    key: i64,
    limit: i64,
    /// They do not know each other: what to do instead.
    closed: Option<String>,
    wrong: Option<(&'static str, String)>,
}

pub(in crate::messages) async fn form(here: Here, Path(handle): Path<String>) -> Page {
    let (to, there, known) = look(&here, &handle).await?;
    match there {
        Some(id) => Ok(see(&format!("/conversations/{id}"), None)),
        None => draw(&here, &to, known, String::new(), None),
    }
}

/// To whom, the conversation that they have, and whether one may be begun.
async fn look(
    here: &Here,
    handle: &str,
) -> Result<(Account, Option<pergola_domain::ids::ConversationId>, bool), Failed> {
    let (viewer, handle) = (here.me()?.member, handle.to_owned());
    let found = here
        .app
        .db
        .read(async move |tx| {
            let Some(to) = ties::find_visible(tx, viewer, &handle).await? else { return Ok(None) };
            let there = between(tx, viewer, to.id).await?;
            let known = acquaintance(tx, viewer, to.id).await?.known();
            Ok::<_, pergola_db::Fault>(Some((to, there, known)))
        })
        .await?;
    let found = found.ok_or(Failed::NotFound)?;
    if found.0.id == viewer {
        return Err(Failure::Refused(rules::Refusal::from(Plain::Oneself)).into());
    }
    Ok(found)
}

fn draw(here: &Here, to: &Account, known: bool, text: String, wrong: Option<(&'static str, String)>) -> Page {
    let frame = here.frame("begin-title", Place::Inbox);
    let refused = wrong.is_some();
    let page = BeginPage {
        frame: if refused { frame.with_errors() } else { frame },
        name: to.name.clone(),
        first: first_name(&to.name).to_owned(),
        path: to.path(),
        face: tile(Some(to), TileSize::Usual),
        headline: to.headline.clone(),
        closed: (!known).then(|| super::wrong(here, &Plain::Stranger.into()).1),
        text,
        key: here.by().fresh(),
        limit: TEXT_CHARS,
        wrong,
    };
    if refused { here.draw_refused(&page) } else { here.draw(&page) }
}

#[derive(Debug, Deserialize)]
pub(in crate::messages) struct Begun {
    #[serde(default)]
    text: String,
    #[serde(default)]
    key: String,
}

pub(in crate::messages) async fn send(here: Here, Path(handle): Path<String>, Form(begun): Form<Begun>) -> Page {
    match opening::write_to(&here.app, here.by(), &handle, &begun.text, Some(&begun.key)).await {
        Ok((id, message)) => Ok(see(&format!("/conversations/{id}#m{message}"), None)),
        Err(Failure::Refused(refusal)) => {
            let (to, _, known) = look(&here, &handle).await?;
            draw(&here, &to, known, begun.text, Some(wrong(&here, &refusal)))
        }
        Err(other) => Err(other.into()),
    }
}
