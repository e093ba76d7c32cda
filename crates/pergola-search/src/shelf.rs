//! The facts of all documents, by the place of each, side by side in memory: whoever looks at a hundred thousand of them
//! reads on, and jumps nowhere. A change copies the few hundred that lie around it; who holds the shelf of before keeps it.

use std::sync::Arc;

use pergola_domain::search::Facts;

/// So many are copied where one is changed.
const PART: usize = 256;

type Part = Vec<Option<Facts>>;

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
        self.parts.get(part)?.get(place)?.as_ref()
    }

    pub(crate) fn set(&mut self, slot: u32, facts: Option<Facts>) {
        let (part, place) = position(slot);
        while self.parts.len() <= part {
            self.parts.push(Arc::new(vec![None; PART]));
        }
        if let Some(kept) = self.parts.get_mut(part).and_then(|part| Arc::make_mut(part).get_mut(place)) {
            *kept = facts;
        }
    }

    /// The places where something stands, in their order.
    pub(crate) fn slots(&self) -> impl Iterator<Item = u32> {
        let places = self.parts.iter().flat_map(|part| part.iter());
        (0_u32..).zip(places).filter(|(_, facts)| facts.is_some()).map(|(slot, _)| slot)
    }

    pub(crate) fn all(&self) -> impl Iterator<Item = &Facts> {
        self.parts.iter().flat_map(|part| part.iter()).filter_map(Option::as_ref)
    }

    pub(crate) fn clear(&mut self) {
        self.parts.clear();
    }
}
