//! `cargo xtask train matching`: makes the lenses through which asks and offers are compared, from pairs that were written
//! for it, and from nothing else: the same pairs and the same model give the same file.
//!
//! Of each side in each language the mean is taken; then a map for asks and one for what answers them, so that an ask lies
//! nearer to its own answers than to those of others, in both languages. Both maps begin as none at all and go few steps:
//! what is learnt beyond that is the pairs and not what they have in common.

mod numbers;
mod steps;

use std::{fs, path::PathBuf};

use pergola_domain::{matching, stems::Tongue};
use pergola_meaning::{Model, Reading, WIDTH};

use crate::{fault::Done, lenses::numbers::Rows};

/// Texts separated by bars: an ask in Italian and in English, an answer in both, and in some files what only looks like one.
const PAIRS: [&str; 2] = ["matching-pairs.txt", "general.txt"];
const OUT: &str = "crates/pergola-meaning/assets/lenses.bin";
/// Where a column's means lie: what only looks like an answer is Italian and an offer too.
const SIDE: [usize; 5] = [0, 1, 2, 3, 2];
const LANGUAGE: [Tongue; 5] = [Tongue::Italian, Tongue::English, Tongue::Italian, Tongue::English, Tongue::Italian];

/// What a column says, a row a need; a row of nothing where there is none.
struct Column {
    texts: Rows,
    /// The sum of its words, rarer ones more, and of their weights.
    words: (Vec<f32>, f32),
}

pub(crate) fn train() -> Done {
    let needs = read()?;
    let model = Model::load();
    let columns: Vec<Column> = (0..SIDE.len()).map(|at| column(&model, &needs, at)).collect();
    let mut file = Vec::new();
    let mut means = Vec::new();
    for column in columns.iter().take(4) {
        let of_texts = column.texts.mean();
        let of_words: Vec<f32> = column.words.0.iter().map(|sum| sum / column.words.1.max(1.0)).collect();
        file.extend(of_texts.iter().chain(&of_words).flat_map(|value| value.to_le_bytes()));
        means.push(of_texts);
    }
    let apart: Vec<Rows> = columns
        .iter()
        .zip(SIDE)
        .map(|(column, side)| column.texts.apart(means.get(side).map(Vec::as_slice).unwrap_or_default()))
        .collect();
    for map in steps::learn(&apart, needs.len()) {
        file.extend(packed(&map));
    }
    fs::write(OUT, &file)?;
    println!("{OUT}: {} bytes, of {} needs", file.len(), needs.len());
    Ok(())
}

fn read() -> Done<Vec<Vec<String>>> {
    let mut needs = Vec::new();
    for name in PAIRS {
        let path = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/data")).join(name);
        for line in fs::read_to_string(path)?.lines().filter(|line| !line.starts_with('#') && !line.is_empty()) {
            let texts: Vec<String> = line.split('|').map(str::to_owned).collect();
            if texts.len() < 4 || texts.len() > 5 {
                return Err(format!("{name}: {line}: four texts, or five").into());
            }
            needs.push(texts);
        }
    }
    Ok(needs)
}

fn column(model: &Model, needs: &[Vec<String>], at: usize) -> Column {
    let mut column = Column { texts: Rows::new(WIDTH), words: (vec![0.0; WIDTH], 0.0) };
    let tongue = LANGUAGE.get(at).copied().unwrap_or(Tongue::Italian);
    for need in needs {
        let Some(text) = need.get(at) else {
            column.texts.push(&[0.0; WIDTH]);
            continue;
        };
        let reading: Reading = model.look(text);
        column.texts.push(reading.vector());
        let words = matching::words(text, tongue, |word| Some((reading.weight(&word), reading.over(&word)?.to_vec())));
        for word in words {
            for (sum, value) in column.words.0.iter_mut().zip(&word.vector) {
                *sum += word.weight * value;
            }
            column.words.1 += word.weight;
        }
    }
    column
}

/// A row of the map less the row that changes nothing, each number in a byte.
fn packed(map: &Rows) -> Vec<u8> {
    let mut bytes = Vec::new();
    for (at, row) in map.iter().enumerate() {
        let moved: Vec<f32> = (0..).zip(row).map(|(n, value)| if n == at { value - 1.0 } else { *value }).collect();
        let step = moved.iter().fold(0.0_f32, |most, value| most.max(value.abs())).max(1e-9) / 127.0;
        bytes.extend(step.to_le_bytes());
        bytes.extend(moved.iter().map(|value| in_steps(value / step)));
    }
    bytes
}

/// The nearest whole number of a small one, as the byte of a number with a sign.
fn in_steps(value: f32) -> u8 {
    // Added to this, a number stands rounded in the lowest bits.
    let [low, ..] = (value.clamp(-127.0, 127.0) + 12_582_912.0).to_bits().to_le_bytes();
    low
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_rounded_into_bytes() {
        for (value, byte) in [(0.0, 0), (1.4, 1), (-1.6, -2), (127.0, 127), (-200.0, -127)] {
            assert_eq!(i8::from_le_bytes([in_steps(value)]), byte);
        }
    }

    #[test]
    fn every_need_is_told_in_both_languages_and_once() {
        let needs = read().unwrap();
        assert!(needs.len() > 500);
        assert!(needs.iter().flatten().all(|text| text.trim() == text && !text.is_empty()));
        for at in 0..2 {
            let mut asks: Vec<&str> = needs.iter().map(|need| need[at].as_str()).collect();
            asks.sort_unstable();
            assert!(asks.windows(2).all(|two| two[0] != two[1]), "an ask stands there twice");
        }
    }
}
