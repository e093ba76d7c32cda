//! Conversations of two people, of an introduction, of a group; open pages kept fresh; mail by choice.

use crate::http::Doors;

pub(crate) fn doors() -> Doors {
    Doors::new()
}
