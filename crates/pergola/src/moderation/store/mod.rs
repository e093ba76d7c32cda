//! The SQL of moderation, a file for each table or two.

pub(super) mod cases;
pub(super) mod counts;
pub(super) mod decisions;
pub(super) mod domains;
pub(super) mod learner;
pub(super) mod log;
pub(super) mod reports;
