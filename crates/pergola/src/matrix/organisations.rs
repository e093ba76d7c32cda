//! The rows of organisations.

use super::row::Row;

pub(super) const ROWS: &[Row] = &[];
