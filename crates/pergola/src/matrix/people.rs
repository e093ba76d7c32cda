//! The rows of people.

use super::row::{Row, get, members, not_blocked, owner};

pub(super) const ROWS: &[Row] = &[
    get("/people", &[], members(200)),
    get("/@{handle}", &["ada"], not_blocked(200)),
    get("/contacts/{id}", &["contact"], owner(200)),
    get("/api/v1/members/{handle}", &["ada"], not_blocked(200)),
];
