//! Making a group, and saying otherwise what it is.

use askama::Template;
use axum::extract::Path;
use pergola_domain::groups::{Entry, Group, Told, Typed};
use serde::Deserialize;

use super::{number, wrong};
use crate::{
    groups::acts,
    http::{Failure, Form, Frame, Here, Page, Place, see},
};

/// As the form sends it.
#[derive(Clone, Debug, Default, Deserialize)]
pub(in crate::groups) struct GroupForm {
    #[serde(default)]
    name: String,
    #[serde(default)]
    purpose: String,
    /// With commas between.
    #[serde(default)]
    topics: String,
    #[serde(default)]
    entry: String,
    #[serde(default)]
    outside: String,
}

impl GroupForm {
    fn typed(&self) -> Typed {
        Typed {
            name: self.name.clone(),
            purpose: self.purpose.clone(),
            topics: self.topics.split([',', ';', '\n']).map(str::to_owned).collect(),
            entry: self.entry.clone(),
            outside: !self.outside.is_empty(),
        }
    }

    fn of(told: &Told) -> Self {
        let names: Vec<&str> = told.topics.iter().map(|topic| topic.name.as_str()).collect();
        Self {
            name: told.name.clone(),
            purpose: told.purpose.clone(),
            topics: names.join(", "),
            entry: told.entry.word().to_owned(),
            outside: if told.outside { "1".to_owned() } else { String::new() },
        }
    }
}

#[derive(Template)]
#[template(path = "groups/pages/writing.html")]
struct WritingPage {
    frame: Frame,
    form: GroupForm,
    /// Word, name, what it means, and whether it is chosen.
    entries: Vec<(&'static str, String, String, bool)>,
    wrong: Option<(&'static str, String)>,
    /// The address of the one that is said otherwise.
    editing: Option<String>,
}

fn draw(here: &Here, form: GroupForm, wrong: Option<(&'static str, String)>, editing: Option<String>) -> Page {
    let frame = here.frame(if editing.is_some() { "groups-edit" } else { "groups-make" }, Place::People);
    let t = frame.t.clone();
    let entry = |entry: &Entry| {
        let word = entry.word();
        let sentence = |head: &str| t.s(&[head, word].concat()).to_owned();
        (word, sentence("groups-entry-"), sentence("groups-entry-why-"), word == form.entry)
    };
    let refused = wrong.is_some();
    let page = WritingPage {
        entries: Entry::ALL.iter().map(entry).collect(),
        form,
        wrong,
        editing,
        frame: if refused { frame.with_errors() } else { frame },
    };
    if refused { here.draw_refused(&page) } else { here.draw(&page) }
}

pub(in crate::groups) async fn new(here: Here) -> Page {
    draw(&here, GroupForm { entry: Entry::Open.word().to_owned(), ..GroupForm::default() }, None, None)
}

/// What is said of it: what is shown to fewer than was typed waits for a moderator.
fn done(form: &GroupForm, group: &Group, otherwise: &'static str) -> &'static str {
    if group.told.entry.word() == form.entry.trim() { otherwise } else { "group-held" }
}

pub(in crate::groups) async fn make(here: Here, Form(form): Form<GroupForm>) -> Page {
    match acts::make(&here.app, here.by(), &form.typed()).await {
        Ok(group) => Ok(see(&format!("/groups/{}", group.id), Some(done(&form, &group, "group-made")))),
        Err(Failure::Refused(refusal)) => {
            let told = wrong(&here, &refusal);
            draw(&here, form, Some(told), None)
        }
        Err(other) => Err(other.into()),
    }
}

pub(in crate::groups) async fn edit(here: Here, Path(id): Path<String>) -> Page {
    let group = acts::find_own(&here.app, &here.by(), number(&id)?).await?;
    draw(&here, GroupForm::of(&group.told), None, Some(format!("/groups/{}", group.id)))
}

pub(in crate::groups) async fn change(here: Here, Path(id): Path<String>, Form(form): Form<GroupForm>) -> Page {
    let id = number(&id)?;
    let typed = form.typed();
    match acts::change(&here.app, here.by(), id, move |_| typed.clone()).await {
        Ok(group) => Ok(see(&format!("/groups/{}", group.id), Some(done(&form, &group, "group-changed")))),
        Err(Failure::Refused(refusal)) => {
            let told = wrong(&here, &refusal);
            draw(&here, form, Some(told), Some(format!("/groups/{id}")))
        }
        Err(other) => Err(other.into()),
    }
}

#[derive(Debug, Deserialize)]
pub(in crate::groups) struct Nothing {}

pub(in crate::groups) async fn remove(here: Here, Path(id): Path<String>, Form(Nothing {}): Form<Nothing>) -> Page {
    acts::remove(&here.app, here.by(), number(&id)?).await?;
    Ok(see("/groups", Some("group-removed")))
}
