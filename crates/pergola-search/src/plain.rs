//! The rule in plain words, for one text alone: what the index and [`Lot`](crate::Lot) do for many is held against it.

use std::collections::BTreeSet;

use pergola_domain::text;

use crate::{
    edits::within,
    score::{AT, AT_BEGUN, AT_SIMILAR, BEGUN, HEAD, NAME, NAME_BEGUN, NAME_SIMILAR, SIMILAR, Score, TEXT, Texts},
    words::{Phase, Query, Word, for_each_word, sound},
};

/// A text in the forms that it is compared in.
struct Prepared {
    names: BTreeSet<String>,
    /// How each name is spoken.
    sounds: BTreeSet<String>,
    head: Vec<Word>,
    at: Vec<Word>,
    text: Vec<Word>,
}

fn words(text: &str) -> Vec<Word> {
    let mut words = Vec::new();
    for_each_word(&text::fold(text), |word| words.push(Word::of(word)));
    words
}

impl Prepared {
    fn of(texts: &Texts) -> Self {
        let mut names = BTreeSet::new();
        for_each_word(&text::fold(&texts.name), |word| {
            names.insert(word.to_owned());
        });
        let sounds = names.iter().map(|name| sound(name)).collect();
        Self { names, sounds, head: words(&texts.head), at: words(&texts.at), text: words(&texts.text) }
    }

    fn score(&self, query: &Query, phase: Phase) -> Option<Score> {
        let weights = || (0..query.words.len()).map(|at| self.weight(query, at, phase));
        let enough =
            if phase == Phase::Some { weights().any(|weight| weight > 0) } else { weights().all(|weight| weight > 0) };
        enough.then(|| Score::of(weights().sum()))
    }

    fn weight(&self, query: &Query, at: usize, phase: Phase) -> u32 {
        let Some(word) = query.words.get(at) else { return 0 };
        let same = |other: &Word| other.italian == word.italian || other.english == word.english;
        let raws = || self.head.iter().chain(&self.text).map(|word| &word.raw);
        let (begins, errors) = (query.begins(at, phase), query.errors(at, phase));
        let begun = |other: &str| begins && other.starts_with(&word.raw);
        let spoken = || sound(&word.raw);
        let alike = || phase == Phase::Similar && !spoken().is_empty() && self.sounds.contains(&spoken());
        let similar = |other: &str| errors > 0 && within(&word.raw, other, errors);
        if query.names_alone {
            return if self.names.contains(&word.raw) { NAME } else { 0 };
        }
        // Looked for one after the other: most texts have the word nowhere, or at once.
        let found: [(u32, &dyn Fn() -> bool); 10] = [
            (NAME, &|| self.names.contains(&word.raw)),
            (HEAD, &|| self.head.iter().any(same)),
            (AT, &|| self.at.iter().any(same)),
            (NAME_BEGUN, &|| self.names.iter().any(|name| begun(name))),
            (TEXT, &|| self.text.iter().any(same)),
            (BEGUN, &|| raws().any(|raw| begun(raw))),
            (AT_BEGUN, &|| self.at.iter().any(|word| begun(&word.raw))),
            (NAME_SIMILAR, &|| self.names.iter().any(|name| similar(name)) || alike()),
            (SIMILAR, &|| raws().any(|raw| similar(raw))),
            (AT_SIMILAR, &|| self.at.iter().any(|word| similar(&word.raw))),
        ];
        found.into_iter().find(|(_, found)| found()).map_or(0, |(weight, _)| weight)
    }
}

/// How well a document matches a query; none where it does not.
pub(crate) fn score(query: &Query, phase: Phase, texts: &Texts) -> Option<Score> {
    Prepared::of(texts).score(query, phase)
}
