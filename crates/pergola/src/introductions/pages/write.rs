//! The two (or more) private questions, before they are sent.

use std::collections::BTreeMap;

use askama::Template;
use pergola_domain::{
    ids::{AskId, PersonId},
    introductions::{Plain, Refusal, why},
};
use serde::Deserialize;

use super::{
    Node, Says, Wrong,
    choose::{About, FIELDS},
    joined,
};
use crate::{
    asks,
    http::{Failed, Failure, Form, Frame, Here, Page, Place, see},
    introductions::acts::{
        looking::{OnCard, Person},
        proposing::{self, Found, Proposal},
    },
    pictures::{self, Arch, TileSize},
};

/// What was written so far.
#[derive(Clone, Debug, Default, Deserialize)]
pub(in crate::introductions) struct Writing {
    #[serde(flatten)]
    about: About,
    #[serde(default)]
    first_why: String,
    #[serde(default)]
    second_why: String,
    #[serde(default)]
    third_why: String,
    #[serde(default)]
    fourth_why: String,
    #[serde(default)]
    fifth_why: String,
    #[serde(default)]
    sixth_why: String,
    #[serde(default)]
    shows_how: String,
}

impl Writing {
    /// Nothing written yet.
    pub(super) fn begin(about: About) -> Self {
        Self { about, ..Self::default() }
    }

    fn whys(&self) -> [&String; 6] {
        [&self.first_why, &self.second_why, &self.third_why, &self.fourth_why, &self.fifth_why, &self.sixth_why]
    }

    fn proposal(&self) -> Result<Proposal, Failure<Refusal>> {
        let id = |text: &str, unknown: Plain| match text {
            "" => Ok(None),
            text => text.parse::<AskId>().map(Some).map_err(|_why| Failure::Refused(unknown.into())),
        };
        let people = self.about.people();
        let whys: BTreeMap<String, String> = people.iter().cloned().zip(self.whys().map(String::clone)).collect();
        Ok(Proposal {
            whys,
            ask: id(&self.about.ask, Plain::AskUnknown)?,
            offer: id(&self.about.offer, Plain::OfferUnknown)?,
            shows_how: !self.shows_how.is_empty(),
            people,
        })
    }
}

/// One of the questions.
struct Question {
    field: &'static str,
    key: String,
    node: Node,
    says: Vec<Says>,
    /// The others' first names, joined.
    others: String,
    why: String,
    wrong: Option<String>,
}

#[derive(Template)]
#[template(path = "introductions/pages/write.html")]
struct WritePage {
    frame: Frame,
    names: String,
    questions: Vec<Question>,
    ask: String,
    offer: String,
    shows_how: bool,
    /// Somebody in it is on a card, and will get the others' addresses.
    has_card: bool,
    /// Two of them are members: then a conversation opens.
    opens: bool,
    arch: String,
    wrong: Option<Wrong>,
    /// For "another person too".
    again: String,
}

pub(super) async fn draw(here: &Here, people: &[Found], writing: &Writing, wrong: Option<Wrong>) -> Page {
    let mut about = Vec::new();
    for id in [&writing.about.ask, &writing.about.offer].into_iter().filter_map(|text| text.parse::<AskId>().ok()) {
        about.extend(asks::find_visible(&here.app, &here.by(), id).await?);
    }
    let frame = here.frame("write-title", Place::Inbox);
    let person = |found: &Found| match found {
        Found::Member(account, _) => Person::Member(account.clone()),
        Found::Card(card) => Person::Card(OnCard::own(card)),
    };
    let nodes: Vec<Node> = people.iter().map(|found| Node::person(&person(found), TileSize::Usual)).collect();
    let firsts: Vec<String> = nodes.iter().map(|node| node.first.clone()).collect();
    let refused = wrong.is_some();
    let about_whys = wrong.as_ref().is_some_and(|wrong| wrong.field == "whys");
    let questions: Vec<Question> = people
        .iter()
        .zip(nodes)
        .zip(FIELDS)
        .zip(writing.whys())
        .enumerate()
        .map(|(place, (((found, node), field), text))| {
            let others = firsts.iter().enumerate().filter(|(other, _)| *other != place).map(|(_, first)| first.clone());
            let bad = why(text).err().filter(|_| about_whys);
            Question {
                field,
                key: found.key(),
                says: about
                    .iter()
                    .filter(|seen| PersonId::Member(seen.author.id) == found.person())
                    .map(Says::of)
                    .collect(),
                node,
                others: joined(&frame.t, &others.collect::<Vec<_>>()),
                why: text.clone(),
                wrong: bad.map(|plain| Wrong::of(here, &plain.into(), "whys").sentence),
            }
        })
        .collect();
    // The summary leads to the first question that is wrong.
    let first_bad =
        questions.iter().find(|question| question.wrong.is_some()).map_or("first", |question| question.field);
    let again: Vec<String> = questions.iter().map(|question| format!("{}={}", question.field, question.key)).collect();
    let page = WritePage {
        names: joined(&frame.t, &firsts),
        frame: if refused { frame.with_errors() } else { frame },
        ask: writing.about.ask.clone(),
        offer: writing.about.offer.clone(),
        shows_how: !writing.shows_how.is_empty(),
        has_card: people.iter().any(|found| matches!(found, Found::Card(_))),
        opens: people.iter().filter(|found| !matches!(found, Found::Card(_))).count() > 1,
        arch: pictures::arch(Arch::NotSent),
        wrong: wrong.map(|wrong| Wrong { field: first_bad, ..wrong }),
        again: format!("/introductions/new?{}&more=1", again.join("&")),
        questions,
    };
    if refused { here.draw_refused(&page) } else { here.draw(&page) }
}

/// Sends the questions.
pub(in crate::introductions) async fn send(here: Here, Form(form): Form<Writing>) -> Page {
    let proposal = form.proposal().map_err(Failed::from)?;
    match proposing::propose(&here.app, here.by(), proposal).await {
        Ok(id) => Ok(see(&format!("/introductions/{id}"), Some("proposed"))),
        Err(Failure::Refused(refusal)) => {
            let prospect = proposing::prospect(&here.app, here.by(), form.about.people()).await?;
            draw(&here, &prospect.people, &form, Some(Wrong::of(&here, &refusal, "first"))).await
        }
        Err(other) => Err(other.into()),
    }
}
