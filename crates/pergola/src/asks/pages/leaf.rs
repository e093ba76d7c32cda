//! What of an ask is the same for all its readers: made once, and kept by who shows it to many.

use std::sync::{Arc, Mutex, PoisonError};

use pergola_domain::{ids::MemberId, members::Language, time::Timestamp};

use super::card::{self, Card, Face};
use crate::{
    asks::Ask,
    http::{Failed, Here},
    members::Account,
    network::{self, Near},
    words::Speech,
};

/// An ask with its author, as both are now.
#[derive(Debug)]
pub(crate) struct Leaf {
    pub(crate) ask: Arc<Ask>,
    pub(crate) author: Account,
    face: Face,
    /// Italian, English.
    said: [Mutex<Option<Said>>; 2],
}

/// How it stands there, as it was told last.
#[derive(Clone, Debug)]
struct Said {
    day: jiff::civil::Date,
    steps: Option<u8>,
    /// The whole line, and since when it stands.
    words: (String, String),
}

impl Leaf {
    pub(crate) fn new(ask: Arc<Ask>, author: Account) -> Self {
        Self { face: Face::of(&ask, &author), said: [const { Mutex::new(None) }; 2], ask, author }
    }

    /// How near its author is and since when it stands, where nobody between them is named.
    fn said(&self, t: &Speech, steps: Option<u8>, now: Timestamp) -> (String, String) {
        let [it, en] = &self.said;
        let day = t.day_here(now);
        let kept = if t.language == Language::It { it } else { en };
        let mut kept = kept.lock().unwrap_or_else(PoisonError::into_inner);
        match &*kept {
            Some(said) if (said.day, said.steps) == (day, steps) => said.words.clone(),
            _ => {
                let words = card::said_of(t, &self.ask, &Near { steps, through: None }, (false, now));
                kept.insert(Said { day, steps, words }).words.clone()
            }
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
    let card = |(leaf, steps, why): (Arc<Leaf>, Option<u8>, String)| {
        let through = if steps == Some(2) { near.next() } else { None };
        let words = match through.filter(|near| near.through.is_some()) {
            Some(near) => card::said_of(&t, &leaf.ask, &near, (false, by.now)),
            None => leaf.said(&t, steps, by.now),
        };
        leaf.face.clone().card(&t, (&leaf.ask, &leaf.author), words, (steps, why, false))
    };
    Ok(leaves.into_iter().map(card).collect())
}
