//! What a member does with Toto, and beside a newcomer.

pub(super) mod beside;
pub(super) mod steps;
