//! The rows of topics.

use super::row::Row;

pub(super) const ROWS: &[Row] = &[];
