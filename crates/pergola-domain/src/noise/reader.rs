//! A reader's own filter: which kinds are folded for him, and what he said was no noise.
//!
//! *This is not noise* does two things: the kind needs more certainty for him from now on, and what means nearly the
//! same stays open. Both are bounded, so that a slip of the thumb can be taken back and nothing grows without end.
//! It is his alone: what he taught changes nobody else's feed.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::{FOLDS_FROM, Found, Judgement, Kind};

/// How much surer the judge must be after each lesson, and at most.
const LESSON: f32 = 0.06;
const MOST_CAUTION: f32 = 0.3;
/// Posts that a reader's filter remembers; the oldest makes room.
pub const REMEMBERED: usize = 32;
/// Meanings as near as this (cosine, after the common part is gone) are the same matter.
const SAME_MATTER: f32 = 0.7;

/// A reader's filter, as it is kept.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reader {
    version: u8,
    folded: BTreeSet<Kind>,
    caution: BTreeMap<Kind, f32>,
    /// Meanings of posts that he called no noise, coarsely: a byte for each number.
    kept_open: Vec<Vec<i8>>,
}

impl Default for Reader {
    /// All kinds are folded until he says otherwise.
    fn default() -> Self {
        Self { version: 1, folded: Kind::ALL.into(), caution: BTreeMap::new(), kept_open: Vec::new() }
    }
}

impl Reader {
    /// The same filter with these kinds folded and no others.
    #[must_use]
    pub fn choosing(self, folded: impl IntoIterator<Item = Kind>) -> Self {
        Self { folded: folded.into_iter().collect(), ..self }
    }

    #[must_use]
    pub const fn folded(&self) -> &BTreeSet<Kind> {
        &self.folded
    }

    /// Under which kind a post is folded for this reader, if it is.
    #[must_use]
    pub fn folds<'a>(&self, judgement: &'a Judgement, meaning: Option<&[f32]>) -> Option<&'a Found> {
        if meaning.is_some_and(|meaning| self.knows(meaning)) {
            return None;
        }
        // What he does not fold counts as useful: only the kinds that he chose must make it likely together.
        let wanted = |found: &&Found| self.folded.contains(&found.kind);
        let repeated = |kind: Kind| matches!(kind, Kind::RepeatedPicture | Kind::RepeatedText);
        let seen_before = judgement.found.iter().filter(wanted).find(|found| repeated(found.kind));
        let by_words = judgement.found.iter().filter(wanted).find(|found| !repeated(found.kind));
        let shown: f32 =
            judgement.found.iter().filter(|found| !wanted(found) && !repeated(found.kind)).map(|f| f.confidence).sum();
        let by_words = by_words.filter(|found| judgement.noise - shown >= FOLDS_FROM + self.caution_of(found.kind));
        seen_before.filter(|found| found.confidence >= FOLDS_FROM + self.caution_of(found.kind)).or(by_words)
    }

    /// *This is not noise.*
    #[must_use]
    pub fn not_noise(mut self, kind: Kind, meaning: Option<&[f32]>) -> Self {
        let caution = (self.caution_of(kind) + LESSON).min(MOST_CAUTION);
        self.caution.insert(kind, caution);
        if let Some(meaning) = meaning {
            self.kept_open.push(coarse(meaning));
            let beyond = self.kept_open.len().saturating_sub(REMEMBERED);
            self.kept_open.drain(..beyond);
        }
        self
    }

    /// *Fold this after all*: takes a lesson back.
    #[must_use]
    pub fn noise_after_all(mut self, kind: Kind, meaning: Option<&[f32]>) -> Self {
        let caution = self.caution_of(kind) - LESSON;
        self.caution.remove(&kind);
        if caution > 0.0 {
            self.caution.insert(kind, caution);
        }
        if let Some(meaning) = meaning {
            self.kept_open.retain(|kept| !same_matter(kept, meaning));
        }
        self
    }

    fn caution_of(&self, kind: Kind) -> f32 {
        self.caution.get(&kind).copied().unwrap_or(0.0).clamp(0.0, MOST_CAUTION)
    }

    fn knows(&self, meaning: &[f32]) -> bool {
        self.kept_open.iter().any(|kept| same_matter(kept, meaning))
    }
}

/// A byte for each number, relative to the largest, after what all texts have in common was taken away.
fn coarse(meaning: &[f32]) -> Vec<i8> {
    let meaning = super::apart(meaning);
    let most = meaning.iter().fold(f32::MIN_POSITIVE, |most, number| most.max(number.abs()));
    #[expect(clippy::as_conversions, reason = "within -127 and 127 by the division, and `as` is bounded for the rest")]
    meaning.iter().map(|number| (number / most * 127.0).round() as i8).collect()
}

fn same_matter(kept: &[i8], meaning: &[f32]) -> bool {
    let (mut product, mut mine, mut other) = (0.0_f32, 0.0_f32, 0.0_f32);
    for (a, b) in kept.iter().zip(super::apart(meaning)) {
        let a = f32::from(*a);
        product += a * b;
        mine += a * a;
        other += b * b;
    }
    let length = (mine * other).sqrt();
    kept.len() == meaning.len() && length > 0.0 && product / length >= SAME_MATTER
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::noise::Reason;

    fn judged(kind: Kind, confidence: f32, noise: f32) -> Judgement {
        Judgement { noise, found: vec![Found { kind, confidence, reasons: vec![Reason::ReadsLike] }] }
    }

    #[test]
    fn each_reader_chooses_what_is_folded() {
        let judgement = judged(Kind::Kitten, 0.7, 0.8);
        let reader = Reader::default();
        assert_eq!(reader.folds(&judgement, None).unwrap().kind, Kind::Kitten);
        let fond_of_cats = reader.clone().choosing(Kind::ALL.into_iter().filter(|kind| *kind != Kind::Kitten));
        assert_eq!(fond_of_cats.folds(&judgement, None), None);
        assert_eq!(reader.folds(&judged(Kind::Kitten, 0.5, 0.59), None), None, "doubt shows");
        assert!(reader.folds(&judged(Kind::RepeatedText, 0.8, 0.0), None).is_some());
    }

    #[test]
    fn this_is_not_noise_teaches_within_bounds_and_can_be_taken_back() {
        let meaning = [0.6, -0.8, 0.0];
        let other = [0.0, 0.1, 1.0];
        let judgement = judged(Kind::Motivational, 0.62, 0.63);
        let reader = Reader::default().not_noise(Kind::Motivational, Some(&meaning));
        assert_eq!(reader.folds(&judged(Kind::Motivational, 0.99, 0.99), Some(&meaning)), None, "the same stays open");
        assert_eq!(reader.folds(&judgement, Some(&other)), None, "and more certainty is needed");
        assert!(reader.folds(&judged(Kind::Motivational, 0.7, 0.7), Some(&other)).is_some());
        assert!(reader.folds(&judged(Kind::Bait, 0.62, 0.63), Some(&other)).is_some(), "of this kind alone");
        let back = reader.noise_after_all(Kind::Motivational, Some(&meaning));
        assert_eq!(back, Reader::default());

        let mut stubborn = Reader::default();
        for _ in 0..100 {
            stubborn = stubborn.not_noise(Kind::Motivational, Some(&other));
        }
        assert!(stubborn.folds(&judged(Kind::Motivational, 0.95, 0.95), Some(&meaning)).is_some());
        assert_eq!(stubborn.kept_open.len(), REMEMBERED);
    }

    #[test]
    fn what_was_kept_is_read_again() {
        let reader = Reader::default().choosing([Kind::Chain]).not_noise(Kind::Chain, Some(&[0.5, -0.5]));
        let kept = serde_json::to_string(&reader).unwrap();
        assert_eq!(serde_json::from_str::<Reader>(&kept).unwrap(), reader);
    }
}
