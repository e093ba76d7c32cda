//! `/topics/{key}`: what is asked, offered and written about a topic, as this reader may see it; following it, or not
//! hearing of it. A topic that nobody speaks of has a page too: so the page tells of nothing that is hidden.

use askama::Template;
use axum::extract::{Path, Query};
use pergola_domain::{asks::Kind, ids::PostId, topics::Topic};
use serde::Deserialize;

use super::card::{Card, cards};
use crate::{
    asks::{self, Board},
    http::{Failed, Frame, Here, Page, Place},
    posts::{sight::shelf, store::Filter},
    topics,
    words::encoded,
};

/// Of each kind; the rest is on the board.
const SHOWN: i64 = 20;

#[derive(Template)]
#[template(path = "posts/pages/topic.html")]
struct TopicPage {
    frame: Frame,
    name: String,
    path: String,
    way: &'static str,
    asks: Vec<asks::Card>,
    offers: Vec<asks::Card>,
    more_asks: Option<String>,
    more_offers: Option<String>,
    posts: Vec<Card>,
    next: Option<PostId>,
}

#[derive(Debug, Default, Deserialize)]
pub(in crate::posts) struct Asked {
    #[serde(default)]
    before: Option<String>,
}

pub(in crate::posts) async fn topic(here: Here, Path(key): Path<String>, Query(asked): Query<Asked>) -> Page {
    let typed = Topic::read(&key.replace('-', " ")).map_err(|_none| Failed::NotFound)?;
    let by = here.by();
    let mut lists = Vec::new();
    for kind in [Kind::Ask, Kind::Offer] {
        let filter = asks::Filter { kind: Some(kind), topic: Some(typed.key.clone()), ..asks::Filter::default() };
        lists.push(asks::board(&here.app, &by, &filter, None, SHOWN).await?);
    }
    let before = asked.before.as_deref().and_then(|before| before.parse().ok());
    let filter = Filter { topic: Some(typed.key.clone()), ..Filter::default() };
    let posts = shelf(&here.app, &by, &filter, before, SHOWN).await?;
    let named = |list: &Board| {
        let topics = list.items.iter().flat_map(|seen| &seen.ask.said.topics);
        topics.clone().find(|topic| topic.key == typed.key).map(|topic| topic.name.clone())
    };
    let written = posts.items.iter().flat_map(|seen| &seen.post.said.topics).find(|topic| topic.key == typed.key);
    let written = written.map(|topic| topic.name.clone());
    let wanted = typed.key.clone();
    let chosen = here.app.db.read(async move |tx| topics::find(tx, by.member, &wanted).await).await?;
    let own = chosen.as_ref().map(|choice| choice.topic.name.clone());
    let name = lists.iter().find_map(named).or(written).or(own).unwrap_or(typed.name);
    let mut drawn = Vec::new();
    for (list, kind) in lists.into_iter().zip([Kind::Ask, Kind::Offer]) {
        let more = format!("/board?kind={}&topic={}", kind.word(), encoded(&typed.key));
        drawn.push((asks::cards(&here, &list.items).await?, list.next.map(|_| more)));
    }
    let (offers, more_offers) = drawn.pop().unwrap_or_default();
    let (asks, more_asks) = drawn.pop().unwrap_or_default();
    let page = TopicPage {
        frame: here.frame(name.clone(), Place::Board),
        path: format!("/topics/{}", encoded(&typed.key)),
        way: chosen.map_or("", |choice| choice.way.word()),
        next: posts.next,
        posts: cards(&here, posts.items).await?,
        name,
        asks,
        offers,
        more_asks,
        more_offers,
    };
    here.draw(&page)
}
