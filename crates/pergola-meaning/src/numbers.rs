//! Small arithmetic that the standard library leaves to casts, written so that the compiler can do many at a time.
//!
//! No tables and no branches: a loop over one of these becomes a loop over vectors.

/// Adding this to a small number leaves it, rounded, in the lowest bits of the sum.
const ROUNDING: f32 = 12_582_912.0;

/// The nearest whole number; the value lies within ±32,000.
#[inline(always)]
pub(crate) fn rounded(value: f32) -> i16 {
    let [low, high, ..] = (value + ROUNDING).to_bits().to_le_bytes();
    i16::from_le_bytes([low, high])
}

/// A half-precision number, as the asset keeps the size of a block's steps; it is never infinite.
#[inline]
pub(crate) fn half(bits: u16) -> f32 {
    let magnitude = f32::from_bits(u32::from(bits & 0x7fff) << 13) * f32::from_bits(0x7780_0000);
    if bits & 0x8000 == 0 { magnitude } else { -magnitude }
}

/// e to the power of a number that is not above 80; true to seven digits.
#[inline(always)]
pub(crate) fn exponential(value: f32) -> f32 {
    let twos = value.max(-80.0) * std::f32::consts::LOG2_E;
    let shifted = twos + ROUNDING;
    let rest = (twos - (shifted - ROUNDING)) * std::f32::consts::LN_2;
    let series = 1.0
        + rest * (1.0 + rest * (0.5 + rest * (1.0 / 6.0 + rest * (1.0 / 24.0 + rest * (1.0 / 120.0 + rest / 720.0)))));
    series * f32::from_bits((shifted.to_bits() << 23).wrapping_add(0x3f80_0000))
}

/// The bend of the model's inner layers: a number times the chance that a normal one is smaller.
///
/// The error function by the approximation 7.1.26 of Abramowitz and Stegun, off by at most 2e-7.
#[inline(always)]
pub(crate) fn gelu(value: f32) -> f32 {
    let x = value.abs() * std::f32::consts::FRAC_1_SQRT_2;
    let t = 1.0 / (1.0 + 0.327_591_1 * x);
    let series = t * (0.254_829_6 + t * (-0.284_496_74 + t * (1.421_413_7 + t * (-1.453_152 + t * 1.061_405_4))));
    let error = (1.0 - series * exponential(-x * x)).copysign(value);
    0.5 * value * (1.0 + error)
}

/// The sum of the products of two rows.
#[inline(always)]
pub(crate) fn dot<const N: usize>(one: &[f32; N], other: &[f32; N]) -> f32 {
    // Eight sums side by side: addition of floats has an order, and one sum would be computed one by one.
    let mut sums = [0.0_f32; 8];
    for (a, b) in one.as_chunks::<8>().0.iter().zip(other.as_chunks::<8>().0) {
        for ((sum, a), b) in sums.iter_mut().zip(a).zip(b) {
            *sum += a * b;
        }
    }
    sums.iter().sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_numbers_round() {
        for (value, whole) in [(0.0, 0), (0.4, 0), (0.6, 1), (-0.6, -1), (31_999.4, 31_999), (-31_999.4, -31_999)] {
            assert_eq!(rounded(value), whole, "{value}");
        }
    }

    #[test]
    fn half_precision_is_read() {
        for (bits, value) in
            [(0x3c00, 1.0), (0xc000, -2.0), (0x0000, 0.0), (0x3555, 0.333_25), (0x0001, 5.960_464_5e-8)]
        {
            assert!((half(bits) - value).abs() <= value.abs() * 1e-4, "{bits:x}: {}", half(bits));
        }
    }

    #[test]
    fn curves_are_those_of_the_books() {
        for tenth in -800..=800_i16 {
            let x = f32::from(tenth) / 10.0;
            let true_value = f64::from(x).exp();
            assert!((f64::from(exponential(x)) - true_value).abs() <= true_value * 1e-5, "{x}");
        }
        for (x, value) in
            [(0.0, 0.0), (1.0, 0.841_344_7), (-1.0, -0.158_655_3), (3.0, 2.995_950_3), (-9.0, 0.0), (9.0, 9.0)]
        {
            assert!((gelu(x) - value).abs() < 2e-6, "{x}: {}", gelu(x));
        }
    }
}
