//! One state of the index, to look in.

use std::{collections::BTreeMap, sync::Arc};

use pergola_domain::{
    ids::MemberId,
    search::{Facet, Facts, Value},
};
use tantivy::Searcher;

use crate::{
    collect::All,
    index::Broken,
    lists::Lists,
    query::{Fields, asked},
    score::Score,
    shelf::Shelf,
    words::{Phase, Query},
};

/// Where members stand on the shelf, by their numbers.
pub(crate) type People = BTreeMap<i64, u32>;

#[derive(Debug)]
pub(crate) struct Snapshot {
    pub(crate) searcher: Searcher,
    pub(crate) shelf: Shelf,
    pub(crate) people: Arc<People>,
}

/// A consistent state: it does not change while one holds it.
#[derive(Clone)]
pub struct View {
    fields: Fields,
    snapshot: Arc<Snapshot>,
    lists: Arc<Lists>,
}

impl std::fmt::Debug for View {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("View")
    }
}

/// A document that has the words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Match {
    slot: u32,
    pub score: Score,
}

impl View {
    pub(crate) const fn new(fields: Fields, snapshot: Arc<Snapshot>, lists: Arc<Lists>) -> Self {
        Self { fields, snapshot, lists }
    }

    /// All documents that have the words, whoever may see them, in no order.
    ///
    /// # Errors
    /// When the index is broken.
    pub fn matches(&self, query: &Query, phase: Phase) -> Result<Vec<Match>, Broken> {
        if query.is_empty() {
            return Ok(self.snapshot.shelf.slots().map(|slot| Match { slot, score: Score::of(0) }).collect());
        }
        let found = self.snapshot.searcher.search(&asked(&self.fields, query, phase), &All)?;
        Ok(found.into_iter().map(|(slot, sum)| Match { slot, score: Score::of(sum) }).collect())
    }

    /// What is known of a document that was found here.
    #[must_use]
    pub fn facts(&self, found: &Match) -> Option<&Facts> {
        self.snapshot.shelf.get(found.slot)
    }

    /// What is known of a member here, whatever was written since.
    #[must_use]
    pub fn person(&self, member: MemberId) -> Option<&Facts> {
        self.snapshot.shelf.get(*self.snapshot.people.get(&member.0)?)
    }

    /// Everything that is known, for looking after it.
    pub fn all(&self) -> impl Iterator<Item = &Facts> {
        self.snapshot.shelf.all()
    }

    /// How many values there are, of all facets.
    #[must_use]
    pub fn value_count(&self) -> usize {
        self.lists.count()
    }

    /// The value of a key, where there ever was one.
    #[must_use]
    pub fn value(&self, facet: Facet, key: &str) -> Option<Value> {
        self.lists.find_value(facet, key)
    }

    /// A value and its key, by index.
    #[must_use]
    pub fn named(&self, index: u32) -> Option<(Value, String)> {
        self.lists.named(index)
    }

    /// All values of a facet with their keys.
    #[must_use]
    pub fn values_of(&self, facet: Facet) -> Vec<(Value, String)> {
        self.lists.values_of(facet)
    }
}
