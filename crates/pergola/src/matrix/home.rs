//! The rows of today.

use super::row::{Row, form, get, members};

pub(super) const ROWS: &[Row] =
    &[get("/today", &[], members(200)), form("/today/reading", &[], "up_to=7", members(303))];
