//! The rows of topics. What somebody follows is his own; a topic is there for everybody, spoken of or not.

use super::row::{Row, delete, form, get, members, put};

pub(super) const ROWS: &[Row] = &[
    get("/topics", &[], members(200)),
    form("/topics/{key}/choice", &["=legatoria"], "way=follow&name=Legatoria", members(303)),
    put("/api/v1/topics/{key}/following", &["=legatoria"], "", members(204)),
    delete("/api/v1/topics/{key}/following", &["=legatoria"], "", members(204)),
    put("/api/v1/topics/{key}/muting", &["=legatoria"], "", members(204)),
    delete("/api/v1/topics/{key}/muting", &["=legatoria"], "", members(204)),
];
