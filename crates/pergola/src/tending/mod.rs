//! Tending: the private side of knowing people. Beds, rhythm, closeness, notes, moments, for their owner alone.
//!
//! A person is planted in the same act that makes the tie or the card, so a garden is never behind. What the garden
//! looks like is `garden`'s; nothing here is ever read for anybody but the owner.

mod store;

pub(crate) use store::{Moment, plant, remember, remember_all, uproot};
