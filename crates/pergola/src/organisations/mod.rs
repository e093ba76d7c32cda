//! Companies, head hunters, agencies, associations and public bodies: their pages, who works there, who may speak for them.

use crate::http::Doors;

pub(crate) fn doors() -> Doors {
    Doors::new()
}
