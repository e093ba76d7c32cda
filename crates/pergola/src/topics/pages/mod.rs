//! `/topics`: what a member follows and what he does not want to hear of; and the form on a topic's page. That page is in
//! `posts`, which has something to show there.

use askama::Template;
use axum::extract::Path;
use pergola_domain::topics::{self, Topic, Way};
use serde::Deserialize;

use super::{acts, store};
use crate::{
    http::{Failed, Form, Frame, Here, Page, Place, see},
    words::encoded,
};

#[derive(Template)]
#[template(path = "topics/pages/list.html")]
struct ListPage {
    frame: Frame,
    /// Names and addresses.
    followed: Vec<(String, String)>,
    muted: Vec<(String, String)>,
}

pub(super) async fn list(here: Here) -> Page {
    let member = here.by().member;
    let chosen = here.app.db.read(async move |tx| store::list(tx, member).await).await?;
    let of = |way: Way| {
        let mine = chosen.iter().filter(|choice| choice.way == way).map(|choice| &choice.topic);
        mine.map(|topic| (topic.name.clone(), format!("/topics/{}", encoded(&topic.key)))).collect()
    };
    let (followed, muted) = (of(Way::Follow), of(Way::Mute));
    here.draw(&ListPage { frame: here.frame("topics-mine", Place::Today), followed, muted })
}

#[derive(Debug, Deserialize)]
pub(super) struct ChoiceForm {
    #[serde(default)]
    way: String,
    /// As the page spells it.
    #[serde(default)]
    name: String,
    /// Sent from the list of all: back to it.
    #[serde(default)]
    listed: String,
}

pub(super) async fn choose(here: Here, Path(key): Path<String>, Form(form): Form<ChoiceForm>) -> Page {
    let topic = named(&key, &form.name)?;
    let path = match form.listed.is_empty() {
        true => format!("/topics/{}", encoded(&topic.key)),
        false => "/topics".to_owned(),
    };
    let done = match Way::of(&form.way) {
        Some(way) => {
            acts::choose(&here.app, here.by(), topic, way).await?;
            if way == Way::Follow { "topic-followed" } else { "topic-muted" }
        }
        None => {
            acts::forget(&here.app, here.by(), topic, None).await?;
            "topic-forgotten"
        }
    };
    Ok(see(&path, Some(done)))
}

/// The topic of an address, in the spelling of `name` where that is of the same topic.
pub(super) fn named(key: &str, name: &str) -> Result<Topic, Failed> {
    let typed = Topic::read(&key.replace('-', " ")).map_err(|_none| Failed::NotFound)?;
    let spelled = Topic::read(name).ok().filter(|spelled| spelled.key == topics::key(&typed.name));
    Ok(spelled.unwrap_or(typed))
}
