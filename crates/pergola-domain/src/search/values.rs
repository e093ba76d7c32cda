//! The values of a document, beside the rest of its facts: a hundred thousand documents are counted in the order in which
//! they lie in memory, and none of them sends us elsewhere for its values.

use super::Value;

/// As many as most documents have.
const FEW: usize = 13;

/// What a document can be counted by, each value once.
#[derive(Clone)]
pub struct Values(Stored);

#[derive(Clone)]
enum Stored {
    /// So many of the first.
    Few(u8, [Value; FEW]),
    Many(Box<[Value]>),
}

impl Values {
    #[must_use]
    pub fn as_slice(&self) -> &[Value] {
        match &self.0 {
            Stored::Few(count, all) => all.get(..usize::from(*count)).unwrap_or_default(),
            Stored::Many(all) => all,
        }
    }

    pub fn iter(&self) -> std::slice::Iter<'_, Value> {
        self.as_slice().iter()
    }
}

impl Default for Values {
    fn default() -> Self {
        Self(Stored::Few(0, [Value::NONE; FEW]))
    }
}

impl FromIterator<Value> for Values {
    fn from_iter<I: IntoIterator<Item = Value>>(values: I) -> Self {
        let values: Vec<Value> = values.into_iter().collect();
        let mut few = [Value::NONE; FEW];
        match (few.get_mut(..values.len()), u8::try_from(values.len())) {
            (Some(first), Ok(count)) => {
                first.copy_from_slice(&values);
                Self(Stored::Few(count, few))
            }
            _ => Self(Stored::Many(values.into())),
        }
    }
}

impl PartialEq for Values {
    fn eq(&self, other: &Self) -> bool {
        self.as_slice() == other.as_slice()
    }
}

impl Eq for Values {}

impl std::fmt::Debug for Values {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.as_slice().fmt(f)
    }
}

impl<'a> IntoIterator for &'a Values {
    type Item = &'a Value;
    type IntoIter = std::slice::Iter<'a, Value>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

#[cfg(test)]
mod tests {
    use super::{FEW, Values};
    use crate::search::{Facet, Value};

    #[test]
    fn few_and_many_are_kept_alike() {
        assert_eq!(Values::default(), [].into_iter().collect());
        for count in [0, 1, FEW - 1, FEW, FEW + 1, 3 * FEW] {
            let all: Vec<Value> =
                (0..u32::try_from(count).unwrap()).filter_map(|index| Value::new(Facet::Topic, index)).collect();
            let kept: Values = all.iter().copied().collect();
            assert_eq!((kept.as_slice(), kept.iter().count()), (all.as_slice(), count));
        }
    }
}
