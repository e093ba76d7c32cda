//! Many texts of one owner, looked through at once: every word that they have is compared once, however many texts have it.
//! Thirty thousand cards share a few thousand words.
//!
//! What it gives is what the rule in plain words gives for each text alone; a property test holds it there.

use std::collections::BTreeMap;

use pergola_domain::text;

use crate::{
    edits::within,
    score::{AT, AT_BEGUN, AT_SIMILAR, BEGUN, HEAD, NAME, NAME_BEGUN, NAME_SIMILAR, SIMILAR, Score, TEXT, Texts},
    words::{Phase, Query, Word, for_each_word, sound},
};

/// The parts of a text, each with what a word is worth there: as it is, as a beginning, with an error.
const PARTS: [[u32; 3]; 4] =
    [[NAME, NAME_BEGUN, NAME_SIMILAR], [HEAD, BEGUN, SIMILAR], [AT, AT_BEGUN, AT_SIMILAR], [TEXT, BEGUN, SIMILAR]];

/// A word, and the texts that have it, by part, each once and in order.
#[derive(Clone, Debug)]
struct Entry {
    word: Word,
    /// How it is spoken, where somebody is called so.
    sound: Option<String>,
    texts: [Vec<u32>; PARTS.len()],
}

/// Texts, by the order in which they were given.
#[derive(Clone, Debug, Default)]
pub struct Lot {
    entries: Vec<Entry>,
    texts: u32,
    words: usize,
}

impl Lot {
    /// Takes in texts; those beyond four thousand million are left out.
    pub fn of(texts: impl IntoIterator<Item = Texts>) -> Self {
        let mut lot = Self::default();
        let mut known: BTreeMap<String, usize> = BTreeMap::new();
        for (number, one) in (0..u32::MAX).zip(texts) {
            lot.texts = number + 1;
            for (part, said) in [&one.name, &one.head, &one.at, &one.text].into_iter().enumerate() {
                for_each_word(&text::fold(said), |word| lot.note(&mut known, word, part, number));
            }
        }
        for entry in &mut lot.entries {
            let [names, ..] = &entry.texts;
            entry.sound = (!names.is_empty()).then(|| sound(&entry.word.raw));
        }
        lot
    }

    fn note(&mut self, known: &mut BTreeMap<String, usize>, word: &str, part: usize, number: u32) {
        let at = match known.get(word) {
            Some(at) => *at,
            None => {
                known.insert(word.to_owned(), self.entries.len());
                self.entries.push(Entry { word: Word::of(word), sound: None, texts: Default::default() });
                self.entries.len() - 1
            }
        };
        let Some(texts) = self.entries.get_mut(at).and_then(|entry| entry.texts.get_mut(part)) else { return };
        if texts.last() != Some(&number) {
            texts.push(number);
            self.words += 1;
        }
    }

    /// How many words its texts have, each counted once for each part of a text.
    #[must_use]
    pub const fn count(&self) -> usize {
        self.words
    }

    /// The texts that match a query, by their place, with how well.
    #[must_use]
    pub fn matches(&self, query: &Query, phase: Phase) -> Vec<(u32, Score)> {
        let count = usize::try_from(self.texts).unwrap_or(0);
        // Of each text: what the words were worth so far, how many of them it has, what the present one is worth.
        let mut all = vec![(0_u32, 0_usize, 0_u32); count];
        for at in 0..query.words.len() {
            let Some(asked) = Asked::of(query, at, phase) else { continue };
            for entry in &self.entries {
                for (worth, texts) in asked.worth(entry).into_iter().zip(&entry.texts) {
                    for number in texts.iter().filter(|_| worth > 0) {
                        if let Some((.., best)) = usize::try_from(*number).ok().and_then(|at| all.get_mut(at)) {
                            *best = worth.max(*best);
                        }
                    }
                }
            }
            for (sum, had, best) in &mut all {
                *sum += *best;
                *had += usize::from(*best > 0);
                *best = 0;
            }
        }
        let wanted = if phase == Phase::Some { 1 } else { query.words.len() };
        let enough = |(number, (sum, had, _)): (u32, (u32, usize, u32))| {
            (had >= wanted && had > 0).then(|| (number, Score::of(sum)))
        };
        (0..).zip(all).filter_map(enough).collect()
    }
}

/// A word of a query, and how generously it is compared.
struct Asked<'a> {
    word: &'a Word,
    names_alone: bool,
    begins: bool,
    errors: u8,
    /// How it is spoken, where that counts.
    sound: Option<String>,
}

impl<'a> Asked<'a> {
    fn of(query: &'a Query, at: usize, phase: Phase) -> Option<Self> {
        let word = query.words.get(at)?;
        let (begins, errors) = (query.begins(at, phase), query.errors(at, phase));
        let spoken = (phase == Phase::Similar).then(|| sound(&word.raw)).filter(|spoken| !spoken.is_empty());
        Some(Self { word, names_alone: query.names_alone, begins, errors, sound: spoken })
    }

    /// What it is worth that a text has this word, by part.
    fn worth(&self, entry: &Entry) -> [u32; PARTS.len()] {
        let (asked, had) = (self.word, &entry.word);
        let is_it = asked.raw == had.raw;
        if self.names_alone {
            return [if is_it { NAME } else { 0 }, 0, 0, 0];
        }
        let has_stem = asked.italian == had.italian || asked.english == had.english;
        let begun = self.begins && had.raw.starts_with(&asked.raw);
        let similar = self.errors > 0 && within(&asked.raw, &had.raw, self.errors);
        let alike = self.sound.is_some() && self.sound == entry.sound;
        let ways = |whole: bool, similar: bool| [whole, begun, similar].into_iter().position(|way| way);
        let (of_name, of_text) = (ways(is_it, similar || alike), ways(has_stem, similar));
        let mut worth = [0; PARTS.len()];
        for ((worth, part), way) in worth.iter_mut().zip(PARTS).zip([of_name, of_text, of_text, of_text]) {
            *worth = way.and_then(|way| part.get(way)).copied().unwrap_or(0);
        }
        worth
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Lot, Phase, Query, Texts};
    use crate::plain::score;

    /// Words that share stems, beginnings, sounds, and words that differ by a letter or two.
    const SAID: [&str; 20] = [
        "Rossi",
        "Rosso",
        "Luca",
        "Luka",
        "Theo",
        "Teo",
        "ingegnere",
        "ingegneri",
        "ingeniere",
        "ingegneria",
        "lavoro",
        "lavori",
        "Torino",
        "torinese",
        "restauro",
        "restauri",
        "engineer",
        "engineering",
        "lo",
        "AI",
    ];

    fn said(most: usize) -> impl Strategy<Value = String> {
        prop::collection::vec(prop::sample::select(SAID.to_vec()), 0..=most).prop_map(|words| words.join(" "))
    }

    fn texts() -> impl Strategy<Value = Texts> {
        (said(2), said(3), said(2), said(4)).prop_map(|(name, head, at, text)| Texts { name, head, at, text })
    }

    proptest! {
        #[test]
        fn a_lot_gives_what_each_text_gives_alone(
            all in prop::collection::vec(texts(), 0..12),
            typed in prop::collection::vec(prop::sample::select(SAID.to_vec()), 1..4),
            typing: bool,
        ) {
            let lot = Lot::of(all.clone());
            let Ok(query) = Query::read(&typed.join(" "), typing) else { return Ok(()) };
            for phase in Phase::ALL.into_iter().filter(|phase| query.is_worth(*phase)) {
                let alone: Vec<_> = (0..)
                    .zip(&all)
                    .filter_map(|(number, texts)| Some((number, score(&query, phase, texts)?)))
                    .collect();
                prop_assert_eq!(lot.matches(&query, phase), alone, "{:?} {:?}", phase, query);
            }
        }
    }

    #[test]
    fn nothing_is_found_among_nothing() {
        let query = Query::read("lavoro", false).unwrap();
        assert_eq!(Lot::of([]).matches(&query, Phase::Exact), []);
        assert_eq!(Lot::of([]).count(), 0);
    }
}
