//! Asks and offers: the board, what fits together, what came of it.
//!
//! [`visible`] is the one question about who may see them. Rooms that follow all of them read the change log
//! (`AskPosted`, `AskChanged`, `AskRested`, `AskClosed`); what they then show to somebody goes through [`visible`] first.
//! [`fits()`] is what pages call for what belongs together.

mod acts;
mod api;
mod api_matches;
mod board;
mod fits;
mod near;
mod own;
mod pages;
mod sight;
mod speaking;
mod store;

#[cfg(test)]
mod tests;

pub(crate) use acts::{Told, close, erase, let_rest, post, put_back, release, take_down, tidy, words};
pub(crate) use api::AskShape;
pub(crate) use api_matches::ReasonShape;
pub(crate) use board::{Board, board};
pub(crate) use fits::{Wanted, With, fits};
pub(crate) use near::{asked_here, asked_nearby, of_person};
pub(crate) use pages::{Between, Card, Leaf, cards, leaf_cards, reason};
pub(crate) use sight::{Seen, find_visible, visible};
pub(crate) use store::{
    Filter, asked_lately, find, find_many, freshness_of, list_asked_since, list_of, offered_topics, takeout,
};

pub(crate) use pergola_domain::asks::Ask;
use pergola_domain::asks::Kind;

use crate::http::{Doors, Who, routes};

pub(crate) fn doors() -> Doors {
    let mut doors = Doors::new()
        .get("/board", Who::Member, pages::board)
        .get("/asks/mine", Who::Member, pages::mine)
        .api(Who::Unsilenced, routes!(api::list_asks, api::post_ask))
        .api(Who::Unsilenced, routes!(api::read_ask, api::change_ask, api::delete_ask))
        .api(Who::Unsilenced, routes!(api::renew_ask))
        .api(Who::Member, routes!(api::close_ask))
        .api(Who::Unsilenced, routes!(api::reply_ask))
        .api(Who::Unsilenced, routes!(api::list_offers, api::post_offer))
        .api(Who::Unsilenced, routes!(api::read_offer, api::change_offer, api::delete_offer))
        .api(Who::Unsilenced, routes!(api::renew_offer))
        .api(Who::Member, routes!(api::close_offer))
        .api(Who::Unsilenced, routes!(api::reply_offer))
        .api(Who::Member, routes!(api_matches::ask_matches))
        .api(Who::Member, routes!(api_matches::offer_matches))
        .api(Who::Member, routes!(api_matches::preview));
    // Both are the same but for their address.
    for list in ["/offers", "/asks"] {
        let below = |rest: &str| format!("{list}{rest}");
        doors = doors
            .post(list, Who::Unsilenced, pages::post)
            .get(&below("/new"), Who::Member, pages::new)
            .post(&below("/preview"), Who::Member, pages::preview)
            .get(&below("/{id}"), Who::Member, pages::item)
            .post(&below("/{id}"), Who::Unsilenced, pages::change)
            .get(&below("/{id}/edit"), Who::Member, pages::edit)
            .post(&below("/{id}/renewal"), Who::Unsilenced, pages::renew)
            .get(&below("/{id}/outcome"), Who::Member, pages::outcome)
            .post(&below("/{id}/outcome"), Who::Member, pages::close)
            .post(&below("/{id}/removal"), Who::Member, pages::delete)
            .post(&below("/{id}/replies"), Who::Unsilenced, pages::reply);
    }
    doors
}

/// The address of its page.
pub(crate) fn path(ask: &Ask) -> String {
    match ask.kind {
        Kind::Ask => format!("/asks/{}", ask.id),
        Kind::Offer => format!("/offers/{}", ask.id),
    }
}
