//! Organisations and who speaks for them. So far the rule alone is written (`pergola-domain`), and here are the sentences
//! of its refusals; the page of an organisation is the network's.

use crate::http::Doors;

pub(crate) fn doors() -> Doors {
    Doors::new()
}
