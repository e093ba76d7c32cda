//! The rows of mirror.

use super::row::Row;

pub(super) const ROWS: &[Row] = &[];
