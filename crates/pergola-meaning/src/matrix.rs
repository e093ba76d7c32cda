//! Weights and their product with a few rows of numbers: nine tenths of the work.
//!
//! The file has the weights in four bits. In memory they take a byte each, in panels: all first weights of some rows,
//! then all second ones, so that one number of a token meets several weights at once. The rounding to a byte is some
//! thirty times finer than the four bits were. `docs/matching.md` has what else was tried.

use crate::asset::{Asset, Damage};
use crate::numbers::{half, rounded};
use crate::taught::Moved;

/// So many weights share one size of their steps in the file.
const BLOCK: usize = 32;
/// Two bytes of size, then two weights in each byte: the first sixteen in the low halves, the others in the high ones.
pub(crate) const BLOCK_BYTES: usize = 18;
/// So many tokens are multiplied together.
pub(crate) const TOGETHER: usize = 4;
/// The greatest weight in a byte.
const LARGEST: f32 = 127.0;

/// A matrix of the model in panels of `P` rows, with what is added to its products.
#[derive(Debug)]
pub(crate) struct Matrix<const P: usize> {
    width: usize,
    panels: Vec<[i8; P]>,
    /// For each row, what one of its steps is worth.
    steps: Vec<f32>,
    bias: Vec<f32>,
}

/// Tokens in groups, the first numbers of all tokens of a group side by side; the last group is filled with nothing.
#[derive(Debug, Default)]
pub(crate) struct Grouped {
    numbers: Vec<[f32; TOGETHER]>,
}

impl Grouped {
    /// Takes rows in; what was there before is forgotten.
    #[inline(always)]
    pub(crate) fn set(&mut self, rows: &[f32], width: usize) {
        let groups = (rows.len() / width).div_ceil(TOGETHER);
        self.numbers.clear();
        self.numbers.resize(groups * width, [0.0; TOGETHER]);
        for (rows, group) in rows.chunks(width * TOGETHER).zip(self.numbers.chunks_exact_mut(width)) {
            for (at, row) in rows.chunks_exact(width).enumerate() {
                for (numbers, value) in group.iter_mut().zip(row) {
                    if let Some(number) = numbers.get_mut(at) {
                        *number = *value;
                    }
                }
            }
        }
    }
}

impl<const P: usize> Matrix<P> {
    /// Reads a matrix and its bias; what it was taught is added before it is rounded.
    pub(crate) fn read(asset: &mut Asset, rows: usize, width: usize, taught: Option<&Moved>) -> Result<Self, Damage> {
        let row_bytes = width / BLOCK * BLOCK_BYTES;
        let packed = asset.bytes(rows.saturating_mul(row_bytes))?;
        let mut row = vec![0.0; width];
        let mut steps = Vec::with_capacity(rows);
        let mut panels = vec![[0; P]; width * rows / P];
        let groups = packed.chunks_exact(row_bytes * P).zip(panels.chunks_exact_mut(width));
        for (first, (packed, panel)) in (0..).step_by(P).zip(groups) {
            for (at, packed) in packed.chunks_exact(row_bytes).enumerate() {
                unpack(packed, &mut row);
                if let Some(taught) = taught {
                    taught.add(first + at, &mut row);
                }
                let step =
                    (row.iter().fold(0.0_f32, |most, weight| most.max(weight.abs())) / LARGEST).max(f32::MIN_POSITIVE);
                steps.push(step);
                for (weights, value) in panel.iter_mut().zip(&row) {
                    let [low, _] = rounded(value / step).to_le_bytes();
                    if let Some(weight) = weights.get_mut(at) {
                        *weight = i8::from_le_bytes([low]);
                    }
                }
            }
        }
        let bias = asset.floats(rows)?;
        Ok(Self { width, panels, steps, bias })
    }

    /// Multiplies; `out` has a row of this matrix' height for each token. `FUSED` is for processors that multiply and add
    /// in one instruction: on others it would be a slow call.
    #[inline(always)]
    pub(crate) fn times<const FUSED: bool>(&self, tokens: &Grouped, out: &mut [f32]) {
        let height = self.bias.len();
        let mut weights = vec![[0.0_f32; P]; self.width];
        let scales = self.steps.as_chunks::<P>().0.iter().zip(self.bias.as_chunks::<P>().0);
        for (at, (panel, (steps, bias))) in self.panels.chunks_exact(self.width).zip(scales).enumerate() {
            for (weight, byte) in weights.as_flattened_mut().iter_mut().zip(panel.as_flattened()) {
                *weight = f32::from(*byte);
            }
            for (group, out) in tokens.numbers.chunks_exact(self.width).zip(out.chunks_mut(height * TOGETHER)) {
                let sums = products::<P, FUSED>(group, &weights);
                for (sums, out) in sums.iter().zip(out.chunks_exact_mut(height)) {
                    let Some(out) = out.as_chunks_mut::<P>().0.get_mut(at) else { continue };
                    for (((out, sum), step), bias) in out.iter_mut().zip(sums).zip(steps).zip(bias) {
                        *out = sum * step + bias;
                    }
                }
            }
        }
    }
}

/// The sums for a group of tokens and a panel of rows; they stay in registers all the way.
#[inline(always)]
fn products<const P: usize, const FUSED: bool>(
    group: &[[f32; TOGETHER]],
    weights: &[[f32; P]],
) -> [[f32; P]; TOGETHER] {
    let mut sums = [[0.0_f32; P]; TOGETHER];
    for (numbers, weights) in group.iter().zip(weights) {
        for (sums, number) in sums.iter_mut().zip(numbers) {
            for (sum, weight) in sums.iter_mut().zip(weights) {
                *sum = if FUSED { number.mul_add(*weight, *sum) } else { *sum + number * weight };
            }
        }
    }
    sums
}

/// Unpacks a row of the file to the numbers that it stands for.
pub(crate) fn unpack(packed: &[u8], row: &mut [f32]) {
    for (block, out) in packed.as_chunks::<BLOCK_BYTES>().0.iter().zip(row.as_chunks_mut::<BLOCK>().0) {
        let [low, high, weights @ ..] = block;
        let size = half(u16::from_le_bytes([*low, *high]));
        let (first, second) = out.split_at_mut(BLOCK / 2);
        for ((first, second), two) in first.iter_mut().zip(second).zip(weights) {
            *first = (f32::from(two & 15) - 8.0) * size;
            *second = (f32::from(two >> 4) - 8.0) * size;
        }
    }
}

#[cfg(test)]
mod tests {
    use std::borrow::Cow;

    use super::*;

    /// The bytes of a matrix of eight rows and 64 columns, its weights known.
    fn small() -> Vec<u8> {
        let mut bytes = Vec::new();
        for block in 0..16_u8 {
            bytes.extend_from_slice(&0x3c00_u16.to_le_bytes());
            bytes.extend((0..16_u8).map(|at| ((at + block) % 16) | (((at * 3 + block) % 16) << 4)));
        }
        bytes.extend((0..8_u8).flat_map(|row| f32::from(row).to_le_bytes()));
        bytes
    }

    #[test]
    fn products_are_those_of_plain_arithmetic_however_many_tokens_there_are() {
        let mut asset = Asset::new(Cow::Owned(small()));
        let matrix = Matrix::<8>::read(&mut asset, 8, 64, None).unwrap();
        assert!(asset.is_over());
        for count in [1, 4, 5] {
            let tokens: Vec<f32> =
                (0..64 * count).map(|at| f32::from(u8::try_from(at % 37).unwrap()) / 9.0 - 2.0).collect();
            let mut grouped = Grouped::default();
            grouped.set(&tokens, 64);
            let mut out = vec![0.0; 8 * count];
            matrix.times::<false>(&grouped, &mut out);
            let mut fused = vec![0.0; 8 * count];
            matrix.times::<true>(&grouped, &mut fused);
            let mut row = vec![0.0; 64];
            for (at, packed) in small().chunks_exact(36).take(8).enumerate() {
                unpack(packed, &mut row);
                for ((token, out), fused) in tokens.chunks_exact(64).zip(out.chunks_exact(8)).zip(fused.chunks_exact(8))
                {
                    let plain: f32 = token.iter().zip(&row).map(|(a, b)| a * b).sum::<f32>() + matrix.bias[at];
                    assert!((out[at] - plain).abs() < 1.5, "{} {plain}", out[at]);
                    assert!((out[at] - fused[at]).abs() < 1e-3, "{} {}", out[at], fused[at]);
                }
            }
        }
    }
}
