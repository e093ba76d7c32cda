//! How many signs of two vectors differ, for very many vectors at once: the whole work of a first look.
//!
//! Processors that count bits in an instruction do it three times as fast; which one it is, is found when the program runs.

/// Words of signs.
pub(crate) const SIGNS: usize = 6;

/// For each of these, how many signs differ from `to`; what `out` held before is forgotten.
pub(crate) fn differences(all: &[[u64; SIGNS]], to: &[u64; SIGNS], out: &mut Vec<u16>) {
    out.clear();
    out.reserve(all.len());
    #[cfg(target_arch = "x86_64")]
    if let Some(processor) = pulp::x86::V3::try_new() {
        processor.vectorize(Quick { all, to, out });
        return;
    }
    out.extend(all.iter().map(|one| differing(one, to)));
}

/// The same for a processor with an instruction for it.
#[cfg(target_arch = "x86_64")]
struct Quick<'a> {
    all: &'a [[u64; SIGNS]],
    to: &'a [u64; SIGNS],
    out: &'a mut Vec<u16>,
}

#[cfg(target_arch = "x86_64")]
impl pulp::NullaryFnOnce for Quick<'_> {
    type Output = ();

    #[inline(always)]
    fn call(self) {
        let Self { all, to, out } = self;
        for one in all {
            let mut bits = 0;
            for (one, other) in one.iter().zip(to) {
                bits += (one ^ other).count_ones();
            }
            let [low, high, ..] = bits.to_le_bytes();
            out.push(u16::from_le_bytes([low, high]));
        }
    }
}

/// Bits counted side by side in all words: many processors that we may run on have no instruction for it.
fn differing(one: &[u64; SIGNS], other: &[u64; SIGNS]) -> u16 {
    const ONES: u64 = 0x5555_5555_5555_5555;
    const TWOS: u64 = 0x3333_3333_3333_3333;
    const FOURS: u64 = 0x0f0f_0f0f_0f0f_0f0f;
    const BYTES: u64 = 0x00ff_00ff_00ff_00ff;
    let mut bytes = 0_u64;
    for (one, other) in one.iter().zip(other) {
        let bits = one ^ other;
        let twos = bits - ((bits >> 1) & ONES);
        let fours = (twos & TWOS) + ((twos >> 2) & TWOS);
        bytes += (fours + (fours >> 4)) & FOURS;
    }
    // Each byte counts to 48 at most; their sum, to 384, needs two bytes.
    let pairs = (bytes & BYTES) + ((bytes >> 8) & BYTES);
    let [first, second, ..] = pairs.wrapping_mul(0x0001_0001_0001_0001).to_be_bytes();
    u16::from_be_bytes([first, second])
}

#[cfg(test)]
mod tests {
    use super::{SIGNS, differences, differing};

    #[test]
    fn both_ways_of_counting_count_alike() {
        let (none, all) = ([0; SIGNS], [u64::MAX; SIGNS]);
        let odd = [1, 3, 0x8000_0000_0000_0000, 0, 0xff, 0];
        assert_eq!((differing(&none, &all), differing(&all, &all), differing(&none, &odd)), (384, 0, 12));
        let mut out = vec![7];
        differences(&[none, all, odd], &none, &mut out);
        assert_eq!(out, [0, 384, 12]);
    }
}
