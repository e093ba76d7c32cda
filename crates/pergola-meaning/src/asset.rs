//! The asset's bytes, read in their order. What stands in it is told in `assets/meaning.md`; nothing is copied but the
//! small parts, the blocks of weights stay where they are.

use std::borrow::Cow;
use std::ops::Range;

/// Why a file is no model: where reading stopped and what was expected there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Damage(pub(crate) &'static str);

impl std::fmt::Display for Damage {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "the model cannot be read: {}", self.0)
    }
}

impl std::error::Error for Damage {}

/// The file, and how far it has been read.
#[derive(Debug)]
pub(crate) struct Asset {
    bytes: Cow<'static, [u8]>,
    place: usize,
}

impl Asset {
    pub(crate) fn new(bytes: Cow<'static, [u8]>) -> Self {
        Self { bytes, place: 0 }
    }

    /// Whether everything has been read.
    pub(crate) fn is_over(&self) -> bool {
        self.place == self.bytes.len()
    }

    pub(crate) fn place(&self) -> usize {
        self.place
    }

    /// To a place where reading was before, to read on from there once more.
    pub(crate) fn go_back(&mut self, place: usize) {
        self.place = self.place.min(place);
    }

    /// The bytes of a part that was skipped over; none if the range is not of this file.
    pub(crate) fn part(&self, range: &Range<usize>) -> &[u8] {
        self.bytes.get(range.clone()).unwrap_or_default()
    }

    /// Passes over a part, to be looked at in its place later.
    pub(crate) fn skip(&mut self, size_bytes: usize) -> Result<Range<usize>, Damage> {
        let end = self
            .place
            .checked_add(size_bytes)
            .filter(|end| *end <= self.bytes.len())
            .ok_or(Damage("it ends too early"))?;
        let range = self.place..end;
        self.place = end;
        Ok(range)
    }

    pub(crate) fn bytes(&mut self, size_bytes: usize) -> Result<&[u8], Damage> {
        let range = self.skip(size_bytes)?;
        Ok(self.part(&range))
    }

    pub(crate) fn number(&mut self) -> Result<u32, Damage> {
        self.numbers(1)?.first().copied().ok_or(Damage("a number is missing"))
    }

    /// A number that counts something; the limit keeps a damaged file from asking for all the memory.
    pub(crate) fn count(&mut self, most: usize) -> Result<usize, Damage> {
        let count = usize::try_from(self.number()?).unwrap_or(usize::MAX);
        if count <= most { Ok(count) } else { Err(Damage("a count is too large")) }
    }

    pub(crate) fn numbers(&mut self, count: usize) -> Result<Vec<u32>, Damage> {
        let bytes = self.bytes(count.saturating_mul(4))?;
        Ok(bytes.as_chunks::<4>().0.iter().map(|four| u32::from_le_bytes(*four)).collect())
    }

    pub(crate) fn floats(&mut self, count: usize) -> Result<Vec<f32>, Damage> {
        let bytes = self.bytes(count.saturating_mul(4))?;
        Ok(bytes.as_chunks::<4>().0.iter().map(|four| f32::from_le_bytes(*four)).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_too_short_is_damage_and_not_a_panic() {
        let mut asset = Asset::new(Cow::Borrowed(&[1, 0, 0, 0, 2]));
        assert_eq!(asset.number(), Ok(1));
        assert!(!asset.is_over());
        assert!(asset.number().is_err());
        assert!(asset.floats(usize::MAX).is_err());
        assert!(asset.part(&(3..9)).is_empty());
    }
}
