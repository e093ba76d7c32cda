//! The rows of introductions.

use super::row::Row;

pub(super) const ROWS: &[Row] = &[];
