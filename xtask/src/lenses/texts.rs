//! The needs, and what the rule takes from their texts.

use std::{fs, ops::Range, path::PathBuf};

use pergola_domain::{matching, stems::Tongue};
use pergola_meaning::{Model, Piece};
use serde_json::{Value, json};

use crate::fault::Done;

/// A need a line, its texts separated by bars: an ask in Italian and in English, an answer in both, and mostly what only
/// looks like one, in Italian or in both.
const NEEDS: [&str; 4] = ["matching-pairs.txt", "general.txt", "matching-pairs-2.txt", "matching-pairs-3.txt"];
/// Needs in the same form that nothing is learnt from: what was learnt is judged by them, and how much of it is taken.
const KEPT: &str = "matching-kept.txt";
const FEWEST: usize = 4;
const MOST: usize = 6;

/// A need with the file that it stands in: neighbours there may be alike.
pub(super) struct Need {
    file: &'static str,
    kept: bool,
    texts: Vec<String>,
}

pub(super) fn read() -> Done<Vec<Need>> {
    let mut needs = Vec::new();
    for file in NEEDS.into_iter().chain([KEPT]) {
        let path = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/data")).join(file);
        for line in fs::read_to_string(path)?.lines().filter(|line| !line.starts_with('#') && !line.is_empty()) {
            let texts: Vec<String> = line.split('|').map(str::to_owned).collect();
            if !(FEWEST..=MOST).contains(&texts.len()) {
                return Err(format!("{file}: {line}: four texts to six").into());
            }
            needs.push(Need { file, kept: file == KEPT, texts });
        }
    }
    Ok(needs)
}

/// For each need a line of JSON: its file, and its texts in pieces.
pub(super) fn told(model: &Model, needs: &[Need]) -> Done<String> {
    let mut lines = String::new();
    for need in needs {
        let columns = [Tongue::Italian, Tongue::English].into_iter().cycle();
        let texts: Vec<Value> =
            need.texts.iter().zip(columns).map(|(text, tongue)| pieces(model, text, tongue)).collect();
        lines.push_str(&serde_json::to_string(&json!({ "file": need.file, "kept": need.kept, "texts": texts }))?);
        lines.push('\n');
    }
    Ok(lines)
}

/// Number and weight of each piece; of each word its weight, its first piece and the one behind its last.
fn pieces(model: &Model, text: &str, tongue: Tongue) -> Value {
    let pieces = model.cut(text);
    let words = matching::words(text, tongue, |word| {
        let touched = touching(&pieces, &word);
        let weight = pieces.get(touched.clone())?.iter().map(|piece| piece.weight).fold(0.0, f32::max);
        // A word has a vector here as elsewhere, though nobody looks at it: where its pieces are.
        Some((weight, vec![place(touched.start), place(touched.end)])).filter(|_| !touched.is_empty())
    });
    let words: Vec<Value> = words.iter().map(|word| json!([word.weight, word.vector])).collect();
    let numbers: Vec<u32> = pieces.iter().map(|piece| piece.number).collect();
    let weights: Vec<f32> = pieces.iter().map(|piece| piece.weight).collect();
    json!({ "text": text, "pieces": numbers, "weights": weights, "words": words })
}

/// Which pieces a stretch of the text is made of.
fn touching(pieces: &[Piece], word: &Range<usize>) -> Range<usize> {
    let touches =
        |piece: &Piece| piece.bytes.as_ref().is_some_and(|bytes| bytes.start < word.end && word.start < bytes.end);
    let start = pieces.iter().position(touches).unwrap_or(0);
    let end = pieces.iter().rposition(touches).map_or(start, |last| last + 1);
    start..end
}

fn place(at: usize) -> f32 {
    f32::from(u16::try_from(at).unwrap_or(u16::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_need_is_told_in_both_languages_and_once() {
        let needs = read().unwrap();
        assert!(needs.len() > 5000);
        assert!(needs.iter().flat_map(|need| &need.texts).all(|text| text.trim() == text && !text.is_empty()));
        for at in 0..2 {
            let mut asks: Vec<&str> = needs.iter().map(|need| need.texts[at].as_str()).collect();
            asks.sort_unstable();
            assert!(asks.windows(2).all(|two| two[0] != two[1]), "an ask stands there twice");
        }
    }

    #[test]
    fn words_are_told_by_their_pieces() {
        let model = Model::load();
        let told = pieces(&model, "Cerco legno", Tongue::Italian);
        let words = told["words"].as_array().unwrap();
        assert_eq!(words.len(), 2);
        let count = told["pieces"].as_array().unwrap().len();
        assert_eq!(told["weights"].as_array().unwrap().len(), count);
        let (first, behind) = (words[0][1][0].as_f64().unwrap(), words[0][1][1].as_f64().unwrap());
        assert!(first >= 1.0 && first < behind && behind < f64::from(u32::try_from(count).unwrap()), "{told}");
    }
}
