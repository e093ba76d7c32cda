//! A small model that tells kinds of texts apart: for each kind one weighted sum of what is known of a text.
//!
//! Noise and spam both use it. What it knows comes from a file of weights beside the room that asks it, made by
//! `cargo xtask train` from examples that stand in the repository; [`train`] makes the same weights each time.

mod train;

pub use train::{Example, train};

/// Weights for each kind, over a row of features.
#[derive(Clone, Debug, PartialEq)]
pub struct Softmax {
    /// Two rows that are taken from the meaning of an Italian and of an English text, so that the language counts less.
    centres: [Vec<f32>; 2],
    kinds: Vec<(String, Vec<f32>)>,
}

impl Softmax {
    #[must_use]
    pub const fn new(centres: [Vec<f32>; 2], kinds: Vec<(String, Vec<f32>)>) -> Self {
        Self { centres, kinds }
    }

    /// Reads what [`Softmax::write`] wrote; `None` where it is damaged.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        let mut rows = text.lines().filter(|row| !row.starts_with('#')).map(|row| {
            let mut words = row.split(' ');
            let name = words.next().unwrap_or_default().to_owned();
            words.map(|word| word.parse().ok()).collect::<Option<Vec<f32>>>().map(|numbers| (name, numbers))
        });
        let centres = [rows.next()??.1, rows.next()??.1];
        let kinds = rows.collect::<Option<Vec<_>>>()?;
        let width = kinds.first()?.1.len();
        let whole = kinds.iter().all(|(_, row)| row.len() == width && row.iter().all(|weight| weight.is_finite()));
        (whole && centres.iter().all(|centre| centre.len() < width)).then_some(Self { centres, kinds })
    }

    /// As text, four figures after the point, a row for each kind.
    #[must_use]
    pub fn write(&self) -> String {
        let mut text = String::new();
        let centres = ["it", "en"].into_iter().zip(&self.centres);
        for (name, row) in centres.chain(self.kinds.iter().map(|(name, row)| (name.as_str(), row))) {
            text.push_str(name);
            for weight in row {
                text.push_str(&format!(" {weight:.4}"));
            }
            text.push('\n');
        }
        text
    }

    /// What a meaning is measured from, for a language: `it` or `en`, or between the two.
    #[must_use]
    pub fn centred(&self, meaning: &[f32], language: Option<Tongue>) -> Vec<f32> {
        let [it, en] = &self.centres;
        let between = |(a, b): (&f32, &f32)| f32::midpoint(*a, *b);
        let centre: Vec<f32> = match language {
            Some(Tongue::It) => it.clone(),
            Some(Tongue::En) => en.clone(),
            None => it.iter().zip(en).map(between).collect(),
        };
        meaning.iter().zip(centre).map(|(number, centre)| (number - centre) * MEANING).collect()
    }

    /// How likely each kind is; together they are one.
    #[must_use]
    pub fn likely(&self, features: &[f32]) -> Vec<(&str, f32)> {
        let sums: Vec<f32> = self.kinds.iter().map(|(_, row)| sum(row, features)).collect();
        self.kinds.iter().map(|(name, _)| name.as_str()).zip(shares(&sums)).collect()
    }
}

/// Meanings lie close together on their sphere; so they count as much as they should beside the signs.
pub const MEANING: f32 = 10.0;

/// Which language a text is in, as far as anybody can tell.
pub type Tongue = crate::members::Language;

/// The weighted sum; the last weight stands alone.
fn sum(row: &[f32], features: &[f32]) -> f32 {
    let Some((alone, weights)) = row.split_last() else { return 0.0 };
    alone + weights.iter().zip(features).map(|(weight, feature)| weight * feature).sum::<f32>()
}

fn shares(sums: &[f32]) -> Vec<f32> {
    let most = sums.iter().copied().fold(f32::MIN, f32::max);
    let raised: Vec<f32> = sums.iter().map(|sum| (sum - most).exp()).collect();
    let all: f32 = raised.iter().sum();
    raised.into_iter().map(|share| share / all).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_written_is_read_and_what_is_damaged_is_not() {
        let model = Softmax::new(
            [vec![0.5], vec![0.25]],
            vec![("useful".into(), vec![1.0, -2.0, 0.5]), ("noise".into(), vec![-1.0, 2.0, 0.0])],
        );
        let text = model.write();
        assert_eq!(Softmax::read(&text).unwrap(), model);
        assert_eq!(Softmax::read(&format!("# a word before\n{text}")).unwrap(), model);
        for damaged in ["", "it 1\nen 1\n", &text.replace("-2.0000", "x"), &text.replace(" 0.5000\nnoise", "\nnoise")] {
            assert_eq!(Softmax::read(damaged), None, "{damaged}");
        }
        let likely = model.likely(&[1.0, 0.0]);
        assert!(likely[0].1 > likely[1].1 && (likely[0].1 + likely[1].1 - 1.0).abs() < 1e-6);
        assert_eq!(model.centred(&[1.0], None), [6.25]);
    }
}
