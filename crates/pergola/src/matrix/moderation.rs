//! The rows of moderation.

use super::row::Row;

pub(super) const ROWS: &[Row] = &[];
