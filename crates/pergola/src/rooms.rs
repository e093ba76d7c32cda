//! The rooms, in their order: a room may call those before it, and speaks to those after it through the change log.

use crate::{
    contacts, exchange, garden, home,
    http::{Doors, assets, openapi, ops},
    members, network, people, ties,
};

/// All doors of the program.
pub(crate) fn doors() -> Doors {
    Doors::new()
        .and(ops::doors())
        .and(assets::doors())
        .and(openapi::doors())
        .and(members::doors())
        .and(contacts::doors())
        .and(ties::doors())
        .and(network::doors())
        .and(garden::doors())
        .and(people::doors())
        .and(home::doors())
        .and(exchange::doors())
}
