//! Groups: open, on request or hidden; a purpose, topics, moderators.

use crate::http::Doors;

pub(crate) fn doors() -> Doors {
    Doors::new()
}
