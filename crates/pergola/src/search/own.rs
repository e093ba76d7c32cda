//! The viewer's own cards and notes that have the words. They are compared one by one, by the rule that the index keeps
//! for all else, and nobody but their owner ever comes by here.

use std::collections::BTreeMap;

use pergola_domain::{
    ids::PersonId,
    search::{Audience, Facet, Facts, Kind, REACHES, Viewer},
    text,
};
use pergola_search::{Phase, Query, Score, Texts, View, score};

use super::kept::place_key;

/// What was read of the tables, once for a question.
#[derive(Clone, Debug, Default)]
pub(super) struct Own {
    pub(super) cards: Vec<(i64, Texts, String)>,
    pub(super) notes: Vec<(PersonId, String)>,
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
    let facts = |kind, id, place: &str| Facts {
        kind,
        id,
        owner: Some(viewer.member),
        about: None,
        audience: Audience::Owner,
        until: None,
        values: place_key(place).and_then(|(key, _, _)| view.value(Facet::Place, &key)).into_iter().collect(),
        asks: [None; REACHES],
    };
    for (id, texts, place) in &own.cards {
        if may_have(query, phase, &[&texts.name, &texts.head])
            && let Some(score) = score(query, phase, texts)
        {
            found.push((facts(Kind::Card, *id, place), score));
        }
    }
    let mut best: BTreeMap<i64, (Score, PersonId, &String)> = BTreeMap::new();
    for (person, note) in &own.notes {
        // Their page is not there for him either.
        let apart = matches!(person, PersonId::Member(member) if viewer.apart.contains(member));
        if apart || !may_have(query, phase, &[note]) {
            continue;
        }
        let texts = Texts { text: note.clone(), ..Texts::default() };
        if let Some(score) = score(query, phase, &texts) {
            let better = best.get(&person.number()).is_none_or(|(known, _, _)| known.points < score.points);
            if better {
                best.insert(person.number(), (score, *person, note));
            }
        }
    }
    let mut notes = Notes::new();
    for (number, (score, person, note)) in best {
        found.push((facts(Kind::Note, number, ""), score));
        notes.insert(number, (person, note.clone()));
    }
    (found, notes)
}

/// Letters that a word has in common with its other forms, at least.
const ROOT: usize = 3;

/// Whether it is worth to look closer: the beginning of a word of the query stands in a text. Errors can be anywhere.
fn may_have(query: &Query, phase: Phase, texts: &[&String]) -> bool {
    if phase == Phase::Similar {
        return true;
    }
    let folded: Vec<String> = texts.iter().map(|text| text::fold(text)).collect();
    query.words().any(|word| {
        let end = word.char_indices().nth(ROOT).map_or(word.len(), |(end, _)| end);
        word.get(..end).is_some_and(|root| folded.iter().any(|text| text.contains(root)))
    })
}
