//! What is looked up while others write: where each document stands, and the values of facets by their keys.

use std::{
    collections::BTreeMap,
    sync::{PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard},
};

use pergola_domain::search::{Facet, Kind, Value};

/// What a document is known by.
pub(crate) type Key = (Kind, i64);

#[derive(Debug, Default)]
pub(crate) struct Lists {
    /// A document keeps its place while it is there.
    pub(crate) slots: RwLock<BTreeMap<Key, u32>>,
    values: RwLock<Values>,
}

/// Values only grow in number: nothing that was counted by one is ever of another.
#[derive(Debug, Default)]
struct Values {
    by_key: BTreeMap<(Facet, Box<str>), Value>,
    all: Vec<(Value, Box<str>)>,
}

/// A writer that died left a whole map: each is changed by one call.
pub(crate) fn read<T>(lock: &RwLock<T>) -> RwLockReadGuard<'_, T> {
    lock.read().unwrap_or_else(PoisonError::into_inner)
}

pub(crate) fn write<T>(lock: &RwLock<T>) -> RwLockWriteGuard<'_, T> {
    lock.write().unwrap_or_else(PoisonError::into_inner)
}

impl Lists {
    /// The value of a key, new where it was never named.
    pub(crate) fn value(&self, facet: Facet, key: &str) -> Option<Value> {
        let key = (facet, Box::from(key));
        if let Some(value) = read(&self.values).by_key.get(&key) {
            return Some(*value);
        }
        let mut values = write(&self.values);
        if let Some(value) = values.by_key.get(&key) {
            return Some(*value);
        }
        let value = Value::new(facet, u32::try_from(values.all.len()).ok()?)?;
        values.all.push((value, key.1.clone()));
        values.by_key.insert(key, value);
        Some(value)
    }

    pub(crate) fn find_value(&self, facet: Facet, key: &str) -> Option<Value> {
        read(&self.values).by_key.get(&(facet, Box::from(key))).copied()
    }

    /// A value and its key, by index.
    pub(crate) fn named(&self, index: u32) -> Option<(Value, String)> {
        let values = read(&self.values);
        let (value, key) = values.all.get(usize::try_from(index).ok()?)?;
        Some((*value, key.to_string()))
    }

    pub(crate) fn values_of(&self, facet: Facet) -> Vec<(Value, String)> {
        let values = read(&self.values);
        values
            .all
            .iter()
            .filter(|(value, _)| value.facet() == facet)
            .map(|(value, key)| (*value, key.to_string()))
            .collect()
    }

    pub(crate) fn count(&self) -> usize {
        read(&self.values).all.len()
    }
}
