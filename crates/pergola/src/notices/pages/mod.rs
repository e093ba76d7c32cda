//! `/notices`: all that was told, newest first.

pub(super) mod mail;

use askama::Template;
use axum::extract::{Path, Query};
use pergola_domain::ids::NoticeId;
use serde::Deserialize;

use super::{
    store,
    told::{Told, people_of, sentence, told},
};
use crate::{
    app::good_to_have,
    http::{Failed, Form, Frame, Here, Page, Place, paging::Numbered, see},
    members,
};

const PER_PAGE: i64 = 20;

#[derive(Template)]
#[template(path = "notices/pages/notices.html")]
struct NoticesPage {
    frame: Frame,
    notices: Vec<Told>,
    unread: i64,
    newest: Option<NoticeId>,
    pages: Numbered,
}

#[derive(Debug, Default, Deserialize)]
pub(super) struct Asked {
    #[serde(default)]
    page: Option<i64>,
}

pub(super) async fn page(here: Here, Query(asked): Query<Asked>) -> Page {
    let by = here.by();
    let member = by.member;
    let (pages, unread, found, people) = here
        .app
        .db
        .read(async move |tx| {
            let pages = Numbered::new(asked.page, store::count(tx, member).await?, PER_PAGE);
            let found = store::list_page(tx, member, pages.offset(PER_PAGE), PER_PAGE).await?;
            let people = members::find_many(tx, &people_of(&found)).await?;
            Ok::<_, pergola_db::Fault>((pages, store::count_unread(tx, member).await?, found, people))
        })
        .await?;
    let frame = here.frame("notices-title", Place::Inbox);
    let page = NoticesPage {
        newest: found.first().map(|notice| notice.id).filter(|_| unread > 0 && pages.page == 1),
        notices: found.iter().filter_map(|notice| told(&frame.t, notice, &people, by.now)).collect(),
        unread,
        pages,
        frame,
    };
    here.draw(&page)
}

#[derive(Debug, Deserialize)]
pub(super) struct UpTo {
    up_to: NoticeId,
    /// The page that the form stood on.
    #[serde(default)]
    back: String,
}

/// All up to that one are read.
pub(super) async fn read(here: Here, Form(form): Form<UpTo>) -> Page {
    let by = here.by();
    let read = async move |tx: &pergola_db::Tx| store::mark_read(tx, by.member, form.up_to, by.now).await;
    here.app.db.write::<(), pergola_db::Fault, _>(read).await?;
    Ok(see(if form.back == "today" { "/today" } else { "/notices" }, None))
}

/// Follows one notice to what it is about: with that it is read. One that is not there any more leads to the others.
pub(super) async fn follow(here: Here, Path(id): Path<String>) -> Page {
    let id: NoticeId = id.parse().map_err(|_why| Failed::NotFound)?;
    let by = here.by();
    let (member, now) = (by.member, by.now);
    let found = here
        .app
        .db
        .read(async move |tx| {
            let Some(notice) = store::find(tx, member, id).await? else { return Ok(None) };
            let people = members::find_many(tx, &people_of(std::slice::from_ref(&notice))).await?;
            Ok::<_, pergola_db::Fault>(Some((notice, people)))
        })
        .await?;
    let Some((notice, people)) = found else { return Ok(see("/notices", None)) };
    if notice.read_at.is_none() {
        let read = async move |tx: &pergola_db::Tx| store::mark_one_read(tx, member, id, now).await;
        good_to_have("that a notice was read", here.app.db.write(read).await);
    }
    let (_, leads_to) = sentence(&here.speech(), &notice, &people).ok_or(Failed::NotFound)?;
    Ok(see(&leads_to, None))
}
