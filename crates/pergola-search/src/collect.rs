//! Takes every document that has the words, with the sum of what they are worth.

use tantivy::{
    DocId, Score as Sum, SegmentOrdinal, SegmentReader,
    collector::{Collector, SegmentCollector},
    columnar::Column,
};

/// The name of the field that holds a document's place.
pub(crate) const SLOT: &str = "slot";

#[derive(Debug)]
pub(crate) struct All;

pub(crate) struct OfSegment {
    slots: Column<u64>,
    found: Vec<(u32, u32)>,
}

impl Collector for All {
    type Fruit = Vec<(u32, u32)>;
    type Child = OfSegment;

    fn for_segment(&self, _: SegmentOrdinal, segment: &SegmentReader) -> tantivy::Result<OfSegment> {
        Ok(OfSegment { slots: segment.fast_fields().u64(SLOT)?, found: Vec::new() })
    }

    fn requires_scoring(&self) -> bool {
        true
    }

    fn merge_fruits(&self, found: Vec<Vec<(u32, u32)>>) -> tantivy::Result<Vec<(u32, u32)>> {
        Ok(found.into_iter().flatten().collect())
    }
}

impl SegmentCollector for OfSegment {
    type Fruit = Vec<(u32, u32)>;

    fn collect(&mut self, doc: DocId, sum: Sum) {
        if let Some(slot) = self.slots.first(doc).and_then(|slot| u32::try_from(slot).ok()) {
            self.found.push((slot, whole(sum)));
        }
    }

    fn harvest(self) -> Vec<(u32, u32)> {
        self.found
    }
}

#[expect(clippy::as_conversions, reason = "a sum of a few whole weights, far below what an f32 holds exactly")]
const fn whole(sum: Sum) -> u32 {
    sum as u32
}
