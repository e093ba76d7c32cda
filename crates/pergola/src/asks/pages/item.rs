//! `/asks/{id}`, `/offers/{id}`: one of them. Others read who it is, why they see it and how to answer; its author what
//! he can do with it.

use askama::Template;
use axum::extract::Path;
use pergola_domain::{
    asks::{Audience, Kind, Outcome, State},
    ids::{ConversationId, MemberId},
    messages::Refusal,
    refusal::Refusal as _,
    text::first_name,
};
use serde::Deserialize;

use super::{
    Empty,
    card::{Card, cards},
    fit::{FITS, FitView, fitting},
    kind_of, number,
};
use crate::{
    asks::{Seen, acts, find_visible, fits, path},
    http::{Failed, Failure, Form, Frame, Here, Page, Place, see},
    members,
    network::{self, Near},
    ties,
    words::Speech,
};

#[derive(Template)]
#[template(path = "asks/pages/item.html")]
struct ItemPage {
    frame: Frame,
    item: Item,
    card: Card,
    headline: String,
    /// Why this reader sees it.
    sight: String,
    /// The page of the paths to its author.
    paths: Option<String>,
    fits: Vec<FitView>,
    text: String,
    wrong: Option<String>,
}

/// Where one stands, in words, and what its author can do with it.
#[derive(Clone, Debug)]
pub(crate) struct Item {
    pub(crate) path: String,
    pub(crate) text: String,
    pub(crate) state: &'static str,
    pub(crate) stands: String,
    pub(crate) audience: String,
    /// Open or resting: it can be changed and closed.
    pub(crate) lives: bool,
    /// A moderator looks first: it can be said otherwise, and not closed.
    pub(crate) waits: bool,
    pub(crate) due: bool,
    /// What came of it.
    pub(crate) outcome: Vec<String>,
}

impl Item {
    /// `name`: somebody whom the author thanked, as he may name him.
    pub(crate) fn of(t: &Speech, seen: &Seen, by: &crate::app::By, name: impl Fn(MemberId) -> Option<String>) -> Self {
        let (ask, now) = (&seen.ask, by.now);
        let state = ask.at(now);
        let (key, day) = match state {
            State::Open { until } => ("asks-stands-until", until),
            State::Resting { since } => ("asks-rests-since", since),
            State::Closed { at, .. } => ("asks-closed-on", at),
            State::Held { at, .. } => ("asks-held", at),
            State::Hidden { at, .. } => ("asks-hidden-on", at),
        };
        let said =
            |key: &str, who: Option<MemberId>| who.and_then(&name).map(|name| t.say(key).arg("name", name).text());
        let outcome = match state {
            State::Closed { outcome: Outcome::Unanswered, .. } => vec![t.s("asks-came-nothing").to_owned()],
            State::Closed { outcome: Outcome::Answered { by, through }, .. } => {
                let (by_whom, came) = match ask.kind {
                    Kind::Ask => ("asks-came-by", "asks-came-answered"),
                    Kind::Offer => ("asks-came-taken-by", "asks-came-taken"),
                };
                let by = said(by_whom, by).unwrap_or_else(|| t.s(came).to_owned());
                std::iter::once(by).chain(said("asks-came-through", through)).collect()
            }
            _ => Vec::new(),
        };
        Self {
            path: path(ask),
            text: ask.said.text.clone(),
            state: state.word(),
            stands: t.say(key).arg("day", t.day(day, now)).text(),
            audience: t.s(&["asks-for-", ask.said.audience.word()].concat()).to_owned(),
            lives: matches!(state, State::Open { .. } | State::Resting { .. } | State::Held { .. }),
            waits: matches!(state, State::Held { .. }),
            due: ask.is_due(now),
            outcome,
        }
    }
}

pub(in crate::asks) async fn item(here: Here, Path(id): Path<String>) -> Page {
    let seen = find(&here, &id).await?;
    draw(&here, &seen, String::new(), None).await
}

/// One of this address's kind, where the reader may see it.
async fn find(here: &Here, id: &str) -> Result<Seen, Failed> {
    let seen = find_visible(&here.app, &here.by(), number(id)?).await?;
    seen.filter(|seen| seen.ask.kind == kind_of(here)).ok_or(Failed::NotFound)
}

async fn draw(here: &Here, seen: &Seen, text: String, wrong: Option<String>) -> Page {
    let by = here.by();
    let card = cards(here, std::slice::from_ref(seen)).await?.pop().ok_or(Failed::NotFound)?;
    let near = network::near(&here.app, &by, &[seen.author.id]).await?.pop();
    let thanked = thanked(here, seen).await?;
    let found = if card.mine && seen.ask.is_open(by.now) {
        fits::fits(&here.app, &by, &fits::Wanted::of(seen), FITS).await?
    } else {
        Vec::new()
    };
    let title = if seen.ask.kind == Kind::Ask { "asks-an-ask" } else { "asks-an-offer" };
    let frame = here.frame(title, Place::Board);
    let name = |id| thanked.iter().find(|person| person.id == id).map(|person| person.name.clone());
    let refused = wrong.is_some();
    let page = ItemPage {
        item: Item::of(&frame.t, seen, &by, name),
        sight: near.as_ref().map(|near| sight(&frame.t, seen, near)).unwrap_or_default(),
        paths: near.filter(|near| near.steps.is_some_and(|steps| steps > 1)).map(|_| card.person.clone() + "/paths"),
        headline: seen.author.headline.clone(),
        fits: fitting(here, &found).await?,
        frame: if refused { frame.with_errors() } else { frame },
        card,
        text,
        wrong,
    };
    if refused { here.draw_refused(&page) } else { here.draw(&page) }
}

/// Why this reader sees it: whom it is for, and what he is to its author.
fn sight(t: &Speech, seen: &Seen, near: &Near) -> String {
    let name = first_name(&seen.author.name).to_owned();
    let key = match (seen.ask.said.audience, near.steps, &near.through) {
        (Audience::Everybody, _, _) => "asks-sight-everybody",
        (_, Some(1), _) => "asks-sight-tied",
        (_, Some(2), Some(_)) => "asks-sight-through",
        _ => "asks-sight-near",
    };
    let through = near.through.as_ref().map_or("", |person| person.name.as_str());
    let steps = near.steps.map_or(0, i64::from);
    t.say(key).arg("name", name).arg("through", through).arg("steps", steps).text()
}

/// Those whom its author thanked, as far as he may see them.
async fn thanked(here: &Here, seen: &Seen) -> Result<Vec<members::Account>, Failed> {
    let me = here.me()?.member;
    let State::Closed { outcome: Outcome::Answered { by, through }, .. } = seen.ask.state else {
        return Ok(Vec::new());
    };
    let ids: Vec<MemberId> = [by, through].into_iter().flatten().collect();
    let named = async move |tx: &pergola_db::Tx| {
        let unseen = ties::unseen(tx, me, &ids).await?;
        let ids: Vec<MemberId> = ids.iter().copied().filter(|id| !unseen.contains(id)).collect();
        members::find_many(tx, &ids).await
    };
    Ok(here.app.db.read(named).await?)
}

#[derive(Debug, Deserialize)]
pub(in crate::asks) struct ReplyForm {
    #[serde(default)]
    text: String,
}

/// Answering begins a conversation with its author, with these words.
pub(in crate::asks) async fn reply(here: Here, Path(id): Path<String>, Form(form): Form<ReplyForm>) -> Page {
    let seen = find(&here, &id).await?;
    match say(&here, &seen, &form.text).await {
        Ok(conversation) => Ok(see(&format!("/conversations/{conversation}"), None)),
        Err(Failure::Refused(refusal)) => {
            let sentence = here.speech().refusal(refusal.code(), &refusal.numbers());
            draw(&here, &seen, form.text, Some(sentence)).await
        }
        Err(other) => Err(other.into()),
    }
}

/// The words of an answer, below what they answer.
pub(in crate::asks) async fn say(here: &Here, seen: &Seen, text: &str) -> Result<ConversationId, Failure<Refusal>> {
    // What was only said to few must not reach others in a quotation, so it goes to its own author alone.
    let quoted = here.speech().say("asks-quoted").arg("text", &seen.ask.said.text).text();
    acts::reply(&here.app, here.by(), seen, text, &quoted).await
}

pub(in crate::asks) async fn renew(here: Here, Path(id): Path<String>, Form(Empty {}): Form<Empty>) -> Page {
    let ask = acts::renew(&here.app, here.by(), kind_of(&here), number(&id)?).await?;
    Ok(see(&path(&ask), Some("ask-renewed")))
}

pub(in crate::asks) async fn delete(here: Here, Path(id): Path<String>, Form(Empty {}): Form<Empty>) -> Page {
    acts::delete(&here.app, here.by(), kind_of(&here), number(&id)?).await?;
    Ok(see("/asks/mine", Some("ask-deleted")))
}
