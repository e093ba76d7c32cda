//! Asks and offers: the board, what fits together, what came of it.

use crate::http::Doors;

pub(crate) fn doors() -> Doors {
    Doors::new()
}
