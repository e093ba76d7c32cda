//! Does an offer fit an ask, and in which words? Vectors are handed in; here is only what follows from them.
//!
//! A fit is two likenesses: of the whole texts, and of each word of one with its nearest word of the other. Both are
//! taken after the mean of the text's language, since else a text resembles whatever is written in its own language.
//! A fit of which no words can be named is none: nobody is shown something without a reason that he can read.

use std::ops::Range;

use crate::{
    stems::{self, Tongue},
    topics::Topic,
};

/// A word weighs at least this much (one is a rare word) before it may be a reason.
const TELLING: f32 = 0.55;
/// Two different words are named as the same matter from this likeness on.
const SAME_MATTER: f32 = 0.34;
/// Words of a text that are compared; the rarest stay.
const MOST_WORDS: usize = 24;
/// Reasons of words that are shown.
const MOST_REASONS: usize = 2;
/// So many own texts weigh as much as the general ones.
const GENERAL_TEXTS: f32 = 100.0;

/// A word of a text as it stands there.
#[derive(Clone, Debug, PartialEq)]
pub struct Word {
    pub text: String,
    pub stem: String,
    /// From nothing, for words that are everywhere, to one.
    pub weight: f32,
    /// Its meaning where it stands, after the mean of its language; a unit vector.
    pub vector: Vec<f32>,
}

/// One side of a match.
#[derive(Clone, Debug, Default)]
pub struct Side {
    /// The meaning of the text, after the mean of its language; a unit vector.
    pub vector: Vec<f32>,
    pub words: Vec<Word>,
    pub topics: Vec<Topic>,
    /// Folded; empty for anywhere.
    pub place: String,
}

/// What a match rests on, as data: the rooms put it into sentences.
#[derive(Clone, Debug, PartialEq)]
pub enum Reason {
    /// Both name this topic.
    Topic(Topic),
    /// Both say this word.
    Shared { word: String },
    /// One says this, the other that, and they speak of the same.
    Alike { asked: String, offered: String },
    /// Both are in one place; never a reason alone.
    Place,
}

/// How well an offer fits an ask.
#[derive(Clone, Debug, PartialEq)]
pub struct Match {
    pub score: f32,
    pub reasons: Vec<Reason>,
}

/// The mean vectors of texts and of words in a language.
#[derive(Clone, Debug, PartialEq)]
pub struct Mean {
    pub text: Vec<f32>,
    pub word: Vec<f32>,
}

impl Mean {
    /// Moves towards the mean of the network's own texts, the more of them there are.
    #[must_use]
    pub fn towards(&self, own: &Self, texts: u32) -> Self {
        let texts = f32::from(u16::try_from(texts).unwrap_or(u16::MAX));
        let share = texts / (texts + GENERAL_TEXTS);
        let mix = |one: &[f32], other: &[f32]| one.iter().zip(other).map(|(a, b)| a + share * (b - a)).collect();
        Self { text: mix(&self.text, &own.text), word: mix(&self.word, &own.word) }
    }
}

/// What a vector says beyond what all texts of its language say.
#[must_use]
pub fn beyond(vector: &[f32], mean: &[f32]) -> Vec<f32> {
    let apart: Vec<f32> = vector.iter().zip(mean).map(|(value, mean)| value - mean).collect();
    let length = dot(&apart, &apart).sqrt();
    if length > 0.0 { apart.iter().map(|value| value / length).collect() } else { apart }
}

/// The words of a text that are worth comparing, the weightiest first. `look` tells a word's weight and its vector.
#[must_use]
pub fn words(text: &str, tongue: Tongue, look: impl Fn(Range<usize>) -> Option<(f32, Vec<f32>)>) -> Vec<Word> {
    let mut words: Vec<Word> = stems::words(text)
        .filter_map(|range| {
            let word = text.get(range.clone()).filter(|word| word.chars().count() > 2)?;
            let (weight, vector) = look(range)?;
            Some(Word { text: word.to_owned(), stem: stems::stem(word, tongue), weight, vector })
        })
        .collect();
    words.sort_by(|one, other| other.weight.total_cmp(&one.weight));
    words.truncate(MOST_WORDS);
    words
}

/// The likeness of two whole texts: what an index looks for before anything else.
#[must_use]
pub fn likeness(one: &[f32], other: &[f32]) -> f32 {
    dot(one, other)
}

/// How near two sides are, before it is asked whether that can be said in words.
#[must_use]
pub fn nearness(ask: &Side, offer: &Side) -> f32 {
    let by_words = (covered(&ask.words, &offer.words) + covered(&offer.words, &ask.words)) / 2.0;
    likeness(&ask.vector, &offer.vector) + by_words
}

/// The match, if reasons for it can be named.
#[must_use]
pub fn fit(ask: &Side, offer: &Side) -> Option<Match> {
    let mut reasons: Vec<Reason> = ask
        .topics
        .iter()
        .filter(|topic| offer.topics.iter().any(|other| other.key == topic.key))
        .map(|topic| Reason::Topic(topic.clone()))
        .collect();
    reasons.extend(carriers(ask, offer));
    if reasons.is_empty() {
        return None;
    }
    if !ask.place.is_empty() && ask.place == offer.place {
        reasons.push(Reason::Place);
    }
    Some(Match { score: nearness(ask, offer), reasons })
}

/// How much of what one side says the other says too, each word by its nearest.
fn covered(said: &[Word], by: &[Word]) -> f32 {
    let (mut sum, mut weights) = (0.0, 0.0);
    for word in said {
        let nearest = by.iter().map(|other| dot(&word.vector, &other.vector)).fold(0.0, f32::max);
        sum += word.weight * nearest;
        weights += word.weight;
    }
    if weights > 0.0 { sum / weights } else { 0.0 }
}

/// The words that carried it: the same on both sides, or the nearest of different ones.
fn carriers(ask: &Side, offer: &Side) -> Vec<Reason> {
    let mut found: Vec<(f32, Reason)> = Vec::new();
    for asked in ask.words.iter().filter(|word| word.weight >= TELLING) {
        let telling = offer.words.iter().filter(|word| word.weight >= TELLING);
        let nearest = telling.map(|offered| {
            let same = asked.stem == offered.stem;
            (if same { 1.0 } else { dot(&asked.vector, &offered.vector) }, same, offered)
        });
        let Some((near, same, offered)) = nearest.max_by(|one, other| one.0.total_cmp(&other.0)) else { continue };
        if same {
            found.push((near, Reason::Shared { word: asked.text.clone() }));
        } else if near >= SAME_MATTER {
            found.push((near, Reason::Alike { asked: asked.text.clone(), offered: offered.text.clone() }));
        }
    }
    found.sort_by(|one, other| other.0.total_cmp(&one.0));
    found.truncate(MOST_REASONS);
    found.into_iter().map(|(_, reason)| reason).collect()
}

fn dot(one: &[f32], other: &[f32]) -> f32 {
    let (eights, rest) = one.as_chunks::<8>();
    let (others, rest_of_other) = other.as_chunks::<8>();
    let mut sums = [0.0_f32; 8];
    for (a, b) in eights.iter().zip(others) {
        for ((sum, a), b) in sums.iter_mut().zip(a).zip(b) {
            *sum += a * b;
        }
    }
    sums.iter().sum::<f32>() + rest.iter().zip(rest_of_other).map(|(a, b)| a * b).sum::<f32>()
}

#[cfg(test)]
mod tests {
    use super::{Mean, Reason, Side, Word, beyond, fit, nearness};
    use crate::topics::Topic;

    fn word(text: &str, stem: &str, weight: f32, vector: [f32; 2]) -> Word {
        Word { text: text.to_owned(), stem: stem.to_owned(), weight, vector: vector.to_vec() }
    }

    fn side(vector: [f32; 2], words: Vec<Word>) -> Side {
        Side { vector: vector.to_vec(), words, ..Side::default() }
    }

    #[test]
    fn the_same_word_is_the_reason_and_common_words_never_are() {
        let ask = side([1.0, 0.0], vec![word("legni", "legn", 0.9, [1.0, 0.0]), word("per", "per", 0.1, [0.0, 1.0])]);
        let offer = side([1.0, 0.0], vec![word("legno", "legn", 0.9, [0.9, 0.1]), word("per", "per", 0.1, [0.0, 1.0])]);
        assert_eq!(fit(&ask, &offer).unwrap().reasons, [Reason::Shared { word: "legni".to_owned() }]);
        let nothing = side([1.0, 0.0], vec![word("per", "per", 0.1, [0.0, 1.0])]);
        assert_eq!(fit(&ask, &nothing), None, "what cannot be said is not shown, however near it is");
    }

    #[test]
    fn across_languages_both_words_are_named() {
        let ask = side([1.0, 0.0], vec![word("legno", "legn", 0.9, [1.0, 0.0])]);
        let offer =
            side([0.8, 0.6], vec![word("timber", "timber", 0.9, [0.9, 0.1]), word("fish", "fish", 0.9, [0.0, 1.0])]);
        let named = Reason::Alike { asked: "legno".to_owned(), offered: "timber".to_owned() };
        assert_eq!(fit(&ask, &offer).unwrap().reasons, [named]);
    }

    #[test]
    fn a_topic_is_a_reason_and_a_place_alone_is_none() {
        let topic = Topic::read("legno").unwrap();
        let here = Side { vector: vec![1.0, 0.0], place: "ancona".to_owned(), ..Side::default() };
        assert_eq!(fit(&here, &here), None);
        let named = Side { topics: vec![topic.clone()], ..here };
        assert_eq!(fit(&named, &named).unwrap().reasons, [Reason::Topic(topic), Reason::Place]);
    }

    #[test]
    fn what_all_texts_say_does_not_count_and_order_does_not_matter() {
        assert_eq!(beyond(&[3.0, 4.0], &[3.0, 0.0]), [0.0, 1.0]);
        assert_eq!(beyond(&[1.0, 1.0], &[1.0, 1.0]), [0.0, 0.0]);
        let one = side([1.0, 0.0], vec![word("a", "a", 0.7, [1.0, 0.0])]);
        let other = side([0.0, 1.0], vec![word("b", "b", 0.2, [0.6, 0.8]), word("c", "c", 0.9, [0.0, 1.0])]);
        assert!((nearness(&one, &other) - nearness(&other, &one)).abs() < 1e-6);
    }

    #[test]
    fn own_texts_outweigh_general_ones_slowly() {
        let general = Mean { text: vec![0.0], word: vec![0.0] };
        let own = Mean { text: vec![1.0], word: vec![2.0] };
        assert_eq!(general.towards(&own, 0), general);
        assert_eq!(general.towards(&own, 100), Mean { text: vec![0.5], word: vec![1.0] });
    }
}
