//! The steps by which the maps learn: each ask among all answers, and each answer among all asks, in the measure in which
//! the right one is not yet the likeliest.

use pergola_meaning::WIDTH;

use super::numbers::{Rows, add, dot};

/// So few, or the maps learn the pairs by heart; chosen by folds of the pairs.
const STEPS: u32 = 15;
/// How far one step goes.
const RATE: f32 = 1e-3;
/// How sharply the likeliest stands out.
const SHARP: f32 = 0.07;
/// What only looks like an answer counts as so many.
const LOOKALIKE: f32 = 4.0;
/// An answer looks for its ask less than an ask for its answer.
const BACK: f32 = 0.5;

/// The maps of asks and of answers, from five columns of texts.
pub(super) fn learn(columns: &[Rows], needs: usize) -> [Rows; 2] {
    let mut maps = [Rows::same(WIDTH), Rows::same(WIDTH)];
    let [asks_it, asks_en, answers_it, answers_en, others] = columns else { return maps };
    let asks = Rows::over(&[asks_it, asks_en]);
    let answers = Rows::over(&[answers_it, answers_en, others]);
    let there: Vec<bool> = answers.iter().map(|row| row.iter().any(|value| *value != 0.0)).collect();
    let mut pace = [Pace::new(), Pace::new()];
    for step in 1..=STEPS {
        let [of_asks, of_answers] = &mut maps;
        let (mut seen, mut found) = (asks.times(of_asks), answers.times(of_answers));
        let lengths = [seen.units(), found.units()];
        let pull = pull(&seen.likeness(&found), needs, &there);
        let moves = [
            asks.turned_times(&along(&pull.times(&found), &seen, &lengths[0])),
            answers.turned_times(&along(&pull.turned_times(&seen), &found, &lengths[1])),
        ];
        for ((map, pace), moved) in maps.iter_mut().zip(&mut pace).zip(&moves) {
            pace.go(map, moved, step);
        }
    }
    maps
}

/// How strongly each likeness should fall (or rise, where it is less than nothing).
fn pull(likeness: &Rows, needs: usize, there: &[bool]) -> Rows {
    let mut pull = Rows::zeros(likeness.count(), there.len());
    let columns = 2 * needs;
    let mut shares = likeness.clone();
    for (at, row) in shares.iter_mut().enumerate() {
        for ((place, value), there) in row.iter_mut().enumerate().zip(there) {
            let times = if place < columns { 1.0 } else { LOOKALIKE };
            *value = if *there { times * ((*value - 1.0) / SHARP).exp() } else { 0.0 };
        }
        let total: f32 = row.iter().sum();
        let Some(pulled) = pull.iter_mut().nth(at) else { continue };
        each_right(pulled, row, [at % needs, needs + at % needs], total, 1.0);
    }
    // The same from the answers' side: what only looks like one looks for nobody.
    let mut back = Rows::new(likeness.count());
    for column in 0..columns {
        let values: Vec<f32> = shares.iter().filter_map(|row| row.get(column).copied()).collect();
        let total: f32 = values.iter().sum();
        let mut pulled = vec![0.0; values.len()];
        each_right(&mut pulled, &values, [column % needs, needs + column % needs], total, BACK);
        back.push(&pulled);
    }
    for (column, values) in back.iter().enumerate() {
        for (row, value) in pull.iter_mut().zip(values) {
            row.iter_mut().skip(column).take(1).for_each(|sum| *sum += value);
        }
    }
    let all = SHARP * narrow(likeness.count());
    pull.values_mut().iter_mut().for_each(|value| *value /= all);
    pull
}

/// Both right ones, each among the wrong ones without the other.
fn each_right(pulled: &mut [f32], shares: &[f32], right: [usize; 2], total: f32, times: f32) {
    for (one, other) in [(right[0], right[1]), (right[1], right[0])] {
        let rest = (total - shares.get(other).copied().unwrap_or(0.0)).max(1e-30);
        for (place, (sum, share)) in pulled.iter_mut().zip(shares).enumerate() {
            if place == one {
                *sum += times * (share / rest - 1.0);
            } else if place != other {
                *sum += times * share / rest;
            }
        }
    }
}

/// What of a pull turns rows of length one, told for the rows before they were brought to it.
fn along(pull: &Rows, units: &Rows, lengths: &[f32]) -> Rows {
    let mut along = pull.clone();
    for ((row, unit), length) in along.iter_mut().zip(units.iter()).zip(lengths) {
        let outward = dot(row, unit);
        add(row, unit, -outward);
        row.iter_mut().for_each(|value| *value /= length);
    }
    along
}

/// How far each number goes, by how steadily it was pulled (Kingma and Ba's Adam).
struct Pace {
    mean: Vec<f32>,
    spread: Vec<f32>,
}

impl Pace {
    fn new() -> Self {
        Self { mean: vec![0.0; WIDTH * WIDTH], spread: vec![0.0; WIDTH * WIDTH] }
    }

    fn go(&mut self, map: &mut Rows, moved: &Rows, step: u32) {
        let step = i32::try_from(step).unwrap_or(i32::MAX);
        let (early, late) = (1.0 - 0.9_f32.powi(step), 1.0 - 0.99_f32.powi(step));
        let paces = self.mean.iter_mut().zip(&mut self.spread);
        for ((value, pulled), (mean, spread)) in map.values_mut().iter_mut().zip(moved.values()).zip(paces) {
            *mean = 0.9 * *mean + 0.1 * pulled;
            *spread = 0.99 * *spread + 0.01 * pulled * pulled;
            *value -= RATE * (*mean / early) / ((*spread / late).sqrt() + 1e-5);
        }
    }
}

fn narrow(count: usize) -> f32 {
    f32::from(u16::try_from(count).unwrap_or(u16::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_right_answer_is_drawn_near_and_others_are_pushed_away() {
        // Two needs; the columns are two answers in Italian, two in English, one that only looks like the first.
        let mut likeness = Rows::new(6);
        for _ in 0..4 {
            likeness.push(&[0.5; 6]);
        }
        let pulled = pull(&likeness, 2, &[true, true, true, true, true, false]);
        let first = pulled.iter().next().unwrap().to_vec();
        assert!(first[0] < 0.0 && first[2] < 0.0, "{first:?}");
        assert!(first[1] > 0.0 && first[3] > 0.0 && first[4] > first[1], "{first:?}");
        assert!(first[5].abs() < f32::EPSILON, "nothing is no answer");
    }
}
