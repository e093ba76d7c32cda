//! Fills the board of the town: what people ask and offer, as `board.toml` tells it.

use std::collections::BTreeMap;

use pergola_domain::{
    asks::{Kind, Typed},
    ids::MemberId,
    members::Language,
};
use serde::Deserialize;

use crate::{
    app::{App, By},
    asks,
    http::Failed,
};

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Board {
    item: Vec<Item>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Item {
    by: String,
    kind: String,
    #[serde(default = "italian")]
    language: String,
    days: i64,
    text: String,
    topics: Vec<String>,
    #[serde(default)]
    place: String,
    #[serde(default = "everybody")]
    audience: String,
}

fn italian() -> String {
    "it".to_owned()
}

fn everybody() -> String {
    "everybody".to_owned()
}

/// Posts all of it, the oldest first, each on its own day.
pub(super) async fn fill(app: &App, ids: &BTreeMap<String, MemberId>) -> Result<(), Failed> {
    let told: Board = toml::from_str(include_str!("board.toml")).map_err(|error| Failed::fault(&error))?;
    let mut items = told.item;
    items.sort_by_key(|item| -item.days);
    for item in items {
        let Some(author) = ids.get(&item.by).copied() else { return Err(Failed::NotFound) };
        let kind = if item.kind == "ask" { Kind::Ask } else { Kind::Offer };
        let here = app.by_itself(Language::It).on_behalf_of(author);
        let by = By { now: here.now.plus_days(-item.days), ..here };
        let typed = Typed {
            text: item.text,
            topics: item.topics,
            place: item.place,
            language: item.language,
            audience: item.audience,
        };
        asks::post(app, by, kind, &typed).await?;
    }
    Ok(())
}
