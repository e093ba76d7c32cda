//! The form on a topic's page. The page itself is in `asks`, which has something to show there.

use axum::extract::Path;
use pergola_domain::topics::{self, Topic, Way};
use serde::Deserialize;

use super::acts;
use crate::{
    http::{Failed, Form, Here, Page, see},
    words::encoded,
};

#[derive(Debug, Deserialize)]
pub(super) struct ChoiceForm {
    #[serde(default)]
    way: String,
    /// As the page spells it.
    #[serde(default)]
    name: String,
}

pub(super) async fn choose(here: Here, Path(key): Path<String>, Form(form): Form<ChoiceForm>) -> Page {
    let topic = named(&key, &form.name)?;
    let path = format!("/topics/{}", encoded(&topic.key));
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
