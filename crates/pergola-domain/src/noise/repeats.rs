//! Whether a text was here before, word for word or nearly: sketches that are small enough to keep with each post.
//!
//! A text is cut into overlapping runs of words; a sketch keeps, for each of 32 ways of numbering all runs, the lowest
//! number (min-hash). Two sketches agree in about as many places as the texts share runs. Four places make a band:
//! texts that repeat each other agree in a whole band nearly always, so a table of bands finds them without comparing
//! with everything.

use serde::{Deserialize, Serialize};

use crate::text::fold;

/// From this share on, a text was here before.
pub const SAME_TEXT: f32 = 0.7;
/// Texts of fewer words are short enough to be written twice by chance.
pub const LEAST_WORDS: usize = 5;
pub const BANDS: usize = 8;
const WAYS: usize = 32;
const IN_A_BAND: usize = 4;

/// The sketch of a text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sketch(Vec<u32>);

impl Sketch {
    /// Draws a text; `None` where it is too short to be called a repeat. Case, accents, marks, links do not count.
    #[must_use]
    pub fn of(text: &str) -> Option<Self> {
        let low = fold(text);
        let plain = low.split_whitespace().filter(|word| !word.starts_with("http")).collect::<Vec<_>>().join(" ");
        let words: Vec<&str> = plain.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
        if words.len() < LEAST_WORDS {
            return None;
        }
        let run = if words.len() < 12 { 2 } else { 3 };
        let runs: Vec<u64> = words.windows(run).map(|run| hash(run.join(" ").as_bytes())).collect();
        let lowest = |way: u64| runs.iter().map(|run| mix(run ^ mix(way)) & 0xFFFF_FFFF).min().unwrap_or(0);
        let ways = (1..).take(WAYS).map(|way| u32::try_from(lowest(way)).unwrap_or(u32::MAX));
        Some(Self(ways.collect()))
    }

    /// The share of runs that two texts have in common, nearly.
    #[must_use]
    pub fn likeness(&self, other: &Self) -> f32 {
        let same = self.0.iter().zip(&other.0).filter(|(mine, other)| mine == other).count();
        let of = self.0.len().max(other.0.len()).max(1);
        f32::from(u16::try_from(same).unwrap_or(0)) / f32::from(u16::try_from(of).unwrap_or(u16::MAX))
    }

    /// Its bands, each a number to be found by.
    #[must_use]
    pub fn bands(&self) -> Vec<i64> {
        let band = |(place, four): (u64, &[u32])| {
            let bytes: Vec<u8> = four.iter().flat_map(|number| number.to_le_bytes()).collect();
            mix(hash(&bytes) ^ place).cast_signed()
        };
        (0..).zip(self.0.chunks(IN_A_BAND)).map(band).collect()
    }
}

/// FNV-1a.
#[must_use]
pub fn hash(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xCBF2_9CE4_8422_2325, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01B3))
}

/// Spreads what is close together (the last steps of `SplitMix64`).
pub(crate) const fn mix(number: u64) -> u64 {
    let number = (number ^ (number >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    let number = (number ^ (number >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    number ^ (number >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    const POST: &str = "Grande notizia per chi lavora nei boschi: da lunedì il corso per motosega è gratuito per i primi \
                        venti iscritti della valle, in aula a Feltre e poi due giornate fuori con l'istruttore.";

    #[test]
    fn a_text_is_found_again_however_it_is_dressed() {
        let sketch = Sketch::of(POST).unwrap();
        for again in [
            POST.to_uppercase(),
            format!("{POST} 🌲🌲 https://example.org/x"),
            POST.replace("Grande notizia", "Bella notizia"),
            POST.replace(',', " -"),
        ] {
            let again = Sketch::of(&again).unwrap();
            assert!(sketch.likeness(&again) >= SAME_TEXT, "{}", sketch.likeness(&again));
            assert!(sketch.bands().iter().any(|band| again.bands().contains(band)));
        }
    }

    #[test]
    fn another_text_on_the_same_matter_is_another() {
        let sketch = Sketch::of(POST).unwrap();
        let other = "Da lunedì parte il corso per motosega a Belluno, costa 120 euro e dura tre giorni, chi viene con me \
                     in macchina da Feltre? Ho due posti e torno la sera.";
        let other = Sketch::of(other).unwrap();
        assert!(sketch.likeness(&other) < 0.3);
        assert_eq!(sketch.bands().len(), BANDS);
    }

    #[test]
    fn a_few_words_are_no_repeat() {
        assert_eq!(Sketch::of("Buongiorno a tutti voi! ☀️"), None);
        assert_eq!(Sketch::of(""), None);
        assert!(Sketch::of("Buongiorno a tutti voi cari").is_some());
    }
}
