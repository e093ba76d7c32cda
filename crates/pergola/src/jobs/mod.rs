//! Ads with a person behind them: posting, applying, referring, searching.

use crate::http::Doors;

pub(crate) fn doors() -> Doors {
    Doors::new()
}
