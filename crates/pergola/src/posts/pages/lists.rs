//! The own posts, and those of somebody as the reader may see them.

use askama::Template;
use axum::extract::{Path, Query};
use pergola_domain::ids::{MemberId, PostId};
use serde::Deserialize;

use super::card::{Card, cards};
use crate::{
    http::{Failed, Frame, Here, Page, Place},
    posts::{
        sight::shelf,
        store::{self, Filter},
    },
    ties,
};

/// On one page.
const SHOWN: i64 = 20;

#[derive(Template)]
#[template(path = "posts/pages/list.html")]
struct ListPage {
    frame: Frame,
    cards: Vec<Card>,
    /// The address of the page, without what is asked for.
    path: String,
    /// Where the next page begins.
    next: Option<PostId>,
    mine: bool,
    back: (String, String),
    /// The address of its Atom feed, where it is read from outside.
    atom: Option<String>,
}

#[derive(Debug, Default, Deserialize)]
pub(in crate::posts) struct Asked {
    #[serde(default)]
    before: Option<String>,
}

async fn draw(here: &Here, author: MemberId, asked: &Asked, dressed: (String, String, (String, String))) -> Page {
    let before = asked.before.as_deref().and_then(|before| before.parse().ok());
    let filter = Filter { author: Some(author), ..Filter::default() };
    let found = shelf(&here.app, &here.by(), &filter, before, SHOWN).await?;
    let (title, path, back) = dressed;
    let outside = here.app.db.read(async move |tx| store::choices(tx, author).await).await?.outside_since.is_some();
    let page = ListPage {
        cards: cards(here, found.items).await?,
        next: found.next,
        mine: author == here.by().member,
        frame: here.frame(title, Place::Today),
        atom: (outside && author != here.by().member).then(|| format!("{path}.atom")),
        path,
        back,
    };
    here.draw(&page)
}

pub(in crate::posts) async fn mine(here: Here, Query(asked): Query<Asked>) -> Page {
    let back = ("/today".to_owned(), here.speech().s("layout-today").to_owned());
    draw(&here, here.by().member, &asked, ("posts-mine".to_owned(), "/posts/mine".to_owned(), back)).await
}

pub(in crate::posts) async fn of_person(here: Here, Path(handle): Path<String>, Query(asked): Query<Asked>) -> Page {
    let viewer = here.by().member;
    let found = here.app.db.read(async move |tx| ties::find_visible(tx, viewer, &handle).await).await?;
    let person = found.ok_or(Failed::NotFound)?;
    let title = here.speech().say("posts-of-person").arg("name", &person.name).text();
    let path = format!("{}/posts", person.path());
    draw(&here, person.id, &asked, (title, path, (person.path(), person.name))).await
}
