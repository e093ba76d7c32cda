//! Cards (RFC 6350): a member's as its reader may have it, and the own ones.

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use pergola_db::{Fault, Tx};
use pergola_domain::{
    contacts::WayKind,
    ids::{ContactId, MemberId},
};
use pergola_formats::{Person, vcard};
use sha2::{Digest, Sha256};

use super::store;
use crate::{
    app::App,
    contacts::{self, Contact},
    members::{self, Account},
    ties,
};

/// People in an address book: all the cards that a member may have, and ten thousand ties. Whoever has more is told so.
pub(super) const PEOPLE: usize = 60_000;
const AT_ONCE: i64 = 500;

/// A card in an address book.
#[derive(Clone, Debug)]
pub(super) struct Card {
    /// The number of the member or of the own card: no two share one.
    pub(super) id: i64,
    pub(super) text: String,
    pub(super) etag: String,
}

impl Card {
    fn new(app: &App, id: i64, person: &Person) -> Self {
        let plain = vcard::card(person, vcard::Version::V3);
        let uid = format!("UID:{id}@{}\r\n", app.config.host());
        let text = plain.replacen("VERSION:3.0\r\n", &format!("VERSION:3.0\r\n{uid}"), 1);
        let etag = format!("\"{}\"", digest(&text));
        Self { id, text, etag }
    }
}

pub(super) fn digest(text: &str) -> String {
    let whole = URL_SAFE_NO_PAD.encode(Sha256::digest(text.as_bytes()));
    whole.chars().take(22).collect()
}

fn some(text: &str) -> Option<String> {
    (!text.is_empty()).then(|| text.to_owned())
}

fn named(name: &str) -> Person {
    let (given, family) = name.rsplit_once(' ').unwrap_or((name, ""));
    Person { given: given.to_owned(), family: family.to_owned(), ..Person::default() }
}

/// What a member's page tells at its head, with the address where it is shared.
fn of_member(app: &App, account: &Account, email: Option<&String>) -> Person {
    Person {
        emails: email.into_iter().cloned().collect(),
        links: vec![format!("{}{}", app.config.address, account.path())],
        position: some(&account.headline),
        place: some(&account.place),
        ..named(&account.name)
    }
}

fn of_contact(contact: &Contact) -> Person {
    let card = &contact.card;
    let ways = |kind: WayKind| {
        card.ways.iter().filter(|(other, _)| *other == kind).map(|(_, value)| value.clone()).collect::<Vec<_>>()
    };
    Person {
        emails: ways(WayKind::Email),
        phones: ways(WayKind::Phone),
        links: ways(WayKind::Url),
        organisation: some(&card.organisation),
        position: some(&card.position),
        place: some(&card.place),
        ..named(&card.name)
    }
}

/// The card of a member, where this viewer may have it.
pub(super) async fn of(tx: &Tx, app: &App, viewer: MemberId, handle: &str) -> Result<Option<(Account, Card)>, Fault> {
    let Some(account) = ties::find_visible(tx, viewer, handle).await? else { return Ok(None) };
    let tied = ties::find(tx, viewer, account.id).await?.is_some();
    let share = store::shares(tx, &[account.id]).await?.remove(&account.id).unwrap_or_default();
    if !share.to(tied, viewer == account.id) {
        return Ok(None);
    }
    let addresses = if tied || viewer == account.id {
        store::addresses(tx, &[account.id]).await?
    } else {
        std::collections::BTreeMap::new()
    };
    let card = Card::new(app, account.id.0, &of_member(app, &account, addresses.get(&account.id)));
    Ok(Some((account, card)))
}

/// One card of a member's address book, where it is in it.
pub(super) async fn one(tx: &Tx, app: &App, owner: MemberId, id: i64) -> Result<Option<Card>, Fault> {
    if let Some(contact) = contacts::find(tx, owner, ContactId(id)).await? {
        return Ok(Some(Card::new(app, id, &of_contact(&contact))));
    }
    let member = MemberId(id);
    let tied = ties::find(tx, owner, member).await?.is_some() && ties::may_see(tx, owner, member).await?;
    let share = store::shares(tx, &[member]).await?.remove(&member).unwrap_or_default();
    let account = members::find(tx, member).await?.filter(|_| tied && share.to(true, false));
    let Some(account) = account else { return Ok(None) };
    let addresses = store::addresses(tx, &[member]).await?;
    Ok(Some(Card::new(app, id, &of_member(app, &account, addresses.get(&member)))))
}

/// Whether this viewer may take a member's card along.
pub(crate) async fn gives(tx: &Tx, viewer: MemberId, member: MemberId) -> Result<bool, Fault> {
    let tied = ties::find(tx, viewer, member).await?.is_some();
    let share = store::shares(tx, &[member]).await?.remove(&member).unwrap_or_default();
    Ok(share.to(tied, viewer == member) && ties::may_see(tx, viewer, member).await?)
}

/// An address book: as many as it takes, and whether there are more.
pub(super) struct Book {
    pub(super) cards: Vec<Card>,
    pub(super) cut: bool,
}

/// Everybody in a member's address book: ties who share their cards with him, and his own cards; `most` at most.
pub(super) async fn all(tx: &Tx, app: &App, owner: MemberId, most: usize) -> Result<Book, Fault> {
    let mut cards = Vec::new();
    let mut after = None;
    while cards.len() <= most {
        let some = ties::list(tx, owner, after, AT_ONCE).await?;
        let Some(last) = some.last().map(|tie| tie.other) else { break };
        after = Some(last);
        let ids: Vec<MemberId> = some.iter().map(|tie| tie.other).collect();
        let shares = store::shares(tx, &ids).await?;
        let addresses = store::addresses(tx, &ids).await?;
        let unseen = ties::unseen(tx, owner, &ids).await?;
        for account in members::find_many(tx, &ids).await? {
            if !unseen.contains(&account.id) && shares.get(&account.id).copied().unwrap_or_default().to(true, false) {
                cards.push(Card::new(app, account.id.0, &of_member(app, &account, addresses.get(&account.id))));
            }
        }
    }
    let mut after = 0;
    while cards.len() <= most {
        let some = contacts::list_all(tx, owner, after, AT_ONCE).await?;
        let Some(last) = some.last().map(|contact| contact.id.0) else { break };
        after = last;
        cards.extend(some.iter().map(|contact| Card::new(app, contact.id.0, &of_contact(contact))));
    }
    let cut = cards.len() > most;
    cards.truncate(most);
    cards.sort_by_key(|card| card.id);
    Ok(Book { cards, cut })
}
