//! What is noise in a feed: sayings, good mornings, riddles, bait, kittens, chains, and what was there before.
//!
//! A judgement folds, it never removes: a reader opens a fold with a tap, chooses which kinds are folded for him, and
//! *this is not noise* teaches his own filter ([`Reader`]). A useful post folded is worse than a kitten shown, so
//! doubt shows. What is looked at: the meaning of the words (384 numbers that are handed in), signs of the surface
//! ([`signs`]), and how near the text and the pictures come to earlier ones ([`repeats`]). `docs/noise.md` has the figures.

mod reader;
pub mod repeats;
pub mod signs;

use std::sync::LazyLock;

use serde::{Deserialize, Serialize};

pub use reader::{REMEMBERED, Reader};

use crate::{members::Language, softmax::Softmax};
use signs::Signs;

/// Made by `cargo xtask train noise` from `data/noise.tsv`, that set alone.
static WEIGHTS: LazyLock<Option<Softmax>> = LazyLock::new(|| Softmax::read(include_str!("../../data/noise.weights")));
/// What [`WEIGHTS`] calls everything that is no noise.
pub const USEFUL: &str = "useful";
/// From here on a post is folded, and its author told before it goes out. Chosen on a trial of the method with the uncut
/// model; what it gives with the weights of the program is in `docs/noise.md`.
pub const FOLDS_FROM: f32 = 0.6;
/// Pictures whose perceptual hashes (64 bits) differ in no more bits than this are the same picture.
pub const SAME_PICTURE_BITS: u32 = 8;
/// Characters of a text that are read; the rest of a long post says nothing new of its kind.
pub const READ_CHARS: usize = 2_000;

/// A kind of noise.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// A saying, with or without a sunset.
    Motivational,
    /// Good morning, happy Friday, and nothing else.
    Greeting,
    /// Sums and puzzles for geniuses.
    Riddle,
    /// "Comment YES", "tag a friend".
    Bait,
    /// Kittens, puppies, sunsets, cakes.
    Kitten,
    /// Copy, paste, pass on.
    Chain,
    /// Applause that says neither for what nor for whom.
    Applause,
    /// Modest words about the own greatness.
    Humblebrag,
    /// Something huge is coming.
    Hype,
    /// A picture that was here before.
    RepeatedPicture,
    /// A text that was here before.
    RepeatedText,
}

impl Kind {
    /// Whether a word or two are enough for it, as for a greeting.
    const fn needs_few_words(self) -> bool {
        matches!(self, Self::Greeting | Self::Applause | Self::Bait)
    }

    pub const ALL: [Self; 11] = [
        Self::Motivational,
        Self::Greeting,
        Self::Riddle,
        Self::Bait,
        Self::Kitten,
        Self::Chain,
        Self::Applause,
        Self::Humblebrag,
        Self::Hype,
        Self::RepeatedPicture,
        Self::RepeatedText,
    ];

    /// Its word in tables, JSON, sets of examples and weights.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Motivational => "motivational",
            Self::Greeting => "greeting",
            Self::Riddle => "riddle",
            Self::Bait => "bait",
            Self::Kitten => "kitten",
            Self::Chain => "chain",
            Self::Applause => "applause",
            Self::Humblebrag => "humblebrag",
            Self::Hype => "hype",
            Self::RepeatedPicture => "repeated_picture",
            Self::RepeatedText => "repeated_text",
        }
    }

    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.word() == word)
    }
}

/// A post as a judge sees it.
#[derive(Clone, Copy, Debug, Default)]
pub struct Post<'a> {
    /// What [`reading`] made of its text and its pictures' descriptions.
    pub text: &'a str,
    pub language: Option<Language>,
    /// The meaning of [`Post::text`]. Without it only repeats are found.
    pub meaning: Option<&'a [f32]>,
    /// Bits by which its nearest picture differs from one that others posted before.
    pub picture_bits: Option<u32>,
    /// How much of its text stood in an earlier post of anybody, from [`repeats::Sketch::likeness`].
    pub text_share: Option<f32>,
}

/// What is read of a post: its text, then the descriptions of its pictures, as a saying often stands in the picture.
#[must_use]
pub fn reading<'a>(text: &'a str, descriptions: impl IntoIterator<Item = &'a str>) -> String {
    let parts = std::iter::once(text).chain(descriptions).map(str::trim).filter(|part| !part.is_empty());
    parts.collect::<Vec<_>>().join("\n").chars().take(READ_CHARS).collect()
}

/// Why something was taken for noise, to be said in the reader's language.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// It asks for a word, a sign or a name in answer.
    AsksForReactions,
    /// It asks to be copied or passed on.
    AsksToPassOn,
    /// It begins with a greeting or a wish.
    Greets,
    /// It sets a puzzle or a sum.
    SetsPuzzle,
    /// Neither a number, a place, a date nor a link.
    NothingConcrete,
    /// More exclamation marks or little pictures than a text of its length bears.
    Loud,
    /// It reads like others of its kind.
    ReadsLike,
    SamePicture,
    SameText,
}

/// A kind that was found, how sure the judge is, and why.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Found {
    pub kind: Kind,
    /// 0 to 1.
    pub confidence: f32,
    pub reasons: Vec<Reason>,
}

/// What a judge says of a post. Kept with it; each reader looks at it with his own eyes.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Judgement {
    /// How likely it is noise at all, by its words.
    pub noise: f32,
    /// The kinds, the likeliest first; at most three.
    pub found: Vec<Found>,
}

impl Judgement {
    /// What the author is told, kindly, before it goes out: the kind under which most readers would find it folded.
    #[must_use]
    pub fn for_author(&self) -> Option<&Found> {
        Reader::default().folds(self, None)
    }

    /// Whether there is a reader, whatever he chose, who has it folded. Of most posts this is all that must be known.
    #[must_use]
    pub fn may_fold(&self) -> bool {
        self.noise >= FOLDS_FROM || self.found.iter().any(|found| found.confidence >= FOLDS_FROM)
    }
}

/// Judges a post.
#[must_use]
pub fn judge(post: &Post<'_>) -> Judgement {
    judge_with(WEIGHTS.as_ref(), post)
}

/// Judges with other weights than those of the program: for those who make and measure them.
#[must_use]
pub fn judge_with(weights: Option<&Softmax>, post: &Post<'_>) -> Judgement {
    let mut judgement = match (post.meaning, weights) {
        (Some(meaning), Some(weights)) => by_words(weights, post, meaning),
        _ => Judgement::default(),
    };
    if post.picture_bits.is_some_and(|bits| bits <= SAME_PICTURE_BITS) {
        let reasons = vec![Reason::SamePicture];
        judgement.found.insert(0, Found { kind: Kind::RepeatedPicture, confidence: 0.95, reasons });
    }
    if let Some(share) = post.text_share.filter(|share| *share >= repeats::SAME_TEXT) {
        let reasons = vec![Reason::SameText];
        judgement.found.insert(0, Found { kind: Kind::RepeatedText, confidence: share.min(1.0), reasons });
    }
    judgement
}

/// The features of a post: its meaning, then its signs. One list for those who judge and those who train.
#[must_use]
pub fn features(weights: &Softmax, text: &str, language: Option<Language>, meaning: &[f32]) -> Vec<f32> {
    let mut features = weights.centred(meaning, language);
    features.extend(Signs::of(text).numbers());
    features
}

/// A meaning without what all texts have in common, so that likeness tells something.
fn apart(meaning: &[f32]) -> Vec<f32> {
    WEIGHTS.as_ref().map_or_else(|| meaning.to_vec(), |weights| weights.centred(meaning, None))
}

/// In fewer words nobody tells a saying, a riddle or a great success: what looks like one is something else.
const TELLING_WORDS: usize = 5;

fn by_words(weights: &Softmax, post: &Post<'_>, meaning: &[f32]) -> Judgement {
    let signs = Signs::of(post.text);
    let is_brief = post.text.split_whitespace().nth(TELLING_WORDS - 1).is_none();
    let mut noise = 0.0;
    let mut found: Vec<Found> = Vec::new();
    for (name, confidence) in weights.likely(&features(weights, post.text, post.language, meaning)) {
        let Some(kind) = Kind::from_word(name) else { continue };
        if is_brief && !kind.needs_few_words() {
            continue;
        }
        noise += confidence;
        found.push(Found { kind, confidence, reasons: signs.reasons(kind) });
    }
    // What cannot be reckoned with is no reason to fold.
    if !noise.is_finite() {
        return Judgement::default();
    }
    found.sort_by(|a, b| b.confidence.total_cmp(&a.confidence));
    found.truncate(3);
    Judgement { noise, found }
}

#[cfg(test)]
mod tests;
