//! What all texts of a language have in common, measured on four hundred general asks and offers: without it, a text
//! resembles whatever is written in its own language.

use crate::encoder::WIDTH;
use crate::language::Tongue;
use crate::model::Vector;

/// Written by `cargo xtask model`: for Italian, then for English, the mean of texts and the mean of words.
static MEANS: &[u8] = include_bytes!("../assets/means.bin");

/// The mean vector of whole texts, and that of their words.
#[must_use]
pub fn means(tongue: Tongue) -> [Vector; 2] {
    let at = match tongue {
        Tongue::Italian => 0,
        Tongue::English => 2,
    };
    [row(at), row(at + 1)]
}

fn row(at: usize) -> Vector {
    let mut row = [0.0; WIDTH];
    for (value, four) in row.iter_mut().zip(MEANS.as_chunks::<4>().0.iter().skip(at * WIDTH)) {
        *value = f32::from_le_bytes(*four);
    }
    row
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_has_four_rows_that_differ() {
        assert_eq!(MEANS.len(), 4 * WIDTH * 4);
        let [italian, english] = [Tongue::Italian, Tongue::English].map(|tongue| means(tongue)[0]);
        assert_ne!(italian, english);
        assert!(italian.iter().chain(&english).all(|value| value.is_finite()));
    }
}
