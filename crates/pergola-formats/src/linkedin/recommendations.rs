//! `Recommendations_Received.csv` and `Recommendations_Given.csv`. Both have the same header, and their names are translated:
//! the direction is the one thing that a name must help with. Where it does not, the text does: a recommendation names whom
//! it praises. The text itself is not kept.

use super::exchange;
use crate::{
    csvfile::{Row, Rows},
    dates::{self, First},
    linkedin::Owner,
    pieces::{Direction, Exchange, ExchangeKind, Reason, Who},
    sink::{Sink, Told},
};

const GIVEN: [&str; 9] = ["given", "scritte", "fatte", "inviate", "date_", "donn", "dadas", "abgegeben", "gegeben"];
const RECEIVED: [&str; 6] = ["received", "ricevut", "reçu", "recu", "recib", "erhalten"];

pub(super) fn read(rows: &mut Rows<'_>, file: &str, owner: &Owner, sink: &mut Sink<'_>) -> Told {
    let named = direction_of_name(file);
    while let Some(row) = rows.next()? {
        match recommendation(row, named, owner) {
            Ok(exchange) => sink.exchanges(row.line, vec![exchange])?,
            Err(reason) => sink.skip(row.line, reason)?,
        }
        sink.row(rows.bytes())?;
    }
    Ok(())
}

fn recommendation(row: Row<'_>, named: Option<Direction>, owner: &Owner) -> Result<Exchange, Reason> {
    if row.is_empty() {
        return Err(Reason::EmptyRow);
    }
    let name = format!("{} {}", row.get("first name"), row.get("last name")).trim().to_owned();
    if name.is_empty() {
        return Err(Reason::NoName);
    }
    // Hidden is a matter of show: it was written all the same. Pending was not accepted yet.
    if row.get("status").eq_ignore_ascii_case("pending") {
        return Err(Reason::NotStanding);
    }
    let at = dates::moment(&row.get("creation date"), First::Month).ok_or(Reason::BadDate)?;
    let direction = named.unwrap_or_else(|| direction_of_text(row, owner));
    Ok(exchange(ExchangeKind::Recommendation, direction, Who { name, url: None }, at))
}

fn direction_of_name(file: &str) -> Option<Direction> {
    let file = file.rsplit(['/', '\\']).next().unwrap_or(file).to_lowercase();
    let has = |words: &[&str]| words.iter().any(|word| file.contains(word));
    match (has(&GIVEN), has(&RECEIVED)) {
        (true, false) => Some(Direction::Out),
        (false, true) => Some(Direction::In),
        _ => None,
    }
}

fn direction_of_text(row: Row<'_>, owner: &Owner) -> Direction {
    let text = row.get("text").to_lowercase();
    let names = |given: &str| !given.is_empty() && text.contains(&given.to_lowercase());
    if names(&row.get("first name")) && !names(&owner.given) { Direction::Out } else { Direction::In }
}
