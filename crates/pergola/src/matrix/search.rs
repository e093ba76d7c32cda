//! The rows of search. What it finds for whom is told in its own stories; here, that members alone come in.

use super::row::{Row, get, members};

pub(super) const ROWS: &[Row] = &[
    get("/search", &[], members(200)).query("q=pressa"),
    get("/search/suggestions", &[], members(200)).query("q=pre"),
    get("/api/v1/search", &[], members(200)).query("q=pressa"),
];
