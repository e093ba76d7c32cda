//! `/board`: what people ask and offer, as this reader may see it. Two columns; with one kind chosen, one list in pages.

use std::collections::BTreeMap;

use askama::Template;
use axum::extract::Query;
use pergola_domain::{
    asks::Kind,
    topics::{self, Topic},
};
use serde::Deserialize;

use super::card::{Between, Card, cards, first_for_reader};
use crate::{
    asks::{Board, Filter, Seen, board as read},
    http::{Failed, Frame, Here, Page, Place, paging::Asked as Cursor},
    pictures, rooms,
    words::encoded,
};

/// In each column of the whole board: of the newest, first what is for the reader.
const COLUMN: usize = 8;
const NEWEST: i64 = 60;
/// The kind of the list of asks that the reader could answer himself.
const ANSWERABLE: &str = "answerable";
/// In a list of one kind.
const PER_PAGE: i64 = 20;
/// What the topics of the filter are counted in, newest first.
const LOOKED_AT: i64 = 300;
const TOPICS: usize = 8;
/// Longer words find nothing that fits in a place.
const WORDS_CHARS: usize = 120;

#[derive(Clone, Debug, Default, Deserialize)]
pub(in crate::asks) struct Asked {
    #[serde(default)]
    kind: String,
    #[serde(default)]
    distance: String,
    #[serde(default)]
    topic: String,
    #[serde(default)]
    place: String,
    #[serde(default)]
    language: String,
    #[serde(default)]
    cursor: Option<String>,
}

impl Asked {
    fn kind(&self) -> Option<Kind> {
        if self.answerable() { Some(Kind::Ask) } else { self.kind.parse().ok() }
    }

    fn answerable(&self) -> bool {
        self.kind == ANSWERABLE
    }

    /// A form's empty field is no filter; nor is one that says nothing.
    fn filter(&self, kind: Kind) -> Filter {
        let some =
            |text: &str| Some(text.trim().chars().take(WORDS_CHARS).collect::<String>()).filter(|t| !t.is_empty());
        Filter {
            kind: Some(kind),
            topic: some(&self.topic).map(|topic| topics::key(&topic)),
            place: some(&self.place),
            language: some(&self.language),
            steps: self.distance.parse().ok().filter(|steps| (1..=3).contains(steps)),
            author: None,
            by_others: false,
            for_reader: self.answerable(),
        }
    }

    fn narrows(&self) -> bool {
        [&self.distance, &self.topic, &self.place, &self.language].iter().any(|word| !word.trim().is_empty())
    }

    /// The address of the same board with another kind and topic.
    fn path(&self, kind: &str, topic: &str) -> String {
        let parts = [
            ("kind", kind),
            ("distance", &self.distance),
            ("topic", topic),
            ("place", &self.place),
            ("language", &self.language),
        ];
        let parts = parts.iter().filter(|(_, word)| !word.trim().is_empty());
        let query: Vec<String> = parts.map(|(name, word)| format!("{name}={}", encoded(word))).collect();
        if query.is_empty() { "/board".to_owned() } else { format!("/board?{}", query.join("&")) }
    }
}

#[derive(Template)]
#[template(path = "asks/pages/board.html")]
struct BoardPage {
    frame: Frame,
    asked: Asked,
    narrowed: bool,
    /// Which of the two is shown alone.
    only: Option<&'static str>,
    asks: Column,
    offers: Column,
    chips: Vec<Chip>,
    languages: Vec<(String, String, bool)>,
    steps: Vec<(&'static str, String, bool)>,
    /// Only asks that the reader could answer are shown; and where these are.
    is_answerable: bool,
    answerable: String,
    whole: String,
    later: bool,
    end: String,
}

/// One of the two lists.
#[derive(Default)]
struct Column {
    cards: Vec<Card>,
    more: Option<String>,
}

/// A topic to narrow by.
struct Chip {
    name: String,
    path: String,
    on: bool,
}

pub(in crate::asks) async fn board(here: Here, Query(asked): Query<Asked>) -> Page {
    let before = Cursor { cursor: asked.cursor.clone(), limit: None }.after()?;
    let only = asked.kind();
    let (mut asks, mut offers) = (Column::default(), Column::default());
    let between = match only {
        None => rooms::between(&here.app, &here.by(), &here.speech()).await?,
        Some(_) => Vec::new(),
    };
    for (kind, column) in [(Kind::Ask, &mut asks), (Kind::Offer, &mut offers)] {
        if only.is_none_or(|only| only == kind) {
            *column = fill(&here, &asked, kind, (before, &between)).await?;
        }
    }
    let frame = here.frame("asks-board", Place::Board);
    let t = frame.t.clone();
    let steps = ["1", "2", "3"].map(|word| {
        let label = t.s(&["asks-within-", word].concat()).to_owned();
        (word, label, asked.distance == word)
    });
    let page = BoardPage {
        chips: chips(&here, &asked).await?,
        languages: super::writing::languages(&t, &asked.language),
        steps: steps.to_vec(),
        is_answerable: asked.answerable(),
        answerable: asked.path(ANSWERABLE, &asked.topic),
        narrowed: asked.narrows(),
        whole: asked.path("", &asked.topic),
        later: before.is_some(),
        only: only.map(Kind::word),
        end: pictures::day_done(),
        asks,
        offers,
        asked,
        frame,
    };
    here.draw(&page)
}

async fn fill(
    here: &Here,
    asked: &Asked,
    kind: Kind,
    (before, between): (Option<i64>, &[Between]),
) -> Result<Column, Failed> {
    let (app, by, filter) = (&here.app, here.by(), asked.filter(kind));
    if asked.kind().is_some() {
        let Board { items, next } = read(app, &by, &filter, before, PER_PAGE).await?;
        let list = asked.path(&asked.kind, &asked.topic);
        let more = next.map(|next| format!("{list}&cursor={next}"));
        return Ok(Column { cards: cards(here, &items).await?, more });
    }
    let Board { items, next } = read(app, &by, &filter, None, NEWEST).await?;
    let more = (next.is_some() || items.len() > COLUMN).then(|| asked.path(kind.word(), &asked.topic));
    Ok(Column { cards: first_for_reader(here, items, between.to_vec(), COLUMN).await?, more })
}

/// The topics of what is newest, the most frequent first; the chosen one always with them.
async fn chips(here: &Here, asked: &Asked) -> Result<Vec<Chip>, Failed> {
    let newest = read(&here.app, &here.by(), &Filter::default(), None, LOOKED_AT).await?.items;
    let chosen = topics::key(&asked.topic);
    let mut named = frequent(&newest);
    if !chosen.is_empty() && named.iter().take(TOPICS).all(|topic| topic.key != chosen) {
        let known = named.iter().find(|topic| topic.key == chosen).cloned();
        named.insert(0, known.unwrap_or_else(|| Topic::of_key(&chosen)));
    }
    let chip =
        |topic: Topic| Chip { on: topic.key == chosen, path: asked.path(&asked.kind, &topic.key), name: topic.name };
    Ok(named.into_iter().take(TOPICS).map(chip).collect())
}

/// The topics of these, the most frequent first; each in the spelling of the newest that has it.
fn frequent(newest: &[Seen]) -> Vec<Topic> {
    let mut counted: BTreeMap<&str, (i64, &Topic)> = BTreeMap::new();
    for topic in newest.iter().flat_map(|seen| &seen.ask.said.topics) {
        counted.entry(&topic.key).or_insert((0, topic)).0 += 1;
    }
    let mut named: Vec<(i64, &Topic)> = counted.into_values().collect();
    named.sort_by_key(|(count, topic)| (-count, topic.key.clone()));
    named.into_iter().map(|(_, topic)| topic.clone()).collect()
}
