//! The facts of all documents, by the place of each. A change copies a few pointers; who holds the shelf of before keeps
//! it.

use std::sync::Arc;

use pergola_domain::search::Facts;

const PART: usize = 1_024;

type Part = Vec<Option<Arc<Facts>>>;

#[derive(Clone, Debug, Default)]
pub(crate) struct Shelf {
    parts: Vec<Arc<Part>>,
}

fn position(slot: u32) -> (usize, usize) {
    let slot = usize::try_from(slot).unwrap_or(usize::MAX);
    (slot / PART, slot % PART)
}

impl Shelf {
    pub(crate) fn get(&self, slot: u32) -> Option<&Facts> {
        let (part, place) = position(slot);
        self.parts.get(part)?.get(place)?.as_deref()
    }

    pub(crate) fn set(&mut self, slot: u32, facts: Option<Facts>) {
        let (part, place) = position(slot);
        while self.parts.len() <= part {
            self.parts.push(Arc::new(vec![None; PART]));
        }
        if let Some(kept) = self.parts.get_mut(part).and_then(|part| Arc::make_mut(part).get_mut(place)) {
            *kept = facts.map(Arc::new);
        }
    }

    pub(crate) fn all(&self) -> impl Iterator<Item = &Facts> {
        self.parts.iter().flat_map(|part| part.iter()).filter_map(Option::as_deref)
    }

    pub(crate) fn clear(&mut self) {
        self.parts.clear();
    }
}
