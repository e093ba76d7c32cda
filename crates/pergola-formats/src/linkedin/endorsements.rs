//! `Endorsement_Received_Info.csv` and `Endorsement_Given_Info.csv`: one says endorser, the other endorsee.

use super::{exchange, is_nobody, key};
use crate::{
    csvfile::{Row, Rows},
    dates::{self, First},
    pieces::{Direction, Exchange, ExchangeKind, Reason, Who},
    profile_url::profile_key,
    sink::{Sink, Told},
};

pub(super) fn read(rows: &mut Rows<'_>, direction: Direction, sink: &mut Sink<'_>) -> Told {
    while let Some(row) = rows.next()? {
        match endorsement(row, direction) {
            Ok(exchange) => sink.exchanges(row.line, vec![exchange])?,
            Err(reason) => sink.skip(row.line, reason)?,
        }
        sink.row(rows.bytes())?;
    }
    Ok(())
}

fn endorsement(row: Row<'_>, direction: Direction) -> Result<Exchange, Reason> {
    if row.is_empty() {
        return Err(Reason::EmptyRow);
    }
    let status = row.get("endorsement status");
    if !status.is_empty() && !status.eq_ignore_ascii_case("accepted") {
        return Err(Reason::NotStanding);
    }
    let columns = match direction {
        Direction::In => ["endorser first name", "endorser last name", "endorser public url"],
        Direction::Out => ["endorsee first name", "endorsee last name", "endorsee public url"],
    };
    let [given, family, url] = columns.map(|column| row.get(column));
    let with = Who { name: format!("{given} {family}").trim().to_owned(), url: profile_key(&url) };
    if is_nobody(&with) {
        return Err(Reason::NoName);
    }
    let at = dates::moment(&row.get("endorsement date"), First::Day).ok_or(Reason::BadDate)?;
    let about = row.some("skill name");
    let mut exchange = exchange(ExchangeKind::Endorsement, direction, with, at);
    // Several skills are endorsed in one second.
    exchange.key = key(exchange.kind, direction, &exchange.with, at, about.as_deref().unwrap_or_default());
    exchange.about = about;
    Ok(exchange)
}
