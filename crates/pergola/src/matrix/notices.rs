//! The rows of notices.

use super::row::{Row, form, get, members, put};

pub(super) const ROWS: &[Row] = &[
    get("/notices", &[], members(200)),
    // One that is not there leads to the list, as does one of somebody else.
    get("/notices/{id}", &["=7"], members(303)),
    form("/notices/reading", &[], "up_to=7", members(303)),
    get("/api/v1/notices", &[], members(200)),
    put("/api/v1/notices/reading", &[], r#"{"up_to":"7"}"#, members(204)),
];
