//! The HTML doors of the companion.

pub(super) mod godparents;
pub(super) mod step;
