//! The LinkedIn archive ("Get a copy of your data"), table by table.
//!
//! Tables are known by their header: names of files are translated, headers are not ([`classify`]). E-mail is nearly absent
//! from them, so people are known by their profile address. Who the owner is no table says outright: [`owner`] finds out.

pub(crate) mod classify;
mod connections;
mod endorsements;
mod invitations;
mod messages;
mod own;
pub(crate) mod owner;
mod profile;
mod recommendations;

use crate::{
    csvfile::Rows,
    fingerprint::{Fingerprint, fingerprint},
    pieces::{Direction, Exchange, ExchangeKind, Who},
    sink::{Sink, Told},
};

pub(crate) use classify::Table;
pub(crate) use owner::Owner;

/// Tells what one table says.
pub(crate) fn read(table: Table, rows: &mut Rows<'_>, file: &str, owner: &Owner, sink: &mut Sink<'_>) -> Told {
    match table {
        Table::Connections => connections::read(rows, sink),
        Table::Profile => profile::read(rows, sink),
        Table::Messages => messages::read(rows, owner, sink),
        Table::Invitations => invitations::read(rows, sink),
        Table::Recommendations => recommendations::read(rows, file, owner, sink),
        Table::EndorsementsReceived => endorsements::read(rows, Direction::In, sink),
        Table::EndorsementsGiven => endorsements::read(rows, Direction::Out, sink),
        other => own::read(other, rows, sink),
    }
}

/// An exchange with its key.
fn exchange(kind: ExchangeKind, direction: Direction, with: Who, at: i64) -> Exchange {
    let key = key(kind, direction, &with, at, "");
    Exchange { with, at, kind, direction, conversation: None, others: 1, about: None, key }
}

fn key(kind: ExchangeKind, direction: Direction, with: &Who, at: i64, more: &str) -> Fingerprint {
    let name = with.name.to_lowercase();
    let who = with.url.as_deref().unwrap_or(&name);
    fingerprint(&[kind.key(), direction.key(), who, &at.to_string(), more])
}

/// What LinkedIn writes for members who have left.
fn is_nobody(who: &Who) -> bool {
    let name = who.name.to_lowercase();
    who.url.is_none() && (name.is_empty() || name == "linkedin member" || name == "utente linkedin")
}
