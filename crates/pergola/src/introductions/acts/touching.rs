//! All said yes: each two are tied, introduced by the one in the middle; a conversation of all opens; whoever is on a card
//! gets a letter, and a place in the gardens of the others. Before this nothing of anybody was given to anybody.

use pergola_db::{Fault, Tx};
use pergola_domain::{
    changes::Change,
    contacts::{Card, WayKind},
    garden::{Direction, MomentKind},
    ids::{MemberId, MomentId, PersonId, TieId},
    ties::Met,
};

use super::{Outcome, links};
use crate::{
    app::{App, By, record},
    contacts::{self, Contact},
    http::Failure,
    introductions::store::introductions::{self as store, Kept},
    members::{self, Account},
    messages::{self, Origin},
    tending::{self, Moment},
    ties::{self, NewTie},
};

/// Puts all in it in touch, in the transaction of the last yes.
pub(super) async fn put_in_touch(tx: &Tx, app: &App, by: &By, made: Kept) -> Outcome<()> {
    let parties: Vec<MemberId> = made.parties().collect();
    for (place, one) in parties.iter().enumerate() {
        for other in parties.iter().skip(place + 1) {
            tie(tx, by, (*one, *other), made.introduction.broker).await?;
        }
    }
    let mut next = made;
    if parties.len() > 1 {
        let all: Vec<MemberId> = next.members().collect();
        let opened_by = by.on_behalf_of(next.introduction.broker);
        next.conversation = Some(messages::open(tx, &opened_by, &all, Origin::Introduction(next.id())).await?);
    }
    if !store::keep_state(tx, &next).await? {
        return Err(Failure::Stale);
    }
    cards(tx, app, by, &next).await?;
    remember(tx, by, &next).await?;
    record(tx, by, &Change::IntroductionMade { introduction: next.id(), by: next.introduction.broker }).await?;
    Ok(())
}

/// Where they are tied already, that tie and how they met stay as they are.
async fn tie(tx: &Tx, by: &By, (one, other): (MemberId, MemberId), introducer: MemberId) -> Result<(), Fault> {
    let met = Met::introduced(introducer);
    let new = NewTie { tie: TieId(by.fresh()), one, other, one_met: met.clone(), other_met: met, formed_at: by.now };
    ties::form(tx, by, &new).await.map(drop)
}

/// Whoever introduced them has a moment with each, now that it is made: an earlier one would tell of a single yes, and one
/// beside a closed question of a no.
async fn remember(tx: &Tx, by: &By, made: &Kept) -> Result<(), Fault> {
    let broker = made.introduction.broker;
    for party in &made.introduction.parties {
        let person = party.person;
        if tending::find(tx, broker, person.number()).await?.is_none() {
            continue;
        }
        let moment = Moment {
            id: MomentId(by.fresh()),
            person,
            kind: MomentKind::Introduced.name().to_owned(),
            direction: Direction::Out.name().to_owned(),
            at: by.now,
            text: String::new(),
            source: "pergola".to_owned(),
            source_key: format!("introduced:{}:{}", made.id(), person.number()),
        };
        tending::remember(tx, broker, &moment).await?;
    }
    Ok(())
}

/// Somebody on a card of the broker's said yes as well: the members get a card of their own with the address, and he
/// gets a letter with theirs.
async fn cards(tx: &Tx, app: &App, by: &By, made: &Kept) -> Result<(), Fault> {
    let broker = made.introduction.broker;
    let ids = made.introduction.parties.iter().filter_map(|party| match party.person {
        PersonId::Contact(card) => Some(card),
        PersonId::Member(_) => None,
    });
    let cards = contacts::find_many(tx, broker, &ids.collect::<Vec<_>>()).await?;
    if cards.is_empty() {
        return Ok(());
    }
    let cards: Vec<Contact> = cards.into_iter().map(|card| as_told(card, made)).collect();
    let members = members::find_many(tx, &made.parties().collect::<Vec<_>>()).await?;
    for card in &cards {
        for member in &members {
            contacts::keep_card(tx, by, member.id, &introduced(card, by)).await?;
        }
        let others = reachable(tx, &members, cards.iter().filter(|other| other.id != card.id)).await?;
        links::tell_card(tx, app, by, (broker, card), &others).await?;
    }
    Ok(())
}

/// A card under the name that the others were told: what its owner wrote there since is the owner's.
fn as_told(card: Contact, made: &Kept) -> Contact {
    let told = made.introduced_as(PersonId::Contact(card.id)).map(str::to_owned);
    let name = told.unwrap_or_else(|| card.card.name.clone());
    Contact { card: Card { name, ..card.card }, ..card }
}

/// What of a card goes to those whom its person was introduced to: name, role, and the address that he answered from.
fn introduced(card: &Contact, by: &By) -> Card {
    let email = card.card.first_email().map(|address| (WayKind::Email, address.to_owned()));
    Card {
        name: card.card.name.clone(),
        organisation: card.card.organisation.clone(),
        position: card.card.position.clone(),
        since: Some(by.now),
        ways: email.into_iter().collect(),
        ..Card::default()
    }
}

/// Names of the others with the address of each: of members the one they confirmed.
async fn reachable(
    tx: &Tx,
    members: &[Account],
    cards: impl Iterator<Item = &Contact>,
) -> Result<Vec<(String, String)>, Fault> {
    let mut others = Vec::new();
    for member in members {
        let settings = members::settings(tx, member.id).await?.filter(|settings| settings.email_confirmed);
        others.push((member.name.clone(), settings.map(|settings| settings.email).unwrap_or_default()));
    }
    others.extend(cards.map(|card| (card.card.name.clone(), card.card.first_email().unwrap_or_default().to_owned())));
    Ok(others)
}
