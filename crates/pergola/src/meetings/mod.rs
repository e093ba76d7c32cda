//! Meetings of two and events of many; calendars and address books that follow.

use crate::http::Doors;

pub(crate) fn doors() -> Doors {
    Doors::new()
}
