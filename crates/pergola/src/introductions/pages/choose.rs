//! `/introductions/new`: whom to put in touch; once two are chosen, what each of them will read.

use askama::Template;
use axum::extract::Query;
use pergola_db::Fault;
use pergola_domain::members::meant;
use serde::Deserialize;

use super::{Wrong, write};
use crate::{
    contacts,
    http::{Failure, Frame, Here, Page, Place},
    introductions::acts::proposing,
};

/// Offered while one types; whoever is farther down is found by typing the name as it stands on the page.
const OFFERED: i64 = 500;
/// Fields for people.
pub(super) const FIELDS: [&str; 6] = ["first", "second", "third", "fourth", "fifth", "sixth"];

/// Whom somebody wants to introduce, and about what: what both forms carry along.
#[derive(Clone, Debug, Default, Deserialize)]
pub(super) struct About {
    #[serde(default)]
    first: String,
    #[serde(default)]
    second: String,
    #[serde(default)]
    third: String,
    #[serde(default)]
    fourth: String,
    #[serde(default)]
    fifth: String,
    #[serde(default)]
    sixth: String,
    #[serde(default)]
    pub(super) ask: String,
    #[serde(default)]
    pub(super) offer: String,
}

impl About {
    pub(super) fn fields(&self) -> [&String; 6] {
        [&self.first, &self.second, &self.third, &self.fourth, &self.fifth, &self.sixth]
    }

    /// The handles and cards among what was typed.
    pub(super) fn people(&self) -> Vec<String> {
        self.fields()
            .into_iter()
            .filter(|typed| !typed.trim().is_empty())
            .map(|typed| meant(typed).to_owned())
            .collect()
    }
}

/// The first form. From a suggestion both people are known.
#[derive(Clone, Debug, Default, Deserialize)]
pub(in crate::introductions) struct Chosen {
    #[serde(flatten)]
    about: About,
    /// Choose more people than those who are known.
    #[serde(default)]
    more: String,
}

#[derive(Template)]
#[template(path = "introductions/pages/choose.html")]
struct ChoosePage {
    frame: Frame,
    fields: Vec<(&'static str, String)>,
    more: bool,
    ask: String,
    offer: String,
    offered: Vec<String>,
    wrong: Option<Wrong>,
}

pub(in crate::introductions) async fn choose(here: Here, Query(chosen): Query<Chosen>) -> Page {
    let people = chosen.about.people();
    if people.len() < 2 || !chosen.more.is_empty() {
        return draw(&here, &chosen, None).await;
    }
    match proposing::prospect(&here.app, here.by(), people).await {
        Ok(prospect) => match prospect.refusal {
            Some(refusal) => draw(&here, &chosen, Some(Wrong::of(&here, &refusal, "first"))).await,
            None => write::draw(&here, &prospect.people, &write::Writing::begin(chosen.about), None).await,
        },
        Err(Failure::NotFound) => {
            let sentence = here.speech().s("choose-nobody").to_owned();
            draw(&here, &chosen, Some(Wrong { field: "first", code: "http.not_found", sentence })).await
        }
        Err(other) => Err(other.into()),
    }
}

async fn draw(here: &Here, chosen: &Chosen, wrong: Option<Wrong>) -> Page {
    let member = here.by().member;
    let (people, cards) = here
        .app
        .db
        .read(async move |tx| {
            let people = proposing::candidates(tx, member, OFFERED).await?;
            Ok::<_, Fault>((people, contacts::list_all(tx, member, 0, OFFERED).await?))
        })
        .await?;
    let cards = cards.iter().filter(|card| card.card.first_email().is_some());
    let offered = people.iter().map(|account| format!("{} (@{})", account.name, account.handle));
    let more = !chosen.more.is_empty() || chosen.about.people().len() > 2;
    let shown = if more { FIELDS.len() } else { 2 };
    let frame = here.frame("choose-title", Place::Inbox);
    let refused = wrong.is_some();
    let page = ChoosePage {
        frame: if refused { frame.with_errors() } else { frame },
        fields: FIELDS.into_iter().zip(chosen.about.fields().map(String::clone)).take(shown).collect(),
        more,
        ask: chosen.about.ask.clone(),
        offer: chosen.about.offer.clone(),
        offered: offered.chain(cards.map(|card| format!("{} (#{})", card.card.name, card.id))).collect(),
        wrong: wrong.map(|wrong| Wrong { field: "first", ..wrong }),
    };
    if refused { here.draw_refused(&page) } else { here.draw(&page) }
}
