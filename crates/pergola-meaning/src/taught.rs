//! What the model's last layers were taught for matching: little is added to their weights, and it is kept beside them.
//!
//! A matrix is moved by the product of two narrow ones, so all of it is a fiftieth of the layers' own size; it is added once,
//! when the model is read. `assets/meaning.md` tells the file's form, `cargo xtask train matching` writes it.

use std::borrow::Cow;

use crate::asset::{Asset, Damage};
use crate::encoder::{INNER, WIDTH};

/// The file that is part of the program.
pub(crate) static TAUGHT: &[u8] = include_bytes!("../assets/taught.bin");
/// First word of the file, with the version of its form.
const MARK: u32 = u32::from_le_bytes(*b"pgt1");
/// More layers, or wider products, than any file has.
const MOST: usize = 64;
/// Height and width of a layer's matrices, in the order of the model's file.
const SIZES: [(usize, usize); 6] =
    [(WIDTH, WIDTH), (WIDTH, WIDTH), (WIDTH, WIDTH), (WIDTH, WIDTH), (INNER, WIDTH), (WIDTH, INNER)];

/// For each of the last layers, the lowest first, what is added to it.
#[derive(Debug, Default)]
pub(crate) struct Taught {
    pub(crate) layers: Vec<TaughtLayer>,
}

#[derive(Debug)]
pub(crate) struct TaughtLayer {
    pub(crate) matrices: Vec<Moved>,
    /// To factor and shift of both norms.
    pub(crate) norms: Vec<[Vec<f32>; 2]>,
}

/// What is added to a matrix: a row of shares for each of its rows, and the directions that are shared.
#[derive(Debug)]
pub(crate) struct Moved {
    shares: Vec<Vec<f32>>,
    directions: Vec<Vec<f32>>,
}

impl Taught {
    pub(crate) fn load() -> Result<Self, Damage> {
        Self::read(Cow::Borrowed(TAUGHT))
    }

    fn read(bytes: Cow<'static, [u8]>) -> Result<Self, Damage> {
        let mut asset = Asset::new(bytes);
        if asset.number()? != MARK {
            return Err(Damage("what it was taught does not begin like that"));
        }
        let (layers, rank) = (asset.count(MOST)?, asset.count(MOST)?);
        let layers = (0..layers).map(|_| TaughtLayer::read(&mut asset, rank)).collect::<Result<_, _>>()?;
        if asset.is_over() { Ok(Self { layers }) } else { Err(Damage("what it was taught goes on after its end")) }
    }
}

impl TaughtLayer {
    fn read(asset: &mut Asset, rank: usize) -> Result<Self, Damage> {
        let mut matrices = Vec::new();
        for (height, width) in SIZES {
            let directions = rows(asset, rank, width)?;
            matrices.push(Moved { shares: rows(asset, height, rank)?, directions });
        }
        let mut norms = Vec::new();
        for _ in 0..2 {
            norms.push([asset.floats(WIDTH)?, asset.floats(WIDTH)?]);
        }
        Ok(Self { matrices, norms })
    }
}

impl Moved {
    /// Adds to a row of the matrix what belongs to it.
    pub(crate) fn add(&self, at: usize, row: &mut [f32]) {
        for (share, direction) in self.shares.get(at).into_iter().flatten().zip(&self.directions) {
            for (value, along) in row.iter_mut().zip(direction) {
                *value += share * along;
            }
        }
    }
}

/// Rows of bytes, each after the size of its steps.
fn rows(asset: &mut Asset, count: usize, width: usize) -> Result<Vec<Vec<f32>>, Damage> {
    let mut rows = Vec::with_capacity(count);
    for _ in 0..count {
        let step = asset.floats(1)?.first().copied().unwrap_or_default();
        let steps = asset.bytes(width)?;
        rows.push(steps.iter().map(|byte| step * f32::from(i8::from_le_bytes([*byte]))).collect());
    }
    Ok(rows)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_is_whole_and_moves_the_last_layers_a_little() {
        let taught = Taught::load().unwrap();
        assert!(!taught.layers.is_empty());
        for layer in &taught.layers {
            for (matrix, (height, width)) in layer.matrices.iter().zip(SIZES) {
                let mut row = vec![0.0; width];
                (0..height).for_each(|at| matrix.add(at, &mut row));
                assert!(row.iter().all(|value| value.is_finite()) && row.iter().any(|value| *value != 0.0));
                matrix.add(height, &mut row[..0]);
            }
        }
    }

    #[test]
    fn a_row_is_moved_by_its_shares_of_the_directions() {
        let moved = Moved {
            shares: vec![vec![1.0, 0.0], vec![2.0, -1.0]],
            directions: vec![vec![1.0, 0.0, 3.0], vec![0.0, 5.0, 0.0]],
        };
        let mut row = [1.0, 1.0, 1.0];
        moved.add(1, &mut row);
        assert_eq!(row, [3.0, -4.0, 7.0]);
        moved.add(2, &mut row);
        assert_eq!(row, [3.0, -4.0, 7.0], "a row that the matrix does not have");
    }

    #[test]
    fn a_damaged_file_is_told() {
        assert!(Taught::read(Cow::Borrowed(b"pgt0")).is_err());
        assert!(Taught::read(Cow::Borrowed(TAUGHT.get(..TAUGHT.len() / 2).unwrap())).is_err());
    }
}
