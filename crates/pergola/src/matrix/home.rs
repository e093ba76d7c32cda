//! The rows of today.

use super::row::{Row, get, members};

pub(super) const ROWS: &[Row] = &[get("/today", &[], members(200))];
