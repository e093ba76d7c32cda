//! The rows of what this place is.

use super::row::{Row, anyone, form, get};

pub(super) const ROWS: &[Row] = &[
    get("/how-it-works", &[], anyone(200)),
    get("/privacy", &[], anyone(200)),
    get("/this-server", &[], anyone(200)),
    // Who runs this town gave no address.
    get("/contact", &[], anyone(404)),
    form("/contact", &[], "name=Ada&email=ada@example.org&words=Ciao", anyone(404)),
    // There in a demo only, which this town is not.
    get("/letters", &[], anyone(404)),
];
