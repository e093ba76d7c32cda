//! What members do with ties, a file for each group of acts.

pub(super) mod asking;
pub(super) mod ending;
pub(super) mod forming;
