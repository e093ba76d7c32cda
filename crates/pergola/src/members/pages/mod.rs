//! The pages of members, a file for each place.

pub(super) mod door;
