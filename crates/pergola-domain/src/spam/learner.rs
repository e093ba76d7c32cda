//! What this instance's moderators taught: a shift of the judgement, learnt from one decision after the other.
//!
//! A logistic regression on three things: words and pairs of words, each hashed into one of 4,096 places, apart for each
//! language; the meaning; and the signs. It is a fixed number of weights however long it learns, each bounded; a
//! decision moves them only as far as the judge was wrong (`AdaGrad`), so repeating one decision a thousand times does
//! little more than saying it a few times. No text is kept.

use std::sync::LazyLock;

use serde::{Deserialize, Serialize};

use super::{Item, READ_CHARS, judge, signs::Signs};
use crate::{
    members::Language,
    noise::repeats::{hash, mix},
    softmax::MEANING,
    text::fold,
};

const VERSION: u8 = 1;
/// Places for words, of each language.
const PLACES: usize = 2_048;
/// Numbers of a meaning that are learnt from, and signs, of each language.
const MEANINGS: usize = 384;
const SIGNS: usize = 20;
const WIDTH: usize = PLACES + MEANINGS + SIGNS + 1;
/// How far one decision may move a weight at first.
const STRIDE: f32 = 0.2;
const MOST_WEIGHT: f32 = 4.0;
/// A judgement is shifted by no more than this, in log odds.
const MOST_SHIFT: f32 = 8.0;
/// A decision is repeated until the judge is this sure of it, or so many times.
const SURE: f32 = 0.6;
const ROUNDS: u8 = 3;

/// What a moderator decided of something.
#[derive(Clone, Copy, Debug)]
pub struct Lesson<'a> {
    pub item: Item<'a>,
    pub spam: bool,
}

/// The state of learning, as it is kept.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Learner {
    version: u8,
    /// Decisions so far.
    pub spam: u64,
    pub ham: u64,
    /// Empty until the first decision; then of each language the weights and how much each has moved.
    weights: Vec<f32>,
    moved: Vec<f32>,
}

/// Made by `cargo xtask train spam` from decisions on texts that are not in this repository.
static FIRST: LazyLock<Learner> =
    LazyLock::new(|| Learner::read(include_str!("../../data/spam.taught")).unwrap_or_default());

impl Learner {
    /// What a network knows that never decided anything: a little of what moderators elsewhere would have.
    #[must_use]
    pub fn first() -> Self {
        FIRST.clone()
    }

    /// As text, three figures after the point: how many decisions, then a line for each weight that moved.
    #[must_use]
    pub fn write(&self) -> String {
        let mut text = format!("{} {}\n", self.spam, self.ham);
        for (place, (weight, moved)) in self.weights.iter().zip(&self.moved).enumerate() {
            if *moved > 0.0 {
                text.push_str(&format!("{place} {weight:.3} {moved:.3}\n"));
            }
        }
        text
    }

    /// Reads what [`Learner::write`] wrote; `None` where it is damaged.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        let mut rows = text.lines();
        let (spam, ham) = rows.next()?.split_once(' ')?;
        let mut learner = Self {
            version: VERSION,
            spam: spam.parse().ok()?,
            ham: ham.parse().ok()?,
            weights: vec![0.0; 2 * WIDTH],
            moved: vec![0.0; 2 * WIDTH],
        };
        for row in rows {
            let mut words = row.split(' ');
            let place: usize = words.next()?.parse().ok()?;
            *learner.weights.get_mut(place)? = words.next()?.parse().ok()?;
            *learner.moved.get_mut(place)? = words.next()?.parse().ok()?;
        }
        Some(learner).filter(Self::is_whole)
    }

    /// Whether this can be read by us; an older or damaged state is begun anew by its keeper.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        let width = self.weights.len();
        let fits = width == 0 || width == 2 * WIDTH;
        let sound = self.weights.iter().chain(&self.moved).all(|number| number.is_finite());
        self.version <= VERSION && fits && self.moved.len() == width && sound
    }

    /// What is known after one more decision.
    #[must_use]
    pub fn learn(mut self, lesson: &Lesson<'_>) -> Self {
        self.version = VERSION;
        if self.weights.len() != 2 * WIDTH || self.moved.len() != 2 * WIDTH {
            self.weights = vec![0.0; 2 * WIDTH];
            self.moved = vec![0.0; 2 * WIDTH];
        }
        if lesson.spam {
            self.spam += 1;
        } else {
            self.ham += 1;
        }
        let text: String = lesson.item.text.chars().take(READ_CHARS).collect();
        let features = features(&text, &lesson.item);
        for _ in 0..ROUNDS {
            let spam = judge(&lesson.item, &self).spam;
            let right = if lesson.spam { spam } else { 1.0 - spam };
            if right >= SURE {
                break;
            }
            let off = if lesson.spam { 1.0 } else { 0.0 } - spam;
            self.step(&features, off);
        }
        self
    }

    /// How far what was taught moves the judgement of this, in log odds: above zero towards spam.
    #[must_use]
    pub fn shift(&self, text: &str, item: &Item<'_>) -> f32 {
        if self.weights.is_empty() {
            return 0.0;
        }
        let sum: f32 = features(text, item)
            .into_iter()
            .filter_map(|(place, feature)| self.weights.get(place).map(|weight| weight * feature))
            .sum();
        if sum.is_finite() { sum.clamp(-MOST_SHIFT, MOST_SHIFT) } else { 0.0 }
    }

    fn step(&mut self, features: &[(usize, f32)], off: f32) {
        for (place, feature) in features {
            let (Some(weight), Some(moved)) = (self.weights.get_mut(*place), self.moved.get_mut(*place)) else {
                continue;
            };
            let slope = off * feature;
            if !slope.is_finite() {
                continue;
            }
            *moved += slope * slope;
            *weight = (*weight + STRIDE * slope / (moved.sqrt() + 0.1)).clamp(-MOST_WEIGHT, MOST_WEIGHT);
        }
    }
}

/// What is learnt from: places and how strongly each is there.
fn features(text: &str, item: &Item<'_>) -> Vec<(usize, f32)> {
    let base = if item.language == Some(Language::En) { WIDTH } else { 0 };
    let low = fold(text);
    let words: Vec<&str> = low.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let single = words.iter().map(|word| hash(word.as_bytes()));
    let pairs = words.windows(2).map(|pair| hash(pair.join(" ").as_bytes()));
    // Of figures their number counts, not their value.
    let shapes = words
        .iter()
        .filter(|word| word.bytes().all(|c| c.is_ascii_digit()))
        .map(|word| mix(u64::try_from(word.len()).unwrap_or(0)));
    let places = u64::try_from(PLACES).unwrap_or(1);
    let mut found: Vec<usize> =
        single.chain(pairs).chain(shapes).filter_map(|hashed| usize::try_from(mix(hashed) % places).ok()).collect();
    found.sort_unstable();
    found.dedup();
    let strength = 2.0 / f32::from(u16::try_from(found.len().max(1)).unwrap_or(u16::MAX)).sqrt();
    let mut features: Vec<(usize, f32)> = found.into_iter().map(|place| (base + place, strength)).collect();
    let meaning = item.meaning.unwrap_or_default().iter().take(MEANINGS);
    features.extend((base + PLACES..).zip(meaning.map(|number| number * MEANING / 4.0)));
    features.extend((base + PLACES + MEANINGS..).zip(Signs::of(text).numbers().into_iter().take(SIGNS)));
    features.push((base + WIDTH - 1, 0.5));
    features
}
