//! The rows of what this place is.

use super::row::{Row, anyone, get};

pub(super) const ROWS: &[Row] = &[
    get("/how-it-works", &[], anyone(200)),
    get("/privacy", &[], anyone(200)),
    get("/this-server", &[], anyone(200)),
    // There in a demo only, which this town is not.
    get("/letters", &[], anyone(404)),
];
