//! What an owner does in the garden, a file for each thing.

pub(super) mod beds;
pub(super) mod moments;
pub(super) mod people;
