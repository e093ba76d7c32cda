//! The section of Oggi with the pairs, and putting one aside.

use axum::extract::Path;
use pergola_domain::{ids::PairId, refusal::Refusal as _};
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

/// The same below the ask of each on the board.
pub(crate) fn between(t: &Speech, found: &[Found]) -> Vec<Between> {
    let first_name = |account: &Account| account.name.split_whitespace().next().unwrap_or(&account.name).to_owned();
    let two = |pair: &Found| {
        let second = &pair.second;
        let offered = pair.offer.as_ref().map(|offer| offer.ask.said.text.clone());
        let why = reason::said(t, &pair.reasons, pair.offer.is_none()).into_iter().next();
        Between {
            ask: pair.ask.ask.id,
            name: second.name.clone(),
            person: second.path(),
            face: face(second.id.0, &second.name, second.photo, TileSize::Usual),
            line: offered
                .map_or_else(|| second.headline.clone(), |text| t.say("pairs-offers").arg("text", text).text()),
            why: why.map(|said| uncapital(&said.html)).unwrap_or_default(),
            href: way(pair),
            act: t
                .say("pairs-introduce-two")
                .arg("first", first_name(&pair.first))
                .arg("second", first_name(second))
                .text(),
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
