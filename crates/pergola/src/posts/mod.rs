//! Posts, comments, private thanks; the feed that ends, and the noise that is folded.

use crate::http::Doors;

pub(crate) fn doors() -> Doors {
    Doors::new()
}
