//! The rows of notices.

use pergola_domain::mailing::About;

use super::{
    row::{Row, anyone, form, get, members, put},
    stage::Stage,
};
use crate::notices::ending_link;

pub(super) const ROWS: &[Row] = &[
    get("/notices", &[], members(200)),
    // One that is not there leads to the list, as does one of somebody else.
    get("/notices/{id}", &["=7"], members(303)),
    form("/notices/reading", &[], "up_to=7", members(303)),
    get("/api/v1/notices", &[], members(200)),
    put("/api/v1/notices/reading", &[], r#"{"up_to":"7"}"#, members(204)),
    get("/settings/mail", &[], members(200)),
    form("/settings/mail", &[], "messages=now&questions=daily&news=never", members(303)),
    // The link of a letter is its own right, whoever has it.
    get("/mail/{token}", &["ending"], anyone(200)),
    form("/mail/{token}", &["ending"], "", anyone(200)),
    get("/api/v1/notices/mail", &[], members(200)),
    put("/api/v1/notices/mail", &[], r#"{"messages":"now","questions":"now","news":"daily"}"#, members(204)),
];

pub(super) fn make(stage: &Stage, what: &str) -> Option<String> {
    let link = || ending_link(&stage.town.app, stage.owner.id, Some(About::News));
    (what == "ending").then(|| link().rsplit('/').next().unwrap_or_default().to_owned())
}
