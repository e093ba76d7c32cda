//! The rows of search.

use super::row::Row;

pub(super) const ROWS: &[Row] = &[];
