//! `/topics/{key}`: what is asked and offered about a topic, as this reader may see it; following it, or not hearing of
//! it. A topic that nobody speaks of has a page too: so the page tells of nothing that is hidden.

use askama::Template;
use axum::extract::Path;
use pergola_domain::{asks::Kind, topics::Topic};

use super::card::{Card, cards};
use crate::{
    asks::{Board, Filter, board},
    http::{Failed, Frame, Here, Page, Place},
    topics,
    words::encoded,
};

/// Of each kind; the rest is on the board.
const SHOWN: i64 = 20;

#[derive(Template)]
#[template(path = "asks/pages/topic.html")]
struct TopicPage {
    frame: Frame,
    name: String,
    path: String,
    way: &'static str,
    asks: Vec<Card>,
    offers: Vec<Card>,
    more_asks: Option<String>,
    more_offers: Option<String>,
}

pub(in crate::asks) async fn topic(here: Here, Path(key): Path<String>) -> Page {
    let typed = Topic::read(&key.replace('-', " ")).map_err(|_none| Failed::NotFound)?;
    let by = here.by();
    let mut lists = Vec::new();
    for kind in [Kind::Ask, Kind::Offer] {
        let filter = Filter { kind: Some(kind), topic: Some(typed.key.clone()), ..Filter::default() };
        lists.push(board(&here.app, &by, &filter, None, SHOWN).await?);
    }
    let named = |list: &Board| {
        let topics = list.items.iter().flat_map(|seen| &seen.ask.said.topics);
        topics.clone().find(|topic| topic.key == typed.key).map(|topic| topic.name.clone())
    };
    let wanted = typed.key.clone();
    let chosen = here.app.db.read(async move |tx| topics::find(tx, by.member, &wanted).await).await?;
    let own = chosen.as_ref().map(|choice| choice.topic.name.clone());
    let name = lists.iter().find_map(named).or(own).unwrap_or(typed.name);
    let mut drawn = Vec::new();
    for (list, kind) in lists.into_iter().zip([Kind::Ask, Kind::Offer]) {
        let more = format!("/board?kind={}&topic={}", kind.word(), encoded(&typed.key));
        drawn.push((cards(&here, &list.items).await?, list.next.map(|_| more)));
    }
    let (offers, more_offers) = drawn.pop().unwrap_or_default();
    let (asks, more_asks) = drawn.pop().unwrap_or_default();
    let page = TopicPage {
        frame: here.frame(name.clone(), Place::Board),
        path: format!("/topics/{}", encoded(&typed.key)),
        way: chosen.map_or("", |choice| choice.way.word()),
        name,
        asks,
        offers,
        more_asks,
        more_offers,
    };
    here.draw(&page)
}
