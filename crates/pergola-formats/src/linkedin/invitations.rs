//! `Invitations.csv`: who asked whom to connect, and when. The words they added are not kept.

use super::{exchange, is_nobody};
use crate::{
    csvfile::{Row, Rows},
    dates::{self, First},
    pieces::{Direction, Exchange, ExchangeKind, Reason, Who},
    profile_url::profile_key,
    sink::{Sink, Told},
};

pub(super) fn read(rows: &mut Rows<'_>, sink: &mut Sink<'_>) -> Told {
    while let Some(row) = rows.next()? {
        match invitation(row) {
            Ok(exchange) => sink.exchanges(row.line, vec![exchange])?,
            Err(reason) => sink.skip(row.line, reason)?,
        }
        sink.row(rows.bytes())?;
    }
    Ok(())
}

fn invitation(row: Row<'_>) -> Result<Exchange, Reason> {
    if row.is_empty() {
        return Err(Reason::EmptyRow);
    }
    let (direction, name, url) = match row.get("direction").to_ascii_uppercase().as_str() {
        "INCOMING" => (Direction::In, "from", "inviterprofileurl"),
        "OUTGOING" => (Direction::Out, "to", "inviteeprofileurl"),
        _ => return Err(Reason::Unreadable),
    };
    let with = Who { name: row.get(name).into_owned(), url: profile_key(&row.get(url)) };
    if is_nobody(&with) {
        return Err(Reason::NoName);
    }
    let at = dates::moment(&row.get("sent at"), First::Month).ok_or(Reason::BadDate)?;
    Ok(exchange(ExchangeKind::Invitation, direction, with, at))
}
