//! What an owner does with his cards.

use pergola_db::{Fault, Tx};
use pergola_domain::{
    changes::Change,
    contacts::{CARDS, Card, CardTyped, Refusal, WayKind},
    ids::{ContactId, MemberId},
};

use super::{
    objections,
    store::{self, Contact},
};
use crate::{
    app::{App, By, record},
    http::Failure,
};

/// A new card.
pub(crate) async fn create(app: &App, by: By, typed: CardTyped) -> Result<ContactId, Failure<Refusal>> {
    let card = typed.card().map_err(Failure::Refused)?;
    let id = ContactId(by.fresh());
    let salted = objections::Salted::of(app, &card);
    let most = app.most.cards;
    app.db
        .write(async move |tx| {
            if store::count(tx, by.member).await? >= most {
                return Err(Failure::Refused(Refusal::TooManyCards));
            }
            let card = salted.without_objected(tx, &card).await?;
            store::keep(tx, by.member, id, &card, by.now).await?;
            told(tx, &by, id, &card).await?;
            Ok(id)
        })
        .await
}

/// The same card with other words on it.
pub(super) async fn edit(app: &App, by: By, id: ContactId, typed: CardTyped) -> Result<(), Failure<Refusal>> {
    let card = typed.card().map_err(Failure::Refused)?;
    let salted = objections::Salted::of(app, &card);
    app.db
        .write(async move |tx| {
            let before = store::find(tx, by.member, id).await?.ok_or(Failure::NotFound)?;
            let card = salted.without_objected(tx, &card).await?;
            if !store::rewrite(tx, by.member, &before, &card).await? {
                return Err(Failure::Stale);
            }
            told(tx, &by, id, &card).await?;
            Ok(())
        })
        .await
}

/// Whoever follows compares the address, once, with those who chose to be found by theirs.
async fn told(tx: &Tx, by: &By, id: ContactId, card: &Card) -> Result<(), Fault> {
    if card.ways.iter().any(|(kind, _)| *kind == WayKind::Email) {
        record(tx, by, &Change::ContactAddressKept { owner: by.member, contact: id }).await?;
    }
    Ok(())
}

pub(super) async fn remove(app: &App, by: By, id: ContactId) -> Result<(), Failure<Refusal>> {
    app.db
        .write(async move |tx| if store::remove(tx, by.member, id).await? { Ok(()) } else { Err(Failure::NotFound) })
        .await
}

/// All cards at once, with their notes and moments. Nothing of them remains but in archives that the owner made.
pub(super) async fn remove_all(app: &App, by: By) -> Result<(), Failure<Refusal>> {
    app.db.write(async move |tx| Ok(store::erase(tx, by.member).await?)).await
}

/// A card for somebody whom the owner was introduced to, in the caller's transaction. Where the owner has all the cards
/// that he may have, none is kept.
pub(crate) async fn keep_card(tx: &Tx, by: &By, owner: MemberId, card: &Card) -> Result<(), Fault> {
    if store::count(tx, owner).await? >= CARDS {
        return Ok(());
    }
    let id = ContactId(by.fresh());
    store::keep(tx, owner, id, card, by.now).await?;
    told(tx, &by.on_behalf_of(owner), id, card).await
}

/// A card with nothing but a name, in the caller's transaction: for what somebody wrote of a member whose tie ended.
pub(crate) async fn keep_named(tx: &Tx, by: &By, owner: MemberId, name: &str) -> Result<ContactId, Fault> {
    let id = ContactId(by.fresh());
    let card = Card { name: name.to_owned(), ..Card::default() };
    store::keep(tx, owner, id, &card, by.now).await?;
    Ok(id)
}

/// One card.
pub(super) async fn find(app: &App, by: By, id: ContactId) -> Result<Contact, Failure<Refusal>> {
    app.db.read(async move |tx| store::find(tx, by.member, id).await?.ok_or(Failure::NotFound)).await
}
