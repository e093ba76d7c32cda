//! What fits an ask or an offer, as `fit.html` shows it: who, what, and why.

use pergola_domain::text::first_name;

use super::{
    card::{cards, nearness},
    reason,
};
use crate::{
    asks::{
        Seen,
        fits::{Fit, With},
    },
    http::{Failed, Here, layout::face},
    network,
    pictures::TileSize,
};

/// Shown on one page.
pub(super) const FITS: usize = 3;

/// One that fits.
#[derive(Clone, Debug)]
pub(super) struct FitView {
    pub(super) name: String,
    pub(super) person: String,
    pub(super) face: String,
    pub(super) line: String,
    /// Asks, offers, or what it is when it is somebody himself.
    pub(super) word: String,
    pub(super) path: String,
    pub(super) text: String,
    /// The language of the text, where it is not the page's.
    pub(super) lang: Option<String>,
    /// Safe HTML; never empty.
    pub(super) reasons: Vec<String>,
}

/// These, each with its reasons, in their order.
pub(super) async fn fitting(here: &Here, found: &[Fit]) -> Result<Vec<FitView>, Failed> {
    let t = here.speech();
    let mut views = Vec::with_capacity(found.len());
    for fit in found {
        let reasons = |person| reason::said(&t, &fit.reasons, person).into_iter().map(|said| said.html).collect();
        match &fit.with {
            With::Posted(seen) => {
                let seen: &Seen = seen;
                let Some(card) = cards(here, std::slice::from_ref(seen)).await?.pop() else { continue };
                views.push(FitView {
                    name: card.name,
                    person: card.person,
                    face: card.face,
                    line: card.line,
                    word: card.word,
                    path: card.path,
                    text: card.text,
                    lang: card.lang,
                    reasons: reasons(false),
                });
            }
            With::Person(account) => {
                let near = network::near(&here.app, &here.by(), &[account.id]).await?.pop();
                let about = [&account.headline, &account.place];
                let told = about.into_iter().find(|text| !text.is_empty()).cloned();
                views.push(FitView {
                    face: face(account.id.0, &account.name, account.photo, TileSize::Usual),
                    line: near.map(|near| nearness(&t, &near, false)).unwrap_or_default(),
                    word: t.s("asks-tells").to_owned(),
                    path: account.path(),
                    person: account.path(),
                    text: told.unwrap_or_else(|| t.say("asks-page-of").arg("name", first_name(&account.name)).text()),
                    name: account.name.clone(),
                    lang: None,
                    reasons: reasons(true),
                });
            }
        }
    }
    Ok(views)
}
