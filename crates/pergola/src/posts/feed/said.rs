//! Sentences of the feed that were said before. Why something stands there, or which day it was, depends on a few words alone,
//! and the same come again with each page; putting a sentence together takes longer than looking it up.

use std::{
    collections::BTreeMap,
    sync::{Mutex, PoisonError},
};

/// Sentences that are kept; then all are forgotten and said anew.
const MOST: usize = 10_000;

/// By all that a sentence depends on, its language too.
#[derive(Debug, Default)]
pub(crate) struct SaidBefore(Mutex<BTreeMap<String, String>>);

impl SaidBefore {
    /// The sentence of a key, as `say` says it where nobody needed it before.
    pub(super) fn or_say(&self, key: String, say: impl FnOnce() -> String) -> String {
        let kept = || self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(said) = kept().get(&key) {
            return said.clone();
        }
        let said = say();
        let mut kept = kept();
        if kept.len() >= MOST {
            kept.clear();
        }
        kept.insert(key, said.clone());
        said
    }

    /// Somebody is erased, and his name may be among it.
    pub(super) fn forget(&self) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clear();
    }
}

#[cfg(test)]
mod tests {
    use super::{MOST, SaidBefore};

    #[test]
    fn what_was_said_before_is_not_said_anew_and_there_is_an_end_to_it() {
        let said = SaidBefore::default();
        let count = std::cell::Cell::new(0);
        let say = |key: usize| {
            said.or_say(key.to_string(), || {
                count.set(count.get() + 1);
                format!("sentence {key}")
            })
        };
        assert_eq!(
            (say(1), say(2), say(1)),
            ("sentence 1".to_owned(), "sentence 2".to_owned(), "sentence 1".to_owned())
        );
        assert_eq!(count.get(), 2);
        for key in 0..=MOST {
            say(key);
        }
        assert!(said.0.lock().unwrap().len() <= MOST);
        assert_eq!(say(1), "sentence 1");
    }
}
