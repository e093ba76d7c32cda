//! How a meaning is kept: its vector in 384 bytes; for each word the letters of word and stem, its weight in a byte, its
//! vector in 384 bytes. Bytes that are not of this form have no words.

use std::sync::LazyLock;

use pergola_domain::matching::{Meaning, Word};
use pergola_index::{Code, VECTOR_WIDTH};
use sha2::{Digest, Sha256};

/// Another model, or another form of the bytes: then all texts are read anew; so they are when the lenses are others.
const MODEL: &str = "multilingual-e5-small q4, form 2";
static LENSES: LazyLock<u64> = LazyLock::new(pergola_meaning::lenses);

/// A number that another text, language or model would not have.
pub(super) fn digest(text: &str, tongue: &str) -> i64 {
    let mut hash = Sha256::new();
    hash.update(LENSES.to_le_bytes());
    for part in [MODEL, tongue, text] {
        hash.update(part.as_bytes());
        hash.update([0]);
    }
    let [a, b, c, d, e, f, g, h, ..] = <[u8; 32]>::from(hash.finalize());
    i64::from_le_bytes([a, b, c, d, e, f, g, h])
}

pub(super) fn words_to_bytes(words: &[Word]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(words.len() * (VECTOR_WIDTH + 24));
    for word in words {
        // Longer than this is no word that anybody compares.
        let lengths = (u8::try_from(word.text.len()), u8::try_from(word.stem.len()));
        let (Ok(of_text), Ok(of_stem)) = lengths else { continue };
        bytes.push(of_text);
        bytes.extend_from_slice(word.text.as_bytes());
        bytes.push(of_stem);
        bytes.extend_from_slice(word.stem.as_bytes());
        bytes.push(in_a_byte(word.weight));
        bytes.extend(Code::of(&word.vector).to_keep());
    }
    bytes
}

fn in_a_byte(weight: f32) -> u8 {
    let [low, ..] = (weight.clamp(0.0, 1.0) * 255.0 + 8_388_608.0).to_bits().to_le_bytes();
    low
}

/// The meaning that was kept; none where the vector is not whole.
pub(super) fn meaning(vector: &[u8], words: &[u8]) -> Option<Meaning> {
    let mut rest = words;
    let words = std::iter::from_fn(|| word(&mut rest)).collect();
    Some(Meaning { vector: Code::kept(vector)?.vector(), words })
}

fn word(rest: &mut &[u8]) -> Option<Word> {
    let text = letters(rest)?;
    let stem = letters(rest)?;
    let (weight, after) = rest.split_first()?;
    let (vector, after) = after.split_at_checked(VECTOR_WIDTH)?;
    *rest = after;
    Some(Word { text, stem, weight: f32::from(*weight) / 255.0, vector: Code::kept(vector)?.vector() })
}

fn letters(rest: &mut &[u8]) -> Option<String> {
    let (length, after) = rest.split_first()?;
    let (letters, after) = after.split_at_checked(usize::from(*length))?;
    *rest = after;
    String::from_utf8(letters.to_vec()).ok()
}

#[cfg(test)]
mod tests {
    use pergola_domain::matching::Word;
    use pergola_index::{Code, VECTOR_WIDTH};

    use super::{digest, meaning, words_to_bytes};

    fn word(text: &str, weight: f32) -> Word {
        let vector = (0..VECTOR_WIDTH).map(|at| if at % 3 == 0 { 0.07 } else { -0.04 }).collect();
        Word { text: text.to_owned(), stem: text.to_owned(), weight, vector }
    }

    #[test]
    fn what_is_kept_comes_back() {
        let bytes = words_to_bytes(&[word("legno", 0.9), word("città", 0.4), word(&"x".repeat(300), 0.5)]);
        let vector = Code::of(&word("a", 1.0).vector).to_keep();
        let back = meaning(&vector, &bytes).unwrap();
        let said: Vec<_> = back.words.iter().map(|word| (word.text.as_str(), (word.weight * 10.0).round())).collect();
        assert_eq!(said, [("legno", 9.0), ("città", 4.0)]);
        assert!((back.vector.iter().map(|value| value * value).sum::<f32>() - 1.0).abs() < 1e-3);
    }

    #[test]
    fn damaged_bytes_break_nothing() {
        let bytes = words_to_bytes(&[word("legno", 0.9)]);
        let vector = Code::of(&[1.0]).to_keep();
        for length in 0..bytes.len() {
            assert_eq!(meaning(&vector, &bytes[..length]).unwrap().words.len(), 0);
        }
        assert_eq!(meaning(&[], &bytes), None);
        assert_ne!(digest("a", "it"), digest("a", "en"));
    }
}
