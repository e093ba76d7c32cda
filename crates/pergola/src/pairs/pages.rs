//! The section of Oggi with the pairs, and putting one aside.

use axum::extract::Path;
use pergola_domain::{
    ids::{MemberId, PairId},
    refusal::Refusal as _,
    text::first_name,
};
use serde::Deserialize;

use super::acts::{self, Found};
use crate::{
    asks::{Between, reason},
    http::{Failed, Failure, Form, Here, Page, layout::face, see},
    members::Account,
    pictures::{self, TileSize},
    words::{Speech, uncapital},
};

/// A pair, as `pairs.html` draws it.
#[derive(Clone, Debug)]
pub(crate) struct PairView {
    pub(crate) id: String,
    pub(crate) first: Side,
    pub(crate) second: Side,
    pub(crate) joint: String,
    /// Safe HTML.
    pub(crate) reasons: Vec<String>,
    /// Where they are introduced.
    pub(crate) introduce: String,
}

/// One of the two.
#[derive(Clone, Debug)]
pub(crate) struct Side {
    pub(crate) name: String,
    pub(crate) path: String,
    pub(crate) face: String,
    pub(crate) headline: String,
    /// What he asks or offers; empty where it is what he tells of himself.
    pub(crate) text: String,
    /// Its language, where it is not the page's.
    pub(crate) lang: Option<String>,
    /// The page of the ask or the offer.
    pub(crate) item: String,
}

impl Side {
    fn of(t: &Speech, account: &Account, said: Option<(&crate::asks::Seen, &str)>) -> Self {
        let (text, language, item) = said.map_or_else(Default::default, |(seen, list)| {
            let ask = &seen.ask;
            (ask.said.text.clone(), ask.said.language.clone(), format!("/{list}/{}", ask.id))
        });
        Self {
            name: account.name.clone(),
            path: account.path(),
            face: face(account.id.0, &account.name, account.photo, TileSize::Usual),
            headline: account.headline.clone(),
            lang: Some(language).filter(|language| !language.is_empty() && language != t.tag()),
            text,
            item,
        }
    }
}

/// These as the page draws them.
pub(crate) fn views(t: &Speech, found: &[Found]) -> Vec<PairView> {
    let view = |pair: &Found| {
        let (first, second) = (&pair.first, &pair.second);
        let why = reason::said(t, &pair.reasons, pair.offer.is_none()).into_iter().map(|said| said.html);
        let both = t.say("pairs-know-both").text();
        PairView {
            id: pair.id.to_string(),
            first: Side::of(t, first, Some((&pair.ask, "asks"))),
            second: Side::of(t, second, pair.offer.as_ref().map(|offer| (offer, "offers"))),
            joint: pictures::joint(),
            reasons: why.chain([both]).collect(),
            introduce: way(pair),
        }
    };
    found.iter().map(view).collect()
}

/// Where the two are introduced.
fn way(pair: &Found) -> String {
    let about = pair.offer.as_ref().map(|offer| format!("&offer={}", offer.ask.id)).unwrap_or_default();
    let (first, second) = (&pair.first.handle, &pair.second.handle);
    format!("/introductions/new?first={first}&second={second}&ask={}{about}", pair.ask.ask.id)
}

/// The first reason, as safe HTML in the middle of a sentence.
fn first_reason(t: &Speech, pair: &Found) -> String {
    let why = reason::said(t, &pair.reasons, pair.offer.is_none()).into_iter().next();
    why.map(|said| uncapital(&said.html)).unwrap_or_default()
}

/// "Introduce Giulia and Dario".
fn introduce_two(t: &Speech, pair: &Found) -> String {
    let say = t.say("pairs-introduce-two");
    say.arg("first", first_name(&pair.first.name)).arg("second", first_name(&pair.second.name)).text()
}

/// What who answers offers, or tells of himself.
fn offers(t: &Speech, pair: &Found) -> String {
    match &pair.offer {
        Some(offer) => t.say("pairs-offers").arg("text", offer.ask.said.text.as_str()).text(),
        None => pair.second.headline.clone(),
    }
}

/// Somebody who would fit with the person whose page it is, as `beside.html` draws him.
#[derive(Clone, Debug)]
pub(crate) struct Beside {
    pub(crate) id: String,
    pub(crate) title: String,
    pub(crate) name: String,
    pub(crate) path: String,
    pub(crate) face: String,
    /// What he offers or asks, or tells of himself.
    pub(crate) line: String,
    /// Safe HTML.
    pub(crate) why: String,
    pub(crate) introduce: String,
    pub(crate) act: String,
}

/// The pairs in which this person is, as his page shows them: the other of each.
pub(crate) fn beside(t: &Speech, found: &[Found], person: MemberId) -> Vec<Beside> {
    let view = |pair: &Found| {
        let asks = pair.first.id == person;
        let (here, other) = if asks { (&pair.first, &pair.second) } else { (&pair.second, &pair.first) };
        let title =
            t.say(if asks { "pairs-who-helps" } else { "pairs-whom-helped" }).arg("name", first_name(&here.name));
        Beside {
            id: pair.id.to_string(),
            title: title.text(),
            name: other.name.clone(),
            path: other.path(),
            face: face(other.id.0, &other.name, other.photo, TileSize::Usual),
            line: if asks {
                offers(t, pair)
            } else {
                t.say("pairs-asks").arg("text", pair.ask.ask.said.text.as_str()).text()
            },
            why: first_reason(t, pair),
            introduce: way(pair),
            act: introduce_two(t, pair),
        }
    };
    found.iter().map(view).collect()
}

/// The same below the ask of each on the board.
pub(crate) fn between(t: &Speech, found: &[Found]) -> Vec<Between> {
    let two = |pair: &Found| {
        let second = &pair.second;
        Between {
            ask: pair.ask.ask.id,
            asker: pair.first.name.clone(),
            offer: pair.offer.as_ref().map(|offer| offer.ask.id),
            name: second.name.clone(),
            person: second.path(),
            face: face(second.id.0, &second.name, second.photo, TileSize::Usual),
            line: offers(t, pair),
            why: first_reason(t, pair),
            href: way(pair),
            act: introduce_two(t, pair),
        }
    };
    found.iter().map(two).collect()
}

#[derive(Debug, Deserialize)]
pub(super) struct DismissalForm {
    #[serde(default)]
    why: String,
}

pub(super) async fn dismiss(here: Here, Path(id): Path<String>, Form(form): Form<DismissalForm>) -> Page {
    let id: PairId = id.parse().map_err(|_why| Failed::NotFound)?;
    match acts::dismiss(&here.app, here.by(), id, &form.why).await {
        Ok(answer) => Ok(see("/today", Some(["pair-", answer.word()].concat().as_str()))),
        // Pressed twice: it is as he wants it.
        Err(Failure::Refused(refusal)) if refusal.code() == "pairs.already_answered" => Ok(see("/today", None)),
        Err(other) => Err(other.into()),
    }
}
