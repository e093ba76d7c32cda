//! `messages.csv`: who wrote to whom and when. Subject and content pass through the parser and are dropped.

use super::{exchange, is_nobody, key};
use crate::{
    csvfile::{Row, Rows},
    dates::{self, First},
    fingerprint::fingerprint,
    linkedin::Owner,
    pieces::{Direction, Exchange, ExchangeKind, Reason, Who},
    profile_url::profile_key,
    sink::{Sink, Told},
};

/// A word to more people than this is an announcement; it says nothing about any one of them.
const CROWD: usize = 25;

pub(super) fn read(rows: &mut Rows<'_>, owner: &Owner, sink: &mut Sink<'_>) -> Told {
    while let Some(row) = rows.next()? {
        match message(row, owner) {
            Ok(exchanges) => sink.exchanges(row.line, exchanges)?,
            Err(reason) => sink.skip(row.line, reason)?,
        }
        sink.row(rows.bytes())?;
    }
    Ok(())
}

fn message(row: Row<'_>, owner: &Owner) -> Result<Vec<Exchange>, Reason> {
    if row.is_empty() {
        return Err(Reason::EmptyRow);
    }
    if ["is message draft", "is conversation draft"].iter().any(|column| row.get(column).eq_ignore_ascii_case("yes")) {
        return Err(Reason::Draft);
    }
    let sender_address = row.get("sender profile url");
    let sender = Who { name: row.get("from").into_owned(), url: profile_key(&sender_address) };
    let recipients = recipients(row);
    let from_owner = owner.is(&sender.name, sender.url.as_deref());
    let to_owner = recipients.iter().any(|who| owner.is(&who.name, who.url.as_deref()))
        // Old files do not say who received; then it was the owner.
        || recipients.is_empty();
    let (direction, with) = match (from_owner, to_owner) {
        (true, _) => (Direction::Out, recipients.clone()),
        (false, true) if sender.url.is_none() && !sender_address.is_empty() => return Err(Reason::NotAPerson),
        (false, true) => (Direction::In, vec![sender]),
        (false, false) => return Err(Reason::NotYours),
    };
    let with: Vec<Who> = with.into_iter().filter(|who| !owner.is(&who.name, who.url.as_deref())).collect();
    if with.iter().all(is_nobody) {
        return Err(Reason::NoName);
    }
    if recipients.len() > CROWD {
        return Err(Reason::NotAPerson);
    }
    let at = dates::moment(&row.get("date"), First::Day).ok_or(Reason::BadDate)?;
    let others = u32::try_from(recipients.len().max(1)).unwrap_or(u32::MAX);
    let conversation = row.some("conversation id").map(|id| fingerprint(&["conversation", &id]));
    let told = with.into_iter().filter(|who| !is_nobody(who)).map(|who| {
        let key = key(ExchangeKind::Message, direction, &who, at, "");
        Exchange { conversation, others, key, ..exchange(ExchangeKind::Message, direction, who, at) }
    });
    Ok(told.collect())
}

/// Addresses with the names beside them where the two lists are of one length. A name may hold a comma, so that the lists
/// need not agree; then the addresses are right and the names are left out.
fn recipients(row: Row<'_>) -> Vec<Who> {
    let (names, cell) = (row.get("to"), row.get("recipient profile urls"));
    let addresses: Vec<&str> = cell.split(',').map(str::trim).filter(|address| !address.is_empty()).collect();
    if addresses.is_empty() {
        let listed: Vec<&str> = names.split(',').map(str::trim).filter(|name| !name.is_empty()).collect();
        return listed.into_iter().map(|name| Who { name: name.to_owned(), url: None }).collect();
    }
    let split: Vec<&str> = if addresses.len() == 1 { vec![&names] } else { names.split(',').map(str::trim).collect() };
    let agree = split.len() == addresses.len();
    let name = |index: usize| split.get(index).filter(|_| agree).copied().unwrap_or_default().to_owned();
    addresses.iter().enumerate().map(|(index, address)| Who { name: name(index), url: profile_key(address) }).collect()
}

/// The profile addresses in a list of them.
pub(super) fn addresses(cell: &str) -> Vec<String> {
    cell.split(',').filter_map(profile_key).collect()
}
