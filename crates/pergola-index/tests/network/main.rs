//! The network against its definition: a naive implementation written from the head of the crate, random small towns,
//! random changes. What is tested is what people were promised, so nothing here looks inside the crate.

mod bad_input;
mod changes;
mod images;
mod naive;
mod privacy;
mod questions;
mod town;
