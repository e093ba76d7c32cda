//! Does an offer fit an ask, and in which words? Vectors are handed in; here is only what follows from them.
//!
//! A fit is two likenesses: of the whole texts, and of each word of one with its nearest word of the other. Each side was
//! seen through its own lens, since else a text resembles whatever is written in its own language and its own manner.
//! A fit of which no words can be named is none: nobody is shown something without a reason that he can read.

pub mod own;
pub mod pairs;
pub mod places;
mod small;

use std::ops::Range;

use crate::{
    asks::{Said, reasons},
    network::place_words,
    stems::{self, Tongue},
    text,
    topics::{self, Topic},
};

/// A word weighs at least this much (one is a rare word) before it may be a reason.
const TELLING: f32 = 0.55;
/// Two different words are named as the same matter from this likeness on, where each is the other's nearest.
const SAME_MATTER: f32 = 0.32;
/// From here on also beside a better reason.
const SURELY_SAME: f32 = 0.46;
/// Words of a text that are compared; the rarest stay.
pub const MOST_WORDS: usize = 16;
/// Reasons of words that are shown.
const MOST_REASONS: usize = 2;
/// How much of a score the whole texts decide; the rest is their words'.
const OF_TEXTS: f32 = 2.0 / 3.0;
/// What a shared topic adds, of a scale from nothing to one; further ones add nothing.
const BY_TOPIC: f32 = 0.12;
/// What one place adds; two places that are told and differ take as much away.
const BY_PLACE: f32 = 0.02;
/// How much of a score age can take away.
const BY_AGE: f32 = 0.1;
/// What is shown scores at least this much.
pub const LEAST: f32 = 0.24;

/// A word of a text as it stands there.
#[derive(Clone, Debug, PartialEq)]
pub struct Word {
    pub text: String,
    pub stem: String,
    /// From nothing, for words that are everywhere, to one.
    pub weight: f32,
    /// Its meaning where it stands, through the lens of its side; a unit vector.
    pub vector: Vec<f32>,
}

/// What the model made of a text, as it is kept.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Meaning {
    /// The meaning of the text, through the lens of its side; a unit vector.
    pub vector: Vec<f32>,
    /// The weightiest first.
    pub words: Vec<Word>,
}

/// One side of a match: an ask, an offer, or what somebody tells of himself (then the topics are his skills).
#[derive(Clone, Debug)]
pub struct Side {
    pub meaning: Meaning,
    pub said: Said,
    /// Where its author says of himself that he is, for readers to whom he shows it; empty for others.
    pub home: String,
}

impl Said {
    /// What of it has a meaning: the text, and behind it the topics.
    #[must_use]
    pub fn spoken(&self) -> String {
        let topics: Vec<&str> = self.topics.iter().map(|topic| topic.name.as_str()).collect();
        if topics.is_empty() { self.text.clone() } else { format!("{}. {}", self.text, topics.join(", ")) }
    }
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
    /// What answers names the place of the ask; or, where the ask is for anywhere, a place of who asks. Never a reason alone
    /// either.
    Named { place: String, whose: Whose },
}

/// Which place what answers names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Whose {
    OfAsk,
    /// Where who asks says that he is.
    Home,
    /// Where he works now, as his positions tell.
    Work,
}

/// Where somebody is, for readers to whom he shows it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Whereabouts {
    pub home: String,
    /// Of his present positions.
    pub works: Vec<String>,
}

/// How well an offer fits an ask.
#[derive(Clone, Debug, PartialEq)]
pub struct Match {
    pub score: f32,
    pub reasons: Vec<Reason>,
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

/// How near two texts are, before it is asked whether that can be said in words: from nothing to one.
#[must_use]
pub fn nearness(one: &Meaning, other: &Meaning) -> f32 {
    let by_words = f32::midpoint(covered(&one.words, &other.words), covered(&other.words, &one.words));
    (OF_TEXTS * likeness(&one.vector, &other.vector) + (1.0 - OF_TEXTS) * by_words).max(0.0)
}

/// The match, if it is near enough and reasons for it can be named.
#[must_use]
pub fn fit(ask: &Side, offer: &Side) -> Option<Match> {
    fit_for(ask, &[], offer)
}

/// The same, where one may know in which places who asks works: an offer that delivers there suits him as one that delivers
/// to his door.
#[must_use]
pub fn fit_for(ask: &Side, works: &[String], offer: &Side) -> Option<Match> {
    let both = reasons::shared(&ask.said, &offer.said);
    let place = same_place(&ask.said.place, &offer.said.place);
    let bonus = if both.is_empty() { 0.0 } else { BY_TOPIC };
    let named = if place == Some(true) { None } else { names_place(ask, works, offer) };
    let local = match (named.is_some(), place) {
        (true, _) | (_, Some(true)) => BY_PLACE,
        (false, Some(false)) => -BY_PLACE,
        (false, None) => 0.0,
    };
    let score = (nearness(&ask.meaning, &offer.meaning) + bonus + local).clamp(0.0, 1.0);
    if score < LEAST {
        return None;
    }
    let carried = carriers(&ask.meaning, &offer.meaning);
    // A topic says it better than the same word again.
    let said = |word: &str| both.iter().any(|topic| topic.key.split('-').any(|part| part == topics::key(word)));
    let carried = carried.into_iter().filter(|reason| !matches!(reason, Reason::Shared { word } if said(word)));
    let mut reasons: Vec<Reason> = both.iter().cloned().map(Reason::Topic).chain(carried).collect();
    if reasons.is_empty() {
        return None;
    }
    reasons.truncate(MOST_REASONS + 1);
    if place == Some(true) {
        reasons.push(Reason::Place);
    }
    reasons.extend(named);
    Some(Match { score, reasons })
}

/// A score with its freshness in thousandths: between two that fit alike the newer stands first.
#[must_use]
pub fn aged(score: f32, freshness: u16) -> f32 {
    score * (1.0 - BY_AGE + BY_AGE * f32::from(freshness.min(1_000)) / 1_000.0)
}

/// Whether both are in one place; none where one of them is anywhere.
fn same_place(one: &str, other: &str) -> Option<bool> {
    Some(place_words(one)? == place_words(other)?)
}

/// The place of an ask that the other side names; who asks for something anywhere may be somewhere himself, at home or at work.
fn names_place(ask: &Side, works: &[String], offer: &Side) -> Option<Reason> {
    let named = |place: &str, whose| Some(Reason::Named { place: places::named(&offer.said.text, place)?, whose });
    if place_words(&ask.said.place).is_some() {
        return named(&ask.said.place, Whose::OfAsk);
    }
    named(&ask.home, Whose::Home).or_else(|| works.iter().find_map(|place| named(place, Whose::Work)))
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

/// The words that carried it: the same on both sides, or two of which each is the other's nearest. In near texts all words
/// lie rather near, so the nearest of one side alone may be a word that a reader would not put beside it.
fn carriers(ask: &Meaning, offer: &Meaning) -> Vec<Reason> {
    let (asked, offered) = (telling(ask), telling(offer));
    let mut found: Vec<(f32, Reason)> = Vec::new();
    for word in &asked {
        if offered.iter().any(|other| other.stem == word.stem) {
            found.push((1.0, Reason::Shared { word: word.text.clone() }));
            continue;
        }
        let Some((near, other)) = nearest(word, &offered).filter(|(near, _)| *near >= SAME_MATTER) else { continue };
        if nearest(other, &asked).is_some_and(|(back, _)| back <= near) {
            found.push((near, Reason::Alike { asked: word.text.clone(), offered: other.text.clone() }));
        }
    }
    found.sort_by(|one, other| other.0.total_cmp(&one.0));
    let sure = found.iter().skip(1).take_while(|(near, _)| *near >= SURELY_SAME).count();
    found.truncate(MOST_REASONS.min(sure + 1));
    found.into_iter().map(|(_, reason)| reason).collect()
}

/// The words of a text that may be a reason.
fn telling(meaning: &Meaning) -> Vec<&Word> {
    let weighty = meaning.words.iter().filter(|word| word.weight >= TELLING);
    weighty.filter(|word| !small::is_small(&text::fold(&word.text))).collect()
}

fn nearest<'a>(word: &Word, of: &[&'a Word]) -> Option<(f32, &'a Word)> {
    let near = of.iter().map(|other| (dot(&word.vector, &other.vector), *other));
    near.max_by(|one, other| one.0.total_cmp(&other.0))
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
    use super::{LEAST, Meaning, Reason, Side, Whose, Word, aged, fit, fit_for, nearness};
    use crate::{
        asks::{Audience, Said},
        topics::Topic,
    };

    fn word(text: &str, stem: &str, weight: f32, vector: [f32; 2]) -> Word {
        Word { text: text.to_owned(), stem: stem.to_owned(), weight, vector: vector.to_vec() }
    }

    fn side(vector: [f32; 2], words: Vec<Word>) -> Side {
        let said = Said {
            text: words.iter().map(|word| word.text.as_str()).collect::<Vec<_>>().join(" "),
            topics: Vec::new(),
            place: String::new(),
            language: "it".to_owned(),
            audience: Audience::Everybody,
        };
        Side { meaning: Meaning { vector: vector.to_vec(), words }, said, home: String::new() }
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

    /// Words of a text, and where they lie.
    type Lying<'a> = &'a [(&'a str, [f32; 2])];

    #[test]
    fn only_words_that_are_each_others_nearest_are_named() {
        let (matter, beside, far) = ([1.0, 0.0], [0.8, 0.6], [0.3, 0.953_9]);
        let (up, half) = ([0.0, 1.0], [-0.925, 0.38]);
        let alike = |asked: &str, offered: &str| Reason::Alike { asked: asked.to_owned(), offered: offered.to_owned() };
        let table: [(Lying<'_>, Lying<'_>, Option<Reason>); 7] = [
            // What is near to the same word, but less than another is, stays unsaid.
            (&[("bandi", beside), ("mobili", matter)], &[("arredi", matter)], Some(alike("mobili", "arredi"))),
            (&[("mobili", matter)], &[("bandi", beside), ("arredi", matter)], Some(alike("mobili", "arredi"))),
            (&[("bandi", far)], &[("arredi", matter)], None),
            // Half sure is enough to say at all, and too little beside what is sure.
            (&[("sala", up)], &[("scena", half)], Some(alike("sala", "scena"))),
            (
                &[("mobili", matter), ("sala", up)],
                &[("scena", half), ("arredi", matter)],
                Some(alike("mobili", "arredi")),
            ),
            (&[("vorremmo", matter)], &[("arredi", matter)], None),
            (&[("their", matter), ("legno", beside)], &[("arredi", matter)], Some(alike("legno", "arredi"))),
        ];
        for (asked, offered, named) in table {
            let words = |all: Lying<'_>| all.iter().map(|(text, at)| word(text, text, 0.9, *at)).collect();
            let found = fit(&side(matter, words(asked)), &side(matter, words(offered)));
            let reasons = found.map(|found| found.reasons).unwrap_or_default();
            assert_eq!(reasons, named.into_iter().collect::<Vec<_>>(), "{asked:?} {offered:?}");
        }
    }

    #[test]
    fn a_weak_match_is_none_whatever_words_are_shared() {
        let ask = side([1.0, 0.0], vec![word("corso", "cors", 0.9, [1.0, 0.0]), word("uova", "uov", 1.0, [0.0, 1.0])]);
        let far = side([-0.6, 0.8], vec![word("corso", "cors", 0.9, [-0.4, -0.9])]);
        assert!(nearness(&ask.meaning, &far.meaning) < LEAST);
        assert_eq!(fit(&ask, &far), None);
    }

    #[test]
    fn a_topic_is_a_reason_and_a_place_alone_is_none() {
        let topic = Topic::read("legno").unwrap();
        let mut here = side([1.0, 0.0], Vec::new());
        here.said.place = "Ancona, Marche".to_owned();
        assert_eq!(fit(&here, &here), None);
        here.said.topics = vec![topic.clone()];
        assert_eq!(fit(&here, &here).unwrap().reasons, [Reason::Topic(topic), Reason::Place]);
        let mut elsewhere = here.clone();
        elsewhere.said.place = "Pavia".to_owned();
        let anywhere = Side { said: Said { place: String::new(), ..here.said.clone() }, ..here.clone() };
        let score = |other: &Side| fit(&here, other).unwrap().score;
        assert!(score(&here) > score(&anywhere) && score(&anywhere) > score(&elsewhere));
    }

    #[test]
    fn what_answers_names_the_place_of_the_ask_or_of_who_asks() {
        let legno = || vec![word("legno", "legn", 0.9, [1.0, 0.0])];
        let shared = Reason::Shared { word: "legno".to_owned() };
        let ancona = |whose| Reason::Named { place: "Ancona".to_owned(), whose };
        for (asks_for, home, offered_in, text, last) in [
            ("Ancona", "", "", "Consegno ad Ancona", Some(ancona(Whose::OfAsk))),
            // Its own place is another, and it comes here all the same.
            ("Ancona", "", "Jesi", "We deliver to Ancona", Some(ancona(Whose::OfAsk))),
            ("", "Ancona", "", "Consegno ad Ancona", Some(ancona(Whose::Home))),
            // What is wanted somewhere is not wanted where the asker lives.
            ("Pavia", "Ancona", "", "Consegno ad Ancona", None),
            // The asker does not show where he is.
            ("", "", "", "Consegno ad Ancona", None),
            // The same place says it already.
            ("Ancona", "", "Ancona", "Consegno ad Ancona", Some(Reason::Place)),
            ("Ancona", "", "", "Consegno altrove", None),
        ] {
            let mut ask = side([1.0, 0.0], legno());
            ask.said.place = asks_for.to_owned();
            ask.home = home.to_owned();
            let mut offer = side([1.0, 0.0], legno());
            offer.said.place = offered_in.to_owned();
            offer.said.text = text.to_owned();
            let found = fit(&ask, &offer).unwrap();
            let wanted: Vec<Reason> = [shared.clone()].into_iter().chain(last).collect();
            assert_eq!(found.reasons, wanted, "{asks_for} {home} {offered_in} {text}");
        }
        let (ask, mut offer) = (side([1.0, 0.0], legno()), side([1.0, 0.0], legno()));
        offer.said.text = "Consegno ad Ancona".to_owned();
        let last = |works: &[&str]| {
            let works: Vec<String> = works.iter().map(|place| (*place).to_owned()).collect();
            fit_for(&ask, &works, &offer).unwrap().reasons.pop()
        };
        assert_eq!(last(&["Pavia", "Ancona, Marche"]), Some(ancona(Whose::Work)));
        assert_eq!(last(&["Pavia"]), Some(shared.clone()));
        let mut ask = side([1.0, 0.0], Vec::new());
        ask.said.place = "Ancona".to_owned();
        let mut offer = side([1.0, 0.0], Vec::new());
        offer.said.text = "Consegno ad Ancona".to_owned();
        assert_eq!(fit(&ask, &offer), None, "never alone");
    }

    #[test]
    fn order_does_not_matter() {
        let one = side([1.0, 0.0], vec![word("a", "a", 0.7, [1.0, 0.0])]).meaning;
        let other = side([0.0, 1.0], vec![word("b", "b", 0.2, [0.6, 0.8]), word("c", "c", 0.9, [0.0, 1.0])]).meaning;
        assert!((nearness(&one, &other) - nearness(&other, &one)).abs() < 1e-6);
    }

    #[test]
    fn age_decides_between_two_that_fit_alike_and_no_more() {
        assert!(aged(0.5, 1_000) > aged(0.5, 200));
        assert!(aged(0.6, 0) > aged(0.5, 1_000));
    }
}
