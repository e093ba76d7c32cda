//! The SQL of conversations: who is in them, and what was said.

pub(super) mod conversations;
pub(super) mod people;
pub(super) mod said;
