//! Moments in JSON: microseconds UTC in the structs, RFC 3339 with `Z` in the file.

use jiff::Timestamp;
use serde::{Deserialize, Deserializer, Serializer, de::Error as _, ser::Error as _};

pub(super) fn serialize<S: Serializer>(at: &i64, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(&Timestamp::from_microsecond(*at).map_err(S::Error::custom)?)
}

pub(super) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<i64, D::Error> {
    let text = String::deserialize(deserializer)?;
    text.parse::<Timestamp>().map(Timestamp::as_microsecond).map_err(D::Error::custom)
}

/// The same for a moment that may be missing.
pub(super) mod optional {
    use serde::{Deserialize, Deserializer, Serializer, de::Error as _};

    pub(in crate::takeout) fn serialize<S: Serializer>(at: &Option<i64>, serializer: S) -> Result<S::Ok, S::Error> {
        match at {
            Some(at) => super::serialize(at, serializer),
            None => serializer.serialize_none(),
        }
    }

    pub(in crate::takeout) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<i64>, D::Error> {
        let text = Option::<String>::deserialize(deserializer)?;
        text.map(|text| text.parse::<jiff::Timestamp>().map(jiff::Timestamp::as_microsecond))
            .transpose()
            .map_err(D::Error::custom)
    }
}
