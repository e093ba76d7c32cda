//! What is spam: a judge that knows the common kinds in Italian and English, and learns from this instance's moderators.
//!
//! It holds, it never throws away: what it takes for spam waits for a moderator, and its author is told. It begins with
//! weights that were made from examples in the repository (the prior); what moderators decide goes into a
//! [`Learner`], a bounded state of its own that shifts the judgement. `docs/noise.md` has the figures.

mod learner;
pub mod signs;

use std::sync::LazyLock;

use serde::{Deserialize, Serialize};

pub use learner::{Learner, Lesson};

use crate::{members::Language, softmax::Softmax};
use signs::Signs;

/// Made by `cargo xtask train spam` from `data/spam.tsv`, that set alone.
static WEIGHTS: LazyLock<Option<Softmax>> = LazyLock::new(|| Softmax::read(include_str!("../../data/spam.weights")));
/// What [`WEIGHTS`] calls everything that is no spam.
pub const HAM: &str = "ham";
/// From here on something waits for a moderator: the likelier of the two. What it gives is in `docs/noise.md`.
pub const HOLDS_FROM: f32 = 0.5;
/// In English more is asked for: our own examples are few, and what is learnt beside them is eager.
pub const HOLDS_FROM_EN: f32 = 0.7;
pub const READ_CHARS: usize = 2_000;

/// Where it was written. Nothing is spam for the place alone; it is kept for those who decide.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Place {
    Comment,
    Post,
    FirstMessage,
    /// What somebody asks or offers.
    Ask,
    Event,
    Group,
    Job,
    SignUp,
    Contact,
}

/// A kind of spam that the judge knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// Copies, medicines, stolen goods.
    Goods,
    /// A lonely heart that will need money.
    Romance,
    Loan,
    /// Passwords, codes, parcels, fines, bosses in a meeting.
    Phishing,
    /// Jobs that cost before they pay, or launder money.
    Job,
    /// Followers, links, reviews, addresses, sites that advertise themselves.
    Promotion,
    /// Coins, signals, platforms.
    Investment,
    /// Degrees, licences, theses.
    Papers,
    /// Lotteries, heirs, casinos, awards with a fee.
    Prize,
    /// Pyramids and mentors.
    Scheme,
    Adult,
    /// Miracle cures, magic, hackers for hire.
    Cure,
}

impl Kind {
    pub const ALL: [Self; 12] = [
        Self::Goods,
        Self::Romance,
        Self::Loan,
        Self::Phishing,
        Self::Job,
        Self::Promotion,
        Self::Investment,
        Self::Papers,
        Self::Prize,
        Self::Scheme,
        Self::Adult,
        Self::Cure,
    ];

    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Goods => "goods",
            Self::Romance => "romance",
            Self::Loan => "loan",
            Self::Phishing => "phishing",
            Self::Job => "job",
            Self::Promotion => "promotion",
            Self::Investment => "investment",
            Self::Papers => "papers",
            Self::Prize => "prize",
            Self::Scheme => "scheme",
            Self::Adult => "adult",
            Self::Cure => "cure",
        }
    }

    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.word() == word)
    }
}

/// Why something waits, to be said in the moderator's language.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// It leads away, to another messenger or a private address.
    LeadsElsewhere,
    Link,
    /// A link that hides where it leads.
    ShortLink,
    Money,
    /// Money is to be paid before anything comes.
    PayFirst,
    /// It asks for papers, codes, passwords, numbers of cards.
    AsksForSecrets,
    Urgent,
    /// Without examination, prescription, guarantees; sure, doubled, free.
    TooGood,
    /// Letters of other scripts, or spaces between letters, hide words.
    Disguised,
    Shouts,
    /// Moderators of this instance decided so on something like it.
    LikeDecided,
    /// It reads like known spam of its kind.
    ReadsLike,
}

/// Something to be judged.
#[derive(Clone, Copy, Debug, Default)]
pub struct Item<'a> {
    pub text: &'a str,
    pub language: Option<Language>,
    /// The meaning of the text. Without it the judge has only its surface, and what it was taught.
    pub meaning: Option<&'a [f32]>,
}

/// What becomes of it. Throwing away is not among them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Course {
    LetThrough,
    Hold,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Verdict {
    /// 0 to 1.
    pub spam: f32,
    pub course: Course,
    /// The likeliest kind, where the words tell one.
    pub kind: Option<Kind>,
    pub reasons: Vec<Reason>,
}

/// From here on the judge is sure. What it holds with less lies nearer to what passes, and is said to.
pub const SURE_FROM: f32 = 0.9;

impl Verdict {
    /// Whether the judge is sure of it, for those who decide without having read it.
    #[must_use]
    pub fn is_sure(&self) -> bool {
        self.spam >= SURE_FROM
    }
}

/// Judges with what is known to all and what this instance's moderators taught.
#[must_use]
pub fn judge(item: &Item<'_>, learner: &Learner) -> Verdict {
    judge_with(WEIGHTS.as_ref(), item, learner)
}

/// Judges with other weights than those of the program: for those who make and measure them.
#[must_use]
pub fn judge_with(weights: Option<&Softmax>, item: &Item<'_>, learner: &Learner) -> Verdict {
    let text: String = item.text.chars().take(READ_CHARS).collect();
    let signs = Signs::of(&text);
    let (known, kind) = prior(weights, &text, &signs, item);
    let taught = learner.shift(&text, item);
    let spam = share(log_odds(known) + taught);
    let holds_from = if item.language == Some(Language::En) { HOLDS_FROM_EN } else { HOLDS_FROM };
    let course = if spam >= holds_from { Course::Hold } else { Course::LetThrough };
    let mut reasons = signs.reasons();
    if taught > 1.0 {
        reasons.push(Reason::LikeDecided);
    }
    if known >= holds_from {
        reasons.push(Reason::ReadsLike);
    }
    Verdict { spam, course, kind: kind.filter(|_| known >= holds_from), reasons }
}

/// The features of a text: its meaning, then its signs. One list for those who judge and those who train.
#[must_use]
pub fn features(weights: &Softmax, text: &str, language: Option<Language>, meaning: &[f32]) -> Vec<f32> {
    let mut features = weights.centred(meaning, language);
    features.extend(Signs::of(text).numbers());
    features
}

/// What a text looks like to somebody who was never in this place, and the likeliest kind.
fn prior(weights: Option<&Softmax>, text: &str, signs: &Signs, item: &Item<'_>) -> (f32, Option<Kind>) {
    let (Some(meaning), Some(weights)) = (item.meaning, weights) else {
        return (signs.alone(), None);
    };
    let likely = weights.likely(&features(weights, text, item.language, meaning));
    let spam: f32 = likely.iter().filter(|(name, _)| *name != HAM).map(|(_, share)| share).sum();
    let kinds = likely.iter().filter_map(|(name, share)| Kind::from_word(name).map(|kind| (kind, share)));
    let kind = kinds.max_by(|a, b| a.1.total_cmp(b.1)).map(|(kind, _)| kind);
    // What cannot be reckoned with is no reason to hold.
    if spam.is_finite() { (spam, kind) } else { (signs.alone(), None) }
}

/// Bounded, so that moderators can always teach the judge better.
fn log_odds(share: f32) -> f32 {
    let share = share.clamp(0.002, 0.998);
    (share / (1.0 - share)).ln()
}

fn share(log_odds: f32) -> f32 {
    1.0 / (1.0 + (-log_odds).exp())
}

#[cfg(test)]
mod tests;
