//! The SQL of members, a file for each group of tables.

pub(super) mod letters;
pub(super) mod photos;

pub(crate) mod accounts;
pub(crate) mod profile;
pub(crate) mod sessions;
pub(crate) mod settings;
pub(crate) mod standing;
