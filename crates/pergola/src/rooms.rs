//! The rooms, in their order: a room may call those before it, and speaks to those after it through the change log.

use crate::{
    about, asks, companion, contacts, exchange, garden, groups, home,
    http::{Doors, assets, openapi, ops},
    introductions, jobs, meetings, members, messages, mirror, moderation, network, notices, organisations, people,
    posts, search, ties, topics,
};

/// All doors of the program.
pub(crate) fn doors() -> Doors {
    Doors::new()
        .and(ops::doors())
        .and(assets::doors())
        .and(openapi::doors())
        .and(members::doors())
        .and(notices::doors())
        .and(contacts::doors())
        .and(ties::doors())
        .and(network::doors())
        .and(organisations::doors())
        .and(topics::doors())
        .and(messages::doors())
        .and(groups::doors())
        .and(asks::doors())
        .and(introductions::doors())
        .and(posts::doors())
        .and(jobs::doors())
        .and(meetings::doors())
        .and(garden::doors())
        .and(companion::doors())
        .and(mirror::doors())
        .and(search::doors())
        .and(people::doors())
        .and(home::doors())
        .and(about::doors())
        .and(exchange::doors())
        .and(moderation::doors())
}
