//! Writing an event, and saying it otherwise.

use askama::Template;
use axum::extract::{Path, Query};
use pergola_db::Fault;
use pergola_domain::{
    events::{Audience, Event, HeldFor, Refusal, Typed},
    ids::EventId,
};
use serde::Deserialize;

use super::{number, wrong};
use crate::{
    events::acts::{self, Proposal},
    groups,
    http::{Failed, Failure, Form, Frame, Here, Page, Place, see},
    meetings::clock,
    organisations,
};

/// As the form sends it.
#[derive(Clone, Debug, Default, Deserialize)]
pub(in crate::events) struct EventForm {
    #[serde(default)]
    title: String,
    #[serde(default)]
    text: String,
    #[serde(default)]
    starts: String,
    #[serde(default)]
    ends: String,
    #[serde(default)]
    zone: String,
    #[serde(default)]
    place: String,
    #[serde(default)]
    link: String,
    #[serde(default)]
    capacity: String,
    #[serde(default)]
    audience: String,
    /// `organisation-7`, `group-7`, or nothing.
    #[serde(default)]
    holder: String,
}

impl EventForm {
    fn proposal(&self) -> Proposal {
        let of = |kind: &str| self.holder.strip_prefix(kind).unwrap_or_default().to_owned();
        Proposal {
            typed: Typed {
                title: self.title.clone(),
                text: self.text.clone(),
                starts: Some(clock::read(&self.starts, &self.zone)),
                ends: Some(clock::read(&self.ends, &self.zone)),
                place: self.place.clone(),
                link: self.link.clone(),
                capacity: self.capacity.clone(),
                audience: self.audience.clone(),
            },
            organisation: of("organisation-"),
            group: of("group-"),
        }
    }

    fn of(event: &Event) -> Self {
        let said = &event.said;
        Self {
            title: said.title.clone(),
            text: said.text.clone(),
            starts: clock::on_the_wall(said.starts_at, &said.zone),
            ends: clock::on_the_wall(said.ends_at, &said.zone),
            zone: said.zone.clone(),
            place: said.place.clone(),
            link: said.link.clone(),
            capacity: said.capacity.map_or_else(String::new, |capacity| capacity.to_string()),
            audience: said.audience.word().to_owned(),
            holder: match event.held_for {
                HeldFor::Oneself => String::new(),
                HeldFor::Organisation(id) => format!("organisation-{id}"),
                HeldFor::Group(id) => format!("group-{id}"),
            },
        }
    }
}

#[derive(Template)]
#[template(path = "events/pages/writing.html")]
struct WritingPage {
    frame: Frame,
    form: EventForm,
    audiences: Vec<(&'static str, String, bool)>,
    /// For whom the member speaks and what he is in: as the form sends it, the name, and which is chosen.
    holders: Vec<(String, String, bool)>,
    zones: [&'static str; 16],
    editing: Option<String>,
    wrong: Option<(&'static str, String)>,
}

async fn draw(here: &Here, form: EventForm, editing: Option<EventId>, wrong: Option<(&'static str, String)>) -> Page {
    let holders = holders(here, &form.holder).await?;
    let frame = here.frame(if editing.is_some() { "events-edit" } else { "events-new" }, Place::People);
    let (t, refused) = (frame.t.clone(), wrong.is_some());
    let audience = |one: Audience| {
        (one.word(), t.s(&["events-for-", one.word()].concat()).to_owned(), one.word() == form.audience)
    };
    let page = WritingPage {
        audiences: Audience::ALL.map(audience).to_vec(),
        holders,
        zones: clock::ZONES,
        editing: editing.map(|id| format!("/events/{id}")),
        wrong,
        form,
        frame: if refused { frame.with_errors() } else { frame },
    };
    if refused { here.draw_refused(&page) } else { here.draw(&page) }
}

/// The organisations for which the member speaks, and the groups that he is in.
async fn holders(here: &Here, chosen: &str) -> Result<Vec<(String, String, bool)>, Failed> {
    let me = here.me()?.member;
    let (spoken_for, circles) = here
        .app
        .db
        .read(async move |tx| {
            let ids = organisations::spoken_for(tx, me).await?;
            Ok::<_, Fault>((organisations::find_many(tx, &ids).await?, groups::of_member(tx, me).await?))
        })
        .await?;
    let speaks = spoken_for.into_iter().map(|one| (format!("organisation-{}", one.id), one.name));
    let circles = circles.into_iter().filter(|(_, role)| role.is_in());
    let circles = circles.map(|(group, _)| (format!("group-{}", group.id), group.told.name));
    let all = speaks.chain(circles).map(|(word, name)| (word.clone(), name, word == chosen));
    Ok(all.collect())
}

/// A group for which an event is begun on its page.
#[derive(Debug, Default, Deserialize)]
pub(in crate::events) struct Asked {
    #[serde(default)]
    group: Option<String>,
}

pub(in crate::events) async fn new(here: Here, Query(asked): Query<Asked>) -> Page {
    let zone = here.app.config.time_zone.iana_name().unwrap_or("UTC").to_owned();
    let (holder, audience) = match asked.group {
        Some(group) => (format!("group-{group}"), Audience::Group),
        None => (String::new(), Audience::TwoSteps),
    };
    let form = EventForm { zone, holder, audience: audience.word().to_owned(), ..EventForm::default() };
    draw(&here, form, None, None).await
}

async fn answered(
    here: &Here,
    form: EventForm,
    editing: Option<EventId>,
    (done, kept): (Result<Event, Failure<Refusal>>, &str),
) -> Page {
    match done {
        Ok(event) => {
            let kept = if event.held { "event-held" } else { kept };
            Ok(see(&format!("/events/{}", event.id), Some(kept)))
        }
        Err(Failure::Refused(refusal)) => {
            let wrong = wrong(here, refusal);
            draw(here, form, editing, Some(wrong)).await
        }
        Err(other) => Err(other.into()),
    }
}

pub(in crate::events) async fn post(here: Here, Form(form): Form<EventForm>) -> Page {
    let done = acts::post(&here.app, here.by(), form.proposal()).await;
    answered(&here, form, None, (done, "event-posted")).await
}

pub(in crate::events) async fn edit(here: Here, Path(id): Path<String>) -> Page {
    let event = acts::find_to_change(&here.app, &here.by(), number(&id)?).await?;
    draw(&here, EventForm::of(&event), Some(event.id), None).await
}

pub(in crate::events) async fn change(here: Here, Path(id): Path<String>, Form(form): Form<EventForm>) -> Page {
    let id = number(&id)?;
    let done = acts::change(&here.app, here.by(), id, form.proposal()).await;
    answered(&here, form, Some(id), (done, "event-changed")).await
}
