//! Asks and offers: the board, what fits together, what came of it.
//!
//! [`visible`] is the one question about who may see them. Rooms that follow all of them read the change log
//! (`AskPosted`, `AskChanged`, `AskRested`, `AskClosed`) and [`find_many`] or [`list_open`]; what they then show to
//! somebody goes through [`visible`] first.

mod acts;
mod api;
mod board;
mod sight;
mod store;

#[cfg(test)]
mod tests;

pub(crate) use acts::{erase, let_rest, tidy};
#[expect(unused_imports, reason = "what matching, topics and people's pages begin with")]
pub(crate) use {
    acts::post,
    api::AskShape,
    board::{Board, board},
    sight::{Seen, find_visible, visible},
    store::{Filter, find, find_many, list_of, list_open, list_thanking},
};

use pergola_domain::asks::{Ask, Kind};
use utoipa_axum::routes;

use crate::http::{Doors, Who};

pub(crate) fn doors() -> Doors {
    Doors::new()
        .api(Who::Member, routes!(api::list_asks, api::post_ask))
        .api(Who::Member, routes!(api::read_ask, api::change_ask, api::delete_ask))
        .api(Who::Member, routes!(api::renew_ask))
        .api(Who::Member, routes!(api::close_ask))
        .api(Who::Member, routes!(api::list_offers, api::post_offer))
        .api(Who::Member, routes!(api::read_offer, api::change_offer, api::delete_offer))
        .api(Who::Member, routes!(api::renew_offer))
        .api(Who::Member, routes!(api::close_offer))
}

/// The address of its page.
pub(crate) fn path(ask: &Ask) -> String {
    match ask.kind {
        Kind::Ask => format!("/asks/{}", ask.id),
        Kind::Offer => format!("/offers/{}", ask.id),
    }
}
