//! What of an ask is the same for all its readers: made once, and kept by who shows it to many.

use std::sync::{Arc, Mutex, PoisonError};

use pergola_domain::{ids::MemberId, members::Language, text::first_name, time::Timestamp};

use super::card::{self, Card};
use crate::{
    asks::{Ask, path},
    http::{Failed, Here, layout::face},
    members::Account,
    network::{self, Near},
    pictures::TileSize,
    words::{Speech, rfc3339},
};

/// An ask with its author, as both are now.
#[derive(Debug)]
pub(crate) struct Leaf {
    pub(crate) ask: Arc<Ask>,
    pub(crate) author: Account,
    face: String,
    at: String,
    /// Name and address.
    topics: Vec<(String, String)>,
    /// Italian, English.
    said: [Mutex<Option<Said>>; 2],
}

/// How it stands there, as it was told last.
#[derive(Clone, Debug)]
struct Said {
    day: jiff::civil::Date,
    steps: Option<u8>,
    line: String,
    ago: String,
}

impl Leaf {
    pub(crate) fn new(ask: Arc<Ask>, author: Account) -> Self {
        Self {
            face: face(author.id.0, &author.name, author.photo, TileSize::Usual),
            at: rfc3339(ask.fresh_at),
            topics: card::topics(&ask.said),
            said: [const { Mutex::new(None) }; 2],
            ask,
            author,
        }
    }

    /// How near its author is and since when it stands, where nobody between them is named.
    fn said(&self, t: &Speech, steps: Option<u8>, now: Timestamp) -> Said {
        let [it, en] = &self.said;
        let day = t.day_here(now);
        let kept = if t.language == Language::It { it } else { en };
        let mut kept = kept.lock().unwrap_or_else(PoisonError::into_inner);
        match &*kept {
            Some(said) if (said.day, said.steps) == (day, steps) => said.clone(),
            _ => kept.insert(self.said_anew(t, &Near { steps, through: None }, (day, now))).clone(),
        }
    }

    fn said_anew(&self, t: &Speech, near: &Near, (day, now): (jiff::civil::Date, Timestamp)) -> Said {
        let ago = t.ago(self.ask.fresh_at, now);
        let near_said = card::nearness(t, near, false);
        Said { day, steps: near.steps, line: t.say("asks-line").arg("near", near_said).arg("ago", &ago).text(), ago }
    }

    /// As a card for somebody else. `why`: as safe HTML.
    fn card(&self, t: &Speech, said: Said, why: String) -> Card {
        let (ask, author) = (&*self.ask, &self.author);
        Card {
            path: path(ask),
            kind: ask.kind.word(),
            word: t.s(card::word(ask.kind, false)).to_owned(),
            text: ask.said.text.clone(),
            lang: card::lang(t, &ask.said.language),
            name: author.name.clone(),
            first: first_name(&author.name).to_owned(),
            person: author.path(),
            face: self.face.clone(),
            line: said.line,
            ago: said.ago,
            at: self.at.clone(),
            place: ask.said.place.clone(),
            topics: self.topics.clone(),
            why,
            introduce: card::introduce(ask, author, said.steps),
            between: None,
            goes_with: None,
            mine: false,
        }
    }
}

/// These of others as cards, in their order, with the reason that is given: a list that has its own asks for no other, and
/// for no table where nobody stands between.
pub(crate) async fn leaf_cards(here: &Here, leaves: Vec<(Arc<Leaf>, Option<u8>, String)>) -> Result<Vec<Card>, Failed> {
    let (t, by) = (here.speech(), here.by());
    let two_away = leaves.iter().filter(|(_, steps, _)| *steps == Some(2)).map(|(leaf, ..)| leaf.author.id);
    let two_away: Vec<MemberId> = two_away.collect();
    let mut near = match two_away.is_empty() {
        true => Vec::new(),
        false => network::near(&here.app, &by, &two_away).await?,
    }
    .into_iter();
    let day = t.day_here(by.now);
    let card = |(leaf, steps, why): (Arc<Leaf>, Option<u8>, String)| {
        let through = if steps == Some(2) { near.next() } else { None };
        let said = match through.filter(|near| near.through.is_some()) {
            Some(near) => leaf.said_anew(&t, &near, (day, by.now)),
            None => leaf.said(&t, steps, by.now),
        };
        leaf.card(&t, said, why)
    };
    Ok(leaves.into_iter().map(card).collect())
}
