//! Reports, what is held, decisions with reasons and appeals, a log that cannot be edited.

use crate::http::Doors;

pub(crate) fn doors() -> Doors {
    Doors::new()
}
