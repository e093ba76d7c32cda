//! The rows of what follows a member. What a telephone reads has keys of its own, which the stories try.

use super::row::{Row, anyone, delete, form, get, members, other, owner, put};

pub(super) const ROWS: &[Row] = &[
    get("/subscriptions", &[], members(200)),
    form("/subscriptions/{kind}", &["=calendar"], "", members(200)),
    // Only the owner has one: the others have nothing to take back.
    form("/subscriptions/{kind}/removal", &["=people"], "", members(422)),
    form("/card", &[], "share=ties", members(303)),
    get("/@{handle}/card", &["tie"], owner(200)),
    get("/calendar/{key}", &["=0123456789abcdef0123456789abcdef.ics"], anyone(404)),
    other("OPTIONS", "/.well-known/carddav", &[], anyone(301)),
    other("PROPFIND", "/.well-known/carddav", &[], anyone(301)),
    other("REPORT", "/.well-known/carddav", &[], anyone(301)),
    other("GET", "/.well-known/carddav", &[], anyone(301)),
    other("OPTIONS", "/dav/", &[], anyone(200)),
    other("PROPFIND", "/dav/", &[], anyone(401)),
    other("REPORT", "/dav/", &[], anyone(401)),
    other("GET", "/dav/", &[], anyone(401)),
    other("OPTIONS", "/dav/{*path}", &["=ada/"], anyone(200)),
    other("PROPFIND", "/dav/{*path}", &["=ada/"], anyone(401)),
    other("REPORT", "/dav/{*path}", &["=ada/people/"], anyone(401)),
    other("GET", "/dav/{*path}", &["=ada/people/1.vcf"], anyone(401)),
    get("/api/v1/subscriptions", &[], members(200)),
    put("/api/v1/subscriptions/{kind}", &["=calendar"], "", members(200)),
    delete("/api/v1/subscriptions/{kind}", &["=people"], "", members(422)),
    put("/api/v1/me/card", &[], r#"{"share":"ties"}"#, members(200)),
    get("/api/v1/members/{handle}/card", &["tie"], owner(200)),
];
