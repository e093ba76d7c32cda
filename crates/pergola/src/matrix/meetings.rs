//! The rows of meetings.

use super::row::Row;

pub(super) const ROWS: &[Row] = &[];
