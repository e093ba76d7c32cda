//! The rows of asks.

use super::row::Row;

pub(super) const ROWS: &[Row] = &[];
