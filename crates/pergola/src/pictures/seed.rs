//! Where plants get their small differences: a hash of the relation's id, and a short stream of numbers from it.
//!
//! Both are fixed for good. Changing either would move every plant in every garden.

/// FNV-1a, 32 bit.
pub(super) fn hash(text: &str) -> u32 {
    mix(0x811c_9dc5, text)
}

fn mix(start: u32, text: &str) -> u32 {
    text.bytes().fold(start, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}

/// A stream of numbers that looks like chance and is none (xorshift, 32 bit).
#[derive(Debug)]
pub(super) struct Stream(u32);

impl Stream {
    pub(super) fn new(seed: &str) -> Self {
        Self::from_hash(hash(seed))
    }

    /// The stream of `seed` followed by `suffix`, without building the text of both.
    pub(super) fn of_part(seed: &str, suffix: &str) -> Self {
        Self::from_hash(mix(hash(seed), suffix))
    }

    /// Zero is the one number from which xorshift never moves.
    fn from_hash(hash: u32) -> Self {
        Self(hash.max(1))
    }

    /// From 0 up to, but not, 1.
    pub(super) fn unit(&mut self) -> f64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 17;
        self.0 ^= self.0 << 5;
        f64::from(self.0 & 0x00ff_ffff) / 16_777_216.0
    }

    pub(super) fn between(&mut self, low: f64, high: f64) -> f64 {
        low + (high - low) * self.unit()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hash_is_the_published_one() {
        assert_eq!(hash(""), 0x811c_9dc5);
        assert_eq!(hash("a"), 0xe40c_292c);
        assert_eq!(hash("foobar"), 0xbf9c_f968);
    }

    #[test]
    fn a_part_has_the_stream_of_the_text_put_together() {
        assert_eq!(Stream::of_part("731964500001", "/x").unit(), Stream::new("731964500001/x").unit());
    }

    #[test]
    fn the_stream_never_stands_still() {
        let mut stream = Stream::from_hash(0);
        let (first, second) = (stream.unit(), stream.unit());
        assert!(first < 1.0 && second < 1.0 && first != second);
    }
}
