//! `/people`: the own ties by name. Whom one does not know yet is found in the room of search.

use askama::Template;
use axum::extract::Query;
use pergola_domain::ids::MemberId;
use serde::Deserialize;

use super::Node;
use crate::{
    http::{Frame, Here, Page, Place, paging::Numbered},
    members, network,
    pictures::{self, TileSize},
    ties,
    words::Speech,
};

const PER_PAGE: i64 = 20;

#[derive(Debug, Default, Deserialize)]
pub(in crate::people) struct Asked {
    #[serde(default)]
    page: Option<i64>,
}

#[derive(Template)]
#[template(path = "people/pages/list.html")]
struct ListPage {
    frame: Frame,
    count: i64,
    people: Vec<Row>,
    pages: Numbered,
}

/// Somebody tied to the reader.
struct Row {
    node: Node,
    distance: String,
    degree: String,
    mutuals: i64,
}

pub(in crate::people) async fn list(here: Here, Query(asked): Query<Asked>) -> Page {
    let by = here.by();
    let (viewer, page) = (by.member, asked.page);
    let (count, pages, ids, accounts) = here
        .app
        .db
        .read(async move |tx| {
            let count = ties::count(tx, viewer).await?;
            let pages = Numbered::new(page, count, PER_PAGE);
            let ids = ties::list_by_name(tx, viewer, pages.offset(PER_PAGE), PER_PAGE).await?;
            let accounts = members::find_many(tx, &ids).await?;
            Ok::<_, pergola_db::Fault>((count, pages, ids, accounts))
        })
        .await?;
    let near = network::distances(&here.app, &by, &ids).await?;
    let frame = here.frame("people-title", Place::People);
    let rows = ids.iter().zip(near).filter_map(|(id, (distance, mutuals))| {
        let account = accounts.iter().find(|account| account.id == *id)?;
        Some(row(&frame.t, Node::of(account, TileSize::Usual), (*id, viewer), distance, mutuals))
    });
    let page = ListPage { people: rows.collect(), count, pages, frame };
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
