//! `/inbox`: questions that wait, conversations, news. And the archive of conversations.

use askama::Template;
use axum::extract::Query;
use serde::Deserialize;

use super::{Shelf, Side, find_side};
use crate::{
    http::{Frame, Here, Page, Place},
    members,
    notices::{self, Told},
};

/// News beside the conversations; the rest is on its own page.
const NEWS: i64 = 8;

#[derive(Template)]
#[template(path = "messages/pages/inbox.html")]
struct InboxPage {
    frame: Frame,
    side: Side,
    news: Vec<Told>,
    is_archive: bool,
    /// No conversation in this list is the open one.
    open: Option<pergola_domain::ids::ConversationId>,
}

#[derive(Debug, Default, Deserialize)]
pub(in crate::messages) struct Asked {
    #[serde(default)]
    page: Option<i64>,
}

pub(in crate::messages) async fn inbox(here: Here, Query(asked): Query<Asked>) -> Page {
    draw(here, Shelf::Open, asked).await
}

pub(in crate::messages) async fn archive(here: Here, Query(asked): Query<Asked>) -> Page {
    draw(here, Shelf::Archive, asked).await
}

async fn draw(here: Here, shelf: Shelf, asked: Asked) -> Page {
    let by = here.by();
    let (member, now, t) = (by.member, by.now, here.speech());
    let (found, news, people) = here
        .app
        .db
        .read(async move |tx| {
            let found = find_side(tx, &t, member, (shelf, asked.page), now).await?;
            let news = notices::list(tx, member, None, NEWS).await?;
            let people = members::find_many(tx, &notices::people_of(&news)).await?;
            Ok::<_, pergola_db::Fault>((found, news, people))
        })
        .await?;
    let is_archive = shelf == Shelf::Archive;
    let frame = here.frame(if is_archive { "archive-title" } else { "layout-inbox" }, Place::Inbox);
    let page = InboxPage {
        side: Side::of(&frame.t, found, member, by.now),
        news: news.iter().filter_map(|notice| notices::told(&frame.t, notice, &people, by.now)).collect(),
        is_archive,
        open: None,
        frame,
    };
    here.draw(&page)
}
