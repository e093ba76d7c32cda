//! The rows of jobs.

use super::row::Row;

pub(super) const ROWS: &[Row] = &[];
