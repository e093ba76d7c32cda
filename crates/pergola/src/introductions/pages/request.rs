//! `/requests`: asking to be introduced along a path, and what a connector may do with it.

use askama::Template;
use axum::extract::{Path, Query};
use pergola_db::Fault;
use pergola_domain::{
    ids::ApproachId,
    introductions::{Refusal, Standing},
    text::first_name,
};
use serde::Deserialize;

use super::{Empty, Node, Wrong, joined, list::standing_key};
use crate::{
    http::{Failed, Failure, Form, Frame, Here, Page, Place, see},
    introductions::acts::{
        passing, proposing,
        requesting::{self, Request, Wish},
    },
    pictures::TileSize,
    ties,
};

/// Offered while one types whom to name.
const OFFERED: i64 = 500;

fn id(text: &str) -> Result<ApproachId, Failed> {
    text.parse().map_err(|_why| Failed::NotFound)
}

/// Whom to be introduced to, and the path: handles, with a comma between.
#[derive(Clone, Debug, Default, Deserialize)]
pub(in crate::introductions) struct Asked {
    #[serde(default)]
    to: String,
    #[serde(default)]
    through: String,
    #[serde(default)]
    message: String,
}

impl Asked {
    fn through(&self) -> Vec<String> {
        self.through.split(',').map(str::trim).filter(|handle| !handle.is_empty()).map(str::to_owned).collect()
    }
}

#[derive(Template)]
#[template(path = "introductions/pages/request_new.html")]
struct NewPage {
    frame: Frame,
    to: Node,
    to_handle: String,
    through: Vec<Node>,
    handles: String,
    message: String,
    wrong: Option<Wrong>,
}

/// The form, for a path that was chosen on the page of paths.
pub(in crate::introductions) async fn new(here: Here, Query(asked): Query<Asked>) -> Page {
    draw_new(&here, asked, None).await
}

async fn draw_new(here: &Here, asked: Asked, wrong: Option<Wrong>) -> Page {
    let (member, handle, handles) = (here.by().member, asked.to.clone(), asked.through());
    let found = here
        .app
        .db
        .read(async move |tx| {
            let Some(to) = ties::find_visible(tx, member, &handle).await? else { return Ok(None) };
            let mut through = Vec::new();
            for handle in handles.iter().take(4) {
                let Some(account) = ties::find_visible(tx, member, handle).await? else { return Ok(None) };
                through.push(account);
            }
            Ok::<_, Fault>(Some((to, through)))
        })
        .await?;
    let (to, through) = found.ok_or(Failed::NotFound)?;
    if through.is_empty() {
        // Which path is a choice, and the page of paths has what to choose by.
        return Ok(see(&format!("/@{}/paths", to.handle), None));
    }
    let frame = here.frame("request-title", Place::Inbox);
    let refused = wrong.is_some();
    let page = NewPage {
        frame: if refused { frame.with_errors() } else { frame },
        to: Node::of(&to, TileSize::Medium),
        to_handle: to.handle.clone(),
        handles: through.iter().map(|account| account.handle.as_str()).collect::<Vec<_>>().join(","),
        through: through.iter().map(|account| Node::of(account, TileSize::Medium)).collect(),
        message: asked.message,
        wrong,
    };
    if refused { here.draw_refused(&page) } else { here.draw(&page) }
}

pub(in crate::introductions) async fn send(here: Here, Form(asked): Form<Asked>) -> Page {
    let wish = Wish { to: asked.to.clone(), through: asked.through(), message: asked.message.clone() };
    match requesting::request(&here.app, here.by(), wish).await {
        Ok(id) => Ok(see(&format!("/requests/{id}"), Some("requested"))),
        Err(Failure::Refused(refusal)) => {
            let wrong = Wrong { field: "message", ..Wrong::of(&here, &refusal, "message") };
            draw_new(&here, asked, Some(wrong)).await
        }
        Err(other) => Err(other.into()),
    }
}

#[derive(Template)]
#[template(path = "introductions/pages/request_own.html")]
struct OwnPage {
    frame: Frame,
    id: ApproachId,
    to: Node,
    through: Vec<Node>,
    names: String,
    message: String,
    state: &'static str,
    goes: bool,
    sent: String,
    until: String,
    introduction: Option<String>,
}

#[derive(Template)]
#[template(path = "introductions/pages/request_passing.html")]
struct PassingPage {
    frame: Frame,
    id: ApproachId,
    asker: Node,
    to: Node,
    /// Whom it would go to next.
    next: Node,
    is_last: bool,
    message: String,
    said: Vec<(Node, String)>,
    ago: String,
    state: &'static str,
    asked: bool,
    until: String,
    thanks: Option<String>,
    offered: Vec<String>,
    typed: Typed,
    wrong: Option<Wrong>,
}

/// What a connector typed.
#[derive(Clone, Debug, Default, Deserialize)]
pub(in crate::introductions) struct Typed {
    #[serde(default)]
    words: String,
    #[serde(default)]
    closeness: String,
    #[serde(default)]
    connector: String,
}

pub(in crate::introductions) async fn one(here: Here, Path(id): Path<String>) -> Page {
    draw(&here, self::id(&id)?, Typed::default(), None).await
}

async fn draw(here: &Here, id: ApproachId, typed: Typed, wrong: Option<Wrong>) -> Page {
    let by = here.by();
    let found = here
        .app
        .db
        .read(async move |tx| {
            let Some(request) = requesting::find(tx, by.member, id, by.now).await? else { return Ok(None) };
            let asked = request.standing == Standing::Asked;
            let offered = if asked { proposing::candidates(tx, by.member, OFFERED).await? } else { Vec::new() };
            Ok::<_, Fault>(Some((request, offered)))
        })
        .await?;
    let (request, offered) = found.ok_or(Failed::NotFound)?;
    if request.is_mine {
        return own(here, &request);
    }
    let offered = offered.iter().map(|account| format!("{} (@{})", account.name, account.handle)).collect();
    connector(here, &request, offered, (typed, wrong))
}

fn own(here: &Here, request: &Request) -> Page {
    let frame = here.frame("request-title", Place::Inbox);
    let (t, now, approach) = (frame.t.clone(), here.by().now, &request.sent.approach);
    let names: Vec<String> = request.through.iter().map(|account| first_name(&account.name).to_owned()).collect();
    let page = OwnPage {
        id: approach.id,
        to: Node::of(&request.target, TileSize::Medium),
        through: request.through.iter().map(|account| Node::of(account, TileSize::Medium)).collect(),
        names: joined(&t, &names),
        message: request.sent.message.clone(),
        state: standing_key(request.standing),
        goes: request.standing == Standing::UnderWay,
        sent: t.day(approach.sent_at, now),
        until: t.day(approach.until() + -1, now),
        introduction: request.introduction.map(|id| format!("/introductions/{id}")),
        frame,
    };
    here.draw(&page)
}

fn connector(here: &Here, request: &Request, offered: Vec<String>, (typed, wrong): (Typed, Option<Wrong>)) -> Page {
    let frame = here.frame("request-title", Place::Inbox);
    let (t, now, approach) = (frame.t.clone(), here.by().now, &request.sent.approach);
    let refused = wrong.is_some();
    let page = PassingPage {
        id: approach.id,
        asker: Node::of(&request.asker, TileSize::Usual),
        to: Node::of(&request.target, TileSize::Usual),
        next: Node::of(request.next.as_ref().unwrap_or(&request.target), TileSize::Usual),
        is_last: request.next.is_none(),
        message: request.sent.message.clone(),
        said: request.said().map(|(by, words)| (Node::of(by, TileSize::Small), words.to_owned())).collect(),
        ago: t.ago(approach.sent_at, now),
        state: standing_key(request.standing),
        asked: request.standing == Standing::Asked,
        until: t.day(approach.passing_until() + -1, now),
        thanks: request.told.as_ref().map(|told| told.thanks.clone()).filter(|thanks| !thanks.is_empty()),
        offered,
        typed,
        frame: if refused { frame.with_errors() } else { frame },
        wrong,
    };
    if refused { here.draw_refused(&page) } else { here.draw(&page) }
}

async fn after(
    here: &Here,
    id: ApproachId,
    outcome: Result<(), Failure<Refusal>>,
    done: &'static str,
    typed: Typed,
) -> Page {
    match outcome {
        Ok(()) => Ok(see(&format!("/requests/{id}"), Some(done))),
        Err(Failure::Refused(refusal)) => {
            let wrong = Wrong::of(here, &refusal, "words");
            draw(here, id, typed, Some(wrong)).await
        }
        Err(other) => Err(other.into()),
    }
}

pub(in crate::introductions) async fn pass_on(here: Here, Path(id): Path<String>, Form(typed): Form<Typed>) -> Page {
    let id = self::id(&id)?;
    // A word that is no number is none of ours: the rule says so for 0.
    let closeness = Some(typed.closeness.as_str()).filter(|word| !word.is_empty());
    let closeness = closeness.map(|word| word.parse().unwrap_or_default());
    let outcome = passing::pass_on(&here.app, here.by(), id, &typed.words, closeness).await;
    after(&here, id, outcome, "passed-on", typed).await
}

pub(in crate::introductions) async fn decline(here: Here, Path(id): Path<String>, Form(Empty {}): Form<Empty>) -> Page {
    let id = self::id(&id)?;
    let outcome = passing::decline(&here.app, here.by(), id, false).await;
    after(&here, id, outcome, "said-no", Typed::default()).await
}

pub(in crate::introductions) async fn unfamiliar(
    here: Here,
    Path(id): Path<String>,
    Form(Empty {}): Form<Empty>,
) -> Page {
    let id = self::id(&id)?;
    let outcome = passing::decline(&here.app, here.by(), id, true).await;
    after(&here, id, outcome, "said-no", Typed::default()).await
}

pub(in crate::introductions) async fn better(here: Here, Path(id): Path<String>, Form(typed): Form<Typed>) -> Page {
    let id = self::id(&id)?;
    let named = pergola_domain::members::meant(&typed.connector).to_owned();
    let outcome = passing::name_better(&here.app, here.by(), id, &named, &typed.words).await;
    // Somebody whom nobody knows is no better way.
    let outcome = match outcome {
        Err(Failure::NotFound) if !named.is_empty() => {
            Err(Failure::Refused(pergola_domain::introductions::Plain::NotBetter.into()))
        }
        other => other,
    };
    after(&here, id, outcome, "passed-on", typed).await
}

pub(in crate::introductions) async fn take_back(
    here: Here,
    Path(id): Path<String>,
    Form(Empty {}): Form<Empty>,
) -> Page {
    let id = self::id(&id)?;
    let outcome = requesting::withdraw(&here.app, here.by(), id).await;
    after(&here, id, outcome, "request-taken-back", Typed::default()).await
}
