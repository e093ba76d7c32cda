//! One who asks and one who answers put the same need differently; a lens brings both to one place.
//!
//! Of each side, in each language, what all its texts have in common is taken away, and then the axes are bent a little,
//! as pairs of asks and their answers taught it. Whoever compares an ask with an offer looks at each through its own lens.
//! A lens is the same for everybody: it knows nothing of what others wrote here.

use crate::encoder::WIDTH;
use crate::language::Tongue;
use crate::model::Vector;
use crate::taught::TAUGHT;

/// Written by `cargo xtask train matching`: eight means, then a map for each side; `assets/meaning.md` tells its form.
static LENSES: &[u8] = include_bytes!("../assets/lenses.bin");
/// A row of a map: how much one step is, and the steps.
const MAP_ROW: usize = 4 + WIDTH;
/// Means of texts and of words, for two sides in two languages.
const MEANS: usize = 8 * WIDTH * 4;

/// Which side of a match a text is on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Role {
    /// It asks for something
    Asks,
    /// It tells what somebody offers, or who he is
    Answers,
}

/// What the texts of one side and one language are looked at through.
#[derive(Debug, Clone)]
pub struct Lens {
    of_texts: Vector,
    of_words: Vector,
    map: &'static [u8],
}

impl Lens {
    /// The lens for texts of that side, in that language.
    #[must_use]
    pub fn of(role: Role, tongue: Tongue) -> Self {
        let side = match role {
            Role::Asks => 0,
            Role::Answers => 1,
        };
        let at = 4 * side
            + match tongue {
                Tongue::Italian => 0,
                Tongue::English => 2,
            };
        let begin = MEANS + side * WIDTH * MAP_ROW;
        let map = LENSES.get(begin..begin + WIDTH * MAP_ROW).unwrap_or_default();
        Self { of_texts: mean(at), of_words: mean(at + 1), map }
    }

    /// The meaning of a whole text through it: a unit vector.
    #[must_use]
    pub fn text(&self, vector: &[f32]) -> Vec<f32> {
        self.bend(vector, &self.of_texts)
    }

    /// The meaning of a word where it stands, through it: a unit vector.
    #[must_use]
    pub fn word(&self, vector: &[f32]) -> Vec<f32> {
        self.bend(vector, &self.of_words)
    }

    fn bend(&self, vector: &[f32], mean: &Vector) -> Vec<f32> {
        let apart = unit(vector.iter().zip(mean).map(|(value, mean)| value - mean).collect());
        let mut bent = apart.clone();
        for (value, row) in apart.iter().zip(self.map.as_chunks::<MAP_ROW>().0) {
            let Some((step, steps)) = row.split_first_chunk::<4>() else { continue };
            let value = value * f32::from_le_bytes(*step);
            for (sum, byte) in bent.iter_mut().zip(steps) {
                *sum += value * f32::from(i8::from_le_bytes([*byte]));
            }
        }
        unit(bent)
    }
}

/// A number that another teaching would not have: what was read by other last layers, or seen through other lenses, has to
/// be looked at again.
#[must_use]
pub fn lenses() -> u64 {
    // Fowler, Noll and Vo's sum, four bytes at a time; no secret is kept by it.
    let fours = [LENSES, TAUGHT].into_iter().flat_map(|file| file.as_chunks::<4>().0);
    let numbers = fours.map(|four| u64::from(u32::from_le_bytes(*four)));
    numbers.fold(0xcbf2_9ce4_8422_2325, |sum, number| (sum ^ number).wrapping_mul(0x0100_0000_01b3))
}

fn unit(mut vector: Vec<f32>) -> Vec<f32> {
    let length = vector.iter().map(|value| value * value).sum::<f32>().sqrt();
    if length > 0.0 {
        vector.iter_mut().for_each(|value| *value /= length);
    }
    vector
}

fn mean(at: usize) -> Vector {
    let mut row = [0.0; WIDTH];
    for (value, four) in row.iter_mut().zip(LENSES.as_chunks::<4>().0.iter().skip(at * WIDTH)) {
        *value = f32::from_le_bytes(*four);
    }
    row
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Model, likeness};

    #[test]
    fn the_file_is_whole_and_its_means_differ() {
        assert_eq!(LENSES.len(), MEANS + 2 * WIDTH * MAP_ROW);
        let means: Vec<Vector> = (0..8).map(mean).collect();
        for (at, one) in means.iter().enumerate() {
            assert!(one.iter().all(|value| value.is_finite()));
            assert!(means.iter().skip(at + 1).all(|other| other != one));
        }
        assert_ne!(lenses(), 0);
    }

    #[test]
    fn what_comes_out_has_length_one_and_nothing_breaks_it() {
        let lens = Lens::of(Role::Asks, Tongue::Italian);
        for vector in [vec![], vec![0.0; WIDTH], vec![0.3; WIDTH], vec![1.0; 2 * WIDTH], lens.of_texts.to_vec()] {
            let seen = lens.text(&vector);
            let length = seen.iter().map(|value| value * value).sum::<f32>();
            assert!(seen.len() <= WIDTH && (length < 1e-6 || (length - 1.0).abs() < 1e-3), "{length}");
        }
    }

    #[test]
    fn an_ask_finds_its_answer_in_the_other_language() {
        let model = Model::load();
        let ask = Lens::of(Role::Asks, Tongue::Italian)
            .text(model.look("Il mio cane ha paura dei tuoni e abbaia tutta la notte").vector());
        let through = Lens::of(Role::Answers, Tongue::English);
        let [right, other] = ["Trainer for anxious pets", "Tax returns and bookkeeping"]
            .map(|text| Vector::try_from(through.text(model.look(text).vector())).unwrap());
        let ask = Vector::try_from(ask).unwrap();
        assert!(likeness(&ask, &right) > likeness(&ask, &other));
    }
}
