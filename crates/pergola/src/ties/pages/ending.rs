//! Whom somebody knows; taking leave of a tie; blocks.

use askama::Template;
use axum::extract::{Path, Query};
use serde::Deserialize;

use super::{Empty, Node};
use crate::{
    http::{Failed, Form, Frame, Here, Page, Place, paging::Numbered, see},
    members,
    ties::{acts::ending, store},
};

const PER_PAGE: i64 = 20;
/// Blocked people on the page; more are in the API.
const BLOCKED: i64 = 200;

#[derive(Debug, Default, Deserialize)]
pub(in crate::ties) struct Asked {
    #[serde(default)]
    page: Option<i64>,
}

#[derive(Template)]
#[template(path = "ties/pages/ties_of.html")]
struct TiesPage {
    frame: Frame,
    of: Node,
    shown: bool,
    people: Vec<Node>,
    count: i64,
    pages: Numbered,
}

/// `/@{handle}/ties`: for those tied to him, where he shows it.
pub(in crate::ties) async fn ties_of(here: Here, Path(handle): Path<String>, Query(asked): Query<Asked>) -> Page {
    let viewer = here.me()?.member;
    let found = here
        .app
        .db
        .read(async move |tx| {
            let Some(of) = crate::ties::find_visible(tx, viewer, &handle).await? else { return Ok(None) };
            let count = crate::ties::count_shown(tx, viewer, &of).await?;
            let pages = Numbered::new(asked.page, count.unwrap_or_default(), PER_PAGE);
            let ids = match count {
                Some(_) => {
                    store::common::list_shown_by_name(tx, viewer, of.id, pages.offset(PER_PAGE), PER_PAGE).await?
                }
                None => Vec::new(),
            };
            let people = members::find_many(tx, &ids).await?;
            Ok::<_, pergola_db::Fault>(Some((of, count, pages, ids, people)))
        })
        .await?;
    let (of, count, pages, ids, people) = found.ok_or(Failed::NotFound)?;
    let node = |id| people.iter().find(|account| account.id == id).map(Node::of);
    let page = TiesPage {
        frame: here.frame("ties-of-title", Place::People),
        people: ids.into_iter().filter_map(node).collect(),
        of: Node::of(&of),
        shown: count.is_some(),
        count: count.unwrap_or_default(),
        pages,
    };
    here.draw(&page)
}

#[derive(Template)]
#[template(path = "ties/pages/ending.html")]
struct EndingPage {
    frame: Frame,
    of: Node,
    /// Blocking, else only taking leave.
    blocking: bool,
}

async fn ask(here: Here, handle: String, blocking: bool) -> Page {
    let viewer = here.me()?.member;
    let found = here
        .app
        .db
        .read(async move |tx| {
            let Some(of) = crate::ties::find_visible(tx, viewer, &handle).await? else { return Ok(None) };
            // A farewell wants a tie.
            let there = blocking || crate::ties::find(tx, viewer, of.id).await?.is_some();
            Ok::<_, pergola_db::Fault>((there && of.id != viewer).then_some(of))
        })
        .await?;
    let of = found.ok_or(Failed::NotFound)?;
    let title = if blocking { "block-title" } else { "farewell-title" };
    here.draw(&EndingPage { frame: here.frame(title, Place::People), of: Node::of(&of), blocking })
}

pub(in crate::ties) async fn farewell_form(here: Here, Path(handle): Path<String>) -> Page {
    ask(here, handle, false).await
}

pub(in crate::ties) async fn block_form(here: Here, Path(handle): Path<String>) -> Page {
    ask(here, handle, true).await
}

pub(in crate::ties) async fn farewell(here: Here, Path(handle): Path<String>, Form(Empty {}): Form<Empty>) -> Page {
    ending::remove(&here.app, here.by(), &handle).await?;
    Ok(see("/garden", Some("untied")))
}

#[derive(Debug, Deserialize)]
pub(in crate::ties) struct Blocking {
    /// Ticked: what was written of the person stays on a private card.
    #[serde(default)]
    keep: Option<String>,
}

pub(in crate::ties) async fn block(here: Here, Path(handle): Path<String>, Form(form): Form<Blocking>) -> Page {
    ending::block(&here.app, here.by(), &handle, form.keep.is_some()).await?;
    Ok(see("/blocks", Some("blocked")))
}

#[derive(Template)]
#[template(path = "ties/pages/blocks.html")]
struct BlocksPage {
    frame: Frame,
    people: Vec<Node>,
}

pub(in crate::ties) async fn blocked(here: Here) -> Page {
    let member = here.me()?.member;
    let found = here.app.db.read(async move |tx| crate::ties::blocked_by(tx, member, None, BLOCKED).await).await?;
    let people = found.iter().map(Node::of).collect();
    here.draw(&BlocksPage { frame: here.frame("blocks-title", Place::None), people })
}

pub(in crate::ties) async fn unblock(here: Here, Path(handle): Path<String>, Form(Empty {}): Form<Empty>) -> Page {
    ending::unblock(&here.app, here.by(), &handle).await?;
    Ok(see("/blocks", Some("unblocked")))
}
