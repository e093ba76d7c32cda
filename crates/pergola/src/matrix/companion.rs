//! The rows of companion.

use super::row::Row;

pub(super) const ROWS: &[Row] = &[];
