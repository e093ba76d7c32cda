//! `/people`: the own ties by name; with words, members and own cards whose name begins so.

use askama::Template;
use axum::extract::Query;
use pergola_domain::ids::MemberId;
use serde::Deserialize;

use super::Node;
use crate::{
    contacts,
    http::{Frame, Here, Page, Place, limits::Pace, paging::Numbered},
    members, network,
    people::store,
    pictures::{self, TileSize},
    ties,
    words::Speech,
};

const PER_PAGE: i64 = 20;
/// Own cards shown beside the members found.
const CARDS: i64 = 10;
const WORDS_CHARS: usize = 200;

#[derive(Debug, Default, Deserialize)]
pub(in crate::people) struct Asked {
    #[serde(default)]
    q: String,
    #[serde(default)]
    page: Option<i64>,
}

#[derive(Template)]
#[template(path = "people/pages/list.html")]
struct ListPage {
    frame: Frame,
    q: String,
    q_encoded: String,
    count: i64,
    people: Vec<Row>,
    cards: Vec<(String, String, String)>,
    pages: Numbered,
}

/// Somebody found, and how he is known.
struct Row {
    node: Node,
    distance: String,
    degree: String,
    mutuals: i64,
}

pub(in crate::people) async fn list(here: Here, Query(asked): Query<Asked>) -> Page {
    let q: String = pergola_domain::text::line(&asked.q).chars().take(WORDS_CHARS).collect();
    let by = here.by();
    if !q.is_empty() {
        here.app.limits.take(Pace::Search, &by.member.to_string())?;
    }
    let (viewer, words, page) = (by.member, q.clone(), asked.page);
    let (count, pages, ids, accounts, cards) = here
        .app
        .db
        .read(async move |tx| {
            let searching = !words.is_empty();
            let count =
                if searching { store::count_named(tx, viewer, &words).await? } else { ties::count(tx, viewer).await? };
            let pages = Numbered::new(page, count, PER_PAGE);
            let offset = pages.offset(PER_PAGE);
            let ids = if searching {
                store::find_named(tx, viewer, &words, offset, PER_PAGE).await?
            } else {
                ties::list_by_name(tx, viewer, offset, PER_PAGE).await?
            };
            let accounts = members::find_many(tx, &ids).await?;
            let cards = if searching { contacts::find_named(tx, viewer, &words, CARDS).await? } else { Vec::new() };
            Ok::<_, pergola_db::Fault>((count, pages, ids, accounts, cards))
        })
        .await?;
    let near = network::distances(&here.app, &by, &ids).await?;
    let frame = here.frame("people-title", Place::People);
    let rows = ids.iter().zip(near).filter_map(|(id, (distance, mutuals))| {
        let account = accounts.iter().find(|account| account.id == *id)?;
        Some(row(&frame.t, Node::of(account, TileSize::Usual), (*id, viewer), distance, mutuals))
    });
    let page = ListPage {
        people: rows.collect(),
        cards: cards
            .into_iter()
            .map(|found| (format!("/contacts/{}", found.id), found.card.name, found.card.organisation))
            .collect(),
        q_encoded: crate::words::encoded(&q),
        q,
        count,
        pages,
        frame,
    };
    here.draw(&page)
}

fn row(t: &Speech, node: Node, (id, viewer): (MemberId, MemberId), distance: Option<u8>, mutuals: u32) -> Row {
    Row {
        node,
        distance: distance.map_or_else(
            || t.s("steps-unknown").to_owned(),
            |steps| t.say("steps-away").arg("steps", i64::from(steps)).text(),
        ),
        degree: distance.filter(|steps| *steps > 0).map_or_else(String::new, pictures::degree),
        mutuals: if id == viewer { 0 } else { i64::from(mutuals) },
    }
}
