//! `/events`: what is to come, as the reader may see it.

use askama::Template;
use axum::extract::Query;
use pergola_db::Fault;
use pergola_domain::{
    events::{Event, HeldFor},
    text::first_name,
};
use serde::Deserialize;

use super::acts;
use crate::{
    app::{App, By},
    events::{
        acts::{Holder, Seen},
        store,
    },
    http::{Failed, Frame, Here, Page, Place},
    meetings::Coming,
    members::Account,
    pictures,
    words::{Speech, rfc3339},
};

/// On the page, of each kind.
const SHOWN: usize = 50;

#[derive(Template)]
#[template(path = "events/pages/list.html")]
struct ListPage {
    frame: Frame,
    /// For whom those on the page are held, where they are for one alone.
    holder: Option<Holder>,
    /// Where an event for the same is begun.
    new: String,
    end: String,
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

/// What comes next where the reader has a place, or which he holds.
pub(crate) async fn coming(app: &App, by: &By, t: &Speech, limit: i64) -> Result<Vec<Coming>, Fault> {
    let (me, now) = (by.member, by.now);
    let mut found = app.db.read(async move |tx| store::attended_by(tx, me, now, limit).await).await?;
    found.retain(|event| !event.cancelled);
    let mut rows = Vec::new();
    for seen in acts::seen(app, by, found).await? {
        let attendees = acts::attendees(app, by, &seen).await?;
        let row = row(t, &seen, me);
        rows.push(Coming {
            at: seen.event.said.starts_at,
            path: row.path,
            title: row.title,
            when: row.when,
            machine: row.machine,
            place: row.place,
            who: who_goes(t, &attendees),
        });
    }
    Ok(rows)
}

/// Up to three first names of those whom the reader may know to come, his ties first.
fn who_goes(t: &Speech, attendees: &acts::Attendees) -> String {
    let mut people: Vec<&Account> = attendees.people.iter().collect();
    people.sort_by_key(|person| !attendees.tied.contains(&person.id));
    if people.is_empty() {
        return String::new();
    }
    let name = |place: usize| people.get(place).map_or("", |person| first_name(&person.name));
    let said = t.say("events-go").arg("count", people.len());
    said.arg("first", name(0)).arg("second", name(1)).arg("third", name(2)).text()
}

/// What the list may be narrowed to.
#[derive(Debug, Default, Deserialize)]
pub(in crate::events) struct Asked {
    #[serde(default)]
    group: Option<String>,
    #[serde(default)]
    organisation: Option<String>,
}

pub(in crate::events) async fn list(here: Here, Query(asked): Query<Asked>) -> Page {
    let me = here.me()?.member;
    let held_for =
        acts::held_for_named(asked.organisation.as_deref(), asked.group.as_deref()).ok_or(Failed::NotFound)?;
    let wanted = |event: &Event| held_for == HeldFor::Oneself || event.held_for == held_for;
    let found = acts::upcoming(&here.app, &here.by(), wanted).await?;
    let holder = acts::holder(&here.app, &here.by(), held_for).await?;
    if held_for != HeldFor::Oneself && holder.is_none() {
        return Err(Failed::NotFound);
    }
    let frame = here.frame("events-title", Place::People);
    let rows = |own: bool| {
        let those = found.iter().filter(|seen| (seen.event.host == me || seen.mine.is_some()) == own);
        those.take(SHOWN).map(|seen| row(&frame.t, seen, me)).collect::<Vec<Row>>()
    };
    let page = ListPage {
        holder,
        new: held_for.group().map_or_else(|| "/events/new".to_owned(), |id| format!("/events/new?group={id}")),
        end: pictures::day_done(),
        mine: rows(true),
        others: rows(false),
        feed: format!("{}/events/feed", here.app.config.address),
        frame: frame.clone(),
    };
    here.draw(&page)
}
