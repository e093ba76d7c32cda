//! `/asks/mine`: what one offers and asks, with what can be done with each.

use askama::Template;
use pergola_domain::asks::Kind;

use super::item::Item;
use crate::{
    asks::{store, visible},
    http::{Failed, Frame, Here, Page, Place},
};

/// Of each kind on the page; all are in the API.
const SHOWN: i64 = 100;

#[derive(Template)]
#[template(path = "asks/pages/mine.html")]
struct MinePage {
    frame: Frame,
    offers: Mine,
    asks: Mine,
}

/// The own ones of a kind.
#[derive(Default)]
struct Mine {
    living: Vec<Item>,
    closed: Vec<Item>,
}

pub(in crate::asks) async fn mine(here: Here) -> Page {
    let page = MinePage {
        frame: here.frame("asks-mine", Place::Board),
        offers: own(&here, Kind::Offer).await?,
        asks: own(&here, Kind::Ask).await?,
    };
    here.draw(&page)
}

async fn own(here: &Here, kind: Kind) -> Result<Mine, Failed> {
    let (by, t) = (here.by(), here.speech());
    let author = by.member;
    let all = here.app.db.read(async move |tx| store::list_of(tx, author, Some(kind), None, SHOWN).await).await?;
    let seen = visible(&here.app, &by, all).await?;
    // Whom a closed one thanks is on its own page.
    let items = seen.iter().map(|seen| Item::of(&t, seen, &by, |_| None));
    let (living, closed) = items.partition(|item| item.lives);
    Ok(Mine { living, closed })
}
