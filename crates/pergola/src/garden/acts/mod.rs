//! What the garden works out: its plants with their names and states, and whom this week names.

mod plants;
mod week;

pub(in crate::garden) use plants::part_of_bed;
pub(crate) use plants::{Counts, count, plants_after, plants_of, plants_these, unplanted};
pub(crate) use week::{Due, named, not_now, week};
