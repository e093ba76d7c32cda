//! The rows of posts.

use super::row::Row;

pub(super) const ROWS: &[Row] = &[];
