//! The pages of members, a file for each place.

pub(super) mod door;
pub(super) mod letters;
pub(super) mod profile;
pub(super) mod settings;
pub(super) mod stretch;
