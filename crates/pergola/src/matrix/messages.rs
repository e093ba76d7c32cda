//! The rows of messages.

use super::row::Row;

pub(super) const ROWS: &[Row] = &[];
