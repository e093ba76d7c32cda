//! How well a document matches, told for one text alone: what the index does for all, in plain words.

use std::collections::BTreeSet;

use pergola_domain::text;

use crate::{
    edits::within,
    words::{Phase, Query, Word, for_each_word, sound},
};

/// What a document says, by how much a word in it weighs.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Texts {
    /// Names of people. They have no stems: Rossi is not Rosso.
    pub name: String,
    /// Headline, trade, skills, topics, titles.
    pub head: String,
    /// Places, employers: where somebody is, which is not what he knows about.
    pub at: String,
    pub text: String,
}

/// What a word of the query is worth, by where it stands and how well it fits.
const UNIT: u32 = 1 << 10;
/// The lowest bits count the words that tell of what somebody knows: at most twelve.
const TELLS: u32 = 1;
const COUNTED: u32 = 32;
pub(crate) const NAME: u32 = 8 * UNIT;
pub(crate) const HEAD: u32 = 5 * UNIT + TELLS;
pub(crate) const AT: u32 = 5 * UNIT;
pub(crate) const NAME_BEGUN: u32 = 4 * UNIT;
pub(crate) const TEXT: u32 = 3 * UNIT + TELLS;
pub(crate) const BEGUN: u32 = 2 * UNIT + TELLS;
pub(crate) const AT_BEGUN: u32 = 2 * UNIT;
pub(crate) const NAME_SIMILAR: u32 = UNIT + UNIT / 2;
pub(crate) const SIMILAR: u32 = UNIT + TELLS;
pub(crate) const AT_SIMILAR: u32 = UNIT;

/// How well a document matches.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Score {
    pub points: u32,
    /// Not only a name, a place or an employer has the words.
    pub tells: bool,
}

impl Score {
    /// From a sum of weights.
    pub(crate) const fn of(sum: u32) -> Self {
        let tells = sum % COUNTED;
        Self { points: sum - tells, tells: tells > 0 }
    }
}

/// A text in the forms that it is compared in: made once, where it is compared often.
#[derive(Clone, Debug)]
pub struct Prepared {
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
    #[must_use]
    pub fn of(texts: &Texts) -> Self {
        let mut names = BTreeSet::new();
        for_each_word(&text::fold(&texts.name), |word| {
            names.insert(word.to_owned());
        });
        let sounds = names.iter().map(|name| sound(name)).collect();
        Self { names, sounds, head: words(&texts.head), at: words(&texts.at), text: words(&texts.text) }
    }

    /// How many words it has.
    #[must_use]
    pub fn count(&self) -> usize {
        self.names.len() + self.head.len() + self.at.len() + self.text.len()
    }

    /// How well it matches a query; none where it does not.
    #[must_use]
    pub fn score(&self, query: &Query, phase: Phase) -> Option<Score> {
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
#[must_use]
pub fn score(query: &Query, phase: Phase, texts: &Texts) -> Option<Score> {
    Prepared::of(texts).score(query, phase)
}
