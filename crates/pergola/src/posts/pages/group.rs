//! `/groups/{id}`: a group with what is written in it and what its people ask and offer there.

use askama::Template;
use axum::extract::{Path, Query};
use pergola_domain::{
    groups::{Plain, Refusal, Role},
    ids::{AskId, GroupId, PostId},
};
use serde::Deserialize;

use super::card::{Card, cards};
use crate::{
    asks,
    groups::{self, GroupCard},
    http::{Failed, Failure, Form, Frame, Here, Page, Place, see},
    posts::{sight::shelf, store::Filter},
};

/// On one page.
const SHOWN: i64 = 20;
/// Asks and offers that hang there.
const HUNG: i64 = 20;

#[derive(Template)]
#[template(path = "posts/pages/group.html")]
struct GroupPage {
    frame: Frame,
    group: GroupCard,
    id: GroupId,
    /// `moderator`, `member`, `asking`, `invited`, or empty.
    role: &'static str,
    entry: &'static str,
    readable: bool,
    outside: bool,
    cards: Vec<Card>,
    next: Option<PostId>,
    asks: Vec<asks::Card>,
    /// The reader's own that may be hung there: address of the act, and its words.
    own: Vec<(AskId, String)>,
}

#[derive(Debug, Default, Deserialize)]
pub(in crate::posts) struct Asked {
    #[serde(default)]
    before: Option<String>,
}

pub(in crate::posts) async fn group(here: Here, Path(id): Path<String>, Query(asked): Query<Asked>) -> Page {
    let id: GroupId = id.parse().map_err(|_why| Failed::NotFound)?;
    let by = here.by();
    let viewer = by.member;
    let found = here.app.db.read(async move |tx| groups::find_known(tx, viewer, id).await).await?;
    let (group, role) = found.ok_or(Failed::NotFound)?;
    let readable = group.may_be_read(role);
    let (mut drawn, mut next, mut hung, mut own) = (Vec::new(), None, Vec::new(), Vec::new());
    if readable {
        let before = asked.before.as_deref().and_then(|before| before.parse().ok());
        let filter = Filter { group: Some(id), ..Filter::default() };
        let page = shelf(&here.app, &by, &filter, before, SHOWN).await?;
        next = page.next;
        drawn = cards(&here, page.items).await?;
        let (in_it, mine) = here
            .app
            .db
            .read(async move |tx| {
                let in_it = groups::asks_in(tx, id, HUNG).await?;
                let found = asks::find_many(tx, &in_it).await?;
                Ok::<_, pergola_db::Fault>((found, asks::list_of(tx, viewer, None, None, 50).await?))
            })
            .await?;
        if role.is_some_and(Role::is_in) {
            let open = mine.iter().filter(|ask| ask.is_open(by.now) && in_it.iter().all(|hung| hung.id != ask.id));
            own = open.map(|ask| (ask.id, ask.said.text.clone())).collect();
        }
        let seen = asks::visible(&here.app, &by, in_it).await?;
        hung = asks::cards(&here, &seen).await?;
    }
    let frame = here.frame(group.told.name.clone(), Place::People);
    let page = GroupPage {
        group: GroupCard::of(&frame.t, &group, role),
        role: role.map_or("", Role::word),
        entry: group.told.entry.word(),
        outside: group.told.outside,
        cards: drawn,
        asks: hung,
        frame,
        readable,
        next,
        own,
        id,
    };
    here.draw(&page)
}

#[derive(Debug, Deserialize)]
pub(in crate::posts) struct HangForm {
    #[serde(default)]
    ask: String,
    /// It is taken down.
    #[serde(default)]
    undo: String,
}

/// An own ask or offer hangs in a group, or does no more. It is seen there by those who see it anyway.
pub(in crate::posts) async fn hang(here: Here, Path(id): Path<String>, Form(form): Form<HangForm>) -> Page {
    let id: GroupId = id.parse().map_err(|_why| Failed::NotFound)?;
    let ask: AskId = form.ask.parse().map_err(|_why| Failed::NotFound)?;
    let (by, hangs) = (here.by(), form.undo.is_empty());
    let refused = Refusal::from(Plain::NotYourAsk);
    let kept: Result<(), Failure<Refusal>> = here
        .app
        .db
        .write(async move |tx| {
            let role = groups::role(tx, id, by.member).await?;
            if !role.is_some_and(Role::is_in) {
                return Err(Failure::NotFound);
            }
            let found = asks::find(tx, ask).await?;
            if found.is_none_or(|ask| ask.author != by.member) {
                return Err(Failure::Refused(refused));
            }
            Ok(groups::hang_ask(tx, (id, by.member), ask, hangs, by.now).await?)
        })
        .await;
    kept?;
    Ok(see(&format!("/groups/{id}#asks"), Some(if hangs { "ask-hung" } else { "ask-taken-down" })))
}
