//! What a member does in conversations, a file for each thing.

pub(super) mod gathering;
pub(super) mod opening;
pub(super) mod parting;
pub(super) mod reading;
pub(super) mod saying;
