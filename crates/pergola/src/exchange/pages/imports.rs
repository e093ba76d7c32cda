//! Handing a file in, taking it back, and the rows that were not taken.

use std::collections::BTreeMap;

use askama::Template;
use axum::extract::{Path, Query, Request};
use pergola_domain::ids::ImportId;

use super::{
    Empty, On, five,
    trail::{self, Trail},
};
use crate::{
    exchange::{acts, store::imports::Skip, upload},
    http::{Failed, Form, Frame, Here, Page, Place, paging::Numbered, see, uploads::Sender},
    pictures,
};

/// Rows on a page, and imports in the list.
const SKIPS: i64 = 100;
const LISTED: i64 = 20;

#[derive(Template)]
#[template(path = "exchange/pages/import.html")]
struct ImportPage {
    frame: Frame,
    trail: Option<Trail>,
    toto: String,
    walk: String,
    wrong: Option<String>,
    before: Vec<Before>,
    later: &'static str,
}

/// A file handed in before.
#[derive(Debug)]
struct Before {
    path: String,
    name: String,
    says: String,
}

pub(crate) async fn form(here: Here) -> Page {
    draw(&here, false, None).await
}

pub(crate) async fn welcome(here: Here) -> Page {
    draw(&here, true, None).await
}

async fn draw(here: &Here, welcome: bool, wrong: Option<String>) -> Page {
    let frame = here.frame("import-title", Place::None);
    let (t, now) = (here.speech(), here.app.now());
    let before = acts::imports::list(&here.app, here.me()?.member, None, LISTED).await?;
    let told = |import: crate::exchange::store::imports::Import| {
        let state = t.s(&["import-state-", import.state.word()].concat()).to_owned();
        let says = t.say("import-before-says").arg("state", state).arg("when", t.ago(import.created_at, now)).text();
        Before { path: format!("/imports/{}", import.id), says, name: import.file_name }
    };
    let page = ImportPage {
        trail: welcome.then(|| trail::at(here, 2)),
        toto: pictures::toto(),
        walk: pictures::walk(2, 5),
        before: before.into_iter().map(told).collect(),
        later: if welcome { "/welcome/beds" } else { "/garden" },
        frame: if wrong.is_some() { frame.with_errors() } else { frame },
        wrong,
    };
    if page.wrong.is_some() { here.draw_refused(&page) } else { here.draw(&page) }
}

/// A file in a form. What is refused is said on the form again.
pub(crate) async fn upload(here: Here, Query(on): Query<On>, request: Request) -> Page {
    let welcome = on.welcome.is_some();
    match upload::receive(&here, request, Sender::Page).await {
        Ok(id) => Ok(see(&super::progress::address(id, welcome), None)),
        Err(Failed::Refused(refused)) => {
            let sentence = here.speech().refusal(&refused.code, &refused.numbers);
            draw(&here, welcome, Some(sentence)).await
        }
        Err(other) => Err(other),
    }
}

pub(crate) async fn remove(here: Here, Path(id): Path<String>, Form(Empty {}): Form<Empty>) -> Page {
    let id: ImportId = id.parse().map_err(|_no_id| Failed::NotFound)?;
    acts::imports::remove(&here.app, here.by(), id).await?;
    Ok(see("/import", Some("import-removed")))
}

pub(crate) async fn beds(here: Here, Path(id): Path<String>, Form(form): Form<BTreeMap<String, String>>) -> Page {
    let id: ImportId = id.parse().map_err(|_no_id| Failed::NotFound)?;
    acts::imports::find(&here.app, here.me()?.member, id).await?;
    match five::plant(&here, &form).await? {
        Ok(0) => Ok(see(&format!("/imports/{id}"), None)),
        Ok(_) => Ok(see("/garden", Some("planted-five"))),
        Err(said) => super::progress::draw(&here, id, false, &said).await,
    }
}

#[derive(Template)]
#[template(path = "exchange/pages/skips.html")]
struct SkipsPage {
    frame: Frame,
    path: String,
    name: String,
    count: i64,
    listed: i64,
    /// File, line, reason.
    skips: Vec<(String, String, String)>,
    numbered: Numbered,
}

/// The rows that were not taken.
pub(crate) async fn skips(here: Here, Path(id): Path<String>, Query(on): Query<On>) -> Page {
    let id: ImportId = id.parse().map_err(|_no_id| Failed::NotFound)?;
    let import = acts::imports::find(&here.app, here.me()?.member, id).await?;
    let listed = import.tally.skipped.min(pergola_domain::exchange::SKIPS_LISTED);
    let numbered = Numbered::new(on.page, listed, SKIPS);
    let found = acts::imports::skips(&here.app, id, numbered.offset(SKIPS), SKIPS).await?;
    let t = here.speech();
    let told = |skip: Skip| {
        let line = (skip.line > 0).then(|| t.say("import-line").arg("line", skip.line).text());
        (skip.file, line.unwrap_or_default(), t.s(&["exchange-skip-", &skip.reason].concat()).to_owned())
    };
    let page = SkipsPage {
        path: format!("/imports/{id}"),
        name: import.file_name.clone(),
        count: import.tally.skipped,
        listed,
        skips: found.into_iter().map(told).collect(),
        numbered,
        frame: here.frame("import-skips-title", Place::None),
    };
    here.draw(&page)
}
