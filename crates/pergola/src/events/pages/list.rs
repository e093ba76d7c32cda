//! `/events`: what is to come, as the reader may see it.

use askama::Template;

use super::acts;
use crate::{
    events::acts::Seen,
    http::{Frame, Here, Page, Place},
    words::{Speech, rfc3339},
};

/// On the page, of each kind.
const SHOWN: usize = 50;

#[derive(Template)]
#[template(path = "events/pages/list.html")]
struct ListPage {
    frame: Frame,
    mine: Vec<Row>,
    others: Vec<Row>,
    feed: String,
}

struct Row {
    path: String,
    title: String,
    when: String,
    machine: String,
    place: String,
    host: String,
    /// `hosting`, `coming`, `waiting`, or nothing.
    state: Option<String>,
}

fn row(t: &Speech, seen: &Seen, me: pergola_domain::ids::MemberId) -> Row {
    let said = &seen.event.said;
    let state = if seen.event.host == me {
        Some("events-state-hosting")
    } else {
        seen.mine.map(|mine| match mine {
            pergola_domain::events::Attendance::Coming => "events-state-coming",
            pergola_domain::events::Attendance::Waiting => "events-state-waiting",
        })
    };
    Row {
        path: format!("/events/{}", seen.event.id),
        title: said.title.clone(),
        when: t.hour_there(said.starts_at, &said.zone),
        machine: rfc3339(said.starts_at),
        place: said.place.clone(),
        host: seen.host.name.clone(),
        state: state.map(|key| t.s(key).to_owned()),
    }
}

pub(in crate::events) async fn list(here: Here) -> Page {
    let me = here.me()?.member;
    let found = acts::upcoming(&here.app, &here.by()).await?;
    let frame = here.frame("events-title", Place::People);
    let rows = |own: bool| {
        let those = found.iter().filter(|seen| (seen.event.host == me || seen.mine.is_some()) == own);
        those.take(SHOWN).map(|seen| row(&frame.t, seen, me)).collect::<Vec<Row>>()
    };
    let page = ListPage {
        mine: rows(true),
        others: rows(false),
        feed: format!("{}/events/feed", here.app.config.address),
        frame: frame.clone(),
    };
    here.draw(&page)
}
