//! The SQL of introductions, a file for each table. What a viewer may see is decided by the rule, not by these queries.

pub(super) mod approaches;
pub(super) mod avoided;
pub(super) mod introductions;
pub(super) mod parties;
