//! What members do with their account, a file for each group of acts.

pub(super) mod account;
pub(super) mod forgotten;
pub(super) mod join;
pub(super) mod letters;
pub(super) mod photo;
pub(super) mod profile;
pub(crate) mod running;
pub(super) mod sessions;
