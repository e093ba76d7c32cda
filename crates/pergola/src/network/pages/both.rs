//! Whom two people both know, all of them.

use askama::Template;
use axum::extract::{Path, Query};
use serde::Deserialize;

use super::way::Node;
use crate::{
    http::{Failed, Frame, Here, Page, Place, paging::Numbered},
    network::acts,
};

const PER_PAGE: i64 = 20;

#[derive(Debug, Default, Deserialize)]
pub(in crate::network) struct Asked {
    #[serde(default)]
    page: Option<i64>,
}

#[derive(Template)]
#[template(path = "network/pages/mutuals.html")]
struct MutualsPage {
    frame: Frame,
    of: Node,
    people: Vec<Node>,
    count: u64,
    pages: Numbered,
}

/// `/@{handle}/mutuals`: as long as its number says.
pub(in crate::network) async fn mutuals(here: Here, Path(handle): Path<String>, Query(asked): Query<Asked>) -> Page {
    let me = here.me()?.member;
    let page = |count: usize| Numbered::new(asked.page, i64::try_from(count).unwrap_or(i64::MAX), PER_PAGE);
    let position = |number: i64| usize::try_from(number).unwrap_or(0);
    let stretch = |count| (position(page(count).offset(PER_PAGE)), position(PER_PAGE));
    let both = acts::both(&here.app, &here.by(), &handle, stretch).await?;
    if both.target.id == me {
        return Err(Failed::NotFound);
    }
    here.draw(&MutualsPage {
        frame: here.frame("paths-mutuals", Place::People),
        of: Node::of(&both.target),
        people: both.people.iter().map(Node::of).collect(),
        count: u64::try_from(both.count).unwrap_or(u64::MAX),
        pages: page(both.count),
    })
}
