//! What other pages show of asks and offers: what somebody's own page says, and what is asked near the reader today.

use pergola_domain::{
    asks::{Kind, OPEN_AT_ONCE},
    ids::MemberId,
};

use super::{
    board::board,
    pages::{Card, cards, first_for_reader},
    store::Filter,
};
use crate::http::{Failed, Here};

/// Looked through, newest first.
const LOOKED_AT: i64 = 60;
/// How far "my network" reaches on Oggi.
const STEPS: u8 = 2;

/// What somebody asks and what he offers, as the reader may see it: all that is open.
pub(crate) async fn of_person(here: &Here, person: MemberId) -> Result<(Vec<Card>, Vec<Card>), Failed> {
    let mut both = Vec::new();
    for kind in [Kind::Ask, Kind::Offer] {
        let filter = Filter { kind: Some(kind), author: Some(person), ..Filter::default() };
        let found = board(&here.app, &here.by(), &filter, None, OPEN_AT_ONCE).await?;
        both.push(cards(here, &found.items).await?);
    }
    let offers = both.pop().unwrap_or_default();
    Ok((both.pop().unwrap_or_default(), offers))
}

/// What anybody here asks of everybody, so many at most: first what the reader could answer himself, with the reason. For
/// somebody who has just come and is near nobody yet.
pub(crate) async fn asked_here(here: &Here, most: usize) -> Result<Vec<Card>, Failed> {
    let filter = Filter { kind: Some(Kind::Ask), by_others: true, ..Filter::default() };
    let found = board(&here.app, &here.by(), &filter, None, LOOKED_AT).await?;
    first_for_reader(here, found.items, Vec::new(), most).await
}

/// What people near the reader ask, so many at most: first what he could answer himself. Each has its reason.
pub(crate) async fn asked_nearby(here: &Here, most: usize) -> Result<Vec<Card>, Failed> {
    let filter = Filter { kind: Some(Kind::Ask), steps: Some(STEPS), by_others: true, ..Filter::default() };
    let found = board(&here.app, &here.by(), &filter, None, LOOKED_AT).await?;
    let mut near = first_for_reader(here, found.items, Vec::new(), most).await?;
    let t = here.speech();
    for card in near.iter_mut().filter(|card| card.why.is_empty()) {
        card.why = t.say("asks-why-near").arg("name", &card.first).to_string();
    }
    Ok(near)
}
