//! The rows of what belongs to no room: health, files of the pages, the description of the API.

use super::row::{Row, anyone, get};

pub(super) const ROWS: &[Row] = &[
    get("/health", &[], anyone(200)),
    // For this machine and its private neighbours, as a test is.
    get("/metrics", &[], anyone(200)),
    get("/assets/{*path}", &["=pergola.css"], anyone(200)),
    get("/robots.txt", &[], anyone(200)),
    get("/api/v1/openapi.json", &[], anyone(200)),
];
