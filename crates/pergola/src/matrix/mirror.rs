//! The rows of the mirror.

use super::row::{Row, get, members};

pub(super) const ROWS: &[Row] = &[get("/mirror", &[], members(200)), get("/api/v1/mirror", &[], members(200))];
