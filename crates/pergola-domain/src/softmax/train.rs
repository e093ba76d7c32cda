//! How the weights are found: the ones that tell the examples apart best, and stay small.
//!
//! Accelerated gradient descent on the regularised likelihood, in a fixed order and without chance, so that the same
//! examples give the same weights. It is quick enough for thousands of examples, and is run by who builds, not by who runs.

use super::{shares, sum};

/// Features of a text and the place of its kind.
pub type Example = (Vec<f32>, usize);

const STEPS: u16 = 600;
/// How dearly a weight is bought. Higher means smaller weights and a judge who is less sure.
const PRICE: f32 = 1.0;

/// One row of weights for each kind, the last weight standing alone.
#[must_use]
pub fn train(examples: &[Example], kinds: usize) -> Vec<Vec<f32>> {
    let width = examples.first().map_or(0, |(features, _)| features.len()) + 1;
    let step = 1.0 / (PRICE + 0.5 * steepest(examples, width));
    let mut weights = vec![vec![0.0_f32; width]; kinds];
    let mut ahead = weights.clone();
    for round in 0..STEPS {
        let slope = slope(examples, &ahead);
        // Nesterov's momentum.
        let momentum = f32::from(round) / (f32::from(round) + 3.0);
        for ((row, ahead), slope) in weights.iter_mut().zip(&mut ahead).zip(&slope) {
            for ((weight, ahead), slope) in row.iter_mut().zip(ahead.iter_mut()).zip(slope) {
                let next = *ahead - step * slope;
                *ahead = next + momentum * (next - *weight);
                *weight = next;
            }
        }
    }
    weights
}

fn slope(examples: &[Example], weights: &[Vec<f32>]) -> Vec<Vec<f32>> {
    let mut slope: Vec<Vec<f32>> = weights.to_vec();
    for row in &mut slope {
        row.iter_mut().for_each(|weight| *weight *= PRICE);
        // The weight that stands alone costs nothing.
        if let Some(alone) = row.last_mut() {
            *alone = 0.0;
        }
    }
    for (features, kind) in examples {
        let sums: Vec<f32> = weights.iter().map(|row| sum(row, features)).collect();
        for (place, (share, row)) in shares(&sums).into_iter().zip(&mut slope).enumerate() {
            let off = if place == *kind { share - 1.0 } else { share };
            let Some((alone, rest)) = row.split_last_mut() else { continue };
            *alone += off;
            rest.iter_mut().zip(features).for_each(|(weight, feature)| *weight += off * feature);
        }
    }
    slope
}

/// The largest eigenvalue of the examples' own products, which bounds how far a step may go.
fn steepest(examples: &[Example], width: usize) -> f32 {
    let mut way = vec![1.0_f32; width];
    let mut length = 1.0;
    for _ in 0..30 {
        let mut next = vec![0.0_f32; width];
        for (features, _) in examples {
            let along = sum(&way, features);
            next.iter_mut().zip(features.iter().chain(&[1.0])).for_each(|(next, feature)| *next += along * feature);
        }
        length = next.iter().map(|number| number * number).sum::<f32>().sqrt().max(f32::MIN_POSITIVE);
        way = next.into_iter().map(|number| number / length).collect();
    }
    // The search comes from below.
    length * 1.05
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::softmax::Softmax;

    #[test]
    fn kinds_that_differ_are_told_apart_and_twice_is_the_same() {
        let corner = |x: f32, y: f32, kind| (vec![x, y], kind);
        let examples: Vec<Example> = (0..20_u8)
            .map(|n| f32::from(n) / 40.0)
            .flat_map(|far| [corner(3.0 + far, -far, 0), corner(-3.0 - far, far, 1), corner(far, 3.0 + far, 2)])
            .collect();
        let rows = train(&examples, 3);
        assert_eq!(rows, train(&examples, 3));
        let kinds = ["right", "left", "up"].map(str::to_owned).into_iter().zip(rows).collect();
        let model = Softmax::new([vec![], vec![]], kinds);
        for (features, name) in [([4.0, 0.0], "right"), ([-4.0, 0.0], "left"), ([0.0, 4.0], "up")] {
            let likely = model.likely(&features);
            let best = likely.iter().max_by(|a, b| a.1.total_cmp(&b.1)).unwrap();
            assert!(best.0 == name && best.1 > 0.9, "{features:?} {likely:?}");
        }
        assert!(train(&[], 0).is_empty());
    }
}
