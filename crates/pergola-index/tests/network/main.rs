//! The network against its definition: a naive implementation written from the head of the crate, random small towns,
//! random changes. What is tested is what people were promised, so nothing here looks inside the crate.
#![expect(
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "a test that meets what it did not expect should stop, also in its helpers"
)]

mod bad_input;
mod changes;
mod images;
mod larger;
mod naive;
mod privacy;
mod questions;
mod renumbered;
mod town;
