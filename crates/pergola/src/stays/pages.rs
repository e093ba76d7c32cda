//! `/stays`: where one will be, and where ties will be.

use std::collections::BTreeMap;

use askama::Template;
use axum::extract::Path;
use pergola_domain::{
    ids::StayId,
    refusal::Refusal as _,
    stays::{Refusal, Stay, Typed},
    text::first_name,
};
use serde::Deserialize;

use super::{acts, store};
use crate::{
    http::{Failed, Failure, Form, Frame, Here, Page, Place, layout::face, see},
    members::Account,
    pictures::TileSize,
    words::{Speech, parse},
};

#[derive(Template)]
#[template(path = "stays/pages/list.html")]
struct ListPage {
    frame: Frame,
    form: StayForm,
    mine: Vec<Row>,
    heard: Vec<(Row, Node)>,
    wrong: Option<(&'static str, String)>,
}

struct Row {
    path: String,
    place: String,
    days: String,
    words: String,
}

struct Node {
    name: String,
    first: String,
    path: String,
    handle: String,
    face: String,
    headline: String,
}

impl Node {
    fn of(person: &Account) -> Self {
        Self {
            name: person.name.clone(),
            first: first_name(&person.name).to_owned(),
            path: person.path(),
            handle: person.handle.clone(),
            face: face(person.id.0, &person.name, person.photo, TileSize::Small),
            headline: person.headline.clone(),
        }
    }
}

fn row(t: &Speech, stay: &Stay) -> Row {
    let (from, until) = (t.weekday(stay.from), t.weekday(stay.until));
    Row {
        path: format!("/stays/{}", stay.id),
        place: stay.place.clone(),
        days: if from == until { from } else { t.say("stays-days").arg("from", from).arg("until", until).text() },
        words: stay.words.clone(),
    }
}

/// As the form sends it.
#[derive(Clone, Debug, Default, Deserialize)]
pub(super) struct StayForm {
    #[serde(default)]
    place: String,
    #[serde(default)]
    from: String,
    #[serde(default)]
    until: String,
    #[serde(default)]
    words: String,
}

fn number(id: &str) -> Result<StayId, Failed> {
    id.parse().map_err(|_why| Failed::NotFound)
}

fn sentence(here: &Here, refusal: Refusal) -> (&'static str, String) {
    (refusal.field().unwrap_or("place"), here.speech().refusal(refusal.code(), &refusal.numbers()))
}

async fn draw(here: &Here, form: StayForm, wrong: Option<(&'static str, String)>) -> Page {
    let by = here.by();
    let (member, now) = (by.member, by.now);
    let mine = here.app.db.read(async move |tx| store::list(tx, member, now).await).await?;
    let heard = acts::heard(&here.app, &by).await?;
    let frame = here.frame("stays-title", Place::People);
    let (t, refused) = (frame.t.clone(), wrong.is_some());
    let page = ListPage {
        mine: mine.iter().map(|stay| row(&t, stay)).collect(),
        heard: heard.iter().map(|(stay, person)| (row(&t, stay), Node::of(person))).collect(),
        form,
        wrong,
        frame: if refused { frame.with_errors() } else { frame },
    };
    if refused { here.draw_refused(&page) } else { here.draw(&page) }
}

pub(super) async fn list(here: Here) -> Page {
    draw(&here, StayForm::default(), None).await
}

pub(super) async fn plan(here: Here, Form(form): Form<StayForm>) -> Page {
    let typed = Typed {
        place: form.place.clone(),
        from: parse(&form.from),
        until: parse(&form.until),
        words: form.words.clone(),
    };
    match acts::plan(&here.app, here.by(), &typed, Vec::new()).await {
        Ok(stay) => Ok(see(&format!("/stays/{}", stay.id), Some("stay-kept"))),
        Err(Failure::Refused(refusal)) => {
            let wrong = sentence(&here, refusal);
            draw(&here, form, Some(wrong)).await
        }
        Err(other) => Err(other.into()),
    }
}

#[derive(Template)]
#[template(path = "stays/pages/one.html")]
struct OnePage {
    frame: Frame,
    row: Row,
    near: Vec<Node>,
    told: Vec<Node>,
    wrong: Option<(&'static str, String)>,
}

async fn draw_one(here: &Here, id: &str, wrong: Option<(&'static str, String)>) -> Page {
    let looked = acts::find(&here.app, &here.by(), number(id)?).await?;
    let title = here.speech().say("stays-one").arg("place", &looked.stay.place).text();
    let (frame, refused) = (here.frame(title, Place::People), wrong.is_some());
    let page = OnePage {
        row: row(&frame.t, &looked.stay),
        near: looked.near.iter().map(Node::of).collect(),
        told: looked.told.iter().map(Node::of).collect(),
        wrong,
        frame: if refused { frame.with_errors() } else { frame },
    };
    if refused { here.draw_refused(&page) } else { here.draw(&page) }
}

pub(super) async fn one(here: Here, Path(id): Path<String>) -> Page {
    draw_one(&here, &id, None).await
}

/// A box for each tie, `tell-HANDLE`, and a field for one more.
pub(super) async fn tell(here: Here, Path(id): Path<String>, Form(boxes): Form<BTreeMap<String, String>>) -> Page {
    let mut chosen: Vec<String> =
        boxes.keys().filter_map(|name| name.strip_prefix("tell-").map(str::to_owned)).collect();
    chosen.extend(boxes.get("more").filter(|more| !more.trim().is_empty()).cloned());
    match acts::tell(&here.app, here.by(), number(&id)?, chosen).await {
        Ok(stay) => Ok(see(&format!("/stays/{}", stay.id), Some("stay-told"))),
        Err(Failure::Refused(refusal)) => {
            let wrong = sentence(&here, refusal);
            draw_one(&here, &id, Some(wrong)).await
        }
        Err(other) => Err(other.into()),
    }
}

/// An empty form.
#[derive(Debug, Deserialize)]
pub(super) struct Empty {}

pub(super) async fn remove(here: Here, Path(id): Path<String>, Form(Empty {}): Form<Empty>) -> Page {
    acts::remove(&here.app, here.by(), number(&id)?).await?;
    Ok(see("/stays", Some("stay-removed")))
}
