//! What seeded posts say: sentences of ours, or the texts of the SNB data set, and a share of noise among them. Each text
//! is judged once, as it would be when somebody wrote it, so that what a reader's feed folds is there to be folded.

use std::{fs, path::Path};

use pergola_db::Fault;
use pergola_domain::noise;

use crate::outside::meaning::{language_of, meaning};

/// Of each, as real networks have them: many short, few long.
const USEFUL: [&str; 8] = [
    "Measured the light in three rooms, before and after. The **numbers** are in the sheet.",
    "Does recycled wool last ten years in office chairs? I have two samples and opposite opinions.",
    "The tender for the library closes on Friday; who knows somebody who writes such offers?",
    "We moved the workshop. New address in the profile, same coffee.",
    "Notes from yesterday's meeting on shared kitchens:\n\n- what it costs\n- who cleans\n- what went wrong",
    "Found a supplier of certified larch who delivers small quantities. Ask me.",
    "A question on contracts for apprentices: who has written one lately and would look at mine?",
    "What I learnt from a failed project, in five sentences. The longest is about trusting the catalogue.",
];
const NOISE: [&str; 6] = [
    "Good morning everybody, have a wonderful Monday full of energy and smiles ☀️☕",
    "Only a genius can solve this: 8 + 2 × 5 = ? Write your answer in the comments and tag a friend!",
    "Every sunset is proof that endings can be beautiful too. Believe in your dreams 🌅",
    "Comment YES if you agree, share if you are not afraid of success 🔥",
    "Winners never quit and quitters never win. Rise, grind, repeat 💪",
    "Copy this to your wall if you love your mother. Only three in a hundred will do it ❤️",
];
/// Shorter ones say "thanks" and "yes", which nobody posts.
const LEAST_CHARS: usize = 25;

/// A text with what the judge of noise says of it, as it is kept.
#[derive(Clone, Debug)]
pub(super) struct Sentence {
    pub(super) text: String,
    pub(super) noise: String,
}

#[derive(Clone, Debug)]
pub(super) struct Texts {
    useful: Vec<Sentence>,
    noise: Vec<Sentence>,
    /// Of a hundred posts, so many are noise.
    percent: usize,
}

impl Texts {
    /// `folder`: that of the SNB data set, with the texts of its posts and comments.
    pub(super) async fn gather(folder: Option<&Path>, percent: usize) -> Result<Self, String> {
        let useful = match folder {
            Some(folder) => read(folder)?,
            None => USEFUL.map(str::to_owned).to_vec(),
        };
        let mut texts = Self { useful: Vec::new(), noise: Vec::new(), percent };
        for text in useful {
            texts.useful.push(judged(text).await.map_err(|fault| fault.to_string())?);
        }
        for text in NOISE {
            texts.noise.push(judged(text.to_owned()).await.map_err(|fault| fault.to_string())?);
        }
        Ok(texts)
    }

    /// What the post of this number says.
    pub(super) fn of(&self, number: usize) -> Option<&Sentence> {
        let some = if number.wrapping_mul(37) % 100 < self.percent { &self.noise } else { &self.useful };
        some.get(number % some.len().max(1))
    }
}

async fn judged(text: String) -> Result<Sentence, Fault> {
    let meaning = meaning(&text).await?;
    let post =
        noise::Post { text: &text, language: language_of(&text), meaning: Some(&meaning), ..noise::Post::default() };
    let judgement = noise::judge(&post);
    let kept = if judgement.found.is_empty() { None } else { serde_json::to_string(&judgement).ok() };
    Ok(Sentence { text, noise: kept.unwrap_or_default() })
}

/// Every different text of the posts and comments of the data set that is more than a word or two.
fn read(folder: &Path) -> Result<Vec<String>, String> {
    let mut texts = Vec::new();
    for file in ["post_0_0.csv", "comment_0_0.csv"] {
        let path = folder.join("dynamic").join(file);
        let csv = fs::read_to_string(&path).map_err(|error| format!("{}: {error}", path.display()))?;
        let mut rows = csv.lines().map(|row| row.split('|'));
        let place = rows.next().and_then(|mut names| names.position(|name| name == "content"));
        let place = place.ok_or_else(|| format!("{}: no column of contents", path.display()))?;
        let long = rows.filter_map(|mut row| row.nth(place)).filter(|text| text.chars().count() >= LEAST_CHARS);
        texts.extend(long.map(str::to_owned));
    }
    texts.sort_unstable();
    texts.dedup();
    if texts.is_empty() { Err(format!("{}: no texts", folder.display())) } else { Ok(texts) }
}
