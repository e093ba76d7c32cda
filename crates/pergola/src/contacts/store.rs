//! The tables `contacts` and `contact_ways`.

use pergola_db::{Fault, Row, ToValue, Tx, in_list, params};
use pergola_domain::{
    contacts::{Card, WayKind},
    ids::{ContactId, MemberId, PersonId},
    text,
    time::Timestamp,
};

use crate::tending;

/// A card with its ways.
#[derive(Clone, Debug)]
pub(crate) struct Contact {
    pub(crate) id: ContactId,
    pub(crate) card: Card,
    pub(crate) created_at: Timestamp,
    pub(crate) version: i64,
}

const COLUMNS: &str = "id, name, organisation, position, place, since, created_at, version";

fn contact(row: &Row<'_>) -> Result<Contact, Fault> {
    Ok(Contact {
        id: row.get(0)?,
        card: Card {
            name: row.get(1)?,
            organisation: row.get(2)?,
            position: row.get(3)?,
            place: row.get(4)?,
            since: row.get(5)?,
            ways: Vec::new(),
        },
        created_at: row.get(6)?,
        version: row.get(7)?,
    })
}

/// One card of its owner's.
pub(crate) async fn find(tx: &Tx, owner: MemberId, id: ContactId) -> Result<Option<Contact>, Fault> {
    let sql = format!("SELECT {COLUMNS} FROM contacts WHERE id = $1 AND owner_id = $2");
    let mut found: Vec<Contact> = tx.one(&sql, &params![id, owner], contact).await?.into_iter().collect();
    add_ways(tx, owner, &mut found).await?;
    Ok(found.pop())
}

/// Those of these cards that are the owner's, with their ways, by id.
pub(crate) async fn find_many(tx: &Tx, owner: MemberId, ids: &[ContactId]) -> Result<Vec<Contact>, Fault> {
    let mut found = Vec::with_capacity(ids.len());
    for some in ids.chunks(256) {
        let mut values = params![owner].to_vec();
        let marks = in_list(&mut values, some);
        let sql = format!("SELECT {COLUMNS} FROM contacts WHERE owner_id = $1 AND id IN ({marks})");
        found.extend(tx.all(&sql, &values, contact).await?);
    }
    add_ways(tx, owner, &mut found).await?;
    Ok(found)
}

/// A page of cards, newest first, before the card of that id.
pub(super) async fn list(tx: &Tx, owner: MemberId, before: Option<i64>, limit: i64) -> Result<Vec<Contact>, Fault> {
    let sql = format!("SELECT {COLUMNS} FROM contacts WHERE owner_id = $1 AND id < $2 ORDER BY id DESC LIMIT $3");
    let mut found = tx.all(&sql, &params![owner, before.unwrap_or(i64::MAX), limit], contact).await?;
    add_ways(tx, owner, &mut found).await?;
    Ok(found)
}

/// All cards in the order of their ids, after `after`: for taking them out in parts.
pub(crate) async fn list_all(tx: &Tx, owner: MemberId, after: i64, limit: i64) -> Result<Vec<Contact>, Fault> {
    let sql = format!("SELECT {COLUMNS} FROM contacts WHERE owner_id = $1 AND id > $2 ORDER BY id LIMIT $3");
    let mut found = tx.all(&sql, &params![owner, after, limit], contact).await?;
    add_ways(tx, owner, &mut found).await?;
    Ok(found)
}

pub(crate) async fn count(tx: &Tx, owner: MemberId) -> Result<i64, Fault> {
    let count = tx.one("SELECT count(*) FROM contacts WHERE owner_id = $1", &params![owner], |row| row.get(0)).await?;
    Ok(count.unwrap_or_default())
}

async fn add_ways(tx: &Tx, owner: MemberId, contacts: &mut [Contact]) -> Result<(), Fault> {
    for some in contacts.chunks_mut(256) {
        let mut values = params![owner].to_vec();
        let marks = in_list(&mut values, some.iter().map(|contact| contact.id));
        let sql = format!(
            "SELECT contact_id, kind, value FROM contact_ways WHERE owner_id = $1 AND contact_id IN ({marks}) \
             ORDER BY contact_id, kind, value_folded LIMIT 20000"
        );
        let ways =
            tx.all(&sql, &values, |row| Ok((row.get::<ContactId>(0)?, row.get::<String>(1)?, row.get::<String>(2)?)));
        for (id, kind, value) in ways.await? {
            let kind = WayKind::ALL.into_iter().find(|known| known.word() == kind);
            if let (Some(kind), Some(contact)) = (kind, some.iter_mut().find(|contact| contact.id == id)) {
                contact.card.ways.push((kind, value));
            }
        }
    }
    Ok(())
}

/// Keeps a new card and plants its person. The card is known by its id, so the same person typed twice is two cards.
pub(super) async fn keep(tx: &Tx, owner: MemberId, id: ContactId, card: &Card, now: Timestamp) -> Result<(), Fault> {
    tx.run(
        "INSERT INTO contacts (id, owner_id, name, name_folded, organisation, position, place, source_key, since, created_at, \
         version) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 1)",
        &params![
            id,
            owner,
            card.name,
            text::fold(&card.name),
            card.organisation,
            card.position,
            card.place,
            format!("id:{id}"),
            card.since,
            now
        ],
    )
    .await?;
    keep_ways(tx, owner, id, card).await?;
    tending::plant(tx, owner, PersonId::Contact(id), card.since.unwrap_or(now)).await
}

/// Rewrites a card, where it is still the version that was read.
pub(super) async fn rewrite(tx: &Tx, owner: MemberId, before: &Contact, card: &Card) -> Result<bool, Fault> {
    let kept = tx
        .run(
            "UPDATE contacts SET name = $4, name_folded = $5, organisation = $6, position = $7, place = $8, since = $9, \
             version = version + 1 WHERE id = $1 AND owner_id = $2 AND version = $3",
            &params![
                before.id,
                owner,
                before.version,
                card.name,
                text::fold(&card.name),
                card.organisation,
                card.position,
                card.place,
                card.since
            ],
        )
        .await?;
    let values = params![owner, before.id];
    tx.run("DELETE FROM contact_ways WHERE owner_id = $1 AND contact_id = $2", &values).await?;
    keep_ways(tx, owner, before.id, card).await?;
    Ok(kept > 0)
}

async fn keep_ways(tx: &Tx, owner: MemberId, id: ContactId, card: &Card) -> Result<(), Fault> {
    for (kind, value) in &card.ways {
        let sql = "INSERT INTO contact_ways (owner_id, contact_id, kind, value, value_folded) VALUES ($1, $2, $3, $4, $5) \
                   ON CONFLICT (owner_id, contact_id, kind, value_folded) DO NOTHING";
        tx.run(sql, &params![owner, id, kind.word(), value, kind.folded(value)]).await?;
    }
    Ok(())
}

/// Removes a card with its ways, notes and moments.
pub(crate) async fn remove(tx: &Tx, owner: MemberId, id: ContactId) -> Result<bool, Fault> {
    let values = params![owner, id];
    tx.run("DELETE FROM contact_ways WHERE owner_id = $1 AND contact_id = $2", &values).await?;
    let removed = tx.run("DELETE FROM contacts WHERE owner_id = $1 AND id = $2", &values).await?;
    if removed > 0 {
        tending::uproot(tx, owner, PersonId::Contact(id)).await?;
    }
    Ok(removed > 0)
}

/// Removes all cards of an owner, with all that hangs on them.
pub(crate) async fn erase(tx: &Tx, owner: MemberId) -> Result<(), Fault> {
    let on_cards = "SELECT person_id FROM tending WHERE owner_id = $1 AND is_contact = TRUE";
    for table in ["moments", "nudges"] {
        tx.run(&format!("DELETE FROM {table} WHERE owner_id = $1 AND person_id IN ({on_cards})"), &params![owner])
            .await?;
    }
    for sql in [
        "DELETE FROM tending WHERE owner_id = $1 AND is_contact = TRUE",
        "DELETE FROM contact_ways WHERE owner_id = $1",
        "DELETE FROM contacts WHERE owner_id = $1",
    ] {
        tx.run(sql, &params![owner]).await?;
    }
    Ok(())
}

/// Which of these folded addresses somebody objected to.
pub(super) async fn objected(tx: &Tx, hashes: &[String]) -> Result<Vec<String>, Fault> {
    let mut found = Vec::new();
    for some in hashes.chunks(256) {
        let mut values = Vec::new();
        let marks = in_list(&mut values, some.iter().map(String::as_str));
        let sql = format!("SELECT address_hash FROM objections WHERE address_hash IN ({marks})");
        found.extend(tx.all(&sql, &values, |row| row.get::<String>(0)).await?);
    }
    Ok(found)
}

/// Notes an objection and takes the address off all cards. The cards themselves stay, their owners are not told.
pub(super) async fn keep_objection(tx: &Tx, hash: &str, address: &str, now: Timestamp) -> Result<(), Fault> {
    let sql = "INSERT INTO objections (address_hash, created_at) VALUES ($1, $2) ON CONFLICT (address_hash) DO NOTHING";
    tx.run(sql, &params![hash, now]).await?;
    let folded = WayKind::Email.folded(address);
    tx.run("DELETE FROM contact_ways WHERE kind = 'email' AND value_folded = $1", &[folded.to_value()]).await.map(drop)
}

/// A letter to somebody who is no member: its key, good once.
pub(super) async fn keep_letter(
    tx: &Tx,
    id: i64,
    key_hash: &str,
    email: &str,
    expires_at: Timestamp,
) -> Result<(), Fault> {
    let sql = "INSERT INTO letters (id, key_hash, kind, member_id, email, expires_at) VALUES ($1, $2, 'objection', 0, $3, $4)";
    tx.run(sql, &params![id, key_hash, email, expires_at]).await.map(drop)
}

/// The address of a letter that is still good.
pub(super) async fn find_letter(tx: &Tx, key_hash: &str, now: Timestamp) -> Result<Option<String>, Fault> {
    let sql =
        "SELECT email FROM letters WHERE key_hash = $1 AND kind = 'objection' AND used_at IS NULL AND expires_at > $2";
    tx.one(sql, &params![key_hash, now], |row| row.get(0)).await
}

/// Spends the letter: nothing of it stays, the address least of all.
pub(super) async fn spend_letter(tx: &Tx, key_hash: &str) -> Result<bool, Fault> {
    Ok(tx.run("DELETE FROM letters WHERE key_hash = $1 AND kind = 'objection'", &params![key_hash]).await? > 0)
}

/// Cards that name the address by which a member chose to be found: owner and card, the oldest cards first.
///
/// One of two questions that are asked across owners; their answers never leave this server, and only addresses whose
/// owner confirmed them and chose to be found by them are ever compared.
pub(crate) async fn cards_of_address(
    tx: &Tx,
    member: MemberId,
    limit: i64,
) -> Result<Vec<(MemberId, ContactId)>, Fault> {
    let sql = "SELECT w.owner_id, w.contact_id FROM members m \
               JOIN contact_ways w ON w.kind = 'email' AND w.value_folded = m.email_folded \
               WHERE m.id = $1 AND m.found_by_email = TRUE AND m.email_confirmed_at IS NOT NULL \
               ORDER BY w.contact_id LIMIT $2";
    tx.all(sql, &params![member, limit], |row| Ok((row.get(0)?, row.get(1)?))).await
}

/// Members who chose to be found by an address on this card.
pub(crate) async fn findable_on(tx: &Tx, owner: MemberId, card: ContactId) -> Result<Vec<MemberId>, Fault> {
    let sql = "SELECT m.id FROM contact_ways w JOIN members m ON m.email_folded = w.value_folded \
               WHERE w.owner_id = $1 AND w.contact_id = $2 AND w.kind = 'email' AND m.found_by_email = TRUE \
               AND m.email_confirmed_at IS NOT NULL LIMIT 20";
    tx.all(sql, &params![owner, card], |row| row.get(0)).await
}

/// That somebody is here waits for a day on which its owner may still be told.
pub(crate) async fn keep_waiting(
    tx: &Tx,
    (owner, member): (MemberId, MemberId),
    card: ContactId,
    now: Timestamp,
) -> Result<(), Fault> {
    let sql = "INSERT INTO joins_waiting (owner_id, member_id, contact_id, at) VALUES ($1, $2, $3, $4) \
               ON CONFLICT (owner_id, member_id) DO NOTHING";
    tx.run(sql, &params![owner, member, card, now]).await.map(drop)
}

/// Owners for whom something waits.
pub(crate) async fn owners_waiting(tx: &Tx) -> Result<Vec<MemberId>, Fault> {
    let sql = "SELECT DISTINCT owner_id FROM joins_waiting ORDER BY owner_id LIMIT 100000";
    tx.all(sql, &[], |row| row.get(0)).await
}

/// What waits for an owner: who is here, on which card; who came first, first. It waits no more.
pub(crate) async fn take_waiting(tx: &Tx, owner: MemberId, limit: i64) -> Result<Vec<(MemberId, ContactId)>, Fault> {
    let sql = "SELECT member_id, contact_id FROM joins_waiting WHERE owner_id = $1 ORDER BY at, member_id LIMIT $2";
    let taken: Vec<(MemberId, ContactId)> =
        tx.all(sql, &params![owner, limit], |row| Ok((row.get(0)?, row.get(1)?))).await?;
    for (member, _) in &taken {
        let sql = "DELETE FROM joins_waiting WHERE owner_id = $1 AND member_id = $2";
        tx.run(sql, &params![owner, *member]).await?;
    }
    Ok(taken)
}

/// Nothing waits any more for who leaves, nor of him.
pub(crate) async fn erase_waiting(tx: &Tx, member: MemberId) -> Result<(), Fault> {
    tx.run("DELETE FROM joins_waiting WHERE owner_id = $1 OR member_id = $1", &params![member]).await.map(drop)
}
