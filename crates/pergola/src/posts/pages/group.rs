//! `/groups/{id}`: a group with what is written in it and what its people ask and offer there.

use askama::Template;
use axum::extract::{Path, Query};
use pergola_domain::{
    groups::Role,
    ids::{AskId, GroupId, PostId},
};
use serde::Deserialize;

use super::card::{Card, cards};
use crate::{
    asks,
    groups::{self, GroupCard},
    http::{Failed, Form, Frame, Here, Page, Place, see},
    messages::{self, Talk},
    posts::{acts, sight::shelf, store::Filter},
};

/// On one page.
const SHOWN: i64 = 20;
/// Asks and offers that hang there.
const HUNG: usize = 20;
/// Looked through for them, the newest.
const HANGING: i64 = 1_000;

#[expect(clippy::struct_excessive_bools, reason = "what its page shows or not, each for itself")]
#[derive(Template)]
#[template(path = "posts/pages/group.html")]
struct GroupPage {
    frame: Frame,
    group: GroupCard,
    id: GroupId,
    /// `moderator`, `member`, `asking`, `invited`, or empty.
    role: &'static str,
    /// Who comes in asks first.
    asks_first: bool,
    /// Its conversation, for who is in it.
    talk: Option<Talk>,
    readable: bool,
    outside: bool,
    /// It waits for a moderator of the network, or one took it away.
    held: bool,
    cards: Vec<Card>,
    next: Option<PostId>,
    asks: Vec<asks::Card>,
    /// The reader's own that may be hung there, and those that hang there: number and words.
    own: Vec<(AskId, String)>,
    hung_own: Vec<(AskId, String)>,
    /// What others hung there, for who looks after it.
    hung_others: Vec<(AskId, String)>,
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
    let (found, put_out, held) = here
        .app
        .db
        .read(async move |tx| {
            let found = groups::find_known(tx, viewer, id).await?;
            let held = groups::held_entry(tx, id).await?.is_some();
            Ok::<_, pergola_db::Fault>((found, groups::was_put_out(tx, id, viewer).await?, held))
        })
        .await?;
    let (group, role) = found.ok_or(Failed::NotFound)?;
    let readable = group.may_be_read(role);
    let (mut drawn, mut next, mut hung) = (Vec::new(), None, Vec::new());
    let (mut own, mut hung_own, mut hung_others, mut talk) = (Vec::new(), Vec::new(), Vec::new(), None);
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
                let in_it = groups::asks_in(tx, id, HANGING).await?;
                let mut found = asks::find_many(tx, &in_it).await?;
                found.sort_by_key(|ask| in_it.iter().position(|id| *id == ask.id));
                Ok::<_, pergola_db::Fault>((found, asks::list_of(tx, viewer, None, None, 50).await?))
            })
            .await?;
        if role.is_some_and(Role::is_in) {
            let hangs = |ask: &asks::Ask| in_it.iter().any(|hung| hung.id == ask.id);
            let (there, others): (Vec<_>, Vec<_>) = mine.into_iter().partition(hangs);
            let named = |ask: asks::Ask| (ask.id, ask.said.text);
            hung_own = there.into_iter().map(named).collect();
            talk = Some(here.app.db.read(async move |tx| messages::talk_of(tx, viewer, id).await).await?);
            own = others.into_iter().filter(|ask| ask.is_open(by.now)).map(named).collect();
        }
        // What is not for the reader, or closed, takes nobody's place.
        let mut seen = asks::visible(&here.app, &by, in_it).await?;
        seen.retain(|seen| seen.ask.is_open(by.now));
        seen.truncate(HUNG);
        if role == Some(Role::Moderator) {
            let others = seen.iter().filter(|seen| seen.ask.author != viewer);
            hung_others = others.map(|seen| (seen.ask.id, seen.ask.said.text.clone())).collect();
        }
        hung = asks::cards(&here, &seen).await?;
    }
    let frame = here.frame(group.told.name.clone(), Place::People);
    let page = GroupPage {
        group: GroupCard::of(&frame.t, &group, role),
        role: role.map_or("", Role::word),
        asks_first: group.enters(role, put_out) == Some(Role::Asking),
        outside: group.told.outside,
        held,
        cards: drawn,
        asks: hung,
        frame,
        talk,
        readable,
        next,
        own,
        hung_own,
        hung_others,
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
    let hangs = form.undo.is_empty();
    acts::hang(&here.app, here.by(), id, ask, hangs).await?;
    Ok(see(&format!("/groups/{id}#asks"), Some(if hangs { "ask-hung" } else { "ask-taken-down" })))
}
