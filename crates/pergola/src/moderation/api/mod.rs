//! Moderation for programs, a file for each group of doors.

pub(super) mod keeping;
pub(super) mod own;
pub(super) mod queue;
