//! A short mark for something that is compared and never read back: FNV-1a with 128 bits. It must stay the same for ever,
//! since servers store it; hence not the hasher of the standard library. It is no secret and no signature.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error};

const OFFSET: u128 = 0x6c62_272e_07bb_0142_62b8_2175_6295_c58d;
const PRIME: u128 = 0x0000_0000_0100_0000_0000_0000_0000_013b;

/// 128 bits, written as 32 lower-case hexadecimal digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Fingerprint(u128);

/// The mark of a list of texts. The end of each text counts: `["ab", "c"]` and `["a", "bc"]` differ.
#[must_use]
pub fn fingerprint(parts: &[&str]) -> Fingerprint {
    let mut state = OFFSET;
    for part in parts {
        for byte in part.bytes().chain([0xff]) {
            state = (state ^ u128::from(byte)).wrapping_mul(PRIME);
        }
    }
    Fingerprint(state)
}

impl fmt::Display for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:032x}", self.0)
    }
}

impl Serialize for Fingerprint {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Fingerprint {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        u128::from_str_radix(&text, 16).map(Self).map_err(D::Error::custom)
    }
}
