//! `/meetings`: what waits, what comes, what was.

use askama::Template;
use axum::extract::Query;
use pergola_db::Fault;
use pergola_domain::{meetings::Meeting, time::Timestamp};
use serde::Deserialize;

use super::seen::{Row, row, slot};
use crate::{
    app::{App, By},
    http::{Frame, Here, Page, Place},
    meetings::{
        acts,
        store::{self, Which},
    },
    words::Speech,
};

/// What waits is few by rule; what comes and what was, on a page.
const SHOWN: i64 = 50;

#[derive(Template)]
#[template(path = "meetings/pages/list.html")]
struct ListPage {
    frame: Frame,
    mine: Vec<Row>,
    untold: Vec<Row>,
    coming: Vec<Row>,
    theirs: Vec<Row>,
    past: Vec<Row>,
    /// The address of what is older.
    older: Option<i64>,
    first: bool,
}

#[derive(Debug, Default, Deserialize)]
pub(in crate::meetings) struct Asked {
    #[serde(default)]
    before: Option<i64>,
}

pub(in crate::meetings) async fn list(here: Here, Query(asked): Query<Asked>) -> Page {
    let by = here.by();
    let (reader, before) = (by.member, asked.before);
    let found = here
        .app
        .db
        .read(async move |tx| {
            let mut all: Vec<Vec<acts::Looked>> = Vec::new();
            for which in [Which::Mine, Which::Untold, Which::Theirs] {
                let some =
                    if before.is_none() { store::list(tx, reader, which, None, SHOWN).await? } else { Vec::new() };
                all.push(acts::looked(tx, reader, some).await?);
            }
            let coming: Vec<Meeting> =
                if before.is_none() { store::list_coming(tx, reader, SHOWN).await? } else { Vec::new() };
            all.push(acts::looked(tx, reader, coming).await?);
            let past = store::list(tx, reader, Which::Past, before, SHOWN + 1).await?;
            all.push(acts::looked(tx, reader, past).await?);
            Ok::<_, Fault>(all)
        })
        .await?;
    let frame = here.frame("meetings-title", Place::Inbox);
    let mut found = found.into_iter();
    let mut next = || found.next().unwrap_or_default();
    let rows = |some: &[acts::Looked]| some.iter().map(|one| row(&frame.t, one, by.now)).collect::<Vec<Row>>();
    let (mine, untold, theirs, coming, mut past) = (next(), next(), next(), next(), next());
    let shown = usize::try_from(SHOWN).unwrap_or(usize::MAX);
    let more = past.len() > shown;
    past.truncate(shown);
    let untold_ids: Vec<_> = untold.iter().map(|one| one.meeting.id).collect();
    let older = if more { past.last().map(|one| one.meeting.id.0) } else { None };
    past.retain(|one| !untold_ids.contains(&one.meeting.id));
    let page = ListPage {
        mine: rows(&mine),
        untold: rows(&untold),
        coming: rows(&coming),
        theirs: rows(&theirs),
        past: rows(&past),
        older,
        first: asked.before.is_none(),
        frame: frame.clone(),
    };
    here.draw(&page)
}

/// A meeting, or an event, on the page of today.
pub(crate) struct Coming {
    pub(crate) at: Timestamp,
    pub(crate) path: String,
    pub(crate) title: String,
    pub(crate) when: String,
    pub(crate) machine: String,
    pub(crate) place: String,
    /// Who else comes, in words; empty between two.
    pub(crate) who: String,
}

/// What comes next.
pub(crate) async fn coming(app: &App, by: &By, t: &Speech, limit: i64) -> Result<Vec<Coming>, Fault> {
    let reader = by.member;
    let found = app
        .db
        .read(async move |tx| {
            let coming = store::list_coming(tx, reader, limit).await?;
            acts::looked(tx, reader, coming).await
        })
        .await?;
    let rows = found.iter().filter_map(|one| {
        let (at, row) = (slot(&one.meeting.state)?.starts_at, row(t, one, by.now));
        let when = row.when?;
        let (text, machine) = (when.text, when.machine);
        Some(Coming { at, path: row.path, title: row.title, when: text, machine, place: row.place, who: String::new() })
    });
    Ok(rows.collect())
}
