//! What happened with somebody: writing it down, correcting it, taking it out.

use askama::Template;
use axum::extract::Path;
use pergola_domain::{ids::MomentId, time::Timestamp};
use serde::Deserialize;

use super::{
    Wrong, inside,
    person::{Kept, refused},
    tending::{Choice, Draft, MomentView, directions, kinds, moment_view},
};
use crate::{
    garden::acts,
    http::{Failed, Form, Frame, Here, Page, Place, see},
    tending::{self, NewMoment},
    words::Speech,
};

/// What a form says of a moment. The date is a day; without one it is now.
#[derive(Debug, Deserialize)]
pub(crate) struct MomentForm {
    kind: String,
    #[serde(default)]
    direction: String,
    #[serde(default)]
    at: Option<String>,
    #[serde(default)]
    text: String,
    #[serde(default)]
    back: String,
}

impl MomentForm {
    fn new_moment(&self, t: &Speech, now: Timestamp) -> NewMoment {
        NewMoment {
            kind: self.kind.clone(),
            direction: Some(self.direction.clone()).filter(|direction| !direction.is_empty()),
            at: self.at.as_deref().map_or(Some(now), |day| t.on_day(day, now)),
            text: self.text.clone(),
        }
    }
}

pub(crate) async fn add(here: Here, Path(id): Path<i64>, Form(form): Form<MomentForm>) -> Page {
    let by = here.by();
    let new = form.new_moment(&here.speech(), by.now);
    match tending::add_moment(&here.app, by, id, new).await {
        Ok(_) => Ok(see(inside(&form.back, &format!("/garden/people/{id}")), Some("remembered"))),
        Err(failure) => {
            let draft = Draft { at: form.at.unwrap_or_default(), text: form.text };
            refused(&here, id, failure, Kept { draft, kind: form.kind, ..Kept::default() }).await
        }
    }
}

#[derive(Template)]
#[template(path = "garden/pages/moment.html")]
struct MomentPage {
    frame: Frame,
    name: String,
    person: i64,
    moment: MomentView,
    kinds: Vec<Choice>,
    directions: Vec<Choice>,
    at: String,
    today: String,
    text: String,
    back: String,
    wrong: Option<Wrong>,
}

impl MomentPage {
    fn is_wrong(&self, field: &str) -> bool {
        self.wrong.as_ref().is_some_and(|wrong| wrong.field == field)
    }
}

#[derive(Debug, Default, Deserialize)]
pub(crate) struct Back {
    #[serde(default)]
    back: String,
}

pub(crate) async fn moment(here: Here, Path(id): Path<MomentId>, back: axum::extract::Query<Back>) -> Page {
    drawn(&here, id, None, &back.back).await
}

async fn drawn(here: &Here, id: MomentId, refused: Option<(MomentForm, Wrong)>, back: &str) -> Page {
    let by = here.by();
    let (owner, now) = (by.member, by.now);
    let read = here.app.db.read(async move |tx| {
        let moment = tending::find_moment(tx, owner, id).await?.ok_or(Failed::NotFound)?;
        let person = moment.person.number();
        let plant = acts::plants_these(tx, owner, &[person], now).await?.pop().ok_or(Failed::NotFound)?;
        Ok::<_, Failed>((moment, plant))
    });
    let (moment, plant) = read.await?;
    let t = here.speech();
    let view = moment_view(&t, &moment, &plant.name, now);
    let frame = here.frame("moment-title", Place::Garden);
    let (form, wrong) = refused.map_or((None, None), |(form, wrong)| (Some(form), Some(wrong)));
    let said = |of: fn(&MomentForm) -> &str, kept: &str| form.as_ref().map_or(kept, of).to_owned();
    let otherwise = format!("/garden/people/{}", plant.person.number());
    let page = MomentPage {
        frame: if wrong.is_some() { frame.with_errors() } else { frame },
        kinds: kinds(&t, &said(|form| &form.kind, &moment.kind)),
        directions: directions(&t, &said(|form| &form.direction, &moment.direction)),
        at: said(|form| form.at.as_deref().unwrap_or_default(), &t.date_of(moment.at).to_string()),
        today: t.day_here(now).to_string(),
        text: said(|form| &form.text, &moment.text),
        person: plant.person.number(),
        name: plant.name,
        back: inside(back, &otherwise).to_owned(),
        moment: view,
        wrong,
    };
    if page.wrong.is_some() { here.draw_refused(&page) } else { here.draw(&page) }
}

pub(crate) async fn edit(here: Here, Path(id): Path<MomentId>, Form(form): Form<MomentForm>) -> Page {
    let by = here.by();
    let new = form.new_moment(&here.speech(), by.now);
    match tending::edit_moment(&here.app, by, id, new).await {
        Ok(moment) => {
            let otherwise = format!("/garden/people/{}", moment.person.number());
            Ok(see(inside(&form.back, &otherwise), Some("moment-edited")))
        }
        Err(failure) => {
            let wrong = Wrong::from(&here, failure)?;
            let back = form.back.clone();
            drawn(&here, id, Some((form, wrong)), &back).await
        }
    }
}

pub(crate) async fn remove(here: Here, Path(id): Path<MomentId>, Form(form): Form<Back>) -> Page {
    let person = tending::remove_moment(&here.app, here.by(), id).await?;
    let otherwise = format!("/garden/people/{}", person.number());
    Ok(see(inside(&form.back, &otherwise), Some("moment-removed")))
}
