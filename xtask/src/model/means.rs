//! The mean vectors of each language, from general asks and offers: `xtask/data/general.txt`, four texts a line, an ask
//! in Italian and English, then an offer in both.

use std::fs;

use pergola_domain::stems;
use pergola_meaning::{Model, Vector, WIDTH};

use crate::fault::Done;

const TEXTS: &str = "xtask/data/general.txt";

/// Texts and words of Italian, then of English, as they stand in the file.
pub(super) fn measure(model: &Model) -> Done<Vec<u8>> {
    let mut sums = [Sum::new(), Sum::new(), Sum::new(), Sum::new()];
    let file = fs::read_to_string(TEXTS)?;
    for line in file.lines() {
        for (at, text) in line.split('|').enumerate() {
            let reading = model.look(text);
            let [italian_texts, italian_words, english_texts, english_words] = &mut sums;
            let (texts, words) =
                if at % 2 == 0 { (italian_texts, italian_words) } else { (english_texts, english_words) };
            texts.add(reading.vector());
            for vector in stems::words(text).filter_map(|word| reading.over(&word)) {
                words.add(&vector);
            }
        }
    }
    Ok(sums.iter().flat_map(Sum::bytes).collect())
}

struct Sum {
    values: Vec<f64>,
    count: f64,
}

impl Sum {
    fn new() -> Self {
        Self { values: vec![0.0; WIDTH], count: 0.0 }
    }

    fn add(&mut self, vector: &Vector) {
        for (sum, value) in self.values.iter_mut().zip(vector) {
            *sum += f64::from(*value);
        }
        self.count += 1.0;
    }

    #[expect(
        clippy::as_conversions,
        reason = "the standard library has no other way from a wide float to a narrow one"
    )]
    fn bytes(&self) -> Vec<u8> {
        self.values.iter().flat_map(|value| ((value / self.count) as f32).to_le_bytes()).collect()
    }
}
