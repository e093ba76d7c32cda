//! The viewer's own cards and notes that have the words. They are compared by the rule that the index keeps for all else,
//! and nobody but their owner ever comes by here.
//!
//! What was read of them is kept prepared for some minutes, for its owner's next question: as long as none of them was
//! written meanwhile, which the tables tell.

use std::collections::BTreeMap;

use pergola_domain::{
    ids::PersonId,
    search::{Audience, Facet, Facts, Kind, OpenAsks, Viewer},
};
use pergola_search::{Lot, Phase, Query, Score, Texts, View};

use super::places::place_key;

/// Words kept for all owners together.
pub(super) const WORDS: usize = 600_000;

/// What was read of the tables, ready to be compared.
#[derive(Debug, Default)]
pub(super) struct Own {
    cards: Vec<(i64, Option<String>)>,
    /// What they say, in the same order; so for the notes.
    said_of_cards: Lot,
    notes: Vec<(PersonId, String)>,
    said_of_notes: Lot,
}

impl Own {
    pub(super) fn prepare(cards: Vec<(i64, Texts, String)>, notes: Vec<(PersonId, String)>) -> Self {
        let mut places: BTreeMap<String, Option<String>> = BTreeMap::new();
        let mut key = |place: String| {
            let found = places.entry(place);
            let key = found.or_insert_with_key(|place| place_key(place).map(|(key, ..)| key));
            key.clone()
        };
        let (cards, texts): (Vec<_>, Vec<_>) =
            cards.into_iter().map(|(id, texts, place)| ((id, key(place)), texts)).unzip();
        let noted = notes.iter().map(|(_, note)| Texts { text: note.clone(), ..Texts::default() });
        Self { said_of_notes: Lot::of(noted), said_of_cards: Lot::of(texts), cards, notes }
    }

    /// How many there are.
    pub(super) fn words(&self) -> usize {
        self.said_of_cards.count() + self.said_of_notes.count()
    }
}

/// Whom a note is about, and its words.
pub(super) type Notes = BTreeMap<i64, (PersonId, String)>;

/// What has the words: facts and how well each matches; and the notes by the number of their person.
pub(super) fn matching(
    own: &Own,
    viewer: &Viewer,
    view: &View,
    query: &Query,
    phase: Phase,
) -> (Vec<(Facts, Score)>, Notes) {
    let mut found = Vec::new();
    if query.is_empty() {
        return (found, Notes::new());
    }
    let facts = |kind, id, place: Option<&String>| Facts {
        kind,
        id,
        owner: Some(viewer.member),
        about: None,
        audience: Audience::Owner,
        until: None,
        values: place.and_then(|key| view.value(Facet::Place, key)).into_iter().collect(),
        named_by: Box::default(),
        asks: OpenAsks::default(),
    };
    for (number, score) in own.said_of_cards.matches(query, phase) {
        if let Some((id, place)) = at(&own.cards, number) {
            found.push((facts(Kind::Card, *id, place.as_ref()), score));
        }
    }
    let mut best: BTreeMap<i64, (Score, PersonId, &String)> = BTreeMap::new();
    for (number, score) in own.said_of_notes.matches(query, phase) {
        let Some((person, text)) = at(&own.notes, number) else { continue };
        // Their page is not there for him either.
        if matches!(person, PersonId::Member(member) if viewer.apart.contains(member)) {
            continue;
        }
        let better = best.get(&person.number()).is_none_or(|(known, _, _)| known.points < score.points);
        if better {
            best.insert(person.number(), (score, *person, text));
        }
    }
    let mut notes = Notes::new();
    for (number, (score, person, note)) in best {
        found.push((facts(Kind::Note, number, None), score));
        notes.insert(number, (person, note.clone()));
    }
    (found, notes)
}

fn at<T>(all: &[T], number: u32) -> Option<&T> {
    all.get(usize::try_from(number).ok()?)
}
