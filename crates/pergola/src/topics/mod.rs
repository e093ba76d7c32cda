//! Topics: what people speak of, in one spelling; whom they follow and mute.

use crate::http::Doors;

pub(crate) fn doors() -> Doors {
    Doors::new()
}
