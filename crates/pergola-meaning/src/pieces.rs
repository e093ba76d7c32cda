//! From a text to the pieces of words that the model knows: the division whose pieces are likeliest together.
//!
//! The rule is the unigram rule of XLM-RoBERTa and its like: characters are exchanged for their plain forms,
//! spaces become `▁`, and of all ways to cut the text the one with the greatest sum of scores is taken.

use std::ops::Range;

use crate::asset::{Asset, Damage};

/// Stands for the space before a word.
const SPACE: char = '▁';
/// More pieces or exchanged characters than any model has: a file that says so is damaged.
const MOST: usize = 1 << 20;

/// The pieces in the order of their bytes, and how characters are made plain.
#[derive(Debug)]
pub(crate) struct Pieces {
    /// Where each piece begins in `letters`; one more at the end.
    places: Vec<u32>,
    letters: Vec<u8>,
    scores: Vec<f32>,
    /// The score of a character that no piece covers.
    unknown_score: f32,
    unknown: u32,
    plain: Plain,
}

/// A piece found in a text, with the bytes of the text that it stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Found {
    pub(crate) piece: u32,
    pub(crate) bytes: Range<usize>,
}

impl Pieces {
    pub(crate) fn read(asset: &mut Asset) -> Result<Self, Damage> {
        let count = asset.count(MOST)?;
        let unknown = asset.number()?;
        let unknown_score = asset.floats(1)?.first().copied().unwrap_or_default();
        let places = asset.numbers(count + 1)?;
        let scores = asset.floats(count)?;
        let size_bytes = usize::try_from(places.last().copied().unwrap_or_default()).unwrap_or(usize::MAX);
        let letters = asset.bytes(size_bytes)?.to_vec();
        let pieces = Self { places, letters, scores, unknown_score, unknown, plain: Plain::read(asset)? };
        if (1..pieces.len()).all(|at| pieces.letters(at - 1) < pieces.letters(at)) {
            Ok(pieces)
        } else {
            Err(Damage("its pieces are not in order"))
        }
    }

    pub(crate) fn len(&self) -> usize {
        self.scores.len()
    }

    pub(crate) fn letters(&self, piece: usize) -> &[u8] {
        let ends = self.places.get(piece).zip(self.places.get(piece + 1));
        let range = ends.and_then(|(start, end)| Some(usize::try_from(*start).ok()?..usize::try_from(*end).ok()?));
        range.and_then(|range| self.letters.get(range)).unwrap_or_default()
    }

    /// How likely a piece is, as a natural logarithm.
    pub(crate) fn score(&self, piece: u32) -> f32 {
        usize::try_from(piece).ok().and_then(|piece| self.scores.get(piece)).copied().unwrap_or(self.unknown_score)
    }

    /// Cuts a text into at most so many pieces; the rest of it is left out.
    pub(crate) fn cut(&self, text: &str, most: usize) -> Vec<Found> {
        let spelled = self.plain.spell(text);
        let steps = self.best_steps(&spelled);
        let mut found = Vec::new();
        let mut end = spelled.starts.len() - 1;
        while let Some(step) = steps.get(end).filter(|_| end > 0) {
            let source = |at: usize| spelled.starts.get(at).map_or(text.len(), |start| start.source);
            found.push(Found { piece: step.piece, bytes: source(step.from)..source(end) });
            end = step.from;
        }
        found.reverse();
        found.truncate(most);
        found
    }

    /// For each place between characters, the best last piece of a division that ends there.
    fn best_steps(&self, spelled: &Spelled) -> Vec<Step> {
        let nothing = Step { score: f32::NEG_INFINITY, piece: self.unknown, from: 0 };
        let mut steps = vec![nothing; spelled.starts.len()];
        if let Some(first) = steps.first_mut() {
            first.score = 0.0;
        }
        for (from, start) in spelled.starts.iter().enumerate() {
            let score = steps.get(from).map_or(f32::NEG_INFINITY, |step| step.score);
            let mut improve = |to: usize, score: f32, piece: u32| {
                if let Some(step) = steps.get_mut(to).filter(|step| score > step.score) {
                    *step = Step { score, piece, from };
                }
            };
            let ends = spelled.starts.get(from + 1..).unwrap_or_default();
            let mut walk = Walk { pieces: self, range: 0..self.len(), length: 0 };
            let mut place = start.plain;
            for (to, end) in (from + 1..).zip(ends) {
                if !walk.reads(spelled.text.as_bytes().get(place..end.plain).unwrap_or_default()) {
                    break;
                }
                place = end.plain;
                if let Some(piece) = walk.whole().filter(|piece| *piece != self.unknown) {
                    improve(to, score + self.score(piece), piece);
                }
            }
            improve(from + 1, score + self.unknown_score, self.unknown);
        }
        steps
    }
}

/// The last piece of the best division up to a place.
#[derive(Debug, Clone)]
struct Step {
    score: f32,
    piece: u32,
    from: usize,
}

/// Narrows the sorted pieces to those that begin with what was read.
struct Walk<'a> {
    pieces: &'a Pieces,
    range: Range<usize>,
    length: usize,
}

impl Walk<'_> {
    /// Reads on; false when no piece begins like this.
    fn reads(&mut self, bytes: &[u8]) -> bool {
        for byte in bytes {
            let next = |piece: usize| self.pieces.letters(piece).get(self.length);
            let start = first_where(self.range.clone(), |piece| next(piece) >= Some(byte));
            let end = first_where(start..self.range.end, |piece| next(piece) > Some(byte));
            self.range = start..end;
            self.length += 1;
            if self.range.is_empty() {
                return false;
            }
        }
        true
    }

    /// The piece that is exactly what was read: it comes before all that go on.
    fn whole(&self) -> Option<u32> {
        let first = self.range.start;
        (self.pieces.letters(first).len() == self.length).then(|| u32::try_from(first).ok()).flatten()
    }
}

/// The first number of a range for which something becomes true, or its end.
fn first_where(range: Range<usize>, is_true: impl Fn(usize) -> bool) -> usize {
    let (mut low, mut high) = (range.start, range.end);
    while low < high {
        let middle = low + (high - low) / 2;
        if is_true(middle) { high = middle } else { low = middle + 1 }
    }
    low
}

/// What stands for a character that has a plainer form: `ﬁ` is read as `fi`, a tab as a space.
#[derive(Debug)]
struct Plain {
    characters: Vec<u32>,
    places: Vec<u32>,
    forms: Vec<u32>,
}

/// A text in plain characters, with its places between characters.
#[derive(Debug)]
struct Spelled {
    text: String,
    starts: Vec<Start>,
}

/// A place between characters: its byte in the plain text and the byte of the source that it comes from.
#[derive(Debug)]
struct Start {
    plain: usize,
    source: usize,
}

impl Plain {
    fn read(asset: &mut Asset) -> Result<Self, Damage> {
        let count = asset.count(MOST)?;
        let characters = asset.numbers(count)?;
        let places = asset.numbers(count + 1)?;
        let forms = asset.numbers(usize::try_from(places.last().copied().unwrap_or_default()).unwrap_or(usize::MAX))?;
        if characters.is_sorted() {
            Ok(Self { characters, places, forms })
        } else {
            Err(Damage("its characters are not in order"))
        }
    }

    fn form(&self, character: char) -> Option<&[u32]> {
        let at = self.characters.binary_search(&u32::from(character)).ok()?;
        let start = usize::try_from(*self.places.get(at)?).ok()?;
        let end = usize::try_from(*self.places.get(at + 1)?).ok()?;
        self.forms.get(start..end)
    }

    fn spell(&self, text: &str) -> Spelled {
        let mut spelled =
            Spelled { text: String::with_capacity(text.len() + 8), starts: Vec::with_capacity(text.len() + 2) };
        for (source, character) in text.char_indices() {
            match self.form(character) {
                None => spelled.push(character, source),
                Some(form) => {
                    for form in form.iter().filter_map(|form| char::from_u32(*form)) {
                        spelled.push(form, source);
                    }
                }
            }
        }
        spelled.starts.push(Start { plain: spelled.text.len(), source: text.len() });
        spelled
    }
}

impl Spelled {
    fn push(&mut self, character: char, source: usize) {
        let after_space = self.text.is_empty() || self.text.ends_with(SPACE);
        if character == ' ' && after_space && !self.text.is_empty() {
            return;
        }
        if self.text.is_empty() && character != ' ' {
            self.starts.push(Start { plain: 0, source });
            self.text.push(SPACE);
        }
        self.starts.push(Start { plain: self.text.len(), source });
        self.text.push(if character == ' ' { SPACE } else { character });
    }
}
